//! Zip by its central directory, as APPNOTE.TXT 6.3.10 has it: names, sizes and places are taken
//! from there, never from the local headers, which streaming writers leave empty.

use super::{Files, Unreadable};

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
const END64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR64: &[u8; 4] = b"PK\x06\x07";
const LOCAL_SIZE: usize = 30;
const CENTRAL_SIZE: usize = 46;
const END_SIZE: usize = 22;
const END64_SIZE: usize = 56;
const LOCATOR64_SIZE: usize = 20;
/// An end record's comment is at most this long.
const MAX_COMMENT: usize = 0xffff;
/// The directory is read in pieces of this size: a bigger one would only cost memory.
const PIECE: usize = 128 << 10;

/// Where the directory is, in bytes from the start of the file.
struct Directory {
    at: u64,
    /// Where the record after it starts.
    end: u64,
    entries: u64,
    /// How many bytes were put before the zip: the places that it states are short by so many.
    shift: u64,
}

/// Calls `visit` with every entry of the zip, in the directory's order. Folders are left out.
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
    for _ in 0..directory.entries {
        let mut length = CENTRAL_SIZE;
        // Once for the fixed part, which says how long the whole is, and once for the whole.
        for _ in 0..2 {
            if piece.len() - used < length {
                let at = piece_at + used as u64;
                let left = directory.end.saturating_sub(at);
                if left < length as u64 {
                    return Err(ZipError::Damaged);
                }
                let size = left.min(PIECE.max(length) as u64) as usize;
                piece.resize(size, 0);
                read_exact(files, file, at, &mut piece)?;
                (piece_at, used) = (at, 0);
            }
            length = central_length(&piece[used..]).ok_or(ZipError::Damaged)?;
        }
        if let Some(mut entry) = read_central(&piece[used..used + length]) {
            entry.header_at = entry.header_at.saturating_add(directory.shift);
            if entry.header_at.saturating_add(entry.packed) > files.len(file) {
                return Err(ZipError::Truncated);
            }
            visit(entry);
        }
        used += length;
    }
    Ok(())
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
    let start = entry.header_at + LOCAL_SIZE as u64 + u64::from(name) + u64::from(extra);
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
    let mut start = [0; 4];
    let length = fill(files, file, 0, &mut start)?;
    Ok(length == 4 && (start == *LOCAL || start == *END))
}

fn find_directory<F: Files>(files: &F, file: usize) -> Result<Directory, ZipError> {
    let size = files.len(file);
    let tail_size = size.min((END_SIZE + MAX_COMMENT) as u64) as usize;
    let mut tail = vec![0; tail_size];
    let tail_at = size - tail_size as u64;
    read_exact(files, file, tail_at, &mut tail)?;
    let Some(end) = find_end(&tail) else {
        let is_start = starts_like_zip(files, file)?;
        return Err(if is_start {
            ZipError::Truncated
        } else {
            ZipError::NotZip
        });
    };
    let end_at = tail_at + end as u64;
    let stated = match find_end64(files, file, end_at)? {
        Some(stated) => stated,
        None => read_end(&tail[end..], end_at).ok_or(ZipError::Damaged)?,
    };
    if stated.entries == 0 {
        return Ok(Directory {
            at: end_at,
            end: end_at,
            entries: 0,
            shift: 0,
        });
    }
    // The stated place counts. Only where no directory starts there, bytes were put before the zip.
    let shifted = stated.record_at.checked_sub(stated.size);
    for at in [Some(stated.at), shifted.filter(|at| *at > stated.at)]
        .into_iter()
        .flatten()
    {
        let mut start = [0; 4];
        if fill(files, file, at, &mut start)? == 4 && start == *CENTRAL {
            let (end, entries) = (stated.record_at, stated.entries);
            return Ok(Directory {
                at,
                end,
                entries,
                shift: at - stated.at,
            });
        }
    }
    Err(if stated.at >= size {
        ZipError::Truncated
    } else {
        ZipError::Damaged
    })
}

/// What an end record says of the directory, and where that record itself is.
struct Stated {
    at: u64,
    size: u64,
    entries: u64,
    record_at: u64,
}

/// The last end record in a file's tail whose comment reaches just to the file's end; failing that,
/// the last one at all (something was appended to the zip).
fn find_end(tail: &[u8]) -> Option<usize> {
    let candidates = || {
        let last = tail.len().checked_sub(END_SIZE).map(|last| last + 1);
        (0..last.unwrap_or_default())
            .rev()
            .filter(|at| tail[*at..].starts_with(END))
    };
    let fits = |at: &usize| {
        u16_at(tail, at + 20)
            .is_some_and(|comment| at + END_SIZE + usize::from(comment) == tail.len())
    };
    candidates().find(fits).or_else(|| candidates().next())
}

fn read_end(end: &[u8], record_at: u64) -> Option<Stated> {
    let (at, size) = (u32_at(end, 16)?.into(), u32_at(end, 12)?.into());
    Some(Stated {
        at,
        size,
        entries: u16_at(end, 10)?.into(),
        record_at,
    })
}

/// The ZIP64 end record, if a locator stands before the end record. X writes one into small zips
/// too, so it is preferred whatever the end record says.
fn find_end64<F: Files>(files: &F, file: usize, end_at: u64) -> Result<Option<Stated>, ZipError> {
    let Some(locator_at) = end_at.checked_sub(LOCATOR64_SIZE as u64) else {
        return Ok(None);
    };
    let mut locator = [0; LOCATOR64_SIZE];
    read_exact(files, file, locator_at, &mut locator)?;
    if !locator.starts_with(LOCATOR64) {
        return Ok(None);
    }
    let stated_at = u64_at(&locator, 8).ok_or(ZipError::Damaged)?;
    // As with the directory: the second place is right where bytes were put before the zip.
    let shifted_at = locator_at.saturating_sub(END64_SIZE as u64);
    for record_at in [stated_at, shifted_at] {
        let mut end = [0; END64_SIZE];
        if fill(files, file, record_at, &mut end)? == END64_SIZE && end.starts_with(END64) {
            return read_end64(&end, record_at)
                .map(Some)
                .ok_or(ZipError::Damaged);
        }
    }
    Err(ZipError::Damaged)
}

fn read_end64(end: &[u8], record_at: u64) -> Option<Stated> {
    let (at, size) = (u64_at(end, 48)?, u64_at(end, 40)?);
    Some(Stated {
        at,
        size,
        entries: u64_at(end, 32)?,
        record_at,
    })
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
