//! The zip reader held against two others, on zips of every kind and on thousands that were broken:
//! all give the same entries and contents, or a reason of `zip_reasons` says which zip it is that they take
//! differently, and why.

use std::collections::BTreeMap;

use yodori_testdata::chance::Chance;
use yodori_testdata::zip::{Entry, Method, Sizes, Start, Zip, Zip64};

use crate::zip_facts::Facts;
use crate::zip_fields::{fields, read, write};
use crate::zip_readers::{ours, rc_zips, zips};
use crate::zip_reasons::{Case, Peer, REASONS, Reason, difference};

/// Three files and a folder in some 500 bytes.
fn small() -> Zip {
    let text = "いつ起きていましたか。".repeat(3);
    Zip {
        entries: vec![
            Entry::new("a.js", b"window.a = [ ]", Method::Stored),
            Entry::new("data/", b"", Method::Stored),
            Entry::new("data/b.js", text.as_bytes(), Method::Deflated),
            Entry::new("c", b"", Method::Stored),
        ],
        ..Zip::default()
    }
}

/// Zips that are as they should be, or nearly.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let mut zips = Vec::new();
    for zip64 in [Zip64::No, Zip64::Beside, Zip64::Instead] {
        for sizes in [
            Sizes::InHeader,
            Sizes::After,
            Sizes::AfterBare,
            Sizes::After64,
            Sizes::Nowhere,
        ] {
            let mut zip = small().with_sizes(sizes);
            zip.end.zip64 = zip64;
            zips.push((format!("{zip64:?} {sizes:?}"), zip.build()));
        }
        for (name, start) in [
            ("counted", Start::Counted(vec![b'#'; 99])),
            ("uncounted", Start::Uncounted(vec![b'#'; 99])),
        ] {
            let mut zip = small();
            (zip.end.zip64, zip.start) = (zip64, start);
            zips.push((format!("{zip64:?} {name}"), zip.build()));
        }
        let mut zip = small();
        (zip.end.zip64, zip.end.comment) = (zip64, b"a comment".to_vec());
        zips.push((format!("{zip64:?} comment"), zip.build()));
        let mut empty = Zip::default();
        empty.end.zip64 = zip64;
        zips.push((format!("{zip64:?} empty"), empty.build()));
    }
    zips
}

/// Zips that are each strange in one way.
fn strange() -> impl Iterator<Item = (String, Vec<u8>)> {
    CHANGES.iter().map(|(name, change)| {
        let mut zip = small();
        change(&mut zip);
        ((*name).to_owned(), zip.build())
    })
}

type Change = fn(&mut Zip);

const CHANGES: &[(&str, Change)] = &[
    ("few stated", |zip| zip.end.stated_count = Some(2)),
    ("many stated", |zip| zip.end.stated_count = Some(9)),
    ("one name twice", |zip| zip.entries[2].path = "a.js".into()),
    ("encrypted", |zip| zip.entries[2].is_encrypted = true),
    ("zstd", |zip| zip.entries[2].method = 93),
    ("deflate64", |zip| zip.entries[2].method = 9),
    ("wrong checksum", |zip| zip.entries[2].crc ^= 1),
    ("wrong size", |zip| zip.entries[2].length += 1),
    ("cut packed", |zip| zip.entries[2].stated_packed = Some(20)),
    ("junk packed", |zip| zip.entries[2].packed.extend(b"junk")),
    ("other local name", |zip| {
        zip.entries[2].local_path = Some("another/name".into())
    }),
    ("past the end", |zip| {
        zip.entries[2].stated_offset = Some(1 << 20)
    }),
    ("over another", |zip| zip.entries[2].stated_offset = Some(0)),
    ("no directory there", |zip| {
        zip.end.stated_directory = Some(3)
    }),
    ("backslashes", |zip| {
        zip.entries[2].path = "data\\b.js".into()
    }),
    ("absolute", |zip| {
        zip.entries[2].path = "/../data/b.js".into()
    }),
    ("nul", |zip| zip.entries[2].path = "b\0.js".into()),
    ("utf-8", |zip| zip.entries[2].path = "夜/b.js".into()),
    ("no utf-8", |zip| {
        zip.entries[2].raw_path = Some(b"\x8e\xff/b.js".to_vec())
    }),
    ("unicode field", |zip| {
        let crc = 0x963b_03f8_u32; // of the name that it stands for
        zip.entries[2].extra = [&b"\x75\x70\x09\0\x01"[..], &crc.to_le_bytes(), b"c.js"].concat();
    }),
    ("other fields", |zip| {
        zip.entries[2].extra = b"\xfe\xca\x02\0hi\xfd\xca\0\0".to_vec()
    }),
    ("half a field", |zip| {
        zip.entries[2].extra = b"\xfe\xca\x09\0hi".to_vec()
    }),
    ("entry's comment", |zip| {
        zip.entries[2].comment = b"PK\x05\x06".to_vec()
    }),
    ("end in a comment", |zip| {
        let end = Zip::default().build();
        zip.end.comment = [&end[..], b"."].concat();
    }),
    ("empty end in a comment", |zip| {
        zip.end.comment = Zip::default().build()
    }),
    ("a zip inside", |zip| {
        let inner = small().build();
        zip.entries
            .push(Entry::new("inner.zip", &inner, Method::Stored));
    }),
];

/// Everything that is compared, each with how it was made.
fn all_zips() -> impl Iterator<Item = (String, Vec<u8>)> {
    let corpus = corpus();
    let fields = corpus
        .clone()
        .into_iter()
        .flat_map(|(name, zip)| with_fields_changed(name, zip));
    let cuts = corpus.clone().into_iter().flat_map(|(name, zip)| {
        (0..zip.len())
            .map(move |length| (format!("{name} cut at {length}"), zip[..length].to_vec()))
    });
    let sources = corpus.iter().cloned().chain(strange());
    let sources: Vec<Vec<u8>> = sources.map(|(_, zip)| zip).collect();
    let random = (0..RANDOM).map(move |seed| (format!("seed {seed}"), stirred(&sources, seed)));
    let whole = corpus.into_iter().chain(strange());
    whole.chain(fields).chain(cuts).chain(random)
}

/// How many zips are changed by chance.
const RANDOM: u64 = 12_000;

/// Every field of every record with every value that is likely to mean something.
fn with_fields_changed(name: String, zip: Vec<u8>) -> impl Iterator<Item = (String, Vec<u8>)> {
    // Fields are found in zips that tell the truth.
    let is_plain = ["comment", "uncounted", "junk"]
        .iter()
        .all(|word| !name.contains(word));
    let fields = if is_plain { fields(&zip) } else { Vec::new() };
    fields.into_iter().flat_map(move |field| {
        let old = read(&zip, field.at.clone());
        let near = [
            old.wrapping_add(1),
            old.wrapping_sub(1),
            old ^ 0x40,
            old ^ 0x100,
        ];
        let far = [
            0,
            1,
            2,
            8,
            u64::MAX,
            u64::MAX - 1,
            u64::MAX >> 1,
            zip.len() as u64,
        ];
        let (name, zip) = (name.clone(), zip.clone());
        near.into_iter().chain(far).map(move |value| {
            let mut changed = zip.clone();
            write(&mut changed, field.at.clone(), value);
            (format!("{name} {} = {value}", field.name), changed)
        })
    })
}

/// A zip with one to three bytes changed, or a stretch taken out, doubled, overwritten or moved.
fn stirred(sources: &[Vec<u8>], seed: u64) -> Vec<u8> {
    let mut chance = Chance::new(seed);
    let mut zip = sources[chance.below(sources.len() as u64) as usize].clone();
    let below = |chance: &mut Chance, limit: usize| chance.below(limit as u64) as usize;
    for _ in 0..=chance.below(3) {
        let (at, other) = (below(&mut chance, zip.len()), below(&mut chance, zip.len()));
        let length = 1 + below(&mut chance, 60.min(zip.len() - at));
        let stretch = zip[at..at + length].to_vec();
        match chance.below(8) {
            0 => _ = zip.drain(at..at + length),
            1 => _ = zip.splice(other..other, stretch),
            2 => zip[at..at + length].fill(chance.pick(&[0, 0xff])),
            3 => {
                let source = &sources[below(&mut chance, sources.len())];
                let from = below(&mut chance, source.len());
                zip.truncate(at + 1);
                zip.extend(&source[from..]);
            }
            _ => {
                let any = chance.bits() as u8;
                zip[at] = chance.pick(&[0, 1, 8, 0x50, 0xff, any]);
            }
        }
        if zip.is_empty() {
            return zip;
        }
    }
    zip
}

#[test]
fn three_readers_see_the_same_or_a_reason_says_why_not() {
    let mut reasons: BTreeMap<&str, usize> = REASONS.iter().map(|reason| (reason.why, 0)).collect();
    let mut unexplained = Vec::new();
    let (mut count, mut same) = (0, 0);
    for (name, zip) in all_zips() {
        let ours = ours(&zip);
        for (peer, theirs) in [(Peer::Zip, zips(&zip)), (Peer::RcZip, rc_zips(&zip))] {
            count += 1;
            let Some(difference) = difference(&ours, &theirs) else {
                same += 1;
                continue;
            };
            let reason = Facts::of(&zip).and_then(|facts| {
                let case = Case {
                    zip: &zip,
                    facts,
                    ours: &ours,
                    difference,
                };
                let holds =
                    |reason: &&Reason| reason.peers.contains(&peer) && (reason.holds)(&case);
                REASONS.iter().find(holds)
            });
            match reason {
                Some(reason) => *reasons.entry(reason.why).or_default() += 1,
                None => unexplained.push(format!("{peer:?} {difference:?}: {name}")),
            }
        }
    }
    println!("{same} of {count} the same, {reasons:#?}");
    let first = &unexplained[..unexplained.len().min(40)];
    assert!(
        unexplained.is_empty(),
        "{} without a reason: {first:#?}",
        unexplained.len()
    );
    for (why, count) in reasons {
        assert!(count > 0, "never so: {why}");
    }
}
