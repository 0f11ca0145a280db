//! What the files of dist/ weigh, and what they may.

use std::fmt::Write;

use crate::Problem;
use crate::tools::{Tools, read};

/// What the welcome screen may cost in all: HTML, CSS, JavaScript and wasm, after brotli.
const PAGE_BUDGET_BYTES: u64 = 110_000;
/// What the archive worker may cost, after brotli. It is loaded when a file is chosen.
const WORKER_BUDGET_BYTES: u64 = 64_000;
/// How the archive worker's files begin.
const WORKER_PREFIX: &str = "archive-worker";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSize {
    pub name: String,
    pub raw_bytes: u64,
    pub brotli_bytes: u64,
}

/// A size, or a fact about loading, that is as it must be or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub says: String,
    pub holds: bool,
}

/// The files of dist/, by name, compressed with brotli's best quality.
pub fn measure(tools: &Tools) -> Result<Vec<FileSize>, Problem> {
    tools
        .answer("node", "xtask/sizes.mjs dist")
        .and_then(|lines| lines.lines().map(parse).collect())
        .ok_or_else(|| "cannot measure dist/: `node xtask/sizes.mjs dist` failed".to_owned())
}

/// The budgets of dist/ as it was measured.
pub fn check(tools: &Tools, files: &[FileSize]) -> Result<Vec<Check>, Problem> {
    Ok(judge(
        files,
        &read(&tools.root.join("dist").join("index.html"))?,
    ))
}

/// The files as a table for people.
pub fn table(files: &[FileSize]) -> String {
    let mut table = format!("{:>10} {:>10}  dist/\n", "bytes", "brotli");
    for FileSize {
        name,
        raw_bytes,
        brotli_bytes,
    } in files
    {
        // Writing into a string cannot fail.
        let _ = writeln!(table, "{raw_bytes:>10} {brotli_bytes:>10}  {name}");
    }
    table
}

fn judge(files: &[FileSize], index_html: &str) -> Vec<Check> {
    let is_worker = |name: &str| name.starts_with(WORKER_PREFIX);
    let is_page = |name: &str| {
        let counted = [".html", ".css", ".js", ".wasm"];
        !is_worker(name) && counted.iter().any(|ending| name.ends_with(ending))
    };
    let at_start = index_html.contains(WORKER_PREFIX);
    vec![
        budget("the welcome screen", files, is_page, PAGE_BUDGET_BYTES),
        budget("the archive worker", files, is_worker, WORKER_BUDGET_BYTES),
        Check {
            says: format!(
                "the archive worker is {} by index.html",
                if at_start { "named" } else { "not named" }
            ),
            holds: !at_start,
        },
    ]
}

fn budget(
    what: &str,
    files: &[FileSize],
    belongs: impl Fn(&str) -> bool,
    limit_bytes: u64,
) -> Check {
    let parts = files.iter().filter(|file| belongs(&file.name));
    let sum: u64 = parts.map(|file| file.brotli_bytes).sum();
    Check {
        says: format!("{what}: {sum} of {limit_bytes} bytes as brotli"),
        // No bytes at all means that the files were not found.
        holds: 0 < sum && sum <= limit_bytes,
    }
}

fn parse(line: &str) -> Option<FileSize> {
    let mut words = line.splitn(3, ' ');
    Some(FileSize {
        raw_bytes: words.next()?.parse().ok()?,
        brotli_bytes: words.next()?.parse().ok()?,
        name: words.next()?.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether page budget, worker budget and late loading hold.
    fn check(lines: &[&str], index_html: &str, expected: [bool; 3]) {
        let files: Vec<_> = lines.iter().map(|line| parse(line).unwrap()).collect();
        let holds: Vec<_> = judge(&files, index_html)
            .iter()
            .map(|check| check.holds)
            .collect();
        assert_eq!(holds, expected, "{lines:?}");
    }

    #[test]
    fn page_and_worker_have_budgets_of_their_own() {
        let html = "9 9 index.html";
        check(
            &[html, "1 109991 app-1.js", "1 64000 archive-worker.js"],
            "",
            [true, true, true],
        );
        check(
            &[html, "1 109992 app-1.js", "1 64001 archive-worker.js"],
            "",
            [false, false, true],
        );
        check(
            &[
                html,
                "1 60000 a.css",
                "1 60000 a_bg.wasm",
                "1 1 archive-worker.js",
            ],
            "",
            [false, true, true],
        );
        check(
            &[html, "1 200000 sample.png", "1 1 archive-worker.js"],
            "",
            [true, true, true],
        );
    }

    #[test]
    fn a_build_without_page_or_worker_keeps_no_budget() {
        check(&["1 1 archive-worker.js"], "", [false, true, true]);
        check(&["1 1 index.html"], "", [true, false, true]);
    }

    #[test]
    fn a_page_that_loads_the_worker_at_once_is_found() {
        let files = ["1 1 index.html", "1 1 archive-worker.js"];
        check(
            &files,
            "<link href=\"/archive-worker.js\">",
            [true, true, false],
        );
    }
}
