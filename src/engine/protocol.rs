//! What crosses between the page and the archive worker, as bytes. The only place where these are
//! serialised; both ends are built from this file, and [`Reply::Ready`] says from which version.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::event::{Event, FileKind, FileRead, Imported, Person, SkipReason, Skipped};
use super::source::{ImportError, PostText, Progress};

/// Changes whenever a message changes. A page that was opened before a deploy may meet a worker
/// that was loaded after it.
pub const VERSION: u32 = 4;

/// Page to worker. The chosen `File` objects travel beside [`Request::Open`], by handle.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Read these files: their paths, in the order of the handles.
    Open { paths: Vec<String> },
    /// Read again what the posts at these places say: file number and offset.
    Posts { ask: u32, places: Vec<(u16, u64)> },
}

/// Worker to page. An import is told as `Progress…`, then `Events…` and `Done`, or `Failed`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The worker runs. What was sent before waits in its loader.
    Ready {
        version: u32,
    },
    Progress {
        read: u64,
        total: u64,
        events: u64,
        /// Milliseconds since the import began.
        ms: u32,
    },
    /// The next events, of so many in all. They follow the message as rows of bytes: serde would
    /// look at every byte of them.
    Events {
        total: u64,
    },
    /// Everything but the events.
    Done {
        summary: Summary,
    },
    Failed {
        failure: Failure,
    },
    /// The answer to [`Request::Posts`]: id and text of each place, `None` where it can't be read.
    Posts {
        ask: u32,
        posts: Vec<Option<(u64, String)>>,
    },
}

/// [`Imported`] without its events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// Id, handle, name.
    person: (String, String, String),
    apps: Vec<String>,
    files: Vec<FileRow>,
    /// Path, [`SkipReason`] by its place in `ALL` or [`MISSING`], count.
    skipped: Vec<(String, u8, u64)>,
    unopened: Vec<String>,
    media: u64,
    assets: u64,
    /// Id, handle and name of each, one after the other.
    others: Vec<String>,
    zone: Option<String>,
}

/// Instead of a reason: the file is promised by a manifest, and not there.
const MISSING: u8 = u8::MAX;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct FileRow {
    path: String,
    /// [`FileKind`] by its place in `ALL`.
    kind: u8,
    records: u64,
    entries: u64,
    expected: Option<i64>,
    /// Seconds since 1970.
    first: Option<i64>,
    last: Option<i64>,
}

/// [`ImportError`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Failure {
    Empty { path: String },
    NotAnArchive { path: String },
    HtmlPage { path: String },
    Truncated { path: String },
    Damaged { path: String },
    Encrypted { path: String },
    UnsupportedMethod { path: String, method: u16 },
    MediaOnly { path: String },
    NoPosts { held: Vec<String> },
    NoReadablePost { summary: Box<Summary> },
    Unreadable { path: String },
}

/// As bytes, for `postMessage`.
pub fn to_bytes<T: Serialize>(message: &T) -> Vec<u8> {
    // Writing to memory can't fail; if it did, the other end would not understand an empty message.
    postcard::to_allocvec(message).unwrap_or_default()
}

/// `None` if the bytes are no message of this version.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    split_bytes(bytes).map(|(message, _)| message)
}

/// A message and the bytes that follow it.
pub fn split_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, &[u8])> {
    postcard::take_from_bytes(bytes).ok()
}

impl Reply {
    /// * `ms`: since the import began.
    pub fn progress(progress: Progress, ms: u32) -> Reply {
        let Progress {
            read,
            total,
            events,
        } = progress;
        Reply::Progress {
            read,
            total,
            events,
            ms,
        }
    }

    pub fn posts(ask: u32, posts: Vec<Option<PostText>>) -> Reply {
        let row = |post: PostText| (post.id, post.text);
        Reply::Posts {
            ask,
            posts: posts.into_iter().map(|post| post.map(row)).collect(),
        }
    }
}

impl Summary {
    pub fn of(imported: &Imported) -> Summary {
        let Person { id, handle, name } = imported.person.clone();
        let mut others = Vec::new();
        for Person { id, handle, name } in imported.others.clone() {
            others.extend([id, handle, name]);
        }
        let file = |file: &FileRead| FileRow {
            path: file.path.clone(),
            kind: place(&FileKind::ALL, file.kind),
            records: file.records,
            entries: file.entries,
            expected: file.expected.map(|count| count as i64),
            first: file.first.map(|at| at.timestamp()),
            last: file.last.map(|at| at.timestamp()),
        };
        let skipped = |skipped: &Skipped| {
            (
                skipped.path.clone(),
                place(&SkipReason::ALL, skipped.reason),
                skipped.count,
            )
        };
        let mut all_skipped: Vec<_> = imported.skipped.iter().map(skipped).collect();
        for (path, count) in &imported.missing {
            all_skipped.push((path.clone(), MISSING, *count));
        }
        Summary {
            person: (id, handle, name),
            apps: imported.apps.clone(),
            files: imported.files.iter().map(file).collect(),
            skipped: all_skipped,
            unopened: imported.unopened.clone(),
            media: imported.media,
            assets: imported.assets,
            others,
            zone: imported.zone.clone(),
        }
    }

    /// What was imported, with the events that were sent before.
    pub fn with(self, events: Vec<Event>) -> Imported {
        let (id, handle, name) = self.person;
        let missing = self.skipped.iter().filter(|row| row.1 == MISSING);
        let missing = missing.map(|(path, _, count)| (path.clone(), *count));
        let missing = missing.collect();
        let other = |[id, handle, name]: &[String; 3]| Person {
            id: id.clone(),
            handle: handle.clone(),
            name: name.clone(),
        };
        let others = self.others.as_chunks().0.iter().map(other).collect();
        let at = |secs: Option<i64>| secs.and_then(|secs| DateTime::<Utc>::from_timestamp(secs, 0));
        let file = |row: FileRow| {
            Some(FileRead {
                kind: *FileKind::ALL.get(usize::from(row.kind))?,
                path: row.path,
                records: row.records,
                entries: row.entries,
                expected: row.expected.map(|count| count as u64),
                first: at(row.first),
                last: at(row.last),
            })
        };
        let skipped = |(path, reason, count): (String, u8, u64)| {
            Some(Skipped {
                path,
                reason: *SkipReason::ALL.get(usize::from(reason))?,
                count,
            })
        };
        Imported {
            events,
            person: Person { id, handle, name },
            apps: self.apps,
            files: self.files.into_iter().filter_map(file).collect(),
            skipped: self.skipped.into_iter().filter_map(skipped).collect(),
            unopened: self.unopened,
            media: self.media,
            assets: self.assets,
            missing,
            others,
            zone: self.zone,
        }
    }
}

impl Failure {
    pub fn of(error: ImportError) -> Failure {
        match error {
            ImportError::Empty { path } => Failure::Empty { path },
            ImportError::NotAnArchive { path } => Failure::NotAnArchive { path },
            ImportError::HtmlPage { path } => Failure::HtmlPage { path },
            ImportError::Truncated { path } => Failure::Truncated { path },
            ImportError::Damaged { path } => Failure::Damaged { path },
            ImportError::Encrypted { path } => Failure::Encrypted { path },
            ImportError::UnsupportedMethod { path, method } => {
                Failure::UnsupportedMethod { path, method }
            }
            ImportError::MediaOnly { path } => Failure::MediaOnly { path },
            ImportError::NoPosts { held } => Failure::NoPosts { held },
            ImportError::NoReadablePost { imported } => Failure::NoReadablePost {
                summary: Box::new(Summary::of(&imported)),
            },
            ImportError::Unreadable { path } => Failure::Unreadable { path },
        }
    }

    pub fn into_error(self) -> ImportError {
        match self {
            Failure::Empty { path } => ImportError::Empty { path },
            Failure::NotAnArchive { path } => ImportError::NotAnArchive { path },
            Failure::HtmlPage { path } => ImportError::HtmlPage { path },
            Failure::Truncated { path } => ImportError::Truncated { path },
            Failure::Damaged { path } => ImportError::Damaged { path },
            Failure::Encrypted { path } => ImportError::Encrypted { path },
            Failure::UnsupportedMethod { path, method } => {
                ImportError::UnsupportedMethod { path, method }
            }
            Failure::MediaOnly { path } => ImportError::MediaOnly { path },
            Failure::NoPosts { held } => ImportError::NoPosts { held },
            Failure::NoReadablePost { summary } => ImportError::NoReadablePost {
                imported: Box::new(summary.with(Vec::new())),
            },
            Failure::Unreadable { path } => ImportError::Unreadable { path },
        }
    }
}

/// Bytes of one event: its words, little-endian.
const ROW: usize = 24;

/// A message with the next events, of `total` in all.
pub fn events_to_bytes(total: usize, events: &[Event]) -> Vec<u8> {
    let total = total as u64;
    let mut bytes = to_bytes(&Reply::Events { total });
    bytes.reserve_exact(events.len() * ROW);
    for word in events.iter().flat_map(Event::to_words) {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    bytes
}

/// Adds the events of rows to `events`.
pub fn add_events(rows: &[u8], events: &mut Vec<Event>) {
    let event = |row: &[u8; ROW]| {
        let (words, _) = row.as_chunks();
        Event::from_words([words[0], words[1], words[2]].map(u64::from_le_bytes))
    };
    events.extend(rows.as_chunks().0.iter().filter_map(event));
}

/// An enum's value as its place among all of them.
fn place<T: PartialEq>(all: &[T], value: T) -> u8 {
    all.iter()
        .position(|other| *other == value)
        .unwrap_or_default() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::{Flags, Kind};

    #[test]
    fn events_come_out_of_their_rows_as_they_went_in() {
        let mut events = Vec::new();
        for (id, secs, file, offset) in [
            (0, 0, 0, 0),
            (u64::MAX, i64::from(u32::MAX), u16::MAX, (1 << 40) - 1),
            (1_764_000_000_000_000_001, 1_709_647_331, 3, 4_294_967_296),
        ] {
            for kind in Kind::ALL {
                let at = DateTime::from_timestamp(secs, 0).expect("a time");
                let event = Event::new(id, at, kind).and_then(|event| event.located(file, offset));
                let mut event = event.expect("an event");
                event.app = file ^ 0x1234;
                event.flags = Flags::DATE_ONLY.with(Flags::RETWEET);
                events.push(event);
            }
        }
        let total = events.len();
        let mut received = Vec::new();
        for half in events.chunks(5) {
            let bytes = events_to_bytes(total, half);
            let (message, rows): (Reply, _) = split_bytes(&bytes).expect("a message");
            assert_eq!(
                message,
                Reply::Events {
                    total: total as u64
                }
            );
            add_events(rows, &mut received);
        }
        assert_eq!(received, events);
        add_events(b"not a whole row", &mut received);
        add_events(&[0xff; ROW], &mut received); // a kind that does not exist
        assert_eq!(received.len(), events.len());
    }
}
