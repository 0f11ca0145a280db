//! Time zones, as the browser's Intl knows them.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::engine::time::Zone;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl, js_name = DateTimeFormat)]
    type Format;

    // js-sys' own would let a RangeError through: names of zones are typed by people.
    #[wasm_bindgen(constructor, js_namespace = Intl, js_class = "DateTimeFormat", catch)]
    fn new(locale: &str, options: &Object) -> Result<Format, JsValue>;

    #[wasm_bindgen(method)]
    fn format(this: &Format, epoch_millis: f64) -> String;

    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved_options(this: &Format) -> JsValue;
}

/// The name of the device's own zone.
pub fn own_zone() -> String {
    let resolved = Format::new("en-US", &Object::new())
        .map(|format| format.resolved_options())
        .and_then(|options| Reflect::get(&options, &"timeZone".into()));
    let name = resolved.ok().and_then(|name| name.as_string());
    name.unwrap_or_else(|| "UTC".into())
}

/// Every zone that the browser has a name for; none where it does not tell.
pub fn zone_names() -> Vec<String> {
    let names = || -> Result<Array, JsValue> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into())?;
        let list: Function = Reflect::get(&intl, &"supportedValuesOf".into())?.dyn_into()?;
        Ok(Array::from(&list.call1(&intl, &"timeZone".into())?))
    };
    names()
        .map(|names| names.iter().filter_map(|name| name.as_string()).collect())
        .unwrap_or_default()
}

/// The zone of this name, with its changes between two moments (epoch seconds); `None` if the
/// browser knows no such zone.
pub fn zone(name: &str, from: i64, to: i64) -> Option<Zone> {
    let options = Object::new();
    for (key, value) in [("timeZone", name), ("timeZoneName", "longOffset")] {
        Reflect::set(&options, &key.into(), &value.into()).ok()?;
    }
    let format = Format::new("en-US", &options).ok()?;
    let offset_at = |at: i64| offset_secs(&format.format(at as f64 * 1_000.0));
    Some(Zone::probed(name, from, to, offset_at))
}

/// The offset at the end of a text such as `11/23/2026, GMT+05:45`; plain `GMT` is zero.
fn offset_secs(text: &str) -> i32 {
    let offset = text.rsplit("GMT").next().unwrap_or_default();
    let (sign, digits) = match offset.chars().next() {
        Some('-' | '\u{2212}') => (-1, offset.trim_start_matches(['-', '\u{2212}'])),
        _ => (1, offset.trim_start_matches('+')),
    };
    let mut parts = digits.split(':').map(|part| part.parse().unwrap_or(0));
    let mut next = || parts.next().unwrap_or(0);
    sign * (next() * 3_600 + next() * 60 + next())
}
