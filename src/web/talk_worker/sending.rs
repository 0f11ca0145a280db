//! Requests that end in time, to one of two constant hosts, and with nothing of the browser's own in them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReferrerPolicy, RequestCredentials, RequestInit, RequestMode,
    RequestRedirect, Response,
};

use crate::engine::protocol::Message;
use crate::engine::talk::gemini::{KEY_HEADER, Key};
use crate::engine::talk::voicevox::diagnosis::Ended;
use crate::web::scope::{reply, scope};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn fetch(address: &str, how: &RequestInit) -> Promise;
}

thread_local! {
    /// Jobs that are under way, and what ends each.
    static RUNNING: RefCell<Vec<(u32, AbortController)>> = const { RefCell::new(Vec::new()) };
}

/// Ends a job: nothing more is told of it.
pub fn stop(job: u32) {
    let stopped = RUNNING.with_borrow_mut(|running| {
        let at = running.iter().position(|(other, _)| *other == job)?;
        Some(running.swap_remove(at).1)
    });
    if let Some(controller) = stopped {
        controller.abort();
    }
}

/// What goes with a request.
#[derive(Default)]
pub struct Sent<'a> {
    pub method: Option<&'static str>,
    pub key: Option<&'a Key>,
    /// JSON.
    pub body: Option<String>,
    /// Cross-origin by default.
    pub mode: Option<RequestMode>,
}

/// A job's requests. They end together, in time or when the job is stopped.
pub struct Call {
    job: u32,
    /// `None` where the browser can't end requests.
    controller: Option<AbortController>,
    is_late: Rc<Cell<bool>>,
    timer: Option<i32>,
    _ring: Closure<dyn FnMut()>,
}

impl Call {
    /// * `most_ms`: so long all of them may take, in milliseconds.
    pub fn begin(job: u32, most_ms: i32) -> Call {
        let controller = AbortController::new().ok();
        let is_late = Rc::new(Cell::new(false));
        if let Some(controller) = controller.clone() {
            RUNNING.with_borrow_mut(|running| running.push((job, controller)));
        }
        let (late, ends) = (Rc::clone(&is_late), controller.clone());
        let ring = Closure::<dyn FnMut()>::new(move || {
            late.set(true);
            if let Some(controller) = &ends {
                controller.abort();
            }
        });
        let timer = scope().set_timeout_with_callback_and_timeout_and_arguments_0(
            ring.as_ref().unchecked_ref(),
            most_ms,
        );
        Call {
            job,
            controller,
            is_late,
            timer: timer.ok(),
            _ring: ring,
        }
    }

    /// Sends a request.
    ///
    /// # Errors
    /// Nothing came, or not in time.
    pub async fn fetch(&self, host: &str, path: &str, sent: Sent<'_>) -> Result<Response, Ended> {
        let how = self.how(sent).map_err(|_| Ended::Rejected)?;
        let fetched = JsFuture::from(fetch(&[host, path].concat(), &how)).await;
        fetched
            .map(JsCast::unchecked_into)
            .map_err(|_| self.ended())
    }

    fn how(&self, sent: Sent) -> Result<RequestInit, JsValue> {
        let headers = Headers::new()?;
        let how = RequestInit::new();
        let mode = sent.mode.unwrap_or(RequestMode::Cors);
        how.set_mode(mode);
        how.set_credentials(RequestCredentials::Omit);
        how.set_redirect(match mode {
            // Browsers send nothing else of this kind. Where it would lead to, the worker's policy allows it or not.
            RequestMode::NoCors => RequestRedirect::Follow,
            _ => RequestRedirect::Error,
        });
        how.set_referrer_policy(ReferrerPolicy::NoReferrer);
        how.set_signal(
            self.controller
                .as_ref()
                .map(AbortController::signal)
                .as_ref(),
        );
        if let Some(key) = sent.key {
            headers.set(KEY_HEADER, key.secret())?;
        }
        if let Some(body) = sent.body {
            headers.set("content-type", "application/json")?;
            how.set_method("POST");
            how.set_body(&body.into());
        }
        if let Some(method) = sent.method {
            how.set_method(method);
        }
        how.set_headers(&headers);
        Ok(how)
    }

    /// How what failed has ended.
    pub fn ended(&self) -> Ended {
        if self.is_late.get() {
            Ended::Silent
        } else {
            Ended::Rejected
        }
    }

    /// Tells the page, unless the job was stopped.
    pub fn tell(&self, message: &impl Message) {
        if !self.is_stopped() {
            reply(message);
        }
    }

    pub fn is_stopped(&self) -> bool {
        let is_running =
            RUNNING.with_borrow(|running| running.iter().any(|(job, _)| *job == self.job));
        self.controller.is_some() && !is_running
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let Some(timer) = self.timer {
            scope().clear_timeout_with_handle(timer);
        }
        RUNNING.with_borrow_mut(|running| running.retain(|(job, _)| *job != self.job));
    }
}

/// What a body says; nothing if it did not come whole.
pub async fn body(response: &Response) -> Vec<u8> {
    let Ok(whole) = response.array_buffer() else {
        return Vec::new();
    };
    let whole = JsFuture::from(whole).await;
    whole.map_or_else(|_| Vec::new(), |whole| Uint8Array::new(&whole).to_vec())
}
