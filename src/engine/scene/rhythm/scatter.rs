//! Mistiming against irregularity, the two parts of a night's composite phase deviation: how far its
//! middle of sleep is from the usual one, and from that of the night before. Nights that lie close
//! together are one disc, larger the more they are.
//!
//! Source: Fischer, Vetter, Roenneberg 2016, Scientific Reports 6, 38601.

use super::sheet::{Key, LINE, Sheet};
use super::{Shown, middle, way};
use crate::engine::scene::picture::Picture;
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::pictures;

/// Nights within so many seconds are one disc.
const CELL_SECS: i64 = 1_800;
/// What is further away lies at the edge, in cells.
const MOST_CELLS: i64 = 12;
/// The least that is shown to each side, in cells.
const LEAST_CELLS: i64 = 4;

/// The scatter of the shown nights of which the night before is told as well.
///
/// * `usual`: the usual middle of sleep, seconds since midnight; `None` for the nights' own.
pub fn scatter(shown: &Shown, usual: Option<i64>) -> Picture {
    let mut sheet = Sheet::new(shown);
    let top = sheet.head(pictures::SCATTER, shown);
    let keys = [(Key::Steps, pictures::MORE_NIGHTS)];
    let top = sheet.legend(&keys, top - 2.0) + 8.0;
    let cells = cells(shown, usual);
    let mut table = Vec::new();
    let bottom = if cells.is_empty() {
        sheet.too_little(top)
    } else {
        let plot = Plot::new(&sheet, top, &cells);
        plot.ground(&mut sheet);
        plot.discs(&mut sheet, &cells, &mut table);
        plot.bottom + LINE * 2.4
    };
    let days = shown.days();
    let label = pictures::label(shown.language, pictures::SCATTER, &days, shown.zone.name());
    let mut picture = sheet.picture(bottom + 4.0, label);
    let columns = [
        pictures::MISTIMING,
        pictures::IRREGULARITY,
        pictures::NIGHTS,
    ];
    picture.columns = columns.map(|words| words.say(shown.language).into()).into();
    picture.rows = table;
    picture
}

/// A place and how many nights lie there, at least one: mistiming, then irregularity, counted in cells.
type Place = ((i64, i64), usize);

/// Cells from the least to the greatest difference.
const SIDE: usize = 2 * MOST_CELLS as usize + 1;

fn cells(shown: &Shown, usual: Option<i64>) -> Vec<Place> {
    let nights: Vec<(usize, i64)> = shown.told().map(|(at, _, c)| (at, c.mid)).collect();
    let own = || middle(nights.iter().map(|(_, mid)| *mid)).map(|(at, _)| at);
    let Some(usual) = usual.or_else(own) else {
        return Vec::new();
    };
    let cell = |secs: i64| {
        let cell = (secs + CELL_SECS / 2).div_euclid(CELL_SECS);
        cell.clamp(-MOST_CELLS, MOST_CELLS) + MOST_CELLS
    };
    let mut counts = vec![0; SIDE * SIDE];
    for pair in nights.windows(2) {
        let ((before, mid_before), (at, mid)) = (pair[0], pair[1]);
        if at == before + 1 {
            let (x, y) = (cell(way(usual, mid)), cell(way(mid_before, mid)));
            counts[x as usize * SIDE + y as usize] += 1;
        }
    }
    let counts = counts.into_iter().enumerate();
    let used = counts.filter(|(_, count)| 0 < *count);
    let place = |at: usize| {
        let (x, y) = ((at / SIDE) as i64, (at % SIDE) as i64);
        (x - MOST_CELLS, y - MOST_CELLS)
    };
    used.map(|(at, count)| (place(at), count)).collect()
}

/// Where cells lie: a square, no difference in its middle.
struct Plot {
    left: f64,
    top: f64,
    bottom: f64,
    cell: f64,
    /// How many cells there are on each side of the middle.
    reach: i64,
}

impl Plot {
    fn new(sheet: &Sheet, top: f64, cells: &[Place]) -> Plot {
        let far = cells.iter().map(|((x, y), _)| x.abs().max(y.abs())).max();
        // Full hours, of which every second one has a name.
        let reach = (far.unwrap_or(0).max(LEAST_CELLS) + 3) / 4 * 4;
        let before = if sheet.is_narrow() { 44.0 } else { 56.0 };
        let room = sheet.width - 2.0 * sheet.margin() - before;
        let side = room.min(440.0);
        let top = top + LINE;
        Plot {
            left: sheet.margin() + before + (room - side) / 2.0,
            top,
            bottom: top + side,
            cell: side / (2 * reach + 1) as f64,
            reach,
        }
    }

    fn center(&self, (x, y): (i64, i64)) -> Point {
        Point {
            x: self.left + ((x + self.reach) as f64 + 0.5) * self.cell,
            y: self.top + ((self.reach - y) as f64 + 0.5) * self.cell,
        }
    }

    fn ground(&self, sheet: &mut Sheet) {
        let right = self.left + self.bottom - self.top;
        for hours in (-self.reach / 2..=self.reach / 2).step_by(2) {
            let Point { x, y } = self.center((hours * 2, hours * 2));
            let ink = if hours == 0 { Ink::Quiet } else { Ink::Line };
            let level = (Point { x: self.left, y }, Point { x: right, y });
            sheet.line(level.0, level.1, 1.0, ink);
            let upright = (Point { x, y: self.top }, Point { x, y: self.bottom });
            sheet.line(upright.0, upright.1, 1.0, ink);
            let name = hour_name(hours);
            let below = Point {
                x,
                y: self.bottom + LINE / 2.0,
            };
            sheet.words(below, Anchor::Middle, Ink::Quiet, name.as_str());
            let before = Point {
                x: self.left - 6.0,
                y,
            };
            sheet.words(before, Anchor::End, Ink::Quiet, name);
        }
        let language = sheet.language;
        let across = [pictures::MISTIMING.say(language), " (h) →"].concat();
        let at = Point {
            x: right,
            y: self.bottom + LINE * 1.5,
        };
        sheet.words(at, Anchor::End, Ink::Quiet, across);
        let up = ["↑ ", pictures::IRREGULARITY.say(language), " (h)"].concat();
        let at = Point {
            x: self.left,
            y: self.top - LINE / 2.0,
        };
        sheet.words(at, Anchor::Start, Ink::Quiet, up);
    }

    fn discs(&self, sheet: &mut Sheet, cells: &[Place], table: &mut Vec<Vec<String>>) {
        // Twice as many nights are one step more: there may be one in a cell, or a thousand.
        let steps = |count: usize| count.checked_ilog2().unwrap_or(0) + 1;
        let most = steps(cells.iter().map(|(_, count)| *count).max().unwrap_or(1)).max(3);
        let language = sheet.language;
        for (place, count) in cells {
            let center = self.center(*place);
            let step = steps(*count);
            let share = f64::from(step) / f64::from(most);
            let radius = (self.cell * 0.48 * (0.3 + 0.7 * share)).max(2.0);
            let ink = Ink::ASLEEP[(step * 3 / most).clamp(1, 3) as usize];
            sheet.disc(center, radius, ink);
            let half = self.cell / 2.0;
            let rect = Rect {
                x: center.x - half,
                y: center.y - half,
                width: self.cell,
                height: self.cell,
            };
            let told = |cells: i64| {
                let words = pictures::signed(language, cells * CELL_SECS);
                if cells.abs() < MOST_CELLS {
                    return words;
                }
                pictures::or_more(language, &words)
            };
            let (x, y) = (told(place.0), told(place.1));
            let nights = pictures::nights(language, *count);
            let facts = [
                [pictures::MISTIMING.say(language), " ", &x].concat(),
                [pictures::IRREGULARITY.say(language), " ", &y].concat(),
            ];
            let facts = pictures::listed(language, &facts);
            sheet.spot(rect, pictures::told(&facts, &nights));
            table.push(vec![x, y, nights]);
        }
    }
}

fn hour_name(hours: i64) -> String {
    let sign = match hours {
        0 => "",
        ..0 => "−",
        _ => "+",
    };
    [sign, &hours.abs().to_string()].concat()
}
