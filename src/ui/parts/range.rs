//! Which days are shown.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::icon::{self, icon};
use crate::engine::scene::span::{Page, Span};
use crate::engine::text::{Text, dates};
use crate::ui::dom::{Node, button, el, part};
use crate::ui::live::live;
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

pub fn range_bar() -> Node {
    let view = view();
    let chosen = move || Choice::of(view.span());
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
    let choices = Choice::ALL.map(|(choice, text, testid)| {
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", "range")
            .testid(testid)
            .checked(live(move || chosen() == choice))
            .on("change", move |_| choose(choice));
        el("label")
            .class("segments__one")
            .child(input)
            .child(el("span").say(text))
    });
    let segments = el("div")
        .class("segments")
        .attr("role", "radiogroup")
        .live("aria-label", settings().words(Text::Range))
        .children(choices);
    // Other dates leave the fields in which they are typed; all other ranges have the same two buttons.
    let is_dates = Memo::new(move |_| chosen() == Choice::Dates);
    let further = part(move || match is_dates.get() {
        true => date_inputs(),
        false => pages(),
    });
    el("div").class("range").child(segments).child(further)
}

fn pages() -> Node {
    let (settings, view) = (settings(), view());
    let turn = |page: Page, text: Text, path: &str, testid: &str| {
        button("button button--icon", move || view.turn(page))
            .testid(testid)
            .live("aria-label", settings.words(text))
            .flag("disabled", live(move || view.further(page).is_none()))
            .child(icon(path))
    };
    let days = live(move || dates::range(settings.language(), &view.days()));
    let days = el("output").class("range__days").words(days);
    el("div")
        .class("range__pages")
        .child(turn(
            Page::Previous,
            Text::Previous,
            icon::BEFORE,
            "previous",
        ))
        .child(days)
        .child(turn(Page::Next, Text::Next, icon::AFTER, "next"))
}

/// One end of a range.
type End = fn((NaiveDate, NaiveDate)) -> NaiveDate;

fn date_inputs() -> Node {
    let from = date_input(
        Text::FromDay,
        "from-day",
        |(from, _)| from,
        |chosen, day| chosen.0 = day,
    );
    let to = date_input(
        Text::ToDay,
        "to-day",
        |(_, to)| to,
        |chosen, day| chosen.1 = day,
    );
    el("div").class("range__dates").child(from).child(to)
}

fn date_input(
    text: Text,
    testid: &str,
    value: End,
    change: fn(&mut (NaiveDate, NaiveDate), NaiveDate),
) -> Node {
    let view = view();
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
    // Once: written back while it is typed, a year would never get its fourth digit.
    let first = untrack(|| dates::iso(value(ends())));
    let input = el("input")
        .attr("type", "date")
        .testid(testid)
        .live("min", limit(|(first, _)| first))
        .live("max", limit(|(_, last)| last))
        .attr("value", &first)
        .on("change", move |event| {
            // A date that is not complete yet changes nothing.
            let Some(day) = dates::from_iso(&event_target_value(&event)) else {
                return;
            };
            // It is not put right here: whoever types a year passes the year 2.
            let mut chosen = untrack(ends);
            change(&mut chosen, day);
            view.set_span(Span::Dates {
                from: chosen.0,
                to: chosen.1,
            });
        });
    el("label")
        .class("range__date")
        .child(el("span").say(text))
        .child(input)
}
