//! Half hours of many days in little room: how likely someone is awake follows from what came before.

use super::coder::{Coder, EVEN, Odds};

/// Of a day.
pub const HALF_HOURS: usize = 48;
/// Longer stretches are all the same.
const MOST_RUN: usize = 31;
/// More often is not counted.
const MOST_MET: u16 = 2_000;

/// Rows whose half hours are told by what came before them. What is unlikely for anyone takes more room than
/// [`plain`] rows do.
///
/// * `rows`: a bit for each half hour, the first one lowest.
pub fn foreseen(coder: &mut dyn Coder, rows: &[u64]) -> Vec<u64> {
    let mut seen = Seen::default();
    let row = |row: &u64| {
        let mut read = 0;
        for slot in 0..HALF_HOURS {
            let sights = seen.sights(slot);
            let bit = coder.bit(row >> slot & 1 == 1, seen.odds(&sights));
            seen.learn(&sights, bit);
            read |= u64::from(bit) << slot;
        }
        read
    };
    rows.iter().map(row).collect()
}

/// Rows of which each half hour takes a bit's room.
pub fn plain(coder: &mut dyn Coder, rows: &[u64]) -> Vec<u64> {
    let row = |row: &u64| {
        let bit = |read: u64, slot: usize| {
            read | u64::from(coder.bit(row >> slot & 1 == 1, EVEN)) << slot
        };
        (0..HALF_HOURS).fold(0, bit)
    };
    rows.iter().map(row).collect()
}

/// How many ways there are to look at what came before.
const VIEWS: usize = 6;
/// How many different sights each of them has.
const SIGHTS: [usize; VIEWS] = [32, 64, 32, 512, 512, 256];

/// What was seen so far: every half hour, and for each sight what followed it.
struct Seen {
    past: Vec<bool>,
    /// How many half hours the last one was like those before it.
    run: usize,
    followed: [Vec<Followed>; VIEWS],
}

/// How often someone was asleep or awake after the same sight.
#[derive(Clone, Copy, Default)]
struct Followed {
    asleep: u16,
    awake: u16,
}

impl Default for Seen {
    fn default() -> Seen {
        Seen {
            past: Vec::new(),
            run: 0,
            followed: SIGHTS.map(|sights| vec![Followed::default(); sights]),
        }
    }
}

impl Seen {
    /// What is seen before a half hour of the day, by each view.
    fn sights(&self, slot: usize) -> [usize; VIEWS] {
        let was_awake = |half_hours_ago: usize| {
            let at = self.past.len().checked_sub(half_hours_ago);
            let was = at.and_then(|at| self.past.get(at));
            usize::from(was == Some(&true))
        };
        let last = was_awake(1);
        let yesterday =
            was_awake(49) | was_awake(48) << 1 | was_awake(47) << 2 | was_awake(46) << 3;
        let day_before = was_awake(96) | was_awake(95) << 1;
        let week_before = was_awake(336);
        [
            last | (slot / 4) << 1,
            last | self.run << 1,
            last | yesterday << 1,
            last | yesterday << 1 | day_before << 5 | self.run.min(3) << 7,
            last | (self.run / 4) << 1 | yesterday << 4 | week_before << 8,
            last | slot << 1 | week_before << 7,
        ]
    }

    /// How likely someone is awake after these sights: each says what followed it, as loudly as it was
    /// followed by anything, and twice as loudly where that was always the same.
    fn odds(&self, sights: &[usize; VIEWS]) -> Odds {
        let (mut asleep, mut awake) = (1, 1);
        for (followed, sight) in self.followed.iter().zip(sights) {
            let followed = followed.get(*sight).copied().unwrap_or_default();
            let weight = match followed {
                Followed { asleep: 0, .. } | Followed { awake: 0, .. } => 2,
                _ => 1,
            };
            asleep += weight * u32::from(followed.asleep);
            awake += weight * u32::from(followed.awake);
        }
        (awake * u32::from(Odds::MAX) / (asleep + awake)) as Odds
    }

    fn learn(&mut self, sights: &[usize; VIEWS], is_awake: bool) {
        for (followed, sight) in self.followed.iter_mut().zip(sights) {
            let Some(followed) = followed.get_mut(*sight) else {
                continue;
            };
            let (met, missed) = match is_awake {
                true => (&mut followed.awake, &mut followed.asleep),
                false => (&mut followed.asleep, &mut followed.awake),
            };
            *met = (*met + 1).min(MOST_MET);
            // Whoever changed their ways is believed soon.
            if 2 < *missed {
                *missed = *missed / 2 + 1;
            }
        }
        self.run = match self.past.last() {
            Some(last) if *last == is_awake => (self.run + 1).min(MOST_RUN),
            _ => 0,
        };
        self.past.push(is_awake);
    }
}
