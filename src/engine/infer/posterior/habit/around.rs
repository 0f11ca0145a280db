//! Sums over the nights around each, and hours as directions.

/// Nights further away count for less in what is usual: a normal curve of so many nights.
const CENTER_NIGHTS: f32 = 8.0;
/// How many nights the belief counts that what is usual changes slowly.
const SLOW_NIGHTS: f32 = 2.0;
/// Drifts are those of so many nights around, and how many of them the belief counts that there is none.
const DRIFT_NIGHTS: f32 = 20.0;
const DRIFT_BELIEF: f32 = 1.5;
/// Less is none, hours a night.
const LEAST_DRIFT_HOURS: f32 = 0.25;

/// The usual mid-sleep of each night, from directions by weight: that of the nights around, and a little of
/// those further away. Whoever goes to sleep a little later every night is followed.
pub fn centers(directions: &[(f32, f32)]) -> Vec<f32> {
    let drifted = drifted(directions);
    let turned: Vec<_> = directions
        .iter()
        .zip(&drifted)
        .map(|(direction, drifted)| turned(*direction, -drifted))
        .collect();
    let near = convolved(&turned, CENTER_NIGHTS);
    let far = smoothed(&turned, CENTER_NIGHTS * 4.0);
    let weights: Vec<_> = directions
        .iter()
        .map(|(cos, sin)| (cos.hypot(*sin), 0.0))
        .collect();
    let weights = convolved(&weights, CENTER_NIGHTS * 4.0);
    let both = near.into_iter().zip(far).zip(weights).zip(drifted);
    both.map(|(((near, far), (weight, _)), drifted)| {
        let share = SLOW_NIGHTS / weight.max(1e-6);
        let still = (near.0 + far.0 * share, near.1 + far.1 * share);
        (hour_of(still) + drifted).rem_euclid(24.0)
    })
    .collect()
}

/// By how many hours mid-sleep has moved from the first night to each, where it moves steadily.
fn drifted(directions: &[(f32, f32)]) -> Vec<f32> {
    let steps: Vec<_> = directions
        .windows(2)
        .map(|pair| {
            (
                pair[0].0 * pair[1].0 + pair[0].1 * pair[1].1,
                pair[0].0 * pair[1].1 - pair[0].1 * pair[1].0,
            )
        })
        .collect();
    let mut sum = 0.0;
    let drifts = convolved(&steps, DRIFT_NIGHTS)
        .into_iter()
        .map(|(cos, sin)| {
            let drift = apart(hour_of((cos + DRIFT_BELIEF, sin)), 0.0);
            sum += if drift.abs() < LEAST_DRIFT_HOURS {
                0.0
            } else {
                drift
            };
            sum
        });
    core::iter::once(0.0)
        .chain(drifts)
        .take(directions.len())
        .collect()
}

/// A direction turned by so many hours.
fn turned((cos, sin): (f32, f32), hours: f32) -> (f32, f32) {
    let (by_cos, by_sin) = direction(hours);
    (cos * by_cos - sin * by_sin, cos * by_sin + sin * by_cos)
}

/// Sums over the nights around each, by a normal curve of so many nights; where there is little around, a
/// little of what is further away.
pub fn smoothed(values: &[(f32, f32)], nights: f32) -> Vec<(f32, f32)> {
    let near = convolved(values, nights);
    let far = convolved(values, nights * 6.0);
    let all = values.iter().copied().fold((0.0, 0.0), plus);
    let few = 1e-3 / values.len().max(1) as f32;
    let both = near.into_iter().zip(far);
    both.map(|(near, far)| {
        let with = |near: f32, far: f32, all: f32| near + 0.02 * far + few * all;
        (with(near.0, far.0, all.0), with(near.1, far.1, all.1))
    })
    .collect()
}

/// Sums over the nights around each, which count the less the further away they are: `nights` away a third.
pub fn convolved(values: &[(f32, f32)], nights: f32) -> Vec<(f32, f32)> {
    let fade = (-1.0 / nights).exp();
    let step = |sum: &mut (f32, f32), value: &(f32, f32)| {
        *sum = plus((sum.0 * fade, sum.1 * fade), *value);
        Some(*sum)
    };
    let before = values.iter().scan((0.0, 0.0), step);
    let mut after: Vec<_> = values.iter().rev().scan((0.0, 0.0), step).collect();
    after.reverse();
    // Each night is in both.
    let both = before.zip(after).zip(values);
    both.map(|((before, after), value)| {
        (before.0 + after.0 - value.0, before.1 + after.1 - value.1)
    })
    .collect()
}

pub fn plus(a: (f32, f32), b: (f32, f32)) -> (f32, f32) {
    (a.0 + b.0, a.1 + b.1)
}

/// The cosine and the sine of an hour as an angle, 24 hours being the whole turn: by the nearest quarter of the
/// day, and by the series of both around it. The library's functions of any angle would weigh two kilobytes.
pub fn direction(hour: f32) -> (f32, f32) {
    let quarters = hour / 6.0;
    let nearest = (quarters + 0.5).floor();
    let angle = (quarters - nearest) * (core::f32::consts::TAU / 4.0);
    let square = angle * angle;
    let sin = angle * (1.0 - square / 6.0 * (1.0 - square / 20.0 * (1.0 - square / 42.0)));
    let cos =
        1.0 - square / 2.0 * (1.0 - square / 12.0 * (1.0 - square / 30.0 * (1.0 - square / 56.0)));
    match (nearest as i32).rem_euclid(4) {
        0 => (cos, sin),
        1 => (-sin, cos),
        2 => (-cos, -sin),
        _ => (sin, -cos),
    }
}

pub fn hour_of((cos, sin): (f32, f32)) -> f32 {
    (sin.atan2(cos) * 24.0 / core::f32::consts::TAU).rem_euclid(24.0)
}

/// How many hours `a` is later than `b` the shorter way round, from -12 to 12.
pub fn apart(a: f32, b: f32) -> f32 {
    // Both are hours of a day or near it. A remainder would take longer than all else here.
    let away = a - b;
    if away > 12.0 {
        away - 24.0
    } else if away < -12.0 {
        away + 24.0
    } else {
        away
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_hour_is_an_angle() {
        for tenth in -3_000..3_000 {
            let hour = tenth as f32 / 10.0;
            let (sin, cos) = (f64::from(hour) * core::f64::consts::TAU / 24.0).sin_cos();
            let found = direction(hour);
            assert!((f64::from(found.0) - cos).abs() < 2e-5, "{hour}: {found:?}");
            assert!((f64::from(found.1) - sin).abs() < 2e-5, "{hour}: {found:?}");
        }
    }
}
