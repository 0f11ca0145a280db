//! The calendar of a link: a header of hours, and rows that scroll under it if there are many. Only what is in sight
//! is ever drawn.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::Element;

use crate::engine::scene::calendar::Calendar;
use crate::engine::scene::layout::{Look, Viewport};
use crate::engine::text::Text;
use crate::ui::dom::{Node, el};
use crate::ui::live::live;
use crate::ui::parts::chart::css_px;
use crate::ui::parts::sight::{AtFirst, draws, measured_in_window, nears_or_prints};
use crate::ui::state::settings::settings;

/// Up to so many days everything is in sight; more scroll in a frame of their own.
const UNSCROLLED_DAYS: usize = 45;
/// Of the window's height, what the frame takes.
const FRAME_SHARE: f64 = 0.72;
const LEAST_FRAME: f64 = 320.0;

/// How the picture lies on the screen.
#[derive(Clone, Copy, PartialEq)]
struct Frame {
    look: Look,
    viewport: Viewport,
    /// Height of all rows.
    total: f64,
}

pub fn picture(calendar: &Arc<Calendar>) -> Node {
    let settings = settings();
    let scroller = el("div").class("chart__scroller").testid("link-scroller");
    let ([width, window], near) = (
        measured_in_window(&scroller),
        nears_or_prints(&scroller, AtFirst::Near),
    );
    let top = RwSignal::new(0.0_f64);
    let frame = Memo::new({
        let calendar = Arc::clone(calendar);
        move |_| {
            let days = calendar.rows.len();
            let look = Look::comfortable(width.get()?, days, settings.language());
            let total = calendar.height(&look);
            let height = if days <= UNSCROLLED_DAYS {
                total
            } else {
                total.min((window.get()? * FRAME_SHARE).max(LEAST_FRAME))
            };
            let top = top.get().min(total - height);
            let viewport = Viewport { top, height };
            Some(Frame {
                look,
                viewport,
                total,
            })
        }
    });
    let height = move |of: fn(&Frame) -> f64| {
        let of = move || frame.get().map(|frame| css_px(of(&frame)));
        live(move || of().unwrap_or_default())
    };
    let scrolls = move || {
        let frame = frame.get();
        frame.is_some_and(|frame| frame.viewport.height < frame.total)
    };
    let element: Element = scroller.element();
    let window = el("div")
        .class("chart__window")
        .child(rows(calendar, frame, near));
    let sizer = el("div")
        .class("chart__sizer")
        .style("height", height(|frame| frame.total))
        .child(window);
    let scroller = scroller
        .attr("role", "group")
        .live("aria-label", settings.words(Text::Calendar))
        .flag_as("tabindex", "0", live(scrolls))
        .flag_as("data-scrolls", "true", live(scrolls))
        .style("height", height(|frame| frame.viewport.height))
        .on("scroll", move |_| top.set(f64::from(element.scroll_top())))
        .child(sizer);
    el("div")
        .class("chart")
        .child(axis(calendar, frame, near))
        .child(scroller)
}

fn axis(calendar: &Arc<Calendar>, frame: Memo<Option<Frame>>, near: RwSignal<bool>) -> Node {
    let calendar = Arc::clone(calendar);
    let canvas = el("canvas").class("chart__axis");
    draws(&canvas, near, move || {
        frame.get().map(|frame| calendar.axis(&frame.look))
    });
    canvas.attr("aria-hidden", "true")
}

fn rows(calendar: &Arc<Calendar>, frame: Memo<Option<Frame>>, near: RwSignal<bool>) -> Node {
    let calendar = Arc::clone(calendar);
    let canvas = el("canvas").class("chart__rows").testid("link-canvas");
    draws(&canvas, near, move || {
        let Frame { look, viewport, .. } = frame.get()?;
        Some(calendar.scene(&look, &viewport))
    });
    canvas
        .attr("role", "img")
        .live("aria-label", settings().words(Text::TableCaption))
}

/// What the inks mean.
pub fn legend() -> Node {
    let entry = |(ink, text): (&str, Text)| {
        el("li")
            .child(el("span").class("legend__ink").attr("data-ink", ink))
            .say(text)
    };
    let entries = [
        ("awake", Text::Awake),
        ("late", Text::LateAwake),
        ("night", Text::Night),
        ("day-off", Text::DayOff),
    ];
    el("ul").class("legend").children(entries.map(entry))
}
