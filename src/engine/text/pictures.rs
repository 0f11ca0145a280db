//! What the pictures of a rhythm say: their titles and legends, and what is read out at a place.

use core::ops::Range;

use chrono::{NaiveDate, Weekday};

use super::{Counted, Language, dates, numbers};
use crate::engine::time;

/// A few words without figures, in Japanese and in English.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words(&'static str, &'static str);

impl Words {
    pub fn say(self, language: Language) -> &'static str {
        language.pick(self.0, self.1)
    }
}

/// Builds a constant for each, and a list of all for the tests.
macro_rules! words {
    ($($name:ident: $japanese:literal, $english:literal;)*) => {
        $(pub const $name: Words = Words($japanese, $english);)*

        #[cfg(test)]
        const ALL: &[Words] = &[$($name),*];
    };
}

words! {
    // Titles.
    ACTOGRAM: "アクトグラム", "Actogram";
    YEAR_SLEPT: "夜ごとの睡眠時間", "Hours slept each night";
    YEAR_MID: "夜ごとの睡眠の中央時刻", "Middle of each night’s sleep";
    YEAR_ACTIVITY: "日ごとの記録の数", "Records of each day";
    WEEK_ASLEEP: "眠っている確率（曜日×時間）", "Asleep, by weekday and hour";
    WEEK_ACTIVITY: "記録の数（曜日×時間）", "Records by weekday and hour";
    CLOCK: "寝た時刻と起きた時刻", "When sleep began and ended";
    TREND: "睡眠の中央時刻のうつりかわり", "Middle of sleep over time";
    SCATTER: "ずれとばらつき", "Mistiming and irregularity";
    COMPARISON: "2つの期間をくらべる", "Two stretches compared";

    // What is drawn.
    LIKELY_ASLEEP: "眠っている確率 20–100%", "Likely asleep, 20–100 %";
    RECORDS: "記録", "Records";
    LATE_RECORDS: "深夜0–5時の記録", "Records between 0 and 5";
    NO_DATA: "記録なし", "Nothing known";
    NO_RECORDS: "記録がない日", "No records";
    NOT_TOLD: "データが足りません", "Too little data";
    UNSURE: "根拠が足りない夜", "Not enough evidence";
    ALL_NIGHTER: "徹夜", "All-nighter";
    NIGHT_BAND: "22–5時", "22 to 5";
    SLEPT_STEPS: "5・6・7・8時間から", "From 5, 6, 7, 8 hours on";
    SLEPT_LESS: "5時間に満たない", "Less than 5 hours";
    MID_STEPS: "2・4・6時をすぎるほど濃い", "Darker past 2, 4, 6 o’clock";
    MID_DAY: "8時よりあと（昼の睡眠）", "After 8 o’clock: by day";
    FEW_MANY: "少ない–多い", "Few to many";
    ONSET: "寝た", "Fell asleep";
    WAKE: "起きた", "Woke up";
    SCATTERED: "ばらばら", "All over";
    ALL_NIGHTS: "すべての夜", "All nights";
    WORK_NIGHTS: "仕事や学校の前の夜", "Before workdays";
    FREE_NIGHTS: "休みの前の夜", "Before free days";
    MID_SLEEP: "睡眠の中央時刻", "Middle of sleep";
    BAND_NIGHT: "90%の確率で入る幅", "Where it lies with 90 %";
    BAND_NIGHTS: "夜の半分が入る幅", "Where half of the nights lie";
    CHANGE: "変わり目", "Change";
    MISTIMING: "自分のまんなかとのずれ", "Off the usual time";
    IRREGULARITY: "前の夜との差", "Change from the night before";
    MORE_NIGHTS: "夜が多いほど大きい", "Larger: more nights";
    INTERVAL: "90%の区間", "90 % interval";
    TOO_LITTLE: "この期間では、まだ描けるだけの夜がありません。", "Too few nights of this range are known to draw this.";

    // Columns of tables.
    NIGHT: "夜", "Night";
    SLEPT: "睡眠時間", "Slept";
    NOTE: "メモ", "Note";
    DAY: "日", "Day";
    COUNT: "件数", "Count";
    HOUR: "時刻", "Hour";
    WHEN: "時期", "When";
    NIGHTS: "夜の数", "Nights";
    FIGURE: "指標", "Figure";
}

/// A night, by the day on whose evening it begins: `5/6 水の夜`, `Night of Wed 6 May`.
pub fn night(language: Language, day: NaiveDate) -> String {
    let (before, after) = language.pick(("", "の夜"), ("Night of ", ""));
    [before, &dates::day(language, day), after].concat()
}

/// A clock time (seconds since 1970, by the clock): `2:45`.
pub fn clock(local_secs: i64) -> String {
    dates::time(time::clock(local_secs))
}

/// A clock time and where it lies with a probability of nine tenths: `2:45（2:10–3:20）`.
pub fn clock_within(language: Language, median: i64, most: [i64; 2]) -> String {
    let (open, close) = language.pick(("（", "）"), (" (", ")"));
    let [from, to] = most.map(clock);
    [&clock(median), open, &from, "–", &to, close].concat()
}

/// A night's sleep: `寝た 2:45（2:10–3:20）、起きた 10:20（9:50–10:40）`.
pub fn slept(language: Language, onset: &str, wake: &str) -> String {
    let space = " ";
    let comma = language.pick("、", ", ");
    let (began, ended) = (ONSET.say(language), WAKE.say(language));
    [began, space, onset, comma, ended, space, wake].concat()
}

/// What of a probability: `徹夜 83%`, `All-nighter 83 %`.
pub fn likely(language: Language, what: Words, percents: u32) -> String {
    [what.say(language), " ", &percent(language, percents)].concat()
}

/// `83%`, `83 %`.
pub fn percent(language: Language, percents: u32) -> String {
    [percents.to_string().as_str(), language.pick("%", " %")].concat()
}

/// What a place says and its words: `5/6 水の夜: 7時間35分`.
pub fn told(what: &str, says: &str) -> String {
    [what, ": ", says].concat()
}

/// Facts one after the other: `、` or a comma between them.
pub fn listed(language: Language, facts: &[String]) -> String {
    facts.join(language.pick("、", ", "))
}

/// How many nights: `32夜`, `32 nights`, `1 night`.
pub fn nights(language: Language, count: usize) -> String {
    let unit = match language {
        Language::Japanese => "夜",
        Language::English if count == 1 => " night",
        Language::English => " nights",
    };
    [&numbers::count(count as u64), unit].concat()
}

/// How many records: `12件`, `12 records`.
pub fn records(language: Language, count: u32) -> String {
    numbers::records(language, Counted::Records, count.into())
}

/// An hour's name: `3時台`, `3:00–3:59`.
pub fn hour(language: Language, hour: u32) -> String {
    let hour = hour.to_string();
    match language {
        Language::Japanese => [&hour, "時台"].concat(),
        Language::English => [&hour, ":00–", &hour, ":59"].concat(),
    }
}

/// A half-hour: `3:30–4:00`.
pub fn half_hour(index: usize) -> String {
    let at = |half: usize| clock(half as i64 * 1_800);
    [&at(index), "–", &at((index + 1) % 48)].concat()
}

/// A weekday and an hour: `水曜 3時台`, `Wed 3:00–3:59`.
pub fn weekday_hour(language: Language, weekday: Weekday, at: u32) -> String {
    let name = dates::weekday(language, weekday);
    [name, language.pick("曜 ", " "), &hour(language, at)].concat()
}

/// A length with its sign: `+1時間30分`, `−20 min`, `±0`.
pub fn signed(language: Language, secs: i64) -> String {
    let mins = secs.abs() / 60;
    if mins == 0 {
        return "±0".into();
    }
    let sign = if secs < 0 { "−" } else { "+" };
    [sign, &numbers::duration(language, mins * 60)].concat()
}

/// What is at least so much: `+6時間以上`, `+6 h or more`.
pub fn or_more(language: Language, words: &str) -> String {
    [words, language.pick("以上", " or more")].concat()
}

/// How long a day is that isn't 24 hours: `1日 24.7時間`, `Days of 24.7 h`.
pub fn day_of(language: Language, tenths: u16) -> String {
    let (before, after) = language.pick(("1日 ", "時間"), ("Days of ", " h"));
    let (whole, tenth) = ((tenths / 10).to_string(), (tenths % 10).to_string());
    [before, &whole, ".", &tenth, after].concat()
}

/// A change of the middle of sleep: `2:10 → 4:20、2時間10分おそく`.
pub fn change(language: Language, before: i64, after: i64) -> String {
    let by = (after - before + 43_200).rem_euclid(86_400) - 43_200;
    let how = if by < 0 {
        language.pick("はやく", " earlier")
    } else {
        language.pick("おそく", " later")
    };
    let by = numbers::duration(language, by.abs());
    let comma = language.pick("、", ", ");
    [&clock(before), " → ", &clock(after), comma, &by, how].concat()
}

/// The days and the zone of a picture, each of which may stand on a line of its own.
pub fn place(language: Language, days: &Range<NaiveDate>, zone: &str) -> [String; 2] {
    [dates::range(language, days), zone.into()]
}

/// A picture in one sentence: `アクトグラム: 2026/5/6 – 5/26、Asia/Tokyo`.
pub fn label(language: Language, title: Words, days: &Range<NaiveDate>, zone: &str) -> String {
    let place = place(language, days, zone);
    let facts: Vec<String> = place.into_iter().filter(|fact| !fact.is_empty()).collect();
    told(title.say(language), &listed(language, &facts))
}

/// A day and a half-open stretch after it, if that is longer than a day: `2026/5/6 – 5/12`.
pub fn stretch(language: Language, days: &Range<NaiveDate>) -> String {
    if days.start.succ_opt() == Some(days.end) {
        return dates::plain_day(language, days.start);
    }
    dates::range(language, days)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Japanese};

    #[test]
    fn everything_is_said_in_both_languages() {
        for words in ALL {
            let (japanese, english) = (words.say(Japanese), words.say(English));
            assert!(!japanese.is_empty() && !english.is_empty(), "{words:?}");
            assert_ne!(japanese, english);
        }
    }

    #[test]
    fn a_change_is_told_the_shorter_way_round_the_clock() {
        let hour = 3_600;
        for (before, after, japanese, english) in [
            (2, 4, "2:00 → 4:00、2時間おそく", "2:00 → 4:00, 2 h later"),
            (
                1,
                23,
                "1:00 → 23:00、2時間はやく",
                "1:00 → 23:00, 2 h earlier",
            ),
            (
                23,
                1,
                "23:00 → 1:00、2時間おそく",
                "23:00 → 1:00, 2 h later",
            ),
        ] {
            assert_eq!(change(Japanese, before * hour, after * hour), japanese);
            assert_eq!(change(English, before * hour, after * hour), english);
        }
    }

    #[test]
    fn figures_are_told_with_their_units() {
        for (told, expected) in [
            (signed(Japanese, 5_400), "+1時間30分"),
            (signed(English, -1_200), "−20 min"),
            (signed(English, 59), "±0"),
            (day_of(Japanese, 247), "1日 24.7時間"),
            (day_of(English, 240), "Days of 24.0 h"),
            (hour(English, 3), "3:00–3:59"),
            (half_hour(47), "23:30–0:00"),
            (nights(English, 1), "1 night"),
            (nights(Japanese, 1_200), "1,200夜"),
            (
                clock_within(English, 9_900, [7_800, 12_000]),
                "2:45 (2:10–3:20)",
            ),
            (weekday_hour(Japanese, Weekday::Wed, 3), "水曜 3時台"),
        ] {
            assert_eq!(told, expected);
        }
    }
}
