//! Everything once, by time.

use crate::engine::event::{Event, Flags, Kind};

/// Each post once, and each act of a kind, by time. Of several records of one post, one that knows the
/// time is kept, and of those the one of the plainest kind; what stands in for others was read last.
pub fn put_in_order(events: &mut Vec<Event>) {
    sort_by(events, rank);
    events.dedup_by_key(|event| (event.id, sort(event)));
    sort_by(events, moment);
}

/// One sort for both orders: a second one would be 2 KB of the worker.
#[inline(never)]
fn sort_by(events: &mut [Event], key: fn(&Event) -> u128) {
    events.sort_unstable_by_key(key);
}

fn moment(event: &Event) -> u128 {
    let secs = event.epoch_secs() as u128;
    secs << 72 | u128::from(event.id) << 8 | event.kind as u128
}

/// Ids are unique within these.
fn sort(event: &Event) -> Kind {
    if event.kind.is_post() {
        Kind::Tweet
    } else {
        event.kind
    }
}

/// In one number, for a comparison of several would be a great deal more code: 64 bits of id, 5 of
/// sort, 1 of whether the time is known, 2 of the kind of post, 16 of file, 40 of offset.
fn rank(event: &Event) -> u128 {
    let is_date_only = u128::from(event.flags.has(Flags::DATE_ONLY));
    let kind = (sort(event) as u128) << 3 | is_date_only << 2 | (event.kind as u128 & 3);
    let place = u128::from(event.file) << 40 | u128::from(event.offset());
    u128::from(event.id) << 64 | kind << 56 | place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_has_room_in_a_rank() {
        assert!(Kind::ALL.len() <= 32);
    }
}
