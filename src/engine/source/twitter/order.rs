//! Everything once, by time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::slice;

use crate::engine::event::{Event, Flags, Kind};

/// With more ups and downs than these, events are sorted anew and not merged: all of them, and those of a
/// file.
const MAX_RUNS: usize = 64;
const MAX_RUNS_OF_FILE: usize = 1 << 10;

/// Puts some events of one file in order, to be merged with others. Archives list posts in runs of
/// some hundred, newest first in each.
pub fn sort(mut events: Vec<Event>) -> Vec<Event> {
    for run in events.chunk_by_mut(|one, next| rank(one) > rank(next)) {
        run.reverse();
    }
    merge_runs(events, MAX_RUNS_OF_FILE, rank)
}

/// Each post once, and each act of a kind, by time. Of several records of one post, one that knows the
/// time is kept, and of those one of the plainest kind; what stands in for others was read last.
///
/// * `parts`: as [`sort`] leaves them.
pub fn put_in_order(parts: Vec<Vec<Event>>) -> Vec<Event> {
    let mut events = join(parts);
    events.dedup_by_key(|event| (event.id, sort_of(event)));
    // Ids tell times, but not all of them: some kinds of acts have ids of another sort.
    merge_runs(events, MAX_RUNS, moment)
}

/// All that [`sort`] has left, in the same order.
pub fn join(parts: Vec<Vec<Event>>) -> Vec<Event> {
    merge(&parts, rank)
}

/// Puts events in order by `key`: by merging what is in order already, or anew where that is too little.
/// Two copies of it would be 2 KB of the worker.
#[inline(never)]
fn merge_runs(mut events: Vec<Event>, most: usize, key: fn(&Event) -> u128) -> Vec<Event> {
    let runs = events.chunk_by(|one, next| key(one) <= key(next));
    let runs: Vec<&[Event]> = runs.take(most.saturating_add(1)).collect();
    if runs.len() > most {
        events.sort_unstable_by_key(key);
    } else if runs.len() > 1 {
        events = merge(&runs, key);
    }
    events
}

/// Merges events that are in order by `key`.
fn merge<T: AsRef<[Event]>>(runs: &[T], key: fn(&Event) -> u128) -> Vec<Event> {
    let mut merged = Vec::new();
    merged.reserve_exact(runs.iter().map(|run| run.as_ref().len()).sum());
    let mut rests: Vec<slice::Iter<Event>> = runs.iter().map(|run| run.as_ref().iter()).collect();
    let head = |(run, rest): (usize, &slice::Iter<Event>)| {
        let first = rest.as_slice().first()?;
        Some(Reverse((key(first), run)))
    };
    let mut heads: BinaryHeap<_> = rests.iter().enumerate().filter_map(head).collect();
    while heads.len() > 1
        && let Some(mut least) = heads.peek_mut()
    {
        let Reverse((_, run)) = *least;
        let Some(rest) = rests.get_mut(run) else {
            break; // not reached: every head is of a run
        };
        merged.extend(rest.next());
        match rest.as_slice().first() {
            Some(next) => *least = Reverse((key(next), run)),
            None => drop(PeekMut::pop(least)),
        }
    }
    // One is left, if it wasn't the only one, or none.
    merged.extend(rests.into_iter().flatten());
    merged
}

fn moment(event: &Event) -> u128 {
    let secs = event.epoch_secs() as u128;
    secs << 72 | u128::from(event.id) << 8 | event.kind as u128
}

/// Ids are unique within these.
fn sort_of(event: &Event) -> Kind {
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
    let kind = (sort_of(event) as u128) << 3 | is_date_only << 2 | (event.kind as u128 & 3);
    let place = u128::from(event.file) << 40 | u128::from(event.offset());
    u128::from(event.id) << 64 | kind << 56 | place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_has_room_in_a_rank() {
        let mut of_archives = Kind::ALL.into_iter().filter(|kind| !kind.is_github());
        assert!(of_archives.all(|kind| (kind as u8) < 32));
    }
}
