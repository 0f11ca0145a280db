//! What crosses between the page and the archive worker, as bytes. The only place where these are
//! serialised; both ends are built from this file, and [`Reply::Ready`] says from which version.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::event::{Event, FileKind, FileRead, Flags, Imported, Kind, Person, SkipReason, Skipped};
use super::source::{ImportError, PostText, Progress};

/// Changes whenever a message changes. A page that was opened before a deploy may meet a worker
/// that was loaded after it.
pub const VERSION: u32 = 1;

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
    /// The worker runs and can be sent to.
    Ready {
        version: u32,
    },
    Progress {
        read: u64,
        total: u64,
        events: u64,
    },
    /// The next events, as [`pack`] wrote them.
    Events {
        packed: Vec<u8>,
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
    /// Path, [`SkipReason`] by its place in `ALL`, count.
    skipped: Vec<(String, u8, u64)>,
    zone: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct FileRow {
    path: String,
    /// [`FileKind`] by its place in `ALL`.
    kind: u8,
    records: u64,
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
    postcard::from_bytes(bytes).ok()
}

impl Reply {
    pub fn progress(progress: Progress) -> Reply {
        let Progress {
            read,
            total,
            events,
        } = progress;
        Reply::Progress {
            read,
            total,
            events,
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
        let file = |file: &FileRead| FileRow {
            path: file.path.clone(),
            kind: place(&FileKind::ALL, file.kind),
            records: file.records,
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
        Summary {
            person: (id, handle, name),
            apps: imported.apps.clone(),
            files: imported.files.iter().map(file).collect(),
            skipped: imported.skipped.iter().map(skipped).collect(),
            zone: imported.zone.clone(),
        }
    }

    /// What was imported, with the events that were sent before.
    pub fn with(self, events: Vec<Event>) -> Imported {
        let (id, handle, name) = self.person;
        let at = |secs: Option<i64>| secs.and_then(|secs| DateTime::<Utc>::from_timestamp(secs, 0));
        let file = |row: FileRow| {
            Some(FileRead {
                kind: *FileKind::ALL.get(usize::from(row.kind))?,
                path: row.path,
                records: row.records,
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

/// Bytes of one event: id, seconds, app, file, offset (five bytes), kind, flags; little-endian.
const ROW: usize = 23;

/// Events as rows of bytes.
pub fn pack(events: &[Event]) -> Vec<u8> {
    let mut rows = Vec::with_capacity(events.len() * ROW);
    for event in events {
        rows.extend_from_slice(&event.id.to_le_bytes());
        rows.extend_from_slice(&event.epoch_secs().to_le_bytes()[..4]);
        rows.extend_from_slice(&event.app.to_le_bytes());
        rows.extend_from_slice(&event.file.to_le_bytes());
        rows.extend_from_slice(&event.offset().to_le_bytes()[..5]);
        rows.push(event.kind as u8);
        rows.push(event.flags.bits());
    }
    rows
}

/// Adds the events of packed rows to `events`.
pub fn unpack(rows: &[u8], events: &mut Vec<Event>) {
    events.reserve_exact(rows.len() / ROW);
    events.extend(rows.as_chunks::<ROW>().0.iter().filter_map(unpack_row));
}

fn unpack_row(row: &[u8; ROW]) -> Option<Event> {
    let number = |from: usize, bytes: usize| {
        row[from..from + bytes]
            .iter()
            .rev()
            .fold(0u64, |number, byte| number << 8 | u64::from(*byte))
    };
    let at = DateTime::from_timestamp(number(8, 4) as i64, 0)?;
    let kind = *Kind::ALL.get(usize::from(row[21]))?;
    let mut event =
        Event::new(number(0, 8), at, kind)?.located(number(14, 2) as u16, number(16, 5))?;
    event.app = number(12, 2) as u16;
    event.flags = Flags::from_bits(row[22]);
    Some(event)
}

/// An enum's value as its place among all of them.
fn place<T: PartialEq>(all: &[T], value: T) -> u8 {
    all.iter()
        .position(|other| *other == value)
        .unwrap_or_default() as u8
}
