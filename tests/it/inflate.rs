//! Inflate held against zlib-rs: the same bytes, the same verdict and the same end, on streams of every
//! encoder's setting, on broken ones and on chance, however the bytes come.

use std::fmt::Write;

use yodori::engine::source::inflate::Inflate;
use yodori_testdata::chance::Chance;
use zlib_rs::{Deflate, DeflateConfig, DeflateFlush, Status, Strategy};

use crate::claims::fuzz::inflate_peer::{self, most, peer};

/// Holds a stream against the peer, in pieces by chance. `name` says which one it was.
fn check(name: &str, packed: &[u8], chance: &mut Chance) {
    inflate_peer::check(name, packed, &mut || {
        let most = chance.pick(&[2, 20, 300, 5_000]);
        let (take, give) = (chance.below(most), chance.below(most * 4));
        (1 + take as usize, 1 + give as usize)
    });
}

pub fn packed(bytes: &[u8], level: i32, strategy: Strategy, mem_level: i32) -> Vec<u8> {
    let config = DeflateConfig {
        level,
        strategy,
        mem_level,
        window_bits: -15,
        ..DeflateConfig::default()
    };
    let mut deflate = Deflate::new_with_config(config);
    let mut packed = vec![0; bytes.len() * 2 + 1_000];
    let status = deflate.compress(bytes, &mut packed, DeflateFlush::Finish);
    assert_eq!(status, Ok(Status::StreamEnd));
    packed.truncate(deflate.total_out() as usize);
    packed
}

/// Contents that lead to every kind of block, code and match.
fn contents() -> Vec<(String, Vec<u8>)> {
    let mut chance = Chance::new(31);
    let mut text = String::new();
    for id in 0..1_500 {
        let app = chance.pick(&["Web", "iPhone", "つぶやく夜鳥"]);
        let _ = writeln!(
            text,
            "{{\"id\": \"{}\", \"at\": {id}, \"app\": \"{app}\"}},",
            chance.bits()
        );
    }
    let mut noise = vec![0; 70_000];
    chance.fill(&mut noise);
    let few: Vec<u8> = noise.iter().map(|byte| byte & 3).collect();
    let mixed = [text.as_bytes(), &noise, &few, text.as_bytes(), &[0; 3_000]].concat();
    let mut contents = vec![
        ("nothing".to_owned(), Vec::new()),
        ("a byte".to_owned(), vec![b'a']),
        ("a long run".to_owned(), vec![b'a'; 100_000]),
        ("text".to_owned(), text.into_bytes()),
        ("noise".to_owned(), noise),
        ("few symbols".to_owned(), few),
        ("the longest codes".to_owned(), fibonacci()),
        ("mixed".to_owned(), mixed),
    ];
    for period in (1..40).chain([255, 256, 257, 258, 259, 32_767, 32_768, 32_769]) {
        let pattern: Vec<u8> = (0..period).map(|_| chance.bits() as u8).collect();
        contents.push((
            format!("period {period}"),
            pattern.repeat(70_000 / period + 2),
        ));
    }
    contents
}

/// Symbols as frequent as Fibonacci's numbers: their code is as lopsided as a code can be.
fn fibonacci() -> Vec<u8> {
    let (mut one, mut other) = (1usize, 1usize);
    let mut bytes = Vec::new();
    for symbol in 0..22u8 {
        bytes.extend(std::iter::repeat_n(symbol, one));
        (one, other) = (other, one + other);
    }
    Chance::new(3).shuffle(&mut bytes);
    bytes
}

/// Streams of every setting, by name.
fn streams() -> Vec<(String, Vec<u8>)> {
    let settings = [
        (0, Strategy::Default, 8),
        (1, Strategy::Default, 8),
        (6, Strategy::Default, 8),
        (6, Strategy::Default, 1), // blocks of a few hundred symbols
        (9, Strategy::Filtered, 9),
        (6, Strategy::HuffmanOnly, 8),
        (6, Strategy::Rle, 8),
        (6, Strategy::Fixed, 8),
        (6, Strategy::Fixed, 1),
    ];
    let mut streams = Vec::new();
    for (content, bytes) in contents() {
        for (level, strategy, memory) in settings {
            let name = format!("{content}, {level} {strategy:?} {memory}");
            streams.push((name, packed(&bytes, level, strategy, memory)));
        }
    }
    streams
}

#[test]
fn whatever_was_deflated_is_inflated() {
    let mut chance = Chance::new(32);
    for (name, stream) in streams() {
        check(&name, &stream, &mut chance);
        let followed = [&stream, b"what follows".as_slice()].concat();
        check(&format!("{name}, followed"), &followed, &mut chance);
    }
}

#[test]
fn whatever_is_no_deflate_stream_is_refused_at_the_same_place() {
    let mut chance = Chance::new(33);
    let mut short: Vec<(String, Vec<u8>)> = streams();
    short.retain(|(_, stream)| stream.len() < 40_000);
    for (name, stream) in short {
        for nth in 0..40 {
            let mut broken = stream.clone();
            // Headers are a small part of a stream, and the most that can be wrong of it.
            let near = chance
                .pick(&[4, 100, broken.len() as u64])
                .min(broken.len() as u64);
            for _ in 0..=chance.below(3) {
                let at = chance.below(near) as usize;
                broken[at] ^= 1 << chance.below(8);
            }
            if chance.once_in(4) {
                broken.truncate(chance.below(broken.len() as u64 + 1) as usize);
            }
            check(&format!("{name}, broken {nth}"), &broken, &mut chance);
        }
    }
}

#[test]
fn a_header_without_lengths_of_lengths_is_refused_where_its_lengths_end() {
    let mut chance = Chance::new(36);
    for length in 0..60 {
        let mut stream = vec![0xed, 0x92]; // the last block, codes of its own, no length of a length
        stream.resize(2 + length, 0);
        check(&format!("{length} more bytes"), &stream, &mut chance);
    }
}

#[test]
fn chance_is_taken_for_the_same() {
    let mut chance = Chance::new(34);
    for nth in 0..60_000 {
        let mut noise = vec![0; chance.below(160) as usize];
        chance.fill(&mut noise);
        if let Some(first) = noise.first_mut() {
            // Half of them as a block with codes of its own, whose header has the most to go wrong.
            *first = if nth % 2 == 0 {
                *first & !7 | 5
            } else {
                *first
            };
        }
        check(&format!("noise {nth}: {noise:?}"), &noise, &mut chance);
    }
}

#[test]
fn every_block_can_be_gone_on_from() {
    let mut chance = Chance::new(35);
    let mut starts = 0;
    for (name, stream) in streams() {
        let (truth, _) = peer(&stream);
        let mut inflate = Inflate::new();
        let (mut read, mut written) = (0, 0);
        let mut room = vec![0; most(&stream).max(100_000)];
        while written < truth.len() {
            let take = stream.len().min(read + 1 + chance.below(30_000) as usize);
            let give = 1 + chance.below(100_000) as usize;
            let step = inflate.step(&stream[read..take], &mut room[..give]);
            let step = step.expect("a stream");
            (read, written) = (read + step.read, written + step.written);
            if let Some(start) = inflate.block_start() {
                assert!(start.window.len() <= 32 << 10);
                let mut again = Inflate::at_block(&start);
                let is = finish(&mut again, &stream[read..], &mut room);
                assert!(is == truth[written..], "{name}, from {written}");
                starts += 1;
            }
        }
    }
    assert!(starts > 50, "{starts}");
}

/// All that comes of the rest of a stream.
fn finish(inflate: &mut Inflate, mut rest: &[u8], room: &mut [u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let step = inflate.step(rest, room).expect("the rest of a stream");
        bytes.extend_from_slice(&room[..step.written]);
        rest = &rest[step.read..];
        if step.ended {
            return bytes;
        }
        assert!(step.read + step.written > 0);
    }
}
