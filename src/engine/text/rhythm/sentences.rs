//! Sentences about figures, as data: a piece of code for each would weigh more than all of them.

use crate::engine::rhythm::figure::Needed;
use crate::engine::rhythm::report::Measure;

/// A sentence in Japanese and English; `#1` to `#9` stand for what is filled in.
pub(super) type Words = [&'static str; 2];

/// Differences under this are not spoken of, hours.
pub(super) const LITTLE: f64 = 0.25;

/// Times that spread further have no usual one, hours: a circular spread has no bound.
const WIDE: f64 = 3.0;

/// Fills parts into a sentence.
pub(super) fn fill(sentence: &str, parts: &[&str]) -> String {
    let mut pieces = sentence.split('#');
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let mut chars = piece.chars();
        let nth = chars.next().and_then(|digit| digit.to_digit(10));
        let part = nth.and_then(|nth| parts.get((nth as usize).checked_sub(1)?));
        filled.push_str(part.copied().unwrap_or_default());
        filled.push_str(chars.as_str());
    }
    filled
}

/// What a value means. Filled in are `#1` the value as hours of the day, `#2` as a length, `#3` in per
/// cent, `#4` the share of time that a Sleep Regularity Index stands for, `#5` with one decimal, and
/// `#6` and `#7`, which `Teller::companions` has.
pub(super) fn of(measure: Measure, value: f64) -> Words {
    let is_little = value.abs() < LITTLE;
    match measure {
        Measure::Sri => [
            "24時間前と同じ状態（眠り・目ざめ）だった時間は#4%でした",
            "#4 % of the time you were in the same state, asleep or awake, as 24 hours before",
        ],
        Measure::Hours => [
            "ふだんは#6ごろ寝て、#7ごろ起きています（約#2）",
            "You usually fall asleep around #6 and wake around #7: about #2",
        ],
        Measure::JetlagSigned if is_little => [
            "平日も休日も、ほとんど同じ時刻に眠っています",
            "You sleep at about the same time on work days and free days",
        ],
        Measure::JetlagSigned if 0.0 < value => [
            "休日は、平日より約#2おそく眠っています",
            "On free days you sleep about #2 later",
        ],
        Measure::JetlagSigned => [
            "休日は、平日より約#2早く眠っています",
            "On free days you sleep about #2 earlier",
        ],
        Measure::JetlagCorrected if is_little => [
            "寝だめの分をのぞくと、ずれはほとんどありません",
            "Without sleeping in, there is hardly a shift",
        ],
        Measure::JetlagCorrected => [
            "寝だめの分をのぞくと、ずれは約#2",
            "Without sleeping in, the shift is about #2",
        ],
        Measure::Chronotype => [
            "寝不足を取りもどす分をのぞくと、眠りの真ん中は#1ごろ",
            "Left to yourself, the middle of your sleep is around #1",
        ],
        Measure::WeekLoss if is_little => [
            "平日も休日も、眠る長さはほとんど同じです",
            "You sleep about as long on work days as on free days",
        ],
        Measure::WeekLoss => [
            "少なめに眠る日に、週で合わせて約#2足りません",
            "On the days you sleep less, about #2 a week goes missing",
        ],
        Measure::SdMid | Measure::SdOnset | Measure::SdWake if is_little => [
            "どの夜も、ほとんど同じ時刻です",
            "At nearly the same time every night",
        ],
        Measure::SdMid | Measure::SdOnset | Measure::SdWake if WIDE < value => {
            ["決まった時刻はありません", "At no time in particular"]
        }
        Measure::SdMid | Measure::SdOnset | Measure::SdWake => [
            "3夜のうち2夜ほどは、いつもの時刻の前後#2に入ります",
            "About two nights in three are within #2 of your usual time",
        ],
        Measure::Deviation => [
            "自分の中心の時刻から平均#6、前の夜から平均#7動き、合わせて約#2",
            "#6 from your own midpoint and #7 from the night before, on average: together about #2",
        ],
        Measure::AllNighters if value < 0.5 => [
            "徹夜らしい夜はありません",
            "No night looks like an all-nighter",
        ],
        Measure::AllNighters => [
            "記録のある#7夜のうち、徹夜が#6ありました",
            "#6 without sleep, of #7 with records",
        ],
        _ => of_day(measure, value),
    }
}

/// Of the shape of a day and how it goes on.
fn of_day(measure: Measure, value: f64) -> Words {
    match measure {
        Measure::L5Start | Measure::M10Start => [
            "#1から#6まで。起きていたのは#7%",
            "From #1 to #6: awake #7 % of it",
        ],
        Measure::Amplitude => [
            "1に近いほど、起きている時間と眠る時間がはっきり分かれています",
            "The closer to 1, the more clearly waking and sleeping hours are apart",
        ],
        Measure::Stability => [
            "起きているかどうかの#3%は、時刻で決まっています",
            "The hour of the day explains #3 % of when you are awake",
        ],
        Measure::Variability => [
            "0に近いほどまとまって眠り、2に近いほどこま切れです",
            "Near 0 sleep comes in one piece, near 2 in bits",
        ],
        Measure::Acrotime => [
            "起きている割合の山は、#1ごろ",
            "Being awake peaks around #1",
        ],
        Measure::CosinorAmplitude => [
            "0なら昼も夜も同じ、0.5をこえるとめりはりのある1日です",
            "0 is no difference between day and night, above 0.5 a clear one",
        ],
        Measure::Period => [
            "眠りは、だいたい#5時間ごとにくり返しています",
            "Your sleep comes back about every #5 hours",
        ],
        Measure::Drift if value.abs() < 1.0 / 24.0 => [
            "眠る時刻は、全体として動いていません",
            "On the whole your sleep stays where it is",
        ],
        Measure::Drift if 0.0 < value => [
            "眠る時刻が、1夜ごとに約#2ずつおそくなっています",
            "Your sleep moves about #2 later each night",
        ],
        Measure::Drift => [
            "眠る時刻が、1夜ごとに約#2ずつ早くなっています",
            "Your sleep moves about #2 earlier each night",
        ],
        _ => of_score(measure, value),
    }
}

/// The score in words, or what a part of it is about.
pub(super) fn of_score(measure: Measure, value: f64) -> Words {
    match measure {
        Measure::ScoreIrregular => [
            "前の日と同じ時刻に、同じことをしていない",
            "Not in the same state as the day before",
        ],
        Measure::ScoreSpread => [
            "眠る時刻が、夜によってちがう",
            "Sleep at other times from night to night",
        ],
        Measure::ScoreJetlag => [
            "休日になると、眠る時刻が動く",
            "Sleep that shifts on free days",
        ],
        Measure::ScoreAllNighters => ["まとまって眠らない夜", "Nights without a main sleep"],
        Measure::ScoreDrift => [
            "眠る時刻が、毎晩同じ向きにずれていく",
            "Sleep that moves on, night after night",
        ],
        _ if value < 9.5 => ["時計のように規則的", "Regular as clockwork"],
        _ if value < 24.5 => ["だいたい規則的", "Mostly regular"],
        _ if value < 44.5 => ["ちょっと乱れぎみ", "A little out of step"],
        _ if value < 64.5 => ["けっこう乱れています", "Quite out of step"],
        _ => ["昼も夜もありません", "Day and night are all the same"],
    }
}

/// When the day was not 24 hours long: `#1` the month, `#2` its year, both as in a sentence, `#3` hours.
pub(super) const DRIFTED: Words = [
    "#2#1ごろは、1日が#3時間でした",
    "Your day was #3 h around #1 #2",
];

/// The last change, at the day `#1`, by `#2`: to later hours and to earlier ones.
pub(super) const LATER: Words = [
    "#1ごろから、眠りが約#2おそくなりました",
    "From about #1 on you sleep about #2 later",
];
pub(super) const EARLIER: Words = [
    "#1ごろから、眠りが約#2早くなりました",
    "From about #1 on you sleep about #2 earlier",
];
pub(super) const NO_CHANGE: Words = [
    "眠る時刻が大きく変わったところはありません",
    "Your sleep has stayed where it was",
];

pub(super) const LONGEST: Words = ["いちばん長かったのは#1", "The longest was #1"];

/// How many days of how many are not known.
pub(super) const UNKNOWN: Words = [
    "#2のうち#1は記録がなく、数に入れていません",
    "#1 out of #2 have no records and don't count",
];

pub(super) const TOO_EARLY: Words = ["まだ決められません", "Too early to tell"];

/// What is said where there is enough, and yet no value.
pub(super) fn nothing(measure: Measure) -> Words {
    match measure {
        Measure::Period => [
            "はっきりした周期は見つかりませんでした",
            "No clear period stands out",
        ],
        _ => [
            "この記録からは決められません",
            "These records don't settle it",
        ],
    }
}

/// What a figure lacks: it needs `#1`, and has `#2`.
pub(super) fn missing(needed: Needed) -> Words {
    match needed {
        Needed::Nights => [
            "記録のある夜が#1夜ぶん必要です（いまは#2夜）",
            "Needs #1 nights with records, has #2",
        ],
        Needed::Sleeps => [
            "眠りのわかった夜が#1夜ぶん必要です（いまは#2夜）",
            "Needs #1 nights whose sleep is known, has #2",
        ],
        Needed::Pairs => [
            "2夜つづきの記録が#1組必要です（いまは#2組）",
            "Needs #1 pairs of nights in a row, has #2",
        ],
        Needed::FreeNights => [
            "休みの前の夜が#1夜ぶん必要です（いまは#2夜）",
            "Needs #1 nights before free days, has #2",
        ],
        Needed::WorkNights => [
            "仕事や学校の前の夜が#1夜ぶん必要です（いまは#2夜）",
            "Needs #1 nights before work days, has #2",
        ],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_filled_in_where_they_are_named() {
        for (sentence, filled) in [
            ("plain", "plain"),
            ("#1から#2まで", "aからbまで"),
            ("#2#1 #2", "ba b"),
            ("#9 #0 #", "  "),
            ("", ""),
        ] {
            assert_eq!(fill(sentence, &["a", "b"]), filled);
        }
    }
}
