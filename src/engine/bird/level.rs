//! Experience, the level it makes, and how grown a bird of that level is.

/// What a meal is worth.
pub const OF_A_MEAL: u64 = 10;
/// What a present is worth.
pub const OF_A_PRESENT: u64 = 10;

/// The experience from which on a bird is of that level: 10·(2^L − 2), so that a level needs twice as much as the
/// one before it. The first needs none.
pub fn needed(level: u32) -> u64 {
    let power = 1_u64.checked_shl(level).unwrap_or(u64::MAX);
    power.saturating_sub(2).saturating_mul(10)
}

/// The level of that much experience: 1 to 60.
pub fn of(experience: u64) -> u32 {
    (experience / 10).saturating_add(2).ilog2()
}

/// The level that so many meals alone would make.
pub fn of_meals(meals: u64) -> u32 {
    of(meals.saturating_mul(OF_A_MEAL))
}

/// How far a bird is within its level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    pub level: u32,
    /// The experience gained since the level was reached: less than `of`.
    pub done: u64,
    /// What the next level takes from this one on.
    pub of: u64,
}

impl Progress {
    pub fn new(experience: u64) -> Progress {
        let level = of(experience);
        let reached = needed(level);
        Progress {
            level,
            done: experience.saturating_sub(reached),
            of: needed(level.saturating_add(1)).saturating_sub(reached),
        }
    }

    /// What is still missing, as meals.
    pub fn meals_left(&self) -> u64 {
        self.of.saturating_sub(self.done).div_ceil(OF_A_MEAL)
    }

    pub fn percent(&self) -> u8 {
        let percent = self.done / (self.of / 100).max(1);
        // A level of 40 has no hundredth that is whole.
        let percent = match self.of {
            0..10_000 => self.done.saturating_mul(100) / self.of.max(1),
            _ => percent,
        };
        percent.min(99) as u8
    }
}

/// How grown it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Chick,
    Young,
    Grown,
    Elder,
}

impl Stage {
    pub const ALL: [Stage; 4] = [Stage::Chick, Stage::Young, Stage::Grown, Stage::Elder];

    pub fn of(level: u32) -> Stage {
        match level {
            ..3 => Stage::Chick,
            3..6 => Stage::Young,
            6..10 => Stage::Grown,
            _ => Stage::Elder,
        }
    }

    /// Its name in attributes.
    pub fn name(self) -> &'static str {
        match self {
            Stage::Chick => "chick",
            Stage::Young => "young",
            Stage::Grown => "grown",
            Stage::Elder => "elder",
        }
    }
}
