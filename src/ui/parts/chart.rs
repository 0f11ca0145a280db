//! The calendar on canvas: a header of hours, rows that scroll under it, and a second canvas above
//! for what the pointer or the keyboard is at. Only what is in sight is ever drawn.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, MouseEvent};

use super::sight::{AtFirst, draws, measured_in_window, nears_or_prints};
use crate::engine::scene::calendar::{Entry, Move, Pick};
use crate::engine::scene::layout::{Look, Viewport};
use crate::engine::scene::{Point, Scene};
use crate::engine::text::{Counted, Language, Text, dates, numbers};
use crate::ui::dom::{Node, el};
use crate::ui::live::live;
use crate::ui::state::rhythm::rhythm;
use crate::ui::state::settings::settings;
use crate::ui::state::view::{View, view};

/// Up to so many days everything is in sight; more scroll in a frame of their own.
const UNSCROLLED_DAYS: usize = 45;
/// Of the window's height, what the frame takes.
const FRAME_SHARE: f64 = 0.72;
const LEAST_FRAME: f64 = 320.0;
/// Between a row and its read-out, and as much as a read-out of two lines takes.
const TIP_GAP: f64 = 6.0;
const TIP_HEIGHT: f64 = 64.0;

/// How the picture lies on the screen.
#[derive(Clone, Copy, PartialEq)]
struct Frame {
    look: Look,
    viewport: Viewport,
    /// Height of all rows.
    total: f64,
}

/// The picture of the calendar.
///
/// * `at_first`: near, it is drawn in the frame that it is laid out in; far, in a task of its own after it, where so
///   much else happens in that frame that both would keep the page from answering.
pub fn chart(at_first: AtFirst) -> Node {
    let (settings, view) = (settings(), view());
    let (scroller, rows) = (el("div"), el("canvas"));
    let screen = Screen::new(&scroller, &rows);
    let frame = screen.frame;
    let near = nears_or_prints(&scroller, at_first);
    let height = move |of: fn(&Frame) -> f64| {
        let of = move || frame.get().map(|frame| css_px(of(&frame)));
        live(move || of().unwrap_or_default())
    };
    let scrolls = move |frame: Frame| frame.viewport.height < frame.total;
    let window = el("div")
        .class("chart__window")
        .child(drawn_rows(frame, near, rows))
        .child(hover(frame, near))
        .child(tip(frame));
    let sizer = el("div").class("chart__sizer");
    let sizer = sizer.style("height", height(|frame| frame.total));
    let scroller = scroller
        .class("chart__scroller")
        .testid("calendar-scroller")
        .attr("tabindex", "0")
        .attr("role", "application")
        .attr("aria-describedby", "chart-hint")
        .live("aria-label", settings.words(Text::Calendar))
        .live(
            "data-scrolls",
            live(move || truth(frame.get().is_some_and(scrolls))),
        )
        .live("data-pointed", live(move || truth(view.cursor().is_some())))
        .style("height", height(|frame| frame.viewport.height))
        .child(sizer.child(window));
    let hint = el("p").class("chart__hint").id("chart-hint");
    el("div")
        .class("chart")
        .child(axis(frame, near))
        .child(screen.listens(scroller))
        .child(hint.say(Text::CalendarHint))
}

/// What is done on an event.
type Answer = fn(&Screen, &Event);

/// The elements that the picture is in, and what pointer and keyboard do there.
#[derive(Clone)]
struct Screen {
    view: View,
    frame: Memo<Option<Frame>>,
    /// How far the rows are scrolled, CSS pixels.
    top: RwSignal<f64>,
    scroller: Element,
    rows: Element,
}

impl Screen {
    fn new(scroller: &Node, rows: &Node) -> Screen {
        let (settings, view) = (settings(), view());
        let [width, window] = measured_in_window(scroller);
        let top = RwSignal::new(0.0_f64);
        let frame = Memo::new(move |_| {
            let calendar = view.calendar().read();
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
        });
        Screen {
            view,
            frame,
            top,
            scroller: scroller.element(),
            rows: rows.element(),
        }
    }

    /// Lets it know what pointer and keyboard do in the frame.
    fn listens(&self, scroller: Node) -> Node {
        let answers: [(&str, Answer); 5] = [
            ("scroll", |screen, _| screen.scrolled()),
            ("keydown", |screen, event| {
                screen.press(event.unchecked_ref())
            }),
            ("mousemove", |screen, event| {
                screen.view.point_at(screen.pick_at(event.unchecked_ref()));
            }),
            ("mouseleave", |screen, _| screen.view.point_at(None)),
            ("click", |screen, event| {
                screen.view.open(screen.pick_at(event.unchecked_ref()));
            }),
        ];
        answers
            .into_iter()
            .fold(scroller, |scroller, (kind, then)| {
                let screen = self.clone();
                scroller.on(kind, move |event| then(&screen, &event))
            })
    }

    fn scrolled(&self) {
        self.top.set(f64::from(self.scroller.scroll_top()));
    }

    /// What is under the pointer.
    fn pick_at(&self, event: &MouseEvent) -> Option<Pick> {
        let Frame { look, viewport, .. } = self.frame.get_untracked()?;
        let corner = self.rows.get_bounding_client_rect();
        let point = Point {
            x: f64::from(event.client_x()) - corner.left(),
            y: f64::from(event.client_y()) - corner.top(),
        };
        let calendar = self.view.calendar().read_untracked();
        calendar.hit(&look, &viewport, point)
    }

    fn press(&self, event: &KeyboardEvent) {
        match (move_of(&event.key()), event.key().as_str()) {
            (Some(to), _) => self.follow(self.view.step(to)),
            (None, "Enter" | " ") => self.view.open(self.view.cursor_untracked()),
            _ => return,
        }
        event.prevent_default();
    }

    /// Scrolls to where the cursor went.
    fn follow(&self, cursor: Option<Pick>) {
        let to = || {
            let frame = self.frame.get_untracked()?;
            let calendar = self.view.calendar().read_untracked();
            let rect = calendar.rect_of(&frame.look, cursor?)?;
            frame.scroll_for(rect.y, rect.bottom())
        };
        if let Some(to) = to() {
            self.scroller.set_scroll_top(to as i32);
        }
    }
}

impl Frame {
    /// Where to scroll so that rows from `top` to `bottom` are in sight; `None` if they are.
    fn scroll_for(&self, top: f64, bottom: f64) -> Option<f64> {
        let Viewport { top: seen, height } = self.viewport;
        if top < seen {
            Some((top - height / 4.0).max(0.0))
        } else if seen + height < bottom {
            Some(bottom - height * 3.0 / 4.0)
        } else {
            None
        }
    }
}

fn move_of(key: &str) -> Option<Move> {
    Some(match key {
        "ArrowLeft" => Move::Previous,
        "ArrowRight" => Move::Next,
        "ArrowUp" => Move::RowUp,
        "ArrowDown" => Move::RowDown,
        "Home" => Move::First,
        "End" => Move::Last,
        _ => return None,
    })
}

/// As attributes have it.
fn truth(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

pub fn css_px(length: f64) -> String {
    [&length.to_string(), "px"].concat()
}

pub fn percent(share: f64) -> String {
    [&(share * 100.0).to_string(), "%"].concat()
}

fn axis(frame: Memo<Option<Frame>>, near: RwSignal<bool>) -> Node {
    let view = view();
    let canvas = el("canvas").class("chart__axis");
    draws(&canvas, near, move || {
        frame
            .get()
            .map(|frame| view.calendar().read().axis(&frame.look))
    });
    canvas.attr("aria-hidden", "true")
}

fn drawn_rows(frame: Memo<Option<Frame>>, near: RwSignal<bool>, canvas: Node) -> Node {
    let (settings, view, rhythm) = (settings(), view(), rhythm());
    draws(&canvas, near, move || {
        let Frame { look, viewport, .. } = frame.get()?;
        let calendar = view.calendar().read();
        Some(match rhythm.shade() {
            Some(known) => {
                let known = (&known.timeline, &known.asleep[..]);
                calendar.shaded_scene(&look, &viewport, known, &view.zone().read())
            }
            None => calendar.scene(&look, &viewport),
        })
    });
    let label = live(move || {
        let days = dates::range(settings.language(), &view.days());
        [settings.say(Text::Calendar), " ", &days].concat()
    });
    canvas
        .class("chart__rows")
        .testid("calendar-canvas")
        .attr("role", "img")
        .live("aria-label", label)
}

fn hover(frame: Memo<Option<Frame>>, near: RwSignal<bool>) -> Node {
    let view = view();
    let canvas = el("canvas").class("chart__hover");
    draws(&canvas, near, move || {
        let Some(pick) = view.cursor() else {
            // As small as a canvas can be: one as large as the rows takes as long to clear as these, and as much memory.
            return Some(Scene::default());
        };
        let Frame { look, viewport, .. } = frame.get()?;
        Some(view.calendar().read().hover(&look, &viewport, pick))
    });
    canvas.attr("aria-hidden", "true")
}

/// Names what is pointed at, beside it.
fn tip(frame: Memo<Option<Frame>>) -> Node {
    let (settings, view) = (settings(), view());
    let entry = move || {
        let pick = view.cursor()?;
        view.calendar().read().entry(pick).copied()
    };
    let place = Memo::new(move |_| {
        let Frame { look, viewport, .. } = frame.get()?;
        let (entry, calendar) = (entry()?, view.calendar().read());
        let rect = calendar.rect_of(&look, entry.pick)?;
        let from = f64::from(entry.from) / 86_400.0;
        let share = (rect.x + rect.width * from) / look.width;
        // A picture of few rows is in a frame that is higher than they are.
        let height = viewport.height.max(LEAST_FRAME);
        let top = rect.y - viewport.top;
        let below = (top + look.row_height + TIP_GAP).max(0.0);
        Some(if below + TIP_HEIGHT < height {
            [percent(share), css_px(below), "auto".into()]
        } else {
            [
                percent(share),
                "auto".into(),
                css_px(height - top + TIP_GAP),
            ]
        })
    });
    let side = move |nth: usize| {
        live(move || {
            let place = place.get().unwrap_or_default();
            place.into_iter().nth(nth).unwrap_or_default()
        })
    };
    let words = live(move || match entry() {
        Some(entry) => describe(settings.language(), view.counted(), &entry),
        None => String::new(),
    });
    el("div")
        .class("chart__tip")
        .testid("tip")
        .attr("role", "status")
        .flag("hidden", live(move || entry().is_none()))
        .style("--along", side(0))
        .style("top", side(1))
        .style("bottom", side(2))
        .words(words)
}

/// `5/6 水 9:02–23:30 · 14時間28分 · 23件`.
pub fn describe(language: Language, counted: Counted, entry: &Entry) -> String {
    let when = dates::stretch(language, entry.start(), entry.end());
    let count = numbers::records(language, counted, entry.events as u64);
    match entry.pick {
        Pick::Period(_) => [when, numbers::duration(language, entry.seconds), count].join(" · "),
        Pick::Lone(_) => [
            dates::moment(language, entry.start()),
            Text::LoneEvent.counting(counted, language).into(),
        ]
        .join(" · "),
    }
}
