//! The first screen alone, as everyone downloads it. For whatever is chosen on it the whole page is
//! loaded, which takes its place.

use std::any::Any;
use std::cell::RefCell;

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::live::{effect, live, part};
use super::pages::Page;
use super::pages::welcome::Welcome;
use super::parts::door::Door;
use super::parts::frame::Frame;
use super::parts::sample_card::three_weeks;
use super::state::opening::{Chosen, Opening};
use super::state::settings::Settings;
use crate::web::{archive, handover, listen::Listening, page};

/// The mounted screen, and what waits for its end.
type Screen = (Box<dyn Any>, Option<Listening>);

thread_local! {
    /// Both go when the whole page has arrived.
    static SCREEN: RefCell<Option<Screen>> = const { RefCell::new(None) };
}

/// Puts the first screen in the place of what index.html showed before it arrived.
pub fn start_first() {
    let Some(body) = page::body() else { return };
    let screen = mount_to(body, First);
    let arrived = handover::on_arrived(|| drop(SCREEN.take()));
    SCREEN.set(Some((Box::new(screen), arrived)));
    page::remove("before");
}

#[component]
fn First() -> impl IntoView {
    provide_context(Settings::load());
    provide_context(Opening::new(move |chosen| match chosen {
        Chosen::Sample(sample) => {
            handover::leave(handover::Chosen::Sample(sample.handle().into()));
            handover::load();
        }
        Chosen::TooMuch => {
            handover::leave(handover::Chosen::TooMuch);
            handover::load();
        }
        Chosen::Files(files) => {
            handover::leave(handover::Chosen::Files(files.clone()));
            // First, for the whole page lets it start before it keeps this thread busy.
            if !files.is_empty() {
                archive::begin(files);
            }
            handover::load();
        }
    }));
    let address = RwSignal::new(page::hash());
    StoredValue::new_local(page::on_hash(move |hash| address.set(hash)));
    effect(move || {
        if matches!(Page::at(&address.read()), Page::How | Page::GitHub) {
            handover::leave(handover::Chosen::Nothing);
            handover::load();
        }
    });
    let content = part(|| {
        let door = part(|| view! { <Door/> }.into_any());
        view! { <Welcome door=door weeks=three_weeks/> }.into_any()
    });
    view! {
        <Frame shown=Signal::stored(Page::Welcome) has_calendar=live(|| false) content=content/>
    }
}
