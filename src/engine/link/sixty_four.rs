//! Bytes as the 64 characters that addresses leave alone (RFC 4648, base64url, without padding).

const CHARACTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

pub fn written(bytes: &[u8]) -> String {
    let mut written = String::with_capacity(length(bytes.len()));
    for three in bytes.chunks(3) {
        let byte = |nth: usize| u32::from(three.get(nth).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for nth in 0..=three.len() {
            let six = bits >> (18 - 6 * nth) & 63;
            written.push(CHARACTERS[six as usize].into());
        }
    }
    written
}

/// How many characters so many bytes take.
pub fn length(bytes: usize) -> usize {
    (bytes * 4).div_ceil(3)
}

/// The bytes up to the first character that is none of these, and how many characters there were. What is
/// left over of the last ones is no byte.
pub fn read(text: &str) -> (Vec<u8>, usize) {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0_u32, 0);
    for character in text.bytes() {
        let six = match character {
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'-' => 62,
            b'_' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(six);
        count += 1;
        // After two, three and four characters there is a byte more.
        if count % 4 != 1 {
            bytes.push((bits >> (2 * (3 - (count - 1) % 4))) as u8);
        }
    }
    (bytes, count)
}
