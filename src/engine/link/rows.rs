//! From a calendar to half hours and back.
//!
//! Half hours are those of the clock on the wall: 48 a row, whatever was done to the clocks that day. An hour that
//! they left out is taken for what it lies between, and one that came twice is awake if one of the two was.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

use super::hours::HALF_HOURS;
use crate::engine::holiday::Country;
use crate::engine::infer::threshold::{Awake, AwakePeriod};
use crate::engine::scene::calendar::{Calendar, Edge, Pick};
use crate::engine::time::{Offset, Zone};

const HALF_HOUR_SECS: usize = 1_800;
const DAY_SECS: usize = HALF_HOURS * HALF_HOUR_SECS;
/// Clocks are moved by no more for a summer.
const MOST_MOVED_SECS: usize = 7_200;

/// The half hours of a calendar's rows, a bit each, the first one lowest: awake is what periods fill by half. A
/// period of less than half an hour is the one that its middle lies in. Lone events are none.
pub fn of(calendar: &Calendar) -> Vec<u64> {
    let is_short = |entry: usize| {
        let entry = calendar.entries.get(entry);
        entry.is_none_or(|entry| entry.seconds < HALF_HOUR_SECS as i64)
    };
    let mut filled = vec![0; calendar.rows.len() * HALF_HOURS];
    let mut before: Option<Piece> = None;
    for piece in pieces(calendar).filter(|piece| !is_short(piece.entry)) {
        let joined = before.filter(|before| are_one(before, &piece));
        let from = joined.map_or(piece.from, |before| before.to);
        fill(&mut filled, from, piece.to);
        before = Some(piece);
    }
    for (index, entry) in calendar.entries.iter().enumerate() {
        if matches!(entry.pick, Pick::Period(_)) && is_short(index) {
            let middle = entry.first_row * DAY_SECS + entry.from as usize;
            let half_hour = (middle + entry.seconds.max(0) as usize / 2) / HALF_HOUR_SECS;
            if let Some(secs) = filled.get_mut(half_hour) {
                *secs = HALF_HOUR_SECS;
            }
        }
    }
    let row = |day: &[usize]| {
        let bits = day.iter().rev();
        bits.fold(0, |row, secs| {
            row << 1 | u64::from(HALF_HOUR_SECS <= secs * 2)
        })
    };
    filled.chunks(HALF_HOURS).map(row).collect()
}

/// A part of a period in which the clock runs evenly, in seconds by the clock since the first row's start.
#[derive(Clone, Copy)]
struct Piece {
    from: usize,
    to: usize,
    /// Whether the period goes on before it, or after it.
    starts: Edge,
    ends: Edge,
    entry: usize,
}

fn pieces(calendar: &Calendar) -> impl Iterator<Item = Piece> {
    let rows = calendar.rows.iter().enumerate();
    rows.flat_map(|(row, of)| {
        of.segments.iter().map(move |segment| Piece {
            from: row * DAY_SECS + segment.from as usize,
            to: row * DAY_SECS + segment.to as usize,
            starts: segment.starts,
            ends: segment.ends,
            entry: segment.entry,
        })
    })
}

/// Whether two pieces are of a period that clocks were put forward in.
fn are_one(before: &Piece, after: &Piece) -> bool {
    let is_cut = before.ends == Edge::Cut && after.starts == Edge::Cut;
    let moved = after.from.checked_sub(before.to);
    before.entry == after.entry && is_cut && moved.is_some_and(|secs| secs <= MOST_MOVED_SECS)
}

/// Adds the seconds from `from` up to `to` to the half hours that they lie in.
fn fill(filled: &mut [usize], from: usize, to: usize) {
    let mut at = from;
    while at < to {
        let half_hour = at / HALF_HOUR_SECS;
        let end = to.min((half_hour + 1) * HALF_HOUR_SECS);
        if let Some(secs) = filled.get_mut(half_hour) {
            *secs += end - at;
        }
        at = end;
    }
}

/// The calendar of half hours: its clocks are never moved.
///
/// * `zone`: a name, by which holidays are known.
pub fn calendar(rows: &[u64], first: NaiveDate, start_hour: u8, zone: &str) -> Calendar {
    let start = first.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(start_hour.into());
    let periods = periods(rows, start);
    let awake = Awake {
        periods,
        ..Awake::default()
    };
    let days = first..first + TimeDelta::days(rows.len() as i64);
    let even = Offset { from: 0, secs: 0 };
    let clocks = Zone::new(zone, vec![even]).unwrap_or_else(Zone::utc);
    Calendar::new(&awake, &clocks, Country::of_zone(zone), days, start_hour)
}

/// Half hours on end are a period each.
fn periods(rows: &[u64], start: DateTime<Utc>) -> Vec<AwakePeriod> {
    let mut periods = Vec::new();
    let mut since = None;
    let moment = |half_hour: usize| start + TimeDelta::seconds((half_hour * HALF_HOUR_SECS) as i64);
    // One more, in which nobody is awake.
    for half_hour in 0..=rows.len() * HALF_HOURS {
        let row = rows.get(half_hour / HALF_HOURS);
        let is_awake = row.is_some_and(|row| row >> (half_hour % HALF_HOURS) & 1 == 1);
        match (since, is_awake) {
            (None, true) => since = Some(half_hour),
            (Some(from), false) => {
                periods.push(AwakePeriod {
                    start: moment(from),
                    end: moment(half_hour),
                    first: 0,
                    last: 0,
                    events: 0,
                });
                since = None;
            }
            _ => {}
        }
    }
    periods
}
