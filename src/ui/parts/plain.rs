//! Plain pieces of pages. Leptos compiles a view anew for each shape of it: what is put together of these has few
//! shapes, and few bytes.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::engine::text::Text;
use crate::ui::dom::{Node, el};
use crate::ui::live::{Live, On, live};
use crate::ui::state::settings::settings;

/// A sentence that follows the language.
pub fn words(text: Text) -> Live<String> {
    let settings = settings();
    live(move || settings.say(text).to_owned())
}

/// Words that never change.
pub fn fixed(words: String) -> Live<String> {
    live(move || words.clone())
}

/// A paragraph.
pub fn line(class: &'static str, testid: &'static str, words: Live<String>) -> AnyView {
    paragraph(class, testid, words).into_any()
}

fn paragraph(class: &str, testid: &str, words: Live<String>) -> Node {
    el("p").class(class).testid(testid).words(words)
}

/// A paragraph that is read aloud when it changes.
pub fn said(class: &'static str, testid: &'static str, words: Live<String>) -> AnyView {
    let said = paragraph(class, testid, words);
    said.attr("role", "status").into_any()
}

/// A heading that the keyboard can be taken to.
pub fn heading(id: &'static str, words: Live<String>) -> AnyView {
    let heading = el("h2").id(id).attr("tabindex", "-1");
    heading.words(words).into_any()
}

/// Pieces below each other.
pub fn pieces(class: &'static str, testid: &'static str, pieces: Vec<AnyView>) -> AnyView {
    let pieces = pieces.into_iter().map(Node::from);
    let all = el("div").class(class).testid(testid).children(pieces);
    all.into_any()
}

/// A list of pieces, in order where their order matters.
pub fn list(is_ordered: bool, items: Vec<AnyView>) -> AnyView {
    let items = items.into_iter().map(|item| el("li").child(item.into()));
    let list = el(if is_ordered { "ol" } else { "ul" });
    list.children(items).into_any()
}

/// Something to press.
pub fn button(
    class: &'static str,
    testid: &'static str,
    words: Live<String>,
    mut press: On<MouseEvent>,
) -> AnyView {
    let button = el("button").class(class).attr("type", "button");
    let button = button.testid(testid).words(words);
    button
        .on("click", move |event| press(event.unchecked_into()))
        .into_any()
}

/// A way to another page: of this one by its hash, or of another site in a tab of its own.
pub fn way(
    class: &'static str,
    testid: &'static str,
    address: String,
    words: Live<String>,
) -> AnyView {
    let target = if address.starts_with('#') {
        "_self"
    } else {
        "_blank"
    };
    let way = el("a").class(class).testid(testid).words(words);
    way.attr("href", &address)
        .attr("target", target)
        .attr("rel", "noreferrer noopener")
        .into_any()
}

/// A field to type in, with what there is to say of it.
///
/// * `sort`: what is typed: `text` or `password`.
pub fn field(id: &'static str, sort: &'static str, label: Text, hint: Option<Text>) -> AnyView {
    let hint_id = [id, "-hint"].concat();
    let said = hint.map_or_else(|| fixed(String::new()), words);
    let input = el("input").id(id).testid(id).attr("type", sort);
    let input = input
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("aria-describedby", &hint_id);
    el("div")
        .class("field")
        .child(el("label").attr("for", id).say(label))
        .child(input)
        .child(el("p").class("field__hint").id(&hint_id).words(said))
        .into_any()
}

/// What is wrong with a form, told as soon as it is.
pub fn trouble(testid: &'static str, trouble: RwSignal<Option<Text>>) -> AnyView {
    let settings = settings();
    let words = live(move || {
        trouble
            .get()
            .map_or_else(String::new, |text| settings.say(text).to_owned())
    });
    let trouble = paragraph("field__problem", testid, words);
    trouble.attr("role", "alert").into_any()
}
