//! What the files of dist/ weigh, and what they may.

use std::fmt::Write;

use crate::Problem;
use crate::tools::{Tools, read};

/// What the welcome screen may cost in all: HTML, CSS, JavaScript and wasm, after brotli.
const PAGE_BUDGET_BYTES: u64 = 95_500;

/// Something that is loaded when it is needed, and never before.
struct Part {
    what: &'static str,
    /// How its files begin. What it shares with other parts has the names of all of them.
    prefix: &'static str,
    /// What it may cost, after brotli, with what it shares and without the welcome screen.
    budget_bytes: u64,
}

impl Part {
    fn has(&self, name: &str) -> bool {
        let sharing = name.strip_prefix("shared-");
        let is_shared =
            sharing.is_some_and(|names| names.split(['-', '_']).any(|one| one == self.prefix));
        is_shared || name.starts_with(self.prefix)
    }
}

const PARTS: [Part; 10] = [
    // When something is chosen.
    Part {
        what: "the whole page",
        prefix: "whole",
        budget_bytes: 146_500,
    },
    // When someone opens the bird's page; with all that is drawn of it.
    Part {
        what: "the bird",
        prefix: "bird",
        budget_bytes: 155_000,
    },
    // When someone opens a page of the desk.
    Part {
        what: "the desk",
        prefix: "desk",
        budget_bytes: 175_500,
    },
    // When something has been opened: what keeps that for offline, and what talks with it.
    Part {
        what: "the service worker",
        prefix: "sw",
        budget_bytes: 2_500,
    },
    Part {
        what: "the way to the service worker",
        prefix: "boot-offline",
        budget_bytes: 1_000,
    },
    // When a file is chosen.
    Part {
        what: "the archive worker",
        prefix: "archive-worker",
        budget_bytes: 64_000,
    },
    // When someone has given a token.
    Part {
        what: "the GitHub worker",
        prefix: "github-worker",
        budget_bytes: 70_000,
    },
    // When someone wants a voice, or another's words.
    Part {
        what: "the talk worker",
        prefix: "talk-worker",
        budget_bytes: 45_000,
    },
    // When someone comes near the figures.
    Part {
        what: "the rhythm worker",
        prefix: "rhythm-worker",
        budget_bytes: 60_000,
    },
    // With the rhythm worker.
    Part {
        what: "the picture worker",
        prefix: "picture-worker",
        budget_bytes: 42_000,
    },
];

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
    let is_page = |name: &str| {
        let counted = [".html", ".css", ".js", ".wasm"];
        let is_late = PARTS.iter().any(|part| part.has(name));
        let is_other = name.ends_with(".html") && name != "index.html"; // whoever opens it opens it alone
        !is_late && !is_other && counted.iter().any(|ending| name.ends_with(ending))
    };
    let page = budget("the welcome screen", files, is_page, PAGE_BUDGET_BYTES);
    let budgets = PARTS
        .iter()
        .map(|part| budget(part.what, files, |name| part.has(name), part.budget_bytes));
    let late = PARTS
        .iter()
        .map(|part| loaded_late(part.what, part.prefix, index_html));
    [page].into_iter().chain(budgets).chain(late).collect()
}

/// Whether index.html leaves a part alone. That the scripts do as well is for the browser tests.
fn loaded_late(what: &str, prefix: &str, index_html: &str) -> Check {
    let at_start = [prefix, "shared-"].into_iter().any(|name| {
        let named = [["\"", name].concat(), ["/", name].concat()];
        named.iter().any(|name| index_html.contains(name))
    });
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

    /// A byte of the page and of each part.
    fn least() -> Vec<String> {
        let parts = PARTS.iter().map(|part| format!("1 1 {}.js", part.prefix));
        ["1 1 index.html".to_owned()]
            .into_iter()
            .chain(parts)
            .collect()
    }

    /// What is said to fail: the page's budget is 0, that of a part one more than its place; its loading
    /// comes after all budgets.
    fn check(lines: &[String], index_html: &str, failing: &[usize]) {
        let files: Vec<_> = lines.iter().map(|line| parse(line).unwrap()).collect();
        let checks = judge(&files, index_html);
        let failed: Vec<_> = (0..checks.len())
            .filter(|nth| !checks[*nth].holds)
            .collect();
        assert_eq!(failed, failing, "{lines:?} {index_html}");
        assert_eq!(checks.len(), 1 + 2 * PARTS.len());
    }

    #[test]
    fn the_page_and_each_part_have_a_budget_of_their_own() {
        let page = ("app", PAGE_BUDGET_BYTES);
        let parts = PARTS.iter().map(|part| (part.prefix, part.budget_bytes));
        for (nth, (prefix, limit)) in [page].into_iter().chain(parts).enumerate() {
            for (bytes, failing) in [(limit - 1, vec![]), (limit, vec![nth])] {
                let mut lines = least();
                lines.push(format!("1 {bytes} {prefix}_bg.wasm"));
                check(&lines, "", &failing);
            }
        }
    }

    #[test]
    fn what_parts_share_counts_for_each_of_them() {
        let [whole, bird] = [PARTS[0].budget_bytes, PARTS[1].budget_bytes];
        let bytes = whole.max(bird);
        for (names, failing) in [
            ("bird-whole", vec![1, 2]),
            ("whole", vec![1]),
            ("birdwhole", vec![0]),
        ] {
            let mut lines = least();
            lines.push(format!("1 {bytes} shared-{names}_bg.wasm"));
            check(&lines, "", &failing);
        }
    }

    #[test]
    fn every_kind_of_file_of_the_page_counts_and_pictures_do_not() {
        let with = |more: &[&str]| {
            let more = more.iter().map(|line| (*line).to_owned());
            least().into_iter().chain(more).collect::<Vec<_>>()
        };
        check(&with(&["1 60000 a.css", "1 60000 a_bg.wasm"]), "", &[0]);
        check(&with(&["1 200000 sample.png"]), "", &[]);
    }

    #[test]
    fn a_build_that_lacks_a_part_keeps_no_budget() {
        for (nth, only) in least().into_iter().enumerate() {
            let lacking: Vec<_> = (0..=PARTS.len()).filter(|other| *other != nth).collect();
            check(&[only], "", &lacking);
        }
    }

    #[test]
    fn a_page_that_loads_a_part_at_once_is_found() {
        for (nth, part) in PARTS.iter().enumerate() {
            for named in [
                format!("\"/{}.js\"", part.prefix),
                format!("\"{}_bg.wasm\"", part.prefix),
            ] {
                check(
                    &least(),
                    &format!("<link href={named}>"),
                    &[1 + PARTS.len() + nth],
                );
            }
        }
        let late: Vec<_> = (1 + PARTS.len()..1 + 2 * PARTS.len()).collect();
        check(&least(), "<link href=/shared-bird-desk_bg.wasm>", &late);
        check(&least(), "<p>the whole page</p>", &[]);
    }
}
