//! How the bird feels, and why: the first of the reasons that holds.

use chrono::{Datelike, NaiveDate};

use super::Bird;
use super::clock::{DAY_MINS, Now};
use super::food::{self, Tray};
use super::habit::Doing;
use super::ledger::Present;

/// So long after its time to wake it has just woken.
const JUST_WOKEN_MINS: u16 = 60;
/// So long it is glad of having grown, and of a present.
const GLAD_SECS: u64 = 3_600;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    Asleep,
    /// It is time to sleep, and the person is up.
    UpLate,
    /// It will be time to sleep soon.
    Sleepy,
    /// It has grown a while ago.
    Proud {
        level: u32,
    },
    /// It was given a present a while ago.
    Glad(Present),
    JustWoken,
    /// Food waits.
    Hungry {
        waiting: u64,
    },
    Festive(Feast),
    /// It has eaten today, and nothing waits.
    Full {
        meals: u32,
    },
    /// Nothing was done today, and that is fine.
    DayOff,
    /// Nothing is known to eat.
    Calm,
}

/// Days that are unlike others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Feast {
    /// It came on this day in another year.
    Birthday,
    NewYear,
    Tanabata,
    MoonViewing,
    Halloween,
    YearsEnd,
}

impl Feast {
    /// * `came`: the day on which the bird came, if that is known.
    pub fn on(day: NaiveDate, came: Option<NaiveDate>) -> Option<Feast> {
        let is_birthday = came.is_some_and(|came| {
            let is_its_day = day.month() == came.month() && day.day() == came.day();
            is_its_day && came.year() < day.year()
        });
        Some(match (day.month(), day.day()) {
            _ if is_birthday => Feast::Birthday,
            (1, 1..=3) => Feast::NewYear,
            (7, 7) => Feast::Tanabata,
            (9, 15) => Feast::MoonViewing,
            (10, 31) => Feast::Halloween,
            (12, 31) => Feast::YearsEnd,
            _ => return None,
        })
    }
}

impl Bird {
    /// * `trays`: what is offered to it; none where no source is open.
    pub fn mood(&self, trays: &[Tray], now: &Now) -> Mood {
        let habit = self.habit();
        let since_waking = super::habit::ahead(habit.wakes_at(), now.minute());
        let waiting = food::waiting(trays);
        let has_source = trays
            .iter()
            .any(|tray| 0 < tray.eaten || !tray.waiting.is_empty());
        let of_today = trays.first().map_or(0, |tray| tray.eaten);
        match self.doing(now) {
            Doing::Asleep => return Mood::Asleep,
            Doing::Yawning if habit.is_asleep_at(now.minute()) => return Mood::UpLate,
            Doing::Yawning => return Mood::Sleepy,
            Doing::Awake => {}
        }
        if let Some(glad) = self.glad(now) {
            return glad;
        }
        match self.fed_on(now) {
            _ if 0 < waiting && JUST_WOKEN_MINS < since_waking => Mood::Hungry { waiting },
            _ if since_waking <= JUST_WOKEN_MINS => Mood::JustWoken,
            meals => match Feast::on(now.day(), self.came(now)) {
                Some(feast) => Mood::Festive(feast),
                None if 0 < meals => Mood::Full { meals },
                None if has_source && of_today == 0 => Mood::DayOff,
                None => Mood::Calm,
            },
        }
    }

    fn glad(&self, now: &Now) -> Option<Mood> {
        let is_fresh = |at: Option<i64>| at.is_some_and(|at| at.abs_diff(now.at) < GLAD_SECS);
        let level = self.progress().level;
        if is_fresh(self.grew_at) && 1 < level {
            return Some(Mood::Proud { level });
        }
        let (at, grant) = self.given?;
        is_fresh(Some(at)).then_some(Mood::Glad(grant.present))
    }
}

const _: () = assert!(JUST_WOKEN_MINS < DAY_MINS);
