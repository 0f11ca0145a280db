//! What was read and what was left out.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::engine::event::{FileRead, Skipped};
use crate::engine::text::{Text, dates, messages, numbers};
use crate::ui::state::life::{Life, Origin};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn Report() -> impl IntoView {
    let view = view();
    let life = move || view.life().filter(|life| life.origin == Origin::Archive);
    move || life().map(|life| view! { <Tables life=life/> })
}

#[component]
fn Tables(life: Arc<Life>) -> impl IntoView {
    let settings = settings();
    let head = move |text: Text| view! { <th scope="col">{move || settings.say(text)}</th> };
    let imported = &life.imported;
    let files = imported.files.iter().cloned().map(|file| view! { <FileRow file=file/> });
    let files = files.collect_view();
    let skipped = imported.skipped.iter().cloned().map(|skipped| view! { <SkippedRow skipped=skipped/> });
    let skipped: Vec<_> = skipped.collect();
    let date_only = life.tally.date_only;
    view! {
        <details class="card more" data-testid="report">
            <summary>{move || settings.say(Text::Report)}</summary>
            <div class="table-scroller" tabindex="0" role="region" aria-labelledby="files-caption">
                <table class="table">
                    <caption id="files-caption">{move || settings.say(Text::Report)}</caption>
                    <thead>
                        <tr>
                            {head(Text::File)} {head(Text::Records)} {head(Text::FirstMoment)} {head(Text::LastMoment)}
                        </tr>
                    </thead>
                    <tbody>{files}</tbody>
                </table>
            </div>
            {(date_only > 0).then(|| view! {
                <p>{move || settings.say(Text::DateOnly)} ": " {numbers::count(date_only)}</p>
            })}
            {if skipped.is_empty() {
                view! { <p>{move || settings.say(Text::NothingSkipped)}</p> }.into_any()
            } else {
                view! {
                    <div class="table-scroller" tabindex="0" role="region" aria-labelledby="skipped-caption">
                        <table class="table" data-testid="skipped">
                            <caption id="skipped-caption">{move || settings.say(Text::Skipped)}</caption>
                            <thead>
                                <tr>{head(Text::File)} {head(Text::Reason)} {head(Text::Count)}</tr>
                            </thead>
                            <tbody>{skipped}</tbody>
                        </table>
                    </div>
                }.into_any()
            }}
        </details>
    }
}

#[component]
fn FileRow(file: FileRead) -> impl IntoView {
    let (settings, view) = (settings(), view());
    let day = move |at: Option<DateTime<Utc>>| {
        let at = at?;
        Some(dates::full_day(settings.language(), view.zone().read().local(at).date()))
    };
    view! {
        <tr>
            <td class="table__path">{file.path}</td>
            <td class="table__figure">{numbers::count(file.records)}</td>
            <td>{move || day(file.first)}</td>
            <td>{move || day(file.last)}</td>
        </tr>
    }
}

#[component]
fn SkippedRow(skipped: Skipped) -> impl IntoView {
    let settings = settings();
    view! {
        <tr>
            <td class="table__path">{skipped.path}</td>
            <td>{move || messages::skip_reason(settings.language(), skipped.reason)}</td>
            <td class="table__figure">{numbers::count(skipped.count)}</td>
        </tr>
    }
}
