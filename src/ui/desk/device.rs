//! What is kept on this device, and what is not.

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};

pub fn device_page() -> Node {
    el("article")
        .class("desk__page")
        .testid("desk-device")
        .child(el("h1").say(Text::OnDevice))
}
