//! What the inks mean.

use leptos::prelude::*;

use crate::engine::text::Text;
use crate::ui::dom::{Node, el, part, perhaps};
use crate::ui::state::rhythm::rhythm;
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

pub fn legend() -> Node {
    let entry = |(ink, text): (&str, Text)| {
        el("li")
            .child(el("span").class("legend__ink").attr("data-ink", ink))
            .words(view().words(settings(), text))
    };
    // Needed beside another source only.
    let of_github = part(move || {
        let is_there = !view().awake().read().sources.is_empty();
        perhaps(is_there.then(|| entry(("github", Text::AwakeOnGitHub))))
    });
    let asleep = part(move || {
        let is_there = rhythm().is_inferred();
        perhaps(is_there.then(|| entry(("asleep", Text::LikelyAsleep))))
    });
    let others = [
        ("late", Text::LateAwake),
        ("lone", Text::LoneEvent),
        ("night", Text::Night),
        ("day-off", Text::DayOff),
    ];
    el("ul")
        .class("legend")
        .child(entry(("awake", Text::Awake)))
        .child(of_github)
        .child(asleep)
        .children(others.map(entry))
}
