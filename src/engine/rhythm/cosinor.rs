//! The cosine that fits a day best: its level, its height and when it is highest.
//!
//! Source: Halberg et al. 1967; Nelson et al. 1979, Chronobiologia 6, 305; Cornelissen 2014,
//! Theoretical Biology and Medical Modelling 11, 16.

use core::f64::consts::TAU;

use super::circular::{DAY_HOURS, on_clock, sin_cos};

/// y = mesor + amplitude · cos(2π (t − acrotime)/24).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cosinor {
    /// The level around which it swings.
    pub mesor: f64,
    /// Half of the way from its lowest to its highest value; never negative.
    pub amplitude: f64,
    /// When it is highest, hours of the day: −φ · 24/2π of y = M + A cos(2πt/24 + φ).
    pub acrotime: f64,
}

/// What a fit is made of: the sums of 1, cos, sin, cos², cos·sin, sin², y, y cos, y sin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fit {
    sums: [f64; 9],
}

impl Fit {
    /// Adds `count` values with that mean, at that hour of a day.
    pub fn add(&mut self, hour: f64, count: f64, mean: f64) {
        let (sin, cos) = sin_cos(hour);
        let terms = [
            1.0,
            cos,
            sin,
            cos * cos,
            cos * sin,
            sin * sin,
            mean,
            mean * cos,
            mean * sin,
        ];
        for (sum, term) in self.sums.iter_mut().zip(terms) {
            *sum += count * term;
        }
    }

    /// The least squares, by Cramer's rule. `None` if the values are at fewer than three hours.
    pub fn cosinor(&self) -> Option<Cosinor> {
        let [n, c, s, cc, cs, ss, y, yc, ys] = self.sums;
        let of = |columns: [[f64; 3]; 3]| {
            let [a, b, d] = columns;
            a[0] * (b[1] * d[2] - b[2] * d[1]) - b[0] * (a[1] * d[2] - a[2] * d[1])
                + d[0] * (a[1] * b[2] - a[2] * b[1])
        };
        let (ones, cosines, sines, values) = ([n, c, s], [c, cc, cs], [s, cs, ss], [y, yc, ys]);
        let whole = of([ones, cosines, sines]);
        if whole.is_nan() || whole <= 1e-9 * n * n * n {
            return None;
        }
        let cosine = of([ones, values, sines]) / whole;
        let sine = of([ones, cosines, values]) / whole;
        Some(Cosinor {
            mesor: of([values, cosines, sines]) / whole,
            amplitude: (cosine * cosine + sine * sine).sqrt(),
            acrotime: on_clock(sine.atan2(cosine) / TAU * DAY_HOURS),
        })
    }
}
