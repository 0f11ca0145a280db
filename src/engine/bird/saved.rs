//! What is kept of a bird: in this browser and in files. A version that is known is read, an older one is carried
//! over.

use super::clock::{DAY_MINS, DAY_SECS, is_livable};
use super::dish::Dish;
use super::food::{Key, Taste};
use super::habit::Habit;
use super::ledger::{Entry, Grant, Ledger, Present, insert};
use super::wardrobe::{Outfit, Room};
use super::{Bird, Choices, Fed, name};
use crate::engine::json::{self, Value};

/// The version that is written.
pub const VERSION: i64 = 2;
/// Longer texts are not read: ten years of fifty meals a day are a fortieth of it.
pub const MOST_BYTES: usize = 4 << 20;
/// More was never eaten before there was a second version.
const MOST_OF_FIRST: usize = 20_000;
/// A key in hexadecimal digits.
const KEY_DIGITS: usize = 16;

/// A bird of this level is worth a file,
const DUE_LEVEL: u32 = 3;
/// and another one after so many seconds.
const DUE_SECS: i64 = 30 * DAY_SECS;

/// Whether it is time to save it to a file: browsers clear what they keep of pages that aren't visited for long.
///
/// * `saved_at`: when that was done last, seconds since 1970.
pub fn is_due(bird: &Bird, saved_at: Option<i64>, now: i64) -> bool {
    let is_old = |at: i64| DUE_SECS < now.saturating_sub(at);
    DUE_LEVEL <= bird.progress().level && saved_at.is_none_or(is_old)
}

/// Why a text gives no bird.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is longer than [`MOST_BYTES`].
    TooLarge,
    /// It is no JSON: damaged, or of another kind.
    NotJson,
    /// It is JSON, and no bird.
    Foreign,
    /// It was written by a newer page than this.
    Newer,
    /// It is a bird whose meals can't be read.
    Damaged,
}

/// The bird of a text.
///
/// # Errors
/// Why it is none.
pub fn read(text: &[u8]) -> Result<Bird, Unread> {
    if MOST_BYTES < text.len() {
        return Err(Unread::TooLarge);
    }
    let told = json::read(text).ok_or(Unread::NotJson)?;
    if told.text("yodori") != "bird" {
        return Err(Unread::Foreign);
    }
    match told.number("version") {
        Some(1) => first_version(&told).ok_or(Unread::Damaged),
        Some(VERSION) => second_version(&told).ok_or(Unread::Damaged),
        Some(version) if VERSION < version => Err(Unread::Newer),
        _ => Err(Unread::Foreign),
    }
}

/// A bird as a text.
pub fn written(bird: &Bird) -> String {
    let mut to = String::from("{\"yodori\":\"bird\"");
    number(&mut to, ",\"version\":", VERSION);
    number(&mut to, ",\"came\":", bird.came_at);
    write_choices(&bird.choices, &mut to);
    number(
        &mut to,
        ",\"carried\":",
        bird.ledger.carried.min(i64::MAX as u64) as i64,
    );
    to.push_str(",\"meals\":[");
    for (nth, entry) in bird.ledger.days.iter().enumerate() {
        number(&mut to, if nth == 0 { "[" } else { ",[" }, entry.day.into());
        number(&mut to, ",", entry.eaten_on.into());
        number(&mut to, ",", entry.folded.into());
        to.push_str(",\"");
        for key in &entry.keys {
            write_key(*key, &mut to);
        }
        to.push_str("\"]");
    }
    to.push_str("],\"presents\":[");
    for (nth, grant) in bird.ledger.grants.iter().enumerate() {
        number(
            &mut to,
            if nth == 0 { "[" } else { ",[" },
            grant.week.into(),
        );
        text(&mut to, ",", grant.present.name());
        to.push(']');
    }
    to.push(']');
    if let Some(habit) = bird.habit {
        number(&mut to, ",\"habit\":{\"until\":", habit.until.into());
        number(&mut to, ",\"asleep\":", habit.asleep_from.into());
        number(&mut to, ",\"wakes\":", habit.wakes_at.into());
        number(&mut to, ",\"nights\":", habit.nights.into());
        to.push('}');
    }
    number(&mut to, ",\"fed\":{\"day\":", bird.fed.day.into());
    number(&mut to, ",\"meals\":", bird.fed.meals.into());
    number(
        &mut to,
        ",\"after\":",
        i64::try_from(bird.fed.after).unwrap_or(i64::MAX),
    );
    to.push('}');
    if let Some(at) = bird.grew_at {
        number(&mut to, ",\"grew\":", at);
    }
    to.push('}');
    to
}

fn write_choices(choices: &Choices, to: &mut String) {
    number(to, ",\"choices\":{\"changed\":", choices.changed_at);
    text(to, ",\"name\":", &choices.name);
    to.push_str(",\"languages\":[");
    for (nth, name) in choices.taste.languages().iter().enumerate() {
        text(to, if nth == 0 { "" } else { "," }, name);
    }
    text(to, "],\"outfit\":", choices.outfit.name());
    text(to, ",\"room\":", choices.room.name());
    text(to, ",\"dish\":", choices.dish.name());
    to.push('}');
}

fn number(to: &mut String, before: &str, number: i64) {
    to.push_str(before);
    to.push_str(&number.to_string());
}

fn text(to: &mut String, before: &str, text: &str) {
    to.push_str(before);
    to.push_str(&Value::from(text).written());
}

fn second_version(told: &Value) -> Option<Bird> {
    let mut bird = Bird::nobody();
    bird.came_at = told.number("came").unwrap_or_default();
    bird.ledger = ledger(told)?;
    let choices = told.get("choices");
    let languages = choices.list("languages").iter().filter_map(Value::as_text);
    bird.choices = Choices {
        taste: Taste::only(languages),
        dish: Dish::named(choices.text("dish")).unwrap_or_default(),
        ..looks(choices, bird.progress().level)
    };
    bird.choices.changed_at = choices.number("changed").unwrap_or_default();
    bird.habit = habit(told.get("habit"));
    bird.fed = fed(told.get("fed")).unwrap_or_default();
    bird.grew_at = told.number("grew");
    Some(bird)
}

/// The first version knew neither days nor presents: `name`, `experience`, `level`, `outfit`, `room`, and as `eaten`
/// all that was ever eaten, `{"key": 16 digits, "at": seconds since 1970}` each. Its level is counted anew.
fn first_version(told: &Value) -> Option<Bird> {
    let mut bird = Bird::nobody();
    let all = Some(told.list("eaten")).filter(|all| all.len() <= MOST_OF_FIRST)?;
    for eaten in all {
        let at = eaten.number("at")?;
        let day = day(at.div_euclid(DAY_SECS))?;
        let key = key(eaten.text("key"))?;
        let entry = bird.ledger.entry(day);
        insert(&mut entry.keys, key);
        entry.eaten_on = day;
    }
    let experience = told.number("experience").unwrap_or_default();
    let known = bird.ledger.experience();
    bird.ledger.carried = u64::try_from(experience)
        .unwrap_or_default()
        .saturating_sub(known);
    bird.choices = looks(told, bird.progress().level);
    Some(bird)
}

/// Its name, what it wears and where it lives, as far as its level allows.
fn looks(told: &Value, level: u32) -> Choices {
    let outfit = Outfit::named(told.text("outfit")).filter(|one| one.level() <= level);
    let room = Room::named(told.text("room")).filter(|one| one.level() <= level);
    Choices {
        name: name::cleaned(told.text("name")),
        outfit: outfit.unwrap_or_default(),
        room: room.unwrap_or_default(),
        ..Choices::default()
    }
}

fn ledger(told: &Value) -> Option<Ledger> {
    let mut ledger = Ledger {
        carried: told
            .number("carried")
            .and_then(|carried| carried.try_into().ok())
            .unwrap_or_default(),
        ..Ledger::default()
    };
    for meals in told.list("meals") {
        let entry = entry(meals.entries())?;
        let is_next = ledger.days.last().is_none_or(|last| last.day < entry.day);
        ledger.days.push(Some(entry).filter(|_| is_next)?);
    }
    for grant in told.list("presents") {
        let [week, present, ..] = grant.entries() else {
            return None;
        };
        let week = day(week.as_number()?)?;
        // One that only a newer page gives is left out.
        if let Some(present) = present.as_text().and_then(Present::named) {
            let grant = Grant { week, present };
            let is_next = ledger.grants.last().is_none_or(|last| *last < grant);
            ledger.grants.push(Some(grant).filter(|_| is_next)?);
        }
    }
    Some(ledger)
}

/// Keys are written in their order, without anything between them.
fn entry(told: &[Value]) -> Option<Entry> {
    let [of, eaten_on, folded, digits, ..] = told else {
        return None;
    };
    let mut keys: Vec<Key> = Vec::new();
    for digits in digits.as_text()?.as_bytes().chunks(KEY_DIGITS) {
        let key = key(core::str::from_utf8(digits).ok()?)?;
        let is_next = keys.last().is_none_or(|last| *last < key);
        keys.push(Some(key).filter(|_| is_next)?);
    }
    Some(Entry {
        day: day(of.as_number()?)?,
        eaten_on: day(eaten_on.as_number()?)?,
        folded: folded.as_number()?.try_into().ok()?,
        keys,
    })
}

fn habit(told: &Value) -> Option<Habit> {
    let minute = |name: &str| {
        let minute = u16::try_from(told.number(name)?).ok()?;
        (minute < DAY_MINS).then_some(minute)
    };
    Some(Habit {
        until: day(told.number("until")?)?,
        asleep_from: minute("asleep")?,
        wakes_at: minute("wakes")?,
        nights: u16::try_from(told.number("nights")?)
            .ok()
            .filter(|nights| 0 < *nights)?,
    })
}

fn fed(told: &Value) -> Option<Fed> {
    Some(Fed {
        day: day(told.number("day")?)?,
        meals: told.number("meals")?.try_into().ok()?,
        after: told
            .number("after")
            .map_or(Some(0), |after| after.try_into().ok())?,
    })
}

/// A number of days or weeks since 1970.
fn day(number: i64) -> Option<i32> {
    i32::try_from(number).ok().filter(|day| is_livable(*day))
}

fn key(digits: &str) -> Option<Key> {
    let is_key =
        digits.len() == KEY_DIGITS && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_key
        .then(|| u64::from_str_radix(digits, 16).ok().map(Key))
        .flatten()
}

fn write_key(key: Key, to: &mut String) {
    for place in (0..KEY_DIGITS as u32).rev() {
        let digit = (key.0 >> (4 * place) & 15) as u32;
        to.push(char::from_digit(digit, 16).unwrap_or('0'));
    }
}
