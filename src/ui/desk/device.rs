//! What is kept on this device, and what is not: [`remember`] keeps what is open, [`list`] opens and erases it,
//! [`others`] tells of all else.

mod list;
mod others;
mod remember;

use leptos::prelude::*;

use super::export::export_section;
use crate::engine::source::saved::Unread;
use crate::engine::text::label::Label;
use crate::engine::text::{Text, kept as words};
use crate::ui::dom::{Node, beside, button, el, part};
use crate::ui::live::live;
use crate::ui::parts::plain::{heading, label};
use crate::ui::state::keeping::{Keeping, Told, keeping};
use crate::ui::state::settings::settings;
use crate::ui::state::texts::NoTexts;
use crate::web::kept::Trouble;
use crate::web::page;

pub fn device_page() -> Node {
    let settings = settings();
    provide_context(Keeping::new(settings));
    let keeping = keeping();
    let content = part(move || match keeping.is_over() {
        true => over(),
        false => beside([
            remember::remember(),
            list::list(),
            export_section("prose__section"),
            others::others(),
            others::erasing(),
        ]),
    });
    el("article")
        .class("prose desk__page")
        .testid("desk-device")
        .child(el("h1").say(Text::OnDevice))
        .child(el("p").words(label(Label::KeptLead)))
        .child(told())
        .child(content)
}

/// What came of what was done last.
fn told() -> Node {
    let (settings, keeping) = (settings(), keeping());
    let content = part(move || {
        let language = settings.language();
        let line = |words: &str| el("p").text(words);
        let say = |label: Label| line(label.say(language));
        match keeping.told() {
            Told::Nothing => beside([]),
            Told::Working => say(Label::KeptWorking),
            Told::Keeping { done, of } => line(&words::keeping_texts(language, done, of)),
            Told::Remembered(name, added) => line(&words::remembered(language, &name, added)),
            Told::WithoutTexts(why) => beside([
                say(Label::KeptWithoutTexts),
                say(match why {
                    NoTexts::Unread => Label::KeptTextsUnread,
                    NoTexts::Erased => Label::KeptTextsErased,
                    NoTexts::Trouble(Trouble::Full) => Label::KeptTextsFull,
                    NoTexts::Trouble(trouble) => trouble_label(trouble),
                }),
            ]),
            Told::Erased => say(Label::KeptErased),
            Told::Gone => say(Label::KeptGone),
            Told::GoneMeanwhile => say(Label::KeptGoneMeanwhile),
            Told::Unreadable => say(Label::KeptUnreadable),
            Told::Trouble(trouble) => say(trouble_label(trouble)),
            Told::File(why, file) => file_told(why, &file),
        }
    });
    let is_nothing = live(move || keeping.told() == Told::Nothing);
    let state = live(move || match keeping.told() {
        Told::Nothing
        | Told::Working
        | Told::Keeping { .. }
        | Told::Remembered(..)
        | Told::Erased => "good",
        _ => "bad",
    });
    el("div")
        .class("desk__told")
        .attr("role", "status")
        .testid("device-told")
        .live("data-state", state)
        .flag("data-empty", is_nothing)
        .child(content)
}

fn file_told(why: Option<Unread>, file: &str) -> Node {
    let language = settings().language();
    let message = match why {
        Some(why) => words::unread(language, why, file),
        None => words::unreadable(language, file),
    };
    beside([
        el("p").child(el("strong").text(message.what)),
        el("p").text(&message.found),
        el("p").text(message.advice),
    ])
}

fn trouble_label(trouble: Trouble) -> Label {
    match trouble {
        Trouble::SwitchedOff => Label::KeptSwitchedOff,
        Trouble::Full => Label::KeptFull,
        Trouble::Newer => Label::KeptOtherTabNewer,
        Trouble::Blocked => Label::KeptOtherTabHolds,
        Trouble::Broken => Label::KeptBroken,
    }
}

/// Everything was erased: the page begins anew, so that nothing of it is in memory either.
fn over() -> Node {
    section(Label::KeptOver, "device-over-title")
        .child(el("p").words(label(Label::KeptOverHint)))
        .child(
            button("button", page::begin_anew)
                .testid("begin-anew")
                .words(label(Label::KeptBeginAnew)),
        )
}

fn section(title: Label, id: &str) -> Node {
    el("section")
        .class("prose__section")
        .attr("aria-labelledby", id)
        .child(heading(id).words(label(title)))
}
