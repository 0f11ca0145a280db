//! Files that are dropped: the whole window takes them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent};

use crate::engine::text::Text;
use crate::ui::dom::{Node, el, keep};
use crate::ui::live::live;
use crate::ui::state::opening::{Chosen, opening};
use crate::web::files::Dropped;
use crate::web::listen::Listening;

pub fn drop_target() -> Node {
    let opening = opening();
    let over = RwSignal::new(false);
    on_window("dragover", move |event| {
        if transfer_of_files(&event).is_some() {
            event.prevent_default();
            over.set(true);
        }
    });
    on_window("dragleave", move |event| {
        // Leaving the window has no element that is entered.
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    on_window("drop", move |event| {
        over.set(false);
        let Some(transfer) = transfer_of_files(&event) else {
            return;
        };
        event.prevent_default();
        let dropped = Dropped::of(&transfer);
        // Walking through folders takes a while, in which people change their minds.
        let number = opening.begin();
        spawn_local(async move {
            let files = dropped.files().await;
            opening.open_last(number, files.map_or(Chosen::TooMuch, Chosen::Files));
        });
    });
    el("div")
        .class("drop")
        .flag("hidden", live(move || !over.get()))
        .child(el("p").say(Text::DropHere))
}

/// Listens as long as the page stands: the first screen's must not outlive it, for the whole page has its own.
fn on_window(kind: &'static str, mut then: impl FnMut(DragEvent) + 'static) {
    let listening = Listening::to(&window(), kind, move |event| then(event.unchecked_into()));
    keep(listening);
}

fn transfer_of_files(event: &DragEvent) -> Option<DataTransfer> {
    let has_files = |transfer: &DataTransfer| transfer.types().includes(&"Files".into(), 0);
    event.data_transfer().filter(has_files)
}
