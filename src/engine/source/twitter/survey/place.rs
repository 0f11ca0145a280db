//! Where a file's bytes lie, and how they begin.

use super::{Member, Packed};
use crate::engine::event::SkipReason;
use crate::engine::source::Files;
use crate::engine::source::stream::{Packing, Place, Stream};
use crate::engine::source::zip::{self, ZipError};

/// So much of a file tells what it is.
pub const START: usize = 1024;
/// So many packed bytes give that much of any file that was packed to be smaller.
const PACKED_START: u64 = 64 << 10;

impl Member {
    /// # Errors
    /// Why it can't be read.
    pub fn place<F: Files>(&self, files: &F) -> Result<Place, SkipReason> {
        let (at, packing) = match &self.packed_as {
            Packed::Plain => (0, Packing::Plain),
            Packed::Entry(entry) if entry.is_encrypted => return Err(SkipReason::Encrypted),
            Packed::Entry(entry) => {
                let crc32 = entry.crc32;
                let packing = match entry.method {
                    zip::Method::Stored => Packing::Stored { crc32 },
                    zip::Method::Deflated => Packing::Deflated { crc32 },
                    zip::Method::Other(_) => return Err(SkipReason::UnknownMethod),
                };
                let at = zip::data_start(files, self.input, entry);
                let at = at.map_err(|error| match error {
                    ZipError::Unreadable => SkipReason::Unreadable,
                    _ => SkipReason::Damaged,
                })?;
                (at, packing)
            }
        };
        Ok(Place {
            input: self.input,
            at,
            packed: self.packed,
            packing,
        })
    }

    /// Its first bytes, as many as tell what it is, or as can be read.
    pub fn start<F: Files>(&self, files: &F) -> Vec<u8> {
        let mut start = vec![0; START];
        let mut length = 0;
        if let Ok(mut place) = self.place(files) {
            place.packed = place.packed.min(PACKED_START);
            let mut stream = Stream::new(place);
            while let Some(rest) = start.get_mut(length..).filter(|rest| !rest.is_empty())
                && let Ok(count @ 1..) = stream.next(files, rest)
            {
                length = length.saturating_add(count);
            }
        }
        start.truncate(length);
        start
    }
}
