//! What to do after an answer: a pure function of status, headers, body, attempt and time.

use chrono::{DateTime, TimeDelta, Utc};

use super::link;
use super::moment;
pub use super::why::{Failure, Limit, Why};
use crate::engine::json::{self, NULL, Value};

/// Larger answers are refused: a page of ten repositories is a twentieth of it.
pub const MOST_BYTES: usize = 16 << 20;
/// So often a request is sent again after a failure that may pass.
pub const MOST_RETRIES: u32 = 3;
/// So often after "too fast": each wait is twice the one before.
pub const MOST_SLOWDOWNS: u32 = 5;
/// GitHub counts by the hour: no limit lasts longer than this, whatever a header says.
const LONGEST_WAIT_SECS: i64 = 2 * 3_600;
/// Where "too fast" doesn't say how long to wait.
const SLOWDOWN_SECS: i64 = 60;

/// An answer to a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub headers: Headers,
    pub body: Vec<u8>,
}

impl Response {
    /// What its body says; `None` if that is no JSON, or too long.
    pub(super) fn said(&self) -> Option<Value<'_>> {
        json::read(&self.body).filter(|_| self.body.len() <= MOST_BYTES)
    }
}

/// Names and values; names in any case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers(pub Vec<(String, String)>);

impl Headers {
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.0.iter();
        let found = all.find(|(other, _)| other.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim())
    }

    /// A header that is a number.
    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name)?.parse().ok()
    }
}

/// How often a request failed, and how often a limit was met with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attempts {
    pub failed: u32,
    pub paused: u32,
}

/// What an answer means for the request and for the rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Take what it says. What could not be had is listed.
    Use(Vec<Refused>),
    /// Ask the same again at that moment.
    Retry { at: DateTime<Utc> },
    /// It was too much at once: ask for less at that moment.
    Smaller { at: DateTime<Utc> },
    /// Send nothing at all before that moment, then the same again.
    Pause { until: DateTime<Utc>, limit: Limit },
    /// This request has failed for good, and the rest can go on.
    Skip(Why),
    /// The run has ended; it can be resumed.
    Fail(Failure),
}

/// A part of an answer that GitHub would not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The fields that lead there, without places in lists.
    pub fields: Vec<String>,
    /// The first place in a list on the way.
    pub place: Option<usize>,
    pub why: Why,
}

/// What to do after an answer, or after none came.
///
/// * `before`: how this request fared before.
pub fn next_step(response: Option<&Response>, before: Attempts, now: DateTime<Utc>) -> Verdict {
    let said = response.and_then(Response::said);
    judge(response, said.as_ref(), before, now)
}

/// The same, for whoever has read the answer already.
///
/// * `said`: see [`Response::said`].
pub(super) fn judge(
    response: Option<&Response>,
    said: Option<&Value>,
    before: Attempts,
    now: DateTime<Utc>,
) -> Verdict {
    let attempt = before.failed;
    let Some(response) = response else {
        return retry(attempt, now).unwrap_or(Verdict::Fail(Failure::Offline));
    };
    if response.body.len() > MOST_BYTES {
        return smaller(attempt, now);
    }
    // Plain REST answers with a list, which has no errors.
    let is_understood = matches!(said, Some(Value::Fields(_) | Value::List(_)));
    let said = said.unwrap_or(&NULL);
    if let Some(verdict) = limits(response, said, before.paused, now) {
        return verdict;
    }
    match response.status {
        200 if !is_understood => broken(attempt, now),
        200 => partial(response, said.list("errors"), attempt, now),
        401 => Verdict::Fail(Failure::BadToken),
        403 if response.headers.get("x-github-sso").is_some() => {
            Verdict::Skip(sign_on(&response.headers))
        }
        403 if is_right(said.text("message")) => Verdict::Skip(Why::NoRight),
        403 => Verdict::Fail(Failure::Forbidden),
        404 | 410 | 451 => Verdict::Skip(Why::NotFound),
        408 | 502 | 504 => smaller(attempt, now),
        400..=499 => Verdict::Skip(Why::NotValid),
        _ => broken(attempt, now),
    }
}

/// Whether a limit was met, and until when nothing may be sent.
fn limits(response: &Response, said: &Value, paused: u32, now: DateTime<Utc>) -> Option<Verdict> {
    let headers = &response.headers;
    let may_limit = matches!(response.status, 200 | 403 | 429);
    let errors = said.list("errors");
    let says = |wanted: &str| {
        let says = |one: &Value| has(one.text("message"), wanted);
        may_limit && (says(said) || errors.iter().any(says))
    };
    let is_refusal = matches!(response.status, 403 | 429);
    if says("secondary rate") || says("abuse detection") {
        return Some(slow_down(headers, paused, now));
    }
    let is_typed = errors
        .iter()
        .any(|trouble| trouble.text("type") == "RATE_LIMITED");
    let is_used_up = is_refusal && headers.number("x-ratelimit-remaining") == Some(0);
    if is_used_up || may_limit && (is_typed || says("rate limit")) {
        if paused >= MOST_SLOWDOWNS {
            return Some(Verdict::Fail(Failure::Limited));
        }
        let until = reset(headers, said, now);
        return Some(Verdict::Pause {
            until,
            limit: Limit::Primary,
        });
    }
    let is_too_fast = response.status == 429 || is_refusal && headers.get("retry-after").is_some();
    is_too_fast.then(|| slow_down(headers, paused, now))
}

/// A second after the limit ends; a minute from now where nothing says when.
fn reset(headers: &Headers, said: &Value, now: DateTime<Utc>) -> DateTime<Utc> {
    let points = said.get("data").get("rateLimit");
    let told = moment::parse(points.text("resetAt"));
    let told = told.map(|moment| moment.epoch_secs);
    let epoch_secs = headers.number("x-ratelimit-reset").or(told);
    let secs = match epoch_secs {
        Some(at) => at.saturating_sub(now.timestamp()).saturating_add(1),
        None => SLOWDOWN_SECS,
    };
    after(now, secs.clamp(1, LONGEST_WAIT_SECS))
}

/// A second after points are there again, and no later than any limit lasts.
pub(super) fn refilled(reset_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let left = reset_at.timestamp().saturating_sub(now.timestamp());
    after(now, left.saturating_add(1).clamp(1, LONGEST_WAIT_SECS))
}

fn slow_down(headers: &Headers, paused: u32, now: DateTime<Utc>) -> Verdict {
    if paused >= MOST_SLOWDOWNS {
        return Verdict::Fail(Failure::Limited);
    }
    let told = headers.number("retry-after").filter(|secs| *secs > 0);
    let doubled = SLOWDOWN_SECS.saturating_mul(2_i64.saturating_pow(paused));
    let secs = told.unwrap_or(doubled).min(LONGEST_WAIT_SECS);
    Verdict::Pause {
        until: after(now, secs),
        limit: Limit::Secondary,
    }
}

/// An answer with what could be had, and with what could not.
fn partial(response: &Response, troubles: &[Value], attempt: u32, now: DateTime<Utc>) -> Verdict {
    let is = |wanted: fn(&Value) -> bool| troubles.iter().any(wanted);
    if is(|trouble| {
        has(
            trouble.text("message"),
            "something went wrong while executing",
        )
    }) {
        return broken(attempt, now);
    }
    if is(is_too_much) {
        return smaller(attempt, now);
    }
    let refused = troubles
        .iter()
        .map(|trouble| refused(trouble, &response.headers));
    Verdict::Use(refused.collect())
}

/// Whether too many things were asked for at once, by GitHub's own measure.
fn is_too_much(trouble: &Value) -> bool {
    const SORTS: [&str; 3] = [
        "RESOURCE_LIMITS_EXCEEDED",
        "MAX_NODE_LIMIT_EXCEEDED",
        "TIMEOUT",
    ];
    let message = trouble.text("message");
    SORTS.contains(&trouble.text("type")) || has(message, "timedout") || has(message, "timed out")
}

fn refused(trouble: &Value, headers: &Headers) -> Refused {
    let message = trouble.text("message");
    let why = match trouble.text("type") {
        "NOT_FOUND" => Why::NotFound,
        "INSUFFICIENT_SCOPES" => Why::NoRight,
        _ if has(message, "saml") => sign_on(headers),
        "FORBIDDEN" => Why::NoRight,
        _ if is_right(message) => Why::NoRight,
        _ => Why::NotValid,
    };
    let path = trouble.list("path");
    let fields = path.iter().filter_map(Value::as_text).map(str::to_owned);
    let place = path.iter().find_map(Value::as_number);
    Refused {
        fields: fields.collect(),
        place: place.and_then(|place| usize::try_from(place).ok()),
        why,
    }
}

/// The header says `required; url=…`.
fn sign_on(headers: &Headers) -> Why {
    let told = headers.get("x-github-sso").unwrap_or_default();
    let url = told
        .split(';')
        .find_map(|part| part.trim().strip_prefix("url="));
    Why::SignOn {
        path: url.and_then(link::path).map(str::to_owned),
    }
}

fn is_right(message: &str) -> bool {
    has(message, "not accessible by") || has(message, "required scopes")
}

/// Without regard to case; `wanted` is in lower case.
fn has(text: &str, wanted: &str) -> bool {
    text.to_ascii_lowercase().contains(wanted)
}

/// (n + 1)² seconds later, unless that was tried often enough.
fn retry(attempt: u32, now: DateTime<Utc>) -> Option<Verdict> {
    (attempt < MOST_RETRIES).then(|| Verdict::Retry {
        at: backoff(attempt, now),
    })
}

fn broken(attempt: u32, now: DateTime<Utc>) -> Verdict {
    retry(attempt, now).unwrap_or(Verdict::Skip(Why::Broken))
}

/// The machine says when nothing smaller can be asked for.
fn smaller(attempt: u32, now: DateTime<Utc>) -> Verdict {
    Verdict::Smaller {
        at: backoff(attempt.min(MOST_RETRIES), now),
    }
}

fn backoff(attempt: u32, now: DateTime<Utc>) -> DateTime<Utc> {
    let n = i64::from(attempt).saturating_add(1);
    after(now, n.saturating_mul(n))
}

fn after(now: DateTime<Utc>, secs: i64) -> DateTime<Utc> {
    let delta = TimeDelta::try_seconds(secs).unwrap_or_default();
    now.checked_add_signed(delta).unwrap_or(now)
}
