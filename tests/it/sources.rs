//! Who tells of which hours: an archive and GitHub in one timeline.

use chrono::DateTime;
use proptest::collection::vec;
use proptest::prelude::*;
use yodori::engine::event::{Event, Kind, Source};
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::{Filter, Treatment};
use yodori::engine::infer::threshold::{Awake, AwakePeriod, Lone, MIDARE_SECS, awake};
use yodori::engine::scene::calendar::{Calendar, Edge, Row};
use yodori::engine::scene::layout::{Look, Viewport};
use yodori::engine::scene::{Ink, Shape};
use yodori::engine::text::Language;
use yodori::engine::time::Zone;

use crate::calendar::day;

/// 2024-05-01T00:00:00Z.
const MIDNIGHT: i64 = 1_714_521_600;

/// Events as `8:00x 9:30g`: at that time, of an archive of X or of GitHub.
fn events(words: &str) -> Vec<Event> {
    let event = |(id, word): (usize, &str)| {
        let (time, source) = word.split_at(word.len() - 1);
        let (hours, minutes) = time.split_once(':').expect("a time");
        let secs = |text: &str, unit: i64| text.parse::<i64>().expect("a number") * unit;
        let at = MIDNIGHT + secs(hours, 3_600) + secs(minutes, 60);
        let kind = if source == "g" {
            Kind::Commit
        } else {
            Kind::Tweet
        };
        Event::at_second(id as u64, at, kind).expect("an event")
    };
    words.split_whitespace().enumerate().map(event).collect()
}

fn awake_of(words: &str) -> Awake {
    awake(&events(words), &Filter::default(), MIDARE_SECS)
}

fn calendar(words: &str, days: &str) -> Calendar {
    let (first, last) = days.split_once("..").expect("days");
    let days = day(first)..day(last).succ_opt().expect("a day after");
    Calendar::new(&awake_of(words), &Zone::utc(), Country::None, days, 0)
}

fn told_row(row: &Row) -> String {
    let clock = |secs: u32| format!("{}:{:02}", secs / 3_600, secs / 60 % 60);
    let of = |source: Option<Source>| match source {
        Some(Source::Archive) => "x",
        Some(Source::GitHub) => "g",
        None => "",
    };
    let cut = |edge, sign| if edge == Edge::Cut { sign } else { "" };
    let segments = row.segments.iter().map(|one| {
        let (from, to) = (clock(one.from), clock(one.to));
        let (before, after) = (cut(one.starts, "<"), cut(one.ends, ">"));
        format!("{before}{from}-{to}{after}{}", of(one.source))
    });
    let marks = row.marks.iter();
    let marks = marks.map(|mark| format!("*{}{}", clock(mark.at), of(mark.source)));
    segments.chain(marks).collect::<Vec<_>>().join(" ")
}

#[test]
fn each_stretch_is_of_the_source_whose_event_is_nearest() {
    let check = |words: &str, expected: &str| {
        let told = calendar(words, "2024-05-01..2024-05-02");
        let told: Vec<String> = told.rows.iter().map(told_row).collect();
        assert_eq!(
            told.join(" / ").trim_end_matches(" / "),
            expected,
            "{words}"
        );
    };
    // One source alone needs no telling.
    check("8:00x 9:00x", "8:00-9:00");
    check("8:00g 9:00g 20:00g", "8:00-9:00 *20:00");
    check("8:00x 10:00g", "8:00-9:00>x <9:00-10:00g");
    check(
        "8:00x 9:00g 10:00x",
        "8:00-8:30>x <8:30-9:30>g <9:30-10:00x",
    );
    check("8:00x 8:20x 9:00g 9:30g", "8:00-8:40>x <8:40-9:30g");
    check("8:00x 8:30x 20:00g", "8:00-8:30x *20:00g");
    check("8:00g 20:00x 21:00x", "20:00-21:00x *8:00g");
    // Over midnight, which cuts as well.
    check(
        "22:00x 25:00g",
        "22:00-23:30>x <23:30-24:00>g / <0:00-1:00g",
    );
    check("21:00x 24:00g", "21:00-22:30>x <22:30-24:00g");
}

#[test]
fn what_is_not_counted_tells_nothing() {
    let events = events("8:00x 9:00g 10:00x");
    let mut filter = Filter::default();
    filter.treat_github(Treatment::LeftOut);
    assert_eq!(awake(&events, &filter, MIDARE_SECS).sources, []);
    filter.treat_github(Treatment::Counted);
    filter.treat_archive(Treatment::LeftOut);
    let told = awake(&events, &filter, MIDARE_SECS);
    assert_eq!((told.periods.len(), told.lone.len()), (0, 1));
    assert_eq!(told.sources, []);
    filter.treat_archive(Treatment::Counted);
    assert_eq!(filter, Filter::default());
}

#[test]
fn a_source_holds_until_the_next_one() {
    let told = awake_of("8:00x 9:00g 9:00x 9:00g 30:00x");
    let at = |hours: i64| MIDNIGHT + hours * 3_600;
    let check = |secs: i64, source: Source, until: i64| {
        assert_eq!(told.source(secs), (Some(source), until), "{secs}");
    };
    check(i64::MIN, Source::Archive, at(8) + 1_800);
    check(at(8) + 1_799, Source::Archive, at(8) + 1_800);
    check(at(8) + 1_800, Source::GitHub, at(9));
    // Of those in one second the last.
    check(at(9), Source::GitHub, at(19) + 1_800);
    check(at(40), Source::Archive, i64::MAX);
    assert_eq!(Awake::default().source(0), (None, i64::MAX));
}

#[test]
fn bars_of_github_are_told_by_colour_and_by_a_slit_and_are_one_under_the_pointer() {
    let calendar = calendar("8:00x 10:00g 26:00g", "2024-05-01..2024-05-02");
    let check = |days: usize, slits: usize, holes: usize| {
        let look = Look::comfortable(800.0, days, Language::English);
        let height = calendar.height(&look);
        let viewport = Viewport { top: 0.0, height };
        let scene = calendar.scene(&look, &viewport);
        let bars = |ink: Ink| {
            let of = |shape: &&Shape| match shape {
                Shape::Rect { rect, ink: own, .. } => *own == ink && rect.width < 100.0,
                _ => false,
            };
            scene.shapes.iter().filter(of).count()
        };
        assert_eq!((bars(Ink::Awake), bars(Ink::GitHub)), (1, 1), "{days}");
        // The year's own ground is wider.
        assert_eq!(bars(Ink::Card), slits, "{days}");
        let discs = scene.shapes.iter();
        let discs = discs.filter(|shape| matches!(shape, Shape::Disc { ink: Ink::Card, .. }));
        assert_eq!(discs.count(), holes, "{days}");
        let pick = calendar.entries[0].pick;
        assert_eq!(calendar.hover(&look, &viewport, pick).shapes.len(), 1);
    };
    check(21, 1, 1);
    check(200, 1, 1);
    // No room for either.
    check(3_000, 0, 0);
}

/// The rule in as few thoughts as possible: whole lists of events, cut at gaps and where another source tells.
fn plainly(events: &[Event], threshold_secs: i64) -> Awake {
    let at =
        |index: usize| DateTime::from_timestamp(events[index].epoch_secs(), 0).expect("a moment");
    let gap = |index: usize| events[index].epoch_secs() - events[index - 1].epoch_secs();
    let mut found = Awake::default();
    let starts: Vec<_> = (0..events.len())
        .filter(|index| *index == 0 || threshold_secs < gap(*index))
        .collect();
    for (nth, first) in starts.iter().copied().enumerate() {
        let last = starts.get(nth + 1).map_or(events.len(), |next| *next) - 1;
        match last - first {
            0 => found.lone.push(Lone {
                at: at(first),
                event: first,
            }),
            more => found.periods.push(AwakePeriod {
                start: at(first),
                end: at(last),
                first,
                last,
                events: more + 1,
            }),
        }
    }
    let changes = (1..events.len())
        .filter(|index| events[*index].kind.source() != events[index - 1].kind.source());
    for index in changes {
        if found.sources.is_empty() {
            found
                .sources
                .push((i64::MIN, events[index - 1].kind.source()));
        }
        let halfway = events[index].epoch_secs() - gap(index) / 2;
        found.sources.push((halfway, events[index].kind.source()));
    }
    found
}

proptest! {
    #[test]
    fn two_sources_are_one_timeline(gaps in vec((0_i64..4, any::<bool>()), 0..80)) {
        // Gaps of no time, a little, exactly the threshold and a second more.
        let secs = [0, 61, MIDARE_SECS, MIDARE_SECS + 1];
        let mut at = MIDNIGHT;
        let events: Vec<Event> = gaps
            .iter()
            .enumerate()
            .map(|(id, (gap, is_commit))| {
                at += secs[*gap as usize];
                let kind = if *is_commit { Kind::Commit } else { Kind::Tweet };
                Event::at_second(id as u64, at, kind).expect("an event")
            })
            .collect();
        prop_assert_eq!(awake(&events, &Filter::default(), MIDARE_SECS), plainly(&events, MIDARE_SECS));
    }
}
