//! Small drawings in the text's own colour, 24 units square.

use crate::ui::dom::{Node, svg};

/// A drawing of lines; `path` is its SVG path.
pub fn icon(path: &str) -> Node {
    svg("svg")
        .class("icon")
        .attr("viewBox", "0 0 24 24")
        .attr("aria-hidden", "true")
        .child(svg("path").attr("d", path))
}

pub const OPEN: &str = "M12 15V4M7.5 8.5 12 4l4.5 4.5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4";
pub const BEFORE: &str = "m14.5 6-6 6 6 6";
pub const AFTER: &str = "m9.5 6 6 6-6 6";
pub const CLOSE: &str = "m6 6 12 12M18 6 6 18";
pub const SUN: &str = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4";
pub const MOON: &str = "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5";
pub const SUN_AND_MOON: &str =
    "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 3.5v17M12 7h6M12 12h8.5M12 17h6";
pub const SAVE: &str = "M12 4v11M7.5 10.5 12 15l4.5-4.5M4 20h16";
pub const CALENDAR: &str = "M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1M4 10.5h16M8 3.5V8M16 3.5V8";
