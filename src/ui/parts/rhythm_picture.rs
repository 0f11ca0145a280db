//! One of the rhythm's pictures: chosen, drawn as the worker lays it out, read out by pointer and keys, as a
//! table, and as a file.

mod options;

use core::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent, MouseEvent};

use self::options::{against, midnight};
use super::chart::{css_px, percent};
use super::disclosure::disclosure;
use super::report::scroller;
use super::save::saving;
use super::sight::{AtFirst, draws_part, measured_in_window, nears_or_prints};
use crate::engine::protocol::rhythm::{Days, Wanted, Which};
use crate::engine::scene::picture::{Sight, Spot};
use crate::engine::text::Text;
use crate::ui::dom::{Node, beside, el, nothing, part};
use crate::ui::live::{effect, live};
use crate::ui::state::rhythm::{Rhythm, days_beside, rhythm};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

/// Of an actogram so many CSS pixels are drawn above what is in sight and twice as many below, where phones' browsers hide
/// their bars; it is drawn anew when it has been scrolled as far.
const AROUND: u32 = 64;
/// Of the window's height, what the frame takes at most: see opened-rhythm.css.
const FRAME_SHARE: f64 = 0.72;
/// Rows of a picture's table: more would make the page slow.
const ROWS: usize = 400;

const CHOICES: [(Which, Text, &str); 7] = [
    (Which::Actogram, Text::Actogram, "picture-actogram"),
    (Which::YearMap, Text::YearMap, "picture-year"),
    (Which::WeekGrid, Text::WeekGrid, "picture-week"),
    (Which::Clock, Text::ClockFace, "picture-clock"),
    (Which::Trend, Text::Trend, "picture-trend"),
    (Which::Scatter, Text::Scatter, "picture-scatter"),
    (Which::Compare, Text::Compare, "picture-compare"),
];

/// What the person has chosen of the pictures.
#[derive(Clone, Copy)]
struct Choice {
    rhythm: Rhythm,
    which: RwSignal<Which>,
    from_midnight: RwSignal<bool>,
    /// What is compared with; `None` for as many days before.
    against: RwSignal<Option<Days>>,
    /// How far it is scrolled: how often [`AROUND`].
    page: RwSignal<u32>,
    /// Which of the spots is read out.
    spot: RwSignal<Option<usize>>,
}

impl Choice {
    fn against(self) -> Days {
        let (days, bounds) = (view().days(), view().bounds());
        let first = bounds.map(|(first, _)| first);
        self.against
            .get()
            .unwrap_or_else(|| days_beside(&days, first))
    }

    fn drawn<T>(self, of: impl FnOnce(&Sight) -> T) -> Option<T> {
        self.rhythm.drawn().map(|drawn| of(&drawn))
    }

    fn read_out(self) -> Option<Spot> {
        let nth = self.spot.get()?;
        self.drawn(|drawn| drawn.picture.spots.get(nth).cloned())?
    }
}

pub fn pictures() -> Node {
    let (settings, rhythm, view) = (settings(), rhythm(), view());
    let choice = Choice {
        rhythm,
        which: RwSignal::new(Which::default()),
        from_midnight: RwSignal::new(false),
        against: RwSignal::new(None),
        page: RwSignal::new(0),
        spot: RwSignal::new(None),
    };
    let frame = el("div");
    let ([width, window], near) = (
        measured_in_window(&frame),
        nears_or_prints(&frame, AtFirst::Near),
    );
    asks(choice, near, width, window);
    // What is compared follows what is told.
    effect(move || {
        let is_wanted = choice.which.get() == Which::Compare && rhythm.told().is_some();
        if is_wanted {
            rhythm.compare([view.days(), choice.against()], settings.language());
        }
    });
    let options = part(move || match choice.which.get() {
        Which::Actogram => midnight(choice),
        Which::Compare => against(choice),
        _ => nothing(),
    });
    // A picture of many years would be too tall for a file.
    let is_part = live(move || {
        let is_part = choice.drawn(|drawn| drawn.picture.scene.height + 1.0 < drawn.height);
        match is_part {
            Some(true) => settings.say(Text::SaveInSight),
            _ => "",
        }
    });
    let in_sight = el("small").class("save__hint").words(is_part);
    let scene = live(move || choice.drawn(|drawn| drawn.picture.scene.clone()));
    beside([
        chooser(choice),
        el("div").class("rhythm__options").child(options),
        picture(choice, near, frame),
        saving("rhythm-save", "yodori-rhythm", scene).child(in_sight),
        disclosure("rhythm-table-toggle", Text::PictureTable, move || {
            table(choice)
        }),
    ])
}

/// Asks for what is in sight of the picture, whenever that changes.
///
/// * `width`: the frame's; `window`: the window's height. Both in CSS pixels.
fn asks(
    choice: Choice,
    near: RwSignal<bool>,
    width: RwSignal<Option<f64>>,
    window: RwSignal<Option<f64>>,
) {
    let (settings, rhythm, view) = (settings(), choice.rhythm, view());
    let wanted = Memo::new(move |_| {
        let which = choice.which.get();
        // Of all others, everything is drawn.
        let top = match which {
            Which::Actogram => choice.page.get().saturating_sub(1) * AROUND,
            _ => 0,
        };
        Some(Wanted {
            which,
            width: width.get()? as u16,
            days: view.days(),
            language: settings.language(),
            from_midnight: choice.from_midnight.get(),
            top,
            height: AROUND * 4 + (window.get()? * FRAME_SHARE) as u32,
            against: choice.against(),
        })
    });
    // Far from it nobody wants one, nor another one after coming back.
    let asked: RefCell<Option<(Wanted, u32)>> = RefCell::new(None);
    effect(move || {
        let (wanted, sketches) = (wanted.get(), rhythm.sketches());
        let (true, Some(wanted), 1..) = (near.get(), wanted, sketches) else {
            return;
        };
        let before = asked.replace(Some((wanted.clone(), sketches)));
        let is_part = match before {
            Some((before, of)) if of == sketches => {
                if before == wanted {
                    return;
                }
                let top = wanted.top;
                Wanted { top, ..before } == wanted
            }
            _ => false,
        };
        rhythm.want(wanted, is_part);
    });
}

fn chooser(choice: Choice) -> Node {
    let choices = CHOICES.map(|(which, text, testid)| {
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", "picture")
            .testid(testid)
            .checked(live(move || choice.which.get() == which))
            .on("change", move |_| {
                choice.spot.set(None);
                choice.which.set(which);
            });
        el("label")
            .class("segments__one")
            .child(input)
            .child(el("span").say(text))
    });
    el("div")
        .class("segments rhythm__choice")
        .attr("role", "radiogroup")
        .live("aria-label", settings().words(Text::Picture))
        .children(choices)
}

fn picture(choice: Choice, near: RwSignal<bool>, frame: Node) -> Node {
    let canvas = el("canvas");
    let scene = move || choice.drawn(|drawn| drawn.picture.scene.clone());
    let place = move || choice.drawn(|drawn| (choice.rhythm.drawn_picture(), drawn.top));
    draws_part(&canvas, near, scene, place);
    let px = move |of: fn(&Sight) -> f64| {
        live(move || {
            let length = choice.drawn(of);
            length.map(css_px).unwrap_or_default()
        })
    };
    let label = live(move || {
        let label = choice.drawn(|drawn| drawn.picture.label.clone());
        label.unwrap_or_default()
    });
    let canvas = canvas
        .class("rhythm__canvas")
        .testid("rhythm-canvas")
        .attr("role", "img")
        .live("aria-label", label);
    let canvas_at = canvas.element::<Element>();
    let window = el("div").class("rhythm__window");
    let window = window
        .style("top", px(|drawn| drawn.top))
        .child(canvas)
        .child(mark(choice))
        .child(tip(choice));
    let sizer = el("div").class("rhythm__sizer");
    let sizer = sizer
        .style("height", px(|drawn| drawn.height))
        .child(window);
    let frame_at = frame.element::<Element>();
    let (keys_at, scrolled) = (frame_at.clone(), frame_at);
    let frame = frame
        .class("rhythm__picture")
        .testid("rhythm-picture")
        .attr("tabindex", "0")
        .attr("role", "application")
        .live("aria-label", settings().words(Text::Picture))
        .attr("aria-describedby", "picture-hint")
        .on("scroll", move |_| {
            choice
                .page
                .set(scrolled.scroll_top().max(0) as u32 / AROUND);
        })
        .on("mousemove", move |event| {
            let event: &MouseEvent = event.unchecked_ref();
            choice.spot.set(spot_at(choice, &canvas_at, event));
        })
        .on("mouseleave", move |_| choice.spot.set(None))
        .on("keydown", move |event| {
            press(choice, &keys_at, event.unchecked_ref());
        })
        .child(sizer);
    let hint = el("p").class("rhythm__hint").id("picture-hint");
    beside([frame, hint.say(Text::PictureHint)])
}

/// The smallest spot under the pointer.
fn spot_at(choice: Choice, canvas: &Element, event: &MouseEvent) -> Option<usize> {
    let drawn = untrack(|| choice.rhythm.drawn())?;
    let corner = canvas.get_bounding_client_rect();
    let x = f64::from(event.client_x()) - corner.left();
    let y = f64::from(event.client_y()) - corner.top();
    let spots = drawn.picture.spots.iter().enumerate();
    let under = spots.filter(|(_, spot)| {
        let rect = &spot.rect;
        rect.x <= x && x < rect.right() && rect.y <= y && y < rect.bottom()
    });
    let area = |spot: &Spot| spot.rect.width * spot.rect.height;
    under
        .min_by(|(_, one), (_, other)| area(one).total_cmp(&area(other)))
        .map(|(nth, _)| nth)
}

fn press(choice: Choice, frame: &Element, event: &KeyboardEvent) {
    let Some(drawn) = untrack(|| choice.rhythm.drawn()) else {
        return;
    };
    let Some(last) = drawn.picture.spots.len().checked_sub(1) else {
        return;
    };
    let at = choice.spot.get_untracked();
    let to = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => at.map_or(0, |at| (at + 1).min(last)),
        "ArrowLeft" | "ArrowUp" => at.map_or(last, |at| at.saturating_sub(1)),
        "Home" => 0,
        "End" => last,
        "Escape" => {
            choice.spot.set(None);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    choice.spot.set(Some(to));
    // Into sight.
    let (rect, height) = (
        drawn.picture.spots[to].rect,
        f64::from(frame.client_height()),
    );
    let (top, bottom) = (drawn.top + rect.y, drawn.top + rect.bottom());
    let seen = f64::from(frame.scroll_top());
    if top < seen || seen + height < bottom {
        frame.set_scroll_top((top - height / 2.0).max(0.0) as i32);
    }
}

/// Around what is read out.
fn mark(choice: Choice) -> Node {
    let px = move |of: fn(&Spot) -> f64| {
        live(move || {
            choice
                .read_out()
                .map(|spot| css_px(of(&spot)))
                .unwrap_or_default()
        })
    };
    el("div")
        .class("rhythm__mark")
        .flag("hidden", live(move || choice.read_out().is_none()))
        .style("left", px(|spot| spot.rect.x))
        .style("top", px(|spot| spot.rect.y))
        .style("width", px(|spot| spot.rect.width))
        .style("height", px(|spot| spot.rect.height))
}

fn tip(choice: Choice) -> Node {
    let along = live(move || {
        let spot = choice.read_out();
        let width = choice.drawn(|drawn| drawn.picture.scene.width.max(1.0));
        let share = spot
            .zip(width)
            .map(|(spot, width)| spot.rect.center().x / width);
        share.map(percent).unwrap_or_default()
    });
    let top = live(move || {
        let spot = choice.read_out();
        spot.map(|spot| css_px(spot.rect.bottom() + 6.0))
            .unwrap_or_default()
    });
    let words = live(move || choice.read_out().map(|spot| spot.words).unwrap_or_default());
    el("div")
        .class("chart__tip")
        .testid("rhythm-tip")
        .attr("role", "status")
        .flag("hidden", live(move || choice.read_out().is_none()))
        .style("--along", along)
        .style("top", top)
        .words(words)
}

/// The picture's own numbers.
fn table(choice: Choice) -> Node {
    let rows = part(move || {
        let Some(drawn) = choice.rhythm.drawn() else {
            return nothing();
        };
        let picture = &drawn.picture;
        let heads = picture.columns.iter();
        let heads = heads.map(|name| el("th").attr("scope", "col").text(name));
        let rows = picture.rows.iter().take(ROWS).map(|row| {
            let cells = row.iter().map(|cell| el("td").text(cell));
            el("tr").children(cells)
        });
        let caption = el("caption").id("rhythm-caption").text(&picture.label);
        el("table")
            .class("table")
            .testid("rhythm-table")
            .child(caption)
            .child(el("thead").child(el("tr").children(heads)))
            .child(el("tbody").children(rows))
    });
    scroller("rhythm-caption").child(rows)
}
