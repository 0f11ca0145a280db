//! When the bird sleeps: when the person usually does.

use super::clock::{DAY_MINS, DAY_SECS, Now, date};
use crate::engine::infer::sleep;
use chrono::NaiveDate;

/// So many nights are looked at.
const NIGHTS: i32 = 28;
/// Fewer are no habit.
const LEAST_NIGHTS: usize = 5;
/// A bird sleeps at least 4 and at most 12 hours, whatever the person does.
const LEAST_MINS: u16 = 4 * 60;
const MOST_MINS: u16 = 12 * 60;
/// It becomes sleepy so long before its time.
const BEFORE_MINS: u16 = 60;
/// It stays up with someone who was up so short a time ago.
const UP_SECS: i64 = 30 * 60;
/// A present for a regular week needs so many of its last seven nights,
const REGULAR_NIGHTS: usize = 6;
/// whose middles differ by no more than this: their standard deviation, minutes.
const REGULAR_MINS: i64 = 45;

/// A night's main sleep, by the clocks of the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Night {
    /// The day whose noon begins it, in days since 1970.
    day: i32,
    /// When it began, minute of the local day.
    onset: u16,
    /// How long it was, minutes.
    mins: u16,
}

impl Night {
    /// * `onset`, `wake`: minutes of the local day. `None` if they are none, or the same.
    pub fn new(day: NaiveDate, onset: u16, wake: u16) -> Option<Night> {
        let are_minutes = onset < DAY_MINS && wake < DAY_MINS && onset != wake;
        are_minutes.then(|| Night {
            day: day.to_epoch_days(),
            onset,
            mins: ahead(onset, wake),
        })
    }

    /// The day whose noon begins it, and the minutes of the local day at which it began and ended.
    pub fn parts(&self) -> (NaiveDate, u16, u16) {
        (date(self.day), self.onset, later(self.onset, self.mins))
    }

    /// The nights whose main sleep is told.
    pub fn told(sleep: &sleep::Sleep) -> Vec<Night> {
        let rows = sleep.timeline.rows.iter().zip(&sleep.nights);
        let night = |(row, night): (&sleep::Row, &sleep::Night)| {
            let main = night.main.filter(|_| night.state == sleep::State::Told)?;
            let minute = |at: i64| {
                let local = at.saturating_add(row.offset_secs.into());
                (local.rem_euclid(DAY_SECS) / 60) as u16
            };
            Night::new(
                night.day,
                minute(main.onset.median),
                minute(main.wake.median),
            )
        };
        rows.filter_map(night).collect()
    }

    /// The middle of it, minute of the local day.
    fn mid(&self) -> u16 {
        later(self.onset, self.mins / 2)
    }
}

/// When the person usually sleeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Habit {
    /// The last night it is of, in days since 1970: the newer of two is the one that holds.
    pub(super) until: i32,
    /// Minutes of the local day.
    pub(super) asleep_from: u16,
    pub(super) wakes_at: u16,
    /// Of how many nights it is; 0 if it is a guess.
    pub(super) nights: u16,
}

impl Habit {
    /// From midnight to seven, as long as nothing is known.
    pub const GUESS: Habit = Habit {
        until: i32::MIN,
        asleep_from: 0,
        wakes_at: 7 * 60,
        nights: 0,
    };

    /// The habit of the last 28 nights, up to the last one that is told: the usual middle of sleep and its usual
    /// length. Of onsets and wakes each for itself could be made a sleep that no night had. `None` if fewer than
    /// five are told.
    ///
    /// * `nights`: in any order.
    pub fn of(nights: &[Night]) -> Option<Habit> {
        let until = nights.iter().map(|night| night.day).max()?;
        let recent = last(nights, until, NIGHTS);
        if recent.len() < LEAST_NIGHTS {
            return None;
        }
        let mid = usual(recent.iter().map(Night::mid))?;
        let mins = middle(recent.iter().map(|night| night.mins))?;
        let mins = mins.clamp(LEAST_MINS, MOST_MINS);
        let asleep_from = later(mid, DAY_MINS.saturating_sub(mins / 2));
        Some(Habit {
            until,
            asleep_from,
            wakes_at: later(asleep_from, mins),
            nights: recent.len() as u16,
        })
    }

    /// When it goes to sleep, minute of the local day.
    pub fn asleep_from(&self) -> u16 {
        self.asleep_from
    }

    /// When it wakes, likewise.
    pub fn wakes_at(&self) -> u16 {
        self.wakes_at
    }

    /// Of how many nights it is.
    pub fn nights(&self) -> u16 {
        self.nights
    }

    pub fn is_guess(&self) -> bool {
        self.nights == 0
    }

    /// The last night it is of; `None` if it is a guess.
    pub fn until(&self) -> Option<NaiveDate> {
        (!self.is_guess()).then(|| date(self.until))
    }

    /// Whether it is the time of sleep.
    pub fn is_asleep_at(&self, minute: u16) -> bool {
        ahead(self.asleep_from, minute) < ahead(self.asleep_from, self.wakes_at)
    }
}

/// What the bird is doing by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doing {
    Awake,
    /// It is time to sleep, or soon will be, and the person is up.
    Yawning,
    Asleep,
}

impl Doing {
    /// * `up_at`: when the person was last seen up, seconds since 1970.
    pub fn of(habit: &Habit, up_at: Option<i64>, now: &Now) -> Doing {
        let minute = now.minute();
        let is_up = up_at.is_some_and(|at| at.abs_diff(now.at) <= UP_SECS.unsigned_abs());
        match habit.is_asleep_at(minute) {
            true if is_up => Doing::Yawning,
            true => Doing::Asleep,
            false if ahead(minute, habit.asleep_from) <= BEFORE_MINS => Doing::Yawning,
            false => Doing::Awake,
        }
    }
}

/// The last night of a week in which the person slept regularly, in days since 1970: the last night that is told and
/// the six before. `None` if they are too few, or not alike.
pub(super) fn regular_week(nights: &[Night]) -> Option<i32> {
    let until = nights.iter().map(|night| night.day).max()?;
    let week = last(nights, until, 7);
    let mid = usual(week.iter().map(Night::mid))?;
    let square = |night: &Night| {
        let arc = i64::from(arc(mid, night.mid()));
        arc * arc
    };
    let sum: i64 = week.iter().map(square).sum();
    let most = REGULAR_MINS * REGULAR_MINS * week.len() as i64;
    (REGULAR_NIGHTS <= week.len() && sum <= most).then_some(until)
}

/// The nights of so many days up to one of them.
fn last(nights: &[Night], until: i32, days: i32) -> Vec<Night> {
    let is_recent = |night: &&Night| until.saturating_sub(night.day) < days;
    nights.iter().filter(is_recent).copied().collect()
}

/// The minute from which the arcs to all of them are the shortest together; of several such the first.
fn usual(minutes: impl Iterator<Item = u16> + Clone) -> Option<u16> {
    let together =
        |from: &u16| -> u32 { minutes.clone().map(|to| u32::from(arc(*from, to))).sum() };
    minutes.clone().min_by_key(together)
}

/// The middle one of some lengths, or the shorter of two.
fn middle(lengths: impl Iterator<Item = u16> + Clone) -> Option<u16> {
    let count = lengths.clone().count();
    let is_middle = |length: &u16| {
        let shorter = lengths.clone().filter(|other| other < length).count();
        let as_short = lengths.clone().filter(|other| other <= length).count();
        2 * shorter < count && count <= 2 * as_short
    };
    lengths.clone().filter(is_middle).min()
}

/// How many minutes it is from one minute of a day to another, forward.
pub(super) fn ahead(from: u16, to: u16) -> u16 {
    (to % DAY_MINS + DAY_MINS - from % DAY_MINS) % DAY_MINS
}

/// How far two minutes of a day are apart by the shorter way.
fn arc(a: u16, b: u16) -> u16 {
    ahead(a, b).min(ahead(b, a))
}

fn later(minute: u16, mins: u16) -> u16 {
    (minute % DAY_MINS + mins % DAY_MINS) % DAY_MINS
}
