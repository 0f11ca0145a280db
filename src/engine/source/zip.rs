//! Zip by its central directory, as APPNOTE.TXT 6.3.10 has it: names, sizes and places are taken
//! from there, never from the local headers, which streaming writers leave empty.

mod directory;

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
/// The directory is read in pieces of this size: a bigger one would only cost memory.
const PIECE: usize = 128 << 10;

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
    let mut piece = Vec::new();
    let mut piece_at = directory.at;
    let mut used = 0;
    let mut entries = 0;
    let mut previous = 0;
    let no_more = |entries| match entries < directory.entries {
        true => Err(ZipError::Damaged),
        false => Ok(()),
    };
    loop {
        let mut length = CENTRAL_SIZE;
        // Once for the fixed part, which says how long the whole is, and once for the whole.
        for _ in 0..2 {
            if piece.len() - used < length {
                let at = piece_at + used as u64;
                let left = directory.end.saturating_sub(at);
                if left < length as u64 {
                    return no_more(entries);
                }
                let size = left.min(PIECE.max(length) as u64) as usize;
                piece.resize(size, 0);
                read_exact(files, file, at, &mut piece)?;
                (piece_at, used) = (at, 0);
            }
            length = match central_length(&piece[used..]) {
                Some(length) => length,
                None => return no_more(entries),
            };
        }
        if let Some(mut entry) = read_central(&piece[used..used + length]) {
            entry.header_at = directory.places.place_of(entry.header_at, previous);
            previous = entry.header_at;
            visit(entry);
        }
        used += length;
        entries += 1;
    }
}

/// Where an entry's packed bytes start: the local header says how long itself is.
///
/// # Errors
/// [`ZipError::Damaged`] if there is no local header where the directory says.
pub fn data_start<F: Files>(files: &F, file: usize, entry: &Entry) -> Result<u64, ZipError> {
    let mut header = [0; LOCAL_SIZE];
    read_exact(files, file, entry.header_at, &mut header)?;
    let name = u16_at(&header, 26).ok_or(ZipError::Damaged)?;
    let extra = u16_at(&header, 28).ok_or(ZipError::Damaged)?;
    let length = LOCAL_SIZE as u64 + u64::from(name) + u64::from(extra);
    let start = entry.header_at.saturating_add(length);
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
    entry
        .starts_with(CENTRAL)
        .then_some(CENTRAL_SIZE + part(28)? + part(30)? + part(32)?)
}

/// `None` for a folder.
fn read_central(entry: &[u8]) -> Option<Entry> {
    let name_end = CENTRAL_SIZE + usize::from(u16_at(entry, 28)?);
    let extra_end = name_end + usize::from(u16_at(entry, 30)?);
    let name = entry.get(CENTRAL_SIZE..name_end)?;
    if name.ends_with(b"/") {
        return None;
    }
    let mut wide = Zip64Extra::find(entry.get(name_end..extra_end)?);
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
        while let (Some(id), Some(size)) = (u16_at(extra, 0), u16_at(extra, 2)) {
            let Some((field, rest)) = extra[4..].split_at_checked(usize::from(size)) else {
                break;
            };
            if id == 1 {
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
    while done < into.len() {
        match files.read(file, at.saturating_add(done as u64), &mut into[done..])? {
            0 => break,
            more => done += more,
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
