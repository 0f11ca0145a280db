//! What is in sight of an element: how wide it is, whether it is near what is seen, and canvases that are drawn then.

use leptos::prelude::*;
use web_sys::HtmlCanvasElement;

use crate::engine::scene::Scene;
use crate::ui::dom::{Node, keep};
use crate::ui::live::effect;
use crate::ui::state::settings::settings;
use crate::web::listen::{Listening, Measuring, Nearing};
use crate::web::{canvas, page};

/// The element's inner width in CSS pixels, once it is known.
pub fn measured(element: &Node) -> ReadSignal<Option<f64>> {
    let (width, set_width) = signal(None);
    keep(Measuring::width(&element.element(), move |width| {
        set_width.set(Some(width));
    }));
    width
}

/// The window's height in CSS pixels, as it was when that width changed last: on phones it changes while one scrolls,
/// and to ask for it the browser lays the page out.
pub fn window_height(width: ReadSignal<Option<f64>>) -> Memo<f64> {
    Memo::new(move |_| {
        width.track();
        page::window_height()
    })
}

/// Whether the element is less than half a window away from what is seen, or is about to be printed. Where a browser
/// can't say that, everything is near.
///
/// * `at_first`: until the browser says so.
pub fn nears(element: &Node, at_first: bool) -> ReadSignal<bool> {
    let (is_near, set_near) = signal(at_first);
    match Nearing::to(&element.element(), move |is| set_near.set(is)) {
        Ok(nearing) => keep(nearing),
        Err(_) => set_near.set(true),
    }
    let print = move |_| set_near.set(true);
    keep(Listening::to(&window(), "beforeprint", print));
    is_near
}

/// Draws a scene whenever it, the colours or the screen change: at once if it is near, and else when it comes near.
pub fn draws(canvas: &Node, near: ReadSignal<bool>, scene: impl Fn() -> Option<Scene> + 'static) {
    fn drawn(
        canvas: HtmlCanvasElement,
        near: ReadSignal<bool>,
        scene: Box<dyn Fn() -> Option<Scene>>,
    ) {
        let settings = settings();
        let (again, is_old) = (RwSignal::new(()), StoredValue::new(false));
        effect(move || {
            again.track();
            let (colors, ratio) = (settings.colors(), settings.ratio());
            let Some(scene) = scene() else { return };
            is_old.set_value(!near.get_untracked());
            if is_old.get_value() {
                return;
            }
            if let Err(error) = canvas::draw(&canvas, &scene, &colors, ratio) {
                page::log("cannot draw", &error);
            }
        });
        effect(move || {
            if near.get() && is_old.get_value() {
                again.set(());
            }
        });
    }
    drawn(canvas.element(), near, Box::new(scene));
}
