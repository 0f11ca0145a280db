//! One of the two people who don't exist, with their last three weeks.

use std::sync::Arc;
use std::time;

use chrono::Duration;
use leptos::{html, prelude::*};

use crate::engine::holiday::Country;
use crate::engine::infer::filter::Filter;
use crate::engine::infer::threshold::{MIDARE_SECS, awake};
use crate::engine::sample::Sample;
use crate::engine::scene::calendar::Calendar;
use crate::engine::scene::layout::{Look, Viewport};
use crate::engine::scene::span::Span;
use crate::engine::text::{Language, Text, dates};
use crate::ui::live::{effect, live, on};
use crate::ui::state::life::yesterday;
use crate::ui::state::opening::{Chosen, opening};
use crate::ui::state::settings::settings;
use crate::web::{canvas, listen::Measuring, page};

/// Rows of the small picture: three weeks without scrolling beside the headline.
const ROW_HEIGHT: f64 = 19.0;

#[component]
pub fn SampleCard(
    sample: Sample,
    /// Its [`three_weeks`].
    calendar: Arc<Calendar>,
) -> impl IntoView {
    let (settings, opening) = (settings(), opening());
    let days = calendar.rows.first().zip(calendar.rows.last());
    let days = days.map(|(first, last)| first.day..last.day + Duration::days(1));
    let range = live(move || {
        let days = days
            .as_ref()
            .map(|days| dates::range(settings.language(), days));
        days.unwrap_or_default()
    });
    let (hint, testid) = match sample {
        Sample::EarlyBird => (Text::EarlyBirdHint, "sample-orderly"),
        Sample::NightOwl => (Text::NightOwlHint, "sample-owl"),
    };
    view! {
        <button
            class="card sample"
            type="button"
            data-testid=testid
            on:click=on(move |_| opening.open(Chosen::Sample(sample)))
        >
            <span class="sample__head">
                <strong class="sample__name">{live(move || sample.name(settings.language()))}</strong>
                <small>{range}</small>
            </span>
            <StillCalendar calendar=calendar/>
            <span class="sample__foot">
                <small>{settings.words(hint)}</small>
                <span class="sample__go">{settings.words(Text::SeeSample)}</span>
            </span>
        </button>
    }
}

/// A calendar without anything to do in it.
#[component]
fn StillCalendar(calendar: Arc<Calendar>) -> impl IntoView {
    let settings = settings();
    let frame = NodeRef::<html::Span>::new();
    let (axis, rows) = (
        NodeRef::<html::Canvas>::new(),
        NodeRef::<html::Canvas>::new(),
    );
    let width = measured(frame);
    effect(move || {
        let (Some(axis), Some(rows), Some(width)) = (axis.get(), rows.get(), width.get()) else {
            return;
        };
        let look = Look {
            width,
            row_height: ROW_HEIGHT,
            language: settings.language(),
        };
        let viewport = Viewport {
            top: 0.0,
            height: calendar.height(&look),
        };
        let (theme, ratio) = (settings.colors(), settings.ratio());
        let calendar = Arc::clone(&calendar);
        let draw = move || {
            let (head, body) = (calendar.axis(&look), calendar.scene(&look, &viewport));
            let drawn = canvas::draw(&axis, &head, &theme, ratio)
                .and_then(|()| canvas::draw(&rows, &body, &theme, ratio));
            if let Err(error) = drawn {
                page::log("cannot draw", &error);
            }
        };
        // In a task of its own: a page that has just been built is kept from answering long enough.
        set_timeout(draw, time::Duration::ZERO);
    });
    view! {
        <span class="sample__picture" node_ref=frame>
            <canvas node_ref=axis aria-hidden="true"></canvas>
            <canvas node_ref=rows aria-hidden="true"></canvas>
        </span>
    }
}

/// The last three weeks up to last night.
pub fn three_weeks(sample: Sample) -> Arc<Calendar> {
    let last = yesterday();
    let zone = Sample::zone();
    let days = Span::ThreeWeeks.days(last, last, last);
    let events = sample.imported(Language::default(), last).events;
    // Of three years these few: the screen waits for it.
    let from = zone.day_start(days.start) - Duration::days(7);
    let near = events.partition_point(|event| event.at() < from);
    let awake = awake(&events[near..], &Filter::default(), MIDARE_SECS);
    let country = Country::of_zone(zone.name());
    Arc::new(Calendar::new(&awake, &zone, country, days, 0))
}

/// The inner width of an element in CSS pixels, once it is known.
pub fn measured<E>(element: NodeRef<E>) -> ReadSignal<Option<f64>>
where
    E: html::ElementType,
    E::Output: Clone + AsRef<web_sys::Element> + wasm_bindgen::JsCast + 'static,
{
    let (width, set_width) = signal(None);
    let measuring = StoredValue::new_local(None);
    effect(move || {
        let Some(element) = element.get() else { return };
        let watch = Measuring::width(element.as_ref(), move |width| set_width.set(Some(width)));
        measuring.set_value(watch.ok());
    });
    width
}
