//! The few settings that stay on the device; theme.js reads them before the first paint. Where
//! storage is switched off, nothing is kept.

use web_sys::Storage;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
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
