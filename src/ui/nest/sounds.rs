//! Whose voice the bird has, and whether there are sounds and music.

use leptos::prelude::*;

use super::label;
use crate::engine::talk::VoiceTrouble;
use crate::engine::talk::tunes::Effect as Sound;
use crate::engine::talk::voicevox::{Speaker, credit};
use crate::engine::text::bird::Label;
use crate::engine::text::talk::says;
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::{Live, live};
use crate::ui::parts::plain::way;
use crate::ui::state::settings::settings;
use crate::ui::state::voice::{Switch, Voice, Whose, voice};
use crate::web::page;

pub fn sounds() -> Node {
    let voice = voice();
    beside([
        el("h3").words(label(Label::Sounds)),
        whose(voice),
        part(move || of(voice)),
        switch(
            "effects",
            Label::Effects,
            live(move || voice.has_effects()),
            move |to| voice.set_effects(to),
        ),
        switch(
            "music",
            Label::Music,
            live(move || voice.has_music()),
            move |to| voice.set_music(to),
        ),
    ])
}

fn switch(testid: &str, text: Label, is: Live<bool>, set: impl Fn(Switch) + 'static) -> Node {
    let tick = el("input")
        .attr("type", "checkbox")
        .testid(testid)
        .checked(is)
        .on("change", move |event| {
            set(match event_target_checked(&event) {
                true => Switch::On,
                false => Switch::Off,
            });
        });
    el("label")
        .class("check")
        .child(tick)
        .child(el("span").class("check__name").words(label(text)))
}

fn whose(voice: Voice) -> Node {
    let choices = [
        (Whose::Nobody, label(Label::VoiceNone), "voice-none"),
        (Whose::Browser, label(Label::VoiceBrowser), "voice-browser"),
        // It is called so everywhere.
        (Whose::Voicevox, live(|| "VOICEVOX"), "voice-voicevox"),
    ];
    let choice = |(whose, called, testid)| {
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", "voice")
            .testid(testid)
            .checked(live(move || voice.whose() == whose))
            .on("change", move |_| voice.choose(whose));
        el("label")
            .class("segments__one")
            .child(input)
            .child(el("span").words(called))
    };
    el("div")
        .class("segments nest__ways")
        .attr("role", "radiogroup")
        .live("aria-label", label(Label::Voice))
        .children(choices.map(choice))
}

/// What there is to a voice.
fn of(voice: Voice) -> Node {
    let settings = settings();
    let language = settings.language();
    match voice.whose() {
        Whose::Nobody => nothing(),
        Whose::Browser => match voice.voices().is_empty() {
            true => el("p")
                .class("nest__quiet")
                .testid("no-voice")
                .text(says::no_voice(language)),
            false => try_it(voice),
        },
        Whose::Voicevox => match (voice.trouble(), voice.is_asking()) {
            (_, true) => el("p")
                .class("nest__quiet")
                .attr("role", "status")
                .words(label(Label::VoiceAsking)),
            (Some(why), false) => diagnosis(voice, why),
            (None, false) => beside([speakers(voice), try_it(voice)]),
        },
    }
}

fn try_it(voice: Voice) -> Node {
    let settings = settings();
    button("button", move || {
        voice.sound(Sound::Chirp);
        voice.hush();
        voice.say(Label::VoiceSample.say(settings.language()));
    })
    .testid("voice-try")
    .words(label(Label::VoiceTry))
}

/// Who can speak, and the line that whoever uses it owes them.
fn speakers(voice: Voice) -> Node {
    let option = |speaker: &Speaker| {
        let styles = speaker.styles.iter().map(|style| {
            el("option")
                .attr("value", &style.id.to_string())
                .text(&[&speaker.name, "（", &style.name, "）"].concat())
        });
        beside(styles.collect::<Vec<_>>())
    };
    let choose = el("select")
        .id("voice-style")
        .testid("voice-style")
        .live("aria-label", label(Label::VoiceStyle))
        .children(voice.speakers().read().iter().map(option))
        .value(live(move || {
            voice
                .style()
                .map_or_else(String::new, |style| style.to_string())
        }))
        .on("change", move |event| {
            if let Ok(style) = event_target_value(&event).parse() {
                voice.set_style(style);
            }
        });
    let credited = live(move || {
        let style = voice.style();
        let speakers = voice.speakers().read();
        let has = |speaker: &&Speaker| speaker.styles.iter().any(|one| Some(one.id) == style);
        speakers
            .iter()
            .find(has)
            .map_or_else(String::new, |speaker| credit(&speaker.name))
    });
    el("div").class("nest__row").child(choose).child(
        el("span")
            .class("nest__quiet")
            .testid("credit")
            .words(credited),
    )
}

/// What is wrong, and exactly what to do.
fn diagnosis(voice: Voice, why: VoiceTrouble) -> Node {
    let settings = settings();
    let origin = page::origin();
    let message = says::voice_trouble(settings.language(), why, &origin);
    let line = || {
        el("code")
            .class("talk__leaves")
            .testid("voice-origin")
            .text(&origin)
    };
    el("div")
        .class("failed")
        .attr("role", "alert")
        .testid("voice-trouble")
        .attr(
            "data-why",
            match why {
                VoiceTrouble::PermissionDenied => "permission",
                VoiceTrouble::NotRunning => "not-running",
                VoiceTrouble::OriginNotAllowed => "origin",
                VoiceTrouble::StyleCannotTalk => "style",
                VoiceTrouble::Broken => "broken",
                VoiceTrouble::Slow => "slow",
            },
        )
        .child(el("p").class("failed__title").text(message.what))
        .child(el("p").text(&message.found))
        .child(if why == VoiceTrouble::OriginNotAllowed {
            line()
        } else {
            nothing()
        })
        .child(if why == VoiceTrouble::OriginNotAllowed {
            way("", "voicevox-setting", says::VOICEVOX_SETTING).text(says::VOICEVOX_SETTING)
        } else {
            nothing()
        })
        .child(el("p").text(message.advice))
        .child(
            button("button", move || voice.ask_speakers())
                .testid("voice-again")
                .words(label(Label::VoiceAgain)),
        )
}
