//! The main sleep of each night.

use core::ops::Range;

use super::circular::on_clock;
use crate::engine::infer::sleep::{BIN_SECS, Sleep, State, Stretch, Timeline};

/// Seconds of an hour.
const HOUR_SECS: f64 = 3_600.0;

/// The longest sleep whose middle lies in a night, by the clocks of when the night begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Main {
    /// Which row of the timeline the night is.
    pub row: usize,
    /// When it began, ended and was half over, hours of the day.
    pub onset: f64,
    pub wake: f64,
    pub mid: f64,
    /// How long it was, hours.
    pub hours: f64,
    /// Whether the day on which one wakes is free.
    pub free: bool,
}

/// The main sleeps of a life, ascending. Of two that are as long the first is the one.
///
/// * `rows`: the nights that are looked at.
/// * `sleeps`: ascending; may reach beyond the nights.
pub fn mains(timeline: &Timeline, rows: &Range<usize>, sleeps: &[Stretch]) -> Vec<Main> {
    let rows = within(timeline, rows);
    let mut mains: Vec<Main> = Vec::with_capacity(rows.len());
    let Some(begin) = timeline.rows.get(rows.start).map(|row| row.first) else {
        return mains;
    };
    let first = sleeps.partition_point(|sleep| sleep.wake <= begin);
    let mut index = rows.start;
    for sleep in &sleeps[first..] {
        // The middle lies between two bins or in one: twice as many halves of one.
        let middle = (sleep.onset + sleep.wake) / 2;
        if middle < begin {
            continue;
        }
        let end = |index: usize| {
            let row = timeline.rows[index];
            row.first + u32::from(row.bins)
        };
        while index < rows.end && end(index) <= middle {
            index += 1;
        }
        if index == rows.end {
            break;
        }
        if !timeline.rows[index].known {
            continue;
        }
        let main = main(timeline, index, *sleep);
        match mains.last_mut().filter(|last| last.row == index) {
            Some(last) if last.hours < main.hours => *last = main,
            Some(_) => {}
            None => mains.push(main),
        }
    }
    mains
}

/// A sleep by the clocks of its night.
fn main(timeline: &Timeline, index: usize, sleep: Stretch) -> Main {
    let row = timeline.rows[index];
    let clock = |bin: u32| timeline.second(bin) + i64::from(row.offset_secs);
    let (onset, wake) = (clock(sleep.onset), clock(sleep.wake));
    let hour = |second: f64| on_clock(second / HOUR_SECS);
    // Seconds since midnight of some day: so far from 1970 an hour would lose its last digits.
    let since = onset - onset.rem_euclid(86_400);
    let (onset, wake) = ((onset - since) as f64, (wake - since) as f64);
    Main {
        row: index,
        onset: hour(onset),
        wake: hour(wake),
        mid: hour((onset + wake) / 2.0),
        hours: (wake - onset) / HOUR_SECS,
        free: row.free,
    }
}

/// The part of `rows` that a timeline has.
pub fn within(timeline: &Timeline, rows: &Range<usize>) -> Range<usize> {
    let end = rows.end.min(timeline.rows.len());
    rows.start.min(end)..end
}

/// The likeliest life: of each night its main sleep from the median of its onset to that of its end.
pub fn likeliest(sleep: &Sleep) -> Vec<Stretch> {
    let told = sleep
        .nights
        .iter()
        .filter(|night| night.state != State::NoData);
    let bins = sleep.timeline.bins() as i64;
    let bin = |second: i64| {
        let nearest = (second - sleep.timeline.start + BIN_SECS / 2).div_euclid(BIN_SECS);
        nearest.clamp(0, bins) as u32
    };
    let mut sleeps: Vec<Stretch> = Vec::new();
    for main in told.filter_map(|night| night.main) {
        let (onset, wake) = (bin(main.onset.median), bin(main.wake.median));
        // Medians of two nights may overlap: no one sleeps twice at a time.
        let free = sleeps.last().map_or(0, |last| last.wake);
        let onset = onset.max(free);
        if onset < wake {
            sleeps.push(Stretch { onset, wake });
        }
    }
    sleeps
}

/// With which standard deviation the mid-sleeps of these nights are known, hours: the root of the mean
/// of their squares, each from the distance between its quarters, as of a normal distribution.
pub fn unsure(sleep: &Sleep, rows: &Range<usize>) -> f64 {
    let nights = sleep.nights.get(rows.clone()).unwrap_or_default();
    let known = nights.iter().filter_map(|night| night.main);
    let square = |[from, to]: [i64; 2]| {
        let deviation = (to - from) as f64 / HOUR_SECS / QUARTERS;
        deviation * deviation
    };
    let count = known.clone().count().max(1) as f64;
    let sum: f64 = known.map(|main| square(main.mid.half)).sum();
    (sum / count).sqrt()
}

/// How far the quarters of a normal distribution are apart, standard deviations.
const QUARTERS: f64 = 1.349;
