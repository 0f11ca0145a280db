//! Whose archive it is, and when it was made. The small files are read by the same scanner as the
//! posts: a JSON library for three names would be a fifth of the worker.

use chrono::{DateTime, Utc};

use super::whose::{Home, Promise};
use super::{clock, names};
use crate::engine::event::{FileKind, Person};
use crate::engine::plain;
use crate::engine::source::scan::fields::{self, Value};
use crate::engine::source::scan::tree::Tree;
use crate::engine::source::scan::{Found, Record, Scanner, Shape};

/// A manifest of 30,000 media files is a tenth of this.
pub const MAX_SIZE: usize = 8 << 20;

/// No longer name, path or zone is kept.
const MAX_TEXT: usize = 4096;
/// So many files' words on the person are compared with every file; an archive has two of them.
const MAX_TOLD: usize = 256;
/// So many promised files are looked for among all files; an archive of several parts has hundreds.
const MAX_PROMISES: usize = 4096;

/// Gathers what the small files say.
#[derive(Default)]
pub struct PersonReader<'a> {
    /// Where it was said, by which sort of source (`account.js`, the manifest, Grailbird), and who.
    pub told: Vec<(Home<'a>, usize, Person)>,
    /// What manifests list.
    pub promises: Vec<Promise<'a>>,
    /// Where it was said, whether in a file of its own, and the zone.
    zones: Vec<(Home<'a>, bool, String)>,
    /// When the archives were made, as the manifest of each home says.
    pub made: Vec<(Home<'a>, DateTime<Utc>)>,
}

impl<'a> PersonReader<'a> {
    /// Reads one of the small files. `None` if it is not what its name says: it has no record, or
    /// one without a field. An empty list is a file that has nothing to say.
    pub fn read(&mut self, kind: FileKind, home: Home<'a>, bytes: &[u8]) -> Option<()> {
        if is_empty_list(bytes) {
            return Some(());
        }
        let mut has_fields = false;
        with_first_record(bytes, &mut |record| {
            let tree = Tree::of(record);
            has_fields = !tree.fields.is_empty();
            self.read_tree(kind, home, &tree);
        });
        has_fields.then_some(())
    }

    fn read_tree(&mut self, kind: FileKind, home: Home<'a>, tree: &Tree) {
        // In which object of which sort of file the account's id, handle and name are.
        let (rank, object, keys): (_, &[u8], [&[u8]; 3]) = match kind {
            FileKind::Account => (
                0,
                b"account",
                [b"accountId", b"username", b"accountDisplayName"],
            ),
            FileKind::Manifest => (1, b"userInfo", [b"accountId", b"userName", b"displayName"]),
            FileKind::UserDetails => (2, b"", [b"id", b"screen_name", b"full_name"]),
            _ => (3, b"accountTimezone", [b"", b"", b""]),
        };
        if rank < 3 && self.told.len() < MAX_TOLD {
            let [id, handle, name] =
                keys.map(|key| plain::name(&said(tree, object, key).unwrap_or_default()));
            let told = Person { id, handle, name };
            if told != Person::default() {
                self.told.push((home, rank, told));
            }
        }
        // In 2018 only, the account said its zone; since then there is a file of its own.
        if let Some(zone) = said(tree, object, b"timeZone") {
            self.zones.push((home, rank == 3, zone));
        }
        if kind == FileKind::Manifest {
            let made = said(tree, b"archiveInfo", b"generationDate");
            let made = made.and_then(|made| clock::read(made.as_bytes()));
            if let Some(made) = made.filter(|_| self.made.len() < MAX_TOLD) {
                self.made.push((home, made.at));
            }
            self.read_promises(home, tree);
        }
    }

    /// `"dataTypes" : { … : { "files" : [ { "fileName" : …, "count" : … }, … ] }, … }`
    fn read_promises(&mut self, home: Home<'a>, tree: &Tree) {
        for (number, object) in tree.objects.iter().enumerate() {
            if object.key == b"files"
                && self.promises.len() < MAX_PROMISES
                && let Some(path) = text(tree, number, b"fileName")
                && let Some(count) = text(tree, number, b"count")
                && let Some(count) = clock::number(count.as_bytes())
                && let Some(kind) = names::kind_of(&path)
            {
                self.promises.push(Promise {
                    home,
                    path,
                    kind,
                    count,
                });
            }
        }
    }

    /// The zone's Rails name, from the latest file that says it and that is the person's own.
    pub fn zone(&self, is_own: impl Fn(Home) -> bool) -> Option<String> {
        let own = self.zones.iter().filter(|(home, _, _)| is_own(*home));
        let best = own.max_by_key(|(_, is_own_file, _)| *is_own_file);
        best.map(|(_, _, zone)| zone.clone())
    }
}

/// Hands over the record that starts at a file's first `{`, if it ends.
pub fn with_first_record(bytes: &[u8], read: &mut dyn FnMut(&Record)) {
    let Some(start) = memchr::memchr(b'{', bytes) else {
        return;
    };
    let mut scanner = Scanner::at_record(Shape::List, start as u64);
    let mut read = Some(read);
    let mut found = |found: Found| {
        if let (Found::Record(record), Some(read)) = (found, read.take()) {
            read(&record);
        }
    };
    let mut rest = bytes.get(start..).unwrap_or_default();
    while !rest.is_empty() {
        let room = scanner.room();
        let count = room.len().min(rest.len());
        let (piece, later) = rest.split_at(count);
        if let Some(room) = room.get_mut(..count) {
            room.copy_from_slice(piece);
        }
        scanner.advance(count, &mut found);
        rest = later;
    }
    scanner.finish(&mut found);
}

/// `window.YTD.account.part0 = [ ]`
fn is_empty_list(bytes: &[u8]) -> bool {
    let mut said = bytes
        .iter()
        .rev()
        .filter(|byte| !byte.is_ascii_whitespace() && **byte != b';');
    said.next() == Some(&b']') && said.next() == Some(&b'[')
}

/// What the object of this key says under another.
fn said(tree: &Tree, object: &[u8], key: &[u8]) -> Option<String> {
    let objects = tree.objects.iter().enumerate();
    let mut objects = objects.filter(|(_, is)| is.key == object);
    objects.find_map(|(number, _)| text(tree, number, key))
}

/// A text or number of an object's own, as text.
fn text(tree: &Tree, object: usize, key: &[u8]) -> Option<String> {
    match tree.field(object, key)?.value()? {
        Value::Text(raw) | Value::Bare(raw) if raw.len() <= MAX_TEXT => {
            Some(fields::text(raw)?.into_owned())
        }
        _ => None,
    }
}
