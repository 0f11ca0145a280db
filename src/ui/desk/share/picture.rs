//! The picture as it was at one moment, with all that it takes to draw it.

use wasm_bindgen::JsValue;
use web_sys::{Blob, HtmlCanvasElement};

use crate::engine::paint::{Theme, put_portrait, svg};
use crate::engine::scene::Scene;
use crate::engine::scene::share::Circle;
use crate::web::canvas;
use crate::web::portrait::Portrait;

/// A pixel of the file for each of the picture's own.
const RATIO: f64 = 1.0;

pub struct Picture {
    pub scene: Scene,
    pub colors: Theme,
    /// The person's own, and where it stands.
    pub portrait: Option<(Portrait, Circle)>,
}

impl Picture {
    pub fn draw(&self, canvas: &HtmlCanvasElement) -> Result<(), JsValue> {
        canvas::draw(canvas, &self.scene, &self.colors, RATIO)?;
        match &self.portrait {
            Some((portrait, circle)) => portrait.draw(canvas, *circle, RATIO),
            None => Ok(()),
        }
    }

    /// As an image file of the type `mime`.
    pub async fn packed(self, mime: &'static str) -> Result<Blob, JsValue> {
        canvas::image(|canvas| self.draw(canvas), mime).await
    }

    /// As a document of SVG.
    pub fn svg(&self) -> Result<String, JsValue> {
        let mut document = svg(&self.scene, &self.colors);
        if let Some((portrait, circle)) = &self.portrait {
            put_portrait(&mut document, *circle, &portrait.address()?);
        }
        Ok(document)
    }
}
