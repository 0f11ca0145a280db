//! Calendar entries. Their times are in UTC, so that no calendar needs to know a zone's rules: it shows them by its
//! own clocks, and beside them stands which zone they were read in.

use chrono::{DateTime, Utc};

use super::super::text::label::Label;
use super::super::text::{Language, export as words};
use super::super::time::Zone;
use super::{AwakeRow, SleepRow};

/// Awake periods; lone events last no time and are no entries.
///
/// * `now`: when the file is made.
/// * `whose`: a name that tells one person's entries from another's; may be empty.
pub fn awake(
    language: Language,
    rows: &[AwakeRow],
    zone: &Zone,
    now: DateTime<Utc>,
    whose: &str,
) -> String {
    let entries = rows.iter().filter(|row| row.start < row.end);
    let entries = entries.map(|row| words::Entry {
        what: "awake",
        start: row.start,
        end: row.end,
        about: words::events(language, row.events as u64),
    });
    words::calendar(
        language,
        words::Calendar::Awake,
        zone.name(),
        now,
        whose,
        entries,
    )
}

/// Nights' main sleeps.
pub fn sleep(
    language: Language,
    rows: &[SleepRow],
    zone: &Zone,
    now: DateTime<Utc>,
    whose: &str,
) -> String {
    let entries = rows.iter().map(|row| words::Entry {
        what: "asleep",
        start: row.onset,
        end: row.wake,
        about: Label::ExportInferred.say(language).into(),
    });
    words::calendar(
        language,
        words::Calendar::Asleep,
        zone.name(),
        now,
        whose,
        entries,
    )
}
