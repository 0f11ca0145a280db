//! Times that can't be.

use chrono::DateTime;
use yodori::engine::event::SkipReason;
use yodori::engine::source::twitter::Archive;

use crate::support::{Memory, one};

/// A lone `tweets.js` with one post, read at a time: the post's time, or why it was left out.
#[track_caller]
fn check(now: &str, id: &str, written: &str, expected: Result<&str, SkipReason>) {
    let good =
        r#"{ "tweet" : { "id_str" : "1", "created_at" : "Tue Mar 05 14:02:11 +0000 2019" } }"#;
    let post = format!(r#"{{ "tweet" : {{ "id_str" : "{id}", "created_at" : "{written}" }} }}"#);
    let files = one(
        "tweets.js",
        format!("window.YTD.tweets.part0 = [ {good}, {post} ]"),
    );
    let now = DateTime::parse_from_rfc3339(now).expect("a time").to_utc();
    let (_, imported) =
        Archive::import(&Memory::new(&files, usize::MAX), now, &mut |_| {}).expect("a post");
    let found = match (&imported.events[..], &imported.skipped[..]) {
        ([_, other], []) => Ok(other.at().to_rfc3339()),
        ([_], [left]) => Err(left.reason),
        other => panic!("{other:?}"),
    };
    assert_eq!(
        found.as_deref().map_err(|reason| *reason),
        expected,
        "{written}"
    );
}

#[test]
fn nothing_was_posted_after_now() {
    let now = "2026-11-24T12:00:00Z";
    let of_2024 = "1764985331000000000"; // made at 12:04:29 on 5 March 2024
    let in_2100 = "Fri Jan 01 00:00:00 +0000 2100";
    check(
        now,
        of_2024,
        "Tue Mar 05 14:02:11 +0000 2024",
        Ok("2024-03-05T14:02:11+00:00"),
    );
    check(now, of_2024, in_2100, Ok("2024-03-05T12:04:29+00:00"));
    check(now, "2", in_2100, Err(SkipReason::BadTime));
    check(
        "2099-12-31T12:00:00Z",
        "2",
        in_2100,
        Ok("2100-01-01T00:00:00+00:00"),
    );
    // Clocks may differ by a day.
    check(
        now,
        "2",
        "Wed Nov 25 11:59:59 +0000 2026",
        Ok("2026-11-25T11:59:59+00:00"),
    );
    check(
        now,
        "2",
        "Wed Nov 25 12:00:01 +0000 2026",
        Err(SkipReason::BadTime),
    );
}
