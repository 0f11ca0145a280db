//! midare's rule: what counts, when a period ends, what becomes of a post alone.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use proptest::collection::vec;
use proptest::prelude::*;
use yodori::engine::event::{Event, Flags, Kind};
use yodori::engine::infer::filter::{Filter, Treatment};
use yodori::engine::infer::threshold::{Awake, MIDARE_SECS, awake};
use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::json::Style;
use yodori_testdata::post::{Post, utc};

use crate::support::{import, one};

/// A moment on the first of May, or so many days later: `08:00`, `08:00:01`, `1d08:00`.
fn moment(text: &str) -> DateTime<Utc> {
    let (days, time) = text.split_once('d').unwrap_or(("0", text));
    let time = NaiveTime::parse_from_str(time, "%H:%M:%S")
        .or_else(|_| NaiveTime::parse_from_str(time, "%H:%M"))
        .expect("a time of day");
    let day = NaiveDate::from_ymd_opt(2020, 5, 1).expect("a day");
    (day.and_time(time) + TimeDelta::days(days.parse().expect("days"))).and_utc()
}

fn clock(at: DateTime<Utc>) -> String {
    let since = at - moment("00:00");
    let days = match since.num_days() {
        0 => String::new(),
        days => format!("{days}d"),
    };
    let format = if at.timestamp() % 60 == 0 {
        "%H:%M"
    } else {
        "%H:%M:%S"
    };
    days + &at.format(format).to_string()
}

/// An event as told by a word: a moment, and after it what it is: `08:00bot`, `09:00retweet`.
fn event(id: usize, word: &str) -> Event {
    let is_moment = |char: char| char.is_ascii_digit() || char == ':';
    let (days, rest) = word.split_once('d').unwrap_or(("", word));
    let (days, rest) = if days.chars().all(|char| char.is_ascii_digit()) && !days.is_empty() {
        (days, rest)
    } else {
        ("0", word)
    };
    let what = rest.trim_start_matches(is_moment);
    let time = &rest[..rest.len() - what.len()];
    let kind = match what {
        "community" => Kind::CommunityTweet,
        "circle" => Kind::CircleTweet,
        "deleted" => Kind::DeletedTweet,
        _ => Kind::Tweet,
    };
    let at = moment(&[days, "d", time].concat());
    let mut event = Event::new(id as u64, at, kind).expect("a moment that an event can have");
    match what {
        "bot" => event.flags = Flags::BOT_WORD,
        "botretweet" => event.flags = Flags::BOT_WORD.with(Flags::RETWEET),
        "retweet" => event.flags = Flags::RETWEET,
        "undated" => event.flags = Flags::DATE_ONLY,
        "app1" => event.app = 1,
        "app2" => event.app = 2,
        _ => {}
    }
    event
}

fn events(words: &str) -> Vec<Event> {
    let words = words.split_whitespace().enumerate();
    words.map(|(id, word)| event(id, word)).collect()
}

/// Periods as `start-end`, lone events as `*at`, in order of time.
fn told(awake: &Awake) -> String {
    let periods = awake.periods.iter().map(|period| {
        let text = [clock(period.start), clock(period.end)].join("-");
        (period.start, text)
    });
    let lone = awake
        .lone
        .iter()
        .map(|lone| (lone.at, ["*", &clock(lone.at)].concat()));
    let mut all: Vec<_> = periods.chain(lone).collect();
    all.sort();
    let texts: Vec<String> = all.into_iter().map(|(_, text)| text).collect();
    texts.join(" ")
}

#[track_caller]
fn check_with(filter: &Filter, threshold_secs: i64, words: &str, expected: &str) {
    let awake = awake(&events(words), filter, threshold_secs);
    assert_eq!(told(&awake), expected, "{words}");
}

/// Events by midare's rule, as [`told`].
#[track_caller]
fn check(words: &str, expected: &str) {
    check_with(&Filter::default(), MIDARE_SECS, words, expected);
}

#[test]
fn a_gap_of_exactly_the_threshold_is_still_awake() {
    check("08:00 11:30:00", "08:00-11:30");
    check("08:00 11:29:59", "08:00-11:29:59");
    check("08:00 11:30:01", "*08:00 *11:30:01");
    check("08:00 11:30 15:00 18:30", "08:00-18:30");
    check("08:00 09:00 12:30:01 13:00", "08:00-09:00 12:30:01-13:00");
}

#[test]
fn a_period_reaches_from_its_oldest_to_its_newest_event() {
    check("08:00 08:01 09:00 11:59:59", "08:00-11:59:59");
    check("22:00 1d00:30 1d03:10", "22:00-1d03:10");
    check("08:00 09:00 20:00 21:00", "08:00-09:00 20:00-21:00");
    check(
        "08:00 11:00 14:00 17:00 20:00 23:00 1d02:00",
        "08:00-1d02:00",
    );
    check("00:00 4d00:00 4d01:00", "*00:00 4d00:00-4d01:00");
}

#[test]
fn no_events_give_no_periods() {
    check("", "");
    check("08:00undated", "");
    check("08:00bot 09:00bot", "");
}

#[test]
fn a_lone_event_is_a_mark_and_no_period() {
    check("04:00", "*04:00");
    check("00:00 04:00 08:00", "*00:00 *04:00 *08:00");
    check("04:00 12:00 13:00", "*04:00 12:00-13:00");
    check("12:00 13:00 20:00", "12:00-13:00 *20:00");
    check(
        "08:00 09:00 14:00 20:00 21:00",
        "08:00-09:00 *14:00 20:00-21:00",
    );
}

#[test]
fn two_events_in_one_second_are_a_period_of_no_length() {
    check("08:00 08:00", "08:00-08:00");
    check("08:00 08:00 08:00 20:00", "08:00-08:00 *20:00");
}

#[test]
fn duplicates_change_no_period() {
    check("08:00 08:00 09:00 09:00", "08:00-09:00");
    check("08:00 08:00 11:30 11:30", "08:00-11:30");
}

#[test]
fn bot_words_do_not_count_unless_asked_for() {
    let all = Filter {
        bot_words: Treatment::Counted,
        ..Filter::default()
    };
    for (words, by_default, with_bots) in [
        ("08:00 11:00bot 14:00", "*08:00 *14:00", "08:00-14:00"),
        ("08:00bot 09:00 10:00", "09:00-10:00", "08:00-10:00"),
        ("08:00 09:00 10:00botretweet", "08:00-09:00", "08:00-10:00"),
        ("08:00bot", "", "*08:00"),
    ] {
        check(words, by_default);
        check_with(&all, MIDARE_SECS, words, with_bots);
    }
}

#[test]
fn retweets_count_unless_they_are_left_out() {
    let without = Filter {
        retweets: Treatment::LeftOut,
        ..Filter::default()
    };
    check("08:00 11:00retweet 14:00", "08:00-14:00");
    check_with(
        &without,
        MIDARE_SECS,
        "08:00 11:00retweet 14:00",
        "*08:00 *14:00",
    );
}

#[test]
fn each_kind_counts_unless_it_is_left_out() {
    let words = "00:00 01:00community 02:00circle 03:00deleted";
    check(words, "00:00-03:00");
    for (kind, expected) in [
        (Kind::Tweet, "01:00-03:00"),
        (Kind::CommunityTweet, "00:00-03:00"),
        (Kind::DeletedTweet, "00:00-02:00"),
    ] {
        let mut filter = Filter::default();
        filter.kinds[kind as usize] = Treatment::LeftOut;
        check_with(&filter, MIDARE_SECS, words, expected);
    }
    let mut only_circles = Filter {
        kinds: [Treatment::LeftOut; Kind::ALL.len()],
        ..Filter::default()
    };
    only_circles.kinds[Kind::CircleTweet as usize] = Treatment::Counted;
    check_with(&only_circles, MIDARE_SECS, words, "*02:00");
}

#[test]
fn each_posting_app_counts_unless_it_is_hidden() {
    let hiding = |apps: &[u16]| Filter {
        hidden_apps: apps.iter().copied().collect(),
        ..Filter::default()
    };
    let words = "00:00 01:00app1 02:00app2";
    check_with(&hiding(&[]), MIDARE_SECS, words, "00:00-02:00");
    check_with(&hiding(&[2]), MIDARE_SECS, words, "00:00-01:00");
    check_with(&hiding(&[0, 1]), MIDARE_SECS, words, "*02:00");
    check_with(&hiding(&[0, 1, 2]), MIDARE_SECS, words, "");
    check_with(&hiding(&[7]), MIDARE_SECS, words, "00:00-02:00");
}

#[test]
fn of_an_app_with_scheduled_posts_those_at_second_0_are_left_out() {
    let without = Filter {
        scheduled_apps: [1].into_iter().collect(),
        ..Filter::default()
    };
    let words = "00:00app1 01:00:01app1 02:00app2 03:00 04:00app1";
    check(words, "00:00-04:00");
    check_with(&without, MIDARE_SECS, words, "01:00:01-03:00");
}

#[test]
fn a_moment_of_which_only_the_day_is_known_is_never_used() {
    let everything = Filter {
        bot_words: Treatment::Counted,
        ..Filter::default()
    };
    for filter in [Filter::default(), everything] {
        let words = "00:00undated 01:00 02:00 03:00undated 1d00:00undated";
        check_with(&filter, MIDARE_SECS, words, "01:00-02:00");
        check_with(&filter, 10 * MIDARE_SECS, words, "01:00-02:00");
    }
}

#[test]
fn the_threshold_can_be_moved() {
    let words = "08:00 09:00 12:00";
    for (secs, expected) in [
        (0, "*08:00 *09:00 *12:00"),
        (3_599, "*08:00 *09:00 *12:00"),
        (3_600, "08:00-09:00 *12:00"),
        (10_799, "08:00-09:00 *12:00"),
        (10_800, "08:00-12:00"),
        (i64::MAX, "08:00-12:00"),
    ] {
        check_with(&Filter::default(), secs, words, expected);
    }
    check_with(
        &Filter::default(),
        0,
        "08:00 08:00 08:00:01",
        "08:00-08:00 *08:00:01",
    );
}

#[test]
fn a_period_knows_its_first_and_last_event_and_how_many_count() {
    let events =
        events("07:00bot 08:00 08:30bot 09:00 09:30undated 10:00 11:00bot 20:00 1d10:00 1d10:00");
    let awake = awake(&events, &Filter::default(), MIDARE_SECS);
    let known: Vec<_> = awake
        .periods
        .iter()
        .map(|period| (period.first, period.last, period.events, period.seconds()))
        .collect();
    assert_eq!(known, [(1, 5, 3, 7_200), (8, 9, 2, 0)]);
    assert_eq!(
        awake.lone.iter().map(|lone| lone.event).collect::<Vec<_>>(),
        [7]
    );
    assert_eq!(awake.seconds(), 7_200);
}

#[test]
fn the_bounds_are_those_of_periods_and_marks_together() {
    for (words, expected) in [
        ("", None),
        ("04:00", Some("04:00-04:00")),
        ("04:00 12:00 13:00", Some("04:00-13:00")),
        ("12:00 13:00 20:00", Some("12:00-20:00")),
        ("01:00bot 12:00 13:00 20:00undated", Some("12:00-13:00")),
    ] {
        let bounds = awake(&events(words), &Filter::default(), MIDARE_SECS).bounds();
        let told = bounds.map(|(first, last)| [clock(first), clock(last)].join("-"));
        assert_eq!(told.as_deref(), expected, "{words}");
    }
}

fn events_at(seconds: &[u32]) -> Vec<Event> {
    let mut seconds = seconds.to_vec();
    seconds.sort_unstable();
    let event = |(id, secs): (usize, &u32)| {
        let at = DateTime::from_timestamp(i64::from(*secs), 0)?;
        Event::new(id as u64, at, Kind::Tweet)
    };
    seconds.iter().enumerate().filter_map(event).collect()
}

fn awake_at(seconds: &[u32]) -> Awake {
    awake(&events_at(seconds), &Filter::default(), MIDARE_SECS)
}

/// Moments of about three weeks, crowded enough for periods and sparse enough for gaps.
fn moments() -> impl Strategy<Value = Vec<u32>> {
    vec(1_600_000_000_u32..1_601_800_000, 0..150)
}

proptest! {
    #[test]
    fn an_event_more_never_shortens_the_time_awake(seconds in moments(), more in 1_600_000_000_u32..1_601_800_000) {
        let before = awake_at(&seconds).seconds();
        let after = awake_at(&[seconds, vec![more]].concat()).seconds();
        prop_assert!(before <= after, "{before} became {after}");
    }

    #[test]
    fn a_longer_threshold_never_shortens_the_time_awake(seconds in moments(), less in 0_i64..40_000, more in 0_i64..40_000) {
        let events = events_at(&seconds);
        let by = |threshold| awake(&events, &Filter::default(), threshold).seconds();
        prop_assert!(by(less) <= by(less + more));
    }

    #[test]
    fn duplicates_never_change_the_time_awake(seconds in moments(), times in 1_usize..4) {
        let once = awake_at(&seconds);
        let often = awake_at(&seconds.repeat(times + 1));
        prop_assert_eq!(once.seconds(), often.seconds());
        prop_assert_eq!(once.periods.len() + once.lone.len(), often.periods.len());
    }

    #[test]
    fn periods_and_marks_are_apart_by_more_than_the_threshold_and_ascend(seconds in moments()) {
        let awake = awake_at(&seconds);
        let periods = awake.periods.iter().map(|period| (period.start, period.end, period.events));
        let mut all: Vec<_> = periods.chain(awake.lone.iter().map(|lone| (lone.at, lone.at, 1))).collect();
        prop_assert!(awake.periods.windows(2).all(|pair| pair[0].end < pair[1].start));
        prop_assert!(awake.lone.windows(2).all(|pair| pair[0].at < pair[1].at));
        all.sort();
        for pair in all.windows(2) {
            prop_assert!(MIDARE_SECS < (pair[1].0 - pair[0].1).num_seconds(), "{pair:?}");
        }
        prop_assert_eq!(all.iter().map(|(_, _, events)| events).sum::<usize>(), seconds.len());
        prop_assert!(awake.periods.iter().all(|period| 2 <= period.events && period.start <= period.end));
    }

    #[test]
    fn neither_the_order_in_a_file_nor_records_that_stand_in_it_twice_matter(
        (posts, twice, shuffled) in archived().prop_flat_map(|posts| {
            let twice = [posts.clone(), posts.clone()].concat();
            (Just(posts), Just(twice.clone()), Just(twice).prop_shuffle())
        })
    ) {
        let expected = awake_of(&posts);
        prop_assert_eq!(&awake_of(&twice), &expected);
        prop_assert_eq!(&awake_of(&shuffled), &expected);
    }
}

/// Posts with ids of their own, by time.
fn archived() -> impl Strategy<Value = Vec<Post>> {
    vec(0_i64..400_000, 1..40).prop_map(|mut seconds| {
        seconds.sort_unstable();
        let start = utc("2024-03-05 14:02:11");
        let post = |(nth, secs): (usize, &i64)| {
            let id = 1_764_000_000_000_000_000 + nth as u64;
            Post::new(id, start + secs, "ねむい")
        };
        seconds.iter().enumerate().map(post).collect()
    })
}

fn awake_of(posts: &[Post]) -> Awake {
    let file = gdpr::posts("tweets.part0", Wrapper::Tweet, Style::UNTIL_2020, posts);
    let (_, imported) = import(&one("tweets.js", file)).expect("posts can be read");
    awake(&imported.events, &Filter::default(), MIDARE_SECS)
}

#[test]
fn whoever_asks_of_many_events_is_told_what_one_is() {
    let mut apps = Filter::default();
    apps.hidden_apps.insert(1);
    apps.scheduled_apps.insert(2);
    let mut others = apps.clone();
    others.treat_acts(Treatment::LeftOut);
    others.retweets = Treatment::LeftOut;
    others.bot_words = Treatment::Counted;
    others.not_done = Flags::default();
    for filter in [Filter::default(), apps, others] {
        let sieve = filter.sieve();
        let mut moments = Vec::new();
        let mut events = Vec::new();
        for kind in Kind::ALL {
            for bits in 0..=u8::MAX {
                for (app, time) in [
                    (0, "08:00:01"),
                    (1, "08:00:01"),
                    (2, "08:00"),
                    (2, "08:00:01"),
                ] {
                    let mut event =
                        Event::new(1, moment(time), kind).expect("a moment of this century");
                    (event.flags, event.app) = (Flags::from_bits(bits), app);
                    let counts = filter.counts(&event);
                    assert_eq!(sieve.counts(&event), counts, "{event:?}");
                    moments.extend(counts.then(|| event.epoch_secs() as u32));
                    events.push(event);
                }
            }
        }
        assert_eq!(filter.moments(&events), moments);
        assert!(!moments.is_empty() && moments.len() < events.len());
    }
}
