//! The archive worker's own end: it waits for files, reads them, and keeps them for later questions. Or it
//! helps another one: reads of the same files those that it is told to.

mod blobs;
mod helper;
mod reading;

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::scope::{self, now, reply, scope};
use crate::engine::event::Event;
use crate::engine::protocol::{self, Reply, Request};
use crate::engine::source::twitter::Archive;
use crate::engine::source::{ImportError, Progress};
use blobs::BlobFiles;
use helper::Helping;
use reading::Reading;

/// Who asked hears how far an import is at most so often, in milliseconds.
const PROGRESS_MS: f64 = 80.0;

/// What the worker does.
#[derive(Default)]
enum State {
    #[default]
    Idle,
    Reading(Box<Reading>),
    /// What an import leaves for later questions.
    Opened(Archive, BlobFiles),
    Helping(Box<Helping>),
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Says that the worker is ready, and answers whatever it is asked from then on.
pub fn run() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
        let message: Array = message.data().unchecked_into();
        let bytes = Uint8Array::new(&message.get(0)).to_vec();
        if let Some(request) = protocol::from_bytes(&bytes) {
            STATE.with_borrow_mut(|state| answer(request, &message, state));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    reply(&Reply::Ready {
        version: protocol::VERSION,
    });
}

/// Answers a message: a request, and the files that follow it.
fn answer(request: Request, message: &Array, state: &mut State) {
    match request {
        Request::Open { paths } => {
            let files = message.slice(1, message.length());
            *state = match Reading::open(paths, files, today()) {
                Ok(reading) => State::Reading(Box::new(reading)),
                Err(error) => failed(error),
            };
            go_on(state);
        }
        Request::Posts { ask, places } => {
            let posts = match state {
                State::Opened(archive, files) => archive.posts(files, &places),
                _ => vec![None; places.len()],
            };
            reply(&Reply::Posts { ask, posts });
        }
        Request::Help { paths, now } => {
            let files = message.slice(1, message.length());
            *state = match Helping::open(paths, &files, now) {
                Ok(helping) => State::Helping(Box::new(helping)),
                Err(error) => failed(error),
            };
        }
        Request::Read { loan } => {
            if let State::Helping(helping) = state
                && let Err(error) = helping.read(&loan)
            {
                *state = failed(error);
            }
        }
    }
}

/// Reads on if that is what it does, and tells the page all about it once everything was read.
fn go_on(state: &mut State) {
    let State::Reading(reading) = state else {
        return;
    };
    match reading.go_on() {
        Ok(false) => return,
        Ok(true) => {}
        Err(error) => return *state = failed(error),
    }
    let State::Reading(reading) = std::mem::take(state) else {
        return;
    };
    *state = match reading.finish() {
        Ok((archive, imported, files)) => {
            tell_events(&imported.events);
            let imported = Box::new(imported);
            reply(&Reply::Done { imported });
            State::Opened(archive, files)
        }
        Err(error) => failed(error),
    };
}

fn failed(error: ImportError) -> State {
    reply(&Reply::Failed {
        error: error.to_tell(),
    });
    State::Idle
}

fn tell_events(events: &[Event]) {
    let total = events.len() as u64;
    scope::tell_events(events, &Reply::Events { total });
}

/// Tells whoever asked how far an import is, but not too often.
struct Teller {
    began: f64,
    told: f64,
}

impl Teller {
    fn new() -> Teller {
        Teller {
            began: now(),
            told: f64::NEG_INFINITY,
        }
    }

    fn tell(&mut self, progress: Progress) {
        let now = now();
        if now - self.told >= PROGRESS_MS {
            self.told = now;
            let ms = (now - self.began) as u32;
            reply(&Reply::Progress { progress, ms });
        }
    }
}

/// The machine's clock, to the second, as helpers are told it.
fn today() -> DateTime<Utc> {
    let secs = js_sys::Date::now() / 1000.0;
    DateTime::from_timestamp(secs as i64, 0).unwrap_or(DateTime::<Utc>::MAX_UTC)
}
