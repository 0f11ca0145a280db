//! Name, ways to the pages, language and theme.

use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::engine::text::{Language, Text};
use crate::ui::pages::{Page, shown};
use crate::ui::state::settings::{Theme, settings};
use crate::ui::state::view::view;

#[component]
pub fn Header() -> impl IntoView {
    let (settings, view, shown) = (settings(), view(), shown());
    let way = move |page: Page, text: Text| {
        view! {
            <a
                class="header__way"
                href=["#", page.hash()].concat()
                aria-current=move || (shown.get() == page).then_some("page")
            >
                {move || settings.say(text)}
            </a>
        }
    };
    view! {
        <header class="header">
            <a class="header__brand" href="#/">
                <img src="icon.svg" alt="" width="34" height="34"/>
                <span>{move || settings.say(Text::AppName)}</span>
            </a>
            <nav class="header__ways" aria-label=move || settings.say(Text::MainNavigation)>
                {move || view.life().is_some().then(|| way(Page::Calendar, Text::Calendar))}
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
    let name = move || match settings.language().other() {
        Language::Japanese => "日本語",
        Language::English => "English",
    };
    view! {
        <button
            class="header__switch"
            type="button"
            data-testid="language"
            lang=move || settings.language().other().tag()
            on:click=move |_| settings.switch_language()
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
    let path = Signal::derive(move || match settings.theme() {
        Theme::Auto => icon::SUN_AND_MOON,
        Theme::Light => icon::SUN,
        Theme::Dark => icon::MOON,
    });
    view! {
        <button
            class="header__switch header__switch--icon"
            type="button"
            data-testid="theme"
            title=move || settings.say(text())
            aria-label=move || settings.say(text())
            on:click=move |_| settings.switch_theme()
        >
            <Icon path=path/>
        </button>
    }
}
