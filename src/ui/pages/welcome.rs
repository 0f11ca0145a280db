//! The first screen: what this is, the door, and two people's calendars side by side.

use std::cell::Cell;
use std::time::Duration;

use leptos::prelude::*;

use super::{Desk, Page};
use crate::engine::sample::Sample;
use crate::engine::text::Text;
use crate::ui::dom::{Node, beside, el, part, perhaps};
use crate::ui::live::effect;
use crate::ui::parts::door::door;
use crate::ui::parts::reading::{failed_panel, reading_panel};
use crate::ui::parts::sample_card::{are_known, sample_card};
use crate::ui::parts::steps::steps;
use crate::ui::state::import::{Status, import};
use crate::web::{page, storage};

/// * `door`: the way in.
pub fn welcome(door: Node) -> Node {
    let title = el("h1")
        .class("hero__title")
        .child(el("span").say(Text::HeadlineTop))
        .text(" ")
        .child(el("span").say(Text::HeadlineBottom));
    let check = el("a").attr("href", &["#", Page::Desk(Desk::Leaves).hash()].concat());
    let promise = el("p")
        .class("hero__promise")
        .say(Text::SentNowhere)
        .text(" ")
        .child(check.say(Text::HowToCheck));
    let hero = el("section")
        .class("hero")
        .child(title)
        .child(el("p").class("hero__lead").say(Text::Lead))
        .child(door)
        .child(perhaps(kept()))
        .child(promise);
    // The door doesn't wait for what is below it, which takes long when it is seen first.
    let has_rest = RwSignal::new(are_known());
    if !are_known() {
        set_timeout(move || _ = has_rest.try_set(true), Duration::ZERO);
    }
    let pair = part(move || match has_rest.get() {
        true => pair(),
        false => waiting_pair(),
    });
    let both = el("div").class("welcome").child(hero).child(pair);
    let below = part(move || match has_rest.get() {
        true => steps(),
        // The footer is to be out of sight, or it would be seen to go.
        false => el("div").class("steps--waiting"),
    });
    beside([both, below])
}

/// Two people who don't exist.
fn pair() -> Node {
    let note = el("p").class("pair__note").id("pair-note");
    el("section")
        .class("pair")
        .attr("aria-labelledby", "pair-note")
        .child(sample_card(Sample::NightOwl))
        .child(sample_card(Sample::EarlyBird))
        .child(note.say(Text::Invented))
}

/// What stands in their place before, as in index.html.
fn waiting_pair() -> Node {
    let card = || el("div").class("card sample sample--waiting");
    let pair = el("section").class("pair").attr("aria-hidden", "true");
    pair.child(card()).child(card())
}

/// The way to what is kept on this device, if anything is.
fn kept() -> Option<Node> {
    let name = storage::get(storage::KEPT)?;
    let way = el("a")
        .class("button hero__kept")
        .testid("open-kept")
        .attr("href", &["#", Page::Desk(Desk::Device).hash()].concat());
    let who = match name.is_empty() {
        true => el("bdi").say(Text::SomeoneUnnamed),
        false => el("bdi").text(&name),
    };
    Some(way.say(Text::OpenKept).text(" · ").child(who))
}

/// The door, or in its place an import that runs or failed.
pub fn whole_door() -> Node {
    let import = import();
    // Progress changes many times a second; the panel that shows it stays.
    let shown = Memo::new(move |_| match import.status() {
        Status::Idle => Shown::Door,
        Status::Reading(_) => Shown::Reading,
        Status::Failed(_) => Shown::Failed,
    });
    // The keyboard goes on where something new stands.
    let before = Cell::new(Shown::Door);
    effect(move || {
        let now = shown.get();
        if before.replace(now) != now {
            page::focus(match now {
                Shown::Door => "file",
                Shown::Reading => "reading-title",
                Shown::Failed => "failed-title",
            });
        }
    });
    part(move || match shown.get() {
        Shown::Door => door(),
        Shown::Reading => reading_panel(),
        Shown::Failed => failed_panel(),
    })
}

/// What stands in the door's place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Door,
    Reading,
    Failed,
}
