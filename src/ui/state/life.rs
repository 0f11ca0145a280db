//! The person whose hours are shown.

use chrono::{NaiveDate, TimeDelta};

use crate::engine::event::{Event, Imported};
use crate::engine::figures::Tally;
use crate::engine::gathering::Gathered;
use crate::engine::infer::clean::Finding;
use crate::engine::sample::Sample;
use crate::engine::text::{Language, Text};
use crate::engine::time::rails_zone;
use crate::web::page;

/// Someone's events, and where they are from.
#[derive(Debug, PartialEq)]
pub struct Life {
    pub imported: Imported,
    pub origin: Origin,
    pub tally: Tally,
    /// What machines posted.
    pub findings: Vec<Finding>,
}

/// Where events are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Archive,
    Sample(Sample),
}

impl Life {
    pub fn new(gathered: Gathered, origin: Origin) -> Life {
        let Gathered {
            imported,
            tally,
            findings,
        } = gathered;
        Life {
            imported,
            origin,
            tally,
            findings,
        }
    }

    /// What to call the person.
    pub fn name(&self, language: Language) -> String {
        let person = &self.imported.person;
        match self.origin {
            Origin::Sample(sample) => sample.name(language).into(),
            Origin::Archive if !person.name.is_empty() => person.name.clone(),
            Origin::Archive if !person.handle.is_empty() => ["@", &person.handle].concat(),
            Origin::Archive => Text::SomeoneUnnamed.say(language).into(),
        }
    }

    /// The IANA name of the zone that the source suggests.
    pub fn zone(&self) -> Option<&str> {
        let zone = self.imported.zone.as_deref()?;
        Some(rails_zone(zone).unwrap_or(zone))
    }

    /// Epoch seconds of the first and the last event.
    pub fn bounds_secs(&self) -> (i64, i64) {
        let events = &self.imported.events;
        let secs = |event: Option<&Event>| event.map_or(0, Event::epoch_secs);
        (secs(events.first()), secs(events.last()))
    }

    /// The name of the app that posted an event; `None` if it isn't known.
    pub fn app(&self, event: &Event) -> Option<&str> {
        let name = self.imported.apps.get(usize::from(event.app))?;
        Some(name.as_str()).filter(|name| !name.is_empty())
    }
}

/// A sample's life up to yesterday.
pub fn sample_life(sample: Sample, language: Language) -> Life {
    let imported = sample.imported(language, yesterday());
    Life::new(Gathered::of(imported), Origin::Sample(sample))
}

/// The last day of which every zone has seen the end.
pub fn yesterday() -> NaiveDate {
    page::now().date_naive() - TimeDelta::days(1)
}
