//! What crosses between the page and the archive worker, as bytes. The only place where these are
//! serialised; both ends are built from this file, and [`Reply::Ready`] says from which version.

mod bytes;
mod part;

use chrono::{DateTime, Utc};

use super::event::{Event, FileKind, FileRead, Imported, Person, SkipReason, Skipped};
use super::source::{ImportError, PostText, Progress};
use bytes::{Reader, Writer};
pub use part::Report;

/// Changes whenever a message changes. A page that was opened before a deploy may meet a worker
/// that was loaded after it. How [`Reply::Ready`] is written never changes.
pub const VERSION: u32 = 6;

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
    /// Of them, read this one, by its number in the survey. Answered by `Progress…`, then `Events…` and
    /// [`Report::Part`], or `Failed`.
    Read { number: u32 },
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
            Request::Read { number } => {
                to.byte(3);
                to.number((*number).into());
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
                number: from.small()?,
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
            Reply::Posts { ask, posts } => {
                to.byte(5);
                to.number((*ask).into());
                to.list(posts, |to, post| {
                    to.option(post.as_ref(), |to, post| {
                        to.number(post.id);
                        to.text(&post.text);
                    });
                });
            }
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
            5 => Reply::Posts {
                ask: from.small()?,
                posts: from.list(|from| {
                    from.option(|from| {
                        let (id, text) = (from.number()?, from.text()?);
                        Some(PostText { id, text })
                    })
                })?,
            },
            _ => return None,
        })
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::event::{Flags, Kind};
    use crate::engine::source::inflate::BlockStart;
    use crate::engine::source::stream::Restart;
    use crate::engine::source::twitter::import::share::Part;

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

    /// Every request, with texts and numbers of every length.
    fn requests() -> Vec<Request> {
        vec![
            Request::Open { paths: Vec::new() },
            Request::Open {
                paths: vec!["twitter-2024/data/tweets.js".into(), "夜鳥.zip".into()],
            },
            Request::Posts {
                ask: u32::MAX,
                places: vec![(u16::MAX, u64::MAX), (0, 0)],
            },
            Request::Help {
                paths: vec!["夜鳥.zip".into()],
                now: DateTime::from_timestamp(1_795_539_600, 0).expect("a time"),
            },
            Request::Read { number: 65_534 },
        ]
    }

    /// Every reply and every failure.
    fn replies() -> Vec<Reply> {
        let path = || "x".repeat(300);
        let errors = [
            ImportError::Empty { path: path() },
            ImportError::NotAnArchive { path: path() },
            ImportError::HtmlPage { path: path() },
            ImportError::Truncated { path: path() },
            ImportError::Damaged { path: path() },
            ImportError::Encrypted { path: path() },
            ImportError::MediaOnly { path: path() },
            ImportError::Unreadable { path: path() },
            ImportError::UnsupportedMethod {
                path: path(),
                method: u16::MAX,
            },
            ImportError::NoPosts {
                held: vec!["like.js".into(), String::new()],
            },
            ImportError::NoReadablePost {
                imported: Box::new(imported()),
            },
        ];
        let progress = Progress {
            read: 1 << 40,
            total: u64::MAX,
            events: 127,
        };
        let post = PostText {
            id: u64::MAX,
            text: "今日 <b>".into(),
        };
        let mut replies = vec![
            Reply::Ready { version: VERSION },
            Reply::Progress { progress, ms: 128 },
            Reply::Events { total: 1_000_000 },
            Reply::Done {
                imported: Box::default(),
            },
            Reply::Done {
                imported: Box::new(imported()),
            },
            Reply::Posts {
                ask: 7,
                posts: vec![None, Some(post), Some(PostText::default())],
            },
        ];
        replies.extend(errors.map(|error| Reply::Failed { error }));
        replies
    }

    fn imported() -> Imported {
        let at = |secs| DateTime::from_timestamp(secs, 0);
        let file = |kind| FileRead {
            path: format!("data/{kind:?}.js"),
            kind,
            records: kind as u64 * 1000,
            entries: kind as u64 * 1001,
            expected: (kind == FileKind::Tweets).then_some(1 << 33),
            first: at(1_142_899_200),
            last: at(-1).filter(|_| kind == FileKind::Grailbird),
        };
        let skipped = |reason| Skipped {
            path: "夜".repeat(reason as usize),
            reason,
            count: 1 << reason as u64,
        };
        Imported {
            events: Vec::new(),
            person: Person {
                id: "12".into(),
                handle: "yodori".into(),
                name: "夜鳥".into(),
            },
            apps: vec![String::new(), "Twitter Web App".into()],
            files: FileKind::ALL.map(file).into(),
            skipped: SkipReason::ALL.map(skipped).into(),
            unopened: vec!["data/like.js".into()],
            media: 12,
            assets: 6_200,
            missing: vec![("data/tweets-part2.js".into(), 60_000)],
            others: vec![Person::default()],
            zone: Some("Tokyo".into()),
        }
    }

    fn check_way<T: Message + PartialEq + std::fmt::Debug>(message: &T) {
        let bytes = to_bytes(message);
        let followed = [&bytes, b"rows".as_slice()].concat();
        let (read, rest) = split_bytes::<T>(&followed).expect("a message");
        assert_eq!((&read, rest), (message, b"rows".as_slice()));
        for length in 0..bytes.len() {
            assert_eq!(from_bytes::<T>(&bytes[..length]), None, "{message:?}");
        }
        // Whatever stands there instead, it is read as something or nothing: it never panics.
        for at in 0..bytes.len() {
            for byte in [0, 1, 2, 0x7f, 0x80, 0xff, bytes[at] ^ 1, bytes[at] ^ 0x80] {
                let mut other = bytes.clone();
                other[at] = byte;
                let _ = from_bytes::<T>(&other);
            }
        }
    }

    fn reports() -> Vec<Report> {
        let start = BlockStart {
            bits: 5,
            count: 3,
            window: vec![b'x'; 300],
        };
        let restart = |at| Restart {
            at,
            read: 1 << 33,
            start: start.clone(),
        };
        let part = Part {
            events: Vec::new(),
            apps: vec![String::new(), "夜鳥".into()],
            entries: Some(1 << 40),
            skipped: SkipReason::ALL.map(|reason| (reason, 1)).into(),
            restarts: vec![restart(0), restart(u64::MAX)],
        };
        let progress = Progress::default();
        vec![
            Report::Ready { version: VERSION },
            Report::Progress { progress, ms: 128 },
            Report::Events { total: 1_000_000 },
            Report::Part { number: 7, part },
            Report::Part {
                number: u32::MAX,
                part: Part::default(),
            },
        ]
    }

    #[test]
    fn messages_survive_the_way_and_nothing_else_is_taken_for_one() {
        requests().iter().for_each(check_way);
        replies().iter().for_each(check_way);
        reports().iter().for_each(check_way);
    }

    #[test]
    fn the_first_byte_says_which_reply_it_is() {
        let first = |reply: &Reply| to_bytes(reply)[0];
        let firsts: Vec<u8> = replies().iter().map(first).collect();
        assert_eq!(firsts[..6], [0, 1, 2, 3, 3, 5]);
        assert_eq!(firsts[6..], [4; 11]);
        // A page of any version understands from which one the worker is.
        assert_eq!(to_bytes(&Reply::Ready { version: 300 }), [0, 0xac, 0x02]);
    }

    #[test]
    fn a_helper_s_replies_are_reports_and_its_part_is_no_reply() {
        for reply in &replies()[..3] {
            let report = from_bytes::<Report>(&to_bytes(reply)).expect("a report");
            assert_eq!(to_bytes(&report), to_bytes(reply));
        }
        for reply in &replies()[3..] {
            assert_eq!(from_bytes::<Report>(&to_bytes(reply)), None, "{reply:?}");
        }
        for part in &reports()[3..] {
            assert_eq!(from_bytes::<Reply>(&to_bytes(part)), None);
        }
    }

    #[test]
    fn the_events_stay_behind() {
        let at = DateTime::from_timestamp(1_709_647_331, 0).expect("a time");
        let mut with_events = imported();
        with_events.events.extend(Event::new(1, at, Kind::Tweet));
        assert_eq!(to_bytes(&with_events), to_bytes(&imported()));
    }
}
