//! Which events count. Everything that is left out can be counted in again.

use crate::engine::event::{Event, Flags, Kind};

/// Whether something counts as a sign of being awake.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Treatment {
    #[default]
    Counted,
    LeftOut,
}

/// Some of the posting apps: indexes into [`crate::engine::event::Imported::apps`]. They are few; a tree
/// of them would weigh twenty times as much as this list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Apps(Vec<u16>); // ascending

impl Apps {
    pub fn contains(&self, app: u16) -> bool {
        self.0.binary_search(&app).is_ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Ascending.
    pub fn iter(&self) -> impl Iterator<Item = u16> {
        self.0.iter().copied()
    }

    pub fn insert(&mut self, app: u16) {
        if let Err(place) = self.0.binary_search(&app) {
            self.0.insert(place, app);
        }
    }

    /// Says whether it was there.
    pub fn remove(&mut self, app: u16) -> bool {
        let place = self.0.binary_search(&app);
        place.map(|place| self.0.remove(place)).is_ok()
    }

    pub fn ascending(&self) -> &[u16] {
        &self.0
    }

    /// Where these are the apps that are left out.
    pub fn treatment(&self, app: u16) -> Treatment {
        match self.contains(app) {
            true => Treatment::LeftOut,
            false => Treatment::Counted,
        }
    }

    pub fn treat(&mut self, app: u16, treatment: Treatment) {
        match treatment {
            Treatment::LeftOut => self.insert(app),
            Treatment::Counted => _ = self.remove(app),
        }
    }
}

impl FromIterator<u16> for Apps {
    fn from_iter<I: IntoIterator<Item = u16>>(apps: I) -> Apps {
        let mut some = Apps::default();
        apps.into_iter().for_each(|app| some.insert(app));
        some
    }
}

/// Which events count. The default for posts is midare's: those with bot words are left out, all else
/// counts; of other acts those that say something, see [`Kind::is_off_at_first`]. Events of which only
/// the day is known never count, whatever the filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// How each kind is treated, in the order of [`Kind::ALL`].
    pub kinds: [Treatment; Kind::ALL.len()],
    /// Posting apps that are left out: indexes into [`crate::engine::event::Imported::apps`].
    pub hidden_apps: Apps,
    /// Posting apps of which only what they posted at second 0 is left out: it was scheduled, see
    /// [`super::clean`].
    pub scheduled_apps: Apps,
    pub retweets: Treatment,
    /// Posts that hold one of midare's bot words.
    pub bot_words: Treatment,
    /// Events of GitHub that have one of these flags are left out.
    pub not_done: Flags,
}

impl Default for Filter {
    fn default() -> Filter {
        Filter {
            kinds: Kind::ALL.map(|kind| match kind.is_off_at_first() {
                true => Treatment::LeftOut,
                false => Treatment::Counted,
            }),
            hidden_apps: Apps::default(),
            scheduled_apps: Apps::default(),
            retweets: Treatment::Counted,
            bot_words: Treatment::LeftOut,
            not_done: Flags::NOT_DONE,
        }
    }
}

impl Filter {
    /// When the events that count were, in seconds since 1970.
    pub fn moments(&self, events: &[Event]) -> Vec<u32> {
        let sieve = self.sieve();
        let mut moments = Vec::new();
        for event in events {
            if sieve.counts(event) {
                moments.extend(u32::try_from(event.epoch_secs()));
            }
        }
        moments
    }

    /// The same filter, for whoever asks it of a million events.
    pub fn sieve(&self) -> Sieve<'_> {
        Sieve {
            filter: self,
            left_out: core::array::from_fn(|bits| self.leaves_out(Flags::from_bits(bits as u8))),
            asks_for_apps: !(self.hidden_apps.is_empty() && self.scheduled_apps.is_empty()),
        }
    }

    pub fn counts(&self, event: &Event) -> bool {
        !(self.kinds[event.kind as usize] == Treatment::LeftOut
            || self.leaves_out(event.flags)
            || event.kind.is_post() && self.hides_app_of(event))
    }

    fn leaves_out(&self, flags: Flags) -> bool {
        let flagged_out = |flag, treatment| flags.has(flag) && treatment == Treatment::LeftOut;
        flags.has(Flags::DATE_ONLY)
            || flags.has(self.not_done)
            || flagged_out(Flags::RETWEET, self.retweets)
            || flagged_out(Flags::BOT_WORD, self.bot_words)
    }

    /// All kinds of acts that are no posts; those that are off at first are never counted with the rest.
    pub fn treat_acts(&mut self, treatment: Treatment) {
        for (kind, treated) in Kind::ALL.into_iter().zip(&mut self.kinds) {
            if kind.is_act() {
                *treated = match kind.is_off_at_first() {
                    true => Treatment::LeftOut,
                    false => treatment,
                };
            }
        }
    }

    /// All of an archive, but for what is off at first.
    pub fn treat_archive(&mut self, treatment: Treatment) {
        self.treat_acts(treatment);
        for (kind, treated) in Kind::ALL.into_iter().zip(&mut self.kinds) {
            if kind.is_post() {
                *treated = treatment;
            }
        }
    }

    /// All that was done on GitHub.
    pub fn treat_github(&mut self, treatment: Treatment) {
        for (kind, treated) in Kind::ALL.into_iter().zip(&mut self.kinds) {
            if kind.is_github() {
                *treated = treatment;
            }
        }
    }

    /// Of a post.
    fn hides_app_of(&self, event: &Event) -> bool {
        self.hidden_apps.contains(event.app)
            || self.scheduled_apps.contains(event.app) && is_at_second_0(event)
    }
}

/// A filter with what it says of all flags found out beforehand: see [`Filter::sieve`].
pub struct Sieve<'a> {
    filter: &'a Filter,
    /// By the bits of the flags.
    left_out: [bool; 256],
    asks_for_apps: bool,
}

impl Sieve<'_> {
    // The page's build, made to be small, would call it a million times.
    #[inline(always)]
    pub fn counts(&self, event: &Event) -> bool {
        self.filter.kinds[event.kind as usize] == Treatment::Counted
            && !self.left_out[usize::from(event.flags.bits())]
            && !(self.asks_for_apps && event.kind.is_post() && self.filter.hides_app_of(event))
    }
}

/// Whether an event is at second 0 of its minute: machines are on time, people once in sixty.
pub fn is_at_second_0(event: &Event) -> bool {
    event.epoch_secs() % 60 == 0
}
