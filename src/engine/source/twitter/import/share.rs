//! One import done by several workers: each looks into the same files; one of them lends the others files
//! to read, and takes in what they read.

use std::mem;

use super::{Import, MAX_EVENTS};
use crate::engine::event::{Event, Imported, SkipReason};
use crate::engine::source::stream::{Place, Restart};
use crate::engine::source::twitter::Archive;
use crate::engine::source::twitter::survey::Member;
use crate::engine::source::twitter::whose::Task;
use crate::engine::source::twitter::{order, post};
use crate::engine::source::{Files, Progress};

/// A file of fewer packed bytes is not worth lending: it is read in some 10 ms.
pub const LEAST: u64 = 512 << 10;
/// For a file of so many, a worker is worth starting that only decodes it.
const LEAST_TO_DECODE: u64 = 2 << 20;
/// A worker is worth starting for so many: it takes some 50 ms to start.
const LEAST_FOR_ONE: u64 = 4 << 20;

/// A file that was lent.
pub(super) struct Lent {
    task: Task,
    place: Place,
    /// How far its reader is.
    progress: Progress,
}

/// Which file is lent. An import that finds another one in its place sees other files: one of those that
/// were chosen can't be read any more, say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// Its number in the survey.
    pub number: usize,
    pub path: String,
    /// Its packed bytes.
    pub packed: u64,
}

/// What another import of the same files read of one of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// In order, as of file number 0, with the numbers of `apps`.
    pub events: Vec<Event>,
    pub apps: Vec<String>,
    /// See [`FileRead::entries`]; `None` if it could not be read at all.
    ///
    /// [`FileRead::entries`]: crate::engine::event::FileRead::entries
    pub entries: Option<u64>,
    /// Why something of it was left out, and how often.
    pub skipped: Vec<(SkipReason, u64)>,
    pub restarts: Vec<Restart>,
}

impl Import {
    /// How many other workers would help, of `most` that may.
    pub fn helpers(&self, most: usize) -> usize {
        let sizes = || self.waiting.iter().map(|task| self.member(task).packed);
        let large = sizes().filter(|packed| *packed >= LEAST);
        let all = large.clone().fold(0, u64::saturating_add);
        // The largest is a file for this worker.
        let others = all.saturating_sub(sizes().max().unwrap_or_default());
        let worth = usize::try_from(others / LEAST_FOR_ONE).unwrap_or(usize::MAX);
        most.min(large.count().saturating_sub(1)).min(worth)
    }

    /// Whether a worker that only decodes would help this one.
    pub fn wants_decoder(&self) -> bool {
        let mut sizes = self.waiting.iter().map(|task| self.member(task).packed);
        sizes.any(|packed| packed >= LEAST_TO_DECODE)
    }

    /// Such a worker is there, or is not any more.
    pub fn set_decoder(&mut self, is_there: bool) {
        self.has_decoder = is_there;
        if let Some(reading) = &mut self.reading {
            match is_there {
                true => reading.stream.leave(),
                false => reading.stream.go_alone(),
            }
        }
    }

    /// What to hand over to it, if that was needed. See [`Stream::hand_over`].
    ///
    /// [`Stream::hand_over`]: crate::engine::source::stream::Stream::hand_over
    pub fn hand_over(&mut self) -> Option<Vec<u8>> {
        self.reading.as_mut()?.stream.hand_over()
    }

    /// What it told. `None`: that can't be.
    pub fn hear_tokens(&mut self, message: Vec<u8>) -> Option<()> {
        self.reading.as_mut()?.stream.hear(message)
    }

    /// Lends a file of at least so many packed bytes that nobody has begun, if there is one, for
    /// [`Helper::begin`].
    pub fn lend<F: Files>(&mut self, files: &F, least: u64) -> Option<Loan> {
        for nth in (0..self.waiting.len()).rev() {
            let task = self.waiting.get(nth)?;
            let member = self.member(task);
            // Nobody else knows which stand-ins are needed.
            let is_stand_in = member.kind.stands_in_for().is_some();
            if task.closed.is_some() || is_stand_in || member.packed < least {
                continue;
            }
            // What can't be read is noted when its turn comes.
            let Ok(place) = self.place_of(files, member) else {
                continue;
            };
            let loan = Loan {
                number: member.number,
                path: member.path.clone(),
                packed: member.packed,
            };
            let task = self.waiting.remove(nth)?;
            self.change_left(place, |left, packed| left.saturating_sub(packed));
            self.lent.push(Lent {
                task,
                place,
                progress: Progress::default(),
            });
            return Some(loan);
        }
        None
    }

    /// Whether files are lent.
    pub fn has_lent(&self) -> bool {
        !self.lent.is_empty()
    }

    /// How far the reader of a lent file is.
    pub fn hear(&mut self, number: usize, progress: Progress) {
        let lent = self.lent.iter_mut().find(|lent| lent.task.member == number);
        if let Some(lent) = lent {
            lent.progress = progress;
        }
    }

    /// Takes in what was read of a lent file.
    pub fn take_in(&mut self, number: usize, part: Part) {
        let Some(Lent { task, place, .. }) = self.return_lent(number) else {
            return;
        };
        let survey = std::rc::Rc::clone(&self.survey);
        let Some(member) = survey.members.get(number) else {
            return;
        };
        self.progress_of_others = self.progress_of_others.saturating_add(member.packed);
        for (reason, count) in part.skipped {
            self.skip_many(member, reason, count);
        }
        let Some(entries) = part.entries else {
            return;
        };
        let file = self.add_file(member, place, task.expected);
        if let Some(read) = self.imported.files.get_mut(usize::from(file)) {
            read.entries = entries;
        }
        let apps = part.apps.into_iter().map(|app| self.posts.app_named(app));
        let apps: Vec<u16> = apps.collect();
        let mut events = part.events;
        if events.len() > MAX_EVENTS.saturating_sub(self.count) {
            events.truncate(MAX_EVENTS.saturating_sub(self.count));
            self.skip(member, SkipReason::TooLarge);
        }
        for event in &mut events {
            let app = apps.get(usize::from(event.app));
            (event.file, event.app) = (file, app.copied().unwrap_or_default());
        }
        self.count = self.count.saturating_add(events.len());
        let posts = events.iter().filter(|event| event.kind.is_post()).count();
        self.progress.events = self.progress.events.saturating_add(posts as u64);
        if let Some(read) = self.imported.files.get_mut(usize::from(file)) {
            read.records = events.len() as u64;
        }
        self.note_times(&events);
        self.events.push(events);
        self.archive.restarts.add(file, part.restarts);
    }

    /// A lent file will not be read by whom it was lent to.
    pub fn take_back(&mut self, number: usize) {
        if let Some(Lent { task, place, .. }) = self.return_lent(number) {
            self.change_left(place, u64::saturating_add);
            self.waiting.push_back(task);
        }
    }

    fn return_lent(&mut self, number: usize) -> Option<Lent> {
        let is_it = |lent: &Lent| lent.task.member == number;
        let nth = self.lent.iter().position(is_it)?;
        Some(self.lent.swap_remove(nth))
    }

    fn change_left(&mut self, place: Place, by: fn(u64, u64) -> u64) {
        if let Some(left) = self.left.get_mut(place.input) {
            *left = by(*left, place.packed);
        }
    }

    fn member(&self, task: &Task) -> &Member {
        self.survey.member(task.member)
    }

    /// How far it is, with all its helpers.
    pub fn progress(&self) -> Progress {
        let others = self.lent.iter().map(|lent| lent.progress);
        let mut sum = self.progress;
        sum.read = sum.read.saturating_add(self.progress_of_others);
        for other in others {
            sum.read = sum.read.saturating_add(other.read);
            sum.events = sum.events.saturating_add(other.events);
        }
        sum.read = sum.read.min(sum.total);
        sum
    }
}

/// An import that reads single files for another one.
pub struct Helper {
    import: Import,
    tasks: Vec<Task>,
}

impl Helper {
    /// Of an import of the same files, which was just opened.
    pub fn new(mut import: Import) -> Helper {
        import.stand_ins.clear();
        let tasks = mem::take(&mut import.waiting).into();
        Helper { import, tasks }
    }

    /// Begins with a file; [`Helper::import`] is then to be run until nothing more is needed. `false` if
    /// there is no such file to be read, or it was begun before.
    pub fn begin(&mut self, loan: &Loan) -> bool {
        let import = &mut self.import;
        let is_it = |task: &Task| {
            let member = import.member(task);
            let found = (member.number, &member.path, member.packed);
            found == (loan.number, &loan.path, loan.packed)
        };
        let Some(nth) = self.tasks.iter().position(is_it) else {
            return false;
        };
        import.waiting.push_back(self.tasks.swap_remove(nth));
        import.imported = Imported::default();
        import.skipped.iter_mut().for_each(Vec::clear);
        import.archive = Archive::default();
        import.numbers.clear();
        import.posts = post::Reader::new();
        import.progress = Progress {
            total: loan.packed,
            ..Progress::default()
        };
        (import.events, import.count) = (Vec::new(), 0);
        true
    }

    pub fn import(&mut self) -> &mut Import {
        &mut self.import
    }

    /// What was read of it.
    pub fn part(&mut self) -> Part {
        let import = &mut self.import;
        let imported = mem::take(&mut import.imported);
        Part {
            events: order::join(mem::take(&mut import.events)),
            apps: import.posts.take_apps(),
            entries: imported.files.first().map(|read| read.entries),
            skipped: import.skipped.iter().flatten().copied().collect(),
            restarts: mem::take(&mut import.archive.restarts).into_points(),
        }
    }
}
