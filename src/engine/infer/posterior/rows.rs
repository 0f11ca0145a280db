//! Where nights lie on a timeline, and which of them are looked at together.

use core::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};

use crate::engine::infer::sleep::{BIN_SECS, Row, Timeline};
use crate::engine::time::Zone;

/// Nights without events beside one with some that are looked at as well.
const BESIDE: usize = 2;

/// The nights from the first to the last event. Empty without events.
///
/// * `moments`: seconds since 1970, ascending.
pub fn timeline(moments: &[i64], zone: &Zone, is_free: impl Fn(NaiveDate) -> bool) -> Timeline {
    let (Some(first), Some(last)) = (moments.first(), moments.last()) else {
        return Timeline::default();
    };
    let mut day = night_of(*first, zone);
    let mut noon = noon_secs(day, zone);
    let mut timeline = Timeline {
        start: noon,
        rows: Vec::new(),
    };
    let mut next = 0;
    while noon <= *last {
        let Some(tomorrow) = day.succ_opt() else {
            break;
        };
        let end = noon_secs(tomorrow, zone);
        let before = next;
        while moments.get(next).is_some_and(|at| *at < end) {
            next += 1;
        }
        // A day that a zone left out has no length.
        if let Ok(bins @ 1..) = u16::try_from((end - noon) / BIN_SECS) {
            timeline.rows.push(Row {
                day,
                first: timeline.bins() as u32,
                bins,
                offset_secs: zone.offset_secs(moment(noon)),
                known: next > before,
                free: is_free(tomorrow),
            });
            noon = end;
        }
        day = tomorrow;
    }
    timeline
}

/// Runs of rows of which something is known, with those beside them.
pub fn pieces(rows: &[Row]) -> Vec<Range<usize>> {
    let mut pieces: Vec<Range<usize>> = Vec::new();
    for (index, _) in rows.iter().enumerate().filter(|(_, row)| row.known) {
        let (from, to) = (
            index.saturating_sub(BESIDE),
            (index + BESIDE + 1).min(rows.len()),
        );
        match pieces.last_mut() {
            Some(piece) if from <= piece.end => piece.end = to,
            _ => pieces.push(from..to),
        }
    }
    pieces
}

fn moment(at: i64) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp(at, 0).unwrap_or_default()
}

/// The day whose noon begins the night of a moment.
fn night_of(at: i64, zone: &Zone) -> NaiveDate {
    (zone.local(moment(at)) - TimeDelta::hours(12)).date()
}

/// The first moment at which local clocks show noon of a day or later, seconds since 1970, on the quarter of an
/// hour before. Whoever crosses the date line may have no noon that day.
fn noon_secs(day: NaiveDate, zone: &Zone) -> i64 {
    let noon = day.and_time(NaiveTime::MIN).and_utc().timestamp() + 12 * 3_600;
    // No clock is further from UTC than a day.
    let mut at = noon - 86_400;
    let first = loop {
        let offset = i64::from(zone.offset_secs(moment(at)));
        let span = zone.same_offset(at);
        if noon - offset < span.end {
            break (noon - offset).max(span.start);
        }
        at = span.end;
    };
    first.div_euclid(BIN_SECS) * BIN_SECS
}
