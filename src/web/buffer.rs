//! Bytes that come from the browser.

use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Transferable;

    /// Newer than other things that are used here (2024).
    #[wasm_bindgen(method, catch)]
    fn transfer(this: &Transferable, length: u32) -> Result<ArrayBuffer, JsValue>;
}

/// Appends what is in an array, and frees its memory: browsers collect buffers late, for they look small to
/// them.
pub fn take(array: &Uint8Array, to: &mut Vec<u8>) {
    let start = to.len();
    to.resize(start + array.length() as usize, 0);
    array.copy_to(&mut to[start..]);
    // Where a browser can't, it collects it some time.
    let _ = array.buffer().unchecked_into::<Transferable>().transfer(0);
}
