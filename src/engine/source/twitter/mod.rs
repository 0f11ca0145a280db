//! The Twitter/X archive: zips, folders and single files of every generation since 2012.
//!
//! In reading order: [`survey`] finds the files that matter, [`names`] knows them, [`person`] and
//! [`post`] read them, [`clock`] reads their times; this file puts it together.

mod clock;
pub mod names;
mod person;
mod post;
mod survey;

use super::scan::{End, Found, Record, Scanner};
use super::stream::{Packing, Place, Restart, Stream, StreamError};
use super::zip::{self, ZipError};
use super::{Files, ImportError, PostText, Progress};
use crate::engine::event::{Event, FileRead, Flags, Imported, SkipReason, Skipped};
use clock::Possible;
use person::PersonReader;
use survey::{Member, Packed, Survey};

/// At first, a restart point is kept every so many bytes of an inflated file …
const FIRST_SPACING: u64 = 4 << 20;
/// … and at most so many in all, of 45 KB each: then every other one goes and the spacing doubles.
const MAX_RESTARTS: usize = 128;
/// No more events than this are held, of 24 bytes each. Who wrote one every ten minutes since 2006
/// has a million.
const MAX_EVENTS: usize = 1 << 24;

/// An archive that was read, and of which single posts can be read again.
pub struct Archive {
    /// Where the files of [`Imported::files`] lie, in the same order.
    places: Vec<Place>,
    restarts: Restarts,
}

impl Archive {
    /// Reads everything that `files` hold. `told` hears how far it is, every few hundred kilobytes.
    ///
    /// # Errors
    /// Why there is nothing to show. Whatever was only left out is in [`Imported::skipped`].
    pub fn import<F: Files>(
        files: &F,
        told: &mut dyn FnMut(Progress),
    ) -> Result<(Archive, Imported), ImportError> {
        let survey = Survey::of(files)?;
        let packed = survey.members.iter().map(|member| member.packed);
        let total = packed.fold(0, u64::saturating_add);
        let mut import = Import {
            files,
            told,
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
        };
        import.read_all(&survey)?;
        let Import {
            archive,
            mut imported,
            posts,
            ..
        } = import;
        imported.apps = posts.into_apps();
        put_in_order(&mut imported.events);
        imported.events.shrink_to_fit();
        if imported.events.is_empty() {
            return Err(survey.why_nothing(imported));
        }
        Ok((archive, imported))
    }

    /// Reads again what posts say: a file's number and the place of the record in it, each as the
    /// event has them. What can't be read is `None`.
    pub fn posts<F: Files>(&self, files: &F, places: &[(u16, u64)]) -> Vec<Option<PostText>> {
        places
            .iter()
            .map(|(file, offset)| self.post(files, *file, *offset))
            .collect()
    }

    fn post<F: Files>(&self, files: &F, file: u16, offset: u64) -> Option<PostText> {
        let place = *self.places.get(usize::from(file))?;
        let mut stream = match (place.packing, self.restarts.before(file, offset)) {
            (Packing::Deflated { .. }, Some(restart)) => Stream::resume(place, restart)?,
            _ => Stream::new(place),
        };
        if !matches!(place.packing, Packing::Deflated { .. }) {
            stream.skip_to(offset);
        }
        let mut scrap = vec![0; 64 << 10];
        while stream.given() < offset {
            let wanted = (offset - stream.given()).min(scrap.len() as u64) as usize;
            if stream.next(files, &mut scrap[..wanted]).ok()? == 0 {
                return None;
            }
        }
        first_record(files, stream, post::text)
    }
}

/// What `read` makes of the record that starts at the stream's place.
fn first_record<F: Files, T>(
    files: &F,
    mut stream: Stream,
    read: impl Fn(&Record) -> Option<T>,
) -> Option<T> {
    let start = stream.given();
    let mut scanner = Scanner::at_record(start);
    let mut result = None;
    let mut found = |found: Found| {
        if let Found::Record(record) = found
            && record.offset == start
        {
            result = read(&record);
        }
    };
    loop {
        let room = scanner.room();
        // A little at a time: it is but one record.
        let room = &mut room[..(16 << 10)];
        let count = stream.next(files, room).unwrap_or(0);
        if count == 0 {
            scanner.finish(&mut found);
            return result;
        }
        scanner.advance(count, &mut found);
        if scanner.has_passed_record() {
            return result;
        }
    }
}

/// An import under way.
struct Import<'a, F: Files> {
    files: &'a F,
    told: &'a mut dyn FnMut(Progress),
    progress: Progress,
    archive: Archive,
    imported: Imported,
    posts: post::Reader,
    /// How many bytes of each chosen file are still to be unpacked, at most.
    left: Vec<u64>,
}

impl<F: Files> Import<'_, F> {
    /// The person's files first: they say when the archive was made, which bounds the times.
    fn read_all(&mut self, survey: &Survey) -> Result<(), ImportError> {
        let mut person = PersonReader::default();
        for member in survey
            .members
            .iter()
            .filter(|member| !member.kind.holds_posts())
        {
            self.read_member(member, |import, place| {
                import.read_small(member, place, &mut person)
            })?;
        }
        self.imported.zone = person.take_zone();
        self.posts.possible = Possible {
            made: person.made(),
        };
        self.imported.person = person.into_person();
        for member in survey
            .members
            .iter()
            .filter(|member| member.kind.holds_posts())
        {
            self.read_member(member, |import, place| import.read_posts(member, place))?;
        }
        Ok(())
    }

    /// Finds a file's bytes and reads them. Any defect but an unreadable file is noted, and the
    /// others are read all the same.
    fn read_member(
        &mut self,
        member: &Member,
        read: impl FnOnce(&mut Self, Place) -> Result<(), StreamError>,
    ) -> Result<(), ImportError> {
        let before = self.progress.read;
        let outcome = match self.place_of(member) {
            Ok(place) => read(self, place).map_err(|error| match error {
                StreamError::Unreadable => None,
                StreamError::Damaged => Some(SkipReason::Damaged),
                StreamError::TooLarge => Some(SkipReason::TooLarge),
            }),
            Err(defect) => Err(defect),
        };
        self.close(member, before);
        match outcome {
            Ok(()) => Ok(()),
            Err(Some(reason)) => {
                self.skip(member, reason);
                Ok(())
            }
            Err(None) => {
                let path = self.files.path(member.input).to_owned();
                Err(ImportError::Unreadable { path })
            }
        }
    }

    /// Counts what was read of a file, which began at `before`, and goes to its end.
    #[inline(never)] // it would stand in the worker twice
    fn close(&mut self, member: &Member, before: u64) {
        if let Some(left) = self.left.get_mut(member.input) {
            *left = left.saturating_sub(self.progress.read.saturating_sub(before));
        }
        self.progress.read = before.saturating_add(member.packed);
        (self.told)(self.progress);
    }

    /// # Errors
    /// Why it can't be read; `None` if the chosen file itself can't be read any more.
    fn place_of(&self, member: &Member) -> Result<Place, Option<SkipReason>> {
        let (at, packing) = match &member.packed_as {
            Packed::Plain => (0, Packing::Plain),
            Packed::Entry(entry) if entry.is_encrypted => return Err(Some(SkipReason::Encrypted)),
            // Entries that lie over each other: a small zip could make work for years.
            Packed::Entry(_) if self.left.get(member.input) == Some(&0) => {
                return Err(Some(SkipReason::Damaged));
            }
            Packed::Entry(entry) => {
                let crc32 = entry.crc32;
                let packing = match entry.method {
                    zip::Method::Stored => Packing::Stored { crc32 },
                    zip::Method::Deflated => Packing::Deflated { crc32 },
                    zip::Method::Other(_) => return Err(Some(SkipReason::UnknownMethod)),
                };
                let at = zip::data_start(self.files, member.input, entry);
                let at = at.map_err(|error| match error {
                    ZipError::Unreadable => None,
                    _ => Some(SkipReason::Damaged),
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

    /// Reads a file that fits into memory.
    fn read_small(
        &mut self,
        member: &Member,
        place: Place,
        person: &mut PersonReader,
    ) -> Result<(), StreamError> {
        let mut bytes = Vec::new();
        let before = self.progress.read;
        let mut stream = Stream::new(place);
        let mut piece = vec![0; 64 << 10];
        loop {
            match stream.next(self.files, &mut piece)? {
                0 => break,
                count => bytes.extend_from_slice(&piece[..count]),
            }
            self.progress.read = before.saturating_add(stream.packed_read());
            if bytes.len() > person::MAX_SIZE {
                return Err(StreamError::TooLarge);
            }
        }
        match person.read(member.kind, &bytes) {
            Some(()) => _ = self.add_file(member, place),
            None => self.skip(member, SkipReason::NotRecords),
        }
        Ok(())
    }

    /// Streams a file of posts through the scanner.
    fn read_posts(&mut self, member: &Member, place: Place) -> Result<(), StreamError> {
        let file = self.add_file(member, place);
        let before = self.progress.read;
        let mut stream = Stream::new(place);
        let mut scanner = Scanner::new();
        let outcome = loop {
            let count = match stream.next(self.files, scanner.room()) {
                Ok(0) => break Ok(()),
                Ok(count) => count,
                Err(error) => break Err(error),
            };
            // What follows the array is not looked at, but unpacked, for its checksum's sake.
            if !scanner.is_over() {
                scanner.advance(count, &mut |found| self.take(found, file, member));
            }
            self.archive.restarts.offer(file, &stream);
            self.progress.read = before.saturating_add(stream.packed_read());
            (self.told)(self.progress);
            if self.imported.events.len() > MAX_EVENTS {
                break Err(StreamError::TooLarge);
            }
        };
        match scanner.finish(&mut |found| self.take(found, file, member)) {
            End::Whole => {}
            // A file that breaks off has a reason of its own, told by the caller.
            End::CutShort if outcome.is_ok() => self.skip(member, SkipReason::CutShort),
            End::NotRecords if outcome.is_ok() => self.skip(member, SkipReason::NotRecords),
            End::CutShort | End::NotRecords => {}
        }
        outcome
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

/// Each post once, by time. Of several records of one post, one that knows the time is kept, and
/// of those the one of the plainest kind.
fn put_in_order(events: &mut Vec<Event>) {
    events.sort_unstable_by_key(|event| {
        (
            event.id,
            event.flags.has(Flags::DATE_ONLY),
            event.kind,
            event.file,
            event.offset(),
        )
    });
    events.dedup_by_key(|event| event.id);
    events.sort_unstable_by_key(|event| (event.epoch_secs(), event.id));
}

/// Points from which files can be read again.
struct Restarts {
    points: Vec<(u16, Restart)>,
    spacing: u64,
}

impl Restarts {
    fn new() -> Restarts {
        Restarts {
            points: Vec::new(),
            spacing: FIRST_SPACING,
        }
    }

    /// Keeps the stream's place if the last kept one is far enough behind it.
    fn offer(&mut self, file: u16, stream: &Stream) {
        let last = match self.points.last() {
            Some((of, restart)) if *of == file => restart.at,
            _ => 0,
        };
        if stream.given() < last + self.spacing {
            return;
        }
        let Some(restart) = stream.restart() else {
            return;
        };
        self.points.push((file, restart));
        if self.points.len() > MAX_RESTARTS {
            let mut is_kept = false;
            self.points.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
            self.spacing *= 2;
        }
    }

    /// The last one at or before a place.
    fn before(&self, file: u16, offset: u64) -> Option<&Restart> {
        let is_fit = |(of, restart): &&(u16, Restart)| *of == file && restart.at <= offset;
        self.points
            .iter()
            .rev()
            .find(is_fit)
            .map(|(_, restart)| restart)
    }
}
