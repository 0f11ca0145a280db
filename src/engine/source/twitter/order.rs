//! Everything once, by time.

use crate::engine::event::{Event, Flags, Kind};

/// Each post once, and each act of a kind, by time. Of several records of one post, one that knows the
/// time is kept, and of those the one of the plainest kind; what stands in for others was read last.
pub fn put_in_order(events: &mut Vec<Event>) {
    let sort = |event: &Event| match event.kind.is_post() {
        true => Kind::Tweet,
        false => event.kind,
    };
    events.sort_unstable_by_key(|event| {
        (
            (event.id, sort(event)),
            event.flags.has(Flags::DATE_ONLY),
            event.kind,
            event.file,
            event.offset(),
            event.epoch_secs(),
        )
    });
    events.dedup_by_key(|event| (event.id, sort(event)));
    events.sort_unstable_by_key(|event| (event.epoch_secs(), event.id, event.kind));
}
