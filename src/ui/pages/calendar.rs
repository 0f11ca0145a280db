//! Someone's calendar: the picture first, then what it shows and under which conditions.

use leptos::prelude::*;

use crate::engine::text::{Text, dates, numbers};
use crate::ui::parts::chart::Chart;
use crate::ui::parts::conditions::Conditions;
use crate::ui::parts::dialog::PeriodDialog;
use crate::ui::parts::figures::FiguresPanel;
use crate::ui::parts::legend::Legend;
use crate::ui::parts::range::RangeBar;
use crate::ui::parts::report::Report;
use crate::ui::parts::save::Save;
use crate::ui::parts::table::PeriodTable;
use crate::ui::state::life::Origin;
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn CalendarPage() -> impl IntoView {
    let view = view();
    view! {
        <PersonLine/>
        <RangeBar/>
        <div class="calendar">
            <div class="calendar__picture">
                {move || match view.bounds() {
                    Some(_) => view! {
                        <div class="card">
                            <Chart/>
                            <Legend/>
                        </div>
                        <Save/>
                        <PeriodTable/>
                    }.into_any(),
                    None => view! { <NoEvents/> }.into_any(),
                }}
                <Report/>
            </div>
            <div class="calendar__side">
                <FiguresPanel/>
                <Conditions/>
            </div>
        </div>
        <PeriodDialog/>
    }
}

/// Whose calendar it is, of which days, by which clock.
#[component]
fn PersonLine() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let name = move || view.life().map(|life| life.name(settings.language()));
    let handle = move || {
        let handle = view.life()?.imported.person.handle.clone();
        (!handle.is_empty()).then(|| ["@", &handle].concat())
    };
    let origin = move || {
        view.life().map(|life| {
            settings.say(match life.origin {
                Origin::Archive => Text::FromArchive,
                Origin::Sample(_) => Text::FromSample,
            })
        })
    };
    let count = move || {
        let events = view.life().map_or(0, |life| life.imported.events.len());
        numbers::posts(settings.language(), events as u64)
    };
    let days = move || dates::range(settings.language(), &view.days());
    view! {
        <header class="person">
            <h1 class="person__name">{name}</h1>
            <p class="person__facts">
                {move || handle().map(|handle| view! { <span>{handle}</span> })}
                <span>{origin}</span>
                <span data-testid="count">{count}</span>
                <span data-testid="days">{days}</span>
                <span data-testid="zone-name">{move || view.zone().read().name().to_owned()}</span>
            </p>
            <a class="button person__another" href="#/">{move || settings.say(Text::OpenAnother)}</a>
        </header>
    }
}

#[component]
fn NoEvents() -> impl IntoView {
    let settings = settings();
    view! {
        <div class="card card--empty" role="status">
            <p><strong>{move || settings.say(Text::NoEvents)}</strong></p>
            <p>{move || settings.say(Text::NoEventsAdvice)}</p>
        </div>
    }
}
