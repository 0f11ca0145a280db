//! The bird's page: loaded when someone opens it, and brought to wherever the page has a place for it.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// For boot.js: puts the bird's page into that place. It is built once.
#[wasm_bindgen]
pub fn start(place: web_sys::HtmlElement) {
    yodori::ui::bring_bird(&place);
}
