//! What is in sight of an element: how wide it is, whether it is near what is seen, and canvases that are drawn then.

use core::cell::Cell;

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::engine::scene::Scene;
use crate::ui::dom::{Node, keep};
use crate::ui::live::effect;
use crate::ui::state::settings::settings;
use crate::web::listen::{Listening, Measuring, Nearing};
use crate::web::{canvas, page};

/// The most by which the bars of a phone's browser change its window's height.
const BARS_CSS_PX: f64 = 120.0;

/// The element's inner width in CSS pixels, once it is known.
pub fn measured(element: &Node) -> RwSignal<Option<f64>> {
    let width = RwSignal::new(None);
    keep(Measuring::width(&element.element(), move |now| {
        width.set(Some(now));
    }));
    width
}

/// The same, and the window's height in CSS pixels. It is not followed through less than [`BARS_CSS_PX`]: on phones a
/// scroll changes it by that.
pub fn measured_in_window(element: &Node) -> [RwSignal<Option<f64>>; 2] {
    // To be told it the browser lays the page out: not whenever a picture scrolls.
    let height = RwSignal::new(Some(page::window_height()));
    let resize = move |_| {
        let (before, now) = (height.get_untracked(), page::window_height());
        if before.is_none_or(|before| BARS_CSS_PX < (now - before).abs()) {
            height.set(Some(now));
        }
    };
    keep(Listening::to(&window(), "resize", resize));
    [measured(element), height]
}

/// What an element is taken for until the browser says where it is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum AtFirst {
    Near,
    Far,
}

/// Whether the element is less than half a window away from what is seen. Where a browser can't say that, everything
/// is near.
pub fn nears(element: &Node, at_first: AtFirst) -> RwSignal<bool> {
    let is_near = RwSignal::new(at_first == AtFirst::Near);
    match Nearing::to(&element.element(), move |is| is_near.set(is)) {
        Ok(nearing) => keep(nearing),
        Err(_) => is_near.set(true),
    }
    is_near
}

/// The same of a picture, which is near as well while it is printed.
pub fn nears_or_prints(element: &Node, at_first: AtFirst) -> RwSignal<bool> {
    let is_near = nears(element, at_first);
    let was_near = StoredValue::new(true);
    keep(Listening::to(&window(), "beforeprint", move |_| {
        was_near.set_value(is_near.get_untracked());
        is_near.set(true);
    }));
    keep(Listening::to(&window(), "afterprint", move |_| {
        is_near.set(was_near.get_value());
    }));
    is_near
}

/// Which picture a scene is a part of, and how far its upper edge is below that one's, CSS pixels.
pub type Place = (u32, f64);

/// Draws a scene whenever it, the colours or the screen change: at once if it is near, and else when it comes near.
pub fn draws(canvas: &Node, near: RwSignal<bool>, scene: impl Fn() -> Option<Scene> + 'static) {
    drawn(canvas.element(), near, Box::new(scene), Box::new(|| None));
}

/// The same for the part of a picture that is in sight: of what was in sight before, only what it has not is drawn.
///
/// * `place`: that of the scene.
pub fn draws_part(
    canvas: &Node,
    near: RwSignal<bool>,
    scene: impl Fn() -> Option<Scene> + 'static,
    place: impl Fn() -> Option<Place> + 'static,
) {
    drawn(canvas.element(), near, Box::new(scene), Box::new(place));
}

fn drawn(
    canvas: HtmlCanvasElement,
    near: RwSignal<bool>,
    scene: Box<dyn Fn() -> Option<Scene>>,
    place: Box<dyn Fn() -> Option<Place>>,
) {
    let settings = settings();
    let (again, is_old) = (RwSignal::new(0_u32), StoredValue::new(false));
    // What the canvas shows a part of, and by which colours.
    let shown = Cell::new(None);
    effect(move || {
        again.track();
        let (colors, ratio) = (settings.colors(), settings.ratio());
        let Some(scene) = scene() else { return };
        is_old.set_value(!near.get_untracked());
        if is_old.get_value() {
            return;
        }
        let now = place().map(|(of, top)| (top, (of, colors, ratio)));
        let down = match (shown.replace(now), now) {
            (Some((from, before)), Some((top, now))) if before == now => top - from,
            _ => 0.0,
        };
        if let Err(error) = canvas::scroll(&canvas, &scene, &colors, ratio, down) {
            page::log("cannot draw", &error);
            // What is there now is no part of anything.
            shown.set(None);
        }
    });
    effect(move || {
        if near.get() && is_old.get_value() {
            again.update(|again| *again = again.wrapping_add(1));
        }
    });
}
