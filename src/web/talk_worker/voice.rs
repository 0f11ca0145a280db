//! Requests to VOICEVOX, and what is asked to find out why they fail.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestMode, Response};

use super::sending::{self, Call, Sent};
use crate::engine::protocol;
use crate::engine::protocol::talk::Tell;
use crate::engine::talk::VoiceTrouble;
use crate::engine::talk::voicevox::diagnosis::{Ended, Findings, Permission, diagnose, refused};
use crate::engine::talk::voicevox::{
    HOST, SPEAKERS_PATH, VERSION_PATH, beak, query_path, speakers, synthesis_path,
};
use crate::web::scope::scope;

/// So long a program on this machine may take to say something, in milliseconds.
const PROBE_MS: i32 = 4_000;
/// So long where the browser asks the person first.
const PROMPT_MS: i32 = 60_000;
/// So long it may take to speak.
const SPEAK_MS: i32 = 30_000;
/// How the permission to ask programs on this machine is called, newest first.
const PERMISSIONS: [&str; 2] = ["loopback-network", "local-network-access"];

#[wasm_bindgen]
extern "C" {
    type Permissions;

    #[wasm_bindgen(method, catch)]
    fn query(this: &Permissions, which: &Object) -> Result<Promise, JsValue>;
}

/// Tells who can speak.
pub async fn list(job: u32) {
    let call = Call::begin(job, patience(permission().await));
    let told = async {
        let response = call.fetch(HOST, SPEAKERS_PATH, Sent::default()).await;
        let response = good(response.map_err(|_| None)?).await?;
        let speakers = speakers(&sending::body(&response).await);
        speakers.ok_or(Some(VoiceTrouble::Broken))
    };
    match told.await {
        Ok(speakers) => call.tell(&Tell::Speakers { job, speakers }),
        Err(trouble) => explain(&call, job, trouble).await,
    }
}

/// Says something: tells how the beak moves, and the sound.
pub async fn speak(job: u32, text: String, style: u32) {
    let call = Call::begin(job, SPEAK_MS);
    let post = || Sent {
        method: Some("POST"),
        ..Sent::default()
    };
    let told = async {
        let response = call.fetch(HOST, &query_path(&text, style), post()).await;
        let response = good(response.map_err(|_| None)?).await?;
        let query = sending::body(&response).await;
        let beaks = beak(&query).ok_or(Some(VoiceTrouble::Broken))?;
        let body = String::from_utf8(query).map_err(|_| Some(VoiceTrouble::Broken))?;
        let sent = Sent {
            body: Some(body),
            ..Sent::default()
        };
        let response = call.fetch(HOST, &synthesis_path(style), sent).await;
        let response = good(response.map_err(|_| None)?).await?;
        let sound = response.array_buffer().map_err(|_| None)?;
        let sound = JsFuture::from(sound).await.map_err(|_| None)?;
        Ok((beaks, sound))
    };
    match told.await {
        Ok((beaks, sound)) if !call.is_stopped() => tell_sound(&Tell::Sound { job, beaks }, &sound),
        Ok(_) => {}
        Err(trouble) => explain(&call, job, trouble).await,
    }
}

/// Tells why there is no voice, or that there is one.
pub async fn tell(job: u32) {
    // Each question has a time of its own.
    let call = Call::begin(job, i32::MAX);
    explain(&call, job, None).await;
}

/// An answer that is none of an error.
async fn good(response: Response) -> Result<Response, Option<VoiceTrouble>> {
    if response.ok() {
        return Ok(response);
    }
    let body = sending::body(&response).await;
    Err(Some(refused(response.status(), &body)))
}

/// Tells a trouble, and finds out which it is if nothing but its failing is known.
async fn explain(call: &Call, job: u32, known: Option<VoiceTrouble>) {
    if call.is_stopped() {
        return;
    }
    let is_slow = call.ended() == Ended::Silent;
    let trouble = match known {
        Some(trouble) => Some(trouble),
        None => find_out().await.or(is_slow.then_some(VoiceTrouble::Slow)),
    };
    call.tell(&Tell::Voice { job, trouble });
}

/// Asks the three questions.
async fn find_out() -> Option<VoiceTrouble> {
    let most_ms = patience(permission().await);
    let open = probe(RequestMode::Cors, most_ms).await;
    let blind = match open {
        Ended::Answered => Ended::Answered,
        _ => probe(RequestMode::NoCors, PROBE_MS).await,
    };
    diagnose(Findings {
        permission: permission().await,
        blind,
        open,
    })
}

async fn probe(mode: RequestMode, most_ms: i32) -> Ended {
    // A job of its own, which nobody stops.
    let call = Call::begin(u32::MAX, most_ms);
    let sent = Sent {
        mode: Some(mode),
        ..Sent::default()
    };
    match call.fetch(HOST, VERSION_PATH, sent).await {
        Ok(_) => Ended::Answered,
        Err(ended) => ended,
    }
}

fn patience(permission: Permission) -> i32 {
    match permission {
        Permission::Prompt => PROMPT_MS,
        _ => PROBE_MS,
    }
}

/// Whether the browser lets this page ask programs on this machine.
async fn permission() -> Permission {
    for name in PERMISSIONS {
        if let Some(state) = state(name).await {
            return Permission::of_state(Some(&state));
        }
    }
    Permission::Unknown
}

/// A permission's state; `None` if the browser knows no such permission.
async fn state(name: &str) -> Option<String> {
    let navigator = Reflect::get(&scope(), &"navigator".into()).ok()?;
    let permissions = Reflect::get(&navigator, &"permissions".into()).ok()?;
    let permissions: Permissions = permissions
        .is_object()
        .then(|| permissions.unchecked_into())?;
    let which = Object::new();
    Reflect::set(&which, &"name".into(), &name.into()).ok()?;
    let status = JsFuture::from(permissions.query(&which).ok()?).await.ok()?;
    Reflect::get(&status, &"state".into()).ok()?.as_string()
}

/// A message, and a sound behind it.
fn tell_sound(message: &Tell, sound: &JsValue) {
    let head = protocol::to_bytes(message);
    let sound = Uint8Array::new(sound);
    let head_length = head.len() as u32;
    let whole = Uint8Array::new_with_length(head_length + sound.length());
    whole.set(&Uint8Array::from(&head[..]), 0);
    whole.set(&sound, head_length);
    let transfer = Array::of1(&whole.buffer());
    // It fails only if the page is gone, and then nobody misses it.
    let _ = scope().post_message_with_transfer(&whole, &transfer);
}
