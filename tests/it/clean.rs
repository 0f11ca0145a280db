//! Cleaning: machines are found in archives and among simulated apps, and people are left alone.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use yodori::engine::event::{Event, Flags, Imported, Kind};
use yodori::engine::figures::counted;
use yodori::engine::infer::clean::{self, Finding, Reason};
use yodori::engine::infer::filter::{Filter, Treatment};
use yodori::engine::sample::Sample;
use yodori::engine::text::Language;
use yodori_testdata::archive::{Generation, Plan};
use yodori_testdata::chance::Chance;
use yodori_testdata::machines;
use yodori_testdata::post::Machine;
use yodori_testdata::truth::Truth;

use crate::support::{import, one};

const HOUR: i64 = 3_600;
const DAY: i64 = 24 * HOUR;
const START: i64 = 1_700_006_400; // midnight, UTC

/// Someone, or something, that posts with one app: `posts` moments from a seed.
type Poster = fn(posts: usize, chance: &mut Chance) -> Vec<i64>;

/// Awake from nine to one, in sessions of a few posts, at any second.
fn person(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let mut times = Vec::new();
    while times.len() < posts {
        let mut at = waking(chance);
        for _ in 0..=chance.below(6) {
            times.push(at);
            at += chance.within(8..400);
        }
    }
    times.truncate(posts);
    times
}

/// Any moment of a waking day, of ten a month as many as it takes.
fn waking(chance: &mut Chance) -> i64 {
    START + chance.within(0..300) * DAY + chance.within(9 * HOUR..25 * HOUR)
}

/// A person a third of whose posts are within two minutes of a full hour: the news, a quiz, a train.
fn full_hours(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let mut times = person(posts, chance);
    for at in times.iter_mut().step_by(3) {
        *at = *at / HOUR * HOUR + chance.within(-120..120);
    }
    times
}

/// A person who posts on the way: at twenty past and ten to, give or take eight minutes.
fn commuter(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let trains = [20 * 60, 50 * 60];
    (0..posts)
        .map(|_| waking(chance) / HOUR * HOUR + chance.pick(&trains) + chance.within(-480..480))
        .collect()
}

/// A person who plays at hitting a minute to the second, with one post in eighty.
fn on_the_dot(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let mut times = person(posts, chance);
    for at in times.iter_mut().step_by(80) {
        *at = *at / 60 * 60;
    }
    times
}

/// A person with one evening's talk in this app, all within a quarter of an hour.
fn one_evening(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let start = waking(chance);
    (0..posts)
        .map(|_| start + chance.within(0..15 * 60))
        .collect()
}

/// A person who writes threads of eight and sends each at once, the first one at second 0.
fn threads(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let starts: Vec<i64> = (0..posts.div_ceil(8)).map(|_| waking(chance)).collect();
    let start = |nth| match nth {
        0 => starts[0] / 60 * 60,
        _ => starts[nth],
    };
    (0..posts).map(|nth| start(nth / 8)).collect()
}

/// A person of whom a fifth of all posts is scheduled, at minutes that are easy to choose.
fn a_fifth_scheduled(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let mut times = person(posts, chance);
    for at in times.iter_mut().step_by(5) {
        *at = *at / 300 * 300;
    }
    times
}

/// Nine in ten scheduled for full hours; what is left is typed.
fn most_scheduled(posts: usize, chance: &mut Chance) -> Vec<i64> {
    let mut times = person(posts, chance);
    for (nth, at) in times.iter_mut().enumerate() {
        if nth % 10 != 0 {
            *at = waking(chance) / HOUR * HOUR;
        }
    }
    times
}

fn cron(every_mins: i64, late_secs: i64, posts: usize, chance: &mut Chance) -> Vec<i64> {
    let beat = every_mins * 60;
    (0..posts)
        .map(|_| START + chance.within(0..300 * DAY / beat) * beat + chance.within(1..late_secs))
        .collect()
}

/// The app `App` with posts at these seconds.
fn imported(times: &[i64]) -> Imported {
    let mut times = times.to_vec();
    times.sort_unstable();
    let event = |(id, secs): (usize, &i64)| {
        let mut event = Event::new(
            id as u64,
            DateTime::from_timestamp(*secs, 0)?,
            [Kind::Tweet, Kind::CommunityTweet][id % 2],
        )?;
        event.app = 1;
        if id % 3 == 0 {
            event.flags = Flags::RETWEET;
        }
        Some(event)
    };
    Imported {
        events: times.iter().enumerate().filter_map(event).collect(),
        apps: vec![String::new(), "App".into()],
        ..Imported::default()
    }
}

/// `-`, `scheduled` or `cron 15`.
fn told(found: &[Finding]) -> String {
    match found {
        [] => "-".into(),
        [one] => match one.reason {
            Reason::Automatic => "automatic".into(),
            Reason::Scheduled { .. } => "scheduled".into(),
            Reason::Cron { every_mins, .. } => format!("cron {every_mins}"),
        },
        _ => panic!("one app, and {found:?}"),
    }
}

/// What is found in 200 such apps; all must be as expected.
#[track_caller]
fn check(who: &str, poster: Poster, posts: usize, expected: &str) {
    let other: Vec<String> = (0..200)
        .filter_map(|seed| {
            let times = poster(posts, &mut Chance::new(seed * 7919 + posts as u64));
            let told = told(&clean::findings(&imported(&times)));
            (told != expected).then_some(told)
        })
        .collect();
    let first = other.first();
    assert_eq!(
        first,
        None,
        "{who} with {posts} posts: {} of 200",
        other.len()
    );
}

#[test]
fn people_are_never_taken_for_machines() {
    let people: [(&str, Poster); 6] = [
        ("a person", person),
        ("one who likes full hours", full_hours),
        ("a commuter", commuter),
        ("one who is on the dot", on_the_dot),
        ("one evening", one_evening),
        ("threads sent at once", threads),
    ];
    for (who, poster) in people {
        for posts in [1, 5, 19, 24, 60, 200, 1_000, 8_000] {
            check(who, poster, posts, "-");
        }
    }
}

#[test]
fn scheduled_posts_among_typed_ones_are_found() {
    for posts in [200, 1_000, 5_000] {
        check("a fifth", a_fifth_scheduled, posts, "scheduled");
    }
    for posts in [60, 200, 1_000] {
        check("nine in ten", most_scheduled, posts, "scheduled");
    }
}

#[test]
fn programs_on_a_beat_are_found_with_their_beat() {
    let hourly: Poster = |posts, chance| cron(60, 90, posts, chance);
    let slow: Poster = |posts, chance| cron(60, 540, posts, chance);
    let halves: Poster = |posts, chance| cron(30, 90, posts, chance);
    let thirds: Poster = |posts, chance| cron(20, 90, posts, chance);
    let quarters: Poster = |posts, chance| cron(15, 90, posts, chance);
    let sixths: Poster = |posts, chance| cron(10, 60, posts, chance);
    // On time to the second, which a schedule is as well: nothing typed speaks for a person.
    let exact: Poster =
        |posts, chance| cron(60, 2, posts, chance).iter().map(|at| at - 1).collect();
    for posts in [60, 300, 3_000] {
        check("hourly", hourly, posts, "cron 60");
        check("hourly within nine minutes", slow, posts, "cron 60");
        check("half-hourly", halves, posts, "cron 30");
        check("every 20 minutes", thirds, posts, "cron 20");
        check("every 15 minutes", quarters, posts, "cron 15");
        check("every 10 minutes", sixths, posts, "cron 10");
        check("hourly at second 0", exact, posts, "cron 60");
    }
}

#[test]
fn a_handful_of_posts_is_never_enough() {
    let scheduled: Poster = |posts, _| (0..posts as i64).map(|nth| START + nth * DAY).collect();
    let hourly: Poster = |posts, chance| cron(60, 30, posts, chance);
    for posts in 0..clean::LEAST_POSTS as usize {
        check("scheduled", scheduled, posts, "-");
    }
    for posts in 0..clean::LEAST_HOURS {
        check("hourly", hourly, posts, "-");
    }
    check(
        "scheduled",
        scheduled,
        clean::LEAST_POSTS as usize,
        "scheduled",
    );
}

#[test]
fn the_shares_of_tweetdeck_that_were_measured_are_found() {
    // 25 of 41 and 18 of 32 at second 0, in two archives.
    for (at_second_0, posts) in [(25, 41), (18, 32)] {
        let mut times = person(posts, &mut Chance::new(posts as u64));
        for (nth, at) in times.iter_mut().enumerate() {
            *at = (*at / 60 + 2 * nth as i64) * 60 + if nth < at_second_0 { 0 } else { 31 };
        }
        let found = clean::findings(&imported(&times));
        assert_eq!(told(&found), "scheduled");
        assert_eq!(found[0].count, at_second_0 as u64);
    }
}

#[test]
fn what_no_app_is_known_of_and_what_has_no_time_of_day_says_nothing() {
    let times: Vec<i64> = (0..300).map(|nth| START + nth * DAY).collect();
    assert_ne!(clean::findings(&imported(&times)), []);
    let mut unknown = imported(&times);
    unknown.events.iter_mut().for_each(|event| event.app = 0);
    assert_eq!(clean::findings(&unknown), []);
    let mut days = imported(&times);
    let undated = |event: &mut Event| event.flags = event.flags.with(Flags::DATE_ONLY);
    days.events.iter_mut().for_each(undated);
    assert_eq!(clean::findings(&days), []);
    days.apps[1] = "IFTTT".into();
    assert_eq!(clean::findings(&days), []);
}

#[test]
fn the_sample_people_post_by_hand() {
    for sample in Sample::ALL {
        for month in 1..=12 {
            let last_day = NaiveDate::from_ymd_opt(2026, month, 20).expect("a day");
            let imported = sample.imported(Language::Japanese, last_day);
            assert_eq!(clean::findings(&imported), [], "{sample:?}");
        }
    }
}

#[test]
fn made_archives_hold_no_machines_unless_they_were_made_to() {
    for generation in Generation::ALL {
        for seed in 0..4 {
            let mut plan = Plan::small(generation, seed);
            plan.life.posts = 1_500;
            let zip = plan.make().zip(yodori_testdata::zip::Method::Stored);
            let (_, imported) = import(&one("it.zip", zip.build())).expect("posts");
            assert_eq!(clean::findings(&imported), [], "{generation:?}");
        }
    }
}

/// An archive of an account with machines, read, and the truth about it.
fn with_machines(seed: u64) -> (Imported, Truth) {
    let plan = Plan::small(Generation::Current, seed);
    let archive = plan.make_of(&machines::posts(seed));
    let zip = archive.zip(yodori_testdata::zip::Method::Stored);
    let (_, imported) = import(&one("it.zip", zip.build())).expect("posts");
    (imported, archive.truth)
}

#[test]
fn exactly_the_apps_of_machines_are_found_in_an_archive_and_exactly_their_posts_left_out() {
    let mut typed_lost = 0;
    for seed in 0..12 {
        let (imported, truth) = with_machines(seed);
        let findings = clean::findings(&imported);
        let found: BTreeSet<(&str, &str)> = findings
            .iter()
            .map(|finding| {
                let reason = match finding.reason {
                    Reason::Automatic => "automatic",
                    Reason::Scheduled { .. } => "scheduled",
                    Reason::Cron { .. } => "cron",
                };
                (&*imported.apps[usize::from(finding.app)], reason)
            })
            .collect();
        let posted = truth.posts.iter();
        let made: BTreeSet<(&str, &str)> = posted
            .filter_map(|told| Some((told.app, told.machine?.name())))
            .collect();
        assert_eq!(found, made);

        let filter = clean::filter(&findings);
        let events = imported.events.iter();
        let events = events.filter(|event| event.kind.is_post());
        for (event, told) in events.zip(&truth.posts) {
            assert_eq!(event.id, told.id);
            // What is typed at second 0, in the client that also schedules, can't be told apart.
            let schedules = made.contains(&(told.app, Machine::Scheduled.name()));
            let is_lost = told.machine.is_none() && schedules && told.at % 60 == 0;
            typed_lost += usize::from(is_lost);
            let is_left_out = told.machine.is_some() || is_lost;
            assert_eq!(
                !filter.counts(event),
                is_left_out || told.bot_word,
                "{told:?}"
            );
            let covered = findings.iter().filter(|one| one.covers(event)).count();
            assert_eq!(covered, usize::from(is_left_out), "{told:?}");
        }
        let removed: u64 = findings.iter().map(|finding| finding.count).sum();
        let all = counted(&imported.events, &Filter::default());
        assert_eq!(all - counted(&imported.events, &filter), removed);
    }
    assert!((3..60).contains(&typed_lost), "{typed_lost} of 12 archives");
}

#[test]
fn each_finding_is_counted_in_again_on_its_own() {
    let (imported, _) = with_machines(3);
    let findings = clean::findings(&imported);
    assert!(findings.len() > 4);
    let cleaned = clean::filter(&findings);
    let count = |filter: &Filter| counted(&imported.events, filter);
    let mut all = cleaned.clone();
    for finding in &findings {
        assert_eq!(finding.treatment(&cleaned), Treatment::LeftOut);
        let mut filter = cleaned.clone();
        finding.treat(&mut filter, Treatment::Counted);
        assert_eq!(finding.treatment(&filter), Treatment::Counted);
        assert_eq!(count(&filter), count(&cleaned) + finding.count);
        finding.treat(&mut filter, Treatment::LeftOut);
        assert_eq!(filter, cleaned);
        finding.treat(&mut all, Treatment::Counted);
    }
    assert_eq!(all, Filter::default());
    assert_eq!(clean::filter(&[]), Filter::default());
}
