//! What the inks mean.

use leptos::prelude::*;

use crate::engine::text::Text;
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
