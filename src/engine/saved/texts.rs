//! What posts say, as far as someone wants that kept: by the day, so that whoever opens a stretch reads a day or two.

use super::super::event::Event;
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

/// Posts whose texts can be read again, as they lie in the archive: those that follow each other there are read in
/// one go.
pub fn readable(events: &[Event]) -> Vec<Event> {
    let posts = events.iter().copied();
    let posts = posts.filter(|event| event.kind.is_post() && has_place(event));
    let posts: Vec<Event> = posts.collect();
    // Places in a file have 40 bits.
    in_order(&posts, &|post| u64::from(post.file) << 40 | post.offset())
}

/// Under which day a text is kept: days since 1970, UTC.
pub fn day(secs: i64) -> i64 {
    secs.div_euclid(DAY_SECS)
}

/// Which of the posts of its second an event is.
///
/// * `events`: by time; `index` is the event's among them.
pub fn which(events: &[Event], index: usize) -> Option<Which> {
    let (before, rest) = events.split_at_checked(index)?;
    let (event, after) = rest.split_first()?;
    let secs = event.epoch_secs();
    let count = |others: &mut dyn Iterator<Item = &Event>| {
        let same = others.take_while(|other| other.epoch_secs() == secs);
        same.filter(|other| other.kind.is_post()).count() as u32
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
