//! A picture of the person's own, for the circle beside the name: which files are taken, and what of them is shown.

use crate::engine::text::share::Label;

/// The types of files that are taken, as an input of files is told them. SVG is none of them: it is a document, which
/// may hold more than it shows.
pub const TYPES: &str = "image/png,image/jpeg,image/webp,image/gif,image/avif";
/// The side of the square that is kept, in pixels: four for each that the circle is wide, so that it is still sharp
/// where the picture is enlarged.
pub const SIDE: u32 = 288;
/// Phones make up to 50 megapixels; opened, each takes four bytes.
const MOST_PIXELS: f64 = 60e6;
const MOST_BYTES: f64 = 50e6;

/// Why a file is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bad {
    /// No picture, or none of those that are taken.
    NoPicture,
    TooLarge,
}

impl Bad {
    pub fn label(self) -> Label {
        match self {
            Bad::NoPicture => Label::PortraitBad,
            Bad::TooLarge => Label::PortraitLarge,
        }
    }
}

/// Whether a file is worth opening.
///
/// * `sort`: its type; empty where the browser knows none.
///
/// # Errors
/// What is known to be bad before it is opened.
pub fn accept(sort: &str, bytes: f64) -> Result<(), Bad> {
    if !sort.is_empty() && !TYPES.split(',').any(|taken| taken == sort) {
        return Err(Bad::NoPicture);
    }
    match bytes <= MOST_BYTES {
        true => Ok(()),
        false => Err(Bad::TooLarge),
    }
}

/// The largest square in the middle of a picture, in its pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Square {
    pub left: f64,
    pub top: f64,
    pub side: f64,
}

impl Square {
    /// # Errors
    /// There is nothing in the picture, or more than can be opened.
    pub fn of(width: u32, height: u32) -> Result<Square, Bad> {
        let (width, height) = (f64::from(width), f64::from(height));
        let side = width.min(height);
        if side < 1.0 {
            return Err(Bad::NoPicture);
        }
        if MOST_PIXELS < width * height {
            return Err(Bad::TooLarge);
        }
        Ok(Square {
            left: ((width - side) / 2.0).floor(),
            top: ((height - side) / 2.0).floor(),
            side,
        })
    }
}
