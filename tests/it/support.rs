//! What the import tests share: files in memory, one `import` that always does it twice, and the
//! comparison with the truth.

use std::cell::Cell;

use chrono::{DateTime, Utc};
use yodori::engine::event::{Event, Flags, Imported, Kind, Skipped};
use yodori::engine::source::twitter::Archive;
use yodori::engine::source::{Files, ImportError, PostText, Progress, Unreadable};
use yodori_testdata::acts::Act;
use yodori_testdata::post::Kind as ToldKind;
use yodori_testdata::truth::{Told, Truth};

use crate::import_share;

/// Names and bytes of chosen files.
pub type Chosen = Vec<(String, Vec<u8>)>;

/// Chosen files that are in memory, given out at most `max_read` bytes at a time.
pub struct Memory<'a> {
    files: &'a [(String, Vec<u8>)],
    max_read: usize,
    /// How many bytes will be given before the device goes away.
    left: Cell<u64>,
    /// A file that may not be read at all.
    forbidden: Option<usize>,
    /// Where 4 GiB of zeros stand in every file.
    hole_at: Option<u64>,
}

const HOLE: u64 = 1 << 32;

impl<'a> Memory<'a> {
    pub fn new(files: &'a [(String, Vec<u8>)], max_read: usize) -> Memory<'a> {
        Memory {
            files,
            max_read,
            left: Cell::new(u64::MAX),
            forbidden: None,
            hole_at: None,
        }
    }

    /// The same files, but 4 GiB longer: so many zeros stand at byte `at`.
    pub fn with_hole_at(self, at: u64) -> Memory<'a> {
        Memory {
            hole_at: Some(at),
            ..self
        }
    }

    /// The same files, of which one may not be read.
    pub fn forbidding(self, file: usize) -> Memory<'a> {
        Memory {
            forbidden: Some(file),
            ..self
        }
    }

    /// Files that can't be read any more after `bytes` bytes were.
    pub fn going_away_after(self, bytes: u64) -> Memory<'a> {
        self.left.set(bytes);
        self
    }
}

impl Files for Memory<'_> {
    fn count(&self) -> usize {
        self.files.len()
    }

    fn path(&self, file: usize) -> &str {
        &self.files[file].0
    }

    fn len(&self, file: usize) -> u64 {
        self.files[file].1.len() as u64 + self.hole_at.map_or(0, |_| HOLE)
    }

    fn read(&self, file: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        if self.forbidden == Some(file) {
            return Err(Unreadable);
        }
        let bytes = &self.files[file].1;
        let from = |at: u64| bytes.get(at as usize..).unwrap_or_default();
        let zeros = [0; 100];
        let rest = match self.hole_at {
            Some(hole) if at >= hole + HOLE => from(at - HOLE),
            Some(hole) if at >= hole => &zeros[..(hole + HOLE - at).min(100) as usize],
            Some(hole) => bytes.get(at as usize..hole as usize).unwrap_or_default(),
            None => from(at),
        };
        let count = into.len().min(rest.len()).min(self.max_read);
        into[..count].copy_from_slice(&rest[..count]);
        let left = self
            .left
            .get()
            .checked_sub(count as u64)
            .ok_or(Unreadable)?;
        self.left.set(left);
        Ok(count)
    }
}

/// What the tests' clock shows: later than anything in their archives.
pub fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(u32::MAX.into(), 0).expect("a day of 2106")
}

/// One chosen file.
pub fn one(path: &str, bytes: impl Into<Vec<u8>>) -> Chosen {
    vec![(path.to_owned(), bytes.into())]
}

/// Imports files of which every byte can be read. See [`import_by`].
#[track_caller]
pub fn import(files: &Chosen) -> Result<(Archive, Imported), ImportError> {
    import_by(files, usize::MAX, u64::MAX)
}

/// Imports as [`twice`] does, and with several workers. `readable`: how many bytes are read before the device goes away.
#[track_caller]
pub fn import_by(
    files: &Chosen,
    max_read: usize,
    readable: u64,
) -> Result<(Archive, Imported), ImportError> {
    let outcome = twice(max_read, |max_read| {
        Memory::new(files, max_read).going_away_after(readable)
    });
    if readable == u64::MAX {
        import_share::check(files, max_read, &outcome);
    }
    outcome
}

/// Imports twice, with at most `max_read` bytes per read and with one: both must give the same.
/// Progress must never go back, and end at its goal. This is the tests' only way to an import.
#[track_caller]
pub fn twice<'a>(
    max_read: usize,
    memory: impl Fn(usize) -> Memory<'a>,
) -> Result<(Archive, Imported), ImportError> {
    let by = |max_read| {
        let mut last = Progress::default();
        let outcome = Archive::import(&memory(max_read), now(), &mut |now| {
            assert!(
                last.read <= now.read && last.events <= now.events,
                "{last:?}, then {now:?}"
            );
            assert!(now.read <= now.total, "{now:?}");
            last = now;
        });
        if outcome.is_ok() {
            assert_eq!(last.read, last.total, "the goal of the progress");
        }
        outcome
    };
    let imported = |outcome: &Result<(Archive, Imported), ImportError>| match outcome {
        Ok((_, imported)) => Ok(imported.clone()),
        Err(error) => Err(error.clone()),
    };
    let (outcome, by_byte) = (by(max_read), by(1));
    assert!(
        imported(&outcome) == imported(&by_byte),
        "one byte per read gives something else than {max_read}:\n{:#?}",
        imported(&by_byte)
    );
    outcome
}

/// Imports and compares everything with what was put there.
#[track_caller]
pub fn check(files: &Chosen, truth: &Truth) -> Imported {
    let (archive, imported) = import(files).expect("an archive with posts");
    assert_events(&imported, truth);
    assert_acts(&imported, truth);
    assert_eq!(imported.person.id, truth.person.id);
    assert_eq!(imported.person.handle, truth.person.handle);
    assert_eq!(imported.person.name, truth.person.name);
    assert_eq!(imported.zone, truth.zone);
    assert_texts(files, &archive, &imported, truth, 9);
    imported
}

/// The same posts with the same seconds, kinds, flags and apps, in the same order.
#[track_caller]
pub fn assert_events(imported: &Imported, truth: &Truth) {
    let posts = imported.events.iter();
    let posts = posts.filter(|event| event.kind.is_post());
    let seen: Vec<String> = posts.map(|event| seen(event, imported)).collect();
    let expected: Vec<String> = truth.posts.iter().map(expected).collect();
    let differs = seen
        .iter()
        .zip(&expected)
        .position(|(seen, expected)| seen != expected);
    if let Some(nth) = differs {
        panic!(
            "event {nth}: {}\n  expected: {}\n{:#?}",
            seen[nth], expected[nth], imported.skipped
        );
    }
    assert_eq!(seen.len(), expected.len(), "{:#?}", imported.skipped);
}

/// The same other acts at the same seconds. That the account was made is left to tests about it.
#[track_caller]
pub fn assert_acts(imported: &Imported, truth: &Truth) {
    let is_made = |kind: &str| kind == Kind::AccountMade.name();
    let acts = imported.events.iter();
    let acts = acts.filter(|event| !event.kind.is_post());
    let seen = acts.map(|event| (event.kind.name(), event.epoch_secs()));
    let mut seen: Vec<Act> = seen.filter(|(kind, _)| !is_made(kind)).collect();
    seen.sort_unstable();
    let expected = truth.acts.iter().copied();
    let expected: Vec<Act> = expected.filter(|(kind, _)| !is_made(kind)).collect();
    let count = |acts: &[Act]| {
        let mut counts = std::collections::BTreeMap::<&str, usize>::new();
        acts.iter()
            .for_each(|(kind, _)| *counts.entry(kind).or_default() += 1);
        counts
    };
    assert_eq!(count(&seen), count(&expected), "{:#?}", imported.skipped);
    assert_eq!(seen, expected);
}

/// Reads again what some `count` posts say, spread over all.
#[track_caller]
pub fn assert_texts(
    files: &Chosen,
    archive: &Archive,
    imported: &Imported,
    truth: &Truth,
    count: usize,
) {
    let posts = imported.events.iter();
    let posts: Vec<&Event> = posts.filter(|event| event.kind.is_post()).collect();
    let step = (posts.len() / count.max(1)).max(1);
    let events: Vec<&Event> = posts.into_iter().step_by(step).collect();
    let places: Vec<(u16, u64)> = events
        .iter()
        .map(|event| (event.file, event.offset()))
        .collect();
    let texts = archive.posts(&Memory::new(files, usize::MAX), &places);
    assert_eq!(texts.len(), places.len());
    for (event, text) in events.iter().zip(&texts) {
        let told = truth
            .posts
            .iter()
            .find(|told| told.id == event.id)
            .expect("a post of the truth's");
        assert_eq!(
            *text,
            Some(PostText {
                id: told.id,
                text: told.text.clone()
            })
        );
    }
    // Those that follow each other are read in one go, and say the same.
    let mut in_order = imported.events.clone();
    in_order.retain(|event| event.kind.is_post());
    in_order.sort_by_key(|event| (event.file, event.offset()));
    let place = |event: &Event| (event.file, event.offset());
    let in_order: Vec<(u16, u64)> = in_order.iter().take(500).map(place).collect();
    let at_once = archive.posts(&Memory::new(files, usize::MAX), &in_order);
    assert_eq!(at_once.len(), in_order.len());
    for (place, text) in in_order
        .iter()
        .zip(&at_once)
        .step_by((in_order.len() / 40).max(1))
    {
        let alone = archive.posts(&Memory::new(files, usize::MAX), &[*place]);
        assert_eq!(alone, std::slice::from_ref(text), "{place:?}");
        assert!(text.is_some(), "{place:?}");
    }
    let by_byte = archive.posts(&Memory::new(files, 1), &places[..places.len().min(2)]);
    assert_eq!(by_byte[..], texts[..by_byte.len()]);
}

/// What was left out, as `path reason count` a line.
pub fn left_out(skipped: &[Skipped]) -> Vec<String> {
    let mut lines: Vec<String> = skipped
        .iter()
        .map(|one| format!("{} {} {}", one.path, one.reason.name(), one.count))
        .collect();
    lines.sort();
    lines
}

fn seen(event: &Event, imported: &Imported) -> String {
    let flag = |flag, name: &'static str| if event.flags.has(flag) { name } else { "" };
    format!(
        "{} at {} {:?} by {}{}{}{}",
        event.id,
        event.epoch_secs(),
        event.kind,
        imported.apps[usize::from(event.app)],
        flag(Flags::DATE_ONLY, ", date only"),
        flag(Flags::RETWEET, ", retweet"),
        flag(Flags::BOT_WORD, ", bot word"),
    )
}

fn expected(told: &Told) -> String {
    let kind = match told.kind {
        ToldKind::Tweet => Kind::Tweet,
        ToldKind::Community => Kind::CommunityTweet,
        ToldKind::Circle => Kind::CircleTweet,
        ToldKind::Deleted => Kind::DeletedTweet,
    };
    let flag = |applies: bool, name: &'static str| if applies { name } else { "" };
    format!(
        "{} at {} {kind:?} by {}{}{}{}",
        told.id,
        told.at,
        told.app,
        flag(told.date_only, ", date only"),
        flag(told.retweet, ", retweet"),
        flag(told.bot_word, ", bot word"),
    )
}
