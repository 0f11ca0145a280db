//! The picture worker's own end: it is told what the rhythm worker has found out, and lays out pictures of it. It
//! may connect to nothing at all.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::scope::{reply, scope};
use crate::engine::gallery::Gallery;
use crate::engine::protocol;
use crate::engine::protocol::rhythm::{Ask, Tell, VERSION};

/// Says that the worker is ready, and answers whatever it is asked from then on.
pub fn run() {
    let gallery = RefCell::new(Gallery::default());
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let message: Array = message.data().unchecked_into();
        let bytes = Uint8Array::new(&message.get(0)).to_vec();
        if let Some(sketch) = protocol::from_bytes(&bytes) {
            gallery.borrow_mut().take(sketch);
        } else if let Some(Ask::Picture { ask, wanted }) = protocol::from_bytes(&bytes)
            && let Some(drawn) = gallery.borrow().picture(&wanted)
        {
            reply(&Tell::Picture { ask, drawn });
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    reply(&Tell::Ready { version: VERSION });
}
