//! The calendar's periods as a table, for those who can't see the canvas, or want the figures.

use leptos::prelude::*;

use super::disclosure::disclosure;
use crate::engine::scene::calendar::{Entry, Pick};
use crate::engine::text::{Language, Text, dates, numbers};
use crate::ui::live::{live, on, part};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

/// So many rows at once: thousands would make the page slow.
const ROWS: usize = 200;

#[component]
pub fn PeriodTable() -> impl IntoView {
    disclosure("table-toggle", Text::TableTitle, || {
        view! { <Rows/> }.into_any()
    })
}

#[component]
fn Rows() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let page = RwSignal::new(0_usize);
    let count = move || view.calendar().read().entries.len();
    // Another range may have fewer pages.
    let page_shown = move || page.get().min(count().saturating_sub(1) / ROWS);
    let rows = part(move || {
        let first = page_shown() * ROWS;
        let language = settings.language();
        let calendar = view.calendar().read();
        let entries = calendar.entries.iter().skip(first).take(ROWS);
        entries
            .map(|entry| view! { <EntryRow entry=*entry language=language/> })
            .collect_view()
            .into_any()
    });
    let shown = live(move || {
        let first = page_shown() * ROWS;
        let last = (first + ROWS).min(count());
        let figures = [first + 1, last, count()].map(|figure| numbers::count(figure as u64));
        [&figures[0], "–", &figures[1], " / ", &figures[2]].concat()
    });
    let head = move |text: Text| view! { <th scope="col">{settings.words(text)}</th> };
    let figure = move |text: Text| view! { <th class="table__figure" scope="col">{settings.words(text)}</th> };
    let turn = move |text: Text, by: isize| {
        let to = move || {
            page_shown()
                .checked_add_signed(by)
                .filter(|page| page * ROWS < count())
        };
        view! {
            <button
                class="button"
                type="button"
                disabled=live(move || to().is_none())
                on:click=on(move |_| if let Some(to) = untrack(to) { page.set(to) })
            >
                {settings.words(text)}
            </button>
        }
    };
    view! {
        <div class="table-scroller" tabindex="0" role="region" aria-labelledby="table-caption">
            <table class="table" data-testid="table">
                <caption id="table-caption">
                    {settings.words(Text::TableCaption)}
                    " · " {live(move || dates::range(settings.language(), &view.days()))}
                    " · " {live(move || view.zone().read().name().to_owned())}
                </caption>
                <thead>
                    <tr>
                        {head(Text::Start)} {head(Text::End)} {figure(Text::Length)}
                        <th class="table__figure" scope="col">{view.words(settings, Text::Posts)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        {part(move || if count() <= ROWS {
            ().into_any()
        } else {
            view! {
                <div class="table-pages">
                    {turn(Text::Previous, -1)} <output>{shown.clone()}</output> {turn(Text::Next, 1)}
                </div>
            }.into_any()
        })}
    }
}

#[component]
fn EntryRow(entry: Entry, language: Language) -> impl IntoView {
    let view = view();
    let start = dates::full_moment(language, entry.start);
    let (end, length) = match entry.pick {
        Pick::Period(_) => (
            dates::full_moment(language, entry.end),
            numbers::duration(language, entry.seconds),
        ),
        Pick::Lone(_) => ("—".to_owned(), "—".to_owned()),
    };
    view! {
        <tr>
            <td>
                <button class="table__open" type="button" on:click=on(move |_| view.open(Some(entry.pick)))>
                    {start}
                </button>
            </td>
            <td>{end}</td>
            <td class="table__figure">{length}</td>
            <td class="table__figure">{numbers::count(entry.events as u64)}</td>
        </tr>
    }
}
