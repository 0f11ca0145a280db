//! A bird's card: what someone shows others of it, as a line of text that fits into a link or a file. Nothing in it
//! says what it ate. A card is what its bearer says; how much of it public activity bears out is told beside it.

use super::clock::{Now, day_number, is_livable};
use super::level;
use super::wardrobe::{Outfit, Room};
use super::{Bird, name};

/// What a line begins with: the version of its form.
const FORM: &str = "1";
/// No card is longer, bytes: 30 characters take 12 each at most.
const MOST_BYTES: usize = 600;
/// GitHub's own bound.
const MOST_LOGIN: usize = 39;
/// So many cards are kept, the latest ones.
const MOST_CARDS: usize = 100;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Card {
    /// The day it was made, in days since 1970.
    made_on: i32,
    experience: u64,
    outfit: Outfit,
    room: Room,
    /// On GitHub; empty if it isn't told.
    login: String,
    /// The bird's; empty if it has none.
    name: String,
}

/// What a card says, as a link has it, in which it may be anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// In days since 1970.
    pub made_on: i32,
    pub experience: u64,
    /// Place among all outfits, and among all rooms.
    pub outfit: u8,
    pub room: u8,
    pub login: String,
    pub name: String,
}

/// What public activity says of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is enough for such a bird.
    BorneOut,
    /// It isn't known, or isn't enough: the bird may be older than a year, or live on what isn't public.
    Unproven,
}

impl Card {
    /// * `login`: on GitHub; empty if it isn't to be told.
    pub fn of(bird: &Bird, login: &str, now: &Now) -> Card {
        let login = if is_login(login) { login } else { "" };
        Card {
            made_on: day_number(now.at),
            experience: bird.ledger.experience(),
            outfit: bird.outfit(),
            room: bird.room(),
            login: login.to_owned(),
            name: bird.name().to_owned(),
        }
    }

    /// The card of a line; `None` if it is none. Whatever surrounds it is passed over: a link up to its `#bird=`,
    /// blanks.
    pub fn read(line: &str) -> Option<Card> {
        let line = line.rsplit("#bird=").next().unwrap_or(line).trim();
        let mut parts = Some(line)
            .filter(|line| line.len() <= MOST_BYTES)?
            .split('.');
        let mut part = || parts.next();
        let is_known = part()? == FORM;
        let card = Card {
            made_on: part()?.parse().ok()?,
            experience: part()?.parse().ok()?,
            outfit: Outfit::named(part()?)?,
            room: Room::named(part()?)?,
            login: part()?.to_owned(),
            name: name::cleaned(&unescaped(part()?)?),
        };
        (is_known && card.is_possible() && part().is_none()).then_some(card)
    }

    /// The card of what a link says; `None` if there can't be such a one.
    pub fn of_parts(parts: Parts) -> Option<Card> {
        let card = Card {
            made_on: parts.made_on,
            experience: parts.experience,
            outfit: *Outfit::ALL.get(usize::from(parts.outfit))?,
            room: *Room::ALL.get(usize::from(parts.room))?,
            login: parts.login,
            name: name::cleaned(&parts.name),
        };
        card.is_possible().then_some(card)
    }

    pub fn parts(&self) -> Parts {
        fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
            all.iter().take_while(|other| *other != one).count() as u8
        }
        Parts {
            made_on: self.made_on,
            experience: self.experience,
            outfit: place(&Outfit::ALL, &self.outfit),
            room: place(&Room::ALL, &self.room),
            login: self.login.clone(),
            name: self.name.clone(),
        }
    }

    fn is_possible(&self) -> bool {
        let level = self.level();
        let is_worn = self.outfit.level() <= level && self.room.level() <= level;
        let is_told = self.login.is_empty() || is_login(&self.login);
        is_livable(self.made_on) && is_worn && is_told
    }

    /// Letters, digits, dots, dashes and percent signs alone, so that it can stand in a link as it is.
    pub fn written(&self) -> String {
        let mut to = [
            FORM,
            &self.made_on.to_string(),
            &self.experience.to_string(),
            self.outfit.name(),
            self.room.name(),
            &self.login,
            "",
        ]
        .join(".");
        escape(&self.name, &mut to);
        to
    }

    pub fn level(&self) -> u32 {
        level::of(self.experience)
    }

    pub fn outfit(&self) -> Outfit {
        self.outfit
    }

    pub fn room(&self) -> Room {
        self.room
    }

    /// On GitHub; empty if it isn't told. Data, to be shown as text.
    pub fn login(&self) -> &str {
        &self.login
    }

    /// The bird's; empty if it has none. Data, to be shown as text.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// * `contributions`: the public ones of the last year, if they are known.
    pub fn standing(&self, contributions: Option<u64>) -> Standing {
        // Presents come besides: two a week.
        let presents = 53 * 2 * level::OF_A_PRESENT;
        let most = |meals: u64| {
            meals
                .saturating_mul(level::OF_A_MEAL)
                .saturating_add(presents)
        };
        match contributions {
            Some(meals) if self.experience <= most(meals) => Standing::BorneOut,
            _ => Standing::Unproven,
        }
    }

    /// Whether two are of one bird: of one account, or where none is told, of one name.
    fn is_of(&self, other: &Card) -> bool {
        let is_same_name = self.login.is_empty() && self.name == other.name;
        self.login.eq_ignore_ascii_case(&other.login) && (!self.login.is_empty() || is_same_name)
    }
}

/// The cards that someone has been shown, the latest of each bird, in the order in which they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cards(Vec<Card>);

impl Cards {
    pub fn all(&self) -> &[Card] {
        &self.0
    }

    /// Takes a card; an older one of the same bird goes, and of too many the first one.
    pub fn take(&mut self, card: Card) {
        let known = self.0.iter().position(|other| other.is_of(&card));
        match known.and_then(|at| self.0.get_mut(at)) {
            Some(known) if known.made_on <= card.made_on => *known = card,
            Some(_) => {}
            None => self.0.push(card),
        }
        if MOST_CARDS < self.0.len() {
            self.0.remove(0);
        }
    }

    pub fn drop(&mut self, card: &Card) {
        self.0.retain(|other| other != card);
    }

    /// A line each; what is no card is passed over.
    pub fn read(text: &str) -> Cards {
        let mut cards = Cards::default();
        for card in text.lines().filter_map(Card::read) {
            cards.take(card);
        }
        cards
    }

    pub fn written(&self) -> String {
        let mut to = String::new();
        for card in &self.0 {
            to.push_str(&card.written());
            to.push('\n');
        }
        to
    }
}

fn is_login(login: &str) -> bool {
    let is_of_login = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !login.is_empty() && login.len() <= MOST_LOGIN && login.bytes().all(is_of_login)
}

/// As in links: letters and digits as they are, of all else each byte.
fn escape(text: &str, to: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            to.push(byte.into());
            continue;
        }
        to.push('%');
        for digit in [byte >> 4, byte & 15] {
            to.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
    }
}

fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next()?).to_digit(16);
        bytes.push(match byte {
            b'%' => (digit()? << 4 | digit()?) as u8,
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
}
