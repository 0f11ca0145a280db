//! Where a file's bytes lie, and whether they can be read.

use super::Import;
use crate::engine::event::SkipReason;
use crate::engine::source::Files;
use crate::engine::source::stream::Place;
use crate::engine::source::twitter::survey::{Member, Packed};

impl Import {
    /// # Errors
    /// Why it can't be read.
    pub(super) fn place_of<F: Files>(
        &self,
        files: &F,
        member: &Member,
    ) -> Result<Place, SkipReason> {
        match &member.packed_as {
            // Entries that lie over each other: a small zip could make work for years.
            Packed::Entry(entry)
                if !entry.is_encrypted && self.left.get(member.input) == Some(&0) =>
            {
                Err(SkipReason::Damaged)
            }
            _ => member.place(files),
        }
    }
}
