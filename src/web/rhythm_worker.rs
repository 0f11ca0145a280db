//! The rhythm worker's own end: it is told when someone did something, and finds out when they slept and how
//! regular that is. It may connect to nothing at all.

use std::cell::RefCell;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::scope::{now, reply, scope};
use crate::engine::analysis::Analysis;
use crate::engine::protocol;
use crate::engine::protocol::rhythm::{self, Ask, Life, Tell, VERSION};

/// So long it works before it hears what has been asked meanwhile, in milliseconds.
const SLICE_MS: f64 = 20.0;

/// What the worker works on.
struct Work {
    /// The number of the life: what is told carries it, so that nothing of an older one is taken for it.
    job: u32,
    analysis: Analysis,
    has_told_signs: bool,
}

/// A life that has been asked about and not been begun.
struct Asked {
    job: u32,
    life: Life,
    moments: Vec<i64>,
}

/// What the worker holds.
#[derive(Default)]
struct State {
    /// The last one: of those that came while another took its time, only that is wanted.
    asked: Option<Asked>,
    work: Option<Work>,
    /// What is sent here lets it go on, after all that was asked before.
    again: Option<MessagePort>,
    goes_on_soon: bool,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Says that the worker is ready, and answers whatever it is asked from then on.
pub fn run() {
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|message: MessageEvent| {
        let message: Array = message.data().unchecked_into();
        let bytes = Uint8Array::new(&message.get(0)).to_vec();
        if let Some((ask, rows)) = protocol::split_bytes(&bytes) {
            STATE.with_borrow_mut(|state| state.answer(ask, rows));
        }
    });
    scope().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    on_message.forget(); // lives as long as the worker
    STATE.with_borrow_mut(|state| state.again = again());
    reply(&Tell::Ready { version: VERSION });
}

impl State {
    fn answer(&mut self, ask: Ask, rows: &[u8]) {
        match (ask, &mut self.work) {
            (Ask::Life { job, life }, _) => {
                let moments = rhythm::moments(rows);
                self.asked = Some(Asked { job, life, moments });
                self.will_go_on();
            }
            (Ask::Show { days, language }, Some(work)) => {
                work.analysis.show(&days, language);
                self.will_go_on();
            }
            (Ask::Compare { days, language }, Some(work)) => {
                reply(&work.analysis.compare(days, language));
            }
            // Whoever asks begins with a life, and asks another worker for pictures.
            (Ask::Show { .. } | Ask::Compare { .. }, None) | (Ask::Picture { .. }, _) => {}
        }
    }

    /// Finds out when someone slept, and tells it.
    fn begin(&mut self, asked: Asked) {
        let Asked { job, life, moments } = asked;
        self.work = None; // both at once would need the memory of both
        let analysis = Analysis::new(life, &moments);
        let sleep = analysis.sleep();
        reply(&Tell::Sleep {
            job,
            timeline: sleep.timeline.clone(),
            asleep: sleep.asleep.clone(),
        });
        reply(&analysis.sketch());
        self.work = Some(Work {
            job,
            analysis,
            has_told_signs: false,
        });
    }

    /// Works on for a while.
    fn go_on(&mut self) {
        self.goes_on_soon = false;
        if let Some(asked) = self.asked.take() {
            return self.begin(asked);
        }
        let Some(Work {
            job,
            analysis,
            has_told_signs,
        }) = &mut self.work
        else {
            return;
        };
        let until = now() + SLICE_MS;
        while analysis.has_more() && now() < until {
            if let Some(told) = analysis.step() {
                reply(&Tell::Cards { job: *job, told });
            }
        }
        if analysis.has_more() {
            self.will_go_on();
        } else if !*has_told_signs {
            *has_told_signs = true;
            reply(&analysis.signs());
        }
    }

    fn will_go_on(&mut self) {
        if let Some(port) = self.again.as_ref().filter(|_| !self.goes_on_soon) {
            self.goes_on_soon = port.post_message(&JsValue::NULL).is_ok();
        }
    }
}

/// A port at which what is sent lets the worker go on.
fn again() -> Option<MessagePort> {
    let channel = MessageChannel::new().ok()?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|_: MessageEvent| {
        STATE.with_borrow_mut(State::go_on);
    });
    let on_message = on_message.into_js_value();
    channel
        .port2()
        .set_onmessage(Some(on_message.unchecked_ref()));
    Some(channel.port1())
}
