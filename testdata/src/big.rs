//! The archive for measuring: 340 MB of zip around 200 MB of posts in one file.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use flate2::{Compression, write::DeflateEncoder};
use serde_json::json;

use crate::acts;
use crate::archive::{Generation, person, shards};
use crate::chance::Chance;
use crate::extras;
use crate::gdpr::{self, Wrapper};
use crate::json::Style;
use crate::post::{Life, Post, utc};
use crate::truth::{Clock, Truth};
use crate::zip::{End, Entry, Method, Zip64, ZipWriter};

const POSTS: usize = 158_449;
const ZIP_BYTES: u64 = 340_000_000;
const PHOTO_BYTES: u64 = 1_500_000;

/// Writes `dir/big.zip`, and its truth and sizes into `dir/big.json`.
///
/// # Errors
/// Those of the file system.
pub fn write(dir: &Path) -> io::Result<()> {
    fs::create_dir_all(dir)?;
    let life = Life {
        seed: 90,
        from: utc("2012-01-01 00:00:00"),
        until: utc("2025-11-01 00:00:00"),
        posts: POSTS,
        ahead_secs: 9 * 3600,
    };
    let posts: Vec<Post> = life.posts().collect();
    let tweets = tweets_entry(&posts)?;
    let (packed, unpacked) = (tweets.packed.len() as u64, tweets.length);

    let person = person(life.seed);
    let mut chance = Chance::new(life.seed);
    let mut zip = ZipWriter::new(
        BufWriter::with_capacity(1 << 20, File::create(dir.join("big.zip"))?),
        Zip64::Beside,
    );
    let mut photo = extras::photo(PHOTO_BYTES as usize, &mut chance);
    for nth in 0..ZIP_BYTES.saturating_sub(packed) / PHOTO_BYTES {
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
    for nth in 0..6200 {
        let (path, bytes) = extras::asset(nth);
        zip.add(&Entry::new(path, &bytes, Method::Stored))?;
    }
    zip.add(&Entry::new(
        "data/account.js",
        &gdpr::account(
            &person,
            acts::account_made(Generation::Current),
            Style::SINCE_2021,
        ),
        Method::Deflated,
    ))?;
    let at = zip.at() + 30 + tweets.path.len() as u64; // behind its local header
    zip.add(&tweets)?;
    zip.finish(&End {
        zip64: Zip64::Beside,
        ..End::default()
    })?
    .flush()?;

    let mut truth = Truth::new(person, &posts, Clock::Exact);
    truth.acts.push(("account_made", utc(acts::ACCOUNT_MADE)));
    let mut truth = truth.json();
    truth["tweets_js"] = json!({ "bytes": unpacked, "packed": packed, "at": at });
    fs::write(dir.join("big.json"), format!("{truth:#}\n"))
}

/// `data/tweets.js`, of which only the packed bytes are ever held.
fn tweets_entry(posts: &[Post]) -> io::Result<Entry> {
    let order = shards(posts.iter().collect(), &mut Chance::new(91));
    let mut out = Counted {
        crc: crc32fast::Hasher::new(),
        length: 0,
        out: DeflateEncoder::new(Vec::new(), Compression::default()),
    };
    gdpr::write_posts(
        &mut out,
        "tweets.part0",
        Wrapper::Tweet,
        Style::SINCE_2021,
        order.into_iter(),
    )?;
    let packed = out.out.finish()?;
    Ok(Entry::packed(
        "data/tweets.js",
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
