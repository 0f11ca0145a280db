//! plotters' canvas, which tells the browser a colour for each shape and a font for each text: here for each other one.
//! The browser reads these as slowly as it fills some rectangles.

use core::ops::Range;

use plotters_backend::text_anchor::HPos;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

type Outcome = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

type Rgb = (u8, u8, u8);

#[wasm_bindgen]
extern "C" {
    /// As web-sys', but it takes a colour that JavaScript has already.
    type Filling;

    #[wasm_bindgen(method, setter, js_name = fillStyle)]
    fn set_fill_style(this: &Filling, color: &JsValue);
}

/// Fills rectangles and polygons and writes texts itself, and leaves all else to plotters.
pub struct Backend {
    context: CanvasRenderingContext2d,
    plotters: CanvasBackend,
    band: Range<f64>,
    /// All that were used, as the browser is told them.
    inks: Vec<(Rgb, JsValue)>,
    /// What is filled with; `None` if plotters has filled since, or nothing was.
    ink: Option<Rgb>,
    font: String,
    align: &'static str,
}

impl Backend {
    /// `None` if the browser gives no such canvas to plotters.
    ///
    /// * `context`: the canvas' own.
    /// * `band`: from where to where something is to be drawn, pixels from the top. Rectangles elsewhere, which are almost
    ///   all there is, are left out.
    pub fn new(
        canvas: &HtmlCanvasElement,
        context: CanvasRenderingContext2d,
        band: Range<f64>,
    ) -> Option<Backend> {
        let plotters = CanvasBackend::with_canvas_object(canvas.clone())?;
        context.set_text_baseline("middle");
        Some(Backend {
            context,
            plotters,
            band,
            inks: Vec::new(),
            ink: None,
            font: String::new(),
            align: "",
        })
    }

    /// Fills with a colour from now on. No picture has one that is seen through.
    fn take(&mut self, BackendColor { rgb, .. }: BackendColor) {
        if self.ink == Some(rgb) {
            return;
        }
        self.ink = Some(rgb);
        let known = self.inks.iter().position(|(known, _)| *known == rgb);
        let nth = known.unwrap_or_else(|| {
            let (red, green, blue) = rgb;
            let color = format!("rgb({red} {green} {blue})");
            self.inks.push((rgb, color.into()));
            self.inks.len() - 1
        });
        let filling: &Filling = self.context.unchecked_ref();
        filling.set_fill_style(&self.inks[nth].1);
    }

    fn plotters(&mut self) -> &mut CanvasBackend {
        self.ink = None;
        &mut self.plotters
    }
}

impl DrawingBackend for Backend {
    type ErrorType = <CanvasBackend as DrawingBackend>::ErrorType;

    fn get_size(&self) -> (u32, u32) {
        self.plotters.get_size()
    }

    fn ensure_prepared(&mut self) -> Outcome {
        self.plotters.ensure_prepared()
    }

    fn present(&mut self) -> Outcome {
        self.plotters.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Outcome {
        self.plotters().draw_pixel(point, color)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        upper_left: BackendCoord,
        bottom_right: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Outcome {
        debug_assert!(fill, "outlines are drawn as paths");
        let ((left, top), (right, bottom)) = (upper_left, bottom_right);
        let [x, y, width, height] = [left, top, right - left, bottom - top].map(f64::from);
        if y < self.band.end && self.band.start < y + height {
            self.take(style.color());
            self.context.fill_rect(x, y, width, height);
        }
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Outcome {
        self.take(style.color());
        self.context.begin_path();
        for (x, y) in corners {
            // The first one of a path begins it.
            self.context.line_to(f64::from(x), f64::from(y));
        }
        self.context.fill();
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Outcome {
        self.plotters().draw_path(path, style)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Outcome {
        self.plotters().draw_line(from, to, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Outcome {
        self.plotters().draw_circle(center, radius, style, fill)
    }

    /// Vertically centred and level, as all texts of pictures are.
    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Outcome {
        self.take(style.color());
        let align = match style.anchor().h_pos {
            HPos::Left => "start",
            HPos::Center => "center",
            HPos::Right => "end",
        };
        if self.align != align {
            self.context.set_text_align(align);
            self.align = align;
        }
        let weight = style.style();
        let size = style.size().to_string();
        let font = [weight.as_str(), " ", &size, "px ", style.family().as_str()].concat();
        if self.font != font {
            self.context.set_font(&font);
            self.font = font;
        }
        // It throws for what is no number, and these are whole ones.
        let _ = self.context.fill_text(text, f64::from(x), f64::from(y));
        Ok(())
    }
}
