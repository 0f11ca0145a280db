//! Where food comes from, and which of it the bird likes.

use leptos::prelude::*;

use super::label;
use super::taste::taste;
use crate::engine::source::github::{Failure, Token};
use crate::engine::text::bird::{Label, ranking};
use crate::engine::text::{Text, github as told};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::live;
use crate::ui::parts::disclosure::disclosure;
use crate::ui::parts::github_run::{log_table, message_of};
use crate::ui::parts::plain::{field, trouble};
use crate::ui::state::bird::bird;
use crate::ui::state::forage::{Errand, forage};
use crate::ui::state::github::{Status, Trouble, secs_until};
use crate::ui::state::settings::settings;
use crate::web::page;

pub fn pantry() -> Node {
    let state = bird();
    let has_fetched = Memo::new(move |_| state.fetched().with(Option::is_some));
    beside([
        el("h3").words(label(Label::Fetch)),
        asking(Errand::Food, Label::Fetch, Label::FetchAgain),
        part(move || perhaps(has_fetched.get().then(taste))),
    ])
}

/// What it takes to ask GitHub: a token if there is none, a button, and how it goes.
///
/// * `first`, `again`: what the button says.
pub fn asking(errand: Errand, first: Label, again: Label) -> Node {
    let (settings, forage) = (settings(), forage());
    let needs_token = Memo::new(move |_| {
        let is_refused = matches!(
            forage.status(),
            Status::Failed(Trouble::GitHub(Failure::BadToken | Failure::Forbidden))
        );
        is_refused || !forage.has_token()
    });
    let wrong = RwSignal::new(None);
    let id = match errand {
        Errand::Food => "food-token",
        Errand::Ranking => "ranking-token",
    };
    let fields = part(move || match needs_token.get() {
        true => beside([
            field(id, "password", Text::Token, Text::BirdTokenHint),
            trouble("food-trouble", wrong),
        ]),
        false => nothing(),
    });
    let submit = move |event: web_sys::Event| {
        event.prevent_default();
        let token = Token::new(&page::value(id));
        let is_needed = needs_token.get_untracked();
        wrong.set((is_needed && token.is_none()).then_some(Text::TokenBad));
        if wrong.get_untracked().is_some() {
            return page::focus(id);
        }
        // It is never shown again.
        page::set_value(id, "");
        forage.send(errand, token.filter(|_| is_needed));
    };
    let is_asking = Memo::new(move |_| forage.status() == Status::Reading);
    let words = live(move || {
        let is_first = match errand {
            Errand::Food => bird().fetched().with(Option::is_none),
            Errand::Ranking => forage.ranking().with(Option::is_none),
        };
        if is_first { first } else { again }.say(settings.language())
    });
    let send = el("button")
        .class("button")
        .attr("type", "submit")
        .testid(match errand {
            Errand::Food => "fetch",
            Errand::Ranking => "rank",
        })
        .flag("disabled", live(move || is_asking.get()))
        .words(words);
    let is_of_this = move || forage.errand() == errand;
    let form = el("form")
        .class("nest__form")
        .attr("autocomplete", "off")
        .on("submit", submit)
        .child(fields)
        .child(
            el("div")
                .class("nest__row")
                .child(send)
                .child(stop(is_asking))
                .child(forget()),
        );
    beside([
        form,
        whose(),
        part(move || perhaps(is_of_this().then(how_it_goes))),
    ])
}

/// Whoever has waited long enough.
fn stop(is_asking: Memo<bool>) -> Node {
    part(move || match is_asking.get() {
        true => button("button", move || forage().stop())
            .testid("stop")
            .say(Text::Stop),
        false => nothing(),
    })
}

/// Whose food it is.
fn whose() -> Node {
    let forage = forage();
    part(move || match forage.who() {
        Some(who) => el("p")
            .class("nest__quiet")
            .testid("viewer")
            .text(&["@", &who.viewer.login].concat()),
        None => nothing(),
    })
}

/// How to be rid of the token.
fn forget() -> Node {
    let forage = forage();
    part(move || match forage.has_token() {
        true => button("button", move || forage.forget())
            .testid("forget")
            .say(Text::TokenForget),
        false => nothing(),
    })
}

fn how_it_goes() -> Node {
    let forage = forage();
    let has_asked = Memo::new(move |_| forage.log().with(|log| !log.is_empty()));
    let log = part(move || match has_asked.get() {
        true => disclosure("food-log", Text::Log, move || {
            log_table(&forage.log().read())
        }),
        false => nothing(),
    });
    beside([progress(), part(failed), part(missing), log])
}

/// How far it is, or what it waits for.
fn progress() -> Node {
    let (settings, forage) = (settings(), forage());
    let line = live(move || {
        let (language, progress) = (settings.language(), forage.progress());
        match (forage.status(), forage.waits(), forage.errand()) {
            (Status::Reading, Some(waits), _) => {
                let still = told::still(language, secs_until(waits.until));
                [told::waiting(language, waits.limit), &still].concat()
            }
            (Status::Reading, None, Errand::Food) => told::progress(language, &progress),
            // It counts people there.
            (Status::Reading, None, Errand::Ranking) => {
                let done = progress.repositories_done.into();
                ranking::progress(language, done, progress.repositories.into())
            }
            _ => String::new(),
        }
    });
    el("p")
        .class("nest__quiet")
        .attr("role", "status")
        .testid("food-progress")
        .words(line)
}

/// What went wrong, and the way on.
fn failed() -> Node {
    let (settings, forage) = (settings(), forage());
    let go_on = || {
        button("button", move || forage.resume(None))
            .testid("food-go-on")
            .say(Text::GoOn)
    };
    match forage.status() {
        Status::Stopped => go_on(),
        Status::Failed(trouble) => {
            let message = message_of(settings.language(), trouble);
            el("div")
                .class("failed")
                .attr("role", "alert")
                .testid("food-failed")
                .child(el("p").class("failed__title").text(message.what))
                .child(el("p").text(&message.found))
                .child(el("p").text(message.advice))
                .child(go_on())
        }
        _ => nothing(),
    }
}

/// What could not be had.
fn missing() -> Node {
    let (settings, forage) = (settings(), forage());
    let language = settings.language();
    let missing = forage.missing().read();
    let row = |one| el("li").text(&told::missing(language, one));
    match missing.is_empty() {
        true => nothing(),
        false => el("ul")
            .class("nest__quiet")
            .testid("food-missing")
            .children(missing.iter().map(row)),
    }
}
