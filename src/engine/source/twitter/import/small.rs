//! The small files: whose archive it is, when it was made, and what it promises.

use chrono::{DateTime, Utc};

use super::{Import, as_skipped};
use crate::engine::event::{FileKind, SkipReason};
use crate::engine::source::stream::{Place, Stream, StreamError};
use crate::engine::source::twitter::person::{self, PersonReader};
use crate::engine::source::twitter::survey::{Member, Survey};
use crate::engine::source::twitter::whose::{Home, Whose};
use crate::engine::source::{Files, ImportError};

impl Import {
    /// The person's files come first: they say whose the others are, and when each archive was made,
    /// which bounds its times.
    pub(super) fn read_person<F: Files>(
        &mut self,
        files: &F,
        survey: &Survey,
        now: DateTime<Utc>,
    ) -> Result<(), ImportError> {
        let mut person = PersonReader::default();
        for member in &survey.members {
            if member.kind.is_about_person() {
                self.read_small(files, member, &mut person)?;
            }
        }
        self.settle(&mut person, survey, now);
        Ok(())
    }

    /// Decides whose archive it is, and keeps what the small files said of that person.
    fn settle<'s>(
        &mut self,
        person: &mut PersonReader<'s>,
        survey: &'s Survey,
        now: DateTime<Utc>,
    ) {
        let whose = Whose::of(person, survey, now);
        let imported = &mut self.imported;
        imported.zone = person.zone(|home| whose.is_own(home));
        imported.person = whose.person();
        imported.others = whose.others();
        imported.missing = whose.missing_files();
        // That an account was made is an act of the person's only if it is theirs.
        whose.keep_own(imported, &self.archive.places);
        self.acts.owner = imported.person.id.clone();
        for task in whose.tasks(survey) {
            match survey.member(task.member).kind.stands_in_for() {
                None => self.waiting.push_back(task),
                Some(_) => self.stand_ins.push(task),
            }
        }
    }

    /// Reads a file that fits into memory. Any defect but an unreadable file is noted.
    fn read_small<'s, F: Files>(
        &mut self,
        files: &F,
        member: &'s Member,
        person: &mut PersonReader<'s>,
    ) -> Result<(), ImportError> {
        let before = self.progress.read;
        let outcome = self.place_of(files, member).and_then(|place| {
            let bytes = self.small_bytes(files, place).map_err(as_skipped)?;
            let read = person.read(member.kind, Home::of(member), &bytes);
            read.ok_or(SkipReason::NotRecords).map(|()| (place, bytes))
        });
        match outcome {
            Ok((place, bytes)) => {
                let file = self.add_file(member, place, None);
                if member.kind == FileKind::Account {
                    self.take_account(&bytes, file, member.kind);
                }
            }
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
            bytes.extend_from_slice(piece.get(..count).unwrap_or_default());
            if bytes.len() > person::MAX_SIZE {
                return Err(StreamError::TooLarge);
            }
            if count == 0 {
                return Ok(bytes);
            }
        }
    }

    /// That the account was made. Posts are looked for in other files: what is no such act is no defect.
    fn take_account(&mut self, bytes: &[u8], file: u16, kind: FileKind) {
        let mut found = Vec::new();
        person::with_first_record(bytes, &mut |record| {
            self.acts.each(record, file, kind, &mut found);
        });
        self.imported.events.extend(found.into_iter().flatten());
    }
}
