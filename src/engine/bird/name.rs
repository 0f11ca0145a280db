//! The bird's name, as a person typed it.

use crate::engine::plain;

pub const MOST_CHARS: usize = 30;

/// The same, fit to be shown and no longer than 30 characters. Empty if nothing is left.
pub fn cleaned(name: &str) -> String {
    plain::line(name, MOST_CHARS)
}
