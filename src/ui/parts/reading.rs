//! An import that runs, and one that failed.

use leptos::prelude::*;

use super::door::file_button;
use crate::engine::source::Progress;
use crate::engine::text::messages::{self, Message};
use crate::engine::text::{Language, Text, numbers};
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::live;
use crate::ui::state::import::{Failure, Reading, Status, import};
use crate::ui::state::opening::opening;
use crate::ui::state::settings::settings;

/// A bar with words, and a way out.
pub fn reading_panel() -> Node {
    let (settings, import, opening) = (settings(), import(), opening());
    let reading = Memo::new(move |last: Option<&Reading>| match import.status() {
        Status::Reading(reading) => reading,
        _ => last.copied().unwrap_or(Reading {
            progress: Progress::default(),
            secs_left: None,
        }),
    });
    let words = live(move || {
        let Reading {
            progress,
            secs_left,
        } = reading.get();
        let language = settings.language();
        let read = [
            &numbers::bytes(progress.read),
            " / ",
            &numbers::bytes(progress.total),
        ]
        .concat();
        let left = secs_left.map(|secs| numbers::time_left(language, secs));
        let parts = [
            Some(numbers::posts(language, progress.events)),
            (progress.total > 0).then_some(read),
            left,
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    });
    let cancel = move || {
        opening.begin();
        import.cancel();
    };
    let share = live(move || share(reading.read().progress).to_string());
    let bar = el("progress").attr("aria-labelledby", "reading-title");
    let title = el("h2").id("reading-title").attr("tabindex", "-1");
    let told = el("p").class("reading__words").testid("progress-words");
    el("section")
        .class("panel reading")
        .testid("progress")
        .attr("aria-labelledby", "reading-title")
        .child(title.say(Text::Reading))
        .child(bar.attr("max", "1").live("value", share))
        .child(told.words(words))
        .child(button("button", cancel).testid("cancel").say(Text::Cancel))
}

/// What of the whole was read, 0 to 1.
fn share(progress: Progress) -> f64 {
    progress.read as f64 / progress.total.max(1) as f64
}

/// What happened, what was found, what to do.
pub fn failed_panel() -> Node {
    let (settings, import) = (settings(), import());
    let told = part(move || match import.status() {
        Status::Failed(failure) => told(words(settings.language(), &failure)),
        _ => nothing(),
    });
    let again = file_button().child(el("strong").say(Text::TryAgain));
    let dismiss = button("button", move || import.cancel()).say(Text::Dismiss);
    let ways = el("div").class("failed__ways").child(again).child(dismiss);
    el("section")
        .class("panel failed")
        .testid("failed")
        .attr("role", "alert")
        .child(told)
        .child(ways)
}

fn told(message: Message) -> Node {
    let title = el("h2").id("failed-title").attr("tabindex", "-1");
    beside([
        title.text(message.what),
        el("p").class("failed__found").text(&message.found),
        el("p").text(message.advice),
    ])
}

fn words(language: Language, failure: &Failure) -> Message {
    let say = |what: Text, found: Text, advice: Text| Message {
        what: what.say(language),
        found: found.say(language).into(),
        advice: advice.say(language),
    };
    match failure {
        Failure::Import(error) => messages::import_error(language, error),
        Failure::Died => say(Text::DiedWhat, Text::DiedFound, Text::DiedAdvice),
        Failure::NoFile => say(Text::NoFileWhat, Text::NoFileFound, Text::NoFileAdvice),
        Failure::TooMuch => say(Text::TooMuchWhat, Text::TooMuchFound, Text::TooMuchAdvice),
        Failure::NewVersion => say(
            Text::NewVersionWhat,
            Text::NewVersionFound,
            Text::NewVersion,
        ),
    }
}
