//! What is looked at, as the whole page left it for the desk.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::opened::Opened;
use crate::engine::protocol::opened::opened_from_bytes;
use crate::ui::dom::keep;
use crate::web::apart::DESK;

#[derive(Clone, Copy)]
pub struct DeskState {
    opened: RwSignal<Option<Arc<Opened>>>,
}

impl DeskState {
    pub fn new() -> DeskState {
        let opened = RwSignal::new(left());
        keep(DESK.on_left(move || opened.set(left())));
        DeskState { opened }
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
