//! Scenes on canvases, sharp at any ratio of device pixels.

mod backend;

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

use self::backend::Backend;
use crate::engine::paint::{Theme, paint};
use crate::engine::scene::Scene;

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
    let device = |css_px: f64| (css_px * ratio).round().max(1.0);
    let (width, height) = (device(scene.width), device(scene.height));
    let context = context(canvas)?;
    match (canvas.width(), canvas.height()) == (width as u32, height as u32) {
        // To be told its size again takes a canvas as long as to be made.
        true => context.clear_rect(0.0, 0.0, width, height),
        false => {
            canvas.set_width(width as u32);
            canvas.set_height(height as u32);
        }
    }
    for (side, pixels) in [("width", width), ("height", height)] {
        let css = [&(pixels / ratio).to_string(), "px"].concat();
        canvas.style().set_property(side, &css)?;
    }
    let backend = Backend::new(canvas, context).ok_or("no 2d context")?;
    paint(scene, theme, ratio, backend).map_err(|error| error.to_string().into())
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
