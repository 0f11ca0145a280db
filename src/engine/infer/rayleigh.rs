//! The Rayleigh test: whether directions agree on one, or point anywhere.
//!
//! It stands in `infer`, because cleaning asks it; whatever is above, such as figures of a rhythm, may.

/// Directions taken together. Times of an hour or a day are directions on its clock's face.
///
/// Source: Zar, Biostatistical Analysis, "Circular distributions"; the approximation of p is Wilkie's
/// (1983, Applied Statistics 32, 311), as in there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Directions {
    count: usize,
    sum: [f64; 2],
}

impl Directions {
    /// Adds one: a vector (x, y) of length 1, or a shorter one, the mean of several that came together
    /// and are one piece of evidence.
    pub fn add(&mut self, [x, y]: [f64; 2]) {
        self.count += 1;
        self.sum[0] += x;
        self.sum[1] += y;
    }

    /// How many there are: n.
    pub fn count(&self) -> usize {
        self.count
    }

    /// R, the length of their sum: from 0 to n.
    fn resultant(&self) -> f64 {
        let [x, y] = self.sum;
        (x * x + y * y).sqrt()
    }

    /// R̄ = R/n: 1 if all are the same, near 0 if they point anywhere. 0 if there are none.
    pub fn concentration(&self) -> f64 {
        self.resultant() / self.count.max(1) as f64
    }

    /// Where they point together, radians from 0 up to 2π; `None` if they cancel each other out.
    pub fn mean(&self) -> Option<f64> {
        let [x, y] = self.sum;
        (0.0 < self.resultant()).then(|| y.atan2(x).rem_euclid(core::f64::consts::TAU))
    }

    /// z = n R̄².
    pub fn z(&self) -> f64 {
        self.resultant() * self.concentration()
    }

    /// The natural logarithm of p, the chance that as many directions of nothing agree so well:
    /// p = exp(√(1 + 4n + 4(n² − R²)) − (1 + 2n)). Never above 0. A logarithm, because p itself is
    /// too small for a number soon.
    pub fn ln_p(&self) -> f64 {
        let (n, resultant) = (self.count as f64, self.resultant());
        // Rounding may make the sum of equal vectors longer than n.
        let spread = (n * n - resultant * resultant).max(0.0);
        ((1.0 + 4.0 * n + 4.0 * spread).sqrt() - (1.0 + 2.0 * n)).min(0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of_degrees(degrees: &[f64]) -> Directions {
        let mut directions = Directions::default();
        for degrees in degrees {
            let (y, x) = degrees.to_radians().sin_cos();
            directions.add([x, y]);
        }
        directions
    }

    fn check(found: f64, expected: f64, digits: i32) {
        let error = 0.5 * 10_f64.powi(-digits);
        assert!((found - expected).abs() <= error, "{found}, not {expected}");
    }

    #[test]
    fn zars_example_gives_zars_figures() {
        let directions = of_degrees(&[45.0, 55.0, 81.0, 96.0, 110.0, 117.0, 132.0, 154.0]);
        assert_eq!(directions.count(), 8);
        check(directions.concentration(), 0.82522, 5);
        let mean = directions.mean().expect("they don't cancel out");
        check(mean.to_degrees(), 98.99, 2);
        check(directions.z(), 5.448, 3);
        check(directions.ln_p().exp(), 0.00185, 5);
    }

    #[test]
    fn directions_all_around_agree_on_nothing_and_equal_ones_on_all() {
        let around = of_degrees(&[10.0, 100.0, 190.0, 280.0]);
        check(around.concentration(), 0.0, 12);
        check(around.ln_p(), 0.0, 1);
        let equal = of_degrees(&[350.0; 1000]);
        check(equal.concentration(), 1.0, 12);
        check(equal.mean().expect("one way").to_degrees(), 350.0, 9);
        // √(1 + 4n) − (1 + 2n): far below the smallest number's logarithm.
        check(equal.ln_p(), 4001_f64.sqrt() - 2001.0, 6);
    }

    #[test]
    fn none_point_nowhere() {
        let none = Directions::default();
        assert_eq!((none.concentration(), none.mean()), (0.0, None));
        assert_eq!((none.z(), none.ln_p()), (0.0, 0.0));
    }
}
