//! Comma-separated values: quotes may stand around a value, are doubled inside it, and may hold commas
//! and new lines. Offsets, limits and memory are as with any other record.

use std::borrow::Cow;

use super::{End, Found, MAX_RECORD, Record, Scanner};

impl Scanner {
    /// Looks on for the end of a row, from where the last look ended. Whether there was one.
    pub(super) fn scan_row(&mut self, found: &mut dyn FnMut(Found)) -> bool {
        let start = self.record.unwrap_or(self.seen);
        if self.record.is_none() {
            self.record = Some(start);
            self.tape.clear();
            self.square = 0; // a row begins outside of quotes
        }
        let from = self.seen;
        let bytes = self.buffer.get(from..self.filled).unwrap_or_default();
        for (here, byte) in (from..).zip(bytes) {
            match byte {
                b'"' => self.square ^= 1,
                b',' | b'\n' if self.square == 0 => self.tape.push((here - start) as u32),
                _ => continue,
            }
            if here - start > MAX_RECORD {
                break;
            }
            if *byte == b'\n' && self.square == 0 {
                self.seen = here + 1;
                self.hand_over_row(start, here, found);
                return true;
            }
        }
        self.seen = self.filled;
        if self.filled - start > MAX_RECORD {
            // A quote that never closes: what follows it can't be told apart.
            found(Found::TooLong);
            self.record = None;
            self.state = super::State::Over(End::CutShort);
        }
        false
    }

    /// The last row may have no line's end.
    pub(super) fn finish_rows(&mut self, found: &mut dyn FnMut(Found)) -> End {
        let start = self.record.unwrap_or(self.seen);
        let has_more = start < self.filled;
        if has_more && self.square == 0 {
            self.tape.push((self.filled - start) as u32);
            self.hand_over_row(start, self.filled, found);
        }
        match (has_more && self.square != 0, self.entries) {
            (true, _) => End::CutShort,
            (_, 0) => End::NotRecords,
            _ => End::Whole,
        }
    }

    fn hand_over_row(&mut self, start: usize, end: usize, found: &mut dyn FnMut(Found)) {
        self.record = None;
        let bytes = self.buffer.get(start..end).unwrap_or_default();
        if bytes.trim_ascii().is_empty() {
            return;
        }
        self.entries += 1;
        found(Found::Record(Record {
            offset: self.base + start as u64,
            bytes,
            tape: &self.tape,
        }));
    }
}

/// The values of a row, as they stand in the file but for the quotes around them.
pub fn values<'a>(record: &Record<'a>) -> impl Iterator<Item = &'a [u8]> {
    let (bytes, mut from) = (record.bytes, 0);
    record.tape.iter().map(move |end| {
        let value = bytes.get(from..*end as usize).unwrap_or_default();
        from = *end as usize + 1;
        let value = value.trim_ascii();
        let value = value.strip_prefix(b"\xef\xbb\xbf").unwrap_or(value);
        let inside = value.strip_prefix(b"\"");
        inside.map_or(value, |inside| inside.strip_suffix(b"\"").unwrap_or(inside))
    })
}

/// A value without its doubled quotes.
pub fn undoubled(value: &[u8]) -> Cow<'_, [u8]> {
    if !value.contains(&b'"') {
        return Cow::Borrowed(value);
    }
    let mut is_second = false;
    let kept = value.iter().filter(|byte| {
        is_second = **byte == b'"' && !is_second;
        !(**byte == b'"' && is_second)
    });
    Cow::Owned(kept.copied().collect())
}
