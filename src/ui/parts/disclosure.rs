//! What stands below its own title, and is put into the page when someone wants to see it.

use leptos::ev::Event;
use leptos::prelude::*;
use web_sys::HtmlDetailsElement;

use crate::engine::text::Text;
use crate::ui::live::{on, part};
use crate::ui::state::settings::settings;

/// * `content`: built anew when it is opened, and when the signals that it reads change.
pub fn disclosure(
    testid: &'static str,
    title: Text,
    content: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let is_open = RwSignal::new(false);
    let toggle = on(move |event: Event| {
        is_open.set(event_target::<HtmlDetailsElement>(&event).open());
    });
    view! {
        <details class="card more" data-testid=testid on:toggle=toggle>
            <summary>{settings().words(title)}</summary>
            {part(move || match is_open.get() {
                true => content(),
                false => ().into_any(),
            })}
        </details>
    }
    .into_any()
}
