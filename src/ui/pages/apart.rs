//! The places of the pages apart.

use crate::ui::dom::{Node, el};
use crate::web::apart::{DESK, NEST};

pub fn bird_place() -> Node {
    NEST.call();
    el("div").id("bird").class("nest")
}

pub fn desk_place() -> Node {
    DESK.call();
    el("div").id("desk").class("desk")
}
