//! Raw deflate (RFC 1951), step by step, from its start or from the start of any block in it.
//!
//! The product's own, because most of an import is spent here, and a browser pays for every byte of it: it
//! is as fast in wasm as zlib-rs and 15 KB smaller, goes on from any block, and has no unsafe line. A test holds it against zlib-rs, byte by byte and refusal by refusal.
//! The method is libdeflate's (Biggers 2016): bits are taken in eight bytes at a time, and one look into a
//! table says what a code means and how long it is, with what follows it.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod bits;
mod codes;
mod header;
mod notes;
mod output;
mod tokens;

use bits::{Bits, Held};
use codes::{Distances, Lengths, Literals};
use output::{Output, Put, Window};

pub use notes::Notes;
pub use tokens::{Border, Tokens};

/// No more symbols than these have a length in a block's header: literals and lengths, distances.
const MAX_LITERALS: usize = 286;
const MAX_DISTANCES: usize = 30;
const MAX_SYMBOLS: usize = MAX_LITERALS + MAX_DISTANCES;
/// With so many bytes of input, bits can be taken in twice without asking.
const PLENTY: usize = 16;
/// So many bytes are worth a step of their own.
const LEAST: usize = 32 << 10;
/// The symbol that ends a block.
const END: usize = 256;

/// A raw deflate stream being inflated.
pub struct Inflate {
    window: Window,
    decoder: Box<Decoder>,
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Bytes taken from the input. If the stream ends in the first few bytes of one, up to seven behind its
    /// end were taken with the one before.
    pub read: usize,
    /// Bytes written to the output. Those behind them may have been overwritten.
    pub written: usize,
    /// The stream's own end was reached.
    pub ended: bool,
}

/// The bytes are no deflate stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDeflate;

/// The start of a block, from which a stream can be inflated on: 32 KB.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockStart {
    /// The bits before the next byte, `count` in number, lowest first.
    pub bits: u64,
    pub count: u32,
    /// The bytes before the next one, as far back as a match may reach.
    pub window: Vec<u8>,
}

/// What comes next in the stream.
#[derive(Clone, Copy)]
enum Next {
    /// A block's first three bits.
    Block,
    /// The length of a block that is not packed.
    StoredLength,
    /// So many bytes of it.
    Stored(usize),
    /// How many codes have a length.
    Counts,
    /// The lengths of the codes of lengths: so many are known.
    LengthsOfLengths(usize),
    /// The lengths of the codes: so many are known.
    Lengths(usize),
    /// What the codes say.
    Codes,
    /// The rest of a match.
    Match {
        length: usize,
        distance: usize,
    },
    /// Nothing: it has ended, or is no deflate stream.
    End,
    Broken,
}

/// Why decoding pauses.
enum Pause {
    /// It needs more input, or more room.
    Short,
    Broken,
}

impl From<NotDeflate> for Pause {
    fn from(_: NotDeflate) -> Pause {
        Pause::Broken
    }
}

struct Decoder {
    held: Held,
    next: Next,
    is_last_block: bool,
    /// Whether the tables are those of the fixed codes.
    is_fixed: bool,
    /// How many literals, distances and codes of lengths have a length in the block's header.
    literal_count: usize,
    distance_count: usize,
    order_count: usize,
    lengths: [u8; MAX_SYMBOLS],
    codes_of_lengths: Lengths,
    literals: Literals,
    distances: Distances,
}

impl Inflate {
    /// Starts at the beginning of a raw stream (no zlib or gzip header).
    pub fn new() -> Inflate {
        Inflate {
            window: Window::default(),
            decoder: Box::new(Decoder {
                held: Held::default(),
                next: Next::Block,
                is_last_block: false,
                is_fixed: false,
                literal_count: 0,
                distance_count: 0,
                order_count: 0,
                lengths: [0; MAX_SYMBOLS],
                codes_of_lengths: Lengths::new(),
                literals: Literals::new(),
                distances: Distances::new(),
            }),
        }
    }

    /// Inflates as much of `input` as fits into `output`, or less if a block ends: after some ten
    /// kilobytes, a step ends with it, so that [`Inflate::block_start`] can be asked.
    ///
    /// # Errors
    /// The bytes are no deflate stream; nothing more can be had from this state. What came before
    /// the defect is given first.
    pub fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Step, NotDeflate> {
        let mut out = Output::new(output, &self.window);
        let step = self.decoder.step(input, &mut out);
        self.end_step(step, output)
    }

    /// Remembers what a step gave.
    fn end_step(&mut self, step: Step, output: &[u8]) -> Result<Step, NotDeflate> {
        self.window
            .push(output.get(..step.written).unwrap_or_default());
        match self.decoder.next {
            Next::Broken if step.written == 0 => Err(NotDeflate),
            _ => Ok(step),
        }
    }

    /// Where the next byte comes from, if that is a new block.
    pub fn block_start(&self) -> Option<BlockStart> {
        let (bits, count) = self.block_bits()?;
        Some(BlockStart {
            bits,
            count,
            window: self.window.last().to_vec(),
        })
    }

    /// The bytes before the next one, as far back as a match may reach.
    pub fn window(&self) -> &[u8] {
        self.window.last()
    }

    /// Whether the next byte is a new block's.
    pub fn is_at_block(&self) -> bool {
        self.decoder.is_at_block()
    }

    /// The bits before the next byte, if that is a new block's.
    fn block_bits(&self) -> Option<(u64, u32)> {
        self.decoder
            .is_at_block()
            .then(|| self.decoder.held.parts())
    }

    /// Goes on from there.
    pub fn at_block(start: &BlockStart) -> Inflate {
        let mut inflate = Inflate::new();
        inflate.decoder.held = Held::new(start.bits, start.count);
        inflate.window.push(&start.window);
        inflate
    }
}

impl Decoder {
    /// See [`Inflate::step`].
    fn step(&mut self, input: &[u8], out: &mut impl Put) -> Step {
        let mut bits = Bits {
            held: self.held,
            rest: input,
        };
        self.run(&mut bits, out);
        let ended = matches!(self.next, Next::End);
        if ended {
            bits.give_back(input);
        }
        self.held = bits.held;
        Step {
            read: input.len().wrapping_sub(bits.rest.len()),
            written: out.written(),
            ended,
        }
    }

    fn is_at_block(&self) -> bool {
        matches!(self.next, Next::Block) && !self.is_last_block
    }

    /// Goes on until input or room is short, or there is nothing more.
    fn run(&mut self, bits: &mut Bits, out: &mut impl Put) {
        loop {
            match self.go_on(bits, out) {
                Ok(next) => {
                    self.next = next;
                    if self.is_at_block() && out.written() >= LEAST {
                        return;
                    }
                }
                Err(Pause::Short) => return,
                Err(Pause::Broken) => {
                    self.next = Next::Broken;
                    return;
                }
            }
        }
    }

    /// Does what comes next. Returns what follows it.
    fn go_on(&mut self, bits: &mut Bits, out: &mut impl Put) -> Result<Next, Pause> {
        match self.next {
            Next::Block if self.is_last_block => Ok(Next::End),
            Next::Block => self.begin_block(bits),
            Next::StoredLength => Decoder::read_stored_length(bits),
            Next::Stored(left) => copy_stored(bits, out, left),
            Next::Counts => self.read_counts(bits),
            Next::LengthsOfLengths(known) => self.read_length_of_length(bits, known),
            Next::Lengths(known) => self.read_length(bits, known),
            Next::Codes => {
                if self.read_fast(bits, out)? {
                    return Ok(Next::Block);
                }
                self.read_code(bits, out)
            }
            Next::Match { length: 0, .. } => Ok(Next::Codes),
            Next::Match { .. } if out.is_full() => Err(Pause::Short),
            Next::Match { length, distance } => {
                let length = out.repeat(length, distance)?;
                Ok(Next::Match { length, distance })
            }
            Next::End => Err(Pause::Short),
            Next::Broken => Err(Pause::Broken),
        }
    }

    /// Does what codes say while there is plenty of input and room. Whether the block has ended.
    /// A function of its own, for a browser compiles small ones for speed sooner.
    #[inline(never)]
    fn read_fast(&self, bits: &mut Bits, out: &mut impl Put) -> Result<bool, NotDeflate> {
        while bits.rest.len() >= PLENTY && out.has_much_room() {
            bits.fill_fast();
            let mut entry = self.literals.next(&mut bits.held);
            if entry.is_literal() {
                bits.held.pass(entry.bits());
                out.push(entry.literal());
                entry = self.literals.next(&mut bits.held);
                if entry.is_literal() {
                    bits.held.pass(entry.bits());
                    out.push(entry.literal());
                    continue;
                }
                bits.fill_fast();
            }
            if entry.is_special() {
                bits.held.pass(entry.bits());
                return match entry.is_end() {
                    true => Ok(true),
                    false => Err(NotDeflate),
                };
            }
            let length = entry.value(bits.held.peek());
            bits.held.pass(entry.bits());
            let entry = self.distances.next(&mut bits.held);
            if entry.is_special() {
                return Err(NotDeflate);
            }
            let distance = entry.value(bits.held.peek());
            bits.held.pass(entry.bits());
            out.repeat_fast(length, distance)?;
        }
        Ok(false)
    }

    /// Does what the next code says, or waits until all of it is there.
    fn read_code(&self, bits: &mut Bits, out: &mut impl Put) -> Result<Next, Pause> {
        bits.fill();
        let mut ahead = bits.held;
        let entry = self.literals.next(&mut ahead);
        let length = entry.value(ahead.peek());
        ahead.pass(entry.bits());
        if ahead.is_overdrawn() || entry.is_literal() && out.is_full() {
            return Err(Pause::Short);
        }
        if entry.is_literal() || entry.is_end() {
            bits.held = ahead;
            if entry.is_end() {
                return Ok(Next::Block);
            }
            out.push(entry.literal());
            return Ok(Next::Codes);
        }
        if entry.is_special() {
            return Err(Pause::Broken);
        }
        let entry = self.distances.next(&mut ahead);
        let distance = entry.value(ahead.peek());
        ahead.pass(entry.bits());
        if ahead.is_overdrawn() {
            return Err(Pause::Short);
        }
        if entry.is_special() {
            return Err(Pause::Broken);
        }
        bits.held = ahead;
        Ok(Next::Match { length, distance })
    }
}

fn copy_stored(bits: &mut Bits, out: &mut impl Put, left: usize) -> Result<Next, Pause> {
    if left == 0 {
        return Ok(Next::Block);
    }
    let room = out.room();
    let length = left.min(room.len());
    let count = bits.copy_to(room.get_mut(..length).unwrap_or_default());
    out.advance(count);
    match count {
        0 => Err(Pause::Short),
        _ => Ok(Next::Stored(left.wrapping_sub(count))),
    }
}

impl Default for Inflate {
    fn default() -> Inflate {
        Inflate::new()
    }
}
