//! What a worker stands in: its clock, and the way to whoever started it.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::DedicatedWorkerGlobalScope;

use crate::engine::event::Event;
use crate::engine::protocol::{self, Message};

/// So many events go into one message: 786 KB, for every message is copied a few times.
const EVENTS_A_MESSAGE: usize = 1 << 15;

#[wasm_bindgen]
extern "C" {
    /// By its name: js_sys looks for it at four places.
    #[wasm_bindgen(thread_local_v2, js_name = self)]
    static SELF: DedicatedWorkerGlobalScope;
}

pub fn scope() -> DedicatedWorkerGlobalScope {
    SELF.with(Clone::clone)
}

/// Tells whoever started the worker.
pub fn reply(message: &impl Message) {
    post(&protocol::to_bytes(message));
}

/// Tells all events, a message for each few of them.
///
/// * `begin`: a message of so many events in all, before their rows.
pub fn tell_events(events: &[Event], begin: &impl Message) {
    for some in events.chunks(EVENTS_A_MESSAGE) {
        post(&protocol::events_to_bytes(begin, some));
    }
}

fn post(bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    let transfer = Array::of1(&bytes.buffer());
    // It fails only if the page is gone, and then nobody misses it.
    let _ = scope().post_message_with_transfer(&bytes, &transfer);
}

/// Milliseconds since the worker was started.
pub fn now() -> f64 {
    scope()
        .performance()
        .map_or(0.0, |performance| performance.now())
}
