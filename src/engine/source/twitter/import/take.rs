//! What was found in the files goes into the report and into the list of events.

use super::{EVENTS_AT_ONCE, Import};
use crate::engine::event::{Event, FileKind, FileRead, Flags, SkipReason, Skipped};
use crate::engine::source::scan::Found;
use crate::engine::source::stream::Place;
use crate::engine::source::twitter::acts;
use crate::engine::source::twitter::rows::Columns;
use crate::engine::source::twitter::survey::Member;

impl Import {
    pub(super) fn take(&mut self, found: Found, file: u16, member: &Member) {
        match found {
            Found::Record(row) if member.kind == FileKind::Csv && self.posts.columns.is_none() => {
                self.posts.columns = Some(Columns::of(&row));
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

    pub(super) fn add_event(&mut self, event: Event, file: u16) {
        if self.imported.events.len() == EVENTS_AT_ONCE {
            self.put_aside();
        }
        self.imported.events.push(event);
        self.count = self.count.saturating_add(1);
        let posts = u64::from(event.kind.is_post());
        self.progress.events = self.progress.events.saturating_add(posts);
        let Some(read) = self.imported.files.get_mut(usize::from(file)) else {
            return; // not reached: it was added before it was read
        };
        read.records = read.records.saturating_add(1);
    }

    /// Notes of which time these events are, for the report of their files.
    pub(super) fn note_times(&mut self, events: &[Event]) {
        for of_file in events.chunk_by(|one, next| one.file == next.file) {
            let timed = || {
                of_file
                    .iter()
                    .filter(|event| !event.flags.has(Flags::DATE_ONLY))
            };
            let first = timed().min_by_key(|event| event.epoch_secs());
            let last = timed().max_by_key(|event| event.epoch_secs());
            let (Some(first), Some(last)) = (first, last) else {
                continue;
            };
            let file = usize::from(first.file);
            if let Some(read) = self.imported.files.get_mut(file) {
                read.first = Some(read.first.map_or(first.at(), |at| at.min(first.at())));
                read.last = Some(read.last.map_or(last.at(), |at| at.max(last.at())));
            }
        }
    }

    /// The number of a file that is being read.
    pub(super) fn add_file(&mut self, member: &Member, place: Place, expected: Option<u64>) -> u16 {
        let records = u64::from(member.kind.is_about_person());
        let (path, kind) = (member.path.clone(), member.kind);
        self.archive.kinds.push(kind);
        self.numbers.push(member.number);
        self.imported.files.push(FileRead {
            path,
            kind,
            records,
            entries: records,
            expected,
            first: None,
            last: None,
        });
        let number = self.archive.places.len();
        self.archive.places.push(place);
        // The survey takes no more files than there are numbers.
        number as u16
    }

    pub(super) fn skip(&mut self, member: &Member, reason: SkipReason) {
        self.skip_many(member, reason, 1);
    }

    /// Counts what was left out of a file for the same reason.
    pub(super) fn skip_many(&mut self, member: &Member, reason: SkipReason, count: u64) {
        let Some(skipped) = self.skipped.get_mut(member.number) else {
            return;
        };
        match skipped.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, sum)) => *sum = sum.saturating_add(count),
            None => {
                let place = skipped.partition_point(|(known, _)| *known < reason);
                skipped.insert(place, (reason, count));
            }
        }
    }

    /// Lists what was left out: as the survey has the files, whoever read which of them first.
    pub(super) fn list_skipped(&mut self) {
        let rows = &mut self.imported.skipped;
        for (member, skipped) in self.survey.members.iter().zip(&self.skipped) {
            rows.extend(skipped.iter().map(|(reason, count)| Skipped {
                path: member.path.clone(),
                reason: *reason,
                count: *count,
            }));
        }
        merge_skipped(rows);
    }
}

/// Makes one of rows that say the same: files of one path may lie in several zips. The first stays.
fn merge_skipped(rows: &mut Vec<Skipped>) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_unstable_by_key(|place| {
        let row = rows.get(*place);
        (row.map(|row| (row.path.as_str(), row.reason)), *place)
    });
    let mut first = 0;
    for place in order {
        let (Some(one), Some(other)) = (rows.get(first), rows.get(place)) else {
            continue; // not reached: the order is of these rows
        };
        if place == first || one.reason != other.reason || one.path != other.path {
            first = place;
            continue;
        }
        let count = rows
            .get_mut(place)
            .map(|row| std::mem::take(&mut row.count));
        if let Some(row) = rows.get_mut(first) {
            row.count = row.count.saturating_add(count.unwrap_or_default());
        }
    }
    rows.retain(|row| row.count > 0);
}
