//! What stands around every page.

use std::cell::Cell;

use leptos::prelude::*;

use super::drop::drop_target;
use super::header::header;
use crate::engine::text::Text;
use crate::ui::dom::{Node, beside, el};
use crate::ui::live::{Live, effect};
use crate::ui::pages::{Desk, Page};
use crate::ui::state::settings::settings;
use crate::web::page;

/// * `shown`: which page it stands around.
/// * `has_calendar`: whether there is a calendar to go to.
pub fn frame(shown: Signal<Page>, has_calendar: Live<bool>, content: Node) -> Node {
    let settings = settings();
    effect(move || {
        let name = settings.say(Text::AppName);
        page::set_title(&match shown.get().title() {
            Some(title) => [settings.say(title), name].join(" · "),
            None => [name, settings.say(Text::Slogan)].join(" · "),
        });
    });
    begin_at_top(shown);
    let skip = el("a").class("skip").attr("href", "#main");
    let skip = skip.say(Text::SkipToContent).on("click", |event| {
        event.prevent_default();
        page::focus("main");
    });
    let main = el("main").id("main").class("main").attr("tabindex", "-1");
    beside([
        skip,
        header(shown, has_calendar),
        main.child(content),
        footer(),
        drop_target(),
    ])
}

/// Whoever can't see that the page is another one is taken to its top: the keyboard, and a small view with it, would stay.
fn begin_at_top(shown: Signal<Page>) {
    let before = Cell::new(None);
    effect(move || {
        let now = shown.get();
        let was = before.replace(Some(now));
        if was.is_some_and(|was| was != now) {
            page::go_to_top();
        }
    });
}

fn footer() -> Node {
    let way = |desk: Desk, text: Text| {
        let address = ["#", Page::Desk(desk).hash()].concat();
        el("a")
            .class("footer__way")
            .attr("href", &address)
            .say(text)
    };
    el("footer")
        .class("footer")
        .child(el("span").say(Text::Footer))
        .child(way(Desk::Leaves, Text::Leaves))
        .child(way(Desk::Device, Text::OnDevice))
        .child(way(Desk::About, Text::AboutWay))
}
