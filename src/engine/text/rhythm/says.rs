//! What figures mean for the person whose they are.

use super::sentences::{self, LITTLE, Words, fill};
use super::values::{about, clock, decimal, whole};
use super::{Card, Sort, Teller};
use crate::engine::rhythm::changes::LEAST_NIGHTS;
use crate::engine::rhythm::figure::{Missing, Needed};
use crate::engine::rhythm::report::Measure;
use crate::engine::text::numbers::days;
use crate::engine::text::{Language, dates};

impl Teller<'_> {
    fn of(&self, measure: Measure) -> f64 {
        self.rhythm.figure(measure).value.unwrap_or_default()
    }

    /// A sentence with its parts filled in.
    pub(super) fn tell(&self, words: Words, parts: &[&str]) -> String {
        let [japanese, english] = words;
        fill(self.language.pick(japanese, english), parts)
    }

    /// What a figure lacks: `needs 5 nights, has 3`.
    pub(super) fn missing(&self, missing: Missing) -> String {
        let words = sentences::missing(missing.of);
        let (needs, has) = (missing.needs.to_string(), missing.has.to_string());
        self.tell(words, &[&needs, &has])
    }

    /// What the value of a card means.
    pub(super) fn says(&self, measure: Measure, value: f64) -> String {
        let drifted = self.drifted().filter(|_| measure == Measure::Period);
        drifted.unwrap_or_else(|| match measure {
            // Its sign says which way.
            Measure::Jetlag => self.sentence(Measure::JetlagSigned, self.of(Measure::JetlagSigned)),
            _ => self.sentence(measure, value),
        })
    }

    fn sentence(&self, measure: Measure, value: f64) -> String {
        let percent = |share: f64| whole(share * 100.0).to_string();
        let (companion, other) = self.companions(measure, value);
        let parts = [
            &clock(value),
            &about(self.language, value),
            &percent(value),
            // Half of the way from −100 to 100 is chance.
            &percent((value + 100.0) / 200.0),
            &decimal(value, 1),
            &companion,
            &other,
        ];
        self.tell(sentences::of(measure, value), &parts.map(String::as_str))
    }

    /// What else stands in the sentence of a figure.
    fn companions(&self, measure: Measure, value: f64) -> (String, String) {
        let hour = |measure| clock(self.of(measure));
        let length = |measure| about(self.language, self.of(measure));
        let percent = |measure| whole(self.of(measure) * 100.0).to_string();
        match measure {
            Measure::Hours => (hour(Measure::Onset), hour(Measure::Wake)),
            Measure::Deviation => (length(Measure::Mistiming), length(Measure::Irregularity)),
            Measure::L5Start => (clock(value + 5.0), percent(Measure::L5)),
            Measure::M10Start => (clock(value + 10.0), percent(Measure::M10)),
            Measure::AllNighters => {
                let known = self.rhythm.counts.known.to_string();
                (self.nights(whole(value)), known)
            }
            _ => (String::new(), String::new()),
        }
    }

    /// The same, if it is known and worth a word in the verdict.
    pub(super) fn notable(&self, measure: Measure) -> Option<String> {
        let value = self.rhythm.figure(measure).value?;
        let is_notable = match measure {
            Measure::JetlagSigned => LITTLE <= value.abs(),
            Measure::AllNighters => 0.5 <= value,
            _ => true,
        };
        is_notable.then(|| self.sentence(measure, value))
    }

    /// When the day was not 24 hours, the longest time: `2026年3月ごろは、1日が24.7時間でした`.
    pub(super) fn drifted(&self) -> Option<String> {
        let drifts = self.rhythm.drifts.iter();
        let longest = drifts.max_by_key(|drift| drift.rows.len())?;
        let middle = (longest.rows.start + longest.rows.end) / 2;
        let day = self.timeline.rows.get(middle)?.day;
        let (month, year) = (
            dates::month(self.language, day),
            dates::year(self.language, day),
        );
        let period = decimal(longest.period, 1);
        Some(self.tell(sentences::DRIFTED, &[&month, &year, &period]))
    }

    /// The last change: `2026/5/6ごろから、眠りが約1時間30分おそくなりました`.
    pub(super) fn last_change(&self) -> Option<String> {
        let (change, step) = self.rhythm.changes.last()?;
        let day = self.timeline.rows.get(change.row)?.day;
        let step = step.value.unwrap_or(change.step());
        let words = match 0.0 < step {
            true => sentences::LATER,
            false => sentences::EARLIER,
        };
        let day = dates::plain_day(self.language, day);
        Some(self.tell(words, &[&day, &about(self.language, step)]))
    }

    /// When mid-sleep changed: how often as a value, the last change in words.
    pub(super) fn changes(&self, sort: &Sort) -> Card {
        let mut card = self.empty(sort);
        let (needs, has) = (2 * LEAST_NIGHTS as u32, self.rhythm.counts.sleeps);
        if let Some(missing) = Missing::of(Needed::Sleeps, needs, has) {
            card.says = self.missing(missing);
            return card;
        }
        let count = self.rhythm.changes.len();
        let unit = match (self.language, count) {
            (Language::Japanese, _) => "回",
            (Language::English, 1) => " change",
            (Language::English, _) => " changes",
        };
        card.value = [&count.to_string(), unit].concat();
        let lasting = || self.tell(sentences::NO_CHANGE, &[]);
        let told = self.last_change().or_else(|| self.drifted());
        card.says = told.unwrap_or_else(lasting);
        if let Some((_, step)) = self.rhythm.changes.last() {
            card.interval = self.interval(Measure::Drift, step);
        }
        card
    }

    /// Days in a row; `None` if nobody counted them.
    pub(super) fn streaks(&self, sort: &Sort) -> Option<Card> {
        let streaks = self.rhythm.streaks?;
        let told = |run: u32| days(self.language, run.into());
        Some(Card {
            value: told(streaks.current),
            says: self.tell(sentences::LONGEST, &[&told(streaks.longest)]),
            ..self.empty(sort)
        })
    }
}
