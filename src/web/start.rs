//! What the page's ends of its workers have in common: how they start, are heard and end.

use js_sys::{Array, Uint8Array, WebAssembly};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::engine::protocol::{self, Message};

/// Starts a worker by its loader in assets/, which keeps what it is told until it can be heard.
///
/// # Errors
/// The browser refuses to start workers.
pub fn start(script: &str) -> Result<Worker, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    Worker::new_with_options(script, &options)
}

/// A worker that is heard. Dropping it ends the worker at once: the only way in which its memory comes back.
pub struct Heeded {
    pub worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(ErrorEvent)>,
}

impl Heeded {
    /// * `hear`: is given each message.
    /// * `died`: the worker could not start, ran out of memory or crashed, or speaks what can't be read.
    pub fn new(
        worker: Worker,
        hear: Box<dyn Fn(MessageEvent)>,
        died: Box<dyn Fn(ErrorEvent)>,
    ) -> Heeded {
        let on_message = Closure::wrap(hear as Box<dyn FnMut(MessageEvent)>);
        let on_error = Closure::wrap(died as Box<dyn FnMut(ErrorEvent)>);
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.as_ref().unchecked_ref()));
        Heeded {
            worker,
            _on_message: on_message,
            _on_error: on_error,
        }
    }

    /// What is said before the worker can hear waits for it, in order.
    pub fn say(&self, message: &impl Message) {
        say(&self.worker, &protocol::to_bytes(message), &Array::new());
    }
}

impl Drop for Heeded {
    fn drop(&mut self) {
        // Messages that are already on their way must not reach a closure that is gone.
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

/// A message is an array: its bytes, then the files that go with it.
pub fn say(worker: &Worker, bytes: &[u8], files: &Array) {
    // A worker that is gone has told so by its error event.
    let _ = worker.post_message(&Array::of1(&Uint8Array::from(bytes)).concat(files));
}

/// Sends a worker its wasm, compiled here: it may not fetch that itself.
///
/// * `failed`: it can't be had.
pub fn send_wasm(worker: &Worker, address: &'static str, failed: impl FnOnce() + 'static) {
    async fn compiled(address: &str) -> Result<JsValue, JsValue> {
        let window = web_sys::window().ok_or("no window")?;
        let fetched = window.fetch_with_str(address);
        JsFuture::from(WebAssembly::compile_streaming(&fetched)).await
    }
    let worker = worker.clone();
    spawn_local(async move {
        match compiled(address).await {
            // A worker that is gone has told so by its error event.
            Ok(module) => drop(worker.post_message(&module)),
            Err(_) => failed(),
        }
    });
}
