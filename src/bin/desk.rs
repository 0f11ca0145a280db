//! The desk: loaded when someone opens one of its pages, and brought to wherever the page has a place for it.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
}

/// For boot.js: puts the desk into that place. It is built once.
#[wasm_bindgen]
pub fn start(place: web_sys::HtmlElement) {
    yodori::ui::bring_desk(&place);
}
