//! The page's end of the talk worker.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::buffer::take;
use super::start::{Heeded, start};
use crate::engine::protocol;
use crate::engine::protocol::talk::{Ask, Tell, VERSION};
use crate::engine::talk::voicevox::Beak;

/// What the page hears of the worker.
pub enum Heard {
    Said(Tell),
    /// A WAV file, and how the beak moves with it.
    Sound {
        job: u32,
        beaks: Vec<Beak>,
        wav: Vec<u8>,
    },
    /// It could not start, ran out of memory or crashed. Nothing more is heard of it.
    Died,
    /// It was loaded from another version of this page.
    NewVersion,
}

/// The talk worker. Dropping it ends it at once: nothing is sent any more, and the key that it was told is gone.
pub struct TalkClient(Heeded);

impl TalkClient {
    /// Starts it. `heard` is called with all that it says.
    ///
    /// # Errors
    /// The browser refuses to start workers.
    pub fn start(heard: impl Fn(Heard) + 'static) -> Result<TalkClient, JsValue> {
        let worker = start("talk-worker")?;
        let heard = Rc::new(heard);
        let tell = Rc::clone(&heard);
        let on_message = move |message: MessageEvent| {
            let mut bytes = Vec::new();
            take(&Uint8Array::new(&message.data()), &mut bytes);
            match protocol::split_bytes(&bytes) {
                Some((Tell::Ready { version: VERSION }, _)) => {}
                Some((Tell::Ready { .. }, _)) | None => tell(Heard::NewVersion),
                Some((Tell::Sound { job, beaks }, wav)) => {
                    let wav = wav.to_vec();
                    tell(Heard::Sound { job, beaks, wav });
                }
                Some((said, _)) => tell(Heard::Said(said)),
            }
        };
        let on_error = move |_| heard(Heard::Died);
        Ok(TalkClient(Heeded::new(
            worker,
            Box::new(on_message),
            Box::new(on_error),
        )))
    }

    /// What is asked before the worker can hear waits for it, in order.
    pub fn ask(&self, ask: &Ask) {
        self.0.say(ask);
    }
}
