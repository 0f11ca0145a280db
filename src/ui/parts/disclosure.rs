//! What stands below its own title, and is put into the page when someone wants to see it.

use leptos::prelude::*;
use web_sys::HtmlDetailsElement;

use crate::engine::text::Text;
use crate::ui::dom::{Node, el, nothing, part};

/// * `content`: built anew when it is opened, and when the signals that it reads change.
pub fn disclosure(testid: &str, title: Text, content: impl Fn() -> Node + 'static) -> Node {
    let is_open = RwSignal::new(false);
    let content = part(move || match is_open.get() {
        true => content(),
        false => nothing(),
    });
    el("details")
        .class("card more")
        .testid(testid)
        .on("toggle", move |event| {
            is_open.set(event_target::<HtmlDetailsElement>(&event).open());
        })
        .child(el("summary").say(title))
        .child(content)
}
