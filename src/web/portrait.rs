//! A picture out of a file that a person chose. What is kept of it are pixels: whatever else the file tells, such as
//! where a photo was taken, stays behind.

use core::f64::consts::TAU;

use js_sys::{Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlImageElement, Url};

use super::canvas;
use crate::engine::scene::share::Circle;
use crate::engine::share::portrait::{Bad, SIDE, Square, accept};

/// A square picture.
#[derive(Clone)]
pub struct Portrait(HtmlCanvasElement);

impl Portrait {
    /// Opens a file: the middle of the picture, upright as its camera was held, the first of those that move.
    ///
    /// # Errors
    /// Why it is not taken.
    pub async fn open(file: &File) -> Result<Portrait, Bad> {
        accept(&file.type_(), file.size())?;
        let no_picture = |_: JsValue| Bad::NoPicture;
        let address = Address::of(file).map_err(no_picture)?;
        let image = HtmlImageElement::new().map_err(no_picture)?;
        let loaded = Promise::new(&mut |resolve, reject| {
            image.set_onload(Some(&resolve));
            image.set_onerror(Some(&reject));
        });
        image.set_src(&address.0);
        JsFuture::from(loaded).await.map_err(no_picture)?;
        // Its size is known before it is unpacked: a small file may hold more pixels than there is memory for.
        let square = Square::of(image.natural_width(), image.natural_height())?;
        let whole = unpacked(&image).map_err(no_picture)?;
        JsFuture::from(whole).await.map_err(no_picture)?;
        cut(&image, square).map_err(no_picture)
    }

    /// Draws it over what a canvas shows, within a circle.
    ///
    /// * `ratio`: device pixels per CSS pixel.
    ///
    /// # Errors
    /// The canvas can't be drawn on.
    pub fn draw(
        &self,
        canvas: &HtmlCanvasElement,
        circle: Circle,
        ratio: f64,
    ) -> Result<(), JsValue> {
        let (x, y) = (circle.center.x * ratio, circle.center.y * ratio);
        let radius = circle.radius * ratio;
        let (left, top, side) = (x - radius, y - radius, 2.0 * radius);
        let context = context(canvas)?;
        context.save();
        context.begin_path();
        context.arc(x, y, radius, 0.0, TAU)?;
        context.clip();
        let drawn = context
            .draw_image_with_html_canvas_element_and_dw_and_dh(&self.0, left, top, side, side);
        context.restore();
        drawn
    }

    /// The picture itself as an address, for documents that hold it.
    ///
    /// # Errors
    /// The browser has no memory to pack it.
    pub fn address(&self) -> Result<String, JsValue> {
        self.0.to_data_url()
    }
}

/// Where the page finds a file, for as long as this lives.
struct Address(String);

impl Address {
    fn of(file: &File) -> Result<Address, JsValue> {
        Url::create_object_url_with_blob(file).map(Address)
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.0);
    }
}

/// Fails if a picture is damaged, which would else be drawn as if nothing were in it. (In Chromium `decode` says
/// nothing of it.)
fn unpacked(image: &HtmlImageElement) -> Result<Promise, JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    window.create_image_bitmap_with_html_image_element_and_a_sx_and_a_sy_and_a_sw_and_a_sh(
        image, 0, 0, 1, 1,
    )
}

fn cut(image: &HtmlImageElement, square: Square) -> Result<Portrait, JsValue> {
    let canvas = canvas::apart()?;
    canvas.set_width(SIDE);
    canvas.set_height(SIDE);
    let (from, to) = (square.side, f64::from(SIDE));
    context(&canvas)?
        .draw_image_with_html_image_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
            image,
            square.left,
            square.top,
            from,
            from,
            0.0,
            0.0,
            to,
            to,
        )?;
    Ok(Portrait(canvas))
}

/// What draws on a canvas, and makes pictures smaller without losing their finest lines.
fn context(canvas: &HtmlCanvasElement) -> Result<CanvasRenderingContext2d, JsValue> {
    let context = canvas::context(canvas)?;
    Reflect::set(&context, &"imageSmoothingQuality".into(), &"high".into())?;
    Ok(context)
}
