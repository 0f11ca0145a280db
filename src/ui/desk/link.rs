//! A calendar that somebody packed into a link.

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};

pub fn link_page() -> Node {
    el("article")
        .class("desk__page")
        .testid("desk-link")
        .child(el("h1").say(Text::SharedCalendar))
}
