//! One file's own bytes, in order, wherever they lie: plain, or stored or deflated in a zip.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use super::crc32::Crc32;
use super::inflate::{BlockStart, Inflate, Tokens};
use super::unpack::Decoding;
use super::{Files, Unreadable};

/// A file may not unpack to more than this: 40 times what X puts into one.
pub const MAX_SIZE: u64 = 4 << 30;
/// How many packed bytes are read at a time. A browser takes half as long for one read of this size as
/// for four of a quarter.
const CHUNK: usize = 4 << 20;
/// The same where only a post is read again.
const SMALL_CHUNK: usize = 256 << 10;

/// Where a file's bytes lie.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Which of the chosen files holds them.
    pub input: usize,
    /// The first packed byte, and how many there are.
    pub at: u64,
    pub packed: u64,
    pub packing: Packing,
}

/// How a file's bytes are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// The chosen file itself.
    Plain,
    /// In a zip, with the checksum of what it unpacks to.
    Stored {
        crc32: u32,
    },
    Deflated {
        crc32: u32,
    },
}

/// Why the rest of a file can't be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamError {
    Unreadable,
    /// The packed bytes are no deflate stream, stop too early, or don't match their checksum.
    Damaged,
    /// It unpacks to more than [`MAX_SIZE`].
    TooLarge,
}

impl From<Unreadable> for StreamError {
    fn from(_: Unreadable) -> StreamError {
        StreamError::Unreadable
    }
}

/// With less left than this, a file is read to its end sooner than another worker has begun with it.
const LEAST_FOR_OTHERS: u64 = 1 << 20;

/// Who decodes what is packed.
enum Decoder {
    /// This stream.
    Own,
    /// This stream, until a block ends: then it is handed over.
    Leaving,
    /// Another one, which tells tokens.
    Other(Tokens),
}

/// A file being read from its start, or from a [`Restart`].
pub struct Stream {
    place: Place,
    inflate: Inflate,
    /// Packed bytes that were read and not used yet: `chunk[used..filled]`.
    chunk: Vec<u8>,
    used: usize,
    filled: usize,
    /// How many are read at a time.
    chunk_size: usize,
    /// Packed bytes read so far, and bytes given so far.
    read: u64,
    given: u64,
    has_ended: bool,
    decoder: Decoder,
    /// Of what was given, if that can be compared with anything and reading began at the start.
    checksum: Option<Crc32>,
}

/// A point in the middle of a deflated file from which it can be read on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restart {
    /// The next byte that comes, counted from the start of the file.
    pub at: u64,
    /// So many packed bytes were read before it.
    pub read: u64,
    pub start: BlockStart,
}

/// Packed bytes without which a file can't be read on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// Which of the chosen files has them.
    pub input: usize,
    /// The first of them, and how many there should be; fewer will do, but not none. If it should be none,
    /// the file is to be handed over or tokens are to be told ([`Stream::hand_over`]).
    pub at: u64,
    pub length: usize,
    /// How many of the same file come after them.
    pub left: u64,
}

/// What a file gives at once.
enum Next {
    Bytes(usize),
    Hungry(Need),
    End,
}

impl Stream {
    pub fn new(place: Place) -> Stream {
        Stream {
            place,
            inflate: Inflate::new(),
            chunk: Vec::new(),
            used: 0,
            filled: 0,
            chunk_size: CHUNK,
            read: 0,
            given: 0,
            has_ended: false,
            decoder: Decoder::Own,
            // A file that was chosen itself has none that it could be compared with.
            checksum: (place.packing != Packing::Plain).then(Crc32::new),
        }
    }

    /// Reads on from a restart point of the same file.
    pub fn resume(place: Place, restart: &Restart) -> Stream {
        Stream {
            inflate: Inflate::at_block(&restart.start),
            read: restart.read,
            given: restart.at,
            checksum: None,
            chunk_size: SMALL_CHUNK,
            ..Stream::new(place)
        }
    }

    /// Starts at byte `at` of a file that is not deflated, where any byte can be had at once.
    pub fn skip_to(&mut self, at: u64) {
        self.read = at;
        self.given = at;
        self.checksum = None;
        self.chunk_size = SMALL_CHUNK;
    }

    /// Bytes given so far, or skipped: where the next one is in the file.
    pub fn given(&self) -> u64 {
        self.given
    }

    /// Packed bytes used up so far.
    pub fn packed_read(&self) -> u64 {
        self.read.saturating_sub(self.unused().len() as u64)
    }

    /// A point from which reading can go on later. `None` if the file is not deflated (then any
    /// byte can be had at once) or the next byte is in the middle of a block.
    pub fn restart(&self) -> Option<Restart> {
        let is_deflated = matches!(self.place.packing, Packing::Deflated { .. });
        Some(Restart {
            at: self.given,
            read: self.packed_read(),
            start: self.inflate.block_start().filter(|_| is_deflated)?,
        })
    }

    /// Puts the next bytes into `into`, as many as can be had at once; 0 at the end.
    ///
    /// # Errors
    /// See [`StreamError`]. What was given before is good, but for [`StreamError::Damaged`] at the
    /// very end, which may also mean a wrong checksum.
    pub fn next<F: Files>(&mut self, files: &F, into: &mut [u8]) -> Result<usize, StreamError> {
        loop {
            let need = match self.next_held(into)? {
                Ok(count) => return Ok(count),
                Err(need) => need,
            };
            let count = files.read(need.input, need.at, self.room(need.length))?;
            self.fill(count)?;
        }
    }

    /// The same as [`Stream::next`] without reading anything: of the bytes that it was given by
    /// [`Stream::room`] and [`Stream::fill`].
    ///
    /// # Errors
    /// The outer ones as there; the inner one is what must be given first.
    pub fn next_held(&mut self, into: &mut [u8]) -> Result<Result<usize, Need>, StreamError> {
        let next = match self.place.packing {
            Packing::Deflated { .. } => self.next_inflated(into)?,
            _ => self.next_plain(into),
        };
        let count = match next {
            Next::Bytes(count) => count,
            Next::End => 0,
            Next::Hungry(need) => return Ok(Err(need)),
        };
        self.given = self.given.saturating_add(count as u64);
        if self.given > MAX_SIZE {
            return Err(StreamError::TooLarge);
        }
        if let Some(checksum) = &mut self.checksum
            && !matches!(self.decoder, Decoder::Other(_))
        {
            checksum.add(into.get(..count).unwrap_or_default());
        }
        if count == 0 && !into.is_empty() {
            self.check_sum()?;
        }
        Ok(Ok(count))
    }

    /// Room for `length` packed bytes that are needed. How many were put there is told to
    /// [`Stream::fill`].
    pub fn room(&mut self, length: usize) -> &mut [u8] {
        if self.chunk.len() < length {
            self.chunk.resize(length, 0);
        }
        self.chunk.get_mut(..length).unwrap_or_default()
    }

    /// So many bytes were put into the room.
    ///
    /// # Errors
    /// None were: the file became shorter since it was chosen.
    pub fn fill(&mut self, count: usize) -> Result<(), StreamError> {
        if count == 0 {
            return Err(StreamError::Damaged);
        }
        (self.used, self.filled) = (0, count.min(self.chunk.len()));
        self.read = self.read.saturating_add(self.filled as u64);
        Ok(())
    }

    /// From the next block on, another worker is to decode this file, if that is worth it.
    pub fn leave(&mut self) {
        let is_deflated = matches!(self.place.packing, Packing::Deflated { .. });
        let left = self.place.packed.saturating_sub(self.read);
        if is_deflated && left >= LEAST_FOR_OTHERS {
            self.decoder = Decoder::Leaving;
        }
    }

    /// What the other worker needs to go on from here, for [`Decoding::new`], once it was needed that this
    /// is asked. `None` if it was asked before: tokens are needed.
    pub fn hand_over(&mut self) -> Option<Vec<u8>> {
        if !matches!(self.decoder, Decoder::Leaving) {
            return None;
        }
        let checksum = self.checksum.as_ref()?;
        let border = self.inflate.border(self.packed_read(), checksum)?;
        let handed_over = Decoding::handed_over(border, self.inflate.window());
        self.decoder = Decoder::Other(Tokens::none(border));
        Some(handed_over)
    }

    /// The other worker's next message. `None` if it is none that can come next.
    pub fn hear(&mut self, message: Vec<u8>) -> Option<()> {
        let Decoder::Other(tokens) = &mut self.decoder else {
            return None;
        };
        *tokens = tokens.followed_by(message)?;
        self.read = tokens.border.read;
        self.checksum = Some(Crc32::of_value(tokens.border.checksum));
        (self.used, self.filled) = (0, 0);
        Some(())
    }

    /// No tokens will come but those that are there.
    pub fn go_alone(&mut self) {
        match &mut self.decoder {
            Decoder::Other(tokens) => tokens.is_last = true,
            decoder => *decoder = Decoder::Own,
        }
    }

    /// What comes of tokens, or is needed for them; `None` where this stream decodes by itself.
    fn next_told(&mut self, into: &mut [u8]) -> Result<Option<Next>, StreamError> {
        match &mut self.decoder {
            Decoder::Leaving if self.inflate.is_at_block() => {}
            Decoder::Other(tokens) if !tokens.has_ended() => {
                let count = self.inflate.apply(tokens, into);
                let count = count.map_err(|_| StreamError::Damaged)?;
                return Ok(Some(Next::Bytes(count)));
            }
            Decoder::Other(tokens) if !tokens.is_last => {}
            Decoder::Other(_) => {
                self.decoder = Decoder::Own;
                return Ok(None);
            }
            _ => return Ok(None),
        }
        let read = self.packed_read();
        Ok(Some(Next::Hungry(Need {
            input: self.place.input,
            at: self.place.at.saturating_add(read),
            length: 0,
            left: self.place.packed.saturating_sub(read),
        })))
    }

    fn check_sum(&mut self) -> Result<(), StreamError> {
        match (self.place.packing, self.checksum.take()) {
            (Packing::Stored { crc32 } | Packing::Deflated { crc32 }, Some(is))
                if is.value() != crc32 =>
            {
                Err(StreamError::Damaged)
            }
            _ => Ok(()),
        }
    }

    /// What was read and not used yet.
    fn unused(&self) -> &[u8] {
        self.chunk.get(self.used..self.filled).unwrap_or_default()
    }

    fn next_plain(&mut self, into: &mut [u8]) -> Next {
        if let Some(need) = self.need() {
            return Next::Hungry(need);
        }
        let ready = self.unused();
        let count = ready.len().min(into.len());
        if let (Some(into), Some(ready)) = (into.get_mut(..count), ready.get(..count)) {
            into.copy_from_slice(ready);
        }
        self.used = self.used.saturating_add(count);
        Next::Bytes(count)
    }

    fn next_inflated(&mut self, into: &mut [u8]) -> Result<Next, StreamError> {
        while !self.has_ended && !into.is_empty() {
            if let Some(next) = self.next_told(into)? {
                return Ok(next);
            }
            if let Some(need) = self.need() {
                return Ok(Next::Hungry(need));
            }
            let packed = self.chunk.get(self.used..self.filled).unwrap_or_default();
            let step = self.inflate.step(packed, into);
            let step = step.map_err(|_| StreamError::Damaged)?;
            self.used = self.used.saturating_add(step.read);
            self.has_ended = step.ended;
            if step.written > 0 {
                return Ok(Next::Bytes(step.written));
            }
            let is_stuck = step.read == 0 && !self.unused().is_empty();
            if !step.ended && (is_stuck || self.packed_read() == self.place.packed) {
                return Err(StreamError::Damaged);
            }
        }
        Ok(Next::End)
    }

    /// What must be read before anything more can be given; `None` if something is held or all was read.
    fn need(&self) -> Option<Need> {
        let left = self.place.packed.saturating_sub(self.read);
        let length = left.min(self.chunk_size as u64);
        (self.unused().is_empty() && length > 0).then(|| Need {
            input: self.place.input,
            at: self.place.at.saturating_add(self.read),
            length: length as usize,
            left: left.saturating_sub(length),
        })
    }
}
