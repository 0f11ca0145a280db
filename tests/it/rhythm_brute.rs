//! Each figure of a rhythm against its definition, written out the slow way, on lives by chance.

use std::f64::consts::TAU;

use chrono::{Days, NaiveDate};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use yodori::engine::infer::sleep::{Stretch, Timeline};
use yodori::engine::rhythm::changes::{self, LEAST_NIGHTS};
use yodori::engine::rhythm::circular::{arc, deviation, direction, directions, mean, median};
use yodori::engine::rhythm::cosinor::Fit;
use yodori::engine::rhythm::deviation as phase_deviation;
use yodori::engine::rhythm::figure::{Unit, spread};
use yodori::engine::rhythm::nights::mains;
use yodori::engine::rhythm::periodogram::{Folding, chi_square, lomb_scargle};
use yodori::engine::rhythm::profile::{greatest, least};
use yodori::engine::rhythm::sri;
use yodori::engine::rhythm::stability::Sums;
use yodori::engine::rhythm::states::{States, UNKNOWN};
use yodori::engine::rhythm::streaks;

use crate::rhythm_lives::timeline_of;

#[track_caller]
fn near(found: Option<f64>, expected: Option<f64>) {
    match (found, expected) {
        (Some(found), Some(expected)) => {
            let error = 1e-9 * expected.abs().max(1.0);
            assert!((found - expected).abs() <= error, "{found}, not {expected}");
        }
        both => assert_eq!(both.0, both.1),
    }
}

/// Nights of which some are longer or shorter and some unknown, and sleeps by chance.
fn life() -> impl Strategy<Value = (Timeline, Vec<Stretch>)> {
    let night = (
        prop_oneof![8 => Just(96_u16), 1 => Just(92), 1 => Just(100)],
        prop::bool::weighted(0.85),
    );
    (vec(night, 1..24), vec((1_u32..70, 1_u32..60), 0..40)).prop_map(|(nights, gaps)| {
        let bins: Vec<u16> = nights.iter().map(|(bins, _)| *bins).collect();
        let mut timeline = timeline_of(&bins);
        for (row, (_, known)) in timeline.rows.iter_mut().zip(nights) {
            row.known = known;
        }
        let mut at = 0;
        let sleeps = gaps.into_iter().map(|(awake, asleep)| {
            let onset = at + awake;
            at = onset + asleep;
            Stretch { onset, wake: at }
        });
        let end = timeline.bins() as u32;
        let sleeps = sleeps.filter(|sleep| sleep.wake <= end).collect();
        (timeline, sleeps)
    })
}

/// Bin by bin whether one slept; `None` in unknown nights.
fn states(timeline: &Timeline, sleeps: &[Stretch]) -> Vec<Option<bool>> {
    let asleep = |bin: u32| {
        sleeps
            .iter()
            .any(|sleep| sleep.onset <= bin && bin < sleep.wake)
    };
    let rows = timeline.rows.iter();
    let bins = rows.flat_map(|row| (0..u32::from(row.bins)).map(move |bin| (row, row.first + bin)));
    bins.map(|(row, bin)| row.known.then(|| asleep(bin)))
        .collect()
}

/// A night's first 24 hours, of which the last may be missing.
fn day(timeline: &Timeline, states: &[Option<bool>], row: usize) -> Vec<Option<bool>> {
    let row = timeline.rows[row];
    let bin = |bin: u16| states[row.first as usize + usize::from(bin)];
    (0..96)
        .map(|at| if at < row.bins { bin(at) } else { None })
        .collect()
}

fn days(timeline: &Timeline, sleeps: &[Stretch]) -> Vec<Vec<Option<bool>>> {
    let states = states(timeline, sleeps);
    (0..timeline.rows.len())
        .map(|row| day(timeline, &states, row))
        .collect()
}

fn all(timeline: &Timeline) -> std::ops::Range<usize> {
    0..timeline.rows.len()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn regularity_compares_each_bin_with_the_same_a_day_later((timeline, sleeps) in life()) {
        let days = days(&timeline, &sleeps);
        let (mut epochs, mut same, mut pairs) = (0.0, 0.0, 0);
        for two in days.windows(2) {
            let both: Vec<(bool, bool)> = two[0].iter().zip(&two[1]).filter_map(|(a, b)| a.zip(*b)).collect();
            epochs += both.len() as f64;
            same += both.iter().filter(|(a, b)| a == b).count() as f64;
            pairs += u32::from(!both.is_empty());
        }
        let found = sri::of(&States::of(&timeline, &all(&timeline), &sleeps));
        near(found.index(), (0.0 < epochs).then(|| 200.0 * same / epochs - 100.0));
        prop_assert_eq!(found.days, pairs);
        // Where no night is longer or shorter, it is a plain series.
        if timeline.rows.iter().all(|row| row.bins == 96) {
            prop_assert_eq!(sri::of_series(&states(&timeline, &sleeps), 96), found);
        }
    }

    #[test]
    fn stability_and_variability_are_those_of_hourly_means((timeline, sleeps) in life()) {
        let hours: Vec<Option<f64>> = days(&timeline, &sleeps).concat().chunks(4).map(|hour| {
            let known: Option<Vec<bool>> = hour.iter().copied().collect();
            known.map(|hour| hour.iter().filter(|asleep| !**asleep).count() as f64 / 4.0)
        }).collect();
        let states = States::of(&timeline, &all(&timeline), &sleeps);
        let quarters = states.awake_quarters().flatten().map(|quarters| {
            (quarters != UNKNOWN).then(|| f64::from(quarters) / 4.0)
        });
        prop_assert_eq!(quarters.collect::<Vec<_>>(), hours.clone());
        let known: Vec<f64> = hours.iter().flatten().copied().collect();
        let n = known.len() as f64;
        let mean = known.iter().sum::<f64>() / n;
        let squares: f64 = known.iter().map(|x| (x - mean).powi(2)).sum();
        let of_hour = |hour: usize| {
            let values: Vec<f64> = hours.iter().skip(hour).step_by(24).flatten().copied().collect();
            values.iter().sum::<f64>() / values.len() as f64
        };
        let between: f64 = (0..24).map(|hour| (of_hour(hour) - mean).powi(2)).sum();
        let steps: Vec<f64> = hours.windows(2).filter_map(|two| Some((two[1]? - two[0]?).powi(2))).collect();
        let is_spread = 1e-9 < squares;
        let is = Some(n * between / (24.0 * squares)).filter(|is| is_spread && is.is_finite());
        let iv = n * steps.iter().sum::<f64>() / (steps.len() as f64 * squares);
        let iv = Some(iv).filter(|_| is_spread && !steps.is_empty());
        for sums in [Sums::of(hours.iter().copied()), Sums::of_quarters(states.awake_quarters())] {
            near(sums.interdaily(), is);
            near(sums.intradaily(), iv);
        }
    }

    #[test]
    fn the_mean_day_counts_each_bin_of_each_night((timeline, sleeps) in life()) {
        let days = days(&timeline, &sleeps);
        let counts = States::of(&timeline, &all(&timeline), &sleeps).awake_counts();
        for (from_midnight, found) in counts.into_iter().enumerate() {
            let bins = days.iter().filter_map(|day| day[(from_midnight + 48) % 96]);
            let known = bins.clone().count() as u32;
            let awake = bins.filter(|asleep| !asleep).count() as u32;
            prop_assert_eq!(found, [known, awake]);
        }
    }

    #[test]
    fn the_quietest_and_the_most_active_part_are_the_best_of_all(
        means in vec(0.0..9.0, 96),
        later in 0_usize..96,
    ) {
        let mean = |start: usize, bins: usize| {
            (start..start + bins).map(|bin| means[bin % 96]).sum::<f64>() / bins as f64
        };
        let quiet = (0..96).map(|start| mean(start, 20)).fold(f64::MAX, f64::min);
        let active = (0..96).map(|start| mean(start, 40)).fold(f64::MIN, f64::max);
        let (l5, m10) = (least(&means).expect("a day"), greatest(&means).expect("a day"));
        near(Some(l5.mean), Some(quiet));
        near(Some(m10.mean), Some(active));
        near(Some(mean((l5.start * 4.0) as usize, 20)), Some(quiet));
        near(Some(mean((m10.start * 4.0) as usize, 40)), Some(active));
        // A day that begins at another hour has them at other hours.
        let mut moved = means.clone();
        moved.rotate_right(later);
        for (then, now) in [(l5, least(&moved)), (m10, greatest(&moved))] {
            let expected = (then.start * 4.0) as usize + later;
            near(now.map(|part| part.start * 4.0), Some((expected % 96) as f64));
        }
    }

    #[test]
    fn the_main_sleep_is_the_longest_whose_middle_lies_in_the_night((timeline, sleeps) in life()) {
        let mains = mains(&timeline, &all(&timeline), &sleeps);
        for (index, row) in timeline.rows.iter().enumerate() {
            let middle = |sleep: &Stretch| f64::from(sleep.onset + sleep.wake) / 2.0;
            let (from, to) = (f64::from(row.first), f64::from(row.first + u32::from(row.bins)));
            let inside = sleeps.iter().filter(|sleep| from <= middle(sleep) && middle(sleep) < to);
            let longest = inside.map(|sleep| sleep.bins()).max().filter(|_| row.known);
            let found = mains.iter().find(|main| main.row == index);
            prop_assert_eq!(found.map(|main| (main.hours * 4.0) as u32), longest);
            if let Some(main) = found {
                let clock = |bin: f64| (12.0 + (bin - from) / 4.0).rem_euclid(24.0);
                let of = sleeps.iter().find(|sleep| {
                    arc(clock(sleep.onset.into()), main.onset).abs() < 1e-9
                        && arc(clock(sleep.wake.into()), main.wake).abs() < 1e-9
                        && arc(clock(middle(sleep)), main.mid).abs() < 1e-9
                });
                prop_assert!(of.is_some() || timeline.rows[..=index].iter().any(|row| row.bins != 96));
            }
        }
        prop_assert!(mains.windows(2).all(|two| two[0].row < two[1].row));
    }

    #[test]
    fn a_folded_life_has_the_periodogram_of_its_series((timeline, sleeps) in life(), tenths in 160_u32..321) {
        let mut timeline = timeline;
        for row in &mut timeline.rows {
            row.known = true;
        }
        // Three minutes each, as many as fill whole cycles: there the definition needs no weights.
        let series: Vec<f64> = states(&timeline, &sleeps).into_iter().flatten()
            .flat_map(|asleep| [f64::from(u8::from(asleep)); 5]).collect();
        let period = 2 * tenths as usize;
        let found = Folding::of(&timeline, &all(&timeline), &sleeps).at(tenths);
        if series.len().is_multiple_of(period) {
            near(found.map(|peak| peak.q), chi_square(&series, period));
        } else if let Some(found) = found {
            let n = series.len() as f64;
            let mean = series.iter().sum::<f64>() / n;
            let spread: f64 = series.iter().map(|x| (x - mean).powi(2)).sum();
            let of = |phase: usize| series.iter().skip(phase).step_by(period);
            let part = |phase: usize| {
                let count = of(phase).count() as f64;
                count * (of(phase).sum::<f64>() / count - mean).powi(2)
            };
            let between: f64 = (0..period.min(series.len())).map(part).sum();
            near(Some(found.q), Some(between * n / spread));
        }
    }

    #[test]
    fn gaps_of_a_folded_life_are_left_out((timeline, sleeps) in life(), tenths in 160_u32..321) {
        let found = Folding::of(&timeline, &all(&timeline), &sleeps).at(tenths);
        let states = states(&timeline, &sleeps);
        let period = 2 * tenths as usize;
        let mut phases = vec![(0.0, 0.0); period];
        for (bin, asleep) in states.iter().enumerate() {
            for unit in 5 * bin..5 * bin + 5 {
                if let Some(asleep) = asleep {
                    phases[unit % period].0 += 1.0;
                    phases[unit % period].1 += f64::from(u8::from(*asleep));
                }
            }
        }
        let n: f64 = phases.iter().map(|(count, _)| count).sum();
        let mean = phases.iter().map(|(_, sum)| sum).sum::<f64>() / n;
        let spread = n * mean * (1.0 - mean);
        let of = phases.iter().filter(|(count, _)| 0.0 < *count);
        let between: f64 = of.map(|(count, sum)| count * (sum / count - mean).powi(2)).sum();
        if let Some(found) = found {
            near(Some(found.explained), Some(between / spread));
        } else {
            prop_assert!(n < period as f64 || spread.is_nan() || spread.abs() < 1e-9);
        }
    }

    #[test]
    fn lomb_and_scargle_fit_a_sine(values in vec((0.0..500.0, -3.0..3.0), 8..40), period in 5.0..40.0) {
        // The least squares of a cosine and a sine to what is left of the mean, by their normal equations.
        let n = values.len() as f64;
        let mean = values.iter().map(|(_, y)| y).sum::<f64>() / n;
        let angle = |at: f64| at / period * TAU;
        let sum = |of: &dyn Fn(f64, f64) -> f64| {
            values.iter().map(|(at, y)| of(angle(*at), y - mean)).sum::<f64>()
        };
        let (cc, ss) = (sum(&|a, _| a.cos().powi(2)), sum(&|a, _| a.sin().powi(2)));
        let (cs, yc, ys) = (sum(&|a, _| a.cos() * a.sin()), sum(&|a, y| y * a.cos()), sum(&|a, y| y * a.sin()));
        let whole = cc * ss - cs * cs;
        prop_assume!(1e-3 < whole.abs());
        let (a, b) = ((yc * ss - ys * cs) / whole, (ys * cc - yc * cs) / whole);
        let explained = a * yc + b * ys;
        let variance = sum(&|_, y| y * y) / (n - 1.0);
        let found = lomb_scargle(&values, period).expect("values that differ");
        prop_assert!((found - explained / (2.0 * variance)).abs() < 1e-6);
    }

    #[test]
    fn no_other_cosine_is_nearer(
        values in vec((0.0..24.0, 0.0..5.0), 5..40),
        other in (-1.0..1.0, -1.0..1.0, -3.0..3.0),
    ) {
        let mut fit = Fit::default();
        for (hour, value) in &values {
            fit.add(*hour, 1.0, *value);
        }
        let found = fit.cosinor().expect("more than three hours");
        let error = |mesor: f64, amplitude: f64, acrotime: f64| {
            let at = |hour: f64| mesor + amplitude * ((hour - acrotime) / 24.0 * TAU).cos();
            values.iter().map(|(hour, value)| (value - at(*hour)).powi(2)).sum::<f64>()
        };
        let least = error(found.mesor, found.amplitude, found.acrotime);
        let moved = error(found.mesor + other.0, found.amplitude + other.1, found.acrotime + other.2);
        prop_assert!(least <= moved + 1e-9);
        prop_assert!(0.0 <= found.amplitude && (0.0..24.0).contains(&found.acrotime));
    }

    #[test]
    fn an_hour_is_an_angle(hour in -100.0..100.0_f64) {
        let [cosine, sine] = direction(hour);
        let angle = hour / 24.0 * TAU;
        prop_assert!((cosine - angle.cos()).abs() < 1e-13 && (sine - angle.sin()).abs() < 1e-13);
    }

    #[test]
    fn circular_statistics_are_those_of_their_definitions(hours in vec(0.0..24.0, 1..40)) {
        let n = hours.len() as f64;
        let (x, y) = hours.iter().fold((0.0, 0.0), |(x, y), hour| {
            let (sine, cosine) = f64::sin_cos(hour / 24.0 * TAU);
            (x + cosine, y + sine)
        });
        let r = f64::hypot(x, y) / n;
        prop_assume!(1e-6 < r);
        let all = directions(hours.iter().copied());
        let expected = y.atan2(x) / TAU * 24.0;
        prop_assert!(arc(mean(&all).expect("a mean"), expected).abs() < 1e-9);
        // The square: next to 0 a root has half of the digits.
        let square = (-2.0 * r.min(1.0).ln()).max(0.0) / TAU / TAU * 576.0;
        near(deviation(&all).map(|hours| hours * hours), Some(square));
        let median = median(&hours).expect("hours");
        let from = |hour: f64| hours.iter().map(|to| arc(hour, *to).abs()).sum::<f64>();
        prop_assert!(hours.iter().all(|hour| from(median) <= from(*hour) + 1e-6));
    }

    #[test]
    fn phase_deviation_is_that_of_its_definition(
        mids in vec(prop::option::weighted(0.8, 0.0..24.0), 2..40),
        chronotype in 0.0..24.0,
    ) {
        let told: Vec<(usize, f64)> = mids.iter().enumerate().filter_map(|(i, mid)| Some((i, (*mid)?))).collect();
        let way = |a: f64, b: f64| { let d = (a - b).abs() % 24.0; d.min(24.0 - d) };
        let each: Vec<f64> = mids.windows(2).filter_map(|two| {
            let (before, now) = (two[0]?, two[1]?);
            Some(way(now, chronotype).hypot(way(now, before)))
        }).collect();
        let expected = (!each.is_empty()).then(|| each.iter().sum::<f64>() / each.len() as f64);
        near(phase_deviation::of(&told, chronotype).map(|all| all.composite), expected);
    }

    #[test]
    fn a_life_is_cut_where_that_costs_least(
        values in vec(0.0..1.0, 0..60),
        steps in vec(0.0..8.0, 5),
        penalty in 0.1..20.0,
    ) {
        let values: Vec<f64> = values.iter().enumerate().map(|(i, v)| v + steps[i / 15 % 5]).collect();
        let cost = |from: usize, to: usize| {
            let part = &values[from..to];
            let mean = part.iter().sum::<f64>() / part.len() as f64;
            part.iter().map(|v| (v - mean).powi(2)).sum::<f64>()
        };
        let price = |cuts: &[usize]| {
            let ends: Vec<usize> = [0].iter().chain(cuts).chain(&[values.len()]).copied().collect();
            ends.windows(2).map(|two| cost(two[0], two[1])).sum::<f64>() + penalty * cuts.len() as f64
        };
        let found = changes::cuts(values.len(), LEAST_NIGHTS, penalty, cost);
        let ends: Vec<usize> = [0].into_iter().chain(found.iter().copied()).chain([values.len()]).collect();
        prop_assert!(found.is_empty() || ends.windows(2).all(|two| LEAST_NIGHTS <= two[1] - two[0]));
        // All cuts into up to four stretches.
        let n = values.len();
        let mut others = vec![vec![]];
        for a in LEAST_NIGHTS..n {
            others.push(vec![a]);
            for b in a + LEAST_NIGHTS..n {
                others.push(vec![a, b]);
                others.extend((b + LEAST_NIGHTS..n).map(|c| vec![a, b, c]));
            }
        }
        let fits = |cuts: &&Vec<usize>| cuts.last().is_none_or(|last| LEAST_NIGHTS <= n - last);
        let best = others.iter().filter(fits).map(|cuts| price(cuts)).fold(f64::MAX, f64::min);
        if LEAST_NIGHTS <= n {
            prop_assert!((price(&found) - best).abs() < 1e-9, "{found:?}");
        }
    }

    #[test]
    fn streaks_are_counted_day_by_day(days in btree_set(0_u64..40, 0..30), today in 5_u64..35) {
        let day = |number: u64| NaiveDate::from_ymd_opt(2024, 2, 20).expect("a day") + Days::new(number);
        let list: Vec<NaiveDate> = days.iter().map(|number| day(*number)).collect();
        let has = |number: u64| days.contains(&number) && number <= today + 1;
        let run = |from: u64| (0..=from).rev().take_while(|number| has(*number)).count() as u32;
        // From tomorrow, today or yesterday back: the first of them with events.
        let last = [today + 1, today, today - 1].into_iter().find(|number| has(*number));
        let found = streaks::of(&list, day(today));
        prop_assert_eq!(found.current, last.map_or(0, run));
        prop_assert_eq!(found.longest, (0..=today + 1).map(run).max().unwrap_or(0));
    }

    #[test]
    fn an_interval_leaves_a_twentieth_on_each_side(values in vec(-50.0..50.0, 20..300)) {
        let [low, median, high] = spread(&mut values.clone(), Unit::Hours).expect("values");
        let below = |end: f64| values.iter().filter(|value| **value < end).count() as f64;
        let n = values.len() as f64;
        prop_assert!(low <= median && median <= high);
        prop_assert!((below(low) - 0.05 * n).abs() <= 1.0);
        prop_assert!((below(median) - 0.5 * n).abs() <= 1.0);
        prop_assert!((below(high) - 0.95 * n).abs() <= 1.0);
        // The same around midnight, for hours of the day that lie within half a day.
        let hours: Vec<f64> = values.iter().map(|value| (value / 10.0 + 0.5).rem_euclid(24.0)).collect();
        let clock = spread(&mut hours.clone(), Unit::Clock).expect("values");
        for (found, expected) in clock.into_iter().zip([low, median, high]) {
            prop_assert!(arc(expected / 10.0 + 0.5, found).abs() < 1e-9);
        }
    }
}
