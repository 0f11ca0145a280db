//! What is looked at, given to others: as a picture, a link, a file. [`state`] knows what is wanted in the picture,
//! [`choices`] and [`portrait`] change that, [`picture`] draws it, [`giving`] hands it over and says what came of it by
//! [`told`], [`elsewhere`] leads to other sites.

mod choices;
mod elsewhere;
mod giving;
mod picture;
mod portrait;
mod state;
mod told;

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use super::export::export_section;
use super::link_box::link_box;
use crate::engine::text::Text;
use crate::engine::text::share::Label;
use crate::ui::dom::{Node, beside, el, part};
use crate::ui::live::{effect, live};
use crate::ui::pages::Page;
use crate::ui::parts::plain::{label, way};
use crate::web::page;
use state::{Sharing, sharing};

pub fn share_page() -> Node {
    let sharing = Sharing::new();
    provide_context(sharing);
    let is_open = Memo::new(move |_| sharing.opened().is_some());
    let content = part(move || match is_open.get() {
        true => opened(),
        false => nothing_open(),
    });
    el("article")
        .class("share")
        .testid("desk-share")
        .child(el("h1").say(Text::Share))
        .child(content)
}

fn nothing_open() -> Node {
    let to_start = way("button button--main", "share-start", "#/");
    el("div")
        .class("card card--empty share__empty")
        .testid("share-nothing")
        .child(el("p").words(label(Label::Nothing)))
        .child(to_start.words(label(Label::ToStart)))
}

fn opened() -> Node {
    let back = ["#", Page::Calendar.hash()].concat();
    let lead = el("p").class("share__lead").words(label(Label::Lead));
    let first = el("div").class("share__first");
    let page = el("div")
        .class("share__page")
        .child(first.child(preview()).child(giving::giving()))
        .child(choices::choices())
        .child(more());
    let back = way("share__back", "share-back", &back);
    beside([lead, page, back.words(label(Label::ToCalendar))])
}

/// What else can be given: a text elsewhere, a link, files.
fn more() -> Node {
    el("div")
        .class("share__more")
        .child(elsewhere::elsewhere())
        .child(link_box())
        .child(export_section("card share__card"))
}

/// The picture as it will be.
fn preview() -> Node {
    let sharing = sharing();
    let node = el("canvas")
        .class("share__picture")
        .testid("share-picture")
        .attr("role", "img")
        .live("aria-label", live(move || sharing.described()))
        .live("data-format", live(move || sharing.format_name()));
    let canvas: HtmlCanvasElement = node.element();
    effect(move || {
        if let Some(picture) = sharing.picture()
            && let Err(error) = picture.draw(&canvas)
        {
            page::log("cannot draw the picture to share", &error);
        }
    });
    el("div").class("share__frame").child(node)
}
