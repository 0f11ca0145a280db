//! Figures of a rhythm as others have published them, or as follows from their definitions by hand.

use std::f64::consts::TAU;

use yodori::engine::rhythm::chronotype::{
    Week, jetlag, jetlag_corrected, mid_free_corrected, mid_sleep, sleep_hours, week_hours,
    week_loss,
};
use yodori::engine::rhythm::circular::{Face, arc, deviation, directions, mean, median, on_clock};
use yodori::engine::rhythm::cosinor::Fit;
use yodori::engine::rhythm::nights::Main;
use yodori::engine::rhythm::periodogram::{chi_square, lomb_scargle};
use yodori::engine::rhythm::profile::{greatest, least, relative_amplitude};
use yodori::engine::rhythm::stability::Sums;
use yodori::engine::rhythm::{deviation as phase_deviation, sri};

#[track_caller]
fn check(found: impl Into<Option<f64>>, expected: impl Into<Option<f64>>) {
    near(found, expected, 1e-9);
}

#[track_caller]
fn near(found: impl Into<Option<f64>>, expected: impl Into<Option<f64>>, error: f64) {
    match (found.into(), expected.into()) {
        (Some(found), Some(expected)) => {
            assert!((found - expected).abs() <= error, "{found}, not {expected}");
        }
        (found, expected) => assert_eq!(found, expected),
    }
}

/// Hours of `22:00` or `03:17:08.571429`.
fn clock(text: &str) -> f64 {
    let parts = text
        .split(':')
        .map(|part| part.parse::<f64>().expect("a number"));
    parts
        .zip([1.0, 60.0, 3600.0])
        .map(|(part, of)| part / of)
        .sum()
}

#[test]
fn the_corrected_mid_sleep_of_free_days_is_mctqs() {
    for (free_mid, work_hours, free_hours, work_days, expected) in [
        ("04:00", 6.0, 8.0, 5.0, Some("03:17:08.571428571")),
        ("23:30", 7.0, 9.0, 3.0, Some("23:04:17.142857143")),
        ("04:00", 8.0, 7.0, 5.0, Some("04:00")), // nothing to make up for
        ("04:00", 8.0, 8.0, 5.0, Some("04:00")),
        ("00:10", 6.0, 8.0, 5.0, Some("23:27:08.571428571")),
        ("04:00", 6.0, 8.0, 0.0, Some("04:00")),
        ("04:00", 6.0, 8.0, 7.0, None),
    ] {
        check(
            mid_free_corrected(clock(free_mid), work_hours, free_hours, work_days),
            expected.map(clock),
        );
    }
}

#[test]
fn social_jetlag_goes_the_shorter_way() {
    for (work, free, work_days, expected) in [
        ("22:00", "17:30", 5.0, Some(-4.5)),
        ("23:00", "01:00", 5.0, Some(2.0)),
        ("03:00", "05:15", 5.0, Some(2.25)),
        ("03:00", "03:00", 5.0, Some(0.0)),
        ("03:00", "05:15", 0.0, Some(0.0)),
        ("03:00", "05:15", 7.0, None),
    ] {
        check(jetlag(clock(work), clock(free), work_days), expected);
    }
}

#[test]
fn lengths_middles_and_weeks_of_sleep_are_mctqs() {
    check(sleep_hours(clock("23:00"), clock("07:30")), 8.5);
    check(sleep_hours(clock("01:00"), clock("09:00")), 8.0);
    check(mid_sleep(clock("23:00"), 8.0), 3.0);
    check(mid_sleep(clock("23:30"), 0.5), 23.75);
    check(week_hours(6.0, 8.0, 5.0), 46.0 / 7.0);
    check(week_hours(6.0, 8.0, 7.0), 6.0);
    check(week_hours(6.0, 8.0, 0.0), 8.0);
    for (work, free, days, expected) in [
        (6.0, 8.0, 5.0, Some((46.0 / 7.0 - 6.0) * 5.0)),
        (8.0, 6.0, 5.0, Some((52.0 / 7.0 - 6.0) * 2.0)),
        (7.0, 7.0, 5.0, Some(0.0)),
        (6.0, 8.0, 0.0, Some(0.0)),
        (6.0, 8.0, 7.0, None),
    ] {
        check(week_loss(work, free, days), expected);
    }
}

#[test]
fn jankowskis_jetlag_is_taken_from_the_ends_that_are_not_made_up_for() {
    for (work, free, days, expected) in [
        // Longer on free days: by onset.
        (["23:00", "06:00"], ["00:30", "09:00"], 5.0, Some(1.5)),
        // Shorter on free days, and up later: by the end.
        (["23:00", "07:00"], ["02:00", "08:00"], 5.0, Some(1.0)),
        // Shorter on free days, and up earlier: by onset.
        (["23:00", "07:00"], ["23:30", "05:00"], 5.0, Some(0.5)),
        (["23:00", "06:00"], ["22:00", "06:00"], 5.0, Some(-1.0)),
        (["23:00", "06:00"], ["22:00", "06:00"], 0.0, Some(0.0)),
        (["23:00", "06:00"], ["22:00", "06:00"], 7.0, None),
    ] {
        let (work, free) = (work.map(clock), free.map(clock));
        check(jetlag_corrected(work, free, days), expected);
    }
}

#[test]
fn a_week_is_made_of_nights() {
    let night = |row, onset, wake, free| Main {
        row,
        onset: clock(onset),
        wake: clock(wake),
        mid: mid_sleep(clock(onset), sleep_hours(clock(onset), clock(wake))),
        hours: sleep_hours(clock(onset), clock(wake)),
        free,
    };
    let nights = [
        night(0, "23:30", "05:30", false),
        night(1, "00:30", "06:30", false),
        night(2, "23:00", "09:00", true),
        night(3, "02:00", "08:00", true),
    ];
    let week = Week::of(&Face::default(), &nights, 5.0);
    check(week.work.map(|work| work.mid), 3.0);
    check(week.work.map(|work| work.hours), 6.0);
    check(week.free.map(|free| free.mid), 4.5);
    check(week.free.map(|free| free.hours), 8.0);
    check(week.jetlag(), 1.5);
    check(week.chronotype(), 4.5 - (8.0 - 46.0 / 7.0) / 2.0);
    check(week.jetlag_corrected(), 0.5); // from 00:00 to 00:30
    check(Week::of(&Face::default(), &nights, 7.0).chronotype(), None);
    check(Week::of(&Face::default(), &[], 5.0).chronotype(), None);
}

#[test]
fn a_constant_life_has_the_highest_regularity_and_its_opposite_the_lowest() {
    let day = |states: &str| -> Vec<Option<bool>> {
        let state = |char| match char {
            's' => Some(true),
            '-' => None,
            _ => Some(false),
        };
        states
            .chars()
            .filter(|char| *char != ' ')
            .map(state)
            .collect()
    };
    for (states, expected, days) in [
        ("aaaassss aaaassss aaaassss", Some(100.0), 2),
        ("ssssssss ssssssss", Some(100.0), 1),
        ("aaaassss ssssaaaa", Some(-100.0), 1),
        ("aaaassss aaaassaa", Some(50.0), 1),
        ("aaaassss aaaassaa aaaassss aaaassaa", Some(50.0), 3),
        // Where one isn't known nothing is compared, and a day of more than 6 hours of nothing is none.
        ("aaaassss aa--ssaa", Some(100.0 / 3.0), 1),
        ("aaaassss aa---saa", None, 0),
        ("aaaassss", None, 0),
        ("", None, 0),
    ] {
        let pairs = sri::of_series(&day(states), 8);
        check(pairs.index(), expected);
        assert_eq!(pairs.days, days, "{states}");
    }
    assert_eq!(sri::of_series(&[Some(true)], 0).index(), None);
}

#[test]
fn a_square_wave_is_stable_and_a_sine_hardly_varies() {
    let of =
        |value: fn(usize) -> f64, days: usize| Sums::of((0..24 * days).map(|at| Some(value(at))));
    let square = of(|at| f64::from(at % 24 < 12), 10);
    check(square.interdaily(), 1.0);
    // Σd² = 19 steps of 1, Σ(x − x̄)² = 240/4.
    check(square.intradaily(), 240.0 * 19.0 / (239.0 * 60.0));
    let sine = of(|at| (at as f64 / 24.0 * TAU).sin(), 10);
    check(sine.interdaily(), 1.0);
    // Over whole periods Σd² is n(1 − cos(2π/24)) but for the step that closes the circle.
    let step = (TAU / 24.0).sin().powi(2);
    let squares = 240.0 * (1.0 - (TAU / 24.0).cos()) - step;
    check(sine.intradaily(), 240.0 * squares / (239.0 * 120.0));
    let fast = of(|at| f64::from(at % 2 == 0), 10);
    check(fast.intradaily(), 4.0);
    let flat = of(|_| 0.1, 10);
    check(flat.interdaily(), None);
    check(flat.intradaily(), None);
    check(Sums::of([].into_iter()).interdaily(), None);
}

#[test]
fn the_quietest_five_hours_and_the_ten_most_active_wrap_around_midnight() {
    let asleep = |from: usize, hours: usize| -> Vec<f64> {
        (0..24)
            .map(|hour| f64::from(hours <= (24 + hour - from) % 24))
            .collect()
    };
    for (means, l5, l5_start, m10, m10_start) in [
        (asleep(23, 8), 0.0, 23.0, 1.0, 7.0), // the first of four
        (asleep(23, 5), 0.0, 23.0, 1.0, 4.0),
        (asleep(2, 4), 0.2, 1.0, 1.0, 6.0),
        (vec![0.5; 24], 0.5, 0.0, 0.5, 0.0),
        (vec![0.25; 96], 0.25, 0.0, 0.25, 0.0),
    ] {
        let (quiet, active) = (
            least(&means).expect("a day"),
            greatest(&means).expect("a day"),
        );
        check(quiet.mean, l5);
        check(quiet.start, l5_start);
        check(active.mean, m10);
        check(active.start, m10_start);
        check(
            relative_amplitude(quiet.mean, active.mean),
            (m10 - l5) / (m10 + l5),
        );
    }
    assert_eq!(least(&[0.0; 23]), None);
    assert_eq!(least(&[f64::NAN; 24]), None);
    assert_eq!(relative_amplitude(0.0, 0.0), None);
}

#[test]
fn ggirs_cosinor_gives_ggirs_figures() {
    let mut fit = Fit::default();
    for epoch in 0..7 * 1440 {
        let day = f64::from(epoch) / 1440.0;
        let value = (1000.0 * ((day * TAU).sin() + 1.0) + 1.0).ln();
        fit.add(day * 24.0, 1.0, value);
    }
    let cosinor = fit.cosinor().expect("a day");
    near(cosinor.mesor, 6.259326, 5e-7);
    near(cosinor.amplitude, 1.912535, 5e-7);
    near(cosinor.acrotime, 6.0, 5e-4);
}

#[test]
fn a_cosine_is_found_again_from_hours_unevenly_many() {
    let mut fit = Fit::default();
    for (hour, count) in [(0.0, 3.0), (5.0, 1.0), (7.5, 2.0), (16.0, 5.0), (21.0, 1.0)] {
        fit.add(hour, count, 2.0 + 0.75 * ((hour - 22.5) / 24.0 * TAU).cos());
    }
    let cosinor = fit.cosinor().expect("five hours");
    check(cosinor.mesor, 2.0);
    check(cosinor.amplitude, 0.75);
    check(cosinor.acrotime, 22.5);
    let mut two = Fit::default();
    two.add(1.0, 5.0, 1.0);
    two.add(2.0, 5.0, 2.0);
    assert_eq!(two.cosinor(), None);
    assert_eq!(Fit::default().cosinor(), None);
}

#[test]
fn hours_meet_at_midnight() {
    for (from, to, expected) in [
        (23.0, 1.0, 2.0),
        (1.0, 23.0, -2.0),
        (6.0, 18.0, 12.0),
        (5.0, 5.0, 0.0),
    ] {
        check(arc(from, to), expected);
    }
    check(on_clock(-1e-18), 0.0);
    check(on_clock(49.5), 1.5);
    for (hours, expected) in [
        (vec![23.0, 1.0], Some(0.0)),
        (vec![22.0, 23.0, 3.0], Some(23.0)),
        (vec![22.0, 23.0, 1.0, 3.0], Some(0.0)),
        (vec![5.0], Some(5.0)),
        (vec![], None),
    ] {
        check(median(&hours), expected);
    }
    check(
        mean(&directions([22.0, 1.5, 23.0, 2.5])).map(|hour| arc(0.25, hour)),
        0.0,
    );
    check(mean(&directions([0.0, 12.0])), None);
    check(deviation(&directions([7.0; 9])), 0.0);
    check(deviation(&directions([0.0, 12.0])), None);
    check(deviation(&directions([])), None);
    // Zar's example of the Rayleigh test, r = 0.82522: √(−2 ln r) = 0.61984 rad.
    let zar = [45.0, 55.0, 81.0, 96.0, 110.0, 117.0, 132.0, 154.0].map(|degrees| degrees / 15.0);
    near(mean(&directions(zar)), 98.99 / 15.0, 4e-4);
    near(deviation(&directions(zar)), 0.61984 * 24.0 / TAU, 1e-4);
}

#[test]
fn a_phase_deviation_is_made_of_mistiming_and_irregularity() {
    // 3 h late and 4 h later than the night before is 5; a night without one before it is none.
    let all = phase_deviation::of(&[(0, 23.0), (1, 3.0), (5, 12.0)], 0.0).expect("a pair");
    check(all.composite, 5.0);
    check(all.mistiming, 3.0);
    check(all.irregularity, 4.0);
    assert_eq!(all.nights, 1);
    assert_eq!(phase_deviation::of(&[(0, 1.0), (2, 1.0)], 1.0), None);
    let steady = phase_deviation::of(&[(3, 4.0), (4, 4.0), (5, 4.0)], 4.0).expect("pairs");
    check(steady.composite, 0.0);
}

#[test]
fn periods_are_found_where_they_are() {
    let series: Vec<f64> = (0..720).map(|at| f64::from(at % 25 < 9)).collect();
    // At its own period it explains everything: Q = N · K · P/N · ... = N · K/K, but for the last cycle.
    let whole: Vec<f64> = series[..700].to_vec();
    check(chi_square(&whole, 25), 700.0);
    for other in [20, 24, 26, 30] {
        assert!(chi_square(&series, other) < Some(350.0), "{other}");
    }
    check(chi_square(&series, 0), None);
    check(chi_square(&[1.0; 50], 24), None);
    check(chi_square(&series, 721), None);

    // A pure sine at its own period: all of its variance, (n − 1)/2.
    let sine = |at: f64| (at, 3.0 + (at / 25.0 * TAU + 1.0).sin());
    let even: Vec<(f64, f64)> = (0..100).map(|at| sine(f64::from(at))).collect();
    check(lomb_scargle(&even, 25.0), 99.0 / 2.0);
    let best = (160..=320).map(|tenth| f64::from(tenth) / 10.0);
    let best = best.max_by(|a, b| {
        lomb_scargle(&even, *a)
            .partial_cmp(&lomb_scargle(&even, *b))
            .expect("numbers")
    });
    check(best, 25.0);
    check(lomb_scargle(&even[..2], 25.0), None);
    check(lomb_scargle(&[(0.0, 1.0); 5], 25.0), None);
}
