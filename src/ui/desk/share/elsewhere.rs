//! Ways to other sites that take a text and a link: plain links, which nothing follows but the person.

use leptos::prelude::*;

use super::label;
use super::state::sharing;
use crate::engine::share::{Host, Place};
use crate::engine::text::share::{Label, place as named};
use crate::ui::dom::{Node, button, el, part, perhaps};
use crate::ui::live::live;
use crate::ui::state::settings::settings;
use crate::web::storage;

pub fn elsewhere() -> Node {
    let single = Place::SINGLE.map(|place| {
        let address = live(move || sharing().address(place, None).unwrap_or_default());
        to(place).live("href", address)
    });
    let ways = el("div").class("share__ways").children(single);
    el("section")
        .class("card share__card")
        .attr("aria-labelledby", "share-elsewhere")
        .child(el("h2").id("share-elsewhere").words(label(Label::PostOn)))
        .child(el("p").class("share__hint").words(label(Label::PostOnHint)))
        .child(text())
        .child(ways)
        .children(Place::MANY.map(server))
        .child(el("p").class("field__hint").words(label(Label::ServerKept)))
}

/// A link to a place; its address is still missing.
fn to(place: Place) -> Node {
    let settings = settings();
    let name = live(move || named(place.id(), settings.language()));
    el("a")
        .class("button")
        .testid(&["to-", place.id()].concat())
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .child(el("span").words(name))
        .child(el("span").class("unseen").words(label(Label::NewTab)))
}

/// What is posted.
fn text() -> Node {
    let sharing = sharing();
    let field = el("textarea")
        .id("share-text")
        .testid("share-text")
        .attr("rows", "6")
        .attr("maxlength", "1000")
        .attr("aria-describedby", "share-text-hint")
        .value(live(move || sharing.text()))
        .on("focus", move |_| sharing.hold_text())
        .on("blur", move |_| sharing.release_text())
        .on("input", move |event| {
            sharing.set_text(Some(event_target_value(&event)));
        });
    let is_typed = Memo::new(move |_| sharing.is_typed());
    let anew = part(move || {
        let anew = || {
            button("button button--quiet", move || sharing.set_text(None))
                .testid("share-text-anew")
                .words(label(Label::PostTextAgain))
        };
        perhaps(is_typed.get().then(anew))
    });
    let title = el("label").attr("for", "share-text");
    let hint = el("p").class("field__hint").id("share-text-hint");
    el("div")
        .class("field share__field")
        .child(title.words(label(Label::PostText)))
        .child(field)
        .child(hint.words(label(Label::PostTextHint)))
        .child(anew)
}

/// A place that there are many of: which one is asked once.
fn server(place: Place) -> Node {
    let sharing = sharing();
    let key = [storage::SERVER, place.id()].concat();
    let typed = RwSignal::new(storage::get(&key).unwrap_or_default());
    let is_left = RwSignal::new(false);
    let host = Memo::new(move |_| Host::read(&typed.read()));
    let is_bad = move || is_left.get() && host.read().is_none() && !typed.read().trim().is_empty();
    let (title, example) = match place {
        Place::Mastodon => (Label::MastodonServer, "mstdn.jp"),
        _ => (Label::MisskeyServer, "misskey.io"),
    };
    let (id, hint_id) = (
        ["server-", place.id()].concat(),
        ["server-", place.id(), "-hint"].concat(),
    );
    let field = el("input")
        .id(&id)
        .testid(&id)
        .attr("type", "text")
        .attr("inputmode", "url")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("maxlength", "300")
        .attr("aria-describedby", &hint_id)
        .flag_as("aria-invalid", "true", live(is_bad))
        .value(live(move || typed.get()))
        .on("input", move |event| typed.set(event_target_value(&event)))
        .on("change", move |_| is_left.set(true));
    let way = part(move || {
        let way = |host: Host| {
            let (of, key, kept) = (host.clone(), key.clone(), host.name().to_owned());
            let address = live(move || sharing.address(place, Some(&of)).unwrap_or_default());
            to(place).live("href", address).on("click", move |_| {
                storage::set(&key, Some(&kept));
            })
        };
        perhaps(host.get().map(way))
    });
    let settings = settings();
    let said = live(move || {
        let language = settings.language();
        match is_bad() {
            true => Label::ServerBad.say(language).to_owned(),
            false => [Label::ServerHint.say(language), example].concat(),
        }
    });
    let hint = el("p")
        .class("field__hint")
        .id(&hint_id)
        .attr("role", "status")
        .testid(&hint_id);
    el("div")
        .class("field share__field share__server")
        .child(el("label").attr("for", &id).words(label(title)))
        .child(field)
        .child(way)
        .child(hint.words(said))
}
