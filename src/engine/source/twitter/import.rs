//! Goes through an archive's files, one after another, and says which bytes it needs for that.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::rc::Rc;

use chrono::{DateTime, Utc};

use super::clock::Possible;
use super::person::{self, PersonReader};
use super::post;
use super::survey::{Member, Packed, Survey};
use super::{Archive, Restarts, unreadable};
use crate::engine::event::{Event, FileRead, Flags, Imported, SkipReason, Skipped};
use crate::engine::source::scan::{End, Found, Scanner};
use crate::engine::source::stream::{Need, Packing, Place, Stream, StreamError};
use crate::engine::source::zip::{self, ZipError};
use crate::engine::source::{Files, ImportError, Progress};

/// No more events than this are held, of 24 bytes each. Who wrote one every ten minutes since 2006
/// has a million.
const MAX_EVENTS: usize = 1 << 24;

/// An import under way: [`Import::run`] says what it needs, [`Import::room`] and [`Import::fill`] take
/// it, until nothing more is needed; then [`Import::finish`].
pub struct Import {
    survey: Rc<Survey>,
    /// Files of posts that nobody has begun to read, by their places in the survey.
    waiting: VecDeque<usize>,
    reading: Option<Reading>,
    progress: Progress,
    archive: Archive,
    imported: Imported,
    posts: post::Reader,
    /// How many bytes of each chosen file are still to be unpacked, at most.
    left: Vec<u64>,
}

/// A file of posts being read.
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
        let (posts, small): (Vec<usize>, Vec<usize>) = (0..survey.members.len())
            .partition(|member| survey.members[*member].kind.holds_posts());
        let mut import = Import {
            waiting: posts.into(),
            reading: None,
            progress: Progress {
                total,
                ..Progress::default()
            },
            archive: Archive {
                places: Vec::new(),
                restarts: Restarts::new(),
            },
            imported: Imported {
                skipped: survey.skipped.clone(),
                ..Imported::default()
            },
            posts: post::Reader::new(),
            left: (0..files.count()).map(|input| files.len(input)).collect(),
            survey: Rc::clone(&survey),
        };
        // They say when the archive was made, which bounds the times.
        let mut person = PersonReader::default();
        for member in small.into_iter().map(|member| &survey.members[member]) {
            import.read_small(files, member, &mut person)?;
        }
        import.imported.zone = person.take_zone();
        import.posts.possible = Possible {
            made: person.made().unwrap_or(now),
        };
        import.imported.person = person.into_person();
        Ok(import)
    }

    /// Reads on as far as it can. `told` hears how far it is, every few hundred kilobytes.
    /// Returns what it needs to go on; `None` when everything was read.
    ///
    /// # Errors
    /// The only chosen file can't be read any more.
    pub fn run<F: Files>(
        &mut self,
        files: &F,
        told: &mut dyn FnMut(Progress),
    ) -> Result<Option<Need>, ImportError> {
        loop {
            told(self.progress);
            let Some(mut reading) = self.reading.take() else {
                let Some(member) = self.waiting.pop_front() else {
                    return Ok(None);
                };
                self.begin(files, member)?;
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
    pub fn finish(self) -> Result<(Archive, Imported), ImportError> {
        let mut imported = self.imported;
        imported.apps = self.posts.into_apps();
        put_in_order(&mut imported.events);
        imported.events.shrink_to_fit();
        if imported.events.is_empty() {
            return Err(self.survey.why_nothing(imported));
        }
        Ok((self.archive, imported))
    }

    /// Finds a file's bytes, to read them. A file that can't be read is noted.
    fn begin<F: Files>(&mut self, files: &F, member: usize) -> Result<(), ImportError> {
        let survey = Rc::clone(&self.survey);
        let before = self.progress.read;
        let of = &survey.members[member];
        match self.place_of(files, of) {
            Ok(place) => {
                self.reading = Some(Reading {
                    member,
                    file: self.add_file(of, place),
                    before,
                    stream: Stream::new(place),
                    scanner: Scanner::new(),
                });
            }
            Err(reason) => {
                self.leave_out(files, of, reason)?;
                self.close(of, before);
            }
        }
        Ok(())
    }

    /// Streams what is held of a file of posts through the scanner. Returns what is needed next;
    /// `None` at the file's end.
    fn read_on(
        &mut self,
        reading: &mut Reading,
        told: &mut dyn FnMut(Progress),
    ) -> Result<Option<Need>, StreamError> {
        let survey = Rc::clone(&self.survey);
        let member = &survey.members[reading.member];
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
            self.archive.restarts.offer(file, &reading.stream);
            self.progress.read = reading.before.saturating_add(reading.stream.packed_read());
            told(self.progress);
            if self.imported.events.len() > MAX_EVENTS {
                return Err(StreamError::TooLarge);
            }
        }
    }

    /// Notes how a file of posts ended.
    fn end(&mut self, mut reading: Reading, outcome: Result<(), StreamError>) {
        let survey = Rc::clone(&self.survey);
        let member = &survey.members[reading.member];
        let file = reading.file;
        let end = reading
            .scanner
            .finish(&mut |found| self.take(found, file, member));
        match (outcome, end) {
            (Ok(()), End::Whole) => {}
            (Ok(()), End::CutShort) => self.skip(member, SkipReason::CutShort),
            (Ok(()), End::NotRecords) => self.skip(member, SkipReason::NotRecords),
            // A file that breaks off has a reason of its own.
            (Err(error), _) => self.skip(member, as_skipped(error)),
        }
        self.close(member, reading.before);
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

    /// # Errors
    /// Why it can't be read.
    fn place_of<F: Files>(&self, files: &F, member: &Member) -> Result<Place, SkipReason> {
        let (at, packing) = match &member.packed_as {
            Packed::Plain => (0, Packing::Plain),
            Packed::Entry(entry) if entry.is_encrypted => return Err(SkipReason::Encrypted),
            // Entries that lie over each other: a small zip could make work for years.
            Packed::Entry(_) if self.left.get(member.input) == Some(&0) => {
                return Err(SkipReason::Damaged);
            }
            Packed::Entry(entry) => {
                let crc32 = entry.crc32;
                let packing = match entry.method {
                    zip::Method::Stored => Packing::Stored { crc32 },
                    zip::Method::Deflated => Packing::Deflated { crc32 },
                    zip::Method::Other(_) => return Err(SkipReason::UnknownMethod),
                };
                let at = zip::data_start(files, member.input, entry);
                let at = at.map_err(|error| match error {
                    ZipError::Unreadable => SkipReason::Unreadable,
                    _ => SkipReason::Damaged,
                })?;
                (at, packing)
            }
        };
        Ok(Place {
            input: member.input,
            at,
            packed: member.packed,
            packing,
        })
    }

    /// Reads a file that fits into memory. Any defect but an unreadable file is noted.
    fn read_small<F: Files>(
        &mut self,
        files: &F,
        member: &Member,
        person: &mut PersonReader,
    ) -> Result<(), ImportError> {
        let before = self.progress.read;
        let outcome = self.place_of(files, member).and_then(|place| {
            let bytes = self.small_bytes(files, place);
            let read = person.read(member.kind, &bytes.map_err(as_skipped)?);
            read.ok_or(SkipReason::NotRecords).map(|()| place)
        });
        match outcome {
            Ok(place) => _ = self.add_file(member, place),
            Err(reason) => self.leave_out(files, member, reason)?,
        }
        self.close(member, before);
        Ok(())
    }

    fn small_bytes<F: Files>(&mut self, files: &F, place: Place) -> Result<Vec<u8>, StreamError> {
        let before = self.progress.read;
        let mut bytes = Vec::new();
        let mut stream = Stream::new(place);
        let mut piece = vec![0; 64 << 10];
        loop {
            let count = stream.next(files, &mut piece)?;
            self.progress.read = before.saturating_add(stream.packed_read());
            bytes.extend_from_slice(&piece[..count]);
            if bytes.len() > person::MAX_SIZE {
                return Err(StreamError::TooLarge);
            }
            if count == 0 {
                return Ok(bytes);
            }
        }
    }

    fn take(&mut self, found: Found, file: u16, member: &Member) {
        let event = match found {
            Found::Record(record) => self.posts.event(&record, file, member.kind),
            Found::Broken => Err(SkipReason::BrokenRecord),
            Found::TooLong => Err(SkipReason::TooLong),
        };
        match event {
            Ok(event) => self.add_event(event, file),
            Err(reason) => self.skip(member, reason),
        }
    }

    fn add_event(&mut self, event: Event, file: u16) {
        let events = &mut self.imported.events;
        if events.len() == events.capacity() {
            // By an eighth, not by double: memory that was had once can't be given back.
            events.reserve_exact((events.len() / 8).max(4096));
        }
        events.push(event);
        self.progress.events += 1;
        let read = &mut self.imported.files[usize::from(file)];
        read.records += 1;
        if !event.flags.has(Flags::DATE_ONLY) {
            let at = event.at();
            read.first = Some(read.first.map_or(at, |first| first.min(at)));
            read.last = Some(read.last.map_or(at, |last| last.max(at)));
        }
    }

    /// The number of a file that is being read.
    fn add_file(&mut self, member: &Member, place: Place) -> u16 {
        let records = u64::from(!member.kind.holds_posts());
        let (path, kind) = (member.path.clone(), member.kind);
        self.imported.files.push(FileRead {
            path,
            kind,
            records,
            first: None,
            last: None,
        });
        self.archive.places.push(place);
        // The survey takes no more files than there are numbers.
        (self.archive.places.len() - 1) as u16
    }

    fn skip(&mut self, member: &Member, reason: SkipReason) {
        let skipped = &mut self.imported.skipped;
        let same = |skipped: &&mut Skipped| skipped.path == member.path && skipped.reason == reason;
        match skipped
            .iter_mut()
            .rev()
            .take(SkipReason::ALL.len())
            .find(same)
        {
            Some(skipped) => skipped.count += 1,
            None => skipped.push(Skipped {
                path: member.path.clone(),
                reason,
                count: 1,
            }),
        }
    }
}

fn as_skipped(error: StreamError) -> SkipReason {
    match error {
        StreamError::Unreadable => SkipReason::Unreadable,
        StreamError::Damaged => SkipReason::Damaged,
        StreamError::TooLarge => SkipReason::TooLarge,
    }
}

/// Each post once, by time. Of several records of one post, one that knows the time is kept, and
/// of those the one of the plainest kind.
fn put_in_order(events: &mut Vec<Event>) {
    sort(events, Order::Id);
    events.dedup_by_key(|event| event.id);
    sort(events, Order::Time);
}

#[derive(Clone, Copy)]
enum Order {
    /// By id, and of one id the best first.
    Id,
    /// By time, then id.
    Time,
}

/// One function for both orders, for each kind of sort weighs 5 KB.
fn sort(events: &mut [Event], order: Order) {
    events.sort_unstable_by(|one, other| compare(one, other, order));
}

/// A function of its own: inlined, it would stand in the sort some thirty times.
#[inline(never)]
fn compare(one: &Event, other: &Event, order: Order) -> Ordering {
    let key = |event: &Event| match order {
        Order::Id => (event.id, rank(event)),
        Order::Time => (event.epoch_secs() as u64, event.id), // none is before 1970
    };
    key(one).cmp(&key(other))
}

/// What decides between records of one post, the weightiest in the highest bits; least is best.
fn rank(event: &Event) -> u64 {
    let is_date_only = u64::from(event.flags.has(Flags::DATE_ONLY));
    // Kinds are few, and an offset has 40 bits.
    is_date_only << 63 | (event.kind as u64) << 56 | u64::from(event.file) << 40 | event.offset()
}
