//! How it works, what it can't know, what is sent.

use leptos::prelude::*;

use crate::engine::text::{Text, prose};
use crate::ui::live::part;
use crate::ui::state::settings::settings;

#[component]
pub fn HowPage() -> impl IntoView {
    let settings = settings();
    let section = |section: &'static prose::Section| {
        let paragraphs = section.paragraphs.iter();
        view! {
            <section class="prose__section">
                <h2>{section.heading}</h2>
                {paragraphs.map(|paragraph| view! { <p>{*paragraph}</p> }).collect_view()}
            </section>
        }
    };
    view! {
        <article class="prose">
            <h1>{settings.words(Text::How)}</h1>
            {part(move || prose::how(settings.language()).iter().map(section).collect_view().into_any())}
        </article>
    }
}
