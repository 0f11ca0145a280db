//! Someone's calendar: the picture first, then what it shows and under which conditions.

use std::time::Duration;

use leptos::prelude::*;

use crate::engine::text::{Counted, Language, Text, dates, github as told, numbers};
use crate::ui::live::{Live, live, part, perhaps};
use crate::ui::pages::Page;
use crate::ui::parts::chart::Chart;
use crate::ui::parts::conditions::Conditions;
use crate::ui::parts::dialog::PeriodDialog;
use crate::ui::parts::figures::FiguresPanel;
use crate::ui::parts::github_run::title;
use crate::ui::parts::legend::Legend;
use crate::ui::parts::plain::{line, pieces, way};
use crate::ui::parts::range::RangeBar;
use crate::ui::parts::report::Report;
use crate::ui::parts::save::Save;
use crate::ui::parts::table::PeriodTable;
use crate::ui::state::github::{Status, github};
use crate::ui::state::life::{Life, Origin};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn CalendarPage() -> impl IntoView {
    let view = view();
    // Other conditions move the bounds: picture and table stay, with all that is open in them.
    let has_events = Memo::new(move |_| view.bounds().is_some());
    // The picture first: what stands below and beside it follows when it has been painted.
    let is_painted = RwSignal::new(false);
    // In a task of its own: together with two frames it would keep the page from answering.
    request_animation_frame(move || set_timeout(move || is_painted.set(true), Duration::ZERO));
    let later = move |rest: fn() -> AnyView| {
        part(move || {
            if is_painted.get() {
                rest()
            } else {
                ().into_any()
            }
        })
    };
    let is_on_the_way =
        Memo::new(move |_| !matches!(github().status(), Status::Idle | Status::Done));
    view! {
        <PersonLine/>
        <RangeBar/>
        {part(move || perhaps(is_on_the_way.get().then(reading_on)))}
        <div class="calendar">
            <div class="calendar__picture">
                {part(move || if has_events.get() {
                    view! {
                        <div class="card">
                            <Chart/>
                            <Legend/>
                        </div>
                        {later(|| view! { <Save/> <PeriodTable/> }.into_any())}
                    }.into_any()
                } else {
                    view! { <NoEvents/> }.into_any()
                })}
                {later(|| view! { <Report/> }.into_any())}
            </div>
            <div class="calendar__side">
                {later(|| view! { <FiguresPanel/> <Conditions/> <PeriodDialog/> }.into_any())}
            </div>
        </div>
    }
}

/// Says that GitHub is still being read, and leads there.
fn reading_on() -> AnyView {
    let (settings, github) = (settings(), github());
    let progress = live(move || told::progress(settings.language(), &github.progress()));
    let address = ["#", Page::GitHub.hash()].concat();
    let all = vec![
        way("", "reading-on", address, title()),
        line("reading__words", "reading-on-words", progress),
    ];
    pieces("panel reading-on", "github-strip", all)
}

/// Whose calendar it is, of which days, by which clock.
#[component]
fn PersonLine() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let of_life = move |tell: fn(&Life, Language) -> String| {
        live(move || {
            view.life()
                .map(|life| tell(&life, settings.language()))
                .unwrap_or_default()
        })
    };
    let name = of_life(Life::name);
    let handle = of_life(|life, _| match life.imported.person.handle.as_str() {
        "" => String::new(),
        handle => ["@", handle].concat(),
    });
    let origin = of_life(|life, language| {
        let origin = match life.origin {
            Origin::Archive if life.github.is_some() => Text::FromBoth,
            Origin::Archive => Text::FromArchive,
            Origin::GitHub => Text::FromGitHub,
            Origin::Sample(_) => Text::FromSample,
        };
        origin.say(language).into()
    });
    let count = of_life(|life, language| match life.origin {
        Origin::GitHub => numbers::records(language, Counted::Records, life.tally.github()),
        _ => numbers::posts(language, life.tally.posts()),
    });
    let acts = of_life(|life, language| match life.others() {
        0 => String::new(),
        acts => numbers::others(language, acts),
    });
    let days = live(move || dates::range(settings.language(), &view.days()));
    let zone = live(move || view.zone().read().name().to_owned());
    let fact = |(testid, fact): (&'static str, Live<String>)| view! { <span data-testid=testid>{fact}</span> };
    let facts = [
        ("handle", handle),
        ("origin", origin),
        ("count", count),
        ("acts-count", acts),
        ("days", days),
        ("zone-name", zone),
    ];
    view! {
        <header class="person">
            <h1 class="person__name">{name}</h1>
            <p class="person__facts">{facts.map(fact).collect_view()}</p>
            <a class="button person__another" href="#/">{settings.words(Text::OpenAnother)}</a>
        </header>
    }
}

#[component]
fn NoEvents() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let has_times = view
        .life()
        .is_some_and(|life| life.tally.date_only < life.imported.events.len() as u64);
    let (what, advice) = match has_times {
        true => (Text::NoEvents, Text::NoEventsAdvice),
        false => (Text::OnlyDays, Text::OnlyDaysAdvice),
    };
    view! {
        <div class="card card--empty" role="status">
            <p><strong>{settings.words(what)}</strong></p>
            <p>{settings.words(advice)}</p>
        </div>
    }
}
