//! The bytes with which the records of a file start: how the next one is found where, after a broken
//! one, the count of brackets can't be trusted.

use crate::engine::source::bytes;

/// More bytes than this are no landmark.
const MAX_LENGTH: usize = 256;

/// Two landmarks, for a broken record may give a wrong one. Each is empty until it is known.
#[derive(Default)]
pub struct Landmark {
    /// From the layout before the first record, if it stands on a line of its own: `,`, a new line,
    /// its indent, `{`.
    layout: Vec<u8>,
    /// From the first record: `{` up to its first key's closing quote.
    key: Vec<u8>,
}

impl Landmark {
    pub fn is_known(&self) -> bool {
        !self.layout.is_empty() || !self.key.is_empty()
    }

    /// The first place that looks like a record's start, if there is one; else the place up to which
    /// there is none, whatever bytes follow.
    pub fn find(&self, bytes: &[u8]) -> (usize, bool) {
        let known = || {
            [&self.layout, &self.key]
                .into_iter()
                .filter(|one| !one.is_empty())
        };
        let found = known().filter_map(|landmark| bytes::find(bytes, landmark));
        if let Some(place) = found.min() {
            return (place, true);
        }
        // It may have come in part.
        let part = known().map(|landmark| landmark.len() - 1).max();
        (bytes.len().saturating_sub(part.unwrap_or_default()), false)
    }

    /// Learns from what stands before a record.
    pub fn see_before_record(&mut self, before: &[u8]) {
        if self.is_known() {
            return;
        }
        let blanks = &before[before.trim_ascii_end().len()..];
        if blanks.contains(&b'\n') && blanks.len() < MAX_LENGTH {
            self.layout = [b",", blanks, b"{"].concat();
        }
    }

    /// Learns from a record, whole or broken. `tape`: where its brackets and quotes are.
    pub fn see_record(&mut self, record: &[u8], tape: &[u32]) {
        if self.key.is_empty() {
            self.key = first_key(record, tape);
        }
    }
}

/// A record's first bytes, up to its first key's closing quote; empty if it starts with no key.
fn first_key(record: &[u8], tape: &[u32]) -> Vec<u8> {
    match tape {
        [_, open, close, ..] if record.get(*open as usize) == Some(&b'"') => {
            let length = *close as usize + 1;
            record
                .get(..length.min(MAX_LENGTH))
                .unwrap_or_default()
                .to_vec()
        }
        _ => Vec::new(),
    }
}
