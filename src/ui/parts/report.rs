//! What was read and what was left out.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::engine::event::{FileRead, Skipped};
use crate::engine::text::{Text, dates, messages, numbers};
use crate::ui::live::{live, part};
use crate::ui::state::life::{Life, Origin};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn Report() -> impl IntoView {
    let view = view();
    let life = move || view.life().filter(|life| life.origin == Origin::Archive);
    part(move || life().map(|life| view! { <Tables life=life/> }).into_any())
}

#[component]
fn Tables(life: Arc<Life>) -> impl IntoView {
    let settings = settings();
    let head = move |text: Text| view! { <th scope="col">{settings.words(text)}</th> };
    let figure = move |text: Text| view! { <th class="table__figure" scope="col">{settings.words(text)}</th> };
    let imported = &life.imported;
    let files = imported
        .files
        .iter()
        .cloned()
        .map(|file| view! { <FileRow file=file/> });
    let files = files.collect_view();
    let skipped = imported
        .skipped
        .iter()
        .cloned()
        .map(|skipped| view! { <SkippedRow skipped=skipped/> });
    let skipped: Vec<_> = skipped.collect();
    let date_only = life.tally.date_only;
    view! {
        <details class="card more" data-testid="report">
            <summary>{settings.words(Text::Report)}</summary>
            <div class="table-scroller" tabindex="0" role="region" aria-labelledby="files-caption">
                <table class="table">
                    <caption id="files-caption">{settings.words(Text::Report)}</caption>
                    <thead>
                        <tr>
                            {head(Text::File)} {figure(Text::Records)} {head(Text::FirstMoment)} {head(Text::LastMoment)}
                        </tr>
                    </thead>
                    <tbody>{files}</tbody>
                </table>
            </div>
            {(date_only > 0).then(|| view! {
                <p>{settings.words(Text::DateOnly)} ": " {numbers::count(date_only)}</p>
            })}
            {if skipped.is_empty() {
                view! { <p>{settings.words(Text::NothingSkipped)}</p> }.into_any()
            } else {
                view! {
                    <div class="table-scroller" tabindex="0" role="region" aria-labelledby="skipped-caption">
                        <table class="table" data-testid="skipped">
                            <caption id="skipped-caption">{settings.words(Text::Skipped)}</caption>
                            <thead>
                                <tr>{head(Text::File)} {head(Text::Reason)} {figure(Text::Count)}</tr>
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
        live(move || {
            let day = at.map(|at| view.zone().read().local(at).date());
            day.map(|day| dates::full_day(settings.language(), day))
                .unwrap_or_default()
        })
    };
    view! {
        <tr>
            <td class="table__path">{file.path}</td>
            <td class="table__figure">{numbers::count(file.records)}</td>
            <td>{day(file.first)}</td>
            <td>{day(file.last)}</td>
        </tr>
    }
}

#[component]
fn SkippedRow(skipped: Skipped) -> impl IntoView {
    let settings = settings();
    view! {
        <tr>
            <td class="table__path">{skipped.path}</td>
            <td class="table__reason">{live(move || messages::skip_reason(settings.language(), skipped.reason))}</td>
            <td class="table__figure">{numbers::count(skipped.count)}</td>
        </tr>
    }
}
