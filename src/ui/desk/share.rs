//! What is looked at, given to others: as a picture, a link, a file.

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};
use crate::ui::live::live;
use crate::ui::state::desk::desk;
use crate::ui::state::settings::settings;

pub fn share_page() -> Node {
    let (settings, desk) = (settings(), desk());
    let name = live(move || {
        let opened = desk.opened();
        opened.map_or_else(String::new, |opened| opened.name(settings.language()))
    });
    el("article")
        .class("desk__page")
        .testid("desk-share")
        .child(el("h1").say(Text::Share))
        .child(el("p").words(name))
        .child(super::link_box::link_box())
}
