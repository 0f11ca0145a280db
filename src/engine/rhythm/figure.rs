//! A figure, how sure it is, and what is missing where it can't be told.

use super::circular::{DAY_HOURS, arc, on_clock};

/// A value with its 90 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Figure {
    /// The median over the lives that were drawn. `None` if something is missing, or if there is none.
    pub value: Option<f64>,
    /// In one of twenty of those lives it is below `low`, in one of twenty above `high`. Of hours of
    /// the day `low` may be the larger number: then midnight lies between. `None` without such lives.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// Of how many it is made: nights, or whatever `unit` counts.
    pub n: u32,
    pub unit: Unit,
    /// Why there is no value.
    pub missing: Option<Missing>,
}

/// What a figure's value is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A number of its own scale.
    #[default]
    Index,
    /// A ratio, 0 to 1 or little more.
    Ratio,
    /// Hours, as a length.
    Hours,
    /// Hours of the day.
    Clock,
    /// Nights, counted.
    Nights,
    /// Points of the score.
    Points,
}

impl Unit {
    /// Its name in a report for programs.
    pub fn name(self) -> &'static str {
        match self {
            Unit::Index => "index",
            Unit::Ratio => "ratio",
            Unit::Hours => "h",
            Unit::Clock => "h of day",
            Unit::Nights => "nights",
            Unit::Points => "points",
        }
    }
}

/// What a figure needs more of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    pub of: Needed,
    pub needs: u32,
    pub has: u32,
}

/// What can be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needed {
    /// Nights of which something is known.
    Nights,
    /// Nights with a main sleep.
    Sleeps,
    /// Nights that follow each other.
    Pairs,
    /// Nights before a free day, and before a work day.
    FreeNights,
    WorkNights,
}

impl Needed {
    /// Its name in a report for programs.
    pub fn name(self) -> &'static str {
        match self {
            Needed::Nights => "nights",
            Needed::Sleeps => "sleeps",
            Needed::Pairs => "pairs of nights",
            Needed::FreeNights => "free nights",
            Needed::WorkNights => "work nights",
        }
    }
}

impl Missing {
    /// What is missing, if anything is.
    pub fn of(of: Needed, needs: u32, has: u32) -> Option<Missing> {
        (has < needs).then_some(Missing { of, needs, has })
    }
}

/// Lower end, median and upper end of the middle nine tenths of values, by straight lines between
/// neighbours in rank. `None` if fewer than half of them are numbers.
///
/// * `unit`: hours of the day are taken around the clock, from where most of them are.
pub fn spread(values: &mut Vec<f64>, unit: Unit) -> Option<[f64; 3]> {
    let all = values.len();
    values.retain(|value| !value.is_nan());
    if values.is_empty() || values.len() * 2 < all {
        return None;
    }
    let from = values[0];
    if unit == Unit::Clock {
        // Twice, so that no value is cut off from its neighbours by lying far from a first one by chance.
        let mut from = from;
        for _ in 0..2 {
            for value in values.iter_mut() {
                *value = from + arc(from, *value);
            }
            from = values.iter().sum::<f64>() / values.len() as f64;
        }
    }
    values.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| {
        let rank = share * (values.len() - 1) as f64;
        let (below, above) = (values[rank as usize], values[rank.ceil() as usize]);
        below + (above - below) * (rank - rank.floor())
    };
    let ends = [at(0.05), at(0.5), at(0.95)];
    Some(match unit {
        // An interval all around the clock has no ends: 24 hours are 0.
        Unit::Clock if ends[2] - ends[0] < DAY_HOURS => ends.map(on_clock),
        _ => ends,
    })
}
