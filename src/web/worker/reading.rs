//! An import under way, alone or with helpers.

use chrono::{DateTime, Utc};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::blobs::BlobFiles;
use super::helper::{self, Hired};
use super::{STATE, Teller, go_on};
use crate::engine::event::Imported;
use crate::engine::protocol::{self, Report};
use crate::engine::source::twitter::Archive;
use crate::engine::source::twitter::import::Import;
use crate::engine::source::twitter::import::share::LEAST;
use crate::engine::source::{Files, ImportError, Unreadable};
use crate::web::scope::scope;

/// More helpers would wait for the same disk, each with some 20 MB of memory.
const MOST_HELPERS: usize = 3;

/// An import that has not come to its end.
pub struct Reading {
    import: Import,
    files: BlobFiles,
    teller: Teller,
    helpers: Vec<Hired>,
    /// What is sent here lets it go on, after what the helpers have sent meanwhile.
    again: Option<MessagePort>,
    goes_on_soon: bool,
}

impl Reading {
    /// * `handles`: the chosen files, each with its path.
    /// * `today`: see [`Import::open`].
    pub fn open(
        paths: Vec<String>,
        handles: Array,
        today: DateTime<Utc>,
    ) -> Result<Reading, ImportError> {
        let files = helper::files(paths.clone(), &handles)?;
        let mut teller = Teller::new();
        let mut import = Import::open(&files, today)?;
        teller.tell(import.progress());
        let cores = scope().navigator().hardware_concurrency() as usize;
        let wanted = import.helpers(MOST_HELPERS.min(cores.saturating_sub(1)));
        let mut helpers = Vec::new();
        for id in 0..wanted {
            // Where none can be started, one is enough.
            let Ok(mut hired) = Hired::start(id, &paths, &handles, today) else {
                break;
            };
            hired.read(import.lend(&files, LEAST));
            helpers.push(hired);
        }
        Ok(Reading {
            import,
            files,
            teller,
            again: (!helpers.is_empty()).then(again).flatten(),
            helpers,
            goes_on_soon: false,
        })
    }

    /// Reads on: to the end, or for a while if others are to be heard. Whether everything was read.
    pub fn go_on(&mut self) -> Result<bool, ImportError> {
        loop {
            let teller = &mut self.teller;
            let need = self.import.run(&self.files, &mut |now| teller.tell(now))?;
            let Some(need) = need else {
                return Ok(!self.import.has_lent());
            };
            let room = self.import.room(need.length);
            match self.files.read(need.input, need.at, room) {
                Ok(count) => self.import.fill(count),
                Err(Unreadable) => self.import.miss(&self.files, need)?,
            }
            if !self.helpers.is_empty() && self.will_go_on() {
                return Ok(false);
            }
        }
    }

    /// Lets it go on after what has been sent so far. Whether that is possible.
    fn will_go_on(&mut self) -> bool {
        let again = self.again.as_ref();
        self.goes_on_soon = again.is_some_and(|port| port.post_message(&JsValue::NULL).is_ok());
        self.goes_on_soon
    }

    /// All that was read, and the files.
    pub fn finish(self) -> Result<(Archive, Imported, BlobFiles), ImportError> {
        let (archive, imported) = self.import.finish()?;
        Ok((archive, imported, self.files))
    }

    /// Hears what helper number `id` says. `None`: it died, or says what nobody understands.
    fn hear(&mut self, id: usize, bytes: &[u8]) -> Option<()> {
        let hired = self.helpers.iter_mut().find(|hired| hired.id == id)?;
        match protocol::split_bytes(bytes)? {
            (Report::Ready { version }, _) => (version == protocol::VERSION).then_some(()),
            (Report::Progress { progress, .. }, _) => {
                self.import.hear(hired.reads?, progress);
                Some(())
            }
            (Report::Events { .. }, rows) => {
                protocol::add_events(rows, &mut hired.events);
                Some(())
            }
            (Report::Part { number, mut part }, _) => {
                part.events = std::mem::take(&mut hired.events);
                self.import.take_in(number as usize, part);
                hired.read(self.import.lend(&self.files, LEAST));
                hired.reads.map(drop) // one without work goes
            }
        }
    }

    /// Does without a helper, and reads what it was reading.
    fn let_go(&mut self, id: usize) {
        let Some(nth) = self.helpers.iter().position(|hired| hired.id == id) else {
            return;
        };
        if let Some(number) = self.helpers.swap_remove(nth).reads {
            self.import.take_back(number);
        }
    }
}

/// A helper said something, or died. What an import that is over is told goes nowhere.
pub fn heard(id: usize, said: Option<&Uint8Array>) {
    STATE.with_borrow_mut(|state| {
        let super::State::Reading(reading) = state else {
            return;
        };
        let bytes = said.map(Uint8Array::to_vec);
        if bytes.and_then(|bytes| reading.hear(id, &bytes)).is_none() {
            reading.let_go(id);
        }
        if !reading.goes_on_soon {
            go_on(state);
        }
    });
}

/// A port at which what is sent lets the import go on.
fn again() -> Option<MessagePort> {
    let channel = MessageChannel::new().ok()?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|_: MessageEvent| {
        STATE.with_borrow_mut(|state| {
            if let super::State::Reading(reading) = state {
                reading.goes_on_soon = false;
                go_on(state);
            }
        });
    });
    let on_message = on_message.into_js_value();
    channel
        .port2()
        .set_onmessage(Some(on_message.unchecked_ref()));
    Some(channel.port1())
}
