//! Figures as numbers with units, and how they compare with earlier.

use super::Teller;
use crate::engine::rhythm::figure::{Figure, Unit};
use crate::engine::rhythm::report::Measure;
use crate::engine::rhythm::score::Part;
use crate::engine::text::Language;
use crate::engine::text::numbers::duration;

/// A whole number near a value; what is no number is 0.
pub(super) fn whole(value: f64) -> i64 {
    (value + 0.5).floor() as i64
}

/// With so many places after the point: `0.85`, `-1.5`.
pub(super) fn decimal(value: f64, places: u32) -> String {
    let scale = 10_i64.pow(places);
    let scaled = whole(value * scale as f64);
    let sign = if scaled < 0 { "-" } else { "" };
    let (before, after) = (scaled.abs() / scale, scaled.abs() % scale);
    if places == 0 {
        return [sign, &before.to_string()].concat();
    }
    let mut digits = after.to_string();
    while digits.len() < places as usize {
        digits.insert(0, '0');
    }
    [sign, &before.to_string(), ".", &digits].concat()
}

/// Hours of the day to the minute: `3:17`.
pub(super) fn clock(hours: f64) -> String {
    let mins = whole(hours * 60.0).rem_euclid(24 * 60);
    let minute = mins % 60;
    let between = if minute < 10 { ":0" } else { ":" };
    [&(mins / 60).to_string(), between, &minute.to_string()].concat()
}

/// A length, whatever its sign, to the minute: `1時間20分`, `1 h 20 min`.
pub(super) fn length(language: Language, hours: f64) -> String {
    duration(language, whole(hours.abs() * 60.0) * 60)
}

/// A length in words of a sentence: to 5 minutes.
pub(super) fn about(language: Language, hours: f64) -> String {
    duration(language, whole(hours.abs() * 12.0) * 300)
}

/// How many points a part of the score can give at most.
fn most(measure: Measure) -> i64 {
    let part = match measure {
        Measure::ScoreIrregular => Part::Irregular,
        Measure::ScoreSpread => Part::Spread,
        Measure::ScoreJetlag => Part::Jetlag,
        Measure::ScoreAllNighters => Part::AllNighters,
        Measure::ScoreDrift => Part::Drift,
        _ => return 100,
    };
    whole(part.most())
}

impl Teller<'_> {
    /// A value with its unit.
    pub(super) fn value(&self, measure: Measure, value: f64) -> String {
        let language = self.language;
        match (measure, measure.unit()) {
            (Measure::Period, _) => {
                let unit = language.pick("時間", " h");
                [&decimal(value, 1), unit].concat()
            }
            (Measure::Drift, _) => self.signed_length(value),
            (_, Unit::Points) => [&decimal(value, 0), " / ", &most(measure).to_string()].concat(),
            (_, Unit::Nights) => self.nights(whole(value)),
            _ => self.bare(measure, value),
        }
    }

    /// A value in an interval.
    fn bare(&self, measure: Measure, value: f64) -> String {
        match (measure, measure.unit()) {
            (Measure::Period, _) => decimal(value, 1),
            (Measure::Drift, _) => self.signed_length(value),
            (_, Unit::Clock) => clock(value),
            (_, Unit::Hours) => length(self.language, value),
            (_, Unit::Ratio) => decimal(value, 2),
            _ => decimal(value, 0),
        }
    }

    fn signed_length(&self, hours: f64) -> String {
        let mins = whole(hours * 60.0);
        let sign = match mins {
            0 => "",
            1.. => "+",
            _ => "−",
        };
        [sign, &length(self.language, hours)].concat()
    }

    /// Counted nights: `3回`, `3 nights`.
    pub(super) fn nights(&self, count: i64) -> String {
        let unit = match (self.language, count) {
            (Language::Japanese, _) => "回",
            (Language::English, 1) => " night",
            (Language::English, _) => " nights",
        };
        [&count.to_string(), unit].concat()
    }

    /// The interval of a figure: `1:02–1:40`; empty if there is none.
    pub(super) fn interval(&self, measure: Measure, figure: &Figure) -> String {
        let ends = figure.low.zip(figure.high);
        ends.map_or_else(String::new, |(low, high)| {
            let between = self.language.pick("〜", " – ");
            [&self.bare(measure, low), between, &self.bare(measure, high)].concat()
        })
    }

    /// How a figure compares with the nights before; empty if that isn't known.
    pub(super) fn compared(&self, measure: Measure) -> String {
        // How a drift differs from a drift says nothing to anyone.
        let earlier = self.earlier.filter(|_| measure != Measure::Drift);
        let told = earlier.and_then(|earlier| {
            let since = earlier.since.get(measure as usize)?;
            Some((earlier.nights, since, since.value?))
        });
        let Some((nights, since, difference)) = told else {
            return String::new();
        };
        let nights = nights.to_string();
        let then = self.language.pick(
            ["その前の", &nights, "日"],
            ["the ", &nights, " nights before"],
        );
        let then = then.concat();
        match (self.language, self.step(measure, since, difference)) {
            (Language::Japanese, None) => [&then, "とほとんど同じ"].concat(),
            (Language::English, None) => ["about the same as in ", &then].concat(),
            (Language::Japanese, Some(step)) => [&then, "より", &step].concat(),
            (Language::English, Some(step)) => [&step, " than in ", &then].concat(),
        }
    }

    /// How a figure differs between two stretches, and the interval of that; `None` if it isn't known.
    pub(super) fn differs(&self, measure: Measure, since: &Figure) -> Option<(String, String)> {
        let same = self.language.pick("ほとんど同じ", "about the same");
        let step = self.step(measure, since, since.value?);
        let signed = |value: f64| match since.unit {
            Unit::Hours => self.signed_length(value),
            Unit::Ratio => decimal(value, 2),
            _ => decimal(value, 0),
        };
        let between = self.language.pick("〜", " – ");
        let ends = since.low.zip(since.high);
        let interval = ends.map(|(low, high)| [&signed(low), between, &signed(high)].concat());
        Some((
            step.unwrap_or_else(|| same.to_owned()),
            interval.unwrap_or_default(),
        ))
    }

    /// A difference in words: `40分おそい`, `40 min later`. `None` if it may be none, or is next to none.
    fn step(&self, measure: Measure, since: &Figure, difference: f64) -> Option<String> {
        let amount = self.amount(measure, difference);
        let ends = since.low.zip(since.high);
        let is_clear = ends.is_some_and(|(low, high)| 0.0 < low || high < 0.0);
        if !is_clear || amount.is_empty() {
            return None;
        }
        let (more, less) = self.comparative(measure);
        let how = if 0.0 < difference { more } else { less };
        Some([&amount, how].concat())
    }

    /// How much a figure differs; empty where that is nothing to speak of.
    fn amount(&self, measure: Measure, difference: f64) -> String {
        let amount = match (measure, measure.unit()) {
            (Measure::Period, _) => decimal(difference.abs(), 1),
            (_, Unit::Clock | Unit::Hours) => length(self.language, difference),
            (_, Unit::Ratio) => decimal(difference.abs(), 2),
            (_, Unit::Nights) => self.nights(whole(difference.abs())),
            _ => decimal(difference.abs(), 0),
        };
        let is_nothing = amount.chars().all(|char| !matches!(char, '1'..='9'));
        if is_nothing { String::new() } else { amount }
    }

    /// More and less of a figure, as they stand after an amount.
    fn comparative(&self, measure: Measure) -> (&'static str, &'static str) {
        match (self.language, measure.unit()) {
            (Language::Japanese, Unit::Clock) => ("おそい", "早い"),
            (Language::English, Unit::Clock) => (" later", " earlier"),
            (Language::Japanese, Unit::Hours) => ("長い", "短い"),
            (Language::English, Unit::Hours | Unit::Nights) => (" more", " less"),
            (Language::Japanese, Unit::Nights) => ("多い", "少ない"),
            (Language::Japanese, _) => ("高い", "低い"),
            (Language::English, _) => (" higher", " lower"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_many_places_as_are_asked_for() {
        for (value, places, text) in [
            (0.854, 2, "0.85"),
            (0.05, 2, "0.05"),
            (-1.54, 1, "-1.5"),
            (24.66, 1, "24.7"),
            (81.5, 0, "82"),
            (-0.04, 1, "0.0"),
            (f64::NAN, 1, "0.0"),
        ] {
            assert_eq!(decimal(value, places), text);
        }
    }

    #[test]
    fn hours_of_the_day_are_told_to_the_minute_around_midnight() {
        for (hours, text) in [
            (3.2857, "3:17"),
            (23.9999, "0:00"),
            (0.05, "0:03"),
            (-0.5, "23:30"),
        ] {
            assert_eq!(clock(hours), text);
        }
    }

    #[test]
    fn lengths_in_sentences_are_round() {
        for (hours, text) in [
            (0.68, "40 min"),
            (-0.68, "40 min"),
            (2.06, "2 h 5 min"),
            (7.39, "7 h 25 min"),
        ] {
            assert_eq!(about(Language::English, hours), text);
        }
    }
}
