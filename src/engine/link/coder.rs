//! Yes and no in as little room as they deserve: an arithmetic coder (Rissanen 1976; by ranges, Martin 1979).
//!
//! What stands in a link is described once, for both ways: a [`Coder`] writes what it is given, or reads and
//! gives what stands there.

/// How likely a yes is, in 65,536ths.
pub type Odds = u16;

pub const EVEN: Odds = 1 << 15;
/// What hardly ever is otherwise.
pub const LIKELY: Odds = 62_000;
/// So much room is left for what is not expected at all.
const LEAST: Odds = 24;
/// Below this, a byte is settled.
const NARROW: u32 = 1 << 24;

pub trait Coder {
    /// Writes `bit`, or reads one whatever `bit` says; gives the one that stands there.
    fn bit(&mut self, bit: bool, yes: Odds) -> bool;
}

/// A number below 2 to the power of `bits`, each of which takes a bit's room.
pub fn number(coder: &mut dyn Coder, number: u64, bits: u32) -> u64 {
    let one = |read: u64, place: u32| {
        let bit = coder.bit(number >> place & 1 == 1, EVEN);
        read << 1 | u64::from(bit)
    };
    (0..bits).rev().fold(0, one)
}

/// A number of which nobody knows how large it is.
pub fn any_number(coder: &mut dyn Coder, value: u64) -> u64 {
    let bits = number(coder, (u64::BITS - value.leading_zeros()).into(), 7);
    number(coder, value, (bits as u32).min(u64::BITS))
}

fn share(range: u32, yes: Odds) -> u32 {
    (range >> 16) * u32::from(yes.clamp(LEAST, Odds::MAX - LEAST))
}

/// Writes.
pub struct Encoder {
    /// Where what is written lies, in the room below what is settled: from `low`, `range` long.
    low: u32,
    range: u32,
    settled: Vec<u8>,
}

impl Encoder {
    pub fn new() -> Encoder {
        Encoder {
            low: 0,
            range: u32::MAX,
            settled: Vec::new(),
        }
    }

    /// As few bytes as say it, whatever zeros follow.
    pub fn finish(mut self) -> Vec<u8> {
        let (low, end) = (
            u64::from(self.low),
            u64::from(self.low) + u64::from(self.range),
        );
        // The roundest number that lies there.
        let rounded = |bytes: u32| {
            let rest = u64::from(u32::MAX) >> (8 * bytes);
            (low + rest) & !rest
        };
        let round = (0..4).map(rounded).find(|round| *round < end);
        let round = round.unwrap_or(low);
        if round > u64::from(u32::MAX) {
            self.carry();
        }
        self.settled.extend((round as u32).to_be_bytes());
        let zeros = self.settled.iter().rev().take_while(|byte| **byte == 0);
        self.settled.truncate(self.settled.len() - zeros.count());
        self.settled
    }

    fn carry(&mut self) {
        for byte in self.settled.iter_mut().rev() {
            *byte = byte.wrapping_add(1);
            if *byte != 0 {
                return;
            }
        }
    }
}

impl Coder for Encoder {
    fn bit(&mut self, bit: bool, yes: Odds) -> bool {
        let yes = share(self.range, yes);
        if bit {
            self.range = yes;
        } else {
            let (low, is_carried) = self.low.overflowing_add(yes);
            if is_carried {
                self.carry();
            }
            self.low = low;
            self.range -= yes;
        }
        while self.range < NARROW {
            self.settled.push((self.low >> 24) as u8);
            self.low <<= 8;
            self.range <<= 8;
        }
        bit
    }
}

/// Reads. What is missing at the end is zeros.
pub struct Decoder<'a> {
    /// How far what was written lies above the room's lower end.
    above: u32,
    range: u32,
    rest: &'a [u8],
}

impl Decoder<'_> {
    pub fn new(bytes: &[u8]) -> Decoder<'_> {
        let mut decoder = Decoder {
            above: 0,
            range: u32::MAX,
            rest: bytes,
        };
        (0..4).for_each(|_| decoder.take());
        decoder
    }

    fn take(&mut self) {
        let next = self.rest.split_first();
        let (byte, rest) = next.unwrap_or((&0, &[]));
        self.above = self.above << 8 | u32::from(*byte);
        self.rest = rest;
    }
}

impl Coder for Decoder<'_> {
    fn bit(&mut self, _: bool, yes: Odds) -> bool {
        let yes = share(self.range, yes);
        let bit = self.above < yes;
        if bit {
            self.range = yes;
        } else {
            // Bytes that no encoder wrote may lie outside of the range.
            self.above = self.above.wrapping_sub(yes);
            self.range -= yes;
        }
        while self.range < NARROW {
            self.range <<= 8;
            self.take();
        }
        bit
    }
}
