//! When someone slept, found out by the rhythm worker for whoever asks.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use crate::engine::infer::sleep::Timeline;
use crate::engine::opened::Opened;
use crate::engine::protocol::rhythm::{Ask, Life, Tell};
use crate::web::page;
use crate::web::rhythm::{Heard, RHYTHM, RhythmClient};

/// How likely someone slept, bin by bin.
pub type Known = Arc<(Timeline, Vec<u8>)>;

/// How far that is.
#[derive(Clone, PartialEq)]
pub enum Sleep {
    None,
    Asked,
    Known(Known),
    Failed,
}

#[derive(Clone, Copy)]
pub struct Slept {
    status: RwSignal<Sleep>,
    /// Whose sleep it is about.
    of: StoredValue<Option<Arc<Opened>>>,
    client: StoredValue<Option<RhythmClient>, LocalStorage>,
    /// What is done when it is known.
    then: StoredValue<Option<Then>, LocalStorage>,
}

type Then = Box<dyn FnOnce(&Timeline, &[u8])>;

impl Slept {
    pub fn new() -> Slept {
        Slept {
            status: RwSignal::new(Sleep::None),
            of: StoredValue::new(None),
            client: StoredValue::new_local(None),
            then: StoredValue::new_local(None),
        }
    }

    pub fn status(self) -> Sleep {
        self.status.get()
    }

    /// Calls `then` when it is known: at once if it is already, and never if it can't be.
    pub fn ask(self, opened: Arc<Opened>, then: impl FnOnce(&Timeline, &[u8]) + 'static) {
        let is_same = self.of.with_value(|of| of.as_ref() == Some(&opened));
        match self.status.get_untracked() {
            Sleep::Known(known) if is_same => return then(&known.0, &known.1),
            _ => self.then.set_value(Some(Box::new(then))),
        }
        if is_same && self.status.get_untracked() == Sleep::Asked {
            return;
        }
        let client = RhythmClient::start(RHYTHM, Box::new(move |heard| self.hear(heard)));
        let Ok(client) = client else {
            return self.status.set(Sleep::Failed);
        };
        let moments = opened.filter.moments(&opened.imported.events);
        let life = Life {
            country: opened.country,
            marked: opened.marked.clone(),
            today: opened.zone.local(page::now()).date(),
            zone: opened.zone.clone(),
        };
        client.begin(&Ask::Life { job: 1, life }, &moments);
        self.client.set_value(Some(client));
        self.of.set_value(Some(opened));
        self.status.set(Sleep::Asked);
    }

    fn hear(self, heard: Heard) {
        match heard {
            Heard::Said(Tell::Sleep {
                timeline, asleep, ..
            }) => {
                let known = Arc::new((timeline, asleep));
                self.status.set(Sleep::Known(known.clone()));
                let mut then = None;
                self.then.update_value(|waiting| then = waiting.take());
                if let Some(then) = then {
                    then(&known.0, &known.1);
                }
            }
            Heard::Died => self.status.set(Sleep::Failed),
            // Of what follows nothing is wanted.
            Heard::Said(_) | Heard::Sketch(_) => return,
        }
        // It is what calls this.
        set_timeout(move || self.client.set_value(None), Duration::ZERO);
    }
}
