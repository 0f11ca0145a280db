//! What is open now, to be kept.

use super::{label, section};
use crate::engine::opened::Origin;
use leptos::prelude::*;

use crate::engine::saved;
use crate::engine::saved::texts::readable_count;
use crate::engine::text::label::Label;
use crate::engine::text::{Counted, kept as words, numbers};
use crate::ui::dom::{Node, beside, button, el, part, perhaps};
use crate::ui::live::live;
use crate::ui::state::desk::desk;
use crate::ui::state::keeping::{Also, keeping};
use crate::ui::state::settings::settings;

pub fn remember() -> Node {
    let (settings, desk) = (settings(), desk());
    let is_with_texts = RwSignal::new(false);
    // Whose records that was chosen for.
    let mut of = None;
    let content = part(move || {
        let Some(opened) = desk.opened() else {
            return el("p").words(label(Label::KeptNothingOpen));
        };
        if let Origin::Sample(_) = opened.origin {
            return el("p").words(label(Label::KeptInvented));
        }
        let keeping = keeping();
        let language = settings.language();
        let records = opened.imported.events.len() as u64;
        let who = el("p")
            .class("desk__who")
            .child(el("bdi").text(&opened.name(language)))
            .text(" · ")
            .text(&numbers::records(language, Counted::Records, records));
        let key = Some(saved::key(&opened));
        if of != key {
            is_with_texts.set(false);
            of = key;
        }
        let posts = readable_count(&opened.imported.events);
        let texts = (0 < posts).then(|| texts_choice(is_with_texts, posts));
        let remember = move || {
            let also = match is_with_texts.get_untracked() {
                true => Also::Texts,
                false => Also::Nothing,
            };
            keeping.remember(&opened, also);
            // The choice was for this time.
            is_with_texts.set(false);
        };
        let keep = button("button button--main", remember)
            .testid("remember")
            .flag("disabled", live(move || keeping.is_working()))
            .words(label(Label::KeptRemember));
        beside([
            who,
            el("p")
                .class("field__hint")
                .words(label(Label::KeptRememberHint)),
            perhaps(texts),
            el("div").class("desk__row").child(keep),
            el("p")
                .class("field__hint")
                .words(label(Label::KeptRememberMore)),
        ])
    });
    section(Label::KeptRememberTitle, "remember-title").child(content)
}

/// What is kept besides, only by a choice of its own.
fn texts_choice(is_with_texts: RwSignal<bool>, posts: u64) -> Node {
    let tick = el("input")
        .attr("type", "checkbox")
        .testid("remember-texts")
        .attr("aria-describedby", "remember-texts-hint")
        .checked(live(move || is_with_texts.get()))
        .on("change", move |event| {
            is_with_texts.set(event_target_checked(&event));
        });
    let name = el("span").class("check__name");
    let tick = el("label")
        .class("check")
        .child(tick)
        .child(name.words(label(Label::KeptTexts)));
    let hint = words::texts_hint(settings().language(), posts);
    beside([
        tick,
        el("p")
            .class("field__hint")
            .id("remember-texts-hint")
            .text(&hint),
    ])
}
