//! What people hand over by mistake, and archives with something broken in them.

use serde_json::{Value, json};

use crate::archive::{Archive, Around, Generation, Plan};
use crate::chance::Chance;
use crate::extras;
use crate::gdpr::{self, Wrapper};
use crate::json::Style;
use crate::named::Named;
use crate::post::{Post, id_at, utc};
use crate::truth::{Clock, Truth};
use crate::zip::{Entry, Method, Zip};

/// Inputs that give nothing, each with the name of the error that it must give.
pub fn inputs() -> Vec<Named> {
    let current = Plan {
        around: Around::Much { assets: 3 },
        ..Plan::small(Generation::Current, 31)
    }
    .make();
    let whole = current.zip(Method::Deflated).build();
    let mut damaged = whole.clone();
    let directory = damaged
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .expect("every zip has a directory");
    damaged[directory..directory + 400].fill(0x55);
    vec![
        wrong("not-a-zip.bin", not_a_zip(), "not_an_archive"),
        wrong("page.html", PAGE.as_bytes().to_vec(), "html_page"),
        wrong("empty.zip", Vec::new(), "empty"),
        wrong(
            "no-posts.zip",
            current
                .clone()
                .without("tweet")
                .zip(Method::Deflated)
                .build(),
            "no_posts",
        ),
        wrong("media-only.zip", media_only().build(), "media_only"),
        wrong(
            "truncated.zip",
            whole[..whole.len() * 3 / 5].to_vec(),
            "truncated",
        ),
        wrong("damaged.zip", damaged, "damaged"),
        wrong("encrypted.zip", encrypted(&current).build(), "encrypted"),
        wrong(
            "unknown-method.zip",
            of_method(&current, 93).build(),
            "unsupported_method",
        ),
        wrong(
            "no-readable-post.zip",
            no_readable_post(),
            "no_readable_post",
        ),
    ]
}

/// A page that someone saved instead of the archive.
pub const PAGE: &str = "\n<!DOCTYPE html>\n<html lang=\"ja\"><head><title>Log in</title></head><body>Please log in.</body></html>\n";

/// Bytes that are nothing at all.
pub fn not_a_zip() -> Vec<u8> {
    let mut bytes = vec![0; 5000];
    Chance::new(40).fill(&mut bytes);
    bytes
}

/// Photographs and videos, as in a part that holds only those.
pub fn media_only() -> Zip {
    let mut chance = Chance::new(41);
    let folders = ["tweets_media", "profile_media", "direct_messages_media"];
    let entry = |(nth, folder): (usize, &&str)| {
        let ending = if nth == 2 { "mp4" } else { "jpg" };
        Entry::new(
            format!("data/{folder}/{nth}-x.{ending}"),
            &extras::photo(2000, &mut chance),
            Method::Stored,
        )
    };
    Zip {
        entries: folders.iter().enumerate().map(entry).collect(),
        ..Zip::default()
    }
}

/// Every entry encrypted, if one believes its flag.
pub fn encrypted(archive: &Archive) -> Zip {
    let mut zip = archive.zip(Method::Deflated);
    for entry in &mut zip.entries {
        entry.is_encrypted = true;
        entry.packed.iter_mut().for_each(|byte| *byte ^= 0x5a);
    }
    zip
}

/// Every entry packed by a method of this number (9 is Deflate64, 93 Zstandard).
pub fn of_method(archive: &Archive, method: u16) -> Zip {
    let mut zip = archive.zip(Method::Deflated);
    for entry in &mut zip.entries {
        entry.method = method;
    }
    zip
}

/// Posts are announced but none is one.
fn no_readable_post() -> Vec<u8> {
    let records =
        "window.YTD.tweets.part0 = [ { \"tweet\" : { \"full_text\" : \"no id, no time\" } } ]";
    let files = [
        ("data/tweets.js".to_owned(), records.into()),
        ("data/account.js".to_owned(), b"window.YTD".to_vec()),
    ];
    Zip::of(&files, Method::Deflated).build()
}

/// A zip of which most is whole: the truth tells what is kept, and `skipped` what is not.
pub fn bad_records() -> Named {
    let mut plan = Plan::small(Generation::Current, 50);
    plan.life.posts = 300;
    plan.parts = 3;
    let mut archive = plan.make();
    let extra: Vec<Post> = repaired_posts();
    archive.truth = archive.truth.and(&Truth::new(
        archive.truth.person.clone(),
        &extra,
        Clock::Exact,
    ));
    let tweets = archive.file("data/tweets.js");
    let records: String = extra
        .iter()
        .map(|post| with_bad_date(post) + ",")
        .chain(BAD_RECORDS.map(|one| format!("{one},")))
        .collect();
    let start = tweets
        .iter()
        .position(|&byte| byte == b'[')
        .expect("an array")
        + 1;
    tweets.splice(start..start, records.into_bytes());
    let later = [
        (
            "data/tweets-part7.js",
            "this is a note, not a list of posts",
        ),
        (
            "data/tweets-part8.js",
            "window.YTD.tweets.part8 = [ {\n  \"tweet\" : {\n    \"id_str\" : \"17000000",
        ),
        ("data/tweets-part9.js", "window.YTD.tweets.part9 = [ ]"),
        ("data/like.js", "window.YTD.like.part0 = [ { \"like\" : { "),
        (
            "data/ip-audit.js",
            "window.YTD.ip_audit.part0 = [ { \"ipAudit\" : { } }, ]",
        ),
    ];
    archive
        .files
        .extend(later.map(|(path, text)| (path.to_owned(), text.into())));
    let mut zip = archive.zip(Method::Deflated);
    let mut part = |path: &str| {
        let post = Post::new(
            1_700_000_000_000_000_000,
            utc("2023-09-07 00:00:00"),
            "lost",
        );
        let bytes = gdpr::posts("tweets.part", Wrapper::Tweet, Style::SINCE_2021, [&post]);
        zip.entries.push(Entry::new(path, &bytes, Method::Deflated));
        zip.entries.len() - 1
    };
    let (locked, other, torn) = (
        part("data/tweets-part10.js"),
        part("data/tweets-part11.js"),
        part("data/tweets-part12.js"),
    );
    zip.entries[locked].is_encrypted = true;
    zip.entries[other].method = 93;
    zip.entries[torn].packed[0] = 0xff; // a block of a type that does not exist
    let mut named = Named::zip("bad-records.zip", &zip, &archive.truth);
    named.truth["skipped"] = bad_records_skipped();
    named
}

/// The reasons that `bad_records` must give, by file.
fn bad_records_skipped() -> Value {
    json!([
        { "path": "data/ip-audit.js", "reason": "no_id_or_time", "count": 1 },
        { "path": "data/tweets.js", "reason": "no_id_or_time", "count": 4 },
        { "path": "data/tweets.js", "reason": "bad_time", "count": 1 },
        { "path": "data/tweets.js", "reason": "broken_record", "count": 2 },
        { "path": "data/tweets-part7.js", "reason": "not_records", "count": 1 },
        { "path": "data/tweets-part8.js", "reason": "cut_short", "count": 1 },
        { "path": "data/tweets-part10.js", "reason": "encrypted", "count": 1 },
        { "path": "data/tweets-part11.js", "reason": "unknown_method", "count": 1 },
        { "path": "data/tweets-part12.js", "reason": "damaged", "count": 1 },
    ])
}

const BAD_RECORDS: [&str; 7] = [
    "\n  {\n    \"tweet\" : { \"full_text\" : \"no id, no time\" } }",
    "\n  {\n    \"tweet\" : { \"id_str\" : \"1700000000000000002\", \"full_text\" : \"no time\" } }",
    "\n  {\n    \"tweet\" : { \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\", \"full_text\" : \"no id\" } }",
    "\n  {\n    \"tweet\" : { \"id_str\" : \"x\", \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\" } }",
    "\n  {\n    \"tweet\" : { \"id_str\" : \"5\", \"created_at\" : \"Wed Mar 05 14:02:11 +0000 1997\" } }",
    "\n  {\n    \"tweet\" : { \"id_str\" : \"6\", \"brackets\" : [ } } }",
    "\n  {\n    \"tweet\" : { \"id_str\" : \"7\", \"created_at\" : \"Tue Mar 05 14:02:11 \n    }\n  }",
];

/// Posts whose stated year is wrong and whose id knows better.
fn repaired_posts() -> Vec<Post> {
    let mut chance = Chance::new(51);
    let times = [utc("2024-02-02 02:02:02"), utc("2024-03-03 03:03:03")];
    times
        .map(|at| Post::new(id_at(at, &mut chance), at, "年がおかしい"))
        .to_vec()
}

fn with_bad_date(post: &Post) -> String {
    format!(
        "\n  {{\n    \"tweet\" : {{ \"id_str\" : \"{}\", \"created_at\" : \"Wed Mar 05 14:02:11 +0000 1997\", \"full_text\" : \"{}\" }} }}",
        post.id, post.text
    )
}

fn wrong(name: &str, bytes: Vec<u8>, error: &str) -> Named {
    Named {
        name: name.to_owned(),
        files: vec![(name.to_owned(), bytes)],
        truth: json!({ "error": error }),
    }
}
