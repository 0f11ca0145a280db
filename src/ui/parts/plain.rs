//! Plain pieces that forms and pages are put together of.

use leptos::prelude::*;

use crate::engine::text::Text;
use crate::engine::text::label::Label;
use crate::ui::dom::{Node, el};
use crate::ui::live::{Live, live};
use crate::ui::state::settings::settings;

/// A sentence that follows the language.
pub fn words(text: Text) -> Live<String> {
    let settings = settings();
    live(move || settings.say(text).to_owned())
}

/// Words of a page apart that follow the language.
pub fn label(text: Label) -> Live<&'static str> {
    let settings = settings();
    live(move || text.say(settings.language()))
}

/// A paragraph.
pub fn line(class: &str, testid: &str) -> Node {
    el("p").class(class).testid(testid)
}

/// A heading that the keyboard can be taken to.
pub fn heading(id: &str) -> Node {
    el("h2").id(id).attr("tabindex", "-1")
}

/// A way to another page: of this one by its hash, or of another site in a tab of its own.
pub fn way(class: &str, testid: &str, address: &str) -> Node {
    let is_here = address.starts_with('#');
    el("a")
        .class(class)
        .testid(testid)
        .attr("href", address)
        .attr("target", if is_here { "_self" } else { "_blank" })
        .attr("rel", "noreferrer noopener")
}

/// A field to type in, with what there is to say of it.
///
/// * `sort`: what is typed: `text` or `password`.
pub fn field(id: &str, sort: &str, label: Text, hint: Text) -> Node {
    let hint_id = [id, "-hint"].concat();
    let input = el("input")
        .id(id)
        .testid(id)
        .attr("type", sort)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &hint_id);
    el("div")
        .class("field")
        .child(el("label").attr("for", id).say(label))
        .child(input)
        .child(el("p").class("field__hint").id(&hint_id).say(hint))
}

/// What is wrong with a form, told as soon as it is.
pub fn trouble(testid: &str, trouble: RwSignal<Option<Text>>) -> Node {
    let settings = settings();
    let said = move || trouble.get().map_or("", |text| settings.say(text));
    line("field__problem", testid)
        .attr("role", "alert")
        .words(live(said))
}
