//! Hours on a clock's face: 23 and 1 are two hours apart, and midnight lies between them.

use core::f64::consts::TAU;

use crate::engine::infer::rayleigh::Directions;

/// The hours of a day.
pub const DAY_HOURS: f64 = 24.0;

/// An hour as clocks show it: from 0 up to 24.
pub fn on_clock(hour: f64) -> f64 {
    let hour = hour - (hour / DAY_HOURS).floor() * DAY_HOURS;
    // A tiny negative number and 24 add up to 24.
    if hour < DAY_HOURS { hour } else { 0.0 }
}

/// How far it is from one hour to another by the shorter way: more than −12, at most 12; negative if
/// that way leads back.
pub fn arc(from: f64, to: f64) -> f64 {
    let ahead = on_clock(to - from);
    match ahead <= DAY_HOURS / 2.0 {
        true => ahead,
        false => ahead - DAY_HOURS,
    }
}

/// The directions of a day's bins and of the middles between them, 7.5 minutes apart: looked up, where
/// computing a sine millions of times would take longer than all the rest.
#[derive(Clone, Debug)]
pub struct Face([[f64; 2]; FACE]);

const FACE: usize = 192;

impl Default for Face {
    fn default() -> Face {
        Face(core::array::from_fn(|at| {
            direction(at as f64 * DAY_HOURS / FACE as f64)
        }))
    }
}

impl Face {
    /// Hours as directions, taken together.
    ///
    /// * `hours`: of the day, each a bin's beginning or its middle.
    pub fn directions(&self, hours: impl IntoIterator<Item = f64>) -> Directions {
        let mut directions = Directions::default();
        for hour in hours {
            directions.add(self.0[(hour * (FACE as f64 / DAY_HOURS)) as usize % FACE]);
        }
        directions
    }
}

fn direction(hour: f64) -> [f64; 2] {
    let (y, x) = sin_cos(hour);
    [x, y]
}

/// Sine and cosine of an hour's angle on a face of 24 hours, to the last digit or so. The standard library's
/// are for angles of any size, which takes 6 KB of code.
pub fn sin_cos(hour: f64) -> (f64, f64) {
    let quarters = hour / (DAY_HOURS / 4.0);
    let nearest = (quarters + 0.5).floor();
    let angle = (quarters - nearest) * (TAU / 4.0); // at most an eighth of a turn
    // Taylor's series: what comes after ten terms is less than 1e-20.
    let series = |first: f64, least: i32| {
        let (mut term, mut sum) = (first, first);
        for step in 1..10 {
            let at = 2 * step + least;
            term *= -angle * angle / f64::from(at * (at - 1));
            sum += term;
        }
        sum
    };
    let (sine, cosine) = (series(angle, 1), series(1.0, 0));
    match (nearest as i64).rem_euclid(4) {
        0 => (sine, cosine),
        1 => (cosine, -sine),
        2 => (-sine, -cosine),
        _ => (-cosine, sine),
    }
}

/// Hours as directions, taken together.
pub fn directions(hours: impl IntoIterator<Item = f64>) -> Directions {
    let mut directions = Directions::default();
    for hour in hours {
        directions.add(direction(hour));
    }
    directions
}

/// The hour around which hours lie; `None` if there are none, or if they cancel each other out.
///
/// Source: Fisher 1993, Statistical Analysis of Circular Data, 2.3.1.
pub fn mean(directions: &Directions) -> Option<f64> {
    // What rounding leaves of directions that cancel out points somewhere by chance.
    let points = 1e-9 < directions.concentration();
    let mean = directions.mean().filter(|_| points)?;
    Some(on_clock(mean / TAU * DAY_HOURS))
}

/// The circular standard deviation, hours: √(−2 ln R̄) · 24/2π. 0 if all hours are the same, without a
/// bound if they lie all around. `None` if there are none, or if they cancel each other out.
///
/// Source: Mardia 1972, Statistics of Directional Data; Fisher 1993, 2.3.1.
pub fn deviation(directions: &Directions) -> Option<f64> {
    // Rounding makes the mean of equal directions a little longer or shorter than 1.
    let concentration = match directions.concentration() {
        concentration if 1.0 - 1e-14 < concentration => 1.0,
        concentration => concentration,
    };
    let is_spread = 0 < directions.count() && 1e-9 < concentration;
    is_spread.then(|| (-2.0 * concentration.ln()).sqrt() / TAU * DAY_HOURS)
}

/// The median of hours: of those given, the one from which the arcs to all of them are the shortest
/// together; if that is so of two, the middle between them. `None` if there are none.
///
/// Source: Fisher 1993, 2.3.2.
pub fn median(hours: &[f64]) -> Option<f64> {
    let together = |from: &f64| hours.iter().map(|to| arc(*from, *to).abs()).sum::<f64>();
    let mut best: Option<(f64, f64, f64)> = None;
    for hour in hours {
        let sum = together(hour);
        best = Some(match best {
            Some((least, first, _)) if (sum - least).abs() <= 1e-9 => (least, first, *hour),
            Some(best) if best.0 < sum => best,
            _ => (sum, *hour, *hour),
        });
    }
    let (_, first, last) = best?;
    Some(on_clock(first + arc(first, last) / 2.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sine_and_cosine_are_those_of_the_standard_library() {
        for tenth in -600..=600 {
            let hour = f64::from(tenth) / 10.0 + 0.017;
            let (sine, cosine) = (hour / DAY_HOURS * TAU).sin_cos();
            let (own_sine, own_cosine) = sin_cos(hour);
            assert!((sine - own_sine).abs() < 2e-15, "sine of {hour}");
            assert!((cosine - own_cosine).abs() < 2e-15, "cosine of {hour}");
        }
        assert_eq!(sin_cos(6.0), (1.0, 0.0));
        assert_eq!(sin_cos(12.0), (0.0, -1.0));
    }
}
