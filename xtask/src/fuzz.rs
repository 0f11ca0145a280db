//! The step `fuzz`: each claim of fuzz/ tried for a minute on bytes that nobody thought of.

use std::fs;

use crate::Problem;
use crate::counts::Counts;
use crate::needs;
use crate::tools::{Tools, line};

/// As in fuzz/Cargo.toml.
const TARGETS: [&str; 5] = ["directory", "inflate_scan", "records", "import", "link"];
/// How long each is tried, and how long one input may take, in seconds.
const TIME: u32 = 60;
const MOST_FOR_ONE: u32 = 120;

/// One check for each target that ran. None ran where the tools are missing: that is no pass.
pub fn run(tools: &Tools) -> Result<Counts, Problem> {
    if let Some(missing) = missing(tools) {
        println!("SKIPPED, and nothing was checked: {missing}. See fuzz/README.md.");
        return Ok(Counts::default());
    }
    let seeds = "target/fuzz-seeds";
    let args = format!("run --quiet --package yodori-testdata -- fuzz-seeds {seeds}");
    tools.run(&mut tools.cargo(&args))?;
    let mut counts = Counts::default();
    for target in TARGETS {
        let outcome = run_one(tools, target, seeds);
        if let Err(problem) = &outcome {
            println!("{problem}");
        }
        counts += Counts::one(outcome.is_ok());
    }
    Ok(counts)
}

/// What the step can't run without, if it is not there.
fn missing(tools: &Tools) -> Option<&'static str> {
    if !needs::has_nightly(tools) {
        Some("there is no nightly compiler")
    } else if !needs::has_cargo_fuzz(tools) {
        Some("there is no cargo-fuzz")
    } else {
        None
    }
}

fn run_one(tools: &Tools, target: &str, seeds: &str) -> Result<(), Problem> {
    let corpus = format!("fuzz/corpus/{target}");
    fs::create_dir_all(tools.root.join(&corpus))
        .map_err(|error| format!("cannot make {corpus}: {error}"))?;
    let limits = format!("-max_total_time={TIME} -timeout={MOST_FOR_ONE} -verbosity=0");
    let args = format!("+nightly fuzz run {target} {corpus} {seeds}/{target} --");
    let mut command = tools.cargo(&args);
    command
        .args(limits.split(' '))
        .arg("-print_final_stats=1")
        // Memory that was freed is kept a while to catch its use: keeping little is twice as fast.
        .env("ASAN_OPTIONS", "quarantine_size_mb=1");
    println!("$ {}", line(&command));
    tools.run(&mut command)
}
