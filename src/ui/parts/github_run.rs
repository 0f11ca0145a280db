//! A run: whose GitHub it is, how far it is, what it waits for, what was asked.

use std::time::Duration;

use leptos::prelude::*;

use super::disclosure::disclosure;
use crate::engine::source::github::{Token, Why};
use crate::engine::text::messages::Message;
use crate::engine::text::{Language, Text, dates, github as words};
use crate::ui::live::{live, on, part, perhaps};
use crate::ui::pages::Page;
use crate::ui::state::github::{Status, Trouble, Who, github, keep, kept, secs_until};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;
use crate::web::page;

#[component]
pub fn GitHubRun() -> impl IntoView {
    let (settings, github) = (settings(), github());
    let title = live(move || {
        settings.say(match github.status() {
            Status::Done => Text::GitHubDone,
            _ if github.waits().is_some_and(|waits| waits.limit.is_some()) => Text::GitHubPaused,
            _ => Text::GitHubReading,
        })
    });
    let has_failed = Memo::new(move |_| matches!(github.status(), Status::Failed(_)));
    view! {
        <section class="panel reading" data-testid="github-run" aria-labelledby="run-title">
            <h2 id="run-title" tabindex="-1">{title}</h2>
            {part(move || perhaps(github.who().map(|who| view! { <Person who=who/> })))}
            <progress
                aria-labelledby="run-title"
                max=1
                value=live(move || share(github.status(), github.progress().repositories_done, github.progress().repositories))
            ></progress>
            <p class="reading__words" data-testid="github-progress">
                {live(move || words::progress(settings.language(), &github.progress()))}
            </p>
            <Waiting/>
            {part(move || if has_failed.get() { view! { <Failed/> }.into_any() } else { ().into_any() })}
            <Ways/>
        </section>
        <MissingList/>
        {disclosure("github-log", Text::Log, log)}
    }
}

/// What of the repositories that are known was read, 0 to 1.
fn share(status: Status, done: u32, all: u32) -> f64 {
    match status {
        Status::Done => 1.0,
        _ => f64::from(done) / f64::from(all.max(1)),
    }
}

/// Whose GitHub it is, and by which right.
#[component]
fn Person(who: Who) -> impl IntoView {
    let settings = settings();
    let Who { viewer, scopes } = who;
    let login = ["@", &viewer.login].concat();
    let (is_own, scopes) = (viewer.is_own, scopes.unwrap_or_default());
    view! {
        <div class="github__person" data-testid="viewer">
            {perhaps(viewer.avatar.map(|avatar| view! { <img src=avatar alt="" width="48" height="48"/> }))}
            <p>
                <strong>{viewer.name}</strong> " " <span>{login}</span>
                {perhaps((!is_own).then(|| view! { <em>{settings.words(Text::SomeoneElse)}</em> }))}
                <small>
                    {settings.words(Text::Rights)} ": "
                    {live(move || match scopes.as_str() {
                        "" => settings.say(Text::RightsUnknown).to_owned(),
                        scopes => scopes.to_owned(),
                    })}
                </small>
            </p>
        </div>
    }
}

/// What it waits for, counted down, and what is left of the points.
#[component]
fn Waiting() -> impl IntoView {
    let (settings, github) = (settings(), github());
    let tick = RwSignal::new(0_u32);
    let beat = set_interval_with_handle(
        move || tick.update(|tick| *tick = tick.wrapping_add(1)),
        Duration::from_secs(1),
    );
    on_cleanup(move || {
        if let Ok(beat) = beat {
            beat.clear();
        }
    });
    let waiting = live(move || {
        tick.track();
        let waits = github
            .waits()
            .filter(|_| github.status() == Status::Reading);
        let said = waits
            .map(|waits| words::waiting(settings.language(), waits.limit, secs_until(waits.until)));
        said.unwrap_or_default()
    });
    let points = live(move || {
        let progress = github.progress();
        let (Some(left), Some(reset)) = (progress.points_left, progress.reset_at) else {
            return String::new();
        };
        let clock = dates::time(view().zone().read().local(reset));
        words::points(settings.language(), left, &clock)
    });
    view! {
        <p class="github__waiting" role="status" data-testid="waiting">{waiting}</p>
        <p class="field__hint" data-testid="points">{points}</p>
    }
}

/// What happened, what was found, what to do, and the way on.
#[component]
fn Failed() -> impl IntoView {
    let (settings, github) = (settings(), github());
    let message = move || match github.status() {
        Status::Failed(trouble) => Some(said(settings.language(), trouble)),
        _ => None,
    };
    view! {
        <div class="failed" role="alert" data-testid="github-failed">
            {part(move || perhaps(message().map(|Message { what, found, advice }| view! {
                <h3>{what}</h3>
                <p class="failed__found">{found}</p>
                <p>{advice}</p>
            })))}
            <div class="field">
                <label for="token-again">{settings.words(Text::TokenAgain)}</label>
                <input id="token-again" type="password" autocomplete="off" spellcheck="false" data-testid="token-again"/>
            </div>
            <button
                class="button"
                type="button"
                data-testid="go-on"
                on:click=on(move |_| {
                    let token = Token::new(&page::value("token-again"));
                    page::set_value("token-again", "");
                    if kept().is_some() && token.is_some() {
                        keep(token.as_ref());
                    }
                    github.resume(token);
                })
            >
                {settings.words(Text::GoOn)}
            </button>
        </div>
    }
}

fn said(language: Language, trouble: Trouble) -> Message {
    let say = |what: Text, found: Text, advice: Text| Message {
        what: what.say(language),
        found: found.say(language).into(),
        advice: advice.say(language),
    };
    match trouble {
        Trouble::GitHub(failure) => words::failure(language, failure),
        Trouble::Died => say(Text::DiedWhat, Text::DiedFound, Text::GitHubDiedAdvice),
        Trouble::NewVersion => say(
            Text::NewVersionWhat,
            Text::NewVersionFound,
            Text::NewVersion,
        ),
    }
}

/// To the calendar, and back to the form.
#[component]
fn Ways() -> impl IntoView {
    let (settings, github) = (settings(), github());
    let has_events = Memo::new(move |_| {
        github
            .found()
            .is_some_and(|found| !found.zones.is_empty() || github.progress().events > 0)
    });
    let see = live(move || {
        settings.say(match github.status() {
            Status::Done => Text::SeeCalendar,
            _ => Text::SoFar,
        })
    });
    let end = live(move || {
        settings.say(match github.status() {
            Status::Reading => Text::Cancel,
            _ => Text::BackToForm,
        })
    });
    view! {
        <div class="failed__ways">
            {part(move || if has_events.get() {
                let see = see.clone();
                view! { <a class="button button--main" href=["#", Page::Calendar.hash()].concat() data-testid="see-calendar">{see}</a> }.into_any()
            } else {
                ().into_any()
            })}
            <button class="button" type="button" data-testid="github-cancel" on:click=on(move |_| github.cancel())>{end}</button>
        </div>
    }
}

/// What could not be read, and why.
#[component]
fn MissingList() -> impl IntoView {
    let (settings, github) = (settings(), github());
    part(move || {
        let Some(found) = github
            .found()
            .filter(|found| !found.missing.is_empty() || found.restricted > 0 || found.is_partial)
        else {
            return ().into_any();
        };
        let language = settings.language();
        let rows = found.missing.iter().map(|missing| {
            let way = match &missing.why {
                Why::SignOn { path: Some(path) } => Some(words::site(path)),
                _ => None,
            };
            view! {
                <li>
                    <strong>{missing.what.clone()}</strong> ": " {words::why(language, &missing.why)}
                    {perhaps(way.map(|way| view! {
                        " " <a href=way target="_blank" rel="noreferrer noopener">{settings.say(Text::SignOnWay)}</a>
                    }))}
                </li>
            }.into_any()
        });
        let rows: Vec<_> = rows.collect();
        let partial = found
            .is_partial
            .then(|| view! { <p>{settings.say(Text::Partial)}</p> });
        let restricted = (found.restricted > 0)
            .then(|| view! { <p>{words::restricted(language, found.restricted)}</p> });
        view! {
            <section class="card github__missing" data-testid="github-missing">
                <h2>{settings.say(Text::Missing)}</h2>
                {perhaps(partial)}
                {perhaps(restricted)}
                <ul>{rows}</ul>
            </section>
        }
        .into_any()
    })
}

/// Everything that was asked, the latest first.
fn log() -> AnyView {
    let (settings, github) = (settings(), github());
    let lines = github.log().get();
    let rows = lines.iter().rev().map(|line| {
        let clock = dates::time(view().zone().read().local(line.at));
        let status = line.status.map_or_else(|| settings.say(Text::Unanswered).to_owned(), |status| status.to_string());
        let points = line.points.map_or_else(String::new, |points| points.to_string());
        view! { <tr><td>{clock}</td><td>{line.operation.clone()}</td><td>{points}</td><td>{status}</td></tr> }.into_any()
    });
    let rows: Vec<_> = rows.collect();
    let head = [
        Text::LogTime,
        Text::LogWhat,
        Text::LogPoints,
        Text::LogStatus,
    ];
    let head: Vec<_> = head
        .map(|text| view! { <th scope="col">{settings.words(text)}</th> }.into_any())
        .into();
    view! {
        <p class="field__hint">{settings.words(Text::LogHint)}</p>
        <div class="table-scroller" tabindex="0" role="region" aria-labelledby="log-title">
            <table class="table"><caption id="log-title">{settings.words(Text::Log)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}
