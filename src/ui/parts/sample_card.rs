//! One of the two people who don't exist, with their last three weeks.

use core::ops::Range;
use std::cell::RefCell;
use std::sync::Arc;
use std::time;

use chrono::{Duration, NaiveDate};
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

thread_local! {
    /// Of each sample what [`three_weeks`] has found out last.
    static WEEKS: RefCell<[Option<Arc<Calendar>>; Sample::ALL.len()]> = RefCell::default();
}

pub fn sample_card(sample: Sample) -> Node {
    let (settings, opening) = (settings(), opening());
    let last = yesterday();
    let days = weeks_up_to(last);
    let range = live(move || dates::range(settings.language(), &days));
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
        .child(still_calendar(sample, last))
        .child(foot)
}

/// A calendar without anything to do in it: the three weeks up to a day.
fn still_calendar(sample: Sample, last: NaiveDate) -> Node {
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
        let (theme, ratio) = (settings.colors(), settings.ratio());
        let (head, body) = (head.clone(), body.clone());
        let draw = move || {
            let calendar = three_weeks(sample, last);
            let viewport = Viewport {
                top: 0.0,
                height: calendar.height(&look),
            };
            let drawn = canvas::draw(&head, &calendar.axis(&look), &theme, ratio).and_then(|()| {
                let rows = calendar.scene(&look, &viewport);
                canvas::draw(&body, &rows, &theme, ratio)
            });
            if let Err(error) = drawn {
                page::log("cannot draw", &error);
            }
        };
        // In a task of its own: the door doesn't wait for it, on a slow phone a tenth of a second.
        set_timeout(draw, time::Duration::ZERO);
    });
    picture
}

/// A sample's three weeks up to a day, found out once.
fn three_weeks(sample: Sample, last: NaiveDate) -> Arc<Calendar> {
    let is_it = |weeks: &&Arc<Calendar>| weeks.rows.last().is_some_and(|row| row.day == last);
    let known = WEEKS.with_borrow(|known| known[sample as usize].as_ref().filter(is_it).cloned());
    known.unwrap_or_else(|| {
        let weeks = Arc::new(found(sample, last));
        WEEKS.with_borrow_mut(|known| known[sample as usize] = Some(Arc::clone(&weeks)));
        weeks
    })
}

/// Whether all samples' weeks are known.
pub fn are_known() -> bool {
    WEEKS.with_borrow(|known| known.iter().all(Option::is_some))
}

/// The days of the three weeks up to one, half-open.
fn weeks_up_to(last: NaiveDate) -> Range<NaiveDate> {
    Span::ThreeWeeks.days(last, last, last)
}

/// Finds a sample's three weeks out.
fn found(sample: Sample, last: NaiveDate) -> Calendar {
    let zone = Sample::zone();
    let days = weeks_up_to(last);
    let events = sample.imported(Language::default(), last).events;
    // Of three years these few: all of them would keep a slow phone from answering.
    let from = zone.day_start(days.start) - Duration::days(7);
    let near = events.partition_point(|event| event.at() < from);
    let awake = awake(&events[near..], &Filter::default(), MIDARE_SECS);
    let country = Country::of_zone(zone.name());
    Calendar::new(&awake, &zone, country, days, 0)
}
