//! The place of the bird's page, which is a wasm file of its own.

use crate::ui::dom::{Node, el};
use crate::web::nest;

pub fn bird_place() -> Node {
    nest::call();
    el("div").id("bird").class("nest")
}
