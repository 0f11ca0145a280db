//! What this is: its version, what helps to find faults, licences.

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};

pub fn about_page() -> Node {
    el("article")
        .class("desk__page")
        .child(el("h1").say(Text::About))
}
