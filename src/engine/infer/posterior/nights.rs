//! What the posterior says of each night: the main sleep with its intervals.

use core::ops::Range;

use super::habit::SHORTEST_SLEEP_HOURS;
use super::learning::Learned;
use crate::engine::infer::sleep::{BIN_SECS, MainSleep, Moment, Night, Row, Sleep, State};

/// How much of the posterior lies beyond each end of what is told as 90 %, at most and at least. With its habit
/// learned from the same events the posterior is the surer of itself the less regular someone is, and of the
/// wake, which a slow morning hides, more than of the onset. So the share is less from a spread of about an
/// hour on.
///
/// Measured on people who are not drawn from the model: `examples/accuracy` with 48 people from seeds 5,000
/// and 20,000 on. What that is worth for others is in the README.
const MOST_BEYOND: f32 = 0.055;
const LEAST_BEYOND_ONSET: f32 = 0.02;
const LEAST_BEYOND_WAKE: f32 = 0.015;
const BEYOND_AT_AN_HOUR: f32 = 0.07;
/// People sleep longer before free days, by nobody knows how much: a smaller share is later than the end.
const BEYOND_FREE: f32 = 0.25;

/// From that length on a sleep counts whole as a night's main one; shorter ones count the less.
const MAIN_HOURS: f32 = 4.0;
/// Nine tenths of a normal distribution lie within so many standard deviations of its mean.
const MOST_OF_NORMAL: f32 = 1.645;

/// From that share of what habit alone says on, events have said nothing.
const SAME_WIDTH: f32 = 0.95;
/// Who sleeps at the same time every night is known well without events of that night.
const NARROW_SECS: f32 = 4.0 * 3_600.0;

/// Of less than that nothing can be told.
const LEAST_MAIN: f32 = 0.05;

/// A night of which nothing is known.
pub fn untold(row: &Row) -> Night {
    Night {
        day: row.day,
        state: State::NoData,
        main: None,
        all_nighter: 0.0,
        second: 0.0,
        free: row.free,
    }
}

/// How likely the main sleep of a night begins, ends and has its middle where.
struct Spots {
    /// By the boundaries of bins from the row's beginning less [`BEFORE`] on; middles by halves of bins.
    onset: Vec<f32>,
    wake: Vec<f32>,
    mid: Vec<f32>,
    length: Vec<f32>,
    /// Sum of the probabilities of all sleeps whose middle lies in it, and of those that may be the main.
    sleeps: f32,
    main: f32,
}

/// Sleeps whose middle lies in a row begin no earlier than so many bins before it.
const BEFORE: usize = 30;
const LONGEST: usize = 60;

impl Spots {
    fn of(row: &Row) -> Spots {
        let boundaries = usize::from(row.bins) + 2 * BEFORE + 1;
        Spots {
            onset: vec![0.0; boundaries],
            wake: vec![0.0; boundaries],
            mid: vec![0.0; 2 * boundaries],
            length: vec![0.0; LONGEST],
            sleeps: 0.0,
            main: 0.0,
        }
    }

    /// Takes in a sleep of boundaries counted from the row's beginning less [`BEFORE`].
    fn add(&mut self, onset: usize, wake: usize, chance: f32) {
        let length = wake - onset;
        let hours = length as f32 * BIN_SECS as f32 / 3_600.0;
        let is_main =
            (hours - SHORTEST_SLEEP_HOURS + 0.25) / (MAIN_HOURS - SHORTEST_SLEEP_HOURS + 0.25);
        let main = chance * is_main.clamp(0.05, 1.0);
        self.sleeps += chance;
        self.main += main;
        for (list, index) in [
            (&mut self.onset, onset),
            (&mut self.wake, wake),
            (&mut self.mid, onset + wake),
            (&mut self.length, length),
        ] {
            if let Some(spot) = list.get_mut(index) {
                *spot += main;
            }
        }
    }
}

/// Writes into `sleep` what is known of the nights `rows`.
pub fn tell(sleep: &mut Sleep, rows: Range<usize>, learned: &Learned) {
    let places = &sleep.timeline.rows[rows.clone()];
    let first = learned.first;
    let mut spots: Vec<Spots> = places.iter().map(Spots::of).collect();
    let mut row_of = Vec::new();
    for (index, row) in places.iter().enumerate() {
        row_of.extend(core::iter::repeat_n(index, usize::from(row.bins)));
    }
    learned.chain.each_sleep(&mut |onset, wake, chance| {
        let middle = ((onset + wake) / 2).min(row_of.len() - 1);
        let row = row_of[middle];
        let start = (places[row].first - first) as usize;
        if let Some(onset) = (onset + BEFORE).checked_sub(start) {
            spots[row].add(onset, wake + BEFORE - start, chance);
        }
    });
    let asleep = learned.chain.asleep();
    let start = sleep.timeline.start;
    for (index, (row, spots)) in places.iter().zip(&spots).enumerate() {
        if !row.known {
            continue;
        }
        let bins = row.first as usize..row.first as usize + usize::from(row.bins);
        let here = &asleep[bins.start - first as usize..bins.end - first as usize];
        for (shade, asleep) in sleep.asleep[bins].iter_mut().zip(here) {
            *shade = (asleep * 254.0 + 0.5) as u8;
        }
        let begins = start + (i64::from(row.first) - BEFORE as i64) * BIN_SECS;
        let hours_asleep = here.iter().sum::<f32>() * BIN_SECS as f32 / 3_600.0;
        sleep.nights[rows.start + index] = told(row, spots, begins, hours_asleep, learned, index);
    }
}

fn told(
    row: &Row,
    spots: &Spots,
    begins: i64,
    hours_asleep: f32,
    learned: &Learned,
    index: usize,
) -> Night {
    let none = (1.0 - spots.sleeps).max(0.0) * (1.0 - hours_asleep / 3.0).clamp(0.0, 1.0);
    let at = |list: &[f32], secs: i64, share: f32| {
        let position = quantile(list, spots.main * share);
        begins + (position * secs as f32) as i64
    };
    let spread = learned.habit.spread[index];
    // Quarters are less wrong than ends.
    let quarter = 0.25 / spread.sqrt().sqrt().sqrt();
    let moment = |list: &[f32], secs: i64, [before, after]: [f32; 2]| Moment {
        median: at(list, secs, 0.5),
        half: [at(list, secs, quarter), at(list, secs, 1.0 - quarter)],
        most: [at(list, secs, before), at(list, secs, 1.0 - after)],
    };
    let share = BEYOND_AT_AN_HOUR / spread;
    let onset = share.clamp(LEAST_BEYOND_ONSET, MOST_BEYOND);
    let wake = (share / spread).clamp(LEAST_BEYOND_WAKE, MOST_BEYOND);
    let late = if row.free { BEYOND_FREE } else { 1.0 } * wake;
    let main = MainSleep {
        onset: moment(&spots.onset, BIN_SECS, [onset; 2]),
        wake: moment(&spots.wake, BIN_SECS, [wake, late]),
        mid: moment(&spots.mid, BIN_SECS / 2, [onset; 2]),
        seconds: (quantile(&spots.length, spots.main * 0.5) * BIN_SECS as f32) as i64,
    };
    let believed = 2.0 * MOST_OF_NORMAL * learned.habit.doubted_spread(index) * 3_600.0;
    let [from, to] = [0.05, 0.95].map(|share| at(&spots.mid, BIN_SECS / 2, share));
    let wide = (to - from) as f32;
    let is_unsure = wide > SAME_WIDTH * believed && wide > NARROW_SECS;
    let has_main = spots.main > LEAST_MAIN;
    Night {
        // Neither a sleep that belongs to it nor a night without one.
        state: if is_unsure || (none < 0.5 && !has_main) {
            State::Unsure
        } else {
            State::Told
        },
        main: (none < 0.5 && has_main).then_some(main),
        all_nighter: none,
        second: (spots.sleeps - 1.0).clamp(0.0, 1.0),
        ..untold(row)
    }
}

/// Where the sum of a list passes `sum`, between indexes: each value lies evenly around its index.
fn quantile(list: &[f32], sum: f32) -> f32 {
    let mut left = sum;
    for (index, value) in list.iter().enumerate() {
        if left <= *value && *value > 0.0 {
            return (index as f32 + left / value - 0.5).max(0.0);
        }
        left -= value;
    }
    list.len().saturating_sub(1) as f32
}
