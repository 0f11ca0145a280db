//! Links: a fragment is read as the one calendar whose link it is, or as none; soon, and in little room.

use yodori::engine::link::{LinkError, MOST_CHARS, Shared};

use super::pieces::Choices;

/// The first byte says whether the others are a fragment (even) or what is told in one (odd).
pub fn check(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    match choices.byte() % 2 {
        0 => check_fragment(choices.0),
        _ => check_told(choices.0),
    }
}

pub fn check_fragment(fragment: &[u8]) {
    let fragment = String::from_utf8_lossy(fragment);
    if let Ok(shared) = Shared::read(&fragment) {
        assert!(fragment.len() <= MOST_CHARS);
        comes_back(&shared);
    }
}

/// What is told is a link's, or nobody's: it is sealed as links are.
pub fn check_told(told: &[u8]) {
    let told = &told[..told.len().min(2_355)];
    match Shared::read(&sealed(told)) {
        Ok(shared) => comes_back(&shared),
        Err(why) => assert_eq!(why, LinkError::Impossible),
    }
}

/// Its own link may be another one: what can't be seen in a name was taken away.
fn comes_back(shared: &Shared) {
    assert_eq!(Shared::read(&shared.written()).as_ref(), Ok(shared));
    let calendar = shared.calendar();
    assert_eq!(calendar.rows.len(), shared.rows().len());
    assert!(calendar.entries.len() <= shared.rows().len() * 24 + 1);
}

/// As a link has it; written anew, so that two have to agree.
pub fn sealed(told: &[u8]) -> String {
    let mut bytes = vec![(told.len() >> 8) as u8, told.len() as u8];
    bytes.extend(told);
    let sum = checksum(&bytes);
    bytes.extend(&sum.to_be_bytes()[1..]);
    let characters: Vec<char> = ('A'..='Z')
        .chain('a'..='z')
        .chain('0'..='9')
        .chain(['-', '_'])
        .collect();
    let bits: Vec<bool> = bytes
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1 == 1))
        .collect();
    let six = |bits: &[bool]| {
        (0..6).fold(0, |six, at| {
            six << 1 | usize::from(bits.get(at) == Some(&true))
        })
    };
    let text: String = bits.chunks(6).map(|bits| characters[six(bits)]).collect();
    ["v1.", &text].concat()
}

/// What is told in a link that was [`sealed`].
pub fn told(link: &str) -> Vec<u8> {
    let six = |character: u8| match character {
        b'A'..=b'Z' => character - b'A',
        b'a'..=b'z' => character - b'a' + 26,
        b'0'..=b'9' => character - b'0' + 52,
        b'-' => 62,
        _ => 63,
    };
    let characters = link.as_bytes()["v1.".len()..].iter();
    let bits = characters.flat_map(|character| {
        let six = six(*character);
        (0..6).rev().map(move |bit| six >> bit & 1)
    });
    let bits: Vec<u8> = bits.collect();
    let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | bit);
    let bytes: Vec<u8> = bits.chunks_exact(8).map(byte).collect();
    bytes[2..bytes.len() - 3].to_vec()
}

/// The remainder of a long division by OpenPGP's polynomial, bit by bit, with its beginning added to the first three
/// bytes.
fn checksum(bytes: &[u8]) -> u32 {
    let mut rest = 0_u64;
    let begun = [0xb7, 0x04, 0xce];
    for (at, byte) in bytes.iter().chain(&[0; 3]).enumerate() {
        let byte = byte ^ begun.get(at).unwrap_or(&0);
        for bit in (0..8).rev() {
            rest = rest << 1 | u64::from(byte >> bit & 1);
            if rest >> 24 == 1 {
                rest ^= 0x0186_4cfb;
            }
        }
    }
    rest as u32
}

/// A fragment with some bytes changed, taken away, put in or repeated.
///
/// * `chance`: gives any number.
pub fn changed(fragment: &[u8], chance: &mut dyn FnMut() -> u64) -> Vec<u8> {
    const OTHERS: &[u8] =
        b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%v1\0\xe5\xff";
    let mut bytes = fragment.to_vec();
    for _ in 0..1 + chance() % 3 {
        let at = (chance() % (bytes.len() as u64 + 1)) as usize;
        let other = OTHERS[(chance() % OTHERS.len() as u64) as usize];
        match chance() % 8 {
            0 => bytes.insert(at, other),
            1 => bytes.truncate(at),
            2 => bytes.extend_from_within(at..),
            3 if at < bytes.len() => {
                bytes.remove(at);
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = other;
                }
            }
        }
    }
    bytes
}
