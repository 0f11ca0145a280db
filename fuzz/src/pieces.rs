//! Bytes given out in pieces: files to be read, and the fuzzer's own input.

use std::cell::Cell;

use yodori::engine::source::{Files, Unreadable};

/// Names and bytes.
pub type Named = (String, Vec<u8>);

/// Files in memory that give out as many bytes at a time as they are told to.
pub struct Pieces<'a> {
    files: &'a [Named],
    /// How many bytes the reads give at most, less one, in turn; empty for all that is asked for.
    sizes: &'a [u8],
    turn: Cell<usize>,
    /// How many bytes may be read in all.
    left: Cell<u64>,
}

impl<'a> Pieces<'a> {
    /// Files of which `times` times as much may be read as there is, and a megabyte.
    pub fn new(files: &'a [Named], sizes: &'a [u8], times: u64) -> Pieces<'a> {
        let all: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        Pieces {
            files,
            sizes,
            turn: Cell::new(0),
            left: Cell::new(all as u64 * times + (1 << 20)),
        }
    }
}

impl Files for Pieces<'_> {
    fn count(&self) -> usize {
        self.files.len()
    }

    fn path(&self, file: usize) -> &str {
        &self.files[file].0
    }

    fn len(&self, file: usize) -> u64 {
        self.files[file].1.len() as u64
    }

    fn read(&self, file: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        let bytes = &self.files[file].1;
        let start = usize::try_from(at).unwrap_or(usize::MAX);
        let rest = bytes.get(start..).unwrap_or_default();
        let turn = self.turn.replace(self.turn.get() + 1);
        let most = match self.sizes {
            [] => usize::MAX,
            sizes => usize::from(sizes[turn % sizes.len()]) + 1,
        };
        let count = into.len().min(rest.len()).min(most);
        into[..count].copy_from_slice(&rest[..count]);
        let left = self.left.get().checked_sub(count as u64);
        self.left.set(left.expect("it reads and reads"));
        Ok(count)
    }
}

/// The fuzzer's input, from which choices are taken until there is none left: then all are zero.
pub struct Choices<'a>(pub &'a [u8]);

impl<'a> Choices<'a> {
    pub fn byte(&mut self) -> u8 {
        self.some(1).first().copied().unwrap_or_default()
    }

    pub fn word(&mut self) -> u16 {
        u16::from_le_bytes([self.byte(), self.byte()])
    }

    /// The next bytes, fewer at the end.
    pub fn some(&mut self, count: usize) -> &'a [u8] {
        let (some, rest) = self.0.split_at(count.min(self.0.len()));
        self.0 = rest;
        some
    }

    /// One byte says how many follow.
    pub fn short(&mut self) -> &'a [u8] {
        let count = self.byte();
        self.some(usize::from(count))
    }

    /// Two bytes say how many follow.
    pub fn long(&mut self) -> &'a [u8] {
        let count = self.word();
        self.some(usize::from(count))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
