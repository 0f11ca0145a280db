//! Which files are found at all, and that none that matters is passed over without a word.

use yodori::engine::event::{Imported, SkipReason};
use yodori::engine::source::ImportError;
use yodori::engine::source::twitter::Archive;
use yodori_testdata::zip::{Entry, Method, Zip};

use crate::support::{Chosen, Memory, import, left_out, now, one};

const POST: &str = r#"[{"tweet":{"id_str":"7","created_at":"2022-06-01T12:00:00Z"}}]"#;

fn file(path: impl Into<String>, text: &str) -> (String, Vec<u8>) {
    (path.into(), text.into())
}

#[test]
fn an_empty_file_of_an_archive_is_told_in_a_folder_as_in_a_zip() {
    let mut files: Chosen = (0..20)
        .map(|nth| file(format!("data/{nth}.txt"), ""))
        .collect();
    files.push(file("data/tweets.js", POST));
    files.push(file("data/tweets-part1.js", ""));
    files.push(file("data/ip-audit.js", ""));
    files.push(file("data/account.js", ""));
    let zip = one("a.zip", Zip::of(&files, Method::Deflated).build());
    for files in [files, zip] {
        let (_, imported) = import(&files).expect("a post");
        assert_eq!(
            left_out(&imported.skipped),
            [
                "data/account.js not_records 1",
                "data/ip-audit.js not_records 1",
                "data/tweets-part1.js not_records 1"
            ]
        );
    }
}

#[test]
fn files_beyond_the_number_that_is_kept_are_counted() {
    let empty = |nth: usize| Entry::new(format!("{nth}/sso.js"), b"[]", Method::Stored);
    let mut zip = Zip::of(&[file("tweets.js", POST)], Method::Stored);
    zip.entries.extend((0..65_534).map(empty));
    let left_out_of = |zip: &Zip| {
        let files = one("a.zip", zip.build());
        let memory = Memory::new(&files, usize::MAX);
        let (_, imported) = Archive::import(&memory, now(), &mut |_| {}).expect("a post");
        assert_eq!(imported.files.len(), 65_535);
        left_out(&imported.skipped)
    };
    assert_eq!(left_out_of(&zip), [""; 0]);
    for _ in 0..3 {
        zip.entries.push(Entry::new(
            "more/tweets.js",
            POST.as_bytes(),
            Method::Stored,
        ));
    }
    assert_eq!(left_out_of(&zip), ["a.zip too_large 3"]);
}

#[test]
fn in_a_zip_as_well_files_of_other_names_are_known_by_what_they_hold() {
    let of_global = |global: &str| format!("window.YTD.{global}.part0 = {POST}");
    let zip = |files: &[(String, Vec<u8>)], method| one("a.zip", Zip::of(files, method).build());
    let posts = |imported: &Imported| imported.events.len();
    for method in [Method::Stored, Method::Deflated] {
        let mine = file("data/mine.js", &of_global("tweets"));
        let others = [
            file("data/like.js", "window.YTD.like.part0 = [ ]"),
            file("assets/app.js", &of_global("tweets")),
            file("data/account.js", r#"[{"account":{"accountId":"1"}}]"#),
        ];
        let files = [&others[..], std::slice::from_ref(&mine)].concat();
        let (_, imported) = import(&zip(&files, method)).expect("a post");
        assert_eq!(posts(&imported), 1);
        assert_eq!(imported.person.id, "1");
        assert_eq!(imported.unopened, ["data/like.js"]);
        // Beside posts that are known by their name it stays closed, and is named.
        let files = [file("data/tweets.js", POST), mine];
        let (_, imported) = import(&zip(&files, method)).expect("a post");
        assert_eq!(imported.unopened, ["data/mine.js"]);
    }
}

#[test]
fn only_a_few_files_of_a_zip_are_looked_into_and_none_that_cannot_be() {
    let of_others = |count: usize| {
        let other = |nth| file(format!("data/{nth}.js"), "window.YTD.like.part0 = [ ]");
        let mut files: Chosen = (0..count).map(other).collect();
        files.push(file(
            "data/mine.js",
            &format!("window.YTD.tweets.part0 = {POST}"),
        ));
        Zip::of(&files, Method::Deflated)
    };
    assert!(import(&one("a.zip", of_others(99).build())).is_ok());
    let error = |zip: &Zip| {
        import(&one("a.zip", zip.build()))
            .map(|_| ())
            .expect_err("no posts")
    };
    assert!(matches!(
        error(&of_others(100)),
        ImportError::NoPosts { .. }
    ));
    for change in [
        |entry: &mut Entry| entry.is_encrypted = true,
        |entry: &mut Entry| entry.method = 99,
        |entry: &mut Entry| entry.stated_offset = Some(0xffff_fff0),
    ] {
        let mut zip = of_others(1);
        change(zip.entry("data/mine.js"));
        let ImportError::NoPosts { held } = error(&zip) else {
            panic!("another error")
        };
        assert_eq!(held, ["0.js", "mine.js"]);
    }
    // Damage further on is found when it is read.
    let mut zip = of_others(1);
    zip.entry("data/mine.js").crc ^= 1;
    let (_, imported) = import(&one("a.zip", zip.build())).expect("a post");
    assert_eq!(imported.skipped[0].reason, SkipReason::Damaged);
}
