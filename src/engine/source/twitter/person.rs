//! Whose archive it is, and when it was made. The small files are read by the same scanner as the
//! posts: a JSON library for three names would be a fifth of the worker.

use chrono::{DateTime, Utc};

use super::clock;
use super::whose::{Home, Promise};
use crate::engine::event::{FileKind, Person};
use crate::engine::source::scan::fields::{self, Value};
use crate::engine::source::scan::tree::Tree;
use crate::engine::source::scan::{Found, Record, Scanner, Shape};

/// A manifest of 30,000 media files is a tenth of this.
pub const MAX_SIZE: usize = 8 << 20;

/// Gathers what the small files say.
#[derive(Default)]
pub struct PersonReader<'a> {
    /// Where it was said, by which sort of source (`account.js`, the manifest, Grailbird), and who.
    pub told: Vec<(Home<'a>, usize, Person)>,
    /// What manifests list.
    pub promises: Vec<Promise<'a>>,
    /// Where it was said, whether in a file of its own, and the zone.
    zones: Vec<(Home<'a>, bool, String)>,
    made: Option<DateTime<Utc>>,
}

impl<'a> PersonReader<'a> {
    /// Reads one of the small files. `None` if it is not what its name says: it has no record, or
    /// one without a field. An empty list is a file that has nothing to say.
    pub fn read(&mut self, kind: FileKind, home: Home<'a>, bytes: &[u8]) -> Option<()> {
        if is_empty_list(bytes) {
            return Some(());
        }
        let fields = with_first_record(bytes, |record| {
            match kind {
                FileKind::Account => self.read_account(home, record),
                FileKind::Manifest => self.read_manifest(home, record),
                FileKind::UserDetails => self.read_user_details(home, record),
                _ => self.read_zone(home, record),
            }
            fields::each(record, &mut |_, _| {})
        });
        fields.filter(|fields| *fields > 0).map(|_| ())
    }

    /// `[ { "account" : { "accountId" : …, "username" : …, "accountDisplayName" : … } } ]`
    fn read_account(&mut self, home: Home<'a>, record: &Record) {
        let mut person = Person::default();
        each_text(record, |parent, key, text| match (parent, key) {
            (b"account", b"accountId") => person.id = text,
            (b"account", b"username") => person.handle = text,
            (b"account", b"accountDisplayName") => person.name = text,
            // In 2018 only; since then there is a file of its own.
            (b"account", b"timeZone") => self.zones.push((home, false, text)),
            _ => {}
        });
        self.told.push((home, 0, person));
    }

    /// `{ "userInfo" : { "accountId" : …, … }, "archiveInfo" : { "generationDate" : … }, … }`
    fn read_manifest(&mut self, home: Home<'a>, record: &Record) {
        let mut person = Person::default();
        each_text(record, |parent, key, text| match (parent, key) {
            (b"userInfo", b"accountId") => person.id = text,
            (b"userInfo", b"userName") => person.handle = text,
            (b"userInfo", b"displayName") => person.name = text,
            (b"archiveInfo", b"generationDate") => {
                let made = clock::read(text.as_bytes()).map(|written| written.at);
                self.made = self.made.max(made);
            }
            _ => {}
        });
        self.told.push((home, 1, person));
        self.read_promises(home, record);
    }

    /// `"dataTypes" : { … : { "files" : [ { "fileName" : …, "count" : … }, … ] }, … }`
    fn read_promises(&mut self, home: Home<'a>, record: &Record) {
        let tree = Tree::of(record);
        let text = |number, key: &[u8]| match tree.field(number, key)?.value() {
            Value::Text(text) | Value::Bare(text) => Some(text),
            Value::Nested => None,
        };
        for (number, object) in tree.objects.iter().enumerate() {
            if object.key == b"files"
                && let Some(path) = text(number, b"fileName").and_then(fields::text)
                && let Some(count) = text(number, b"count").and_then(clock::number)
            {
                let path = path.into_owned();
                self.promises.push(Promise { home, path, count });
            }
        }
    }

    /// `{ "screen_name" : …, "full_name" : …, "id" : … }`, of a Grailbird archive.
    fn read_user_details(&mut self, home: Home<'a>, record: &Record) {
        let mut person = Person::default();
        each_text(record, |parent, key, text| match (parent, key) {
            (b"", b"id") => person.id = text,
            (b"", b"screen_name") => person.handle = text,
            (b"", b"full_name") => person.name = text,
            _ => {}
        });
        self.told.push((home, 2, person));
    }

    /// `[ { "accountTimezone" : { "timeZone" : "Tokyo" } } ]`
    fn read_zone(&mut self, home: Home<'a>, record: &Record) {
        each_text(record, |_, key, text| {
            if key == b"timeZone" {
                self.zones.push((home, true, text));
            }
        });
    }

    /// When the latest of the archives was made, if any says so.
    pub fn made(&self) -> Option<DateTime<Utc>> {
        self.made
    }

    /// The zone's Rails name, from the latest file that says it and that is the person's own.
    pub fn zone(&self, is_own: impl Fn(Home) -> bool) -> Option<String> {
        let own = self.zones.iter().filter(|(home, _, _)| is_own(*home));
        let best = own.max_by_key(|(_, is_own_file, _)| *is_own_file);
        best.map(|(_, _, zone)| zone.clone())
    }
}

/// What `read` makes of the record that starts at a file's first `{`.
/// `None` if it does not end.
pub fn with_first_record<T>(bytes: &[u8], read: impl FnOnce(&Record) -> T) -> Option<T> {
    let start = memchr::memchr(b'{', bytes)?;
    let mut scanner = Scanner::at_record(Shape::List, start as u64);
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

/// Calls `visit` with every text and number of a record, as text.
fn each_text(record: &Record, mut visit: impl FnMut(&[u8], &[u8], String)) {
    fields::each(record, &mut |parent, field| {
        if let Value::Text(raw) | Value::Bare(raw) = field.value()
            && let Some(text) = fields::text(raw)
        {
            visit(parent, field.key, text.into_owned());
        }
    });
}
