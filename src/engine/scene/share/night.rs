//! What fills a tall picture where phones lay their own things over it: a sky above, and below a town in which
//! hardly anyone is awake.

use super::{Ink, Rect, Shape, disc, rect};

/// A moon and stars in the uppermost `height` CSS pixels.
pub(super) fn sky(width: f64, height: f64, shapes: &mut Vec<Shape>) {
    let (x, y) = (width - 150.0, height * 0.52);
    shapes.push(disc(x, y, 54.0, Ink::Moon));
    shapes.push(disc(x - 26.0, y - 18.0, 50.0, Ink::Paper));
    for (across, down, radius) in [
        (0.08, 0.62, 4.0),
        (0.2, 0.3, 3.0),
        (0.33, 0.7, 3.0),
        (0.47, 0.36, 4.0),
        (0.6, 0.62, 3.0),
        (0.7, 0.26, 3.0),
        (0.95, 0.24, 3.0),
    ] {
        shapes.push(disc(width * across, height * down, radius, Ink::Moon));
    }
}

/// Houses from left to right: how wide and high they are.
const HOUSES: [(f64, f64); 9] = [
    (150.0, 170.0),
    (90.0, 110.0),
    (130.0, 230.0),
    (110.0, 140.0),
    (160.0, 90.0),
    (100.0, 190.0),
    (120.0, 120.0),
    (140.0, 250.0),
    (120.0, 150.0),
];
/// In which house and at which window there is light, counted from the upper left.
const LIT: [(usize, usize); 3] = [(0, 3), (2, 1), (7, 6)];
const WINDOW: f64 = 22.0;
const BETWEEN: f64 = 18.0;

/// A town at the picture's lower end.
pub(super) fn town(width: f64, bottom: f64, shapes: &mut Vec<Shape>) {
    let mut x = 0.0;
    for (house, (wide, high)) in HOUSES.into_iter().enumerate() {
        let walls = Rect {
            x,
            y: bottom - high,
            width: wide.min(width - x),
            height: high,
        };
        let ink = if house % 2 == 0 {
            Ink::NightBand
        } else {
            Ink::Line
        };
        shapes.push(rect(walls, 0.0, ink));
        windows(house, walls, shapes);
        x += wide;
    }
}

fn windows(house: usize, walls: Rect, shapes: &mut Vec<Shape>) {
    let step = WINDOW + BETWEEN;
    let across = ((walls.width - BETWEEN) / step).floor();
    let left = walls.x + (walls.width - across * step + BETWEEN) / 2.0;
    let mut window = 0;
    let mut y = walls.y + BETWEEN + 6.0;
    while y + WINDOW + 10.0 < walls.bottom() {
        for nth in 0..across as usize {
            let pane = Rect {
                x: left + nth as f64 * step,
                y,
                width: WINDOW,
                height: WINDOW,
            };
            let is_lit = LIT.contains(&(house, window));
            let ink = if is_lit { Ink::Moon } else { Ink::Paper };
            shapes.push(rect(pane, 3.0, ink));
            window += 1;
        }
        y += step + 8.0;
    }
}
