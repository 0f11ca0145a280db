//! The unpack worker's own end: it is handed a file, and tells tokens of it to the archive worker.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, MessageEvent};

use crate::engine::protocol::VERSION;
use crate::engine::source::unpack::{Decoding, Told};

/// So many messages may be under way.
const MOST_MESSAGES: usize = 4;
/// How many packed bytes are read at first, so that the archive worker soon has work, and then.
const FIRST_CHUNK: f64 = 262_144.0;
const CHUNK: f64 = 1_048_576.0;

struct Job {
    decoding: Decoding,
    packed: Blob,
    at: f64,
    /// The next chunk, once it was read; whether one is being read.
    next: Option<ArrayBuffer>,
    is_reading: bool,
    may_send: usize,
    is_over: bool,
    /// Called with every chunk.
    on_read: Closure<dyn FnMut(JsValue)>,
}

thread_local! {
    static JOB: RefCell<Option<Job>> = const { RefCell::new(None) };
}

/// Says that the worker is ready, and decodes what it is handed from then on.
pub fn run() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
        let data = message.data();
        JOB.with_borrow_mut(|job| {
            if let Some(array) = data.dyn_ref::<Array>() {
                *job = begin(array);
            } else if let Some(job) = job {
                job.may_send += 1;
            }
            if let Some(job) = job {
                go_on(job);
            }
        });
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    post(&[0, VERSION as u8]);
}

fn begin(message: &Array) -> Option<Job> {
    let handed_over = Uint8Array::new(&message.get(0)).to_vec();
    let on_read = Closure::<dyn FnMut(JsValue)>::new(|bytes: JsValue| {
        JOB.with_borrow_mut(|job| {
            if let Some(job) = job {
                job.is_reading = false;
                job.next = Some(bytes.unchecked_into());
                go_on(job);
            }
        });
    });
    let mut job = Job {
        decoding: Decoding::new(&handed_over)?,
        packed: message.get(1).unchecked_into(),
        at: 0.0,
        next: None,
        is_reading: false,
        may_send: MOST_MESSAGES,
        is_over: false,
        on_read,
    };
    read(&mut job, FIRST_CHUNK);
    Some(job)
}

/// Tells as much as it may.
fn go_on(job: &mut Job) {
    while job.may_send > 0 && !job.is_over {
        let told = match job.decoding.next() {
            Told::Hungry => {
                let Some(bytes) = job.next.take() else {
                    return; // it is being read
                };
                let bytes = Uint8Array::new(&bytes);
                let count = bytes.length() as usize;
                read(job, CHUNK);
                if count > 0 {
                    bytes.copy_to(job.decoding.room(count));
                    job.decoding.fill(count);
                    continue;
                }
                job.decoding.last()
            }
            told => told,
        };
        job.may_send -= 1;
        job.is_over = matches!(told, Told::Last(_));
        if let Told::Tokens(message) | Told::Last(message) = told {
            post(&message);
        }
    }
}

/// Reads ahead.
fn read(job: &mut Job, length: f64) {
    let end = job.at + length;
    if let Ok(slice) = job.packed.slice_with_f64_and_f64(job.at, end) {
        job.at = end;
        job.is_reading = true;
        let _ = slice.array_buffer().then(&job.on_read);
    }
}

fn post(bytes: &[u8]) {
    let bytes = Uint8Array::from(bytes);
    let transfer = Array::of1(&bytes.buffer());
    // It fails only if the archive worker is gone, and then nobody misses it.
    let _ = scope().post_message_with_transfer(&bytes, &transfer);
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
