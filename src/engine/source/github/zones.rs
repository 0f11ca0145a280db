//! Where the person's clocks were: a zone timeline, proposed from the offsets that commits carry.
//!
//! A commit tells the offset of the machine it was made on, which is not always where the person is. So
//! an offset is believed where two commits agree on it within a day with no other offset between them, and
//! UTC is not believed where it looks like a machine's: servers and containers are kept in UTC. It is
//! believed where it is all there is, where it is the offset of at least half of all days with commits,
//! or where it takes turns with an offset an hour away, as in London, for weeks at a time.

use chrono::DateTime;

use crate::engine::time::{Offset, Zone};

const DAY_SECS: i64 = 86_400;
/// So long UTC must hold to be a winter (or a summer) of a zone an hour away.
const SEASON_SECS: i64 = 21 * DAY_SECS;

/// What a commit says of the clock it was made by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub epoch_secs: i64,
    /// Minutes by which the clock was ahead of UTC.
    pub offset_mins: i16,
}

/// From `from` (epoch seconds) on, clocks were `offset_mins` ahead of UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    pub from: i64,
    pub offset_mins: i16,
}

/// Sightings in a row that agree: index of the first, and past the last.
type Run<'a> = &'a [Sighting];

/// The timeline. The first entry starts at the first commit that is believed; each other one half way
/// between the last commit before it and its own first. Two entries that follow each other differ. Empty if
/// nothing is believed.
///
/// * `sightings`: by time.
pub fn timeline(sightings: &[Sighting]) -> Vec<Change> {
    let is_utc_believed = is_mostly_utc(sightings);
    let elsewhere = |run: &Run| is_utc_believed || !is_utc(run) || is_season(sightings, run);
    let believed: Vec<Sighting> = runs(sightings)
        .filter(elsewhere)
        .flatten()
        .copied()
        .collect();
    let believed: Vec<Sighting> = runs(&believed)
        .filter(is_confirmed)
        .flatten()
        .copied()
        .collect();
    let mut changes: Vec<Change> = Vec::new();
    let mut last: Option<Sighting> = None;
    for run in runs(&believed) {
        let (Some(first), Some(end)) = (run.first(), run.last()) else {
            continue;
        };
        let gap = last.map_or(0, |last| first.epoch_secs.saturating_sub(last.epoch_secs));
        changes.push(Change {
            from: first.epoch_secs.saturating_sub(gap / 2),
            offset_mins: first.offset_mins,
        });
        last = Some(*end);
    }
    changes
}

/// The same as a zone of its own; `None` for an empty timeline.
pub fn zone(name: &str, changes: &[Change]) -> Option<Zone> {
    let offset = |change: &Change| Offset {
        from: change.from,
        secs: i32::from(change.offset_mins).saturating_mul(60),
    };
    Zone::new(name, changes.iter().map(offset).collect())
}

/// Whether a zone's clocks show what a timeline says: in the middle of each of its stretches, for where one
/// begins and ends is only known roughly. An empty timeline says nothing.
///
/// * `last`: the last second, after 1970, that matters.
pub fn agree(changes: &[Change], zone: &Zone, last: i64) -> bool {
    let ends = changes.iter().skip(1).map(|change| change.from);
    let mut stretches = changes.iter().zip(ends.chain([last]));
    stretches.all(|(change, end)| {
        let middle = change
            .from
            .saturating_add(end.saturating_sub(change.from) / 2);
        let at = DateTime::from_timestamp(middle, 0).unwrap_or_default();
        zone.offset_secs(at) == i32::from(change.offset_mins).saturating_mul(60)
    })
}

/// What to call a timeline: its offsets in the order in which they are met first, `UTC+9 / UTC-7`.
pub fn name(changes: &[Change]) -> String {
    let mut met: Vec<i16> = Vec::new();
    for change in changes {
        if !met.contains(&change.offset_mins) {
            met.push(change.offset_mins);
        }
    }
    let offset = |mins: &i16| {
        let sign = if *mins < 0 { "-" } else { "+" };
        let (hours, mins) = (mins.unsigned_abs() / 60, mins.unsigned_abs() % 60);
        match mins {
            0 => format!("UTC{sign}{hours}"),
            mins => format!("UTC{sign}{hours}:{mins:02}"),
        }
    };
    met.iter().map(offset).collect::<Vec<_>>().join(" / ")
}

fn runs(sightings: &[Sighting]) -> impl Iterator<Item = Run<'_>> {
    sightings.chunk_by(|one, next| one.offset_mins == next.offset_mins)
}

fn is_utc(run: &Run) -> bool {
    run.first()
        .is_some_and(|sighting| sighting.offset_mins == 0)
}

/// Whether two of them are within a day.
fn is_confirmed(run: &Run<'_>) -> bool {
    run.windows(2).any(|pair| match pair {
        [one, next] => next.epoch_secs.saturating_sub(one.epoch_secs) <= DAY_SECS,
        _ => false,
    })
}

/// Whether UTC is the offset of at least half of the days.
fn is_mostly_utc(sightings: &[Sighting]) -> bool {
    let days = |is_wanted: fn(&Sighting) -> bool| {
        let wanted = sightings.iter().filter(|sighting| is_wanted(sighting));
        let mut days: Vec<i64> = wanted
            .map(|sighting| sighting.epoch_secs.div_euclid(DAY_SECS))
            .collect();
        // They are by time.
        days.dedup();
        days.len()
    };
    days(|sighting| sighting.offset_mins != 0) <= days(|sighting| sighting.offset_mins == 0)
}

/// Whether this run of UTC is a season of a zone an hour away: long, and beside such a run.
fn is_season(sightings: &[Sighting], run: &Run) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else {
        return false;
    };
    let lasts = last.epoch_secs.saturating_sub(first.epoch_secs);
    let start = sightings.partition_point(|sighting| sighting.epoch_secs < first.epoch_secs);
    let end = start.saturating_add(run.len());
    let before = start
        .checked_sub(1)
        .and_then(|before| sightings.get(before));
    let is_near =
        |other: Option<&Sighting>| other.is_some_and(|other| other.offset_mins.abs() == 60);
    SEASON_SECS <= lasts && (is_near(before) || is_near(sightings.get(end)))
}
