//! Days and their hours: a few weeks as rows, as in the calendar; a year as thin columns, and several years
//! as bands of these.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Around, Format, Set, Weight, rect, text};
use crate::engine::scene::calendar::{Calendar, Row};
use crate::engine::scene::ems::legend_ems;
use crate::engine::scene::field::Field;
use crate::engine::scene::{Anchor, Ink, Point, Rect, Shape};
use crate::engine::text::{Language, dates};

/// Up to here a day is a row.
const MOST_ROWS: usize = 45;
/// Up to here each row has its label, and from then on each Monday's.
const LABELLED_ROWS: usize = 10;
/// Up to here all days are in one band, then each year has its own.
const FREE_DAYS: usize = 400;
const YEAR_DAYS: usize = 366;
/// The highest row: a few days are not to look like walls.
const MOST_ROW_HEIGHT: f64 = 52.0;
const PADDING: f64 = 22.0;
/// Room for the names of hours, and of days.
const HOURS: f64 = 34.0;
const DAYS: f64 = 68.0;
/// Room for what the inks mean.
const LEGEND: f64 = 34.0;
const NAMES: Set = Set {
    size: 19.0,
    weight: Weight::Normal,
    ink: Ink::Quiet,
};

/// Which way days follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    /// A row a day.
    Rows,
    /// A row a day, too low for labels of their own.
    ManyRows,
    /// A column a day.
    Columns,
}

impl Flow {
    pub fn of(days: usize, format: Format) -> Flow {
        match format {
            _ if days <= MOST_ROWS => Flow::Rows,
            // What is high has more room for days than for hours.
            Format::Tall if days <= FREE_DAYS => Flow::ManyRows,
            _ => Flow::Columns,
        }
    }
}

/// Draws a calendar into a card.
pub(super) fn hours(
    calendar: &Calendar,
    around: &Around,
    card: Rect,
    flow: Flow,
    shapes: &mut Vec<Shape>,
) {
    let inside = Rect {
        x: card.x + PADDING,
        y: card.y + PADDING - 4.0,
        width: card.width - 2.0 * PADDING,
        height: card.height - 2.0 * PADDING - LEGEND + 10.0,
    };
    let language = around.language;
    let left = match flow {
        Flow::Rows | Flow::ManyRows => rows(calendar, language, inside, shapes),
        Flow::Columns => columns(calendar, language, inside, shapes),
    };
    legend(around, left, inside.bottom() + LEGEND / 2.0 + 4.0, shapes);
}

/// What the inks mean.
fn legend(around: &Around, left: f64, y: f64, shapes: &mut Vec<Shape>) {
    let bars = [
        (&around.awake, Ink::Awake),
        (&around.github, Ink::GitHub),
        (&around.late, Ink::Late),
    ];
    let mut x = left;
    for (words, ink) in bars.into_iter().filter(|(words, _)| !words.is_empty()) {
        let bar = Rect {
            x,
            y: y - 6.0,
            width: 26.0,
            height: 12.0,
        };
        shapes.push(rect(bar, 5.0, ink));
        shapes.push(text(x + 36.0, y, Anchor::Start, NAMES, words.clone()));
        x += 36.0 + legend_ems(words) * NAMES.size + 30.0;
    }
}

/// Draws rows, and gives their left end.
fn rows(calendar: &Calendar, language: Language, room: Rect, shapes: &mut Vec<Shape>) -> f64 {
    let count = calendar.rows.len().max(1) as f64;
    let row_height = ((room.height - HOURS) / count).min(MOST_ROW_HEIGHT);
    let field = Field {
        left: room.x + DAYS,
        // The last hour's name reaches a little over its line.
        width: room.width - DAYS - 10.0,
        row_height,
        start_hour: calendar.start_hour,
    };
    let slack = room.height - HOURS - count * row_height;
    let top = room.y + HOURS + slack / 2.0;
    let bottom = top + count * row_height;
    field.night(top, bottom, shapes);
    field.hour_lines(6, top, bottom, shapes);
    let names = NAMES.size;
    field.hour_names(6, 24, top - HOURS / 2.0 - 2.0, names, shapes);
    let is_many = MOST_ROWS < calendar.rows.len();
    if !is_many {
        field.days_off(&calendar.rows, top, 4.0, shapes);
    }
    for (index, row) in calendar.rows.iter().enumerate() {
        let y = top + index as f64 * row_height;
        field.row(row, y, shapes);
        let label = match is_many {
            true => month_name(&calendar.rows, index, row_height, language),
            false => day_name(calendar, index, language),
        };
        if let Some(label) = label {
            let at = y + if is_many {
                NAMES.size / 2.0
            } else {
                row_height / 2.0
            };
            shapes.push(text(field.left - 16.0, at, Anchor::End, NAMES, label));
        }
    }
    field.left
}

/// The label of a row among few: each has one, or every Monday.
fn day_name(calendar: &Calendar, index: usize, language: Language) -> Option<String> {
    let day = calendar.rows.get(index)?.day;
    let is_labelled =
        calendar.rows.len() <= LABELLED_ROWS || index == 0 || day.weekday() == Weekday::Mon;
    // The first one would touch the Monday after it.
    let is_crowded =
        index == 0 && LABELLED_ROWS < calendar.rows.len() && day.weekday() == Weekday::Sun;
    let (month, date) = (day.month().to_string(), day.day().to_string());
    let name = match language {
        Language::Japanese => [&month, "/", &date].concat(),
        Language::English => [&date, " ", &dates::month(language, day)].concat(),
    };
    (is_labelled && !is_crowded).then_some(name)
}

/// The month that begins with a row or column, where its name doesn't touch the next one's.
fn month_name(rows: &[Row], index: usize, step: f64, language: Language) -> Option<String> {
    let day = rows.get(index)?.day;
    let next = |day: NaiveDate| day.month() != rows[index].day.month();
    let lasts = rows.get(index..)?.iter().take_while(|row| !next(row.day));
    let is_wide = NAMES.size * 2.4 <= lasts.count() as f64 * step;
    let begins = day.day() == 1 || index == 0;
    (begins && is_wide).then(|| dates::month(language, day))
}

/// Draws columns, and gives their left end.
fn columns(calendar: &Calendar, language: Language, room: Rect, shapes: &mut Vec<Shape>) -> f64 {
    let is_free = calendar.rows.len() <= FREE_DAYS;
    let bands: Vec<&[Row]> = match is_free {
        true => vec![&calendar.rows],
        false => {
            let rows = &calendar.rows;
            rows.chunk_by(|a, b| a.day.year() == b.day.year()).collect()
        }
    };
    let days = if is_free {
        calendar.rows.len()
    } else {
        YEAR_DAYS
    };
    let names = if is_free { 44.0 } else { 62.0 };
    let field = Rect {
        x: room.x + names,
        y: room.y,
        width: room.width - names,
        height: room.height - HOURS,
    };
    let step = field.width / days.max(1) as f64;
    let gap = if is_free {
        0.0
    } else {
        (field.height / bands.len() as f64 * 0.14).min(16.0)
    };
    let height = (field.height + gap) / bands.len().max(1) as f64 - gap;
    for (index, band) in bands.iter().enumerate() {
        let top = field.y + index as f64 * (height + gap);
        let skipped = match (is_free, band.first()) {
            (false, Some(row)) => row.day.ordinal0(),
            _ => 0,
        };
        let at = Point {
            x: field.x + f64::from(skipped) * step,
            y: top,
        };
        self::band(calendar.start_hour, band, at, (step, height), shapes);
        if is_free {
            hour_names(calendar.start_hour, field.x, top, height, shapes);
        } else if let Some(row) = band.first() {
            let size = NAMES.size.min(height);
            let set = Set { size, ..NAMES };
            let year = row.day.year().to_string();
            shapes.push(text(
                field.x - 12.0,
                top + height / 2.0,
                Anchor::End,
                set,
                year,
            ));
        }
    }
    let y = field.bottom() + HOURS / 2.0 + 4.0;
    for (x, name) in month_names(&bands, is_free, step, language) {
        shapes.push(text(field.x + x, y, Anchor::Start, NAMES, name));
    }
    field.x
}

/// Where months begin and how they are called; a year's where each band is one.
fn month_names(
    bands: &[&[Row]],
    is_free: bool,
    step: f64,
    language: Language,
) -> Vec<(f64, String)> {
    let of = |rows: &[Row]| {
        let named = |index| {
            Some((
                index as f64 * step,
                month_name(rows, index, step, language)?,
            ))
        };
        (0..rows.len()).filter_map(named).collect()
    };
    match bands {
        [rows] if is_free => of(rows),
        _ => {
            let month = |month: u32| {
                let day = NaiveDate::from_ymd_opt(2024, month, 1)?;
                let name = dates::month(language, day);
                Some((f64::from(day.ordinal0()) * step, name))
            };
            (1..=12).filter_map(month).collect()
        }
    }
}

/// Days as columns from `at` on, each `step` wide: rows, laid on their side.
fn band(
    start_hour: u8,
    rows: &[Row],
    at: Point,
    (step, height): (f64, f64),
    shapes: &mut Vec<Shape>,
) {
    let field = Field {
        left: 0.0,
        width: height,
        row_height: step,
        start_hour,
    };
    let width = rows.len() as f64 * step;
    let mut lying = Vec::new();
    field.night(0.0, width, &mut lying);
    field.hour_lines(6, 0.0, width, &mut lying);
    for (index, row) in rows.iter().enumerate() {
        field.row(row, index as f64 * step, &mut lying);
    }
    shapes.extend(
        lying
            .into_iter()
            .map(|shape| turned(shape).moved(at.x, at.y)),
    );
}

/// What lay from left to right stands from top to bottom. Only what fields are made of.
fn turned(shape: Shape) -> Shape {
    let point = |Point { x, y }: Point| Point { x: y, y: x };
    match shape {
        Shape::Rect { rect, ink, .. } => Shape::Rect {
            rect: Rect {
                x: rect.y,
                y: rect.x,
                width: rect.height,
                height: rect.width,
            },
            round_left: 0.0,
            round_right: 0.0,
            ink,
        },
        Shape::Line {
            from,
            to,
            stroke,
            ink,
        } => Shape::Line {
            from: point(from),
            to: point(to),
            stroke,
            ink,
        },
        Shape::Disc {
            center,
            radius,
            ink,
        } => Shape::Disc {
            center: point(center),
            radius,
            ink,
        },
        other => other,
    }
}

/// The hours beside a band.
fn hour_names(start_hour: u8, right: f64, top: f64, height: f64, shapes: &mut Vec<Shape>) {
    for hours in (0..=24).step_by(6) {
        let clock = u32::from(start_hour) + hours;
        let clock = if clock <= 24 { clock } else { clock - 24 };
        let y = top + height * f64::from(hours) / 24.0;
        shapes.push(text(right - 12.0, y, Anchor::End, NAMES, clock.to_string()));
    }
}
