//! What the page's ends of its workers have in common: how they start, are heard and end.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{ErrorEvent, MessageEvent, Worker};

use crate::engine::protocol::{self, Message};

#[wasm_bindgen]
extern "C" {
    /// Starts a worker by its program's name. Its loader in assets/ keeps what it is told until it can be heard.
    /// boot.js does it, which knows what the files of this build are called: it also sends the worker its wasm,
    /// where the worker may not fetch that itself, and what fails then is an error of the worker's.
    ///
    /// # Errors
    /// The browser refuses to start workers.
    #[wasm_bindgen(catch, js_name = yodoriStart)]
    pub fn start(program: &str) -> Result<Worker, JsValue>;
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
