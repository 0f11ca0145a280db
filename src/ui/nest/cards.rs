//! The bird's own card, to be given away, and those of others.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::drawing::{BIRD, drawing};
use super::label;
use crate::engine::bird::card::Card;
use crate::engine::text::bird::{self as words, Label, ranking};
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::live;
use crate::ui::state::bird::bird;
use crate::ui::state::cards::{CardBox, card_box};
use crate::ui::state::forage::forage;
use crate::ui::state::settings::settings;
use crate::web::{download, files, page};

pub fn cards() -> Node {
    let told = RwSignal::new(None);
    let settings = settings();
    let said = live(move || {
        told.get()
            .map_or("", |label: Label| label.say(settings.language()))
    });
    beside([
        el("h3").words(label(Label::Cards)),
        el("p").words(label(Label::CardsLead)),
        own(told),
        part(others),
        taking(told),
        el("p")
            .attr("role", "status")
            .testid("card-told")
            .words(said),
    ])
}

/// The bird's own, with its person's login if they want that.
fn own(told: RwSignal<Option<Label>>) -> Node {
    let forage = forage();
    let has_login = RwSignal::new(false);
    let card = move || {
        let who = forage.who().filter(|_| has_login.get());
        let login = who.map_or_else(String::new, |who| who.viewer.login);
        bird().at_now(|bird, now| Card::of(bird, &login, now))
    };
    let copy = button("button", move || {
        let link = CardBox::link(&untrack(card));
        page::copy(&link, move |is_copied| {
            if is_copied {
                told.set(Some(Label::CardCopied));
            }
        });
    });
    let save = button("button", move || {
        let text = untrack(card).written();
        let saved = download::save_bytes("yodori-card.txt", "text/plain", text.as_bytes());
        told.set(saved.is_ok().then_some(Label::Saved));
    });
    let tick = part(move || match forage.who() {
        None => nothing(),
        Some(_) => el("label")
            .class("check")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .testid("card-login")
                    .checked(live(move || has_login.get()))
                    .on("change", move |event| {
                        has_login.set(event_target_checked(&event))
                    }),
            )
            .child(
                el("span")
                    .class("check__name")
                    .words(label(Label::CardLogin)),
            ),
    });
    let ways = el("div")
        .class("nest__row")
        .child(copy.testid("card-copy").words(label(Label::CardMake)))
        .child(save.testid("card-save").words(label(Label::CardSave)));
    beside([tick, ways])
}

/// Those that were given to the person.
fn others() -> Node {
    let cards = card_box().cards().read();
    match cards.all() {
        [] => nothing(),
        all => el("ul")
            .class("ranks")
            .testid("cards")
            .children(all.iter().map(row)),
    }
}

fn row(card: &Card) -> Node {
    let language = settings().language();
    let contributions = forage().contributions_of(card.login());
    let standing = ranking::standing(language, card.standing(contributions));
    let (outfit, level) = (card.outfit(), card.level());
    let attributes = vec![
        ("data-outfit", live(move || outfit.name().into())),
        ("data-pose", live(|| "idle".into())),
        (
            "data-stage",
            live(move || crate::engine::bird::level::Stage::of(level).name().into()),
        ),
    ];
    let dropped = card.clone();
    let drop = button("button", move || card_box().drop(&dropped));
    let login = match card.login() {
        "" => String::new(),
        login => ["@", login].concat(),
    };
    el("li")
        .class("cards__one")
        .attr("data-still", "")
        .child(drawing("cards__bird", live(|| BIRD.into()), attributes))
        .child(
            el("div")
                .child(
                    el("strong")
                        .text(words::name(language, card.name()))
                        .text(" ")
                        .text(&login),
                )
                .child(el("p").text(&words::level(language, level)))
                .child(el("p").class("nest__quiet").text(standing)),
        )
        .child(drop.testid("card-drop").words(label(Label::CardDrop)))
}

/// A link that was given, or a file.
fn taking(told: RwSignal<Option<Label>>) -> Node {
    let take = move |text: &str| {
        told.set((!card_box().take(text)).then_some(Label::CardBad));
    };
    let input = el("input")
        .id("card-link")
        .testid("card-link")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .live("aria-label", label(Label::CardTake));
    let add = el("button")
        .class("button")
        .attr("type", "submit")
        .testid("card-take")
        .words(label(Label::CardTake));
    let form = el("form")
        .class("talk__form")
        .on("submit", move |event| {
            event.prevent_default();
            take(&page::value("card-link"));
            page::set_value("card-link", "");
        })
        .child(input)
        .child(add);
    let file = el("input")
        .class("hidden-input")
        .attr("type", "file")
        .attr("accept", ".txt,text/plain")
        .testid("card-file")
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            input.set_value("");
            files::read(&file, move |bytes| {
                take(&String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default());
            });
        });
    let choose = el("label")
        .class("button")
        .child(file)
        .child(el("span").words(label(Label::CardFile)));
    beside([form, choose])
}
