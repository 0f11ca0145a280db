//! Reads archives with the page's own engine and prints what is in them as one JSON object.
//!
//! `cargo run --release --example inspect -- PATH... [--zone Z] [--threshold-min N] [--clean] [--acts] [--events] [--periods]`
//!
//! The figures are about posts; with `--acts` about other acts as well, those that count at first.
//!
//! `--clean` leaves out what machines posted and lists it under `cleaned`: the apps, why
//! (`scheduled`, `automatic` or `cron`), how many events, and the figures that decided it, of which
//! `yodori::engine::infer::clean` says what they mean.

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
