//! Days in a row on which something happened.

use chrono::{Days, NaiveDate};

/// Days in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streaks {
    /// Up to today: a day that is not over breaks nothing, so it may end yesterday. 0 after two empty
    /// days.
    pub current: u32,
    pub longest: u32,
}

/// The streaks of days with events.
///
/// * `days`: local days, ascending, each once. One day after today counts (a zone that is ahead),
///   later ones are mistakes and don't.
/// * `today`: the local day.
pub fn of(days: &[NaiveDate], today: NaiveDate) -> Streaks {
    let after = |day: NaiveDate, days: u64| day.checked_add_days(Days::new(days));
    let tomorrow = after(today, 1).unwrap_or(today);
    let mut streaks = Streaks::default();
    let (mut run, mut last) = (0, None);
    for day in days.iter().copied().filter(|day| *day <= tomorrow) {
        let follows = last.and_then(|last| after(last, 1)) == Some(day);
        run = if follows { run + 1 } else { 1 };
        streaks.longest = streaks.longest.max(run);
        last = Some(day);
    }
    let is_open = last.is_some_and(|last| after(last, 1).is_none_or(|next| today <= next));
    streaks.current = if is_open { run } else { 0 };
    streaks
}
