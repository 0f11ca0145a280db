//! Every kind of good, bad and doubtful JSON as a part of a post's record, held against serde_json.
//!
//! The scanner looks at brackets, quotes and the fields that are read: so a defect elsewhere in a
//! record does not cost the post. Where that makes a difference, [`differences`] says so and why.

mod cases;
mod differences;
mod posts;

use std::collections::BTreeSet;

use chrono::DateTime;
use serde_json::Value;
use yodori::engine::event::Imported;
use yodori::engine::source::ImportError;

use crate::support::{import, one};
use cases::Case;

/// The post around the case, and the good ones around the post.
const ID: u64 = 1_764_000_000_000_000_050;
const NEIGHBOURS: [u64; 6] = [
    1_764_000_000_000_000_001,
    1_764_000_000_000_000_002,
    1_764_000_000_000_000_091,
    1_764_000_000_000_000_092,
    1_764_000_000_000_000_093,
    1_764_000_000_000_000_094,
];
/// What the others have there: objects that could be taken for records.
const LIST: &[u8] = b"[{\"url\":\"a\"},{\"url\":\"b\"},\n  {\n    \"url\" : \"c\" } ]";
const TIME: &str = "Tue Mar 05 14:02:11 +0000 2024";

/// Where the case stands in the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The value of a field that nobody reads, between the id and the time.
    Field,
    /// The value of the id.
    Id,
    /// The value of the time.
    Time,
    /// The whole record.
    Record,
}

/// How the file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Layout {
    /// As X writes it: a field a line.
    Lines,
    /// Without a blank, as other programs write it.
    Dense,
}

/// Who takes a record that the other refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Taker {
    Yodori,
    SerdeJson,
}

fn record(place: Place, case: &[u8], layout: Layout) -> Vec<u8> {
    let (id, time) = (format!("\"{ID}\""), format!("\"{TIME}\""));
    let [first, second, third]: [&[u8]; 3] = match place {
        Place::Field => [id.as_bytes(), case, time.as_bytes()],
        Place::Id => [case, LIST, time.as_bytes()],
        Place::Time => [id.as_bytes(), LIST, case],
        Place::Record => return case.to_vec(),
    };
    let [a, b, c, d] = match layout {
        Layout::Lines => [
            "{\n    \"tweet\" : {\n      \"id\" : ",
            ",\n      \"strange\" : ",
            ",\n      \"created_at\" : ",
            "\n    }\n  }",
        ],
        Layout::Dense => [
            "{\"tweet\":{\"id\":",
            ",\"strange\":",
            ",\"created_at\":",
            "}}",
        ],
    }
    .map(str::as_bytes);
    [a, first, b, second, c, third, d].concat()
}

/// The record with `before` of the good ones before it and the others behind.
fn file(record: &[u8], layout: Layout, before: usize) -> Vec<u8> {
    let good = |id: u64| {
        let case = id.to_string();
        self::record(Place::Id, case.as_bytes(), layout)
    };
    let mut records = NEIGHBOURS.map(good).to_vec();
    records.insert(before, record.to_vec());
    let (start, separator, end) = match layout {
        Layout::Lines => ("window.YTD.tweets.part0 = [\n  ", ",\n  ", "\n]"),
        Layout::Dense => ("window.YTD.tweets.part0=[", ",", "]"),
    };
    let joined = records.join(separator.as_bytes());
    [start.as_bytes(), &joined, end.as_bytes()].concat()
}

/// What became of a case: the id of the post around it, and which of the good ones were lost.
struct Outcome {
    id: Option<u64>,
    lost: Vec<u64>,
}

fn outcome(place: Place, (name, case): &Case, layout: Layout, before: usize) -> Outcome {
    let file = file(&record(place, case, layout), layout, before);
    let (_, imported): (_, Imported) = import(&one("tweets.js", file))
        .unwrap_or_else(|error: ImportError| panic!("{name}: {error}"));
    let ids: BTreeSet<u64> = imported.events.iter().map(|event| event.id).collect();
    let lost = NEIGHBOURS.into_iter().filter(|id| !ids.contains(id));
    Outcome {
        lost: lost.collect(),
        id: ids.into_iter().find(|id| !NEIGHBOURS.contains(id)),
    }
}

/// The id of the post in a record as serde_json sees it. `None` if it is no JSON or no post.
fn id_by_serde_json(record: &[u8]) -> Option<u64> {
    let all: Value = serde_json::from_slice(record).ok()?;
    let fields = all.as_object()?;
    let post = match fields.len() {
        1 => fields.values().next()?.as_object()?,
        _ => fields,
    };
    let time = post.get("created_at")?.as_str()?;
    DateTime::parse_from_str(time, "%a %b %d %H:%M:%S %z %Y").ok()?;
    let number = |value: &Value| match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_u64(),
    };
    let id = post.get("id_str").and_then(number);
    id.or_else(|| number(post.get("id")?)).filter(|id| *id != 0)
}

fn all_cases() -> Vec<Case> {
    [cases::good(), cases::bad(), cases::either()].concat()
}

#[test]
fn the_cases_are_what_serde_json_says_they_are() {
    let takes = |(_, case): &Case| serde_json::from_slice::<Value>(case).is_ok();
    for case in cases::good() {
        assert!(takes(&case), "{} is good", case.0);
    }
    for case in cases::bad() {
        assert!(!takes(&case), "{} is bad", case.0);
    }
    let names: BTreeSet<&str> = all_cases().iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), all_cases().len(), "a name is there twice");
}

#[test]
fn good_json_in_a_field_costs_nothing() {
    for case in cases::good() {
        for layout in [Layout::Lines, Layout::Dense] {
            let outcome = outcome(Place::Field, &case, layout, 2);
            assert_eq!(outcome.id, Some(ID), "{} {layout:?}", case.0);
            assert!(outcome.lost.is_empty(), "{} {layout:?}", case.0);
        }
    }
}

/// The good records around are all kept, wherever the defect is, but where the list says so.
#[test]
fn no_defect_costs_another_record_but_those_listed() {
    let mut lost = BTreeSet::new();
    for case in all_cases() {
        for place in [Place::Field, Place::Id, Place::Time, Place::Record] {
            for layout in [Layout::Lines, Layout::Dense] {
                for before in [0, 2, 6] {
                    let count = outcome(place, &case, layout, before).lost.len();
                    if count > 0 {
                        let name = case.0;
                        lost.insert(format!(
                            "{place:?} {layout:?} after {before}, {name}: {count}"
                        ));
                    }
                }
            }
        }
    }
    let listed: BTreeSet<String> = differences::LOST.map(str::to_owned).into();
    assert_eq!(lost, listed, "lost, and listed as lost");
}

#[test]
fn every_difference_from_serde_json_is_listed_with_its_reason() {
    let mut found = BTreeSet::new();
    for case in all_cases() {
        for place in [Place::Field, Place::Id, Place::Time, Place::Record] {
            for layout in [Layout::Lines, Layout::Dense] {
                let ours = outcome(place, &case, layout, 2).id;
                let theirs = id_by_serde_json(&record(place, &case.1, layout));
                let taker = match (ours, theirs) {
                    (ours, theirs) if ours == theirs => continue,
                    (Some(_), None) => Taker::Yodori,
                    (None, Some(_)) => Taker::SerdeJson,
                    both => panic!("{} {place:?} {layout:?}: {both:?}", case.0),
                };
                found.insert((place, taker, case.0));
            }
        }
    }
    let mut listed = BTreeSet::new();
    for difference in differences::ALL {
        assert!(!difference.why.is_empty(), "a difference has a reason");
        for case in difference.cases {
            let is_new = listed.insert((difference.place, difference.taker, *case));
            assert!(is_new, "{case} is listed twice");
        }
    }
    let unlisted: Vec<_> = found.difference(&listed).collect();
    let vanished: Vec<_> = listed.difference(&found).collect();
    assert!(
        unlisted.is_empty() && vanished.is_empty(),
        "not listed: {unlisted:#?}\nlisted, but there is none: {vanished:#?}"
    );
}

#[test]
fn a_file_that_is_nothing_but_a_case_gives_nothing_and_no_panic() {
    for (name, case) in all_cases() {
        for start in [
            "",
            "window.YTD.tweets.part0 = ",
            "window.YTD.tweets.part0 = [ ",
        ] {
            let file = [start.as_bytes(), &case].concat();
            let outcome = import(&one("tweets.js", file));
            let is_post = name.starts_with("post, ");
            assert!(outcome.is_err() || is_post, "{name}");
        }
    }
}
