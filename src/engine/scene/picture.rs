//! A picture with all that it says besides: what can be pointed at, and a table of the same numbers.

use super::{Rect, Scene};

/// A picture and its twins in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub scene: Scene,
    /// What it shows, in one sentence, for who can't see it.
    pub label: String,
    /// What can be pointed at, in the order in which arrow keys go through it.
    pub spots: Vec<Spot>,
    /// The names of the table's columns.
    pub columns: Vec<String>,
    /// The table: the picture's own numbers, a cell for each column.
    pub rows: Vec<Vec<String>>,
}

/// A place of a picture and what is read out there.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub rect: Rect,
    pub words: String,
}

/// What is in sight of a picture that scrolls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    pub picture: Picture,
    /// How far the picture's upper edge is below that of the whole one, CSS pixels.
    pub top: f64,
    /// The height of the whole one.
    pub height: f64,
}

impl Picture {
    /// The part of it from `top` on, `height` CSS pixels high: what lies elsewhere is left out, its table
    /// isn't.
    pub fn sight(mut self, top: f64, height: f64) -> Sight {
        let whole = self.scene.height;
        // `f64::clamp` would carry all that it takes to write a number into its panic.
        let top = top.min(whole).max(0.0);
        let height = height.min(whole - top).max(0.0);
        let is_seen = |from: f64, to: f64| from <= top + height && top <= to;
        let shapes = core::mem::take(&mut self.scene.shapes).into_iter();
        let seen = shapes.filter(|shape| {
            let (from, to) = shape.reach();
            is_seen(from, to)
        });
        self.scene.shapes = seen.map(|shape| shape.moved(0.0, -top)).collect();
        self.scene.height = height;
        self.spots
            .retain(|spot| is_seen(spot.rect.y, spot.rect.bottom()));
        for spot in &mut self.spots {
            spot.rect.y -= top;
        }
        Sight {
            picture: self,
            top,
            height: whole,
        }
    }
}
