//! One of the two people who don't exist, with their last three weeks.

use std::sync::Arc;
use std::time;

use chrono::Duration;
use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::engine::holiday::Country;
use crate::engine::infer::filter::Filter;
use crate::engine::infer::threshold::{MIDARE_SECS, awake};
use crate::engine::sample::Sample;
use crate::engine::scene::calendar::Calendar;
use crate::engine::scene::layout::{Look, Viewport};
use crate::engine::scene::span::Span;
use crate::engine::text::{Language, Text, dates};
use crate::ui::dom::{Node, button, el};
use crate::ui::live::{effect, live};
use crate::ui::parts::sight::measured;
use crate::ui::state::life::yesterday;
use crate::ui::state::opening::{Chosen, opening};
use crate::ui::state::settings::settings;
use crate::web::{canvas, page};

/// Rows of the small picture: three weeks without scrolling beside the headline.
const ROW_HEIGHT: f64 = 19.0;

/// * `calendar`: the sample's [`three_weeks`].
pub fn sample_card(sample: Sample, calendar: Arc<Calendar>) -> Node {
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
    let name = live(move || sample.name(settings.language()));
    let head = el("span")
        .class("sample__head")
        .child(el("strong").class("sample__name").words(name))
        .child(el("small").words(range));
    let foot = el("span")
        .class("sample__foot")
        .child(el("small").say(hint))
        .child(el("span").class("sample__go").say(Text::SeeSample));
    button("card sample", move || opening.open(Chosen::Sample(sample)))
        .testid(testid)
        .child(head)
        .child(still_calendar(calendar))
        .child(foot)
}

/// A calendar without anything to do in it.
fn still_calendar(calendar: Arc<Calendar>) -> Node {
    let settings = settings();
    let canvas = || el("canvas").attr("aria-hidden", "true");
    let (axis, rows) = (canvas(), canvas());
    let (head, body): (HtmlCanvasElement, HtmlCanvasElement) = (axis.element(), rows.element());
    let picture = el("span").class("sample__picture");
    let picture = picture.child(axis).child(rows);
    let width = measured(&picture);
    effect(move || {
        let Some(width) = width.get() else {
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
        let (calendar, head, body) = (Arc::clone(&calendar), head.clone(), body.clone());
        let draw = move || {
            let drawn = canvas::draw(&head, &calendar.axis(&look), &theme, ratio).and_then(|()| {
                let rows = calendar.scene(&look, &viewport);
                canvas::draw(&body, &rows, &theme, ratio)
            });
            if let Err(error) = drawn {
                page::log("cannot draw", &error);
            }
        };
        // In a task of its own: a page that has just been built is kept from answering long enough.
        set_timeout(draw, time::Duration::ZERO);
    });
    picture
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
