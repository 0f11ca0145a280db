//! Zip by its central directory, as APPNOTE.TXT 6.3.10 has it: names, sizes and places are taken
//! from there, never from the local headers, which streaming writers leave empty.
//!
//! Every number in a zip may be a lie: nothing here can panic, and no number is a reason to hold or
//! read more than there is.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod directory;

use std::ops::Range;

use super::{Files, Unreadable};
use directory::find_directory;

/// One file in a zip, as the directory tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// With `/` between folders. Bytes that are no UTF-8 are replaced.
    pub path: String,
    pub method: Method,
    pub is_encrypted: bool,
    pub crc32: u32,
    /// Bytes in the zip, and once unpacked.
    pub packed: u64,
    pub size: u64,
    /// Where its local header starts, in bytes from the start of the zip.
    pub header_at: u64,
}

/// How an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
    /// Any other, by its number.
    Other(u16),
}

/// Why a file can't be read as a zip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ZipError {
    /// Neither the start nor the end of a zip.
    NotZip,
    /// The start of a zip, but not its end.
    Truncated,
    /// The directory is not where the end says, or contradicts itself.
    Damaged,
    Unreadable,
}

impl From<Unreadable> for ZipError {
    fn from(_: Unreadable) -> ZipError {
        ZipError::Unreadable
    }
}

const LOCAL: &[u8; 4] = b"PK\x03\x04";
const CENTRAL: &[u8; 4] = b"PK\x01\x02";
const END: &[u8; 4] = b"PK\x05\x06";
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
/// The directory is read in pieces of this size: each takes a browser a millisecond, however small it is,
/// and thirty thousand entries are some megabytes.
const PIECE: usize = 1 << 20;

/// Calls `visit` with every entry of the zip, in the directory's order. Folders are left out.
///
/// The directory's own end counts, not the stated number of entries: writers that know no ZIP64
/// state it modulo 65,536.
///
/// # Errors
/// See [`ZipError`]. Entries visited before the directory turned out damaged stay visited.
pub fn entries<F: Files>(
    files: &F,
    file: usize,
    visit: &mut impl FnMut(Entry),
) -> Result<(), ZipError> {
    let directory = find_directory(files, file)?;
    let mut piece = Piece::default();
    let mut at = directory.at;
    let mut missing = directory.entries;
    let mut previous = 0;
    loop {
        let Some(whole) = piece.entry(files, file, at..directory.end)? else {
            return match missing {
                0 => Ok(()),
                _ => Err(ZipError::Damaged),
            };
        };
        if let Some(mut entry) = read_central(whole) {
            entry.header_at = directory.places.place_of(entry.header_at, previous);
            previous = entry.header_at;
            if !entry.path.ends_with('/') {
                visit(entry);
            }
        }
        at = at.saturating_add(whole.len() as u64);
        missing = missing.saturating_sub(1);
    }
}

/// The part of the directory that is in memory.
#[derive(Default)]
struct Piece {
    bytes: Vec<u8>,
    /// Where its first byte is in the file.
    at: u64,
}

impl Piece {
    /// The entry at the start of `range`, if one is there.
    fn entry<F: Files>(
        &mut self,
        files: &F,
        file: usize,
        range: Range<u64>,
    ) -> Result<Option<&[u8]>, ZipError> {
        // Its fixed part says how long the whole is.
        let start = self.get(files, file, range.clone(), CENTRAL_SIZE)?;
        match start.and_then(central_length) {
            Some(length) => self.get(files, file, range, length),
            None => Ok(None),
        }
    }

    /// The first `length` bytes of `range`; `None` if it is shorter.
    fn get<F: Files>(
        &mut self,
        files: &F,
        file: usize,
        range: Range<u64>,
        length: usize,
    ) -> Result<Option<&[u8]>, ZipError> {
        if self.held(range.start, length).is_none() {
            let left = range.end.saturating_sub(range.start);
            if left < length as u64 {
                return Ok(None);
            }
            let size = left.min(PIECE.max(length) as u64) as usize;
            self.bytes.resize(size, 0);
            read_exact(files, file, range.start, &mut self.bytes)?;
            self.at = range.start;
        }
        Ok(self.held(range.start, length))
    }

    fn held(&self, at: u64, length: usize) -> Option<&[u8]> {
        let from = usize::try_from(at.checked_sub(self.at)?).ok()?;
        self.bytes.get(from..)?.get(..length)
    }
}

/// Where an entry's packed bytes start: the local header says how long itself is.
///
/// # Errors
/// [`ZipError::Damaged`] if there is no local header where the directory says.
pub fn data_start<F: Files>(files: &F, file: usize, entry: &Entry) -> Result<u64, ZipError> {
    let mut header = [0; LOCAL_SIZE];
    read_exact(files, file, entry.header_at, &mut header)?;
    let part = |at| u16_at(&header, at).map(u64::from).ok_or(ZipError::Damaged);
    let start = [LOCAL_SIZE as u64, part(26)?, part(28)?]
        .into_iter()
        .fold(entry.header_at, u64::saturating_add);
    let fits = start.saturating_add(entry.packed) <= files.len(file);
    if header.starts_with(LOCAL) && fits {
        Ok(start)
    } else {
        Err(ZipError::Damaged)
    }
}

/// Whether the file starts as zips do.
///
/// # Errors
/// The file can't be read.
pub fn starts_like_zip<F: Files>(files: &F, file: usize) -> Result<bool, Unreadable> {
    Ok(starts_with(files, file, 0, LOCAL)? || starts_with(files, file, 0, END)?)
}

fn starts_with<F: Files>(
    files: &F,
    file: usize,
    at: u64,
    signature: &[u8; 4],
) -> Result<bool, Unreadable> {
    let mut start = [0; 4];
    Ok(fill(files, file, at, &mut start)? == 4 && start == *signature)
}

/// How long a directory entry is with its name, extra fields and comment.
fn central_length(entry: &[u8]) -> Option<usize> {
    let part = |at| u16_at(entry, at).map(usize::from);
    let parts = [part(28)?, part(30)?, part(32)?];
    let length = parts.into_iter().fold(CENTRAL_SIZE, usize::saturating_add);
    entry.starts_with(CENTRAL).then_some(length)
}

/// `None` if it is cut.
fn read_central(entry: &[u8]) -> Option<Entry> {
    let (entry, rest) = entry.split_at_checked(CENTRAL_SIZE)?;
    let (name, rest) = rest.split_at_checked(u16_at(entry, 28)?.into())?;
    let extra = rest.get(..u16_at(entry, 30)?.into())?;
    let mut wide = Zip64Extra::find(extra);
    let size = wide.or_wide(u32_at(entry, 24)?);
    let packed = wide.or_wide(u32_at(entry, 20)?);
    let header_at = wide.or_wide(u32_at(entry, 42)?);
    Some(Entry {
        path: String::from_utf8_lossy(name).replace('\\', "/"),
        method: match u16_at(entry, 10)? {
            0 => Method::Stored,
            8 => Method::Deflated,
            other => Method::Other(other),
        },
        is_encrypted: u16_at(entry, 8)? & 1 != 0,
        crc32: u32_at(entry, 16)?,
        packed,
        size,
        header_at,
    })
}

/// What is left of an entry's ZIP64 extra field: eight bytes for each of the sizes and the place,
/// in this order, whose 32 bits did not suffice.
struct Zip64Extra<'a>(&'a [u8]);

impl Zip64Extra<'_> {
    fn find(mut extra: &[u8]) -> Zip64Extra<'_> {
        while let Some((&[id, id_high, size, size_high], rest)) = extra.split_first_chunk() {
            let size = u16::from_le_bytes([size, size_high]);
            let Some((field, rest)) = rest.split_at_checked(size.into()) else {
                break;
            };
            if [id, id_high] == [1, 0] {
                return Zip64Extra(field);
            }
            extra = rest;
        }
        Zip64Extra(&[])
    }

    /// The narrow value, or the next wide one where the narrow one is the sign for "see there".
    fn or_wide(&mut self, narrow: u32) -> u64 {
        match self.0.split_first_chunk::<8>() {
            Some((wide, rest)) if narrow == u32::MAX => {
                self.0 = rest;
                u64::from_le_bytes(*wide)
            }
            _ => u64::from(narrow),
        }
    }
}

/// Reads until `into` is full or the file ends; says how much it was.
pub fn fill<F: Files>(
    files: &F,
    file: usize,
    at: u64,
    into: &mut [u8],
) -> Result<usize, Unreadable> {
    let mut done = 0;
    while let Some(rest) = into.get_mut(done..).filter(|rest| !rest.is_empty()) {
        match files.read(file, at.saturating_add(done as u64), rest)? {
            0 => break,
            more => done = done.saturating_add(more),
        }
    }
    Ok(done)
}

fn read_exact<F: Files>(files: &F, file: usize, at: u64, into: &mut [u8]) -> Result<(), ZipError> {
    if fill(files, file, at, into)? == into.len() {
        Ok(())
    } else {
        Err(ZipError::Damaged)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..)?
        .first_chunk()
        .map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..)?
        .first_chunk()
        .map(|bytes| u32::from_le_bytes(*bytes))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes
        .get(at..)?
        .first_chunk()
        .map(|bytes| u64::from_le_bytes(*bytes))
}
