//! plotters' canvas, which tells the browser a colour for each shape: here for each colour. The browser reads a colour
//! as slowly as it fills some rectangles.

use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
};
use plotters_canvas::CanvasBackend;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

type Outcome = Result<(), DrawingErrorKind<<CanvasBackend as DrawingBackend>::ErrorType>>;

/// Fills rectangles and polygons itself, and leaves all else to plotters.
pub struct Backend {
    context: CanvasRenderingContext2d,
    plotters: CanvasBackend,
    /// What is filled with; `None` if plotters has filled since, or nothing was.
    ink: Option<(u8, u8, u8)>,
}

impl Backend {
    /// `None` if the browser gives no such canvas to plotters.
    ///
    /// * `context`: the canvas' own.
    pub fn new(canvas: &HtmlCanvasElement, context: CanvasRenderingContext2d) -> Option<Backend> {
        let plotters = CanvasBackend::with_canvas_object(canvas.clone())?;
        Some(Backend {
            context,
            plotters,
            ink: None,
        })
    }

    /// Fills with a colour from now on. No picture has one that is seen through.
    fn take(&mut self, ink: BackendColor) {
        if self.ink != Some(ink.rgb) {
            let (red, green, blue) = ink.rgb;
            self.context
                .set_fill_style_str(&format!("rgb({red} {green} {blue})"));
            self.ink = Some(ink.rgb);
        }
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
        self.take(style.color());
        let ((left, top), (right, bottom)) = (upper_left, bottom_right);
        let [x, y, width, height] = [left, top, right - left, bottom - top].map(f64::from);
        self.context.fill_rect(x, y, width, height);
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

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        at: BackendCoord,
    ) -> Outcome {
        self.plotters().draw_text(text, style, at)
    }
}
