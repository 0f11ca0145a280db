//! What leaves the page, and how to see that for oneself.

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};

pub fn leaves_page() -> Node {
    el("article")
        .class("desk__page")
        .testid("desk-leaves")
        .child(el("h1").say(Text::Leaves))
}
