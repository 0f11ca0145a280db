//! An import under way, alone or with helpers.

use chrono::{DateTime, Utc};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{MessageChannel, MessageEvent, MessagePort};

use super::blobs::BlobFiles;
use super::helper::{self, DECODER, Hired};
use super::{STATE, Teller, go_on, scope};
use crate::engine::event::Imported;
use crate::engine::protocol::{self, Report};
use crate::engine::source::stream::Need;
use crate::engine::source::twitter::Archive;
use crate::engine::source::twitter::import::Import;
use crate::engine::source::twitter::import::share::LEAST;
use crate::engine::source::{Files, ImportError, Unreadable};

/// More helpers would wait for the same disk, each with some 20 MB of memory.
const MOST_HELPERS: usize = 3;

/// How much is read at a time while the decoder is waited for: it is heard only in between.
const WHILE_WAITING: usize = 512 << 10;

/// An import that has not come to its end.
pub struct Reading {
    import: Import,
    files: BlobFiles,
    teller: Teller,
    helpers: Vec<Hired>,
    /// One that only decodes, and whether it has begun to listen.
    decoder: Option<Hired>,
    has_decoder: bool,
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
        let is_worth_it = cores > 1 && helpers.is_empty() && import.wants_decoder();
        let decoder = is_worth_it.then(|| Hired::decoder().ok()).flatten();
        Ok(Reading {
            import,
            files,
            teller,
            again: again(),
            helpers,
            decoder,
            has_decoder: false,
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
            if need.length == 0 {
                self.hand_over(need);
                return Ok(false);
            }
            let is_waited_for = self.decoder.is_some() && !self.has_decoder;
            let length = match is_waited_for {
                true => need.length.min(WHILE_WAITING),
                false => need.length,
            };
            let room = self.import.room(length);
            match self.files.read(need.input, need.at, room) {
                Ok(count) => self.import.fill(count),
                Err(Unreadable) => self.import.miss(&self.files, need)?,
            }
            if (is_waited_for || !self.helpers.is_empty()) && self.will_go_on() {
                return Ok(false);
            }
        }
    }

    /// Lets the decoder go on with the file from here, unless it does so already.
    fn hand_over(&mut self, need: Need) {
        if let Some(decoder) = &self.decoder
            && let Some(handed_over) = self.import.hand_over()
            && let Ok(packed) = self.files.slice(need.input, need.at, need.left)
        {
            decoder.decode(&handed_over, &packed);
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

    /// Hears what the decoder says, as [`Reading::hear`] does of a helper.
    fn hear_decoder(&mut self, said: &Uint8Array) -> Option<()> {
        let message = said.to_vec();
        if self.has_decoder {
            self.decoder.as_ref()?.give_back(said);
            return self.import.hear_tokens(message);
        }
        let is_ready = message == [0, protocol::VERSION as u8];
        self.has_decoder = is_ready;
        self.import.set_decoder(is_ready);
        is_ready.then_some(())
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
        if id == DECODER {
            self.decoder = None;
            self.import.set_decoder(false);
        }
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
        let heard = said.and_then(|said| match id {
            DECODER => reading.hear_decoder(said),
            _ => reading.hear(id, &said.to_vec()),
        });
        if heard.is_none() {
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
