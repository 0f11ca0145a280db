//! Whose archive it is, and when it was made. The small files are read by the same scanner as the
//! posts: a JSON library for three names would be a fifth of the worker.

use chrono::{DateTime, Utc};

use super::clock;
use crate::engine::event::{FileKind, Person};
use crate::engine::source::scan::fields::{self, Value};
use crate::engine::source::scan::{Found, Record, Scanner};

/// A manifest of 30,000 media files is a tenth of this.
pub const MAX_SIZE: usize = 8 << 20;

/// Gathers what the small files say.
#[derive(Default)]
pub struct PersonReader {
    /// From the best source to the least: `account.js`, the manifest, Grailbird.
    from: [Person; 3],
    made: Option<DateTime<Utc>>,
    zone: Option<String>,
}

impl PersonReader {
    /// Reads one of the small files. `None` if it is not what its name says: it has no record, or
    /// one without a field. An empty list is a file that has nothing to say.
    pub fn read(&mut self, kind: FileKind, bytes: &[u8]) -> Option<()> {
        if is_empty_list(bytes) {
            return Some(());
        }
        let fields = with_first_record(bytes, |record| {
            match kind {
                FileKind::Account => self.read_account(record),
                FileKind::Manifest => self.read_manifest(record),
                FileKind::UserDetails => self.read_user_details(record),
                _ => self.read_zone(record),
            }
            each_text(record, &mut |_, _, _| {})
        });
        fields.filter(|fields| *fields > 0).map(|_| ())
    }

    /// `[ { "account" : { "accountId" : …, "username" : …, "accountDisplayName" : … } } ]`
    fn read_account(&mut self, record: &Record) {
        let mut person = Person::default();
        each_text(record, &mut |parent, key, text| match (parent, key) {
            (b"account", b"accountId") => person.id = text,
            (b"account", b"username") => person.handle = text,
            (b"account", b"accountDisplayName") => person.name = text,
            // In 2018 only; since then there is a file of its own.
            (b"account", b"timeZone") => _ = self.zone.get_or_insert(text),
            _ => {}
        });
        self.add(0, person);
    }

    /// `{ "userInfo" : { "accountId" : …, … }, "archiveInfo" : { "generationDate" : … }, … }`
    fn read_manifest(&mut self, record: &Record) {
        let mut person = Person::default();
        each_text(record, &mut |parent, key, text| match (parent, key) {
            (b"userInfo", b"accountId") => person.id = text,
            (b"userInfo", b"userName") => person.handle = text,
            (b"userInfo", b"displayName") => person.name = text,
            (b"archiveInfo", b"generationDate") => {
                let made = clock::read(text.as_bytes()).map(|written| written.at);
                self.made = self.made.max(made);
            }
            _ => {}
        });
        self.add(1, person);
    }

    /// `{ "screen_name" : …, "full_name" : …, "id" : … }`, of a Grailbird archive.
    fn read_user_details(&mut self, record: &Record) {
        let mut person = Person::default();
        each_text(record, &mut |parent, key, text| match (parent, key) {
            (b"", b"id") => person.id = text,
            (b"", b"screen_name") => person.handle = text,
            (b"", b"full_name") => person.name = text,
            _ => {}
        });
        self.add(2, person);
    }

    /// `[ { "accountTimezone" : { "timeZone" : "Tokyo" } } ]`
    fn read_zone(&mut self, record: &Record) {
        each_text(record, &mut |_, key, text| {
            if key == b"timeZone" {
                self.zone = Some(text);
            }
        });
    }

    /// The first file of each sort counts.
    fn add(&mut self, rank: usize, person: Person) {
        if self.from[rank] == Person::default() {
            self.from[rank] = person;
        }
    }

    /// When the latest of the archives was made, if any says so.
    pub fn made(&self) -> Option<DateTime<Utc>> {
        self.made
    }

    /// The zone's Rails name, once.
    pub fn take_zone(&mut self) -> Option<String> {
        self.zone.take()
    }

    pub fn into_person(self) -> Person {
        self.from
            .into_iter()
            .find(|person| *person != Person::default())
            .unwrap_or_default()
    }
}

/// What `read` makes of the record that starts at a file's first `{`.
/// `None` if it does not end.
fn with_first_record<T>(bytes: &[u8], read: impl FnOnce(&Record) -> T) -> Option<T> {
    let start = memchr::memchr(b'{', bytes)?;
    let mut scanner = Scanner::at_record(start as u64);
    let (mut read, mut result) = (Some(read), None);
    let mut found = |found: Found| {
        if let (Found::Record(record), Some(read)) = (found, read.take()) {
            result = Some(read(&record));
        }
    };
    let mut rest = &bytes[start..];
    while !rest.is_empty() {
        let room = scanner.room();
        let (piece, later) = rest.split_at(room.len().min(rest.len()));
        room[..piece.len()].copy_from_slice(piece);
        scanner.advance(piece.len(), &mut found);
        rest = later;
    }
    scanner.finish(&mut found);
    result
}

/// `window.YTD.account.part0 = [ ]`
fn is_empty_list(bytes: &[u8]) -> bool {
    let mut said = bytes
        .iter()
        .rev()
        .filter(|byte| !byte.is_ascii_whitespace() && **byte != b';');
    said.next() == Some(&b']') && said.next() == Some(&b'[')
}

/// Hears of a text: the parent's key, its own, and what it says.
type Visit<'a> = dyn FnMut(&[u8], &[u8], String) + 'a;

/// Calls `visit` with every text and number of a record, as text.
/// Returns how many fields the record itself has.
fn each_text(record: &Record, visit: &mut Visit) -> usize {
    fields::each(record, &mut |parent, field| {
        if let Some(Value::Text(raw) | Value::Bare(raw)) = field.value()
            && let Some(text) = fields::text(raw)
        {
            visit(parent, field.key, text.into_owned());
        }
    })
}
