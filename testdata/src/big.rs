//! The archives for measuring: one of 340 MB for the first calendar, and those of the table of
//! imports, from 20 MB of posts to 1.2 GB of them, and one that is 10 GB of pictures.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::{Compression, write::DeflateEncoder};
use serde_json::{Value, json};

use crate::acts;
use crate::archive::{Generation, person, shards};
use crate::chance::Chance;
use crate::extras;
use crate::gdpr::{self, Wrapper};
use crate::json::Style;
use crate::post::{Life, Post, utc};
use crate::sparse::Sparse;
use crate::truth::{Clock, Truth};
use crate::zip::{End, Entry, Method, Zip64, ZipWriter};

/// An archive that is too large for memory, or for a test's patience.
struct Big {
    name: &'static str,
    seed: u64,
    /// Some 1,344 bytes each in `tweets.js`.
    posts: usize,
    /// How many files they are cut into.
    parts: usize,
    media: Media,
    /// Small pictures of the viewer.
    assets: usize,
}

/// What is before the posts in the zip.
enum Media {
    /// Photographs until the zip has so many bytes.
    UpTo(u64),
    /// So many entries of so many zeros, which need no place on a disk that knows holes.
    Holes { count: usize, bytes: usize },
}

const PHOTO_BYTES: usize = 1_500_000;

const ALL: [Big; 6] = [
    Big {
        name: "big",
        seed: 90,
        posts: 158_449,
        parts: 1,
        media: Media::UpTo(340_000_000),
        assets: 6200,
    },
    Big::of_posts("S", 92, 14_880, 1),
    Big::of_posts("M", 93, 148_800, 1),
    Big::of_posts("L", 94, 892_800, 12),
    Big::of_posts("L1", 95, 520_800, 1),
    Big {
        name: "X",
        seed: 96,
        posts: 4000,
        parts: 1,
        media: Media::Holes {
            count: 30_000,
            bytes: 350_000,
        },
        assets: 0,
    },
];

impl Big {
    /// Little but posts.
    const fn of_posts(name: &'static str, seed: u64, posts: usize, parts: usize) -> Big {
        Big {
            name,
            seed,
            posts,
            parts,
            media: Media::UpTo(0),
            assets: 300,
        }
    }
}

/// Writes `dir/NAME.zip`, and its truth and sizes into `dir/NAME.json`.
///
/// # Errors
/// Those of the file system, and a name that no such archive has.
pub fn write(dir: &Path, name: &str) -> io::Result<()> {
    let known = ALL.iter().find(|big| big.name == name);
    let big = known.ok_or_else(|| io::Error::other(format!("no archive is called {name}")))?;
    fs::create_dir_all(dir)?;
    let posts: Vec<Post> = big.life().posts().collect();
    let tweets = big.tweets(&posts)?;
    let file = File::create(dir.join(format!("{name}.zip")))?;
    let out = BufWriter::with_capacity(1 << 20, file);
    let at = match big.media {
        // JSZip gives up where 64-bit records stand beside the ordinary ones, and is to be measured.
        Media::UpTo(0) => big.write_zip(out, Zip64::No, &tweets),
        Media::UpTo(_) => big.write_zip(out, Zip64::Beside, &tweets),
        Media::Holes { .. } => big.write_zip(Sparse::new(out), Zip64::Instead, &tweets),
    }?;
    let mut truth = Truth::new(person(big.seed), &posts, Clock::Exact);
    truth.acts.push(("account_made", utc(acts::ACCOUNT_MADE)));
    let mut truth = truth.json();
    truth["tweets_js"] = tweets
        .iter()
        .zip(at)
        .map(|(entry, at)| {
            json!({ "path": entry.path, "bytes": entry.length, "packed": entry.packed.len(), "at": at })
        })
        .collect::<Value>();
    fs::write(dir.join(format!("{name}.json")), format!("{truth:#}\n"))
}

impl Big {
    fn life(&self) -> Life {
        Life {
            seed: self.seed,
            from: utc("2012-01-01 00:00:00"),
            until: utc("2025-11-01 00:00:00"),
            posts: self.posts,
            ahead_secs: 9 * 3600,
        }
    }

    /// `data/tweets.js` and its parts, of which only the packed bytes are ever held.
    fn tweets(&self, posts: &[Post]) -> io::Result<Vec<Entry>> {
        let order = shards(posts.iter().collect(), &mut Chance::new(self.seed + 1));
        let parts = order.chunks(order.len().div_ceil(self.parts)).enumerate();
        parts
            .map(|(part, posts)| tweets_entry(part, posts))
            .collect()
    }

    /// Returns where the content of each file of posts begins.
    fn write_zip(&self, out: impl Write, zip64: Zip64, tweets: &[Entry]) -> io::Result<Vec<u64>> {
        let mut zip = ZipWriter::new(out, zip64);
        match self.media {
            Media::UpTo(bytes) => {
                let packed: usize = tweets.iter().map(|entry| entry.packed.len()).sum();
                let count = bytes.saturating_sub(packed as u64) / PHOTO_BYTES as u64;
                add_photos(&mut zip, count, self.seed)?;
            }
            Media::Holes { count, bytes } => add_holes(&mut zip, count, bytes)?,
        }
        for nth in 0..self.assets {
            let (path, bytes) = extras::asset(nth);
            zip.add(&Entry::new(path, &bytes, Method::Stored))?;
        }
        zip.add(&Entry::new(
            "data/account.js",
            &gdpr::account(
                &person(self.seed),
                acts::account_made(Generation::Current),
                Style::SINCE_2021,
            ),
            Method::Deflated,
        ))?;
        let mut starts = Vec::new();
        for entry in tweets {
            starts.push(zip.at() + 30 + entry.path.len() as u64); // behind its local header
            zip.add(entry)?;
        }
        let end = End {
            zip64,
            ..End::default()
        };
        zip.finish(&end)?.flush()?;
        Ok(starts)
    }
}

fn add_photos<W: Write>(zip: &mut ZipWriter<W>, count: u64, seed: u64) -> io::Result<()> {
    let mut chance = Chance::new(seed);
    let mut photo = extras::photo(PHOTO_BYTES, &mut chance);
    for nth in 0..count {
        // One photograph's bytes, stirred: as little to be packed as the first, and made in no time.
        let change = chance.bits();
        photo.chunks_exact_mut(8).for_each(|eight| {
            eight
                .iter_mut()
                .zip(change.to_le_bytes())
                .for_each(|(byte, other)| *byte ^= other)
        });
        zip.add(&Entry::new(
            format!("data/tweets_media/{nth}-photo.jpg"),
            &photo,
            Method::Stored,
        ))?;
    }
    Ok(())
}

fn add_holes<W: Write>(zip: &mut ZipWriter<W>, count: usize, bytes: usize) -> io::Result<()> {
    let mut hole = Entry::new("", &vec![0; bytes], Method::Stored);
    for nth in 0..count {
        hole.path = format!("data/tweets_media/{nth}-hole.jpg");
        zip.add(&hole)?;
    }
    Ok(())
}

fn tweets_entry(part: usize, posts: &[&Post]) -> io::Result<Entry> {
    let mut out = Counted {
        crc: crc32fast::Hasher::new(),
        length: 0,
        out: DeflateEncoder::new(Vec::new(), Compression::default()),
    };
    gdpr::write_posts(
        &mut out,
        &format!("tweets.part{part}"),
        Wrapper::Tweet,
        Style::SINCE_2021,
        posts.iter().copied(),
    )?;
    let packed = out.out.finish()?;
    let path = match part {
        0 => "data/tweets.js".to_owned(),
        part => format!("data/tweets-part{part}.js"),
    };
    Ok(Entry::packed(
        path,
        packed,
        8,
        out.crc.finalize(),
        out.length,
    ))
}

/// Counts and checks what goes through it.
struct Counted<W> {
    crc: crc32fast::Hasher,
    length: u64,
    out: W,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.crc.update(&bytes[..written]);
        self.length += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
