//! The Twitter/X archive: zips, folders and single files of every generation since 2012.
//!
//! In reading order: [`survey`] finds the files that matter, [`names`] knows them, [`whose`] tells
//! accounts apart; [`person`], [`post`], [`rows`] and [`acts`] read them, [`clock`] reads their times,
//! [`order`] has each thing once; [`restarts`] are for reading again. This file puts it together.

mod acts;
mod clock;
pub mod names;
mod order;
mod person;
mod post;
mod restarts;
mod rows;
mod survey;
mod whose;

use super::scan::{End, Found, Scanner, Shape};
use super::stream::{Packing, Place, Stream, StreamError};
use super::zip::{self, ZipError};
use super::{Files, ImportError, PostText, Progress};
use crate::engine::event::{Event, FileKind, FileRead, Flags, Imported, SkipReason, Skipped};
use clock::Possible;
use order::put_in_order;
use person::PersonReader;
use restarts::{Restarts, first_record};
use rows::Columns;
use survey::{Member, Packed, Survey};
use whose::{Home, Whose};

/// An archive that was read, and of which single posts can be read again.
pub struct Archive {
    /// Where the files of [`Imported::files`] lie, in the same order.
    places: Vec<Place>,
    /// What each of them is.
    kinds: Vec<FileKind>,
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
        let total = survey.members.iter().map(|member| member.packed).sum();
        let mut import = Import {
            files,
            told,
            progress: Progress {
                total,
                ..Progress::default()
            },
            archive: Archive {
                places: Vec::new(),
                kinds: Vec::new(),
                restarts: Restarts::new(),
            },
            imported: Imported {
                skipped: survey.skipped.clone(),
                unopened: survey.unopened.clone(),
                media: survey.media,
                assets: survey.assets,
                ..Imported::default()
            },
            posts: post::Reader::new(),
            acts: acts::Reader {
                possible: Possible { made: None },
                owner: String::new(),
            },
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
        let says_something = |event: &Event| !event.kind.is_off_at_first();
        if !imported.events.iter().any(says_something) {
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
        // Whoever asks: nothing but posts is ever read again.
        let kind = self.kinds.get(usize::from(file)).copied();
        let kind = kind.filter(|kind| kind.holds_posts())?;
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
        if kind != FileKind::Csv {
            let mut said = None;
            first_record(files, stream, Shape::Posts, &mut |record| {
                said = post::text(record);
            });
            return said;
        }
        let (mut columns, mut said) = (Columns::default(), None);
        first_record(files, Stream::new(place), Shape::Rows, &mut |head| {
            columns = Columns::of(head);
        });
        first_record(files, stream, Shape::Rows, &mut |row| {
            said = post::text_of_row(columns, row);
        });
        said
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
    acts: acts::Reader,
}

impl<F: Files> Import<'_, F> {
    /// The person's files first: they say whose the others are, and when the archive was made, which
    /// bounds the times. What stands in for other files comes last.
    fn read_all(&mut self, survey: &Survey) -> Result<(), ImportError> {
        let mut person = PersonReader::default();
        let about_person = |member: &&Member| member.kind.is_about_person();
        for member in survey.members.iter().filter(about_person) {
            self.read_member(member, |import, place| {
                import.read_small(member, place, &mut person)
            })?;
        }
        let whose = self.settle(&mut person, survey);
        let passes = [false, true].into_iter();
        let in_order = passes.flat_map(|is_last| {
            let of_pass = move |member: &&Member| {
                !member.kind.is_about_person() && member.kind.stands_in_for().is_some() == is_last
            };
            survey.members.iter().filter(of_pass)
        });
        for member in in_order {
            if whose.is_others(Home::of(member)) {
                self.pass_over(member);
                self.skip(member, SkipReason::OtherAccount);
            } else if !whose.is_needed(member, survey, &self.imported.skipped) {
                self.pass_over(member);
                self.imported.unopened.push(member.path.clone());
            } else {
                let expected = whose.expected(member);
                self.read_member(member, |import, place| {
                    import.read_records(member, place, expected)
                })?;
            }
        }
        Ok(())
    }

    /// Decides whose archive it is, and keeps what the small files said of that person.
    fn settle<'s>(&mut self, person: &mut PersonReader<'s>, survey: &'s Survey) -> Whose<'s> {
        let whose = Whose::of(person, survey);
        let made = person.made();
        (self.posts.possible, self.acts.possible) = (Possible { made }, Possible { made });
        let imported = &mut self.imported;
        imported.zone = person.zone(|home| !whose.is_others(home));
        imported.person = whose.person();
        imported.others = whose.others();
        imported.missing = whose.missing_files(survey);
        // That an account was made is an act of the person's only if it is theirs.
        whose.keep_own(imported, &self.archive.places);
        self.acts.owner = imported.person.id.clone();
        whose
    }

    /// Leaves a file closed.
    fn pass_over(&mut self, member: &Member) {
        self.progress.read += member.packed;
        (self.told)(self.progress);
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
        self.progress.read = before + member.packed;
        (self.told)(self.progress);
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

    /// # Errors
    /// Why it can't be read; `None` if the chosen file itself can't be read any more.
    fn place_of(&self, member: &Member) -> Result<Place, Option<SkipReason>> {
        let (at, packing) = match &member.packed_as {
            Packed::Plain => (0, Packing::Plain),
            Packed::Entry(entry) if entry.is_encrypted => return Err(Some(SkipReason::Encrypted)),
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
    fn read_small<'s>(
        &mut self,
        member: &'s Member,
        place: Place,
        person: &mut PersonReader<'s>,
    ) -> Result<(), StreamError> {
        let mut bytes = Vec::new();
        let mut stream = Stream::new(place);
        let mut piece = vec![0; 64 << 10];
        loop {
            match stream.next(self.files, &mut piece)? {
                0 => break,
                count => bytes.extend_from_slice(&piece[..count]),
            }
            if bytes.len() > person::MAX_SIZE {
                return Err(StreamError::TooLarge);
            }
        }
        match person.read(member.kind, Home::of(member), &bytes) {
            Some(()) => {
                let file = self.add_file(member, place, None);
                if member.kind == FileKind::Account {
                    let mut found = Vec::new();
                    person::with_first_record(&bytes, &mut |record| {
                        self.acts.each(record, file, member.kind, &mut found);
                    });
                    self.imported.events.extend(found.into_iter().flatten());
                }
            }
            None => self.skip(member, SkipReason::NotRecords),
        }
        Ok(())
    }

    /// Streams a file of posts or other acts through the scanner.
    ///
    /// * `expected`: how many records a manifest promises.
    fn read_records(
        &mut self,
        member: &Member,
        place: Place,
        expected: Option<u64>,
    ) -> Result<(), StreamError> {
        let file = self.add_file(member, place, expected);
        let before = self.progress.read;
        let mut stream = Stream::new(place);
        let mut scanner = Scanner::new(acts::shape(member.kind));
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
            self.progress.read = before + stream.packed_read();
            (self.told)(self.progress);
        };
        let end = scanner.finish(&mut |found| self.take(found, file, member));
        if let Some(read) = self.imported.files.last_mut() {
            read.entries = scanner.entries();
        }
        match end {
            End::Whole => {}
            // A file that breaks off has a reason of its own, told by the caller.
            End::CutShort if outcome.is_ok() => self.skip(member, SkipReason::CutShort),
            End::NotRecords if outcome.is_ok() => self.skip(member, SkipReason::NotRecords),
            End::CutShort | End::NotRecords => {}
        }
        outcome
    }

    fn take(&mut self, found: Found, file: u16, member: &Member) {
        match found {
            Found::Record(row) if member.kind == FileKind::Csv && row.offset == 0 => {
                self.posts.columns = Columns::of(&row);
            }
            Found::Record(record) => {
                if member.kind.holds_posts() {
                    let post = self.posts.event(&record, file, member.kind);
                    self.add(post, file, member);
                }
                if acts::has_rules(member.kind) {
                    let mut found = Vec::new();
                    self.acts.each(&record, file, member.kind, &mut found);
                    for act in found {
                        self.add(act, file, member);
                    }
                }
            }
            Found::Broken => self.skip(member, SkipReason::BrokenRecord),
            Found::TooLong => self.skip(member, SkipReason::TooLong),
        }
    }

    fn add(&mut self, event: Result<Event, SkipReason>, file: u16, member: &Member) {
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
        self.progress.events += u64::from(event.kind.is_post());
        let read = &mut self.imported.files[usize::from(file)];
        read.records += 1;
        if !event.flags.has(Flags::DATE_ONLY) {
            let at = event.at();
            read.first = Some(read.first.map_or(at, |first| first.min(at)));
            read.last = Some(read.last.map_or(at, |last| last.max(at)));
        }
    }

    /// The number of a file that is being read.
    fn add_file(&mut self, member: &Member, place: Place, expected: Option<u64>) -> u16 {
        let records = u64::from(member.kind.is_about_person());
        let (path, kind) = (member.path.clone(), member.kind);
        self.archive.kinds.push(kind);
        self.imported.files.push(FileRead {
            path,
            kind,
            records,
            entries: records,
            expected,
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
