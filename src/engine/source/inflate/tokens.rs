//! What a worker that only decodes tells the one that wants the bytes: tokens, which are literals and
//! matches in a form that is quickly applied and takes an eighth of the bytes, say.
//!
//! A message is words of four bytes, the literals, [`PAD`] zeros, and a tail. A word is a run of literals
//! and a match behind it: from bit 24 on how many literals, from bit 15 on how long the match is (0 if
//! there is none), from bit 0 on its distance less one. The tail is the [`Border`] before the first token,
//! that behind the last one, the number of words, and whether that was the last message (as four bytes
//! each). All numbers begin with their lowest byte.

use super::output::{Output, Put};
use super::{Inflate, Next, NotDeflate};
use crate::engine::source::crc32::Crc32;

/// The most literals of a word.
pub const MAX_RUN: u32 = 255;
/// So many bytes behind the literals can be copied with them.
pub const PAD: usize = 16;
const BORDER: usize = 24;
const TAIL: usize = 2 * BORDER + 8;

/// The start of a block, as both workers know it: how many packed bytes were read, the bits of them that
/// are still to be used and how many, and the checksum of what was unpacked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Border {
    pub read: u64,
    pub bits: u64,
    pub count: u32,
    pub checksum: u32,
}

impl Border {
    pub fn to_bytes(self) -> [u8; BORDER] {
        let mut bytes = [0; BORDER];
        let (numbers, rest) = bytes.as_chunks_mut::<8>();
        let last = u64::from(self.count) | u64::from(self.checksum).wrapping_shl(32);
        let _ = rest;
        for (place, number) in numbers.iter_mut().zip([self.read, self.bits, last]) {
            *place = number.to_le_bytes();
        }
        bytes
    }

    pub fn of_bytes(bytes: &[u8; BORDER]) -> Border {
        let (numbers, _) = bytes.as_chunks::<8>();
        let mut numbers = numbers.iter().map(|number| u64::from_le_bytes(*number));
        let mut next = || numbers.next().unwrap_or_default();
        let (read, bits, last) = (next(), next(), next());
        Border {
            read,
            bits,
            count: last as u32,
            checksum: last.wrapping_shr(32) as u32,
        }
    }
}

/// The tail of a message.
pub fn tail(before: Border, behind: Border, words: usize, is_last: bool) -> Vec<u8> {
    let numbers = [words as u32, is_last.into()].map(u32::to_le_bytes);
    let borders = [before, behind].map(Border::to_bytes);
    [borders.as_flattened(), numbers.as_flattened()].concat()
}

/// Tokens that were told, being applied.
#[derive(Debug)]
pub struct Tokens {
    message: Vec<u8>,
    /// Words begun, and of how many; literals used, and the rest of the last word begun.
    word: usize,
    words: usize,
    literal: usize,
    rest: u32,
    /// Where they lead to.
    pub border: Border,
    /// Whether no more will come.
    pub is_last: bool,
}

impl Tokens {
    /// None yet: what comes is of behind this border.
    pub fn none(border: Border) -> Tokens {
        Tokens {
            message: Vec::new(),
            word: 0,
            words: 0,
            literal: 0,
            rest: 0,
            border,
            is_last: false,
        }
    }

    /// A message that goes on where these end; `None` if it doesn't, or isn't one.
    pub fn followed_by(&self, message: Vec<u8>) -> Option<Tokens> {
        let (body, tail) = message.split_last_chunk::<TAIL>()?;
        let (before, tail) = tail.split_first_chunk()?;
        let (behind, tail) = tail.split_first_chunk()?;
        let (words, is_last) = tail.split_first_chunk()?;
        let words = u32::from_le_bytes(*words) as usize;
        let is_next = self.has_ended() && !self.is_last && *before == self.border.to_bytes();
        (is_next && words <= body.len() / 4)
            .then_some(Tokens {
                words,
                is_last: is_last.first() == Some(&1),
                ..Tokens::none(Border::of_bytes(behind))
            })
            .map(|tokens| Tokens { message, ..tokens })
    }

    pub fn has_ended(&self) -> bool {
        self.rest == 0 && self.word == self.words
    }

    /// Applies as many as there is room for.
    ///
    /// A function of its own, for a browser compiles small ones for speed sooner.
    #[inline(never)]
    fn apply(&mut self, out: &mut Output) -> Result<(), NotDeflate> {
        let (words, _) = self.message.as_chunks::<4>();
        let (words, _) = words.split_at_checked(self.words).ok_or(NotDeflate)?;
        let literals = self.message.get(self.words.wrapping_mul(4)..);
        let mut literals = literals.and_then(|all| all.get(self.literal..));
        let before = literals.map_or(0, <[u8]>::len);
        let mut words = words.get(self.word..).unwrap_or_default().iter();
        let mut word = self.rest;
        while let Some(left) = literals {
            if word == 0 {
                match words.next() {
                    Some(next) => word = u32::from_le_bytes(*next),
                    None => break,
                }
            }
            let run = word.wrapping_shr(24) as usize;
            let length = (word.wrapping_shr(15) & 511) as usize;
            let distance = (word & 0x7fff).wrapping_add(1) as usize;
            if out.has_token_room() {
                out.put_token(left, run, length, distance)?;
                literals = left.get(run..);
                word = 0;
                continue;
            }
            let (put, length) = put_slowly(left, run, length, distance, out)?;
            literals = left.get(put..);
            let run = run.wrapping_sub(put);
            word = match run.wrapping_add(length) {
                0 => 0,
                _ => (run << 24 | length << 15) as u32 | word & 0x7fff,
            };
            if word != 0 {
                break;
            }
        }
        let left = literals.ok_or(NotDeflate)?.len();
        self.literal = self.literal.wrapping_add(before.wrapping_sub(left));
        self.word = self.words.wrapping_sub(words.len());
        self.rest = word;
        Ok(())
    }
}

/// As far as there is room. Returns how many literals were put there and how much of `length` is left.
fn put_slowly(
    literals: &[u8],
    run: usize,
    length: usize,
    distance: usize,
    out: &mut Output,
) -> Result<(usize, usize), NotDeflate> {
    let room = out.room();
    let count = run.min(room.len());
    let literals = literals.get(..count).ok_or(NotDeflate)?;
    if let Some(room) = room.get_mut(..count) {
        room.copy_from_slice(literals);
    }
    out.advance(count);
    match count == run {
        true => Ok((count, out.repeat(length, distance)?)),
        false => Ok((count, length)),
    }
}

impl Inflate {
    /// Where it is, if the next byte is of a new block: for [`Inflate::apply`] by another.
    pub fn border(&self, read: u64, checksum: &Crc32) -> Option<Border> {
        let (bits, count) = self.block_bits()?;
        Some(Border {
            read,
            bits,
            count,
            checksum: checksum.value(),
        })
    }

    /// Puts what tokens say into `output`, as much as fits. Returns how much that is; behind it, bytes may
    /// have been overwritten. When they have ended, this stands at their border.
    ///
    /// # Errors
    /// They were made by nobody who knows what came before.
    pub fn apply(&mut self, tokens: &mut Tokens, output: &mut [u8]) -> Result<usize, NotDeflate> {
        self.decoder.next = Next::Codes;
        let mut out = Output::new(output, &self.window);
        tokens.apply(&mut out)?;
        let written = out.written();
        self.window.push(output.get(..written).unwrap_or_default());
        if tokens.has_ended() {
            self.decoder.next = Next::Block;
            self.decoder.held = super::Held::new(tokens.border.bits, tokens.border.count);
        }
        Ok(written)
    }
}
