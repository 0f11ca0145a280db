//! What a worker that only decodes notes while it inflates: the tokens of it. See [`super::tokens`].

use super::output::{Output, Put};
use super::tokens::{Border, MAX_RUN, PAD, tail};
use super::{Inflate, NotDeflate, Step};

/// Tokens being noted.
#[derive(Default)]
pub struct Notes {
    words: Vec<u8>,
    literals: Vec<u8>,
    /// Literals since the last word.
    run: u32,
    /// What was noted up to the last border, and that.
    good: (usize, usize),
    behind: Border,
    /// The border before the first token.
    before: Border,
}

impl Notes {
    /// None, behind this border.
    pub fn new(before: Border) -> Notes {
        Notes {
            before,
            behind: before,
            ..Notes::default()
        }
    }

    /// So many bytes.
    pub fn len(&self) -> usize {
        self.words.len().saturating_add(self.literals.len())
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Notes that a block starts here.
    pub fn mark(&mut self, border: Border) {
        if self.run > 0 {
            self.note(0, 1);
        }
        self.good = (self.words.len(), self.literals.len());
        self.behind = border;
    }

    /// What was noted up to the last border, as a message. All notes are gone then.
    pub fn take(&mut self, is_last: bool) -> Vec<u8> {
        let Notes {
            words,
            literals,
            good,
            before,
            behind,
            ..
        } = std::mem::replace(self, Notes::new(self.behind));
        let mut message = words;
        message.truncate(good.0);
        message.extend_from_slice(literals.get(..good.1).unwrap_or_default());
        message.extend_from_slice(&[0; PAD]);
        message.extend_from_slice(&tail(before, behind, good.0 / 4, is_last));
        message
    }

    #[inline(always)]
    fn literal(&mut self, byte: u8) {
        self.literals.push(byte);
        self.run = self.run.wrapping_add(1);
        if self.run == MAX_RUN {
            self.note(0, 1);
        }
    }

    #[inline(always)]
    fn note(&mut self, length: usize, distance: usize) {
        let of_match = (length as u32) << 15 | (distance as u32).wrapping_sub(1) & 0x7fff;
        let word = self.run << 24 | of_match;
        self.words.extend_from_slice(&word.to_le_bytes());
        self.run = 0;
    }
}

/// Output of which notes are taken.
struct Noted<'a> {
    out: Output<'a>,
    notes: &'a mut Notes,
}

impl Put for Noted<'_> {
    fn written(&self) -> usize {
        self.out.written()
    }

    fn room(&mut self) -> &mut [u8] {
        self.out.room()
    }

    fn advance(&mut self, count: usize) {
        let from = self.out.written();
        self.out.advance(count);
        for byte in self.out.since(from) {
            self.notes.literal(*byte);
        }
    }

    #[inline(always)]
    fn has_much_room(&self) -> bool {
        self.out.has_much_room()
    }

    fn is_full(&self) -> bool {
        self.out.is_full()
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        self.out.push(byte);
        self.notes.literal(byte);
    }

    #[inline(always)]
    fn repeat_fast(&mut self, length: usize, distance: usize) -> Result<(), NotDeflate> {
        self.out.repeat_fast(length, distance)?;
        self.notes.note(length, distance);
        Ok(())
    }

    fn repeat(&mut self, length: usize, distance: usize) -> Result<usize, NotDeflate> {
        let left = self.out.repeat(length, distance)?;
        if left < length {
            self.notes.note(length.wrapping_sub(left), distance);
        }
        Ok(left)
    }
}

impl Inflate {
    /// The same as [`Inflate::step`], with notes of it.
    ///
    /// # Errors
    /// As there.
    pub fn step_noted(
        &mut self,
        input: &[u8],
        output: &mut [u8],
        notes: &mut Notes,
    ) -> Result<Step, NotDeflate> {
        let out = Output::new(output, &self.window);
        let step = self.decoder.step(input, &mut Noted { out, notes });
        self.end_step(step, output)
    }
}
