//! Inflating and scanning: the same records, the same end and the same verdict on the file however its
//! bytes come in, the same bytes again from any restart point, and what another inflate makes of them.

use yodori::engine::source::scan::{End, Found, Scanner, Shape};
use yodori::engine::source::stream::{Packing, Place, Stream, StreamError};
use yodori_testdata::zip::{Entry, Method};

use super::inflate_peer;
use super::pieces::{Choices, Named, Pieces};

/// Above this many bytes out, few bytes of room at a time would take too long.
const FEW: u64 = 1 << 12;

const SHAPES: [Shape; 4] = [Shape::Posts, Shape::List, Shape::Inner, Shape::Rows];

/// The first byte's lowest bits say whether the others are a deflate stream (0), a text to be packed (1),
/// one with a wrong checksum (2) or one that is stored (3), the next two how the records lie in it; then
/// come the sizes of the pieces.
pub fn check(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let first = choices.byte();
    let (kind, shape) = (first % 4, SHAPES[usize::from(first >> 2 & 3)]);
    let sizes = choices.short();
    let rest = choices.0;
    let (packed, packing) = match kind {
        0 => (rest.to_vec(), Packing::Deflated { crc32: 0 }),
        3 => {
            let entry = Entry::new("x", rest, Method::Stored);
            (entry.packed, Packing::Stored { crc32: entry.crc })
        }
        _ => {
            let entry = Entry::new("x", rest, Method::Deflated);
            let crc32 = entry.crc ^ u32::from(kind == 2);
            (entry.packed, Packing::Deflated { crc32 })
        }
    };
    if kind != 3 {
        let mut nth = 0;
        inflate_peer::check("the bytes", &packed, &mut || {
            nth += 1;
            let size = sizes
                .get(nth % sizes.len().max(1))
                .map_or(1, |size| 1 + usize::from(*size));
            (size, size * 3)
        });
    }
    let place = Place {
        input: 0,
        at: 0,
        packed: packed.len() as u64,
        packing,
    };
    let files = [("x".to_owned(), packed)];
    let scan = |sizes: &[u8], rooms: &[u8]| scan(shape, &files, place, sizes, rooms);
    let whole = scan(&[], &[]);
    if kind == 1 {
        assert_eq!(whole.verdict, Ok(()), "packed and unpacked is the same");
        assert_eq!(whole.given, rest.len() as u64);
    }
    check_found(&whole.found, whole.given, shape);
    assert_same(&whole, &scan(&[0], &[]), "one byte per read");
    let rooms = if whole.given <= FEW { sizes } else { &[] };
    let other = scan(sizes, rooms);
    assert_same(&whole, &other, "some bytes at a time");
    if whole.given <= FEW {
        check_restart(&files, place, sizes);
    }
}

#[derive(Debug, PartialEq)]
enum Seen {
    Record { at: u64, bytes: Vec<u8> },
    Broken,
    TooLong,
}

#[derive(Debug, PartialEq)]
struct Scanned {
    found: Vec<Seen>,
    end: End,
    verdict: Result<(), StreamError>,
    given: u64,
}

#[track_caller]
fn assert_same(whole: &Scanned, other: &Scanned, how: &str) {
    assert!(whole == other, "{how}: {other:#?}\nall at once: {whole:#?}");
}

fn scan(shape: Shape, files: &[Named], place: Place, sizes: &[u8], rooms: &[u8]) -> Scanned {
    let files = Pieces::new(files, sizes, 1);
    let (mut scanner, mut stream) = (Scanner::new(shape), Stream::new(place));
    let mut found = Vec::new();
    let mut see = |one: Found| {
        found.push(match one {
            Found::Record(record) => Seen::Record {
                at: record.offset,
                bytes: record.bytes.to_vec(),
            },
            Found::Broken => Seen::Broken,
            Found::TooLong => Seen::TooLong,
        });
    };
    let mut turns = rooms.iter().cycle();
    let verdict = loop {
        let mut room = scanner.room();
        if let Some(size) = turns.next() {
            let size = room.len().min(usize::from(*size) + 1);
            room = &mut room[..size];
        }
        match stream.next(&files, room) {
            Ok(0) => break Ok(()),
            Ok(count) => scanner.advance(count, &mut see),
            Err(error) => break Err(error),
        }
    };
    let end = scanner.finish(&mut see);
    Scanned {
        found,
        end,
        verdict,
        given: stream.given(),
    }
}

/// Records lie in the file, one behind the other, from brace to brace if they are no rows.
fn check_found(found: &[Seen], given: u64, shape: Shape) {
    let mut last = 0;
    for one in found {
        if let Seen::Record { at, bytes } = one {
            let end = at + bytes.len() as u64;
            assert!(last <= *at && end <= given, "{last} {at} {end} {given}");
            let is_object = bytes.starts_with(b"{") && bytes.ends_with(b"}");
            assert!(is_object || shape == Shape::Rows);
            last = end;
        }
    }
}

/// All bytes of the file from where the stream is, as far as they can be had.
fn rest(stream: &mut Stream, files: &Pieces, size: usize) -> Vec<u8> {
    let (mut all, mut piece) = (Vec::new(), vec![0; size]);
    while let Ok(count @ 1..) = stream.next(files, &mut piece) {
        all.extend_from_slice(&piece[..count]);
    }
    all
}

fn check_restart(files: &[Named], place: Place, sizes: &[u8]) {
    let whole = rest(&mut Stream::new(place), &Pieces::new(files, &[], 1), 4096);
    let pieces = Pieces::new(files, sizes, 1);
    let mut stream = Stream::new(place);
    for size in sizes.iter().take(4) {
        let mut piece = vec![0; usize::from(*size) + 1];
        if stream.next(&pieces, &mut piece).is_err() {
            return;
        }
        if let Some(restart) = stream.restart() {
            let at = restart.at as usize;
            let mut again = Stream::resume(place, &restart);
            let again = rest(&mut again, &Pieces::new(files, &[], 1), 100);
            assert!(whole[at..] == again, "from {at}");
        }
    }
}
