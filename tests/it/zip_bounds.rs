//! What a zip may cost: time, memory and reads, whatever it says of itself.

use std::cell::RefCell;
use std::io::{self, Write};
use std::ops::Range;

use yodori::engine::source::stream::{MAX_SIZE, Packing, Place, Stream, StreamError};
use yodori::engine::source::twitter::Archive;
use yodori::engine::source::zip;
use yodori::engine::source::{Files, Unreadable};
use yodori_testdata::zip::{End, Entry, Method, Zip, Zip64, ZipWriter, zeros};

use crate::support::{left_out, now};
use crate::zip_fields::tiny;

/// One file of which only some stretches are there; the rest is zeros. It notes what is read.
struct Sparse {
    length: u64,
    stretches: Vec<(u64, Vec<u8>)>,
    read: RefCell<Vec<Range<u64>>>,
}

impl Sparse {
    fn new(length: u64, stretches: Vec<(u64, Vec<u8>)>) -> Sparse {
        let read = RefCell::default();
        Sparse {
            length,
            stretches,
            read,
        }
    }
}

impl Files for Sparse {
    fn count(&self) -> usize {
        1
    }

    fn path(&self, _: usize) -> &str {
        "it.zip"
    }

    fn len(&self, _: usize) -> u64 {
        self.length
    }

    fn read(&self, _: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        let count = self.length.saturating_sub(at).min(into.len() as u64);
        let into = &mut into[..count as usize];
        into.fill(0);
        for (start, bytes) in &self.stretches {
            let from = at.max(*start);
            let to = (at + count).min(start + bytes.len() as u64);
            if from < to {
                let part = &bytes[(from - start) as usize..(to - start) as usize];
                into[(from - at) as usize..(to - at) as usize].copy_from_slice(part);
            }
        }
        self.read.borrow_mut().push(at..at + count);
        Ok(count as usize)
    }
}

/// Takes what is written, but of contents of [`VIDEO`] bytes only that they were there.
#[derive(Default)]
struct Holes {
    at: u64,
    stretches: Vec<(u64, Vec<u8>)>,
}

/// How long each picture or video is: 30,000 of them are 10 GB.
const VIDEO: usize = 333_333;

impl Write for Holes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if bytes.len() != VIDEO {
            self.stretches.push((self.at, bytes.to_vec()));
        }
        self.at += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// 30,000 media entries in 10 GB, and the tiny archive in the middle of them. Also where the
/// directory starts.
fn ten_gigabytes() -> (Sparse, u64) {
    let mut writer = ZipWriter::new(Holes::default(), Zip64::Instead);
    let video = Entry::packed("", vec![0; VIDEO], 0, 0x1234_5678, VIDEO as u64);
    for nth in 0..30_000 {
        if nth == 20_000 {
            for entry in tiny(Method::Deflated).entries {
                writer.add(&entry).expect("memory");
            }
        }
        let video = Entry {
            path: format!("data/tweets_media/{nth:019}-abcdefgh.mp4"),
            ..video.clone()
        };
        writer.add(&video).expect("memory");
    }
    let directory = writer.at();
    let end = End {
        zip64: Zip64::Instead,
        ..End::default()
    };
    let holes = writer.finish(&end).expect("memory");
    (Sparse::new(holes.at, holes.stretches), directory)
}

#[test]
fn a_directory_of_30_000_entries_in_10_gb_is_read_once_and_nothing_else_is() {
    let (files, directory) = ten_gigabytes();
    assert!(files.length > 10_000_000_000);
    let mut nth = 0;
    let mut end_of_last = 0;
    zip::entries(&files, 0, &mut |entry| {
        assert_eq!(entry.header_at, end_of_last, "{}", entry.path);
        end_of_last += 30 + entry.path.len() as u64 + entry.packed;
        if entry.path.ends_with(".mp4") {
            assert_eq!((entry.size, entry.crc32), (VIDEO as u64, 0x1234_5678));
            assert_eq!(
                entry.path,
                format!("data/tweets_media/{nth:019}-abcdefgh.mp4")
            );
            nth += 1;
        }
    })
    .expect("a zip");
    assert_eq!((nth, end_of_last), (30_000, directory));
    let read = files.read.take();
    assert!(read.iter().all(|read| directory <= read.start), "{read:?}");
    let bytes: u64 = read.iter().map(|read| read.end - read.start).sum();
    let needed = files.length - directory;
    assert!(bytes < needed + needed / 50 + 70_000, "{bytes} of {needed}");
    assert!(
        read.len() as u64 <= needed / (1 << 20) + 10,
        "{}",
        read.len()
    );
}

#[test]
fn an_archive_of_10_gb_is_read_where_its_posts_are() {
    let (files, directory) = ten_gigabytes();
    let (_, imported) = Archive::import(&files, now(), &mut |_| {}).expect("posts");
    assert_eq!(imported.events.len(), 3);
    let read = files.read.take();
    let before = read.iter().filter(|read| read.start < directory);
    let bytes: u64 = before.map(|read| read.end - read.start).sum();
    assert!(bytes < 2000, "{bytes}");
}

/// How many bytes an import reads of a zip, how long it is, and what is left out, or the error.
fn read_and_left_out(zip: &Zip) -> (u64, u64, Vec<String>) {
    let bytes = zip.build();
    let length = bytes.len() as u64;
    let files = Sparse::new(length, vec![(0, bytes)]);
    let skipped = match Archive::import(&files, now(), &mut |_| {}) {
        Ok((_, imported)) => left_out(&imported.skipped),
        Err(error) => vec![error.to_string()],
    };
    let read = files.read.take();
    let bytes = read.iter().map(|read| read.end - read.start).sum();
    (bytes, length, skipped)
}

/// A thousand entries of which each is the same packed bytes.
fn over_one_another(packed: Vec<u8>, path: impl Fn(usize) -> String) -> Zip {
    let mut zip = tiny(Method::Deflated);
    let length = packed.len() as u64;
    let mut entry = Entry::packed("data/other.bin", packed, 8, 0, 1);
    zip.entries.insert(0, entry.clone());
    entry.packed.clear();
    (entry.stated_packed, entry.stated_offset) = (Some(length), Some(0));
    let others = (0..1000).map(|nth| Entry {
        path: path(nth),
        ..entry.clone()
    });
    zip.entries.extend(others);
    zip
}

#[test]
fn entries_over_one_another_cost_no_more_than_twice_the_zip() {
    let posts = over_one_another(zeros(40), |nth| format!("data/tweets-part{nth}.js"));
    let people = over_one_another(zeros(4), |nth| format!("{nth}/account.js"));
    let acts = over_one_another(zeros(40), |nth| {
        format!("data/direct-messages-part{nth}.js")
    });
    let rows = over_one_another(zeros(40), |nth| format!("{nth}/tweets.csv"));
    for zip in [posts, people, acts, rows] {
        let (read, length, skipped) = read_and_left_out(&zip);
        assert!(read < 3 * length, "{read} of {length} bytes");
        assert!(!skipped.is_empty());
    }
}

#[test]
fn of_fifty_thousand_broken_files_a_thousand_are_told_apart() {
    let mut zip = Zip::of(&[("tweets.js".to_owned(), b"[ ]".to_vec())], Method::Stored);
    let person = Entry::packed("", vec![0xff], 8, 0, 0);
    let people = (0..50_000).map(|nth| Entry {
        path: format!("{nth}/account.js"),
        ..person.clone()
    });
    zip.entries.extend(people);
    let (_, _, error) = read_and_left_out(&zip);
    assert_eq!(error, ["the zip is damaged: 1000/account.js"]);
}

#[test]
fn more_than_4_gib_of_zeros_stop_at_the_limit() {
    let packed = zeros(4);
    let place = Place {
        input: 0,
        at: 0,
        packed: packed.len() as u64,
        packing: Packing::Deflated { crc32: 0 },
    };
    let files = Sparse::new(place.packed, vec![(0, packed)]);
    let mut into = vec![0; 1 << 20];
    // As if all but two MiB had come already: to inflate them would take seconds.
    let mut restart = Stream::new(place).restart().expect("a block's start");
    restart.at = MAX_SIZE - (2 << 20);
    let mut stream = Stream::resume(place, &restart);
    assert_eq!(stream.next(&files, &mut into), Ok(1 << 20));
    assert_eq!(stream.next(&files, &mut into), Ok(1 << 20));
    assert_eq!(stream.next(&files, &mut into), Err(StreamError::TooLarge));
}

#[test]
fn a_small_file_that_is_large_inside_is_left_out() {
    let mut zip = tiny(Method::Deflated);
    zip.entries
        .push(Entry::packed("data/manifest.js", zeros(4100), 8, 0, 0));
    let (_, _, skipped) = read_and_left_out(&zip);
    assert_eq!(skipped, ["data/manifest.js too_large 1"]);
}

#[test]
fn a_stored_file_beyond_the_limit_stops_there() {
    let files = Sparse::new(MAX_SIZE + 100, vec![]);
    let place = Place {
        input: 0,
        at: 50,
        packed: MAX_SIZE + 1,
        packing: Packing::Stored { crc32: 0 },
    };
    let mut stream = Stream::new(place);
    stream.skip_to(MAX_SIZE - 1);
    let mut into = [0; 1];
    assert_eq!(stream.next(&files, &mut into), Ok(1));
    assert_eq!(stream.next(&files, &mut into), Err(StreamError::TooLarge));
    let mut stream = Stream::new(place);
    stream.skip_to(u64::MAX);
    assert_eq!(stream.next(&files, &mut into), Err(StreamError::TooLarge));
}

#[test]
fn a_directory_of_long_names_is_not_kept_as_a_whole() {
    let named = |path: &str| {
        let mut zip = tiny(Method::Deflated);
        for nth in 0..500 {
            let path = format!("{nth}{}/{path}", "x".repeat(60_000));
            zip.entries.push(Entry::new(path, b"", Method::Stored));
        }
        let (_, _, skipped) = read_and_left_out(&zip);
        let kept: usize = skipped.iter().map(String::len).sum();
        assert!(15 << 20 < kept && kept < 17 << 20, "{kept} bytes of names");
    };
    named("more.zip");
    named("tweets.js");
}

#[test]
fn a_file_that_is_shorter_than_it_was_comes_to_an_end() {
    // A deflate block of 65,535 stored bytes, of which five are there.
    let files = Sparse::new(10, vec![(0, vec![0, 0xff, 0xff, 0, 0, 9, 9, 9, 9, 9])]);
    let crc32 = 0;
    for packing in [
        Packing::Plain,
        Packing::Stored { crc32 },
        Packing::Deflated { crc32 },
    ] {
        let mut stream = Stream::new(Place {
            input: 0,
            at: 0,
            packed: 9000,
            packing,
        });
        let end = (0..99).find_map(|_| stream.next(&files, &mut [0; 3]).err());
        assert_eq!(end, Some(StreamError::Damaged), "{packing:?}");
    }
}

#[test]
fn accounts_promises_and_stand_ins_are_not_compared_with_each_other_without_end() {
    let named = |path: String, text: String| Entry::new(path, text.as_bytes(), Method::Stored);
    let account = |nth: usize| {
        let text = format!(r#"[{{"account":{{"accountId":"{nth}"}}}}]"#);
        named(format!("{nth}/account.js"), text)
    };
    let promise = |nth: usize| format!(r#"{{"fileName":"data/tweets-part{nth}.js","count":"1"}}"#);
    let promises: Vec<String> = (0..20_000).map(promise).collect();
    let manifest = format!(
        r#"{{"dataTypes":{{"tweets":{{"files":[{}]}}}}}}"#,
        promises.join(",")
    );
    let mut zip = tiny(Method::Stored);
    zip.entries.push(named("manifest.js".into(), manifest));
    zip.entries.extend((0..3000).map(account));
    for nth in 0..3000 {
        zip.entries
            .push(named(format!("{nth}/tweets.js"), "[ ]".into()));
        zip.entries
            .push(named(format!("{nth}/tweet-headers.js"), "[ ]".into()));
        zip.entries
            .push(named("data/2012_01.csv".into(), "\n".into()));
    }
    let start = std::time::Instant::now();
    let (_, _, left_out) = read_and_left_out(&zip);
    assert!(!left_out.is_empty());
    let took = start.elapsed();
    assert!(took.as_secs() < 30, "{took:?}");
}
