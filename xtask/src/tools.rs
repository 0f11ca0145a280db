//! Where the checkout and the cache are, and how programs are run from there.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{Problem, cache};

pub const TRUNK_VERSION: &str = "0.21.14";
pub const WASM_SPLIT_VERSION: &str = "0.2.4";
pub const CARGO_FUZZ_VERSION: &str = "0.13.2";
/// The last that runs on Node.js 20.
pub const LIGHTHOUSE_VERSION: &str = "12.8.2";

/// The surroundings of every command.
pub struct Tools {
    /// The checkout.
    pub root: PathBuf,
    /// The user's cache of tools, shared by all checkouts.
    pub cache: PathBuf,
    /// The version of wasm-bindgen in Cargo.lock: crate and command must be the same.
    pub wasm_bindgen_version: String,
    /// Where npm's packages of this lock file are, or will be.
    pub node_folder: PathBuf,
    /// `PATH` with the cache's programs in front.
    path: OsString,
}

impl Tools {
    pub fn new() -> Result<Tools, Problem> {
        let root = env::var_os("CARGO_MANIFEST_DIR")
            .and_then(|xtask| Path::new(&xtask).parent().map(Path::to_path_buf))
            .ok_or("call this as `cargo xtask`")?;
        let cache = cache::folder(|name| env::var_os(name).map(PathBuf::from), env::consts::OS)
            .ok_or("no cache folder: set HOME or YODORI_CACHE")?;
        let wasm_bindgen_version = locked_version(&read(&root.join("Cargo.lock"))?, "wasm-bindgen")
            .ok_or("Cargo.lock names no wasm-bindgen")?;
        let lock = read(&root.join("package-lock.json"))?;
        let node_folder = cache.join(format!("node-{:016x}", cache::fingerprint(lock.as_bytes())));
        let folders = [
            cache::tool(&cache, "trunk", TRUNK_VERSION).join("bin"),
            cache::tool(&cache, "wasm-bindgen", &wasm_bindgen_version).join("bin"),
            cache::tool(&cache, "wasm-split", WASM_SPLIT_VERSION).join("bin"),
            cache::tool(&cache, "cargo-fuzz", CARGO_FUZZ_VERSION).join("bin"),
            node_folder.join("node_modules").join(".bin"),
        ];
        let before = env::var_os("PATH").unwrap_or_default();
        let path = env::join_paths(folders.into_iter().chain(env::split_paths(&before)))
            .map_err(|error| format!("cannot set PATH: {error}"))?;
        Ok(Tools {
            root,
            cache,
            wasm_bindgen_version,
            node_folder,
            path,
        })
    }

    /// A program, to be run in the checkout with the cache's programs in reach.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.root).env("PATH", &self.path);
        command
    }

    /// `cargo` with these arguments, separated by spaces.
    pub fn cargo(&self, args: &str) -> Command {
        let mut command = self.command("cargo");
        command.args(args.split(' '));
        command
    }

    /// What `cargo` answers to these arguments, separated by spaces; `None` if it fails.
    pub fn cargo_answer(&self, args: &str) -> Option<String> {
        let output = self.cargo(args).stderr(Stdio::null()).output().ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Where a program lies that can be called by name, if anywhere.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let file = format!("{program}{}", env::consts::EXE_SUFFIX);
        env::split_paths(&self.path)
            .map(|folder| folder.join(&file))
            .find(|path| path.is_file())
    }

    /// Runs a program in the open. A failure names the command line.
    pub fn run(&self, command: &mut Command) -> Result<(), Problem> {
        let status = command
            .status()
            .map_err(|error| cannot_run(command, &error))?;
        if status.success() {
            return Ok(());
        }
        Err(format!("`{}` failed ({status})", line(command)))
    }

    /// Runs a program in the open and also returns its standard output, with whether it succeeded.
    pub fn run_and_read(&self, command: &mut Command) -> Result<(bool, String), Problem> {
        let io_problem = |error: io::Error| format!("cannot follow the output: {error}");
        let mut child = command
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| cannot_run(command, &error))?;
        let mut output = Vec::new();
        if let Some(mut pipe) = child.stdout.take() {
            let mut chunk = [0; 8192];
            loop {
                let count = pipe.read(&mut chunk).map_err(io_problem)?;
                if count == 0 {
                    break;
                }
                output.extend_from_slice(&chunk[..count]);
                let mut out = io::stdout().lock();
                out.write_all(&chunk[..count])
                    .and_then(|()| out.flush())
                    .map_err(io_problem)?;
            }
        }
        let status = child.wait().map_err(io_problem)?;
        Ok((
            status.success(),
            String::from_utf8_lossy(&output).into_owned(),
        ))
    }

    /// A program's standard output, trimmed; `None` if it cannot be run or fails.
    pub fn answer(&self, program: &str, args: &str) -> Option<String> {
        let output = self
            .command(program)
            .args(args.split(' '))
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(text)
    }
}

/// A command as one would type it.
pub fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let words: Vec<_> = words.map(|word| word.to_string_lossy()).collect();
    words.join(" ")
}

/// "0.4 s", "12 s" or "4 min 5 s".
pub fn human(time: Duration) -> String {
    let secs = time.as_secs();
    match secs {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{secs} s"),
        _ => format!("{} min {} s", secs / 60, secs % 60),
    }
}

pub fn read(path: &Path) -> Result<String, Problem> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

fn cannot_run(command: &Command, error: &io::Error) -> Problem {
    format!("cannot run `{}`: {error}", line(command))
}

/// A package's version in the text of a Cargo.lock.
fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_is_asked_for_exactly_this_package() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "wasm"), None);
    }

    #[test]
    fn times_are_as_fine_as_matters() {
        let check = |millis, shown: &str| assert_eq!(human(Duration::from_millis(millis)), shown);
        check(430, "0.4 s");
        check(12_900, "12 s");
        check(245_000, "4 min 5 s");
    }
}
