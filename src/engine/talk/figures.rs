//! What the bird knows: the only facts that a model is told, and the only numbers that are ever said.

use crate::engine::json::Value;
use crate::engine::text::{Language, talk};

/// A figure that a text can hold, by name: `{level}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Level,
    /// Experience that is missing for the next level.
    Next,
    /// Meals that wait.
    Food,
    /// Meals that were eaten today.
    Fed,
    /// When the person usually wakes.
    Wake,
    /// When the person usually falls asleep.
    Sleep,
}

impl Slot {
    pub const ALL: [Slot; 6] = [
        Slot::Level,
        Slot::Next,
        Slot::Food,
        Slot::Fed,
        Slot::Wake,
        Slot::Sleep,
    ];

    /// As it stands between braces.
    pub fn name(self) -> &'static str {
        match self {
            Slot::Level => "level",
            Slot::Next => "next",
            Slot::Food => "food",
            Slot::Fed => "fed",
            Slot::Wake => "wake",
            Slot::Sleep => "sleep",
        }
    }

    pub fn of_name(name: &str) -> Option<Slot> {
        Slot::ALL.into_iter().find(|slot| slot.name() == name)
    }
}

/// The figures themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub level: u32,
    pub next: u32,
    pub food: u32,
    pub fed: u32,
    /// Minutes after local midnight; `None` where too few nights are known.
    pub wake_mins: Option<u16>,
    /// The same.
    pub sleep_mins: Option<u16>,
}

impl Figures {
    /// What stands for a slot, with its unit; `None` if it is not known.
    pub fn say(&self, slot: Slot, language: Language) -> Option<String> {
        Some(match slot {
            Slot::Level => talk::level(language, self.level),
            Slot::Next => talk::experience(language, self.next),
            Slot::Food => talk::food(language, self.food),
            Slot::Fed => talk::fed(language, self.fed),
            Slot::Wake => talk::clock(language, self.wake_mins?),
            Slot::Sleep => talk::clock(language, self.sleep_mins?),
        })
    }

    /// Those that are known, for a model.
    pub fn json(&self) -> Value<'static> {
        let count = |slot: Slot, number: u32| (slot.name(), Value::from(i64::from(number)));
        let clock = |slot: Slot, mins: Option<u16>| {
            let clock = mins.map(|mins| talk::clock(Language::English, mins));
            Some((slot.name(), Value::from(clock?)))
        };
        let counts = [
            count(Slot::Level, self.level),
            count(Slot::Next, self.next),
            count(Slot::Food, self.food),
            count(Slot::Fed, self.fed),
        ];
        let clocks = [
            clock(Slot::Wake, self.wake_mins),
            clock(Slot::Sleep, self.sleep_mins),
        ];
        let known = counts.into_iter().chain(clocks.into_iter().flatten());
        Value::Fields(known.map(|(name, value)| (name.into(), value)).collect())
    }
}
