//! A picture of the person's own, for the circle beside the name.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlInputElement};

use super::label;
use super::state::{Sharing, sharing};
use super::told::{Status, told};
use crate::engine::share::portrait::TYPES;
use crate::engine::text::share::Label;
use crate::ui::dom::{Node, beside, button, el, part, perhaps};
use crate::web::page;
use crate::web::portrait::Portrait;

const INPUT: &str = "share-portrait";
const HINT: &str = "share-portrait-hint";

pub fn portrait() -> Node {
    let sharing = sharing();
    let status = RwSignal::new(Status::Idle);
    // What is opened when another one is chosen, or none any more, comes too late.
    let turn = StoredValue::new(0_u32);
    let input = el("input")
        .class("hidden-input")
        .id(INPUT)
        .testid(INPUT)
        .attr("type", "file")
        .attr("accept", TYPES)
        .attr("aria-describedby", HINT)
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // The same file may be chosen again.
            input.set_value("");
            open(sharing, file, turn, status);
        });
    let choose = el("label")
        .class("button")
        .child(input)
        .child(el("span").words(label(Label::Portrait)));
    let is_there = Memo::new(move |_| sharing.has_portrait());
    let remove = part(move || {
        let remove = || {
            button("button", move || {
                turn.update_value(|turn| *turn += 1);
                sharing.set_portrait(None);
                status.set(Status::Done(Label::PortraitGone));
                // The button that was pressed is gone.
                page::focus(INPUT);
            })
            .testid("share-portrait-away")
            .words(label(Label::PortraitAway))
        };
        perhaps(is_there.get().then(remove))
    });
    let hint = el("p").class("field__hint").id(HINT);
    beside([
        el("div").class("share__chips").child(choose).child(remove),
        hint.words(label(Label::PortraitHint)),
        told("share-portrait-told", status),
    ])
}

/// Opens a file. One that is not taken leaves all as it is.
fn open(sharing: Sharing, file: File, turn: StoredValue<u32>, status: RwSignal<Status>) {
    turn.update_value(|turn| *turn += 1);
    let this = turn.get_value();
    spawn_local(async move {
        let opened = Portrait::open(&file).await;
        // Nor does it come back when the page for sharing was left meanwhile.
        if turn.try_get_value() != Some(this) {
            return;
        }
        status.set(match opened {
            Ok(portrait) => {
                sharing.set_portrait(Some(portrait));
                Status::Done(Label::PortraitThere)
            }
            Err(bad) => Status::Failed(bad.label()),
        });
    });
}
