//! The whole page: loaded when something is about to be chosen on the first screen, started when it is.

use wasm_bindgen::prelude::wasm_bindgen;

fn main() {
    console_error_panic_hook::set_once();
    yodori::ui::prepare_whole();
}

/// For boot.js.
#[wasm_bindgen]
pub fn start() {
    yodori::ui::start_whole();
}
