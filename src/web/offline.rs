//! Keeping the page itself for when there is no net: asked of assets/boot-offline.js, which answers again and again.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CustomEvent, Event};

use super::listen::Listening;

const KEEP: &str = "yodori-keep-offline";
const ASK: &str = "yodori-ask-offline";
const NEWS: &str = "yodori-offline";

/// How far that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offline {
    /// So many files are kept, of so many.
    Some(u32, u32),
    Done,
    Failed,
}

/// Asks for everything to be kept.
pub fn keep() {
    tell(KEEP);
}

/// Asks how much is.
pub fn ask() {
    tell(ASK);
}

/// Calls `then` with each answer; nothing is said where nothing was ever kept.
pub fn on_news(mut then: impl FnMut(Offline) + 'static) -> Option<Listening> {
    let window = web_sys::window()?;
    Some(Listening::to(&window, NEWS, move |event| {
        let detail = event.unchecked_ref::<CustomEvent>().detail();
        let value = |name: &str| Reflect::get(&detail, &name.into()).unwrap_or(JsValue::NULL);
        let number = |name: &str| value(name).as_f64().unwrap_or_default() as u32;
        let (done, total) = (number("done"), number("total"));
        match value("failed").is_truthy() {
            true => then(Offline::Failed),
            false if total == 0 => {}
            false if done == total => then(Offline::Done),
            false => then(Offline::Some(done, total)),
        }
    }))
}

fn tell(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}
