//! A broken record costs itself, and is counted; the ones around it are kept.

use yodori::engine::event::Imported;
use yodori_testdata::archive::{Generation, Plan};
use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::json::Style;
use yodori_testdata::post::{Post, utc};
use yodori_testdata::zip::{Entry, Method, Zip};

use crate::support::{import, left_out, one};

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
        "{records:.200}: {ids:?} {:?}",
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
    for not_a_record in ["}", "]", "[", "[ 1 ]", "\"", "\"\n", "[ } ]", "{"] {
        check_skipped(not_a_record, &["broken_record 1"]);
    }
    let deep = format!(
        "{{\n \"tweet\" : {{ \"a\" : {}{} }} }}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    check_skipped(&deep, &["broken_record 1"]);
}

#[test]
fn a_broken_first_record_costs_only_itself() {
    let posts = [1_u64, 2, 3].map(|nth| {
        Post::new(
            1_764_000_000_000_000_000 + nth,
            utc("2024-03-05 14:02:11"),
            "それから",
        )
    });
    let whole = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, &posts);
    let whole = String::from_utf8(whole).expect("utf-8");
    for (right, wrong) in [
        ("\"tweet\" : {", "\"tw\"eet\" : {"),
        ("\"tweet\" : {", "\"tweet : {"),
        ("\"tweet\" : {", "tweet\" : {"),
        ("\"tweet\" : {", "\"tweet\" : "),
        ("\"tweet\" : {", "\"tweet\" : {{"),
        ("\"tweet\" : {", "["),
        // This looks as if a record started here.
        (",\n      \"id\"", ",\n  {   \"id\""),
    ] {
        let text = whole.replacen(right, wrong, 1);
        assert_ne!(text, whole);
        let (_, imported) = import(&one("tweets.js", text)).expect(wrong);
        let ids: Vec<u64> = imported.events.iter().map(|event| event.id).collect();
        assert!(
            ids.ends_with(&[posts[1].id, posts[2].id]),
            "{wrong}: {ids:?}"
        );
        assert!(!imported.skipped.is_empty());
    }
}

#[test]
fn parts_that_someone_put_into_one_file_are_all_read() {
    let part = |id| {
        let post = Post::new(id, utc("2024-03-05 14:02:11"), "つづき");
        gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, [&post])
    };
    let joined = [
        part(1_764_000_000_000_000_001),
        part(1_764_000_000_000_000_002),
    ]
    .join(&b";\n"[..]);
    let (_, imported) = import(&one("tweets.js", joined)).expect("posts");
    assert_eq!(imported.events.len(), 2);
    assert_eq!(left_out(&imported.skipped), ["tweets.js broken_record 1"]);
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
        let post = Post::new(id, stated, "?");
        let record = gdpr::posts("x", Wrapper::Tweet, Style::UNTIL_2020, [&post]);
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
