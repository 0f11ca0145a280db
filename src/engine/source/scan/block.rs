//! 64 bytes as bit masks: bit i says something of byte i.

/// How many bytes are looked at together.
pub const BLOCK: usize = 64;

/// What a block holds, outside of strings but for the quotes themselves.
pub struct Masks {
    /// Quotes that open or close a string.
    pub quotes: u64,
    /// `{`, `[`, `}` and `]`.
    pub brackets: u64,
    /// Newlines inside strings. JSON forbids other control characters as well, but those betray nothing.
    pub newline_in_string: u64,
}

/// What one block leaves to the next.
#[derive(Clone, Copy, Default)]
pub struct Carry {
    /// All ones if the block ended inside a string.
    in_string: u64,
    /// 1 if the block's last byte escapes the next block's first.
    escaped: u64,
}

impl Carry {
    /// Reads a block that follows the one before.
    #[inline(always)]
    pub fn masks(&mut self, block: &[u8; BLOCK]) -> Masks {
        let raw = RawMasks::of(block);
        let quotes = raw.quotes & !self.escaped_bytes(raw.backslashes);
        // Bit i of the running parity: whether an odd number of quotes stands at or before byte i.
        let in_string = prefix_xor(quotes) ^ self.in_string;
        self.in_string = ((in_string as i64) >> 63) as u64;
        Masks {
            quotes,
            brackets: raw.brackets & !in_string,
            newline_in_string: raw.newlines & in_string,
        }
    }

    /// Which bytes are escaped by a backslash before them: those after an odd run of backslashes.
    #[inline(always)]
    fn escaped_bytes(&mut self, backslashes: u64) -> u64 {
        if backslashes == 0 {
            return std::mem::take(&mut self.escaped);
        }
        let mut escaped = self.escaped;
        let mut left = backslashes & !escaped;
        self.escaped = 0;
        while left != 0 {
            let next = (left & left.wrapping_neg()) << 1;
            if next == 0 {
                self.escaped = 1;
                break;
            }
            escaped |= next;
            // Neither this backslash nor the byte that it escapes starts another escape.
            left &= !(next | (next - 1));
        }
        escaped
    }
}

/// Bit i of the result is the parity of bits 0 to i.
#[inline(always)]
fn prefix_xor(mut bits: u64) -> u64 {
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    bits ^ bits << 32
}

/// Where certain bytes are, strings or not.
struct RawMasks {
    quotes: u64,
    backslashes: u64,
    brackets: u64,
    newlines: u64,
}

/// `[` and `{`, `]` and `}` differ in this bit alone, and no other byte becomes one of them by it.
const FOLD: u8 = 0x20;

/// Whether a bracket opens something.
#[inline(always)]
pub fn opens(bracket: u8) -> bool {
    bracket | FOLD == b'{'
}

#[cfg(target_arch = "wasm32")]
impl RawMasks {
    #[inline(always)]
    fn of(block: &[u8; BLOCK]) -> RawMasks {
        use std::arch::wasm32::{i8x16_eq, u8x16_splat, v128_or};
        let bytes = lanes(block);
        let is_bracket = |lane| {
            let folded = v128_or(lane, u8x16_splat(FOLD));
            let is = |bracket| i8x16_eq(folded, u8x16_splat(bracket));
            v128_or(is(b'{'), is(b'}'))
        };
        RawMasks {
            quotes: bits(bytes, |lane| i8x16_eq(lane, u8x16_splat(b'"'))),
            backslashes: bits(bytes, |lane| i8x16_eq(lane, u8x16_splat(b'\\'))),
            brackets: bits(bytes, is_bracket),
            newlines: bits(bytes, |lane| i8x16_eq(lane, u8x16_splat(b'\n'))),
        }
    }
}

#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn lanes(block: &[u8; BLOCK]) -> [std::arch::wasm32::v128; 4] {
    let lanes = block.as_ptr().cast::<std::arch::wasm32::v128>();
    // SAFETY: the block is 64 bytes long, which is four lanes; loads need no alignment.
    unsafe {
        use std::arch::wasm32::v128_load;
        [
            v128_load(lanes),
            v128_load(lanes.add(1)),
            v128_load(lanes.add(2)),
            v128_load(lanes.add(3)),
        ]
    }
}

/// One bit a byte: set where `is` sets the byte's highest bit.
#[cfg(target_arch = "wasm32")]
#[inline(always)]
fn bits(
    [a, b, c, d]: [std::arch::wasm32::v128; 4],
    is: impl Fn(std::arch::wasm32::v128) -> std::arch::wasm32::v128,
) -> u64 {
    let mask = |lane| u64::from(std::arch::wasm32::i8x16_bitmask(is(lane)));
    mask(a) | mask(b) << 16 | mask(c) << 32 | mask(d) << 48
}

#[cfg(not(target_arch = "wasm32"))]
impl RawMasks {
    #[inline]
    fn of(block: &[u8; BLOCK]) -> RawMasks {
        RawMasks {
            quotes: mask(block, |byte| byte == b'"'),
            backslashes: mask(block, |byte| byte == b'\\'),
            brackets: mask(block, |byte| matches!(byte | FOLD, b'{' | b'}')),
            newlines: mask(block, |byte| byte == b'\n'),
        }
    }
}

/// Eight bytes at a time, so that the compiler turns it into vector code by itself.
#[cfg(not(target_arch = "wasm32"))]
#[inline]
fn mask(block: &[u8; BLOCK], is: impl Fn(u8) -> bool) -> u64 {
    let mut bits = 0;
    for (lane, bytes) in block.as_chunks::<8>().0.iter().enumerate() {
        let ones = u64::from_le_bytes(bytes.map(|byte| u8::from(is(byte))));
        // Gathers the lowest bit of each byte into the highest byte.
        bits |= (ones.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * lane);
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A byte at a time, as a person would read it. A backslash outside of a string is no JSON;
    /// there it takes the meaning of a quote, and of nothing else.
    fn slowly(text: &[u8]) -> Vec<(usize, u8)> {
        let (mut in_string, mut escaped, mut marks) = (false, false, Vec::new());
        for (at, &byte) in text.iter().enumerate() {
            let was_escaped = std::mem::take(&mut escaped);
            match byte {
                b'\\' => escaped = !was_escaped,
                b'"' if !was_escaped => {
                    in_string = !in_string;
                    marks.push((at, byte));
                }
                b'{' | b'[' | b'}' | b']' if !in_string => marks.push((at, byte)),
                _ => {}
            }
        }
        marks
    }

    fn by_blocks(text: &[u8]) -> Vec<(usize, u8)> {
        let mut carry = Carry::default();
        let mut marks = Vec::new();
        for (number, chunk) in text.chunks(BLOCK).enumerate() {
            let mut block = [b' '; BLOCK];
            block[..chunk.len()].copy_from_slice(chunk);
            let masks = carry.masks(&block);
            let all = masks.quotes | masks.brackets;
            let set = (0..BLOCK).filter(|bit| all >> bit & 1 == 1);
            marks.extend(set.map(|bit| (number * BLOCK + bit, block[bit])));
        }
        marks
    }

    // In wasm as well, where the masks come from other instructions.
    #[cfg_attr(not(target_arch = "wasm32"), test)]
    #[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
    fn blocks_see_what_a_patient_reader_sees() {
        let mut seed = 9u64;
        for length in 0..2000 {
            let text: Vec<u8> = (0..length % 400)
                .map(|_| {
                    seed = seed
                        .wrapping_mul(6364136223846793005)
                        .wrapping_add(1442695040888963407);
                    b"\\\\\\\"\"{}[] a\n"[(seed >> 33) as usize % 12]
                })
                .collect();
            assert_eq!(
                by_blocks(&text),
                slowly(&text),
                "{:?}",
                String::from_utf8_lossy(&text)
            );
        }
    }
}
