//! A link that is the picture: when somebody was awake, to the half hour, in the part of an address that is sent to
//! nobody.
//!
//! After `v1.` there are bytes as [`sixty_four`] characters: how many there are (two, the higher first), what is told,
//! and a checksum (three). What is told is written by an arithmetic [`coder`]: a [`Wire`]'s fields in their order,
//! names by [`letters`], rows by [`hours`]; [`rows`] makes them of a calendar, and a calendar of them.
//!
//! There is one way to write a link: what is read and would be written otherwise is none.

mod coder;
mod hours;
mod letters;
mod rows;
mod sixty_four;
mod wire;

use chrono::{Days, NaiveDate};

use super::bird::card::Card;
use super::bird::name;
use super::scene::calendar::Calendar;
use wire::Wire;

/// What a link's fragment begins with, after the `#`.
pub const PREFIX: &str = "v1.";
/// No fragment is longer, characters.
pub const MOST_CHARS: usize = 3_150;
/// A year and a day.
pub const MOST_DAYS: usize = 366;
/// Of a zone's name: they are ASCII.
const MOST_ZONE: usize = 40;
/// In minutes.
const THRESHOLDS: core::ops::RangeInclusive<i64> = 1..=1_440;

/// When somebody was awake, and what they tell of themselves with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    first: NaiveDate,
    start_hour: u8,
    threshold_mins: u16,
    zone: String,
    name: String,
    card: Option<Card>,
    /// A bit for each half hour of a day from the start hour on, the first one lowest.
    rows: Vec<u64>,
}

/// What is told besides the hours.
#[derive(Clone, Debug, Default)]
pub struct About<'a> {
    /// The zone's name.
    pub zone: &'a str,
    /// The person's; empty if it isn't told.
    pub name: &'a str,
    pub card: Option<Card>,
    pub threshold_secs: i64,
}

/// Why a fragment is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    #[error("written in a later form")]
    Newer,
    #[error("longer than any link")]
    TooLong,
    #[error("its end is missing")]
    CutShort,
    #[error("something follows it")]
    Followed,
    #[error("not what was written: the checksum is another one")]
    Damaged,
    #[error("nobody writes this")]
    Impossible,
}

impl LinkError {
    pub const ALL: [LinkError; 6] = [
        LinkError::Newer,
        LinkError::TooLong,
        LinkError::CutShort,
        LinkError::Followed,
        LinkError::Damaged,
        LinkError::Impossible,
    ];
}

impl Shared {
    /// What a calendar shows; of more than [`MOST_DAYS`] days the last ones. `None` if it shows no day, or one that
    /// is not from 1970 to 2149.
    ///
    /// What can't be seen in a name is taken away, and no more than 30 characters are left; a card for which there
    /// is no room is left out.
    pub fn of(calendar: &Calendar, about: About) -> Option<Shared> {
        let mut rows = rows::of(calendar);
        let left_out = rows.len().saturating_sub(MOST_DAYS);
        rows.drain(..left_out);
        let first = calendar.rows.get(left_out)?.day;
        Shared::new(first, calendar.start_hour, rows, about)
    }

    /// The same of half hours: a bit each, the first one lowest, for up to [`MOST_DAYS`] days.
    pub fn new(first: NaiveDate, start_hour: u8, rows: Vec<u64>, about: About) -> Option<Shared> {
        let mins = (about.threshold_secs / 60).min(*THRESHOLDS.end());
        let shared = Shared {
            first,
            start_hour,
            threshold_mins: mins.max(*THRESHOLDS.start()) as u16,
            zone: told_zone(about.zone),
            name: told_name(about.name),
            card: about.card,
            rows,
        };
        let is_row = |row: &u64| row >> hours::HALF_HOURS == 0;
        let last = first.checked_add_days(Days::new(shared.rows.len() as u64))?;
        let is_told = wire::day_number(first).is_some() && wire::day_number(last).is_some();
        let is_possible = (1..=MOST_DAYS).contains(&shared.rows.len()) && start_hour < 24;
        (is_possible && is_told && shared.rows.iter().all(is_row)).then(|| shared.fitting())
    }

    /// What a fragment says.
    ///
    /// * `fragment`: without the `#`.
    pub fn read(fragment: &str) -> Result<Shared, LinkError> {
        let version = fragment
            .strip_prefix('v')
            .and_then(|rest| rest.split_once('.'));
        let (version, text) = version.ok_or(LinkError::Damaged)?;
        let is_number = version.bytes().all(|byte| byte.is_ascii_digit());
        match version {
            "1" => {}
            "" | "0" => return Err(LinkError::Damaged),
            _ if is_number => return Err(LinkError::Newer),
            _ => return Err(LinkError::Damaged),
        }
        if MOST_CHARS < fragment.len() {
            return Err(LinkError::TooLong);
        }
        let told = wire::unsealed(text)?;
        let wire = Wire::read(&told).ok_or(LinkError::Impossible)?;
        if wire.written() != told {
            return Err(LinkError::Impossible);
        }
        wire.shared().ok_or(LinkError::Impossible)
    }

    /// As a link's fragment has it, without the `#`: up to [`MOST_CHARS`] letters, digits, dashes and one dot.
    pub fn written(&self) -> String {
        [PREFIX, &wire::sealed(&Wire::of(self).written())].concat()
    }

    /// The same without a card that there is no room for: only half hours that nobody lives leave so little.
    fn fitting(mut self) -> Shared {
        let is_held = |card: &Card| card.name().chars().all(|char| char <= letters::LAST);
        self.card = self.card.filter(is_held);
        if self.card.is_some() && MOST_CHARS < self.written().len() {
            self.card = None;
        }
        self
    }

    /// The calendar: half hours as periods, without lone events. Its clocks are never moved.
    pub fn calendar(&self) -> Calendar {
        rows::calendar(&self.rows, self.first, self.start_hour, &self.zone)
    }

    pub fn first(&self) -> NaiveDate {
        self.first
    }

    /// A bit for each half hour of a day from the start hour on, the first one lowest.
    pub fn rows(&self) -> &[u64] {
        &self.rows
    }

    pub fn start_hour(&self) -> u8 {
        self.start_hour
    }

    pub fn threshold_secs(&self) -> i64 {
        i64::from(self.threshold_mins) * 60
    }

    /// The zone's name. Data, to be shown as text.
    pub fn zone(&self) -> &str {
        &self.zone
    }

    /// The person's; empty if it isn't told. Data, to be shown as text.
    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn card(&self) -> Option<&Card> {
        self.card.as_ref()
    }
}

/// A name as it is told: what can't be seen is taken away, and what no link can hold.
pub fn told_name(typed: &str) -> String {
    let held: String = typed
        .chars()
        .filter(|char| *char <= letters::LAST)
        .collect();
    name::cleaned(&held)
}

fn told_zone(zone: &str) -> String {
    let seen = zone.chars().filter(|char| matches!(char, ' '..='~'));
    seen.take(MOST_ZONE).collect()
}
