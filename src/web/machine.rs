//! What the browser says of itself.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use crate::engine::machine::Machine;

/// Names that a window or its navigator has where the browser can do something.
const ABILITIES: [(&str, &str); 8] = [
    ("navigator", "canShare"),
    ("navigator", "serviceWorker"),
    ("navigator", "storage"),
    ("window", "indexedDB"),
    ("window", "ClipboardItem"),
    ("window", "speechSynthesis"),
    ("window", "SpeechRecognition"),
    ("window", "LanguageModel"),
];

pub fn machine() -> Machine {
    let Some(window) = web_sys::window() else {
        return Machine::default();
    };
    let navigator = window.navigator();
    let has = |(of, name): (&str, &'static str)| {
        let of: &JsValue = match of {
            "window" => &window,
            _ => &navigator,
        };
        (name, Reflect::has(of, &name.into()).unwrap_or_default())
    };
    let number = |value: Result<JsValue, JsValue>| {
        let number = value.ok().and_then(|value| value.as_f64());
        number.unwrap_or_default() as u32
    };
    Machine {
        agent: navigator.user_agent().unwrap_or_default(),
        processors: navigator.hardware_concurrency() as u32,
        window: [
            number(window.inner_width()),
            number(window.inner_height()),
            (window.device_pixel_ratio() * 100.0) as u32,
        ],
        abilities: ABILITIES.map(has).into(),
        build: build().unwrap_or_default(),
    }
}

/// The hash of all that is served, see xtask/hash.mjs.
fn build() -> Option<String> {
    let document = web_sys::window()?.document()?;
    let script = document.query_selector("script[data-version]").ok()??;
    script.get_attribute("data-version")
}
