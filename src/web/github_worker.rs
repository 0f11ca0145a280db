//! The GitHub worker's own end: the only place that holds the token, and the only one that may connect to
//! GitHub. It sends what the run needs, and tells the page what comes of it.

mod sending;

use std::cell::RefCell;

use chrono::{DateTime, Utc};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;

use super::scope::{now, reply, scope, tell_events};
use crate::engine::protocol;
use crate::engine::protocol::github::{Ask, Line, Tell, VERSION, Waits};
use crate::engine::source::github::run::Run;
use crate::engine::source::github::{Entry, Failure, Goal, Request, Response, Step, Token};

/// What was found so far is told at most so often, in milliseconds: a picture of it is drawn each time.
const PICTURE_MS: f64 = 2_000.0;
/// And how far it is: the page is laid out anew each time, and nobody reads faster.
const STATUS_MS: f64 = 200.0;

/// A run, and what it was told with.
struct Reading {
    run: Run,
    token: Option<Token>,
    /// Which of the runs it is: what an older one still hears is dropped.
    number: u32,
    /// The rights that GitHub says the token has.
    scopes: Option<String>,
    has_told_viewer: bool,
    /// Lines of the log that were told.
    told_lines: u32,
    pictured_at: f64,
    /// When it was told how far it is, and what it was waiting for.
    told_status: (f64, Option<Waits>),
    /// Which of the wakes is the last one: an earlier one has nothing to wake.
    wakes: u32,
}

thread_local! {
    static READING: RefCell<Option<Reading>> = const { RefCell::new(None) };
}

/// Says that the worker is ready, and answers whatever it is asked from then on.
pub fn run() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
        let message: Array = message.data().unchecked_into();
        let bytes = Uint8Array::new(&message.get(0)).to_vec();
        if let Some(ask) = protocol::from_bytes(&bytes) {
            READING.with_borrow_mut(|reading| answer(ask, reading));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    reply(&Tell::Ready { version: VERSION });
}

fn answer(ask: Ask, reading: &mut Option<Reading>) {
    match ask {
        Ask::Begin { token, options } => begin(reading, Run::own(options), Some(token)),
        Ask::BeginPublic { login } => begin(reading, Run::public(&login), None),
        Ask::BeginFood { token } => begin_again(reading, Run::food(), token),
        Ask::BeginRanking { token } => begin_again(reading, Run::ranking(), token),
        Ask::Rank { points } => {
            if let Some(reading) = reading {
                reading.run.allow(points);
                reading.go_on();
            }
        }
        Ask::Resume { token } => {
            if let Some(reading) = reading {
                reading.token = token.or(reading.token.take());
                reading.run.resume();
                reading.go_on();
            }
        }
        Ask::Stop => {
            if let Some(reading) = reading {
                reading.run.stop();
                reading.tell_found(false);
            }
        }
        Ask::Forget => {
            if let Some(reading) = reading {
                // Without it whatever it would still ask is refused.
                reading.run.stop();
                reading.token = None;
            }
        }
        Ask::Details { ask, offsets } => {
            let detail = |offset: &u64| reading.as_ref()?.run.detail(*offset);
            let details = offsets.iter().map(detail).collect();
            reply(&Tell::Details { ask, details });
        }
    }
}

/// Begins with a token, or with that of the run before.
fn begin_again(reading: &mut Option<Reading>, run: Run, token: Option<Token>) {
    let held = reading.as_mut().and_then(|old| old.token.take());
    match token.or(held) {
        Some(token) => begin(reading, run, Some(token)),
        None => reply(&Tell::Failed {
            failure: Failure::BadToken,
        }),
    }
}

fn begin(reading: &mut Option<Reading>, run: Run, token: Option<Token>) {
    let number = reading.as_ref().map_or(0, |old| old.number.wrapping_add(1));
    let reading = reading.insert(Reading {
        run,
        token,
        number,
        scopes: None,
        has_told_viewer: false,
        told_lines: 0,
        pictured_at: now(),
        told_status: (f64::NEG_INFINITY, None),
        wakes: 0,
    });
    // In a task of its own: to stop may have been asked as well, while the worker started.
    reading.wake_at(clock());
}

impl Reading {
    /// Sends what is needed next, or waits, or ends.
    fn go_on(&mut self) {
        // Whatever it waited for.
        self.wakes = self.wakes.wrapping_add(1);
        loop {
            match self.run.next(clock()) {
                Step::Send(requests) => requests.into_iter().for_each(|one| self.send(one)),
                // Another answer is to come, and what this one brought is told with that one.
                Step::Answers if self.was_told_just_now() => return,
                Step::Answers => return self.tell_status(None),
                Step::Wait { until, limit } => {
                    // A long wait has something to look at.
                    if limit.is_some() {
                        self.tell_found(false);
                    }
                    self.wake_at(until);
                    return self.tell_status(Some(Waits { until, limit }));
                }
                Step::Priced => {
                    self.tell_found(false);
                    return self.tell_status(None);
                }
                Step::Done => {
                    // There is no more use for it, unless someone will want to know of the next days.
                    if self.run.goal() == Goal::Life {
                        self.token = None;
                    }
                    self.tell_found(true);
                    return self.tell_status(None);
                }
                Step::Failed(failure) => {
                    self.tell_found(false);
                    self.tell_status(None);
                    return reply(&Tell::Failed { failure });
                }
                Step::Stopped => return self.tell_status(None),
            }
        }
    }

    fn send(&self, request: Request) {
        let (number, token) = (self.number, self.token.clone());
        spawn_local(async move {
            let response = sending::send(&request, token.as_ref()).await;
            on_reading(number, |reading| reading.given(request.id, response));
        });
    }

    fn given(&mut self, id: u32, response: Option<Response>) {
        let scopes = response
            .as_ref()
            .and_then(|response| response.headers.get("x-oauth-scopes"));
        self.scopes = scopes.map(str::to_owned).or(self.scopes.take());
        self.run.given(id, response, clock());
        self.tell_viewer();
        if now() - self.pictured_at >= PICTURE_MS {
            self.tell_found(false);
        }
        self.go_on();
    }

    /// Goes on at that moment. Clocks of pages are slow at times: then it is asked again, and waits again.
    fn wake_at(&mut self, until: DateTime<Utc>) {
        self.wakes = self.wakes.wrapping_add(1);
        let (number, wakes) = (self.number, self.wakes);
        let go_on = move |reading: &mut Reading| {
            if reading.wakes == wakes {
                reading.go_on();
            }
        };
        let wake = Closure::once_into_js(move || on_reading(number, go_on));
        let left = until.signed_duration_since(clock()).num_milliseconds();
        let left = i32::try_from(left.max(0)).unwrap_or(i32::MAX);
        // It fails for no function at all.
        let _ = scope()
            .set_timeout_with_callback_and_timeout_and_arguments_0(wake.unchecked_ref(), left);
    }

    fn tell_viewer(&mut self) {
        if let Some(viewer) = self.run.viewer().filter(|_| !self.has_told_viewer) {
            let (viewer, scopes) = (viewer.clone(), self.scopes.clone());
            reply(&Tell::Viewer { viewer, scopes });
            self.has_told_viewer = true;
        }
    }

    /// Whether the page knows how far it is, and that nothing is waited for but answers.
    fn was_told_just_now(&self) -> bool {
        let (at, waits) = self.told_status;
        waits.is_none() && now() - at < STATUS_MS
    }

    /// Tells what was asked, how far it is and what it waits for.
    fn tell_status(&mut self, waits: Option<Waits>) {
        self.tell_log();
        let progress = self.run.progress();
        reply(&Tell::Status { progress, waits });
        self.told_status = (now(), waits);
    }

    fn tell_log(&mut self) {
        let entries = self.run.log_from(self.told_lines);
        self.told_lines += entries.len() as u32;
        let lines = entries.into_iter().map(line).collect();
        reply(&Tell::Log { lines });
    }

    fn tell_found(&mut self, is_all: bool) {
        match self.run.goal() {
            Goal::Life => self.tell_life(is_all),
            // Its languages come last.
            Goal::Food if is_all => reply(&Tell::Food {
                food: self.run.fed(),
            }),
            Goal::Food => {}
            Goal::Ranking => {
                let ranking = self.run.standing();
                reply(&Tell::Ranking { ranking, is_all });
            }
        }
        self.pictured_at = now();
    }

    fn tell_life(&mut self, is_all: bool) {
        let mut found = Box::new(self.run.found());
        let events = std::mem::take(&mut found.events);
        let total = events.len() as u64;
        tell_events(&events, &Tell::Events { total });
        reply(&Tell::Found { found, is_all });
    }
}

/// Does something with the run of this number, if it is still the one that is under way.
fn on_reading(number: u32, what: impl FnOnce(&mut Reading)) {
    READING.with_borrow_mut(|reading| {
        if let Some(reading) = reading.as_mut().filter(|reading| reading.number == number) {
            what(reading);
        }
    });
}

fn line(entry: Entry) -> Line {
    Line {
        at: entry.at,
        operation: entry.operation.to_owned(),
        status: entry.status,
        points: entry.points,
    }
}

/// The machine's clock.
fn clock() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(js_sys::Date::now() as i64).unwrap_or(DateTime::<Utc>::MAX_UTC)
}
