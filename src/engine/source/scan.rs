//! Finds the records of a file as it streams by: `prefix = [ {…}, {…} ]`, without building values.
//!
//! The method is simdjson's (Langdale & Lemire 2019, VLDB Journal 28:941–960), made incremental:
//! 64 bytes at a time become bit masks of quotes, brackets and control characters, and only the
//! set bits are looked at. Inside a record, the positions of quotes and brackets down to the
//! fields' level are kept on a tape, from which [`fields`] reads a field without parsing the rest.

mod block;
pub mod fields;

use block::{BLOCK, Carry};
use memchr::memmem;

/// A record may not be longer than this.
pub const MAX_RECORD: usize = 8 << 20;
/// How deep the brackets of a file may nest.
const MAX_NESTING: u32 = 128;
/// The array is at depth 1, a record opens depth 2, a wrapper's content is at depth 3. Deeper than
/// that there is no field that anyone reads.
const FIELD_DEPTH: u32 = 3;
/// `window.YTD.tweets.part0 = [` and the like must come within this.
const MAX_PREFIX: usize = 4096;
/// A broken record's first bytes longer than this are no landmark.
const MAX_SIGNATURE: usize = 256;
/// How much is asked for at a time: small enough to stay in a processor's second cache.
const CHUNK: usize = 256 << 10;

/// Something that the scanner came upon.
pub enum Found<'a> {
    /// A whole record.
    Record(Record<'a>),
    /// A record that is no JSON, or nests too deep. The scan goes on with the next one.
    Broken,
    /// A record of more than [`MAX_RECORD`] bytes. The scan goes on with the next one.
    TooLong,
}

/// One record: its bytes from `{` to `}` and where its quotes and brackets are.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// Where it starts, in bytes from the start of the file.
    pub offset: u64,
    pub bytes: &'a [u8],
    /// Positions in `bytes` of the unescaped quotes and the brackets down to the fields' depth.
    tape: &'a [u32],
}

/// How a file ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// With the array's closing bracket.
    Whole,
    /// In the middle of the array, or in something that made the rest unreadable.
    CutShort,
    /// There was no array of records in it.
    NotRecords,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before the array's opening bracket.
    Prefix,
    /// In the array.
    Records,
    /// After a broken record: looking for the bytes with which the next one starts.
    Lost,
    /// After the closing bracket, or given up.
    Over(End),
}

/// A defect in the array, at which the scan of a record stops.
struct Defect;

/// The scan of one file.
pub struct Scanner {
    /// `buffer[..filled]` holds bytes of the file, of which the first is the file's byte `base`.
    buffer: Vec<u8>,
    filled: usize,
    base: u64,
    /// Everything before this position of the buffer has been looked at.
    seen: usize,
    state: State,
    depth: u32,
    /// One bit a depth, the lowest the innermost: set where the bracket is square.
    square: u128,
    carry: Carry,
    /// Where the record being read starts in the buffer.
    record: Option<usize>,
    tape: Vec<u32>,
    /// The bytes with which records start here, `{` up to the first key's closing quote: the way
    /// back after a broken one.
    signature: Vec<u8>,
}

impl Scanner {
    /// For a whole file, from its first byte.
    pub fn new() -> Scanner {
        Scanner {
            buffer: Vec::new(),
            filled: 0,
            base: 0,
            seen: 0,
            state: State::Prefix,
            depth: 0,
            square: 0,
            carry: Carry::default(),
            record: None,
            tape: Vec::with_capacity(256),
            signature: Vec::new(),
        }
    }

    /// For the rest of a file from byte `offset` on, at which a record starts.
    pub fn at_record(offset: u64) -> Scanner {
        let mut scanner = Scanner {
            base: offset,
            ..Scanner::new()
        };
        scanner.enter_array();
        scanner
    }

    /// Room for the next bytes of the file, never empty. How many were put there is told to
    /// [`Scanner::advance`].
    pub fn room(&mut self) -> &mut [u8] {
        let keep = self.record.unwrap_or(self.seen).min(self.seen);
        if keep > 0 {
            self.buffer.copy_within(keep..self.filled, 0);
            self.filled -= keep;
            self.base += keep as u64;
            self.seen -= keep;
            self.record = self.record.map(|start| start - keep);
        }
        let wanted = self.filled + CHUNK;
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        &mut self.buffer[self.filled..wanted]
    }

    /// `count` bytes were put at the start of [`Scanner::room`]. Hands over what they complete.
    pub fn advance(&mut self, count: usize, found: &mut dyn FnMut(Found)) {
        self.filled += count.min(self.buffer.len() - self.filled);
        if self.state == State::Prefix {
            self.read_prefix(MAX_PREFIX);
        }
        self.scan(found);
    }

    /// No more bytes come: says what the last ones complete, and how the file ended.
    pub fn finish(&mut self, found: &mut dyn FnMut(Found)) -> End {
        if self.state == State::Prefix {
            self.read_prefix(0);
        }
        // Blanks complete the last block and change nothing else.
        self.room()[..BLOCK].fill(b' ');
        self.filled += BLOCK;
        self.scan(found);
        while self.state == State::Records && self.record.is_some() {
            // The last record never ended. Either the file is cut here, or a missing quote or
            // bracket made it swallow the ones after it.
            self.lose();
            self.scan(found);
            if self.state == State::Lost {
                return End::CutShort;
            }
            found(Found::Broken);
        }
        match self.state {
            State::Prefix => End::NotRecords,
            State::Records => End::CutShort,
            State::Lost => End::Whole, // what was lost has been told already
            State::Over(end) => end,
        }
    }

    /// Whether the first record of [`Scanner::at_record`] lies behind.
    pub fn has_passed_record(&self) -> bool {
        self.seen > 0 && self.record.is_none()
    }

    /// Whether nothing more is to be had from this file.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over(_))
    }

    fn scan(&mut self, found: &mut dyn FnMut(Found)) {
        loop {
            let goes_on = match self.state {
                State::Records if self.seen + BLOCK <= self.filled => {
                    self.scan_block_or_lose(found);
                    true
                }
                State::Lost => self.find_record(),
                _ => false,
            };
            if !goes_on {
                return;
            }
        }
    }

    fn scan_block_or_lose(&mut self, found: &mut dyn FnMut(Found)) {
        match self.scan_block(found) {
            Ok(()) if self.is_record_too_long() => found(Found::TooLong),
            Ok(()) => return,
            Err(Defect) => found(Found::Broken),
        }
        self.lose();
    }

    fn is_record_too_long(&self) -> bool {
        self.record
            .is_some_and(|start| self.seen - start > MAX_RECORD)
    }

    /// Looks at the next 64 bytes.
    fn scan_block(&mut self, found: &mut dyn FnMut(Found)) -> Result<(), Defect> {
        let at = self.seen;
        let bytes = self.buffer[at..].first_chunk::<BLOCK>().ok_or(Defect)?;
        let masks = self.carry.masks(bytes);
        let brackets = masks.opening | masks.closing;
        let shallow = brackets | masks.quotes;
        let mut bits = if self.depth <= FIELD_DEPTH {
            shallow
        } else {
            brackets
        };
        while bits != 0 {
            let bit = bits & bits.wrapping_neg();
            let later = !(bit | (bit - 1));
            let here = at + bit.trailing_zeros() as usize;
            if masks.quotes & bit != 0 {
                self.mark(here);
                bits &= later;
            } else if masks.opening & bit != 0 {
                self.open(here)?;
                bits = later
                    & if self.depth <= FIELD_DEPTH {
                        shallow
                    } else {
                        brackets
                    };
            } else {
                self.close(here, found)?;
                if self.is_over() {
                    return Ok(());
                }
                bits = later
                    & if self.depth <= FIELD_DEPTH {
                        shallow
                    } else {
                        brackets
                    };
            }
        }
        self.seen = at + BLOCK;
        // Newlines inside strings betray a missing quote long before a bracket does.
        if masks.control_in_string != 0 {
            Err(Defect)
        } else {
            Ok(())
        }
    }

    fn open(&mut self, here: usize) -> Result<(), Defect> {
        if self.depth == 1 {
            self.record = Some(here);
            self.tape.clear();
        }
        if self.depth <= FIELD_DEPTH {
            self.mark(here);
        }
        if self.depth == MAX_NESTING {
            return Err(Defect);
        }
        self.depth += 1;
        self.square = self.square << 1 | u128::from(self.buffer[here] == b'[');
        Ok(())
    }

    fn close(&mut self, here: usize, found: &mut dyn FnMut(Found)) -> Result<(), Defect> {
        let is_square = self.buffer[here] == b']';
        if is_square != (self.square & 1 == 1) {
            return Err(Defect);
        }
        self.square >>= 1;
        self.depth -= 1;
        if self.depth <= FIELD_DEPTH {
            self.mark(here);
        }
        match (self.depth, self.record) {
            (0, _) => self.state = State::Over(End::Whole),
            (1, Some(start)) => {
                self.record = None;
                self.hand_over(start, here, found);
            }
            _ => {}
        }
        Ok(())
    }

    fn hand_over(&mut self, start: usize, end: usize, found: &mut dyn FnMut(Found)) {
        let bytes = &self.buffer[start..=end];
        if bytes[0] != b'{' {
            return found(Found::Broken);
        }
        if self.signature.is_empty() {
            self.signature = signature(bytes, &self.tape);
        }
        let offset = self.base + start as u64;
        found(Found::Record(Record {
            offset,
            bytes,
            tape: &self.tape,
        }));
    }

    /// Notes the place of a quote or bracket, if it belongs to a record.
    #[inline(always)]
    fn mark(&mut self, here: usize) {
        if let Some(start) = self.record {
            self.tape.push((here - start) as u32); // a record is far shorter than 4 GiB
        }
    }

    /// Gives up the record being read, so that the search for the next one starts inside it.
    fn lose(&mut self) {
        let start = self.record.take();
        if self.signature.is_empty()
            && let Some(start) = start
        {
            self.signature = signature(&self.buffer[start..self.filled], &self.tape);
        }
        self.seen = start.map_or(self.seen, |start| start + 1).min(self.filled);
        let no_way_back = self.signature.is_empty();
        self.state = if no_way_back {
            State::Over(End::CutShort)
        } else {
            State::Lost
        };
    }

    /// Looks for the bytes with which records start. If they are there, the scan goes on with them.
    fn find_record(&mut self) -> bool {
        match memmem::find(&self.buffer[self.seen..self.filled], &self.signature) {
            Some(at) => {
                self.seen += at;
                self.enter_array();
                true
            }
            None => {
                // They may have come in part.
                let part = self.signature.len() - 1;
                self.seen = self.seen.max(self.filled.saturating_sub(part));
                false
            }
        }
    }

    /// From here on, what comes next is a record of the array.
    fn enter_array(&mut self) {
        self.state = State::Records;
        self.depth = 1;
        self.square = 1;
        self.carry = Carry::default();
        self.record = None;
    }

    /// Finds the array: the first `[` after the first `=`, or at once where there is no `=`.
    /// Decides nothing before `enough` bytes are there, unless it is clear.
    fn read_prefix(&mut self, enough: usize) {
        let bytes = &self.buffer[..self.filled];
        let after_mark = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let text = after_mark.trim_ascii_start();
        let array = match text.first() {
            Some(b'[') => Some(text),
            Some(b'{') => {
                self.state = State::Over(End::NotRecords);
                return;
            }
            _ => memchr::memchr(b'=', &text[..text.len().min(MAX_PREFIX)])
                .map(|equals| text[equals + 1..].trim_ascii_start()),
        };
        match array.map(|rest| (rest.first(), rest.len())) {
            Some((Some(b'['), left)) => {
                self.seen = self.filled - left + 1;
                self.enter_array();
            }
            Some((Some(_), _)) => self.state = State::Over(End::NotRecords),
            _ if self.filled > enough => self.state = State::Over(End::NotRecords),
            _ => {}
        }
    }
}

impl Default for Scanner {
    fn default() -> Scanner {
        Scanner::new()
    }
}

/// The record that starts at the first `{` of some bytes, for files that are small or hold but one.
/// `None` if it does not end.
pub fn with_first_record<T>(bytes: &[u8], read: impl FnOnce(&Record) -> T) -> Option<T> {
    let start = memchr::memchr(b'{', bytes)?;
    let mut scanner = Scanner::at_record(start as u64);
    let (mut read, mut result) = (Some(read), None);
    let mut found = |found: Found| {
        if let (Found::Record(record), Some(read)) = (found, read.take()) {
            result = Some(read(&record));
        }
    };
    for piece in bytes[start..].chunks(CHUNK) {
        scanner.room()[..piece.len()].copy_from_slice(piece);
        scanner.advance(piece.len(), &mut found);
    }
    scanner.finish(&mut found);
    result
}

/// A record's first bytes, up to its first key's closing quote; empty if it starts with no key.
fn signature(bytes: &[u8], tape: &[u32]) -> Vec<u8> {
    match tape {
        [_, open, close, ..] if bytes.get(*open as usize) == Some(&b'"') => {
            let length = *close as usize + 1;
            if length <= MAX_SIGNATURE {
                bytes[..length].to_vec()
            } else {
                Vec::new()
            }
        }
        _ => Vec::new(),
    }
}
