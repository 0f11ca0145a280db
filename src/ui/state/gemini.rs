//! The person's own key to Gemini, which the talk worker holds, and with which model it is used.

use leptos::prelude::*;

use super::talker::Talker;
use crate::engine::protocol::talk::{Ask, Tell};
use crate::engine::talk::Trouble;
use crate::engine::talk::gemini::{Key, Model};
use crate::ui::live::effect;
use crate::web::storage;
use crate::web::talk::Heard;

/// Where a key is kept until the tab is closed, if the person wants that.
const KEPT: &str = "yodori-gemini";

#[derive(Clone, Copy)]
pub struct Gemini {
    talker: Talker,
    has_key: RwSignal<bool>,
    /// Whether the person has seen what is sent, and agreed.
    agrees: RwSignal<bool>,
    models: RwSignal<Vec<Model>>,
    model: RwSignal<Option<Model>>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Gemini {
    pub fn new(talker: Talker) -> Gemini {
        let gemini = Gemini {
            talker,
            has_key: RwSignal::default(),
            agrees: RwSignal::default(),
            models: RwSignal::default(),
            model: RwSignal::default(),
            trouble: RwSignal::default(),
        };
        effect(move || {
            if 0 < talker.deaths() {
                gemini.has_key.set(false);
                untrack(|| gemini.take_kept());
            }
        });
        gemini
    }

    /// Takes the key that this tab keeps, if there is one.
    pub fn take_kept(self) {
        let kept = storage::of_tab(KEPT).as_deref().and_then(Key::new);
        if let Some(key) = kept.filter(|_| !self.has_key.get_untracked()) {
            self.take(key);
        }
    }

    /// Takes a key, and asks which models there are.
    pub fn take(self, key: Key) {
        self.talker.tell(&Ask::Key { key });
        self.has_key.set(true);
        self.trouble.set(None);
        self.talker.ask(
            |job| Ask::Models { job },
            move |heard| match heard {
                Heard::Said(Tell::Models { models, newest, .. }) => {
                    self.model
                        .set(newest.clone().or_else(|| models.first().cloned()));
                    self.models.set(models.clone());
                }
                Heard::Said(Tell::Trouble { trouble, .. }) => self.trouble.set(Some(*trouble)),
                _ => self.trouble.set(Some(Trouble::Offline)),
            },
        );
    }

    /// Keeps a key until the tab is closed.
    pub fn keep(key: &Key) {
        storage::set_of_tab(KEPT, Some(key.secret()));
    }

    /// Forgets the key, here and in the worker.
    pub fn forget(self) {
        self.talker.tell(&Ask::Forget);
        storage::set_of_tab(KEPT, None);
        self.has_key.set(false);
        self.agrees.set(false);
        self.models.set(Vec::new());
        self.model.set(None);
        self.trouble.set(None);
    }

    pub fn agree(self) {
        self.agrees.set(true);
    }

    /// Chooses a model, one that was listed or any other.
    pub fn set_model(self, name: &str) {
        if let Some(model) = Model::new(name) {
            self.model.set(Some(model));
        }
    }

    pub fn can_be_asked(self) -> bool {
        self.has_key.get() && self.agrees.get() && self.model.with(Option::is_some)
    }

    pub fn has_key(self) -> bool {
        self.has_key.get()
    }

    pub fn agrees(self) -> bool {
        self.agrees.get()
    }

    pub fn models(self) -> RwSignal<Vec<Model>> {
        self.models
    }

    pub fn model(self) -> Option<Model> {
        self.model.get()
    }

    pub fn trouble(self) -> Option<Trouble> {
        self.trouble.get()
    }
}

/// The key and the models, from anywhere below the bird's page.
pub fn gemini() -> Gemini {
    expect_context()
}
