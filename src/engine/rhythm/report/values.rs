//! The values of all figures in one life.

use core::ops::Range;

use super::{Counts, Measure};
use crate::engine::infer::sleep::{BINS_A_DAY, Stretch, Timeline};
use crate::engine::rhythm::changes::Change;
use crate::engine::rhythm::chronotype::Week;
use crate::engine::rhythm::circular::{self, Face, arc};
use crate::engine::rhythm::cosinor::Fit;
use crate::engine::rhythm::deviation;
use crate::engine::rhythm::drift::Line;
use crate::engine::rhythm::nights::{Main, mains};
use crate::engine::rhythm::periodogram::Folding;
use crate::engine::rhythm::profile::{self, relative_amplitude};
use crate::engine::rhythm::score::{self, Part};
use crate::engine::rhythm::sri;
use crate::engine::rhythm::stability::Sums;
use crate::engine::rhythm::states::States;

/// In the order of [`Measure::ALL`]; not a number where there is none.
pub(super) type Values = [f64; Measure::ALL.len()];
/// How far each change of a life went, hours.
pub(super) type Shifts = Vec<f64>;

/// Sets values by name.
struct Table(Values);

impl Table {
    fn set(&mut self, measure: Measure, value: impl Into<Option<f64>>) {
        self.0[measure as usize] = value.into().unwrap_or(f64::NAN);
    }

    fn get(&self, measure: Measure) -> f64 {
        self.0[measure as usize]
    }
}

/// * `counts`: of these nights. `period`: near which the periodogram's peak is, hours; `None` if it has none.
pub(super) fn of(
    face: &Face,
    timeline: &Timeline,
    rows: &Range<usize>,
    sleeps: &[Stretch],
    counts: &Counts,
    period: Option<f64>,
) -> Values {
    let mut table = Table([f64::NAN; Measure::ALL.len()]);
    let nights = mains(timeline, rows, sleeps);
    let states = States::of(timeline, rows, sleeps);
    table.set(Measure::Sri, sri::of(&states).index());
    table.set(Measure::AllNighters, f64::from(states.all_nighters()));
    main_sleeps(&mut table, face, &nights);
    let days = &timeline.rows[rows.clone()];
    let work = days.iter().filter(|row| !row.free).count();
    let work_days = 7.0 * work as f64 / days.len().max(1) as f64;
    week(&mut table, &Week::of(face, &nights, work_days), &nights);
    activity(&mut table, &states);
    let peak = period.and_then(|period| {
        let peak = Folding::of(timeline, rows, sleeps).peak_near(period)?;
        Some(peak.period)
    });
    table.set(Measure::Period, peak);
    points(&mut table, counts);
    table.0
}

/// Figures of onset, end and middle.
fn main_sleeps(table: &mut Table, face: &Face, nights: &[Main]) {
    type Hour = fn(&Main) -> f64;
    let ends: [(Measure, Measure, Hour); 3] = [
        (Measure::Onset, Measure::SdOnset, |night| night.onset),
        (Measure::Wake, Measure::SdWake, |night| night.wake),
        (Measure::Mid, Measure::SdMid, |night| night.mid),
    ];
    for (mean, deviation, hour) in ends {
        let directions = face.directions(nights.iter().map(hour));
        table.set(mean, circular::mean(&directions));
        table.set(deviation, circular::deviation(&directions));
    }
    let hours: f64 = nights.iter().map(|night| night.hours).sum();
    table.set(Measure::Hours, hours / nights.len() as f64);
}

/// Chronotype and what follows from it.
fn week(table: &mut Table, week: &Week, nights: &[Main]) {
    table.set(Measure::WorkMid, week.work.map(|work| work.mid));
    table.set(Measure::FreeMid, week.free.map(|free| free.mid));
    table.set(Measure::WorkHours, week.work.map(|work| work.hours));
    table.set(Measure::FreeHours, week.free.map(|free| free.hours));
    table.set(Measure::Chronotype, week.chronotype());
    let jetlag = week.jetlag();
    table.set(Measure::JetlagSigned, jetlag);
    table.set(Measure::Jetlag, jetlag.map(f64::abs));
    let corrected = week.jetlag_corrected();
    table.set(Measure::JetlagCorrected, corrected.map(f64::abs));
    table.set(Measure::WeekLoss, week.loss());

    let mids: Vec<(usize, f64)> = nights.iter().map(|night| (night.row, night.mid)).collect();
    let line = Line::through(&mids);
    table.set(Measure::Drift, line.map(|line| line.slope));
    // Whoever has no free days or no work days is measured by the mean.
    let usual = Some(table.get(Measure::Mid)).filter(|mid| !mid.is_nan());
    let deviation = week.chronotype().or(usual);
    let deviation = deviation.and_then(|chronotype| deviation::of(&mids, chronotype));
    table.set(Measure::Deviation, deviation.map(|all| all.composite));
    table.set(Measure::Mistiming, deviation.map(|all| all.mistiming));
    table.set(Measure::Irregularity, deviation.map(|all| all.irregularity));
}

/// Figures of being awake, hour by hour.
fn activity(table: &mut Table, states: &States) {
    let sums = Sums::of_quarters(states.awake_quarters());
    table.set(Measure::Stability, sums.interdaily());
    table.set(Measure::Variability, sums.intradaily());
    let counts = states.awake_counts();
    let means = counts.map(|[known, awake]| f64::from(awake) / f64::from(known));
    let (least, greatest) = (profile::least(&means), profile::greatest(&means));
    table.set(Measure::L5, least.map(|part| part.mean));
    table.set(Measure::L5Start, least.map(|part| part.start));
    table.set(Measure::M10, greatest.map(|part| part.mean));
    table.set(Measure::M10Start, greatest.map(|part| part.start));
    let both = least.zip(greatest);
    let amplitude = both.and_then(|(least, most)| relative_amplitude(least.mean, most.mean));
    table.set(Measure::Amplitude, amplitude);

    let mut fit = Fit::default();
    for (bin, (mean, [known, _])) in means.into_iter().zip(counts).enumerate() {
        if 0 < known {
            // A bin's share stands for its middle.
            let hour = (bin as f64 + 0.5) * 24.0 / BINS_A_DAY as f64;
            fit.add(hour, known.into(), mean);
        }
    }
    let cosinor = fit.cosinor();
    table.set(Measure::Mesor, cosinor.map(|fit| fit.mesor));
    table.set(Measure::CosinorAmplitude, cosinor.map(|fit| fit.amplitude));
    table.set(Measure::Acrotime, cosinor.map(|fit| fit.acrotime));
}

/// The score and its parts, those that enough is known for.
fn points(table: &mut Table, counts: &Counts) {
    let all_nighters = table.get(Measure::AllNighters) / f64::from(counts.known);
    let parts = [
        (
            Part::Irregular,
            Measure::ScoreIrregular,
            table.get(Measure::Sri),
        ),
        (
            Part::Spread,
            Measure::ScoreSpread,
            table.get(Measure::SdMid),
        ),
        (
            Part::Jetlag,
            Measure::ScoreJetlag,
            table.get(Measure::Jetlag),
        ),
        (Part::AllNighters, Measure::ScoreAllNighters, all_nighters),
        (Part::Drift, Measure::ScoreDrift, table.get(Measure::Drift)),
    ];
    let points = parts.map(|(part, measure, value)| {
        let is_told = counts.missing(measure).is_none();
        table.set(measure, is_told.then(|| part.points(value)));
        table.get(measure)
    });
    table.set(Measure::Score, score::of(points));
}

/// How much later mid-sleep is after each change than before it, up to the neighbouring changes.
pub(super) fn shifts(face: &Face, nights: &[Main], changes: &[Change]) -> Shifts {
    let cut = |row: usize| nights.partition_point(|night| night.row < row);
    let cuts = changes.iter().map(|change| cut(change.row));
    let ends: Vec<usize> = [0].into_iter().chain(cuts).chain([nights.len()]).collect();
    let mean =
        |nights: &[Main]| circular::mean(&face.directions(nights.iter().map(|night| night.mid)));
    let means = ends.windows(2).map(|ends| mean(&nights[ends[0]..ends[1]]));
    let means: Vec<Option<f64>> = means.collect();
    let shift = |pair: &[Option<f64>]| pair[0].zip(pair[1]).map(|(a, b)| arc(a, b));
    means
        .windows(2)
        .map(|pair| shift(pair).unwrap_or(f64::NAN))
        .collect()
}
