//! As JSON. What is described in docs/export.md is written here and nowhere else.

use chrono::{Days, NaiveDate};

use super::super::event::{Event, Kind};
use super::super::holiday::Country;
use super::super::infer::filter::{Apps, Filter, Treatment};
use super::super::json::Value;
use super::super::opened::Opened;
use super::super::source::saved::source_name;
use super::super::text::dates;
use super::super::time::Zone;
use super::names::FLAGS;
use super::{VERSION, source};

/// Whether the file says whose it is. Ids of posts say it as well: where there are no names there are none of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    With,
    Without,
}

/// Someone's events as a text.
///
/// * `made_at`: when that is, as ISO 8601 has it.
pub fn written(opened: &Opened, names: Names, made_at: &str) -> String {
    let events = &opened.imported.events;
    let kinds = Kinds::of(events);
    let mut to = written_head(opened, &kinds, names, made_at);
    // An event is two dozen characters.
    to.reserve(events.len().saturating_mul(24));
    // The head's own end.
    to.pop();
    to.push_str(",\n\"events\":[");
    for (nth, event) in events.iter().enumerate() {
        to.push_str(if nth == 0 { "\n" } else { ",\n" });
        let id = match names {
            Names::With => event.id,
            Names::Without => 0,
        };
        write_event(event, kinds.place(event.kind), id, &mut to);
    }
    to.push_str("\n]}\n");
    to
}

/// All but the events.
pub fn written_head(opened: &Opened, kinds: &Kinds, names: Names, made_at: &str) -> String {
    let imported = &opened.imported;
    let mut to = String::new();
    number(&mut to, "{\"yodori\":", VERSION.into());
    text(&mut to, ",\n\"made\":", made_at);
    text(
        &mut to,
        ",\n\"source\":",
        source_name(source(opened.origin)),
    );
    if names == Names::With {
        text(&mut to, ",\n\"person\":{\"id\":", &imported.person.id);
        text(&mut to, ",\"handle\":", &imported.person.handle);
        text(&mut to, ",\"name\":", &imported.person.name);
        to.push('}');
    }
    write_zone(&opened.zone, &mut to);
    write_settings(opened, &mut to);
    list(&mut to, ",\n\"kinds\":[", kinds.used.iter(), |to, kind| {
        text(to, "", kind.name());
    });
    list(&mut to, ",\n\"apps\":[", imported.apps.iter(), |to, app| {
        text(to, "", app);
    });
    list(&mut to, ",\n\"flags\":[", FLAGS.iter(), |to, (name, _)| {
        text(to, "", name);
    });
    to.push('}');
    to
}

pub fn country(country: Country) -> &'static str {
    match country {
        Country::Japan => "japan",
        Country::None => "none",
    }
}

/// Second, kind, app, flags, id: what is nothing at the end is left out.
fn write_event(event: &Event, kind: i64, id: u64, to: &mut String) {
    number(to, "[", event.epoch_secs());
    number(to, ",", kind);
    let parts = [event.app.into(), event.flags.bits().into(), id];
    let used = parts.iter().rposition(|part| *part != 0);
    let used = used.map_or(0, |last| last.saturating_add(1));
    for (nth, part) in parts.iter().take(used).enumerate() {
        // JavaScript's numbers can't hold all ids.
        let mark = if nth == 2 { "\"" } else { "" };
        to.push(',');
        to.push_str(mark);
        to.push_str(&part.to_string());
        to.push_str(mark);
    }
    to.push(']');
}

/// The kinds that there are: a file names no more.
pub struct Kinds {
    used: Vec<Kind>,
    places: [i64; Kind::ALL.len()],
}

impl Kinds {
    pub fn of(events: &[Event]) -> Kinds {
        let mut is_used = [false; Kind::ALL.len()];
        for event in events {
            if let Some(is) = is_used.get_mut(event.kind as usize) {
                *is = true;
            }
        }
        let mut kinds = Kinds {
            used: Vec::new(),
            places: [0; Kind::ALL.len()],
        };
        let all = Kind::ALL.into_iter().zip(is_used).zip(&mut kinds.places);
        for ((kind, _), place) in all.filter(|((_, is), _)| *is) {
            *place = kinds.used.len() as i64;
            kinds.used.push(kind);
        }
        kinds
    }

    pub fn place(&self, kind: Kind) -> i64 {
        self.places.get(kind as usize).copied().unwrap_or_default()
    }
}

fn write_settings(opened: &Opened, to: &mut String) {
    let day = |to: &mut String, day: &NaiveDate| text(to, "", &dates::iso(*day));
    number(
        to,
        ",\n\"settings\":{\"threshold_secs\":",
        opened.threshold_secs,
    );
    number(to, ",\"start_hour\":", opened.start_hour.into());
    let last = opened.days.end.checked_sub_days(Days::new(1));
    let days = last.map(|last| [opened.days.start, last]);
    list(to, ",\"days\":[", days.into_iter().flatten(), |to, of| {
        day(to, &of)
    });
    text(to, ",\"holidays\":", country(opened.country));
    list(to, ",\"free_days\":[", opened.marked.iter(), day);
    to.push_str(",\"left_out\":");
    write_filter(&opened.filter, to);
    to.push('}');
}

fn write_zone(zone: &Zone, to: &mut String) {
    text(to, ",\n\"zone\":{\"name\":", zone.name());
    list(to, ",\"offsets\":[", zone.offsets().iter(), |to, offset| {
        number(to, "[", offset.from);
        number(to, ",", offset.secs.into());
        to.push(']');
    });
    to.push('}');
}

fn write_filter(filter: &Filter, to: &mut String) {
    let kinds = Kind::ALL.into_iter().zip(filter.kinds);
    let kinds = kinds.filter(|(_, treatment)| *treatment == Treatment::LeftOut);
    list(to, "{\"kinds\":[", kinds, |to, (kind, _)| {
        text(to, "", kind.name());
    });
    let apps = |to: &mut String, before: &str, apps: &Apps| {
        list(to, before, apps.ascending().iter(), |to, app| {
            number(to, "", (*app).into());
        });
    };
    apps(to, ",\"apps\":[", &filter.hidden_apps);
    apps(to, ",\"scheduled_apps\":[", &filter.scheduled_apps);
    for (before, treatment) in [
        (",\"retweets\":", filter.retweets),
        (",\"bot_words\":", filter.bot_words),
    ] {
        to.push_str(before);
        to.push_str(&Value::from(treatment == Treatment::LeftOut).written());
    }
    let flags = FLAGS.iter().filter(|(_, flag)| filter.not_done.has(*flag));
    list(to, ",\"flags\":[", flags, |to, (name, _)| {
        text(to, "", name)
    });
    to.push('}');
}

fn list<T>(
    to: &mut String,
    before: &str,
    all: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    to.push_str(before);
    for (nth, one) in all.enumerate() {
        if nth > 0 {
            to.push(',');
        }
        write(to, one);
    }
    to.push(']');
}

fn number(to: &mut String, before: &str, number: i64) {
    to.push_str(before);
    to.push_str(&number.to_string());
}

fn text(to: &mut String, before: &str, text: &str) {
    to.push_str(before);
    to.push_str(&Value::from(text).written());
}
