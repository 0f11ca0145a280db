//! Installs what is missing, saying what, why and how long it takes.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::needs::{self, Need};
use crate::tools::{
    CARGO_FUZZ_VERSION, LIGHTHOUSE_VERSION, TRUNK_VERSION, Tools, WASM_SPLIT_VERSION, human,
};
use crate::{Problem, cache};

/// Finds or installs everything in `needs`. The first thing that cannot be had ends it.
pub fn ensure(tools: &Tools, needs: &[Need]) -> Result<(), Problem> {
    let start = Instant::now();
    node_is_new_enough(tools)?;
    let missing: Vec<Need> = needs
        .iter()
        .copied()
        .filter(|need| !need.is_here(tools))
        .collect();
    if missing.is_empty() {
        println!(
            "Everything needed is installed (looked in {}).",
            human(start.elapsed())
        );
        return link_node_packages(tools);
    }
    println!("To be installed:");
    for need in &missing {
        let about = human(Duration::from_secs(need.about_secs()));
        println!(
            "  {:<38} {:<48} about {about}",
            need.name(tools),
            need.why()
        );
    }
    let about = missing.iter().map(|need| need.about_secs()).sum();
    println!(
        "About {} in all on two cores, this once. Kept in {}.",
        human(Duration::from_secs(about)),
        tools.cache.display()
    );
    for (index, need) in missing.iter().enumerate() {
        let start = Instant::now();
        let name = need.name(tools);
        println!("\n[{}/{}] installing {name} …", index + 1, missing.len());
        install(tools, *need)?;
        if !need.is_here(tools) {
            return Err(format!("{name} was installed but cannot be found or run"));
        }
        println!(
            "[{}/{}] {name}: done in {}",
            index + 1,
            missing.len(),
            human(start.elapsed())
        );
    }
    println!();
    link_node_packages(tools)
}

fn install(tools: &Tools, need: Need) -> Result<(), Problem> {
    match need {
        Need::WasmTarget => rustup(tools, "target add wasm32-unknown-unknown"),
        Need::Lints => rustup(tools, "component add clippy rustfmt"),
        Need::Crates => tools.run(&mut tools.cargo("fetch --locked")),
        Need::Trunk => {
            let folder = cache::tool(&tools.cache, "trunk", TRUNK_VERSION);
            cargo_install(
                tools,
                &folder,
                &format!("trunk --version {TRUNK_VERSION} --locked"),
            )
        }
        Need::WasmBindgen => {
            let version = &tools.wasm_bindgen_version;
            let folder = cache::tool(&tools.cache, "wasm-bindgen", version);
            // Without --locked: its lock file may name crates that have been withdrawn since.
            cargo_install(
                tools,
                &folder,
                &format!("wasm-bindgen-cli --version {version}"),
            )
        }
        Need::WasmSplit => {
            let folder = cache::tool(&tools.cache, "wasm-split", WASM_SPLIT_VERSION);
            let what = format!("wasm_split_cli_support --version {WASM_SPLIT_VERSION} --locked");
            cargo_install(tools, &folder, &(what + " --features build-binary"))
        }
        Need::CargoFuzz => {
            let folder = cache::tool(&tools.cache, "cargo-fuzz", CARGO_FUZZ_VERSION);
            cargo_install(
                tools,
                &folder,
                &format!("cargo-fuzz --version {CARGO_FUZZ_VERSION} --locked"),
            )
        }
        Need::NodePackages => npm_ci(tools),
        Need::Browser => browser(tools),
        Need::Lighthouse => cache::install(&needs::lighthouse(tools), |partial| {
            let lighthouse = format!("lighthouse@{LIGHTHOUSE_VERSION}");
            npm(tools, partial, &["install", "--prefix", ".", &lighthouse])
        }),
        Need::OtherBrowsers => apt_install(tools, "firefox-esr webkit2gtk-driver xvfb"),
    }
}

fn rustup(tools: &Tools, args: &str) -> Result<(), Problem> {
    if tools.find("rustup").is_none() {
        return Err(format!(
            "rustup was not found. Install Rust from https://rustup.rs, \
             or have your own Rust do what `rustup {args}` does"
        ));
    }
    tools.run(tools.command("rustup").args(args.split(' ')))
}

fn cargo_install(tools: &Tools, folder: &Path, what: &str) -> Result<(), Problem> {
    cache::install(folder, |partial| {
        let mut cargo = tools.cargo(&format!("install {what} --root"));
        // Half the time to compile; the tools spend their own time elsewhere.
        cargo
            .arg(partial)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        tools.run(&mut cargo)
    })
}

fn node_is_new_enough(tools: &Tools) -> Result<(), Problem> {
    const OLDEST: u32 = 20;
    let wanted = format!("Node.js {OLDEST} or newer with npm is needed: https://nodejs.org");
    let Some(version) = tools.answer("node", "--version") else {
        return Err(format!("node was not found. {wanted}"));
    };
    let major = version.trim_start_matches('v').split('.').next();
    if major.and_then(|major| major.parse::<u32>().ok()) < Some(OLDEST) {
        return Err(format!("node is {version}. {wanted}"));
    }
    Ok(())
}

/// npm's packages, exactly as locked, in a folder named after the lock file's content.
fn npm_ci(tools: &Tools) -> Result<(), Problem> {
    cache::install(&tools.node_folder, |partial| {
        for file in ["package.json", "package-lock.json"] {
            fs::copy(tools.root.join(file), partial.join(file))
                .map_err(|error| format!("cannot copy {file}: {error}"))?;
        }
        npm(tools, partial, &["ci"])
    })
}

/// npm in this folder. None of the packages needs a script of its own to be run.
fn npm(tools: &Tools, folder: &Path, args: &[&str]) -> Result<(), Problem> {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = tools.command(program);
    command.current_dir(folder).args(args);
    command.args(["--ignore-scripts", "--no-audit", "--no-fund"]);
    tools.run(&mut command)
}

/// Links `node_modules` to the cache: node looks for imports there and nowhere else.
fn link_node_packages(tools: &Tools) -> Result<(), Problem> {
    let link = tools.root.join("node_modules");
    let target = tools.node_folder.join("node_modules");
    match fs::read_link(&link) {
        Ok(current) if current == target => return Ok(()),
        Ok(_) => {
            remove_link(&link).map_err(|error| format!("cannot replace node_modules: {error}"))?
        }
        Err(_) if link.exists() => {
            return Err(
                "node_modules is a folder of its own. Remove it, then call this again: \
                        it becomes a link to the packages in the cache"
                    .to_owned(),
            );
        }
        Err(_) => {}
    }
    create_link(tools, &target, &link)
}

#[cfg(unix)]
fn remove_link(link: &Path) -> std::io::Result<()> {
    fs::remove_file(link)
}

#[cfg(unix)]
fn create_link(_: &Tools, target: &Path, link: &Path) -> Result<(), Problem> {
    std::os::unix::fs::symlink(target, link)
        .map_err(|error| format!("cannot link node_modules: {error}"))
}

#[cfg(windows)]
fn remove_link(link: &Path) -> std::io::Result<()> {
    fs::remove_dir(link)
}

/// A junction: unlike a symbolic link, anyone may make one.
#[cfg(windows)]
fn create_link(tools: &Tools, target: &Path, link: &Path) -> Result<(), Problem> {
    tools.run(
        tools
            .command("cmd")
            .args(["/c", "mklink", "/J"])
            .args([link, target]),
    )
}

/// As root on Debian and its kin; elsewhere names the command.
fn browser(tools: &Tools) -> Result<(), Problem> {
    const PACKAGES: &str = "chromium chromium-driver fonts-noto-cjk openssl";
    let has_apt = tools.find("apt-get").is_some();
    let is_root = tools.answer("id", "-u").is_some_and(|user| user == "0");
    if has_apt && is_root {
        return apt_install(tools, PACKAGES);
    }
    let advice = if has_apt {
        format!("sudo apt-get install {PACKAGES}")
    } else if cfg!(target_os = "macos") {
        "brew install openssl && brew install --cask google-chrome chromedriver".to_owned()
    } else if cfg!(windows) {
        "winget install Google.Chrome Google.ChromeDriver ShiningLight.OpenSSL.Light".to_owned()
    } else if tools.find("dnf").is_some() {
        "sudo dnf install chromium chromedriver google-noto-sans-cjk-fonts openssl".to_owned()
    } else if tools.find("pacman").is_some() {
        "sudo pacman -S chromium noto-fonts-cjk openssl".to_owned()
    } else {
        "your system's package manager: Chromium, chromedriver, Noto Sans CJK, OpenSSL".to_owned()
    };
    Err(format!(
        "the tests need Chromium, chromedriver, a Japanese font and openssl. Install them with\n\n    \
         {advice}\n\nthen call this again. If they are in an unusual place, set CHROMIUM and CHROMEDRIVER"
    ))
}

/// Installs Debian's packages of these names.
fn apt_install(tools: &Tools, packages: &str) -> Result<(), Problem> {
    let apt = |args: &str| {
        let mut command = tools.command("apt-get");
        command
            .args(args.split(' '))
            .env("DEBIAN_FRONTEND", "noninteractive");
        tools.run(&mut command)
    };
    apt("update --quiet")?;
    apt(&format!(
        "install --quiet --yes --no-install-recommends {packages}"
    ))
}
