//! How to get an archive, on a phone and on a computer, and a reminder for the day it is ready.

use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::engine::text::{Text, prose, reminder};
use crate::ui::live::{on, part};
use crate::ui::state::settings::settings;
use crate::web::{download, page};

#[component]
pub fn Steps() -> impl IntoView {
    let settings = settings();
    let list = move |title: Text, steps: fn(_) -> &'static [&'static str]| {
        let steps = part(move || {
            let steps = steps(settings.language()).iter();
            steps
                .map(|step| view! { <li>{*step}</li> })
                .collect_view()
                .into_any()
        });
        view! {
            <div class="card steps__list">
                <h3>{settings.words(title)}</h3>
                <ol>{steps}</ol>
            </div>
        }
    };
    view! {
        <section class="steps" aria-labelledby="steps-title">
            <div class="steps__head">
                <h2 id="steps-title">{settings.words(Text::GetArchive)}</h2>
                <p>{settings.words(Text::GetArchiveLead)}</p>
            </div>
            {list(Text::OnPhone, prose::steps_on_phone)}
            {list(Text::OnComputer, prose::steps_on_computer)}
            <Reminder/>
        </section>
    }
}

#[component]
fn Reminder() -> impl IntoView {
    let settings = settings();
    let save = on(move |_| {
        let entry = reminder::ics(settings.language(), page::now(), &page::address());
        if let Err(error) = download::save_bytes("yodori.ics", "text/calendar", entry.as_bytes()) {
            page::log("cannot save the reminder", &error);
        }
    });
    view! {
        <div class="steps__reminder">
            <button class="button" type="button" data-testid="reminder" on:click=save>
                <Icon path=icon::CALENDAR/>
                {settings.words(Text::Remind)}
            </button>
            <small>{settings.words(Text::RemindHint)}</small>
        </div>
    }
}
