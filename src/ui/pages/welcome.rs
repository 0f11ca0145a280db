//! The first screen: what this is, the door, and two people's calendars side by side.

use leptos::prelude::*;

use super::Page;
use crate::engine::sample::Sample;
use crate::engine::text::Text;
use crate::ui::parts::door::Door;
use crate::ui::parts::reading::{FailedPanel, ReadingPanel};
use crate::ui::parts::sample_card::SampleCard;
use crate::ui::parts::steps::Steps;
use crate::ui::state::import::{Status, import};
use crate::ui::state::settings::settings;

#[component]
pub fn WelcomePage() -> impl IntoView {
    let (settings, import) = (settings(), import());
    // Progress changes many times a second; the panel that shows it stays.
    let state = Memo::new(move |_| match import.status() {
        Status::Idle => Shown::Door,
        Status::Reading(_) => Shown::Reading,
        Status::Failed(_) => Shown::Failed,
    });
    view! {
        <div class="welcome">
            <section class="hero">
                <h1 class="hero__title">
                    <span>{move || settings.say(Text::HeadlineTop)}</span>
                    " "
                    <span>{move || settings.say(Text::HeadlineBottom)}</span>
                </h1>
                <p class="hero__lead">{move || settings.say(Text::Lead)}</p>
                {move || match state.get() {
                    Shown::Door => view! { <Door/> }.into_any(),
                    Shown::Reading => view! { <ReadingPanel/> }.into_any(),
                    Shown::Failed => view! { <FailedPanel/> }.into_any(),
                }}
                <p class="hero__promise">
                    {move || settings.say(Text::SentNowhere)}
                    " "
                    <a href=["#", Page::How.hash()].concat()>{move || settings.say(Text::HowToCheck)}</a>
                </p>
            </section>
            <section class="pair" aria-labelledby="pair-note">
                <SampleCard sample=Sample::NightOwl/>
                <SampleCard sample=Sample::EarlyBird/>
                <p class="pair__note" id="pair-note">{move || settings.say(Text::Invented)}</p>
            </section>
        </div>
        <Steps/>
    }
}

/// What stands in the door's place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Door,
    Reading,
    Failed,
}
