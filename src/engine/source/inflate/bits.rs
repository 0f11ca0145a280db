//! The packed bytes as the stream of bits that they are.

/// After [`Bits::fill`] and [`Bits::fill_fast`] there are at least so many, unless the input is short:
/// enough for a whole match, a length of 15 + 5 bits and a distance of 15 + 13.
const ENOUGH: u32 = 56;

/// Bits that were taken from the input and not used yet, lowest first. A copy is for looking ahead.
#[derive(Clone, Copy, Default)]
pub struct Held {
    bits: u64,
    count: u32,
}

impl Held {
    /// `count`: fewer than 64.
    pub fn new(bits: u64, count: u32) -> Held {
        let count = count & 63;
        Held {
            bits: bits & mask(count),
            count,
        }
    }

    /// The bits, and how many there are.
    pub fn parts(self) -> (u64, u32) {
        (self.bits & mask(self.count), self.count)
    }

    /// The next ones. Beyond the last, what follows or 0.
    #[inline(always)]
    pub fn peek(&self) -> u64 {
        self.bits
    }

    /// Passes over `count` of them, fewer than 64.
    #[inline(always)]
    pub fn pass(&mut self, count: u32) {
        self.bits = self.bits.wrapping_shr(count);
        self.count = self.count.wrapping_sub(count);
    }

    /// Whether more were passed over than there are.
    pub fn is_overdrawn(&self) -> bool {
        self.count > u64::BITS
    }
}

/// Held bits and the input that follows them.
pub struct Bits<'a> {
    pub held: Held,
    pub rest: &'a [u8],
}

impl<'a> Bits<'a> {
    /// Takes in whole bytes while there is room for one.
    pub fn fill(&mut self) {
        while self.held.count < ENOUGH
            && let Some((byte, rest)) = self.rest.split_first()
        {
            self.held.bits |= u64::from(*byte).wrapping_shl(self.held.count);
            self.held.count = self.held.count.wrapping_add(8);
            self.rest = rest;
        }
    }

    /// The same at once, if there are eight bytes. Bits of those that don't fit in are held uncounted, and
    /// fall on themselves when they are taken in again.
    #[inline(always)]
    pub fn fill_fast(&mut self) {
        if let Some(word) = self.rest.first_chunk() {
            self.held.bits |= u64::from_le_bytes(*word).wrapping_shl(self.held.count);
            let taken = (!self.held.count & 63) >> 3;
            self.rest = self.rest.get(taken as usize..).unwrap_or_default();
            self.held.count |= ENOUGH;
        }
    }

    /// The next `count`, at most 32, as a number; `None`, and nothing is used, if there are fewer.
    pub fn take(&mut self, count: u32) -> Option<u32> {
        self.fill();
        if self.held.count < count {
            return None;
        }
        let value = self.held.peek() & mask(count);
        self.held.pass(count);
        Some(value as u32)
    }

    /// Passes over the rest of a byte.
    pub fn align(&mut self) {
        self.held.pass(self.held.count & 7);
    }

    /// Puts the next whole bytes into `output`, as many as fit. Returns how many.
    pub fn copy_to(&mut self, output: &mut [u8]) -> usize {
        let mut places = output.iter_mut();
        let mut held: usize = 0;
        while self.held.count >= 8
            && let Some(place) = places.next()
        {
            *place = self.held.peek() as u8;
            self.held.pass(8);
            held = held.wrapping_add(1);
        }
        let room = places.into_slice();
        let count = room.len().min(self.rest.len());
        if let Some((bytes, rest)) = self.rest.split_at_checked(count)
            && let Some((room, _)) = room.split_at_mut_checked(count)
        {
            room.copy_from_slice(bytes);
            self.rest = rest;
        }
        held.wrapping_add(count)
    }

    /// Gives back the whole bytes that are held, as far as they came from `input`, and lets go of the rest.
    pub fn give_back(&mut self, input: &'a [u8]) {
        let taken = input.len().wrapping_sub(self.rest.len());
        let held = (self.held.count >> 3) as usize;
        let used = taken.wrapping_sub(held.min(taken));
        self.rest = input.get(used..).unwrap_or_default();
        self.held = Held::default();
    }
}

/// The lowest `count` bits, of fewer than 64.
#[inline(always)]
pub fn mask(count: u32) -> u64 {
    1u64.wrapping_shl(count).wrapping_sub(1)
}
