//! How fast each step from a packed file to waking hours is, natively: `cargo bench --bench native`.
//! Each step holds the ones before it, so that the differences are what a step costs.

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use memchr::memmem;
use yodori::engine::event::{Event, Kind};
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{MIDARE_SECS, awake};
use yodori::engine::source::crc32::Crc32;
use yodori::engine::source::inflate::Inflate;
use yodori::engine::source::scan::{Found, Scanner, Shape};
use yodori::engine::source::twitter::Archive;
use yodori::engine::source::{Files, Unreadable};
use yodori_testdata::chance::Chance;
use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::json::Style;
use yodori_testdata::post::{Life, Post, utc};
use yodori_testdata::zip::{Entry, Method, Zip};

/// Some 20 MB of `tweets.js`: more than any cache holds.
const POSTS: usize = 16_000;
const EVENTS: u64 = 1_000_000;
/// As much as the scanner asks for.
const PIECE: usize = 256 << 10;

static TWEETS: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let life = Life {
        seed: 7,
        from: utc("2012-01-01 00:00:00"),
        until: utc("2025-11-01 00:00:00"),
        posts: POSTS,
        ahead_secs: 9 * 3600,
    };
    let posts: Vec<Post> = life.posts().collect();
    gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, &posts)
});

static PACKED: LazyLock<Entry> =
    LazyLock::new(|| Entry::new("data/tweets.js", &TWEETS, Method::Deflated));

static EVENTS_OF_A_LIFE: LazyLock<Vec<Event>> = LazyLock::new(|| {
    let mut chance = Chance::new(8);
    let mut at = utc("2010-01-01 00:00:00");
    let event = |id| {
        // A quarter of an hour on average, and a night now and then.
        at += chance.within(1..900) + if chance.once_in(60) { 30_000 } else { 0 };
        let at = DateTime::from_timestamp(at, 0).expect("a time of this century");
        Event::new(id, at, Kind::Tweet).expect("a time of this century")
    };
    (0..EVENTS).map(event).collect()
});

fn main() {
    divan::main();
}

fn bytes() -> BytesCount {
    BytesCount::new(TWEETS.len())
}

/// Inflates everything into `room`, and shows what came.
fn inflate(room: &mut [u8], mut given: impl FnMut(&[u8])) {
    let mut inflate = Inflate::new();
    let mut rest = &PACKED.packed[..];
    loop {
        let step = inflate.step(rest, room).expect("a deflate stream");
        given(&room[..step.written]);
        rest = &rest[step.read..];
        if step.ended {
            return;
        }
    }
}

#[divan::bench]
fn a_inflate_alone(bencher: Bencher) {
    let mut room = vec![0; PIECE];
    bencher.counter(bytes()).bench_local(|| {
        let mut count = 0;
        inflate(&mut room, |given| count += given.len());
        count
    });
}

#[divan::bench]
fn b_inflate_and_checksum(bencher: Bencher) {
    let mut room = vec![0; PIECE];
    bencher.counter(bytes()).bench_local(|| {
        let mut checksum = Crc32::new();
        inflate(&mut room, |given| checksum.add(given));
        checksum.value()
    });
}

#[divan::bench]
fn c_inflate_and_scan(bencher: Bencher) {
    let mut room = vec![0; PIECE];
    bencher.counter(bytes()).bench_local(|| {
        let (mut scanner, mut records) = (Scanner::new(Shape::Posts), 0);
        inflate(&mut room, |given| scan(&mut scanner, given, &mut records));
        finish(scanner, records);
    });
}

#[divan::bench]
fn d_scan_alone(bencher: Bencher) {
    bencher.counter(bytes()).bench(|| {
        let (mut scanner, mut records) = (Scanner::new(Shape::Posts), 0);
        for piece in TWEETS.chunks(PIECE) {
            scan(&mut scanner, piece, &mut records);
        }
        finish(scanner, records);
    });
}

/// Copies a piece to the scanner, which takes little beside the scan, and scans it.
fn scan(scanner: &mut Scanner, piece: &[u8], records: &mut usize) {
    scanner.room()[..piece.len()].copy_from_slice(piece);
    scanner.advance(piece.len(), &mut |found| count(found, records));
}

fn finish(mut scanner: Scanner, mut records: usize) {
    scanner.finish(&mut |found| count(found, &mut records));
    assert_eq!(records, POSTS);
}

fn count(found: Found, records: &mut usize) {
    *records += usize::from(matches!(found, Found::Record(_)));
}

#[divan::bench]
fn e_scan_to_events(bencher: Bencher) {
    let file = Memory::new("tweets.js", TWEETS.clone());
    bencher
        .counter(bytes())
        .counter(ItemsCount::new(POSTS))
        .bench(|| events(&file));
}

#[divan::bench]
fn f_zip_to_events(bencher: Bencher) {
    let zip = Zip {
        entries: vec![PACKED.clone()],
        ..Zip::default()
    };
    let file = Memory::new("it.zip", zip.build());
    bencher
        .counter(bytes())
        .counter(ItemsCount::new(POSTS))
        .bench(|| events(&file));
}

fn events(file: &Memory) {
    let (_, imported) =
        Archive::import(file, DateTime::<Utc>::MAX_UTC, &mut |_| {}).expect("posts");
    assert_eq!(imported.events.len(), POSTS);
}

/// The upper bound of any scanner: one word looked for, and nothing understood.
#[divan::bench]
fn g_blind_search(bencher: Bencher) {
    let word = memmem::Finder::new("created_at");
    bencher
        .counter(bytes())
        .bench(|| word.find_iter(&TWEETS).count());
}

#[divan::bench]
fn h_waking_hours(bencher: Bencher) {
    let filter = Filter::default();
    bencher
        .counter(ItemsCount::new(EVENTS))
        .bench(|| awake(&EVENTS_OF_A_LIFE, &filter, MIDARE_SECS));
}

/// One file in memory.
struct Memory {
    path: &'static str,
    bytes: Vec<u8>,
}

impl Memory {
    fn new(path: &'static str, bytes: Vec<u8>) -> Memory {
        Memory { path, bytes }
    }
}

impl Files for Memory {
    fn count(&self) -> usize {
        1
    }

    fn path(&self, _: usize) -> &str {
        self.path
    }

    fn len(&self, _: usize) -> u64 {
        self.bytes.len() as u64
    }

    fn read(&self, _: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        let rest = self.bytes.get(at as usize..).unwrap_or_default();
        let count = into.len().min(rest.len());
        into[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}
