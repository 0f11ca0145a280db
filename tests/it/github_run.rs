//! A run over GitHub: exactly what is there, with no more requests than it needs, whatever comes first.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yodori::engine::event::Kind;
use yodori::engine::source::github::{
    Failure, Found, GitHub, Headers, Options, Response, Step, Why, Years,
};

use crate::github::fake::Fake;
use crate::github::people::{
    DAY, LOGIN, NOW, coder, commit, nobody, repository, truth, with_lists,
};
use crate::github::{Drive, End};

fn options(years: Years) -> Options {
    Options {
        years,
        ..Options::default()
    }
}

/// What of each kind was found: how many, and the sum of their seconds.
fn told(found: &Found) -> Vec<(Kind, u64, i64)> {
    let mut told: BTreeMap<Kind, (u64, i64)> = BTreeMap::new();
    for event in &found.events {
        let (count, sum) = told.entry(event.kind).or_default();
        *count += 1;
        *sum += event.epoch_secs();
    }
    told.into_iter()
        .map(|(kind, (count, sum))| (kind, count, sum))
        .collect()
}

/// Repositories + the sum of ⌈n/100⌉ over what was read + 2 a year + 10.
fn most_requests(fake: &Fake, years: usize) -> usize {
    let pages: usize = fake
        .connections
        .values()
        .map(|count| count.div_ceil(100))
        .sum();
    fake.repositories.len() + pages + 2 * years + 10
}

/// Runs to the end; everything that is there must be found, with no more requests than are allowed.
#[track_caller]
fn check(fake: Fake, years: Years, start: i64, in_years: usize) -> Drive {
    let expected = truth(&fake, start);
    let mut drive = Drive::new(fake, options(years), 1);
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    assert_eq!(told(&found), expected);
    assert_eq!(found.missing, []);
    let (sent, most) = (drive.fake.asked.len(), most_requests(&drive.fake, in_years));
    assert!(sent <= most, "{sent} requests, and {most} are allowed");
    assert_eq!(drive.waits, []);
    drive
}

#[test]
fn someone_who_did_nothing_takes_five_requests() {
    let drive = check(nobody(), Years::Last, NOW - 365 * DAY, 1);
    assert_eq!(drive.fake.asked.len(), 5);
    assert_eq!(drive.run.progress().points_left, Some(4_995));
}

#[test]
fn someone_with_twelve_repositories_is_read_exactly() {
    for years in [Years::Last, Years::Some(vec![2023, 2024]), Years::All] {
        let (start, in_years) = match &years {
            Years::Last => (NOW + 1 - 365 * DAY, 1),
            Years::Some(_) => (1_672_531_200, 2),
            Years::All => (0, 3),
        };
        let fake = with_lists(coder(12, 900, 800, 5), 130, 800);
        let mut drive = check(fake, years, start, in_years);
        let found = drive.found();
        assert_eq!(found.restricted, 3);
        assert_eq!(
            found
                .events
                .first()
                .map(|event| start <= event.epoch_secs()),
            Some(true)
        );
        assert!(found.events.is_sorted_by_key(|event| event.epoch_secs()));
    }
}

#[test]
fn forty_thousand_commits_in_250_repositories_are_read_exactly() {
    let mut drive = check(coder(250, 40_000, 1_000, 3), Years::All, 0, 4);
    assert_eq!(drive.most_at_once, 2);
    let progress = drive.run.progress();
    assert_eq!(
        (progress.repositories, progress.repositories_done),
        (250, 250)
    );
    assert_eq!(drive.found().repositories.len(), 251);
}

#[test]
fn a_year_with_more_repositories_than_github_names_is_halved() {
    // Others' repositories alone: the person's own are known anyway.
    let others = (0..230).map(|nth| {
        let at = NOW - 2 * DAY - nth * DAY - nth * 1000;
        repository(&format!("other/r{nth}"), vec![commit(nth as u64, at, 0)])
    });
    let fake = Fake {
        repositories: others.collect(),
        ..nobody()
    };
    let drive = check(fake, Years::Last, NOW - 365 * DAY, 1);
    let halved = drive
        .fake
        .asked
        .iter()
        .filter(|(operation, _)| operation == "Contributed")
        .count();
    assert!((4..=16).contains(&halved), "{halved}");
}

#[test]
fn a_day_with_more_repositories_than_github_names_is_said_to_be_cut_short() {
    let day = (0..120).map(|nth| {
        repository(
            &format!("other/r{nth}"),
            vec![commit(nth, NOW - 40 * DAY, 0)],
        )
    });
    let fake = Fake {
        repositories: day.collect(),
        ..nobody()
    };
    let mut drive = Drive::new(fake, options(Years::Last), 1);
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    assert_eq!(found.events.len(), 100);
    assert_eq!(found.missing.len(), 1);
    assert_eq!(found.missing[0].why, Why::CutShort);
}

#[test]
fn commits_under_unknown_addresses_are_found_by_the_addresses_that_are_given() {
    let mut fake = coder(3, 40, 300, 9);
    for (nth, commit) in fake.repositories[0].commits.iter_mut().enumerate() {
        if nth % 2 == 0 {
            commit.author.1 = "old@example.com".into();
            commit.author.2 = None;
        }
    }
    let all = truth(&fake, NOW - 365 * DAY);
    let mut without = Drive::new(fake.clone(), options(Years::Last), 1);
    assert_eq!(without.end(), End::Done);
    assert!(told(&without.found())[0].1 < all[0].1);
    let with = Options {
        emails: vec!["old@example.com".into()],
        ..Options::default()
    };
    let mut with = Drive::new(fake, with, 1);
    assert_eq!(with.end(), End::Done);
    assert_eq!(told(&with.found()), all);
    assert_eq!(with.found().cleaned.not_own, 0);
}

#[test]
fn someone_else_is_said_to_be_someone_else() {
    let of = |login: &str| Options {
        login: Some(login.into()),
        ..Options::default()
    };
    let mut drive = Drive::new(coder(2, 10, 100, 1), of(LOGIN), 1);
    assert_eq!(drive.end(), End::Done);
    let viewer = drive.run.viewer().expect("a person");
    assert_eq!((viewer.login.as_str(), viewer.is_own), (LOGIN, false));
    assert!(
        viewer
            .avatar
            .as_deref()
            .is_some_and(|link| link.starts_with("https://avatars.githubusercontent.com/"))
    );
    assert_eq!(drive.found().events.len(), 10 + 2);
    let mut drive = Drive::new(coder(2, 10, 100, 1), Options::default(), 1);
    assert_eq!(drive.end(), End::Done);
    assert!(drive.run.viewer().is_some_and(|viewer| viewer.is_own));
}

#[test]
fn details_say_what_and_where_and_link_to_github_alone() {
    let mut fake = with_lists(coder(1, 1, 30, 1), 1, 30);
    fake.repositories[0].commits[0].title = "é".repeat(500);
    for entry in fake.lists.get_mut("issues").into_iter().flatten() {
        entry.url = "https://evil.example/a".into();
    }
    let mut drive = Drive::new(fake, Options::default(), 1);
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    for event in &found.events {
        let detail = drive.run.detail(event.offset()).expect("a detail");
        assert_eq!(
            detail.repository,
            found.repositories[usize::from(event.file)]
        );
        let link = detail.link.unwrap_or_default();
        match event.kind {
            Kind::Commit => {
                assert_eq!(detail.title.chars().count(), 120);
                assert!(
                    link.starts_with("https://github.com/yoru-person/r000/commit/"),
                    "{link}"
                );
                assert_eq!(detail.offset_mins, Some(540));
            }
            // Gists live elsewhere.
            Kind::Issue | Kind::Gist => assert_eq!(link, ""),
            Kind::Star => assert_eq!(link, "https://github.com/other/thing0"),
            Kind::Repository => assert_eq!(link, "https://github.com/yoru-person/r000"),
            _ => assert!(
                link.starts_with("https://github.com/") || link.is_empty(),
                "{link}"
            ),
        }
    }
    assert_eq!(drive.run.detail(1_000_000), None);
}

#[test]
fn a_commit_in_a_fork_and_in_its_origin_is_one_event() {
    let commits: Vec<_> = (0..30)
        .map(|nth| commit(nth, NOW - nth as i64 * 3_600 - 60, 60))
        .collect();
    let mut fork = repository("yoru-person/thing", commits.clone());
    fork.is_fork = true;
    let fake = Fake {
        repositories: vec![fork, repository("other/thing", commits)],
        ..nobody()
    };
    let mut drive = Drive::new(fake, Options::default(), 1);
    assert_eq!(drive.end(), End::Done);
    let found = drive.found();
    let all = found.events.iter();
    let commits = all.filter(|event| event.kind == Kind::Commit);
    let of: Vec<&str> = commits
        .map(|event| found.repositories[usize::from(event.file)].as_str())
        .collect();
    // Of both the first by name.
    assert_eq!(of, ["other/thing"; 30]);
}

#[test]
fn nothing_is_sent_while_it_is_stopped_and_nothing_is_asked_twice() {
    let person = || coder(12, 500, 300, 2);
    let mut whole = Drive::new(person(), Options::default(), 0);
    assert_eq!(whole.end(), End::Done);
    for stop in 0..20 {
        let mut drive = Drive::new(person(), Options::default(), stop);
        for _ in 0..stop {
            drive.step();
        }
        drive.run.stop();
        assert_eq!(drive.run.next(drive.now), Step::Stopped);
        while !drive.flying.is_empty() {
            drive.answer();
            assert_eq!(drive.run.next(drive.now), Step::Stopped);
        }
        drive.run.resume();
        assert_eq!(drive.end(), End::Done);
        assert_eq!(drive.found(), whole.found(), "{stop}");
        assert_eq!(drive.fake.asked.len(), whole.fake.asked.len(), "{stop}");
    }
}

#[test]
fn after_a_failure_what_is_still_under_way_counts_among_the_two_at_once() {
    let mut drive = Drive::new(coder(12, 500, 300, 2), Options::default(), 3);
    while drive.flying.len() < 2 {
        drive.step();
    }
    let failed = drive.flying.pop_front().expect("a request");
    let refused = Response {
        status: 401,
        body: br#"{"message":"Bad credentials"}"#.to_vec(),
        headers: Headers::default(),
    };
    drive.run.given(failed.id, Some(refused), drive.now);
    assert_eq!(drive.run.next(drive.now), Step::Failed(Failure::BadToken));
    drive.run.resume();
    // Each step holds the number of those that are under way to two.
    assert_eq!(drive.end(), End::Done);
}

#[test]
fn a_log_line_stands_for_every_request() {
    let mut drive = Drive::new(coder(3, 30, 300, 2), Options::default(), 4);
    assert_eq!(drive.end(), End::Done);
    let log: Vec<_> = drive.run.log().collect();
    assert_eq!(log.len(), drive.fake.asked.len());
    assert_eq!(log[0].operation, "Person");
    assert!(
        log.iter()
            .all(|entry| entry.status == Some(200) && entry.points == Some(1))
    );
    assert_eq!(drive.run.progress().requests as usize, log.len());
}

#[test]
fn an_answer_that_nobody_asked_for_is_ignored() {
    let mut run = GitHub::new(Options::default());
    let now = nobody().now();
    run.given(7, None, now);
    assert!(matches!(run.next(now), Step::Send(_)));
    assert_eq!(run.next(now), Step::Answers);
    assert_eq!(run.log().count(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_is_found_is_the_same_whatever_comes_first(seed in 0_u64..1_000, order in any::<u64>()) {
        let fake = || with_lists(coder(14, 600, 500, seed), 120, 500);
        let mut one = Drive::new(fake(), options(Years::All), 0);
        let mut other = Drive::new(fake(), options(Years::All), order);
        prop_assert_eq!(one.end(), End::Done);
        prop_assert_eq!(other.end(), End::Done);
        let (found, again) = (one.found(), other.found());
        prop_assert!(found == again);
        for event in found.events.iter().step_by(7) {
            prop_assert_eq!(one.run.detail(event.offset()), other.run.detail(event.offset()));
        }
    }
}
