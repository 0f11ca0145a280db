//! The bird in words, but for what it says itself. [`label`] has the words of buttons and headings, [`things`] what it
//! eats, wears and lives in, [`happening`] what it does and how it feels, [`feeding`] what there is to eat, [`keeping`]
//! what is kept of it, [`ranking`] how others' birds might be.

pub mod feeding;
pub mod happening;
pub mod keeping;
mod label;
pub mod ranking;
pub mod things;

use super::Language;
use super::numbers::count;
use crate::engine::bird::habit::Habit;
use crate::engine::bird::level::{Progress, Stage};

pub use super::label::Label;

/// What to call a bird at the beginning of a sentence.
///
/// * `name`: empty if it has none.
pub fn name(language: Language, name: &str) -> &str {
    match name {
        "" => language.pick("鳥", "The bird"),
        name => name,
    }
}

/// Its level and how grown it is: `レベル5・若鳥`, `Level 5, fledgling`.
pub fn level(language: Language, level: u32) -> String {
    let stage = things::stage(language, Stage::of(level));
    let (word, between) = language.pick(("レベル", "・"), ("Level ", ", "));
    [word, &level.to_string(), between, stage].concat()
}

/// After a name: `（レベル5）`, ` (level 5)`.
fn of_level(language: Language, level: u32) -> String {
    let (open, close) = language.pick(("（レベル", "）"), (" (level ", ")"));
    [open, &level.to_string(), close].concat()
}

/// How far it is within its level, beside the bar: `120 / 320`.
pub fn progress(progress: &Progress) -> String {
    [&count(progress.done), " / ", &count(progress.of)].concat()
}

/// What the next level takes: `次のレベルまで、あと20食`, `20 meals to the next level`.
pub fn meals_left(language: Language, progress: &Progress) -> String {
    let left = progress.meals_left();
    let meals = meals(language, left);
    match language {
        Language::Japanese => ["次のレベルまで、あと", &meals].concat(),
        Language::English => [&meals, " to the next level"].concat(),
    }
}

/// `1食`, `1 meal`, `20 meals`.
pub fn meals(language: Language, meals: u64) -> String {
    let unit = match language {
        Language::Japanese => "食",
        Language::English if meals == 1 => " meal",
        Language::English => " meals",
    };
    [&count(meals), unit].concat()
}

/// When the bird sleeps, and how that is known.
pub fn habit(language: Language, habit: &Habit) -> String {
    let from = clock(habit.asleep_from());
    let to = clock(habit.wakes_at());
    let nights = count(habit.nights().into());
    let words: &[&str] = match (language, habit.is_guess()) {
        (Language::Japanese, true) => &[
            &from,
            "から",
            &to,
            "まで眠ります。あなたの夜を5つ知るまでは、あてずっぽうです。",
        ],
        (Language::English, true) => &[
            "Sleeps from ",
            &from,
            " to ",
            &to,
            ". A mere guess, until it knows five of your nights.",
        ],
        (Language::Japanese, false) => &[
            &from,
            "ごろ眠って、",
            &to,
            "ごろ起きます。あなたの最近の",
            &nights,
            "夜に合わせています。",
        ],
        (Language::English, false) => &[
            "Sleeps around ",
            &from,
            " and wakes around ",
            &to,
            ", as you did in ",
            &nights,
            " recent nights.",
        ],
    };
    words.concat()
}

/// A minute of the day as clocks show it: `7:05`.
fn clock(minute: u16) -> String {
    let (hours, mins) = (minute / 60, minute % 60);
    let colon = if mins < 10 { ":0" } else { ":" };
    [&hours.to_string(), colon, &mins.to_string()].concat()
}
