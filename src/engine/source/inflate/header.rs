//! What stands at a block's start: how it is packed, and by which codes.

use super::bits::Bits;
use super::codes::ORDER;
use super::{Decoder, END, MAX_DISTANCES, MAX_LITERALS, Next, NotDeflate, Pause};

impl Decoder {
    pub(super) fn begin_block(&mut self, bits: &mut Bits) -> Result<Next, Pause> {
        let start = bits.take(3).ok_or(Pause::Short)?;
        self.is_last_block = start & 1 == 1;
        match start >> 1 {
            0 => {
                bits.align();
                Ok(Next::StoredLength)
            }
            1 => Ok(self.take_fixed_codes()?),
            2 => Ok(Next::Counts),
            _ => Err(Pause::Broken),
        }
    }

    pub(super) fn read_stored_length(bits: &mut Bits) -> Result<Next, Pause> {
        let both = bits.take(32).ok_or(Pause::Short)?;
        let (length, check) = (both as u16, (both >> 16) as u16);
        match length == !check {
            true => Ok(Next::Stored(usize::from(length))),
            false => Err(Pause::Broken),
        }
    }

    fn take_fixed_codes(&mut self) -> Result<Next, NotDeflate> {
        if !self.is_fixed {
            let length = |symbol| match symbol {
                0..144 => 8,
                144..256 => 9,
                256..280 => 7,
                _ => 8,
            };
            let lengths: [u8; 288] = std::array::from_fn(length);
            self.literals.build(&lengths)?;
            self.distances.build(&[5; 32])?;
            self.is_fixed = true;
        }
        Ok(Next::Codes)
    }

    pub(super) fn read_counts(&mut self, bits: &mut Bits) -> Result<Next, Pause> {
        let counts = bits.take(14).ok_or(Pause::Short)? as usize;
        self.literal_count = (counts & 31).wrapping_add(257);
        self.distance_count = (counts >> 5 & 31).wrapping_add(1);
        self.order_count = (counts >> 10).wrapping_add(4);
        if self.literal_count > MAX_LITERALS || self.distance_count > MAX_DISTANCES {
            return Err(Pause::Broken);
        }
        self.lengths.fill(0);
        Ok(Next::LengthsOfLengths(0))
    }

    /// Reads the length of one of the codes in which the lengths of the others are written.
    pub(super) fn read_length_of_length(
        &mut self,
        bits: &mut Bits,
        known: usize,
    ) -> Result<Next, Pause> {
        if known == self.order_count {
            let (lengths, _) = self.lengths.split_at(ORDER.len());
            self.codes_of_lengths.build(lengths)?;
            return Ok(Next::Lengths(0));
        }
        let length = bits.take(3).ok_or(Pause::Short)?;
        let symbol = ORDER.get(known).ok_or(Pause::Broken)?;
        let place = self.lengths.get_mut(usize::from(*symbol));
        *place.ok_or(Pause::Broken)? = length as u8;
        Ok(Next::LengthsOfLengths(known.wrapping_add(1)))
    }

    /// Reads a symbol's length, or that of several.
    pub(super) fn read_length(&mut self, bits: &mut Bits, known: usize) -> Result<Next, Pause> {
        let count = self.literal_count.wrapping_add(self.distance_count);
        if known == count {
            return Ok(self.take_codes()?);
        }
        bits.fill();
        let mut ahead = bits.held;
        let entry = self.codes_of_lengths.next(&mut ahead);
        let symbol = entry.value(0) as u8;
        ahead.pass(entry.bits());
        // Repeats: of what, how often at least, and how many bits say how often more.
        let (length, least, added) = match symbol {
            16 => {
                let last = known.checked_sub(1).and_then(|last| self.lengths.get(last));
                (last.copied(), 3, 2)
            }
            17 => (Some(0), 3, 3),
            18 => (Some(0), 11, 7),
            length => (Some(length), 1, 0),
        };
        let more = ahead.peek() & super::bits::mask(added);
        ahead.pass(added);
        if ahead.is_overdrawn() {
            return Err(Pause::Short);
        }
        bits.held = ahead;
        let end = known.wrapping_add(least).wrapping_add(more as usize);
        let places = self.lengths.get_mut(known..end.min(count));
        places
            .ok_or(Pause::Broken)?
            .fill(length.ok_or(Pause::Broken)?);
        match end > count {
            true => Err(Pause::Broken),
            false => Ok(Next::Lengths(end)),
        }
    }

    fn take_codes(&mut self) -> Result<Next, NotDeflate> {
        let lengths = self.lengths.split_at_checked(self.literal_count);
        let (literals, distances) = lengths.ok_or(NotDeflate)?;
        // A block that can't end is none.
        if literals.get(END).is_none_or(|length| *length == 0) {
            return Err(NotDeflate);
        }
        self.is_fixed = false;
        self.literals.build(literals)?;
        let distances = distances.get(..self.distance_count);
        self.distances.build(distances.ok_or(NotDeflate)?)?;
        Ok(Next::Codes)
    }
}
