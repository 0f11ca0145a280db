//! The document and the window around it.

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Document, Event, HtmlElement, MediaQueryList, Window};

use super::listen::Listening;

fn window() -> Option<Window> {
    web_sys::window()
}

fn document() -> Option<Document> {
    window()?.document()
}

/// The language that theme.js has given to the page.
pub fn document_language() -> String {
    document()
        .and_then(|document| document.document_element())
        .and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}

/// Tells the browser and screen readers the page's language.
pub fn set_language(tag: &str) {
    set_on_root("lang", Some(tag));
}

/// Sets an attribute, or takes it away, only where that changes it: the styles of everything depend on it.
fn set_on_root(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else {
        return;
    };
    if root.get_attribute(name).as_deref() == value {
        return;
    }
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
    if let (Some(window), Ok(changed)) = (window(), Event::new(LOOKS_CHANGED)) {
        let _ = window.dispatch_event(&changed);
    }
}

/// Tells every part of the page that the language or the theme is another one.
const LOOKS_CHANGED: &str = "yodori-looks";

/// Calls `then` whenever the page's language or theme is another one.
pub fn on_looks(mut then: impl FnMut() + 'static) -> Option<Listening> {
    Some(Listening::to(&*window()?, LOOKS_CHANGED, move |_| then()))
}

pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// The theme that theme.js or the first screen has given to the page, if any.
pub fn theme() -> Option<String> {
    document()?.document_element()?.get_attribute("data-theme")
}

/// The theme that the styles are to use; `None` leaves it to the device.
pub fn set_theme(name: Option<&str>) {
    set_on_root("data-theme", name);
}

/// What everything is in.
pub fn body() -> Option<HtmlElement> {
    document()?.body()
}

/// Something to build in that nobody sees.
pub fn stage() -> Option<HtmlElement> {
    document()?.create_element("div").ok()?.dyn_into().ok()
}

/// Takes away what stood in the page before the app arrived.
pub fn remove(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        element.remove();
    }
}

/// Moves the keyboard's focus to an element, and the view with it if it is out of sight: with the next
/// frame, for which everything is laid out anyway.
pub fn focus(id: &'static str) {
    focus_and(id, || {});
}

/// Moves keyboard and view to the page's top, likewise.
pub fn go_to_top() {
    focus_and("main", scroll_to_top);
}

fn focus_and(id: &'static str, then: fn()) {
    let focus = Closure::once_into_js(move || {
        let element = document().and_then(|document| document.get_element_by_id(id));
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let _ = element.focus();
        }
        then();
    });
    if let Some(window) = window() {
        let _ = window.request_animation_frame(focus.unchecked_ref());
    }
}

fn input(id: &str) -> Option<HtmlElement> {
    document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// What stands in a field of a form; nothing where there is none.
pub fn value(id: &str) -> String {
    let value = input(id).and_then(|input| Reflect::get(&input, &"value".into()).ok());
    value
        .and_then(|value| value.as_string())
        .unwrap_or_default()
}

pub fn set_value(id: &str, value: &str) {
    if let Some(input) = input(id) {
        let _ = Reflect::set(&input, &"value".into(), &value.into());
    }
}

/// Whether a box of a form is ticked.
pub fn is_checked(id: &str) -> bool {
    let checked = input(id).and_then(|input| Reflect::get(&input, &"checked".into()).ok());
    checked.is_some_and(|checked| checked.is_truthy())
}

pub fn scroll_to_top() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// The part of the address after `#`, without it.
pub fn hash() -> String {
    let hash = window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').into()
}

/// Goes to another hash; Back leads back.
pub fn go(hash: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(hash);
    }
}

/// Opens the first page anew: nothing stays in memory.
pub fn begin_anew() {
    if let Some(window) = window() {
        let _ = window.location().replace("/");
    }
}

/// Calls where the page is by another hash: Back doesn't lead to the one before, and nobody hears of it.
pub fn stand_at(hash: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let address = ["#", hash].concat();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}

/// Where the page is, without a hash.
pub fn address() -> String {
    let href = window().and_then(|window| window.location().href().ok());
    let href = href.unwrap_or_default();
    href.split('#').next().unwrap_or_default().into()
}

/// Copies a text, so that it can be pasted elsewhere.
///
/// * `then`: hears whether it was copied.
pub fn copy(text: &str, then: impl FnOnce(bool) + 'static) {
    let copied = || -> Option<Promise> {
        let clipboard = Reflect::get(&window()?.navigator(), &"clipboard".into()).ok()?;
        let write: Function = Reflect::get(&clipboard, &"writeText".into())
            .ok()?
            .dyn_into()
            .ok()?;
        write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()
    };
    let Some(copied) = copied() else {
        return then(false);
    };
    spawn_local(async move { then(JsFuture::from(copied).await.is_ok()) });
}

/// Calls `then` with each new hash.
pub fn on_hash(mut then: impl FnMut(String) + 'static) -> Option<Listening> {
    Some(Listening::to(&*window()?, "hashchange", move |_| {
        then(hash());
    }))
}

/// Whether the device asks for dark colours.
pub fn is_dark() -> bool {
    dark_query().is_some_and(|query| query.matches())
}

/// Calls `then` whenever the device's wish for dark colours changes.
pub fn on_dark(mut then: impl FnMut(bool) + 'static) -> Option<Listening> {
    Some(Listening::to(&*dark_query()?, "change", move |_| {
        then(is_dark());
    }))
}

fn dark_query() -> Option<MediaQueryList> {
    window()?
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten()
}

/// Device pixels per CSS pixel.
pub fn ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// Calls `then` when the ratio may have changed: by zooming, which resizes the window, or by moving to
/// another screen, which may not, but makes another of these ratios the least that the screen has.
pub fn on_ratio(then: impl Fn(f64) + Clone + 'static) -> Vec<Listening> {
    let tell = || {
        let then = then.clone();
        move |_| then(ratio())
    };
    let window = window();
    let resized = window
        .iter()
        .map(|window| Listening::to(window, "resize", tell()));
    let moved = RATIOS.iter().filter_map(|ratio| {
        let query = ["(min-resolution: ", ratio, "dppx)"].concat();
        let query = window.as_ref()?.match_media(&query).ok()??;
        Some(Listening::to(&query, "change", tell()))
    });
    resized.chain(moved).collect()
}

/// Between two neighbours lies one ratio that screens and zooms have.
const RATIOS: [&str; 8] = ["0.9", "1.1", "1.3", "1.6", "1.9", "2.1", "2.6", "3.1"];

/// The height of what can be seen of the page, CSS pixels.
pub fn window_height() -> f64 {
    let height = window().and_then(|window| window.inner_height().ok());
    height
        .and_then(|height| height.as_f64())
        .unwrap_or_default()
}

/// Tells the console of something that should not have happened.
pub fn log(what: &str, error: &JsValue) {
    web_sys::console::error_2(&what.into(), error);
}

/// A moment as the machine's own clock shows it.
pub fn local(at: DateTime<Utc>) -> NaiveDateTime {
    let date = js_sys::Date::new(&(at.timestamp_millis() as f64).into());
    let behind = TimeDelta::try_minutes(date.get_timezone_offset() as i64);
    at.naive_utc() - behind.unwrap_or_default()
}

/// Milliseconds since the page began.
pub fn millis() -> f64 {
    let performance = window().and_then(|window| window.performance());
    performance.map_or(0.0, |performance| performance.now())
}

/// Where the page is from, as programs on this machine want to be told: `https://example.org`.
pub fn origin() -> String {
    let origin = window().and_then(|window| window.location().origin().ok());
    origin.unwrap_or_default()
}

/// A number that nobody can foresee.
pub fn chance() -> u32 {
    (js_sys::Math::random() * f64::from(u32::MAX)) as u32
}

/// The machine's clock.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or_default()
}
