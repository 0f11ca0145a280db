//! What is said to the bird aloud.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::settings::{Settings, settings};
use crate::engine::talk::{Hearing, HearingTrouble};
use crate::web::speech::{self, Heard, Listener};

#[derive(Clone, Copy)]
pub struct Ears {
    settings: Settings,
    /// Where speech would become text; `None` where the browser can't do that at all.
    hearing: RwSignal<Option<Hearing>>,
    /// What the person was told of that, and agreed to.
    agreed: RwSignal<Option<Hearing>>,
    listener: StoredValue<Option<Listener>, LocalStorage>,
    is_listening: RwSignal<bool>,
    /// What it seems to be so far.
    so_far: RwSignal<String>,
    trouble: RwSignal<Option<HearingTrouble>>,
}

impl Ears {
    pub fn new() -> Ears {
        Ears {
            settings: settings(),
            hearing: RwSignal::default(),
            agreed: RwSignal::default(),
            listener: StoredValue::new_local(None),
            is_listening: RwSignal::default(),
            so_far: RwSignal::default(),
            trouble: RwSignal::default(),
        }
    }

    /// Finds out what the browser can do.
    pub fn look_around(self) {
        let tag = untrack(|| self.settings.language()).tag();
        spawn_local(async move {
            let found = speech::hearing(tag).await;
            self.hearing.set(found);
        });
    }

    /// The person agrees to what they were told.
    pub fn agree(self) {
        self.agreed.set(self.hearing.get_untracked());
    }

    /// Listens no more, and forgets what was said.
    pub fn stop(self) {
        self.listener.set_value(None);
        self.is_listening.set(false);
        self.so_far.set(String::new());
    }

    /// Listens to a sentence.
    ///
    /// * `then`: is given it when it is whole.
    pub fn listen(self, then: impl Fn(&str) + Clone + 'static) {
        let Some(hearing) = self.hearing.get_untracked() else {
            return;
        };
        let tag = untrack(|| self.settings.language()).tag();
        self.trouble.set(None);
        let heard = move |heard| match heard {
            Heard::SoFar(text) => self.so_far.set(text),
            Heard::Whole(text) => {
                self.so_far.set(String::new());
                then(&text);
            }
            Heard::Failed(trouble) => self.trouble.set(Some(trouble)),
            Heard::Ended => {
                self.is_listening.set(false);
                self.so_far.set(String::new());
                // It is what calls this.
                set_timeout(move || self.listener.set_value(None), Duration::ZERO);
            }
        };
        let listener = speech::listen(tag, hearing, heard);
        self.is_listening.set(listener.is_some());
        if listener.is_none() {
            self.trouble.set(Some(HearingTrouble::Other));
        }
        self.listener.set_value(listener);
    }

    /// Whatever was said so far is all.
    pub fn finish(self) {
        self.listener.with_value(|listener| {
            if let Some(listener) = listener {
                listener.finish();
            }
        });
    }

    pub fn hearing(self) -> Option<Hearing> {
        self.hearing.get()
    }

    pub fn agrees(self) -> bool {
        self.agreed.get() == self.hearing.get()
    }

    pub fn is_listening(self) -> bool {
        self.is_listening.get()
    }

    pub fn so_far(self) -> String {
        self.so_far.get()
    }

    pub fn trouble(self) -> Option<HearingTrouble> {
        self.trouble.get()
    }
}

/// What hears, from anywhere below the bird's page.
pub fn ears() -> Ears {
    expect_context()
}
