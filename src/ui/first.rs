//! The first screen alone, as everyone downloads it. For whatever is chosen on it the whole page is
//! loaded, which takes its place.

use std::cell::RefCell;

use leptos::prelude::*;

use super::dom::{Mounted, Node, mount, part};
use super::live::{effect, live};
use super::pages::apart::{bird_place, desk_place};
use super::pages::welcome::welcome;
use super::pages::{Page, address};
use super::parts::door::door;
use super::parts::frame::frame;
use super::state::opening::{Chosen, Opening};
use super::state::settings::Settings;
use crate::web::{archive, handover, page};

thread_local! {
    /// It goes when the whole page has arrived.
    static SCREEN: RefCell<Option<Mounted>> = const { RefCell::new(None) };
}

/// Puts the first screen in the place of what index.html showed before it arrived.
pub fn start_first() {
    let Some(body) = page::body() else { return };
    SCREEN.set(Some(mount(body, first)));
    page::remove("before");
}

/// Takes the first screen away: another stands in its place.
pub fn end_first() {
    drop(SCREEN.take());
}

fn first() -> Node {
    provide_context(Settings::load());
    provide_context(Opening::new(move |chosen| match chosen {
        Chosen::Sample(sample) => {
            handover::leave(handover::Chosen::Sample(sample.handle().into()));
            handover::load();
        }
        // The desk gives it to the whole page.
        Chosen::Saved(_) => {}
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
    let address = address();
    effect(move || {
        if Page::at(&address.read()) == Page::GitHub {
            handover::leave(handover::Chosen::Nothing);
            handover::load();
        }
    });
    let shown = Memo::new(move |_| match Page::at(&address.read()) {
        page @ (Page::Bird | Page::Desk(_)) => page,
        _ => Page::Welcome,
    });
    let content = part(move || match shown.get() {
        Page::Bird => bird_place(),
        Page::Desk(_) => desk_place(),
        _ => welcome(door()),
    });
    frame(shown.into(), live(|| false), content)
}
