//! Reads JSON again, whoever wrote it. Its fields may come in any order, and events are read one after another:
//! there may be millions of them.

use core::ops::Range;
use std::collections::BinaryHeap;

use chrono::{Days, NaiveDate};

use super::super::event::{Event, Flags, Imported, Kind, Person, SkipReason, Skipped, Source};
use super::super::holiday::Country;
use super::super::infer::filter::{Apps, Filter, Treatment};
use super::super::infer::threshold::MIDARE_SECS;
use super::super::json::{self, Value};
use super::super::opened::{Opened, Origin};
use super::super::plain;
use super::super::source::saved::{Unread, source_named};
use super::super::text::dates;
use super::super::time::{Offset, Zone};
use super::names::flag;
use super::rows::{Rows, Scanner};
use super::{VERSION, in_order, write};

/// Longer texts are not read: ten million events are less.
pub const MOST_BYTES: u64 = 256 << 20;
/// No zone has changed so often.
const MOST_OFFSETS: usize = 4_096;
/// More kinds than there are, in whatever version.
const MOST_KINDS: usize = 4_096;
/// A lifetime of free days.
const MOST_DAYS: usize = 50_000;
/// The longest gap that may be chosen as one in which nobody sleeps, seconds.
const MOST_THRESHOLD: i64 = 86_400;

/// What a text holds. Records that can't be read are counted as left out, and so is an end that is missing.
///
/// # Errors
/// Why it gives nothing at all.
pub fn read(text: &[u8]) -> Result<Opened, Unread> {
    if MOST_BYTES < text.len() as u64 {
        return Err(Unread::TooLarge);
    }
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let parts = Parts::of(text)?;
    let kinds = parts.kinds();
    let apps = apps(&parts.value("apps")).len();
    let mut rows = Rows::new(&kinds, apps);
    if let Some(events) = parts.get("events") {
        rows.read(events);
    }
    if parts.is_cut {
        rows.cut();
    }
    let (events, skipped) = rows.done();
    let skipped = skipped.into_iter().filter(|(_, count)| 0 < *count);
    let skipped = skipped.map(|(reason, count)| Skipped {
        path: "events".into(),
        reason,
        count,
    });
    let opened = parts.opened(events)?;
    Ok(Opened {
        imported: Imported {
            skipped: skipped.collect(),
            ..opened.imported
        },
        ..opened
    })
}

/// What a head holds, with events that stand elsewhere.
///
/// * `events`: is given the kinds that the head names, and says what there is.
///
/// # Errors
/// Why it gives nothing.
pub fn read_head(
    text: &[u8],
    events: impl FnOnce(&[Option<Kind>]) -> Option<Vec<Event>>,
) -> Result<Opened, Unread> {
    let parts = Parts::of(text)?;
    let events = events(&parts.kinds()).ok_or(Unread::NotJson)?;
    parts.opened(events)
}

/// The fields of a text, as they stand in it.
struct Parts<'a> {
    fields: Vec<(String, &'a [u8])>,
    /// The end is missing.
    is_cut: bool,
}

impl<'a> Parts<'a> {
    fn of(text: &'a [u8]) -> Result<Parts<'a>, Unread> {
        let mut parts = Parts {
            fields: Vec::new(),
            is_cut: false,
        };
        let mut scanner = Scanner::new(text);
        if !scanner.take(b'{') {
            return Err(Unread::NotJson);
        }
        while !scanner.take(b'}') {
            let Some(name) = scanner.field() else {
                parts.is_cut = true;
                break;
            };
            // An end that is missing is missed where it stands: events before it are good.
            let value = scanner.skip();
            let is_whole = value.is_ok();
            let value = value.unwrap_or_else(|rest| rest);
            parts.fields.push((name, value));
            if !is_whole {
                parts.is_cut = true;
                break;
            }
            scanner.take(b',');
        }
        match parts.get("yodori").map(json::read) {
            None if parts.is_cut && parts.fields.is_empty() => Err(Unread::NotJson),
            None => Err(Unread::Foreign),
            Some(Some(Value::Text(what))) if what == "bird" => Err(Unread::Bird),
            Some(Some(version)) => match version.as_number() {
                Some(1) => Ok(parts),
                Some(version) if i64::from(VERSION) < version => Err(Unread::Newer),
                _ => Err(Unread::Foreign),
            },
            Some(None) => Err(Unread::NotJson),
        }
    }

    /// Of fields with one name the first counts.
    fn get(&self, name: &str) -> Option<&'a [u8]> {
        let found = self.fields.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| *value)
    }

    fn value(&self, name: &str) -> Value<'a> {
        self.get(name).and_then(json::read).unwrap_or(Value::Null)
    }

    /// Those that this page doesn't know are none.
    fn kinds(&self) -> Vec<Option<Kind>> {
        let told = self.value("kinds");
        let named = told.entries().iter().take(MOST_KINDS);
        named.map(|name| kind(name.as_text()?)).collect()
    }

    fn opened(&self, mut events: Vec<Event>) -> Result<Opened, Unread> {
        if events.is_empty() {
            return Err(Unread::NoEvents);
        }
        // Events of one second stay in their order.
        if !events.is_sorted_by_key(Event::epoch_secs) {
            events = in_order(&events, &|event| event.epoch_secs().unsigned_abs());
        }
        let apps = apps(&self.value("apps"));
        let settings = self.value("settings");
        let number = |name: &str, most: i64| {
            let number = settings.number(name);
            number.filter(|number| (0..=most).contains(number))
        };
        let hour = number("start_hour", 23).and_then(|hour| u8::try_from(hour).ok());
        let zone = zone(&self.value("zone")).unwrap_or_else(Zone::utc);
        let left_out = settings.get("left_out").fields();
        Ok(Opened {
            origin: origin(self.value("source").as_text().unwrap_or_default(), &events),
            filter: left_out.map_or_else(Filter::default, |told| filter(told, apps.len())),
            country: country(settings.told("holidays"), &zone),
            zone,
            marked: marked(settings.list("free_days")),
            days: days(settings.list("days")).unwrap_or_default(),
            start_hour: hour.unwrap_or_default(),
            threshold_secs: number("threshold_secs", MOST_THRESHOLD).unwrap_or(MIDARE_SECS),
            imported: Imported {
                events,
                person: person(&self.value("person")),
                apps,
                ..Imported::default()
            },
        })
    }
}

/// Who wrote the file is not known: its names are made fit to be shown, as an archive's are.
fn person(told: &Value) -> Person {
    Person {
        id: plain::name(told.text("id")),
        handle: plain::name(told.text("handle")),
        name: plain::name(told.text("name")),
    }
}

/// The first is always the empty name; there are no more than an event can name.
fn apps(told: &Value) -> Vec<String> {
    let named = told.entries().iter().take(usize::from(u16::MAX)).skip(1);
    let named = named.map(|app| plain::name(app.as_text().unwrap_or_default()));
    core::iter::once(String::new()).chain(named).collect()
}

fn kind(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name() == name)
}

/// As it is told, or as it follows from the events.
fn origin(told: &str, events: &[Event]) -> Origin {
    let is_github = || events.iter().all(|event| event.kind.is_github());
    match source_named(told) {
        Some(Source::GitHub) => Origin::GitHub,
        None if is_github() => Origin::GitHub,
        Some(Source::Archive) | None => Origin::Archive,
    }
}

fn country(told: Option<&str>, zone: &Zone) -> Country {
    let is = |country: &Country| told == Some(write::country(*country));
    let known = [Country::Japan, Country::None].into_iter().find(is);
    known.unwrap_or_else(|| Country::of_zone(zone.name()))
}

/// Days since 1970 and before 2106, as events are.
fn day(told: &Value) -> Option<NaiveDate> {
    let text = told.as_text().filter(|text| text.len() == 10)?;
    let day = dates::from_iso(text)?;
    (0..49_710).contains(&day.to_epoch_days()).then_some(day)
}

fn marked(told: &[Value]) -> Vec<NaiveDate> {
    let marked: BinaryHeap<NaiveDate> = told.iter().take(MOST_DAYS).filter_map(day).collect();
    let mut marked = marked.into_sorted_vec();
    marked.dedup();
    marked
}

/// The days in sight, half-open.
fn days(told: &[Value]) -> Option<Range<NaiveDate>> {
    let [first, last] = told else { return None };
    let (first, last) = (day(first)?, day(last)?);
    let end = last.checked_add_days(Days::new(1))?;
    (first < end).then_some(first..end)
}

fn zone(told: &Value) -> Option<Zone> {
    let offset = |offset: &Value| match offset.entries() {
        [from, secs] => Some(Offset {
            from: from.as_number()?,
            secs: secs.as_number()?.try_into().ok()?,
        }),
        _ => None,
    };
    let offsets = told.list("offsets");
    let offsets = Some(offsets).filter(|all| all.len() <= MOST_OFFSETS)?;
    let offsets: Option<Vec<Offset>> = offsets.iter().map(offset).collect();
    Zone::new(plain::name(told.text("name")), offsets?)
}

fn filter(told: &Value, apps: usize) -> Filter {
    let treatment = |is_left_out| match is_left_out {
        true => Treatment::LeftOut,
        false => Treatment::Counted,
    };
    let texts = |name: &str| {
        let texts: Vec<&str> = told.list(name).iter().filter_map(Value::as_text).collect();
        texts
    };
    let kinds = texts("kinds");
    let list = |name: &str| -> Apps {
        let numbers = told.list(name).iter().filter_map(Value::as_number);
        let numbers = numbers.filter_map(|app| u16::try_from(app).ok());
        numbers.filter(|app| usize::from(*app) < apps).collect()
    };
    let flags = texts("flags");
    let flags = flags.into_iter().filter_map(flag);
    Filter {
        kinds: Kind::ALL.map(|kind| treatment(kinds.contains(&kind.name()))),
        hidden_apps: list("apps"),
        scheduled_apps: list("scheduled_apps"),
        retweets: treatment(told.is("retweets")),
        bot_words: treatment(told.is("bot_words")),
        not_done: flags.fold(Flags::default(), Flags::with),
    }
}

/// What may be left out of a text.
pub const REASONS: [SkipReason; 4] = [
    SkipReason::BrokenRecord,
    SkipReason::BadTime,
    SkipReason::CutShort,
    SkipReason::TooLarge,
];
