//! A worker that helps another one, from both sides.

use chrono::{DateTime, Utc};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use super::blobs::BlobFiles;
use super::{Teller, reading, tell_events};
use crate::engine::event::Event;
use crate::engine::protocol::{self, Report, Request};
use crate::engine::source::twitter::import::Import;
use crate::engine::source::twitter::import::share::{Helper, Loan};
use crate::engine::source::{Files, ImportError, Unreadable};
use crate::web::scope::reply;

#[wasm_bindgen]
extern "C" {
    /// Starts another worker of this one's own kind: assets/archive-worker_loader.js.
    #[wasm_bindgen(catch, js_name = yodoriHelper)]
    fn start() -> Result<Worker, JsValue>;
}

/// Files that are about to be read.
///
/// # Errors
/// The browser has no way to read them.
pub fn files(paths: Vec<String>, handles: &Array) -> Result<BlobFiles, ImportError> {
    let path = String::new();
    BlobFiles::new(paths, handles).map_err(|_| ImportError::Unreadable { path })
}

/// The helper's own side.
pub struct Helping {
    helper: Helper,
    files: BlobFiles,
}

impl Helping {
    pub fn open(
        paths: Vec<String>,
        handles: &Array,
        today: DateTime<Utc>,
    ) -> Result<Helping, ImportError> {
        let files = files(paths, handles)?;
        let helper = Helper::new(Import::open(&files, today)?);
        Ok(Helping { helper, files })
    }

    /// Reads a file and tells all about it.
    pub fn read(&mut self, loan: &Loan) -> Result<(), ImportError> {
        let mut teller = Teller::new();
        if !self.helper.begin(loan) {
            let path = loan.path.clone();
            return Err(ImportError::Unreadable { path });
        }
        let import = self.helper.import();
        while let Some(need) = import.run(&self.files, &mut |now| teller.tell(now))? {
            let room = import.room(need.length);
            match self.files.read(need.input, need.at, room) {
                Ok(count) => import.fill(count),
                Err(Unreadable) => import.miss(&self.files, need)?,
            }
        }
        let part = self.helper.part();
        tell_events(&part.events);
        let number = loan.number as u32; // no archive has so many files
        reply(&Report::Part { number, part });
        Ok(())
    }
}

/// The other side: a helper that was started. Dropping it ends it.
pub struct Hired {
    pub id: usize,
    worker: Worker,
    /// The number of the file that it reads, and the events that it has told of it.
    pub reads: Option<usize>,
    pub events: Vec<Event>,
}

impl Hired {
    /// # Errors
    /// No worker can be started.
    pub fn start(
        id: usize,
        paths: &[String],
        handles: &Array,
        now: DateTime<Utc>,
    ) -> Result<Hired, JsValue> {
        let worker = start()?;
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
            reading::heard(id, Some(&Uint8Array::new(&message.data())));
        });
        let on_error = Closure::<dyn FnMut()>::new(move || reading::heard(id, None));
        let (on_message, on_error) = (on_message.into_js_value(), on_error.into_js_value());
        worker.set_onmessage(Some(on_message.unchecked_ref()));
        worker.set_onerror(Some(on_error.unchecked_ref()));
        worker.set_onmessageerror(Some(on_error.unchecked_ref()));
        let paths = paths.to_vec();
        send(&worker, &Request::Help { paths, now }, handles);
        Ok(Hired {
            id,
            worker,
            reads: None,
            events: Vec::new(),
        })
    }

    /// Has it read a file, if there is one.
    pub fn read(&mut self, loan: Option<Loan>) {
        self.reads = loan.as_ref().map(|loan| loan.number);
        if let Some(loan) = loan {
            send(&self.worker, &Request::Read { loan }, &Array::new());
        }
    }
}

impl Drop for Hired {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.set_onmessageerror(None);
        self.worker.terminate();
    }
}

fn send(worker: &Worker, request: &Request, files: &Array) {
    let bytes = Uint8Array::from(&*protocol::to_bytes(request));
    // A worker that is gone has told so by its error event.
    let _ = worker.post_message(&Array::of1(&bytes).concat(files));
}
