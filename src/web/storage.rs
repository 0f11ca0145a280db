//! The few settings that stay on the device; theme.js reads them before the first paint. Where
//! storage is switched off, nothing is kept.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::Storage;

use super::listen::Listening;

/// Where the bird is kept.
pub const BIRD: &str = "yodori.bird";
/// The servers that pictures were taken to: the name of the place follows.
pub const SERVER: &str = "yodori.server.";

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// What was kept.
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Keeps a value, or with `None` forgets it.
pub fn set(key: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    // A full storage forgets a setting, no more.
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}

/// Keeps a value that is more than a setting; whether that was possible.
pub fn keep(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Calls `then` whenever another tab keeps something.
pub fn on_kept_elsewhere(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*web_sys::window()?, "storage", move |_| {
        then();
    }))
}

/// Asks the browser not to clear what is kept when it is short of room.
///
/// * `then`: hears whether it will do so.
pub fn ask_to_last(then: impl FnOnce(bool) + 'static) {
    ask("persist", then);
}

/// Whether the browser has promised that before.
pub fn lasts(then: impl FnOnce(bool) + 'static) {
    ask("persisted", then);
}

fn ask(method: &str, then: impl FnOnce(bool) + 'static) {
    let asked = || -> Option<Promise> {
        let navigator = web_sys::window()?.navigator();
        let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
        let method: Function = Reflect::get(&storage, &method.into())
            .ok()?
            .dyn_into()
            .ok()?;
        method.call0(&storage).ok()?.dyn_into().ok()
    };
    if let Some(asked) = asked() {
        spawn_local(async move {
            let answer = JsFuture::from(asked).await;
            then(answer.is_ok_and(|is| is.is_truthy()));
        });
    }
}

fn storage_of_tab() -> Option<Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

/// What was kept until the tab is closed.
pub fn of_tab(key: &str) -> Option<String> {
    storage_of_tab()?.get_item(key).ok().flatten()
}

/// Keeps a value until the tab is closed, or with `None` forgets it.
pub fn set_of_tab(key: &str, value: Option<&str>) {
    let Some(storage) = storage_of_tab() else {
        return;
    };
    let _ = match value {
        Some(value) => storage.set_item(key, value),
        None => storage.remove_item(key),
    };
}
