//! Scenes on canvases, sharp at any ratio of device pixels.

mod backend;

use core::ops::Range;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use self::backend::Backend;
use crate::engine::paint::{Theme, paint};
use crate::engine::scene::Scene;

/// What is drawn anew beside what came into sight, CSS pixels: texts reach so far beyond their rows.
const SEAM: f64 = 16.0;

/// Draws a scene, and makes the canvas as large as the scene in CSS pixels. Whatever was drawn before
/// is gone.
///
/// # Errors
/// The browser gives no canvas of that size.
pub fn draw(
    canvas: &HtmlCanvasElement,
    scene: &Scene,
    theme: &Theme,
    ratio: f64,
) -> Result<(), JsValue> {
    let (width, height) = device_size(scene, ratio);
    let context = context(canvas)?;
    match (canvas.width(), canvas.height()) == (width, height) {
        // To be told its size again takes a canvas as long as to be made.
        true => context.clear_rect(0.0, 0.0, width.into(), height.into()),
        false => {
            canvas.set_width(width);
            canvas.set_height(height);
        }
    }
    for (side, pixels) in [("width", width), ("height", height)] {
        let css = [&(f64::from(pixels) / ratio).to_string(), "px"].concat();
        canvas.style().set_property(side, &css)?;
    }
    put(canvas, &context, scene, theme, ratio, 0.0..height.into())
}

/// The same for a canvas that shows another part of a picture already: what both have is kept, and the rest drawn.
///
/// * `down`: how far this part is below that one, CSS pixels; 0 if it is another picture.
///
/// # Errors
/// As [`draw`].
pub fn scroll(
    canvas: &HtmlCanvasElement,
    scene: &Scene,
    theme: &Theme,
    ratio: f64,
    down: f64,
) -> Result<(), JsValue> {
    let (width, height) = device_size(scene, ratio);
    let by = down * ratio;
    let is_kept = (canvas.width(), canvas.height()) == (width, height);
    let (width, height) = (f64::from(width), f64::from(height));
    // Pixels can't be moved by a part of one.
    if !is_kept || by == 0.0 || by.fract() != 0.0 || height <= by.abs() {
        return draw(canvas, scene, theme, ratio);
    }
    let context = context(canvas)?;
    context.draw_image_with_html_canvas_element(canvas, 0.0, -by)?;
    // A whole number as well: at an edge within a pixel some of what lies below would stay.
    let seam = (SEAM * ratio).ceil();
    let (top, bottom) = match 0.0 < by {
        true => (height - by - seam, height),
        false => (0.0, seam - by),
    };
    context.save();
    context.begin_path();
    context.rect(0.0, top, width, bottom - top);
    context.clip();
    let drawn = put(canvas, &context, scene, theme, ratio, top..bottom);
    context.restore();
    drawn
}

/// Draws what reaches into a band, device pixels, and perhaps more.
fn put(
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    scene: &Scene,
    theme: &Theme,
    ratio: f64,
    band: Range<f64>,
) -> Result<(), JsValue> {
    let backend = Backend::new(canvas, context.clone(), band).ok_or("no 2d context")?;
    paint(scene, theme, ratio, backend).map_err(|error| error.to_string().into())
}

/// Width and height of a scene in device pixels.
fn device_size(scene: &Scene, ratio: f64) -> (u32, u32) {
    let device = |css_px: f64| (css_px * ratio).round().max(1.0) as u32;
    (device(scene.width), device(scene.height))
}

/// What draws on a canvas.
///
/// # Errors
/// The browser gives none.
pub fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    let context = canvas.get_context("2d")?;
    Ok(context.ok_or("no 2d context")?.unchecked_into())
}

/// A canvas that stands nowhere.
///
/// # Errors
/// There is no page.
pub fn apart() -> Result<HtmlCanvasElement, JsValue> {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.ok_or("no document")?.create_element("canvas")?;
    Ok(element.unchecked_into())
}

/// What is drawn, as an image file of the type `mime`.
///
/// * `draw`: draws it on a canvas, which has no size before.
///
/// # Errors
/// It can't be drawn, or the browser has no memory to pack it.
pub async fn image(
    draw: impl FnOnce(&HtmlCanvasElement) -> Result<(), JsValue>,
    mime: &str,
) -> Result<Blob, JsValue> {
    let canvas = apart()?;
    draw(&canvas)?;
    let packed = Promise::new(&mut |resolve, reject| {
        if let Err(error) = canvas.to_blob_with_type(&resolve, mime) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    let blob = JsFuture::from(packed).await;
    // Phones hold a canvas' memory for long unless it is made small.
    canvas.set_width(1);
    canvas.set_height(1);
    // A picture that can't be packed is `null`.
    blob?.dyn_into()
}
