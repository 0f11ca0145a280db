//! How much is known, and whether that is enough.

use core::ops::Range;

use super::Measure;
use crate::engine::infer::sleep::{Row, Timeline};
use crate::engine::rhythm::figure::{Missing, Needed};
use crate::engine::rhythm::nights::Main;
use crate::engine::rhythm::periodogram::MOST_ROWS;
use crate::engine::rhythm::{chronotype, drift, sri, stability};

/// The fewest nights of which a mean is told.
const LEAST_OF_MEAN: u32 = 3;
/// The fewest of which it is told how they spread: more than 7.
const LEAST_OF_SPREAD: u32 = 8;

/// What a stretch of nights has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All of its nights.
    pub nights: u32,
    /// Those of which something is known.
    pub known: u32,
    /// Those of the last ones that the period is looked for in.
    pub recent: u32,
    /// Those that are known and follow a known one.
    pub pairs: u32,
    /// Those with a main sleep, in the likeliest life: before free days and before work days.
    pub free: u32,
    pub work: u32,
    /// Both together.
    pub sleeps: u32,
    /// Main sleeps that follow one in the night before.
    pub sleep_pairs: u32,
}

impl Counts {
    /// * `rows`: of the timeline. `nights`: their main sleeps in the likeliest life.
    pub fn of(timeline: &Timeline, rows: &Range<usize>, nights: &[Main]) -> Counts {
        let rows = &timeline.rows[rows.clone()];
        let known = |rows: &[Row]| rows.iter().filter(|row| row.known).count() as u32;
        let pairs = rows
            .windows(2)
            .filter(|pair| pair[0].known && pair[1].known);
        let free = nights.iter().filter(|night| night.free).count() as u32;
        let follow = nights
            .windows(2)
            .filter(|pair| pair[0].row + 1 == pair[1].row);
        Counts {
            nights: rows.len() as u32,
            known: known(rows),
            recent: known(&rows[rows.len().saturating_sub(MOST_ROWS)..]),
            pairs: pairs.count() as u32,
            free,
            work: nights.len() as u32 - free,
            sleeps: nights.len() as u32,
            sleep_pairs: follow.count() as u32,
        }
    }

    /// Of how many nights or pairs a figure is made.
    pub fn made_of(&self, measure: Measure) -> u32 {
        use Measure::*;
        match measure {
            Sri | Score | ScoreIrregular => self.pairs,
            Deviation | Mistiming | Irregularity => self.sleep_pairs,
            WorkMid | WorkHours => self.work,
            FreeMid | FreeHours => self.free,
            AllNighters | ScoreAllNighters | Stability | Variability | Amplitude | L5 | L5Start
            | M10 | M10Start | Mesor | CosinorAmplitude | Acrotime => self.known,
            Period => self.recent,
            ScoreSpread | ScoreJetlag | ScoreDrift | SdOnset | SdWake | SdMid | Onset | Wake
            | Mid | Hours | Chronotype | Jetlag | JetlagSigned | JetlagCorrected | WeekLoss
            | Drift => self.sleeps,
        }
    }

    /// What a figure lacks.
    pub fn missing(&self, measure: Measure) -> Option<Missing> {
        use Measure::*;
        let nights = |needs| Missing::of(Needed::Nights, needs, self.known);
        let sleeps = |needs| Missing::of(Needed::Sleeps, needs, self.sleeps);
        let pairs = || Missing::of(Needed::Pairs, sri::LEAST_PAIRS, self.pairs);
        let free = || Missing::of(Needed::FreeNights, chronotype::LEAST_FREE, self.free);
        let work = || Missing::of(Needed::WorkNights, chronotype::LEAST_WORK, self.work);
        match measure {
            Sri | ScoreIrregular => pairs(),
            Score => pairs().or_else(|| sleeps(LEAST_OF_SPREAD)),
            SdOnset | SdWake | SdMid | ScoreSpread | ScoreDrift => sleeps(LEAST_OF_SPREAD),
            Deviation | Mistiming | Irregularity => {
                Missing::of(Needed::Pairs, LEAST_OF_SPREAD, self.sleep_pairs)
            }
            Chronotype | Jetlag | JetlagSigned | JetlagCorrected | WeekLoss | ScoreJetlag => {
                free().or_else(work)
            }
            FreeMid | FreeHours => free(),
            WorkMid | WorkHours => work(),
            Onset | Wake | Mid | Hours => sleeps(LEAST_OF_MEAN),
            Stability | Variability => nights(stability::LEAST_DAYS),
            AllNighters | ScoreAllNighters | Amplitude | L5 | L5Start | M10 | M10Start | Mesor
            | CosinorAmplitude | Acrotime => nights(LEAST_OF_MEAN),
            Period => Missing::of(Needed::Nights, drift::LEAST_ROWS as u32, self.recent),
            Drift => sleeps(drift::LEAST_ROWS as u32),
        }
    }
}
