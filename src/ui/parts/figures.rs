//! Counts of what the range shows.

use leptos::prelude::*;

use crate::engine::figures::Figures;
use crate::engine::text::{Text, numbers};
use crate::ui::live::live;
use crate::ui::state::settings::{Settings, settings};
use crate::ui::state::view::view;

#[component]
pub fn FiguresPanel() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let figures = Memo::new(move |_| {
        let calendar = view.calendar().read();
        Figures::of(&calendar, view.counted_in(&calendar))
    });
    let row = move |text: Text, testid: &'static str, value: fn(&Figures) -> Value| {
        let value = move || value(&figures.read());
        let of_days = live(move || match value() {
            Value::Days(_) => {
                let days = numbers::days(settings.language(), figures.read().days as u64);
                ["/ ", &days].concat()
            }
            _ => String::new(),
        });
        let value = live(move || value().words(settings));
        view! {
            <div class="figures__one" data-testid=testid>
                <dt>{view.words(settings, text)}</dt>
                <dd>{value} <small>{of_days}</small></dd>
            </div>
        }
    };
    view! {
        <section class="card figures" aria-labelledby="figures-title">
            <h2 id="figures-title">{settings.words(Text::Figures)}</h2>
            <dl>
                {row(Text::LateDays, "late-days", |figures| Value::Days(figures.late_days))}
                {row(Text::LongestAwake, "longest", |figures| Value::Span(figures.longest_secs))}
                {row(Text::AwakeFound, "awake", |figures| Value::Span(figures.awake_secs))}
                {row(Text::DaysWithPosts, "days-with-posts", |figures| Value::Days(figures.days_with_events))}
                {row(Text::PostsCounted, "posts", |figures| Value::Count(figures.events))}
            </dl>
            <p class="figures__note">{view.words(settings, Text::FiguresNote)}</p>
        </section>
    }
}

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
