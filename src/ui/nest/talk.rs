//! A chat with the bird.

use leptos::prelude::*;

use super::models::models;
use super::sounds::sounds;
use super::{label, title};
use crate::engine::talk::prompt::Turn;
use crate::engine::text::bird::Label;
use crate::engine::text::talk::says;
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::live;
use crate::ui::state::ears::ears;
use crate::ui::state::gemini::gemini;
use crate::ui::state::settings::settings;
use crate::ui::state::talk::talk;
use crate::ui::state::voice::voice;
use crate::web::page;

pub fn talk_panel() -> Node {
    let ears_now = ears();
    on_cleanup(move || ears_now.stop());
    untrack(|| {
        talk().look_around();
        ears().look_around();
        gemini().take_kept();
    });
    beside([
        title("nest-talk", Label::Talk),
        said(),
        form(),
        listening(),
        troubles(),
        models(),
        sounds(),
    ])
}

/// What was said so far.
fn said() -> Node {
    let talk = talk();
    let turn = |turn: &Turn| {
        let own = el("li").attr("data-own", "").text(&turn.asked);
        let answer = (!turn.said.is_empty()).then(|| el("li").text(&turn.said));
        beside([own, perhaps(answer)])
    };
    let list = part(move || {
        let turns = talk.turns().read();
        let list = el("ol").class("talk__said").testid("said");
        match turns.is_empty() {
            true => el("p").class("nest__quiet").words(label(Label::TalkHint)),
            false => {
                let thinks =
                    talk.is_thinking() && turns.last().is_some_and(|turn| turn.said.is_empty());
                let dots = thinks.then(|| {
                    el("li")
                        .class("talk__thinking")
                        .words(label(Label::TalkThinks))
                });
                list.children(turns.iter().map(turn)).child(perhaps(dots))
            }
        }
    });
    // What is new in it is read out by the bubble.
    el("div")
        .testid("talk")
        .flag_as("aria-busy", "true", live(move || talk.is_thinking()))
        .child(list)
}

fn form() -> Node {
    let (talk, ears, voice) = (talk(), ears(), voice());
    let input = el("input")
        .id("talk-words")
        .testid("words")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("maxlength", "300")
        .live("aria-label", label(Label::TalkWords))
        .live("placeholder", label(Label::TalkWords));
    let send = el("button")
        .class("button button--main")
        .attr("type", "submit")
        .testid("send")
        .words(label(Label::TalkSend));
    let has_ears = Memo::new(move |_| ears.hearing().is_some() && ears.agrees());
    let speak = part(move || match has_ears.get() {
        false => nothing(),
        true => button("button", move || match ears.is_listening() {
            true => ears.finish(),
            false => {
                voice.hush();
                ears.listen(move |words| talk.send(words));
            }
        })
        .testid("listen")
        .flag_as("aria-pressed", "true", live(move || ears.is_listening()))
        .words(label(Label::TalkListen)),
    });
    el("form")
        .class("talk__form")
        .attr("autocomplete", "off")
        .on("submit", move |event| {
            event.prevent_default();
            talk.send(&page::value("talk-words"));
            page::set_value("talk-words", "");
        })
        .child(input)
        .child(speak)
        .child(send)
}

/// Where a voice goes, before anything is listened to.
fn listening() -> Node {
    let (settings, ears) = (settings(), ears());
    part(move || match (ears.hearing(), ears.agrees()) {
        (None, _) => nothing(),
        (Some(hearing), false) => el("div")
            .class("nest__row")
            .child(
                el("p")
                    .class("nest__quiet")
                    .testid("before-hearing")
                    .text(says::before_hearing(settings.language(), hearing)),
            )
            .child(
                button("button", move || ears.agree())
                    .testid("agree-hearing")
                    .words(label(Label::TalkBySpeech)),
            ),
        (Some(_), true) => el("p")
            .class("nest__quiet")
            .attr("role", "status")
            .words(live(move || ears.so_far())),
    })
}

/// Why no model answered, or nothing was heard.
fn troubles() -> Node {
    let (settings, talk, ears) = (settings(), talk(), ears());
    let told = live(move || {
        let language = settings.language();
        let of_talk = talk
            .trouble()
            .map(|trouble| says::trouble(language, trouble));
        let of_ears = ears
            .trouble()
            .map(|trouble| says::hearing_trouble(language, trouble).to_owned());
        of_talk.or(of_ears).unwrap_or_default()
    });
    el("p")
        .class("nest__quiet")
        .testid("talk-trouble")
        .attr("role", "status")
        .words(told)
}
