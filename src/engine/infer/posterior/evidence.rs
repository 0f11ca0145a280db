//! What events say about sleep. The unit of evidence is the session: whoever posts once will post again
//! soon, and that they did so says little more than the first post.

use core::ops::Range;

/// Events that are no further apart are of one session, seconds.
const SESSION_GAP_SECS: i64 = 1_200;

/// Bins without a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    /// When the first bin begins, seconds since 1970.
    pub start: i64,
    /// The length of a bin, seconds.
    pub secs: i64,
    pub bins: usize,
}

impl Grid {
    pub fn end(&self) -> i64 {
        self.start + self.secs * self.bins as i64
    }

    /// In which bin a moment lies, or the nearest one.
    pub fn bin(&self, at: i64) -> usize {
        let bin = (at - self.start).div_euclid(self.secs).max(0) as usize;
        bin.min(self.bins.saturating_sub(1))
    }
}

/// What happened in a bin.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many sessions begin in it.
    pub sessions: f32,
    /// Whether there is an event of a session that began before.
    pub goes_on: bool,
    /// How many hours of it lie in no session.
    pub quiet_hours: f32,
    /// How many hours lie between its middle and the nearest session.
    pub silence_hours: f32,
    /// Whether that session is the next one.
    pub is_before: bool,
}

/// From the first to the last event of each session, seconds since 1970.
///
/// * `moments`: of events, ascending.
pub fn sessions(moments: &[i64]) -> Vec<Range<i64>> {
    let mut sessions: Vec<Range<i64>> = Vec::new();
    for at in moments {
        match sessions.last_mut() {
            Some(session) if at - session.end <= SESSION_GAP_SECS => session.end = *at,
            _ => sessions.push(*at..*at),
        }
    }
    sessions
}

/// What happened in each bin of a grid.
///
/// * `sessions`: ascending; those outside of the grid are only seen from afar.
pub fn bins(grid: &Grid, sessions: &[Range<i64>]) -> Vec<Bin> {
    let whole = grid.secs as f32 / 3_600.0;
    let mut bins = vec![
        Bin {
            quiet_hours: whole,
            ..Bin::default()
        };
        grid.bins
    ];
    let inside = |at: i64| (grid.start..grid.end()).contains(&at);
    for session in sessions.iter().filter(|session| inside(session.start)) {
        let (first, last) = (grid.bin(session.start), grid.bin(session.end));
        bins[first].sessions += 1.0;
        for (index, bin) in bins.iter_mut().enumerate().take(last + 1).skip(first) {
            bin.goes_on |= index > first;
            let start = grid.start + index as i64 * grid.secs;
            let covered = session.end.min(start + grid.secs) - session.start.max(start);
            bin.quiet_hours = (bin.quiet_hours - covered.max(0) as f32 / 3_600.0).max(0.0);
        }
    }
    let mut next = 0;
    for (index, bin) in bins.iter_mut().enumerate() {
        let middle = grid.start + index as i64 * grid.secs + grid.secs / 2;
        while sessions
            .get(next)
            .is_some_and(|session| session.start <= middle)
        {
            next += 1;
        }
        let since = next.checked_sub(1).and_then(|before| sessions.get(before));
        let since = since.map_or(i64::MAX, |session| (middle - session.end).max(0));
        let until = sessions
            .get(next)
            .map_or(i64::MAX, |session| session.start - middle);
        bin.is_before = until < since;
        bin.silence_hours = (since.min(until) as f32 / 3_600.0).min(1_000.0);
    }
    bins
}
