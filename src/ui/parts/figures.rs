//! Counts of what the range shows.

use leptos::prelude::*;

use crate::engine::figures::Figures;
use crate::engine::text::{Text, numbers};
use crate::ui::dom::{Node, el};
use crate::ui::live::live;
use crate::ui::state::settings::{Settings, settings};
use crate::ui::state::view::view;

pub fn figures_panel() -> Node {
    let (settings, view) = (settings(), view());
    let figures = Memo::new(move |_| {
        let calendar = view.calendar().read();
        Figures::of(&calendar, view.counted_in(&calendar))
    });
    let rows: [(Text, &str, OneOf); 5] = [
        (Text::LateDays, "late-days", |figures| {
            Value::Days(figures.late_days)
        }),
        (Text::LongestAwake, "longest", |figures| {
            Value::Span(figures.longest_secs)
        }),
        (Text::AwakeFound, "awake", |figures| {
            Value::Span(figures.awake_secs)
        }),
        (Text::DaysWithPosts, "days-with-posts", |figures| {
            Value::Days(figures.days_with_events)
        }),
        (Text::PostsCounted, "posts", |figures| {
            Value::Count(figures.events)
        }),
    ];
    let rows = rows.map(|(text, testid, value)| row(figures, text, testid, value));
    let note = view.words(settings, Text::FiguresNote);
    el("section")
        .class("card figures")
        .attr("aria-labelledby", "figures-title")
        .child(el("h2").id("figures-title").say(Text::Figures))
        .child(el("dl").children(rows))
        .child(el("p").class("figures__note").words(note))
}

fn row(figures: Memo<Figures>, text: Text, testid: &str, value: OneOf) -> Node {
    let (settings, view) = (settings(), view());
    let value = move || value(&figures.read());
    let of_days = live(move || match value() {
        Value::Days(_) => {
            let days = numbers::days(settings.language(), figures.read().days as u64);
            ["/ ", &days].concat()
        }
        _ => String::new(),
    });
    let value = live(move || value().words(settings));
    let value = el("dd").words(value).text(" ");
    el("div")
        .class("figures__one")
        .testid(testid)
        .child(el("dt").words(view.words(settings, text)))
        .child(value.child(el("small").words(of_days)))
}

/// One of the figures.
type OneOf = fn(&Figures) -> Value;

enum Value {
    Count(usize),
    /// Of all that are shown.
    Days(usize),
    /// Seconds.
    Span(i64),
}

impl Value {
    fn words(self, settings: Settings) -> String {
        match self {
            Value::Count(count) | Value::Days(count) => numbers::count(count as u64),
            Value::Span(secs) => numbers::duration(settings.language(), secs),
        }
    }
}
