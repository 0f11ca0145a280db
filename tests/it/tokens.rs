//! A file decoded by one and put together by another is what one alone makes of it, however its bytes come,
//! and whoever stops when.

use yodori::engine::source::stream::{Packing, Place, Stream, StreamError};
use yodori::engine::source::unpack::{Decoding, Told};
use yodori_testdata::chance::Chance;

/// All that comes of a deflated file, and how it ends, if another one may decode it from the step `leave`
/// on and dies after `messages` of its messages.
fn read(
    packed: &[u8],
    crc32: u32,
    leave: usize,
    messages: usize,
    chance: &mut Chance,
) -> (Vec<u8>, Result<(), StreamError>, usize) {
    let place = Place {
        input: 0,
        at: 0,
        packed: packed.len() as u64,
        packing: Packing::Deflated { crc32 },
    };
    let mut stream = Stream::new(place);
    let (mut all, mut heard, mut steps) = (Vec::new(), 0, 0);
    let mut decoding: Option<(Decoding, usize)> = None;
    loop {
        if steps == leave {
            stream.leave();
        }
        steps += 1;
        let mut room = vec![0; 1 + chance.below(300_000) as usize];
        let need = match stream.next_held(&mut room) {
            Err(error) => return (all, Err(error), heard),
            Ok(Ok(0)) => return (all, Ok(()), heard),
            Ok(Ok(count)) => {
                all.extend_from_slice(&room[..count]);
                continue;
            }
            Ok(Err(need)) => need,
        };
        if need.length > 0 {
            let count = need.length.min(1 + chance.below(400_000) as usize);
            let at = need.at as usize;
            stream.room(need.length)[..count].copy_from_slice(&packed[at..at + count]);
            stream.fill(count).expect("some");
            continue;
        }
        if let Some(handed_over) = stream.hand_over() {
            let other = Decoding::new(&handed_over).expect("it was handed over");
            decoding = Some((other, need.at as usize));
        }
        let (other, at) = decoding.as_mut().expect("it was handed over");
        if heard == messages {
            stream.go_alone();
            continue;
        }
        let told = loop {
            match other.next() {
                Told::Hungry if *at == packed.len() => break other.last(),
                Told::Hungry => {
                    let rest = &packed[*at..];
                    let count = rest.len().min(1 + chance.below(400_000) as usize);
                    other.room(count).copy_from_slice(&rest[..count]);
                    other.fill(count);
                    *at += count;
                }
                told => break told,
            }
        };
        let (Told::Tokens(message) | Told::Last(message)) = told else {
            continue;
        };
        heard += 1;
        assert!(stream.hear(message.clone()).is_some(), "message {heard}");
        assert!(stream.hear(message).is_none(), "twice");
    }
}

/// Bytes that deflate to more than a megabyte.
fn content(chance: &mut Chance) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < 9 << 20 {
        let from = chance.below(bytes.len() as u64 + 1) as usize;
        let length = chance.below(200) as usize;
        let again: Vec<u8> = bytes.iter().skip(from).take(length).copied().collect();
        bytes.extend(again);
        for _ in 0..chance.below(60) {
            bytes.push(b'a' + chance.below(26) as u8);
        }
    }
    bytes
}

#[test]
fn what_another_decodes_is_what_one_alone_makes_of_it() {
    let mut chance = Chance::new(51);
    let bytes = content(&mut chance);
    let mut crc = yodori::engine::source::crc32::Crc32::new();
    crc.add(&bytes);
    let packed = super::inflate::packed(&bytes, 6, zlib_rs::Strategy::Default, 8);
    for broken in 0..12 {
        let mut packed = packed.clone();
        if broken > 0 {
            let at = chance.below(packed.len() as u64) as usize;
            packed[at] ^= 1 << chance.below(8);
        }
        let (alone, verdict, _) = read(&packed, crc.value(), usize::MAX, 0, &mut chance);
        assert_eq!(verdict.is_ok(), broken == 0);
        let mut most = 0;
        for nth in 0..12 {
            let leave = chance.below(30) as usize;
            let messages = chance.pick(&[0, 1, 3, 1000]) as usize;
            let (shared, other, heard) = read(&packed, crc.value(), leave, messages, &mut chance);
            assert_eq!(other, verdict, "{broken} {nth}");
            assert!(
                shared == alone,
                "{broken} {nth}: {} {}",
                shared.len(),
                alone.len()
            );
            most = most.max(heard);
        }
        assert!(broken > 0 || most > 3, "{most}");
    }
}
