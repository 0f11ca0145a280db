//! Files for other programs: awake periods and nights as comma-separated values ([`csv`]) and as calendar entries
//! ([`ics`]). Times name their zone. JSON, which comes back, is [`super::saved`]'s.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod csv;
pub mod ics;

use core::ops::Range;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

use super::event::Kind;
use super::infer::sleep::{Stretch, Timeline, UNKNOWN};
use super::infer::threshold::Awake;
use super::time::Zone;

/// A bin belongs to a sleep if that is likelier than not, see [`super::infer::sleep::Sleep`].
const LIKELY: u8 = 128;

/// A stretch of being awake, as files tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwakeRow {
    pub start: DateTime<Utc>,
    /// The same as its start where there was but one event.
    pub end: DateTime<Utc>,
    /// How many events it holds that count.
    pub events: usize,
    pub first: Option<Kind>,
    pub last: Option<Kind>,
}

/// A night's main sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SleepRow {
    /// The day whose noon begins the night.
    pub night: NaiveDate,
    pub onset: DateTime<Utc>,
    pub wake: DateTime<Utc>,
}

/// All stretches that begin on these days by a zone's clocks, lone events among them, by time.
///
/// * `start_hour`: at what hour a day starts, as the calendar's rows do.
/// * `kind`: of an event, by its index.
pub fn awake_rows(
    awake: &Awake,
    zone: &Zone,
    days: &Range<NaiveDate>,
    start_hour: u8,
    kind: impl Fn(usize) -> Option<Kind>,
) -> Vec<AwakeRow> {
    let periods = awake.periods.iter().map(|period| AwakeRow {
        start: period.start,
        end: period.end,
        events: period.events,
        first: kind(period.first),
        last: kind(period.last),
    });
    let lone = awake.lone.iter().map(|lone| AwakeRow {
        start: lone.at,
        end: lone.at,
        events: 1,
        first: kind(lone.event),
        last: kind(lone.event),
    });
    let hours = TimeDelta::hours(start_hour.into());
    let is_of_days = |row: &AwakeRow| {
        let local = zone.local(row.start);
        days.contains(&local.checked_sub_signed(hours).unwrap_or(local).date())
    };
    let mut rows: Vec<AwakeRow> = periods.chain(lone).filter(is_of_days).collect();
    rows.sort_by_key(|row| row.start);
    rows
}

/// The longest likely sleep of each night of these days that has one, by time.
///
/// * `asleep`: how likely, bin by bin.
pub fn sleep_rows(timeline: &Timeline, asleep: &[u8], days: &Range<NaiveDate>) -> Vec<SleepRow> {
    let mut longest: Vec<(usize, Stretch)> = Vec::new();
    for sleep in sleeps(asleep) {
        let Some(row) = timeline.row_of(sleep.onset.midpoint(sleep.wake)) else {
            continue;
        };
        match longest.last_mut().filter(|(other, _)| *other == row) {
            Some((_, other)) if other.bins() < sleep.bins() => *other = sleep,
            Some(_) => {}
            None => longest.push((row, sleep)),
        }
    }
    let moment = |bin: u32| DateTime::from_timestamp(timeline.second(bin), 0).unwrap_or_default();
    let told = longest.into_iter().filter_map(|(row, sleep)| {
        let row = timeline.rows.get(row)?;
        let is_told = row.known && days.contains(&row.day);
        is_told.then(|| SleepRow {
            night: row.day,
            onset: moment(sleep.onset),
            wake: moment(sleep.wake),
        })
    });
    told.collect()
}

/// Stretches in which someone likely slept.
fn sleeps(asleep: &[u8]) -> Vec<Stretch> {
    let mut sleeps: Vec<Stretch> = Vec::new();
    for (bin, likely) in (0_u32..).zip(asleep) {
        if !(LIKELY..UNKNOWN).contains(likely) {
            continue;
        }
        let wake = bin.saturating_add(1);
        match sleeps.last_mut().filter(|sleep| sleep.wake == bin) {
            Some(sleep) => sleep.wake = wake,
            None => sleeps.push(Stretch { onset: bin, wake }),
        }
    }
    sleeps
}

/// A moment by a zone's clocks (ISO 8601): `2024-02-24T09:12:00+09:00`. Where those were seconds off, by UTC.
pub fn iso(at: DateTime<Utc>, zone: &Zone) -> String {
    let secs = zone.offset_secs(at);
    let mut to = String::with_capacity(25);
    if secs.checked_rem(60) != Some(0) {
        write_local(at.naive_utc(), 'T', &mut to);
        to.push('Z');
        return to;
    }
    write_local(zone.local(at), 'T', &mut to);
    to.push(if secs < 0 { '-' } else { '+' });
    let minutes = secs.unsigned_abs().wrapping_div(60);
    write_two(minutes.wrapping_div(60), &mut to);
    to.push(':');
    write_two(minutes.wrapping_rem(60), &mut to);
    to
}

/// What clocks show, to the second.
fn write_local(at: NaiveDateTime, between: char, to: &mut String) {
    write_day(at.date(), to);
    to.push(between);
    write_two(at.hour(), to);
    to.push(':');
    write_two(at.minute(), to);
    to.push(':');
    write_two(at.second(), to);
}

fn write_day(day: NaiveDate, to: &mut String) {
    to.push_str(&day.year().to_string());
    to.push('-');
    write_two(day.month(), to);
    to.push('-');
    write_two(day.day(), to);
}

/// A number below a hundred with two digits.
fn write_two(number: u32, to: &mut String) {
    if number < 10 {
        to.push('0');
    }
    to.push_str(&number.to_string());
}
