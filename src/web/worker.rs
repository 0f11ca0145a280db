//! The archive worker's own end: it waits for files, reads them, and keeps them for later questions.

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{
    Blob, DedicatedWorkerGlobalScope, File, FileReaderSync, MessageChannel, MessageEvent,
    MessagePort,
};

use crate::engine::protocol::{self, Reply, Request};
use crate::engine::source::twitter::Archive;
use crate::engine::source::{Files, ImportError, Unreadable};

/// The page hears how far an import is at most so often, in milliseconds.
const PROGRESS_MS: f64 = 80.0;
/// So many events go into one message: 196 KB, for every message is copied a few times.
const EVENTS_A_MESSAGE: usize = 1 << 13;

/// What an import leaves for later questions.
struct Opened {
    archive: Archive,
    files: BlobFiles,
}

/// Says that the worker is ready, and answers whatever the page asks from then on.
pub fn run() {
    let opened = RefCell::new(None);
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |message: MessageEvent| {
        let message: Array = message.data().unchecked_into();
        let bytes = Uint8Array::new(&message.get(0)).to_vec();
        match protocol::from_bytes(&bytes) {
            Some(Request::Open { paths }) => *opened.borrow_mut() = open(paths, &message),
            Some(Request::Posts { ask, places }) => {
                let posts = match &*opened.borrow() {
                    Some(Opened { archive, files }) => archive.posts(files, &places),
                    None => vec![None; places.len()],
                };
                reply(&Reply::Posts { ask, posts });
            }
            None => {}
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    reply(&Reply::Ready {
        version: protocol::VERSION,
    });
}

/// Imports the files that follow the message's bytes, and tells the page all about it.
fn open(paths: Vec<String>, message: &Array) -> Option<Opened> {
    let blobs = message
        .iter()
        .skip(1)
        .map(|file| file.unchecked_into::<File>().into())
        .collect();
    let Ok(files) = BlobFiles::new(paths, blobs) else {
        let path = String::new();
        reply(&Reply::Failed {
            error: ImportError::Unreadable { path },
        });
        return None;
    };
    let began = now();
    let mut told_at = f64::NEG_INFINITY;
    let outcome = Archive::import(&files, today(), &mut |progress| {
        let now = now();
        if now - told_at >= PROGRESS_MS {
            told_at = now;
            let ms = (now - began) as u32;
            reply(&Reply::Progress { progress, ms });
        }
    });
    match outcome {
        Ok((archive, imported)) => {
            let total = imported.events.len();
            for events in imported.events.chunks(EVENTS_A_MESSAGE) {
                post(&protocol::events_to_bytes(total, events));
            }
            let imported = Box::new(imported);
            reply(&Reply::Done { imported });
            Some(Opened { archive, files })
        }
        Err(error) => {
            reply(&Reply::Failed { error });
            None
        }
    }
}

/// Files by their handles: nothing is read but the slices that are asked for.
struct BlobFiles {
    paths: Vec<String>,
    blobs: Vec<Blob>,
    reader: FileReaderSync,
    drain: MessagePort,
}

impl BlobFiles {
    /// # Errors
    /// The browser has no way to read files in a worker.
    fn new(paths: Vec<String>, blobs: Vec<Blob>) -> Result<BlobFiles, JsValue> {
        Ok(BlobFiles {
            paths,
            blobs,
            reader: FileReaderSync::new()?,
            drain: drain()?,
        })
    }
}

impl Files for BlobFiles {
    fn count(&self) -> usize {
        self.blobs.len().min(self.paths.len())
    }

    fn path(&self, file: usize) -> &str {
        self.paths.get(file).map_or("", String::as_str)
    }

    fn len(&self, file: usize) -> u64 {
        self.blobs.get(file).map_or(0.0, Blob::size) as u64
    }

    fn read(&self, file: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        let blob = self.blobs.get(file).ok_or(Unreadable)?;
        let (start, end) = (at as f64, at as f64 + into.len() as f64);
        let slice = blob
            .slice_with_f64_and_f64(start, end)
            .map_err(|_| Unreadable)?;
        let bytes = self
            .reader
            .read_as_array_buffer(&slice)
            .map_err(|_| Unreadable)?;
        let copy = Uint8Array::new(&bytes);
        let count = copy.length() as usize;
        copy.copy_to(into.get_mut(..count).ok_or(Unreadable)?);
        // If it can't be given back, it is collected some time.
        let _ = self
            .drain
            .post_message_with_transferable(&JsValue::NULL, &Array::of1(&bytes));
        Ok(count)
    }
}

/// Where what is sent goes nowhere: its receiver is closed. Sending a buffer there gives its memory
/// back at once, while the garbage collector, which doesn't know how large its bytes are, lets a
/// hundred megabytes of slices pile up.
fn drain() -> Result<MessagePort, JsValue> {
    let channel = MessageChannel::new()?;
    channel.port2().close();
    Ok(channel.port1())
}

fn reply(reply: &Reply) {
    post(&protocol::to_bytes(reply));
}

fn post(bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    let transfer = Array::of1(&bytes.buffer());
    // It fails only if the page is gone, and then nobody misses it.
    let _ = scope().post_message_with_transfer(&bytes, &transfer);
}

/// The machine's clock.
fn today() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Milliseconds since the worker was started.
fn now() -> f64 {
    scope()
        .performance()
        .map_or(0.0, |performance| performance.now())
}

#[wasm_bindgen]
extern "C" {
    /// By its name: js_sys looks for it at four places.
    #[wasm_bindgen(thread_local_v2, js_name = self)]
    static SELF: DedicatedWorkerGlobalScope;
}

fn scope() -> DedicatedWorkerGlobalScope {
    SELF.with(Clone::clone)
}
