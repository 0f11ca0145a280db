//! The bird that sits on the card. A few round shapes in the inks that there
//! are: in the dark its eyes and belly are dark, as in a negative.

use super::{Ink, Point, Shape};

/// How the bird looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// With wide eyes.
    Awake,
    /// As someone looks who was up late.
    Sleepy,
}

/// So many straight lines stand for a quarter of a circle.
const STEPS: u32 = 8;

/// Draws the bird.
///
/// * `feet`: between its toes, where it stands. `height`: in CSS pixels, with its crest.
pub(super) fn bird(look: Look, feet: Point, height: f64, shapes: &mut Vec<Shape>) {
    let drawn = Drawn {
        feet,
        scale: height / 106.0,
    };
    let (dark, light) = (Ink::Accent, Ink::Asleep4);
    // The tail hangs down behind.
    let tail = [
        (16.0, -22.0),
        (46.0, 10.0),
        (38.0, 16.0),
        (29.0, 14.0),
        (6.0, -4.0),
    ];
    shapes.push(drawn.area(&tail, dark));
    for feather in [
        [(-10.0, -86.0), (-15.0, -103.0), (1.0, -91.0)],
        [(-3.0, -88.0), (5.0, -106.0), (9.0, -87.0)],
    ] {
        shapes.push(drawn.area(&feather, dark));
    }
    shapes.push(drawn.oval((0.0, -36.0), (41.0, 37.0), light));
    shapes.push(drawn.oval((0.0, -60.0), HEAD, light));
    // The cap comes down to a point between the eyes.
    let mut cap = upper_half((0.0, -60.0), HEAD);
    cap.extend([
        (27.0, -70.0),
        (13.0, -75.0),
        (0.0, -63.0),
        (-13.0, -75.0),
        (-27.0, -70.0),
    ]);
    shapes.push(drawn.area(&cap, dark));
    shapes.push(drawn.oval((0.0, -21.0), (25.0, 20.0), Ink::Card));
    for side in [-1.0, 1.0] {
        let wing = [
            (36.0, -54.0),
            (43.0, -44.0),
            (46.0, -30.0),
            (41.0, -14.0),
            (33.0, -6.0),
            (28.0, -22.0),
            (29.0, -42.0),
        ];
        shapes.push(drawn.area(&wing.map(|(x, y)| (side * x, y)), dark));
        eye(&drawn, look, side, shapes);
    }
    shapes.push(drawn.area(&[(-6.5, -53.0), (6.5, -53.0), (0.0, -43.0)], Ink::Moon));
    for x in [-16.0, -9.0, 9.0, 16.0] {
        shapes.push(drawn.disc((x, 0.0), 4.0, Ink::Moon));
    }
}

const HEAD: (f64, f64) = (36.0, 30.0);

fn eye(drawn: &Drawn, look: Look, side: f64, shapes: &mut Vec<Shape>) {
    let (x, y) = (side * 16.0, -60.0);
    shapes.push(drawn.disc((x, y), 12.5, Ink::Card));
    shapes.push(drawn.disc((x - side, y + 1.0), 9.0, Ink::Text));
    match look {
        Look::Awake => shapes.push(drawn.disc((x - side + 3.0, y - 2.5), 3.0, Ink::Card)),
        Look::Sleepy => {
            // Outwards it hangs lower: otherwise the bird would look cross.
            let mut lid = upper_half((x, y), (13.5, 13.5));
            lid.retain(|(_, at)| *at < y - 3.0);
            let (inner, outer) = ((x - side * 13.0, y - 3.0), (x + side * 14.0, y + 3.0));
            let ends = if side < 0.0 {
                [inner, outer]
            } else {
                [outer, inner]
            };
            lid.extend(ends);
            shapes.push(drawn.area(&lid, Ink::Asleep4));
            shapes.push(Shape::Path {
                points: vec![drawn.at(inner), drawn.at(outer)],
                stroke: 2.6 * drawn.scale,
                ink: Ink::Accent,
            });
            shapes.push(drawn.disc((x - side + 2.0, y + 4.0), 2.0, Ink::Card));
        }
    }
}

/// Where a drawing's own hundred units are in the picture.
struct Drawn {
    feet: Point,
    scale: f64,
}

impl Drawn {
    fn at(&self, (x, y): (f64, f64)) -> Point {
        Point {
            x: self.feet.x + x * self.scale,
            y: self.feet.y + y * self.scale,
        }
    }

    fn area(&self, points: &[(f64, f64)], ink: Ink) -> Shape {
        Shape::Area {
            points: points.iter().map(|point| self.at(*point)).collect(),
            ink,
        }
    }

    fn disc(&self, center: (f64, f64), radius: f64, ink: Ink) -> Shape {
        Shape::Disc {
            center: self.at(center),
            radius: radius * self.scale,
            ink,
        }
    }

    fn oval(&self, center: (f64, f64), radii: (f64, f64), ink: Ink) -> Shape {
        let mut points = upper_half(center, radii);
        let lower = upper_half(center, (radii.0, -radii.1));
        points.extend(lower.into_iter().rev());
        self.area(&points, ink)
    }
}

/// The upper half of an oval, from left to right; the lower one if its height is negative.
fn upper_half((x, y): (f64, f64), (wide, high): (f64, f64)) -> Vec<(f64, f64)> {
    let mut points = Vec::new();
    for step in 0..=2 * STEPS {
        // From -1 to 1: a half circle without sines, which would cost the page 3 KB.
        let t = f64::from(step) / f64::from(STEPS) - 1.0;
        let (along, up) = (2.0 * t / (1.0 + t * t), (1.0 - t * t) / (1.0 + t * t));
        points.push((x + wide * along, y - high * up));
    }
    points
}
