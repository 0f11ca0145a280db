//! Goes through an archive's files, one after another, and says which bytes it needs for that.

mod place;
pub mod share;
mod small;
mod take;

use std::collections::VecDeque;
use std::mem;
use std::rc::Rc;

use chrono::{DateTime, Utc};

use super::clock::Possible;
use super::order::{self, put_in_order};
use super::survey::{Member, Survey};
use super::whose::{self, Task};
use super::{Archive, acts, post};
use crate::engine::event::{Event, FileKind, Imported, SkipReason};
use crate::engine::source::scan::{End, Scanner};
use crate::engine::source::stream::{Need, Stream, StreamError};
use crate::engine::source::{Files, ImportError, Progress};
use share::Lent;

/// No more events than this are held, of 24 bytes each. Who wrote one every ten minutes since 2006
/// has a million.
const MAX_EVENTS: usize = 1 << 24;
/// So many events of a file are put in order together: a list that grows without end would be moved again
/// and again, and memory that was had once can't be given back.
const EVENTS_AT_ONCE: usize = 1 << 15;

/// An import under way: [`Import::run`] says what it needs, [`Import::room`] and [`Import::fill`] take
/// it, until nothing more is needed; then [`Import::finish`].
pub struct Import {
    survey: Rc<Survey>,
    /// Files of posts and of other acts that nobody has begun to read.
    waiting: VecDeque<Task>,
    /// Those that stand in for others. Whether they are needed is known when all else was read.
    stand_ins: Vec<Task>,
    /// Why something was left out of a file and how often, by its number; the reasons in order.
    skipped: Vec<Vec<(SkipReason, u64)>>,
    reading: Option<Reading>,
    progress: Progress,
    archive: Archive,
    /// Its events are those of the file being read …
    imported: Imported,
    /// … and these the earlier ones, so many at a time in order.
    events: Vec<Vec<Event>>,
    /// How many events there are in all.
    count: usize,
    posts: post::Reader,
    acts: acts::Reader,
    /// How many bytes of each chosen file are still to be unpacked, at most.
    left: Vec<u64>,
    /// Of each file of [`Imported::files`] its place in the survey.
    numbers: Vec<usize>,
    /// Files that other workers read, and how many packed bytes of those that they have read were.
    lent: Vec<Lent>,
    progress_of_others: u64,
    /// Whether a worker waits to decode large files.
    has_decoder: bool,
}

/// A file of records being read.
struct Reading {
    /// Its place in the survey, and its number among the files that were read.
    member: usize,
    file: u16,
    /// What had been read before it.
    before: u64,
    stream: Stream,
    scanner: Scanner,
}

impl Import {
    /// Looks into the chosen files and reads the small ones, which say whose archive it is and when it
    /// was made.
    ///
    /// * `now`: nothing was posted later, whatever is written.
    ///
    /// # Errors
    /// There is no file of posts, and why.
    pub fn open<F: Files>(files: &F, now: DateTime<Utc>) -> Result<Import, ImportError> {
        let survey = Rc::new(Survey::of(files)?);
        let packed = survey.members.iter().map(|member| member.packed);
        let total = packed.fold(0, u64::saturating_add);
        let mut import = Import {
            waiting: VecDeque::new(),
            stand_ins: Vec::new(),
            skipped: vec![Vec::new(); survey.members.len()],
            reading: None,
            progress: Progress {
                total,
                ..Progress::default()
            },
            archive: Archive::default(),
            imported: Imported {
                skipped: survey.skipped.clone(),
                unopened: survey.unopened.clone(),
                media: survey.media,
                assets: survey.assets,
                ..Imported::default()
            },
            events: Vec::new(),
            count: 0,
            posts: post::Reader::new(),
            acts: acts::Reader {
                possible: Possible { made: now },
                owner: String::new(),
            },
            left: (0..files.count()).map(|input| files.len(input)).collect(),
            numbers: Vec::new(),
            lent: Vec::new(),
            progress_of_others: 0,
            has_decoder: false,
            survey: Rc::clone(&survey),
        };
        import.read_person(files, &survey, now)?;
        Ok(import)
    }

    /// Reads on as far as it can. `told` hears how far it is, every few hundred kilobytes.
    /// Returns what it needs to go on; `None` when everything was read that was not lent: only when nothing
    /// is lent any more is there nothing more to read.
    ///
    /// # Errors
    /// The only chosen file can't be read any more.
    pub fn run<F: Files>(
        &mut self,
        files: &F,
        told: &mut dyn FnMut(Progress),
    ) -> Result<Option<Need>, ImportError> {
        loop {
            told(self.progress());
            let Some(mut reading) = self.reading.take() else {
                let Some(task) = self.next_task() else {
                    told(self.progress());
                    return Ok(None);
                };
                self.begin(files, &task)?;
                continue;
            };
            match self.read_on(&mut reading, told) {
                Ok(Some(need)) => {
                    self.reading = Some(reading);
                    return Ok(Some(need));
                }
                Ok(None) => self.end(reading, Ok(())),
                Err(error) => self.end(reading, Err(error)),
            }
        }
    }

    /// Room for what it needs: `length` bytes.
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        match &mut self.reading {
            Some(reading) => reading.stream.room(length),
            None => &mut [],
        }
    }

    /// So many of the needed bytes were put there. None at all means that the file became shorter.
    pub fn fill(&mut self, count: usize) {
        if let Some(mut reading) = self.reading.take() {
            match reading.stream.fill(count) {
                Ok(()) => self.reading = Some(reading),
                Err(error) => self.end(reading, Err(error)),
            }
        }
    }

    /// What it needs can't be read. The other files that were chosen are read all the same.
    ///
    /// # Errors
    /// There is no other.
    pub fn miss<F: Files>(&mut self, files: &F, need: Need) -> Result<(), ImportError> {
        if self.left.len() == 1 {
            return Err(unreadable(files, need.input));
        }
        if let Some(reading) = self.reading.take() {
            self.end(reading, Err(StreamError::Unreadable));
        }
        Ok(())
    }

    /// All that was read, once nothing more is needed.
    ///
    /// # Errors
    /// Why there is nothing to show.
    pub fn finish(mut self) -> Result<(Archive, Imported), ImportError> {
        self.put_aside();
        self.renumber();
        self.list_skipped();
        let mut imported = self.imported;
        imported.apps = self.posts.take_apps();
        imported.events = put_in_order(self.events);
        let says_something = |event: &Event| !event.kind.is_off_at_first();
        if !imported.events.iter().any(says_something) {
            return Err(self.survey.why_nothing(imported));
        }
        Ok((self.archive, imported))
    }

    /// Numbers the files as if they had been read one after another: of several records of one post the
    /// first is kept.
    fn renumber(&mut self) {
        let turn = |kind: FileKind| match kind.is_about_person() {
            true => 0,
            false if kind.stands_in_for().is_none() => 1,
            false => 2,
        };
        let mut files: Vec<Option<usize>> = vec![None; self.survey.members.len()];
        for (file, number) in self.numbers.iter().enumerate() {
            if let Some(of_member) = files.get_mut(*number) {
                *of_member = Some(file);
            }
        }
        let mut order = Vec::with_capacity(self.numbers.len());
        for now in 0..3 {
            let members = self.survey.members.iter().zip(&files);
            let members = members.filter(|(member, _)| turn(member.kind) == now);
            order.extend(members.filter_map(|(_, file)| *file));
        }
        if order.is_sorted() {
            return;
        }
        let mut numbers = vec![0; order.len()];
        for (number, file) in (0..).zip(&order) {
            if let Some(of_file) = numbers.get_mut(*file) {
                *of_file = number;
            }
        }
        let read = |file: &usize| self.imported.files.get(*file).cloned();
        self.imported.files = order.iter().filter_map(read).collect();
        self.archive.renumber(&order, &numbers);
        for event in self.events.iter_mut().flatten() {
            let number = numbers.get(usize::from(event.file));
            event.file = number.copied().unwrap_or(event.file);
        }
    }

    /// The next file to be read. What stands in for others comes last, and stays closed where nothing
    /// of those is missing.
    fn next_task(&mut self) -> Option<Task> {
        if self.waiting.is_empty() && self.lent.is_empty() && !self.stand_ins.is_empty() {
            let survey = Rc::clone(&self.survey);
            let tasks = mem::take(&mut self.stand_ins);
            let is_broken = |skipped: &Vec<_>| !skipped.is_empty();
            let broken: Vec<bool> = self.skipped.iter().map(is_broken).collect();
            let needed = whose::needed(&tasks, &survey, &broken);
            for (task, is_needed) in tasks.into_iter().zip(needed) {
                if is_needed || task.closed.is_some() {
                    self.waiting.push_back(task);
                } else {
                    let member = survey.member(task.member);
                    self.imported.unopened.push(member.path.clone());
                    self.close(member, self.progress.read);
                }
            }
        }
        self.waiting.pop_front()
    }

    /// Finds a file's bytes, to read them. A file that can't be read is noted, and so is one that stays
    /// closed.
    fn begin<F: Files>(&mut self, files: &F, task: &Task) -> Result<(), ImportError> {
        let survey = Rc::clone(&self.survey);
        let before = self.progress.read;
        let member = task.member;
        let of = survey.member(member);
        let place = match task.closed {
            Some(reason) => Err(reason),
            None => self.place_of(files, of),
        };
        match place {
            Ok(place) => {
                (self.posts.possible, self.acts.possible) = (task.possible, task.possible);
                self.posts.columns = None;
                let mut stream = Stream::new(place);
                if self.has_decoder {
                    stream.leave();
                }
                self.reading = Some(Reading {
                    member,
                    file: self.add_file(of, place, task.expected),
                    before,
                    stream,
                    scanner: Scanner::new(acts::shape(of.kind)),
                });
            }
            Err(reason) => {
                self.leave_out(files, of, reason)?;
                self.close(of, before);
            }
        }
        Ok(())
    }

    /// Streams what is held of a file of records through the scanner. Returns what is needed next;
    /// `None` at the file's end.
    fn read_on(
        &mut self,
        reading: &mut Reading,
        told: &mut dyn FnMut(Progress),
    ) -> Result<Option<Need>, StreamError> {
        let survey = Rc::clone(&self.survey);
        let member = survey.member(reading.member);
        let (file, scanner) = (reading.file, &mut reading.scanner);
        loop {
            let count = match reading.stream.next_held(scanner.room())? {
                Ok(0) => return Ok(None),
                Ok(count) => count,
                Err(need) => return Ok(Some(need)),
            };
            // What follows the array is not looked at, but unpacked, for its checksum's sake.
            if !scanner.is_over() {
                scanner.advance(count, &mut |found| self.take(found, file, member));
            }
            // They hold what was unpacked: nothing of a message may stay.
            if member.kind.holds_posts() {
                self.archive.restarts.offer(file, &reading.stream);
            }
            self.progress.read = reading.before.saturating_add(reading.stream.packed_read());
            told(self.progress());
            if self.count > MAX_EVENTS {
                return Err(StreamError::TooLarge);
            }
        }
    }

    /// Notes how a file of records ended.
    fn end(&mut self, mut reading: Reading, outcome: Result<(), StreamError>) {
        let survey = Rc::clone(&self.survey);
        let member = survey.member(reading.member);
        let file = reading.file;
        let end = reading
            .scanner
            .finish(&mut |found| self.take(found, file, member));
        if let Some(read) = self.imported.files.get_mut(usize::from(file)) {
            read.entries = reading.scanner.entries();
        }
        match (outcome, end) {
            (Ok(()), End::Whole) => {}
            (Ok(()), End::CutShort) => self.skip(member, SkipReason::CutShort),
            (Ok(()), End::NotRecords) => self.skip(member, SkipReason::NotRecords),
            // A file that breaks off has a reason of its own.
            (Err(error), _) => self.skip(member, as_skipped(error)),
        }
        self.put_aside();
        self.close(member, reading.before);
    }

    /// Puts the events that have come of a file in order, and makes room for the next.
    fn put_aside(&mut self) {
        let events = mem::take(&mut self.imported.events);
        self.note_times(&events);
        self.events.push(order::sort(events));
    }

    /// Counts what was read of a file, which began at `before`, and goes to its end.
    fn close(&mut self, member: &Member, before: u64) {
        if let Some(left) = self.left.get_mut(member.input) {
            *left = left.saturating_sub(self.progress.read.saturating_sub(before));
        }
        self.progress.read = before.saturating_add(member.packed);
    }

    /// Leaves out a file.
    ///
    /// # Errors
    /// It can't be read any more, and no other was chosen.
    fn leave_out<F: Files>(
        &mut self,
        files: &F,
        member: &Member,
        reason: SkipReason,
    ) -> Result<(), ImportError> {
        if reason == SkipReason::Unreadable && self.left.len() == 1 {
            return Err(unreadable(files, member.input));
        }
        self.skip(member, reason);
        Ok(())
    }
}

fn as_skipped(error: StreamError) -> SkipReason {
    match error {
        StreamError::Unreadable => SkipReason::Unreadable,
        StreamError::Damaged => SkipReason::Damaged,
        StreamError::TooLarge => SkipReason::TooLarge,
    }
}

fn unreadable<F: Files>(files: &F, input: usize) -> ImportError {
    let path = files.path(input).to_owned();
    ImportError::Unreadable { path }
}
