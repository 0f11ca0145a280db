//! Where a file's bytes lie, and whether they can be read.

use super::Import;
use crate::engine::event::SkipReason;
use crate::engine::source::Files;
use crate::engine::source::stream::{Packing, Place};
use crate::engine::source::twitter::survey::{Member, Packed};
use crate::engine::source::zip::{self, ZipError};

impl Import {
    /// # Errors
    /// Why it can't be read.
    pub(super) fn place_of<F: Files>(
        &self,
        files: &F,
        member: &Member,
    ) -> Result<Place, SkipReason> {
        let (at, packing) = match &member.packed_as {
            Packed::Plain => (0, Packing::Plain),
            Packed::Entry(entry) if entry.is_encrypted => return Err(SkipReason::Encrypted),
            // Entries that lie over each other: a small zip could make work for years.
            Packed::Entry(_) if self.left.get(member.input) == Some(&0) => {
                return Err(SkipReason::Damaged);
            }
            Packed::Entry(entry) => {
                let crc32 = entry.crc32;
                let packing = match entry.method {
                    zip::Method::Stored => Packing::Stored { crc32 },
                    zip::Method::Deflated => Packing::Deflated { crc32 },
                    zip::Method::Other(_) => return Err(SkipReason::UnknownMethod),
                };
                let at = zip::data_start(files, member.input, entry);
                let at = at.map_err(|error| match error {
                    ZipError::Unreadable => SkipReason::Unreadable,
                    _ => SkipReason::Damaged,
                })?;
                (at, packing)
            }
        };
        Ok(Place {
            input: member.input,
            at,
            packed: member.packed,
            packing,
        })
    }
}
