//! Reads archives with the page's own engine and prints what is in them as one JSON object.
//!
//! `cargo run --release --example inspect -- PATH... [--zone Z] [--threshold-min N] [--events] [--periods]`

mod disk;
mod report;

use std::io::{stderr, stdout};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = std::env::args().skip(1);
    ExitCode::from(report::run(
        args,
        &mut stdout().lock(),
        &mut stderr().lock(),
    ))
}
