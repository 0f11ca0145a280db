//! What the inks mean.

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

pub fn legend() -> Node {
    let entry = |(ink, text): (&str, Text)| {
        el("li")
            .child(el("span").class("legend__ink").attr("data-ink", ink))
            .words(view().words(settings(), text))
    };
    let inks = [
        ("awake", Text::Awake),
        ("late", Text::LateAwake),
        ("lone", Text::LoneEvent),
        ("night", Text::Night),
        ("day-off", Text::DayOff),
    ];
    el("ul").class("legend").children(inks.map(entry))
}
