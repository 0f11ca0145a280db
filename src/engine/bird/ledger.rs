//! What was eaten, so that nothing is eaten twice, wherever it is fetched, and nothing that was eaten is ever lost.
//!
//! A food is entered under the day of UTC on which it was done: zones differ between devices and journeys, and a
//! food must be found again. Putting two ledgers together gives what either has: in any order, and as often as one
//! likes.

use super::clock::{day_number, is_livable, week};
use super::food::{Key, Portion};

/// So many days after the last meal of a day, its foods are only a number.
const KEPT_DAYS: i32 = 35;
/// So many foods are kept besides: many times what people do, so that what is saved can be read again.
const MOST_KEYS: usize = 100_000;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// By their day, each once.
    pub(super) days: Vec<Entry>,
    /// By their week, each once.
    pub(super) grants: Vec<Grant>,
    /// Experience that no meal or present stands for.
    pub(super) carried: u64,
}

/// What was eaten of one day's food.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The day of UTC on which it was done, in days since 1970.
    pub day: i32,
    /// The last day on which some of it was eaten, likewise.
    pub eaten_on: i32,
    /// Ascending, each once.
    pub keys: Vec<Key>,
    /// How many keys there were when they were dropped; 0 as long as they are kept. Of such a day nothing more is
    /// eaten: no one could say whether it was already.
    pub folded: u32,
}

/// What small presents are for. There is one of each a week at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Present {
    /// A week of nights that were alike.
    RegularWeek,
    /// A day off.
    Rest,
}

impl Present {
    pub const ALL: [Present; 2] = [Present::RegularWeek, Present::Rest];

    /// Its name in what is saved.
    pub fn name(self) -> &'static str {
        match self {
            Present::RegularWeek => "regular",
            Present::Rest => "rest",
        }
    }

    pub fn named(name: &str) -> Option<Present> {
        Present::ALL.into_iter().find(|one| one.name() == name)
    }
}

/// A present that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// Weeks from Monday on, counted from the one that has 1970's first day.
    pub week: i32,
    pub present: Present,
}

impl Ledger {
    /// Whether a food can be eaten: it was not yet, as far as is known.
    pub fn takes(&self, portion: &Portion) -> bool {
        let day = day_number(portion.at);
        let is_over = |entry: &Entry| entry.day == day && 0 < entry.folded;
        // Under whichever day: a source may come to tell another time.
        let has = |entry: &Entry| entry.keys.binary_search(&portion.key).is_ok();
        let was_eaten = self.days.iter().any(|entry| is_over(entry) || has(entry));
        is_livable(day) && !was_eaten
    }

    /// How many meals there were.
    pub fn meals(&self) -> u64 {
        let meals = self.days.iter().map(|entry| u64::from(entry.meals()));
        meals.fold(0, u64::saturating_add)
    }

    /// By week, each once.
    pub fn presents(&self) -> &[Grant] {
        &self.grants
    }

    /// All of it: nothing takes it away.
    pub fn experience(&self) -> u64 {
        let meals = self.meals().saturating_mul(super::level::OF_A_MEAL);
        let presents = (self.grants.len() as u64).saturating_mul(super::level::OF_A_PRESENT);
        self.carried.saturating_add(meals).saturating_add(presents)
    }

    /// Eats a food, unless that was done.
    ///
    /// * `at`: when it is eaten, seconds since 1970.
    /// * Returns whether it was eaten now.
    pub(super) fn eat(&mut self, portion: &Portion, at: i64) -> bool {
        let takes = self.takes(portion);
        if takes {
            let entry = self.entry(day_number(portion.at));
            insert(&mut entry.keys, portion.key);
            if is_livable(day_number(at)) {
                entry.eaten_on = entry.eaten_on.max(day_number(at));
            }
        }
        takes
    }

    /// Gives the present of the week in which a day lies. `None` if there was one of its kind in that week.
    pub(super) fn grant(&mut self, present: Present, day: i32) -> Option<Grant> {
        let week = week(day);
        let grant = Grant { week, present };
        (is_livable(week) && insert(&mut self.grants, grant)).then_some(grant)
    }

    /// Drops the keys of days of which nothing was eaten for five weeks. It is done after a meal alone, and by the
    /// clock of that meal: a clock that is wrong for a while drops nothing by itself, and meals that were had by it
    /// drop nothing later on.
    ///
    /// * `at`: seconds since 1970.
    pub(super) fn fold(&mut self, at: i64) {
        let before = day_number(at).saturating_sub(KEPT_DAYS);
        for entry in &mut self.days {
            if entry.eaten_on < before {
                entry.fold();
            }
        }
        while MOST_KEYS < self.days.iter().map(|entry| entry.keys.len()).sum() {
            let kept = self.days.iter_mut().filter(|entry| !entry.keys.is_empty());
            let Some(oldest) = kept.min_by_key(|entry| entry.eaten_on) else {
                return;
            };
            oldest.fold();
        }
    }

    /// What either has.
    pub fn merge(mut self, other: Ledger) -> Ledger {
        for theirs in other.days {
            let ours = self.entry(theirs.day);
            ours.eaten_on = ours.eaten_on.max(theirs.eaten_on);
            ours.folded = ours.folded.max(theirs.folded);
            for key in theirs.keys {
                insert(&mut ours.keys, key);
            }
        }
        for grant in other.grants {
            insert(&mut self.grants, grant);
        }
        self.carried = self.carried.max(other.carried);
        self
    }

    /// A day's entry, new or old.
    pub(super) fn entry(&mut self, day: i32) -> &mut Entry {
        let place = self.days.partition_point(|entry| entry.day < day);
        if self.days.get(place).is_none_or(|entry| entry.day != day) {
            let entry = Entry {
                day,
                ..Entry::default()
            };
            self.days.insert(place, entry);
        }
        &mut self.days[place]
    }
}

impl Entry {
    /// How much was eaten. Of two numbers that both are counts of a part the larger is nearer.
    pub fn meals(&self) -> u32 {
        self.folded.max(self.keys.len() as u32)
    }

    fn fold(&mut self) {
        self.folded = self.meals();
        self.keys = Vec::new();
    }
}

/// Puts something into its place in an ascending list; whether it was not there.
pub(super) fn insert<T: Ord>(list: &mut Vec<T>, item: T) -> bool {
    let place = list.binary_search(&item);
    if let Err(place) = place {
        list.insert(place, item);
    }
    place.is_err()
}
