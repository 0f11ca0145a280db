//! What a bird wears, where it lives, and from which level on.

/// What it wears.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outfit {
    #[default]
    None,
    Spring,
    Summer,
    Autumn,
    Winter,
    Pilot,
    Rain,
    Scholar,
    Star,
}

impl Outfit {
    pub const ALL: [Outfit; 9] = [
        Outfit::None,
        Outfit::Spring,
        Outfit::Summer,
        Outfit::Autumn,
        Outfit::Winter,
        Outfit::Pilot,
        Outfit::Rain,
        Outfit::Scholar,
        Outfit::Star,
    ];

    /// Its name in attributes and in what is saved.
    pub fn name(self) -> &'static str {
        match self {
            Outfit::None => "none",
            Outfit::Spring => "spring",
            Outfit::Summer => "summer",
            Outfit::Autumn => "autumn",
            Outfit::Winter => "winter",
            Outfit::Pilot => "pilot",
            Outfit::Rain => "rain",
            Outfit::Scholar => "scholar",
            Outfit::Star => "star",
        }
    }

    pub fn named(name: &str) -> Option<Outfit> {
        Outfit::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The level it comes with.
    pub fn level(self) -> u32 {
        match self {
            Outfit::Pilot => 3,
            Outfit::Rain => 4,
            Outfit::Scholar => 6,
            Outfit::Star => 8,
            _ => 1,
        }
    }
}

/// Where it lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Room {
    #[default]
    Spring,
    Summer,
    Autumn,
    Winter,
    Library,
    Harbour,
    Moon,
}

impl Room {
    pub const ALL: [Room; 7] = [
        Room::Spring,
        Room::Summer,
        Room::Autumn,
        Room::Winter,
        Room::Library,
        Room::Harbour,
        Room::Moon,
    ];

    /// Its name in attributes, files and what is saved.
    pub fn name(self) -> &'static str {
        match self {
            Room::Spring => "spring",
            Room::Summer => "summer",
            Room::Autumn => "autumn",
            Room::Winter => "winter",
            Room::Library => "library",
            Room::Harbour => "harbour",
            Room::Moon => "moon",
        }
    }

    pub fn named(name: &str) -> Option<Room> {
        Room::ALL.into_iter().find(|one| one.name() == name)
    }

    /// The level it comes with.
    pub fn level(self) -> u32 {
        match self {
            Room::Library => 3,
            Room::Harbour => 5,
            Room::Moon => 8,
            _ => 1,
        }
    }

    /// The room of a season.
    ///
    /// * `month`: 1 to 12, as the northern half of the world has it.
    pub fn of_month(month: u32) -> Room {
        match month {
            3..6 => Room::Spring,
            6..9 => Room::Summer,
            9..12 => Room::Autumn,
            _ => Room::Winter,
        }
    }
}

/// What comes with a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gain {
    Outfit(Outfit),
    Room(Room),
}

/// What the light in a room is like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    Dawn,
    Day,
    Dusk,
    Night,
}

impl Light {
    /// * `minute`: of the local day.
    pub fn at(minute: u16) -> Light {
        match minute / 60 {
            5..7 => Light::Dawn,
            7..17 => Light::Day,
            17..19 => Light::Dusk,
            _ => Light::Night,
        }
    }

    /// Its name in attributes.
    pub fn name(self) -> &'static str {
        match self {
            Light::Dawn => "dawn",
            Light::Day => "day",
            Light::Dusk => "dusk",
            Light::Night => "night",
        }
    }
}
