//! Names and words that were made to do harm: markup, signs that turn text around, NULs, half characters,
//! ten million letters. What comes of them is text, short enough, and nothing else.

use yodori::engine::event::Imported;
use yodori::engine::paint::{Theme, svg};
use yodori::engine::plain;
use yodori::engine::sample::Sample;
use yodori::engine::saved;
use yodori::engine::scene::calendar::Calendar;
use yodori::engine::scene::poster::{Caption, Limit, poster};
use yodori::engine::scene::span::Span;
use yodori::engine::source::ImportError;
use yodori::engine::talk::voicevox::speakers;
use yodori::engine::text::Language::Japanese;

use crate::paint::{calendar_of, caption};
use crate::support::{Chosen, import};

/// As JSON writes them. No line end and no quote of its own.
const NAMES: [&str; 9] = [
    "<img src=x onerror=alert(1)>",
    "</text></svg><script>alert(1)</script>",
    "]]><!--",
    "a\\u202eb\\u2066c\\u2069d\\u200fe",
    "a\\u0000b\\u001bc",
    "\\ud800half\\udc00",
    "&lt;b&gt;&amp;amp;",
    "\\u200b\\u200d\\ufeff",
    "{}'\\\"`${1}",
];

fn archive(name: &str) -> Chosen {
    let account = [
        "window.YTD.account.part0 = [ { \"account\" : { \"username\" : \"",
        name,
        "\", \"accountId\" : \"1\", \"accountDisplayName\" : \"",
        name,
        "\" } } ]",
    ];
    let tweet = [
        "window.YTD.tweets.part0 = [ { \"tweet\" : { \"id_str\" : \"1764000000000000001\", \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\", \"full_text\" : \"",
        name,
        "\", \"source\" : \"<a href=\\\"javascript:alert(1)\\\">",
        name,
        "</a>\" } } ]",
    ];
    vec![
        ("account.js".to_owned(), account.concat().into_bytes()),
        ("tweets.js".to_owned(), tweet.concat().into_bytes()),
    ]
}

fn is_plain(text: &str) -> bool {
    plain::name(text) == text
}

fn names_of(imported: &Imported) -> Vec<&str> {
    let person = &imported.person;
    let apps = imported.apps.iter().map(String::as_str);
    apps.chain([person.name.as_str(), person.handle.as_str()])
        .collect()
}

#[test]
fn names_of_an_archive_are_a_plain_line_each() {
    let long = "x".repeat(10 << 20);
    for name in NAMES.iter().copied().chain([long.as_str()]) {
        let Ok((_, imported)) = import(&archive(name)) else {
            // A record may be longer than any that is read.
            assert!(1 << 20 < name.len(), "{name}");
            continue;
        };
        for found in names_of(&imported) {
            assert!(is_plain(found), "{found:?} of {name}");
        }
    }
}

#[test]
fn names_in_a_file_that_somebody_wrote_are_a_plain_line_each() {
    let long = "x".repeat(10 << 20);
    for name in NAMES.iter().copied().chain([long.as_str()]) {
        let text = [
            "{\"yodori\": 1, \"person\": {\"id\": \"1\", \"handle\": \"",
            name,
            "\", \"name\": \"",
            name,
            "\"}, \"zone\": {\"name\": \"UTC\", \"offsets\": [[0, 0]]}, \"apps\": [\"\", \"",
            name,
            "\"], \"kinds\": [\"tweet\"], \"events\": [[1709647331, 0, 1]]}",
        ];
        let Ok(opened) = saved::read(text.concat().as_bytes()) else {
            panic!("{name} keeps the file from being read");
        };
        let names = names_of(&opened.imported);
        assert_eq!(names.len(), 4);
        for found in names {
            assert!(is_plain(found), "{found:?} of {name}");
        }
    }
}

#[test]
fn a_picture_holds_names_as_text_whatever_they_are() {
    let last = "2026-05-26".parse().expect("a day");
    let imported = Sample::NightOwl.imported(Japanese, last);
    let calendar = calendar_of(&imported, Span::ThreeWeeks, last, 0);
    let plain = picture(&calendar, "plain");
    let count = |text: &str, sign: &str| text.matches(sign).count();
    for name in NAMES {
        let Ok((_, imported)) = import(&archive(name)) else {
            panic!("{name} can be read");
        };
        // Once as an archive gives it, once as it never comes.
        for name in [imported.person.name.as_str(), name] {
            let hostile = picture(&calendar, name);
            for word in ["<script", "<img", "<!--", "\0"] {
                assert!(!hostile.contains(word), "{name}: {hostile}");
            }
            // As many elements as ever with as many attributes, if it has as many lines.
            let is_as_long = count(&hostile, "<text") == count(&plain, "<text");
            for sign in ["<", "=\""] {
                assert!(
                    !is_as_long || count(&hostile, sign) == count(&plain, sign),
                    "{name}: {hostile}"
                );
            }
        }
    }
}

fn picture(calendar: &Calendar, name: &str) -> String {
    let caption = Caption {
        handle: name.into(),
        ..caption(Japanese, name, calendar)
    };
    let scene = poster(calendar, &caption, &Limit::phone(1.0));
    svg(&scene, &Theme::light())
}

#[test]
fn a_file_s_name_in_a_sentence_turns_nothing_around() {
    for name in [
        "a\u{202e}gpj.zip",
        "a\u{2069}\u{202e}b\0.zip",
        &"x".repeat(1 << 20),
    ] {
        let path = name.to_owned();
        let error = ImportError::NotAnArchive { path }.to_tell();
        let path = plain::line(name, 200);
        assert!(path.chars().count() <= 200);
        assert_eq!(error, ImportError::NotAnArchive { path });
    }
}

#[test]
fn voices_have_plain_names() {
    for name in NAMES {
        let body = [
            "[{\"name\":\"",
            name,
            "\",\"styles\":[{\"id\":1,\"name\":\"",
            name,
            "\"}]}]",
        ]
        .concat();
        for speaker in speakers(body.as_bytes()).unwrap_or_default() {
            assert!(
                is_plain(&speaker.name) && is_plain(&speaker.styles[0].name),
                "{name}"
            );
        }
    }
}
