//! Who answers: the browser's own model, the person's Gemini, or lines that are there anyway.

use leptos::prelude::*;

use super::label;
use crate::engine::talk::answering::Who;
use crate::engine::talk::gemini::{Key, Model};
use crate::engine::text::Text;
use crate::engine::text::bird::Label;
use crate::engine::text::talk::says;
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::live;
use crate::ui::parts::plain::{field, trouble, way};
use crate::ui::state::gemini::{Gemini, gemini};
use crate::ui::state::settings::settings;
use crate::ui::state::talk::talk;
use crate::web::model::Availability;
use crate::web::page;

pub fn models() -> Node {
    let (settings, talk) = (settings(), talk());
    let who = live(move || {
        let answers = match talk.who().as_slice() {
            [Who::Device, Who::Gemini] => Label::AnswersBoth,
            [Who::Device, ..] => Label::AnswersDevice,
            [Who::Gemini, ..] => Label::AnswersGemini,
            [] => Label::AnswersScript,
        };
        answers.say(settings.language())
    });
    beside([
        el("h3").words(label(Label::Answers)),
        el("p").testid("who").words(who),
        part(device),
        key(),
    ])
}

/// The browser's own model.
fn device() -> Node {
    let (settings, talk) = (settings(), talk());
    let language = settings.language();
    match talk.device() {
        None | Some(Availability::Unavailable) => nothing(),
        Some(Availability::Available) => el("p")
            .class("nest__quiet")
            .testid("device")
            .text(says::before_device(language)),
        Some(Availability::Downloadable) => beside([
            el("p")
                .text(says::before_device(language))
                .text(" ")
                .text(says::downloads(language)),
            part(move || match talk.downloaded() {
                None => button("button", move || talk.download())
                    .testid("device-download")
                    .words(label(Label::DeviceDownload)),
                Some(percent) => el("progress")
                    .attr("max", "100")
                    .attr("value", &percent.to_string())
                    .live("aria-label", label(Label::DeviceDownload)),
            }),
        ]),
    }
}

fn key() -> Node {
    let (settings, gemini) = (settings(), gemini());
    let content = part(move || match gemini.has_key() {
        false => key_form(gemini),
        true => beside([
            model_field(gemini),
            part(move || leaves(gemini)),
            forget(gemini),
        ]),
    });
    let told = live(move || {
        let trouble = gemini.trouble();
        trouble.map_or_else(String::new, |trouble| {
            says::trouble(settings.language(), trouble)
        })
    });
    el("details")
        .class("nest__more")
        .testid("gemini")
        .child(el("summary").words(label(Label::Gemini)))
        .child(content)
        .child(
            el("p")
                .class("field__problem")
                .attr("role", "alert")
                .testid("gemini-trouble")
                .words(told),
        )
}

fn key_form(gemini: Gemini) -> Node {
    let wrong = RwSignal::new(None);
    let tick = el("input")
        .id("keep-key")
        .testid("keep-key")
        .attr("type", "checkbox");
    el("form")
        .class("nest__form")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            let key = Key::new(&page::value("gemini-key"));
            // It is never shown again.
            page::set_value("gemini-key", "");
            match key {
                None => {
                    wrong.set(Some(Text::GeminiKeyBad));
                    page::focus("gemini-key");
                }
                Some(key) => {
                    if page::is_checked("keep-key") {
                        Gemini::keep(&key);
                    }
                    gemini.take(key);
                }
            }
        })
        .child(field(
            "gemini-key",
            "password",
            Text::GeminiKey,
            Text::GeminiKeyHint,
        ))
        .child(
            el("label")
                .class("check")
                .child(tick)
                .child(el("span").class("check__name").say(Text::TokenKeep)),
        )
        .child(trouble("gemini-key-trouble", wrong))
        .child(
            el("div")
                .class("nest__row")
                .child(
                    el("button")
                        .class("button")
                        .attr("type", "submit")
                        .testid("gemini-take")
                        .words(label(Label::GeminiTake)),
                )
                .child(
                    way("button", "gemini-keys", says::GEMINI_KEYS).words(label(Label::GeminiMake)),
                ),
        )
}

/// Which model: those that were listed, or any other by its name.
fn model_field(gemini: Gemini) -> Node {
    let option = |model: &Model| el("option").attr("value", model.name());
    let list = part(move || {
        el("datalist")
            .id("gemini-models")
            .children(gemini.models().read().iter().map(option))
    });
    let name = live(move || {
        gemini
            .model()
            .map_or_else(String::new, |model| model.name().to_owned())
    });
    let input = el("input")
        .id("gemini-model")
        .testid("gemini-model")
        .attr("type", "text")
        .attr("list", "gemini-models")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value(name)
        .on("change", move |event| {
            gemini.set_model(&event_target_value(&event))
        });
    el("div")
        .class("field")
        .child(
            el("label")
                .attr("for", "gemini-model")
                .words(label(Label::GeminiModel)),
        )
        .child(input)
        .child(list)
}

/// What is sent, before it is sent the first time and afterwards.
fn leaves(gemini: Gemini) -> Node {
    let (settings, talk) = (settings(), talk());
    let sent = talk.what_leaves(Label::TalkWords.say(settings.language()));
    let agree = || {
        button("button button--main", move || gemini.agree())
            .testid("gemini-agree")
            .words(label(Label::GeminiAgree))
    };
    beside([
        el("p").text(says::before_gemini(settings.language())),
        el("pre")
            .class("talk__leaves")
            .testid("leaves")
            .attr("tabindex", "0")
            .text(&sent),
        perhaps((!gemini.agrees()).then(agree)),
    ])
}

fn forget(gemini: Gemini) -> Node {
    let forget = button("button", move || {
        talk().stop();
        gemini.forget();
    });
    forget
        .testid("gemini-forget")
        .words(label(Label::GeminiForget))
}
