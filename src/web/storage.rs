//! The few settings that stay on the device; theme.js reads them before the first paint. Where
//! storage is switched off, nothing is kept.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, Storage};

use super::listen::Listening;

/// Where the bird is kept.
pub const BIRD: &str = "yodori.bird";
/// The servers that pictures were taken to: the name of the place follows.
pub const SERVER: &str = "yodori.server.";

/// Whose records are kept, so that the first screen can offer them: their name, empty for someone unnamed.
pub const KEPT: &str = "yodori.kept";

/// The news that another tab keeps something.
const ELSEWHERE: &str = "storage";

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
    Some(Listening::to(&*web_sys::window()?, ELSEWHERE, move |_| {
        then();
    }))
}

/// How many bytes are kept under names that begin so, in the browser and until the tab is closed: two for each
/// character, as browsers count.
pub fn sizes(begin: &str) -> [u64; 2] {
    [storage(), storage_of_tab()].map(|storage| {
        let Some(storage) = storage else { return 0 };
        let all = 0..storage.length().unwrap_or_default();
        let names = all.filter_map(|nth| storage.key(nth).ok().flatten());
        let names = names.filter(|name| name.starts_with(begin));
        let units = names.map(|name| {
            let value = storage.get_item(&name).ok().flatten().unwrap_or_default();
            (name.encode_utf16().count() + value.encode_utf16().count()) as u64
        });
        2 * units.sum::<u64>()
    })
}

/// Tells this page's own parts that everything was erased, as they hear it of another tab.
pub fn tell_erased() {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(ELSEWHERE)) {
        let _ = window.dispatch_event(&event);
    }
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
