//! Files that are dropped: the whole window takes them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::DragEvent;

use crate::engine::text::Text;
use crate::ui::live::live;
use crate::ui::state::opening::{Chosen, opening};
use crate::ui::state::settings::settings;
use crate::web::files::Dropped;

#[component]
pub fn DropTarget() -> impl IntoView {
    let (settings, opening) = (settings(), opening());
    let over = RwSignal::new(false);
    let holds_files = |event: &DragEvent| {
        let types = event.data_transfer().map(|transfer| transfer.types());
        types.is_some_and(|types| types.includes(&"Files".into(), 0))
    };
    let enter = window_event_listener(leptos::ev::dragover, move |event| {
        if holds_files(&event) {
            event.prevent_default();
            over.set(true);
        }
    });
    let leave = window_event_listener(leptos::ev::dragleave, move |event| {
        // Leaving the window has no element that is entered.
        if event.related_target().is_none() {
            over.set(false);
        }
    });
    let drop = window_event_listener(leptos::ev::drop, move |event| {
        over.set(false);
        let Some(transfer) = event.data_transfer().filter(|_| holds_files(&event)) else {
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
    // The first screen's must not outlive it: the whole page has its own.
    on_cleanup(move || {
        [enter, leave, drop]
            .into_iter()
            .for_each(|listener| listener.remove())
    });
    view! {
        <div class="drop" hidden=live(move || !over.get())>
            <p>{settings.words(Text::DropHere)}</p>
        </div>
    }
}
