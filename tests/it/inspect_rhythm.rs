//! What `inspect --series`, `--nights` and `--rhythm` print.

use std::f64::consts::TAU;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::inspect::{report, run};

/// A series in a file of its own.
fn file(name: &str, head: &str, values: &[String]) -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("series");
    std::fs::create_dir_all(&dir).expect("room on the disk");
    let path = dir.join(name);
    let text = [head, "\n", &values.join("\n"), "\n"].concat();
    std::fs::write(&path, text).expect("room on the disk");
    path
}

fn numbers(values: impl IntoIterator<Item = f64>) -> Vec<String> {
    values.into_iter().map(|value| value.to_string()).collect()
}

fn series(name: &str, head: &str, values: &[String]) -> Value {
    let path = file(name, head, values);
    let (status, out, complaints) = run_series(&path);
    assert_eq!((status, complaints.as_str()), (0, ""), "{name}");
    serde_json::from_str(&out).expect("one JSON object")
}

fn run_series(path: &Path) -> (u8, String, String) {
    let args = ["--series".to_owned(), path.to_string_lossy().into_owned()];
    run(args.into_iter())
}

#[track_caller]
fn check(figure: &Value, expected: f64) {
    let found = figure["value"].as_f64().expect("a value");
    assert!((found - expected).abs() < 1e-9, "{found}, not {expected}");
}

const HOURLY: &str = "start 2020-01-06T00:00:00 3600";

#[test]
fn a_square_wave_is_told_to_the_last_digit() {
    let wave = (0..240).map(|hour| f64::from(u8::from(7 <= hour % 24 && hour % 24 < 22)));
    let report = series("square.txt", HOURLY, &numbers(wave));
    let rhythm = &report["rhythm"];
    check(&rhythm["is"], 1.0);
    check(&rhythm["sri"], 100.0);
    check(&rhythm["l5"], 0.0);
    check(&rhythm["m10"], 1.0);
    check(&rhythm["ra"], 1.0);
    assert_eq!(rhythm["l5"]["start"], 22.0);
    assert_eq!(rhythm["m10"]["start"], 7.0);
    // 20 steps, Σ(x − x̄)² = 240 · 15/24 · 9/24.
    check(&rhythm["iv"], 240.0 * 20.0 / (239.0 * 56.25));
    check(&rhythm["period"], 24.0);
    assert_eq!(rhythm["period"]["chi_square"]["period"], 24.0);
    for name in ["sri", "is", "iv", "ra", "l5", "m10", "cosinor", "period"] {
        let figure = rhythm[name].as_object().expect("a figure");
        for key in ["value", "lo90", "hi90", "n", "unit", "missing", "variant"] {
            assert!(figure.contains_key(key), "{name} {key}");
        }
    }
    assert_eq!(report["series"]["days"], 10.0);
}

#[test]
fn ggirs_cosinor_is_told_from_its_series() {
    let value = |epoch: i32| (1000.0 * ((f64::from(epoch) / 1440.0 * TAU).sin() + 1.0) + 1.0).ln();
    let values = numbers((0..7 * 1440).map(value));
    let report = series("ggir.txt", "2020-01-06T00:00:00 60", &values);
    let cosinor = &report["rhythm"]["cosinor"];
    for (name, expected, error) in [
        ("mesor", 6.259326, 5e-7),
        ("amplitude", 1.912535, 5e-7),
        ("acrotime", 6.0, 5e-4),
    ] {
        let found = cosinor[name]["value"].as_f64().expect("a value");
        assert!((found - expected).abs() < error, "{name}: {found}");
    }
    assert_eq!(cosinor["value"], cosinor["acrotime"]["value"]);
    assert_eq!(report["rhythm"]["sri"]["value"], Value::Null);
}

#[test]
fn days_and_hours_are_those_of_the_clock_at_the_start() {
    // Active for ten hours from where the series begins.
    let wave = |step: usize| {
        (0..10 * 86_400 / step).map(move |at| f64::from(u8::from(at * step % 86_400 < 36_000)))
    };
    for (name, head, step, start) in [
        ("a.txt", "start 2020-01-06T09:30:00 1800", 1800, 9.5),
        ("b.txt", "start 2020-01-06T09:30:00+09:00 900", 900, 9.5),
        ("c.txt", "start 2020-01-06 21:00:00 3600", 3600, 21.0),
        ("d.txt", "2020-01-06T09:30,60", 60, 9.5),
    ] {
        let report = series(name, head, &numbers(wave(step)));
        assert_eq!(report["rhythm"]["m10"]["start"], start, "{head}");
        check(&report["rhythm"]["m10"], 1.0);
    }
}

#[test]
fn the_references_of_regularity_are_told_with_what_is_missing() {
    let days = |opposite: bool| {
        let state = move |at: i32| f64::from(u8::from((at % 48 < 16) != (opposite && 48 <= at)));
        numbers((0..96).map(state))
    };
    for (name, opposite, expected) in [
        ("constant.txt", false, 100.0),
        ("inverse.txt", true, -100.0),
    ] {
        let report = series(name, "start 2020-01-06T00:00:00 1800", &days(opposite));
        let sri = &report["rhythm"]["sri"];
        check(sri, expected);
        assert_eq!(
            sri["missing"],
            json!({"what": "pairs of days", "needs": 5, "has": 1})
        );
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut values: Vec<String> = numbers((0..240).map(|hour| f64::from(hour % 24)));
    for line in [5, 30, 31, 100] {
        values[line] = ["NA", "", "nan", "NA"][line % 4].to_owned();
    }
    let report = series("gaps.txt", HOURLY, &values);
    assert_eq!(report["series"]["known"], 236);
    assert_eq!(report["rhythm"]["is"]["n"], 236);
    let is = report["rhythm"]["is"]["value"].as_f64().expect("a value");
    assert!((is - 1.0).abs() < 0.01, "{is}");
}

#[test]
fn what_is_no_series_is_a_complaint_and_status_2() {
    for (name, head, values) in [
        ("no-head.txt", "0", "1"),
        ("no-time.txt", "start yesterday 60", "1"),
        ("no-step.txt", "start 2020-01-06T00:00:00 0", "1"),
        ("no-number.txt", HOURLY, "one"),
        ("endless.txt", HOURLY, "inf"),
        ("empty.txt", "", ""),
    ] {
        let (status, out, complaints) = run_series(&file(name, head, &[values.to_owned()]));
        assert_eq!((status, out.as_str()), (2, ""), "{name}");
        assert!(complaints.starts_with("inspect: "), "{name}: {complaints}");
    }
    assert_eq!(run_series(Path::new("/nowhere.txt")).0, 2);
    let flags = |words: &str| run(words.split(' ').map(str::to_owned)).0;
    assert_eq!((flags("--series"), flags("a.zip --series b.txt")), (2, 2));
    // Nothing to compute of is no error.
    let report = series("nothing.txt", HOURLY, &[]);
    assert_eq!(report["rhythm"]["is"]["value"], Value::Null);
}

#[test]
fn a_life_is_told_night_by_night_with_its_rhythm() {
    let report = report("current.zip --nights --rhythm --zone Asia/Tokyo");
    let nights = report["nights"].as_array().expect("a list");
    let keys = "date onset wake mid duration_s onset50 onset90 wake50 wake90 all_nighter state";
    for night in nights {
        let night = night.as_object().expect("a night");
        assert!(
            keys.split(' ').all(|key| night.contains_key(key)),
            "{night:?}"
        );
        let state = night["state"].as_str().expect("a state");
        assert!(["ok", "no_data", "unsure"].contains(&state), "{state}");
        if let Some(onset) = night["onset"].as_str() {
            assert!(onset.ends_with("+09:00"), "{onset}");
        }
    }
    let keys = "sri is iv ra l5 m10 msf_sc sjl cpd sd_onset sd_wake sd_mid cosinor period score";
    for key in keys.split(' ') {
        let figure = report["rhythm"][key].as_object().expect("a figure");
        for part in ["value", "lo90", "hi90", "n", "unit", "missing"] {
            assert!(figure.contains_key(part), "{key} {part}");
        }
    }
    assert_eq!(crate::inspect::report("current.zip")["nights"], Value::Null);
}
