//! What stands around every page.

use leptos::prelude::*;

use super::drop::DropTarget;
use super::header::Header;
use crate::engine::text::Text;
use crate::ui::live::{Live, Part, effect, on};
use crate::ui::pages::Page;
use crate::ui::state::settings::settings;
use crate::web::page;

#[component]
pub fn Frame(
    /// Which page it stands around.
    shown: Signal<Page>,
    /// Whether there is a calendar to go to.
    has_calendar: Live<bool>,
    content: Part,
) -> impl IntoView {
    let settings = settings();
    effect(move || {
        let name = settings.say(Text::AppName);
        page::set_title(&match shown.get().title() {
            Some(title) => [settings.say(title), name].join(" · "),
            None => [name, settings.say(Text::Slogan)].join(" · "),
        });
    });
    let skip = on(|event: leptos::ev::MouseEvent| {
        event.prevent_default();
        page::focus("main");
    });
    view! {
        <a class="skip" href="#main" on:click=skip>{settings.words(Text::SkipToContent)}</a>
        <Header shown=shown has_calendar=has_calendar/>
        <main id="main" class="main" tabindex="-1">{content}</main>
        <footer class="footer">{settings.words(Text::Footer)}</footer>
        <DropTarget/>
    }
}
