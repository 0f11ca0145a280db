//! Finds the records of a file as it streams by: `prefix = [ {…}, {…} ]`, without building values.
//!
//! The method is simdjson's (Langdale & Lemire 2019, VLDB Journal 28:941–960), made incremental:
//! 64 bytes at a time become bit masks of quotes, brackets and newlines, and only the
//! set bits are looked at. Inside a record, the positions of quotes and brackets down to the
//! fields' level are kept on a tape, from which [`fields`] reads a field without parsing the rest.

// Every byte of an archive passes here, so what is proven is not tested again. Between blocks
// record <= seen <= filled <= buffer.len(), and a block is looked at only where it lies before `filled` as a
// whole: positions in it are below that. The buffer is no longer than two records and what is asked for at a
// time, so they have room in 32 bits. The tape holds positions in the record, below its length, quotes in
// pairs. depth is raised only below MAX_NESTING, and lowered only where the bracket fits one that was opened.
// fuzz/ tries it: `inflate_scan`, `records` and `import`.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "see above"
)]

mod block;
pub mod fields;
mod landmark;
mod lost;
mod prefix;
pub mod rows;
pub mod tree;

use block::{BLOCK, Carry};
use landmark::Landmark;
use prefix::Prefix;

/// A record may not be longer than this.
pub const MAX_RECORD: usize = 8 << 20;
/// How deep the brackets of a file may nest.
const MAX_NESTING: u32 = 128;
/// How far below the record's own bracket fields are read. A post's are in it or in the object that it
/// wraps; deeper than that there is none that anyone reads.
const FIELDS_OF_POSTS: u32 = 2;
/// A message's reactions stand in a list in the object that it wraps, the manifest's counts still deeper.
const FIELDS_OF_OTHERS: u32 = 6;
/// How much is asked for at a time: small enough to stay in a processor's second cache.
const CHUNK: usize = 256 << 10;

/// How a file holds its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The records of the file's one array, their fields in them or in the object that they wrap.
    Posts,
    /// The same, their fields deeper.
    List,
    /// The records are those of arrays inside the outer array's objects: the messages of
    /// conversations, the advertisements of a day. An outer object may be as large as the file.
    Inner,
    /// Rows of comma-separated values; the first says what is in which column.
    Rows,
}

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
    /// Positions in `bytes` of the unescaped quotes and the brackets down to the fields' depth; of a
    /// row where each of its values ends.
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
    /// In rows of values instead.
    Rows,
    /// In the array.
    Records,
    /// After a broken record: looking for the bytes with which the next one starts.
    Lost,
    /// After the closing bracket.
    Behind,
    /// Given up.
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
    /// The brackets around the latest record, or the next one: their `depth` and `square`.
    home: (u32, u128),
    /// Records are at this depth or deeper.
    least_depth: u32,
    /// How far below a record's bracket there are fields.
    fields: u32,
    /// Down to which depth quotes are looked at.
    field_depth: u32,
    /// How many elements of the outer array began.
    entries: u64,
    carry: Carry,
    /// Where the record being read starts in the buffer.
    record: Option<usize>,
    tape: Vec<u32>,
    /// The way back after a broken record, and where it last led to.
    landmark: Landmark,
    found_at: Option<u64>,
}

impl Scanner {
    /// For a whole file, from its first byte.
    pub fn new(shape: Shape) -> Scanner {
        let fields = match shape {
            Shape::Posts | Shape::Rows => FIELDS_OF_POSTS,
            Shape::List | Shape::Inner => FIELDS_OF_OTHERS,
        };
        Scanner {
            buffer: Vec::new(),
            filled: 0,
            base: 0,
            seen: 0,
            state: match shape {
                Shape::Rows => State::Rows,
                _ => State::Prefix,
            },
            depth: 0,
            square: 0,
            home: (1, 1),
            least_depth: if shape == Shape::Inner { 2 } else { 1 },
            fields,
            field_depth: 1 + fields,
            entries: 0,
            carry: Carry::default(),
            record: None,
            tape: Vec::with_capacity(256),
            landmark: Landmark::default(),
            found_at: None,
        }
    }

    /// For the rest of a file from byte `offset` on, at which a record starts.
    pub fn at_record(shape: Shape, offset: u64) -> Scanner {
        let mut scanner = Scanner {
            base: offset,
            ..Scanner::new(shape)
        };
        if shape != Shape::Rows {
            scanner.enter_array();
        }
        scanner
    }

    /// Room for the next bytes of the file, never empty. How many were put there is told to
    /// [`Scanner::advance`].
    pub fn room(&mut self) -> &mut [u8] {
        let mut keep = self.record.unwrap_or(self.seen).min(self.seen);
        if !self.landmark.is_sure() {
            // It is learnt from what stands before a record, however that came in.
            keep = keep.saturating_sub(landmark::MAX_LENGTH);
        }
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
            self.read_prefix(prefix::MAX_LENGTH - 1);
        }
        self.scan(found);
    }

    /// No more bytes come: says what the last ones complete, and how the file ended.
    pub fn finish(&mut self, found: &mut dyn FnMut(Found)) -> End {
        if self.state == State::Prefix {
            self.read_prefix(0);
        }
        if self.state == State::Rows {
            return self.finish_rows(found);
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
            State::Prefix | State::Rows => End::NotRecords,
            State::Records => End::CutShort,
            State::Lost if !self.landmark.is_known() => End::CutShort,
            State::Behind | State::Lost => End::Whole, // what was lost has been told already
            State::Over(end) => end,
        }
    }

    /// How many elements of the outer array began, good or bad: what a manifest counts.
    pub fn entries(&self) -> u64 {
        self.entries
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
                State::Rows => self.scan_row(found),
                State::Behind => self.look_behind_array(found),
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
        let wanted = |depth, field_depth| match depth <= field_depth {
            true => masks.brackets | masks.quotes,
            false => masks.brackets,
        };
        let mut bits = wanted(self.depth, self.field_depth);
        while bits != 0 {
            let bit = bits & bits.wrapping_neg();
            let later = !(bit | (bit - 1));
            let here = at + bit.trailing_zeros() as usize;
            if masks.quotes & bit != 0 {
                self.mark(here);
                if self.record.is_none() && self.is_among_records() {
                    // Read as a string's start, it could swallow all the records after it.
                    self.seen = here + 1;
                    return Err(Defect);
                }
                bits &= later;
                continue;
            }
            // Newlines inside strings betray a missing quote long before a bracket does.
            if masks.newline_in_string & (bit - 1) != 0 {
                return Err(Defect);
            }
            if block::opens(self.buffer[here]) {
                self.open(here)?;
            } else {
                self.close(here, found)?;
            }
            if self.state == State::Behind {
                return Ok(());
            }
            bits = later & wanted(self.depth, self.field_depth);
        }
        if masks.newline_in_string != 0 {
            return Err(Defect);
        }
        self.seen = at + BLOCK;
        Ok(())
    }

    /// Whether nothing but records may stand here. Around inner lists there are keys.
    fn is_among_records(&self) -> bool {
        self.depth == 1 || (self.depth, self.square) == self.home
    }

    fn open(&mut self, here: usize) -> Result<(), Defect> {
        self.entries += u64::from(self.depth == 1);
        if self.record.is_none() && self.square & 1 == 1 && self.depth >= self.least_depth {
            self.record = Some(here);
            self.tape.clear();
            self.home = (self.depth, self.square);
            self.field_depth = self.depth + self.fields;
            self.landmark.see_before_record(&self.buffer[..here]);
            // Read as a record, a list too many would swallow all the records after it.
            if self.buffer[here] == b'[' {
                return Err(Defect);
            }
        }
        if self.depth <= self.field_depth {
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
            self.seen = here + 1;
            return Err(Defect);
        }
        self.square >>= 1;
        self.depth -= 1;
        if self.depth <= self.field_depth {
            self.mark(here);
        }
        match (self.depth, self.record) {
            (0, _) => {
                self.state = State::Behind;
                self.seen = here + 1;
            }
            (depth, Some(start)) if depth == self.home.0 => {
                self.record = None;
                self.seen = here + 1; // in case that the rest of the block is broken
                self.hand_over(start, here, found);
            }
            _ => {}
        }
        Ok(())
    }

    fn hand_over(&mut self, start: usize, end: usize, found: &mut dyn FnMut(Found)) {
        let bytes = &self.buffer[start..=end];
        self.landmark.see_record(bytes, &self.tape);
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

    /// Finds the array, or that there is none. Decides nothing before `enough` bytes are there,
    /// unless it is clear.
    fn read_prefix(&mut self, enough: usize) {
        // No further than that, or it would depend on how much comes at a time.
        let start = &self.buffer[..self.filled.min(prefix::MAX_LENGTH)];
        match prefix::read(start) {
            Prefix::Array { at } => {
                self.seen = at;
                self.enter_array();
            }
            Prefix::Unclear if self.filled <= enough => {}
            Prefix::Unclear | Prefix::Other => self.state = State::Over(End::NotRecords),
        }
    }

    /// From here on, what comes next is a record of the array, or of the one where the last was.
    fn enter_array(&mut self) {
        self.state = State::Records;
        (self.depth, self.square) = self.home;
        self.carry = Carry::default();
        self.record = None;
    }
}
