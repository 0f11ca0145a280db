//! How it works, what it can't know, what is sent.

use crate::engine::text::{Text, prose};
use crate::ui::dom::{Node, beside, el, part};
use crate::ui::state::settings::settings;

pub fn how_page() -> Node {
    let settings = settings();
    let section = |section: &prose::Section| {
        let paragraphs = section.paragraphs.iter();
        el("section")
            .class("prose__section")
            .child(el("h2").text(section.heading))
            .children(paragraphs.map(|paragraph| el("p").text(paragraph)))
    };
    let sections = part(move || {
        let sections = prose::how(settings.language()).iter();
        beside(sections.map(section))
    });
    el("article")
        .class("prose")
        .child(el("h1").say(Text::How))
        .child(sections)
}
