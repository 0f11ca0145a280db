//! What the fuzzer starts from: small inputs of each of its targets, in the form that the target reads
//! (see `fuzz/src`). Made rather than kept, so that they are as the archives here are.

use std::fs;
use std::io;
use std::path::Path;

use crate::archive::{Generation, Plan};
use crate::gdpr::{self, Wrapper};
use crate::json::Style;
use crate::post::{Post, utc};
use crate::wrong;
use crate::zip::{End, Entry, Method, Start, Zip, Zip64};

/// A name, and the bytes.
pub type Seed = (String, Vec<u8>);

pub const TARGETS: [&str; 5] = ["directory", "inflate_scan", "records", "import", "link"];

/// What the files of the target `import` are called, by their number there.
pub const NAMES: [&str; 17] = [
    "it.zip",
    "tweets.js",
    "tweets-part1.js",
    "2012_01.js",
    "account.js",
    "manifest.js",
    "user_details.js",
    "account-timezone.js",
    "deleted-tweets.js",
    "community-tweet.js",
    "x.bin",
    "like.js",
    "direct-messages.js",
    "ad-impressions.js",
    "2012_01.csv",
    "tweet-headers.js",
    "deleted-tweet-headers.js",
];

/// Writes every seed to `dir/TARGET/NAME`.
///
/// # Errors
/// Those of the file system.
pub fn write(dir: &Path) -> io::Result<()> {
    for target in TARGETS {
        let folder = dir.join(target);
        fs::create_dir_all(&folder)?;
        for (name, bytes) in of(target) {
            fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(())
}

/// The seeds of a target; none for another name.
pub fn of(target: &str) -> Vec<Seed> {
    match target {
        "directory" => directory(),
        "inflate_scan" => inflate_scan(),
        "records" => records(),
        "import" => import(),
        "link" => link(),
        _ => Vec::new(),
    }
}

fn seed(name: impl Into<String>, parts: &[&[u8]]) -> Seed {
    (name.into(), parts.concat())
}

/// An even byte, then a zip as it is; an odd one, then what zip to make.
fn directory() -> Vec<Seed> {
    let zip = || Zip {
        entries: vec![
            Entry::new("data/account.js", b"window.YTD", Method::Stored),
            Entry::new(
                "data/tweets.js",
                b"window.YTD.tweets.part0 = [ ]",
                Method::Deflated,
            ),
            Entry::new("data/tweets_media/", b"", Method::Stored),
        ],
        ..Zip::default()
    };
    let with = |end: End, start: Start| Zip {
        end,
        start,
        ..zip()
    };
    let of = |zip64: Zip64| End {
        zip64,
        ..End::default()
    };
    let commented = End {
        comment: b"PK\x05\x06, said the comment".to_vec(),
        ..End::default()
    };
    let zips = [
        ("plain", zip()),
        ("zip64-beside", with(of(Zip64::Beside), Start::Plain)),
        ("zip64-instead", with(of(Zip64::Instead), Start::Plain)),
        ("zip64-missing", with(of(Zip64::Missing), Start::Plain)),
        ("comment", with(commented, Start::Plain)),
        (
            "prefix-counted",
            with(End::default(), Start::Counted(b"#!/bin/sh\n".to_vec())),
        ),
        (
            "prefix-uncounted",
            with(of(Zip64::Beside), Start::Uncounted(b"MZ".to_vec())),
        ),
        ("empty", Zip::default()),
    ];
    let mut seeds: Vec<Seed> = zips
        .iter()
        .map(|(name, zip)| seed(*name, &[&[0], &zip.build()]))
        .collect();
    // Flags, how many entries; each: flags, path, content. Then places and bytes to change.
    let entry: &[u8] = b"\x00\x0edata/tweets.js\x05[ ] \n";
    seeds.push(seed("made", &[&[1, 0, 2], entry, entry]));
    seeds.push(seed("made-zip64", &[&[1, 2, 2], entry, entry]));
    seeds.push(seed(
        "made-changed",
        &[&[1, 1, 1], entry, &[10, 0, 0xff, 60, 0, 1]],
    ));
    seeds
}

/// Kind, sizes of the pieces, and then a deflate stream or a text.
fn inflate_scan() -> Vec<Seed> {
    let mut seeds = Vec::new();
    for (name, text) in texts() {
        let packed = Entry::new("x", &text, Method::Deflated).packed;
        seeds.push(seed(format!("deflated-{name}"), &[&[0, 2, 6, 0], &packed]));
        seeds.push(seed(format!("text-{name}"), &[&[1, 3, 63, 2, 199], &text]));
    }
    let (_, text) = &texts()[0];
    for (shape, (name, text)) in (1..).zip(ACTS) {
        let kind = shape << 2 | 1;
        seeds.push(seed(
            format!("acts-{name}"),
            &[&[kind, 3, 63, 2, 199], text.as_bytes()],
        ));
    }
    seeds.push(seed("wrong-checksum", &[&[2, 1, 0], text]));
    seeds.push(seed("stored", &[&[3, 1, 40], text]));
    seeds
}

/// Even, then what stands in the array; odd, then the numbers of its parts.
fn records() -> Vec<Seed> {
    let inside = |text: &[u8]| {
        let start = text
            .iter()
            .position(|byte| *byte == b'[')
            .map_or(0, |at| at + 1);
        let end = text
            .iter()
            .rposition(|byte| *byte == b']')
            .unwrap_or(text.len());
        text[start..end.max(start)].to_vec()
    };
    let mut seeds: Vec<Seed> = texts()
        .iter()
        .map(|(name, text)| seed(name.clone(), &[&[0], &inside(text)]))
        .collect();
    seeds.push(seed("strange", &[&[0], STRANGE.as_bytes()]));
    seeds.push(seed(
        "parts",
        &[&[1, 0, 10, 12, 5, 14, 15, 1, 5, 0, 16, 35, 34, 1, 1]],
    ));
    seeds
}

/// Whether zipped and how, sizes of the pieces, and the files.
fn import() -> Vec<Seed> {
    let mut seeds = Vec::new();
    for (nth, generation) in Generation::ALL.into_iter().enumerate() {
        let mut plan = Plan::small(generation, nth as u64);
        plan.life.posts = 3;
        let files = plan.make().files;
        for (how, what) in [(0, "plain"), (1, "zip"), (3 | 1 << 3, "stored")] {
            let name = format!("{what}-{nth}");
            seeds.push(seed(name, &[&[how, 2, 99, 0], &listed(&files)]));
        }
    }
    for named in wrong::inputs() {
        if named.files.iter().all(|(_, bytes)| bytes.len() < 3000) {
            seeds.push(seed(&*named.name, &[&[0, 1, 7], &listed(&named.files)]));
        }
    }
    let acts: Vec<(String, Vec<u8>)> = ACTS
        .iter()
        .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
        .collect();
    seeds.push(seed("acts", &[&[0, 1, 20], &listed(&acts)]));
    seeds.push(seed("acts-zip", &[&[1, 1, 20], &listed(&acts)]));
    let headers = vec![("2012_01.js".to_owned(), ACTS[0].1.into())];
    seeds.push(seed("headers-elsewhere", &[&[0, 1, 20], &listed(&headers)]));
    let broken = vec![(
        "2012_01.js".to_owned(),
        ACTS[0].1.replacen('\n', "/", 1).into(),
    )];
    seeds.push(seed("headers-broken", &[&[0, 1, 20], &listed(&broken)]));
    let strange = vec![("tweets.js".to_owned(), format!("[{STRANGE}]").into())];
    seeds.push(seed("strange", &[&[0, 1, 20], &listed(&strange)]));
    seeds
}

/// An even byte, then a fragment; an odd one, then what is told in one.
fn link() -> Vec<Seed> {
    let links = LINKS.iter().zip(0..);
    let mut seeds: Vec<Seed> = links
        .map(|(link, nth)| seed(format!("link-{nth}"), &[&[0], link.as_bytes()]))
        .collect();
    seeds.push(seed("newer", &[b"\0v2.AAAA"]));
    seeds.push(seed("told-zeros", &[&[1]]));
    seeds.push(seed("told-ones", &[&[1], &[0xff; 60]]));
    seeds.push(seed("told-noise", &[&[1], &NOISE.concat()]));
    seeds
}

/// Name's number, length and content of each file whose name has one; the others are a zip.
fn listed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut out = Vec::new();
    for (path, bytes) in files {
        let base = path.rsplit('/').next().unwrap_or(path);
        let number = NAMES.iter().position(|name| *name == base);
        if number.is_none() && files.len() > 1 {
            continue;
        }
        let length = bytes.len().min(3000);
        out.push(number.unwrap_or_default() as u8); // a few names
        out.extend((length as u16).to_le_bytes());
        out.extend(&bytes[..length]);
    }
    out
}

/// Files of posts in every style.
fn texts() -> Vec<Seed> {
    let styles = [
        ("until-2020", Style::UNTIL_2020, Wrapper::Bare),
        ("since-2021", Style::SINCE_2021, Wrapper::Tweet),
        ("grailbird", Style::GRAILBIRD, Wrapper::Bare),
    ];
    let posts = [1_u64, 2].map(|nth| {
        let id = 1_764_000_000_000_000_000 + nth;
        Post::new(id, utc("2024-03-05 14:02:11"), "\"}]{[\\ 夜\u{1f989}")
    });
    let mut texts: Vec<Seed> = styles
        .into_iter()
        .map(|(name, style, wrapper)| {
            let text = gdpr::posts("tweets.part0", wrapper, style, &posts);
            (name.to_owned(), text)
        })
        .collect();
    texts.push(("broken".to_owned(), BROKEN.into()));
    texts.push(("dense".to_owned(), DENSE.into()));
    texts
}

/// Files of acts, or that stand in for others, one of each shape but a post's.
const ACTS: [(&str, &str); 3] = [
    (
        "tweet-headers.js",
        "x = [ {\n  \"tweet\" : {\n    \"tweet_id\" : \"1764000000000000001\",\n    \"user_id\" : \"1\",\n    \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\"\n  }\n} ]",
    ),
    (
        "direct-messages.js",
        r#"x = [ { "dmConversation" : { "conversationId" : "1-2", "names" : [ "a", "b" ], "messages" : [ { "messageCreate" : { "senderId" : "1", "id" : "1764000000000000002", "createdAt" : "2024-03-05T14:02:12.000Z", "reactions" : [ { "senderId" : "1", "eventId" : "7", "createdAt" : "2024-03-05T14:02:13.000Z" } ] } }, { "messageCreate" : { "id" : "8 } } ] } }, { "dmConversation" : { "messages" : [ ] } } ]"#,
    ),
    (
        "2012_01.csv",
        "\"tweet_id\",\"timestamp\",\"source\",\"text\"\n\"5\",\"2012-01-31 23:59:01 +0000\",\"web\",\"a \"\"b\"\",\nc\"\n\"6\",\"2012-01-31 23:59:02 +0000\",\"web\",\"d\"",
    ),
];
const DENSE: &str = r#"[{"id":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024","a":[{},{"b":[]}]},{"id":"6","created_at":"Tue Mar 05 14:02:12 +0000 2024"}]"#;
/// Fragments of links, which every later page has to read.
pub const LINKS: [&str; 4] = [
    "v1.ACfoGa9T0pTm-zQNavIu7iBjk9rZ1vavSQRtPTBNJWzJPybiAh4i8BgtYKo",
    "v1.AA_xFoOQ931VQmCNSAYYxOmz31o",
    "v1.ACDwnYOEGM3aN87A7DyUGxqvzf5ggn0ldWHZQ0qk_iqQVt-1oQ",
    "v1.ACb_2yRDgCGf9wg7_pnXF_PYLXqLOKh1eyb9sPxGOC0Wz4KItUHuIGJ6YQ",
];
/// No pattern.
const NOISE: [&[u8]; 3] = [
    b"\x14\x9e\x0b\xc7\x5a\x83\xf0\x21\x6d\xb8",
    b"\x02\xe9\x47\xd4\x3f\x90\x7c\x18\xa5\x5e",
    b"\xcb\x36\x81\x0f\xfa\x64\x29\xdd\x72\xb1",
];
const BROKEN: &str = "x = [\n  {\n    \"id\" : \"5,\n    \"a\" : [ }\n  },\n  \"\n  {\n    \"id\" : \"6\" } ] ] , { \"id\" : \"7\" },\n  {\n    \"id\" : ";
const STRANGE: &str = r#"{"id":1,"id":"2","":{"":[[{"id":3}]]},"\u0069d":null,"a\"":"\\\"}{\ud83d\ude39"},{},{"tweet":{"id_str":"5","x":-0.1e+5,"created_at":"Tue Mar 05 14:02:11 \u002B0000 2024"}}"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_small_and_have_names_of_their_own() {
        for target in TARGETS {
            let seeds = of(target);
            let mut names: Vec<&String> = seeds.iter().map(|(name, _)| name).collect();
            names.sort();
            names.dedup();
            assert_eq!(names.len(), seeds.len(), "{target}");
            assert!(seeds.iter().all(|(_, bytes)| bytes.len() <= 12_000));
        }
    }
}
