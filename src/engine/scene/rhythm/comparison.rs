//! Two stretches of a life side by side: for each figure two values on one scale, with their intervals.

use core::ops::Range;

use chrono::NaiveDate;

use super::sheet::{Key, LINE, Sheet};
use super::{LEAST_WIDTH, Shown};
use crate::engine::infer::sleep::Sleep;
use crate::engine::scene::picture::Picture;
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::Language;
use crate::engine::text::pictures;
use crate::engine::time::Zone;

const FIRST: Ink = Ink::Asleep4;
const SECOND: Ink = Ink::Awake;

/// A figure of both stretches.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    pub title: String,
    /// `None` where it can't be told.
    pub first: Option<Measured>,
    pub second: Option<Measured>,
}

/// A value with its interval, and the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    pub value: f64,
    /// The 90 % interval, in the value's unit.
    pub low: f64,
    pub high: f64,
    /// The value and its interval as a person reads them.
    pub words: String,
}

/// The stretches and what was computed of them.
///
/// * `days`: both stretches, half-open.
/// * `width`: CSS pixels.
pub fn comparison(
    figures: &[Compared],
    days: [Range<NaiveDate>; 2],
    zone: &Zone,
    width: f64,
    language: Language,
) -> Picture {
    let shown = Shown {
        sleep: &Sleep::default(),
        zone,
        rows: 0..0,
        width: width.max(LEAST_WIDTH),
        language,
    };
    let mut sheet = Sheet::new(&shown);
    let top = sheet.head(pictures::COMPARISON, &shown);
    let names = days.map(|days| pictures::stretch(language, &days));
    let interval = pictures::INTERVAL.say(language).to_owned();
    let keys = [
        (Key::Dot(FIRST), names[0].clone()),
        (Key::Square(SECOND), names[1].clone()),
        (Key::Line(Ink::Quiet, 3.0), interval),
    ];
    let mut top = sheet.legend_of(&keys, top - 2.0) + 8.0;
    let mut cells = Vec::new();
    for figure in figures {
        top = draw(&mut sheet, figure, &names, top);
        let words = |measured: &Option<Measured>| match measured {
            Some(measured) => measured.words.clone(),
            None => pictures::NOT_TOLD.say(language).into(),
        };
        let (first, second) = (words(&figure.first), words(&figure.second));
        cells.push(vec![figure.title.clone(), first, second]);
    }
    if figures.is_empty() {
        top = sheet.too_little(top);
    }
    let title = pictures::COMPARISON.say(language);
    let place = [names[0].clone(), names[1].clone(), zone.name().into()];
    let label = pictures::told(title, &pictures::listed(language, &place));
    let mut picture = sheet.picture(top + 8.0, label);
    let figure = pictures::FIGURE.say(language).to_owned();
    let [first, second] = names;
    picture.columns = vec![figure, first, second];
    picture.rows = cells;
    picture
}

/// A figure's title above a line for each stretch. Returns the lower edge.
fn draw(sheet: &mut Sheet, figure: &Compared, names: &[String; 2], top: f64) -> f64 {
    let margin = sheet.margin();
    let right = sheet.width - margin;
    let rule = (Point { x: margin, y: top }, Point { x: right, y: top });
    sheet.line(rule.0, rule.1, 1.0, Ink::Line);
    let title = Point {
        x: margin,
        y: top + LINE * 0.8,
    };
    let size = sheet.size() + 1.0;
    sheet.bold(title, Anchor::Start, size, figure.title.as_str());
    // The words stand at the right of their intervals, or above them where there is no room beside.
    let words_width = if sheet.is_narrow() { 0.0 } else { 250.0 };
    let scale = Scale::new(figure, margin + 8.0, right - words_width - 8.0);
    let mut y = top + LINE * 1.3;
    let sides = [(&figure.first, FIRST), (&figure.second, SECOND)];
    for ((measured, ink), name) in sides.into_iter().zip(names) {
        let begin = y;
        let not_told = pictures::NOT_TOLD.say(sheet.language);
        let words = measured.as_ref().map_or(not_told, |told| &told.words);
        let (x, anchor) = if sheet.is_narrow() {
            y += LINE;
            (margin + 8.0, Anchor::Start)
        } else {
            (right, Anchor::End)
        };
        let at = Point {
            x,
            y: begin + LINE / 2.0,
        };
        sheet.words(at, anchor, Ink::Text, words);
        scale.draw(sheet, measured.as_ref(), ink, y + LINE / 2.0);
        y += LINE;
        let rect = Rect {
            x: margin,
            y: begin,
            width: right - margin,
            height: y - begin,
        };
        let what = [figure.title.as_str(), " · ", name].concat();
        sheet.spot(rect, pictures::told(&what, words));
    }
    y + 8.0
}

/// From a figure's least to its greatest value.
struct Scale {
    left: f64,
    right: f64,
    low: f64,
    high: f64,
}

impl Scale {
    fn new(figure: &Compared, left: f64, right: f64) -> Scale {
        let both = || figure.first.iter().chain(&figure.second);
        let low = both()
            .map(|m| m.low.min(m.value))
            .fold(f64::INFINITY, f64::min);
        let high = both()
            .map(|m| m.high.max(m.value))
            .fold(f64::NEG_INFINITY, f64::max);
        Scale {
            left,
            right,
            low,
            high,
        }
    }

    /// The middle where all values are the same, or not finite.
    fn x(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        let share = if share.is_finite() { share } else { 0.5 };
        self.left + (self.right - self.left) * share.clamp(0.0, 1.0)
    }

    fn draw(&self, sheet: &mut Sheet, measured: Option<&Measured>, ink: Ink, y: f64) {
        let (from, to) = (Point { x: self.left, y }, Point { x: self.right, y });
        sheet.line(from, to, 1.0, Ink::Line);
        let Some(measured) = measured else { return };
        let (low, high) = (self.x(measured.low), self.x(measured.high));
        sheet.line(
            Point { x: low, y },
            Point {
                x: high.max(low + 1.0),
                y,
            },
            3.0,
            ink,
        );
        let center = Point {
            x: self.x(measured.value),
            y,
        };
        if ink == FIRST {
            return sheet.disc(center, 6.0, ink);
        }
        let rect = Rect {
            x: center.x - 5.5,
            y: y - 5.5,
            width: 11.0,
            height: 11.0,
        };
        sheet.round(rect, 2.5, ink);
    }
}
