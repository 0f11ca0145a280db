//! Which languages the bird likes: those that were found, and any other that is typed.

use leptos::prelude::*;

use super::{label, title};
use crate::engine::bird::{Bird, Input};
use crate::engine::text::bird::{Label, feeding};
use crate::ui::dom::{Node, beside, el, part};
use crate::ui::live::live;
use crate::ui::state::bird::bird;
use crate::ui::state::settings::settings;
use crate::web::page;

pub fn taste() -> Node {
    let (settings, state) = (settings(), bird());
    let likes = live(move || {
        let of = |bird: &Bird| feeding::taste(settings.language(), bird.taste());
        state.bird().with(of)
    });
    // A chip that is ticked stays where it is, with the keyboard on it.
    let names = Memo::new(move |_| {
        let fetched = state.fetched().read();
        let found = fetched.as_ref().map(|pantry| pantry.languages.as_slice());
        state
            .bird()
            .with(|bird| bird.taste().among(found.unwrap_or_default()))
    });
    let chips = part(move || {
        el("div")
            .class("chips")
            .testid("languages")
            .attr("role", "group")
            .live("aria-label", label(Label::Taste))
            .children(names.get().into_iter().map(chip))
    });
    beside([
        title("nest-taste", Label::Taste),
        el("p").testid("taste").words(likes),
        chips,
        more(),
        el("p").class("nest__quiet").words(label(Label::TasteHint)),
    ])
}

fn chip(name: String) -> Node {
    let state = bird();
    let is_liked = {
        let name = name.clone();
        live(move || state.bird().with(|bird| bird.taste().has(&name)))
    };
    let words = name.clone();
    let tick = el("input")
        .attr("type", "checkbox")
        .checked(is_liked)
        .on("change", move |_| {
            let taste = state
                .bird()
                .with_untracked(|bird| bird.taste().toggled(&name));
            state.step(Input::Prefer(&taste));
        });
    el("label").class("chip").child(tick).text(&words)
}

fn more() -> Node {
    let state = bird();
    let input = el("input")
        .id("language-more")
        .testid("language-more")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .live("aria-label", label(Label::TasteAdd));
    let add = el("button")
        .class("button")
        .attr("type", "submit")
        .testid("language-add")
        .words(label(Label::TasteAdd));
    el("form")
        .class("talk__form")
        .on("submit", move |event| {
            event.prevent_default();
            let typed = page::value("language-more");
            let taste = state
                .bird()
                .with_untracked(|bird| bird.taste().with(&typed));
            state.step(Input::Prefer(&taste));
            page::set_value("language-more", "");
        })
        .child(input)
        .child(add)
}
