//! What figures mean for the person whose they are.

use super::Teller;
use super::values::{about, clock, whole};
use crate::engine::rhythm::figure::{Missing, Needed};
use crate::engine::rhythm::report::Measure;
use crate::engine::text::Language;
use crate::engine::text::numbers::days;

/// Differences under this are not spoken of, hours.
pub(super) const LITTLE: f64 = 0.25;

/// What a figure lacks: `needs 5 nights, has 3`.
pub(super) fn missing(language: Language, missing: Missing) -> String {
    let (needs, has) = (missing.needs.to_string(), missing.has.to_string());
    match language {
        Language::Japanese => {
            let of = match missing.of {
                Needed::Nights => "記録のある夜",
                Needed::Sleeps => "眠りのわかった夜",
                Needed::Pairs => "2夜つづきの記録",
                Needed::FreeNights => "休日の夜",
                Needed::WorkNights => "平日の夜",
            };
            [of, "が", &needs, "必要です（いまは", &has, "）"].concat()
        }
        Language::English => {
            let of = match missing.of {
                Needed::Nights => " nights with records",
                Needed::Sleeps => " nights whose sleep is known",
                Needed::Pairs => " pairs of nights in a row",
                Needed::FreeNights => " nights before free days",
                Needed::WorkNights => " nights before work days",
            };
            ["Needs ", &needs, of, ", has ", &has].concat()
        }
    }
}

/// What is said where there is enough, and yet no value.
pub(super) fn nothing(language: Language, measure: Measure) -> &'static str {
    match measure {
        Measure::Period => language.pick(
            "はっきりした周期は見つかりませんでした",
            "No clear period stands out",
        ),
        _ => language.pick(
            "この記録からは決められません",
            "These records don't settle it",
        ),
    }
}

impl Teller<'_> {
    fn of(&self, measure: Measure) -> Option<f64> {
        self.rhythm.figure(measure).value
    }

    /// A sentence of a text before, one value or two, and the text between and after.
    pub(super) fn phrase(&self, japanese: &[&str], english: &[&str]) -> String {
        self.language.pick(japanese, english).concat()
    }

    /// What the value of a card means.
    pub(super) fn says(&self, measure: Measure, value: f64) -> String {
        let language = self.language;
        let (hour, round) = (clock(value), about(language, value));
        match measure {
            Measure::Score => band(language, value).to_owned(),
            Measure::Sri => self.regularity(value),
            Measure::Hours => self.usual().unwrap_or_default(),
            Measure::Jetlag => self.jetlag().unwrap_or_else(|| {
                let same = "平日も休日も、ほとんど同じ時刻に眠っています";
                self.phrase(
                    &[same],
                    &["You sleep at about the same time on work days and free days"],
                )
            }),
            Measure::JetlagCorrected => self.phrase(
                &["寝だめの分をのぞくと、ずれは約", &round],
                &["Without sleeping in, the shift is about ", &round],
            ),
            Measure::Chronotype => self.phrase(
                &["平日の寝不足をのぞいた、眠りの真ん中は", &hour, "ごろ"],
                &[
                    "Left to yourself, the middle of your sleep is around ",
                    &hour,
                ],
            ),
            Measure::WeekLoss if value < LITTLE => self.phrase(
                &["平日も休日も、眠る長さはほとんど同じです"],
                &["You sleep about as long on work days as on free days"],
            ),
            Measure::WeekLoss => self.phrase(
                &["少なめに眠る日に、週で合わせて約", &round, "足りません"],
                &[
                    "On the days you sleep less, about ",
                    &round,
                    " a week goes missing",
                ],
            ),
            Measure::SdMid | Measure::SdOnset | Measure::SdWake if value < LITTLE => self.phrase(
                &["どの夜も、ほとんど同じ時刻です"],
                &["At nearly the same time every night"],
            ),
            Measure::SdMid | Measure::SdOnset | Measure::SdWake => self.phrase(
                &[
                    "3夜のうち2夜ほどは、いつもの時刻の前後",
                    &round,
                    "に入ります",
                ],
                &[
                    "About two nights in three are within ",
                    &round,
                    " of your usual time",
                ],
            ),
            Measure::Deviation => self.deviation(&round),
            Measure::AllNighters => self.all_nighters(whole(value)),
            _ => self.says_of_day(measure, value),
        }
    }

    /// Of the shape of a day, or a part of the score.
    fn says_of_day(&self, measure: Measure, value: f64) -> String {
        let hour = clock(value);
        match measure {
            Measure::L5Start => self.window(value, 5.0, Measure::L5),
            Measure::M10Start => self.window(value, 10.0, Measure::M10),
            Measure::Amplitude => self.phrase(
                &["1に近いほど、起きている時間と眠る時間がはっきり分かれています"],
                &["The closer to 1, the more clearly waking and sleeping hours are apart"],
            ),
            Measure::Stability => {
                let percent = whole(value * 100.0).to_string();
                self.phrase(
                    &[
                        "起きているかどうかの",
                        &percent,
                        "%は、時刻で決まっています",
                    ],
                    &[
                        "The hour of the day explains ",
                        &percent,
                        " % of when you are awake",
                    ],
                )
            }
            Measure::Variability => self.phrase(
                &["0に近いほどまとまって眠り、2に近いほどこま切れです"],
                &["Near 0 sleep comes in one piece, near 2 in bits"],
            ),
            Measure::Acrotime => self.phrase(
                &["起きている割合の山は、", &hour, "ごろ"],
                &["Being awake peaks around ", &hour],
            ),
            Measure::CosinorAmplitude => self.phrase(
                &["0なら昼も夜も同じ、0.5をこえるとめりはりのある1日です"],
                &["0 is no difference between day and night, above 0.5 a clear one"],
            ),
            Measure::Period => self.period(value),
            Measure::Drift => self.drift(value),
            _ => self.part(measure).to_owned(),
        }
    }

    fn regularity(&self, value: f64) -> String {
        // Half of the way from −100 to 100 is chance.
        let percent = whole((value + 100.0) / 2.0).to_string();
        self.phrase(
            &[
                "24時間前と同じ状態（眠り・目ざめ）だった時間は",
                &percent,
                "%でした",
            ],
            &[
                &percent,
                " % of the time you were in the same state, asleep or awake, as 24 hours before",
            ],
        )
    }

    /// When someone usually sleeps: `ふだんは1:20ごろ寝て、8:40ごろ起きています（約7時間20分）`.
    pub(super) fn usual(&self) -> Option<String> {
        let onset = clock(self.of(Measure::Onset)?);
        let wake = clock(self.of(Measure::Wake)?);
        let hours = about(self.language, self.of(Measure::Hours)?);
        Some(self.phrase(
            &[
                "ふだんは",
                &onset,
                "ごろ寝て、",
                &wake,
                "ごろ起きています（約",
                &hours,
                "）",
            ],
            &[
                "You usually fall asleep around ",
                &onset,
                " and wake around ",
                &wake,
                ": about ",
                &hours,
            ],
        ))
    }

    /// How free days differ; `None` if hardly or if that isn't known.
    pub(super) fn jetlag(&self) -> Option<String> {
        let shift = self.of(Measure::JetlagSigned)?;
        let round = about(self.language, shift);
        let (japanese, english) = match shift {
            shift if shift.abs() < LITTLE => return None,
            shift if 0.0 < shift => ("おそく", " later"),
            _ => ("早く", " earlier"),
        };
        Some(self.phrase(
            &["休日は、平日より約", &round, japanese, "眠っています"],
            &["On free days you sleep about ", &round, english],
        ))
    }

    fn deviation(&self, round: &str) -> String {
        let parts = self
            .of(Measure::Mistiming)
            .zip(self.of(Measure::Irregularity));
        let Some((mistiming, irregularity)) = parts else {
            return String::new();
        };
        let [mistiming, irregularity] =
            [mistiming, irregularity].map(|hours| about(self.language, hours));
        self.phrase(
            &[
                "本来の時刻から平均",
                &mistiming,
                "、前の夜から平均",
                &irregularity,
                "動き、合わせて約",
                round,
            ],
            &[
                &mistiming,
                " from its proper time and ",
                &irregularity,
                " from the night before, on average: together about ",
                round,
            ],
        )
    }

    pub(super) fn all_nighters(&self, count: i64) -> String {
        let (told, of) = (
            self.nights(count),
            days(self.language, self.rhythm.counts.known.into()),
        );
        match (self.language, count) {
            (_, 0) => self.phrase(
                &["徹夜らしい夜はありません"],
                &["No night looks like an all-nighter"],
            ),
            (Language::Japanese, _) => {
                ["記録のある", &of, "のうち、徹夜が", &told, "ありました"].concat()
            }
            (Language::English, _) => [
                &told,
                " without sleep, of ",
                &self.rhythm.counts.known.to_string(),
                " with records",
            ]
            .concat(),
        }
    }

    /// A stretch of the mean day, and how much of it one is awake.
    fn window(&self, start: f64, hours: f64, awake: Measure) -> String {
        let (from, to) = (clock(start), clock(start + hours));
        let percent = whole(self.of(awake).unwrap_or_default() * 100.0).to_string();
        self.phrase(
            &[&from, "から", &to, "まで。起きていたのは", &percent, "%"],
            &[
                "From ", &from, " to ", &to, ": awake ", &percent, " % of it",
            ],
        )
    }

    /// What a part of the score is about.
    fn part(&self, measure: Measure) -> &'static str {
        let (japanese, english) = match measure {
            Measure::ScoreIrregular => (
                "前の日と同じ時刻に、同じことをしていない",
                "Not in the same state as the day before",
            ),
            Measure::ScoreSpread => (
                "眠る時刻が、夜によってちがう",
                "Sleep at other times from night to night",
            ),
            Measure::ScoreJetlag => (
                "休日になると、眠る時刻が動く",
                "Sleep that shifts on free days",
            ),
            Measure::ScoreAllNighters => ("まとまって眠らない夜", "Nights without a main sleep"),
            Measure::ScoreDrift => (
                "眠る時刻が、毎晩同じ向きにずれていく",
                "Sleep that moves on, night after night",
            ),
            _ => ("", ""),
        };
        self.language.pick(japanese, english)
    }
}

/// The score in words.
pub(super) fn band(language: Language, score: f64) -> &'static str {
    match whole(score) {
        ..15 => language.pick("時計のように規則的", "Regular as clockwork"),
        15..30 => language.pick("だいたい規則的", "Mostly regular"),
        30..50 => language.pick("ちょっと乱れぎみ", "A little out of step"),
        50..70 => language.pick("けっこう乱れています", "Quite out of step"),
        _ => language.pick("昼も夜もありません", "Day and night are all the same"),
    }
}
