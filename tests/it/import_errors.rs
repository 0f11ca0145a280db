//! What can't be read says why, and what can is kept.

use yodori::engine::event::Imported;
use yodori::engine::source::ImportError;
use yodori::engine::source::twitter::Archive;
use yodori_testdata::archive::{Around, Generation, Plan};
use yodori_testdata::post::utc;
use yodori_testdata::wrong;
use yodori_testdata::zip::{Entry, Method, Zip, Zip64};

use crate::support::{Chosen, Memory, import, left_out, one};

/// The name of the error that `files` give.
#[track_caller]
fn error_of(files: &Chosen) -> ImportError {
    match import(files) {
        Ok((_, imported)) => panic!("it gives {} events", imported.events.len()),
        Err(error) => error,
    }
}

fn current() -> yodori_testdata::archive::Archive {
    let mut plan = Plan {
        around: Around::Much { assets: 2 },
        ..Plan::small(Generation::Current, 30)
    };
    plan.life.posts = 40;
    plan.make()
}

fn path() -> String {
    "it.zip".to_owned()
}

#[test]
fn nothing_chosen_or_nothing_in_it() {
    assert_eq!(
        error_of(&Chosen::new()),
        ImportError::Empty {
            path: String::new()
        }
    );
    assert_eq!(
        error_of(&one("it.zip", [])),
        ImportError::Empty { path: path() }
    );
    assert_eq!(
        error_of(&one("tweets.js", [])),
        ImportError::Empty {
            path: "tweets.js".into()
        }
    );
}

#[test]
fn neither_a_zip_nor_posts() {
    for bytes in [
        wrong::not_a_zip(),
        b"hello".to_vec(),
        vec![0; 100_000],
        b"P".to_vec(),
        b"PK\x03".to_vec(),
    ] {
        assert_eq!(
            error_of(&one("it.zip", bytes)),
            ImportError::NotAnArchive { path: path() }
        );
    }
}

#[test]
fn a_web_page() {
    for page in [
        wrong::PAGE,
        "<html></html>",
        "\u{feff}<!doctype html><p>window.YTD.tweets.part0 = [ ]",
    ] {
        for path in ["it.zip", "Your archive.html", "tweets.js"] {
            assert_eq!(
                error_of(&one(path, page)),
                ImportError::HtmlPage { path: path.into() }
            );
        }
    }
}

#[test]
fn a_zip_that_is_cut_short() {
    let whole = current().zip(Method::Deflated).build();
    for length in [
        4,
        100,
        whole.len() / 2,
        whole.len() - 2000,
        whole.len() - 23,
        whole.len() - 1,
    ] {
        assert_eq!(
            error_of(&one("it.zip", &whole[..length])),
            ImportError::Truncated { path: path() },
            "{length}"
        );
    }
}

#[test]
fn a_directory_that_contradicts_itself() {
    let check = |change: &dyn Fn(&mut Zip)| {
        let mut zip = current().zip(Method::Deflated);
        change(&mut zip);
        assert_eq!(
            error_of(&one("it.zip", zip.build())),
            ImportError::Damaged { path: path() }
        );
    };
    check(&|zip| zip.end.stated_directory = Some(10));
    check(&|zip| zip.end.stated_count = Some(900));
    let whole = current().zip(Method::Deflated).build();
    let mut overwritten = whole.clone();
    overwritten[whole.len() - 500..whole.len() - 100].fill(0x55);
    assert_eq!(
        error_of(&one("it.zip", overwritten)),
        ImportError::Damaged { path: path() }
    );
}

#[test]
fn places_past_the_end_are_damage_or_a_cut() {
    let check = |change: &dyn Fn(&mut Zip)| {
        let mut zip = current().zip(Method::Deflated);
        change(&mut zip);
        let error = error_of(&one("it.zip", zip.build()));
        assert!(
            matches!(
                error,
                ImportError::Damaged { .. } | ImportError::Truncated { .. }
            ),
            "{error:?}"
        );
    };
    check(&|zip| zip.end.stated_directory = Some(0xffff_fff0));
    check(&|zip| zip.end.zip64 = Zip64::Missing);
    check(&|zip| {
        zip.end.zip64 = Zip64::Instead;
        zip.end.stated_directory = Some(u64::MAX - 3);
    });
    check(&|zip| zip.entry("tweets.js").stated_packed = Some(0xffff_fff0));
    check(&|zip| {
        zip.end.zip64 = Zip64::Instead;
        zip.entry("tweets.js").stated_packed = Some(u64::MAX);
        zip.entry("tweets.js").stated_offset = Some(u64::MAX);
    });
}

#[test]
fn encrypted_posts() {
    let error = error_of(&one("it.zip", wrong::encrypted(&current()).build()));
    assert!(matches!(error, ImportError::Encrypted { .. }), "{error:?}");
}

#[test]
fn posts_packed_by_an_unknown_method() {
    for number in [1, 9, 14, 93, 99] {
        let error = error_of(&one("it.zip", wrong::of_method(&current(), number).build()));
        assert!(
            matches!(error, ImportError::UnsupportedMethod { method, .. } if method == number),
            "{error:?}"
        );
    }
}

#[test]
fn only_media() {
    assert_eq!(
        error_of(&one("it.zip", wrong::media_only().build())),
        ImportError::MediaOnly { path: path() }
    );
}

#[test]
fn no_file_of_posts_and_what_there_was_instead() {
    let archive = current().without("tweet");
    for files in [
        one("it.zip", archive.zip(Method::Deflated).build()),
        archive.files.clone(),
    ] {
        let ImportError::NoPosts { held } = error_of(&files) else {
            panic!("another error")
        };
        for name in [
            "like.js",
            "follower.js",
            "ad-impressions.js",
            "direct-messages.js",
        ] {
            assert!(held.iter().any(|held| held == name), "{name} in {held:?}");
        }
        assert!(
            held.len() <= 12
                && held
                    .iter()
                    .all(|name| !name.contains("._") && !name.contains("svg"))
        );
    }
    let empty = Zip::default().build();
    assert_eq!(
        error_of(&one("it.zip", empty)),
        ImportError::NoPosts { held: vec![] }
    );
}

#[test]
fn files_of_posts_without_one_that_can_be_read() {
    for text in [
        "window.YTD.tweets.part0 = [ ]",
        "window.YTD.tweets.part0 = [ { \"tweet\" : { } } ]",
        "window.YTD",
    ] {
        let zip = Zip {
            entries: vec![Entry::new(
                "data/tweets.js",
                text.as_bytes(),
                Method::Deflated,
            )],
            ..Zip::default()
        };
        for files in [one("it.zip", zip.build()), one("tweets.js", text)] {
            let ImportError::NoReadablePost { imported } = error_of(&files) else {
                panic!("another error: {text}")
            };
            assert_eq!(imported.files.len(), 1);
        }
    }
}

#[test]
fn a_device_that_goes_away_at_any_time() {
    let files = one("it.zip", current().zip(Method::Deflated).build());
    let whole = files[0].1.len() as u64;
    let mut outcomes = 0;
    for after in (0..whole).step_by(997) {
        match Archive::import(
            &Memory::new(&files, 512).going_away_after(after),
            &mut |_| {},
        ) {
            Err(error) => {
                assert_eq!(
                    error,
                    ImportError::Unreadable { path: path() },
                    "after {after} bytes"
                );
                outcomes += 1;
            }
            Ok((_, imported)) => assert!(!imported.events.is_empty()),
        }
    }
    assert!(outcomes > 5);
}

/// `records` stand between two good ones. The good ones are kept, and this is left out.
#[track_caller]
fn check_skipped(records: &str, expected: &[&str]) -> Imported {
    let good = |id: u64| {
        format!(
            "{{\n \"tweet\" : {{ \"id_str\" : \"{id}\", \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\" }} }}"
        )
    };
    let separator = if records.trim_end().ends_with(',') {
        ""
    } else {
        ","
    };
    let text = format!(
        "window.YTD.tweets.part0 = [ {},\n{records}{separator}\n{} ]",
        good(1_764_000_000_000_000_001),
        good(1_764_000_000_000_000_002)
    );
    let zip = Zip {
        entries: vec![Entry::new("tweets.js", text.as_bytes(), Method::Deflated)],
        ..Zip::default()
    };
    let (_, imported) = import(&one("it.zip", zip.build())).expect("the good ones");
    let ids: Vec<u64> = imported.events.iter().map(|event| event.id).collect();
    assert!(
        ids.contains(&1_764_000_000_000_000_001) && ids.contains(&1_764_000_000_000_000_002),
        "{ids:?} {:?}",
        imported.skipped
    );
    let expected: Vec<String> = expected
        .iter()
        .map(|reason| format!("tweets.js {reason}"))
        .collect();
    assert_eq!(left_out(&imported.skipped), expected, "{records:.200}");
    imported
}

#[test]
fn a_record_without_an_id_or_a_time_is_counted() {
    check_skipped("{}", &["no_id_or_time 1"]);
    check_skipped("{ \"tweet\" : { } }", &["no_id_or_time 1"]);
    check_skipped(
        "{ \"tweet\" : null }, { \"tweet\" : \"\" }, { \"tweet\" : [ ] }",
        &["no_id_or_time 3"],
    );
    check_skipped(
        "{ \"tweet\" : { \"id_str\" : \"1\" } }",
        &["no_id_or_time 1"],
    );
    check_skipped(
        "{ \"tweet\" : { \"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\" } }",
        &["no_id_or_time 1"],
    );
    for time in [
        "",
        "Tue Mar 05",
        "Tue Foo 05 14:02:11 +0000 2024",
        "Tue Feb 31 14:02:11 +0000 2024",
        "Tue Mar 05 25:02:11 +0000 2024",
        "あ",
    ] {
        check_skipped(
            &format!("{{ \"tweet\" : {{ \"id_str\" : \"1\", \"created_at\" : \"{time}\" }} }}"),
            &["no_id_or_time 1"],
        );
    }
    for id in [
        "\"\"",
        "\"x\"",
        "null",
        "\"99999999999999999999999\"",
        "\"-1\"",
        "{ }",
    ] {
        let time = "\"created_at\" : \"Tue Mar 05 14:02:11 +0000 2024\"";
        check_skipped(
            &format!("{{ \"tweet\" : {{ \"id_str\" : {id}, {time} }} }}"),
            &["no_id_or_time 1"],
        );
    }
}

#[test]
fn a_broken_record_is_counted_and_the_next_one_read() {
    check_skipped("{\n \"tweet\" : { \"a\" : [ } } }", &["broken_record 1"]);
    check_skipped(
        "{\n \"tweet\" : { \"a\" : \"no end\n } }",
        &["broken_record 1"],
    );
    check_skipped("{\n \"tweet\" : { \"a\" : 1 ", &["broken_record 1"]);
    check_skipped("{\n \"tweet\" : { \"a\" : ] } }", &["broken_record 1"]);
    let deep = format!(
        "{{\n \"tweet\" : {{ \"a\" : {}{} }} }}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    check_skipped(&deep, &["broken_record 1"]);
}

#[test]
fn bytes_that_are_no_utf_8_and_lone_surrogates_lose_nothing() {
    let record = |text: &[u8]| {
        let start = b"[{\"tweet\":{\"id_str\":\"1764000000000000001\",\"created_at\":\"Tue Mar 05 14:02:11 +0000 2024\",\"full_text\":\"";
        [start, text, b"\"}}]"].concat()
    };
    for text in [
        &b"\xff\xfe"[..],
        b"\\ud800",
        b"\\udc00\\ud800",
        b"\0",
        b"\\u12",
        b"\xe3\x81",
    ] {
        let (_, imported) = import(&one("tweets.js", record(text)))
            .unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(imported.events.len(), 1);
    }
}

#[test]
fn a_record_longer_than_8_mib_is_counted() {
    let long = format!(
        "{{\n \"tweet\" : {{ \"full_text\" : \"{}\" }} }}",
        "長い".repeat(1_500_000)
    );
    check_skipped(&long, &["too_long 1"]);
}

#[test]
fn a_time_that_cannot_be_is_repaired_from_the_id_or_counted() {
    let mut plan = Plan::small(Generation::Current, 31);
    plan.life.posts = 5;
    let made = plan.life.until + 7200;
    // Id, stated time, and what comes of it: made 2025-03-01 02:00, so 2025-03-02 02:00 is the last.
    let own = utc("2024-03-05 14:02:11");
    let own_id = (((own * 1000 - 1_288_834_974_657) as u64) << 22) + 9;
    let check = |id: u64, stated: i64, expected: Option<i64>| {
        let mut archive = plan.make();
        let post = yodori_testdata::post::Post::new(id, stated, "?");
        let record = yodori_testdata::gdpr::posts(
            "x",
            yodori_testdata::gdpr::Wrapper::Tweet,
            yodori_testdata::json::Style::UNTIL_2020,
            [&post],
        );
        archive.files.push(("data/tweets-part5.js".into(), record));
        let (_, imported) =
            import(&one("it.zip", archive.zip(Method::Deflated).build())).expect("posts");
        let found = imported
            .events
            .iter()
            .find(|event| event.id == id)
            .map(|event| event.epoch_secs());
        assert_eq!(found, expected, "{id} {stated}");
        let skipped = if expected.is_none() {
            vec!["data/tweets-part5.js bad_time 1".to_owned()]
        } else {
            vec![]
        };
        assert_eq!(left_out(&imported.skipped), skipped);
    };
    check(own_id, own, Some(own));
    check(own_id, own + 3, Some(own + 3)); // a possible time is believed
    check(own_id, utc("1997-01-01 00:00:00"), Some(own));
    check(own_id, utc("2003-01-01 00:00:00"), Some(own));
    check(own_id, utc("2099-01-01 00:00:00"), Some(own));
    check(
        20,
        utc("2006-03-21 00:00:00"),
        Some(utc("2006-03-21 00:00:00")),
    );
    check(20, utc("2006-03-20 23:59:59"), None);
    check(20, utc("1969-12-31 23:59:59"), None);
    check(20, made + 86_400, Some(made + 86_400));
    check(20, made + 86_401, None);
    check(own_id, made + 86_401, Some(own));
    check(29_999_999_999, utc("1997-01-01 00:00:00"), None);
    check(u64::MAX, utc("1997-01-01 00:00:00"), None); // an id from the future
}

#[test]
fn each_defect_of_a_file_has_its_reason_and_the_rest_is_kept() {
    let named = wrong::bad_records();
    let (_, bytes) = &named.files[0];
    let (_, imported) = import(&one("bad-records.zip", bytes.clone())).expect("posts");
    let expected = named.truth["skipped"].as_array().expect("a list").iter();
    let mut expected: Vec<String> = expected
        .map(|one| {
            format!(
                "{} {} {}",
                one["path"].as_str().unwrap(),
                one["reason"].as_str().unwrap(),
                one["count"]
            )
        })
        .collect();
    expected.sort();
    assert_eq!(left_out(&imported.skipped), expected);
    assert_eq!(
        imported.events.len() as u64,
        named.truth["posts"].as_u64().unwrap()
    );
}

#[test]
fn a_file_that_is_none_beside_one_that_is() {
    let archive = current();
    let zip = archive.zip(Method::Deflated).build();
    let others: Chosen = vec![
        ("page.html".into(), wrong::PAGE.into()),
        ("noise.zip".into(), wrong::not_a_zip()),
        ("cut.zip".into(), zip[..zip.len() / 2].to_vec()),
        ("empty.js".into(), vec![]),
    ];
    let (_, imported) = import(&[one("it.zip", zip), others].concat()).expect("posts");
    assert_eq!(imported.events.len(), archive.truth.posts.len());
    assert_eq!(
        left_out(&imported.skipped),
        [
            "cut.zip cut_short 1",
            "empty.js not_records 1",
            "noise.zip not_records 1",
            "page.html not_records 1"
        ]
    );
}
