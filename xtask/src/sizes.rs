//! What the files of dist/ weigh, and what they may.

use std::fmt::Write;

use crate::Problem;
use crate::tools::{Tools, read};

/// What the welcome screen may cost in all: HTML, CSS, JavaScript and wasm, after brotli.
const PAGE_BUDGET_BYTES: u64 = 92_000;
/// What the archive worker may cost, after brotli. It is loaded when a file is chosen.
const WORKER_BUDGET_BYTES: u64 = 64_000;
/// What the whole page may cost, after brotli. It is loaded when something is chosen.
const WHOLE_BUDGET_BYTES: u64 = 196_000;
/// What the GitHub worker may cost, after brotli. It is loaded when someone has given a token.
const GITHUB_BUDGET_BYTES: u64 = 70_000;
/// What the rhythm worker may cost, after brotli. It is loaded when someone comes near the figures.
const RHYTHM_BUDGET_BYTES: u64 = 60_000;
/// What the picture worker may cost, after brotli. It is loaded with the rhythm worker.
const PICTURE_BUDGET_BYTES: u64 = 42_000;
/// What the talk worker may cost, after brotli. It is loaded when someone talks to the bird.
const TALK_BUDGET_BYTES: u64 = 45_000;
/// How the talk worker's files begin.
const TALK_PREFIX: &str = "talk-worker";
/// How the picture worker's files begin.
const PICTURE_PREFIX: &str = "picture-worker";
/// How the rhythm worker's files begin.
const RHYTHM_PREFIX: &str = "rhythm-worker";
/// How the GitHub worker's files begin.
const GITHUB_PREFIX: &str = "github-worker";
/// How the archive worker's files begin.
const WORKER_PREFIX: &str = "archive-worker";
/// How the whole page's files begin.
const WHOLE_PREFIX: &str = "whole";

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
    let is_github = |name: &str| name.starts_with(GITHUB_PREFIX);
    let is_rhythm = |name: &str| name.starts_with(RHYTHM_PREFIX);
    let is_picture = |name: &str| name.starts_with(PICTURE_PREFIX);
    let is_talk = |name: &str| name.starts_with(TALK_PREFIX);
    let is_whole = |name: &str| name.starts_with(WHOLE_PREFIX);
    let is_page = |name: &str| {
        let counted = [".html", ".css", ".js", ".wasm"];
        let parts = [
            WORKER_PREFIX,
            GITHUB_PREFIX,
            RHYTHM_PREFIX,
            PICTURE_PREFIX,
            TALK_PREFIX,
            WHOLE_PREFIX,
        ];
        let is_late = parts.iter().any(|prefix| name.starts_with(prefix));
        !is_late && counted.iter().any(|ending| name.ends_with(ending))
    };
    vec![
        budget("the welcome screen", files, is_page, PAGE_BUDGET_BYTES),
        budget("the whole page", files, is_whole, WHOLE_BUDGET_BYTES),
        budget("the archive worker", files, is_worker, WORKER_BUDGET_BYTES),
        budget("the GitHub worker", files, is_github, GITHUB_BUDGET_BYTES),
        budget("the rhythm worker", files, is_rhythm, RHYTHM_BUDGET_BYTES),
        budget(
            "the picture worker",
            files,
            is_picture,
            PICTURE_BUDGET_BYTES,
        ),
        budget("the talk worker", files, is_talk, TALK_BUDGET_BYTES),
        loaded_late("the GitHub worker", GITHUB_PREFIX, index_html),
        loaded_late("the whole page", WHOLE_PREFIX, index_html),
        loaded_late("the archive worker", WORKER_PREFIX, index_html),
        loaded_late("the rhythm worker", RHYTHM_PREFIX, index_html),
        loaded_late("the picture worker", PICTURE_PREFIX, index_html),
        loaded_late("the talk worker", TALK_PREFIX, index_html),
    ]
}

/// Whether index.html leaves a part alone. That the scripts do as well is for the browser tests.
fn loaded_late(what: &str, prefix: &str, index_html: &str) -> Check {
    let names = [["\"", prefix].concat(), ["/", prefix].concat()];
    let at_start = names.iter().any(|name| index_html.contains(name));
    let is = if at_start { "named" } else { "not named" };
    Check {
        says: format!("{what} is {is} by index.html"),
        holds: !at_start,
    }
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

    /// Whether the budgets of page, whole page and the workers hold, and the late loading of the GitHub
    /// worker, the whole page, and the archive, rhythm, picture and talk workers.
    fn check(lines: &[&str], index_html: &str, expected: [bool; 13]) {
        let files: Vec<_> = lines.iter().map(|line| parse(line).unwrap()).collect();
        let holds: Vec<_> = judge(&files, index_html)
            .iter()
            .map(|check| check.holds)
            .collect();
        assert_eq!(holds, expected, "{lines:?}");
    }

    /// A byte of each part.
    const REST: [&str; 7] = [
        "1 1 index.html",
        "1 1 whole.js",
        "1 1 archive-worker.js",
        "1 1 github-worker.js",
        "1 1 rhythm-worker.js",
        "1 1 picture-worker.js",
        "1 1 talk-worker.js",
    ];

    #[test]
    fn page_whole_page_and_workers_have_budgets_of_their_own() {
        let check = |lines: &[&str], budgets: [bool; 7]| {
            let mut expected = [true; 13];
            expected[..7].copy_from_slice(&budgets);
            super::tests::check(&[lines, &REST].concat(), "", expected);
        };
        for (line, nth, limit) in [
            ("app-1.js", 0, PAGE_BUDGET_BYTES),
            ("whole_bg.wasm", 1, WHOLE_BUDGET_BYTES),
            ("archive-worker_bg.wasm", 2, WORKER_BUDGET_BYTES),
            ("github-worker_bg.wasm", 3, GITHUB_BUDGET_BYTES),
            ("rhythm-worker_bg.wasm", 4, RHYTHM_BUDGET_BYTES),
            ("picture-worker_bg.wasm", 5, PICTURE_BUDGET_BYTES),
            ("talk-worker_bg.wasm", 6, TALK_BUDGET_BYTES),
        ] {
            let of = |bytes: u64| format!("1 {bytes} {line}");
            check(&[&of(limit - 1)], [true; 7]);
            let mut expected = [true; 7];
            expected[nth] = false;
            check(&[&of(limit)], expected);
        }
        let parts = &["1 60000 a.css", "1 60000 a_bg.wasm"];
        check(parts, [false, true, true, true, true, true, true]);
        check(&["1 200000 sample.png"], [true; 7]);
    }

    #[test]
    fn a_build_that_lacks_a_part_keeps_no_budget() {
        for (nth, only) in REST.iter().enumerate() {
            let mut expected = [false; 13];
            expected[nth] = true;
            expected[7..].fill(true);
            check(&[only], "", expected);
        }
    }

    #[test]
    fn a_page_that_loads_a_part_at_once_is_found() {
        for (html, late) in [
            (
                "<link href=\"/github-worker.js\">",
                [false, true, true, true, true, true],
            ),
            (
                "<link href=\"/archive-worker.js\">",
                [true, true, false, true, true, true],
            ),
            (
                "<link href=\"whole_bg.wasm\">",
                [true, false, true, true, true, true],
            ),
            (
                "<link href=\"/rhythm-worker.js\">",
                [true, true, true, false, true, true],
            ),
            (
                "<link href=\"/talk-worker.js\">",
                [true, true, true, true, true, false],
            ),
            ("<p>the whole page</p>", [true; 6]),
        ] {
            let mut expected = [true; 13];
            expected[7..].copy_from_slice(&late);
            check(&REST, html, expected);
        }
    }
}
