//! All figures of a stretch of nights, with their intervals: each is computed of every life that was
//! drawn, one life at a time, and told as the median and the middle nine tenths of them.

use core::ops::Range;

use super::changes::{self, Change};
use super::circular::{Face, arc};
use super::drift::{self, Drift};
use super::figure::{Figure, Unit, spread};
use super::nights::{likeliest, mains, unsure, within};
use super::periodogram::Folding;
use super::streaks::Streaks;
use crate::engine::infer::sleep::{Sleep, Stretch, Timeline};

mod counts;
mod measure;
mod values;

pub use counts::Counts;
pub use measure::Measure;
use values::{Shifts, Values};

/// Fewer lives than this give no intervals.
const LEAST_LIVES: usize = 20;

/// Figures while lives are drawn.
#[derive(Clone, Debug)]
pub struct Gathering {
    face: Face,
    rows: Range<usize>,
    counts: Counts,
    /// Of the likeliest life, which stands in until lives are drawn.
    likeliest: Values,
    lives: Vec<Values>,
    /// The peak of the likeliest life's periodogram, hours, if it is significant.
    period: Option<f64>,
    drifts: Vec<Drift>,
    changes: Vec<Change>,
    /// For each life how far each of `changes` went.
    shifts: Vec<Shifts>,
}

impl Gathering {
    /// * `rows`: the nights to tell of; those that the timeline doesn't have are left out.
    pub fn new(sleep: &Sleep, rows: Range<usize>) -> Gathering {
        let timeline = &sleep.timeline;
        let rows = within(timeline, &rows);
        let sleeps = likeliest(sleep);
        let nights = mains(timeline, &rows, &sleeps);
        let drifts = drift::drifts(timeline, &rows, &sleeps);
        // Where sleep moves around the clock every stretch differs from the one before.
        let mids = nights.iter().map(|night| (night.row, night.mid));
        let still = mids.filter(|(row, _)| !drifts.iter().any(|drift| drift.rows.contains(row)));
        let changes = changes::of(&still.collect::<Vec<_>>(), unsure(sleep, &rows));
        let peak = Folding::of(timeline, &rows, &sleeps).peak();
        let peak = peak.filter(|peak| drift::LEAST_ROWS <= rows.len() && peak.is_significant());
        let period = peak.map(|peak| peak.period);
        let counts = Counts::of(timeline, &rows, &nights);
        let face = Face::default();
        Gathering {
            likeliest: values::of(&face, timeline, &rows, &sleeps, &counts, period),
            face,
            counts,
            lives: Vec::new(),
            shifts: Vec::new(),
            rows,
            period,
            drifts,
            changes,
        }
    }

    /// How many lives were added.
    pub fn lives(&self) -> usize {
        self.lives.len()
    }

    /// Adds a life that was drawn.
    ///
    /// * `timeline`: that of the sleep it was made of. `sleeps`: ascending.
    pub fn add(&mut self, timeline: &Timeline, sleeps: &[Stretch]) {
        let values = values::of(
            &self.face,
            timeline,
            &self.rows,
            sleeps,
            &self.counts,
            self.period,
        );
        self.lives.push(values);
        if !self.changes.is_empty() {
            let nights = mains(timeline, &self.rows, sleeps);
            self.shifts
                .push(values::shifts(&self.face, &nights, &self.changes));
        }
    }

    /// What can be told by now.
    pub fn rhythm(&self) -> Rhythm {
        let figure = |measure: Measure| {
            let one = |values: &Values| values[measure as usize];
            self.figure(measure, self.lives.iter().map(one), one(&self.likeliest))
        };
        Rhythm {
            rows: self.rows.clone(),
            counts: self.counts,
            figures: Measure::ALL.map(figure),
            drifts: self.drifts.clone(),
            changes: self.steps(),
            streaks: None,
        }
    }

    /// How much larger each figure is than in another stretch of the same lives, in the order of
    /// [`Measure::ALL`]; of hours of the day how much later. Life by life, so that what both stretches
    /// have in common is no doubt about their difference.
    pub fn since(&self, earlier: &Gathering) -> [Figure; Measure::ALL.len()] {
        Measure::ALL.map(|measure| {
            let difference = |(now, then): (&Values, &Values)| {
                let (now, then) = (now[measure as usize], then[measure as usize]);
                match measure.unit() {
                    Unit::Clock => arc(then, now),
                    _ => now - then,
                }
            };
            let lives = self.lives.iter().zip(&earlier.lives).map(difference);
            let likeliest = difference((&self.likeliest, &earlier.likeliest));
            let missing = earlier.counts.missing(measure);
            let mut figure = self.told(measure, lives, likeliest, length_of(measure.unit()));
            if missing.is_some() {
                figure = Figure {
                    missing,
                    unit: figure.unit,
                    ..Figure::default()
                };
            }
            figure
        })
    }

    fn figure(&self, measure: Measure, lives: impl Iterator<Item = f64>, likeliest: f64) -> Figure {
        self.told(measure, lives, likeliest, measure.unit())
    }

    /// A figure of a value of each life.
    fn told(
        &self,
        measure: Measure,
        lives: impl Iterator<Item = f64>,
        likeliest: f64,
        unit: Unit,
    ) -> Figure {
        let missing = self.counts.missing(measure);
        let mut figure = Figure {
            n: self.counts.made_of(measure),
            unit,
            missing,
            ..Figure::default()
        };
        if missing.is_some() {
            return figure;
        }
        let mut lives: Vec<f64> = lives.collect();
        if lives.len() < LEAST_LIVES {
            figure.value = Some(likeliest).filter(|value| !value.is_nan());
        } else if let Some([low, median, high]) = spread(&mut lives, unit) {
            figure.value = Some(median);
            (figure.low, figure.high) = (Some(low), Some(high));
        }
        figure
    }

    /// Changes with how sure their steps are.
    fn steps(&self) -> Vec<(Change, Figure)> {
        let told = |(index, change): (usize, &Change)| {
            let mut figure = Figure {
                value: Some(change.step()),
                unit: Unit::Hours,
                n: self.counts.sleeps,
                ..Figure::default()
            };
            let mut lives: Vec<f64> = self.shifts.iter().map(|shifts| shifts[index]).collect();
            if LEAST_LIVES <= lives.len()
                && let Some([low, median, high]) = spread(&mut lives, Unit::Hours)
            {
                figure.value = Some(median);
                (figure.low, figure.high) = (Some(low), Some(high));
            }
            (*change, figure)
        };
        self.changes.iter().enumerate().map(told).collect()
    }
}

/// What the difference of two hours of the day is in: hours. All others stay as they are.
fn length_of(unit: Unit) -> Unit {
    match unit {
        Unit::Clock => Unit::Hours,
        unit => unit,
    }
}

/// What can be told of a stretch of nights.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// Rows of the timeline.
    pub rows: Range<usize>,
    pub counts: Counts,
    /// In the order of [`Measure::ALL`].
    pub figures: [Figure; Measure::ALL.len()],
    /// When the day was not 24 hours long.
    pub drifts: Vec<Drift>,
    /// When mid-sleep changed, and by how many hours.
    pub changes: Vec<(Change, Figure)>,
    /// Of days with events: whoever knows those sets it.
    pub streaks: Option<Streaks>,
}

impl Rhythm {
    pub fn figure(&self, measure: Measure) -> &Figure {
        &self.figures[measure as usize]
    }
}

/// As many nights as `rows` right before them; fewer where the timeline begins. `None` if that is less
/// than half as many.
pub fn before(rows: &Range<usize>) -> Option<Range<usize>> {
    let start = rows.start.saturating_sub(rows.len());
    let earlier = start..rows.start;
    (!rows.is_empty() && rows.len() <= earlier.len() * 2).then_some(earlier)
}
