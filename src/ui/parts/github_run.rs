//! A run: whose GitHub it is, how far it is, what it waits for, what was asked.

use std::time::Duration;

use leptos::prelude::*;

use super::chart::Chart;
use super::dialog::PeriodDialog;
use super::disclosure::disclosure;
use super::legend::Legend;
use super::plain::{button, field, fixed, heading, line, list, pieces, said, trouble, way, words};
use crate::engine::source::github::{Failure, Missing, Token, Why};
use crate::engine::text::messages::Message;
use crate::engine::text::{Language, Text, dates, github as told};
use crate::ui::live::{Live, live, on, part};
use crate::ui::pages::Page;
use crate::ui::state::github::{Status, Trouble, Who, github, keep, kept, secs_until};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;
use crate::web::page;

pub fn run() -> AnyView {
    let (settings, github) = (settings(), github());
    let progress = live(move || told::progress(settings.language(), &github.progress()));
    let has_failed = Memo::new(move |_| matches!(github.status(), Status::Failed(_)));
    let can_go_on = Memo::new(move |_| match github.status() {
        Status::Stopped => Some(!github.has_token()),
        Status::Failed(Trouble::GitHub(Failure::BadToken | Failure::Forbidden)) => Some(true),
        Status::Failed(Trouble::GitHub(_)) => Some(!github.has_token()),
        _ => None,
    });
    let shown = vec![
        heading("run-title", title()),
        part(move || github.who().map_or_else(nothing, person)).into_any(),
        bar(),
        line("reading__words", "github-progress", progress),
        waiting(),
        part(move || {
            if has_failed.get() {
                failed()
            } else {
                nothing()
            }
        })
        .into_any(),
        part(move || can_go_on.get().map_or_else(nothing, go_on)).into_any(),
        ways(),
        part(held).into_any(),
    ];
    let is_empty = Memo::new(move |_| {
        let found = github.found();
        github.status() == Status::Done && found.is_some() && github.progress().events == 0
    });
    let nothing_found = || line("", "nothing-found", words(Text::NothingFound));
    let all = vec![
        pieces("panel reading", "github-run", shown),
        part(move || {
            if is_empty.get() {
                pieces("card sheet", "github-empty", vec![nothing_found()])
            } else {
                nothing()
            }
        })
        .into_any(),
        picture(),
        part(missing).into_any(),
        disclosure("github-log", Text::Log, log),
    ];
    pieces("github__part", "github-reading", all)
}

/// What a run is doing.
pub fn title() -> Live<String> {
    let (settings, github) = (settings(), github());
    live(move || {
        let text = match github.status() {
            Status::Done => Text::GitHubDone,
            Status::Stopped => Text::GitHubStopped,
            Status::Failed(_) => Text::GitHubFailed,
            _ if github.waits().is_some_and(|waits| waits.limit.is_some()) => Text::GitHubPaused,
            _ => Text::GitHubReading,
        };
        settings.say(text).to_owned()
    })
}

/// What was found so far.
fn picture() -> AnyView {
    let github = github();
    let has_events = Memo::new(move |_| github.progress().events > 0 && github.found().is_some());
    let picture = part(move || match has_events.get() {
        true => view! {
            <div class="card">
                <Chart/>
                <Legend/>
            </div>
            <PeriodDialog/>
        }
        .into_any(),
        false => nothing(),
    });
    picture.into_any()
}

fn nothing() -> AnyView {
    ().into_any()
}

/// What of the repositories that are known was read, 0 to 1.
fn bar() -> AnyView {
    let github = github();
    let share = live(move || match github.status() {
        Status::Done => 1.0,
        _ => {
            let progress = github.progress();
            f64::from(progress.repositories_done) / f64::from(progress.repositories.max(1))
        }
    });
    view! { <progress aria-labelledby="run-title" max=1 value=share></progress> }.into_any()
}

/// Whose GitHub it is, and by which right.
fn person(who: Who) -> AnyView {
    let settings = settings();
    let Who { viewer, scopes } = who;
    let name = [&viewer.name, " @", &viewer.login].concat();
    let rights = live(move || {
        let scopes = scopes.as_deref().filter(|scopes| !scopes.is_empty());
        let scopes = scopes.unwrap_or(settings.say(Text::RightsUnknown));
        [settings.say(Text::Rights), ": ", scopes].concat()
    });
    let mut all = vec![line("github__name", "viewer-name", fixed(name))];
    if !viewer.is_own {
        all.push(line(
            "github__other",
            "someone-else",
            words(Text::SomeoneElse),
        ));
    }
    all.push(line("field__hint", "rights", rights));
    let avatar = viewer.avatar.unwrap_or_else(|| "icon.svg".to_owned());
    view! {
        <div class="github__person" data-testid="viewer">
            <img src=avatar alt="" width="48" height="48"/>
            <div>{all}</div>
        </div>
    }
    .into_any()
}

/// What it waits for, counted down, and what is left of the points.
fn waiting() -> AnyView {
    let (settings, github) = (settings(), github());
    let tick = RwSignal::new(0_u32);
    let beat = move || tick.update(|tick| *tick = tick.wrapping_add(1));
    let beat = set_interval_with_handle(beat, Duration::from_secs(1));
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
            .map(|waits| told::waiting(settings.language(), waits.limit, secs_until(waits.until)));
        said.unwrap_or_default()
    });
    let points = live(move || {
        let progress = github.progress();
        let (Some(left), Some(reset)) = (progress.points_left, progress.reset_at) else {
            return String::new();
        };
        let clock = dates::time(view().zone().read().local(reset));
        told::points(settings.language(), left, &clock)
    });
    let both = vec![
        said("github__waiting", "waiting", waiting),
        line("field__hint", "points", points),
    ];
    pieces("github__waits", "waits", both)
}

/// What happened, what was found, what to do, and the way on.
fn failed() -> AnyView {
    let (settings, github) = (settings(), github());
    let message = move |part: fn(Message) -> String| {
        live(move || match github.status() {
            Status::Failed(trouble) => part(message_of(settings.language(), trouble)),
            _ => String::new(),
        })
    };
    let all = vec![
        heading("failed-title", message(|message| message.what.to_owned())),
        line(
            "failed__found",
            "failed-found",
            message(|message| message.found),
        ),
        line(
            "",
            "failed-advice",
            message(|message| message.advice.to_owned()),
        ),
    ];
    view! { <div class="failed" role="alert" data-testid="github-failed">{all}</div> }.into_any()
}

/// The way on, with the field for another token if there is none that works.
fn go_on(needs_token: bool) -> AnyView {
    let github = github();
    let needs_token = needs_token && !github.is_public();
    let trouble_of_token = RwSignal::new(None);
    let go_on = on(move |_| {
        if !needs_token {
            return github.resume(None);
        }
        let token = Token::new(&page::value("token-again"));
        page::set_value("token-again", "");
        if token.is_none() {
            trouble_of_token.set(Some(Text::TokenBad));
            return page::focus("token-again");
        }
        if kept().is_some() {
            keep(token.as_ref());
        }
        github.resume(token);
    });
    let again = || {
        let hint = Some(Text::TokenHint);
        let all = vec![
            field("token-again", "password", Text::TokenAgain, hint),
            trouble("again-trouble", trouble_of_token),
        ];
        pieces("github__part", "again", all)
    };
    let all = vec![
        if needs_token { again() } else { nothing() },
        button("button button--main", "go-on", words(Text::GoOn), go_on),
    ];
    pieces("github__go-on", "go-on-part", all)
}

/// Whether the token is still there, and how to be rid of it.
fn held() -> AnyView {
    let github = github();
    if github.is_public() {
        return nothing();
    }
    let text = match (github.has_token(), kept().is_some()) {
        (true, _) => Text::TokenHeld,
        (false, true) => Text::TokenKept,
        (false, false) => return line("field__hint", "token-gone", words(Text::TokenGone)),
    };
    let forget = on(move |_| github.forget());
    let all = vec![
        line("field__hint", "token-held", words(text)),
        button(
            "button button--quiet",
            "forget",
            words(Text::TokenForget),
            forget,
        ),
    ];
    pieces("github__kept", "held", all)
}

fn message_of(language: Language, trouble: Trouble) -> Message {
    let say = |what: Text, found: Text, advice: Text| Message {
        what: what.say(language),
        found: found.say(language).into(),
        advice: advice.say(language),
    };
    match trouble {
        Trouble::GitHub(failure) => told::failure(language, failure),
        Trouble::Died => say(Text::DiedWhat, Text::DiedFound, Text::GitHubDiedAdvice),
        Trouble::NewVersion => say(
            Text::NewVersionWhat,
            Text::NewVersionFound,
            Text::NewVersion,
        ),
    }
}

/// To the calendar, to a halt, and back to the form.
fn ways() -> AnyView {
    let github = github();
    let is_reading = Memo::new(move |_| github.status() == Status::Reading);
    let has_events = Memo::new(move |_| github.found().is_some() && github.progress().events > 0);
    let calendar = move || {
        let address = ["#", Page::Calendar.hash()].concat();
        way("button", "see-calendar", address, words(Text::SeeCalendar))
    };
    let stop = move || {
        button(
            "button",
            "stop",
            words(Text::Stop),
            on(move |_| github.stop()),
        )
    };
    let back = move || {
        let leave = on(move |_| github.leave());
        button("button", "back-to-form", words(Text::BackToForm), leave)
    };
    let all = vec![
        part(move || {
            if has_events.get() {
                calendar()
            } else {
                nothing()
            }
        })
        .into_any(),
        part(move || if is_reading.get() { stop() } else { back() }).into_any(),
    ];
    pieces("failed__ways", "github-ways", all)
}

/// What could not be read, and why.
fn missing() -> AnyView {
    let (settings, github) = (settings(), github());
    let Some(found) = github.found() else {
        return nothing();
    };
    let language = settings.language();
    let mut lines: Vec<AnyView> = found
        .missing
        .iter()
        .map(|one| missed(language, one))
        .collect();
    if found.restricted > 0 {
        lines.push(told::restricted(language, found.restricted).into_any());
    }
    if found.is_partial {
        lines.push(settings.say(Text::Partial).into_any());
    }
    if lines.is_empty() {
        return nothing();
    }
    let all = vec![
        heading("missing-title", words(Text::Missing)),
        list(false, lines),
    ];
    pieces("card sheet github__missing", "github-missing", all)
}

fn missed(language: Language, missing: &Missing) -> AnyView {
    let words = told::missing(language, missing);
    match &missing.why {
        Why::SignOn { path: Some(path) } => way("", "sign-on", told::site(path), fixed(words)),
        _ => words.into_any(),
    }
}

/// Everything that was asked, the latest first.
fn log() -> AnyView {
    let (settings, github) = (settings(), github());
    let lines = github.log().get();
    let rows = lines.iter().rev().map(|line| {
        let at = dates::time(view().zone().read().local(line.at));
        let unanswered = || settings.say(Text::Unanswered).to_owned();
        let status = line
            .status
            .map_or_else(unanswered, |status| status.to_string());
        let points = line
            .points
            .map_or_else(String::new, |points| points.to_string());
        let cells = [at, line.operation.clone(), points, status];
        let cells: Vec<_> = cells
            .into_iter()
            .map(|cell| view! { <td>{cell}</td> }.into_any())
            .collect();
        view! { <tr>{cells}</tr> }.into_any()
    });
    let rows: Vec<_> = rows.collect();
    let head = [
        Text::LogTime,
        Text::LogWhat,
        Text::LogPoints,
        Text::LogStatus,
    ];
    let head = head.map(|text| view! { <th scope="col">{words(text)}</th> }.into_any());
    let head: Vec<_> = head.into();
    view! {
        <div class="table-scroller" tabindex="0" role="region" aria-labelledby="log-title">
            <table class="table">
                <caption id="log-title">{words(Text::LogHint)}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
