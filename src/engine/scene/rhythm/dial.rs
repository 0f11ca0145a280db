//! When sleep begins and ends, on the face of a 24-hour clock with midnight at its top: one petal for
//! each half-hour, as long as there were nights. Sleep begins inside the ring and ends outside, so that
//! the inks are not the only difference.

use super::sheet::{Key, LINE, Sheet};
use super::{Clocks, Shown, middle};
use crate::engine::scene::picture::Picture;
use crate::engine::scene::{Anchor, Ink, Point, Rect};
use crate::engine::text::pictures::{self, Words};

/// Half-hours of a day.
const PETALS: usize = 48;
/// Steps of a circle's outline for each half-hour.
const STEPS: usize = 4;
/// Where the ring lies, where petals end at most, and where the hours' names are: shares of the radius.
const RING: f64 = 0.6;
const INNER: f64 = 0.34;
const OUTER: f64 = 0.86;
const NAMES: f64 = 0.94;
const ONSET: Ink = Ink::Asleep4;
const WAKE: Ink = Ink::Awake;
/// Times that are further than this from their middle on average (seconds) have none: anywhere would
/// be 6 hours.
const MOST_SCATTERED: i64 = 5 * 3_600;

/// One dial; two where there are nights before workdays and before free ones.
pub fn dial(shown: &Shown) -> Picture {
    let mut sheet = Sheet::new(shown);
    let top = sheet.head(pictures::CLOCK, shown);
    let keys = [
        (Key::Bar(ONSET), pictures::ONSET),
        (Key::Bar(WAKE), pictures::WAKE),
        (Key::Square(Ink::NightBand), pictures::NIGHT_BAND),
    ];
    let mut top = sheet.legend(&keys, top - 2.0) + 8.0;
    let kinds = kinds(shown);
    let mut table = Table::new(shown, &kinds);
    let side_by_side = !sheet.is_narrow() && kinds.len() == 2;
    let room = sheet.width / if side_by_side { 2.0 } else { 1.0 };
    let radius = (room / 2.0 - sheet.margin()).min(190.0);
    for (index, kind) in kinds.iter().enumerate() {
        let x = room
            * if side_by_side {
                index as f64 + 0.5
            } else {
                0.5
            };
        let y = top + LINE * 2.0 + radius;
        let face = Face {
            center: Point { x, y },
            radius,
        };
        face.draw(&mut sheet, kind);
        table.add(kind);
        if !side_by_side || index + 1 == kinds.len() {
            top = y + radius + 12.0;
        }
    }
    if kinds.is_empty() {
        top = sheet.too_little(top);
    }
    let days = shown.days();
    let label = pictures::label(shown.language, pictures::CLOCK, &days, shown.zone.name());
    let mut picture = sheet.picture(top, label);
    picture.columns = table.columns;
    picture.rows = table.rows.into_iter().flatten().collect();
    picture
}

/// Nights of one kind: how many began and ended in each half-hour.
struct Kind {
    name: Words,
    nights: usize,
    onset: [usize; PETALS],
    wake: [usize; PETALS],
    /// The middle of each; `None` where they are all over the clock.
    typical: [Option<i64>; 2],
}

/// What is drawn: workdays and free days apart if there are both.
fn kinds(shown: &Shown) -> Vec<Kind> {
    let of = |is_free: bool| -> Vec<Clocks> {
        let told = shown.told().filter(|(_, night, _)| night.free == is_free);
        told.map(|(_, _, clocks)| clocks).collect()
    };
    let (work, free) = (of(false), of(true));
    let kinds = if work.is_empty() || free.is_empty() {
        let all = work.into_iter().chain(free).collect();
        vec![(pictures::ALL_NIGHTS, all)]
    } else {
        vec![(pictures::WORK_NIGHTS, work), (pictures::FREE_NIGHTS, free)]
    };
    let kinds = kinds.into_iter().filter(|(_, nights)| !nights.is_empty());
    kinds
        .map(|(name, nights)| Kind::new(name, &nights))
        .collect()
}

impl Kind {
    fn new(name: Words, nights: &[Clocks]) -> Kind {
        let mut kind = Kind {
            name,
            nights: nights.len(),
            onset: [0; PETALS],
            wake: [0; PETALS],
            typical: [None; 2],
        };
        for night in nights {
            kind.onset[petal(night.onset)] += 1;
            kind.wake[petal(night.wake)] += 1;
        }
        let typical = |times: &mut dyn Iterator<Item = i64>| {
            let (at, far) = middle(times)?;
            (far <= MOST_SCATTERED).then_some(at)
        };
        kind.typical = [
            typical(&mut nights.iter().map(|night| night.onset)),
            typical(&mut nights.iter().map(|night| night.wake)),
        ];
        kind
    }
}

/// In which half-hour a clock time lies.
fn petal(secs: i64) -> usize {
    (secs.rem_euclid(super::DAY_SECS) / 1_800) as usize
}

/// The table: a row for each half-hour in which something began or ended.
struct Table {
    columns: Vec<String>,
    rows: Vec<Option<Vec<String>>>,
}

impl Table {
    fn new(shown: &Shown, kinds: &[Kind]) -> Table {
        let say = |words: Words| words.say(shown.language).to_owned();
        let mut columns = vec![say(pictures::HOUR)];
        for kind in kinds {
            for what in [pictures::ONSET, pictures::WAKE] {
                columns.push(pictures::told(&say(kind.name), &say(what)));
            }
        }
        let is_used = |petal: &usize| {
            let mut kinds = kinds.iter();
            kinds.any(|kind| 0 < kind.onset[*petal] + kind.wake[*petal])
        };
        let rows = (0..PETALS).map(|petal| {
            let is_used = is_used(&petal);
            is_used.then(|| vec![pictures::half_hour(petal)])
        });
        let rows = rows.collect();
        Table { columns, rows }
    }

    fn add(&mut self, kind: &Kind) {
        for (petal, row) in self.rows.iter_mut().enumerate() {
            if let Some(row) = row {
                row.push(kind.onset[petal].to_string());
                row.push(kind.wake[petal].to_string());
            }
        }
    }
}

/// A dial's place.
struct Face {
    center: Point,
    radius: f64,
}

impl Face {
    fn draw(&self, sheet: &mut Sheet, kind: &Kind) {
        let circle = circle();
        let title = Point {
            x: self.center.x,
            y: self.center.y - self.radius - LINE * 1.2,
        };
        let nights = pictures::nights(sheet.language, kind.nights);
        let name = kind.name.say(sheet.language);
        let size = sheet.size() + 1.0;
        let words = [name, " · ", &nights].concat();
        sheet.bold(title, Anchor::Middle, size, words);
        self.ground(sheet, &circle);
        let most = kind.onset.iter().chain(&kind.wake).copied().max();
        let most = most.unwrap_or(0).max(1) as f64;
        for petal in 0..PETALS {
            let share = |count: usize| count as f64 / most;
            let (onset, wake) = (kind.onset[petal], kind.wake[petal]);
            let inner = RING - 0.015 - (RING - INNER) * share(onset);
            let outer = RING + 0.015 + (OUTER - RING) * share(wake);
            if 0 < onset {
                self.sector(sheet, &circle, petal, (inner, RING - 0.015), ONSET);
                self.spot(sheet, &circle, petal, -1.0, pictures::ONSET, onset);
            }
            if 0 < wake {
                self.sector(sheet, &circle, petal, (RING + 0.015, outer), WAKE);
                self.spot(sheet, &circle, petal, 1.0, pictures::WAKE, wake);
            }
        }
        self.typical(sheet, kind);
    }

    /// Night, ring, spokes and the hours' names.
    fn ground(&self, sheet: &mut Sheet, circle: &[Point]) {
        let night = (22 * 2 * STEPS..=24 * 2 * STEPS).chain(1..=5 * 2 * STEPS);
        let mut points: Vec<Point> = Vec::new();
        points.extend(night.clone().map(|step| self.at(circle, step, OUTER)));
        points.extend(night.rev().map(|step| self.at(circle, step, INNER)));
        sheet.area(points, Ink::NightBand);
        for hour in 0..24 {
            let step = hour * 2 * STEPS;
            let is_named = hour % 3 == 0;
            let ends = if is_named {
                (INNER, OUTER)
            } else {
                (OUTER - 0.02, OUTER)
            };
            let from = self.at(circle, step, ends.0);
            let to = self.at(circle, step, ends.1);
            sheet.line(from, to, 1.0, Ink::Line);
            if is_named {
                let at = self.at(circle, step, NAMES);
                let ink = if hour % 12 == 0 {
                    Ink::Text
                } else {
                    Ink::Quiet
                };
                sheet.words(at, Anchor::Middle, ink, hour.to_string());
            }
        }
        for (share, stroke, ink) in [(OUTER, 1.0, Ink::Line), (RING, 1.5, Ink::Quiet)] {
            let points = (0..=PETALS * STEPS).map(|step| self.at(circle, step, share));
            sheet.path(points.collect(), stroke, ink);
        }
    }

    /// The middle times, in the dial's own middle.
    fn typical(&self, sheet: &mut Sheet, kind: &Kind) {
        let size = if sheet.is_narrow() { 11.0 } else { 13.0 };
        // A bar in the ink, what it is, and the time: one block above the other.
        let block = 8.0 + 2.4 * size;
        let [onset, wake] = kind.typical;
        let mut y = self.center.y - block - 3.0;
        for (what, at, ink) in [
            (pictures::ONSET, onset, ONSET),
            (pictures::WAKE, wake, WAKE),
        ] {
            let scattered = || pictures::SCATTERED.say(sheet.language).to_owned();
            let time = at.map_or_else(scattered, pictures::clock);
            let x = self.center.x;
            let bar = Rect {
                x: x - 14.0,
                y,
                width: 28.0,
                height: 3.0,
            };
            sheet.round(bar, 1.5, ink);
            let name = Point {
                x,
                y: y + 7.0 + size * 0.5,
            };
            sheet.words(name, Anchor::Middle, Ink::Quiet, what.say(sheet.language));
            let below = Point {
                x,
                y: y + 7.0 + size * 1.75,
            };
            sheet.bold(below, Anchor::Middle, size + 1.0, time);
            y += block + 6.0;
        }
    }

    fn at(&self, circle: &[Point], step: usize, share: f64) -> Point {
        let unit = circle[step % circle.len()];
        Point {
            x: self.center.x + unit.x * self.radius * share,
            y: self.center.y + unit.y * self.radius * share,
        }
    }

    /// The part of a half-hour between two shares of the radius.
    fn sector(
        &self,
        sheet: &mut Sheet,
        circle: &[Point],
        petal: usize,
        shares: (f64, f64),
        ink: Ink,
    ) {
        let steps = petal * STEPS..=(petal + 1) * STEPS;
        let mut points: Vec<Point> = Vec::new();
        let edge = steps.clone();
        points.extend(edge.map(|step| self.at(circle, step, shares.1)));
        let edge = steps.rev();
        points.extend(edge.map(|step| self.at(circle, step, shares.0)));
        sheet.area(points, ink);
    }

    /// A square around the root of a petal, `side` of the ring (-1 inside, 1 outside). Every second one
    /// is further from the ring, so that neighbours have room.
    fn spot(
        &self,
        sheet: &mut Sheet,
        circle: &[Point],
        petal: usize,
        side: f64,
        what: Words,
        count: usize,
    ) {
        let away = if petal.is_multiple_of(2) { 0.06 } else { 0.14 };
        let share = RING + side * away;
        let Point { x, y } = self.at(circle, petal * STEPS + STEPS / 2, share);
        let side = self.radius * 0.074;
        let rect = Rect {
            x: x - side / 2.0,
            y: y - side / 2.0,
            width: side,
            height: side,
        };
        let nights = pictures::nights(sheet.language, count);
        let says = [what.say(sheet.language), " ", &nights].concat();
        let words = pictures::told(&pictures::half_hour(petal), &says);
        sheet.spot(rect, words);
    }
}

/// Points of a circle of radius 1 around 0, clockwise from the top: turned again and again by the same
/// angle, which takes no sines.
fn circle() -> Vec<Point> {
    /// Of a 192nd of a circle.
    const COS: f64 = 0.999_464_587_476_365_6;
    const SIN: f64 = 0.032_719_082_821_776_14;
    let mut points = Vec::with_capacity(PETALS * STEPS);
    let (mut x, mut y) = (0.0, -1.0);
    for _ in 0..PETALS * STEPS {
        points.push(Point { x, y });
        (x, y) = (x * COS - y * SIN, x * SIN + y * COS);
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_closes() {
        let circle = circle();
        for (at, x, y) in [
            (0, 0.0, -1.0),
            (48, 1.0, 0.0),
            (96, 0.0, 1.0),
            (144, -1.0, 0.0),
        ] {
            let point = circle[at];
            assert!(
                (point.x - x).abs() < 1e-9 && (point.y - y).abs() < 1e-9,
                "{at}: {point:?}"
            );
        }
    }
}
