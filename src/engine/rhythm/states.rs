//! Asleep or awake, night by night: a bit for each quarter of an hour from noon on, so that 15 years
//! of 200 possible lives are compared in no time.

use core::ops::Range;

use super::nights::within;
use crate::engine::infer::sleep::{BINS_A_DAY, Row, Stretch, Timeline};

/// A bit for each of up to 128 bins, the first one lowest.
pub type Bits = [u64; 2];

/// What stands for an hour of which a part isn't known.
pub const UNKNOWN: u8 = u8::MAX;

/// Hours that a day has.
pub const HOURS: usize = 24;
/// Bins that an hour has.
const BINS_AN_HOUR: usize = BINS_A_DAY / HOURS;
/// Bins of sleep that a night has which isn't an all-nighter: 2 hours.
const LEAST_SLEEP: u32 = 8;
/// Hours that half of [`Bits`] has.
const HOURS_A_WORD: usize = 64 / BINS_AN_HOUR;

/// Nights from noon to noon, 96 bins each: of a longer one, in which clocks were set back, its last
/// bins are left out; of a shorter one its last bins are unknown.
///
/// Source: as GGIR 2.x does for its Sleep Regularity Index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// One for each night: which of its bins are known, and in which of those one was asleep.
    pub known: Vec<Bits>,
    pub asleep: Vec<Bits>,
}

impl States {
    /// The states of a life's nights.
    ///
    /// * `sleeps`: ascending; may reach beyond the nights.
    pub fn of(timeline: &Timeline, rows: &Range<usize>, sleeps: &[Stretch]) -> States {
        let rows = within(timeline, rows);
        let rows = &timeline.rows[rows];
        let known: Vec<Bits> = rows.iter().map(known).collect();
        let mut asleep = vec![[0; 2]; rows.len()];
        let begin = rows.first().map_or(0, |row| row.first);
        let first = sleeps.partition_point(|sleep| sleep.wake <= begin);
        let mut at = 0;
        for sleep in &sleeps[first..] {
            while rows.get(at).is_some_and(|row| end(row) <= sleep.onset) {
                at += 1;
            }
            for (row, bits) in rows[at..].iter().zip(&mut asleep[at..]) {
                if sleep.wake <= row.first {
                    break;
                }
                let from = sleep.onset.saturating_sub(row.first);
                fill(bits, from, sleep.wake - row.first);
            }
        }
        for (bits, known) in asleep.iter_mut().zip(&known) {
            *bits = [bits[0] & known[0], bits[1] & known[1]];
        }
        States { known, asleep }
    }

    /// Known nights with hardly any sleep. Where its middle lies doesn't matter: around noon two fall
    /// into one night and none into the next, though both were half slept through.
    pub fn all_nighters(&self) -> u32 {
        let nights = self.known.iter().zip(&self.asleep);
        let awake = nights.filter(|(known, asleep)| {
            let bins = asleep[0].count_ones() + asleep[1].count_ones();
            **known != [0; 2] && bins < LEAST_SLEEP
        });
        awake.count() as u32
    }

    /// Of each night, from noon on, how many quarters of each hour one was awake; [`UNKNOWN`] where a
    /// part of the hour isn't known.
    pub fn awake_quarters(&self) -> impl Iterator<Item = [u8; HOURS]> {
        let nights = self.known.iter().zip(&self.asleep);
        nights.map(|(known, asleep)| {
            let mut day = [UNKNOWN; HOURS];
            for (word, hours) in day.chunks_mut(HOURS_A_WORD).enumerate() {
                let mut known = nibbles(known[word]);
                let mut asleep = nibbles(asleep[word]);
                for quarters in hours {
                    if known & 0xf == 4 {
                        *quarters = 4 - (asleep & 0xf) as u8;
                    }
                    known >>= BINS_AN_HOUR;
                    asleep >>= BINS_AN_HOUR;
                }
            }
            day
        })
    }

    /// For each bin of a day, from midnight on, how many nights are known there and in how many of
    /// them one was awake.
    pub fn awake_counts(&self) -> [[u32; 2]; BINS_A_DAY] {
        let (known, asleep) = (counts(&self.known), counts(&self.asleep));
        core::array::from_fn(|from_midnight| {
            let bin = (from_midnight + BINS_A_DAY / 2) % BINS_A_DAY;
            [known[bin], known[bin] - asleep[bin]]
        })
    }
}

fn end(row: &Row) -> u32 {
    row.first + u32::from(row.bins)
}

fn known(row: &Row) -> Bits {
    let mut bits = [0; 2];
    if row.known {
        fill(&mut bits, 0, row.bins.into());
    }
    bits
}

/// Sets the bits `from <= bit < to` that a day has.
fn fill(bits: &mut Bits, from: u32, to: u32) {
    let to = to.min(BINS_A_DAY as u32);
    for (word, start) in bits.iter_mut().zip([0, 64]) {
        let below = |bit: u32| match bit.saturating_sub(start) {
            bit @ 0..64 => (1_u64 << bit) - 1,
            _ => u64::MAX,
        };
        *word |= below(to) & !below(from);
    }
}

/// Of each four bits how many are set, in their place.
fn nibbles(bits: u64) -> u64 {
    const TWOS: u64 = 0x5555_5555_5555_5555;
    const FOURS: u64 = 0x3333_3333_3333_3333;
    let twos = bits - (bits >> 1 & TWOS);
    (twos & FOURS) + (twos >> 2 & FOURS)
}

/// How many of the nights have each bit. Counted where bits change, twice a night or little more.
fn counts(nights: &[Bits]) -> [u32; BINS_A_DAY] {
    let mut changes = [0_i32; BINS_A_DAY + 1];
    for bits in nights {
        let before = [bits[0] << 1, bits[1] << 1 | bits[0] >> 63];
        for (word, start) in [0, 64].into_iter().enumerate() {
            let mut edges = bits[word] ^ before[word];
            while edges != 0 {
                let bit = edges.trailing_zeros();
                let begins = bits[word] >> bit & 1 == 1;
                if let Some(change) = changes.get_mut(start + bit as usize) {
                    *change += if begins { 1 } else { -1 };
                }
                edges &= edges - 1;
            }
        }
    }
    let mut sum = 0;
    core::array::from_fn(|bin| {
        sum += changes[bin];
        sum as u32
    })
}
