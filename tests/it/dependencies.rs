//! Whose work is linked: packages of one registry, each with its checksum, under the terms that deny.toml allows.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(path).expect("it is part of the project")
}

/// The texts of a list in deny.toml.
fn listed(name: &str) -> Vec<String> {
    let text = read("deny.toml");
    let (_, rest) = text
        .split_once(&["\n", name, " = ["].concat())
        .expect("the list is there");
    let (list, _) = rest.split_once(']').expect("it ends");
    let texts = list.split('"').skip(1).step_by(2);
    texts.map(str::to_owned).collect()
}

/// Whether terms hold with what is allowed: an SPDX expression, or the older way with slashes.
fn is_allowed(terms: &str, allowed: &[String]) -> bool {
    let spaced = terms
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let is = any(&mut words, allowed);
    is && words.is_empty()
}

/// Reads what stands between `OR`s.
fn any(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut is = all(words, allowed);
    while words.last() == Some(&"OR") {
        words.pop();
        is |= all(words, allowed);
    }
    is
}

fn all(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut is = one(words, allowed);
    while words.last() == Some(&"AND") {
        words.pop();
        is &= one(words, allowed);
    }
    is
}

fn one(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let word = words.pop().unwrap_or_default();
    if word == "(" {
        let is = any(words, allowed);
        return words.pop() == Some(")") && is;
    }
    // An exception gives more, never less.
    if words.last() == Some(&"WITH") {
        words.truncate(words.len().saturating_sub(2));
    }
    allowed.iter().any(|one| one == word)
}

#[test]
fn the_reader_of_terms_knows_what_may_be_chosen_and_what_must_be_kept() {
    let allowed = ["MIT".to_owned(), "Zlib".to_owned()];
    for (terms, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only AND MIT", false),
        ("(GPL-3.0-only OR MIT) AND Zlib", true),
        ("MIT AND (GPL-3.0-only OR Zlib)", true),
        ("(MIT OR Zlib) AND GPL-3.0-only", false),
        ("GPL-3.0-only/MIT", true),
        ("MIT WITH LLVM-exception", true),
        ("MIT)", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(terms, &allowed), expected, "{terms}");
    }
}

#[test]
fn every_package_is_of_one_registry_and_has_its_checksum() {
    let allowed = listed("allow-registry");
    let lock = read("Cargo.lock");
    let mut seen = 0;
    for package in lock.split("[[package]]").skip(1) {
        let field = |name: &str| {
            let mut lines = package.lines();
            lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(" = "))
        };
        let name = field("name").expect("it has a name");
        let Some(source) = field("source") else {
            assert!(
                ["\"yodori\"", "\"yodori-testdata\"", "\"xtask\""].contains(&name),
                "{name} has no source"
            );
            continue;
        };
        seen += 1;
        let source = source.trim_matches('"').strip_prefix("registry+");
        let is_allowed = source.is_some_and(|source| allowed.iter().any(|one| one == source));
        assert!(is_allowed, "{name} is from {source:?}");
        assert!(field("checksum").is_some(), "{name} has no checksum");
    }
    assert!(50 < seen, "only {seen} packages were seen");
}

#[test]
fn every_package_is_under_terms_that_are_allowed() {
    let allowed = listed("allow");
    let answer = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let told: Value = serde_json::from_slice(&answer.stdout).expect("cargo tells of the packages");
    let packages = told["packages"].as_array().expect("a list");
    assert!(50 < packages.len(), "only {} packages", packages.len());
    for package in packages {
        let terms = package["license"].as_str().unwrap_or_default();
        assert!(
            is_allowed(terms, &allowed),
            "{} is under {terms:?}",
            package["name"]
        );
    }
}
