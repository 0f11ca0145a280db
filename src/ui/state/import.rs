//! From chosen files to a life, by way of the archive worker.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::File;

use super::life::{Life, sample_life};
use super::view::View;
use crate::engine::gathering::Gathered;
use crate::engine::opened::{Opened, Origin};
use crate::engine::protocol;
use crate::engine::protocol::texts::{Recall, posts_from_bytes, transfer_of};
use crate::engine::sample::{self, Sample};
use crate::engine::saved::texts::which;
use crate::engine::source::{ImportError, PostText, Progress};
use crate::engine::text::Language;
use crate::ui::dom::keep;
use crate::web::apart::{ANSWERED, ASKED, RECALL, RECALLED};
use crate::web::archive::{ArchiveClient, Heard};

/// What an import is doing.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Status {
    #[default]
    Idle,
    Reading(Reading),
    Failed(Failure),
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub progress: Progress,
    /// Seconds that it will still take; `None` as long as nothing can be said.
    pub secs_left: Option<u32>,
}

/// Why an import gave nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    Import(ImportError),
    /// The browser ended the worker, or would not start it.
    Died,
    /// The page is older than the worker.
    NewVersion,
    /// What was dropped held no file.
    NoFile,
    /// What was dropped held too many.
    TooMuch,
}

/// The two posts of an opened period: their texts, `None` where one can't be read.
pub type Texts = Vec<Option<String>>;

/// An import's worker.
struct Job {
    number: u32,
    client: ArchiveClient,
}

/// Who knows what posts say.
enum Reader {
    Nobody,
    /// The worker that holds their archive open.
    Worker(Job),
    /// The desk, which has opened what is kept.
    Desk,
}

impl Reader {
    fn worker(&self) -> Option<&Job> {
        match self {
            Reader::Worker(job) => Some(job),
            Reader::Nobody | Reader::Desk => None,
        }
    }
}

/// The import that is running, and the way back to the texts of the one that is shown.
#[derive(Clone, Copy)]
pub struct Import {
    /// Where a life that was read is shown.
    view: View,
    status: RwSignal<Status>,
    /// The answer to the question with this number.
    texts: RwSignal<Option<(u32, Texts)>>,
    asks: StoredValue<u32>,
    /// How many imports there were: each has a number, so that nobody hears of another's worker.
    jobs: StoredValue<u32>,
    /// The worker of the running import.
    running: StoredValue<Option<Job>, LocalStorage>,
    /// Who knows what the posts say that are shown.
    reader: StoredValue<Reader, LocalStorage>,
    /// The desk's last transfer of texts, and the import whose worker it began with.
    transfer: StoredValue<Option<(u32, u32)>>,
}

impl Import {
    pub fn new(view: View) -> Import {
        let import = Import {
            view,
            status: RwSignal::default(),
            texts: RwSignal::default(),
            asks: StoredValue::new(0),
            jobs: StoredValue::new(0),
            running: StoredValue::new_local(None),
            reader: StoredValue::new_local(Reader::Nobody),
            transfer: StoredValue::new(None),
        };
        keep(ASKED.on_left(move || import.pass_on()));
        keep(RECALLED.on_left(move || import.hear_desk()));
        import
    }

    pub fn status(self) -> Status {
        self.status.get()
    }

    /// Reads these files, and forgets an import that is still running.
    pub fn open(self, files: Vec<(String, File)>) {
        if files.is_empty() {
            return self.refuse(Failure::NoFile);
        }
        self.running.set_value(None);
        self.status.set(Status::Reading(Reading {
            progress: Progress::default(),
            secs_left: None,
        }));
        let number = self.jobs.get_value().wrapping_add(1);
        self.jobs.set_value(number);
        let heard = move |heard| self.hear(number, heard);
        match ArchiveClient::open(files, heard) {
            Ok(client) => self.running.set_value(Some(Job { number, client })),
            Err(_) => self.status.set(Status::Failed(Failure::Died)),
        }
    }

    /// Reads nothing, or nothing more, and says why.
    pub fn refuse(self, failure: Failure) {
        self.running.set_value(None);
        self.status.set(Status::Failed(failure));
    }

    /// Ends a running import, or takes a failure off the page.
    pub fn cancel(self) {
        self.running.set_value(None);
        self.status.set(Status::Idle);
    }

    /// Shows someone who doesn't exist.
    pub fn open_sample(self, sample: Sample, language: Language) {
        self.cancel();
        self.change_reader(Reader::Nobody);
        self.view.show(sample_life(sample, language));
    }

    /// Shows what was kept, or came out of a file. The desk knows its texts, if anyone does.
    pub fn open_saved(self, opened: Opened) {
        self.cancel();
        self.change_reader(Reader::Desk);
        self.view.show_saved(opened);
    }

    /// Asks for the texts of some posts, by their indexes. Returns the number under which
    /// [`Import::texts`] will have them.
    pub fn ask_texts(self, events: &[usize], language: Language) -> u32 {
        let ask = self.asks.get_value().wrapping_add(1);
        self.asks.set_value(ask);
        let Some(life) = untrack(|| self.view.life()) else {
            return ask;
        };
        let all = &life.imported.events;
        let indexes = events.iter();
        let events = indexes.clone().filter_map(|index| all.get(*index));
        if let Origin::Sample(_) = life.origin {
            let texts = events.map(|event| Some(sample::text(language, event).to_owned()));
            self.texts.set(Some((ask, texts.collect())));
            return ask;
        }
        self.reader.with_value(|reader| match reader {
            Reader::Worker(job) => {
                let places = events.map(|event| (event.file, event.offset())).collect();
                job.client.ask_posts(ask, places);
            }
            Reader::Desk => {
                let posts = indexes.filter_map(|index| which(all, *index)).collect();
                RECALL.leave(&protocol::to_bytes(&Recall { ask, posts }));
            }
            Reader::Nobody => self.texts.set(Some((ask, vec![None; 2]))),
        });
        ask
    }

    /// The answer to a question, once it is there.
    pub fn texts(self, ask: u32) -> Option<Texts> {
        self.texts.with(|texts| {
            Some(
                texts
                    .as_ref()
                    .filter(|(number, _)| *number == ask)?
                    .1
                    .clone(),
            )
        })
    }

    /// * `number`: the import whose worker is heard.
    fn hear(self, number: u32, heard: Heard) {
        let is = |job: Option<&Job>| job.is_some_and(|job| job.number == number);
        if self.reader.with_value(|reader| is(reader.worker())) {
            self.hear_reader(heard);
        } else if self.running.with_value(|job| is(job.as_ref())) {
            self.hear_running(heard);
        }
    }

    fn hear_running(self, heard: Heard) {
        match heard {
            Heard::Progress(progress, secs) => {
                let secs_left = secs_left(progress, secs);
                self.status.set(Status::Reading(Reading {
                    progress,
                    secs_left,
                }));
            }
            Heard::Ready(gathered) => {
                let mut job = None;
                self.running.update_value(|running| job = running.take());
                // In a task of its own: what came with the last events took long enough.
                set_timeout(move || self.show(job, *gathered), Duration::ZERO);
            }
            Heard::Posts { .. } => {}
            Heard::Failed(error) => self.refuse(Failure::Import(error)),
            Heard::Died => self.refuse(Failure::Died),
            Heard::NewVersion => self.refuse(Failure::NewVersion),
        }
    }

    /// Shows who was read, and rests, unless that was called off or something else has begun since.
    ///
    /// * `job`: its worker, for the texts.
    fn show(self, job: Option<Job>, gathered: Gathered) {
        let is_over = self.running.with_value(Option::is_none);
        let is_reading = matches!(self.status.get_untracked(), Status::Reading(_));
        if is_over && is_reading {
            self.change_reader(job.map_or(Reader::Nobody, Reader::Worker));
            self.view.show(Life::new(gathered, Origin::Archive));
            // Not before the calendar stands: the door would be built for that moment.
            set_timeout(move || self.rest(), Duration::ZERO);
        }
    }

    /// Reading is over, unless something else has begun since.
    fn rest(self) {
        let is_over = self.running.with_value(Option::is_none);
        if is_over && matches!(self.status.get_untracked(), Status::Reading(_)) {
            self.status.set(Status::Idle);
        }
    }

    /// Whatever happens to it, a worker that has read its archive only costs the texts.
    fn hear_reader(self, heard: Heard) {
        if let Heard::Posts { ask, posts } = heard {
            self.tell(ask, posts);
        } else {
            self.change_reader(Reader::Nobody);
            self.tell(self.asks.get_value(), vec![None; 2]);
        }
    }

    fn hear_desk(self) {
        let said = RECALLED.take();
        if let Some((ask, posts)) = said.and_then(|said| posts_from_bytes(&said)) {
            self.tell(ask, posts);
        }
    }

    fn tell(self, ask: u32, posts: Vec<Option<PostText>>) {
        let texts = posts.into_iter().map(|post| post.map(|post| post.text));
        self.texts.set(Some((ask, texts.collect())));
    }

    /// The former one's worker, if it was one, ends. Whoever waits for its answer waits no longer.
    fn change_reader(self, reader: Reader) {
        self.reader.set_value(reader);
        ANSWERED.leave(&[]);
    }

    /// What the desk asks is for the worker, if there is one and the transfer has begun with it: another's archive
    /// has other posts at these places.
    fn pass_on(self) {
        let question = ASKED.take().unwrap_or_default();
        let transfer = transfer_of(&question);
        self.reader.with_value(|reader| {
            let job = reader.worker();
            match (job, transfer) {
                (Some(job), Some(transfer)) if self.begins_or_goes_on(transfer, job) => {
                    job.client.pass_on(&question);
                }
                _ => ANSWERED.leave(&[]),
            }
        });
    }

    fn begins_or_goes_on(self, transfer: u32, job: &Job) -> bool {
        match self.transfer.get_value() {
            Some((last, number)) if last == transfer => number == job.number,
            _ => {
                self.transfer.set_value(Some((transfer, job.number)));
                true
            }
        }
    }
}

/// The import, from anywhere below the app.
pub fn import() -> Import {
    expect_context()
}

/// What is left takes as long for each byte as what was read; nothing is said in the first moments.
fn secs_left(progress: Progress, secs: f64) -> Option<u32> {
    if progress.read == 0 || secs < 0.3 {
        return None;
    }
    let left = progress.total.saturating_sub(progress.read) as f64;
    Some((secs * left / progress.read as f64).ceil() as u32)
}
