//! What crosses between the page and its workers, as bytes. The only place where these are
//! serialised; both ends are built from this file, and [`Reply::Ready`] says from which version.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

pub mod bird;
mod bytes;
pub mod github;
pub mod kept;
pub mod opened;
mod part;
pub mod rhythm;
pub mod talk;
pub mod texts;

use chrono::{DateTime, Utc};

use super::event::{Event, FileKind, FileRead, Imported, Person, SkipReason, Skipped};
use super::source::twitter::import::share::Loan;
use super::source::{ImportError, PostText, Progress};
use bytes::{Reader, Writer};
pub use part::Report;

/// Changes whenever a message changes. A page that was opened before a deploy may meet a worker
/// that was loaded after it. How [`Reply::Ready`] is written never changes.
pub const VERSION: u32 = 7;

/// Page to worker, or worker to helper. The chosen `File` objects travel beside [`Request::Open`] and
/// [`Request::Help`], by handle.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// Read these files: their paths, in the order of the handles.
    Open { paths: Vec<String> },
    /// Read again what the posts at these places say: file number and offset.
    Posts { ask: u32, places: Vec<(u16, u64)> },
    /// Help to read these files. The other worker's clock decides what is not to come yet.
    Help {
        paths: Vec<String>,
        now: DateTime<Utc>,
    },
    /// Of them, read this one. Answered by `Progress…`, then `Events…` and [`Report::Part`], or `Failed`.
    Read { loan: Loan },
}

/// Worker to page. An import is told as `Progress…`, then `Events…` and `Done`, or `Failed`.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// The worker runs. What was sent before waits in its loader.
    Ready {
        version: u32,
    },
    /// How far it is, `ms` milliseconds after the import began.
    Progress {
        progress: Progress,
        ms: u32,
    },
    /// The next events, of so many in all. They follow the message as rows of bytes.
    Events {
        total: u64,
    },
    /// Everything but the events, which stay behind.
    Done {
        imported: Box<Imported>,
    },
    Failed {
        error: ImportError,
    },
    /// The answer to [`Request::Posts`]: each place's post, `None` where it can't be read.
    Posts {
        ask: u32,
        posts: Vec<Option<PostText>>,
    },
}

/// What can be written as bytes and read again. The first byte says which message it is.
pub trait Message: Sized {
    fn write(&self, to: &mut Writer);
    /// `None` if the bytes are no message of this version.
    fn read(from: &mut Reader) -> Option<Self>;
}

/// As bytes, for `postMessage`.
pub fn to_bytes(message: &impl Message) -> Vec<u8> {
    let mut to = Writer::default();
    message.write(&mut to);
    to.into_bytes()
}

/// `None` if the bytes are no message of this version.
pub fn from_bytes<T: Message>(bytes: &[u8]) -> Option<T> {
    split_bytes(bytes).map(|(message, _)| message)
}

/// A message and the bytes that follow it.
pub fn split_bytes<T: Message>(bytes: &[u8]) -> Option<(T, &[u8])> {
    let mut from = Reader::new(bytes);
    let message = T::read(&mut from)?;
    Some((message, from.into_rest()))
}

impl Message for Request {
    fn write(&self, to: &mut Writer) {
        match self {
            Request::Open { paths } => {
                to.byte(0);
                to.texts(paths);
            }
            Request::Posts { ask, places } => {
                to.byte(1);
                to.number((*ask).into());
                to.list(places, |to, (file, offset)| {
                    to.number((*file).into());
                    to.number(*offset);
                });
            }
            Request::Help { paths, now } => {
                to.byte(2);
                to.texts(paths);
                write_time(to, *now);
            }
            Request::Read { loan } => {
                to.byte(3);
                to.number(loan.number as u64);
                to.text(&loan.path);
                to.number(loan.packed);
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Request> {
        Some(match from.byte()? {
            0 => Request::Open {
                paths: from.texts()?,
            },
            1 => Request::Posts {
                ask: from.small()?,
                places: from.list(|from| Some((from.small()?, from.number()?)))?,
            },
            2 => Request::Help {
                paths: from.texts()?,
                now: read_time(from)?,
            },
            3 => Request::Read {
                loan: Loan {
                    number: from.small()?,
                    path: from.text()?,
                    packed: from.number()?,
                },
            },
            _ => return None,
        })
    }
}

impl Message for Reply {
    fn write(&self, to: &mut Writer) {
        match self {
            Reply::Ready { version } => {
                to.byte(0);
                to.number((*version).into());
            }
            Reply::Progress { progress, ms } => {
                to.byte(1);
                for number in [progress.read, progress.total, progress.events] {
                    to.number(number);
                }
                to.number((*ms).into());
            }
            Reply::Events { total } => {
                to.byte(2);
                to.number(*total);
            }
            Reply::Done { imported } => {
                to.byte(3);
                imported.write(to);
            }
            Reply::Failed { error } => {
                to.byte(4);
                error.write(to);
            }
            Reply::Posts { ask, posts } => write_posts(to, *ask, posts),
        }
    }

    fn read(from: &mut Reader) -> Option<Reply> {
        Some(match from.byte()? {
            0 => Reply::Ready {
                version: from.small()?,
            },
            1 => Reply::Progress {
                progress: Progress {
                    read: from.number()?,
                    total: from.number()?,
                    events: from.number()?,
                },
                ms: from.small()?,
            },
            2 => Reply::Events {
                total: from.number()?,
            },
            3 => Reply::Done {
                imported: Box::new(Imported::read(from)?),
            },
            4 => Reply::Failed {
                error: ImportError::read(from)?,
            },
            POSTS => {
                let (ask, posts) = read_posts(from)?;
                Reply::Posts { ask, posts }
            }
            _ => return None,
        })
    }
}

/// The first byte of [`Reply::Posts`], which the desk reads and writes as well.
const POSTS: u8 = 5;

fn write_posts(to: &mut Writer, ask: u32, posts: &[Option<PostText>]) {
    to.byte(POSTS);
    to.number(ask.into());
    to.list(posts, |to, post| {
        to.option(post.as_ref(), |to, post| {
            to.number(post.id);
            to.text(&post.text);
        });
    });
}

/// After the first byte.
fn read_posts(from: &mut Reader) -> Option<(u32, Vec<Option<PostText>>)> {
    let ask = from.small()?;
    let post = |from: &mut Reader| {
        let (id, text) = (from.number()?, from.text()?);
        Some(PostText { id, text })
    };
    Some((ask, from.list(|from| from.option(post))?))
}

/// Without its events.
impl Message for Imported {
    fn write(&self, to: &mut Writer) {
        self.person.write(to);
        to.texts(&self.apps);
        to.list(&self.files, |to, file| {
            to.text(&file.path);
            to.one_of(&FileKind::ALL, file.kind);
            to.number(file.records);
            to.number(file.entries);
            to.option(file.expected, Writer::number);
            to.option(file.first, write_time);
            to.option(file.last, write_time);
        });
        to.list(&self.skipped, |to, skipped| {
            to.text(&skipped.path);
            to.one_of(&SkipReason::ALL, skipped.reason);
            to.number(skipped.count);
        });
        to.texts(&self.unopened);
        to.number(self.media);
        to.number(self.assets);
        to.list(&self.missing, |to, (path, count)| {
            to.text(path);
            to.number(*count);
        });
        to.list(&self.others, |to, other| other.write(to));
        to.option(self.zone.as_deref(), Writer::text);
    }

    fn read(from: &mut Reader) -> Option<Imported> {
        let person = Person::read(from)?;
        let file = |from: &mut Reader| {
            Some(FileRead {
                path: from.text()?,
                kind: from.one_of(&FileKind::ALL)?,
                records: from.number()?,
                entries: from.number()?,
                expected: from.option(Reader::number)?,
                first: from.option(read_time)?,
                last: from.option(read_time)?,
            })
        };
        let skipped = |from: &mut Reader| {
            Some(Skipped {
                path: from.text()?,
                reason: from.one_of(&SkipReason::ALL)?,
                count: from.number()?,
            })
        };
        Some(Imported {
            events: Vec::new(),
            person,
            apps: from.texts()?,
            files: from.list(file)?,
            skipped: from.list(skipped)?,
            unopened: from.texts()?,
            media: from.number()?,
            assets: from.number()?,
            missing: from.list(|from| Some((from.text()?, from.number()?)))?,
            others: from.list(Person::read)?,
            zone: from.option(Reader::text)?,
        })
    }
}

impl Message for Person {
    fn write(&self, to: &mut Writer) {
        for text in [&self.id, &self.handle, &self.name] {
            to.text(text);
        }
    }

    fn read(from: &mut Reader) -> Option<Person> {
        Some(Person {
            id: from.text()?,
            handle: from.text()?,
            name: from.text()?,
        })
    }
}

/// To the second, which is all that archives tell.
fn write_time(to: &mut Writer, at: DateTime<Utc>) {
    to.number(at.timestamp() as u64);
}

fn read_time(from: &mut Reader) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(from.number()? as i64, 0)
}

impl Message for ImportError {
    fn write(&self, to: &mut Writer) {
        let (which, path) = match self {
            ImportError::Empty { path } => (0, path),
            ImportError::NotAnArchive { path } => (1, path),
            ImportError::HtmlPage { path } => (2, path),
            ImportError::Truncated { path } => (3, path),
            ImportError::Damaged { path } => (4, path),
            ImportError::Encrypted { path } => (5, path),
            ImportError::MediaOnly { path } => (6, path),
            ImportError::Unreadable { path } => (7, path),
            ImportError::UnsupportedMethod { path, method } => {
                to.byte(8);
                to.number((*method).into());
                return to.text(path);
            }
            ImportError::NoPosts { held } => {
                to.byte(9);
                return to.texts(held);
            }
            ImportError::NoReadablePost { imported } => {
                to.byte(10);
                return imported.write(to);
            }
        };
        to.byte(which);
        to.text(path);
    }

    fn read(from: &mut Reader) -> Option<ImportError> {
        let error = match from.byte()? {
            0 => |path| ImportError::Empty { path },
            1 => |path| ImportError::NotAnArchive { path },
            2 => |path| ImportError::HtmlPage { path },
            3 => |path| ImportError::Truncated { path },
            4 => |path| ImportError::Damaged { path },
            5 => |path| ImportError::Encrypted { path },
            6 => |path| ImportError::MediaOnly { path },
            7 => |path| ImportError::Unreadable { path },
            8 => {
                let (method, path) = (from.small()?, from.text()?);
                return Some(ImportError::UnsupportedMethod { path, method });
            }
            9 => {
                let held = from.texts()?;
                return Some(ImportError::NoPosts { held });
            }
            10 => {
                let imported = Box::new(Imported::read(from)?);
                return Some(ImportError::NoReadablePost { imported });
            }
            _ => return None,
        };
        from.text().map(error)
    }
}

/// Bytes of one event: its words, little-endian.
const ROW: usize = 24;

/// A message with the next events.
///
/// * `begin`: what tells of them, before their rows.
pub fn events_to_bytes(begin: &impl Message, events: &[Event]) -> Vec<u8> {
    let mut bytes = to_bytes(begin);
    bytes.reserve_exact(size_of_val(events));
    for word in events.iter().flat_map(Event::to_words) {
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    bytes
}

/// Adds the events of rows to `events`.
pub fn add_events(rows: &[u8], events: &mut Vec<Event>) {
    let event = |row: &[u8; ROW]| match row.as_chunks().0 {
        [one, two, three] => Event::from_words([*one, *two, *three].map(u64::from_le_bytes)),
        _ => None, // not reached: a row is three words
    };
    events.extend(rows.as_chunks().0.iter().filter_map(event));
}

#[cfg(test)]
#[allow(clippy::indexing_slicing, clippy::arithmetic_side_effects)]
mod tests;
