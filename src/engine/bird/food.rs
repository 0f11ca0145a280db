//! Food: what the person did, each thing once. What there is of it, and what is still to be eaten.

use chrono::NaiveDate;

use super::clock::{DAY_SECS, Now, date};
use super::ledger::Ledger;
use crate::engine::event::{Event, Flags, Kind};
use crate::engine::source::github;

/// Food keeps for so many days: today's and that of those before.
pub const DAYS: usize = 7;
/// Clocks differ. What is said to happen later than this from now is not offered yet.
const AHEAD_SECS: i64 = DAY_SECS;

/// What a food is known by, the same wherever and however often it is fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(pub u64);

impl Key {
    /// * `id`: a commit's oid, or GitHub's own name of a node.
    pub fn of(kind: FoodKind, id: &str) -> Key {
        Key::of_parts(&[kind.name(), ":", id])
    }

    /// A post's. Its number alone would do for one account; several may feed a bird.
    pub fn of_post(id: u64, at: i64) -> Key {
        Key::of_parts(&["post:", &id.to_string(), "@", &at.to_string()])
    }

    /// Source: FNV-1a, Fowler, Noll, Vo.
    fn of_parts(parts: &[&str]) -> Key {
        let bytes = parts.iter().flat_map(|part| part.bytes());
        Key(bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoodKind {
    Commit,
    Issue,
    Pull,
    Review,
    Post,
}

impl FoodKind {
    pub const ALL: [FoodKind; 5] = [
        FoodKind::Commit,
        FoodKind::Issue,
        FoodKind::Pull,
        FoodKind::Review,
        FoodKind::Post,
    ];

    /// `None` for what feeds no bird.
    pub fn of(kind: Kind) -> Option<FoodKind> {
        Some(match kind {
            Kind::Commit => FoodKind::Commit,
            Kind::Issue => FoodKind::Issue,
            Kind::PullRequest => FoodKind::Pull,
            Kind::Review => FoodKind::Review,
            kind if kind.is_post() => FoodKind::Post,
            _ => return None,
        })
    }

    fn name(self) -> &'static str {
        match self {
            FoodKind::Commit => "commit",
            FoodKind::Issue => "issue",
            FoodKind::Pull => "pull",
            FoodKind::Review => "review",
            FoodKind::Post => "post",
        }
    }
}

/// Something that was done, and can be eaten once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Food {
    pub key: Key,
    /// When it was done, seconds since 1970, UTC. The same whenever it is fetched.
    pub at: i64,
    pub kind: FoodKind,
    /// All languages of its repository: indexes into [`Pantry::languages`]. Posts have none.
    pub languages: Vec<u16>,
}

/// A food on a tray: what eating needs to know of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Portion {
    pub at: i64,
    pub key: Key,
    pub kind: FoodKind,
}

/// What a bird likes to eat: of which languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Taste(Vec<String>);

impl Taste {
    /// So many languages a taste may have, and each so many bytes: GitHub knows 800 or so, of 60 letters at most.
    const MOST_LANGUAGES: usize = 1_000;
    const MOST_BYTES: usize = 200;

    /// Everything.
    pub const ANY: Taste = Taste(Vec::new());

    /// What is of one of these languages, written as GitHub does but for their case; [`Taste::ANY`] if there are
    /// none.
    pub fn only<'a>(languages: impl IntoIterator<Item = &'a str>) -> Taste {
        let mut names: Vec<String> = Vec::new();
        for language in languages {
            let name = language.trim();
            let is_name = !name.is_empty() && name.len() <= Taste::MOST_BYTES;
            let is_new = !names.iter().any(|other| other.eq_ignore_ascii_case(name));
            if is_name && is_new && names.len() < Taste::MOST_LANGUAGES {
                let place = names.partition_point(|other| other.as_str() < name);
                names.insert(place, name.to_owned());
            }
        }
        Taste(names)
    }

    pub fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    /// The languages; none if it likes everything.
    pub fn languages(&self) -> &[String] {
        &self.0
    }

    /// The same with another language.
    pub fn with(&self, language: &str) -> Taste {
        Taste::only(self.names().chain([language]))
    }

    /// The same with a language that it doesn't have, or without one that it has.
    pub fn toggled(&self, language: &str) -> Taste {
        match self.has(language) {
            true => Taste::only(
                self.names()
                    .filter(|name| !name.eq_ignore_ascii_case(language)),
            ),
            false => self.with(language),
        }
    }

    /// What can be chosen from: languages that were found, and after them those of its own that were not.
    pub fn among(&self, found: &[String]) -> Vec<String> {
        let is_found = |name: &&String| found.iter().any(|other| other.eq_ignore_ascii_case(name));
        let others = self.0.iter().filter(|name| !is_found(name));
        found.iter().chain(others).cloned().collect()
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether a language is one of them.
    pub fn has(&self, language: &str) -> bool {
        self.0
            .iter()
            .any(|name| name.eq_ignore_ascii_case(language))
    }
}

/// All the food that a source gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pantry {
    pub foods: Vec<Food>,
    /// Names of languages, as GitHub writes them.
    pub languages: Vec<String>,
    /// The last moment that the source knows, of one that is not asked anew every day: its last week is offered.
    pub until: Option<i64>,
}

/// The food of one local day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tray {
    pub day: NaiveDate,
    /// What is to be eaten, in its order of time.
    pub waiting: Vec<Portion>,
    /// How much of it was eaten.
    pub eaten: u32,
}

impl Pantry {
    /// The posts of the last week that has any.
    ///
    /// * `events`: by time, of all kinds.
    pub fn of_posts(events: &[Event]) -> Pantry {
        // What came back without its id would be eaten once more by each way that it comes.
        let is_food = |event: &&Event| {
            event.kind.is_post() && event.id != 0 && !event.flags.has(Flags::BOT_WORD)
        };
        let mut posts = events.iter().rev().filter(is_food);
        let Some(last) = posts.clone().next().map(Event::epoch_secs) else {
            return Pantry::default();
        };
        // A day of a zone may begin a day before or after that of another, and have an hour more.
        let from = last.saturating_sub((DAYS as i64 + 1) * DAY_SECS);
        let food = |event: &Event| {
            let at = event.epoch_secs();
            Food {
                key: Key::of_post(event.id, at),
                at,
                kind: FoodKind::Post,
                languages: Vec::new(),
            }
        };
        let posts = core::iter::from_fn(|| posts.next().filter(|post| from <= post.epoch_secs()));
        Pantry {
            foods: posts.map(food).collect(),
            languages: Vec::new(),
            until: Some(last),
        }
    }

    /// What was contributed on GitHub within the last days.
    pub fn of_github(food: &github::Food) -> Pantry {
        let foods = food.bites.iter();
        let foods =
            foods.filter_map(|bite| Food::of_github(bite.kind, &bite.id, bite.at, &bite.languages));
        Pantry {
            foods: foods.collect(),
            languages: food.languages.clone(),
            until: None,
        }
    }

    /// What is offered: a tray for each of the last seven local days, today's first.
    pub fn trays(&self, ledger: &Ledger, taste: &Taste, now: &Now) -> Vec<Tray> {
        let last = self.last_day(now);
        let tray = |back: usize| Tray {
            day: date(last.saturating_sub(back as i32)),
            waiting: Vec::new(),
            eaten: 0,
        };
        let mut trays: Vec<Tray> = (0..DAYS).map(tray).collect();
        let liked: Vec<bool> = self.languages.iter().map(|name| taste.has(name)).collect();
        for food in &self.foods {
            if !taste.is_any() && !food.is_of(&liked) {
                continue;
            }
            // What a clock that is slow takes for tomorrow's is today's.
            let back = last.saturating_sub(now.day_of(food.at)).max(0);
            let tray = usize::try_from(back)
                .ok()
                .and_then(|back| trays.get_mut(back));
            let Some(tray) = tray.filter(|_| is_here(food.at, now)) else {
                continue;
            };
            let portion = Portion {
                at: food.at,
                key: food.key,
                kind: food.kind,
            };
            // A source may tell of a thing twice.
            let Err(place) = tray.waiting.binary_search(&portion) else {
                continue;
            };
            tray.waiting.insert(place, portion);
        }
        for tray in &mut trays {
            let all = tray.waiting.len();
            tray.waiting.retain(|portion| ledger.takes(portion));
            tray.eaten = all.saturating_sub(tray.waiting.len()) as u32;
        }
        trays
    }

    /// The last day before the last one on which nothing was done, after one on which something was, in days since
    /// 1970: whatever the taste, and as far as a week tells.
    pub(super) fn day_off(&self, now: &Now) -> Option<i32> {
        let last = self.last_day(now);
        let mut is_busy = [false; DAYS];
        for food in &self.foods {
            let back = last.saturating_sub(now.day_of(food.at));
            let day = usize::try_from(back)
                .ok()
                .and_then(|back| is_busy.get_mut(back));
            if let Some(day) = day {
                *day = true;
            }
        }
        let first = is_busy.iter().rposition(|is_busy| *is_busy)?;
        let off = (1..first).find(|back| is_busy.get(*back) == Some(&false))?;
        Some(last.saturating_sub(off as i32))
    }

    /// The last local day of which food is offered, in days since 1970.
    pub(super) fn last_day(&self, now: &Now) -> i32 {
        let today = now.day_number();
        self.until
            .map_or(today, |until| now.day_of(until).min(today))
    }
}

impl Food {
    /// What was done on GitHub. `None` if it feeds no bird.
    ///
    /// * `id`: a commit's oid, or GitHub's own name of a node.
    /// * `languages`: indexes into [`Pantry::languages`].
    pub fn of_github(kind: Kind, id: &str, at: i64, languages: &[u32]) -> Option<Food> {
        let kind = FoodKind::of(kind).filter(|kind| *kind != FoodKind::Post)?;
        let known = languages
            .iter()
            .filter_map(|index| u16::try_from(*index).ok());
        Some(Food {
            key: Key::of(kind, id),
            at,
            kind,
            languages: known.collect(),
        })
    }

    /// * `liked`: whether each language is.
    fn is_of(&self, liked: &[bool]) -> bool {
        let is_liked = |language: &u16| liked.get(usize::from(*language)) == Some(&true);
        self.kind == FoodKind::Post || self.languages.iter().any(is_liked)
    }
}

/// Whether something isn't of a time to come.
pub(super) fn is_here(at: i64, now: &Now) -> bool {
    at <= now.at.saturating_add(AHEAD_SECS)
}

/// What is to be eaten next: of the oldest day the first, before it is too old.
pub fn next(trays: &[Tray]) -> Option<Portion> {
    let oldest = trays.iter().rev().find(|tray| !tray.waiting.is_empty())?;
    oldest.waiting.first().copied()
}

/// All that is waiting, oldest first.
pub fn all(trays: &[Tray]) -> Vec<Portion> {
    let waiting = trays.iter().rev().flat_map(|tray| &tray.waiting);
    waiting.copied().collect()
}

/// How much is waiting.
pub fn waiting(trays: &[Tray]) -> u64 {
    trays.iter().map(|tray| tray.waiting.len() as u64).sum()
}
