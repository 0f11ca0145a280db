//! What the commands need, why, and how to tell that it is there.

use std::env;
use std::path::PathBuf;

use crate::cache;
use crate::tools::{
    CARGO_FUZZ_VERSION, LIGHTHOUSE_VERSION, TRUNK_VERSION, Tools, WASM_SPLIT_VERSION,
};

/// Something that a command cannot do without and that can be installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    WasmTarget,
    Lints,
    Crates,
    Trunk,
    WasmBindgen,
    WasmSplit,
    NodePackages,
    Browser,
    OtherBrowsers,
    CargoFuzz,
    Lighthouse,
}

impl Need {
    pub const FOR_BUILD: &[Need] = &[
        Need::WasmTarget,
        Need::Crates,
        Need::NodePackages,
        Need::WasmBindgen,
        Need::WasmSplit,
        Need::Trunk,
    ];

    /// What is quick comes first: a problem there is told before minutes have been spent.
    pub const FOR_TEST: &[Need] = &[
        Need::WasmTarget,
        Need::Lints,
        Need::Crates,
        Need::NodePackages,
        Need::Browser,
        Need::OtherBrowsers,
        Need::WasmBindgen,
        Need::WasmSplit,
        Need::Trunk,
        Need::CargoFuzz,
    ];

    /// Besides what builds the page.
    pub const FOR_LIGHTHOUSE: &[Need] = &[Need::NodePackages, Need::Browser, Need::Lighthouse];

    pub fn name(self, tools: &Tools) -> String {
        match self {
            Need::WasmTarget => "Rust's wasm32 target".to_owned(),
            Need::Lints => "clippy and rustfmt".to_owned(),
            Need::Crates => "the crates of Cargo.lock".to_owned(),
            Need::Trunk => format!("trunk {TRUNK_VERSION}"),
            Need::WasmBindgen => format!("wasm-bindgen-cli {}", tools.wasm_bindgen_version),
            Need::WasmSplit => format!("wasm_split_cli_support {WASM_SPLIT_VERSION}"),
            Need::NodePackages => "node packages".to_owned(),
            Need::Browser => "Chromium, its driver, a Japanese font, openssl".to_owned(),
            Need::OtherBrowsers => "Firefox ESR and WebKitGTK".to_owned(),
            Need::CargoFuzz => format!("cargo-fuzz {CARGO_FUZZ_VERSION}"),
            Need::Lighthouse => format!("Lighthouse {LIGHTHOUSE_VERSION}"),
        }
    }

    pub fn why(self) -> &'static str {
        match self {
            Need::WasmTarget => "compiles for the browser",
            Need::Lints => "check the code's form",
            Need::Crates => "are compiled; Trunk itself downloads nothing",
            Need::Trunk => "puts page, styles and wasm together",
            Need::WasmBindgen => "joins wasm and JavaScript; must match Cargo.lock",
            Need::WasmSplit => "takes the page's program apart",
            Need::NodePackages => "wasm-opt, and what the browser tests use",
            Need::Browser => "runs the tests as a person would see the page",
            Need::OtherBrowsers => "do the main job as Chromium does it",
            Need::CargoFuzz => "tries what nobody thought of",
            Need::Lighthouse => "says how the page does on a slow phone",
        }
    }

    /// How long installing takes on a computer with two cores, in seconds.
    pub fn about_secs(self) -> u64 {
        match self {
            Need::WasmTarget | Need::Lints | Need::Crates | Need::NodePackages => 10,
            Need::OtherBrowsers | Need::Lighthouse => 20,
            Need::Browser | Need::WasmSplit => 60,
            Need::WasmBindgen | Need::CargoFuzz => 120,
            Need::Trunk => 270,
        }
    }

    pub fn is_here(self, tools: &Tools) -> bool {
        let says = |program, version: &str| says(tools, program, version);
        match self {
            // Not by asking rustup: a Rust from elsewhere will do as well.
            Need::WasmTarget => tools
                .answer(
                    "rustc",
                    "--print target-libdir --target wasm32-unknown-unknown",
                )
                .is_some_and(|folder| PathBuf::from(folder).is_dir()),
            Need::Lints => ["fmt --version", "clippy --version"]
                .into_iter()
                .all(|args| tools.answer("cargo", args).is_some()),
            Need::Crates => tools.answer("cargo", "fetch --locked --offline").is_some(),
            Need::Trunk => says("trunk", TRUNK_VERSION),
            Need::WasmBindgen => ["wasm-bindgen", "wasm-bindgen-test-runner"]
                .into_iter()
                .all(|program| says(program, &tools.wasm_bindgen_version)),
            // It says no version: whatever lies in the cache is of this one.
            Need::WasmSplit => cache::tool(&tools.cache, "wasm-split", WASM_SPLIT_VERSION).is_dir(),
            Need::NodePackages => tools.node_folder.is_dir(),
            Need::Browser => {
                chromium(tools).is_some()
                    && chromedriver(tools).is_some()
                    && has_japanese_font(tools)
                    && tools.find("openssl").is_some()
            }
            // Where they can't be installed by their Debian names, what is missing is skipped.
            Need::OtherBrowsers => !is_debian_root(tools) || has_other_browsers(tools),
            // Without a nightly compiler it would be of no use: then the step is skipped.
            Need::CargoFuzz => !has_nightly(tools) || has_cargo_fuzz(tools),
            Need::Lighthouse => lighthouse(tools).is_dir(),
        }
    }
}

/// Where npm has installed Lighthouse, or will. It is as large as all other packages together: no part of theirs.
pub fn lighthouse(tools: &Tools) -> PathBuf {
    cache::tool(&tools.cache, "lighthouse", LIGHTHOUSE_VERSION)
}

/// Whether a program says that it is of this version.
fn says(tools: &Tools, program: &str, version: &str) -> bool {
    let answer = tools.answer(program, "--version");
    answer.is_some_and(|text| text.split_whitespace().any(|word| word == version))
}

/// Whether there is a nightly compiler. Not by calling it: rustup would install one.
pub fn has_nightly(tools: &Tools) -> bool {
    let toolchains = tools.answer("rustup", "toolchain list");
    toolchains.is_some_and(|list| list.lines().any(|line| line.starts_with("nightly")))
}

pub fn has_cargo_fuzz(tools: &Tools) -> bool {
    says(tools, "cargo-fuzz", CARGO_FUZZ_VERSION)
}

/// The browser that tests run in: CHROMIUM, or one of the usual names and places.
pub fn chromium(tools: &Tools) -> Option<PathBuf> {
    const NAMES: [&str; 5] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    const PLACES: [&str; 3] = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];
    program_by_variable("CHROMIUM")
        .or_else(|| NAMES.into_iter().find_map(|name| tools.find(name)))
        .or_else(|| {
            PLACES
                .into_iter()
                .map(PathBuf::from)
                .find(|place| place.is_file())
        })
}

/// The browser's driver, for wasm-bindgen's test runner: CHROMEDRIVER, or by its name.
pub fn chromedriver(tools: &Tools) -> Option<PathBuf> {
    program_by_variable("CHROMEDRIVER").or_else(|| tools.find("chromedriver"))
}

/// As tests/browser/other finds them.
fn has_other_browsers(tools: &Tools) -> bool {
    ["firefox-esr", "WebKitWebDriver", "Xvfb"]
        .into_iter()
        .all(|program| tools.find(program).is_some())
}

/// Whether packages can be installed by the names that Debian gives them.
pub fn is_debian_root(tools: &Tools) -> bool {
    let is_debian = std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    is_debian && tools.answer("id", "-u").as_deref() == Some("0")
}

fn program_by_variable(name: &str) -> Option<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}

/// Without one, screenshots show boxes. Other systems than Linux bring one along.
fn has_japanese_font(tools: &Tools) -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let listed = tools.answer("fc-list", ":lang=ja family");
    listed.is_some_and(|fonts| !fonts.is_empty())
        || PathBuf::from("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").is_file()
}
