//! How far inference is from the truth, on people who don't exist: errors, coverage of intervals and the
//! error of the Sleep Regularity Index, by temperament and events a day, for midare's rule and for the
//! posterior.
//!
//! `cargo run --release --example accuracy -- [PEOPLE] [FIRST_SEED]`, or `-- --time` for how long 15 years take.

mod judge;

use std::io::{Write, stdout};
use std::time::Instant;

use yodori::engine::infer::posterior::Posterior;
use yodori_testdata::sleeper::{Habit, Posting, live, temperaments};

/// What stands over the columns.
const HEADING: &str = "\
                  events |   rule: median error   SRI |   posterior: median error, bias | 90 % interval holds | 50 % one  |  SRI:     | told
             nominal     |     onset      wake  error |     onset      wake   of both   |    onset       wake  | on.  wake | bias, err | of nights";

/// A Monday: seconds since 1970.
const FIRST_DAY: i64 = 1_704_067_200;
const NIGHTS: u32 = 42;
const EVENTS_A_DAY: [f64; 4] = [2.5, 6.5, 12.5, 27.0];

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1).peekable();
    if args.next_if_eq("--time").is_some() {
        return time();
    }
    let people: u64 = args.next().and_then(|arg| arg.parse().ok()).unwrap_or(12);
    let seed: u64 = args
        .next()
        .and_then(|arg| arg.parse().ok())
        .unwrap_or(1_000);
    let mut out = stdout().lock();
    writeln!(out, "{}", HEADING)?;
    for (name, habit) in temperaments() {
        for a_day in EVENTS_A_DAY {
            let lives = (0..people).map(|person| {
                let posting = Posting::bursty(a_day);
                live(&habit, &posting, NIGHTS, FIRST_DAY, seed + person)
            });
            let told = judge::judge(lives).told();
            writeln!(out, "{name:10} {a_day:5.1} {told}")?;
        }
    }
    Ok(())
}

/// How long 15 years with 200,000 events take.
fn time() -> std::io::Result<()> {
    let habit = Habit {
        free_mins: 40.0,
        ..Habit::steady(45.0)
    };
    let lived = live(&habit, &Posting::bursty(38.0), 15 * 365, FIRST_DAY, 1);
    let started = Instant::now();
    let posterior = Posterior::infer(&lived.moments, &judge::zone(&lived), judge::is_free);
    let inferred = started.elapsed();
    let nights: usize = (0..200).map(|seed| posterior.draw(seed).len()).sum();
    writeln!(
        stdout(),
        "{} events: inferred in {inferred:.2?}, 200 draws ({nights} sleeps) in {:.2?}",
        lived.moments.len(),
        started.elapsed() - inferred
    )
}
