//! The page's end of the archive worker.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{File, MessageEvent, Worker};

use super::apart::ANSWERED;
use super::handover;
use super::start::{Heeded, say, start};
use crate::engine::gathering::{Gathered, Gathering};
use crate::engine::protocol::texts::DESKS;
use crate::engine::protocol::{self, Reply, Request};
use crate::engine::source::{ImportError, PostText, Progress};

/// What the page hears of a worker.
pub enum Heard {
    /// How far it is, and after how many seconds.
    Progress(Progress, f64),
    Ready(Box<Gathered>),
    Failed(ImportError),
    Posts {
        ask: u32,
        posts: Vec<Option<PostText>>,
    },
    /// It could not start, ran out of memory or crashed. Nothing more is heard of it.
    Died,
    /// It was loaded from another version of this page.
    NewVersion,
}

/// A worker that reads an archive and keeps it open. Dropping it ends the worker at once, which is how an import is
/// cancelled and the only way in which its memory comes back.
pub struct ArchiveClient(Heeded);

impl ArchiveClient {
    /// Starts a worker on these files, each with its path. `heard` is called with all that it says.
    ///
    /// # Errors
    /// The browser refuses to start workers.
    pub fn open(
        files: Vec<(String, File)>,
        heard: impl Fn(Heard) + 'static,
    ) -> Result<ArchiveClient, JsValue> {
        let (worker, said) = match handover::take_worker() {
            Some(begun) => begun,
            None => start_worker(files)?,
        };
        let heard = Rc::new(heard);
        let gathering = RefCell::new(Gathering::default());
        let tell = Rc::clone(&heard);
        let on_message = move |message: MessageEvent| {
            let bytes = Uint8Array::new(&message.data()).to_vec();
            match protocol::split_bytes(&bytes) {
                Some((
                    Reply::Ready {
                        version: protocol::VERSION,
                    },
                    _,
                )) => {}
                Some((Reply::Ready { .. }, _)) | None => tell(Heard::NewVersion),
                Some((Reply::Posts { ask, .. }, _)) if DESKS <= ask => ANSWERED.leave(&bytes),
                Some((Reply::Events { total }, rows)) => {
                    gathering.borrow_mut().add(|events| {
                        if events.is_empty() {
                            events.reserve_exact(total as usize);
                        }
                        protocol::add_events(rows, events);
                    });
                }
                Some((reply, _)) => hear(reply, &gathering, &*tell),
            }
        };
        let on_error = move |_| heard(Heard::Died);
        replay(&worker, said)?;
        Ok(ArchiveClient(Heeded::new(
            worker,
            Box::new(on_message),
            Box::new(on_error),
        )))
    }

    /// Passes on what the desk asks. The answer is left for it.
    pub fn pass_on(&self, question: &[u8]) {
        say(&self.0.worker, question, &Array::new());
    }

    /// Asks what the posts at these places say; answered by [`Heard::Posts`] with the same `ask`.
    pub fn ask_posts(&self, ask: u32, places: Vec<(u16, u64)>) {
        self.0.say(&Request::Posts { ask, places });
    }
}

/// Lets a worker say again what it said before anyone heard it: soon, when whoever opens the client
/// holds it, and before it says anything new.
fn replay(worker: &Worker, said: Array) -> Result<(), JsValue> {
    let worker = worker.clone();
    let again = Closure::once_into_js(move || {
        for message in said.iter() {
            // It can only fail for an event that is being dispatched.
            let _ = worker.dispatch_event(message.unchecked_ref());
        }
    });
    let window = web_sys::window().ok_or("no window")?;
    window.queue_microtask(again.unchecked_ref());
    Ok(())
}

/// Starts a worker on these files while the page that will hear it is still on its way. What it says
/// until then is kept for [`ArchiveClient::open`].
pub fn begin(files: Vec<(String, File)>) {
    // Where it can't be started, the page will try again and say so.
    let Ok((worker, said)) = start_worker(files) else {
        return;
    };
    let kept = said.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        kept.push(&message);
    });
    worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    // The page that takes it finds none, starts another, and hears of that one's failure.
    let on_error = Closure::once_into_js(handover::end_worker);
    worker.set_onerror(Some(on_error.unchecked_ref()));
    handover::give_worker(worker, &said);
}

/// Sends the files to a worker: one that was started meanwhile, with what it has said, or a new one.
fn start_worker(files: Vec<(String, File)>) -> Result<(Worker, Array), JsValue> {
    let (worker, said) = match handover::take_spare() {
        Some(spare) => spare,
        None => (start("archive-worker")?, Array::new()),
    };
    let (paths, handles): (Vec<String>, Vec<File>) = files.into_iter().unzip();
    let handles = handles.into_iter().collect();
    say(
        &worker,
        &protocol::to_bytes(&Request::Open { paths }),
        &handles,
    );
    Ok((worker, said))
}

fn hear(reply: Reply, gathering: &RefCell<Gathering>, tell: &dyn Fn(Heard)) {
    match reply {
        Reply::Ready { .. } | Reply::Events { .. } => {}
        Reply::Progress { progress, ms } => {
            tell(Heard::Progress(progress, f64::from(ms) / 1_000.0));
        }
        Reply::Done { imported } => {
            tell(Heard::Ready(Box::new(gathering.take().done(*imported))));
        }
        Reply::Failed { error } => tell(Heard::Failed(error)),
        Reply::Posts { ask, posts } => tell(Heard::Posts { ask, posts }),
    }
}
