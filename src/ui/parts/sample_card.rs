//! One of the two people who don't exist, with their last three weeks.

use std::sync::Arc;

use chrono::Duration;
use leptos::{html, logging, prelude::*};

use crate::engine::holiday::Country;
use crate::engine::infer::filter::Filter;
use crate::engine::infer::threshold::{MIDARE_SECS, awake};
use crate::engine::sample::Sample;
use crate::engine::scene::calendar::Calendar;
use crate::engine::scene::layout::{Look, Viewport};
use crate::engine::scene::span::Span;
use crate::engine::text::{Text, dates};
use crate::engine::time::Zone;
use crate::ui::state::import::{import, sample_life};
use crate::ui::state::life::Life;
use crate::ui::state::settings::settings;
use crate::web::{canvas, intl, listen::Measuring};

/// Rows of the small picture: three weeks without scrolling beside the headline.
const ROW_HEIGHT: f64 = 19.0;

#[component]
pub fn SampleCard(sample: Sample) -> impl IntoView {
    let (settings, import) = (settings(), import());
    let life = sample_life(sample, untrack(|| settings.language()));
    let calendar = Arc::new(three_weeks(&life));
    let hint = move || match sample {
        Sample::EarlyBird => Text::EarlyBirdHint,
        Sample::NightOwl => Text::NightOwlHint,
    };
    let days = calendar.rows.first().zip(calendar.rows.last());
    let days = days.map(|(first, last)| first.day..last.day + Duration::days(1));
    let range = move || days.as_ref().map(|days| dates::range(settings.language(), days));
    let testid = match sample {
        Sample::EarlyBird => "sample-orderly",
        Sample::NightOwl => "sample-owl",
    };
    view! {
        <button
            class="card sample"
            type="button"
            data-testid=testid
            on:click=move |_| import.open_sample(sample, settings.language())
        >
            <span class="sample__head">
                <strong class="sample__name">{move || sample.name(settings.language())}</strong>
                <small>{range}</small>
            </span>
            <StillCalendar calendar=calendar/>
            <span class="sample__foot">
                <small>{move || settings.say(hint())}</small>
                <span class="sample__go">{move || settings.say(Text::SeeSample)}</span>
            </span>
        </button>
    }
}

/// A calendar without anything to do in it.
#[component]
fn StillCalendar(calendar: Arc<Calendar>) -> impl IntoView {
    let settings = settings();
    let frame = NodeRef::<html::Span>::new();
    let (axis, rows) = (NodeRef::<html::Canvas>::new(), NodeRef::<html::Canvas>::new());
    let width = measured(frame);
    Effect::new(move || {
        let (Some(axis), Some(rows), Some(width)) = (axis.get(), rows.get(), width.get()) else {
            return;
        };
        let look = Look { width, row_height: ROW_HEIGHT, language: settings.language() };
        let viewport = Viewport { top: 0.0, height: calendar.height(&look) };
        let (theme, ratio) = (settings.colors(), settings.ratio());
        let drawn = canvas::draw(&axis, &calendar.axis(&look), &theme, ratio)
            .and_then(|()| canvas::draw(&rows, &calendar.scene(&look, &viewport), &theme, ratio));
        if let Err(error) = drawn {
            logging::error!("cannot draw: {error:?}");
        }
    });
    view! {
        <span class="sample__picture" node_ref=frame>
            <canvas node_ref=axis aria-hidden="true"></canvas>
            <canvas node_ref=rows aria-hidden="true"></canvas>
        </span>
    }
}

fn three_weeks(life: &Life) -> Calendar {
    let (first, last) = life.bounds_secs();
    let zone = life.zone().and_then(|zone| intl::zone(zone, first, last));
    let zone = zone.unwrap_or_else(Zone::utc);
    let awake = awake(&life.imported.events, &Filter::default(), MIDARE_SECS);
    let day = life.imported.events.last().map(|event| zone.local(event.at()).date());
    let day = day.unwrap_or_default();
    Calendar::new(&awake, &zone, Country::of_zone(zone.name()), Span::ThreeWeeks.days(day, day, day), 0)
}

/// The inner width of an element in CSS pixels, once it is known.
pub fn measured<E>(element: NodeRef<E>) -> ReadSignal<Option<f64>>
where
    E: html::ElementType,
    E::Output: Clone + AsRef<web_sys::Element> + wasm_bindgen::JsCast + 'static,
{
    let (width, set_width) = signal(None);
    let measuring = StoredValue::new_local(None);
    Effect::new(move || {
        let Some(element) = element.get() else { return };
        let watch = Measuring::width(element.as_ref(), move |width| set_width.set(Some(width)));
        measuring.set_value(watch.ok());
    });
    width
}
