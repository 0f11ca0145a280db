//! The bird that eats what the person did and sleeps when they sleep: its state, what can happen to it, and what
//! comes of that. It never dies, and nothing is ever taken from it.
//!
//! In reading order: [`clock`] says when it is, [`level`] how grown it is, [`food`] what there is to eat, [`dish`] as
//! what it is served, [`ledger`] what was eaten, [`wardrobe`] what it wears and where it lives, [`name`] what it is
//! called, [`habit`] when it sleeps, [`mood`] how it feels, [`pose`] what it is seen to do, [`provision`] what the
//! rest of the page tells it, [`saved`] what is kept of it, [`card`] what is shown of it to others.

pub mod card;
pub mod clock;
pub mod dish;
pub mod food;
pub mod habit;
pub mod ledger;
pub mod level;
pub mod mood;
pub mod name;
pub mod pose;
pub mod provision;
pub mod saved;
pub mod wardrobe;

use chrono::NaiveDate;

use clock::{Now, date};
use dish::Dish;
use food::{Pantry, Portion, Taste};
use habit::{Doing, Habit, Night};
use ledger::{Grant, Ledger, Present};
use level::{Progress, Stage};
use wardrobe::{Gain, Outfit, Room};

/// Presents are for weeks that ended so few days ago, not for those of an old archive.
const FRESH_DAYS: i32 = 14;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bird {
    /// When it came, seconds since 1970; 0 if that was not kept.
    came_at: i64,
    choices: Choices,
    ledger: Ledger,
    habit: Option<Habit>,
    fed: Fed,
    /// When it last grew, seconds since 1970.
    grew_at: Option<i64>,
    /// Its last present, and when it was given. Not kept.
    given: Option<(i64, Grant)>,
    /// When the person was last seen up, seconds since 1970. Not kept.
    up_at: Option<i64>,
    /// What it did when that was last told. Not kept.
    did: Option<Doing>,
}

/// What the person chose. Of two the later ones hold, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Choices {
    /// Seconds since 1970; later than all choices before, whatever the clock says.
    changed_at: i64,
    name: String,
    taste: Taste,
    outfit: Outfit,
    room: Room,
    dish: Dish,
}

/// How much it ate on the last local day on which it ate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fed {
    /// How many meals it had had by then: of two the one after more of them is the later, whatever the clocks said.
    after: u64,
    /// Days since 1970.
    day: i32,
    meals: u32,
}

/// What can happen to it.
#[derive(Clone, Copy, Debug)]
pub enum Input<'a> {
    /// It is given these to eat, one or many, as the dish that was chosen last.
    Feed(&'a [Portion]),
    Serve(Dish),
    Dress(Outfit),
    Move(Room),
    Name(&'a str),
    Prefer(&'a Taste),
    /// What is known of the person's nights, all or the last four weeks.
    Nights(&'a [Night]),
    /// What is known of the person's last week.
    Week(&'a Pantry),
    /// The person is up: they touch the page.
    Up,
    /// Time has passed.
    Tick,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cue {
    Ate {
        meals: u32,
        dish: Dish,
        grew: Option<Grew>,
    },
    /// All of it was eaten before.
    AteBefore,
    Given {
        grant: Grant,
        grew: Option<Grew>,
    },
    /// A choice was made: the bird looks or is called otherwise, or likes something else.
    Changed,
    /// It comes only with this level.
    Locked {
        level: u32,
    },
    FellAsleep,
    Yawned,
    Woke,
}

/// From one level to another, perhaps several at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grew {
    pub from: u32,
    pub to: u32,
}

impl Grew {
    /// What came with it.
    pub fn gains(&self) -> impl Iterator<Item = Gain> {
        let Grew { from, to } = *self;
        let outfits = Outfit::ALL.into_iter();
        let outfits = outfits.filter(move |one| from < one.level() && one.level() <= to);
        let rooms = Room::ALL.into_iter();
        let rooms = rooms.filter(move |one| from < one.level() && one.level() <= to);
        outfits.map(Gain::Outfit).chain(rooms.map(Gain::Room))
    }

    /// The stage that was reached with it, if another.
    pub fn stage(&self) -> Option<Stage> {
        let stage = Stage::of(self.to);
        (Stage::of(self.from) != stage).then_some(stage)
    }
}

impl Bird {
    /// A bird that comes now, in the season's room.
    pub fn new(now: &Now) -> Bird {
        use chrono::Datelike;
        let mut bird = Bird::nobody();
        bird.came_at = now.at;
        bird.choices.room = Room::of_month(now.day().month());
        bird
    }

    fn nobody() -> Bird {
        Bird {
            came_at: 0,
            choices: Choices::default(),
            ledger: Ledger::default(),
            habit: None,
            fed: Fed::default(),
            grew_at: None,
            given: None,
            up_at: None,
            did: None,
        }
    }

    /// The whole interface: what happens, and what comes of it; `None` if nothing did.
    pub fn step(&mut self, input: Input, now: &Now) -> Option<Cue> {
        if !matches!(input, Input::Tick | Input::Nights(_) | Input::Week(_)) {
            self.up_at = Some(now.at);
        }
        match input {
            Input::Feed(portions) => self.eat(portions, now),
            Input::Serve(dish) => self.choose(now, |choices| choices.dish = dish),
            Input::Dress(outfit) => self
                .locked(outfit.level())
                .or_else(|| self.choose(now, |choices| choices.outfit = outfit)),
            Input::Move(room) => self
                .locked(room.level())
                .or_else(|| self.choose(now, |choices| choices.room = room)),
            Input::Name(name) => {
                let name = name::cleaned(name);
                self.choose(now, |choices| choices.name = name)
            }
            Input::Prefer(taste) => self.choose(now, |choices| choices.taste = taste.clone()),
            Input::Nights(nights) => self.learn(nights, now),
            Input::Week(pantry) => {
                let day = pantry.day_off(now)?;
                self.give(Present::Rest, day, now)
            }
            Input::Up | Input::Tick => self.turn(now),
        }
    }

    fn eat(&mut self, portions: &[Portion], now: &Now) -> Option<Cue> {
        let before = self.progress().level;
        let here = portions
            .iter()
            .filter(|portion| food::is_here(portion.at, now));
        let mut meals = 0_u32;
        for portion in here {
            meals = meals.saturating_add(self.ledger.eat(portion, now.at).into());
        }
        if meals == 0 {
            return (!portions.is_empty()).then_some(Cue::AteBefore);
        }
        self.ledger.fold(now.at);
        let day = now.day_number();
        let so_far = if self.fed.day == day {
            self.fed.meals
        } else {
            0
        };
        self.fed = Fed {
            after: self.ledger.meals(),
            day,
            meals: so_far.saturating_add(meals),
        };
        Some(Cue::Ate {
            meals,
            dish: self.choices.dish,
            grew: self.grew(before, now),
        })
    }

    fn learn(&mut self, nights: &[Night], now: &Now) -> Option<Cue> {
        // Of two the one that knows the later night; what is told anew of the same nights is better known.
        let newer = |habit: &Habit| self.habit.is_none_or(|known| known.until <= habit.until);
        self.habit = Habit::of(nights).filter(newer).or(self.habit);
        let last = habit::regular_week(nights)?;
        self.give(Present::RegularWeek, last, now)
    }

    /// Gives the present of a week, if it is of late, and there was none.
    fn give(&mut self, present: Present, day: i32, now: &Now) -> Option<Cue> {
        let ago = now.day_number().saturating_sub(day);
        let before = self.progress().level;
        if !(-1..FRESH_DAYS).contains(&ago) {
            return None;
        }
        let grant = self.ledger.grant(present, day)?;
        self.given = Some((now.at, grant));
        let grew = self.grew(before, now);
        Some(Cue::Given { grant, grew })
    }

    fn grew(&mut self, from: u32, now: &Now) -> Option<Grew> {
        let to = self.progress().level;
        let grew = (from < to).then_some(Grew { from, to });
        if grew.is_some() {
            self.grew_at = Some(now.at);
        }
        grew
    }

    fn locked(&self, level: u32) -> Option<Cue> {
        (self.progress().level < level).then_some(Cue::Locked { level })
    }

    fn choose(&mut self, now: &Now, choose: impl FnOnce(&mut Choices)) -> Option<Cue> {
        let mut chosen = self.choices.clone();
        choose(&mut chosen);
        if chosen == self.choices {
            return None;
        }
        chosen.changed_at = now.at.max(self.choices.changed_at.saturating_add(1));
        self.choices = chosen;
        Some(Cue::Changed)
    }

    /// Falls asleep, becomes sleepy or wakes, when it is time.
    fn turn(&mut self, now: &Now) -> Option<Cue> {
        let doing = self.doing(now);
        let did = self.did.replace(doing)?;
        match doing {
            _ if did == doing => None,
            Doing::Asleep => Some(Cue::FellAsleep),
            Doing::Yawning => Some(Cue::Yawned),
            Doing::Awake if did == Doing::Asleep => Some(Cue::Woke),
            Doing::Awake => None,
        }
    }

    /// What both have been through. The order doesn't matter, nor how often it is done.
    pub fn merge(self, other: Bird) -> Bird {
        let came_at = match (self.came_at, other.came_at) {
            (0, at) | (at, 0) => at,
            (a, b) => a.min(b),
        };
        Bird {
            came_at,
            choices: self.choices.max(other.choices),
            ledger: self.ledger.merge(other.ledger),
            habit: self.habit.max(other.habit),
            fed: self.fed.max(other.fed),
            grew_at: self.grew_at.max(other.grew_at),
            given: self.given.max(other.given),
            up_at: self.up_at.max(other.up_at),
            did: self.did.max(other.did),
        }
    }

    pub fn progress(&self) -> Progress {
        Progress::new(self.ledger.experience())
    }

    pub fn stage(&self) -> Stage {
        Stage::of(self.progress().level)
    }

    /// Empty if it has none yet.
    pub fn name(&self) -> &str {
        &self.choices.name
    }

    pub fn taste(&self) -> &Taste {
        &self.choices.taste
    }

    pub fn outfit(&self) -> Outfit {
        self.choices.outfit
    }

    pub fn room(&self) -> Room {
        self.choices.room
    }

    pub fn dish(&self) -> Dish {
        self.choices.dish
    }

    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// The person's habit, or a guess.
    pub fn habit(&self) -> Habit {
        self.habit.unwrap_or(Habit::GUESS)
    }

    pub fn doing(&self, now: &Now) -> Doing {
        Doing::of(&self.habit(), self.up_at, now)
    }

    /// How many meals it had on the local day.
    pub fn fed_on(&self, now: &Now) -> u32 {
        match self.fed.day == now.day_number() {
            true => self.fed.meals,
            false => 0,
        }
    }

    /// The local day on which it came; `None` if that was not kept.
    pub fn came(&self, now: &Now) -> Option<NaiveDate> {
        (self.came_at != 0).then(|| date(now.day_of(self.came_at)))
    }
}
