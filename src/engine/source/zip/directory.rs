//! Where a zip's directory is: said by the records at the file's end, most of the time truly.

use std::ops::Range;

use super::{
    CENTRAL, END, LOCAL, Piece, ZipError, fill, read_central, read_exact, starts_like_zip,
    starts_with, u16_at, u32_at, u64_at,
};
use crate::engine::source::Files;

const END64: &[u8; 4] = b"PK\x06\x06";
const LOCATOR64: &[u8; 4] = b"PK\x06\x07";
const END_SIZE: usize = 22;
const END64_SIZE: usize = 56;
const LOCATOR64_SIZE: usize = 20;
/// An end record with its comment is at most this long.
const MAX_TAIL: u64 = END_SIZE as u64 + 0xffff;
/// Where 32 bits start again.
const WRAP: u64 = 1 << 32;

/// Where the directory is, in bytes from the start of the file.
pub struct Directory {
    pub at: u64,
    /// Where the record after it starts.
    pub end: u64,
    /// How many there are at least.
    pub entries: u64,
    pub places: Places,
}

/// What the directory's places of entries mean.
#[derive(Clone, Copy)]
pub enum Places {
    FromStart,
    /// So many bytes were put before the zip afterwards.
    After(u64),
    /// Only the lower 32 bits are there, though the zip is larger: a Mac's Finder writes such.
    Wrapped,
}

impl Places {
    /// Where an entry really is. `previous`: where the one before it is; writers go forward.
    pub fn place_of(self, stated: u64, previous: u64) -> u64 {
        match self {
            Places::FromStart => stated,
            Places::After(bytes) => stated.saturating_add(bytes),
            Places::Wrapped => {
                let short = previous.saturating_sub(stated).div_ceil(WRAP);
                stated.saturating_add(short.saturating_mul(WRAP))
            }
        }
    }
}

/// Finds the directory from the end of the file.
///
/// # Errors
/// See [`ZipError`].
pub fn find_directory<F: Files>(files: &F, file: usize) -> Result<Directory, ZipError> {
    let size = files.len(file);
    let tail_at = size.saturating_sub(MAX_TAIL);
    let mut tail = vec![0; size.min(MAX_TAIL) as usize];
    read_exact(files, file, tail_at, &mut tail)?;
    let Some((end_at, end)) = find_end(&tail) else {
        let is_start = starts_like_zip(files, file)?;
        return Err(if is_start {
            ZipError::Truncated
        } else {
            ZipError::NotZip
        });
    };
    let end_at = tail_at.saturating_add(end_at as u64);
    let stated = match find_end64(files, file, end_at)? {
        Some(stated) => stated,
        None => read_end(end, end_at).ok_or(ZipError::Damaged)?,
    };
    // The stated place counts. Only where no directory starts there, it is looked for by its size.
    let (end, entries) = (stated.record_at, stated.entries);
    let from_start = |at| Directory {
        at,
        end,
        entries,
        places: Places::FromStart,
    };
    if starts_with(files, file, stated.at, CENTRAL)? {
        return Ok(from_start(stated.at));
    }
    if stated.size == 0 && entries == 0 {
        return Ok(from_start(end));
    }
    match end.checked_sub(stated.size) {
        Some(at) if starts_with(files, file, at, CENTRAL)? => Ok(Directory {
            at,
            end,
            entries,
            places: places(files, file, at..end, at.saturating_sub(stated.at))?,
        }),
        _ if stated.at >= size => Err(ZipError::Truncated),
        _ => Err(ZipError::Damaged),
    }
}

/// What places mean in a directory that starts `short` bytes behind its stated place: the first
/// entry tells.
fn places<F: Files>(
    files: &F,
    file: usize,
    directory: Range<u64>,
    short: u64,
) -> Result<Places, ZipError> {
    let mut piece = Piece::default();
    let first = piece.entry(files, file, directory)?.and_then(read_central);
    let stated = first.ok_or(ZipError::Damaged)?.header_at;
    let shifted = stated.saturating_add(short);
    Ok(if starts_with(files, file, shifted, LOCAL)? {
        Places::After(short)
    } else if short != 0 && short.is_multiple_of(WRAP) {
        Places::Wrapped
    } else {
        Places::FromStart
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
/// the last one at all (something was appended to the zip). With it comes where it starts.
fn find_end(tail: &[u8]) -> Option<(usize, &[u8])> {
    let candidates = || {
        let places = tail.windows(END_SIZE).enumerate().rev();
        places.filter(|(_, end)| end.starts_with(END))
    };
    let fits = |(at, end): &(usize, &[u8])| {
        let comment = u16_at(end, 20).map(usize::from);
        let rest = tail.len().checked_sub(END_SIZE);
        rest.and_then(|rest| rest.checked_sub(*at)) == comment
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

/// The ZIP64 end record, if a locator stands before the end record and leads to one. X writes one
/// into small zips too, so it is preferred whatever the end record says.
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
    Ok(None)
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
