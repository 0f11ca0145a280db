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
    let mut joining = Joining {
        threshold_secs,
        open: None,
        awake: Awake::default(),
    };
    let counted = events.iter().enumerate();
    for (index, event) in counted.filter(|(_, event)| filter.counts(event)) {
        joining.join(index, event.epoch_secs());
    }
    joining.close();
    joining.awake
}

/// Events while they are joined.
struct Joining {
    threshold_secs: i64,
    open: Option<Open>,
    awake: Awake,
}

/// A period that the next event may still lengthen: [`AwakePeriod`] in seconds since 1970, of which a
/// million are compared sooner than moments.
struct Open {
    start: i64,
    end: i64,
    first: usize,
    last: usize,
    events: usize,
}

impl Joining {
    /// Joins the next event: its index, and its second since 1970.
    fn join(&mut self, index: usize, at: i64) {
        match &mut self.open {
            Some(open) if at - open.end <= self.threshold_secs => {
                open.end = at;
                open.last = index;
                open.events += 1;
            }
            _ => {
                self.close();
                self.open = Some(Open {
                    start: at,
                    end: at,
                    first: index,
                    last: index,
                    events: 1,
                });
            }
        }
    }

    fn close(&mut self) {
        let Some(open) = self.open.take() else { return };
        let moment = |secs| DateTime::from_timestamp(secs, 0).unwrap_or_default();
        if open.events == 1 {
            self.awake.lone.push(Lone {
                at: moment(open.start),
                event: open.first,
            });
        } else {
            self.awake.periods.push(AwakePeriod {
                start: moment(open.start),
                end: moment(open.end),
                first: open.first,
                last: open.last,
                events: open.events,
            });
        }
    }
}
