//! The page's ends of the rhythm worker and of the picture worker.

use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::buffer::take;
use super::start::{Heeded, say, start};
use crate::engine::protocol;
use crate::engine::protocol::rhythm::sketch::LEAST;
use crate::engine::protocol::rhythm::{Ask, Tell, VERSION, life_to_bytes};

/// What the two workers' programs are called.
pub type Program = &'static str;
pub const RHYTHM: Program = "rhythm-worker";
pub const PICTURES: Program = "picture-worker";

/// What the page hears of a worker.
pub enum Heard {
    Said(Tell),
    /// Bytes that are for the picture worker.
    Sketch(Vec<u8>),
    /// It could not start, ran out of memory or crashed, or is of another version of this page. Nothing more is
    /// heard of it.
    Died,
}

/// One of the two workers. Dropping it ends it at once.
pub struct RhythmClient(Heeded);

impl RhythmClient {
    /// Starts a worker. `heard` is called with all that it says.
    ///
    /// # Errors
    /// The browser refuses to start workers.
    pub fn start(program: Program, heard: Box<dyn Fn(Heard)>) -> Result<RhythmClient, JsValue> {
        let worker = start(program)?;
        let heard = Rc::new(heard);
        let tell = Rc::clone(&heard);
        let on_message = move |message: MessageEvent| {
            let mut bytes = Vec::new();
            take(&Uint8Array::new(&message.data()), &mut bytes);
            if bytes.first().is_some_and(|first| LEAST <= *first) {
                return tell(Heard::Sketch(bytes));
            }
            match protocol::from_bytes(&bytes) {
                Some(Tell::Ready { version: VERSION }) => {}
                Some(Tell::Ready { .. }) | None => tell(Heard::Died),
                Some(said) => tell(Heard::Said(said)),
            }
        };
        let on_error = move |_| heard(Heard::Died);
        Ok(RhythmClient(Heeded::new(
            worker,
            Box::new(on_message),
            Box::new(on_error),
        )))
    }

    /// What is asked before the worker can hear waits for it, in order.
    pub fn ask(&self, ask: &Ask) {
        self.0.say(ask);
    }

    /// Passes on what another worker said.
    pub fn pass_on(&self, bytes: &[u8]) {
        say(&self.0.worker, bytes, &Array::new());
    }

    /// Begins a life.
    ///
    /// * `moments`: seconds since 1970, ascending.
    pub fn begin(&self, life: &Ask, moments: &[u32]) {
        say(&self.0.worker, &life_to_bytes(life, moments), &Array::new());
    }
}
