//! The parts of `cargo xtask test`, from the quickest to the slowest. All of them run, whatever
//! failed before, so that one run tells everything.

use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::counts::Counts;
use crate::needs;
use crate::tools::{Tools, human, line};
use crate::{Problem, fuzz, sizes};

/// A part of the tests that can be called by its name.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    name: &'static str,
    run: fn(&Tools) -> Result<Counts, Problem>,
}

const STEPS: [Step; 11] = [
    Step {
        name: "format",
        run: |tools| whole(tools, tools.cargo("fmt --all --check")),
    },
    Step {
        name: "clippy",
        run: clippy,
    },
    Step {
        name: "clippy-wasm",
        run: clippy_wasm,
    },
    Step {
        name: "native",
        run: native_tests,
    },
    Step {
        name: "wasm",
        run: wasm_tests,
    },
    Step {
        name: "build",
        run: build,
    },
    Step {
        name: "sizes",
        run: size_budgets,
    },
    Step {
        name: "testdata",
        run: testdata,
    },
    Step {
        name: "fuzz",
        run: fuzz::run,
    },
    Step {
        name: "browser",
        run: browser_tests,
    },
    Step {
        name: "other-browsers",
        run: other_browsers,
    },
];

/// The steps with these names, in their own order; all of them for no name.
pub fn choose(names: &[&str]) -> Result<Vec<Step>, Problem> {
    if let Some(unknown) = names
        .iter()
        .find(|name| STEPS.iter().all(|step| step.name != **name))
    {
        let known = STEPS.map(|step| step.name).join(", ");
        return Err(format!("there is no step \"{unknown}\", only {known}"));
    }
    let is_chosen = |step: &Step| names.is_empty() || names.contains(&step.name);
    Ok(STEPS.into_iter().filter(is_chosen).collect())
}

/// Runs the steps and prints their results, last of all "N passed, N failed".
/// Returns whether nothing failed.
pub fn run(tools: &Tools, steps: &[Step]) -> bool {
    let results: Vec<_> = steps
        .iter()
        .map(|step| (step.name, timed(tools, *step)))
        .collect();
    let mut sum = Counts::default();
    println!(
        "\n{:<14} {:>7} {:>7} {:>14}",
        "step", "passed", "failed", "time"
    );
    for (name, (counts, time)) in results {
        // Only a step that was skipped has checked nothing: see `Counts::of_step`.
        let note = match (counts.passed + counts.failed, counts.skipped) {
            (0, 0) => "  skipped".to_owned(),
            (_, 0) => String::new(),
            (_, skipped) => format!("  {skipped} skipped"),
        };
        println!(
            "{name:<14} {:>7} {:>7} {:>14}{note}",
            counts.passed,
            counts.failed,
            human(time)
        );
        sum += counts;
    }
    println!("\n{} passed, {} failed", sum.passed, sum.failed);
    sum.failed == 0
}

/// The release build of dist/.
pub fn trunk_build(tools: &Tools) -> Command {
    let mut command = tools.command("trunk");
    // Trunk takes NO_COLOR=1, as most programs understand it, for a bad argument.
    command.args(["build", "--release"]).env_remove("NO_COLOR");
    let flags = wasm_flags(tools);
    command
        .env_remove("RUSTFLAGS") // it would displace these
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    command
}

/// What the release is compiled with: as in .cargo/config.toml, and without the names that this
/// machine's folders have, which would stand in the messages of panics.
fn wasm_flags(tools: &Tools) -> String {
    let home = |name: &str| std::env::var(name).ok().map(PathBuf::from);
    let user = home("HOME").or_else(|| home("USERPROFILE"));
    let cargo = home("CARGO_HOME").or_else(|| Some(user?.join(".cargo")));
    let mut flags = "-Ctarget-feature=+simd128".to_owned();
    for (folder, name) in [(cargo, "cargo"), (Some(tools.root.clone()), "yodori")] {
        // A space would end the flag: such a folder keeps its name.
        let path = folder.map(|folder| folder.display().to_string());
        if let Some(path) = path.filter(|path| !path.contains(' ')) {
            flags += &format!(" --remap-path-prefix={path}={name}");
        }
    }
    flags
}

fn timed(tools: &Tools, step: Step) -> (Counts, Duration) {
    let start = Instant::now();
    println!("\n=== {} ===", step.name);
    let counts = (step.run)(tools).unwrap_or_else(|problem| {
        println!("{problem}");
        Counts::one(false)
    });
    (counts, start.elapsed())
}

/// A program that is one check: it succeeds or not.
fn whole(tools: &Tools, mut command: Command) -> Result<Counts, Problem> {
    println!("$ {}", line(&command));
    tools.run(&mut command)?;
    Ok(Counts::one(true))
}

/// A program that counts its checks itself.
fn counted(
    tools: &Tools,
    mut command: Command,
    count: fn(&str) -> Counts,
) -> Result<Counts, Problem> {
    println!("$ {}", line(&command));
    let (succeeded, output) = tools.run_and_read(&mut command)?;
    Ok(count(&output).of_step(succeeded))
}

fn clippy(tools: &Tools) -> Result<Counts, Problem> {
    whole(
        tools,
        tools.cargo("clippy --workspace --all-targets -- -D warnings"),
    )
}

fn clippy_wasm(tools: &Tools) -> Result<Counts, Problem> {
    let target =
        "--target wasm32-unknown-unknown --features app,asking --lib --bins --test browser";
    whole(
        tools,
        tools.cargo(&format!("clippy {target} -- -D warnings")),
    )
}

fn native_tests(tools: &Tools) -> Result<Counts, Problem> {
    counted(
        tools,
        tools.cargo("test --workspace --no-fail-fast"),
        Counts::from_cargo,
    )
}

/// Tests of single functions that need a browser, in headless Chromium.
fn wasm_tests(tools: &Tools) -> Result<Counts, Problem> {
    let driver = needs::chromedriver(tools).ok_or("chromedriver was not found")?;
    let mut command = tools.cargo(
        "test --profile browser-test --target wasm32-unknown-unknown --features app --lib --test browser",
    );
    command
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER",
            "wasm-bindgen-test-runner",
        )
        .env("CHROMEDRIVER", driver)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"); // seconds; the default of 20 is short for a busy machine
    counted(tools, command, Counts::from_cargo)
}

/// An older dist/ is taken away first: the steps after this one test this build or nothing.
fn build(tools: &Tools) -> Result<Counts, Problem> {
    let dist = tools.root.join("dist");
    if dist.exists() {
        std::fs::remove_dir_all(&dist).map_err(|error| format!("cannot remove dist/: {error}"))?;
    }
    whole(tools, trunk_build(tools))
}

fn size_budgets(tools: &Tools) -> Result<Counts, Problem> {
    let files = sizes::measure(tools)?;
    println!("{}", sizes::table(&files));
    let mut counts = Counts::default();
    for check in sizes::check(tools, &files)? {
        println!(
            "{} {}",
            if check.holds { "ok  " } else { "FAIL" },
            check.says
        );
        counts += Counts::one(check.holds);
    }
    Ok(counts)
}

/// Archives of every generation, made for the browser tests.
fn testdata(tools: &Tools) -> Result<Counts, Problem> {
    whole(
        tools,
        tools.cargo("run --release --package yodori-testdata -- all target/testdata"),
    )
}

/// End to end: the release build under the shipped headers, in headless Chromium.
fn browser_tests(tools: &Tools) -> Result<Counts, Problem> {
    tests_in(tools, "tests/browser")
}

/// The main job in Firefox and WebKit. Where one of them is not, its checks are counted as skipped.
fn other_browsers(tools: &Tools) -> Result<Counts, Problem> {
    tests_in(tools, "tests/browser/other")
}

fn tests_in(tools: &Tools, folder: &str) -> Result<Counts, Problem> {
    built(tools)?;
    let chromium = needs::chromium(tools).ok_or("Chromium was not found")?;
    let mut command = tools.command("node");
    // One file at a time: some measure, and all share two cores.
    command.args(["--test", "--test-reporter=spec", "--test-concurrency=1"]);
    command
        .args(test_files(tools, folder)?)
        .env("CHROMIUM", chromium);
    counted(tools, command, Counts::from_node)
}

/// An error if dist/ is not there.
pub fn built(tools: &Tools) -> Result<(), Problem> {
    match tools.root.join("dist").join("index.html").is_file() {
        true => Ok(()),
        false => Err("dist/ was not built: `cargo xtask build` does it".to_owned()),
    }
}

/// The `*.test.mjs` of a folder, by name. Node 20 knows no patterns, and not every shell does.
fn test_files(tools: &Tools, folder: &str) -> Result<Vec<String>, Problem> {
    let entries = std::fs::read_dir(tools.root.join(folder))
        .map_err(|error| format!("cannot list {folder}: {error}"))?;
    let mut files: Vec<_> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_chosen_by_name_and_keep_their_order() {
        let names = |chosen: Vec<Step>| chosen.iter().map(|step| step.name).collect::<Vec<_>>();
        assert_eq!(
            names(choose(&["sizes", "build"]).unwrap()),
            ["build", "sizes"]
        );
        assert_eq!(choose(&[]).unwrap().len(), STEPS.len());
        assert!(
            choose(&["build", "everything"])
                .unwrap_err()
                .contains("\"everything\"")
        );
    }
}
