//! Drawings of the page's own, put into it as elements, so that its styles can move them.

use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, XmlHttpRequest, XmlHttpRequestResponseType};

/// Calls `then` with a drawing once it is there; `None` if it can't be had.
///
/// Not `fetch`: only this makes elements of it without a text that could be markup of any kind.
pub fn load(path: &str, then: impl FnOnce(Option<Element>) + 'static) {
    let Ok(request) = XmlHttpRequest::new() else {
        return then(None);
    };
    let asked = request.clone();
    let loaded = Closure::once_into_js(move || {
        let drawing = asked.response_xml().ok().flatten();
        let root = drawing.and_then(|drawing: Document| drawing.document_element());
        let is_drawing = |root: &Element| root.tag_name() == "svg";
        then(root.filter(is_drawing));
    });
    request.set_response_type(XmlHttpRequestResponseType::Document);
    // It comes after every end, good or bad.
    request.set_onloadend(Some(loaded.unchecked_ref()));
    if request.open("GET", path).is_ok() {
        let _ = request.send();
    }
}
