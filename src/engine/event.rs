//! What a source yields: moments at which the person did something, and where each can be read again.

mod file;
mod kind;

use chrono::{DateTime, Utc};

pub use file::{FileKind, FileRead};
pub use kind::{Kind, Source};

/// One post or other act: a moment at which the person did something. 24 bytes, because an archive may
/// hold millions of them and a phone must hold them all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Event {
    /// Unique among the posts of a source, or among its acts of one kind.
    pub id: u64,
    /// Seconds since 1970, UTC. Good until 2106.
    secs: u32,
    /// Where the record starts in the file's own bytes (inflated), low and high part: 40 bits.
    offset_low: u32,
    offset_high: u8,
    /// What was done.
    pub kind: Kind,
    /// Facts about it, see [`Flags`].
    pub flags: Flags,
    /// Index into [`Imported::apps`]; 0 for acts that are no posts.
    pub app: u16,
    /// Index into [`Imported::files`].
    pub file: u16,
}

impl Event {
    /// `None` if the moment is before 1970 or after 2106, or the offset is over a terabyte.
    pub fn new(id: u64, at: DateTime<Utc>, kind: Kind) -> Option<Event> {
        Event::at_second(id, at.timestamp(), kind)
    }

    /// The same, of a moment in seconds since 1970, UTC.
    pub fn at_second(id: u64, epoch_secs: i64, kind: Kind) -> Option<Event> {
        let secs = u32::try_from(epoch_secs).ok()?;
        Some(Event {
            id,
            secs,
            offset_low: 0,
            offset_high: 0,
            kind,
            flags: Flags::default(),
            app: 0,
            file: 0,
        })
    }

    /// Says where the record lies: `offset` in bytes from the start of the (inflated) file.
    pub fn located(mut self, file: u16, offset: u64) -> Option<Event> {
        self.file = file;
        self.offset_low = offset as u32;
        self.offset_high = u8::try_from(offset >> 32).ok()?;
        Some(self)
    }

    /// All of it in three words, for the way between workers: the id; from the lowest bit 32 bits of
    /// seconds, 16 of app, 16 of file; 40 of offset, 8 of kind, 8 of flags.
    pub fn to_words(&self) -> [u64; 3] {
        let (app, file) = (u64::from(self.app), u64::from(self.file));
        let (kind, flags) = (self.kind as u64, u64::from(self.flags.0));
        [
            self.id,
            u64::from(self.secs) | app << 32 | file << 48,
            self.offset() | kind << 40 | flags << 48,
        ]
    }

    /// `None` if these are no event's words.
    pub fn from_words([id, when, what]: [u64; 3]) -> Option<Event> {
        Some(Event {
            id,
            secs: when as u32,
            offset_low: what as u32,
            offset_high: (what >> 32) as u8,
            kind: *Kind::ALL.get(usize::from((what >> 40) as u8))?,
            flags: Flags::from_bits((what >> 48) as u8),
            app: (when >> 32) as u16,
            file: (when >> 48) as u16,
        })
    }

    pub fn at(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(i64::from(self.secs), 0).unwrap_or_default()
    }

    /// Seconds since 1970, UTC.
    pub fn epoch_secs(&self) -> i64 {
        i64::from(self.secs)
    }

    /// Where its record starts, in bytes from the start of the (inflated) file.
    pub fn offset(&self) -> u64 {
        u64::from(self.offset_high) << 32 | u64::from(self.offset_low)
    }
}

/// Facts about an event that a filter may ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags(u8);

impl Flags {
    /// Only the day is known: the clock must not use it (Grailbird before 2010-11-04).
    pub const DATE_ONLY: Flags = Flags(1);
    /// Its text holds one of the words by which midare's own announcements are known.
    pub const BOT_WORD: Flags = Flags(2);
    /// A retweet: an act of the person's, of someone else's words.
    pub const RETWEET: Flags = Flags(4);
    /// A commit by a bot or by a program that tests and publishes.
    pub const MACHINE: Flags = Flags(8);
    /// A commit of another's making, by a merge: its time says when they pressed the button.
    pub const MERGED: Flags = Flags(16);
    /// A commit of a history that was brought in from elsewhere: its time is not the person's.
    pub const IMPORTED: Flags = Flags(32);
    /// Someone else's commit or release.
    pub const NOT_OWN: Flags = Flags(64);
    /// A commit that was written anew with others; its time is still when the person wrote it.
    pub const REBASED: Flags = Flags(128);
    /// What GitHub's events are left out for at first.
    pub const NOT_DONE: Flags = Flags(8 | 16 | 32 | 64);

    /// Whether it has this flag, or one of these.
    pub fn has(self, flag: Flags) -> bool {
        self.0 & flag.0 != 0
    }

    pub fn with(self, flag: Flags) -> Flags {
        Flags(self.0 | flag.0)
    }

    pub fn without(self, flag: Flags) -> Flags {
        Flags(self.0 & !flag.0)
    }

    pub fn bits(self) -> u8 {
        self.0
    }

    pub fn from_bits(bits: u8) -> Flags {
        Flags(bits)
    }
}

/// Everything a source gave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// By time, then id. Posts are unique by id, other acts by kind and id.
    pub events: Vec<Event>,
    pub person: Person,
    /// Names of the posting apps, as the source gives them. The first is always the empty name: no
    /// app is known.
    pub apps: Vec<String>,
    /// Every file that was read.
    pub files: Vec<FileRead>,
    /// What was left out, and why.
    pub skipped: Vec<Skipped>,
    /// Data files that were never opened, the first few hundred. `text` knows why, by their names.
    pub unopened: Vec<String>,
    /// How many pictures and videos, and how many files of the viewer's, there were besides.
    pub media: u64,
    pub assets: u64,
    /// Files that a manifest promises, and that are not there: path and how many records.
    pub missing: Vec<(String, u64)>,
    /// Other people whose files were among those chosen, and were left out.
    pub others: Vec<Person>,
    /// A zone that the source suggests, by its Rails or IANA name.
    pub zone: Option<String>,
}

impl Imported {
    /// A copy of all else.
    pub fn without_events(&self) -> Imported {
        Imported {
            events: Vec::new(),
            person: self.person.clone(),
            apps: self.apps.clone(),
            files: self.files.clone(),
            skipped: self.skipped.clone(),
            unopened: self.unopened.clone(),
            missing: self.missing.clone(),
            others: self.others.clone(),
            zone: self.zone.clone(),
            ..*self
        }
    }
}

/// Whose events these are. Empty where the source does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    /// Without the @.
    pub handle: String,
    pub name: String,
}

/// A defect that cost something: counted per file and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    pub path: String,
    pub reason: SkipReason,
    pub count: u64,
}

/// Why a record or a file was left out. The words for people are in `text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SkipReason {
    /// The record is not valid JSON, or ends before it should.
    BrokenRecord,
    /// The record has no id or no time that can be read.
    NoIdOrTime,
    /// The time is before Twitter existed, or after the archive was made, and its id can't repair it.
    BadTime,
    /// A record of more than 8 MiB.
    TooLong,
    /// The rest of the file could not be read: not what its name says.
    NotRecords,
    /// The file ends in the middle of a record.
    CutShort,
    /// The zip entry is encrypted.
    Encrypted,
    /// The zip entry is packed by a method that this reader does not know.
    UnknownMethod,
    /// The packed bytes are damaged (inflate or checksum).
    Damaged,
    /// The file inflates to more than 4 GiB (one about the person: 8 MiB), or there are more than 16
    /// million events. Of files, more than 65,535 or 16 MiB of their names: these are counted together, by
    /// the chosen file that holds the first.
    TooLarge,
    /// A zip inside the zip (2019–20's media): not opened.
    ZipInZip,
    /// The file is of another account than the rest.
    OtherAccount,
    /// Nothing says whose the file is, and others' files were chosen as well.
    UnknownAccount,
    /// The record has a sender, and nothing says whether that is the person.
    NoOwner,
    /// The file can't be read any more: it was changed, moved, or may not be read.
    Unreadable,
}

impl SkipReason {
    pub const ALL: [SkipReason; 15] = [
        SkipReason::BrokenRecord,
        SkipReason::NoIdOrTime,
        SkipReason::BadTime,
        SkipReason::TooLong,
        SkipReason::NotRecords,
        SkipReason::CutShort,
        SkipReason::Encrypted,
        SkipReason::UnknownMethod,
        SkipReason::Damaged,
        SkipReason::TooLarge,
        SkipReason::ZipInZip,
        SkipReason::OtherAccount,
        SkipReason::UnknownAccount,
        SkipReason::NoOwner,
        SkipReason::Unreadable,
    ];

    /// A name for reports and logs.
    pub fn name(self) -> &'static str {
        match self {
            SkipReason::BrokenRecord => "broken_record",
            SkipReason::NoIdOrTime => "no_id_or_time",
            SkipReason::BadTime => "bad_time",
            SkipReason::TooLong => "too_long",
            SkipReason::NotRecords => "not_records",
            SkipReason::CutShort => "cut_short",
            SkipReason::Encrypted => "encrypted",
            SkipReason::UnknownMethod => "unknown_method",
            SkipReason::Damaged => "damaged",
            SkipReason::TooLarge => "too_large",
            SkipReason::ZipInZip => "zip_in_zip",
            SkipReason::OtherAccount => "other_account",
            SkipReason::UnknownAccount => "unknown_account",
            SkipReason::NoOwner => "no_owner",
            SkipReason::Unreadable => "unreadable",
        }
    }
}
