//! What there is to eat, of which day, and what the bird likes.

use chrono::NaiveDate;

use crate::engine::bird::food::{FoodKind, Portion, Taste, Tray};
use crate::engine::text::Language;
use crate::engine::text::dates;
use crate::engine::text::numbers::count;

/// So many languages are named; of more it is said how many.
const NAMED: usize = 3;

/// How much is waiting in all.
pub fn waiting(language: Language, waiting: u64) -> String {
    let number = count(waiting);
    match (language, waiting) {
        (Language::Japanese, 0) => "待っているえさは、いまはありません。".to_owned(),
        (Language::English, 0) => "Nothing is waiting to be eaten.".to_owned(),
        (Language::Japanese, _) => ["えさが", &number, "個、待っています。"].concat(),
        (Language::English, 1) => "One bite is waiting.".to_owned(),
        (Language::English, _) => [&number, " bites are waiting."].concat(),
    }
}

/// The day of a tray: `今日`, `昨日`, `5/6 水`.
///
/// * `today`: the local day.
pub fn day(language: Language, of: NaiveDate, today: NaiveDate) -> String {
    match today.signed_duration_since(of).num_days() {
        0 => language.pick("今日", "Today").to_owned(),
        1 => language.pick("昨日", "Yesterday").to_owned(),
        2..=6 => dates::day(language, of),
        _ => dates::plain_day(language, of),
    }
}

/// What is on a tray, and what was: `コミット2・レビュー1（食べた 5）`.
pub fn tray(language: Language, tray: &Tray) -> String {
    let mut told = kinds(language, &tray.waiting);
    if told.is_empty() {
        told.push_str(language.pick("なし", "nothing"));
    }
    if 0 < tray.eaten {
        let (open, close) = language.pick(("（食べた ", "）"), (" (", " eaten)"));
        told.extend([open, &count(tray.eaten.into()), close]);
    }
    told
}

/// What some food is: `コミット2・レビュー1`, `2 commits, 1 review`. Empty if there is none.
pub fn kinds(language: Language, portions: &[Portion]) -> String {
    let mut told = String::new();
    for of in FoodKind::ALL {
        let number = portions.iter().filter(|portion| portion.kind == of).count() as u64;
        if number == 0 {
            continue;
        }
        if !told.is_empty() {
            told.push_str(language.pick("・", ", "));
        }
        let number = count(number);
        match language {
            Language::Japanese => told.extend([kind(language, of), &number]),
            Language::English => {
                let plural = if number == "1" { "" } else { "s" };
                told.extend([&number, " ", kind(language, of), plural]);
            }
        }
    }
    told
}

fn kind(language: Language, kind: FoodKind) -> &'static str {
    let (japanese, english) = match kind {
        FoodKind::Commit => ("コミット", "commit"),
        FoodKind::Issue => ("Issue", "issue"),
        FoodKind::Pull => ("プルリクエスト", "pull request"),
        FoodKind::Review => ("レビュー", "review"),
        FoodKind::Post => ("ポスト", "post"),
    };
    language.pick(japanese, english)
}

/// What it likes: `なんでも`, `DartとRust`, `Dart、Go、Rustなど5つの言語`.
pub fn taste(language: Language, taste: &Taste) -> String {
    let names = taste.languages();
    let shown = names.get(..NAMED).unwrap_or(names);
    let number = count(names.len() as u64);
    match (language, names) {
        (_, []) => language.pick("なんでも", "anything").to_owned(),
        (Language::Japanese, [a, b]) => [a, "と", b].concat(),
        (Language::English, [a, b]) => [a, " and ", b].concat(),
        (Language::Japanese, _) if shown.len() < names.len() => {
            [&shown.join("、"), "など", &number, "の言語"].concat()
        }
        (Language::English, _) if shown.len() < names.len() => {
            [&shown.join(", "), " and others, ", &number, " in all"].concat()
        }
        _ => shown.join(language.pick("、", ", ")),
    }
}
