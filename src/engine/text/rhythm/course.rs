//! How a rhythm went on: days of another length, changes, days in a row.

use super::says::missing;
use super::values::{about, decimal};
use super::{Card, Sort, Teller};
use crate::engine::rhythm::changes::LEAST_NIGHTS;
use crate::engine::rhythm::figure::{Missing, Needed};
use crate::engine::rhythm::report::Measure;
use crate::engine::text::numbers::days;
use crate::engine::text::{Language, dates};

impl Teller<'_> {
    /// A day of another length is only told where all signs agree, see `drift`.
    pub(super) fn period(&self, value: f64) -> String {
        let told = self.drifted();
        told.unwrap_or_else(|| {
            let period = decimal(value, 1);
            self.phrase(
                &["眠りは、だいたい", &period, "時間ごとにくり返しています"],
                &["Your sleep comes back about every ", &period, " hours"],
            )
        })
    }

    /// When the day was not 24 hours, the longest time: `2026年3月ごろは、1日が24.7時間でした`.
    pub(super) fn drifted(&self) -> Option<String> {
        let drifts = self.rhythm.drifts.iter();
        let longest = drifts.max_by_key(|drift| drift.rows.len())?;
        let middle = (longest.rows.start + longest.rows.end) / 2;
        let month = self.month(middle)?;
        let period = decimal(longest.period, 1);
        Some(self.phrase(
            &[&month, "ごろは、1日が", &period, "時間でした"],
            &["Your day was ", &period, " h around ", &month],
        ))
    }

    /// A month with its year, of a row of the timeline.
    fn month(&self, row: usize) -> Option<String> {
        let day = self.timeline.rows.get(row)?.day;
        let (month, year) = (
            dates::month(self.language, day),
            dates::year(self.language, day),
        );
        Some(self.phrase(&[&year, &month], &[&month, " ", &year]))
    }

    pub(super) fn drift(&self, value: f64) -> String {
        let round = about(self.language, value);
        match value {
            value if value.abs() < 1.0 / 24.0 => self.phrase(
                &["眠る時刻は、全体として動いていません"],
                &["On the whole your sleep stays where it is"],
            ),
            value if 0.0 < value => self.phrase(
                &["眠る時刻が、1夜ごとに約", &round, "ずつおそくなっています"],
                &["Your sleep moves about ", &round, " later each night"],
            ),
            _ => self.phrase(
                &["眠る時刻が、1夜ごとに約", &round, "ずつ早くなっています"],
                &["Your sleep moves about ", &round, " earlier each night"],
            ),
        }
    }

    /// When mid-sleep changed: the last change in words, all of them as a value.
    pub(super) fn changes(&self, sort: &Sort) -> Card {
        let mut card = self.empty(sort);
        let count = self.rhythm.changes.len();
        if self.rhythm.counts.sleeps < 2 * LEAST_NIGHTS as u32 {
            card.says = missing(
                self.language,
                Missing {
                    of: Needed::Sleeps,
                    needs: 2 * LEAST_NIGHTS as u32,
                    has: self.rhythm.counts.sleeps,
                },
            );
            return card;
        }
        card.value = match (self.language, count) {
            (Language::Japanese, _) => [&count.to_string(), "回"].concat(),
            (Language::English, 1) => "1 change".to_owned(),
            (Language::English, _) => [&count.to_string(), " changes"].concat(),
        };
        let lasting = || {
            self.phrase(
                &["眠る時刻が大きく変わったところはありません"],
                &["Your sleep has stayed where it was"],
            )
        };
        card.says = self.last_change().unwrap_or_else(lasting);
        if let Some((_, step)) = self.rhythm.changes.last() {
            card.interval = self.interval(Measure::Drift, step);
        }
        card
    }

    /// The last change: `2026年5月6日（水）ごろから、眠りが約1時間30分おそくなりました`.
    pub(super) fn last_change(&self) -> Option<String> {
        let (change, step) = self.rhythm.changes.last()?;
        let day = self.timeline.rows.get(change.row)?.day;
        let step = step.value.unwrap_or(change.step());
        let (day, round) = (
            dates::plain_day(self.language, day),
            about(self.language, step),
        );
        let (japanese, english) = match 0.0 < step {
            true => ("おそく", " later"),
            false => ("早く", " earlier"),
        };
        Some(self.phrase(
            &[&day, "ごろから、眠りが約", &round, japanese, "なりました"],
            &["From about ", &day, " on you sleep about ", &round, english],
        ))
    }

    /// Days in a row; `None` if nobody counted them.
    pub(super) fn streaks(&self, sort: &Sort) -> Option<Card> {
        let streaks = self.rhythm.streaks?;
        let [current, longest] =
            [streaks.current, streaks.longest].map(|run| days(self.language, run.into()));
        Some(Card {
            says: self.phrase(
                &["いちばん長かったのは", &longest],
                &["The longest was ", &longest],
            ),
            value: current,
            ..self.empty(sort)
        })
    }
}
