//! How someone sleeps, in pictures, each a plain function from what was inferred to a
//! [`Picture`](super::picture::Picture): [`actogram`] rows of two days, [`year`] a square for each night, [`week`] an hour
//! of each weekday, [`dial`] when sleep begins and ends, [`trend`] how that moves over years,
//! [`scatter`] how far nights are off, [`comparison`] two stretches side by side. [`nights`] says what
//! there is to say of a night; [`sheet`] is what all of them are drawn on.

pub mod actogram;
pub mod comparison;
pub mod dial;
mod nights;
pub mod scatter;
mod sheet;
pub mod trend;
pub mod week;
pub mod year;

use core::ops::Range;

use chrono::NaiveDate;

use crate::engine::infer::sleep::{MainSleep, Night, Sleep, State, Timeline};
use crate::engine::text::Language;
use crate::engine::time::Zone;

const DAY_SECS: i64 = 86_400;
const HALF_DAY_SECS: i64 = DAY_SECS / 2;
/// Narrower pictures than this are laid out as if they were so wide.
const LEAST_WIDTH: f64 = 280.0;

/// What is shown, and how wide.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    pub sleep: &'a Sleep,
    pub zone: &'a Zone,
    /// Which rows of the timeline. Rows that it doesn't have are left out.
    pub rows: Range<usize>,
    /// CSS pixels.
    pub width: f64,
    pub language: Language,
}

impl Shown<'_> {
    /// The rows that there are, ascending; perhaps none.
    pub fn known_rows(&self) -> Range<usize> {
        let all = self.sleep.timeline.rows.len().min(self.sleep.nights.len());
        let start = self.rows.start.min(all);
        start..self.rows.end.clamp(start, all)
    }

    fn nights(&self) -> &[Night] {
        let nights = self.sleep.nights.get(self.known_rows());
        nights.unwrap_or_default()
    }

    /// The days on whose evenings the nights begin; half-open, empty where there are none.
    fn days(&self) -> Range<NaiveDate> {
        let nights = self.nights();
        let first = nights.first().map_or(NaiveDate::default(), |n| n.day);
        let last = nights.last().and_then(|night| night.day.succ_opt());
        first..last.unwrap_or(first)
    }

    fn wide(&self) -> f64 {
        self.width.max(LEAST_WIDTH)
    }

    /// What clocks show at a moment, seconds since 1970.
    fn local(&self, at: i64) -> i64 {
        self.zone.local_secs(at)
    }

    /// The nights whose main sleep is told for sure, each with its place among the shown ones and its clock times.
    fn told(&self) -> impl Iterator<Item = (usize, &Night, Clocks)> {
        let nights = self.nights().iter().enumerate();
        nights.filter_map(|(at, night)| {
            let is_told = night.state == State::Told;
            let main = night.main.as_ref().filter(|_| is_told)?;
            Some((at, night, self.clocks(main)))
        })
    }

    fn clocks(&self, main: &MainSleep) -> Clocks {
        let [onset, wake, mid] = [&main.onset, &main.wake, &main.mid]
            .map(|moment| self.local(moment.median).rem_euclid(DAY_SECS));
        Clocks { onset, wake, mid }
    }
}

/// Clock times of a sleep, seconds since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Clocks {
    onset: i64,
    wake: i64,
    mid: i64,
}

/// How many events lie in each bin of a timeline, 255 at most.
///
/// * `moments`: seconds since 1970, in any order; what is beyond the timeline is left out.
pub fn activity(timeline: &Timeline, moments: impl Iterator<Item = i64>) -> Vec<u8> {
    let mut counts = vec![0_u8; timeline.bins()];
    for moment in moments {
        let bin = (moment - timeline.start).div_euclid(crate::engine::infer::sleep::BIN_SECS);
        if let Some(count) = usize::try_from(bin)
            .ok()
            .and_then(|bin| counts.get_mut(bin))
        {
            *count = count.saturating_add(1);
        }
    }
    counts
}

/// The shorter way round the clock from one time to another, `-12 h <= way < 12 h`, seconds.
fn way(from: i64, to: i64) -> i64 {
    (to - from + HALF_DAY_SECS).rem_euclid(DAY_SECS) - HALF_DAY_SECS
}

/// The clock time, to a quarter of an hour, from which others are least far in all; and how far they
/// are on average. Both in seconds; `None` for none. (Times anywhere are 6 hours away on average.)
fn middle(times: impl Iterator<Item = i64>) -> Option<(i64, i64)> {
    const STEPS: i64 = 96;
    const STEP_SECS: i64 = DAY_SECS / STEPS;
    let mut counts = [0_i64; STEPS as usize];
    for time in times {
        let step = (time + STEP_SECS / 2).rem_euclid(DAY_SECS) / STEP_SECS;
        counts[step as usize] += 1;
    }
    let total: i64 = counts.iter().sum();
    let far = |at: i64| -> i64 {
        let each = counts.iter().zip(0..).filter(|(count, _)| **count > 0);
        each.map(|(count, step)| count * way(at, step * STEP_SECS).abs())
            .sum()
    };
    let times = (0..STEPS).map(|step| step * STEP_SECS);
    let (far, at) = times.map(|at| (far(at), at)).min()?;
    (total > 0).then(|| (at, far / total))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_clock_times_knows_no_midnight() {
        let check = |hours: &[i64], expected: Option<(i64, i64)>| {
            let found = middle(hours.iter().map(|hour| hour * 3_600));
            assert_eq!(found, expected, "{hours:?}");
        };
        check(&[], None);
        check(&[3], Some((3 * 3_600, 0)));
        check(&[23, 0, 1], Some((0, 2_400)));
        check(&[22, 23, 5], Some((23 * 3_600, 8_400)));
    }
}
