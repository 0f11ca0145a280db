//! The checksum of zips, CRC-32, several bytes a cycle without any instruction made for it.
//!
//! A message is a polynomial over GF(2) and its checksum the remainder by a fixed one, P. P divides
//! x^300 + x^155 + x^117 + x^89 + 1, and, as squares of sums are sums of squares here, the same
//! with x^128 for x. So a block of 128 bits may be taken away if it is added to the blocks 145, 183,
//! 211 and 300 further on. What is left in the end are 300 blocks, which are few enough for a table.
//! (The idea is Russell's "Chorba", 2024; this multiple of P was searched for anew.)

// No index comes from outside: places in the ring are taken modulo its size, in the table they are a byte,
// and `folded` is at most the number of blocks.
#![expect(
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "see above"
)]

use lane::Lane;

/// P without its highest term, lowest bits first.
const POLYNOMIAL: u32 = 0xedb8_8320;
const BLOCK: usize = 16;
/// How many blocks further on a block is added.
const FURTHER: [usize; 4] = [145, 183, 211, 300];
/// So many blocks are left.
const LEFT: usize = 300;
/// Blocks that are remembered: a power of two over [`LEFT`].
const RING: usize = 512;

/// A checksum being computed.
pub struct Crc32 {
    /// What a byte leaves behind.
    table: [u32; 256],
    state: u32,
}

impl Crc32 {
    pub fn new() -> Crc32 {
        let step = |rest: u32, _| (rest >> 1) ^ (POLYNOMIAL * (rest & 1));
        Crc32 {
            // Computed, for a kilobyte of noise can't be packed.
            table: std::array::from_fn(|byte| (0..8).fold(byte as u32, step)),
            state: !0,
        }
    }

    /// As if bytes of this checksum had been added.
    pub fn of_value(value: u32) -> Crc32 {
        Crc32 {
            state: !value,
            ..Crc32::new()
        }
    }

    /// The checksum of all that was added.
    pub fn value(&self) -> u32 {
        !self.state
    }

    /// A function of its own, for a browser compiles small ones for speed sooner.
    #[inline(never)]
    pub fn add(&mut self, bytes: &[u8]) {
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        let Some(folded) = blocks.len().checked_sub(LEFT) else {
            return self.add_slowly(bytes);
        };
        let mut ring = [lane::from(0); RING];
        let further_back = |ring: &[Lane; RING], at: usize, far: usize| {
            ring[at.wrapping_sub(far) % RING] // zero before the first block
        };
        // What came before counts as if it had been added to the first bits.
        let mut before = std::mem::take(&mut self.state);
        for (at, block) in blocks[..folded].iter().enumerate() {
            let block = lane::add(lane::load(block), lane::from(std::mem::take(&mut before)));
            // Written out: as a loop over four numbers on the stack it took four times as long.
            let near = lane::add(
                further_back(&ring, at, FURTHER[0]),
                further_back(&ring, at, FURTHER[1]),
            );
            let far = lane::add(
                further_back(&ring, at, FURTHER[2]),
                further_back(&ring, at, FURTHER[3]),
            );
            ring[at % RING] = lane::add(block, lane::add(near, far));
        }
        for (nth, block) in blocks[folded..].iter().enumerate() {
            let mut sum = lane::add(lane::load(block), lane::from(std::mem::take(&mut before)));
            // Only blocks that were taken away are added.
            for far in FURTHER.into_iter().filter(|far| *far > nth) {
                sum = lane::add(sum, further_back(&ring, folded + nth, far));
            }
            self.add_slowly(&lane::bytes(sum));
        }
        self.add_slowly(rest);
    }

    fn add_slowly(&mut self, bytes: &[u8]) {
        for byte in bytes {
            let place = (self.state ^ u32::from(*byte)) as u8;
            self.state = (self.state >> 8) ^ self.table[usize::from(place)];
        }
    }
}

/// A block in one register.
#[cfg(target_arch = "wasm32")]
mod lane {
    use super::BLOCK;
    use std::arch::wasm32::{u32x4, u32x4_extract_lane, v128, v128_load, v128_xor};

    pub type Lane = v128;

    pub fn from(lowest: u32) -> Lane {
        u32x4(lowest, 0, 0, 0)
    }

    pub fn load(block: &[u8; BLOCK]) -> Lane {
        // SAFETY: the block is as long as a lane, and a load needs no alignment.
        unsafe { v128_load(block.as_ptr().cast()) }
    }

    pub fn add(one: Lane, other: Lane) -> Lane {
        v128_xor(one, other)
    }

    pub fn bytes(lane: Lane) -> [u8; BLOCK] {
        let words = [
            u32x4_extract_lane::<0>(lane),
            u32x4_extract_lane::<1>(lane),
            u32x4_extract_lane::<2>(lane),
            u32x4_extract_lane::<3>(lane),
        ];
        let mut bytes = [0; BLOCK];
        for (four, word) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(words) {
            *four = word.to_le_bytes();
        }
        bytes
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod lane {
    use super::BLOCK;

    pub type Lane = u128;

    pub fn from(lowest: u32) -> Lane {
        lowest.into()
    }

    pub fn load(block: &[u8; BLOCK]) -> Lane {
        Lane::from_le_bytes(*block)
    }

    pub fn add(one: Lane, other: Lane) -> Lane {
        one ^ other
    }

    pub fn bytes(lane: Lane) -> [u8; BLOCK] {
        lane.to_le_bytes()
    }
}

impl Default for Crc32 {
    fn default() -> Crc32 {
        Crc32::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // In wasm as well, where blocks are added by other instructions.
    #[cfg_attr(not(target_arch = "wasm32"), test)]
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
    fn checksums_are_those_of_the_standard_however_the_bytes_come() {
        let mut seed = 5u64;
        let bytes: Vec<u8> = (0..60_000)
            .map(|_| {
                seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                (seed >> 56) as u8
            })
            .collect();
        let check = |pieces: &[&[u8]]| {
            let (mut crc, mut slow) = (Crc32::new(), Crc32::new());
            for piece in pieces {
                crc.add(piece);
                slow.add_slowly(piece);
            }
            assert_eq!(crc.value(), slow.value());
            crc.value()
        };
        assert_eq!(check(&[b"123456789"]), 0xcbf4_3926); // the standard's own example
        assert_eq!(check(&[]), 0);
        let whole = check(&[&bytes]);
        for cut in [0, 1, 15, 16, 4799, 4800, 4801, 4816, 20_001, 59_999] {
            assert_eq!(check(&[&bytes[..cut], &bytes[cut..]]), whole, "{cut}");
            check(&[&bytes[..cut]]);
        }
        check(&[&[0; 10_000], &[0xff; 10_000]]);
    }
}
