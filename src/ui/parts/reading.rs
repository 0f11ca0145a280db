//! An import that runs, and one that failed.

use leptos::prelude::*;

use super::door::FileButton;
use crate::engine::source::Progress;
use crate::engine::text::messages::{self, Message};
use crate::engine::text::{Language, Text, numbers};
use crate::ui::live::{live, on, part, perhaps};
use crate::ui::state::import::{Failure, Reading, Status, import};
use crate::ui::state::opening::opening;
use crate::ui::state::settings::settings;

/// A bar with words, and a way out.
#[component]
pub fn ReadingPanel() -> impl IntoView {
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
    view! {
        <section class="panel reading" data-testid="progress" aria-labelledby="reading-title">
            <h2 id="reading-title" tabindex="-1">{settings.words(Text::Reading)}</h2>
            <progress
                aria-labelledby="reading-title"
                max=1
                value=live(move || share(reading.read().progress))
            ></progress>
            <p class="reading__words" data-testid="progress-words">{words}</p>
            <button class="button" type="button" data-testid="cancel" on:click=on(move |_| cancel())>
                {settings.words(Text::Cancel)}
            </button>
        </section>
    }
}

/// What of the whole was read, 0 to 1.
fn share(progress: Progress) -> f64 {
    progress.read as f64 / progress.total.max(1) as f64
}

/// What happened, what was found, what to do.
#[component]
pub fn FailedPanel() -> impl IntoView {
    let (settings, import) = (settings(), import());
    let message = move || match import.status() {
        Status::Failed(failure) => Some(words(settings.language(), &failure)),
        _ => None,
    };
    view! {
        <section class="panel failed" data-testid="failed" role="alert">
            {part(move || perhaps(message().map(|Message { what, found, advice }| view! {
                <h2 id="failed-title" tabindex="-1">{what}</h2>
                <p class="failed__found">{found}</p>
                <p>{advice}</p>
            })))}
            <div class="failed__ways">
                <FileButton><strong>{settings.words(Text::TryAgain)}</strong></FileButton>
                <button class="button" type="button" on:click=on(move |_| import.cancel())>
                    {settings.words(Text::Dismiss)}
                </button>
            </div>
        </section>
    }
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
