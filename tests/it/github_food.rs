//! What feeds: each contribution of the last days once, under its own name, with all languages of its
//! repository.

use std::collections::BTreeMap;

use proptest::prelude::*;
use yodori::engine::event::Kind;
use yodori::engine::source::github::{
    Bite, Failure, Food, GitHub, Limit, Options, Response, Step, Why,
};

use crate::github::fake::{Commit, Entry, Fake};
use crate::github::people::{DAY, NOW, coder, commit, nobody, repository, with_lists};
use crate::github::{Drive, End, response};

/// The first second that feeds.
const SINCE: i64 = NOW + 1 - 8 * DAY;
/// The operations of a run for food.
const OPERATIONS: [&str; 7] = [
    "Person",
    "Contributed",
    "Reviews",
    "Lists",
    "Repositories",
    "Commits",
    "Languages",
];

/// Someone with many repositories and much to show for the last weeks.
fn busy(seed: u64) -> Fake {
    let mut fake = with_lists(coder(12, 700, 60, seed), 110, 60);
    for (nth, one) in fake.repositories.iter().enumerate() {
        let languages = (0..=nth).rev().map(|nth| format!("Language {nth:02}"));
        fake.languages.insert(one.name.clone(), languages.collect());
    }
    // Nothing was committed there.
    let reviewed = "https://github.com/other/reviewed/pull/1#r1";
    fake.reviews
        .iter_mut()
        .for_each(|one| one.url = reviewed.into());
    let pulls = fake.lists.get_mut("pullRequests").into_iter().flatten();
    pulls.for_each(|one| one.url = "https://github.com/other/pulled/pull/2".into());
    for name in ["other/thing", "other/reviewed", "other/pulled"] {
        let languages = vec!["Dart".to_owned(), name.replace('/', " ")];
        fake.languages.insert(name.into(), languages);
    }
    fake
}

/// What of it feeds, told without a run: kind, name, second, repository, languages.
fn truth(fake: &Fake) -> Vec<(Kind, String, i64, String, Vec<String>)> {
    let languages = |name: &str| fake.languages.get(name).cloned().unwrap_or_default();
    let mut all = Vec::new();
    for of in &fake.repositories {
        for commit in &of.commits {
            let (oid, name) = (commit.oid.clone(), of.name.clone());
            all.push((Kind::Commit, oid, commit.at, name, languages(&of.name)));
        }
    }
    let list = |name: &str| fake.lists.get(name).cloned().unwrap_or_default();
    for (kind, name, entries) in [
        (Kind::Issue, "other/thing", list("issues")),
        (Kind::PullRequest, "other/pulled", list("pullRequests")),
        (Kind::Review, "other/reviewed", fake.reviews.clone()),
    ] {
        for one in entries {
            all.push((kind, one.node, one.at, name.into(), languages(name)));
        }
    }
    all.retain(|one| (SINCE..=NOW).contains(&one.2));
    all.sort_by_key(|one| (one.2, one.0, one.1.clone()));
    all
}

/// The same, as a run has found it.
fn told(food: &Food) -> Vec<(Kind, String, i64, String, Vec<String>)> {
    let name = |index: &u32| food.languages[*index as usize].clone();
    let row = |bite: &Bite| {
        let languages = bite.languages.iter().map(name).collect();
        let (id, repository) = (bite.id.clone(), bite.repository.clone());
        (bite.kind, id, bite.at, repository, languages)
    };
    let mut all: Vec<_> = food.bites.iter().map(row).collect();
    assert!(all.is_sorted_by_key(|one| one.2));
    all.sort_by_key(|one| (one.2, one.0, one.1.clone()));
    all
}

/// Runs to the end.
fn run(fake: Fake, seed: u64) -> (Food, Drive) {
    let mut drive = Drive::of(GitHub::food(), fake, seed);
    assert_eq!(drive.end(), End::Done);
    (drive.run.fed(), drive)
}

fn asked(drive: &Drive, operation: &str) -> usize {
    let all = drive.fake.asked.iter();
    all.filter(|(other, _)| other == operation).count()
}

fn missing(food: &Food) -> Vec<(&str, &Why)> {
    let all = food.missing.iter();
    all.map(|one| (&*one.what, &one.why)).collect()
}

#[test]
fn what_feeds_is_there_once_under_its_own_name_and_with_all_languages() {
    let (food, drive) = run(busy(5), 1);
    let expected = truth(&busy(5));
    assert_eq!(told(&food), expected);
    let mut kinds = BTreeMap::new();
    for one in &expected {
        *kinds.entry(one.0).or_insert(0) += 1;
    }
    assert_eq!(kinds.len(), 4, "{kinds:?}");
    assert!(10 < kinds[&Kind::Commit] && 10 < kinds[&Kind::Review]);
    assert_eq!((food.since, food.until), (SINCE, NOW + 1));
    assert_eq!(food.missing, []);
    assert!(food.languages.is_sorted() && food.languages.contains(&"Dart".into()));
    // One each, two pages of histories, and no more of a list than its first page.
    assert_eq!(drive.fake.asked.len(), 8);
    assert!(drive.most_at_once == 2 && drive.waits.is_empty());
}

#[test]
fn someone_who_did_nothing_lately_takes_five_requests_and_gets_nothing() {
    let old = vec![commit(1, NOW - 30 * DAY, 540)];
    let fake = Fake {
        repositories: vec![repository("yoru-person/old", old)],
        ..nobody()
    };
    let (food, drive) = run(fake, 1);
    assert_eq!((food.bites.len(), drive.fake.asked.len()), (0, 5));
    assert_eq!((food.languages.len(), food.missing.len()), (0, 0));
}

#[test]
fn another_run_finds_the_same_under_the_same_names() {
    let (food, _) = run(busy(5), 1);
    let mut later = busy(5);
    let fresh = commit(77, NOW - 5, 0);
    later.repositories[3].commits.insert(0, fresh.clone());
    later.now_secs = NOW + 3_600;
    let (again, _) = run(later, 2);
    let is_new = |bite: &&Bite| food.bites.iter().all(|old| old.id != bite.id);
    let new: Vec<&Bite> = again.bites.iter().filter(is_new).collect();
    assert_eq!(new.len(), 1);
    assert_eq!((new[0].kind, &new[0].id), (Kind::Commit, &fresh.oid));
    // What is too old by then is gone, and nothing else.
    let kept = |bite: &&Bite| again.since <= bite.at;
    let kept = food.bites.iter().filter(kept).count();
    assert_eq!(again.bites.len(), kept + 1);
}

/// Commits at these seconds, each with a name by its place; the places of those that feed.
#[track_caller]
fn check_edges(offset_mins: i16, times: &[(i64, bool)]) {
    let of = |(nth, (at, _)): (usize, &(i64, bool))| commit(nth as u64, *at, offset_mins);
    let commits: Vec<Commit> = times.iter().enumerate().map(of).collect();
    let names: Vec<String> = commits.iter().map(|one| one.oid.clone()).collect();
    let mut one = repository("yoru-person/r", commits);
    one.pushed_at = Some(NOW);
    let fake = Fake {
        repositories: vec![one],
        ..nobody()
    };
    let (food, _) = run(fake, 1);
    for (name, (at, feeds)) in names.iter().zip(times) {
        let found = food.bites.iter().find(|bite| bite.id == *name);
        assert_eq!(found.map(|bite| bite.at), feeds.then_some(*at), "{at}");
    }
}

#[test]
fn eight_days_to_the_second_whatever_zone_the_clock_was_in() {
    for offset_mins in [-720, -210, 0, 540, 840] {
        let edges = [(SINCE - 1, false), (SINCE, true), (NOW, true)];
        check_edges(offset_mins, &edges);
        check_edges(offset_mins, &[(NOW + 1, false), (NOW + DAY, false)]);
        // Midnights there, of today and of the six days before, and the second before each.
        let ahead = i64::from(offset_mins) * 60;
        let today = (NOW + ahead).div_euclid(DAY) * DAY - ahead;
        let midnights = (0..7).map(|days| today - days * DAY);
        let both = midnights.flat_map(|at| [(at, true), (at - 1, true)]);
        check_edges(offset_mins, &both.collect::<Vec<_>>());
    }
}

#[test]
fn what_machines_and_others_did_feeds_nobody() {
    let by = |nth: u64, change: fn(&mut Commit)| {
        let mut one = commit(nth, NOW - 2 * DAY - nth as i64 * 3_600, 0);
        change(&mut one);
        one
    };
    let pages = |one: &mut Commit| one.committer = ("GitHub".into(), Some("web-flow".into()));
    let mut commits = vec![
        by(1, |_| {}),
        by(2, |one| one.title = "Update data [skip ci]".into()),
        by(3, |one| one.author.0 = "renovate[bot]".into()),
        by(4, |one| one.committer.1 = Some("other".into())),
        by(5, |_| {}),
        by(6, |_| {}),
    ];
    // A merge or an edit on GitHub's page is the person's, unless another merged there and then.
    pages(&mut commits[4]);
    pages(&mut commits[5]);
    let merged_at = commits[5].at + 1;
    let pull = |days: i64, merged: Option<(i64, &'static str)>, name: &str| Entry {
        node: name.into(),
        at: NOW - days * DAY,
        url: format!("https://github.com/yoru-person/r/pull/{days}"),
        title: name.into(),
        merged,
    };
    let mut fake = Fake {
        repositories: vec![repository("yoru-person/r", commits.clone())],
        ..nobody()
    };
    // It was opened long ago, behind a hundred that were opened later.
    let mut pulls: Vec<Entry> = (0..120).map(|nth| pull(30 + nth, None, "old")).collect();
    pulls.push(pull(200, Some((merged_at, "other")), "merged"));
    fake.lists.insert("pullRequests", pulls);
    let (food, _) = run(fake, 1);
    let ids: Vec<&str> = food.bites.iter().map(|bite| &*bite.id).collect();
    assert_eq!(ids, [&*commits[4].oid, &*commits[0].oid]);
}

#[test]
fn a_commit_in_a_fork_and_in_its_origin_feeds_once() {
    let commits: Vec<_> = (0..30)
        .map(|nth| commit(nth, NOW - nth as i64 * 3_600 - 60, 60))
        .collect();
    let mut fork = repository("yoru-person/thing", commits.clone());
    fork.is_fork = true;
    let mut fake = Fake {
        repositories: vec![fork, repository("other/thing", commits)],
        ..nobody()
    };
    let languages = vec!["Dart".to_owned()];
    fake.languages.insert("other/thing".into(), languages);
    let (food, _) = run(fake, 1);
    assert_eq!(food.bites.len(), 30);
    let is_dart = |bite: &Bite| bite.repository == "other/thing" && bite.languages == [0];
    assert!(food.bites.iter().all(is_dart));
}

#[test]
fn a_week_with_more_repositories_than_github_names_loses_none() {
    let others = (0..230).map(|nth| {
        let at = NOW - 60 - nth * 8 * DAY / 231;
        repository(&format!("other/r{nth}"), vec![commit(nth as u64, at, 0)])
    });
    let mut fake = Fake {
        repositories: others.collect(),
        ..nobody()
    };
    for one in &fake.repositories {
        let languages = vec![one.name.replace("other/", "Language ")];
        fake.languages.insert(one.name.clone(), languages);
    }
    let expected = truth(&fake);
    let (food, drive) = run(fake, 1);
    assert_eq!((told(&food), food.missing), (expected, Vec::new()));
    assert_eq!(food.languages.len(), 230);
    assert!((4..=16).contains(&asked(&drive, "Contributed")));
    assert_eq!(asked(&drive, "Languages"), 5);
    // More than that in a day is said to be cut short.
    let day = (0..120).map(|nth| {
        let at = NOW - 2 * DAY;
        repository(&format!("other/r{nth}"), vec![commit(nth, at, 0)])
    });
    let fake = Fake {
        repositories: day.collect(),
        ..nobody()
    };
    let (food, _) = run(fake, 1);
    assert_eq!(food.bites.len(), 100);
    assert_eq!(missing(&food), [("Contributed", &Why::CutShort)]);
}

#[test]
fn a_repository_has_all_its_languages_however_many_there_are() {
    let mut fake = coder(3, 30, 7, 4);
    for (one, count) in fake.repositories.iter().zip([0, 12, 130]) {
        let mut languages: Vec<String> = (0..count).map(|nth| format!("L{nth}")).collect();
        if let Some(last) = languages.get_mut(10) {
            *last = "Dart".into();
        }
        fake.languages.insert(one.name.clone(), languages);
    }
    let expected = truth(&fake);
    // A list that has grown in between tells some of them twice.
    if let Some(many) = fake.languages.get_mut("other/r002") {
        many.insert(100, many[99].clone());
    }
    let (food, drive) = run(fake, 1);
    assert_eq!(told(&food), expected);
    assert_eq!(asked(&drive, "Languages"), 2);
    let counts = |name: &str| {
        let bite = food.bites.iter().find(|bite| bite.repository == name);
        bite.map(|bite| bite.languages.len())
    };
    assert_eq!(counts("yoru-person/r001"), Some(12));
    assert_eq!(counts("other/r002"), Some(130));
}

#[test]
fn own_repositories_are_read_as_far_as_something_was_pushed_to_them() {
    for (pushed, expected) in [(3, 1), (99, 1), (100, 2), (150, 2), (250, 3)] {
        let repositories = (0..250).map(|nth| {
            let at = NOW - nth as i64 * 60 - if nth < pushed { 60 } else { 20 * DAY };
            repository(&format!("yoru-person/r{nth}"), vec![commit(nth, at, 0)])
        });
        let fake = Fake {
            repositories: repositories.collect(),
            ..nobody()
        };
        let (food, drive) = run(fake, 1);
        assert_eq!(food.bites.len() as u64, pushed);
        assert_eq!(asked(&drive, "Repositories"), expected, "{pushed}");
    }
}

#[test]
fn after_what_passes_nothing_is_lost() {
    let (well, _) = run(busy(8), 1);
    let reset = (NOW + 900).to_string();
    let used_up = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", reset.as_str()),
    ];
    let limited = r#"{"errors":[{"type":"RATE_LIMITED","message":"no"}]}"#;
    for operation in OPERATIONS {
        for (answer, limit) in [
            (None, None),
            (Some(response(500, &[], "")), None),
            (Some(response(502, &[], "<html>")), None),
            (Some(response(200, &[], "not JSON")), None),
            (Some(response(403, &used_up, "{}")), Some(Limit::Primary)),
            (Some(response(200, &[], limited)), Some(Limit::Primary)),
            (
                Some(response(429, &[("retry-after", "30")], "{}")),
                Some(Limit::Secondary),
            ),
        ] {
            let mut drive = Drive::of(GitHub::food(), busy(8), 1);
            drive.fake.failures.push((operation, 0, answer.clone()));
            assert_eq!(drive.end(), End::Done);
            assert_eq!(drive.fake.failures, [], "{operation} was never asked");
            let food = drive.run.fed();
            // Days begin when it is known who the person is.
            assert_eq!(food.since != SINCE, operation == "Person");
            let (bites, expected) = (&food.bites, &well.bites);
            let kept = expected.iter().filter(|bite| food.since <= bite.at);
            assert!(kept.eq(bites), "{operation} {answer:?}");
            let rest = (&food.languages, &food.missing);
            assert_eq!(rest, (&well.languages, &well.missing));
            let met = drive.waits.iter().find_map(|(_, limit)| *limit);
            assert_eq!(met, limit, "{operation} {answer:?}");
        }
    }
}

#[test]
fn with_no_points_left_in_the_middle_it_waits_and_goes_on() {
    let (well, whole) = run(busy(8), 1);
    for points in 1..whole.fake.asked.len() as u32 {
        let mut fake = busy(8);
        fake.points = points;
        let mut drive = Drive::of(GitHub::food(), fake, 1);
        while drive.waits.is_empty() {
            assert_eq!(drive.step(), None);
        }
        assert_eq!(drive.waits[0].1, Some(Limit::Primary));
        drive.fake.points = 5_000;
        assert_eq!(drive.end(), End::Done);
        assert!(well == drive.run.fed(), "{points}");
        assert_eq!(drive.fake.asked.len(), whole.fake.asked.len(), "{points}");
    }
}

#[test]
fn a_token_that_ends_in_the_middle_is_followed_by_another_without_asking_again() {
    let (well, whole) = run(busy(8), 1);
    for operation in OPERATIONS {
        let mut drive = Drive::of(GitHub::food(), busy(8), 1);
        let expired = Some(response(401, &[], r#"{"message":"Bad credentials"}"#));
        drive.fake.failures.push((operation, 0, expired));
        assert_eq!(drive.end(), End::Failed(Failure::BadToken));
        assert_eq!(drive.run.next(drive.now), Step::Failed(Failure::BadToken));
        drive.run.resume();
        assert_eq!(drive.end(), End::Done);
        assert!(well == drive.run.fed(), "{operation}");
        // The refused one alone came twice.
        assert_eq!(drive.fake.asked.len(), whole.fake.asked.len() + 1);
    }
}

#[test]
fn nothing_is_sent_while_it_is_stopped_and_nothing_is_asked_twice() {
    let (well, whole) = run(busy(8), 0);
    for stop in 0..24 {
        let mut drive = Drive::of(GitHub::food(), busy(8), stop);
        for _ in 0..stop {
            drive.step();
        }
        drive.run.stop();
        while !drive.flying.is_empty() {
            assert_eq!(drive.run.next(drive.now), Step::Stopped);
            drive.answer();
        }
        drive.run.resume();
        assert_eq!(drive.end(), End::Done);
        assert!(well == drive.run.fed(), "{stop}");
        assert_eq!(drive.fake.asked.len(), whole.fake.asked.len(), "{stop}");
    }
}

/// These answers to the first requests of an operation: what is said to be missing, and how much still feeds.
#[track_caller]
fn check_missing(
    operation: &'static str,
    answers: &[Response],
    expected: &[(&str, Why)],
    feeds: fn(&Bite) -> bool,
) {
    let (well, _) = run(busy(8), 1);
    let mut drive = Drive::of(GitHub::food(), busy(8), 1);
    for (nth, answer) in answers.iter().enumerate() {
        let failure = (operation, nth, Some(answer.clone()));
        drive.fake.failures.push(failure);
    }
    assert_eq!(drive.end(), End::Done);
    let food = drive.run.fed();
    let expected: Vec<_> = expected.iter().map(|(what, why)| (*what, why)).collect();
    assert_eq!(missing(&food), expected);
    let all = well.bites.iter().filter(|bite| feeds(bite));
    let ids: Vec<&str> = all.map(|bite| &*bite.id).collect();
    let found: Vec<&str> = food.bites.iter().map(|bite| &*bite.id).collect();
    assert_eq!(found, ids);
}

#[test]
fn what_the_token_may_not_see_is_listed_and_the_rest_feeds() {
    let refused = |path: &str, data: &str| {
        let why =
            r#""type":"FORBIDDEN","message":"Resource not accessible by personal access token""#;
        let body = format!(r#"{{"data":{data},"errors":[{{{why},"path":{path}}}]}}"#);
        [response(200, &[], &body)]
    };
    let issues = refused(r#"["user","issues"]"#, r#"{"user":null}"#);
    check_missing("Lists", &issues, &[("issues", Why::NoRight)], |bite| {
        bite.kind != Kind::Issue
    });
    let reviews = refused(r#"["user","contributionsCollection"]"#, r#"{"user":null}"#);
    check_missing("Reviews", &reviews, &[("Reviews", Why::NoRight)], |bite| {
        bite.kind != Kind::Review
    });
}

#[test]
fn languages_that_cannot_be_had_are_missing_and_what_was_done_is_still_told() {
    let slow = vec![response(502, &[], ""); 200];
    let names: Vec<String> = {
        let (food, _) = run(busy(8), 1);
        let names = food.bites.iter().map(|bite| bite.repository.clone());
        names
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect()
    };
    let all: Vec<_> = names.iter().map(|name| (&**name, Why::TooSlow)).collect();
    check_missing("Languages", &slow, &all, |_| true);
    // One of them is gone meanwhile, and another says nothing of whether there is more.
    let gone = r#"{"data":{"nodes":[null,{"languages":{"nodes":[{"name":"Dart"}]}}]},
        "errors":[{"type":"NOT_FOUND","path":["nodes",0],"message":"Could not resolve to a node"}]}"#;
    let fake = coder(2, 30, 7, 8);
    let mut drive = Drive::of(GitHub::food(), fake, 1);
    let failure = ("Languages", 0, Some(response(200, &[], gone)));
    drive.fake.failures.push(failure);
    assert_eq!(drive.end(), End::Done);
    let food = drive.run.fed();
    let both: Vec<&str> = food.missing.iter().map(|one| &*one.what).collect();
    assert_eq!(both, ["yoru-person/r000", "yoru-person/r001"]);
    assert_eq!((food.bites.len(), food.languages.len()), (30, 0));
}

#[test]
fn data_of_another_shape_is_nobody_s_food() {
    for operation in OPERATIONS {
        for data in [
            "null",
            "[]",
            "7",
            "{}",
            r#"{"user":7,"nodes":{},"viewer":[]}"#,
        ] {
            let mut drive = Drive::of(GitHub::food(), busy(8), 1);
            let body = format!(r#"{{"data":{data}}}"#);
            let failure = (operation, 0, Some(response(200, &[], &body)));
            drive.fake.failures.push(failure);
            let is_person = operation == "Person";
            let end = drive.end();
            let is_failed = end == End::Failed(Failure::Unavailable);
            assert!(end == End::Done || is_person && is_failed, "{end:?}");
            let food = drive.run.fed();
            let is_listed = food.missing.iter().any(|_| true);
            let is_object = data.starts_with('{') && !is_person;
            assert_eq!(is_listed, is_object, "{operation} {data}");
        }
    }
}

#[test]
fn a_run_for_a_life_keeps_no_names_and_asks_no_languages() {
    let mut drive = Drive::new(busy(8), Options::default(), 1);
    assert_eq!(drive.end(), End::Done);
    assert_eq!(asked(&drive, "Languages"), 0);
    for (operation, variables) in &drive.fake.asked {
        assert_ne!(variables["feeds"], true, "{operation}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_feeds_is_the_same_whatever_comes_first(seed in 0_u64..1_000, order in any::<u64>()) {
        let (one, _) = run(busy(seed), 0);
        let (other, _) = run(busy(seed), order);
        prop_assert!(one == other);
        prop_assert_eq!(told(&one), truth(&busy(seed)));
    }
}
