//! The verdict: a rhythm in a few sentences.

use super::says::{band, missing};
use super::values::whole;
use super::{Card, Teller};
use crate::engine::rhythm::report::Measure;
use crate::engine::text::numbers::days;

impl Teller<'_> {
    /// The headline as the title, the score as the value, what stands out as sentences.
    pub(super) fn verdict(&self) -> Card {
        let score = self.rhythm.figure(Measure::Score);
        let told = score.value.map(|value| (value, band(self.language, value)));
        let mut card = Card {
            id: "verdict".to_owned(),
            ..Card::default()
        };
        if let Some((value, headline)) = told {
            card.title = headline.to_owned();
            card.value = self.value(Measure::Score, value);
            card.interval = self.interval(Measure::Score, score);
            card.compared = self.compared(Measure::Score);
        } else {
            card.title = self
                .language
                .pick("まだ決められません", "Too early to tell")
                .to_owned();
        }
        let lack = score.missing.map(|lack| missing(self.language, lack));
        let all_nighters = self.rhythm.figure(Measure::AllNighters).value;
        let all_nighters = all_nighters.map(whole).filter(|count| 0 < *count);
        let sentences = [
            lack,
            self.usual(),
            self.jetlag(),
            all_nighters.map(|count| self.all_nighters(count)),
            self.drifted(),
            self.last_change(),
            self.unsure(),
        ];
        let (stop, space) = self.language.pick(("。", ""), (".", " "));
        let sentences = sentences.into_iter().flatten();
        let sentences: Vec<String> = sentences.map(|words| [&words, stop].concat()).collect();
        card.says = sentences.join(space);
        card
    }

    /// How much of the stretch is not known, where that is a quarter of it or more.
    fn unsure(&self) -> Option<String> {
        let counts = &self.rhythm.counts;
        let unknown = counts.nights - counts.known.min(counts.nights);
        if unknown * 4 < counts.nights || unknown == 0 {
            return None;
        }
        let [unknown, all] =
            [unknown, counts.nights].map(|count| days(self.language, count.into()));
        let japanese = [&all, "のうち", &unknown, "は記録がなく、数に入れていません"].concat();
        let english = [
            "Of ",
            &all,
            " ",
            &unknown,
            " have no records and don't count",
        ]
        .concat();
        Some(self.language.pick(japanese, english))
    }
}
