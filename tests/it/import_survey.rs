//! Which files are found at all, and that none that matters is passed over without a word.

use yodori_testdata::zip::{Method, Zip};

use crate::support::{Chosen, import, left_out, one};

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
