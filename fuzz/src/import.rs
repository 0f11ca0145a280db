//! A whole import of any files: no panic, the same result however they are read, progress that goes
//! forward to its goal, no endless reading; and every post can be read again.

use chrono::{DateTime, Utc};
use serde_json::Value;
use yodori::engine::event::{Event, FileKind, Imported};
use yodori::engine::source::twitter::Archive;
use yodori::engine::source::{ImportError, Progress};
use yodori_testdata::seeds::NAMES;
use yodori_testdata::zip::{Method, Sizes, Zip, Zip64};

use super::pieces::{Choices, Named, Pieces};

/// So many bytes may be read for each that is there: small reads begin anew now and then.
const TIMES: u64 = 20;

/// The first byte: whether the files that follow are zipped, and how. Then the sizes of the pieces;
/// then, for each file, its name's number, its length in two bytes and its content.
pub fn check(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let how = choices.byte();
    let sizes = choices.short();
    let mut files = Vec::new();
    while !choices.is_empty() && files.len() < 6 {
        let name = NAMES[usize::from(choices.byte()) % NAMES.len()];
        files.push((name.to_owned(), choices.long().to_vec()));
    }
    if how & 1 == 1 {
        files = vec![zipped(&files, how)];
    }
    check_files(&files, sizes);
}

fn zipped(files: &[Named], how: u8) -> Named {
    let is = |bit: u8| how >> bit & 1 == 1;
    let method = if is(1) {
        Method::Stored
    } else {
        Method::Deflated
    };
    let mut zip = Zip::of(files, method);
    zip.end.zip64 = match how >> 2 & 3 {
        1 => Zip64::Beside,
        2 => Zip64::Instead,
        _ => Zip64::No,
    };
    if is(4) {
        zip = zip.with_sizes(Sizes::After);
    }
    if is(5) {
        for entry in &mut zip.entries {
            entry.crc ^= 1;
        }
    }
    ("it.zip".to_owned(), zip.build())
}

/// The claims, of these files.
pub fn check_files(files: &[Named], sizes: &[u8]) {
    let whole = import(files, &[]);
    for sizes in [sizes, &[0]] {
        let other = import(files, sizes);
        assert!(
            imported(&whole) == imported(&other),
            "in pieces: {:#?}\nall at once: {:#?}",
            imported(&other),
            imported(&whole)
        );
    }
    if let Ok((archive, imported)) = &whole {
        check_posts(files, archive, imported, sizes);
    }
}

type Outcome = Result<(Archive, Imported), ImportError>;

fn imported(outcome: &Outcome) -> Result<&Imported, &ImportError> {
    outcome.as_ref().map(|(_, imported)| imported)
}

fn import(files: &[Named], sizes: &[u8]) -> Outcome {
    let pieces = Pieces::new(files, sizes, TIMES);
    let mut last = Progress::default();
    let outcome = Archive::import(&pieces, DateTime::<Utc>::MAX_UTC, &mut |now| {
        assert!(
            last.read <= now.read && last.events <= now.events,
            "{last:?}, {now:?}"
        );
        assert!(now.read <= now.total, "{now:?}");
        last = now;
    });
    if let Ok((_, imported)) = &outcome {
        assert_eq!(last.read, last.total, "the goal of the progress");
        let posts = imported.events.iter().filter(|event| event.kind.is_post());
        assert!(posts.count() as u64 <= last.events);
        let is_sorted = imported
            .events
            .is_sorted_by_key(|event| (event.epoch_secs(), event.id));
        assert!(is_sorted, "events ascend");
    }
    outcome
}

/// Posts can be read again, unless what they say is no valid string, or not in the file, as in headers.
fn check_posts(files: &[Named], archive: &Archive, imported: &Imported, sizes: &[u8]) {
    let has_text = |event: &&Event| {
        let of = imported.files[usize::from(event.file)].kind;
        event.kind.is_post() && !matches!(of, FileKind::TweetHeaders | FileKind::DeletedHeaders)
    };
    let events: Vec<&Event> = imported.events.iter().filter(has_text).take(8).collect();
    let places: Vec<(u16, u64)> = events
        .iter()
        .map(|event| (event.file, event.offset()))
        .collect();
    let times = TIMES * (1 + places.len() as u64);
    let texts = archive.posts(&Pieces::new(files, &[], times), &places);
    let again = archive.posts(&Pieces::new(files, sizes, times), &places);
    assert_eq!(texts, again);
    for (event, text) in events.iter().zip(texts) {
        match text {
            Some(text) => assert_eq!(text.id, event.id),
            None => assert!(
                may_be_no_string(files) || says_nothing(files, imported, event),
                "{event:?} can't be read again"
            ),
        }
    }
}

/// Whether a post in a plain file of JSON has no text, as in headers, whatever their file is called, or no
/// text that is sure to be found: its record is no JSON.
fn says_nothing(files: &[Named], imported: &Imported, event: &Event) -> bool {
    let path = &imported.files[usize::from(event.file)].path;
    let of_file = files
        .iter()
        .filter(|(name, _)| name == path && !name.ends_with(".csv"));
    let mut records = of_file.filter_map(|(_, bytes)| bytes.get(event.offset() as usize..));
    records.any(|bytes| {
        let first = serde_json::Deserializer::from_slice(bytes)
            .into_iter()
            .next();
        let Some(Ok(Value::Object(record))) = first else {
            return true;
        };
        let post = match record.values().next() {
            Some(Value::Object(inner)) if record.len() == 1 => inner,
            _ => &record,
        };
        !["full_text", "text"]
            .iter()
            .any(|key| post.contains_key(*key))
    })
}

/// In a zip that may be anywhere; in plain files it takes an escape or what is no ASCII.
fn may_be_no_string(files: &[Named]) -> bool {
    let is_suspicious = |byte: &u8| *byte == b'\\' || !byte.is_ascii();
    let mut all = files.iter();
    all.any(|(name, bytes)| name.ends_with(".zip") || bytes.iter().any(is_suspicious))
}
