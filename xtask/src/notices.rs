//! Whose work the page's wasm is linked from, and under which terms: assets/licences.txt, which is served with
//! the page. Licences are chosen and read from the crates' own packages; where terms may be chosen, MIT is.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Problem;
use crate::tools::{Tools, read};

/// Where the notices stand, from the checkout.
const FILE: &str = "assets/licences.txt";

/// What `cargo tree` is asked: everything that the programs of the page may link, without what only runs
/// while they are compiled.
const TREE: &str = "tree --offline --locked --package yodori --target wasm32-unknown-unknown --features app,asking \
                    --edges normal,no-proc-macro --prefix none --format {p}\t{l}";

const HEAD: &str = "\
Yodori is under the MIT licence. Its programs are linked from itself, Rust's standard library, the glue that
wasm-bindgen writes, and parts of the crates below. `cargo xtask notices` writes this file.

";

/// A crate that is linked, and its terms as an SPDX expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Linked {
    name: String,
    version: String,
    terms: String,
}

impl Linked {
    /// The line that names it in the notices.
    fn line(&self) -> String {
        format!("{} {} · {}", self.name, self.version, self.terms)
    }
}

/// Writes the notices anew.
pub fn write(tools: &Tools) -> Result<(), Problem> {
    let tree = tools
        .cargo_answer(TREE)
        .ok_or("`cargo tree` failed: call `cargo fetch --locked` first")?;
    let linked = linked(&tree);
    let mut texts = Texts::default();
    texts.add(
        "Rust's standard library",
        &standard_text("The Rust Project Contributors"),
    );
    for one in &linked {
        for text in texts_of(&source(one)?)? {
            texts.add(&one.name, &text);
        }
    }
    let mut notices = HEAD.to_owned();
    for one in &linked {
        notices += &one.line();
        notices.push('\n');
    }
    notices += &texts.print();
    let path = tools.root.join(FILE);
    fs::write(&path, notices).map_err(|error| format!("cannot write {FILE}: {error}"))?;
    println!("{FILE}: {} crates", linked.len());
    Ok(())
}

/// The crates that `cargo tree` names, each once, without the project's own.
fn linked(tree: &str) -> BTreeSet<Linked> {
    let crates = tree.lines().filter_map(|line| {
        let (package, terms) = line.trim_end_matches(" (*)").split_once('\t')?;
        let (name, version) = package.split_once(" v")?;
        // A version with a path behind it is of this checkout.
        (!version.contains(' ')).then(|| Linked {
            name: name.to_owned(),
            version: version.to_owned(),
            terms: terms.replace('/', " OR "),
        })
    });
    crates.collect()
}

/// Where cargo keeps a crate's package.
fn source(one: &Linked) -> Result<PathBuf, Problem> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".cargo")));
    let registries = home.ok_or("set CARGO_HOME")?.join("registry").join("src");
    let package = format!("{}-{}", one.name, one.version);
    list(&registries)
        .into_iter()
        .map(|registry| registry.join(&package))
        .find(|folder| folder.is_dir())
        .ok_or_else(|| format!("{package} was not found: call `cargo fetch --locked` first"))
}

/// The text of a package's licence, MIT's where there are several, and of what is asked besides. A standard one
/// where the package brings none.
fn texts_of(package: &Path) -> Result<Vec<String>, Problem> {
    let files: Vec<PathBuf> = list(package)
        .into_iter()
        .filter(|path| path.is_file())
        .collect();
    let name = |path: &Path| path.file_name()?.to_str().map(str::to_owned);
    let best = files
        .iter()
        .filter_map(|path| Some((preference(&name(path)?)?, path)))
        .min();
    let besides = files
        .iter()
        .filter(|path| name(path).is_some_and(|name| name == "LICENSE-UNICODE"));
    let mut texts = Vec::new();
    for path in best.into_iter().map(|(_, path)| path).chain(besides) {
        let text = read(path)?;
        // What was a link to another file in the crate's repository is that file's name.
        if SHORTEST_TEXT_BYTES < text.len() {
            texts.push(text);
        }
    }
    if texts.is_empty() {
        let manifest = read(&package.join("Cargo.toml"))?;
        texts.push(standard_text(&authors(&manifest)));
    }
    Ok(texts)
}

/// No licence is as short as this.
const SHORTEST_TEXT_BYTES: usize = 200;

/// How gladly a file of a package is taken for its licence; `None` if it is none.
fn preference(file: &str) -> Option<usize> {
    let name = file.to_ascii_uppercase();
    let order = [
        "LICENSE-MIT",
        "MIT",
        "LICENSE",
        "LICENCE",
        "UNLICENSE",
        "COPYING",
    ];
    let nth = order.iter().position(|start| name.starts_with(start))?;
    // Apache's terms ask for more than is needed where there are others.
    Some(if name.contains("APACHE") {
        nth + order.len()
    } else {
        nth
    })
}

/// The people whom a manifest names.
fn authors(manifest: &str) -> String {
    let list = manifest
        .split_once("\nauthors = [")
        .and_then(|(_, rest)| rest.split_once(']'));
    let names = list
        .map_or("", |(names, _)| names)
        .split('"')
        .skip(1)
        .step_by(2);
    let names: Vec<&str> = names
        .map(|name| name.split(" <").next().unwrap_or(name))
        .collect();
    match names.as_slice() {
        [] => "its authors".to_owned(),
        names => names.join(", "),
    }
}

fn standard_text(whose: &str) -> String {
    format!("Copyright (c) {whose}\n\n{MIT}")
}

/// A crate, and the lines of its licence that tell whose it is.
type Whose = (String, Vec<String>);

/// Texts of licences, each once however many crates have it.
#[derive(Default)]
struct Texts {
    /// By the text's words: the text, and whose it is.
    groups: BTreeMap<String, (String, Vec<Whose>)>,
}

impl Texts {
    fn add(&mut self, name: &str, text: &str) {
        let lines = text.lines().map(str::trim_end);
        let (whose, body): (Vec<&str>, Vec<&str>) = lines
            .filter(|line| !TITLES.contains(&line.trim()))
            .partition(|line| tells_whose(line));
        let body = body.join("\n").trim().to_owned();
        let words = body.split_whitespace().collect::<Vec<_>>().join(" ");
        let whose = whose.iter().map(|line| line.trim().to_owned()).collect();
        let group = self.groups.entry(words);
        let (_, crates) = group.or_insert_with(|| (body, Vec::new()));
        crates.push((name.to_owned(), whose));
    }

    fn print(&self) -> String {
        let mut printed = String::new();
        let mut groups: Vec<_> = self.groups.values().collect();
        groups.sort_by_key(|(_, crates)| std::cmp::Reverse(crates.len()));
        for (body, crates) in groups {
            printed +=
                "\n------------------------------------------------------------------------\n\n";
            for (name, whose) in crates {
                printed += name;
                for line in whose {
                    printed += "\n    ";
                    printed += line;
                }
                printed.push('\n');
            }
            printed.push('\n');
            printed += body;
            printed.push('\n');
        }
        printed
    }
}

/// Lines above MIT's terms, which differ between packages and say nothing.
const TITLES: [&str; 3] = ["MIT License", "The MIT License", "The MIT License (MIT)"];

/// Whether a line of a licence says whose the work is, and not what is meant by that.
fn tells_whose(line: &str) -> bool {
    let rest = line.trim_start().strip_prefix("Copyright ");
    rest.is_some_and(|rest| rest.starts_with("(c)") || rest.contains(char::is_numeric))
}

/// What lies in a folder, by name; nothing where there is none.
fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.sort();
    paths
}

const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated \
documentation files (the \"Software\"), to deal in the Software without restriction, including without \
limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the \
Software, and to permit persons to whom the Software is furnished to do so, subject to the following \
conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions \
of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED \
TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL \
THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF \
CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER \
DEALINGS IN THE SOFTWARE.";

#[cfg(test)]
mod tests {
    use super::*;

    /// What may be linked without more than a notice.
    const ALLOWED: [&str; 6] = [
        "MIT",
        "Apache-2.0",
        "Unlicense",
        "Zlib",
        "BSL-1.0",
        "Unicode-3.0",
    ];

    #[test]
    fn the_notices_name_exactly_what_is_linked() {
        let tools = Tools::new().unwrap();
        let tree = tools.cargo_answer(TREE).expect("cargo tree");
        let expected: Vec<String> = linked(&tree).iter().map(Linked::line).collect();
        assert!(50 < expected.len(), "only {expected:?}");
        let notices = read(&tools.root.join(FILE)).unwrap();
        let lines = notices.strip_prefix(HEAD).expect("the head").lines();
        let named: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
        assert_eq!(named, expected, "call `cargo xtask notices`");
    }

    #[test]
    fn nothing_is_linked_that_asks_for_more_than_a_notice() {
        let notices = read(&Tools::new().unwrap().root.join(FILE)).unwrap();
        let lines = notices.lines().filter_map(|line| line.split_once(" · "));
        for (name, terms) in lines {
            let is_met = |part: &str| {
                let mut choices = part
                    .split(" OR ")
                    .map(|term| term.trim_matches(['(', ')', ' ']));
                choices.any(|term| ALLOWED.contains(&term))
            };
            assert!(terms.split(" AND ").all(is_met), "{name}: {terms}");
        }
    }

    #[test]
    fn the_notices_name_no_machine() {
        let notices = read(&Tools::new().unwrap().root.join(FILE)).unwrap();
        for word in ["/root", "/home", "/tmp", ".cargo", "file:"] {
            assert!(!notices.contains(word), "{word}");
        }
    }

    #[test]
    fn a_crate_counts_once_and_the_project_not_at_all() {
        let check = |tree: &str, expected: &[&str]| {
            let lines: Vec<String> = linked(tree).iter().map(Linked::line).collect();
            assert_eq!(lines, expected);
        };
        check("", &[]);
        check("yodori v0.1.0 (/a/b)\tMIT\n", &[]);
        check(
            "b v1.0.0\tApache-2.0/MIT\na v2.1.0+x\tMIT\nb v1.0.0\tApache-2.0/MIT (*)\n",
            &["a 2.1.0+x · MIT", "b 1.0.0 · Apache-2.0 OR MIT"],
        );
    }

    #[test]
    fn of_several_files_the_one_with_the_least_terms_is_taken() {
        let best = |files: &[&'static str]| {
            let found = files
                .iter()
                .filter_map(|file| Some((preference(file)?, *file)));
            found.min().map(|(_, file)| file)
        };
        assert_eq!(
            best(&["LICENSE-APACHE", "LICENSE-MIT", "README.md"]),
            Some("LICENSE-MIT")
        );
        assert_eq!(
            best(&["COPYING", "UNLICENSE", "license.txt"]),
            Some("license.txt")
        );
        assert_eq!(best(&["LICENSE-APACHE", "LICENSE"]), Some("LICENSE"));
        assert_eq!(best(&["README.md", "src"]), None);
    }

    #[test]
    fn equal_terms_are_printed_once_with_everyone_whose_they_are() {
        let mut texts = Texts::default();
        texts.add(
            "a",
            "MIT License\n\nCopyright (c) 2020 A\n\nDo what\nyou like.\n",
        );
        texts.add("b", "Copyright 2021 B\n\nDo what you like.");
        let printed = texts.print();
        assert_eq!(printed.matches("you like.").count(), 1);
        assert!(
            printed.contains("a\n    Copyright (c) 2020 A\nb\n    Copyright 2021 B\n"),
            "{printed}"
        );
    }

    #[test]
    fn a_manifest_names_its_authors() {
        let check = |manifest, expected| assert_eq!(authors(manifest), expected);
        check("[package]\nname = \"a\"\n", "its authors");
        check(
            "[package]\nauthors = [\n    \"A B <a@b>\",\n    \"C\",\n]\n",
            "A B, C",
        );
    }
}
