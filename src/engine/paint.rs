//! A scene through plotters, to a canvas or to SVG. The only file of the engine that names plotters, and the only
//! place where positions become whole pixels. [`put_portrait`] adds what is no shape.

mod portrait;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::prelude::DrawingBackend;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_svg::SVGBackend;

use super::scene::{Anchor, Ink, Point, Rect, Scene, Shape};

pub use portrait::put_portrait;

/// The fonts of all pictures: the system's own.
pub const FONT_FAMILY: &str = "\"Hiragino Sans\", \"Noto Sans JP\", \"Noto Sans CJK JP\", \"Yu Gothic UI\", system-ui, sans-serif";
/// plotters-svg divides font sizes by this, plotters-canvas doesn't.
const SVG_FONT_FACTOR: f64 = 1.24;
/// plotters-svg centres a text on half the height of an x, canvas on the middle of the em square;
/// the difference, in ems.
const SVG_TEXT_DROP: f64 = 0.09;
/// Pixels of an SVG's own coordinates per CSS pixel: plotters knows whole numbers only, and a minute
/// is half a CSS pixel wide.
const SVG_RATIO: f64 = 10.0;

/// What the inks look like, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    /// In the order of [`Ink::ALL`].
    colors: [[u8; 3]; Ink::ALL.len()],
}

impl Theme {
    /// A theme whose colours are told by `color_of`, such as the page's CSS tokens.
    pub fn new(color_of: impl FnMut(Ink) -> [u8; 3]) -> Theme {
        Theme {
            colors: Ink::ALL.map(color_of),
        }
    }

    pub fn light() -> Theme {
        Theme::new(|ink| match ink {
            Ink::Paper => [0xf7, 0xf5, 0xef],
            Ink::Card => [0xff, 0xfd, 0xf8],
            Ink::Text => [0x23, 0x26, 0x3b],
            Ink::Quiet => [0x5b, 0x5f, 0x78],
            Ink::Line => [0xe4, 0xe0, 0xd4],
            Ink::NightBand => [0xe9, 0xe8, 0xf4],
            Ink::Awake => [0x3f, 0x8f, 0x78],
            Ink::GitHub => [0x2b, 0x6c, 0xb0],
            Ink::Late => [0xe4, 0x57, 0x2e],
            Ink::Weekend => [0xb3, 0x42, 0x3a],
            Ink::Accent => [0x3b, 0x4a, 0x9f],
            Ink::Moon => [0xf2, 0xb6, 0x32],
            Ink::Asleep1 => [0xd9, 0xda, 0xef],
            Ink::Asleep2 => [0xb3, 0xb7, 0xdf],
            Ink::Asleep3 => [0x8d, 0x93, 0xcf],
            Ink::Asleep4 => [0x5f, 0x66, 0xad],
        })
    }

    pub fn dark() -> Theme {
        Theme::new(|ink| match ink {
            Ink::Paper => [0x12, 0x14, 0x24],
            Ink::Card => [0x1a, 0x1d, 0x33],
            Ink::Text => [0xec, 0xea, 0xf6],
            Ink::Quiet => [0xa5, 0xa8, 0xc6],
            Ink::Line => [0x2b, 0x2f, 0x4d],
            Ink::NightBand => [0x23, 0x27, 0x4a],
            Ink::Awake => [0x57, 0xc0, 0xa2],
            Ink::GitHub => [0x74, 0xb3, 0xf5],
            Ink::Late => [0xff, 0x8a, 0x5c],
            Ink::Weekend => [0xff, 0x9c, 0x92],
            Ink::Accent => [0xaa, 0xb4, 0xff],
            Ink::Moon => [0xff, 0xd6, 0x6b],
            Ink::Asleep1 => [0x33, 0x39, 0x68],
            Ink::Asleep2 => [0x4d, 0x53, 0x91],
            Ink::Asleep3 => [0x6a, 0x71, 0xb8],
            Ink::Asleep4 => [0x99, 0xa0, 0xe6],
        })
    }

    pub fn color(&self, ink: Ink) -> [u8; 3] {
        self.colors[ink as usize]
    }
}

/// Paints a scene, back to front.
///
/// * `ratio`: device pixels per CSS pixel; the backend is `ratio` times as large as the scene.
///
/// # Errors
/// Whatever the backend refuses.
pub fn paint<B: DrawingBackend>(
    scene: &Scene,
    theme: &Theme,
    ratio: f64,
    backend: B,
) -> Result<(), DrawingAreaErrorKind<B::ErrorType>> {
    paint_with(
        scene,
        theme,
        &Pixels {
            ratio,
            font_factor: 1.0,
            text_drop: 0.0,
        },
        backend,
    )
}

/// A scene as an SVG document of its own: as large as the scene in CSS pixels, precise to a tenth.
pub fn svg(scene: &Scene, theme: &Theme) -> String {
    let pixels = Pixels {
        ratio: SVG_RATIO,
        font_factor: SVG_FONT_FACTOR,
        text_drop: SVG_TEXT_DROP,
    };
    let (width, height) = (pixels.whole(scene.width), pixels.whole(scene.height));
    let mut document = String::new();
    let backend = SVGBackend::with_string(&mut document, (width as u32, height as u32));
    paint_with(scene, theme, &pixels, backend).expect("a string takes whatever is written to it");
    // plotters-svg writes the size in its own coordinates; on a page it is meant in CSS pixels.
    let drawn = [
        "width=\"",
        &width.to_string(),
        "\" height=\"",
        &height.to_string(),
        "\"",
    ]
    .concat();
    let meant = [
        "width=\"",
        &scene.width.to_string(),
        "\" height=\"",
        &scene.height.to_string(),
        "\"",
    ]
    .concat();
    document.replacen(&drawn, &meant, 1)
}

/// From CSS pixels to whole device pixels.
struct Pixels {
    ratio: f64,
    /// What a backend makes of font sizes, undone.
    font_factor: f64,
    /// How far a backend centres texts too high, in ems.
    text_drop: f64,
}

impl Pixels {
    fn whole(&self, css_px: f64) -> i32 {
        (css_px * self.ratio).round() as i32
    }

    fn point(&self, point: Point) -> (i32, i32) {
        (self.whole(point.x), self.whole(point.y))
    }

    fn points(&self, points: &[Point]) -> Vec<(i32, i32)> {
        points.iter().map(|point| self.point(*point)).collect()
    }

    /// Where a backend must be told to put a text of that size, so that it is centred on `at`.
    fn anchor(&self, at: &Point, size: f64) -> (i32, i32) {
        self.point(Point {
            x: at.x,
            y: at.y + size * self.text_drop,
        })
    }

    /// A stroke's width: never less than one pixel.
    fn stroke(&self, css_px: f64) -> u32 {
        self.whole(css_px).max(1) as u32
    }

    /// Left, top, right and bottom, at least one pixel apart.
    fn edges(&self, rect: &Rect) -> (i32, i32, i32, i32) {
        let (left, top) = (self.whole(rect.x), self.whole(rect.y));
        let (right, bottom) = (self.whole(rect.right()), self.whole(rect.bottom()));
        (left, top, right.max(left + 1), bottom.max(top + 1))
    }
}

type Outcome<B> = Result<(), DrawingAreaErrorKind<<B as DrawingBackend>::ErrorType>>;

fn paint_with<B: DrawingBackend>(
    scene: &Scene,
    theme: &Theme,
    pixels: &Pixels,
    backend: B,
) -> Outcome<B> {
    let area = backend.into_drawing_area();
    for shape in &scene.shapes {
        draw(shape, theme, pixels, &area)?;
    }
    area.present()
}

fn draw<B: DrawingBackend>(
    shape: &Shape,
    theme: &Theme,
    pixels: &Pixels,
    area: &DrawingArea<B, Shift>,
) -> Outcome<B> {
    match shape {
        Shape::Rect {
            rect,
            round_left,
            round_right,
            ink,
        } => {
            let style = filled(theme, *ink);
            if *round_left == 0.0 && *round_right == 0.0 {
                let (left, top, right, bottom) = pixels.edges(rect);
                return area.draw(&Rectangle::new([(left, top), (right, bottom)], style));
            }
            let points = rounded(pixels, rect, *round_left, *round_right);
            area.draw(&Polygon::new(points, style))
        }
        Shape::Outline {
            rect,
            radius,
            stroke,
            ink,
        } => {
            let mut path = rounded(pixels, rect, *radius, *radius);
            path.extend(path.first().copied());
            let style = filled(theme, *ink).stroke_width(pixels.stroke(*stroke));
            area.draw(&PathElement::new(path, style))
        }
        Shape::Line {
            from,
            to,
            stroke,
            ink,
        } => line(*from, *to, *stroke, filled(theme, *ink), pixels, area),
        Shape::Disc {
            center,
            radius,
            ink,
        } => area.draw(&Circle::new(
            pixels.point(*center),
            pixels.whole(*radius).max(1),
            filled(theme, *ink),
        )),
        Shape::Area { points, ink } => {
            area.draw(&Polygon::new(pixels.points(points), filled(theme, *ink)))
        }
        Shape::Path {
            points,
            stroke,
            ink,
        } => {
            let style = filled(theme, *ink).stroke_width(pixels.stroke(*stroke));
            area.draw(&PathElement::new(pixels.points(points), style))
        }
        Shape::Text { .. } => text(shape, theme, pixels, area),
    }
}

/// Draws a [`Shape::Text`], and nothing else.
fn text<B: DrawingBackend>(
    shape: &Shape,
    theme: &Theme,
    pixels: &Pixels,
    area: &DrawingArea<B, Shift>,
) -> Outcome<B> {
    let Shape::Text {
        at,
        anchor,
        size,
        bold,
        ink,
        text,
    } = shape
    else {
        return Ok(());
    };
    let weight = if *bold {
        FontStyle::Bold
    } else {
        FontStyle::Normal
    };
    let font_size = size * pixels.ratio * pixels.font_factor;
    let font = FontDesc::new(FontFamily::Name(FONT_FAMILY), font_size, weight);
    let color = color(theme, *ink);
    let style = TextStyle::from(font)
        .color(&color)
        .pos(Pos::new(end_of(*anchor), VPos::Center));
    area.draw(&Text::new(text.as_str(), pixels.anchor(at, *size), style))
}

fn end_of(anchor: Anchor) -> HPos {
    match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    }
}

/// Upright and level lines are drawn as rectangles: strokes would lie across two pixels and blur.
fn line<B: DrawingBackend>(
    from: Point,
    to: Point,
    stroke: f64,
    style: ShapeStyle,
    pixels: &Pixels,
    area: &DrawingArea<B, Shift>,
) -> Outcome<B> {
    let ((x1, y1), (x2, y2)) = (pixels.point(from), pixels.point(to));
    let stroke = pixels.stroke(stroke);
    let (before, after) = ((stroke / 2) as i32, (stroke - stroke / 2) as i32);
    if x1 == x2 {
        area.draw(&Rectangle::new(
            [(x1 - before, y1), (x1 + after, y2)],
            style,
        ))
    } else if y1 == y2 {
        area.draw(&Rectangle::new(
            [(x1, y1 - before), (x2, y1 + after)],
            style,
        ))
    } else {
        area.draw(&PathElement::new(
            vec![(x1, y1), (x2, y2)],
            style.stroke_width(stroke),
        ))
    }
}

/// The corners of a rectangle, clockwise from the upper left, rounded by as many points as it takes
/// to be off by less than half a pixel.
fn rounded(pixels: &Pixels, rect: &Rect, round_left: f64, round_right: f64) -> Vec<(i32, i32)> {
    let (left, top, right, bottom) = pixels.edges(rect);
    let most = f64::from((right - left).min(bottom - top)) / 2.0;
    let (round_left, round_right) = (
        (round_left * pixels.ratio).min(most),
        (round_right * pixels.ratio).min(most),
    );
    let (left, top, right, bottom) = (
        f64::from(left),
        f64::from(top),
        f64::from(right),
        f64::from(bottom),
    );
    // The middle of each corner's circle, its radius, and where from the middle its quarter begins.
    let corners: [(f64, f64, f64, (f64, f64)); 4] = [
        (left + round_left, top + round_left, round_left, (-1.0, 0.0)),
        (
            right - round_right,
            top + round_right,
            round_right,
            (0.0, -1.0),
        ),
        (
            right - round_right,
            bottom - round_right,
            round_right,
            (1.0, 0.0),
        ),
        (
            left + round_left,
            bottom - round_left,
            round_left,
            (0.0, 1.0),
        ),
    ];
    let mut points = Vec::new();
    for (x, y, radius, from) in corners {
        let steps = if radius < 1.0 {
            0
        } else {
            (radius.sqrt() * 1.6).ceil() as u32
        };
        for step in 0..=steps {
            // A quarter of a circle without sines, which would cost the page 3 KB.
            let t = f64::from(step) / f64::from(steps.max(1));
            let (along, across) = ((1.0 - t * t) / (1.0 + t * t), 2.0 * t / (1.0 + t * t));
            let point = (
                (x + radius * (from.0 * along - from.1 * across)).round() as i32,
                (y + radius * (from.1 * along + from.0 * across)).round() as i32,
            );
            if points.last() != Some(&point) {
                points.push(point);
            }
        }
    }
    points
}

fn color(theme: &Theme, ink: Ink) -> RGBColor {
    let [red, green, blue] = theme.color(ink);
    RGBColor(red, green, blue)
}

fn filled(theme: &Theme, ink: Ink) -> ShapeStyle {
    ShapeStyle {
        color: color(theme, ink).into(),
        filled: true,
        stroke_width: 1,
    }
}
