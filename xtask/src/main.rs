//! The project's commands: `cargo xtask serve`, `build` and `test`. Each first installs what it
//! needs and misses, into a cache that every checkout of the same user shares.
//!
//! In reading order: [`needs`] says what a command needs, [`install`] brings it, [`tools`] runs
//! it; [`steps`] are the parts of `test`, [`counts`] reads their results, [`sizes`] the budgets; [`fuzz`]
//! is the part that needs another compiler; [`notices`] tells whose work is linked,
//! [`cost`] what a night of visitors costs.

mod cache;
mod cost;
mod counts;
mod fuzz;
mod install;
mod needs;
mod notices;
mod sizes;
mod steps;
mod tools;

use std::process::ExitCode;

use needs::Need;
use tools::Tools;

const USAGE: &str = "\
Usage: cargo xtask COMMAND

  serve          build the page and serve it on http://localhost:8080
  build          build the deployable folder dist/
  test [STEP…]   run every check, or only the named steps
  cost           measure what visits transfer, and print what a night of many costs
  check-deploy URL
                 ask a deployed site whether it is dist/, under its headers
  published keep | list | back VERSION
                 keep dist/ as it is published, and make a kept version dist/ again
  lighthouse     ask Lighthouse about dist/ as it was built last
  notices        write assets/licences.txt anew, when a dependency has changed

Each installs what it needs and misses, and says so. Tools are kept in ~/.cache/yodori
(on other systems in the user's cache folder; YODORI_CACHE chooses another).";

/// What a command could not do, for the person who called it.
type Problem = String;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["serve"] => serve(),
        ["build"] => build(),
        ["test", only @ ..] => test(only),
        ["cost"] => cost(),
        ["check-deploy", url] => check_deploy(url),
        ["published", what @ ("keep" | "list")] => published(&[what]),
        ["published", "back", version] => published(&["back", version]),
        ["lighthouse"] => lighthouse(),
        ["notices"] => notices(),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        _ => {
            eprintln!("{USAGE}");
            Ok(ExitCode::from(2))
        }
    };
    result.unwrap_or_else(|problem| {
        eprintln!("\nerror: {problem}");
        ExitCode::FAILURE
    })
}

fn build() -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    install::ensure(&tools, Need::FOR_BUILD)?;
    build_dist(&tools)?;
    Ok(ExitCode::SUCCESS)
}

fn serve() -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    install::ensure(&tools, Need::FOR_BUILD)?;
    build_dist(&tools)?;
    tools.run(
        tools
            .command("node")
            .args(["tests/browser/server.mjs", "dist", "8080"]),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn cost() -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    install::ensure(&tools, &[Need::NodePackages, Need::Browser])?;
    cost::print(&tools)?;
    Ok(ExitCode::SUCCESS)
}

fn check_deploy(url: &str) -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    install::ensure(&tools, &[Need::NodePackages])?;
    tools.run(
        tools
            .command("node")
            .args(["xtask/check-deploy.mjs", url, "dist"]),
    )?;
    Ok(ExitCode::SUCCESS)
}

fn published(what: &[&str]) -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    let script = ["xtask/published.mjs"];
    tools.run(tools.command("node").args(script).args(what))?;
    Ok(ExitCode::SUCCESS)
}

fn notices() -> Result<ExitCode, Problem> {
    notices::write(&Tools::new()?)?;
    Ok(ExitCode::SUCCESS)
}

fn test(only: &[&str]) -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    let chosen = steps::choose(only)?;
    install::ensure(&tools, Need::FOR_TEST)?;
    let all_passed = steps::run(&tools, &chosen);
    Ok(if all_passed {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// What Lighthouse says of dist/: see benches/browser/lighthouse.mjs.
fn lighthouse() -> Result<ExitCode, Problem> {
    let tools = Tools::new()?;
    install::ensure(&tools, Need::FOR_LIGHTHOUSE)?;
    steps::built(&tools)?;
    let chromium = needs::chromium(&tools).ok_or("Chromium was not found")?;
    let mut command = tools.command("node");
    command.arg("benches/browser/lighthouse.mjs");
    command.env("CHROMIUM", chromium);
    command.env("LIGHTHOUSE", needs::lighthouse(&tools));
    tools.run(&mut command)?;
    Ok(ExitCode::SUCCESS)
}

/// Builds dist/ and prints what its files weigh.
fn build_dist(tools: &Tools) -> Result<(), Problem> {
    tools.run(&mut steps::trunk_build(tools))?;
    println!("\n{}", sizes::table(&sizes::measure(tools)?));
    println!("dist/ is ready to be deployed.");
    Ok(())
}
