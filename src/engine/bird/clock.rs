//! When it is, on whose clocks.

use chrono::{DateTime, NaiveDate};

use crate::engine::time::Zone;

pub const DAY_SECS: i64 = 86_400;
pub const DAY_MINS: u16 = 1_440;

/// The moment at which something is done or asked, where the person is.
#[derive(Clone, Copy, Debug)]
pub struct Now<'a> {
    /// Seconds since 1970, UTC.
    pub at: i64,
    pub zone: &'a Zone,
}

impl Now<'_> {
    /// The local day.
    pub fn day(&self) -> NaiveDate {
        date(self.day_number())
    }

    /// The minute of the local day: 0 to 1,439.
    pub fn minute(&self) -> u16 {
        (self.local(self.at).rem_euclid(DAY_SECS) / 60) as u16
    }

    pub(super) fn day_number(&self) -> i32 {
        self.day_of(self.at)
    }

    /// The local day of a moment, in days since 1970.
    pub(super) fn day_of(&self, at: i64) -> i32 {
        day_number(self.local(at))
    }

    /// What local clocks show, as seconds since 1970 of theirs.
    fn local(&self, at: i64) -> i64 {
        let moment = DateTime::from_timestamp(at, 0).unwrap_or_default();
        at.saturating_add(self.zone.offset_secs(moment).into())
    }
}

/// Whether a bird can do something on a day, or in a week: from 1970 to 2243, whatever a clock says.
pub(super) fn is_livable(number: i32) -> bool {
    (0..100_000).contains(&number)
}

/// Days since 1970; times that no calendar has are of its ends.
pub(super) fn day_number(secs: i64) -> i32 {
    let day = secs.div_euclid(DAY_SECS);
    day.clamp(-FARTHEST_DAY, FARTHEST_DAY) as i32
}

/// Calendars reach a quarter of a million years; so far is enough.
const FARTHEST_DAY: i64 = 50_000_000;

pub(super) fn date(day_number: i32) -> NaiveDate {
    NaiveDate::from_epoch_days(day_number).unwrap_or_default()
}

/// Which week a day lies in, from Monday to Sunday, counted from the one that has 1970's first day.
pub(super) fn week(day_number: i32) -> i32 {
    day_number.saturating_add(3).div_euclid(7)
}
