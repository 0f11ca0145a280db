//! What leaves the page and comes back: someone's events without what they say, and how they are looked at. As JSON
//! for people ([`written`], [`read`](fn@read), described in docs/export.md); in the browser's own storage its head with events as
//! bytes, see [`super::protocol::kept`].

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod names;
mod read;
mod rows;
pub mod texts;
mod union;
mod write;

use std::collections::BinaryHeap;

use super::event::{Event, Flags, Imported, Kind, Source};
use super::opened::{Opened, Origin};
use super::source::saved::source_name;

pub use super::source::saved::{Listing, Unread};
pub use read::{MOST_BYTES, read, read_head};
pub use union::union;
pub use write::{Kinds, Names, written, written_head};

/// The version that is written, as JSON and as bytes.
pub const VERSION: u8 = 1;

/// No post is the bird's food for longer. So long it keeps its id, for the bird eats none twice.
const FOOD_DAYS: i64 = 9;
const DAY_SECS: i64 = 86_400;

/// The same without what is kept nowhere: where texts stand, ids but for those that the bird needs, files, and
/// everything of other people.
pub fn bare(imported: Imported) -> Imported {
    let Imported {
        mut events,
        person,
        apps,
        ..
    } = imported;
    let last = events.last().map_or(0, Event::epoch_secs);
    let from = last.saturating_sub(FOOD_DAYS.saturating_mul(DAY_SECS));
    for event in &mut events {
        let has_id = event.kind.is_post() && from <= event.epoch_secs();
        let id = if has_id { event.id } else { 0 };
        // It always is one: its moment was good before.
        let bare = bare_event(event.epoch_secs(), event.kind, event.app, event.flags, id);
        *event = bare.unwrap_or(*event);
    }
    Imported {
        events,
        person,
        apps,
        ..Imported::default()
    }
}

/// An event of which nobody knows any more where it stands; `None` if there is no such moment.
pub fn bare_event(secs: i64, kind: Kind, app: u16, flags: Flags, id: u64) -> Option<Event> {
    let mut event = Event::at_second(id, secs, kind)?.located(NO_FILE, 0)?;
    event.app = app;
    event.flags = flags;
    Some(event)
}

/// No archive has so many files: whoever asks for the text finds none.
const NO_FILE: u16 = u16::MAX;

/// Events by a key, those with the same one as they were. By a heap: that is slower than a sort, and a tenth of its code.
fn in_order(events: &[Event], key: &dyn Fn(&Event) -> u64) -> Vec<Event> {
    let keys = events.iter().map(key).zip(0_usize..);
    let keys: BinaryHeap<(u64, usize)> = keys.collect();
    let sorted = keys.into_sorted_vec().into_iter();
    let event = |(_, nth): (u64, usize)| events.get(nth).copied();
    sorted.filter_map(event).collect()
}

/// Whether its text can be read again: it is from an archive that is open.
fn has_place(event: &Event) -> bool {
    event.file != NO_FILE
}

/// Whose it is before anything else. Someone who doesn't exist has an archive.
pub fn source(origin: Origin) -> Source {
    match origin {
        Origin::Archive | Origin::Sample(_) => Source::Archive,
        Origin::GitHub => Source::GitHub,
    }
}

/// Under which name someone is kept: whoever is kept again under it is the same person. Of those who aren't named
/// everyone is somebody else, unless both begin in one second; ids say nothing more, for most of them are not kept.
pub fn key(opened: &Opened) -> String {
    let Imported { person, events, .. } = &opened.imported;
    let who = match (person.id.as_str(), person.handle.as_str()) {
        ("", "") => {
            let first = events.first().map_or(0, Event::epoch_secs);
            ["?", &first.to_string()].concat()
        }
        ("", handle) => handle.into(),
        (id, _) => id.into(),
    };
    [source_name(source(opened.origin)), ":", &who].concat()
}
