//! Plain pieces of pages. Leptos compiles a view anew for each shape of it: what is put together of these has few
//! shapes, and few bytes.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::engine::text::Text;
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
    view! { <p class=class data-testid=testid>{words}</p> }.into_any()
}

/// A paragraph that is read aloud when it changes.
pub fn said(class: &'static str, testid: &'static str, words: Live<String>) -> AnyView {
    view! { <p class=class role="status" data-testid=testid>{words}</p> }.into_any()
}

/// A heading that the keyboard can be taken to.
pub fn heading(id: &'static str, words: Live<String>) -> AnyView {
    view! { <h2 id=id tabindex="-1">{words}</h2> }.into_any()
}

/// Pieces below each other.
pub fn pieces(class: &'static str, testid: &'static str, pieces: Vec<AnyView>) -> AnyView {
    view! { <div class=class data-testid=testid>{pieces}</div> }.into_any()
}

/// A list of pieces, in order where their order matters.
pub fn list(is_ordered: bool, items: Vec<AnyView>) -> AnyView {
    let items: Vec<_> = items
        .into_iter()
        .map(|item| view! { <li>{item}</li> }.into_any())
        .collect();
    match is_ordered {
        true => view! { <ol>{items}</ol> }.into_any(),
        false => view! { <ul>{items}</ul> }.into_any(),
    }
}

/// Something to press.
pub fn button(
    class: &'static str,
    testid: &'static str,
    words: Live<String>,
    press: On<MouseEvent>,
) -> AnyView {
    view! {
        <button class=class type="button" data-testid=testid on:click=press>{words}</button>
    }
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
    view! {
        <a class=class href=address target=target rel="noreferrer noopener" data-testid=testid>{words}</a>
    }
    .into_any()
}

/// A field to type in, with what there is to say of it.
///
/// * `sort`: what is typed: `text` or `password`.
pub fn field(id: &'static str, sort: &'static str, label: Text, hint: Option<Text>) -> AnyView {
    let hint_id = [id, "-hint"].concat();
    let hint = hint.map_or_else(|| fixed(String::new()), words);
    view! {
        <div class="field">
            <label for=id>{words(label)}</label>
            <input
                id=id
                type=sort
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=hint_id.clone()
                data-testid=id
            />
            <p class="field__hint" id=hint_id>{hint}</p>
        </div>
    }
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
    view! { <p class="field__problem" role="alert" data-testid=testid>{words}</p> }.into_any()
}
