//! Figures of a plain series, so that reference recordings can be held against them.
//!
//! The first line is `start ISO step_s`: when the series starts, by local clocks, and how many seconds
//! there are from value to value (the word `start` may be missing). Then a number a line; `NA` or an
//! empty line where nothing is known.
//!
//! Which variant of each figure this is stands beside it in the report. Values are given even where
//! the page would show none because there is too little; `missing` says so.

use std::path::Path;

use chrono::{DateTime, NaiveDateTime, NaiveTime};
use serde_json::{Value, json};
use yodori::engine::rhythm::cosinor::Fit;
use yodori::engine::rhythm::periodogram::{chi_square, lomb_scargle};
use yodori::engine::rhythm::profile::{greatest, least, relative_amplitude};
use yodori::engine::rhythm::sri::{self, LEAST_PAIRS};
use yodori::engine::rhythm::stability::{LEAST_DAYS, Sums};

const DAY_SECS: u32 = 86_400;
const HOUR_SECS: u32 = 3_600;

/// A number each `step_secs`.
struct Series {
    start: NaiveDateTime,
    step_secs: u32,
    values: Vec<Option<f64>>,
}

/// The figures of a file.
///
/// # Errors
/// A file that can't be read or has something else in it, in words.
pub fn figures(path: &Path) -> Result<Value, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let series = Series::read(&text)?;
    let known = series.values.iter().filter(|value| value.is_some()).count();
    Ok(json!({
        "series": {
            "start": series.start.format("%Y-%m-%dT%H:%M:%S").to_string(),
            "step_s": series.step_secs,
            "values": series.values.len(),
            "known": known,
            "days": series.days(),
        },
        "rhythm": series.rhythm(),
    }))
}

impl Series {
    fn read(text: &str) -> Result<Series, String> {
        let mut lines = text.lines().map(str::trim);
        let head = lines.next().unwrap_or_default();
        let told = "the first line must be: start ISO step_s";
        let words: Vec<&str> = head
            .split([' ', '\t', ','])
            .filter(|word| !word.is_empty())
            .collect();
        let words = words.strip_prefix(&["start"]).unwrap_or(&words);
        let (step, start) = words.split_last().ok_or(told)?;
        let step: f64 = step.parse().map_err(|_| told)?;
        if !(1.0..=f64::from(DAY_SECS)).contains(&step) || step.fract() != 0.0 {
            return Err("a step must be a whole number of seconds, a day at most".to_owned());
        }
        let values = lines.enumerate().map(|(index, line)| match line {
            "" | "NA" | "NaN" | "nan" | "null" => Ok(None),
            number => match number.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ => Err(format!("line {}: not a number", index + 2)),
            },
        });
        Ok(Series {
            start: moment(&start.join("T")).ok_or(told)?,
            step_secs: step as u32,
            values: values.collect::<Result<_, _>>()?,
        })
    }

    fn days(&self) -> f64 {
        self.values.len() as f64 * f64::from(self.step_secs) / f64::from(DAY_SECS)
    }

    /// The clock at a value, seconds of the day.
    fn clock(&self, index: usize) -> u32 {
        let start = self
            .start
            .time()
            .signed_duration_since(NaiveTime::MIN)
            .num_seconds();
        let at = start + index as i64 * i64::from(self.step_secs);
        at.rem_euclid(DAY_SECS.into()) as u32
    }

    fn rhythm(&self) -> Value {
        let mut rhythm = json!({});
        self.stability(&mut rhythm);
        self.profile(&mut rhythm);
        self.cosinor(&mut rhythm);
        self.regularity(&mut rhythm);
        self.period(&mut rhythm);
        rhythm
    }

    /// Means of hours, counted from the first value on; an unfinished last hour is left out.
    fn hours(&self) -> Option<Vec<Option<f64>>> {
        let an_hour = (HOUR_SECS / self.step_secs) as usize;
        let fits = HOUR_SECS.is_multiple_of(self.step_secs);
        let mean = |hour: &[Option<f64>]| {
            let known = hour.iter().flatten();
            let count = known.clone().count();
            (0 < count).then(|| known.sum::<f64>() / count as f64)
        };
        fits.then(|| self.values.chunks_exact(an_hour).map(mean).collect())
    }

    fn stability(&self, rhythm: &mut Value) {
        let hours = self.hours().unwrap_or_default();
        let known: Vec<f64> = hours.iter().flatten().copied().collect();
        // Both figures stay the same when a constant is taken away; numbers near 0 keep their digits.
        let mean = known.iter().sum::<f64>() / known.len() as f64;
        let sums = Sums::of(hours.iter().map(|hour| hour.map(|value| value - mean)));
        let variant = "hourly means, population variances (Witting 1990, Van Someren 1999)";
        let missing = missing("days", LEAST_DAYS, self.days() as u32);
        for (name, value) in [("is", sums.interdaily()), ("iv", sums.intradaily())] {
            rhythm[name] = figure(value, known.len(), "ratio", missing.clone(), variant);
        }
    }

    fn profile(&self, rhythm: &mut Value) {
        let fits = DAY_SECS.is_multiple_of(self.step_secs);
        let epochs = if fits { DAY_SECS / self.step_secs } else { 0 };
        let mut day = vec![(0.0, 0.0); epochs as usize];
        for (index, value) in self.values.iter().enumerate() {
            let epoch = day.get_mut((self.clock(index) / self.step_secs) as usize);
            if let (Some((sum, count)), Some(value)) = (epoch, value) {
                *sum += value;
                *count += 1.0;
            }
        }
        let means: Vec<f64> = day.iter().map(|(sum, count)| sum / count).collect();
        let parts = [("l5", least(&means)), ("m10", greatest(&means))];
        for (name, part) in parts {
            let variant = "of the mean day in the series' own steps, wrapped";
            let mean = part.map(|part| part.mean);
            let mut told = figure(mean, self.known(), "as the series", Value::Null, variant);
            told["start"] = json!(part.map(|part| part.start));
            rhythm[name] = told;
        }
        let both = parts[0].1.zip(parts[1].1);
        let amplitude = both.and_then(|(least, most)| relative_amplitude(least.mean, most.mean));
        let variant = "(M10 - L5)/(M10 + L5)";
        rhythm["ra"] = figure(amplitude, self.known(), "ratio", Value::Null, variant);
    }

    fn cosinor(&self, rhythm: &mut Value) {
        let mut fit = Fit::default();
        for (index, value) in self.values.iter().enumerate() {
            if let Some(value) = value {
                fit.add(f64::from(self.clock(index)) / 3_600.0, 1.0, *value);
            }
        }
        let fit = fit.cosinor();
        let one = |value: Option<f64>, unit: &str| {
            let variant = "24 h, least squares on every value, each at the beginning of its step";
            figure(value, self.known(), unit, Value::Null, variant)
        };
        let acrotime = one(fit.map(|fit| fit.acrotime), "h of day");
        let mut told = acrotime.clone();
        told["acrotime"] = acrotime;
        told["mesor"] = one(fit.map(|fit| fit.mesor), "as the series");
        told["amplitude"] = one(fit.map(|fit| fit.amplitude), "as the series");
        rhythm["cosinor"] = told;
    }

    /// Only of a series of zeros and ones; which of them is sleep makes no difference.
    fn regularity(&self, rhythm: &mut Value) {
        let state = |value: f64| match value {
            0.0 => Some(false),
            1.0 => Some(true),
            _ => None,
        };
        let known = self.values.iter().flatten();
        let is_binary = known.clone().all(|value| state(*value).is_some());
        let fits = DAY_SECS.is_multiple_of(self.step_secs);
        if !is_binary || !fits {
            rhythm["sri"] = figure(None, 0, "index", Value::Null, "only of zeros and ones");
            return;
        }
        let states: Vec<Option<bool>> = self.values.iter().map(|value| state((*value)?)).collect();
        let pairs = sri::of_series(&states, (DAY_SECS / self.step_secs) as usize);
        let variant =
            "pairs 24 h apart; days from the first value on, without those of more than 6 h NA";
        let missing = missing("pairs of days", LEAST_PAIRS, pairs.days);
        rhythm["sri"] = figure(
            pairs.index(),
            pairs.days as usize,
            "index",
            missing,
            variant,
        );
    }

    /// The peaks of both periodograms of hourly means, 16 to 32 hours.
    fn period(&self, rhythm: &mut Value) {
        let hours = self.hours().unwrap_or_default();
        let known = hours.iter().enumerate();
        let known: Vec<(f64, f64)> = known
            .filter_map(|(at, value)| Some((at as f64, (*value)?)))
            .collect();
        let values: Vec<f64> = hours.iter().flatten().copied().collect();
        let has_gaps = values.len() < hours.len();
        let highest = |periods: &mut dyn Iterator<Item = (f64, Option<f64>)>| {
            let told = periods.filter_map(|(period, power)| Some((period, power?)));
            told.fold(None, |best: Option<(f64, f64)>, one| match best {
                Some(best) if one.1 <= best.1 => Some(best),
                _ => Some(one),
            })
        };
        let whole =
            (16..=32).map(|period| (f64::from(period), chi_square(&values, period as usize)));
        let chi = highest(&mut whole.filter(|_| !has_gaps));
        let tenths = (160..=320).map(|tenth| f64::from(tenth) / 10.0);
        let lomb = highest(&mut tenths.map(|period| (period, lomb_scargle(&known, period))));
        let value = lomb.map(|(period, _)| period);
        let variant =
            "Lomb-Scargle of hourly means by 0.1 h; chi_square: Sokolove-Bushell by whole hours";
        let missing = missing("days", 21, self.days() as u32);
        rhythm["period"] = figure(value, known.len(), "h", missing, variant);
        rhythm["period"]["power"] = json!(lomb.map(|(_, power)| power));
        rhythm["period"]["chi_square"] =
            json!(chi.map(|(period, q)| json!({"period": period, "q": q})));
    }

    fn known(&self) -> usize {
        self.values.iter().flatten().count()
    }
}

/// What local clocks show: an offset, if there is one, is that of these clocks.
fn moment(text: &str) -> Option<NaiveDateTime> {
    let local = DateTime::parse_from_rfc3339(text).map(|at| at.naive_local());
    let plain = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];
    let plain = plain
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    local.ok().or(plain)
}

fn missing(what: &str, needs: u32, has: u32) -> Value {
    match has < needs {
        true => json!({"what": what, "needs": needs, "has": has}),
        false => Value::Null,
    }
}

/// As in the report on an archive; a plain series has no intervals.
fn figure(value: Option<f64>, n: usize, unit: &str, missing: Value, variant: &str) -> Value {
    json!({
        "value": value, "lo90": null, "hi90": null, "n": n, "unit": unit, "missing": missing,
        "variant": variant,
    })
}
