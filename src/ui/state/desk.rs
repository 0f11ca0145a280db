//! What is looked at, as the whole page left it for the desk.

use std::sync::Arc;

use leptos::prelude::*;

use super::keeping::Told;
use super::texts::answer_recalls;
use crate::engine::opened::Opened;
use crate::engine::protocol::opened::opened_from_bytes;
use crate::ui::dom::keep;
use crate::web::apart::DESK;

#[derive(Clone, Copy)]
pub struct DeskState {
    opened: RwSignal<Option<Arc<Opened>>>,
    /// What was done last with what is kept. It may take longer than someone stays on that page.
    pub told: RwSignal<Told>,
}

impl DeskState {
    pub fn new() -> DeskState {
        let opened = RwSignal::new(left());
        keep(DESK.on_left(move || opened.set(left())));
        answer_recalls();
        DeskState {
            opened,
            told: RwSignal::new(Told::Nothing),
        }
    }

    /// `None` where nothing has been opened.
    pub fn opened(self) -> Option<Arc<Opened>> {
        self.opened.get()
    }
}

/// The desk's state, from anywhere below it.
pub fn desk() -> DeskState {
    expect_context()
}

fn left() -> Option<Arc<Opened>> {
    opened_from_bytes(&DESK.left()?).map(Arc::new)
}
