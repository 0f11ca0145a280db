//! Drawings of the page's own, put into it as elements, so that its styles can move them.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, XmlHttpRequest, XmlHttpRequestResponseType};

#[wasm_bindgen]
extern "C" {
    /// Where a file of this build is: boot.js knows what its program's files are called.
    #[wasm_bindgen(js_name = yodoriFile)]
    fn address(name: &str) -> String;

    /// Asks boot.js whether a file can't be had because another version of the page has come.
    #[wasm_bindgen(js_name = yodoriMissing)]
    fn missing();
}

/// Brings a drawing's styles into the page, if they aren't there.
///
/// * `name`: such as "bird.css".
pub fn wear(name: &str) {
    let path = address(name);
    let bring = || -> Option<()> {
        let document = web_sys::window()?.document()?;
        let there = document.query_selector(&["link[href='", &path, "']"].concat());
        if there.ok()?.is_some() {
            return None;
        }
        let link = document.create_element("link").ok()?;
        link.set_attribute("rel", "stylesheet").ok()?;
        link.set_attribute("href", &path).ok()?;
        let head = document.query_selector("head").ok()??;
        head.append_child(&link).ok()?;
        Some(())
    };
    // Without them it is a plain bird.
    let _ = bring();
}

/// Calls `then` with a drawing once it is there; `None` if it can't be had.
///
/// * `name`: such as "bird/meals.svg".
///
/// Not `fetch`: only this makes elements of it without a text that could be markup of any kind.
pub fn load(name: &str, then: impl FnOnce(Option<Element>) + 'static) {
    let Ok(request) = XmlHttpRequest::new() else {
        return then(None);
    };
    let asked = request.clone();
    let loaded = Closure::once_into_js(move || {
        let drawing = asked.response_xml().ok().flatten();
        let root = drawing.and_then(|drawing: Document| drawing.document_element());
        let is_drawing = |root: &Element| root.tag_name() == "svg";
        let root = root.filter(is_drawing);
        if root.is_none() {
            missing();
        }
        then(root);
    });
    request.set_response_type(XmlHttpRequestResponseType::Document);
    // It comes after every end, good or bad.
    request.set_onloadend(Some(loaded.unchecked_ref()));
    if request.open("GET", &address(name)).is_ok() {
        let _ = request.send();
    }
}
