//! The worker that only decodes: it is handed a deflated file at a block's start, and tells tokens of it.

use super::crc32::Crc32;
use super::inflate::{BlockStart, Border, Inflate, Notes};

/// So many bytes of tokens are worth a message.
const ENOUGH: usize = 256 << 10;
/// A block of more is not for this worker: it is told whole.
const MOST: usize = 2 << 20;
/// What is unpacked at once, for its checksum.
const ROOM: usize = 128 << 10;
const BORDER: usize = 24;

/// A file being decoded. After every [`Decoding::fill`], [`Decoding::next`] says all that comes of it.
pub struct Decoding {
    inflate: Inflate,
    notes: Notes,
    checksum: Crc32,
    /// Packed bytes read, as the other worker counts them.
    read: u64,
    chunk: Vec<u8>,
    used: usize,
    filled: usize,
    room: Vec<u8>,
}

/// What comes of what was filled in.
#[derive(Debug, PartialEq, Eq)]
pub enum Told {
    /// A message. There may be another one.
    Tokens(Vec<u8>),
    /// The last message: the rest is for the other worker. It is broken, ends, or has no borders.
    Last(Vec<u8>),
    /// Nothing: more packed bytes are needed.
    Hungry,
}

impl Decoding {
    /// What is handed over with a file: the last bytes before a border.
    pub fn handed_over(border: Border, window: &[u8]) -> Vec<u8> {
        [window, &border.to_bytes()].concat()
    }

    /// `None`: that is nothing that could be handed over.
    pub fn new(handed_over: &[u8]) -> Option<Decoding> {
        let (window, border) = handed_over.split_last_chunk::<BORDER>()?;
        let border = Border::of_bytes(border);
        Some(Decoding {
            inflate: Inflate::at_block(&BlockStart {
                bits: border.bits,
                count: border.count,
                window: window.to_vec(),
            }),
            notes: Notes::new(border),
            checksum: Crc32::of_value(border.checksum),
            read: border.read,
            chunk: Vec::new(),
            used: 0,
            filled: 0,
            room: vec![0; ROOM],
        })
    }

    /// Room for the next packed bytes, once it is hungry. How many were put there is told to
    /// [`Decoding::fill`].
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        if self.chunk.len() < length {
            self.chunk.resize(length, 0);
        }
        self.chunk.get_mut(..length).unwrap_or_default()
    }

    /// So many were put there. None: there are no more.
    pub fn fill(&mut self, count: usize) {
        (self.used, self.filled) = (0, count.min(self.chunk.len()));
    }

    pub fn next(&mut self) -> Told {
        loop {
            let packed = self.chunk.get(self.used..self.filled).unwrap_or_default();
            if packed.is_empty() {
                return Told::Hungry;
            }
            let step = self
                .inflate
                .step_noted(packed, &mut self.room, &mut self.notes);
            let Ok(step) = step else {
                return self.last();
            };
            self.used = self.used.saturating_add(step.read);
            self.read = self.read.saturating_add(step.read as u64);
            self.checksum
                .add(self.room.get(..step.written).unwrap_or_default());
            if let Some(border) = self.inflate.border(self.read, &self.checksum) {
                self.notes.mark(border);
                if self.notes.len() >= ENOUGH {
                    return Told::Tokens(self.notes.take(false));
                }
            }
            let is_stuck = step.read == 0 && step.written == 0;
            if step.ended || is_stuck || self.notes.len() > MOST {
                return self.last();
            }
        }
    }

    /// All up to the last border.
    pub fn last(&mut self) -> Told {
        self.fill(0);
        Told::Last(self.notes.take(true))
    }
}
