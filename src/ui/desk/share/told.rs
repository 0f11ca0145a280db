//! What came of something, in words.

use leptos::prelude::*;

use crate::engine::text::share::Label;
use crate::ui::dom::{Node, el};
use crate::ui::live::live;
use crate::ui::state::settings::settings;

/// What is being done, or came of it.
#[derive(Clone, Copy, PartialEq)]
pub enum Status {
    Idle,
    Working,
    Done(Label),
    Failed(Label),
}

/// Read out as soon as it is known.
pub fn told(testid: &str, status: RwSignal<Status>) -> Node {
    let settings = settings();
    let said = live(move || match status.get() {
        Status::Idle => "",
        Status::Working => Label::Working.say(settings.language()),
        Status::Done(label) | Status::Failed(label) => label.say(settings.language()),
    });
    let is_bad = live(move || matches!(status.get(), Status::Failed(_)));
    el("p")
        .class("share__told")
        .testid(testid)
        .attr("role", "status")
        .flag("data-failed", is_bad)
        .words(said)
}
