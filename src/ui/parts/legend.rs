//! What the inks mean.

use leptos::prelude::*;

use crate::engine::text::Text;
use crate::ui::state::settings::settings;

#[component]
pub fn Legend() -> impl IntoView {
    let settings = settings();
    let entry = move |ink: &'static str, text: Text| {
        view! {
            <li><span class="legend__ink" data-ink=ink></span>{settings.words(text)}</li>
        }
    };
    view! {
        <ul class="legend">
            {entry("awake", Text::Awake)}
            {entry("late", Text::LateAwake)}
            {entry("lone", Text::LoneEvent)}
            {entry("night", Text::Night)}
            {entry("day-off", Text::DayOff)}
        </ul>
    }
}
