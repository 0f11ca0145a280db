//! How far inference is from the truth, on people who don't exist: errors, coverage of intervals and the
//! error of the Sleep Regularity Index, by temperament and events a day, for midare's rule and for the
//! posterior.
//!
//! `cargo run --release --example accuracy -- [PEOPLE] [FIRST_SEED]`

mod judge;

use std::io::{Write, stdout};

use yodori_testdata::sleeper::{Posting, live, temperaments};

/// A Monday: seconds since 1970.
const FIRST_DAY: i64 = 1_704_067_200;
const NIGHTS: u32 = 42;
const EVENTS_A_DAY: [f64; 4] = [2.5, 6.5, 12.5, 27.0];

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let people: u64 = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(12);
    let seed: u64 = args
        .next()
        .and_then(|arg| arg.parse().ok())
        .unwrap_or(1_000);
    let mut out = stdout().lock();
    writeln!(out, "{}", judge::HEADING)?;
    for (name, habit) in temperaments() {
        for a_day in EVENTS_A_DAY {
            let lives = (0..people).map(|person| {
                let posting = Posting::bursty(a_day);
                live(&habit, &posting, NIGHTS, FIRST_DAY, seed + person)
            });
            let judged = judge::judge(lives);
            writeln!(out, "{name:10} {a_day:5.1} {judged}")?;
        }
    }
    Ok(())
}
