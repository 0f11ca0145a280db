//! The week: each hour of each weekday, averaged over the shown rows.

use chrono::Weekday;

use super::sheet::{Key, LINE, Sheet};
use super::{DAY_SECS, Shown};
use crate::engine::infer::sleep::UNKNOWN;
use crate::engine::scene::picture::Picture;
use crate::engine::scene::shade;
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::pictures::{self, Words};
use crate::engine::text::{Language, dates};

const DAYS: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];
const HOURS: usize = 24;
const LATE_UNTIL_HOUR: usize = 5;
/// The highest square, CSS pixels.
const MOST_HEIGHT: f64 = 34.0;
const GAP: f64 = 2.0;

/// What the squares tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure<'a> {
    /// How likely it is that the person was asleep.
    Asleep,
    /// How many events there were. One count for each bin of the timeline; see [`super::activity`].
    Activity(&'a [u8]),
}

/// Seven rows of 24 squares.
pub fn week_grid(shown: &Shown, measure: Measure) -> Picture {
    let mut sheet = Sheet::new(shown);
    let title = measure.title();
    let top = sheet.head(title, shown);
    let top = sheet.legend(measure.keys(), top - 2.0) + 4.0;
    let sums = Sums::new(shown, measure);
    let grid = Grid::new(&sheet, top);
    grid.names(&mut sheet);
    let mut cells = Vec::new();
    for hour in 0..HOURS {
        let mut row = vec![pictures::hour(shown.language, hour as u32)];
        for (day, weekday) in DAYS.into_iter().enumerate() {
            let (says, step) = sums.cell(shown.language, measure, day, hour);
            let rect = grid.cell(day, hour);
            draw(&mut sheet, rect, measure.ink(step, hour), step);
            let name = pictures::weekday_hour(shown.language, weekday, hour as u32);
            sheet.spot(rect, pictures::told(&name, &says));
            row.push(says);
        }
        cells.push(row);
    }
    let bottom = grid.cell(6, 0).bottom();
    let days = shown.days();
    let label = pictures::label(shown.language, title, &days, shown.zone.name());
    let mut picture = sheet.picture(bottom + 14.0, label);
    let hour = pictures::HOUR.say(shown.language);
    let names = DAYS.map(|day| dates::weekday(shown.language, day));
    picture.columns = [hour].into_iter().chain(names).map(Into::into).collect();
    picture.rows = cells;
    picture
}

/// Draws a square whose size tells its step as well: 0 for next to nothing, 4 for the most.
fn draw(sheet: &mut Sheet, cell: Rect, ink: Ink, step: u8) {
    if step == 0 {
        return sheet.disc(cell.center(), 1.0, Ink::Line);
    }
    let share = 0.4 + 0.15 * f64::from(step);
    let (width, height) = (cell.width * share, cell.height * share);
    let rect = Rect {
        x: cell.center().x - width / 2.0,
        y: cell.center().y - height / 2.0,
        width,
        height,
    };
    sheet.round(rect, width.min(height) * 0.2, ink);
}

impl Measure<'_> {
    fn title(self) -> Words {
        match self {
            Measure::Asleep => pictures::WEEK_ASLEEP,
            Measure::Activity(_) => pictures::WEEK_ACTIVITY,
        }
    }

    fn keys(self) -> &'static [(Key, Words)] {
        match self {
            Measure::Asleep => &[(Key::Steps, pictures::LIKELY_ASLEEP)],
            Measure::Activity(_) => &[
                (Key::Growing(Ink::Awake), pictures::FEW_MANY),
                (Key::Square(Ink::Late), pictures::LATE_RECORDS),
            ],
        }
    }

    fn ink(self, step: u8, hour: usize) -> Ink {
        match self {
            Measure::Asleep => Ink::ASLEEP[usize::from(step.clamp(1, 4)) - 1],
            Measure::Activity(_) if hour < LATE_UNTIL_HOUR => Ink::Late,
            Measure::Activity(_) => Ink::Awake,
        }
    }
}

/// What was summed up for each weekday and hour.
struct Sums {
    sum: [[u64; HOURS]; 7],
    /// Of so many bins.
    bins: [[u64; HOURS]; 7],
    /// The greatest sum.
    most: u64,
}

impl Sums {
    fn new(shown: &Shown, measure: Measure) -> Sums {
        let values = match measure {
            Measure::Asleep => shown.sleep.asleep.as_slice(),
            Measure::Activity(counts) => counts,
        };
        let mut sums = Sums {
            sum: [[0; HOURS]; 7],
            bins: [[0; HOURS]; 7],
            most: 0,
        };
        let timeline = &shown.sleep.timeline;
        let rows = timeline.rows.get(shown.known_rows()).unwrap_or_default();
        for row in rows {
            let mut span = 0..0;
            let mut ahead = 0;
            for bin in row.first..row.first + u32::from(row.bins) {
                let Some(value) = values.get(bin as usize) else {
                    break;
                };
                if measure == Measure::Asleep && *value == UNKNOWN {
                    continue;
                }
                let at = timeline.second(bin);
                if !span.contains(&at) {
                    span = shown.zone.same_offset(at);
                    ahead = shown.zone.local_secs(at) - at;
                }
                let local = at + ahead;
                // The first day of 1970 was a Thursday.
                let day = (local.div_euclid(DAY_SECS) + 3).rem_euclid(7) as usize;
                let hour = (local.rem_euclid(DAY_SECS) / 3_600) as usize;
                sums.sum[day][hour] += u64::from(*value);
                sums.bins[day][hour] += 1;
            }
        }
        sums.most = sums.sum.iter().flatten().copied().max().unwrap_or(0);
        sums
    }

    /// What a square says, and its step, 0 to 4.
    fn cell(&self, language: Language, measure: Measure, day: usize, hour: usize) -> (String, u8) {
        let (sum, bins) = (self.sum[day][hour], self.bins[day][hour]);
        match measure {
            _ if bins == 0 => (pictures::NO_DATA.say(language).into(), 0),
            Measure::Asleep => {
                let percents = ((sum * 100 + 127 * bins) / (254 * bins)).min(100);
                let step = shade::step((sum / bins).min(254) as u8);
                (pictures::percent(language, percents as u32), step)
            }
            Measure::Activity(_) => {
                let step = (sum * 4).div_ceil(self.most.max(1)).min(4);
                (pictures::records(language, sum as u32), step as u8)
            }
        }
    }
}

/// Where the squares lie.
struct Grid {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

impl Grid {
    fn new(sheet: &Sheet, top: f64) -> Grid {
        let left = sheet.margin() + if sheet.is_narrow() { 24.0 } else { 34.0 };
        let width = (sheet.width - left - sheet.margin()) / HOURS as f64;
        Grid {
            left,
            top: top + LINE,
            width,
            height: (width * 1.9).min(MOST_HEIGHT),
        }
    }

    fn cell(&self, day: usize, hour: usize) -> Rect {
        Rect {
            x: self.left + hour as f64 * self.width + GAP / 2.0,
            y: self.top + day as f64 * self.height + GAP / 2.0,
            width: self.width - GAP,
            height: self.height - GAP,
        }
    }

    fn names(&self, sheet: &mut Sheet) {
        let language = sheet.language;
        let step = if sheet.is_narrow() { 6 } else { 3 };
        for hour in (0..=HOURS).step_by(step) {
            let at = Point {
                x: self.left + hour as f64 * self.width,
                y: self.top - LINE / 2.0,
            };
            sheet.words(at, Anchor::Middle, Ink::Quiet, hour.to_string());
        }
        for (index, day) in DAYS.into_iter().enumerate() {
            let at = Point {
                x: self.left - 8.0,
                y: self.cell(index, 0).center().y,
            };
            let is_off = matches!(day, Weekday::Sat | Weekday::Sun);
            let ink = if is_off { Ink::Weekend } else { Ink::Quiet };
            sheet.words(at, Anchor::End, ink, dates::weekday(language, day));
        }
    }
}
