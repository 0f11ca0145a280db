//! What the figures of a rhythm say: a card for each, in [`cards`]. [`values`] has numbers with their
//! units, [`says`] what they mean for this person, [`course`] how it all went on, [`methods`] how they
//! are made and who published that, [`verdict`] all of it in a few sentences.
//!
//! It speaks of times and days. It diagnoses nothing, and compares a person with nobody but their own
//! past: other people's figures are from other traces.

mod course;
mod methods;
mod says;
mod values;
mod verdict;

use super::Language;
use crate::engine::infer::sleep::Timeline;
use crate::engine::rhythm::figure::Figure;
use crate::engine::rhythm::report::{Measure, Rhythm};

/// A figure as a person reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// A short name that never changes, such as `sri`.
    pub id: String,
    pub title: String,
    /// The value with its unit; empty where something is missing.
    pub value: String,
    /// Its 90 % interval, or empty.
    pub interval: String,
    /// What it means for this person, or what is missing.
    pub says: String,
    /// How it compares with the person's own earlier months, or empty.
    pub compared: String,
    /// How it is computed, and who published that.
    pub method: String,
}

/// What the same figures were in the nights before.
#[derive(Clone, Debug, PartialEq)]
pub struct Earlier {
    /// How many nights that were.
    pub nights: u32,
    /// How much larger each figure is by now, see `Gathering::since`.
    pub since: [Figure; Measure::ALL.len()],
}

/// All that a card is made of.
struct Teller<'a> {
    language: Language,
    rhythm: &'a Rhythm,
    timeline: &'a Timeline,
    earlier: Option<&'a Earlier>,
}

/// A card and the figure that it shows.
struct Sort {
    id: &'static str,
    measure: Measure,
    japanese: &'static str,
    english: &'static str,
}

const fn sort(
    id: &'static str,
    measure: Measure,
    japanese: &'static str,
    english: &'static str,
) -> Sort {
    Sort {
        id,
        measure,
        japanese,
        english,
    }
}

/// The cards in the order in which they are shown, after the verdict. The parts of the score follow it.
const SORTS: [Sort; 28] = [
    sort("score", Measure::Score, "乱れスコア", "Midare score"),
    sort(
        "score-irregular",
        Measure::ScoreIrregular,
        "日ごとのちがい",
        "Days that differ",
    ),
    sort(
        "score-spread",
        Measure::ScoreSpread,
        "眠る時刻のばらつき",
        "Sleep times that spread",
    ),
    sort(
        "score-jetlag",
        Measure::ScoreJetlag,
        "休日とのずれ",
        "Free days that shift",
    ),
    sort(
        "score-nights",
        Measure::ScoreAllNighters,
        "徹夜",
        "All-nighters",
    ),
    sort(
        "score-drift",
        Measure::ScoreDrift,
        "毎日のずれ",
        "Days that drift",
    ),
    sort("sleep", Measure::Hours, "ふだんの眠り", "Usual sleep"),
    sort("sri", Measure::Sri, "規則性（SRI）", "Regularity (SRI)"),
    sort("sjl", Measure::Jetlag, "平日と休日のずれ", "Social jetlag"),
    sort(
        "sjl-sc",
        Measure::JetlagCorrected,
        "寝だめを除いたずれ",
        "Social jetlag, corrected",
    ),
    sort("msf-sc", Measure::Chronotype, "朝型・夜型", "Chronotype"),
    sort(
        "loss",
        Measure::WeekLoss,
        "週の寝不足",
        "Sleep lost in a week",
    ),
    sort(
        "sd-mid",
        Measure::SdMid,
        "眠りの中央のばらつき",
        "Spread of mid-sleep",
    ),
    sort(
        "sd-onset",
        Measure::SdOnset,
        "就寝のばらつき",
        "Spread of sleep onset",
    ),
    sort(
        "sd-wake",
        Measure::SdWake,
        "起床のばらつき",
        "Spread of waking",
    ),
    sort(
        "cpd",
        Measure::Deviation,
        "眠りのずれ（CPD）",
        "Phase deviation (CPD)",
    ),
    sort(
        "all-nighters",
        Measure::AllNighters,
        "徹夜の回数",
        "Nights without sleep",
    ),
    sort(
        "l5",
        Measure::L5Start,
        "いちばん静かな5時間",
        "Quietest 5 hours",
    ),
    sort(
        "m10",
        Measure::M10Start,
        "いちばん活動的な10時間",
        "Most active 10 hours",
    ),
    sort(
        "ra",
        Measure::Amplitude,
        "昼夜のめりはり",
        "Contrast of day and night",
    ),
    sort(
        "is",
        Measure::Stability,
        "日々の安定（IS）",
        "Stability across days (IS)",
    ),
    sort(
        "iv",
        Measure::Variability,
        "こま切れの度合い（IV）",
        "Fragmentation (IV)",
    ),
    sort("cosinor", Measure::Acrotime, "1日の山", "Peak of the day"),
    sort(
        "cosinor-amplitude",
        Measure::CosinorAmplitude,
        "山の高さ",
        "Height of that peak",
    ),
    sort("period", Measure::Period, "1日の長さ", "Length of your day"),
    sort(
        "drift",
        Measure::Drift,
        "1夜ごとのずれ",
        "Shift from night to night",
    ),
    sort(
        "changes",
        Measure::Mid,
        "リズムが変わったとき",
        "When the rhythm changed",
    ),
    sort("streaks", Measure::Score, "連続記録", "Days in a row"),
];

/// The figure that a card shows, by the card's id; `None` for the verdict.
pub fn measure(id: &str) -> Option<Measure> {
    let sort = SORTS.iter().find(|sort| sort.id == id);
    sort.map(|sort| sort.measure)
}

/// The cards of a rhythm, the verdict first.
///
/// * `timeline`: on which the nights of the rhythm are.
/// * `earlier`: how the nights before were, if they are known.
pub fn cards(
    language: Language,
    rhythm: &Rhythm,
    timeline: &Timeline,
    earlier: Option<&Earlier>,
) -> Vec<Card> {
    let teller = Teller {
        language,
        rhythm,
        timeline,
        earlier,
    };
    let rest = SORTS.iter().filter_map(|sort| match sort.id {
        "changes" => Some(teller.changes(sort)),
        "streaks" => teller.streaks(sort),
        _ => Some(teller.card(sort)),
    });
    [teller.verdict()].into_iter().chain(rest).collect()
}

/// A figure of two stretches of nights that someone chose, side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contrast {
    pub title: String,
    /// The value in each stretch, with its unit; empty where something is missing.
    pub values: [String; 2],
    /// How the second differs from the first: `40 min later`; `about the same`.
    pub differs: String,
    /// The 90 % interval of that, or empty.
    pub interval: String,
}

/// What of two stretches is put side by side.
const CONTRASTED: [&str; 11] = [
    "score",
    "sleep",
    "onset",
    "wake",
    "sri",
    "sjl",
    "sd-mid",
    "cpd",
    "all-nighters",
    "is",
    "l5",
];

/// Two stretches side by side: those figures that both have.
///
/// * `since`: how much larger the second one's are, see `Gathering::since`.
pub fn contrasts(
    language: Language,
    both: [&Rhythm; 2],
    since: &[Figure; Measure::ALL.len()],
) -> Vec<Contrast> {
    let timeline = Timeline::default();
    let [first, second] = both.map(|rhythm| Teller {
        language,
        rhythm,
        timeline: &timeline,
        earlier: None,
    });
    let ends = [
        sort("onset", Measure::Onset, "就寝", "Sleep onset"),
        sort("wake", Measure::Wake, "起床", "Waking"),
    ];
    let shown = |id: &&str| {
        let sort = SORTS.iter().chain(&ends).find(|sort| sort.id == *id)?;
        let measure = sort.measure;
        let value = |teller: &Teller| {
            let value = teller.rhythm.figure(measure).value?;
            Some(teller.value(measure, value))
        };
        let figure = &since[measure as usize];
        let (differs, interval) = second.differs(measure, figure)?;
        Some(Contrast {
            title: language.pick(sort.japanese, sort.english).to_owned(),
            values: [value(&first)?, value(&second)?],
            differs,
            interval,
        })
    };
    CONTRASTED.iter().filter_map(shown).collect()
}

impl Teller<'_> {
    fn card(&self, sort: &Sort) -> Card {
        let figure = self.rhythm.figure(sort.measure);
        let mut card = self.empty(sort);
        match (figure.missing, figure.value) {
            (Some(missing), _) => card.says = says::missing(self.language, missing),
            (None, None) => card.says = says::nothing(self.language, sort.measure).to_owned(),
            (None, Some(value)) => {
                card.value = self.value(sort.measure, value);
                card.interval = self.interval(sort.measure, figure);
                card.says = self.says(sort.measure, value);
                card.compared = self.compared(sort.measure);
            }
        }
        card
    }

    fn empty(&self, sort: &Sort) -> Card {
        Card {
            id: sort.id.to_owned(),
            title: self.language.pick(sort.japanese, sort.english).to_owned(),
            method: methods::method(self.language, sort.id).to_owned(),
            ..Card::default()
        }
    }
}
