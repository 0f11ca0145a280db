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

/// What is in sight of a picture; more than that of one that scrolls.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight {
    pub picture: Picture,
    /// How far the picture's upper edge is below that of the whole one, CSS pixels.
    pub top: f64,
    /// The height of the whole one.
    pub height: f64,
}

impl From<Picture> for Sight {
    /// All of it is in sight.
    fn from(picture: Picture) -> Sight {
        Sight {
            top: 0.0,
            height: picture.scene.height,
            picture,
        }
    }
}
