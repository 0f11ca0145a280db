//! The page's end of the GitHub worker.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::MessageEvent;

use super::buffer::take;
use super::start::{Heeded, start};
use crate::engine::event::Event;
use crate::engine::protocol;
use crate::engine::protocol::github::{Ask, Line, Tell, VERSION, Waits};
use crate::engine::source::github::{Detail, Failure, Food, Found, Progress, Ranking, Viewer};

/// What the page hears of a worker.
pub enum Heard {
    Viewer(Viewer, Option<String>),
    Status(Progress, Option<Waits>),
    Log(Vec<Line>),
    /// What was found so far, and whether that is all.
    Found(Box<Found>, bool),
    /// What feeds.
    Food(Food),
    /// How the person stands so far, and whether that is all.
    Ranking(Ranking, bool),
    Failed(Failure),
    Details {
        ask: u32,
        details: Vec<Option<Detail>>,
    },
    /// It could not start, ran out of memory or crashed. Nothing more is heard of it.
    Died,
    /// It was loaded from another version of this page.
    NewVersion,
}

/// A worker that reads someone's GitHub. Dropping it ends it at once: nothing is sent any more, and the token
/// that it was told is gone.
pub struct GitHubClient(Heeded);

impl GitHubClient {
    /// Starts a worker and asks it this first. `heard` is called with all that it says.
    ///
    /// # Errors
    /// The browser refuses to start workers.
    pub fn start(ask: &Ask, heard: impl Fn(Heard) + 'static) -> Result<GitHubClient, JsValue> {
        let worker = start("github-worker")?;
        let heard = Rc::new(heard);
        let events = RefCell::new(Vec::new());
        let tell = Rc::clone(&heard);
        let on_message = move |message: MessageEvent| {
            let mut bytes = Vec::new();
            take(&Uint8Array::new(&message.data()), &mut bytes);
            match protocol::split_bytes(&bytes) {
                Some((Tell::Ready { version: VERSION }, _)) => {}
                Some((Tell::Ready { .. }, _)) | None => tell(Heard::NewVersion),
                Some((Tell::Events { .. }, rows)) => {
                    protocol::add_events(rows, &mut events.borrow_mut());
                }
                Some((said, _)) => hear(said, &events, &*tell),
            }
        };
        let on_error = move |_| heard(Heard::Died);
        let heeded = Heeded::new(worker, Box::new(on_message), Box::new(on_error));
        let client = GitHubClient(heeded);
        client.ask(ask);
        Ok(client)
    }

    /// What is asked before the worker can hear waits for it, in order.
    pub fn ask(&self, ask: &Ask) {
        self.0.say(ask);
    }
}

fn hear(said: Tell, events: &RefCell<Vec<Event>>, tell: &dyn Fn(Heard)) {
    match said {
        Tell::Ready { .. } | Tell::Events { .. } => {}
        Tell::Viewer { viewer, scopes } => tell(Heard::Viewer(viewer, scopes)),
        Tell::Status { progress, waits } => tell(Heard::Status(progress, waits)),
        Tell::Log { lines } => tell(Heard::Log(lines)),
        Tell::Found { mut found, is_all } => {
            found.events = events.take();
            tell(Heard::Found(found, is_all));
        }
        Tell::Food { food } => tell(Heard::Food(food)),
        Tell::Ranking { ranking, is_all } => tell(Heard::Ranking(ranking, is_all)),
        Tell::Failed { failure } => tell(Heard::Failed(failure)),
        Tell::Details { ask, details } => tell(Heard::Details { ask, details }),
    }
}
