//! Name, ways to the pages, language and theme.

use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::engine::text::{Language, Text};
use crate::ui::live::{Live, live, on, part};
use crate::ui::pages::Page;
use crate::ui::state::settings::{Theme, settings};

#[component]
pub fn Header(shown: Signal<Page>, has_calendar: Live<bool>) -> impl IntoView {
    let settings = settings();
    let way = move |page: Page, text: Text| {
        view! {
            <a
                class="header__way"
                href=["#", page.hash()].concat()
                aria-current=live(move || (shown.get() == page).then_some("page"))
            >
                {settings.words(text)}
            </a>
        }
    };
    view! {
        <header class="header">
            <a class="header__brand" href="#/">
                <img src="icon.svg" alt="" width="34" height="34"/>
                <span>{settings.words(Text::AppName)}</span>
            </a>
            <nav class="header__ways" aria-label=settings.words(Text::MainNavigation)>
                {part(move || if has_calendar() {
                    way(Page::Calendar, Text::Calendar).into_any()
                } else {
                    ().into_any()
                })}
                {way(Page::How, Text::How)}
            </nav>
            <LanguageSwitch/>
            <ThemeSwitch/>
        </header>
    }
}

/// Named in the language that it leads to.
#[component]
fn LanguageSwitch() -> impl IntoView {
    let settings = settings();
    let name = live(move || match settings.language().other() {
        Language::Japanese => "日本語",
        Language::English => "English",
    });
    view! {
        <button
            class="header__switch"
            type="button"
            data-testid="language"
            lang=live(move || settings.language().other().tag())
            on:click=on(move |_| settings.switch_language())
        >
            {name}
        </button>
    }
}

#[component]
fn ThemeSwitch() -> impl IntoView {
    let settings = settings();
    let text = move || match settings.theme() {
        Theme::Auto => Text::ThemeAuto,
        Theme::Light => Text::ThemeLight,
        Theme::Dark => Text::ThemeDark,
    };
    let drawing = move || match settings.theme() {
        Theme::Auto => icon::SUN_AND_MOON,
        Theme::Light => icon::SUN,
        Theme::Dark => icon::MOON,
    };
    view! {
        <button
            class="header__switch header__switch--icon"
            type="button"
            data-testid="theme"
            title=live(move || settings.say(text()))
            aria-label=live(move || settings.say(text()))
            on:click=on(move |_| settings.switch_theme())
        >
            {part(move || view! { <Icon path=drawing()/> }.into_any())}
        </button>
    }
}
