//! Name, ways to the pages, language and theme.

use leptos::prelude::*;

use super::icon::{self, icon};
use crate::engine::text::{Language, Text};
use crate::ui::dom::{Node, button, el, nothing, part};
use crate::ui::live::{Live, live};
use crate::ui::pages::{Desk, Page};
use crate::ui::state::settings::{Theme, settings};

pub fn header(shown: Signal<Page>, has_calendar: Live<bool>) -> Node {
    let way = move |page: Page, text: Text| {
        el("a")
            .class("header__way")
            .attr("href", &["#", page.hash()].concat())
            .flag_as("aria-current", "page", live(move || shown.get() == page))
            .say(text)
    };
    let calendar = part(move || match has_calendar() {
        true => way(Page::Calendar, Text::Calendar),
        false => nothing(),
    });
    let ways = el("nav")
        .class("header__ways")
        .live("aria-label", settings().words(Text::MainNavigation))
        .child(calendar)
        .child(way(Page::Bird, Text::Bird))
        .child(way(Page::Desk(Desk::How), Text::HowWay));
    el("header")
        .class("header")
        .child(brand())
        .child(ways)
        .child(language_switch())
        .child(theme_switch())
}

fn brand() -> Node {
    let bird = el("img")
        .attr("src", "/icon.svg")
        .attr("alt", "")
        .attr("width", "34")
        .attr("height", "34");
    el("a")
        .class("header__brand")
        .attr("href", "#/")
        .child(bird)
        .child(el("span").say(Text::AppName))
}

/// Named in the language that it leads to.
fn language_switch() -> Node {
    let settings = settings();
    let name = live(move || match settings.language().other() {
        Language::Japanese => "日本語",
        Language::English => "English",
    });
    button("header__switch", move || settings.switch_language())
        .testid("language")
        .live("lang", live(move || settings.language().other().tag()))
        .words(name)
}

fn theme_switch() -> Node {
    let settings = settings();
    let name = live(move || {
        settings.say(match settings.theme() {
            Theme::Auto => Text::ThemeAuto,
            Theme::Light => Text::ThemeLight,
            Theme::Dark => Text::ThemeDark,
        })
    });
    let drawing = part(move || {
        icon(match settings.theme() {
            Theme::Auto => icon::SUN_AND_MOON,
            Theme::Light => icon::SUN,
            Theme::Dark => icon::MOON,
        })
    });
    button("header__switch header__switch--icon", move || {
        settings.switch_theme();
    })
    .testid("theme")
    .live("title", name.clone())
    .live("aria-label", name)
    .child(drawing)
}
