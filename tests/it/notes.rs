//! Notes for people beside the code, held to what the code says.

use yodori::engine::policy::{AVATARS, GEMINI, GITHUB, VOICEVOX};

fn text(name: &str) -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn the_privacy_note_names_whom_the_page_may_reach_in_both_languages() {
    let note = text("docs/privacy.md");
    let (japanese, english) = note.split_once("## English").expect("two languages");
    for host in [GITHUB, AVATARS, GEMINI, VOICEVOX] {
        let (_, name) = host.split_once("://").expect("an origin");
        let cell = format!("| `{name}`");
        for half in [japanese, english] {
            let row = half.lines().find(|line| line.starts_with(&cell));
            assert!(row.is_some(), "{name} has no row");
        }
    }
}

#[test]
fn the_changes_begin_with_this_version() {
    let changes = text("CHANGELOG.md");
    let newest = changes.lines().find_map(|line| line.strip_prefix("## "));
    let version = newest.and_then(|line| line.split([',', ' ']).next());
    assert_eq!(version, Some(env!("CARGO_PKG_VERSION")));
}

#[test]
fn files_that_notes_lead_to_exist() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for (name, folder) in [
        ("CONTRIBUTING.md", ""),
        ("CHANGELOG.md", ""),
        ("docs/deploying.md", "docs"),
        ("docs/privacy.md", "docs"),
        ("README.md", ""),
    ] {
        let note = text(name);
        for (at, _) in note.match_indices("](") {
            let target = note[at + 2..].split([')', '#']).next().unwrap_or_default();
            if target.is_empty() || target.contains("://") {
                continue;
            }
            seen += 1;
            assert!(root.join(folder).join(target).exists(), "{name}: {target}");
        }
    }
    assert!(10 < seen, "only {seen} links were found");
}
