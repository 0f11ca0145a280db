//! The headers that the page is shipped under: written by the engine, as strict as they can be, each once.

use std::collections::BTreeSet;
use std::path::Path;

use yodori::engine::policy::headers::{policy, text};
use yodori::engine::policy::{Program, Way};

/// `UPDATE_EXPECT=1` writes the file anew.
#[test]
fn the_shipped_headers_are_those_of_the_list() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/_headers");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, text()).expect("the headers can be written");
        return;
    }
    let shipped = std::fs::read_to_string(&path).expect("the headers are there");
    assert!(
        shipped == text(),
        "assets/_headers is not what src/engine/policy makes: rewrite it with UPDATE_EXPECT=1 and read the difference"
    );
}

/// Each rule's path, and the names of what it sets.
fn rules(text: &str) -> Vec<(&str, Vec<&str>)> {
    let mut rules: Vec<(&str, Vec<&str>)> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        match (line.strip_prefix("  "), rules.last_mut()) {
            (Some(sent), Some((_, names))) => {
                names.extend(sent.split_once(": ").map(|(name, _)| name));
            }
            _ if line.starts_with('/') => rules.push((line, Vec::new())),
            _ => assert!(line.is_empty(), "no rule's line: {line}"),
        }
    }
    rules
}

/// Whether there is a path that both patterns mean. `*` stands for any letters or none.
fn meet(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([], []) => true,
        ([b'*', rest @ ..], other) | (other, [b'*', rest @ ..]) => {
            let mut ends = (0..=other.len()).map(|start| &other[start..]);
            ends.any(|end| meet(rest, end))
        }
        ([x, a @ ..], [y, b @ ..]) => x == y && meet(a, b),
        _ => false,
    }
}

#[test]
fn patterns_meet_where_a_path_is_both() {
    for (a, b, expected) in [
        ("/a", "/a", true),
        ("/a", "/b", false),
        ("/a*", "/ab", true),
        ("/ab", "/a*", true),
        ("/a-*", "/ab*", false),
        ("/a*c", "/ab*", true),
        ("/a-*", "/a*", true),
        ("/*", "/", true),
        ("/", "/index.html", false),
    ] {
        assert_eq!(meet(a.as_bytes(), b.as_bytes()), expected, "{a} {b}");
    }
}

#[test]
fn no_two_rules_of_one_path_set_the_same_header() {
    let text = text();
    let rules = rules(&text);
    assert!(20 < rules.len(), "only {} rules", rules.len());
    for (nth, (path, names)) in rules.iter().enumerate() {
        for (other, others) in &rules[..nth] {
            let both = names.iter().filter(|name| others.contains(name));
            let both: Vec<_> = both.collect();
            let apart = !meet(path.as_bytes(), other.as_bytes());
            assert!(both.is_empty() || apart, "{path} and {other} set {both:?}");
        }
    }
}

/// The sources that a policy's directive names, `None` if it has none of that name.
fn directive(policy: &str, name: &str) -> Option<String> {
    let mut parts = policy.split("; ");
    parts.find_map(|part| Some(part.strip_prefix(name)?.trim_start().to_owned()))
}

#[test]
fn each_program_may_ask_whom_it_must_and_nobody_else() {
    let check = |program, asked: Option<&str>, pictures: Option<&str>| {
        let policy = policy(program);
        let found = |name| directive(&policy, name);
        assert_eq!(found("connect-src").as_deref(), asked, "{program:?}");
        assert_eq!(found("img-src").as_deref(), pictures, "{program:?}");
        assert_eq!(found("default-src").as_deref(), Some("'none'"));
    };
    let pictures = "'self' blob: data: https://avatars.githubusercontent.com";
    check(Program::Page, Some("'self'"), Some(pictures));
    check(Program::Keeper, Some("'self'"), None);
    check(Program::Archive, Some("'self'"), None);
    check(Program::Github, Some("https://api.github.com"), None);
    let talked = "http://127.0.0.1:50021 https://generativelanguage.googleapis.com";
    check(Program::Talk, Some(talked), None);
    // Whatever isn't named falls back on default-src.
    check(Program::Rhythm, None, None);
    check(Program::Picture, None, None);
}

#[test]
fn no_policy_allows_scripts_of_others_or_scripts_and_markup_out_of_texts() {
    for program in Program::ALL {
        let policy = policy(program);
        // Of the page, the build puts the hash of the one inline script and style in the place of these names.
        let (scripts, styles) = match program {
            Program::Page => (
                "'self' 'wasm-unsafe-eval' 'sha256-theme.js'",
                Some("'self' 'sha256-style.css'"),
            ),
            Program::Keeper => ("'self'", None),
            _ => ("'self' 'wasm-unsafe-eval'", None),
        };
        let found = |name| directive(&policy, name);
        assert_eq!(found("script-src").as_deref(), Some(scripts), "{program:?}");
        assert_eq!(found("style-src").as_deref(), styles, "{program:?}");
        for word in [
            "unsafe-inline",
            "unsafe-hashes",
            "'unsafe-eval'",
            "*",
            "strict-dynamic",
            "nonce-",
        ] {
            assert!(!policy.contains(word), "{program:?} has {word}");
        }
        let typed = directive(&policy, "require-trusted-types-for");
        assert_eq!(typed.as_deref(), Some("'script'"), "{program:?}");
    }
}

#[test]
fn every_host_of_a_policy_is_a_way_that_people_are_told_of() {
    let text = text();
    let policies = text.lines().filter(|line| line.starts_with("  "));
    let words = policies.flat_map(|line| line.split([' ', ';']));
    let hosts: BTreeSet<&str> = words.filter(|word| word.contains("://")).collect();
    let told: BTreeSet<&str> = Way::ALL.iter().filter_map(|way| way.origin()).collect();
    let told = told.into_iter().filter(|origin| origin.contains("://"));
    assert_eq!(hosts, told.collect());
}

#[test]
fn every_answer_keeps_other_windows_and_devices_out_and_asks_no_embedded_file_for_leave() {
    let text = text();
    let (_, rest) = text
        .split_once("\n/*\n")
        .expect("what holds for every path");
    let (rule, _) = rest.split_once("\n\n").expect("more rules follow");
    for sent in [
        "Cross-Origin-Opener-Policy: same-origin",
        "Referrer-Policy: no-referrer",
        "X-Content-Type-Options: nosniff",
    ] {
        assert!(rule.lines().any(|line| line.trim() == sent), "{sent}");
    }
    for device in ["camera", "geolocation", "usb", "browsing-topics"] {
        assert!(rule.contains(&format!("{device}=()")), "{device}");
    }
    // It would hide why a VOICEVOX of one's own doesn't answer.
    assert!(!text.contains("Cross-Origin-Embedder-Policy"));
}
