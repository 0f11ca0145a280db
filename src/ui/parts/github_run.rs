//! A run: whose GitHub it is, how far it is, what it waits for, what was asked.

use std::time::Duration;

use leptos::prelude::*;

use super::chart::chart;
use super::dialog::period_dialog;
use super::disclosure::disclosure;
use super::legend::legend;
use super::plain::{field, heading, line, trouble, way};
use super::sight::AtFirst;
use crate::engine::protocol::github::Line;
use crate::engine::source::github::{Failure, Missing, Token, Why};
use crate::engine::text::messages::Message;
use crate::engine::text::{Language, Text, dates, github as told};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::{Live, live};
use crate::ui::pages::Page;
use crate::ui::state::github::{Status, Trouble, Who, github, keep, kept, secs_until};
use crate::ui::state::settings::settings;
use crate::web::page;

pub fn run() -> Node {
    let (settings, github) = (settings(), github());
    let progress = live(move || told::progress(settings.language(), &github.progress()));
    let has_failed = Memo::new(move |_| matches!(github.status(), Status::Failed(_)));
    let can_go_on = Memo::new(move |_| match github.status() {
        Status::Stopped => Some(!github.has_token()),
        // No token and no patience finds nobody.
        Status::Failed(Trouble::GitHub(Failure::NoSuchLogin)) => None,
        Status::Failed(Trouble::GitHub(Failure::BadToken | Failure::Forbidden)) => Some(true),
        Status::Failed(Trouble::GitHub(_)) => Some(!github.has_token()),
        _ => None,
    });
    let panel = el("div")
        .class("panel reading")
        .testid("github-run")
        .child(heading("run-title").words(title()))
        .child(part(move || match github.login() {
            Some(login) => stranger(&login),
            None => perhaps(github.who().map(person)),
        }))
        .child(bar())
        .child(line("reading__words", "github-progress").words(progress))
        .child(waiting())
        .child(part(move || perhaps(has_failed.get().then(failed))))
        .child(part(move || perhaps(can_go_on.get().map(go_on))))
        .child(ways())
        .child(part(held));
    let all = [
        panel,
        picture(),
        part(missing),
        disclosure("github-log", Text::Log, log),
    ];
    el("div").class("github__part").children(all)
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

/// What was found so far, or that nothing was.
fn picture() -> Node {
    let github = github();
    // A picture that grows stays, with all that is open in it.
    let is_there = Memo::new(move |_| {
        github.found().is_some() && (github.is_shown() || github.progress().events == 0)
    });
    let is_empty = Memo::new(move |_| github.progress().events == 0);
    let is_done = Memo::new(move |_| github.status() == Status::Done);
    part(move || match (is_there.get(), is_empty.get()) {
        (false, _) => nothing(),
        (true, false) => untrack(|| {
            let picture = el("div")
                .class("card")
                .child(chart(AtFirst::Far))
                .child(legend());
            beside([picture, period_dialog()])
        }),
        (true, true) if is_done.get() => {
            let words = line("", "nothing-found").say(Text::NothingFound);
            el("div").class("card sheet").child(words)
        }
        _ => nothing(),
    })
}

/// What of the repositories that are known was read, 0 to 1.
fn bar() -> Node {
    let github = github();
    let share = live(move || match github.status() {
        Status::Done => 1.0,
        _ => {
            let progress = github.progress();
            f64::from(progress.repositories_done) / f64::from(progress.repositories.max(1))
        }
    });
    el("progress")
        .attr("aria-labelledby", "run-title")
        .attr("max", "1")
        .value(live(move || share().to_string()))
}

/// Whose GitHub it is that is read without a token: nobody says that it is the person's own.
fn stranger(login: &str) -> Node {
    let name = line("github__name", "viewer-name").text(&["@", login].concat());
    let whose = line("field__hint", "public-record").say(Text::PublicRecord);
    el("div").child(name).child(whose)
}

/// Whose GitHub it is, and by which right.
fn person(who: Who) -> Node {
    let settings = settings();
    let Who { viewer, scopes } = who;
    let name = [&viewer.name, " @", &viewer.login].concat();
    let can_write = scopes
        .as_deref()
        .is_some_and(|scopes| scopes.split(", ").any(|scope| scope == "repo"));
    let rights = live(move || {
        let scopes = match scopes.as_deref() {
            None => settings.say(Text::RightsUnknown),
            Some("") => settings.say(Text::RightsPublic),
            Some(scopes) => scopes,
        };
        [settings.say(Text::Rights), ": ", scopes].concat()
    });
    let warning = || line("github__other", "can-write").say(Text::RightsToWrite);
    let other = || line("github__other", "someone-else").say(Text::SomeoneElse);
    let facts = el("div")
        .child(line("github__name", "viewer-name").text(&name))
        .child(perhaps((!viewer.is_own).then(other)))
        .child(line("field__hint", "rights").words(rights))
        .child(perhaps(can_write.then(warning)));
    let picture = el("img")
        .attr("alt", "")
        .attr("width", "48")
        .attr("height", "48")
        .attr("src", viewer.avatar.as_deref().unwrap_or("/icon.svg"));
    el("div")
        .class("github__person")
        .testid("viewer")
        .child(picture)
        .child(facts)
}

/// What it waits for, counted down, and what is left of the points.
fn waiting() -> Node {
    let (settings, github) = (settings(), github());
    let tick = RwSignal::new(0_u32);
    let beat = move || tick.update(|tick| *tick = tick.wrapping_add(1));
    let beat = set_interval_with_handle(beat, Duration::from_secs(1));
    on_cleanup(move || {
        if let Ok(beat) = beat {
            beat.clear();
        }
    });
    let waits = move || {
        let waits = github.waits();
        waits.filter(|_| github.status() == Status::Reading)
    };
    let why =
        live(move || waits().map_or("", |waits| told::waiting(settings.language(), waits.limit)));
    let left = live(move || {
        tick.track();
        let secs = waits().map(|waits| secs_until(waits.until));
        secs.map_or_else(String::new, |secs| told::still(settings.language(), secs))
    });
    let points = live(move || {
        let progress = github.progress();
        let (Some(left), Some(reset)) = (progress.points_left, progress.reset_at) else {
            return String::new();
        };
        let clock = dates::time(page::local(reset));
        told::points(settings.language(), left, &clock)
    });
    // Read aloud once, and not every second.
    let waiting = line("github__waiting", "waiting")
        .child(el("span").attr("role", "status").words(why))
        .child(el("span").words(left));
    el("div")
        .class("github__waits")
        .child(waiting)
        .child(line("field__hint", "points").words(points))
}

/// What happened, what was found and what to do.
fn failed() -> Node {
    let (settings, github) = (settings(), github());
    let message = move |part: fn(Message) -> String| {
        live(move || match github.status() {
            Status::Failed(trouble) => part(message_of(settings.language(), trouble)),
            _ => String::new(),
        })
    };
    let what = message(|message| message.what.to_owned());
    let advice = message(|message| message.advice.to_owned());
    el("div")
        .class("failed")
        .attr("role", "alert")
        .testid("github-failed")
        .child(heading("failed-title").words(what))
        .child(line("failed__found", "failed-found").words(message(|message| message.found)))
        .child(line("", "failed-advice").words(advice))
}

/// What to say of it.
pub fn message_of(language: Language, trouble: Trouble) -> Message {
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

/// The way on, with the field for another token if there is none that works.
fn go_on(needs_token: bool) -> Node {
    let github = github();
    let needs_token = needs_token && !github.is_public();
    let trouble_of_token = RwSignal::new(None);
    let go_on = button("button button--main", move || {
        if !needs_token {
            page::focus("run-title");
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
        page::focus("run-title");
        github.resume(token);
    });
    let again = || {
        let (label, hint) = (Text::TokenAgain, Text::TokenHint);
        el("div")
            .class("github__part")
            .child(field("token-again", "password", label, hint))
            .child(trouble("again-trouble", trouble_of_token))
    };
    el("div")
        .class("github__go-on")
        .child(perhaps(needs_token.then(again)))
        .child(go_on.testid("go-on").say(Text::GoOn))
}

/// Whether the token is still there, and how to be rid of it.
fn held() -> Node {
    let github = github();
    if github.is_public() {
        return nothing();
    }
    let text = match (github.has_token(), kept().is_some()) {
        (true, _) => Text::TokenHeld,
        (false, true) => Text::TokenKept,
        (false, false) => return line("field__hint", "token-gone").say(Text::TokenGone),
    };
    let forget = button("button button--quiet", move || {
        page::focus("run-title");
        github.forget();
    });
    el("div")
        .class("github__kept")
        .child(line("field__hint", "token-held").say(text))
        .child(forget.testid("forget").say(Text::TokenForget))
}

/// To the calendar, to a halt, and back to the form.
fn ways() -> Node {
    let github = github();
    let is_reading = Memo::new(move |_| github.status() == Status::Reading);
    let has_events = Memo::new(move |_| github.found().is_some() && github.progress().events > 0);
    let calendar = move || {
        let address = ["#", Page::Calendar.hash()].concat();
        way("button", "see-calendar", &address)
            .on("click", move |_| github.show())
            .say(Text::SeeCalendar)
    };
    // One button, so that the keyboard stays on it.
    let settings = settings();
    let stop_or_leave = button("button", move || match is_reading.get_untracked() {
        true => github.stop(),
        false => github.leave(),
    });
    let stop_or_leave = stop_or_leave
        .live(
            "data-testid",
            live(move || {
                if is_reading.get() {
                    "stop"
                } else {
                    "back-to-form"
                }
            }),
        )
        .words(live(move || {
            settings.say(match is_reading.get() {
                true => Text::Stop,
                false => Text::BackToForm,
            })
        }));
    el("div")
        .class("failed__ways")
        .testid("github-ways")
        .child(part(move || perhaps(has_events.get().then(calendar))))
        .child(stop_or_leave)
}

/// What could not be read, and why.
fn missing() -> Node {
    let (settings, github) = (settings(), github());
    let Some(found) = github.found() else {
        return nothing();
    };
    let language = settings.language();
    let mut lines: Vec<Node> = found
        .missing
        .iter()
        .map(|one| missed(language, one))
        .collect();
    if found.restricted > 0 {
        lines.push(el("li").text(&told::restricted(language, found.restricted)));
    }
    if found.is_partial {
        lines.push(el("li").text(settings.say(Text::Partial)));
    }
    if lines.is_empty() {
        return nothing();
    }
    el("div")
        .class("card sheet github__missing")
        .testid("github-missing")
        .child(heading("missing-title").say(Text::Missing))
        .child(el("ul").children(lines))
}

fn missed(language: Language, missing: &Missing) -> Node {
    let words = told::missing(language, missing);
    match &missing.why {
        Why::SignOn { path: Some(path) } => {
            el("li").child(way("", "sign-on", &told::site(path)).text(&words))
        }
        _ => el("li").text(&words),
    }
}

fn log() -> Node {
    log_table(&github().log().read())
}

/// Everything that was asked, the latest first.
pub fn log_table(lines: &[Line]) -> Node {
    let head = [
        Text::LogTime,
        Text::LogWhat,
        Text::LogPoints,
        Text::LogStatus,
    ];
    let head = head.map(|text| el("th").attr("scope", "col").say(text));
    let table = el("table")
        .class("table")
        .child(el("caption").id("log-title").say(Text::LogHint))
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(lines.iter().rev().map(log_row)));
    el("div")
        .class("table-scroller")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-labelledby", "log-title")
        .child(table)
}

fn log_row(line: &Line) -> Node {
    let told = |number: Option<u32>| number.map(|number| number.to_string());
    let unanswered = || settings().say(Text::Unanswered).to_owned();
    let cells = [
        dates::time(page::local(line.at)),
        line.operation.clone(),
        told(line.points).unwrap_or_default(),
        told(line.status.map(u32::from)).unwrap_or_else(unanswered),
    ];
    el("tr").children(cells.iter().map(|cell| el("td").text(cell)))
}
