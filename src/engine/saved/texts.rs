//! What posts say, as far as someone wants that kept: by the day, so that whoever opens a stretch reads a day or two.

use super::super::event::{Event, Kind};
use super::{DAY_SECS, has_place, in_order};

/// What a post says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// When it was posted, seconds since 1970.
    pub secs: i64,
    pub id: u64,
    pub text: String,
}

/// A post among those of its second: events that were kept have no ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Which {
    /// When it was posted, seconds since 1970.
    pub secs: i64,
    /// Its place among the posts of that second, from 0 on.
    pub nth: u32,
    /// How many there are in that second.
    pub of: u32,
}

/// Posts whose texts can be read again and are to be kept, as they lie in the archive: those that follow each other
/// there are read in one go.
pub fn readable(events: &[Event]) -> Vec<Event> {
    let posts = events.iter().copied().filter(is_readable);
    let posts: Vec<Event> = posts.collect();
    // Places in a file have 40 bits.
    in_order(&posts, &|post| u64::from(post.file) << 40 | post.offset())
}

/// How many those are.
pub fn readable_count(events: &[Event]) -> u64 {
    events.iter().filter(|event| is_readable(event)).count() as u64
}

fn is_readable(event: &Event) -> bool {
    is_kept(event) && has_place(event)
}

/// Whether what it says may be kept. What someone has deleted is not: nobody expects that back.
fn is_kept(event: &Event) -> bool {
    event.kind.is_post() && event.kind != Kind::DeletedTweet
}

/// How many posts are read at a time at most, and from how many bytes of their file: neither the worker that reads
/// them nor the page that takes them in is kept from other things for long.
const MOST_AT_ONCE: usize = 512;
const MOST_SPAN_BYTES: u64 = 256 << 10;

/// Posts in portions, each to be read in one go. None is empty.
///
/// * `posts`: as they lie in the archive.
pub fn portions(posts: &[Event]) -> Vec<&[Event]> {
    let mut portions = Vec::new();
    let mut rest = posts;
    while let Some(first) = rest.first() {
        let last = first.offset().saturating_add(MOST_SPAN_BYTES);
        let is_near = |post: &&Event| post.file == first.file && post.offset() <= last;
        let near = rest.iter().take(MOST_AT_ONCE).take_while(is_near);
        let Some((portion, later)) = rest.split_at_checked(near.count()) else {
            break; // not reached: no more are counted than there are
        };
        portions.push(portion);
        rest = later;
    }
    portions
}

/// Under which day a text is kept: days since 1970, UTC.
pub fn day(secs: i64) -> i64 {
    secs.div_euclid(DAY_SECS)
}

/// Which of the posts of its second an event is. One whose text is never kept counts itself besides those, and so is
/// none of them.
///
/// * `events`: by time; `index` is the event's among them.
pub fn which(events: &[Event], index: usize) -> Option<Which> {
    let (before, rest) = events.split_at_checked(index)?;
    let (event, after) = rest.split_first()?;
    let secs = event.epoch_secs();
    let count = |others: &mut dyn Iterator<Item = &Event>| {
        let same = others.take_while(|other| other.epoch_secs() == secs);
        same.filter(|other| is_kept(other)).count() as u32
    };
    let nth = count(&mut before.iter().rev());
    let later = count(&mut after.iter());
    let of = nth.saturating_add(later).saturating_add(1);
    Some(Which { secs, nth, of })
}

/// What a post says; `None` if that is not kept, or if it isn't sure which of its second's texts is meant.
///
/// * `day`: by time, then id.
pub fn text_of(day: &[Said], which: Which) -> Option<&str> {
    let same = day.iter().filter(|said| said.secs == which.secs);
    let is_sure = same.clone().count() == which.of as usize;
    let said = same.clone().nth(which.nth as usize)?;
    is_sure.then_some(said.text.as_str())
}

/// Puts a text to others, which are by time, then id. It takes the place of what the same post said before.
pub fn add_text(all: &mut Vec<Said>, new: Said) {
    let key = (new.secs, new.id);
    // There are a few thousand at most.
    let at = all.partition_point(|said| (said.secs, said.id) < key);
    match all.get_mut(at) {
        Some(said) if (said.secs, said.id) == key => *said = new,
        _ => all.insert(at, new),
    }
}
