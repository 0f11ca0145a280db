//! The page, in parts: the first screen is what everyone downloads, and boot.js has the others brought when someone
//! wants them. They share memory and all code that more than one of them needs: see xtask/split.mjs.
//!
//! What can't be brought is an error for boot.js, and is tried again when it is asked for again.

use wasm_bindgen::prelude::*;
use wasm_split_helpers::wasm_split;
use web_sys::HtmlElement;

type Brought = Result<(), JsError>;

fn main() {
    console_error_panic_hook::set_once();
    yodori::ui::start_first();
}

/// Has the whole page prepare itself, in tasks to come.
#[wasm_bindgen]
pub async fn prepare_whole() -> Brought {
    whole_prepares().await
}

#[wasm_split(whole, fallible)]
fn whole_prepares() -> Brought {
    yodori::ui::prepare_whole();
    Ok(())
}

/// Puts the whole page in the first screen's place.
#[wasm_bindgen]
pub async fn start_whole() -> Brought {
    whole_starts().await
}

#[wasm_split(whole, fallible)]
fn whole_starts() -> Brought {
    yodori::ui::start_whole();
    Ok(())
}

/// Brings the bird's page, and no more.
#[wasm_bindgen]
pub async fn prepare_bird() -> Brought {
    Ok(bring_bird().await?)
}

/// Puts the bird's page into that place. It is built once.
#[wasm_bindgen]
pub async fn start_bird(place: HtmlElement) -> Brought {
    bird_starts(place).await
}

#[wasm_split(bird, fallible, preload(bring_bird))]
fn bird_starts(place: HtmlElement) -> Brought {
    yodori::ui::bring_bird(&place);
    Ok(())
}

/// Brings the desk, and no more.
#[wasm_bindgen]
pub async fn prepare_desk() -> Brought {
    Ok(bring_desk().await?)
}

/// Puts the desk into that place. It is built once.
#[wasm_bindgen]
pub async fn start_desk(place: HtmlElement) -> Brought {
    desk_starts(place).await
}

#[wasm_split(desk, fallible, preload(bring_desk))]
fn desk_starts(place: HtmlElement) -> Brought {
    yodori::ui::bring_desk(&place);
    Ok(())
}
