//! The way back to the records after something that is none.

use super::{Found, Scanner, State};

impl Scanner {
    /// Gives up the record being read, so that the search for the next one starts inside it.
    pub(super) fn lose(&mut self) {
        let broken = match self.record {
            Some(start) => &self.buffer[start..self.filled],
            None => &[],
        };
        self.landmark.see_broken(broken, &self.tape);
        if let Some(start) = self.record.take() {
            self.seen = start + 1;
        }
        self.state = State::Lost;
    }

    /// Looks for the bytes with which records start. If they are there, the scan goes on with them.
    pub(super) fn find_record(&mut self) -> bool {
        let here = self.base + self.seen as u64;
        if self.found_at == Some(here) && self.seen < self.filled {
            // It went on from here and was lost before it came to a record: it would be so for ever.
            self.seen += 1;
        }
        let (place, is_found) = self.landmark.find(&self.buffer[self.seen..self.filled]);
        self.seen += place;
        if is_found {
            self.found_at = Some(self.base + self.seen as u64);
            self.enter_array();
        }
        is_found
    }

    /// Looks at what comes after the array: nothing, or records behind a bracket too many.
    pub(super) fn look_behind_array(&mut self, found: &mut dyn FnMut(Found)) -> bool {
        let rest = &self.buffer[self.seen..self.filled];
        let is_nothing = |byte: &u8| byte.is_ascii_whitespace() || *byte == b';';
        match rest.iter().position(|byte| !is_nothing(byte)) {
            Some(place) => {
                self.seen += place;
                found(Found::Broken);
                self.lose();
                true
            }
            None => {
                self.seen = self.filled;
                false
            }
        }
    }
}
