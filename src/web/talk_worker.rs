//! The talk worker's own end: the only place that holds the key to Gemini, and the only one that may connect to
//! that and to a VOICEVOX on this machine. It tells pieces of an answer as they come; whoever hears them checks them.

mod sending;
mod voice;

use std::cell::RefCell;

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{MessageEvent, Response};

use self::sending::{Call, Sent};
use super::scope::{reply, scope};
use crate::engine::protocol;
use crate::engine::protocol::talk::{Ask, Tell, VERSION};
use crate::engine::talk::Trouble;
use crate::engine::talk::gemini::answer::{self, Stream};
use crate::engine::talk::gemini::{HOST, Key, MODELS_PATH, Model, models, newest};
use crate::engine::talk::voicevox::diagnosis::Ended;

/// So long a list of models may take, in milliseconds.
const LIST_MS: i32 = 20_000;
/// So long an answer may take. The page has less patience, and stops it.
const ANSWER_MS: i32 = 60_000;

thread_local! {
    static KEY: RefCell<Option<Key>> = const { RefCell::new(None) };
}

/// Says that the worker is ready, and answers whatever it is asked from then on.
pub fn run() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
        let message: Array = message.data().unchecked_into();
        let bytes = Uint8Array::new(&message.get(0)).to_vec();
        if let Some(ask) = protocol::from_bytes(&bytes) {
            answer(ask);
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    reply(&Tell::Ready { version: VERSION });
}

fn answer(ask: Ask) {
    match ask {
        Ask::Key { key } => drop(KEY.replace(Some(key))),
        Ask::Forget => drop(KEY.take()),
        Ask::Models { job } => spawn_local(list(job)),
        Ask::Answer { job, model, body } => spawn_local(say(job, model, body)),
        Ask::Speakers { job } => spawn_local(voice::list(job)),
        Ask::Speak { job, text, style } => spawn_local(voice::speak(job, text, style)),
        Ask::Diagnose { job } => spawn_local(voice::tell(job)),
        Ask::Stop { job } => sending::stop(job),
    }
}

/// Tells which models there are.
async fn list(job: u32) {
    let call = Call::begin(job, LIST_MS);
    let told = async {
        let response = ask(&call, MODELS_PATH, None).await?;
        let body = sending::body(&response).await;
        let models = models(&body).ok_or(Trouble::Unclear)?;
        let newest = newest(&models).cloned();
        Ok(Tell::Models {
            job,
            models,
            newest,
        })
    };
    let told = told.await;
    call.tell(&told.unwrap_or_else(|trouble| Tell::Trouble { job, trouble }));
}

/// Tells what a model answers, piece by piece.
async fn say(job: u32, model: Model, body: String) {
    let call = Call::begin(job, ANSWER_MS);
    let told = stream(&call, job, &model.path(), body).await;
    call.tell(&match told {
        Ok(()) => Tell::End { job },
        Err(trouble) => Tell::Trouble { job, trouble },
    });
}

async fn stream(call: &Call, job: u32, path: &str, body: String) -> Result<(), Trouble> {
    let response = ask(call, path, Some(body)).await?;
    let body = response.body().ok_or(Trouble::Empty)?;
    let reader: web_sys::ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut stream = Stream::default();
    loop {
        let read = JsFuture::from(reader.read()).await;
        let read = read.map_err(|_| trouble(call.ended()))?;
        let of = |name: &str| Reflect::get(&read, &name.into()).unwrap_or_default();
        let is_done = of("done").is_truthy();
        let pieces = if is_done {
            stream.end().into_iter().collect()
        } else {
            stream.push(&Uint8Array::new(&of("value")).to_vec())
        };
        for piece in pieces {
            if !piece.text.is_empty() {
                let text = piece.text;
                call.tell(&Tell::Piece { job, text });
            }
            if let Some(trouble) = piece.trouble {
                return Err(trouble);
            }
        }
        if is_done {
            return Ok(());
        }
    }
}

/// Asks Gemini, with the key.
async fn ask(call: &Call, path: &str, body: Option<String>) -> Result<Response, Trouble> {
    let key = KEY.with_borrow(Option::clone).ok_or(Trouble::BadKey)?;
    let sent = Sent {
        key: Some(&key),
        body,
        ..Sent::default()
    };
    let response = call.fetch(HOST, path, sent).await.map_err(trouble)?;
    if response.ok() {
        return Ok(response);
    }
    let retry_after = response.headers().get("retry-after").ok().flatten();
    let body = sending::body(&response).await;
    let retry_after = retry_after.as_deref();
    Err(answer::trouble(response.status(), retry_after, &body))
}

fn trouble(ended: Ended) -> Trouble {
    match ended {
        Ended::Silent => Trouble::Slow,
        _ => Trouble::Offline,
    }
}
