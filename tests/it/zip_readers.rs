//! Three zip readers with one face: ours, and two that others wrote.

use std::io::{Cursor, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rc_zip_sync::{HasCursor, ReadZipWithSize};
use yodori::engine::source::stream::{Packing, Place, Stream};
use yodori::engine::source::zip::{Entry, Method as OurMethod, data_start, entries};

use crate::support::{Memory, one};

/// A file in a zip, as a reader tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub path: String,
    pub method: u16,
    pub packed: u64,
    pub size: u64,
    pub crc32: u32,
    pub header_at: u64,
    /// `None` if the reader gives an error for it.
    pub content: Option<Vec<u8>>,
}

/// The files of a zip; `None` if the reader refuses it as a whole.
pub type Seen = Option<Vec<Item>>;

/// Contents are compared as far as this.
const MOST: u64 = 100_000;

pub fn ours(zip: &[u8]) -> Seen {
    let chosen = one("it.zip", zip);
    let files = Memory::new(&chosen, usize::MAX);
    let mut found = Vec::new();
    let outcome = entries(&files, 0, &mut |entry| found.push(entry));
    let item = |entry: Entry| Item {
        content: our_content(&files, &entry),
        path: entry.path,
        method: match entry.method {
            OurMethod::Stored => 0,
            OurMethod::Deflated => 8,
            OurMethod::Other(number) => number,
        },
        packed: entry.packed,
        size: entry.size,
        crc32: entry.crc32,
        header_at: entry.header_at,
    };
    outcome.ok()?;
    Some(found.into_iter().map(item).collect())
}

fn our_content(files: &Memory, entry: &Entry) -> Option<Vec<u8>> {
    let crc32 = entry.crc32;
    let packing = match entry.method {
        _ if entry.is_encrypted => return None,
        OurMethod::Stored => Packing::Stored { crc32 },
        OurMethod::Deflated => Packing::Deflated { crc32 },
        OurMethod::Other(_) => return None,
    };
    let mut stream = Stream::new(Place {
        input: 0,
        at: data_start(files, 0, entry).ok()?,
        packed: entry.packed,
        packing,
    });
    let mut content = Vec::new();
    let mut piece = [0; 4096];
    loop {
        match stream.next(files, &mut piece).ok()? {
            0 => return Some(content),
            count => content.extend(&piece[..count]),
        }
        if content.len() as u64 >= MOST {
            content.truncate(MOST as usize);
            return Some(content);
        }
    }
}

/// What the crate `zip` sees. Of several files of one name it knows the last only.
pub fn zips(bytes: &[u8]) -> Seen {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut items = Vec::new();
    for nth in 0..archive.len() {
        let content = archive.by_index(nth).ok().and_then(all);
        let file = archive.by_index_data(nth).ok()?;
        items.push(Item {
            path: String::from_utf8_lossy(file.name_raw()).replace('\\', "/"),
            method: match file.compression() {
                zip::CompressionMethod::Stored => 0,
                zip::CompressionMethod::Deflated => 8,
                #[expect(deprecated, reason = "there is no other way to a method's number")]
                zip::CompressionMethod::Unsupported(number) => number,
                _ => u16::MAX,
            },
            packed: file.compressed_size(),
            size: file.size(),
            crc32: file.crc32(),
            header_at: file.header_start(),
            content,
        });
    }
    items.retain(|item| !item.path.ends_with('/'));
    Some(items)
}

/// Bytes that can be read from anywhere, also from behind their end.
struct Bytes<'a>(&'a [u8]);

impl HasCursor for Bytes<'_> {
    type Cursor<'b>
        = &'b [u8]
    where
        Self: 'b;

    fn cursor_at(&self, offset: u64) -> &[u8] {
        let from = usize::try_from(offset).unwrap_or(usize::MAX);
        self.0.get(from..).unwrap_or_default()
    }
}

/// What the crate `rc-zip-sync` sees. It may panic, which counts as a refusal.
pub fn rc_zips(bytes: &[u8]) -> Seen {
    let bytes = Bytes(bytes);
    let calm = |run: &mut dyn FnMut() -> Option<Vec<u8>>| {
        catch_unwind(AssertUnwindSafe(run)).ok().flatten()
    };
    let archive = catch_unwind(AssertUnwindSafe(|| {
        bytes.read_zip_with_size(bytes.0.len() as u64).ok()
    }));
    let archive = archive.ok().flatten()?;
    let item = |entry: rc_zip_sync::EntryHandle<'_, Bytes>| Item {
        path: entry.name.replace('\\', "/"),
        method: entry.method.into(),
        packed: entry.compressed_size,
        size: entry.uncompressed_size,
        crc32: entry.crc32,
        header_at: entry.header_offset,
        content: calm(&mut || all(entry.reader())),
    };
    let items = archive.entries().map(item);
    Some(items.filter(|item| !item.path.ends_with('/')).collect())
}

fn all(file: impl Read) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    file.take(MOST).read_to_end(&mut content).ok()?;
    Some(content)
}
