//! midare's rule: whoever does two things within the threshold was awake in between.

use chrono::{DateTime, Utc};

use super::filter::Filter;
use crate::engine::event::{Event, Source};

/// midare's threshold: 3 hours 30 minutes.
pub const MIDARE_SECS: i64 = 12_600;

/// A stretch from a first to a last event with no gap over the threshold. `start == end` where two
/// events share a second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AwakePeriod {
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// Indexes of its first and last event.
    pub first: usize,
    pub last: usize,
    /// How many events it holds that count; at least two.
    pub events: usize,
}

impl AwakePeriod {
    pub fn seconds(&self) -> i64 {
        (self.end - self.start).num_seconds()
    }
}

/// An event with no other within the threshold. midare dropped these; here they are marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lone {
    pub at: DateTime<Utc>,
    /// Its index.
    pub event: usize,
}

/// When someone was awake, by [`awake`]. Both lists ascend in time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awake {
    pub periods: Vec<AwakePeriod>,
    pub lone: Vec<Lone>,
    /// Where one source's events give way to another's: what is so many seconds after 1970 and later, up to
    /// the next of these, is told by that source. Halfway between two events, whether someone was awake
    /// between them or not. Ascending; empty where one source told everything.
    pub sources: Vec<(i64, Source)>,
}

impl Awake {
    /// Which source tells of that second since 1970, and from which second on it is another one;
    /// `None` where one source told everything.
    pub fn source(&self, at: i64) -> (Option<Source>, i64) {
        let next = self.sources.partition_point(|(from, _)| *from <= at);
        let source = next.checked_sub(1).and_then(|now| self.sources.get(now));
        let until = self.sources.get(next).map_or(i64::MAX, |(from, _)| *from);
        (source.map(|(_, source)| *source), until)
    }

    /// The length of all periods together.
    pub fn seconds(&self) -> i64 {
        self.periods.iter().map(AwakePeriod::seconds).sum()
    }

    /// The first and last moment of all, `None` if there is none.
    pub fn bounds(&self) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
        let starts = self.periods.first().map(|period| period.start).into_iter();
        let ends = self.periods.last().map(|period| period.end).into_iter();
        let start = starts.chain(self.lone.first().map(|lone| lone.at)).min()?;
        let end = ends.chain(self.lone.last().map(|lone| lone.at)).max()?;
        Some((start, end))
    }
}

/// Joins events to awake periods: a gap over `threshold_secs` closes one, exactly that long doesn't.
///
/// * `events`: ascending in time.
pub fn awake(events: &[Event], filter: &Filter, threshold_secs: i64) -> Awake {
    let mut awake = Awake::default();
    let sieve = filter.sieve();
    let mut open: Option<Open> = None;
    // Without an iterator's `filter`: in the page's build, made to be small, that is a call for each of a million events.
    for (index, event) in events.iter().enumerate() {
        if !sieve.counts(event) {
            continue;
        }
        let (at, source) = (event.epoch_secs(), event.kind.source());
        match &mut open {
            Some(open) if at - open.end <= threshold_secs && source == open.source => {
                open.join(index, at);
            }
            _ => {
                let alone = Open {
                    start: at,
                    end: at,
                    first: index,
                    last: index,
                    events: 1,
                    source,
                };
                awake.take(&mut open, alone, threshold_secs);
            }
        }
    }
    if let Some(open) = open {
        awake.push(&open);
    }
    awake
}

/// A period that the next event may still lengthen: [`AwakePeriod`] in seconds since 1970, of which a
/// million are compared sooner than moments.
struct Open {
    start: i64,
    end: i64,
    first: usize,
    last: usize,
    events: usize,
    /// Who tells of its last event.
    source: Source,
}

impl Open {
    /// Takes the event of this index, in seconds since 1970.
    fn join(&mut self, index: usize, at: i64) {
        self.end = at;
        self.last = index;
        self.events += 1;
    }
}

impl Awake {
    /// Takes an event that begins a period, or that another source tells of than of the one before.
    ///
    /// * `alone`: the period that it would be by itself.
    fn take(&mut self, open: &mut Option<Open>, alone: Open, threshold_secs: i64) {
        let Some(before) = open else {
            *open = Some(alone);
            return;
        };
        if before.source != alone.source {
            if self.sources.is_empty() {
                self.sources.push((i64::MIN, before.source));
            }
            let halfway = alone.start - (alone.start - before.end) / 2;
            self.sources.push((halfway, alone.source));
        }
        if alone.start - before.end <= threshold_secs {
            before.join(alone.first, alone.start);
            before.source = alone.source;
        } else {
            self.push(before);
            *before = alone;
        }
    }

    fn push(&mut self, open: &Open) {
        let moment = |secs| DateTime::from_timestamp(secs, 0).unwrap_or_default();
        if open.events == 1 {
            self.lone.push(Lone {
                at: moment(open.start),
                event: open.first,
            });
        } else {
            self.periods.push(AwakePeriod {
                start: moment(open.start),
                end: moment(open.end),
                first: open.first,
                last: open.last,
                events: open.events,
            });
        }
    }
}
