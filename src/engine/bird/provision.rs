//! What the whole page tells the bird of the person: what it can eat without GitHub, and when they sleep.

use chrono::NaiveDate;

use super::food::Pantry;
use super::habit::Night;
use crate::engine::infer::sleep::{Row, Stretch, Timeline, UNKNOWN};
use crate::engine::time::Zone;

/// So many nights are told: what a habit is made of.
const NIGHTS: usize = 28;
/// A bin belongs to a sleep if that is at least as likely as not, see [`crate::engine::infer::sleep::Sleep`].
const LIKELY: u8 = 127;

#[derive(Clone, Debug, PartialEq)]
pub struct Provision {
    /// Where the person is; `None` where the posts are of someone who doesn't exist, whose clocks and nights are
    /// not the visitor's.
    pub zone: Option<Zone>,
    /// Posts of a week, its last one.
    pub posts: Pantry,
    /// The main sleeps of the person's last nights, as far as they are known.
    pub nights: Vec<Night>,
}

/// The last day of a sample's posts, as they feed a bird: the same for ever, so that each is eaten once.
pub fn sample_day() -> NaiveDate {
    NaiveDate::from_epoch_days(SAMPLE_DAY).unwrap_or_default()
}

/// The 24th of November 2026.
const SAMPLE_DAY: i32 = 20_781;

/// The likeliest main sleeps of the last nights that are known, oldest first.
///
/// * `asleep`: how likely, bin by bin.
pub fn last_nights(timeline: &Timeline, asleep: &[u8]) -> Vec<Night> {
    let known = timeline.rows.iter().rev().filter(|row| row.known);
    let mut nights: Vec<Night> = known
        .take(NIGHTS)
        .filter_map(|row| main_sleep(timeline, row, asleep))
        .collect();
    nights.reverse();
    nights
}

/// The longest likely sleep whose middle lies in a night.
fn main_sleep(timeline: &Timeline, row: &Row, asleep: &[u8]) -> Option<Night> {
    let is_asleep = |bin: u32| {
        let likely = asleep.get(bin as usize);
        likely.is_some_and(|likely| (LIKELY..UNKNOWN).contains(likely))
    };
    let (from, to) = (row.first, row.first.saturating_add(row.bins.into()));
    let mut longest: Option<Stretch> = None;
    // One that lies over the row's edge begins before it.
    let mut bin = (0..from)
        .rev()
        .take_while(|bin| is_asleep(*bin))
        .last()
        .unwrap_or(from);
    while bin < to {
        if !is_asleep(bin) {
            bin = bin.saturating_add(1);
            continue;
        }
        let onset = bin;
        while is_asleep(bin) {
            bin = bin.saturating_add(1);
        }
        let sleep = Stretch { onset, wake: bin };
        let middle = onset.midpoint(bin);
        let is_longer = longest.is_none_or(|other| other.bins() < sleep.bins());
        if (from..to).contains(&middle) && is_longer {
            longest = Some(sleep);
        }
    }
    let Stretch { onset, wake } = longest?;
    let minute = |bin: u32| {
        let local = timeline.second(bin).saturating_add(row.offset_secs.into());
        (local.rem_euclid(86_400) / 60) as u16
    };
    Night::new(row.day, minute(onset), minute(wake))
}
