//! Where the unpacked bytes go, and the ones before them that a match may repeat.

use super::NotDeflate;

/// How far back a match may reach.
const WINDOW: usize = 32 << 10;
/// As long as a match may be.
const LONGEST: usize = 258;
/// So much is copied at once.
const CHUNK: usize = 16;
/// With so much room left, a match and two literals before it can be put there without asking.
const ROOM: usize = LONGEST + CHUNK + 2;
/// The same for the longest token that there can be.
const TOKEN_ROOM: usize = 1024;

/// The bytes of earlier steps: at least the last 32 KB, if there were so many.
#[derive(Default)]
pub struct Window(Vec<u8>);

impl Window {
    /// Adds what a step gave.
    pub fn push(&mut self, bytes: &[u8]) {
        if let Some(last) = bytes.last_chunk::<WINDOW>() {
            self.0.clear();
            self.0.extend_from_slice(last);
            return;
        }
        let length = self.0.len();
        if length.saturating_add(bytes.len()) > 2 * WINDOW {
            self.0.copy_within(length.saturating_sub(WINDOW).., 0);
            self.0.truncate(WINDOW);
        }
        self.0.extend_from_slice(bytes);
    }

    /// What a match may reach.
    pub fn last(&self) -> &[u8] {
        let last = self.0.last_chunk::<WINDOW>();
        last.map_or(&self.0, |last| last)
    }
}

/// Where a step puts what it unpacks.
pub trait Put {
    fn written(&self) -> usize;
    /// What there is room for.
    fn room(&mut self) -> &mut [u8];
    /// `count` bytes were put into the room.
    fn advance(&mut self, count: usize);
    /// Whether there is room for a match and two literals before it, and a few bytes more.
    fn has_much_room(&self) -> bool;
    fn is_full(&self) -> bool;
    fn push(&mut self, byte: u8);
    /// Repeats what stands `distance` back, where there is much room: a few bytes after it are
    /// overwritten, too.
    ///
    /// # Errors
    /// That is before the first byte.
    fn repeat_fast(&mut self, length: usize, distance: usize) -> Result<(), NotDeflate>;
    /// Repeats what stands `distance` back, as far as there is room. Returns how much of `length` is left.
    ///
    /// # Errors
    /// That is before the first byte.
    fn repeat(&mut self, length: usize, distance: usize) -> Result<usize, NotDeflate>;
}

/// A step's output.
pub struct Output<'a> {
    bytes: &'a mut [u8],
    /// So many were put there.
    at: usize,
    before: &'a Window,
}

impl<'a> Output<'a> {
    pub fn new(bytes: &'a mut [u8], before: &'a Window) -> Output<'a> {
        Output {
            bytes,
            at: 0,
            before,
        }
    }

    /// What was put there, from `from` on.
    pub fn since(&self, from: usize) -> &[u8] {
        self.bytes.get(from..self.at).unwrap_or_default()
    }

    /// Whether there is room for any token and a few bytes more.
    pub fn has_token_room(&self) -> bool {
        self.bytes.len().saturating_sub(self.at) >= TOKEN_ROOM
    }

    /// Puts `run` bytes of `literals` there and repeats `length` bytes that stand `distance` back, where
    /// there is room for any token. As most runs and matches are short, so much is copied unasked that
    /// the next branch is nearly always the same.
    ///
    /// # Errors
    /// There are fewer literals, or 16 bytes behind them, or the match is from before the first byte.
    #[inline(always)]
    pub fn put_token(
        &mut self,
        literals: &[u8],
        run: usize,
        length: usize,
        distance: usize,
    ) -> Result<(), NotDeflate> {
        let chunk = literals.first_chunk().ok_or(NotDeflate)?;
        self.put(self.at, *chunk)?;
        for done in (CHUNK..run).step_by(CHUNK) {
            let chunk = literals.get(done..).and_then(<[u8]>::first_chunk);
            self.put(self.at.wrapping_add(done), *chunk.ok_or(NotDeflate)?)?;
        }
        self.at = self.at.wrapping_add(run);
        if distance > self.at || distance < CHUNK {
            return self.repeat_fast(length, distance);
        }
        self.copy_back(self.at, distance)?;
        let mut done = CHUNK;
        while done < length.max(2 * CHUNK) {
            self.copy_back(self.at.wrapping_add(done), distance)?;
            done = done.wrapping_add(CHUNK);
        }
        self.at = self.at.wrapping_add(length);
        Ok(())
    }

    #[inline(always)]
    fn copy_back(&mut self, to: usize, back: usize) -> Result<(), NotDeflate> {
        let from = self.bytes.get(to.wrapping_sub(back)..);
        let chunk: [u8; CHUNK] = *from.and_then(<[u8]>::first_chunk).ok_or(NotDeflate)?;
        self.put(to, chunk)
    }

    /// The same of what came in an earlier step.
    fn repeat_window(&mut self, length: usize, distance: usize) -> Result<(), NotDeflate> {
        let back = distance.wrapping_sub(self.at);
        let from = self.before.0.len().checked_sub(back).ok_or(NotDeflate)?;
        let source = self.before.0.get(from..).unwrap_or_default();
        let (chunks, _) = source.as_chunks();
        let count = length.div_ceil(CHUNK);
        let Some(chunks) = chunks.get(..count) else {
            return self.repeat(length, distance).map(drop); // it goes on in this step's bytes
        };
        let end = self.at.wrapping_add(length);
        for (to, chunk) in (self.at..).step_by(CHUNK).zip(chunks) {
            self.put(to, *chunk)?;
        }
        self.at = end;
        Ok(())
    }

    #[inline(always)]
    fn put(&mut self, at: usize, chunk: [u8; CHUNK]) -> Result<(), NotDeflate> {
        let into = self.bytes.get_mut(at..);
        *into.and_then(<[u8]>::first_chunk_mut).ok_or(NotDeflate)? = chunk;
        Ok(())
    }

    /// Writes the first chunk of a pattern shorter than that. Returns how far back the next chunk is its like.
    fn write_out(&mut self, distance: usize) -> usize {
        let from = self.at.wrapping_sub(distance);
        let pattern = self.bytes.get_mut(from..).unwrap_or_default();
        for place in distance..distance.wrapping_add(CHUNK) {
            let byte = pattern.get(place.wrapping_sub(distance)).copied();
            if let (Some(byte), Some(place)) = (byte, pattern.get_mut(place)) {
                *place = byte;
            }
        }
        CHUNK.next_multiple_of(distance.max(1))
    }
}

impl Put for Output<'_> {
    fn written(&self) -> usize {
        self.at
    }

    fn room(&mut self) -> &mut [u8] {
        self.bytes.get_mut(self.at..).unwrap_or_default()
    }

    fn has_much_room(&self) -> bool {
        self.bytes.len().saturating_sub(self.at) >= ROOM
    }

    fn is_full(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn advance(&mut self, count: usize) {
        self.at = self.at.wrapping_add(count);
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        if let Some(place) = self.bytes.get_mut(self.at) {
            *place = byte;
            self.at = self.at.wrapping_add(1);
        }
    }

    #[inline(always)]
    fn repeat_fast(&mut self, length: usize, distance: usize) -> Result<(), NotDeflate> {
        if distance > self.at {
            return self.repeat_window(length, distance);
        }
        let end = self.at.wrapping_add(length);
        let (mut to, mut back) = (self.at, distance);
        if distance < CHUNK {
            // Short patterns are written out until a chunk of them stands there.
            back = self.write_out(distance);
            to = to.wrapping_add(CHUNK);
        }
        while to < end {
            self.copy_back(to, back)?;
            to = to.wrapping_add(CHUNK);
        }
        self.at = end;
        Ok(())
    }

    fn repeat(&mut self, length: usize, distance: usize) -> Result<usize, NotDeflate> {
        let mut left = length;
        while left > 0 && self.at < self.bytes.len() {
            let byte = match self.at.checked_sub(distance) {
                Some(from) => self.bytes.get(from),
                None => {
                    let back = distance.wrapping_sub(self.at);
                    let from = self.before.0.len().checked_sub(back);
                    self.before.0.get(from.ok_or(NotDeflate)?)
                }
            };
            self.push(*byte.ok_or(NotDeflate)?);
            left = left.wrapping_sub(1);
        }
        Ok(left)
    }
}
