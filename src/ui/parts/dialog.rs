//! What one period holds: its first and last post or other act.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlDialogElement};

use super::chart::describe;
use super::icon::{self, icon};
use crate::engine::event::{Event, Kind};
use crate::engine::opened::Origin;
use crate::engine::source::github::Detail;
use crate::engine::text::{Counted, Text, dates, kinds};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::{effect, live};
use crate::ui::state::github::github;
use crate::ui::state::import::{Texts, import};
use crate::ui::state::life::Life;
use crate::ui::state::settings::{Settings, settings};
use crate::ui::state::view::{View, view};

/// Where a post is, before its id.
const POST_ADDRESS: &str = "https://x.com/i/web/status/";

pub fn period_dialog() -> Node {
    let (settings, import, view) = (settings(), import(), view());
    let shown = el("dialog")
        .class("dialog")
        .testid("dialog")
        .attr("aria-labelledby", "dialog-title");
    let dialog: HtmlDialogElement = shown.element();
    let asked = RwSignal::new(0);
    let (to_close, backdrop) = (dialog.clone(), EventTarget::from(dialog.clone()));
    // The browser's own dialog: it holds the focus, and gives it back.
    effect(move || {
        let Some(pick) = view.opened() else {
            dialog.close();
            return;
        };
        if let Some((first, last)) = untrack(|| pick.events(&view.awake().read())) {
            let both = [first, last];
            let events = if first == last { &both[..1] } else { &both[..] };
            let ask = import.ask_texts(events, settings.language());
            ask_github(view, ask, events);
            asked.set(ask);
        }
        if !dialog.open() {
            // It only fails for a dialog that is open or is not in the page.
            let _ = dialog.show_modal();
        }
    });
    // A dialog that leaves the page with its calendar tells nobody that it is closed.
    on_cleanup(move || view.open(None));
    let body = el("div")
        .class("dialog__body")
        .child(head(to_close))
        .child(part(move || posts(view, asked)));
    shown
        .on("close", move |_| view.open(None))
        .on("click", move |event| {
            // Outside of what it holds is the dialog itself: its backdrop.
            if event.target().as_ref() == Some(&backdrop) {
                backdrop.unchecked_ref::<HtmlDialogElement>().close();
            }
        })
        .child(body)
}

/// Asks what events of GitHub are about, under the number of the question for texts.
fn ask_github(view: View, ask: u32, events: &[usize]) {
    let life = untrack(|| view.life());
    let event = |index: &usize| life.as_ref()?.imported.events.get(*index);
    let asked: Vec<&Event> = events.iter().filter_map(event).collect();
    let run = life
        .as_ref()
        .and_then(|life| Some(life.github.as_ref()?.run));
    if let Some(run) = run.filter(|_| asked.iter().any(|event| event.kind.is_github())) {
        let offsets = asked.iter().map(|event| event.offset()).collect();
        github().ask_details(ask, run, offsets);
    }
}

/// What it is about, and the way out.
fn head(dialog: HtmlDialogElement) -> Node {
    let (settings, view) = (settings(), view());
    let title = live(move || {
        let calendar = view.calendar().read();
        let entry = view.opened().and_then(|pick| calendar.entry(pick));
        let words = entry.map(|entry| describe(settings.language(), view.counted(), entry));
        words.unwrap_or_default()
    });
    let close = button("button button--icon", move || dialog.close())
        .live("aria-label", settings.words(Text::Close))
        .child(icon(icon::CLOSE));
    el("header")
        .class("dialog__head")
        .child(el("h2").id("dialog-title").words(title))
        .child(close)
}

/// The first and the last post, or the only one.
///
/// * `asked`: the question whose answer has their texts.
fn posts(view: View, asked: RwSignal<u32>) -> Node {
    let ends = view
        .opened()
        .and_then(|pick| pick.events(&view.awake().read()));
    let (Some((first, last)), Some(life)) = (ends, view.life()) else {
        return nothing();
    };
    if first == last {
        return post(&life, first, Text::OnlyPost, asked, 0);
    }
    beside([
        post(&life, first, Text::FirstPost, asked, 0),
        post(&life, last, Text::LastPost, asked, 1),
    ])
}

/// One post: when, by which app, what it says, and where it is.
///
/// * `event`: its index among the life's events.
/// * `asked`: the question whose answer has its text, at `place`.
fn post(life: &Life, event: usize, title: Text, asked: RwSignal<u32>, place: usize) -> Node {
    let (settings, import, view) = (settings(), import(), view());
    let event: Option<Event> = life.imported.events.get(event).copied();
    let app = event.and_then(|event| life.app(&event).map(str::to_owned));
    let when = live(move || {
        let local = event.map(|event| view.zone().read().local(event.at()));
        local
            .map(|local| dates::full_moment(settings.language(), local))
            .unwrap_or_default()
    });
    let act = event.map(|event| event.kind).filter(|kind| !kind.is_post());
    let counted = match act {
        Some(_) => Counted::Records,
        None => Counted::Posts,
    };
    let text = part(move || match act {
        Some(kind) if kind.is_github() => {
            let kind = kinds::kind(settings.language(), kind);
            done(kind, github().details(asked.get()), place)
        }
        // Nothing but its time is kept of an act: what it was says all that there is to say.
        Some(kind) => act_alone(kinds::kind(settings.language(), kind)),
        None => said(settings, import.texts(asked.get()), place),
    });
    let is_public = life.origin == Origin::Archive
        && event.is_some_and(|event| {
            event.kind.is_post() && event.kind != Kind::DeletedTweet && event.id != 0
        });
    let address = event.map(|event| [POST_ADDRESS, &event.id.to_string()].concat());
    let address = address.filter(|_| is_public);
    let title = live(move || title.counting(counted, settings.language()));
    let facts = el("p")
        .class("post__facts")
        .child(el("time").words(when))
        .child(el("span").text(&app.unwrap_or_default()));
    el("section")
        .class("post")
        .child(el("h3").words(title))
        .child(facts)
        .child(text)
        .children(address.map(|address| link(&address, Text::OpenOnX)))
}

/// To where it is, in a tab of its own.
fn link(address: &str, text: Text) -> Node {
    el("a")
        .class("post__link")
        .attr("href", address)
        .attr("target", "_blank")
        .attr("rel", "noreferrer noopener")
        .say(text)
}

/// What was done, if no more is known of it.
fn act_alone(kind: &str) -> Node {
    el("p").class("post__wait").testid("act").text(kind)
}

/// What was done on GitHub, and where.
fn done(kind: &str, details: Option<Vec<Option<Detail>>>, place: usize) -> Node {
    let detail = details
        .and_then(|details| details.into_iter().nth(place))
        .flatten();
    let Some(Detail {
        title,
        repository,
        link: address,
        ..
    }) = detail
    else {
        return act_alone(kind);
    };
    let act = act_alone(kind)
        .text(" ")
        .child(el("span").text(&repository));
    beside([
        act,
        el("p").class("post__text").testid("post-text").text(&title),
        perhaps(address.map(|address| link(&address, Text::OpenOnGitHub))),
    ])
}

/// A post's text, as far as it was read again.
fn said(settings: Settings, texts: Option<Texts>, place: usize) -> Node {
    let wait = |text: Text| el("p").class("post__wait").text(settings.say(text));
    let Some(texts) = texts else {
        return wait(Text::TextLoading);
    };
    match texts.get(place).cloned().flatten() {
        Some(text) => el("p").class("post__text").testid("post-text").text(&text),
        None => wait(Text::TextMissing),
    }
}
