//! The desk: what people do with what they have. [`share`] gives it to others, [`link_box`] as a link, [`link`] shows what others gave,
//! [`device`] keeps it, [`export`] makes files of it, [`leaves`] tells what leaves the page, [`how`] how it works, [`about`] what this is.

mod about;
mod device;
mod export;
mod how;
mod leaves;
mod link;
mod link_box;
mod share;

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom::{Node, beside, el, keep, mount, nothing, part};
use super::live::live;
use super::pages::{Desk, Page};
use super::state::desk::DeskState;
use super::state::settings::Settings;
use crate::engine::text::Text;
use crate::web::page;

thread_local! {
    /// What the desk was built in, once.
    static DESK: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Puts the desk into that place, as it was left.
pub fn bring_desk(place: &HtmlElement) {
    let desk = DESK.with_borrow_mut(|desk| {
        if desk.is_none() {
            *desk = page::stage();
            if let Some(stage) = desk.clone() {
                mount(stage, desk_page).forget();
            }
        }
        desk.clone()
    });
    if let Some(desk) = desk {
        let _ = place.append_child(&desk);
    }
}

/// What there is to read and to set, in the order of its ways.
const WAYS: [(Desk, Text); 4] = [
    (Desk::How, Text::How),
    (Desk::Leaves, Text::Leaves),
    (Desk::Device, Text::OnDevice),
    (Desk::About, Text::AboutWay),
];

fn desk_page() -> Node {
    let settings = Settings::following();
    provide_context(settings);
    provide_context(DeskState::new());
    let address = RwSignal::new(page::hash());
    keep(page::on_hash(move |hash| address.set(hash)));
    // It stays what it was while no page of the desk is shown.
    let shown = Memo::new(
        move |before: Option<&Desk>| match Page::at(&address.read()) {
            Page::Desk(desk) => desk,
            _ => before.copied().unwrap_or(Desk::How),
        },
    );
    let ways = part(move || match shown.get() {
        Desk::Share | Desk::Link => nothing(),
        Desk::Device | Desk::How | Desk::Leaves | Desk::About => ways(shown),
    });
    let content = part(move || match shown.get() {
        Desk::Share => share::share_page(),
        Desk::Link => link::link_page(),
        Desk::Device => device::device_page(),
        Desk::How => how::how_page(),
        Desk::Leaves => leaves::leaves_page(),
        Desk::About => about::about_page(),
    });
    beside([ways, content])
}

fn ways(shown: Memo<Desk>) -> Node {
    let way = |(desk, text): (Desk, Text)| {
        let here = live(move || shown.get() == desk);
        el("a")
            .class("desk__way")
            .attr("href", &["#", Page::Desk(desk).hash()].concat())
            .flag_as("aria-current", "page", here)
            .say(text)
    };
    el("nav")
        .class("desk__ways")
        .live(
            "aria-label",
            super::state::settings::settings().words(Text::About),
        )
        .children(WAYS.map(way))
}
