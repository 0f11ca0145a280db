//! Reads archives with the page's own engine and prints what is in them as one JSON object.
//!
//! `cargo run --release --example inspect -- PATH... [--zone Z] [--threshold-min N] [--clean] [--acts] [--events] [--periods] [--nights] [--rhythm]`
//! `cargo run --release --example inspect -- --series FILE`
//!
//! The figures are about posts; with `--acts` about other acts as well, those that count at first.
//!
//! `--clean` leaves out what machines posted and lists it under `cleaned`: the apps, why
//! (`scheduled`, `automatic` or `cron`), how many events, and the figures that decided it, of which
//! `yodori::engine::infer::clean` says what they mean.

//!
//! `--nights` lists when the person probably slept, with intervals (`…50`, `…90`); `--rhythm` adds the
//! figures of `yodori::engine::rhythm`, each with a 90 % interval over 200 lives drawn from what is
//! likely. Free days are weekends, and the public holidays of Japan for its zone.
//!
//! `--series` computes figures of a plain series instead: the first line is `start ISO step_s`, then
//! a number a line, `NA` where nothing is known. The variant of each stands beside it.

mod disk;
mod report;
mod rhythm;
mod series;

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
