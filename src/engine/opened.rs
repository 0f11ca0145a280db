//! What is looked at, as the whole page leaves it for the desk.

use core::ops::Range;

use chrono::NaiveDate;

use super::event::{Imported, Person};
use super::holiday::Country;
use super::infer::filter::Filter;
use super::infer::threshold::{Awake, awake};
use super::sample::Sample;
use super::text::{Language, Text};
use super::time::Zone;

/// Where events are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Archive,
    GitHub,
    Sample(Sample),
}

/// Someone's events, and how they are looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    pub origin: Origin,
    pub imported: Imported,
    /// Which of the events count.
    pub filter: Filter,
    pub zone: Zone,
    /// Whose holidays are free.
    pub country: Country,
    /// Days that the person marked as free, ascending.
    pub marked: Vec<NaiveDate>,
    /// The days in sight, half-open.
    pub days: Range<NaiveDate>,
    /// At what hour a row of the calendar starts.
    pub start_hour: u8,
    pub threshold_secs: i64,
}

impl Opened {
    /// When the person was awake, by midare's rule.
    pub fn awake(&self) -> Awake {
        awake(&self.imported.events, &self.filter, self.threshold_secs)
    }

    /// What to call the person.
    pub fn name(&self, language: Language) -> String {
        name(self.origin, &self.imported.person, language)
    }
}

/// What to call someone.
pub fn name(origin: Origin, person: &Person, language: Language) -> String {
    match origin {
        Origin::Sample(sample) => sample.name(language).into(),
        _ if !person.name.is_empty() => person.name.clone(),
        _ if !person.handle.is_empty() => ["@", &person.handle].concat(),
        _ => Text::SomeoneUnnamed.say(language).into(),
    }
}
