//! What is kept of the bird: in this browser, with whatever other tabs keep, and in files.

use leptos::prelude::*;

use super::{BirdState, Keeping, SAVED, UNREAD};
use crate::engine::bird::Bird;
use crate::engine::bird::clock::Now;
use crate::engine::bird::saved::{self, Unread};
use crate::web::storage;

impl BirdState {
    /// Another tab has kept something, or erased the bird.
    pub(super) fn hear_of_other_tab(self) {
        let is_gone = storage::get(storage::BIRD).is_none();
        match is_gone && self.was_kept.get_value() {
            true => self.begin_anew(),
            false => {
                self.read_again();
            }
        }
    }

    /// Keeps it in this browser, with whatever another tab has kept meanwhile.
    pub(super) fn keep(self) {
        if matches!(self.keeping.get_untracked(), Keeping::Unread(_)) {
            return;
        }
        if self.read_again() {
            let text = self.bird.with_untracked(saved::written);
            let is_kept = storage::keep(storage::BIRD, &text);
            self.was_kept.set_value(is_kept);
            match (is_kept, self.keeping.get_untracked()) {
                (true, Keeping::Kept(_)) => {}
                (true, _) => self.keeping.set(Keeping::Kept(false)),
                (false, _) => self.keeping.set(Keeping::Refused),
            }
        }
    }

    /// Takes over what another tab has kept; whether it could be read.
    fn read_again(self) -> bool {
        match storage::get(storage::BIRD).map(|text| saved::read(text.as_bytes())) {
            None => true,
            Some(Ok(other)) => {
                let merged = self.bird.get_untracked().merge(other);
                if merged != self.bird.get_untracked() {
                    self.bird.set(merged);
                }
                true
            }
            Some(Err(unread)) => {
                self.keeping.set(Keeping::Unread(unread));
                false
            }
        }
    }

    /// Takes over what was eaten, worn and gained elsewhere, as a file tells it.
    ///
    /// # Errors
    /// Why the file gives no bird. Nothing has changed then.
    pub fn restore(self, text: &[u8]) -> Result<(), Unread> {
        let other = saved::read(text)?;
        if let Keeping::Unread(_) = self.keeping.get_untracked() {
            // Someone may still make sense of it.
            storage::set(UNREAD, self.kept().as_deref());
            storage::set(storage::BIRD, None);
            self.keeping.set(Keeping::Kept(false));
        }
        self.bird.set(self.bird.get_untracked().merge(other));
        self.keep();
        Ok(())
    }

    /// What a file is to hold.
    pub fn written(self) -> String {
        self.bird.with_untracked(saved::written)
    }

    /// It was saved to a file.
    pub fn is_saved(self) {
        let at = self.at.get_untracked();
        storage::set(SAVED, Some(&at.to_string()));
        self.saved_at.set(Some(at));
    }

    /// Nobody wants to be asked again during this visit.
    pub fn save_later(self) {
        self.saved_at.set(Some(self.at.get_untracked()));
    }

    /// Whether it is time to save it to a file.
    pub fn is_due(self) -> bool {
        let is_lasting = self.keeping.get() == Keeping::Kept(true);
        let saved_at = self.saved_at.get();
        !is_lasting
            && self
                .bird
                .with(|bird| saved::is_due(bird, saved_at, self.at.get()))
    }

    /// What is kept, whether it can be read or not.
    pub fn kept(self) -> Option<String> {
        storage::get(storage::BIRD)
    }

    /// Forgets everything; another bird comes.
    pub fn erase(self) {
        storage::set(storage::BIRD, None);
        storage::set(SAVED, None);
        storage::set(UNREAD, None);
        self.begin_anew();
    }

    fn begin_anew(self) {
        self.was_kept.set_value(false);
        self.saved_at.set(None);
        let zone = self.zone.get_untracked();
        let now = Now {
            at: self.at.get_untracked(),
            zone: &zone,
        };
        self.bird.set(Bird::new(&now));
        self.keeping.set(Keeping::Kept(false));
        self.cue.set(None);
        self.release();
    }

    pub(super) fn will_last(self, will: bool) {
        if will && self.keeping.get_untracked() == Keeping::Kept(false) {
            self.keeping.set(Keeping::Kept(true));
        }
    }
}
