//! How the middle of sleep moves: nights, weeks or months with a band around them, and the points at
//! which it changed.

use chrono::{Datelike, NaiveDate};

use super::sheet::{Key, LINE, Sheet};
use super::{Clocks, DAY_SECS, HALF_DAY_SECS, Shown, middle, way};
use crate::engine::infer::sleep::Night;
use crate::engine::scene::picture::Picture;
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::dates;
use crate::engine::text::pictures::{self, Words};

const HOUR_SECS: i64 = 3_600;
/// Up to so many nights each is shown, up to so many each week, and from there on each month.
const EACH_NIGHT: usize = 62;
const EACH_WEEK: usize = 800;
/// The least that the clock's part of the picture spans.
const LEAST_SPAN: i64 = 4 * HOUR_SECS;

/// A point at which the rhythm changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The row of the timeline that is the first one after it.
    pub row: usize,
    /// The middle of sleep before and after, seconds since midnight by the clock.
    pub before: i64,
    pub after: i64,
}

/// The middle of sleep over the shown rows; later is higher.
///
/// * `changes`: ascending; those outside the shown rows are left out.
pub fn trend(shown: &Shown, changes: &[Change]) -> Picture {
    let mut sheet = Sheet::new(shown);
    let top = sheet.head(pictures::TREND, shown);
    let parts = parts(shown);
    let rows = shown.known_rows();
    let changes = changes.iter().copied();
    let changes: Vec<Change> = changes.filter(|c| rows.contains(&c.row)).collect();
    let top = sheet.legend(&keys(shown, &changes), top - 2.0) + 12.0;
    let days = shown.days();
    let mut cells = Vec::new();
    let bottom = if parts.is_empty() {
        sheet.too_little(top)
    } else {
        let plot = Plot::new(&sheet, top, shown, &parts);
        plot.ground(&mut sheet, shown);
        plot.parts(&mut sheet, &parts, &mut cells);
        plot.changes(&mut sheet, shown, &changes, &mut cells)
    };
    let label = pictures::label(shown.language, pictures::TREND, &days, shown.zone.name());
    let mut picture = sheet.picture(bottom + 12.0, label);
    let columns = [
        pictures::WHEN,
        pictures::MID_SLEEP,
        band_words(shown),
        pictures::NIGHTS,
    ];
    picture.columns = columns.map(|words| words.say(shown.language).into()).into();
    picture.rows = cells;
    picture
}

fn band_words(shown: &Shown) -> Words {
    if shown.nights().len() <= EACH_NIGHT {
        pictures::BAND_NIGHT
    } else {
        pictures::BAND_NIGHTS
    }
}

fn keys(shown: &Shown, changes: &[Change]) -> Vec<(Key, Words)> {
    let mut keys = vec![
        (Key::Line(Ink::Accent, 2.0), pictures::MID_SLEEP),
        (Key::Bar(Ink::Asleep2), band_words(shown)),
    ];
    if !changes.is_empty() {
        keys.push((Key::Dot(Ink::Late), pictures::CHANGE));
    }
    keys
}

/// A night, a week or a month. Clock times are seconds, unwrapped around its own middle, which is within
/// half a day of the middle of all: midnight cuts nothing.
struct Part {
    name: String,
    /// Its first and its last night, counted among the shown rows.
    first: usize,
    last: usize,
    low: i64,
    mid: i64,
    high: i64,
    nights: usize,
}

/// The parts of the shown rows in which a sleep is told.
fn parts(shown: &Shown) -> Vec<Part> {
    let told: Vec<(usize, &Night, Clocks)> = shown.told().collect();
    let Some((all, _)) = middle(told.iter().map(|(_, _, clocks)| clocks.mid)) else {
        return Vec::new();
    };
    let count = shown.nights().len();
    let first_day = shown.days().start;
    let key = |(at, night, _): &(usize, &Night, Clocks)| {
        if count <= EACH_NIGHT {
            *at as i64
        } else if count <= EACH_WEEK {
            (night.day - first_day).num_days() / 7
        } else {
            i64::from(night.day.year()) * 12 + i64::from(night.day.month0())
        }
    };
    let chunks = told.chunk_by(|a, b| key(a) == key(b));
    chunks
        .filter_map(|nights| {
            let (own, _) = middle(nights.iter().map(|night| night.2.mid))?;
            let around = all + way(all, own);
            let unwrapped = |night: &(usize, &Night, Clocks)| around + way(around, night.2.mid);
            // A month at most: the standard library's sort would be larger than this file.
            let mut mids: Vec<i64> = Vec::new();
            for mid in nights.iter().map(unwrapped) {
                mids.insert(mids.partition_point(|other| *other < mid), mid);
            }
            let quantile = |quarters: usize| mids[(mids.len() - 1) * quarters / 4];
            let (first, last) = (nights.first()?, nights.last()?);
            let mut part = Part {
                name: name(shown, count, first.1.day, last.1.day),
                first: first.0,
                last: last.0,
                low: quantile(1),
                mid: quantile(2),
                high: quantile(3),
                nights: nights.len(),
            };
            if count <= EACH_NIGHT {
                let main = first.1.main.as_ref()?;
                let far = |secs: i64| secs.clamp(0, HALF_DAY_SECS);
                part.low = part.mid - far(main.mid.median - main.mid.most[0]);
                part.high = part.mid + far(main.mid.most[1] - main.mid.median);
            }
            Some(part)
        })
        .collect()
}

fn name(shown: &Shown, count: usize, first: NaiveDate, last: NaiveDate) -> String {
    let language = shown.language;
    if count <= EACH_NIGHT {
        pictures::night(language, first)
    } else if count <= EACH_WEEK {
        let end = last.succ_opt().unwrap_or(last);
        pictures::stretch(language, &(first..end))
    } else {
        let (year, month) = (dates::year(language, first), dates::month(language, first));
        language
            .pick([year.as_str(), "", &month], [&month, " ", &year])
            .concat()
    }
}

/// Where days and clock times lie.
struct Plot {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    /// The clock times at the bottom and at the top, full hours in seconds.
    low: i64,
    high: i64,
    rows: usize,
}

impl Plot {
    fn new(sheet: &Sheet, top: f64, shown: &Shown, parts: &[Part]) -> Plot {
        let low = parts.iter().map(|part| part.low).min().unwrap_or(0);
        let high = parts.iter().map(|part| part.high).max().unwrap_or(0);
        let more = (LEAST_SPAN - (high - low)).max(HOUR_SECS) / 2;
        let (low, high) = (low - more, high + more);
        let height = if sheet.is_narrow() { 200.0 } else { 260.0 };
        Plot {
            left: sheet.margin() + if sheet.is_narrow() { 34.0 } else { 42.0 },
            right: sheet.width - sheet.margin() - 6.0,
            top,
            bottom: top + height,
            low: low.div_euclid(HOUR_SECS) * HOUR_SECS,
            high: (high + HOUR_SECS - 1).div_euclid(HOUR_SECS) * HOUR_SECS,
            rows: shown.nights().len(),
        }
    }

    /// The middle of a row's day.
    fn x(&self, row: f64) -> f64 {
        self.left + (self.right - self.left) * (row + 0.5) / self.rows.max(1) as f64
    }

    fn y(&self, clock: i64) -> f64 {
        let share = (clock - self.low) as f64 / (self.high - self.low).max(1) as f64;
        self.bottom - (self.bottom - self.top) * share.clamp(0.0, 1.0)
    }

    /// The hours' lines and names, and the years', months' or days'.
    fn ground(&self, sheet: &mut Sheet, shown: &Shown) {
        let hours = (self.high - self.low) / HOUR_SECS;
        let step = match hours {
            ..=6 => 1,
            7..=12 => 2,
            _ => 3,
        };
        let mut hour = self.low.div_euclid(HOUR_SECS * step) * HOUR_SECS * step;
        while hour <= self.high {
            if self.low <= hour {
                let y = self.y(hour);
                let (from, to) = (Point { x: self.left, y }, Point { x: self.right, y });
                sheet.line(from, to, 1.0, Ink::Line);
                let at = Point {
                    x: self.left - 6.0,
                    y,
                };
                sheet.words(at, Anchor::End, Ink::Quiet, pictures::clock(hour));
            }
            hour += HOUR_SECS * step;
        }
        self.days(sheet, shown);
    }

    /// Names below the plot, as far apart as they are wide.
    fn days(&self, sheet: &mut Sheet, shown: &Shown) {
        let language = shown.language;
        let nights = shown.nights();
        let y = self.bottom + LINE * 0.7;
        let mut free_from = self.left - 8.0;
        for (row, night) in nights.iter().enumerate() {
            let day = night.day;
            let name = match nights.len() {
                ..=EACH_NIGHT => dates::day(language, day),
                ..=EACH_WEEK if day.day() == 1 => dates::month(language, day),
                _ if day.ordinal() == 1 => dates::year(language, day),
                _ => continue,
            };
            let x = self.x(row as f64);
            let half = crate::engine::scene::ems::ems(&name) * sheet.size() / 2.0;
            if x - half < free_from || self.right + sheet.margin() < x + half {
                continue;
            }
            free_from = x + half + 10.0;
            let (from, to) = (
                Point { x, y: self.bottom },
                Point {
                    x,
                    y: self.bottom + 4.0,
                },
            );
            sheet.line(from, to, 1.0, Ink::Quiet);
            sheet.words(Point { x, y }, Anchor::Middle, Ink::Quiet, name);
        }
    }

    /// Band and line, broken where a part is missing; their spots and cells.
    fn parts(&self, sheet: &mut Sheet, parts: &[Part], cells: &mut Vec<Vec<String>>) {
        let x = |part: &Part| self.x((part.first + part.last) as f64 / 2.0);
        let usual = parts.iter().map(|part| part.last - part.first + 1).max();
        let usual = usual.unwrap_or(1);
        let follows = |a: &Part, b: &Part| {
            b.first - a.last <= usual + 2 && (b.mid - a.mid).abs() < DAY_SECS / 3
        };
        for run in parts.chunk_by(follows) {
            let upper = run.iter().map(|part| (x(part), self.y(part.high)));
            let lower = run.iter().rev().map(|part| (x(part), self.y(part.low)));
            let band: Vec<Point> = upper.chain(lower).map(|(x, y)| Point { x, y }).collect();
            if let [part] = run {
                let rect = Rect {
                    x: x(part) - 1.5,
                    y: self.y(part.high),
                    width: 3.0,
                    height: (self.y(part.low) - self.y(part.high)).max(1.0),
                };
                sheet.rect(rect, Ink::Asleep2);
            } else {
                sheet.area(band, Ink::Asleep2);
            }
        }
        for run in parts.chunk_by(follows) {
            let points = run.iter().map(|part| Point {
                x: x(part),
                y: self.y(part.mid),
            });
            sheet.path(points.collect(), 2.0, Ink::Accent);
        }
        let dot = if parts.len() <= EACH_NIGHT { 3.0 } else { 1.8 };
        for (index, part) in parts.iter().enumerate() {
            let y = self.y(part.mid);
            sheet.disc(Point { x: x(part), y }, dot, Ink::Accent);
            let before = index.checked_sub(1).map(|index| x(&parts[index]));
            let left = before.map_or(self.left, |before| (before + x(part)) / 2.0);
            let after = parts.get(index + 1).map(&x);
            let right = after.map_or(self.right, |after| (after + x(part)) / 2.0);
            let rect = Rect {
                x: left,
                y: self.top,
                width: right - left,
                height: self.bottom - self.top,
            };
            let row = cell(sheet, part);
            sheet.spot(rect, pictures::told(&row[0], &row[1..].join(" · ")));
            cells.push(row);
        }
    }

    /// A line at each change with its number, and below the plot what it was. Returns the lower edge.
    fn changes(
        &self,
        sheet: &mut Sheet,
        shown: &Shown,
        changes: &[Change],
        cells: &mut Vec<Vec<String>>,
    ) -> f64 {
        let mut bottom = self.bottom + LINE * 1.4;
        let start = shown.known_rows().start;
        for (number, change) in (1..).zip(changes) {
            let x = self.x((change.row - start) as f64 - 0.5);
            let (from, to) = (Point { x, y: self.top }, Point { x, y: self.bottom });
            sheet.line(from, to, 1.5, Ink::Late);
            let Some(night) = shown.nights().get(change.row - start) else {
                continue;
            };
            let day = dates::plain_day(shown.language, night.day);
            let says = pictures::change(shown.language, change.before, change.after);
            bottom += LINE;
            let at = Point {
                x: sheet.margin() + 8.0,
                y: bottom - LINE / 2.0,
            };
            for at in [at, Point { x, y: self.top }] {
                self.number(sheet, at, number);
            }
            let beside = Point {
                x: sheet.margin() + 22.0,
                y: at.y,
            };
            let words = pictures::told(&day, &says);
            sheet.words(beside, Anchor::Start, Ink::Text, words.as_str());
            let rect = Rect {
                x: sheet.margin(),
                y: at.y - LINE / 2.0,
                width: self.right - sheet.margin(),
                height: LINE,
            };
            sheet.spot(rect, words);
            cells.push(vec![day, says, String::new(), String::new()]);
        }
        bottom
    }

    fn number(&self, sheet: &mut Sheet, at: Point, number: i32) {
        sheet.disc(at, 8.0, Ink::Late);
        sheet.words(at, Anchor::Middle, Ink::Card, number.to_string());
    }
}

fn cell(sheet: &Sheet, part: &Part) -> Vec<String> {
    let (low, high) = (pictures::clock(part.low), pictures::clock(part.high));
    vec![
        part.name.clone(),
        pictures::clock(part.mid),
        [low.as_str(), "–", &high].concat(),
        pictures::nights(sheet.language, part.nights),
    ]
}
