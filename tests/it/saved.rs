//! What is taken along as JSON and what the browser keeps are the same again when they come back, and whatever else
//! comes is told.

use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::*;
use yodori::engine::event::{Event, Flags, Imported, Kind, Person, SkipReason};
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::{Apps, Filter, Treatment};
use yodori::engine::infer::threshold::MIDARE_SECS;
use yodori::engine::opened::{Opened, Origin};
use yodori::engine::plain;
use yodori::engine::protocol::kept;
use yodori::engine::sample::Sample;
use yodori::engine::saved::{Names, Unread, bare, bare_event, read, union, written};
use yodori::engine::text::Language;
use yodori::engine::time::{Offset, Zone};

const MADE: &str = "2026-11-29T12:00:00+09:00";

pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub fn tokyo() -> Zone {
    let offsets = vec![Offset {
        from: 0,
        secs: 32_400,
    }];
    Zone::new("Asia/Tokyo", offsets).expect("a zone")
}

/// Someone of whom these events are known.
pub fn opened(events: Vec<Event>) -> Opened {
    Opened {
        origin: Origin::Archive,
        imported: Imported {
            events,
            person: Person {
                id: "12".into(),
                handle: "yoru_log71".into(),
                name: "夜 \"ログ\"\u{202e}\0<b>".into(),
            },
            apps: vec![
                String::new(),
                "Twitter for iPhone".into(),
                "<script>".into(),
            ],
            ..Imported::default()
        },
        filter: Filter::default(),
        zone: tokyo(),
        country: Country::Japan,
        marked: vec![day("2024-01-02")],
        days: day("2024-02-24")..day("2024-03-16"),
        start_hour: 4,
        threshold_secs: MIDARE_SECS,
    }
}

/// A sample's year, as it is without texts.
pub fn owl() -> Opened {
    let imported = Sample::NightOwl.imported(Language::Japanese, day("2024-03-15"));
    Opened {
        imported: bare(imported.clone()),
        ..opened(Vec::new())
    }
}

fn arbitrary_event() -> impl Strategy<Value = Event> {
    let kind = prop::sample::select(&Kind::ALL[..]);
    let id = prop_oneof![Just(0), any::<u64>()];
    let parts = (any::<u32>(), kind, 0..3_u16, any::<u8>(), id);
    parts.prop_map(|(secs, kind, app, flags, id)| {
        bare_event(secs.into(), kind, app, Flags::from_bits(flags), id).expect("a moment")
    })
}

prop_compose! {
    fn arbitrary()(
        mut events in prop::collection::vec(arbitrary_event(), 1..60),
        texts in prop::array::uniform4(any::<String>().prop_map(|text| plain::name(&text))),
        is_github in any::<bool>(),
        left_out in prop::array::uniform32(any::<bool>()),
        apps in prop::collection::vec(0..3_u16, 0..3),
        not_done in any::<u8>(),
        offsets in prop::collection::btree_map(any::<i64>(), -86_399..86_400_i32, 1..5),
        marked in prop::collection::btree_set(0..49_000_i32, 0..5),
        days in (0..40_000_i32, 1..5_000_i32),
        start_hour in 0..24_u8,
        threshold_secs in 0..=86_400_i64,
    ) -> Opened {
        events.sort_by_key(Event::epoch_secs);
        // As whatever is opened has them.
        let [id, handle, name, app] = texts;
        let treatment = |is: bool| if is { Treatment::LeftOut } else { Treatment::Counted };
        let mut filter = Filter {
            hidden_apps: apps.iter().copied().collect(),
            scheduled_apps: apps.iter().rev().take(1).copied().collect::<Apps>(),
            retweets: treatment(left_out[0]),
            bot_words: treatment(left_out[1]),
            not_done: Flags::from_bits(not_done),
            ..Filter::default()
        };
        for (kind, is) in filter.kinds.iter_mut().zip(left_out) {
            *kind = treatment(is);
        }
        let epoch = |day| NaiveDate::from_epoch_days(day).expect("a day");
        let offsets = offsets.into_iter().map(|(from, secs)| Offset { from, secs });
        Opened {
            origin: if is_github { Origin::GitHub } else { Origin::Archive },
            imported: Imported {
                events,
                person: Person { id, handle, name: name.clone() },
                apps: vec![String::new(), app, name.clone()],
                ..Imported::default()
            },
            filter,
            zone: Zone::new(name, offsets.collect()).expect("a zone"),
            country: if is_github { Country::None } else { Country::Japan },
            marked: marked.into_iter().map(epoch).collect(),
            days: epoch(days.0)..epoch(days.0 + days.1),
            start_hour,
            threshold_secs,
        }
    }
}

proptest! {
    #[test]
    fn json_gives_back_events_person_and_settings(opened in arbitrary()) {
        let text = written(&opened, Names::With, MADE);
        serde_json::from_str::<serde_json::Value>(&text).expect("it is JSON");
        prop_assert_eq!(read(text.as_bytes()), Ok(opened.clone()));
        let mut nameless = opened.clone();
        nameless.imported.person = Person::default();
        for event in &mut nameless.imported.events {
            event.id = 0;
        }
        let text = written(&opened, Names::Without, MADE);
        prop_assert_eq!(read(text.as_bytes()), Ok(nameless));
    }

    #[test]
    fn what_the_browser_keeps_gives_it_all_back(opened in arbitrary()) {
        let bytes = kept::to_bytes(&opened, MADE);
        prop_assert_eq!(kept::from_bytes(&bytes), Ok(opened));
    }

    #[test]
    fn a_text_that_was_changed_anywhere_is_read_or_told_about(
        opened in arbitrary(), at in any::<prop::sample::Index>(), byte in any::<u8>(), cut in any::<bool>(),
    ) {
        let mut text = written(&opened, Names::With, MADE).into_bytes();
        let at = at.index(text.len());
        if cut { text.truncate(at) } else { text[at] = byte }
        let _ = read(&text);
        let mut bytes = kept::to_bytes(&opened, MADE);
        let at = at.min(bytes.len() - 1);
        if cut { bytes.truncate(at) } else { bytes[at] = byte }
        let _ = kept::from_bytes(&bytes);
    }

    #[test]
    fn whoever_is_put_together_with_themselves_stays_the_same(opened in arbitrary()) {
        prop_assert_eq!(union(opened.clone(), opened.clone()), opened);
    }
}

#[test]
fn a_year_comes_back_as_it_was() {
    let owl = owl();
    assert!(1_000 < owl.imported.events.len());
    let text = written(&owl, Names::With, MADE);
    // Not `assert_eq`: it would print all of it.
    assert!(read(text.as_bytes()).as_ref() == Ok(&owl));
    assert!(kept::from_bytes(&kept::to_bytes(&owl, MADE)) == Ok(owl));
}

#[test]
fn only_posts_that_may_feed_the_bird_keep_their_ids() {
    let last = 1_700_000_000;
    let event = |days: i64, kind| {
        let event = Event::at_second(7, last - days * 86_400, kind).expect("a moment");
        event.located(3, 900).expect("a place")
    };
    let all = vec![
        event(10, Kind::Tweet),
        event(8, Kind::Tweet),
        event(0, Kind::Message),
        event(0, Kind::Tweet),
    ];
    let bare = bare(Imported {
        events: all,
        others: vec![Person::default()],
        unopened: vec!["a".into()],
        ..Imported::default()
    });
    let ids: Vec<u64> = bare.events.iter().map(|event| event.id).collect();
    assert_eq!(ids, [0, 7, 0, 7]);
    assert!(
        bare.events
            .iter()
            .all(|event| event.offset() == 0 && event.file == u16::MAX)
    );
    assert!(bare.others.is_empty() && bare.unopened.is_empty());
}

#[test]
fn a_file_without_names_has_no_id_that_leads_to_the_account() {
    let id = 1_761_234_567_890_123_456;
    let post = Event::at_second(id, 1_708_731_000, Kind::Tweet).expect("a moment");
    for (names, left, row) in [
        (
            Names::With,
            id,
            "[1708731000,0,0,0,\"1761234567890123456\"]",
        ),
        (Names::Without, 0, "[1708731000,0]"),
    ] {
        let text = written(&opened(vec![post]), names, MADE);
        assert!(
            text.ends_with(&["\"events\":[\n", row, "\n]}\n"].concat()),
            "{text}"
        );
        let read = read(text.as_bytes()).expect("it has an event");
        assert_eq!(read.imported.events[0].id, left);
    }
}

fn check(text: &str, expected: Result<&[(i64, Kind)], Unread>, skipped: &[(SkipReason, u64)]) {
    let found = read(text.as_bytes());
    let events = found.as_ref().map(|opened| {
        let events = opened.imported.events.iter();
        let told = events.map(|event| (event.epoch_secs(), event.kind));
        told.collect::<Vec<_>>()
    });
    let events = events.map_err(|why| *why);
    assert_eq!(events, expected.map(<[_]>::to_vec), "{text}");
    if let Ok(opened) = found {
        let found = opened
            .imported
            .skipped
            .iter()
            .map(|skipped| (skipped.reason, skipped.count));
        assert_eq!(found.collect::<Vec<_>>(), skipped, "{text}");
    }
}

#[test]
fn other_texts_are_told_apart() {
    for (text, why) in [
        ("", Unread::NotJson),
        ("yodori", Unread::NotJson),
        ("[]", Unread::NotJson),
        ("{", Unread::NotJson),
        ("{}", Unread::Foreign),
        ("{\"tweets\":[]}", Unread::Foreign),
        ("{\"yodori\":\"bird\",\"version\":2}", Unread::Bird),
        ("{\"yodori\":2,\"events\":[]}", Unread::Newer),
        ("{\"yodori\":0}", Unread::Foreign),
        ("{\"yodori\":[]}", Unread::Foreign),
        ("{\"yodori\":1}", Unread::NoEvents),
        ("{\"yodori\":1,\"events\":[]}", Unread::NoEvents),
        ("{\"yodori\":1,\"events\":{}}", Unread::NoEvents),
        (
            "{\"yodori\":1,\"kinds\":[\"tweet\"],\"events\":[[-1,0]]}",
            Unread::NoEvents,
        ),
    ] {
        check(text, Err(why), &[]);
    }
}

#[test]
fn records_that_cannot_be_read_are_counted_and_the_rest_is_read() {
    let with = |events: &str| {
        [
            "{\"yodori\":1,\"kinds\":[\"tweet\",\"unheard_of\",\"login\"],\"events\":",
            events,
        ]
        .concat()
    };
    let tweet = |secs| (secs, Kind::Tweet);
    let broken = SkipReason::BrokenRecord;
    for (events, expected, skipped) in [
        ("[[5,0]]}", vec![tweet(5)], vec![]),
        (
            " [ [ 5 , 0 ] , [ 6 , 2 ] ] }",
            vec![tweet(5), (6, Kind::Login)],
            vec![],
        ),
        // By time, whatever their order; two of one second stay two.
        (
            "[[9,0],[5,0],[5,0]]}",
            vec![tweet(5), tweet(5), tweet(9)],
            vec![],
        ),
        (
            "[[5,0],[6,1],[7],[],7,null,\"x\",{\"a\":[1]},[1,2,3,4,5,6],[8,0,0,0,\"x\"],[8,0,0,0,9],[8.5,0],[\"8\",0]]}",
            vec![tweet(5)],
            vec![(broken, 12)],
        ),
        (
            "[[5,0],[4294967296,0],[-1,0],[99999999999999999999,0]]}",
            vec![tweet(5)],
            vec![(broken, 1), (SkipReason::BadTime, 2)],
        ),
        // Apps that are not there are none; flags and apps that can't be are broken.
        (
            "[[5,0,900],[6,0,70000],[6,0,0,256],[6,0,-1]]}",
            vec![tweet(5)],
            vec![(broken, 3)],
        ),
        (
            "[[5,0],[6,0",
            vec![tweet(5)],
            vec![(SkipReason::CutShort, 1)],
        ),
        ("[[5,0],", vec![tweet(5)], vec![(SkipReason::CutShort, 1)]),
        // Without a comma nobody knows what the rest is.
        (
            "[[5,0] [6,0],[7,0]]}",
            vec![tweet(5)],
            vec![(SkipReason::CutShort, 1)],
        ),
        (
            "[[5,0]],\"more\":[[[",
            vec![tweet(5)],
            vec![(SkipReason::CutShort, 1)],
        ),
    ] {
        check(&with(events), Ok(&expected), &skipped);
    }
}

#[test]
fn fields_may_come_in_any_order_and_unknown_ones_are_passed_over() {
    let text = "\u{feff}{\"events\":[[5,0]],\"x\":{\"events\":\"]}\\\"\"},\"kinds\":[\"tweet\"],\"yodori\":1}";
    check(text, Ok(&[(5, Kind::Tweet)]), &[]);
}

#[test]
fn settings_out_of_range_are_as_at_first() {
    let text = "{\"yodori\":1,\"settings\":{\"threshold_secs\":-5,\"start_hour\":24,\"days\":[\"2024-03-02\",\"2024-03-01\"],\
        \"free_days\":[\"x\",\"9999-01-01\",\"2024-01-01\"],\"left_out\":7},\"zone\":{\"name\":\"Asia/Tokyo\",\"offsets\":[[0,90000]]},\
        \"kinds\":[\"tweet\"],\"events\":[[5,0]]}";
    let opened = read(text.as_bytes()).expect("it has an event");
    assert_eq!(opened.threshold_secs, MIDARE_SECS);
    assert_eq!(opened.start_hour, 0);
    assert!(opened.days.is_empty());
    assert_eq!(opened.marked, [day("2024-01-01")]);
    assert_eq!(opened.zone, Zone::utc());
    assert_eq!(opened.filter, Filter::default());
}

#[test]
fn names_of_any_length_are_cut_and_a_deep_text_is_passed_over() {
    let name = "夜".repeat(10 << 20 >> 2);
    let text = format!(
        "{{\"yodori\":1,\"person\":{{\"name\":\"{name}\"}},\"apps\":[\"\",\"{name}\"],\"x\":{},\"kinds\":[\"tweet\"],\"events\":[[5,0,1]]}}",
        ["[".repeat(100_000), "]".repeat(100_000)].concat(),
    );
    let opened = read(text.as_bytes()).expect("it has an event");
    assert_eq!(opened.imported.person.name.chars().count(), 80);
    assert_eq!(opened.imported.apps[1].chars().count(), 80);
}

#[test]
fn putting_together_loses_nothing_and_counts_nothing_twice() {
    let tweet = |secs: i64, app: u16| {
        let mut event = Event::at_second(1, secs, Kind::Tweet).expect("a moment");
        event.app = app;
        event
    };
    let login = |secs: i64| Event::at_second(1, secs, Kind::Login).expect("a moment");
    let with = |events: Vec<Event>, apps: &[&str]| {
        let mut opened = opened(events);
        opened.imported.apps = apps.iter().map(|app| (*app).to_owned()).collect();
        opened
    };
    let kept = with(
        vec![tweet(1, 1), tweet(5, 2), tweet(5, 1), login(5)],
        &["", "a", "b"],
    );
    let open = with(vec![tweet(5, 1), tweet(7, 1)], &["", "b"]);
    let all = union(kept, open).imported;
    let told = all
        .events
        .iter()
        .map(|event| (event.epoch_secs(), event.kind, event.app));
    let expected = [
        (1, Kind::Tweet, 2),
        (5, Kind::Tweet, 1),
        // The second one of that second, and what is no tweet.
        (5, Kind::Tweet, 2),
        (5, Kind::Login, 0),
        (7, Kind::Tweet, 1),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert_eq!(all.apps, ["", "b", "a"]);
}

#[test]
fn a_million_events_of_one_second_are_put_together_at_once() {
    let events = vec![Event::at_second(0, 5, Kind::Tweet).expect("a moment"); 1_000_000];
    let all = union(opened(events.clone()), opened(events.clone()));
    assert_eq!(all.imported.events.len(), events.len());
}

#[test]
fn an_event_is_kept_in_less_than_four_bytes() {
    let owl = owl();
    let events = owl.imported.events.len();
    let head = kept::to_bytes(&opened(vec![owl.imported.events[0]]), MADE).len();
    let bytes = kept::to_bytes(&owl, MADE).len() - head;
    assert!(bytes < 4 * events, "{bytes} bytes for {events} events");
}

#[test]
fn days_of_the_file_are_those_that_were_shown() {
    let owl = owl();
    let text = written(&owl, Names::Without, MADE);
    let last = owl.days.end - TimeDelta::days(1);
    assert!(text.contains(&format!("\"days\":[\"{}\",\"{last}\"]", owl.days.start)));
    assert!(!text.contains("yoru_log71"));
}
