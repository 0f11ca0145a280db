//! What is asked for: whose events, and of which years.

use core::ops::Range;

use super::moment::year_start;

const DAY_SECS: i64 = 86_400;
/// GitHub's answers about contributions span a year at most.
const YEAR_DAYS: i64 = 365;

/// What a run is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// When someone was awake, see [`super::Found`].
    #[default]
    Life,
    /// See [`super::Food`].
    Food,
    /// See [`super::Ranking`].
    Ranking,
}

/// Whose events, and which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Someone else's login; `None` for the token's owner.
    pub login: Option<String>,
    pub years: Years,
    /// Addresses that the person commits under and that GitHub doesn't know to be theirs.
    pub emails: Vec<String>,
}

/// Of which years, by UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Years {
    /// The 365 days before now.
    #[default]
    Last,
    /// These calendar years.
    Some(Vec<i32>),
    /// From the first one on.
    All,
}

/// Spans of time, in epoch seconds, half-open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spans {
    /// What is asked for: apart from each other, the oldest first.
    pub ranges: Vec<Range<i64>>,
    /// The same in pieces of a year at most, each with the range that it is part of.
    pub windows: Vec<(usize, Range<i64>)>,
}

impl Spans {
    /// The last of all: so many seconds, a year at most.
    ///
    /// * `now`: epoch seconds; nothing is asked for beyond it.
    pub fn last(now: i64, secs: i64) -> Spans {
        let end = now.saturating_add(1);
        let range = end.saturating_sub(secs)..end;
        Spans {
            windows: vec![(0, range.clone())],
            ranges: vec![range],
        }
    }
}

impl Years {
    /// Spans of these years.
    ///
    /// * `now`: epoch seconds; nothing is asked for beyond it.
    /// * `active`: the years in which the person contributed, as GitHub tells them.
    pub fn spans(&self, now: i64, active: &[i32]) -> Spans {
        let end = now.saturating_add(1);
        match self {
            Years::Last => Spans::last(now, YEAR_DAYS.saturating_mul(DAY_SECS)),
            Years::Some(years) => calendar(years, end),
            Years::All => {
                let mut spans = calendar(active, end);
                // One range, however many years are between: what is no contribution may be in those.
                spans.windows.iter_mut().for_each(|(range, _)| *range = 0);
                let whole = 0..end;
                spans.ranges = vec![whole];
                spans
            }
        }
    }
}

/// Calendar years, those that follow each other as one range.
fn calendar(years: &[i32], end: i64) -> Spans {
    let mut ordered: Vec<i32> = Vec::new();
    for year in years {
        if let Err(place) = ordered.binary_search(year) {
            ordered.insert(place, *year);
        }
    }
    let mut spans = Spans::default();
    for year in ordered {
        let ends = [year_start(year), year_start(year.saturating_add(1))];
        let [Some(start), Some(next)] = ends else {
            continue;
        };
        let window = start.max(0)..next.min(end);
        if window.is_empty() {
            continue;
        }
        match spans.ranges.last_mut() {
            Some(range) if range.end == window.start => range.end = window.end,
            _ => spans.ranges.push(window.clone()),
        }
        spans
            .windows
            .push((spans.ranges.len().saturating_sub(1), window));
    }
    spans
}

#[cfg(test)]
mod tests {
    use super::super::moment::iso;
    use super::*;

    fn check(years: Years, active: &[i32], ranges: &str, windows: &str) {
        let now = 1_720_000_000; // 2024-07-03
        let spans = years.spans(now, active);
        let day = |at: i64| iso(at).get(..10).unwrap_or_default().to_owned();
        let told: Vec<String> = spans
            .ranges
            .iter()
            .map(|range| format!("{}..{}", day(range.start), day(range.end)))
            .collect();
        assert_eq!(told.join(" "), ranges, "{years:?}");
        let told: Vec<String> = spans
            .windows
            .iter()
            .map(|(range, window)| format!("{range}:{}..{}", day(window.start), day(window.end)))
            .collect();
        assert_eq!(told.join(" "), windows, "{years:?}");
        for (range, window) in &spans.windows {
            let range = spans.ranges.get(*range).expect("a range");
            assert!(range.start <= window.start && window.end <= range.end);
            assert!(window.end.saturating_sub(window.start) <= 366 * 86_400);
        }
    }

    #[test]
    fn years_become_ranges_and_windows_of_a_year() {
        check(
            Years::Last,
            &[],
            "2023-07-04..2024-07-03",
            "0:2023-07-04..2024-07-03",
        );
        check(
            Years::Some(vec![2024, 2019, 2020, 2030, i32::MAX, 1950]),
            &[],
            "2019-01-01..2021-01-01 2024-01-01..2024-07-03",
            "0:2019-01-01..2020-01-01 0:2020-01-01..2021-01-01 1:2024-01-01..2024-07-03",
        );
        check(
            Years::All,
            &[2024, 2021],
            "1970-01-01..2024-07-03",
            "0:2021-01-01..2022-01-01 0:2024-01-01..2024-07-03",
        );
        check(Years::Some(Vec::new()), &[], "", "");
    }
}
