//! The year map: a square for each night, a column for each week. What a square says is in its size as
//! well as in its ink.

use core::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};

use super::sheet::{Key, LINE, Sheet};
use super::{DAY_SECS, HALF_DAY_SECS, Shown};
use crate::engine::infer::sleep::{Night, State};
use crate::engine::scene::picture::Picture;
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::pictures::{self, Words};
use crate::engine::text::{dates, numbers};

const HOUR_SECS: i64 = 3_600;
/// The largest square, CSS pixels.
const MOST_CELL: f64 = 20.0;
/// Squares are this much smaller than the room for them.
const GAP: f64 = 1.5;
/// How round the corners of a square are, of its side; and of how many nights at most. A round one takes a canvas
/// twenty times as many steps: with those of 15 years the page would not answer for as long as they are drawn.
const CORNER: f64 = 0.2;
const MOST_ROUND: i64 = 5 * 366;

/// What the squares tell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure<'a> {
    /// How long the main sleep was.
    Slept,
    /// When its middle was.
    MidSleep,
    /// How many events each row of the timeline holds.
    Activity(&'a [u32]),
}

/// The years of the shown rows, one below the other; half-years where the picture is narrow.
pub fn year_map(shown: &Shown, measure: Measure) -> Picture {
    let mut sheet = Sheet::new(shown);
    let title = measure.title();
    let top = sheet.head(title, shown);
    let mut top = sheet.legend(measure.keys(), top - 2.0) + 8.0;
    let rows = shown.known_rows();
    let days = shown.days();
    let grid = Grid::new(&sheet);
    let corner = match (days.end - days.start).num_days() {
        ..=MOST_ROUND => CORNER,
        _ => 0.0,
    };
    let mut cells = Vec::new();
    for block in blocks(&days, sheet.is_narrow()) {
        grid.names(&mut sheet, &block, top);
        let first = (block.start.max(days.start) - days.start).num_days() as usize;
        let end = (block.end.min(days.end) - days.start).num_days().max(0) as usize;
        for at in first..end {
            let Some(night) = shown.nights().get(at) else {
                break;
            };
            let seen = measure.see(shown, rows.start + at, night);
            let rect = grid.cell(&block, night.day, top);
            seen.mark.draw(&mut sheet, rect, corner);
            let name = match measure {
                Measure::Activity(_) => dates::day(shown.language, night.day),
                _ => pictures::night(shown.language, night.day),
            };
            sheet.spot(rect, pictures::told(&name, &seen.says));
            cells.push(vec![dates::plain_day(shown.language, night.day), seen.says]);
        }
        top += grid.height();
    }
    if cells.is_empty() {
        top = sheet.too_little(top);
    }
    let label = pictures::label(shown.language, title, &days, shown.zone.name());
    let mut picture = sheet.picture(top + 4.0, label);
    let columns = [measure.row_name(), measure.value_name()];
    picture.columns = columns.map(|words| words.say(shown.language).into()).into();
    picture.rows = cells;
    picture
}

/// What is seen of a night.
struct Seen {
    mark: Mark,
    says: String,
}

/// How a night is drawn.
enum Mark {
    /// A square of that step, 1 to 4.
    Square(u8, Ink),
    Ring(Ink),
    Dot,
}

impl Mark {
    /// * `corner`: how round a square is, of its side.
    fn draw(&self, sheet: &mut Sheet, cell: Rect, corner: f64) {
        let square = |share: f64| {
            let side = cell.width * share;
            cell.grown((side - cell.width) / 2.0)
        };
        match *self {
            Mark::Square(step, ink) => {
                let rect = square(0.4 + 0.15 * f64::from(step));
                sheet.round(rect, rect.width * corner, ink);
            }
            Mark::Ring(ink) => sheet.ring(square(0.66), cell.width * 0.15, 1.5, ink),
            Mark::Dot => sheet.disc(cell.center(), (cell.width * 0.09).max(1.0), Ink::Quiet),
        }
    }
}

impl Measure<'_> {
    fn title(&self) -> Words {
        match self {
            Measure::Slept => pictures::YEAR_SLEPT,
            Measure::MidSleep => pictures::YEAR_MID,
            Measure::Activity(_) => pictures::YEAR_ACTIVITY,
        }
    }

    fn row_name(&self) -> Words {
        match self {
            Measure::Activity(_) => pictures::DAY,
            _ => pictures::NIGHT,
        }
    }

    fn value_name(&self) -> Words {
        match self {
            Measure::Slept => pictures::SLEPT,
            Measure::MidSleep => pictures::MID_SLEEP,
            Measure::Activity(_) => pictures::COUNT,
        }
    }

    fn keys(&self) -> &'static [(Key, Words)] {
        match self {
            Measure::Slept => &[
                (Key::Steps, pictures::SLEPT_STEPS),
                (Key::Square(Ink::Late), pictures::SLEPT_LESS),
                (Key::Ring(Ink::Late), pictures::ALL_NIGHTER),
                (Key::Ring(Ink::Quiet), pictures::UNSURE),
                (Key::Small, pictures::NO_DATA),
            ],
            Measure::MidSleep => &[
                (Key::Steps, pictures::MID_STEPS),
                (Key::Square(Ink::Late), pictures::MID_DAY),
                (Key::Ring(Ink::Late), pictures::ALL_NIGHTER),
                (Key::Ring(Ink::Quiet), pictures::UNSURE),
                (Key::Small, pictures::NO_DATA),
            ],
            Measure::Activity(_) => &[
                (Key::Growing(Ink::Awake), pictures::FEW_MANY),
                (Key::Small, pictures::NO_RECORDS),
            ],
        }
    }

    fn see(&self, shown: &Shown, row: usize, night: &Night) -> Seen {
        if let Measure::Activity(counts) = self {
            return active(shown, counts.get(row).copied().unwrap_or(0));
        }
        let say = |words: Words| words.say(shown.language).to_owned();
        let (mark, words) = match (night.state, &night.main) {
            (State::NoData, _) => (Mark::Dot, pictures::NO_DATA),
            (State::Unsure, _) => (Mark::Ring(Ink::Quiet), pictures::UNSURE),
            (State::Told, None) => (Mark::Ring(Ink::Late), pictures::ALL_NIGHTER),
            (State::Told, Some(main)) if *self == Measure::Slept => {
                let says = numbers::duration(shown.language, main.seconds);
                let mark = slept(main.seconds);
                return Seen { mark, says };
            }
            (State::Told, Some(main)) => {
                let mid = shown.local(main.mid.median);
                let (mark, says) = (mid_sleep(mid), pictures::clock(mid));
                return Seen { mark, says };
            }
        };
        let says = say(words);
        Seen { mark, says }
    }
}

fn slept(secs: i64) -> Mark {
    match secs / HOUR_SECS {
        ..5 => Mark::Square(2, Ink::Late),
        5 => Mark::Square(1, Ink::Asleep1),
        6 => Mark::Square(2, Ink::Asleep2),
        7 => Mark::Square(3, Ink::Asleep3),
        _ => Mark::Square(4, Ink::Asleep4),
    }
}

/// Later is darker and larger; from eight in the morning to nine in the evening it is no night's sleep.
fn mid_sleep(local_secs: i64) -> Mark {
    let since_noon = (local_secs - HALF_DAY_SECS).rem_euclid(DAY_SECS) / HOUR_SECS;
    match since_noon {
        9..14 => Mark::Square(1, Ink::Asleep1),
        14..16 => Mark::Square(2, Ink::Asleep2),
        16..18 => Mark::Square(3, Ink::Asleep3),
        18..20 => Mark::Square(4, Ink::Asleep4),
        _ => Mark::Square(4, Ink::Late),
    }
}

fn active(shown: &Shown, count: u32) -> Seen {
    let mark = match count {
        0 => Mark::Dot,
        1..5 => Mark::Square(0, Ink::Awake),
        5..15 => Mark::Square(1, Ink::Awake),
        15..40 => Mark::Square(3, Ink::Awake),
        _ => Mark::Square(4, Ink::Awake),
    };
    let says = pictures::records(shown.language, count);
    Seen { mark, says }
}

/// Calendar years, or half-years, that hold one of the days; half-open.
fn blocks(days: &Range<NaiveDate>, is_halved: bool) -> Vec<Range<NaiveDate>> {
    let months: &[u32] = if is_halved { &[1, 7, 13] } else { &[1, 13] };
    let begin = |year: i32, month: u32| match month {
        13 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        month => NaiveDate::from_ymd_opt(year, month, 1),
    };
    let mut blocks = Vec::new();
    for year in days.start.year()..=days.end.year() {
        for part in months.windows(2) {
            let ends = begin(year, part[0]).zip(begin(year, part[1]));
            let block = ends.map(|(start, end)| start..end);
            let holds = |block: &Range<NaiveDate>| block.start < days.end && days.start < block.end;
            blocks.extend(block.filter(holds));
        }
    }
    blocks
}

/// Where the squares of a block lie.
struct Grid {
    left: f64,
    cell: f64,
}

impl Grid {
    fn new(sheet: &Sheet) -> Grid {
        let left = sheet.margin() + if sheet.is_narrow() { 24.0 } else { 34.0 };
        let columns = if sheet.is_narrow() { 28.0 } else { 54.0 };
        let room = sheet.width - left - sheet.margin();
        Grid {
            left,
            cell: (room / columns).min(MOST_CELL),
        }
    }

    fn height(&self) -> f64 {
        LINE * 1.2 + 7.0 * self.cell + 14.0
    }

    /// The cell of a day in the block whose upper edge is at `top`.
    fn cell(&self, block: &Range<NaiveDate>, day: NaiveDate, top: f64) -> Rect {
        let monday = block.start.week(Weekday::Mon).first_day();
        let days = (day - monday).num_days();
        Rect {
            x: self.left + (days / 7) as f64 * self.cell + GAP / 2.0,
            y: top + LINE * 1.2 + (days % 7) as f64 * self.cell + GAP / 2.0,
            width: self.cell - GAP,
            height: self.cell - GAP,
        }
    }

    /// The year, the months above their first days, and every other weekday.
    fn names(&self, sheet: &mut Sheet, block: &Range<NaiveDate>, top: f64) {
        let language = sheet.language;
        let y = top + LINE / 2.0;
        let size = sheet.size();
        let mut month = block.start;
        while month < block.end {
            let x = self.cell(block, month, top).x;
            let name = dates::month(language, month);
            if month == block.start {
                let year = dates::year(language, month);
                let at = Point {
                    x: sheet.margin(),
                    y,
                };
                sheet.bold(at, Anchor::Start, size, [&year, " ", &name].concat());
            } else {
                sheet.words(Point { x, y }, Anchor::Start, Ink::Quiet, name);
            }
            month = month + chrono::Months::new(1);
        }
        for weekday in [Weekday::Mon, Weekday::Wed, Weekday::Fri, Weekday::Sun] {
            let down = f64::from(weekday.num_days_from_monday()) + 0.5;
            let at = Point {
                x: self.left - 6.0,
                y: top + LINE * 1.2 + down * self.cell,
            };
            let name = dates::weekday(language, weekday);
            let is_off = weekday == Weekday::Sun;
            let ink = if is_off { Ink::Weekend } else { Ink::Quiet };
            sheet.words(at, Anchor::End, ink, name);
        }
    }
}
