//! What can be chosen for the picture.

use leptos::prelude::*;

use super::label;
use super::portrait::portrait;
use super::state::{Colours, sharing};
use crate::engine::scene::share::Format;
use crate::engine::share::{Part, Reach};
use crate::engine::text::share::Label;
use crate::ui::dom::{Node, beside, el, nothing, part, perhaps};
use crate::ui::live::{Live, live};

pub fn choices() -> Node {
    let sharing = sharing();
    let formats = [
        (Format::Wide, Label::Wide, "format-wide"),
        (Format::Square, Label::Square, "format-square"),
        (Format::Tall, Label::Tall, "format-tall"),
    ];
    let reaches = [
        (Reach::InSight, Label::InSight, "reach-sight"),
        (Reach::ThreeWeeks, Label::ThreeWeeks, "reach-3w"),
        (Reach::Year, Label::Year, "reach-year"),
    ];
    let colours = [
        (Colours::AsPage, Label::AsPage, "colours-page"),
        (Colours::Light, Label::Light, "colours-light"),
        (Colours::Dark, Label::Dark, "colours-dark"),
    ];
    el("section")
        .class("card share__card share__choices")
        .attr("aria-labelledby", "share-choices")
        .child(el("h2").id("share-choices").words(label(Label::ThePicture)))
        .child(segments("format", Label::Format, formats, sharing.format))
        .child(segments("reach", Label::Reach, reaches, sharing.reach))
        .child(segments(
            "colours",
            Label::Colours,
            colours,
            sharing.colours,
        ))
        .child(figures())
        .child(parts())
        .child(name())
}

/// One of several.
fn segments<T: Copy + PartialEq + Send + Sync + 'static, const N: usize>(
    group: &'static str,
    title: Label,
    all: [(T, Label, &'static str); N],
    chosen: RwSignal<T>,
) -> Node {
    let one = |(value, text, testid): (T, Label, &'static str)| {
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", &["share-", group].concat())
            .testid(testid)
            .checked(live(move || chosen.get() == value))
            .on("change", move |_| chosen.set(value));
        el("label")
            .class("segments__one")
            .child(input)
            .child(el("span").words(label(text)))
    };
    let id = ["share-", group, "-title"].concat();
    let segments = el("div")
        .class("segments share__segments")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", &id);
    el("div")
        .class("share__group")
        .child(el("h3").id(&id).words(label(title)))
        .child(segments.children(all.map(one)))
}

/// Something that is wanted or not.
fn chip(
    testid: &str,
    words: Live<String>,
    is_on: Live<bool>,
    turn: impl FnMut() + 'static,
) -> Node {
    let mut turn = turn;
    let input = el("input")
        .class("hidden-input")
        .attr("type", "checkbox")
        .testid(testid)
        .checked(is_on)
        .on("change", move |_| turn());
    el("label")
        .class("share__chip")
        .child(input)
        .child(el("span").words(words))
}

fn group(id: &str, title: Label, content: Node) -> Node {
    el("div")
        .class("share__group")
        .attr("role", "group")
        .attr("aria-labelledby", id)
        .child(el("h3").id(id).words(label(title)))
        .child(content)
}

fn figures() -> Node {
    let sharing = sharing();
    // Built anew only when there are others: whoever goes through them by keyboard is not to be thrown out.
    let ids = Memo::new(move |_| {
        let choices = sharing.choices();
        choices
            .iter()
            .map(|choice| choice.id.clone())
            .collect::<Vec<_>>()
    });
    let chips = part(move || {
        let one = |id: String| {
            let (of, on, turned) = (id.clone(), id.clone(), id.clone());
            let words = live(move || {
                let choices = sharing.choices();
                let choice = choices.iter().find(|choice| choice.id == of);
                choice.map_or_else(String::new, |choice| {
                    [&choice.figure.title, "  ", &choice.figure.value].concat()
                })
            });
            chip(
                &["figure-", &id].concat(),
                words,
                live(move || sharing.is_chosen(&on)),
                move || sharing.turn_figure(&turned),
            )
        };
        let all = ids.get().into_iter().map(one);
        el("div").class("share__chips").child(beside(all))
    });
    let hint = part(move || match sharing.reach.get() {
        Reach::InSight => nothing(),
        Reach::ThreeWeeks | Reach::Year => el("p")
            .class("field__hint")
            .words(label(Label::FiguresOfSight)),
    });
    group("share-figures", Label::Figures, beside([chips, hint]))
}

fn parts() -> Node {
    let sharing = sharing();
    let has_handle = Memo::new(move |_| {
        let opened = sharing.opened();
        opened.is_some_and(|opened| !opened.imported.person.handle.is_empty())
    });
    let has_portrait = Memo::new(move |_| sharing.has_portrait());
    let chips = part(move || {
        let one = |part: Part| {
            let words = label(part.label());
            chip(
                &["part-", part.id()].concat(),
                live(move || words().to_owned()),
                live(move || sharing.has(part)),
                move || sharing.turn(part),
            )
        };
        let parts = Part::ALL.into_iter();
        let is_there = |part: &Part| match part {
            Part::Handle => has_handle.get(),
            // The person's own picture stands in its place.
            Part::Initial => !has_portrait.get(),
            Part::Name | Part::Zone | Part::Hashtag | Part::Bird => true,
        };
        let there = parts.filter(is_there);
        el("div").class("share__chips").children(there.map(one))
    });
    group("share-parts", Label::InPicture, beside([chips, portrait()]))
}

/// The name, as it is to stand there.
fn name() -> Node {
    let sharing = sharing();
    let is_named = Memo::new(move |_| sharing.has(Part::Name));
    part(move || {
        let field = || {
            let input = el("input")
                .id("share-name")
                .testid("share-name")
                .attr("type", "text")
                .attr("autocomplete", "off")
                .attr("maxlength", "60")
                .value(live(move || sharing.name()))
                .on("input", move |event| {
                    sharing.set_name(event_target_value(&event));
                });
            let title = el("label").attr("for", "share-name");
            el("div")
                .class("field share__field")
                .child(title.words(label(Label::NameField)))
                .child(input)
        };
        perhaps(is_named.get().then(field))
    })
}
