//! What this page has written itself, in a file or in the browser's own storage: what is said of it in short, and why
//! it may not be read. The whole is [`crate::engine::saved`]'s.

use crate::engine::event::{Event, Imported, Source};
use crate::engine::json::{self, Value};

/// Why a text gives nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is longer than any that is read.
    TooLarge,
    /// It is no JSON: damaged, or of another kind.
    NotJson,
    /// It is JSON, and not of this page.
    Foreign,
    /// It is a bird: that has a page of its own.
    Bird,
    /// It was written by a newer page than this.
    Newer,
    /// It has no event that can be read.
    NoEvents,
}

/// What is kept of someone, in short: it is read without reading all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub source: Source,
    pub handle: String,
    pub name: String,
    /// How many events.
    pub events: u64,
    /// When the first and the last of them were, seconds since 1970.
    pub first: i64,
    pub last: i64,
    /// When it was kept, seconds since 1970.
    pub kept_at: i64,
    /// How many bytes that takes.
    pub bytes: u64,
}

impl Listing {
    pub fn of(imported: &Imported, source: Source, kept_at: i64, bytes: u64) -> Listing {
        let secs = |event: Option<&Event>| event.map_or(0, Event::epoch_secs);
        Listing {
            source,
            handle: imported.person.handle.clone(),
            name: imported.person.name.clone(),
            events: imported.events.len() as u64,
            first: secs(imported.events.first()),
            last: secs(imported.events.last()),
            kept_at,
            bytes,
        }
    }

    /// Whether it says whose it is.
    pub fn is_named(&self) -> bool {
        !(self.handle.is_empty() && self.name.is_empty())
    }

    pub fn written(&self) -> String {
        let number = |number: u64| Value::from(i64::try_from(number).unwrap_or(i64::MAX));
        Value::of([
            ("source", source_name(self.source).into()),
            ("handle", self.handle.as_str().into()),
            ("name", self.name.as_str().into()),
            ("events", number(self.events)),
            ("first", self.first.into()),
            ("last", self.last.into()),
            ("kept", self.kept_at.into()),
            ("bytes", number(self.bytes)),
        ])
        .written()
    }

    /// `None` if the text is no listing.
    pub fn read(text: &[u8]) -> Option<Listing> {
        let told = json::read(text)?;
        told.fields()?;
        let number = |name: &str| told.number(name).unwrap_or_default();
        let count = |name: &str| u64::try_from(number(name)).unwrap_or_default();
        Some(Listing {
            source: source_named(told.text("source")).unwrap_or(Source::Archive),
            handle: told.text("handle").into(),
            name: told.text("name").into(),
            events: count("events"),
            first: number("first"),
            last: number("last"),
            kept_at: number("kept"),
            bytes: count("bytes"),
        })
    }
}

/// What of someone's posts is kept beside that, if they want it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Of how many posts.
    pub posts: u64,
    /// How many bytes that takes.
    pub bytes: u64,
}

/// How files call a source.
pub fn source_name(source: Source) -> &'static str {
    match source {
        Source::Archive => "archive",
        Source::GitHub => "github",
    }
}

pub fn source_named(name: &str) -> Option<Source> {
    let all = [Source::Archive, Source::GitHub];
    all.into_iter().find(|source| source_name(*source) == name)
}
