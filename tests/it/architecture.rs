//! The walls of src/lib.rs, read from the sources themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

const MOST_LINES_OF_A_FILE: usize = 400;
const MOST_LINES_OF_A_FUNCTION: usize = 70;

/// What may be longer, and why.
const LONGER: [(&str, &str); 0] = [];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder: its path from the project's root, with slashes, and its text.
fn sources(folder: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder exists") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).expect("it is text");
                found.insert(name(&path), text);
            }
        }
    }
    found
}

fn name(path: &Path) -> String {
    let inside = path.strip_prefix(root()).expect("it is inside");
    inside.to_string_lossy().replace('\\', "/")
}

/// What the compiler sees outside of tests: no comments, nothing after the file's inner tests begin.
fn code(text: &str) -> Vec<&str> {
    text.lines()
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"))
        .collect()
}

/// The blocks of modules that src/engine/mod.rs declares, from the lowest up.
fn blocks() -> Vec<BTreeSet<String>> {
    let map = std::fs::read_to_string(root().join("src/engine/mod.rs")).expect("the map");
    let module = |line: &str| {
        let name = line.strip_prefix("pub mod ")?.strip_suffix(';')?;
        Some(name.to_owned())
    };
    map.split("\n\n")
        .map(|block| block.lines().filter_map(module).collect())
        .filter(|block: &BTreeSet<String>| !block.is_empty())
        .collect()
}

/// The names that follow `prefix` in a text without spaces: one, or those of a braced list.
fn names_after(text: &str, prefix: &str) -> BTreeSet<String> {
    let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
    let name = |text: &str| {
        text.split(|char| !is_name(char))
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let mut names = BTreeSet::new();
    for (at, _) in text.match_indices(prefix) {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|char| is_name(char) || char == ':') {
            continue;
        }
        let rest = &text[at + prefix.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(name(rest));
            continue;
        };
        let mut depth = 0;
        let mut item = String::new();
        for char in list.chars() {
            match char {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    names.insert(name(&item));
                    item.clear();
                    continue;
                }
                _ => {}
            }
            item.push(char);
        }
        names.insert(name(&item));
    }
    names
}

/// The modules of engine that a file of it uses, and the one it belongs to.
fn uses(path: &str, text: &str) -> (String, BTreeSet<String>) {
    let inside = path
        .trim_start_matches("src/engine/")
        .trim_end_matches(".rs");
    let mut parts: Vec<&str> = inside.split('/').collect();
    if parts.last() == Some(&"mod") {
        parts.pop();
    }
    let dense: String = code(text).join(" ").replace("use ", ";").replace(' ', "");
    let mut used = names_after(&dense, "crate::engine::");
    used.extend(names_after(&dense, &"super::".repeat(parts.len())));
    (parts[0].to_owned(), used)
}

#[test]
fn a_module_of_the_engine_uses_only_modules_below_it() {
    let blocks = blocks();
    let level = |module: &str| blocks.iter().position(|block| block.contains(module));
    let all: BTreeSet<&String> = blocks.iter().flatten().collect();
    let mut seen = 0;
    for (path, text) in sources("src/engine") {
        if path == "src/engine/mod.rs" {
            continue;
        }
        let (module, used) = uses(&path, &text);
        assert!(
            level(&module).is_some(),
            "{path}: no block of src/engine/mod.rs has {module}"
        );
        for other in used
            .iter()
            .filter(|other| **other != module && all.contains(other))
        {
            seen += 1;
            assert!(
                level(other) < level(&module),
                "{path} uses {other}, which isn't below it"
            );
        }
    }
    assert!(20 < seen, "only {seen} uses were found: this test is blind");
}

#[test]
fn the_reader_of_uses_sees_every_way_to_write_one() {
    let check = |path: &str, text: &str, expected: &str| {
        let (_, used) = uses(path, text);
        assert_eq!(
            used.into_iter().collect::<Vec<_>>().join(" "),
            expected,
            "{text}"
        );
    };
    check("src/engine/a.rs", "use crate::engine::b::C;", "b");
    check(
        "src/engine/a.rs",
        "use crate::engine::{b, c::{D, E}, f};",
        "b c f",
    );
    check("src/engine/a.rs", "use super::b;", "b");
    check("src/engine/a/mod.rs", "use super::b;", "b");
    check("src/engine/a/c.rs", "use super::d;", "");
    check("src/engine/a/c.rs", "use super::super::b;", "b");
    check(
        "src/engine/a/c/d.rs",
        "fn f() -> super::super::super::b::T;",
        "b",
    );
    check("src/engine/a/c.rs", "x(crate::engine::b::y)", "b");
    check(
        "src/engine/a.rs",
        "// use super::b;\n#[cfg(test)]\nuse super::c;",
        "",
    );
}

#[test]
fn the_engine_names_no_browser_no_clock_and_no_files() {
    let walled = [
        "leptos",
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "SystemTime",
        "Instant::",
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "Utc::now",
        "Local::now",
        "rand::",
        "crate::web",
        "crate::ui",
    ];
    for (path, text) in sources("src/engine") {
        for line in code(&text) {
            for word in walled {
                assert!(!line.contains(word), "{path} names {word}: {line}");
            }
        }
    }
}

#[test]
fn the_web_layer_names_no_component_and_no_words() {
    for (path, text) in sources("src/web") {
        for line in code(&text) {
            for word in ["leptos", "crate::ui", "engine::text"] {
                assert!(!line.contains(word), "{path} names {word}: {line}");
            }
        }
    }
}

#[test]
fn only_raw_shapes_are_serialised() {
    let is_raw = |path: &str| path.ends_with("/raw.rs") || path.contains("/raw/");
    for (path, text) in sources("src") {
        if is_raw(&path) {
            continue;
        }
        for line in code(&text) {
            for word in ["Serialize", "Deserialize", "serde::"] {
                assert!(!line.contains(word), "{path} is serialised: {line}");
            }
        }
    }
}

#[test]
fn plotters_is_named_where_pictures_are_painted_and_nowhere_else() {
    for (path, text) in sources("src") {
        let paints = path == "src/engine/paint.rs" || path.starts_with("src/web/canvas");
        let named = code(&text)
            .iter()
            .any(|line| line.contains("plotters::") || line.contains("plotters_"));
        assert!(paints || !named, "{path} names plotters");
    }
}

#[test]
fn a_file_has_one_subject_and_a_function_fits_a_screen() {
    let mut long = BTreeSet::new();
    for folder in [
        "src",
        "testdata/src",
        "xtask/src",
        "fuzz/src",
        "benches",
        "tests",
    ] {
        for (path, text) in sources(folder) {
            // Tests may list as many cases as there are.
            if folder != "tests" && MOST_LINES_OF_A_FILE < code(&text).len() {
                long.insert(path.clone());
            }
            for (function, lines) in functions(&text) {
                if MOST_LINES_OF_A_FUNCTION < lines {
                    long.insert(format!("{path} {function}"));
                }
            }
        }
    }
    let allowed: BTreeSet<String> = LONGER.iter().map(|(what, _)| (*what).to_owned()).collect();
    assert_eq!(
        long, allowed,
        "too long, or listed in LONGER and short enough by now"
    );
}

/// Functions with how many lines they take; rustfmt puts the closing brace below the first letter.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let trimmed = line.trim_start();
        let indent = &line[..line.len() - trimmed.len()];
        let Some((before, after)) = trimmed.split_once("fn ") else {
            continue;
        };
        let is_head = before.split(' ').all(|word| {
            [
                "",
                "pub",
                "const",
                "async",
                "unsafe",
                "pub(super)",
                "pub(crate)",
            ]
            .contains(&word)
        });
        let end = [indent, "}"].concat();
        let length = lines[at..].iter().position(|line| *line == end);
        if let Some(length) = length.filter(|_| is_head && !line.ends_with(['}', ';'])) {
            let name = after.split(['(', '<']).next().unwrap_or_default();
            found.push((name.to_owned(), length + 1));
        }
    }
    found
}

#[test]
fn the_reader_of_functions_counts_their_lines() {
    let text = "pub fn a() {\n    b();\n}\nimpl A {\n    async fn c(\n    ) {\n        if d {\n        }\n    }\n}\n";
    assert_eq!(functions(text), [("a".into(), 3), ("c".into(), 5)]);
}

#[test]
fn the_map_names_the_folders_that_exist() {
    let map = std::fs::read_to_string(root().join("src/lib.rs")).expect("the map");
    let mut folders: BTreeSet<String> = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("src")).expect("the sources") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            folders.insert(name(&path).trim_start_matches("src/").to_owned());
        }
    }
    // The binaries are not part of the library.
    folders.remove("bin");
    let named: BTreeSet<String> = map
        .lines()
        .filter_map(|line| line.strip_prefix("//! * [`")?.split_once("`]"))
        .map(|(name, _)| name.to_owned())
        .collect();
    assert_eq!(named, folders);
}

/// A brace too few takes all that follows with it, and no tool says so.
#[test]
fn every_brace_of_the_styles_has_its_other() {
    for entry in std::fs::read_dir(root().join("style")).expect("the styles") {
        let path = entry.expect("it can be listed").path();
        let text = std::fs::read_to_string(&path).expect("it is text");
        let count = |brace| text.matches(brace).count();
        assert_eq!(count('{'), count('}'), "{}", path.display());
    }
}
