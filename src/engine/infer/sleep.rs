//! When someone slept, as far as it can be told: a timeline of bins, a probability for each, and for
//! each night the main sleep with its intervals.

use core::ops::Range;

use chrono::NaiveDate;

/// The length of a bin, seconds. Every zone's offset is a multiple of it since 1972.
pub const BIN_SECS: i64 = 900;
/// How many bins a day of 24 hours has.
pub const BINS_A_DAY: usize = 96;
/// What stands in [`Sleep::asleep`] where nothing is known.
pub const UNKNOWN: u8 = u8::MAX;

/// Bins of 15 minutes without a gap, and where on them each night lies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// When the first bin begins: seconds since 1970, a multiple of [`BIN_SECS`].
    pub start: i64,
    /// One for each day, ascending, without a gap; together they cover the bins.
    pub rows: Vec<Row>,
}

/// A night on the timeline: from local noon to local noon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The day whose noon begins it.
    pub day: NaiveDate,
    /// Its first bin.
    pub first: u32,
    /// How many bins it has: 96, or 92, 100 … where clocks were moved.
    pub bins: u16,
    /// How far local clocks are ahead of UTC when it begins, seconds.
    pub offset_secs: i32,
    /// Whether anything is known of it.
    pub known: bool,
    /// Whether the day on which one wakes is free: a weekend, a holiday or a marked day.
    pub free: bool,
}

impl Timeline {
    /// How many bins there are.
    pub fn bins(&self) -> usize {
        let last = self.rows.last();
        last.map_or(0, |row| row.first as usize + usize::from(row.bins))
    }

    /// When a bin begins, seconds since 1970.
    pub fn second(&self, bin: u32) -> i64 {
        self.start + i64::from(bin) * BIN_SECS
    }

    /// The rows of the nights that begin on these days.
    pub fn rows_of(&self, days: &Range<NaiveDate>) -> Range<usize> {
        let at = |day: NaiveDate| self.rows.partition_point(|row| row.day < day);
        at(days.start)..at(days.end.max(days.start))
    }

    /// In which row a bin lies; `None` beyond the timeline.
    pub fn row_of(&self, bin: u32) -> Option<usize> {
        let after = self.rows.partition_point(|row| row.first <= bin);
        let row = after.checked_sub(1)?;
        ((bin as usize) < self.bins()).then_some(row)
    }
}

/// A sleep: bins `onset <= bin < wake` of a timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub onset: u32,
    pub wake: u32,
}

impl Stretch {
    pub fn bins(self) -> u32 {
        self.wake - self.onset
    }
}

/// A moment that is not known exactly: seconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    pub median: i64,
    /// It lies between these with a probability of a half, a quarter on each side.
    pub half: [i64; 2],
    /// It lies between these with a probability of nine tenths.
    pub most: [i64; 2],
}

/// What can be told of a night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Its main sleep is told, or that there was none.
    Told,
    /// The evidence is not enough: the intervals are as wide as the habit alone would make them.
    Unsure,
    /// Nothing happened: it may have been slept through or not.
    NoData,
}

/// A night and its main sleep.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Night {
    /// The day whose noon begins it.
    pub day: NaiveDate,
    pub state: State,
    /// The main sleep: onset, wake and the middle of it. `None` where nothing is known, or where an
    /// all-nighter is likelier than a sleep.
    pub main: Option<MainSleep>,
    /// How likely it is that there was no main sleep, 0 to 1.
    pub all_nighter: f32,
    /// How likely it is that there was a second sleep, 0 to 1.
    pub second: f32,
    /// Whether the day on which one wakes is free.
    pub free: bool,
}

/// The longest sleep whose middle lies in a night.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MainSleep {
    pub onset: Moment,
    pub wake: Moment,
    pub mid: Moment,
    /// The median of its length, seconds.
    pub seconds: i64,
}

/// When someone slept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sleep {
    pub timeline: Timeline,
    /// For each bin how likely it is that the person slept, 0 (awake) to 254 (asleep), or [`UNKNOWN`].
    pub asleep: Vec<u8>,
    /// One for each row of the timeline.
    pub nights: Vec<Night>,
}
