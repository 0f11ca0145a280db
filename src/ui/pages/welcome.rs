//! The first screen: what this is, the door, and two people's calendars side by side.

use std::sync::Arc;

use leptos::prelude::*;

use super::Page;
use crate::engine::sample::Sample;
use crate::engine::scene::calendar::Calendar;
use crate::engine::text::Text;
use crate::ui::live::{Part, part};
use crate::ui::parts::door::Door;
use crate::ui::parts::reading::{FailedPanel, ReadingPanel};
use crate::ui::parts::sample_card::SampleCard;
use crate::ui::parts::steps::Steps;
use crate::ui::state::import::{Status, import};
use crate::ui::state::settings::settings;
use crate::web::page;

#[component]
pub fn Welcome(
    /// The way in.
    door: Part,
    /// The last three weeks of a sample.
    weeks: fn(Sample) -> Arc<Calendar>,
) -> impl IntoView {
    let settings = settings();
    view! {
        <div class="welcome">
            <section class="hero">
                <h1 class="hero__title">
                    <span>{settings.words(Text::HeadlineTop)}</span>
                    " "
                    <span>{settings.words(Text::HeadlineBottom)}</span>
                </h1>
                <p class="hero__lead">{settings.words(Text::Lead)}</p>
                {door}
                <p class="hero__promise">
                    {settings.words(Text::SentNowhere)}
                    " "
                    <a href=["#", Page::How.hash()].concat()>{settings.words(Text::HowToCheck)}</a>
                </p>
            </section>
            <section class="pair" aria-labelledby="pair-note">
                <SampleCard sample=Sample::NightOwl calendar=weeks(Sample::NightOwl)/>
                <SampleCard sample=Sample::EarlyBird calendar=weeks(Sample::EarlyBird)/>
                <p class="pair__note" id="pair-note">{settings.words(Text::Invented)}</p>
            </section>
        </div>
        <Steps/>
    }
}

/// The door, or in its place an import that runs or failed.
#[component]
pub fn WholeDoor() -> impl IntoView {
    let import = import();
    // Progress changes many times a second; the panel that shows it stays.
    let shown = Memo::new(move |_| match import.status() {
        Status::Idle => Shown::Door,
        Status::Reading(_) => Shown::Reading,
        Status::Failed(_) => Shown::Failed,
    });
    // The keyboard goes on where something new stands.
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        let is_new = before.map_or(now != Shown::Door, |before| before != now);
        if is_new {
            page::focus(match now {
                Shown::Door => "file",
                Shown::Reading => "reading-title",
                Shown::Failed => "failed-title",
            });
        }
        now
    });
    part(move || match shown.get() {
        Shown::Door => view! { <Door/> }.into_any(),
        Shown::Reading => view! { <ReadingPanel/> }.into_any(),
        Shown::Failed => view! { <FailedPanel/> }.into_any(),
    })
}

/// What stands in the door's place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Door,
    Reading,
    Failed,
}
