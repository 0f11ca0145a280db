//! midare's rule: whoever does two things within the threshold was awake in between.

use chrono::{DateTime, Utc};

use super::filter::Filter;
use crate::engine::event::Event;

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
}

impl Awake {
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
    let mut open: Option<AwakePeriod> = None;
    for (index, event) in events
        .iter()
        .enumerate()
        .filter(|(_, event)| filter.counts(event))
    {
        let at = event.at();
        match &mut open {
            Some(period) if (at - period.end).num_seconds() <= threshold_secs => {
                period.end = at;
                period.last = index;
                period.events += 1;
            }
            _ => {
                close(open.take(), &mut awake);
                open = Some(AwakePeriod {
                    start: at,
                    end: at,
                    first: index,
                    last: index,
                    events: 1,
                });
            }
        }
    }
    close(open, &mut awake);
    awake
}

fn close(open: Option<AwakePeriod>, awake: &mut Awake) {
    match open {
        Some(period) if period.events == 1 => awake.lone.push(Lone {
            at: period.start,
            event: period.first,
        }),
        Some(period) => awake.periods.push(period),
        None => {}
    }
}
