//! What the inks mean.

use leptos::prelude::*;

use crate::engine::text::Text;
use crate::ui::live::{part, perhaps};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn Legend() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let entry = move |ink: &'static str, text: Text| {
        view! {
            <li><span class="legend__ink" data-ink=ink></span>{view.words(settings, text)}</li>
        }
    };
    let of_github = Memo::new(move |_| !view.awake().read().sources.is_empty());
    view! {
        <ul class="legend">
            {entry("awake", Text::Awake)}
            {part(move || perhaps(of_github.get().then(|| entry("github", Text::AwakeOnGitHub))))}
            {entry("late", Text::LateAwake)}
            {entry("lone", Text::LoneEvent)}
            {entry("night", Text::Night)}
            {entry("day-off", Text::DayOff)}
        </ul>
    }
}
