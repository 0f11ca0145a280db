//! The codes of a block, as tables that are looked up by the bits that come next (RFC 1951, 3.2).
//!
//! As in zlib and libdeflate: a first table is indexed by as many bits as most codes have; where a code
//! is longer, it points to a second table, indexed by the rest.

use super::NotDeflate;
use super::bits::{Held, mask};

/// The longest code.
const MAX_BITS: usize = 15;
/// Bits that index the first table for literals and lengths, and for distances.
const LITERAL_BITS: u32 = 11;
const DISTANCE_BITS: u32 = 8;
/// How large both tables can become together, for 288 and 32 symbols (zlib's examples/enough.c).
const LITERAL_TABLE: usize = 2342;
const DISTANCE_TABLE: usize = 402;

/// In what order the lengths of the code of lengths stand.
pub const ORDER: [u8; 19] = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
];
/// What a length's or a distance's symbol means: from where on, and how many more bits are added.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];

/// What a table holds: from bit 16 on a value; then what kind of value it is; from bit 8 on how long the
/// code is here, from bit 0 on the same with the bits that are added to the value. (Of a pointer, bits 8
/// to 11 say how many index the second table, which starts at the value.)
#[derive(Clone, Copy)]
pub struct Entry(u32);

const LITERAL: u32 = 1 << 31;
const POINTER: u32 = 1 << 12;
const END: u32 = 1 << 13;
const INVALID: u32 = 1 << 14;
const SPECIAL: u32 = POINTER | END | INVALID;

impl Entry {
    fn new(value: u16, flags: u32) -> Entry {
        Entry(u32::from(value).wrapping_shl(16) | flags)
    }

    /// A length or distance; `None` is one of the symbols that have a code and no meaning.
    fn of(meaning: Option<&(u16, u8)>) -> Entry {
        match meaning {
            Some((from, added)) => Entry::new(*from, u32::from(*added)),
            None => Entry::new(0, INVALID),
        }
    }

    /// For a code of so many bits, `self` being for one of none.
    fn with_length(self, bits: u32) -> Entry {
        Entry(self.0.wrapping_add(bits.wrapping_mul(0x101)))
    }

    #[inline(always)]
    pub fn is_literal(self) -> bool {
        self.0 & LITERAL != 0
    }

    #[inline(always)]
    pub fn literal(self) -> u8 {
        (self.0 >> 16) as u8
    }

    /// Whether it is no value: the block's end, or nothing valid.
    #[inline(always)]
    pub fn is_special(self) -> bool {
        self.0 & SPECIAL != 0
    }

    pub fn is_end(self) -> bool {
        self.0 & END != 0
    }

    /// How many bits it takes, those included that are added to the value.
    #[inline(always)]
    pub fn bits(self) -> u32 {
        self.0 & 0xff
    }

    /// Length or distance, of the bits that come next.
    #[inline(always)]
    pub fn value(self, bits: u64) -> usize {
        let added = (bits & mask(self.bits())).wrapping_shr(self.0 >> 8 & 15);
        ((self.0 >> 16) as usize).wrapping_add(added as usize)
    }
}

/// The code that the bits would be of, were the code complete.
const NOTHING: Entry = Entry(INVALID | 0x101);

/// The two tables of one code, one behind the other.
pub struct Table<const SIZE: usize, const FIRST_BITS: u32>([Entry; SIZE]);

pub type Literals = Table<LITERAL_TABLE, LITERAL_BITS>;
pub type Distances = Table<DISTANCE_TABLE, DISTANCE_BITS>;
/// Their code may have no more than 7 bits: it needs no second table.
pub type Lengths = Table<128, 7>;

impl<const SIZE: usize, const FIRST_BITS: u32> Table<SIZE, FIRST_BITS> {
    pub fn new() -> Self {
        Table([NOTHING; SIZE])
    }

    /// What the next bits say. Where that stands in the second table, the bits of the first are passed
    /// over; [`Entry::bits`] counts those that follow.
    #[inline(always)]
    pub fn next(&self, bits: &mut Held) -> Entry {
        let first = self.at((bits.peek() & mask(FIRST_BITS)) as usize);
        if first.0 & POINTER == 0 {
            return first;
        }
        bits.pass(FIRST_BITS);
        let behind = bits.peek() & mask(first.0 >> 8 & 15);
        self.at(((first.0 >> 16) as usize).wrapping_add(behind as usize))
    }

    #[inline(always)]
    fn at(&self, place: usize) -> Entry {
        self.0.get(place).copied().unwrap_or(NOTHING)
    }
}

impl Literals {
    /// Of the lengths of the symbols' codes, in bits.
    ///
    /// # Errors
    /// See [`build`], for all three.
    pub fn build(&mut self, lengths: &[u8]) -> Result<(), NotDeflate> {
        build(&mut self.0, LITERAL_BITS, lengths, |symbol| match symbol {
            0..256 => Entry::new(symbol, LITERAL),
            256 => Entry::new(0, END),
            _ => Entry::of(LENGTHS.get(usize::from(symbol).wrapping_sub(257))),
        })
    }
}

impl Distances {
    pub fn build(&mut self, lengths: &[u8]) -> Result<(), NotDeflate> {
        build(&mut self.0, DISTANCE_BITS, lengths, |symbol| {
            Entry::of(DISTANCES.get(usize::from(symbol)))
        })
    }
}

impl Lengths {
    pub fn build(&mut self, lengths: &[u8]) -> Result<(), NotDeflate> {
        match lengths.iter().filter(|length| **length > 0).count() {
            // As zlib has it, every bit then says that a symbol has no code: no block can be of that.
            0 => {
                self.0.fill(Entry::new(0, 0).with_length(1));
                return Ok(());
            }
            1 => return Err(NotDeflate), // which the code of the others may be, but not this one
            _ => {}
        }
        build(&mut self.0, 7, lengths, |symbol| Entry::new(symbol, 0))
    }
}

/// Fills a code's tables.
///
/// # Errors
/// The lengths are no prefix code's that uses every bit pattern. One symbol of one bit, or none, is
/// allowed: that is how a block without matches, or with one distance, is written.
fn build(
    table: &mut [Entry],
    first_bits: u32,
    lengths: &[u8],
    meaning: fn(u16) -> Entry,
) -> Result<(), NotDeflate> {
    let mut counts = [0u16; MAX_BITS + 1];
    for length in lengths {
        let count = counts.get_mut(usize::from(*length)).ok_or(NotDeflate)?;
        *count = count.wrapping_add(1);
    }
    check(&counts)?;
    table.fill(NOTHING);
    let mut code = 0u16;
    let mut free = 1usize.wrapping_shl(first_bits);
    // The second table being filled: which codes are in it, where it starts, how many bits index it.
    let mut second = (u16::MAX, 0, 0);
    for bits in 1..=MAX_BITS as u32 {
        code = code.wrapping_shl(1);
        let symbols = (0..).zip(lengths);
        for (symbol, _) in symbols.filter(|(_, length)| u32::from(**length) == bits) {
            let reversed = code.reverse_bits().wrapping_shr(16u32.wrapping_sub(bits));
            code = code.wrapping_add(1);
            if bits <= first_bits {
                let places = table.iter_mut().take(1usize.wrapping_shl(first_bits));
                fill(places, reversed, bits, meaning(symbol));
                continue;
            }
            let begins = reversed & mask(first_bits) as u16;
            if second.0 != begins {
                let index_bits = index_bits(&counts, bits, first_bits);
                second = (begins, free, index_bits);
                let pointer = Entry(POINTER | index_bits.wrapping_shl(8));
                let pointer = Entry(pointer.0 | (free as u32).wrapping_shl(16));
                *table.get_mut(usize::from(begins)).ok_or(NotDeflate)? = pointer;
                free = free.wrapping_add(1usize.wrapping_shl(index_bits));
            }
            let (_, start, index_bits) = second;
            let places = table
                .iter_mut()
                .skip(start)
                .take(1usize.wrapping_shl(index_bits));
            let rest = reversed.wrapping_shr(first_bits);
            fill(places, rest, bits.wrapping_sub(first_bits), meaning(symbol));
            if let Some(count) = counts.get_mut(bits as usize) {
                *count = count.wrapping_sub(1);
            }
        }
    }
    Ok(())
}

/// Puts an entry wherever the index's lowest `bits` bits are the code's.
fn fill<'a>(places: impl Iterator<Item = &'a mut Entry>, code: u16, bits: u32, entry: Entry) {
    for place in places
        .skip(usize::from(code))
        .step_by(1usize.wrapping_shl(bits))
    {
        *place = entry.with_length(bits);
    }
}

/// Whether so many codes of each length make a code.
fn check(counts: &[u16; MAX_BITS + 1]) -> Result<(), NotDeflate> {
    let mut left = 1i32;
    let mut longest = 0;
    for (bits, count) in counts.iter().enumerate().skip(1) {
        left = left.wrapping_mul(2).wrapping_sub(i32::from(*count));
        if left < 0 {
            return Err(NotDeflate);
        }
        if *count > 0 {
            longest = bits;
        }
    }
    match left > 0 && longest > 1 {
        true => Err(NotDeflate),
        false => Ok(()),
    }
}

/// How many bits index a second table, the next code of which has `bits`, `counts` being what is left
/// of every length: so many that all codes that begin alike are in it.
fn index_bits(counts: &[u16; MAX_BITS + 1], bits: u32, first_bits: u32) -> u32 {
    let mut index_bits = bits.wrapping_sub(first_bits);
    let mut room = 1i32.wrapping_shl(index_bits);
    for count in counts.iter().skip(bits as usize) {
        room = room.wrapping_sub(i32::from(*count));
        if room <= 0 {
            break;
        }
        room = room.wrapping_mul(2);
        index_bits = index_bits.wrapping_add(1);
    }
    index_bits.min((MAX_BITS as u32).wrapping_sub(first_bits))
}
