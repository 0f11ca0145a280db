//! A calendar entry (iCalendar, RFC 5545) that reminds of the archive when X should have it ready.

use super::Language;
use super::ical::{stamp, written};
use chrono::{DateTime, Duration, Utc};

/// X says "24 hours or longer". An hour later the mail has arrived as well.
const READY_AFTER_HOURS: i64 = 25;

/// The file's content: one entry of half an hour, with an alarm at its start.
///
/// * `now`: when the person asked X for the archive.
/// * `address`: where Yodori is, for the entry's link.
pub fn ics(language: Language, now: DateTime<Utc>, address: &str) -> String {
    let start = now + Duration::hours(READY_AFTER_HOURS);
    let (title, body) = language.pick(
        (
            "Xのアーカイブを確かめる",
            "Xの設定でzipをダウンロードして、夜鳥で開く。",
        ),
        (
            "See if the X archive is ready",
            "Download the zip in X's settings and open it in Yodori.",
        ),
    );
    let lines = [
        "BEGIN:VCALENDAR".into(),
        "VERSION:2.0".into(),
        "PRODID:-//Yodori//archive reminder//EN".into(),
        "BEGIN:VEVENT".into(),
        ["UID:", &now.timestamp().to_string(), "-archive@yodori"].concat(),
        ["DTSTAMP:", &stamp(now)].concat(),
        ["DTSTART:", &stamp(start)].concat(),
        ["DTEND:", &stamp(start + Duration::minutes(30))].concat(),
        ["SUMMARY:", title].concat(),
        ["DESCRIPTION:", body].concat(),
        ["URL:", address].concat(),
        "BEGIN:VALARM".into(),
        "ACTION:DISPLAY".into(),
        "TRIGGER:PT0S".into(),
        ["DESCRIPTION:", title].concat(),
        "END:VALARM".into(),
        "END:VEVENT".into(),
        "END:VCALENDAR".into(),
    ];
    written(&lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reminder(address: &str) -> String {
        let now = DateTime::from_timestamp(1_700_000_000, 0).expect("a valid time");
        ics(Language::Japanese, now, address)
    }

    #[test]
    fn the_entry_starts_more_than_a_day_later() {
        let text = reminder("https://example.org/");
        assert!(text.contains("\r\nDTSTAMP:20231114T221320Z\r\n"), "{text}");
        assert!(text.contains("\r\nDTSTART:20231115T231320Z\r\n"), "{text}");
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back() {
        let address = ["https://example.org/", &"夜".repeat(60)].concat();
        let text = reminder(&address);
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.replace("\r\n ", "").contains(&address));
        assert!(text.ends_with("END:VCALENDAR\r\n"));
    }
}
