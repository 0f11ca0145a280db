//! One row a day: what the calendar shows, before anything has a place. [`super::layout`] draws it.

use core::ops::Range;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, Utc, Weekday};

use super::shade::{self, Piece};
use crate::engine::event::Source;
use crate::engine::holiday::Country;
use crate::engine::infer::sleep::Timeline;
use crate::engine::infer::threshold::Awake;
use crate::engine::time::{Zone, clock};

/// Seconds of a row, whatever the clocks do on that day.
pub const ROW_SECS: u32 = 86_400;

/// Rows of days, and all that happened in them.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    /// Every day of the range, ascending, without gaps.
    pub rows: Vec<Row>,
    /// What the rows show, ascending in time; also the rows of the table beside the picture.
    pub entries: Vec<Entry>,
    /// The hour at which a row starts, 0–23.
    pub start_hour: u8,
}

/// A day, from the start hour on.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub day: NaiveDate,
    pub kind: DayKind,
    /// How long it lasts: 24, or 23, 25 … where clocks are moved.
    pub hours: f64,
    pub segments: Vec<Segment>,
    pub marks: Vec<Mark>,
    /// Where sleep is likely; empty unless [`Calendar::shade`] was called.
    pub asleep: Vec<Piece>,
}

/// What sort of day it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayKind {
    Weekday,
    Saturday,
    Sunday,
    Holiday,
}

impl DayKind {
    fn of(day: NaiveDate, country: Country) -> DayKind {
        match day.weekday() {
            _ if country.is_holiday(day) => DayKind::Holiday,
            Weekday::Sat => DayKind::Saturday,
            Weekday::Sun => DayKind::Sunday,
            _ => DayKind::Weekday,
        }
    }
}

/// The part of an awake period that lies in one row and that one source tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Seconds by the clock since the row's start, `from <= to <= ROW_SECS`.
    pub from: u32,
    pub to: u32,
    /// Whether the period begins or ends there, or goes on in another row.
    pub starts: Edge,
    pub ends: Edge,
    /// Who tells of it; `None` where one source tells of everything.
    pub source: Option<Source>,
    /// Index into [`Calendar::entries`].
    pub entry: usize,
}

/// One end of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The period's own end.
    Real,
    /// Cut by midnight, by a change of the clocks, or where another source tells of it.
    Cut,
}

/// A lone event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Seconds by the clock since the row's start.
    pub at: u32,
    /// Who tells of it; `None` where one source tells of everything.
    pub source: Option<Source>,
    /// Index into [`Calendar::entries`].
    pub entry: usize,
}

/// Something that can be pointed at: an index into [`Awake`]'s periods or lone events.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pick {
    Period(usize),
    Lone(usize),
}

impl Pick {
    /// The indexes of its first and last event, the same twice for a lone one; `None` if these are
    /// not the awake periods that it was picked from.
    pub fn events(self, awake: &Awake) -> Option<(usize, usize)> {
        match self {
            Pick::Period(index) => {
                let period = awake.periods.get(index)?;
                Some((period.first, period.last))
            }
            Pick::Lone(index) => {
                let lone = awake.lone.get(index)?;
                Some((lone.event, lone.event))
            }
        }
    }
}

/// A period or lone event that the calendar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub pick: Pick,
    /// What local clocks showed, in seconds since 1970: there are tens of thousands of entries, and few are read.
    start: i64,
    end: i64,
    /// How long it really lasted, clock changes or not. 0 for a lone event.
    pub seconds: i64,
    /// How many events it holds.
    pub events: usize,
    /// The rows in which it is seen; the second is the last one, not the one after.
    pub first_row: usize,
    pub last_row: usize,
    /// Seconds by the clock from its first row's start.
    pub from: u32,
}

impl Entry {
    /// When it began, by local clocks.
    pub fn start(&self) -> NaiveDateTime {
        clock(self.start)
    }

    /// When it ended, by local clocks.
    pub fn end(&self) -> NaiveDateTime {
        clock(self.end)
    }
}

/// Where the keyboard's cursor goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    Previous,
    Next,
    /// To the row above or below that holds something, at about the same hour.
    RowUp,
    RowDown,
    First,
    Last,
}

impl Calendar {
    /// Sorts periods and lone events into rows.
    ///
    /// * `days`: half-open; an empty range gives a calendar without rows.
    /// * `start_hour`: at what hour a row starts, 0–23; events before it belong to the day before.
    pub fn new(
        awake: &Awake,
        zone: &Zone,
        country: Country,
        days: Range<NaiveDate>,
        start_hour: u8,
    ) -> Calendar {
        let start_hour = start_hour.min(23);
        let count = days.end.signed_duration_since(days.start).num_days();
        let mut rows = Vec::with_capacity(usize::try_from(count).unwrap_or_default());
        let shown = days.start.iter_days().take_while(|day| *day < days.end);
        rows.extend(shown.map(|day| Row {
            day,
            kind: DayKind::of(day, country),
            hours: zone.row_hours(day, start_hour),
            segments: Vec::new(),
            marks: Vec::new(),
            asleep: Vec::new(),
        }));
        let mut calendar = Calendar {
            rows,
            entries: Vec::new(),
            start_hour,
        };
        calendar.fill(awake, zone, &days);
        calendar
    }

    /// Shades all rows by how likely someone was asleep, see [`shade_rows`].
    pub fn shade(&mut self, timeline: &Timeline, asleep: &[u8], zone: &Zone) {
        shade_rows(&mut self.rows, timeline, asleep, zone, self.start_hour);
    }

    /// The entry of a pick, `None` if it isn't in these rows.
    pub fn entry(&self, pick: Pick) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.pick == pick)
    }

    /// Moves the keyboard's cursor; `None` only if the calendar shows nothing. Without a cursor, or
    /// with one that isn't in these rows, it starts at the first or the last entry.
    pub fn step(&self, cursor: Option<Pick>, to: Move) -> Option<Pick> {
        let last = self.entries.len().checked_sub(1)?;
        let at = cursor.and_then(|pick| self.entries.iter().position(|entry| entry.pick == pick));
        let index = match (at, to) {
            (_, Move::First) | (None, Move::Next | Move::RowDown) => 0,
            (_, Move::Last) | (None, Move::Previous | Move::RowUp) => last,
            (Some(at), Move::Previous) => at.saturating_sub(1),
            (Some(at), Move::Next) => (at + 1).min(last),
            (Some(at), Move::RowUp) => self.beside(
                at,
                self.entries[..at]
                    .iter()
                    .rposition(|e| e.first_row < self.entries[at].first_row),
            ),
            (Some(at), Move::RowDown) => self.beside(
                at,
                self.entries[at..]
                    .iter()
                    .position(|e| self.entries[at].first_row < e.first_row)
                    .map(|index| at + index),
            ),
        };
        Some(self.entries[index].pick)
    }

    /// Of the entries that begin in the row of `other`, the one nearest to `at` by the clock.
    fn beside(&self, at: usize, other: Option<usize>) -> usize {
        let Some(other) = other else { return at };
        let (row, from) = (self.entries[other].first_row, self.entries[at].from);
        let begin = self.entries.partition_point(|entry| entry.first_row < row);
        let end = self.entries.partition_point(|entry| entry.first_row <= row);
        (begin..end)
            .min_by_key(|index| self.entries[*index].from.abs_diff(from))
            .unwrap_or(at)
    }

    fn fill(&mut self, awake: &Awake, zone: &Zone, days: &Range<NaiveDate>) {
        // A day more on each side: rows start by the clock, and clocks may be moved at midnight.
        let margin = TimeDelta::days(2);
        let (from, to) = (
            zone.day_start(days.start) - margin,
            zone.day_start(days.end) + margin,
        );
        let mut periods = awake.periods.partition_point(|period| period.end < from);
        let mut lone = awake.lone.partition_point(|lone| lone.at < from);
        let first_day = shade::day_number(days.start);
        loop {
            let period = awake
                .periods
                .get(periods)
                .filter(|period| period.start < to);
            let mark = awake.lone.get(lone).filter(|mark| mark.at < to);
            match (period, mark) {
                (Some(period), mark) if mark.is_none_or(|mark| period.start < mark.at) => {
                    let what = What {
                        pick: Pick::Period(periods),
                        start: period.start,
                        end: period.end,
                        events: period.events,
                    };
                    self.add(awake, zone, first_day, what);
                    periods += 1;
                }
                (_, Some(mark)) => {
                    self.add(
                        awake,
                        zone,
                        first_day,
                        What {
                            pick: Pick::Lone(lone),
                            start: mark.at,
                            end: mark.at,
                            events: 1,
                        },
                    );
                    lone += 1;
                }
                _ => return,
            }
        }
    }

    /// Cuts what happened at the rows' ends, at changes of the clocks and where another source tells of it, and
    /// puts the pieces into their rows. Within a piece the local clock runs evenly.
    fn add(&mut self, awake: &Awake, zone: &Zone, first_day: i64, what: What) {
        let entry = self.entries.len();
        let mut seen: Option<(usize, usize, u32)> = None;
        let (start, end) = (what.start.timestamp(), what.end.timestamp());
        let mut at = start;
        loop {
            let clock = self.clock(zone, first_day, at);
            let left_in_row = i64::from(ROW_SECS - clock.secs);
            let (source, until) = awake.source(at);
            let cut = zone.same_offset(at).end.min(at + left_in_row).min(until);
            let to = end.min(cut);
            if let Some(row) = clock.row.filter(|row| *row < self.rows.len()) {
                let piece = Segment {
                    from: clock.secs,
                    to: clock.secs + (to - at) as u32,
                    starts: if at == start { Edge::Real } else { Edge::Cut },
                    ends: if to == end { Edge::Real } else { Edge::Cut },
                    source,
                    entry,
                };
                match what.pick {
                    Pick::Period(_) => self.rows[row].segments.push(piece),
                    Pick::Lone(_) => self.rows[row].marks.push(Mark {
                        at: clock.secs,
                        source,
                        entry,
                    }),
                }
                // Clocks that are put back over midnight lead into the row before.
                let (first_row, last_row, from) = seen.unwrap_or((row, row, clock.secs));
                seen = Some(if row < first_row {
                    (row, last_row, clock.secs)
                } else {
                    (first_row, last_row.max(row), from)
                });
            }
            if end <= cut {
                break;
            }
            at = cut;
        }
        if let Some((first_row, last_row, from)) = seen {
            self.entries.push(Entry {
                pick: what.pick,
                start: zone.local_secs(start),
                end: zone.local_secs(end),
                seconds: end - start,
                events: what.events,
                first_row,
                last_row,
                from,
            });
        }
    }

    /// Where a moment (epoch seconds) lies: its row, `None` if that is before the first one, and the
    /// seconds by the clock since the row's start.
    ///
    /// * `first_day`: that of the first row, as [`shade::day_number`] has it.
    fn clock(&self, zone: &Zone, first_day: i64, at: i64) -> Clock {
        // In whole numbers: it is asked of every period and its ends, tens of thousands of times.
        let shifted = zone.local_secs(at) - i64::from(self.start_hour) * 3_600;
        let day_secs = i64::from(ROW_SECS);
        Clock {
            row: usize::try_from(shifted.div_euclid(day_secs) - first_day).ok(),
            secs: shifted.rem_euclid(day_secs) as u32,
        }
    }
}

/// Shades some rows of a calendar by how likely someone was asleep.
///
/// * `asleep`: as [`Sleep::asleep`](crate::engine::infer::sleep::Sleep::asleep) has it, for the bins of `timeline`.
/// * `start_hour`: the calendar's.
pub fn shade_rows(
    rows: &mut [Row],
    timeline: &Timeline,
    asleep: &[u8],
    zone: &Zone,
    start_hour: u8,
) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else {
        return;
    };
    let first_day = shade::day_number(first.day);
    let end = last.day.succ_opt().unwrap_or(last.day);
    let bins = shade::bins_around(timeline, &(first.day..end));
    for row in &mut *rows {
        row.asleep.clear();
    }
    let told = |asleep: u8| match shade::step(asleep) {
        shade::NOTHING_KNOWN => 0,
        step => step,
    };
    for piece in shade::pieces(timeline, asleep, told, zone, bins, start_hour) {
        let row = usize::try_from(piece.day - first_day).ok();
        if let Some(row) = row.and_then(|row| rows.get_mut(row)) {
            row.asleep.push(piece);
        }
    }
}

struct What {
    pick: Pick,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    events: usize,
}

struct Clock {
    row: Option<usize>,
    secs: u32,
}
