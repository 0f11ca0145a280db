//! Files for other programs: their times, their zone, and what no program may take for a formula.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use yodori::engine::event::Kind;
use yodori::engine::export::{AwakeRow, SleepRow, awake_rows, csv, ics, iso, sleep_rows};
use yodori::engine::infer::sleep::{Row, Timeline, UNKNOWN};
use yodori::engine::infer::threshold::{Awake, Lone};
use yodori::engine::saved::{Names, read, written};
use yodori::engine::text::Language;
use yodori::engine::time::{Offset, Zone};

use crate::saved::{day, opened, owl, tokyo};

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a moment")
}

fn fixed(secs: i32) -> Zone {
    Zone::new("Fixed", vec![Offset { from: 0, secs }]).expect("a zone")
}

#[test]
fn a_moment_says_how_far_its_clock_is_from_utc() {
    for (secs, expected) in [
        (0, "2024-02-24T00:12:03+00:00"),
        (32_400, "2024-02-24T09:12:03+09:00"),
        (-12_600, "2024-02-23T20:42:03-03:30"),
        (20_700, "2024-02-24T05:57:03+05:45"),
        // No offset of ISO 8601 has seconds.
        (-2_670, "2024-02-24T00:12:03Z"),
    ] {
        assert_eq!(iso(at("2024-02-24T00:12:03Z"), &fixed(secs)), expected);
    }
}

#[test]
fn every_zone_is_written_so_that_others_read_the_same_moment() {
    for name in [
        "America/New_York",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Asia/Kathmandu",
    ] {
        let tz: Tz = name.parse().expect("a zone");
        let zone = Zone::probed(name, 1_200_000_000, 1_800_000_000, |secs| {
            use chrono::{Offset as _, TimeZone as _};
            tz.timestamp_opt(secs, 0)
                .single()
                .expect("a moment")
                .offset()
                .fix()
                .local_minus_utc()
        });
        for secs in (1_200_000_000..1_800_000_000).step_by(1_234_567) {
            let moment = DateTime::from_timestamp(secs, 0).expect("a moment");
            let written = iso(moment, &zone);
            assert_eq!(written.parse::<DateTime<Utc>>().expect("ISO 8601"), moment);
            assert_eq!(written, moment.with_timezone(&tz).to_rfc3339());
        }
    }
}

fn rows() -> Vec<AwakeRow> {
    let row = |start, end, events| AwakeRow {
        start: at(start),
        end: at(end),
        events,
        first: Some(Kind::Tweet),
        last: Some(Kind::Login),
    };
    vec![
        row("2024-02-23T23:30:00Z", "2024-02-24T04:00:00Z", 12),
        row("2024-02-24T14:00:00Z", "2024-02-24T14:00:00Z", 1),
    ]
}

#[test]
fn a_sheet_of_awake_periods_names_zone_and_offsets() {
    let expected = "\u{feff}start,end,zone,start_local,end_local,seconds,events,first_kind,last_kind\r\n\
        2024-02-24T08:30:00+09:00,2024-02-24T13:00:00+09:00,Asia/Tokyo,2024-02-24 08:30:00,2024-02-24 13:00:00,16200,12,tweet,login\r\n\
        2024-02-24T23:00:00+09:00,2024-02-24T23:00:00+09:00,Asia/Tokyo,2024-02-24 23:00:00,2024-02-24 23:00:00,0,1,tweet,login\r\n";
    assert_eq!(csv::awake(&rows(), &tokyo()), expected);
}

#[test]
fn a_sheet_of_sleep_names_the_night() {
    let row = SleepRow {
        night: day("2024-02-23"),
        onset: at("2024-02-23T17:15:00Z"),
        wake: at("2024-02-24T00:00:00Z"),
    };
    let expected = "\u{feff}onset,wake,zone,onset_local,wake_local,seconds,night\r\n\
        2024-02-24T02:15:00+09:00,2024-02-24T09:00:00+09:00,Asia/Tokyo,2024-02-24 02:15:00,2024-02-24 09:00:00,24300,2024-02-23\r\n";
    assert_eq!(csv::sleep(&[row], &tokyo()), expected);
}

#[test]
fn no_cell_is_a_formula_and_every_cell_is_one_cell() {
    for (words, expected) in [
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("", ""),
        ("a,b", "\"a,b\""),
        ("a\"b", "\"a\"\"b\""),
        ("a\r\nb", "\"a\r\nb\""),
        ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
        ("+1", "\"'+1\""),
        ("-1", "\"'-1\""),
        ("@SUM(A1)", "\"'@SUM(A1)\""),
        ("\t=1", "\"'\t=1\""),
    ] {
        let mut to = String::new();
        csv::write_cell(words, &mut to);
        assert_eq!(to, expected);
    }
}

#[test]
fn rows_are_those_of_the_days_that_are_wanted_lone_events_included() {
    let owl = owl();
    let awake = owl.awake();
    let kind = |event: usize| owl.imported.events.get(event).map(|event| event.kind);
    let all = awake_rows(
        &awake,
        &owl.zone,
        &(day("1970-01-01")..day("2100-01-01")),
        0,
        kind,
    );
    assert_eq!(all.len(), awake.periods.len() + awake.lone.len());
    assert!(all.is_sorted_by_key(|row| row.start));
    let events: usize = all.iter().map(|row| row.events).sum();
    let counted = owl
        .imported
        .events
        .iter()
        .filter(|event| owl.filter.counts(event));
    assert_eq!(events, counted.count());
    let some = awake_rows(&awake, &owl.zone, &owl.days, owl.start_hour, kind);
    assert!(!some.is_empty() && some.len() < all.len());
}

#[test]
fn a_row_is_of_the_day_whose_start_hour_came_last() {
    let lone = |(event, start): (usize, &&str)| Lone {
        at: at(start),
        event,
    };
    let starts = [
        "2024-02-24T04:59:59+09:00",
        "2024-02-24T05:00:00+09:00",
        "2024-02-25T00:30:00+09:00",
        "2024-02-25T04:59:59+09:00",
        "2024-02-25T05:00:00+09:00",
    ];
    let awake = Awake {
        lone: starts.iter().enumerate().map(lone).collect(),
        ..Awake::default()
    };
    for (start_hour, expected) in [
        (0, &starts[0..2]),
        (5, &starts[1..4]),
        // The night before belongs to no day that is wanted.
        (23, &starts[2..5]),
    ] {
        let days = day("2024-02-24")..day("2024-02-25");
        let rows = awake_rows(&awake, &tokyo(), &days, start_hour, |_| None);
        let found: Vec<_> = rows.iter().map(|row| iso(row.start, &tokyo())).collect();
        assert_eq!(found, expected, "{start_hour}");
    }
}

#[test]
fn a_nights_sleep_is_the_longest_whose_middle_lies_in_it() {
    let row = |nth: u32, known| Row {
        day: day("2024-02-23") + chrono::TimeDelta::days(nth.into()),
        first: nth * 96,
        bins: 96,
        offset_secs: 0,
        known,
        free: false,
    };
    let timeline = Timeline {
        start: at("2024-02-23T12:00:00Z").timestamp(),
        rows: vec![row(0, true), row(1, true), row(2, false)],
    };
    let check = |asleep: &[(u32, u32)], expected: &[(&str, &str, &str)]| {
        let mut bins = vec![0; 288];
        bins[250] = UNKNOWN;
        for (onset, wake) in asleep {
            bins[*onset as usize..*wake as usize].fill(200);
        }
        let rows = sleep_rows(&timeline, &bins, &(day("2024-02-01")..day("2024-03-01")));
        let told: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row.night.to_string(),
                    row.onset.to_string(),
                    row.wake.to_string(),
                )
            })
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(night, onset, wake)| {
                (
                    (*night).to_owned(),
                    at(onset).to_string(),
                    at(wake).to_string(),
                )
            })
            .collect();
        assert_eq!(told, expected);
    };
    check(&[], &[]);
    check(
        &[(10, 12), (48, 76), (80, 84)],
        &[("2024-02-23", "2024-02-24T00:00:00Z", "2024-02-24T07:00:00Z")],
    );
    // Over the edge of two nights; in a night of which nothing is known.
    check(
        &[(90, 130), (200, 230)],
        &[("2024-02-24", "2024-02-24T10:30:00Z", "2024-02-24T20:30:00Z")],
    );
}

#[test]
fn calendar_entries_are_in_utc_and_folded_and_keep_their_names() {
    let zone = Zone::new("Zone,;\\\n夜", tokyo().offsets().to_vec()).expect("a zone");
    for language in Language::ALL {
        let text = ics::awake(
            language,
            &rows(),
            &zone,
            at("2026-11-29T03:00:00Z"),
            "yoru_log71",
        );
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:"));
        assert!(text.ends_with("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        assert!(
            text.split("\r\n")
                .all(|line| line.len() <= 75 && !line.contains('\n'))
        );
        let unfolded = text.replace("\r\n ", "");
        for line in [
            "UID:1708731000-awake-yoru_log71@yodori",
            "DTSTAMP:20261129T030000Z",
            "DTSTART:20240223T233000Z",
            "DTEND:20240224T040000Z",
            "TRANSP:TRANSPARENT",
            "X-WR-TIMEZONE:Zone\\,\\;\\\\\\n夜",
        ] {
            assert!(
                unfolded.contains(&["\r\n", line, "\r\n"].concat()),
                "{line} in {unfolded}"
            );
        }
        // What lasts no time is no entry.
        assert_eq!(unfolded.matches("BEGIN:VEVENT").count(), 1);
    }
}

#[test]
fn a_year_of_entries_has_a_name_for_each() {
    let owl = owl();
    let kind = |_| None;
    let all = awake_rows(
        &owl.awake(),
        &owl.zone,
        &(day("1970-01-01")..day("2100-01-01")),
        0,
        kind,
    );
    let text = ics::awake(
        Language::English,
        &all,
        &owl.zone,
        at("2026-11-29T03:00:00Z"),
        "",
    );
    let mut names: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("UID:"))
        .collect();
    let count = names.len();
    assert_eq!(
        count,
        owl.awake()
            .periods
            .iter()
            .filter(|period| period.start < period.end)
            .count()
    );
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    let _ = opened(Vec::new());
}

/// The objects of a JSON text by where they stand, with the names of their fields.
fn fields(value: &serde_json::Value, at: &str, found: &mut BTreeMap<String, BTreeSet<String>>) {
    let Some(object) = value.as_object() else {
        return;
    };
    found.insert(at.to_owned(), object.keys().cloned().collect());
    for (name, value) in object {
        fields(value, &format!("{at}.{name}"), found);
    }
}

#[test]
fn the_documented_example_is_read_and_has_all_fields_of_what_is_written() {
    let documented = include_str!("../../docs/export.md");
    let (_, rest) = documented.split_once("```json\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let known = read(example.as_bytes()).expect("it is read");
    assert_eq!(known.imported.events.len(), 3);
    assert_eq!(known.imported.skipped, []);
    assert_eq!(known.imported.person.handle, "yoru_log71");
    assert_eq!((known.start_hour, known.threshold_secs), (4, 12_600));
    let again = written(&known, Names::With, "2026-11-29T12:00:00+09:00");
    let [example, again] = [example, &again].map(|text| {
        let value = serde_json::from_str(text).expect("JSON");
        let mut found = BTreeMap::new();
        fields(&value, "", &mut found);
        found
    });
    assert_eq!(example, again);
    for name in example.values().flatten() {
        let is_told = [format!("`{name}`"), format!(".{name}`")]
            .iter()
            .any(|told| documented.contains(told));
        let has_parts = documented.contains(&format!("`{name}."));
        assert!(is_told || has_parts, "{name} has no row");
    }
}
