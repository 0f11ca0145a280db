//! What was read and what was left out.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use crate::engine::event::{FileRead, Imported, Person, Skipped};
use crate::engine::source::twitter::names::Unopened;
use crate::engine::text::{Text, dates, kinds, messages, numbers};
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
        <Others others=imported.others.clone()/>
        <details class="card more" data-testid="report">
            <summary>{settings.words(Text::Report)}</summary>
            <div class="table-scroller" tabindex="0" role="region" aria-labelledby="files-caption">
                <table class="table">
                    <caption id="files-caption">{settings.words(Text::Report)}</caption>
                    <thead>
                        <tr>
                            {head(Text::File)} {figure(Text::Records)} {figure(Text::Promised)} {head(Text::FirstMoment)} {head(Text::LastMoment)}
                        </tr>
                    </thead>
                    <tbody>{files}</tbody>
                </table>
            </div>
            <p class="field__hint">{settings.words(Text::PromisedHint)}</p>
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
            <Unread life=Arc::clone(&life)/>
        </details>
    }
}

#[component]
fn FileRow(file: FileRead) -> impl IntoView {
    let (settings, view) = (settings(), view());
    let promised = file.expected.map(|expected| {
        let [entries, expected] = [file.entries, expected].map(numbers::count);
        [&entries, " / ", &expected].concat()
    });
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
            <td class="table__figure">{promised}</td>
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

/// Whose files were left out, where there are several people's.
#[component]
fn Others(others: Vec<Person>) -> impl IntoView {
    let settings = settings();
    let name = |other: &Person| match other.handle.as_str() {
        "" => other.id.clone(),
        handle => ["@", handle].concat(),
    };
    let names: Vec<String> = others.iter().map(name).collect();
    (!names.is_empty()).then(|| {
        view! {
            <p class="card" role="status" data-testid="others">
                {settings.words(Text::OtherAccounts)} ": " {names.join(", ")}
            </p>
        }
    })
}

/// What is promised and not there, and what is there and was not opened.
#[component]
fn Unread(life: Arc<Life>) -> impl IntoView {
    let settings = settings();
    let Imported {
        missing,
        unopened,
        media,
        assets,
        ..
    } = &life.imported;
    let missing = missing.iter().map(|(path, count)| {
        let count = numbers::count(*count);
        view! { <tr><td class="table__path">{path.clone()}</td><td class="table__figure">{count}</td></tr> }
    });
    let unopened = unopened.iter().map(|path| {
        let why = Unopened::because(path);
        let why = live(move || kinds::unopened(settings.language(), why));
        view! { <tr><td class="table__path">{path.clone()}</td><td>{why}</td></tr> }
    });
    let sum = |text: Text, count: u64| {
        (count > 0).then(|| view! { <p>{settings.words(text)} ": " {numbers::count(count)}</p> })
    };
    view! {
        <Listed id="missing" title=Text::MissingFiles second=Text::Records rows=missing.collect_view()/>
        <Listed id="unopened" title=Text::Unopened second=Text::Reason rows=unopened.collect_view()/>
        {sum(Text::MediaCount, *media)}
        {sum(Text::AssetCount, *assets)}
    }
}

/// A table of files with one fact about each; none, no table.
#[component]
fn Listed<V: IntoView + 'static>(
    id: &'static str,
    title: Text,
    /// What the second column holds.
    second: Text,
    rows: Vec<V>,
) -> impl IntoView {
    let settings = settings();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="table-scroller" tabindex="0" role="region" aria-labelledby=id>
                <table class="table" data-testid=id>
                    <caption id=id>{settings.words(title)}</caption>
                    <thead>
                        <tr>
                            <th scope="col">{settings.words(Text::File)}</th>
                            <th scope="col">{settings.words(second)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    })
}
