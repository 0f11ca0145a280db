//! Pictures to choose one from.

use super::drawing::{Attributes, drawing};
use super::label;
use crate::engine::text::bird::Label;
use crate::ui::dom::{Node, el, nothing};
use crate::ui::live::{Live, live};

/// One of several.
pub struct Choice {
    /// By which it is chosen: in its group no other has it.
    pub name: &'static str,
    pub called: Live<&'static str>,
    /// The drawing, and what its root has.
    pub path: String,
    pub attributes: Attributes,
    pub is_chosen: Live<bool>,
    /// What it takes, as long as it can't be had.
    pub lock: Live<Option<String>>,
}

/// * `group`: by which its choices know each other.
pub fn choices<T: Copy + 'static>(
    group: &'static str,
    class: &str,
    title: Label,
    all: impl IntoIterator<Item = (T, Choice)>,
    choose: fn(T),
) -> Node {
    let one = |(value, choice): (T, Choice)| {
        let lock = choice.lock;
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", group)
            .testid(&[group, "-", choice.name].concat())
            .checked(choice.is_chosen)
            .flag(
                "disabled",
                live({
                    let lock = lock.clone();
                    move || lock().is_some()
                }),
            )
            .on("change", move |_| choose(value));
        let picture = match choice.path.is_empty() {
            true => nothing(),
            false => drawing(
                "choice__picture",
                live(move || choice.path.clone()),
                choice.attributes,
            ),
        };
        el("label")
            .class("choice")
            .child(input)
            .child(picture)
            .child(el("span").words(choice.called))
            .child(
                el("span")
                    .class("choice__level")
                    .words(live(move || lock().unwrap_or_default())),
            )
    };
    el("fieldset")
        .class(class)
        // Pictures to compare stand still.
        .attr("data-still", "")
        .attr("role", "radiogroup")
        .live("aria-label", label(title))
        .children(all.into_iter().map(one))
}
