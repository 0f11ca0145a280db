//! Which days are shown.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::icon::{self, Icon};
use crate::engine::scene::span::{Page, Span};
use crate::engine::text::{Text, dates};
use crate::ui::live::{live, on, part};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

/// A range that can be chosen: the dates of [`Span::Dates`] are chosen beside it.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    ThreeWeeks,
    Month,
    Year,
    All,
    Dates,
}

impl Choice {
    const ALL: [(Choice, Text, &str); 5] = [
        (Choice::ThreeWeeks, Text::ThreeWeeks, "span-3w"),
        (Choice::Month, Text::Month, "span-month"),
        (Choice::Year, Text::Year, "span-year"),
        (Choice::All, Text::AllTime, "span-all"),
        (Choice::Dates, Text::Dates, "span-dates"),
    ];

    fn of(span: Span) -> Choice {
        match span {
            Span::ThreeWeeks => Choice::ThreeWeeks,
            Span::Month => Choice::Month,
            Span::Year => Choice::Year,
            Span::All => Choice::All,
            Span::Dates { .. } => Choice::Dates,
        }
    }
}

#[component]
pub fn RangeBar() -> impl IntoView {
    let (settings, view) = (settings(), view());
    // Other dates leave the fields in which they are typed.
    let chosen = Memo::new(move |_| Choice::of(view.span()));
    // Free dates begin with what is in sight.
    let choose = move |choice| {
        view.set_span(match choice {
            Choice::ThreeWeeks => Span::ThreeWeeks,
            Choice::Month => Span::Month,
            Choice::Year => Span::Year,
            Choice::All => Span::All,
            Choice::Dates => {
                let (from, to) = untrack(|| view.first_and_last_day());
                Span::Dates { from, to }
            }
        });
    };
    view! {
        <div class="range">
            <div class="segments" role="radiogroup" aria-label=settings.words(Text::Range)>
                {Choice::ALL.map(|(choice, text, testid)| view! {
                    <label class="segments__one">
                        <input
                            class="hidden-input"
                            type="radio"
                            name="range"
                            data-testid=testid
                            prop:checked=live(move || chosen.get() == choice)
                            on:change=on(move |_| choose(choice))
                        />
                        <span>{settings.words(text)}</span>
                    </label>
                }).collect_view()}
            </div>
            {part(move || match chosen.get() {
                Choice::Dates => view! { <DateInputs/> }.into_any(),
                _ => view! { <Pages/> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn Pages() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let turn = move |page: Page, text: Text, path: &'static str, testid: &'static str| {
        view! {
            <button
                class="button button--icon"
                type="button"
                data-testid=testid
                aria-label=settings.words(text)
                disabled=live(move || view.further(page).is_none())
                on:click=on(move |_| view.turn(page))
            >
                <Icon path=path/>
            </button>
        }
    };
    view! {
        <div class="range__pages">
            {turn(Page::Previous, Text::Previous, icon::BEFORE, "previous")}
            <output class="range__days">{live(move || dates::range(settings.language(), &view.days()))}</output>
            {turn(Page::Next, Text::Next, icon::AFTER, "next")}
        </div>
    }
}

/// One end of a range.
type End = fn((NaiveDate, NaiveDate)) -> NaiveDate;

#[component]
fn DateInputs() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let ends = move || match view.span() {
        Span::Dates { from, to } => (from, to),
        _ => view.first_and_last_day(),
    };
    let limit = move |at: End| {
        live(move || {
            view.bounds()
                .map(|bounds| dates::iso(at(bounds)))
                .unwrap_or_default()
        })
    };
    let input = move |text: Text,
                      testid: &'static str,
                      value: End,
                      change: fn(&mut (NaiveDate, NaiveDate), NaiveDate)| {
        view! {
            <label class="range__date">
                <span>{settings.words(text)}</span>
                <input
                    type="date"
                    data-testid=testid
                    min=limit(|(first, _)| first)
                    max=limit(|(_, last)| last)
                    // Once: written back while it is typed, a year would never get its fourth digit.
                    prop:value=untrack(|| dates::iso(value(ends())))
                    on:change=on(move |event| {
                        // A date that is not complete yet changes nothing.
                        let Some(day) = dates::from_iso(&event_target_value(&event)) else { return };
                        // It is not put right here: whoever types a year passes the year 2.
                        let mut chosen = untrack(ends);
                        change(&mut chosen, day);
                        view.set_span(Span::Dates { from: chosen.0, to: chosen.1 });
                    })
                />
            </label>
        }
    };
    view! {
        <div class="range__dates">
            {input(Text::FromDay, "from-day", |(from, _)| from, |chosen, day| chosen.0 = day)}
            {input(Text::ToDay, "to-day", |(_, to)| to, |chosen, day| chosen.1 = day)}
        </div>
    }
}
