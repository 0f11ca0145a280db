//! What is open now, to be kept.

use super::{label, section};
use crate::engine::opened::Origin;
use crate::engine::text::label::Label;
use crate::engine::text::{Counted, numbers};
use crate::ui::dom::{Node, beside, button, el, part};
use crate::ui::live::live;
use crate::ui::state::desk::desk;
use crate::ui::state::keeping::keeping;
use crate::ui::state::settings::settings;

pub fn remember() -> Node {
    let (settings, desk) = (settings(), desk());
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
        let keep = button("button button--main", move || keeping.remember(&opened))
            .testid("remember")
            .flag("disabled", live(move || keeping.is_working()))
            .words(label(Label::KeptRemember));
        beside([
            who,
            el("div").class("desk__row").child(keep),
            el("p")
                .class("field__hint")
                .words(label(Label::KeptRememberHint)),
            el("p")
                .class("field__hint")
                .words(label(Label::KeptRememberMore)),
        ])
    });
    section(Label::KeptRememberTitle, "remember-title").child(content)
}
