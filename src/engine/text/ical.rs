//! What all calendar entries have in common (iCalendar, RFC 5545).

use chrono::{DateTime, Datelike, Timelike, Utc};

/// A moment as RFC 5545 writes it: `20231114T221320Z`.
pub fn stamp(at: DateTime<Utc>) -> String {
    let day = at.year() as u32 * 10_000 + at.month() * 100 + at.day();
    // With a digit in front, so that an hour before ten has its zero.
    let time = 1_000_000 + at.hour() * 10_000 + at.minute() * 100 + at.second();
    let time = time.to_string();
    [
        &day.to_string(),
        "T",
        time.get(1..).unwrap_or_default(),
        "Z",
    ]
    .concat()
}

/// Words as a property may have them.
pub fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for char in words.chars() {
        match char {
            '\\' | ';' | ',' => escaped.extend(['\\', char]),
            '\n' => escaped.push_str("\\n"),
            char if char.is_control() => {}
            char => escaped.push(char),
        }
    }
    escaped
}

/// Lines as a file has them.
pub fn written(lines: &[String]) -> String {
    let mut to = String::new();
    for line in lines {
        fold(line, &mut to);
        to.push_str("\r\n");
    }
    to
}

/// Breaks a line after at most 75 octets, between characters (RFC 5545, 3.1).
fn fold(line: &str, to: &mut String) {
    let mut octets = 0;
    for character in line.chars() {
        if octets + character.len_utf8() > 75 {
            to.push_str("\r\n ");
            octets = 1;
        }
        octets += character.len_utf8();
        to.push(character);
    }
}
