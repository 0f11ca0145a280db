//! Events that come in a few at a time, and what is counted of them meanwhile: counting a million at
//! once would keep a page from answering.

use super::event::{Event, Imported};
use super::figures::{Tally, Tallying};
use super::infer::clean::{Clocks, Finding};

/// All that is known of someone's events.
#[derive(Debug, PartialEq)]
pub struct Gathered {
    pub imported: Imported,
    pub tally: Tally,
    /// What machines posted.
    pub findings: Vec<Finding>,
}

/// Events that have come in so far.
#[derive(Default)]
pub struct Gathering {
    events: Vec<Event>,
    tallying: Tallying,
    clocks: Clocks,
}

impl Gathering {
    /// Takes in the next events, in the order of time.
    ///
    /// * `push`: puts them at the end of a list.
    pub fn add(&mut self, push: impl FnOnce(&mut Vec<Event>)) {
        let known = self.events.len();
        push(&mut self.events);
        let new = self.events.get(known..).unwrap_or_default();
        self.tallying.add(new);
        self.clocks.add(new);
    }

    /// All have come in.
    ///
    /// * `imported`: whatever else there is; its own events are not looked at.
    pub fn done(self, mut imported: Imported) -> Gathered {
        imported.events = self.events;
        Gathered {
            tally: self.tallying.done(),
            findings: self.clocks.findings(&imported.apps),
            imported,
        }
    }
}

impl Gathered {
    /// Of events that are all there already.
    pub fn of(mut imported: Imported) -> Gathered {
        let mut gathering = Gathering::default();
        let mut events = core::mem::take(&mut imported.events);
        gathering.add(|all| core::mem::swap(all, &mut events));
        gathering.done(imported)
    }
}
