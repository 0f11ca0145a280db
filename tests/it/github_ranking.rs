//! Rankings: nothing is asked about anybody before someone has said for how much, and no more than that.

use proptest::prelude::*;
use yodori::engine::source::github::ranking::{MOST_RANKED, MOST_READ, affordable, price};
use yodori::engine::source::github::{Failure, GitHub, Limit, Ranking, Response, Step, Why};

use crate::github::fake::{Fake, Someone};
use crate::github::people::{NOW, nobody};
use crate::github::{Drive, End, response};

/// The contributions of the nth of those who are followed: many of them have as many as others.
fn year(nth: u32) -> [u32; 4] {
    [nth * 7 % 50, nth % 3, nth % 2, 1]
}

/// Someone who contributed 20 times, and follows so many.
fn follower(people: u32) -> Fake {
    let one = |nth: u32| Someone {
        login: format!("person-{nth:04}"),
        name: nth.is_multiple_of(2).then(|| format!("Person {nth}")),
        avatar: format!("https://avatars.githubusercontent.com/u/{nth}?s=96"),
        year: Some(year(nth)),
    };
    Fake {
        follows: (0..people).map(one).collect(),
        year: [10, 4, 3, 3],
        ..nobody()
    }
}

/// Contributions and logins of the first so many, in order.
fn truth(read: u32) -> Vec<(u32, String)> {
    let one = |nth: u32| (year(nth).iter().sum(), format!("person-{nth:04}"));
    let mut all: Vec<(u32, String)> = (0..read).map(one).collect();
    all.sort_by_key(|(contributions, login)| (u32::MAX - contributions, login.clone()));
    all
}

fn told(ranking: &Ranking) -> Vec<(u32, String)> {
    let row = |one: &yodori::engine::source::github::Ranked| (one.contributions, one.login.clone());
    ranking.people.iter().map(row).collect()
}

/// Runs until the cost is known.
fn priced(fake: Fake, seed: u64) -> Drive {
    let mut drive = Drive::of(GitHub::ranking(), fake, seed);
    assert_eq!(drive.end(), End::Priced);
    drive
}

/// Runs to the end for so many points.
fn run(fake: Fake, points: u32, seed: u64) -> (Ranking, Drive) {
    let mut drive = priced(fake, seed);
    drive.run.allow(points);
    assert_eq!(drive.end(), End::Done);
    (drive.run.standing(), drive)
}

#[test]
fn what_it_costs_is_known_after_one_request_and_nothing_more_is_asked() {
    let mut drive = priced(follower(340), 1);
    assert_eq!(drive.fake.asked.len(), 1);
    assert_eq!(drive.fake.asked[0].0, "Follower");
    for _ in 0..3 {
        assert_eq!(drive.run.next(drive.now), Step::Priced);
    }
    // Nor does a stop, or going on after it, say that it may.
    drive.run.stop();
    assert_eq!(drive.run.next(drive.now), Step::Stopped);
    drive.run.resume();
    assert_eq!(drive.run.next(drive.now), Step::Priced);
    let ranking = drive.run.standing();
    assert_eq!((ranking.following, ranking.read), (340, 0));
    assert_eq!(
        (ranking.own.login.as_str(), ranking.own.contributions),
        ("yoru-person", 20)
    );
    assert_eq!(ranking.people, []);
    assert_eq!(price(ranking.following), 344);
    assert_eq!(drive.run.progress().points_left, Some(4_999));
    assert!(drive.run.viewer().is_some_and(|viewer| viewer.is_own));
}

/// For so many points: how many are read and told.
#[track_caller]
fn check(following: u32, points: u32, read: u32) {
    let mut drive = priced(follower(following), 1);
    drive.run.allow(points);
    while drive.step().is_none() {
        // How many it will be is known from the beginning.
        let progress = drive.run.progress();
        assert_eq!(progress.repositories, read, "{following} {points}");
    }
    let ranking = drive.run.standing();
    let mut expected = truth(read);
    let before = expected
        .iter()
        .filter(|(contributions, _)| 20 < *contributions);
    let place = before.count() as u32 + 1;
    expected.truncate(MOST_RANKED);
    assert_eq!(told(&ranking), expected, "{following} {points}");
    assert_eq!((ranking.following, ranking.read), (following, read));
    assert_eq!(ranking.place, place, "{following} {points}");
    assert_eq!(ranking.missing, []);
    // The first told the cost.
    let spent = drive.fake.asked.len() as u32 - 1;
    assert!(spent <= points, "{spent} of {points}");
    assert_eq!(spent, if read == 0 { 0 } else { price(read) });
    assert!(drive.most_at_once <= 2 && drive.waits.is_empty());
    let progress = drive.run.progress();
    assert_eq!(
        (progress.repositories, progress.repositories_done),
        (read, read)
    );
}

#[test]
fn as_many_are_read_as_the_points_allow() {
    check(0, 500, 0);
    check(1, 2, 1);
    check(1, 1, 0);
    check(7, 0, 0);
    check(7, 5, 4);
    check(7, u32::MAX, 7);
    check(100, 101, 100);
    check(101, 101, 100);
    check(101, 102, 100);
    check(101, 103, 101);
    check(340, 101, 100);
    check(340, 344, 340);
    check(340, 1_000, 340);
    check(1_200, 5_000, MOST_READ);
}

#[test]
fn more_may_be_allowed_when_it_is_done_and_nobody_is_asked_about_twice() {
    let (_, mut drive) = run(follower(340), 101, 1);
    for (points, read) in [(0, 100), (1, 100), (21, 120), (500, 340), (500, 340)] {
        drive.run.allow(points);
        assert_eq!(drive.end(), End::Done);
        let ranking = drive.run.standing();
        assert_eq!(ranking.read, read, "{points}");
        assert_eq!(drive.run.progress().repositories, read, "{points}");
        let best: Vec<_> = truth(read).into_iter().take(MOST_RANKED).collect();
        assert_eq!(told(&ranking), best);
    }
    assert_eq!(drive.fake.asked.len() as u32, price(340) + 1);
    let progress = drive.run.progress();
    assert_eq!(
        (progress.repositories, progress.repositories_done),
        (340, 340)
    );
}

#[test]
fn who_has_as_many_shares_a_place_and_names_and_pictures_are_told() {
    let mut fake = follower(3);
    for (one, sum) in fake.follows.iter_mut().zip([20, 30, 20]) {
        one.year = Some([sum, 0, 0, 0]);
    }
    fake.follows[1].avatar = "https://evil.example/u/1".into();
    let (ranking, _) = run(fake, 4, 1);
    assert_eq!(ranking.place, 2);
    let rows = ranking.people.iter();
    let rows: Vec<_> = rows
        .map(|one| (&*one.login, &*one.name, one.avatar.as_deref()))
        .collect();
    let avatar = |nth: u32| format!("https://avatars.githubusercontent.com/u/{nth}?s=96");
    assert_eq!(
        rows,
        [
            ("person-0001", "", None),
            ("person-0000", "Person 0", Some(&*avatar(0))),
            ("person-0002", "Person 2", Some(&*avatar(2))),
        ]
    );
}

#[test]
fn what_costs_more_than_it_was_said_to_ends_with_the_points() {
    let mut fake = follower(50);
    fake.cost = 3;
    let (ranking, drive) = run(fake, 51, 1);
    let spent = (drive.fake.asked.len() - 1) * 3;
    assert!((45..=54).contains(&spent), "{spent}");
    assert_eq!(ranking.read as usize, spent / 3 - 1);
    assert_eq!(ranking.following, 50);
}

#[test]
fn an_account_that_is_gone_is_missing_and_the_others_are_ranked() {
    let mut fake = follower(7);
    fake.follows[2].year = None;
    fake.follows[3].login = "../evil".into();
    let (ranking, drive) = run(fake, 8, 1);
    let missing: Vec<_> = ranking
        .missing
        .iter()
        .map(|one| (&*one.what, &one.why))
        .collect();
    assert_eq!(missing, [("person-0002", &Why::NotFound)]);
    assert_eq!(
        (ranking.following, ranking.read, ranking.people.len()),
        (7, 5, 5)
    );
    let progress = drive.run.progress();
    assert_eq!(progress.repositories_done, 6);
    // Nobody of that name was asked about.
    let asked = drive.fake.asked.iter();
    assert!(
        asked
            .map(|(_, variables)| &variables["login"])
            .all(|login| login != "../evil")
    );
}

#[test]
fn someone_who_comes_on_two_pages_is_read_once() {
    let mut fake = follower(150);
    fake.follows[120] = fake.follows[20].clone();
    let (ranking, _) = run(fake, 1_000, 1);
    assert_eq!(ranking.read, 149);
    // So that what may be read at most ends in the middle of a page.
    let mut fake = follower(1_200);
    fake.follows[120] = fake.follows[20].clone();
    let (ranking, _) = run(fake, 5_000, 1);
    assert_eq!(ranking.read, MOST_READ);
}

#[test]
fn after_what_passes_nobody_is_lost() {
    let (well, _) = run(follower(130), 500, 1);
    let reset = (NOW + 900).to_string();
    let used_up = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", reset.as_str()),
    ];
    let slow = response(429, &[("retry-after", "30")], "{}");
    for (operation, nth) in [
        ("Follower", 0),
        ("Following", 0),
        ("Following", 1),
        ("Contributions", 0),
        ("Contributions", 99),
        ("Contributions", 129),
    ] {
        for (answer, limit) in [
            (None, None),
            (Some(response(500, &[], "")), None),
            (Some(response(504, &[], "")), None),
            (Some(response(200, &[], "not JSON")), None),
            (Some(response(403, &used_up, "{}")), Some(Limit::Primary)),
            (Some(slow.clone()), Some(Limit::Secondary)),
        ] {
            let mut drive = Drive::of(GitHub::ranking(), follower(130), 1);
            drive.fake.failures.push((operation, nth, answer.clone()));
            assert_eq!(drive.end(), End::Priced);
            drive.run.allow(500);
            assert_eq!(drive.end(), End::Done);
            assert_eq!(drive.fake.failures, [], "{operation} was never asked");
            assert_eq!(well, drive.run.standing(), "{operation} {answer:?}");
            let met = drive.waits.iter().find_map(|(_, limit)| *limit);
            assert_eq!(met, limit, "{operation} {answer:?}");
        }
    }
}

#[test]
fn with_no_points_left_in_the_middle_it_waits_and_goes_on() {
    let mut fake = follower(130);
    fake.points = 60;
    let mut drive = priced(fake, 1);
    drive.run.allow(200);
    while drive.waits.is_empty() {
        assert_eq!(drive.step(), None);
    }
    assert_eq!(drive.waits[0].1, Some(Limit::Primary));
    let read = drive.run.standing().read;
    assert!((50..60).contains(&read), "{read}");
    drive.fake.points = 5_000;
    assert_eq!(drive.end(), End::Done);
    assert_eq!(drive.run.standing().read, 130);
    assert_eq!(drive.fake.asked.len() as u32, price(130) + 1);
}

#[test]
fn after_a_failure_or_a_stop_it_goes_on_where_it_was() {
    let (well, whole) = run(follower(130), 500, 1);
    let expired = || Some(response(401, &[], r#"{"message":"Bad credentials"}"#));
    for (operation, nth) in [
        ("Following", 1),
        ("Contributions", 0),
        ("Contributions", 129),
    ] {
        let mut drive = priced(follower(130), 1);
        drive.fake.failures.push((operation, nth, expired()));
        drive.run.allow(500);
        assert_eq!(drive.end(), End::Failed(Failure::BadToken));
        drive.run.resume();
        assert_eq!(drive.end(), End::Done);
        assert_eq!(well, drive.run.standing());
        assert_eq!(drive.fake.asked.len(), whole.fake.asked.len() + 1);
    }
    for stop in [0, 1, 2, 5, 40, 150] {
        let mut drive = priced(follower(130), stop);
        drive.run.allow(500);
        for _ in 0..stop {
            assert_eq!(drive.step(), None);
        }
        drive.run.stop();
        while !drive.flying.is_empty() {
            assert_eq!(drive.run.next(drive.now), Step::Stopped);
            drive.answer();
        }
        drive.run.resume();
        assert_eq!(drive.end(), End::Done);
        assert_eq!(well, drive.run.standing());
        assert_eq!(drive.fake.asked.len(), whole.fake.asked.len());
    }
}

#[test]
fn what_ends_a_ranking_says_why() {
    let end = |answers: Vec<Option<Response>>| {
        let mut drive = Drive::of(GitHub::ranking(), follower(7), 1);
        for (nth, answer) in answers.into_iter().enumerate() {
            drive.fake.failures.push(("Follower", nth, answer));
        }
        let end = drive.end();
        drive.run.resume();
        (end, drive.end())
    };
    let check = |answers, expected| {
        assert_eq!(end(answers), (End::Failed(expected), End::Priced));
    };
    check(vec![Some(response(401, &[], ""))], Failure::BadToken);
    check(vec![Some(response(403, &[], ""))], Failure::Forbidden);
    check(vec![None; 4], Failure::Offline);
    check(vec![Some(response(500, &[], "")); 4], Failure::Unavailable);
    for viewer in [
        "null",
        "7",
        "{}",
        r#"{"login":"a"}"#,
        r#"{"login":"a/b","following":{"totalCount":1}}"#,
    ] {
        let body = format!(r#"{{"data":{{"viewer":{viewer}}}}}"#);
        check(vec![Some(response(200, &[], &body))], Failure::Unavailable);
    }
    let right = r#"{"data":{"viewer":null},"errors":[{"type":"FORBIDDEN","path":["viewer","following"],
        "message":"Resource not accessible by personal access token"}]}"#;
    check(vec![Some(response(200, &[], right))], Failure::Forbidden);
}

/// An answer of another shape, as the first to an operation: what is said to be missing.
#[track_caller]
fn check_shape(operation: &'static str, data: &str, expected: &[&str]) {
    let mut drive = priced(follower(1), 1);
    let body = format!(r#"{{"data":{data}}}"#);
    let answer = Some(response(200, &[], &body));
    drive.fake.failures.push((operation, 0, answer));
    drive.run.allow(50);
    assert_eq!(drive.end(), End::Done);
    let ranking = drive.run.standing();
    let missing: Vec<&str> = ranking.missing.iter().map(|one| &*one.what).collect();
    assert_eq!(missing, expected, "{operation} {data}");
}

#[test]
fn nothing_of_another_shape_is_taken_for_somebody() {
    for operation in ["Following", "Contributions"] {
        for data in ["null", "[]", "7"] {
            check_shape(operation, data, &[]);
        }
    }
    let endless = r#"{"viewer":{"following":{"nodes":[]}}}"#;
    for data in ["{}", r#"{"viewer":null}"#, endless] {
        check_shape("Following", data, &["Following"]);
    }
    let strange = r#"{"viewer":{"following":{"nodes":[null,7,{"login":7}],"pageInfo":{}}}}"#;
    check_shape("Following", strange, &[]);
    let negative = r#"{"user":{"contributionsCollection":{"totalCommitContributions":-1,
        "totalIssueContributions":1,"totalPullRequestContributions":1,"totalPullRequestReviewContributions":1}}}"#;
    let part = r#"{"user":{"contributionsCollection":{"totalCommitContributions":1}}}"#;
    for data in ["{}", r#"{"user":null}"#, negative, part] {
        check_shape("Contributions", data, &["person-0000"]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn how_someone_stands_is_the_same_whatever_comes_first(
        people in 0_u32..250, points in 0_u32..300, order in any::<u64>(),
    ) {
        let (one, _) = run(follower(people), points, 0);
        let (other, _) = run(follower(people), points, order);
        prop_assert_eq!(one.read, people.min(affordable(points)));
        prop_assert_eq!(one, other);
    }
}
