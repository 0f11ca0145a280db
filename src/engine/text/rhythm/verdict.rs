//! The verdict: a rhythm in a few sentences.

use super::sentences::{TOO_EARLY, UNKNOWN, of_score};
use super::{Card, Teller};
use crate::engine::rhythm::report::Measure;
use crate::engine::text::numbers::days;

impl Teller<'_> {
    /// The headline as the title, the score as the value, what stands out as sentences.
    pub(super) fn verdict(&self) -> Card {
        let score = self.rhythm.figure(Measure::Score);
        let mut card = Card {
            id: "verdict".to_owned(),
            ..Card::default()
        };
        if let Some(value) = score.value {
            card.title = self.tell(of_score(Measure::Score, value), &[]);
            card.value = self.value(Measure::Score, value);
            card.interval = self.interval(Measure::Score, score);
            card.compared = self.compared(Measure::Score);
        } else {
            card.title = self.tell(TOO_EARLY, &[]);
        }
        let sentences = [
            score.missing.map(|missing| self.missing(missing)),
            self.notable(Measure::Hours),
            self.notable(Measure::JetlagSigned),
            self.notable(Measure::AllNighters),
            self.drifted(),
            self.last_change(),
            self.unknown(),
        ];
        let (stop, space) = self.language.pick(("。", ""), (".", " "));
        for sentence in sentences.iter().flatten() {
            if !card.says.is_empty() {
                card.says.push_str(space);
            }
            card.says.push_str(sentence);
            card.says.push_str(stop);
        }
        card
    }

    /// How much of the stretch is not known, where that is a quarter of it or more.
    fn unknown(&self) -> Option<String> {
        let counts = &self.rhythm.counts;
        let unknown = counts.nights.saturating_sub(counts.known);
        if unknown * 4 < counts.nights || unknown == 0 {
            return None;
        }
        let told = |count: u32| days(self.language, count.into());
        Some(self.tell(UNKNOWN, &[&told(unknown), &told(counts.nights)]))
    }
}
