//! What the figures of a rhythm say: a card for each, in [`cards`]. [`values`] has numbers with their
//! units, [`says`] what they mean for this person in [`sentences`], [`methods`] how they
//! are made and who published that, [`verdict`] all of it in a few sentences.
//!
//! It speaks of times and days. It diagnoses nothing, and compares a person with nobody but their own
//! past: other people's figures are from other traces.

mod methods;
mod says;
mod sentences;
mod values;
mod verdict;

use super::Language;
use crate::engine::infer::sleep::Timeline;
use crate::engine::rhythm::figure::Figure;
use crate::engine::rhythm::report::{Measure, Rhythm};
use sentences::Words;

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
    title: Words,
    method: Words,
}

const fn sort(id: &'static str, measure: Measure, title: Words, method: Words) -> Sort {
    Sort {
        id,
        measure,
        title,
        method,
    }
}

/// The cards in the order in which they are shown, after the verdict. The parts of the score follow it.
const SORTS: [Sort; 28] = [
    sort(
        "score",
        Measure::Score,
        ["乱れスコア", "Midare score"],
        methods::SCORE,
    ),
    sort(
        "score-irregular",
        Measure::ScoreIrregular,
        ["日ごとのちがい", "Days that differ"],
        methods::SCORE_IRREGULAR,
    ),
    sort(
        "score-spread",
        Measure::ScoreSpread,
        ["眠る時刻のばらつき", "Sleep times that spread"],
        methods::SCORE_SPREAD,
    ),
    sort(
        "score-jetlag",
        Measure::ScoreJetlag,
        ["休日とのずれ", "Free days that shift"],
        methods::SCORE_JETLAG,
    ),
    sort(
        "score-nights",
        Measure::ScoreAllNighters,
        ["徹夜", "All-nighters"],
        methods::SCORE_NIGHTS,
    ),
    sort(
        "score-drift",
        Measure::ScoreDrift,
        ["毎日のずれ", "Days that drift"],
        methods::SCORE_DRIFT,
    ),
    sort(
        "sleep",
        Measure::Hours,
        ["ふだんの眠り", "Usual sleep"],
        methods::SLEEP,
    ),
    sort(
        "sri",
        Measure::Sri,
        ["規則性（SRI）", "Regularity (SRI)"],
        methods::SRI,
    ),
    sort(
        "sjl",
        Measure::Jetlag,
        ["平日と休日のずれ", "Social jetlag"],
        methods::SJL,
    ),
    sort(
        "sjl-sc",
        Measure::JetlagCorrected,
        ["寝だめを除いたずれ", "Social jetlag, corrected"],
        methods::SJL_SC,
    ),
    sort(
        "msf-sc",
        Measure::Chronotype,
        ["朝型・夜型", "Chronotype"],
        methods::MSF_SC,
    ),
    sort(
        "loss",
        Measure::WeekLoss,
        ["週の寝不足", "Sleep lost in a week"],
        methods::LOSS,
    ),
    sort(
        "sd-mid",
        Measure::SdMid,
        ["眠りの中央のばらつき", "Spread of mid-sleep"],
        methods::SPREAD,
    ),
    sort(
        "sd-onset",
        Measure::SdOnset,
        ["就寝のばらつき", "Spread of sleep onset"],
        methods::SPREAD,
    ),
    sort(
        "sd-wake",
        Measure::SdWake,
        ["起床のばらつき", "Spread of waking"],
        methods::SPREAD,
    ),
    sort(
        "cpd",
        Measure::Deviation,
        ["眠りのずれ（CPD）", "Phase deviation (CPD)"],
        methods::CPD,
    ),
    sort(
        "all-nighters",
        Measure::AllNighters,
        ["徹夜の回数", "Nights without sleep"],
        methods::ALL_NIGHTERS,
    ),
    sort(
        "l5",
        Measure::L5Start,
        ["いちばん静かな5時間", "Quietest 5 hours"],
        methods::PARTS_OF_DAY,
    ),
    sort(
        "m10",
        Measure::M10Start,
        ["いちばん活動的な10時間", "Most active 10 hours"],
        methods::PARTS_OF_DAY,
    ),
    sort(
        "ra",
        Measure::Amplitude,
        ["昼夜のめりはり", "Contrast of day and night"],
        methods::PARTS_OF_DAY,
    ),
    sort(
        "is",
        Measure::Stability,
        ["日々の安定（IS）", "Stability across days (IS)"],
        methods::STABILITY,
    ),
    sort(
        "iv",
        Measure::Variability,
        ["こま切れの度合い（IV）", "Fragmentation (IV)"],
        methods::STABILITY,
    ),
    sort(
        "cosinor",
        Measure::Acrotime,
        ["1日の山", "Peak of the day"],
        methods::COSINOR,
    ),
    sort(
        "cosinor-amplitude",
        Measure::CosinorAmplitude,
        ["山の高さ", "Height of that peak"],
        methods::COSINOR,
    ),
    sort(
        "period",
        Measure::Period,
        ["1日の長さ", "Length of your day"],
        methods::PERIOD,
    ),
    sort(
        "drift",
        Measure::Drift,
        ["1夜ごとのずれ", "Shift from night to night"],
        methods::PERIOD,
    ),
    sort(
        "changes",
        Measure::Mid,
        ["リズムが変わったとき", "When the rhythm changed"],
        methods::CHANGES,
    ),
    sort(
        "streaks",
        Measure::Score,
        ["連続記録", "Days in a row"],
        methods::STREAKS,
    ),
];

/// The figure that a card shows, by the card's id; `None` for the verdict.
pub fn measure(id: &str) -> Option<Measure> {
    let sort = SORTS.iter().find(|sort| sort.id == id);
    sort.map(|sort| sort.measure)
}

/// How the figures are made, and who published that, each with the first figure that is made so.
pub fn methods(language: Language) -> Vec<(&'static str, &'static str)> {
    let told = |[japanese, english]: Words| language.pick(japanese, english);
    let mut methods: Vec<_> = SORTS
        .iter()
        .map(|sort| (told(sort.title), told(sort.method)))
        .collect();
    methods.dedup_by_key(|(_, method)| *method);
    methods
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
    let mut cards = vec![teller.verdict()];
    for sort in &SORTS {
        match sort.id {
            "changes" => cards.push(teller.changes(sort)),
            "streaks" => cards.extend(teller.streaks(sort)),
            _ => cards.push(teller.card(sort)),
        }
    }
    cards
}

impl Teller<'_> {
    fn card(&self, sort: &Sort) -> Card {
        let figure = self.rhythm.figure(sort.measure);
        let mut card = self.empty(sort);
        match (figure.missing, figure.value) {
            (Some(missing), _) => card.says = self.missing(missing),
            (None, None) => card.says = self.tell(sentences::nothing(sort.measure), &[]),
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
            title: self.tell(sort.title, &[]),
            method: self.tell(sort.method, &[]),
            ..Card::default()
        }
    }
}
