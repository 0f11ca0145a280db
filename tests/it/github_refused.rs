//! Runs in which GitHub refuses: how long they wait, that nothing is lost, and what is said to be missing.

use chrono::TimeDelta;
use yodori::engine::source::github::{Failure, Limit, Options, Response, Step, Why};

use crate::github::people::{NOW, coder, with_lists};
use crate::github::{Drive, End, response};

/// One failure at the nth request of an operation: the run waits as it must, and finds the same as without.
#[track_caller]
fn check_run(
    operation: &'static str,
    nth: usize,
    answer: Option<Response>,
    waits: &[(i64, Option<Limit>)],
) {
    let fake = with_lists(coder(12, 700, 300, 8), 110, 300);
    let mut well = Drive::new(fake.clone(), Options::default(), 1);
    assert_eq!(well.end(), End::Done);
    let mut drive = Drive::new(fake, Options::default(), 1);
    drive.fake.failures.push((operation, nth, answer));
    assert_eq!(drive.end(), End::Done);
    assert_eq!(drive.fake.failures, [], "{operation} {nth} was never asked");
    assert_eq!(drive.found().missing, []);
    assert!(well.found() == drive.found(), "{operation} {nth}");
    assert_eq!(drive.waits, waits, "{operation} {nth}");
}

#[test]
fn after_what_passes_nothing_is_lost() {
    const PLACES: [(&str, usize); 6] = [
        ("Contributed", 0),
        ("Reviews", 0),
        ("Lists", 0),
        ("Repositories", 0),
        ("Commits", 0),
        ("Commits", 2),
    ];
    let reset = (NOW + 900).to_string();
    let used_up = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", reset.as_str()),
    ];
    for (operation, nth) in PLACES {
        for answer in [
            None,
            Some(response(500, &[], "")),
            Some(response(502, &[], "<html>")),
            Some(response(504, &[], "")),
            Some(response(200, &[], "not JSON")),
            Some(response(403, &used_up, "{}")),
            Some(response(429, &[("retry-after", "30")], "{}")),
            Some(response(
                200,
                &[],
                r#"{"errors":[{"type":"RATE_LIMITED","message":"no"}]}"#,
            )),
        ] {
            let fake = with_lists(coder(12, 700, 300, 8), 110, 300);
            let mut well = Drive::new(fake.clone(), Options::default(), 1);
            assert_eq!(well.end(), End::Done);
            let mut drive = Drive::new(fake, Options::default(), 1);
            drive.fake.failures.push((operation, nth, answer.clone()));
            assert_eq!(drive.end(), End::Done);
            assert_eq!(drive.fake.failures, [], "{operation} {nth} was never asked");
            assert_eq!(drive.found().missing, [], "{operation} {nth} {answer:?}");
            assert!(
                well.found() == drive.found(),
                "{operation} {nth} {answer:?}"
            );
        }
    }
}

#[test]
fn waits_are_exact() {
    let reset = (NOW + 900).to_string();
    let used_up = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", reset.as_str()),
    ];
    // The first request comes after 0.2 seconds.
    check_run(
        "Person",
        0,
        Some(response(403, &used_up, "{}")),
        &[(901, Some(Limit::Primary))],
    );
    check_run(
        "Person",
        0,
        Some(response(429, &[("retry-after", "30")], "{}")),
        &[(30, Some(Limit::Secondary))],
    );
    check_run("Person", 0, Some(response(500, &[], "")), &[(1, None)]);
    check_run("Person", 0, None, &[(1, None)]);
}

#[test]
fn a_token_that_ends_in_the_middle_is_followed_by_another_without_asking_again() {
    for nth in 0..4 {
        let fake = with_lists(coder(12, 700, 300, 8), 110, 300);
        let mut well = Drive::new(fake.clone(), Options::default(), 1);
        assert_eq!(well.end(), End::Done);
        let mut drive = Drive::new(fake, Options::default(), 1);
        let expired = Some(response(401, &[], r#"{"message":"Bad credentials"}"#));
        drive.fake.failures.push(("Commits", nth, expired));
        assert_eq!(drive.end(), End::Failed(Failure::BadToken));
        let before = drive.found().events.len();
        assert!(before > 0);
        assert_eq!(drive.run.next(drive.now), Step::Failed(Failure::BadToken));
        drive.run.resume();
        assert_eq!(drive.end(), End::Done);
        assert!(well.found() == drive.found());
        // The refused one alone came twice.
        assert_eq!(drive.fake.asked.len(), well.fake.asked.len() + 1);
    }
}

#[test]
fn what_stays_broken_is_listed_and_the_rest_goes_on() {
    let fake = with_lists(coder(12, 700, 300, 8), 110, 300);
    let all = {
        let mut well = Drive::new(fake.clone(), Options::default(), 1);
        assert_eq!(well.end(), End::Done);
        well.found().events.len()
    };
    // A whole page of histories is refused for good, in the end one by one.
    let mut drive = Drive::new(fake.clone(), Options::default(), 1);
    for nth in 0..200 {
        drive
            .fake
            .failures
            .push(("Commits", nth, Some(response(502, &[], ""))));
    }
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    assert_eq!(found.missing.len(), 12);
    assert!(
        found
            .missing
            .iter()
            .all(|missing| missing.why == Why::TooSlow && missing.what.contains("/r0"))
    );
    assert_eq!(found.events.len(), all - 700);
    let progress = drive.run.progress();
    assert_eq!(
        (progress.repositories, progress.repositories_done),
        (12, 12)
    );
    // A right that the token doesn't have.
    let mut drive = Drive::new(fake, Options::default(), 1);
    let right = r#"{"data":{"user":null},"errors":[{"type":"FORBIDDEN",
        "message":"Resource not accessible by personal access token","path":["user","gists"]}]}"#;
    drive
        .fake
        .failures
        .push(("Lists", 0, Some(response(200, &[], right))));
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    assert_eq!(found.missing.len(), 1);
    assert_eq!(
        (found.missing[0].what.as_str(), &found.missing[0].why),
        ("gists", &Why::NoRight)
    );
    assert_eq!(found.events.len(), all - 110);
}

#[test]
fn what_ends_a_run_says_why() {
    let check = |login: Option<&str>, answers: Vec<Option<Response>>, expected: Failure| {
        let options = Options {
            login: login.map(str::to_owned),
            ..Options::default()
        };
        let mut drive = Drive::new(coder(2, 10, 100, 1), options, 1);
        for (nth, answer) in answers.into_iter().enumerate() {
            drive.fake.failures.push(("Person", nth, answer));
        }
        assert_eq!(drive.end(), End::Failed(expected));
        drive
    };
    let same = |answer: Option<Response>| vec![answer; 6];
    check(None, same(Some(response(401, &[], ""))), Failure::BadToken);
    check(None, same(Some(response(403, &[], ""))), Failure::Forbidden);
    check(
        None,
        same(Some(response(500, &[], ""))),
        Failure::Unavailable,
    );
    check(None, same(Some(response(429, &[], ""))), Failure::Limited);
    check(
        None,
        same(Some(response(200, &[], "{}"))),
        Failure::Unavailable,
    );
    let mut offline = check(None, same(None)[..4].to_vec(), Failure::Offline);
    assert_eq!(offline.waits, [(1, None), (4, None), (9, None)]);
    offline.run.resume();
    assert_eq!(offline.end(), End::Done);
    check(Some("nobody-at-all"), Vec::new(), Failure::NoSuchLogin);
    let none = check(Some("no/login"), Vec::new(), Failure::NoSuchLogin);
    assert_eq!(none.fake.asked.len(), 0);
}

#[test]
fn with_no_points_left_it_waits_before_it_is_refused() {
    let mut fake = coder(12, 700, 300, 8);
    fake.points = 3;
    let mut drive = Drive::new(fake, Options::default(), 1);
    while drive.waits.is_empty() {
        assert_eq!(drive.step(), None);
    }
    let (secs, limit) = drive.waits[0];
    assert_eq!(limit, Some(Limit::Primary));
    assert!((1_700..=1_801).contains(&secs), "{secs}");
    assert!((3..=4).contains(&drive.fake.asked.len()));
    drive.fake.points = 5_000;
    assert_eq!(drive.end(), End::Done);
}

#[test]
fn a_wait_is_over_at_its_end_and_not_before() {
    let mut drive = Drive::new(coder(1, 1, 10, 1), Options::default(), 1);
    let slow = Some(response(429, &[("retry-after", "30")], ""));
    drive.fake.failures.push(("Person", 0, slow));
    while drive.waits.is_empty() {
        drive.step();
    }
    let until = drive.now;
    let early = until - TimeDelta::milliseconds(1);
    assert_eq!(
        drive.run.next(early),
        Step::Wait {
            until,
            limit: Some(Limit::Secondary)
        }
    );
    assert!(matches!(drive.run.next(until), Step::Send(_)));
}

/// An answer of another shape than was asked for, as the first to an operation: what is said to be missing.
#[track_caller]
fn check_shape(operation: &'static str, data: &str, expected: &[&str]) {
    let fake = with_lists(coder(2, 30, 300, 8), 5, 300);
    let mut drive = Drive::new(fake, Options::default(), 1);
    let body = format!(r#"{{"data":{data}}}"#);
    let answer = Some(response(200, &[], &body));
    drive.fake.failures.push((operation, 0, answer));
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    let missing: Vec<&str> = found.missing.iter().map(|one| &*one.what).collect();
    assert_eq!(missing, expected, "{operation} {data}");
}

#[test]
fn nothing_of_another_shape_is_taken_for_all_there_is() {
    const LISTS: [&str; 9] = [
        "commitComments",
        "gistComments",
        "gists",
        "issueComments",
        "issues",
        "pullRequests",
        "repositoryDiscussionComments",
        "repositoryDiscussions",
        "starredRepositories",
    ];
    // Data that is none is asked for again.
    for data in ["null", "[]", "7", r#""a""#] {
        for operation in ["Contributed", "Reviews", "Lists", "Repositories", "Commits"] {
            check_shape(operation, data, &[]);
        }
    }
    let endless = r#"{"nodes":[]}"#;
    for user in ["null", "7", "{}", r#"{"contributionsCollection":null}"#] {
        let data = format!(r#"{{"user":{user}}}"#);
        check_shape("Contributed", &data, &["Contributed"]);
        check_shape("Reviews", &data, &["Reviews"]);
        check_shape("Lists", &data, &LISTS);
    }
    let reviews = format!(
        r#"{{"user":{{"contributionsCollection":{{"pullRequestReviewContributions":{endless}}}}}}}"#
    );
    check_shape("Reviews", &reviews, &["Reviews"]);
    let repositories = format!(r#"{{"user":{{"repositories":{endless}}}}}"#);
    check_shape("Repositories", &repositories, &["Repositories"]);
    let issues = format!(r#"{{"user":{{"issues":{endless}}}}}"#);
    check_shape("Lists", &issues, &LISTS);
    let both = ["yoru-person/r000", "yoru-person/r001"];
    check_shape("Commits", r#"{"nodes":[]}"#, &both);
    let branch =
        |history: &str| format!(r#"{{"defaultBranchRef":{{"target":{{"history":{history}}}}}}}"#);
    let nodes = format!(
        r#"{{"nodes":[{{"defaultBranchRef":null}},{}]}}"#,
        branch(endless)
    );
    check_shape("Commits", &nodes, &both[1..]);
    let nodes = format!(r#"{{"nodes":[null,{}]}}"#, branch(r#"{"pageInfo":{}}"#));
    check_shape("Commits", &nodes, &both[..1]);
}

#[test]
fn points_that_are_said_to_come_back_in_years_are_asked_for_in_two_hours() {
    let body = r#"{"data":{"user":{},"rateLimit":{"cost":1,"remaining":0,"resetAt":"9999-12-31T23:59:59Z"}}}"#;
    let mut drive = Drive::new(coder(1, 1, 10, 1), Options::default(), 1);
    let used_up = Some(response(200, &[], body));
    drive.fake.failures.push(("Contributed", 0, used_up));
    assert_eq!(drive.end(), End::Done);
    let [(secs, limit)] = drive.waits[..] else {
        panic!("{:?}", drive.waits);
    };
    // Another request was under way meanwhile.
    assert!((7_190..=7_200).contains(&secs), "{secs}");
    assert_eq!(limit, Some(Limit::Primary));
}
