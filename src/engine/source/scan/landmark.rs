//! The bytes with which the records of a file start: how the next one is found where, after a broken
//! one, the count of brackets can't be trusted.

use crate::engine::source::bytes;

/// More bytes than this are no landmark.
pub const MAX_LENGTH: usize = 256;
/// So far the search looks at first; each time that it finds nothing, twice as far.
const FIRST_WINDOW: usize = 512;

/// How far the landmarks can be relied on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Trust {
    /// No record has been seen.
    #[default]
    Open,
    /// The first record was whole: records start as it did.
    Sure,
    /// It was not. What looks like a record since then may be a part of one, so anything counts that
    /// may stand between two records.
    Unsure,
}

/// Two landmarks, for a broken record may give a wrong one. Each is empty until it is known.
#[derive(Default)]
pub struct Landmark {
    /// From the layout before the first record, if it stands on a line of its own: `,`, a new line,
    /// its indent, `{`.
    layout: Vec<u8>,
    /// From the first record: `{` up to its first key's closing quote.
    key: Vec<u8>,
    trust: Trust,
}

impl Landmark {
    pub fn is_known(&self) -> bool {
        !self.layout.is_empty() || !self.key.is_empty()
    }

    /// Whether there is nothing more to be learnt.
    pub fn is_sure(&self) -> bool {
        self.trust == Trust::Sure
    }

    /// The first place that looks like a record's start, if there is one; else the place up to which
    /// there is none, whatever bytes follow.
    pub fn find(&self, bytes: &[u8]) -> (usize, bool) {
        let known = || {
            [&self.layout, &self.key]
                .into_iter()
                .filter(|one| !one.is_empty())
        };
        let lengths = known().map(|landmark| landmark.len());
        let unsure = (!self.is_sure()).then_some(2 * MAX_LENGTH + 1);
        let part = lengths.chain(unsure).max().unwrap_or(1) - 1;
        // Not all at once: where one landmark is near and the other nowhere, each of a million broken
        // records would have all bytes searched for the latter.
        let (mut from, mut window) = (0, FIRST_WINDOW);
        while from < bytes.len() {
            let end = bytes.len().min(from + window + part);
            let near = &bytes[from..end];
            let found = known().filter_map(|landmark| bytes::find(near, landmark));
            let between = unsure.and_then(|_| between_records(near));
            if let Some(place) = found.chain(between).min() {
                return (from + place, true);
            }
            from += window;
            window *= 2;
        }
        // It may have come in part.
        (bytes.len().saturating_sub(part), false)
    }

    /// Learns from what stands before a record.
    pub fn see_before_record(&mut self, before: &[u8]) {
        if self.is_sure() {
            return;
        }
        let blanks = &before[before.trim_ascii_end().len()..];
        if blanks.contains(&b'\n') && blanks.len() < MAX_LENGTH {
            self.layout = [b",", blanks, b"{"].concat();
        }
    }

    /// Learns from a whole record. `tape`: where its brackets and quotes are.
    pub fn see_record(&mut self, record: &[u8], tape: &[u32]) {
        if self.key.is_empty() {
            self.key = first_key(record, tape);
            if self.trust == Trust::Open && !self.key.is_empty() {
                self.trust = Trust::Sure;
            }
        }
    }

    /// Learns from a broken record, or from junk between records (then `record` is empty).
    pub fn see_broken(&mut self, record: &[u8], tape: &[u32]) {
        if self.key.is_empty() && !record.is_empty() {
            self.key = first_key(record, tape);
        }
        if self.trust == Trust::Open {
            self.trust = Trust::Unsure;
        }
    }
}

/// The place of a comma, a brace and a quote with nothing but some blanks between them. They also stand
/// within records: then one more is broken, or a few.
fn between_records(bytes: &[u8]) -> Option<usize> {
    memchr::memchr_iter(b'{', bytes).find_map(|brace| {
        let start = brace.saturating_sub(MAX_LENGTH);
        let before = bytes[start..brace].trim_ascii_end();
        let end = bytes.len().min(brace + 1 + MAX_LENGTH);
        let after = bytes[brace + 1..end].trim_ascii_start();
        (before.ends_with(b",") && after.starts_with(b"\"")).then(|| start + before.len() - 1)
    })
}

/// A record's first bytes, up to its first key's closing quote; empty if it starts with no key.
fn first_key(record: &[u8], tape: &[u32]) -> Vec<u8> {
    let [_, open, close, ..] = tape else {
        return Vec::new();
    };
    let key = record.get(*open as usize..=*close as usize);
    // A line in it is a string that lacks its quote: the key would hold the next record's layout.
    let is_key = |key: &[u8]| key.starts_with(b"\"") && key.iter().all(|byte| *byte >= b' ');
    if !key.is_some_and(is_key) {
        return Vec::new();
    }
    let length = *close as usize + 1;
    record[..length.min(MAX_LENGTH)].to_vec()
}
