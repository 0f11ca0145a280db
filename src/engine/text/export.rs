//! Files that someone takes along: their names, calendar entries, and what is said where they are made.

use chrono::{DateTime, Utc};

use super::ical::{escaped, stamp, written};
use super::label::{Label, labels};
use super::{Counted, Language, numbers};

labels! {
    ExportInferred: "記録から推定した睡眠です。実際に眠っていた時間とは、ちがうことがあります。", "Sleep as inferred from the records. It may differ from when you really slept.";

    ExportTitle: "ファイルにして持ち出す", "Take it along as a file";
    ExportLead: "ポストの本文は入りません。ファイルはこの端末の中で作られ、どこにも送られません。", "No texts of posts are in them. Files are made on your device and sent nowhere.";
    ExportSpan: "範囲", "Which days";
    ExportSpanShown: "表示中の日だけ", "The days shown";
    ExportSpanAll: "ぜんぶの日", "All days";
    ExportSheet: "表計算（CSV）", "Spreadsheet (CSV)";
    ExportSheetHint: "時刻は、選んでいるタイムゾーンのものです。UTCとの差も書いてあります。", "Times are those of the chosen zone, with their distance from UTC.";
    ExportCalendarFile: "カレンダー（iCalendar）", "Calendar (iCalendar)";
    ExportCalendarHint: "GoogleカレンダーやAppleのカレンダーに読みこめます。予定ありにはなりません。", "For Google Calendar, Apple Calendar and others. Nobody will see you as busy.";
    ExportAwake: "起きていた時間", "Awake periods";
    ExportAsleep: "推定した睡眠", "Inferred sleep";
    ExportWorking: "睡眠を推定しています…", "Working out when you slept…";
    ExportNoSleep: "睡眠を推定できませんでした。ページを再読み込みして、もう一度ためしてください。", "Your sleep could not be worked out. Reload the page and try again.";
    ExportBackup: "夜鳥のファイル（JSON）", "Yodori’s own file (JSON)";
    ExportBackupHint: "ぜんぶの記録と、いまの設定が入ります。アーカイブと同じように夜鳥で開けば、同じカレンダーになります。", "All records and your settings. Open it in Yodori as you would an archive, and the picture is the same.";
    ExportWithNames: "名前とアカウント名を入れる", "Put my name and account into it";
    ExportSave: "保存", "Save";
    ExportSaved: "保存しました。", "Saved.";
    ExportFailed: "ファイルを作れませんでした。ほかのタブを閉じて、もう一度ためしてください。", "The file could not be made. Close other tabs and try again.";
    ExportNothingOpen: "いま開いている記録がありません。アーカイブかGitHub、または保存したファイルを開いてください。", "Nothing is open now. Open an archive, GitHub or a file you saved first.";
    ExportInvented: "いま開いているのは、架空の人のサンプルです。", "What is open now is a sample, of someone made up.";
}

/// An entry of a calendar.
pub struct Entry {
    /// What it is, as its name begins.
    pub what: &'static str,
    pub start: DateTime<Utc>,
    pub end: DateTime<Utc>,
    /// What is said of it.
    pub about: String,
}

/// What a calendar is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Calendar {
    Awake,
    Asleep,
}

impl Calendar {
    /// Its name, and what its entries are called.
    fn words(self, language: Language) -> (&'static str, &'static str) {
        match self {
            Calendar::Awake => language.pick(
                ("夜鳥：起きていた時間", "起きていた"),
                ("Yodori: awake", "Awake"),
            ),
            Calendar::Asleep => language.pick(
                ("夜鳥：推定した睡眠", "眠っていた（推定）"),
                ("Yodori: asleep", "Asleep (inferred)"),
            ),
        }
    }
}

/// A calendar's file. Its entries take nobody's time, and a newer file replaces those of an older one.
///
/// * `zone`: in which zone the days were looked at.
/// * `now`: when the file is made.
/// * `whose`: tells one person's entries from another's; may be empty.
pub fn calendar(
    language: Language,
    calendar: Calendar,
    zone: &str,
    now: DateTime<Utc>,
    whose: &str,
    entries: impl Iterator<Item = Entry>,
) -> String {
    let (name, summary) = calendar.words(language);
    let now = stamp(now);
    let mut to = written(&[
        "BEGIN:VCALENDAR".into(),
        "VERSION:2.0".into(),
        "PRODID:-//Yodori//export//EN".into(),
        "CALSCALE:GREGORIAN".into(),
        ["X-WR-CALNAME:", &escaped(name)].concat(),
        ["X-WR-TIMEZONE:", &escaped(zone)].concat(),
    ]);
    let whose = plain(whose);
    for entry in entries {
        let start = entry.start.timestamp().to_string();
        let about = [&entry.about, "\n", zone_words(language), zone].concat();
        to.push_str(&written(&[
            "BEGIN:VEVENT".into(),
            ["UID:", &start, "-", entry.what, "-", &whose, "@yodori"].concat(),
            ["DTSTAMP:", &now].concat(),
            ["DTSTART:", &stamp(entry.start)].concat(),
            ["DTEND:", &stamp(entry.end)].concat(),
            ["SUMMARY:", &escaped(summary)].concat(),
            ["DESCRIPTION:", &escaped(&about)].concat(),
            "TRANSP:TRANSPARENT".into(),
            "END:VEVENT".into(),
        ]));
    }
    to.push_str(&written(&["END:VCALENDAR".into()]));
    to
}

fn zone_words(language: Language) -> &'static str {
    language.pick("タイムゾーン：", "Zone: ")
}

/// What may stand in an entry's own name.
fn plain(name: &str) -> String {
    let is_plain = |char: &char| char.is_ascii_alphanumeric() || matches!(char, '_' | '-');
    name.chars().filter(is_plain).take(64).collect()
}

/// How many records a period holds.
pub fn events(language: Language, count: u64) -> String {
    let (before, after) = language.pick(("記録 ", ""), ("", ""));
    [
        before,
        &numbers::records(language, Counted::Records, count),
        after,
    ]
    .concat()
}

/// The name of a file: `yodori-awake-yoru_log71-2024-02-24-2024-03-15.csv`.
///
/// * `what`: what is in it; empty for everything.
/// * `handle`: whose it is; may be empty.
/// * `days`: first and last, as ISO 8601 has them.
pub fn file_name(what: &str, handle: &str, days: [&str; 2], ending: &str) -> String {
    let handle = plain(handle);
    let parts = ["yodori", what, &handle, days[0], days[1]];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    [&parts.join("-"), ".", ending].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_called_by_what_whose_and_when() {
        for (what, handle, expected) in [
            (
                "awake",
                "yoru_log71",
                "yodori-awake-yoru_log71-2024-02-24-2024-03-15.csv",
            ),
            ("", "", "yodori-2024-02-24-2024-03-15.csv"),
            ("", "../é/夜", "yodori-2024-02-24-2024-03-15.csv"),
        ] {
            let name = file_name(what, handle, ["2024-02-24", "2024-03-15"], "csv");
            assert_eq!(name, expected);
        }
    }
}
