//! Requests to GitHub, each to one constant host, and with nothing of the browser's own in it.

use std::cell::Cell;

use gloo_net::http::{Headers, Method, RequestBuilder};
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReferrerPolicy, RequestCredentials, RequestMode, RequestRedirect};

use crate::engine::policy::GITHUB;
use crate::engine::source::github::{self, Request, Response, Token};
use crate::web::buffer;

/// The headers that GitHub lets pages read, as far as they matter.
const READ: [&str; 5] = [
    "retry-after",
    "x-ratelimit-remaining",
    "x-ratelimit-reset",
    "x-oauth-scopes",
    "x-github-sso",
];

/// Garbage of so many answers is some 2 MB.
const COLLECTED: u32 = 24;

thread_local! {
    /// How many answers came.
    static ANSWERS: Cell<u32> = const { Cell::new(0) };
}

/// Sends a request; `None` if no whole answer came.
pub async fn send(request: &Request, token: Option<&Token>) -> Option<Response> {
    let address = [GITHUB, &request.path].concat();
    let mut builder = RequestBuilder::new(&address)
        .mode(RequestMode::Cors)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    if let Some(token) = token {
        builder = builder.header("Authorization", &["Bearer ", token.secret()].concat());
    }
    let sent = match &request.body {
        Some(body) => {
            let builder = builder.header("Content-Type", "application/json");
            builder
                .method(Method::POST)
                .body(body.as_str())
                .ok()?
                .send()
        }
        None => builder.build().ok()?.send(),
    };
    let response = sent.await.ok()?;
    Some(Response {
        status: response.status(),
        headers: read(&response.headers()),
        body: body(response.into()).await?,
    })
}

fn read(headers: &Headers) -> github::Headers {
    let pair = |name: &&str| Some(((*name).to_owned(), headers.get(name)?));
    github::Headers(READ.iter().filter_map(pair).collect())
}

/// What a body says. Not as a stream: its pieces would be more garbage, and need a list that grows.
async fn body(response: web_sys::Response) -> Option<Vec<u8>> {
    let whole = JsFuture::from(response.array_buffer().ok()?).await.ok()?;
    let mut bytes = Vec::new();
    buffer::take(&Uint8Array::new(&whole), &mut bytes);
    let answers = ANSWERS.get().wrapping_add(1);
    ANSWERS.set(answers);
    if answers.is_multiple_of(COLLECTED) {
        buffer::collect();
    }
    Some(bytes)
}
