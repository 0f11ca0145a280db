//! Comma-separated values (RFC 4180): UTF-8 with a mark in front, by which Excel knows it. Times stand twice: with
//! their distance from UTC, which programs read, and as clocks showed them, which spreadsheets count with.

use chrono::{DateTime, Utc};

use super::super::event::Kind;
use super::super::time::Zone;
use super::{AwakeRow, SleepRow, iso, write_day, write_local};

const MARK: char = '\u{feff}';

/// Awake periods and lone events.
pub fn awake(rows: &[AwakeRow], zone: &Zone) -> String {
    let mut csv = Csv::new(
        zone,
        "start,end,zone,start_local,end_local,seconds,events,first_kind,last_kind",
    );
    let kind = |kind: Option<Kind>| kind.map_or("", Kind::name);
    for row in rows {
        csv.stretch(row.start, row.end);
        csv.cell(&row.events.to_string());
        csv.cell(kind(row.first));
        csv.cell(kind(row.last));
        csv.end();
    }
    csv.to
}

/// Nights' main sleeps.
pub fn sleep(rows: &[SleepRow], zone: &Zone) -> String {
    let mut csv = Csv::new(zone, "onset,wake,zone,onset_local,wake_local,seconds,night");
    for row in rows {
        csv.stretch(row.onset, row.wake);
        let mut night = String::new();
        write_day(row.night, &mut night);
        csv.cell(&night);
        csv.end();
    }
    csv.to
}

struct Csv<'a> {
    zone: &'a Zone,
    to: String,
    is_first: bool,
}

impl Csv<'_> {
    fn new<'a>(zone: &'a Zone, head: &str) -> Csv<'a> {
        let mut to = String::from(MARK);
        to.push_str(head);
        to.push_str("\r\n");
        Csv {
            zone,
            to,
            is_first: true,
        }
    }

    /// What both tables begin with.
    fn stretch(&mut self, start: DateTime<Utc>, end: DateTime<Utc>) {
        let zone = self.zone;
        self.cell(&iso(start, zone));
        self.cell(&iso(end, zone));
        self.cell(zone.name());
        for at in [start, end] {
            let mut local = String::new();
            write_local(zone.local(at), ' ', &mut local);
            self.cell(&local);
        }
        self.cell(&end.signed_duration_since(start).num_seconds().to_string());
    }

    fn cell(&mut self, words: &str) {
        if !core::mem::replace(&mut self.is_first, false) {
            self.to.push(',');
        }
        write_cell(words, &mut self.to);
    }

    fn end(&mut self) {
        self.to.push_str("\r\n");
        self.is_first = true;
    }
}

/// In quotation marks where it must be. What a spreadsheet would reckon is made a text: names of zones come from
/// files.
pub fn write_cell(words: &str, to: &mut String) {
    let is_formula = words.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let is_quoted = is_formula || words.contains(['"', ',', '\r', '\n']);
    if is_quoted {
        to.push('"');
    }
    if is_formula {
        to.push('\'');
    }
    for char in words.chars() {
        if char == '"' {
            to.push('"');
        }
        to.push(char);
    }
    if is_quoted {
        to.push('"');
    }
}
