//! Which files are found at all, and that none that matters is passed over without a word.

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
