//! Where events lie on beats of an hour or a part of it: what comes by a schedule comes at the same
//! place of its beat each time. An hour is one piece of evidence, however many events it has.

use super::rayleigh::Directions;

/// The beats that are looked for, in minutes: an hour, and the hour in so many equal parts. The
/// longest that fits is the one: what comes every hour comes on every half hour as well.
pub(super) const BEATS_MINS: [u8; 5] = [60, 30, 20, 15, 10];

/// Where events lie on each of [`BEATS_MINS`].
#[derive(Clone, Default)]
pub(super) struct Beats {
    hours: Hours,
    /// Second 0 of the hour that is still going on, and its events: those at second 0, and the others.
    hour: i64,
    at_second_0: InHour,
    off_second_0: InHour,
}

/// For each of [`BEATS_MINS`], a direction for each hour that has any events, and for each that has any
/// off second 0.
#[derive(Clone, Copy, Default)]
pub(super) struct Hours {
    pub all: [Directions; BEATS_MINS.len()],
    pub off_second_0: [Directions; BEATS_MINS.len()],
}

/// How many events of an hour there are, and the sum of their directions on each of [`BEATS_MINS`].
#[derive(Clone, Copy, Default)]
struct InHour {
    count: u32,
    sums: [[f64; 2]; BEATS_MINS.len()],
}

impl Beats {
    /// Goes on to the hour of a moment (epoch seconds), and returns its second therein.
    pub fn enter_hour_of(&mut self, secs: i64) -> u32 {
        if secs < self.hour || self.hour + 3_600 <= secs {
            self.end_hour();
            self.hour = secs - secs.rem_euclid(3_600);
        }
        (secs - self.hour) as u32
    }

    /// Adds an event of this hour, at its `second`.
    pub fn add(&mut self, second: u32, dial: &Dial) {
        let in_hour = match second.is_multiple_of(60) {
            true => &mut self.at_second_0,
            false => &mut self.off_second_0,
        };
        in_hour.add(&dial.on_beats(second));
    }

    fn end_hour(&mut self) {
        let at = core::mem::take(&mut self.at_second_0);
        let off = core::mem::take(&mut self.off_second_0);
        off.end(&mut self.hours.off_second_0);
        let mut all = off;
        all.count += at.count;
        for (sum, [x, y]) in all.sums.iter_mut().zip(at.sums) {
            sum[0] += x;
            sum[1] += y;
        }
        all.end(&mut self.hours.all);
    }

    /// All hours, the last one included.
    pub fn done(&mut self) -> Hours {
        self.end_hour();
        self.hours
    }
}

impl InHour {
    fn add(&mut self, on_beats: &[[f64; 2]; BEATS_MINS.len()]) {
        self.count += 1;
        for (sum, [x, y]) in self.sums.iter_mut().zip(on_beats) {
            sum[0] += x;
            sum[1] += y;
        }
    }

    /// Adds the mean of its directions to those of other hours, if it has any.
    fn end(&self, hours: &mut [Directions; BEATS_MINS.len()]) {
        let count = f64::from(self.count);
        if 0 < self.count {
            for (hours, [x, y]) in hours.iter_mut().zip(self.sums) {
                hours.add([x / count, y / count]);
            }
        }
    }
}

/// The direction of an hour's second 1: cosine and sine of a tenth of a degree. A sine of any angle
/// would weigh as much as all the rest of this file.
const ONE_SECOND: [f64; 2] = [0.9999984769132877, 0.0017453283658983088];

/// Angles are added by multiplying complex numbers.
fn plus([a, b]: [f64; 2], [c, d]: [f64; 2]) -> [f64; 2] {
    [a * c - b * d, a * d + b * c]
}

/// The directions of an hour's minutes, and of a minute's seconds.
pub(super) struct Dial {
    minutes: [[f64; 2]; 60],
    seconds: [[f64; 2]; 60],
}

impl Default for Dial {
    fn default() -> Dial {
        let every = |step: [f64; 2]| {
            let mut at = [1.0, 0.0];
            core::array::from_fn(|_| {
                let next = plus(at, step);
                core::mem::replace(&mut at, next)
            })
        };
        let seconds: [[f64; 2]; 60] = every(ONE_SECOND);
        Dial {
            minutes: every(plus(seconds[59], ONE_SECOND)),
            seconds,
        }
    }
}

impl Dial {
    /// The direction of a moment on each of [`BEATS_MINS`]: its angle within the hour, times 1, 2, 3, 4, 6.
    ///
    /// * `second`: of the hour.
    fn on_beats(&self, second: u32) -> [[f64; 2]; BEATS_MINS.len()] {
        let (minute, second) = ((second / 60 % 60) as usize, (second % 60) as usize);
        let once = plus(self.minutes[minute], self.seconds[second]);
        let twice = plus(once, once);
        let thrice = plus(twice, once);
        [
            once,
            twice,
            thrice,
            plus(twice, twice),
            plus(thrice, thrice),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_of_an_hour_are_directions_on_its_face() {
        let dial = Dial::default();
        for second in 0..3_600 {
            let angle = f64::from(second) / 3_600.0 * core::f64::consts::TAU;
            for (times, [x, y]) in [1.0, 2.0, 3.0, 4.0, 6.0]
                .into_iter()
                .zip(dial.on_beats(second))
            {
                let (sine, cosine) = (angle * times).sin_cos();
                assert!(
                    (x - cosine).abs() < 1e-12 && (y - sine).abs() < 1e-12,
                    "{second}"
                );
            }
        }
    }

    #[test]
    fn a_moment_on_a_beat_points_up_and_one_between_two_beats_down() {
        for (nth, mins) in BEATS_MINS.into_iter().enumerate() {
            let beat = u32::from(mins) * 60;
            for (secs, expected) in [(beat * 7, 1.0), (beat * 7 + beat / 2, -1.0)] {
                let [x, _] = Dial::default().on_beats(secs)[nth];
                assert!((x - expected).abs() < 1e-9, "{secs} on {mins}: {x}");
            }
        }
    }
}
