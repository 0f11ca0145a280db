//! What was read and what was left out, as tables of words.

use chrono::{DateTime, Utc};

use super::numbers::count;
use super::{Language, Text, dates, kinds, messages};
use crate::engine::event::{Event, FileRead, Flags, Imported, Kind, Person, SkipReason, Skipped};
use crate::engine::source::twitter::names::Unopened;
use crate::engine::time::Zone;

/// A part of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Table(Table),
    Line(String),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// A name for tests and for the element with its title.
    pub id: &'static str,
    pub title: &'static str,
    /// The head of each column.
    pub columns: Vec<(&'static str, Look)>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    Words,
    /// Names, which break anywhere.
    Path,
    /// Sentences, which may take several lines.
    Reason,
    /// Figures, one below the other.
    Figure,
}

/// The report on an import, days by a zone's clock.
pub fn report(language: Language, imported: &Imported, zone: &Zone) -> Vec<Block> {
    let say = |text: Text| text.say(language);
    let teller = Teller { language, zone };
    let line = |text: Text, value: u64| {
        (value > 0).then(|| Block::Line([say(text), ": ", &count(value)].concat()))
    };
    let found = Found::of(&imported.events);
    let skipped = teller.skipped(&imported.skipped);
    let skipped = skipped.unwrap_or_else(|| Block::Line(say(Text::NothingSkipped).to_owned()));
    let is_listed = imported.files.iter().any(|file| file.expected.is_some());
    [
        teller.kinds(&found),
        teller.files(&imported.files),
        is_listed.then(|| Block::Line(say(Text::PromisedHint).to_owned())),
        line(Text::DateOnly, found.date_only),
        Some(skipped),
        teller.missing(&imported.missing),
        teller.unopened(&imported.unopened),
        line(Text::MediaCount, imported.media),
        line(Text::AssetCount, imported.assets),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whose files were left out, where there are several people's, and whether some were of nobody known.
pub fn others(language: Language, imported: &Imported) -> Option<String> {
    let name = |other: &Person| match other.handle.as_str() {
        "" => other.id.clone(),
        handle => ["@", handle].concat(),
    };
    let names: Vec<String> = imported.others.iter().map(name).collect();
    if names.is_empty() {
        return None;
    }
    let says = Text::OtherAccounts.say(language);
    let mut said = [says, ": ", &names.join(", ")].concat();
    let mut skipped = imported.skipped.iter();
    if skipped.any(|skipped| skipped.reason == SkipReason::UnknownAccount) {
        said.push_str(language.pick("。", ". "));
        said.push_str(Text::UnknownAccount.say(language));
    }
    Some(said)
}

/// What is told of events. There may be a million of them, and the page waits: they are looked at once.
struct Found<'a> {
    /// Of each of [`Kind::ALL`] how many, the first and the last.
    kinds: [Option<(u64, &'a Event, &'a Event)>; Kind::ALL.len()],
    /// Of which only the day is known.
    date_only: u64,
}

impl<'a> Found<'a> {
    /// * `events`: ascending in time.
    fn of(events: &'a [Event]) -> Found<'a> {
        let mut found = Found {
            kinds: [None; Kind::ALL.len()],
            date_only: 0,
        };
        for event in events {
            let of_kind = &mut found.kinds[event.kind as usize];
            let (count, _, last) = of_kind.get_or_insert((0, event, event));
            (*count, *last) = (*count + 1, event);
            found.date_only += u64::from(event.flags.has(Flags::DATE_ONLY));
        }
        found
    }
}

struct Teller<'a> {
    language: Language,
    zone: &'a Zone,
}

impl Teller<'_> {
    /// `None` where there are no rows.
    fn table(
        &self,
        id: &'static str,
        title: Text,
        columns: &[(Text, Look)],
        rows: impl Iterator<Item = Vec<String>>,
    ) -> Option<Block> {
        let rows: Vec<_> = rows.collect();
        let columns = columns.iter();
        (!rows.is_empty()).then(|| {
            Block::Table(Table {
                id,
                title: title.say(self.language),
                columns: columns
                    .map(|(text, look)| (text.say(self.language), *look))
                    .collect(),
                rows,
            })
        })
    }

    fn day(&self, at: Option<DateTime<Utc>>) -> String {
        let day = at.map(|at| self.zone.local(at).date());
        day.map(|day| dates::plain_day(self.language, day))
            .unwrap_or_default()
    }

    fn kinds(&self, found: &Found) -> Option<Block> {
        let columns = [
            (Text::Kind, Look::Reason),
            (Text::Records, Look::Figure),
            (Text::FirstMoment, Look::Words),
            (Text::LastMoment, Look::Words),
        ];
        let rows = Kind::ALL
            .into_iter()
            .zip(found.kinds)
            .filter_map(|(kind, of_kind)| {
                let (records, first, last) = of_kind?;
                Some(vec![
                    kinds::kind(self.language, kind).to_owned(),
                    count(records),
                    self.day(Some(first.at())),
                    self.day(Some(last.at())),
                ])
            });
        self.table("kinds", Text::ByKind, &columns, rows)
    }

    /// What holds posts first, what only says whose archive it is last.
    fn files(&self, files: &[FileRead]) -> Option<Block> {
        let columns = [
            (Text::File, Look::Path),
            (Text::Records, Look::Figure),
            (Text::Promised, Look::Figure),
            (Text::FirstMoment, Look::Words),
            (Text::LastMoment, Look::Words),
        ];
        let rank = |file: &FileRead| match file.kind {
            kind if kind.holds_posts() => 0,
            kind if !kind.is_about_person() => 1,
            _ => 2,
        };
        let ranked = |wanted| files.iter().filter(move |file| rank(file) == wanted);
        let rows = (0..3).flat_map(ranked).map(|file| {
            let records = match file.kind.is_about_person() {
                true => String::new(),
                false => count(file.records),
            };
            vec![
                file.path.clone(),
                records,
                self.promised(file),
                self.day(file.first),
                self.day(file.last),
            ]
        });
        self.table("files", Text::ByFile, &columns, rows)
    }

    /// `1,204`; where the file holds another number, `1,204 (holds 1,200)`.
    fn promised(&self, file: &FileRead) -> String {
        let Some(expected) = file.expected else {
            return String::new();
        };
        if expected == file.entries {
            return count(expected);
        }
        let (before, after) = self.language.pick(("（実際は", "）"), (" (holds ", ")"));
        [&count(expected), before, &count(file.entries), after].concat()
    }

    fn skipped(&self, skipped: &[Skipped]) -> Option<Block> {
        let columns = [
            (Text::File, Look::Path),
            (Text::Reason, Look::Reason),
            (Text::Count, Look::Figure),
        ];
        let rows = skipped.iter().map(|skipped| {
            vec![
                skipped.path.clone(),
                messages::skip_reason(self.language, skipped.reason).to_owned(),
                count(skipped.count),
            ]
        });
        self.table("skipped", Text::Skipped, &columns, rows)
    }

    fn missing(&self, missing: &[(String, u64)]) -> Option<Block> {
        let columns = [(Text::File, Look::Path), (Text::Promised, Look::Figure)];
        let rows = missing
            .iter()
            .map(|(path, records)| vec![path.clone(), count(*records)]);
        self.table("missing", Text::MissingFiles, &columns, rows)
    }

    fn unopened(&self, paths: &[String]) -> Option<Block> {
        let columns = [(Text::File, Look::Path), (Text::Reason, Look::Reason)];
        let rows = paths.iter().map(|path| {
            let why = kinds::unopened(self.language, Unopened::because(path));
            vec![path.clone(), why.to_owned()]
        });
        self.table("unopened", Text::Unopened, &columns, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{English, Japanese};

    fn file(entries: u64, expected: Option<u64>) -> FileRead {
        FileRead {
            path: "data/tweets.js".into(),
            kind: crate::engine::event::FileKind::Tweets,
            records: entries,
            entries,
            expected,
            first: None,
            last: None,
        }
    }

    #[test]
    fn what_a_list_promises_is_told_with_what_is_there_only_where_they_differ() {
        for (entries, expected, japanese, english) in [
            (1204, None, "", ""),
            (1204, Some(1204), "1,204", "1,204"),
            (
                1200,
                Some(1204),
                "1,204（実際は1,200）",
                "1,204 (holds 1,200)",
            ),
        ] {
            for (language, words) in [(Japanese, japanese), (English, english)] {
                let zone = &Zone::utc();
                let told = Teller { language, zone }.promised(&file(entries, expected));
                assert_eq!(told, words);
            }
        }
    }

    #[test]
    fn nothing_is_told_of_what_there_is_not() {
        let told = report(English, &Imported::default(), &Zone::utc());
        let nothing = Text::NothingSkipped.say(English).to_owned();
        assert_eq!(told, [Block::Line(nothing)]);
        assert_eq!(others(English, &Imported::default()), None);
    }

    #[test]
    fn that_files_of_nobody_known_were_left_out_is_said_beside_whose_others_were() {
        let mut imported = Imported {
            others: vec![Person {
                handle: "owl".into(),
                ..Person::default()
            }],
            ..Imported::default()
        };
        let mut check = |reason, says: bool| {
            let path = "data/tweets.js".into();
            let count = 1;
            imported.skipped = vec![Skipped {
                path,
                reason,
                count,
            }];
            for language in Language::ALL {
                let told = others(language, &imported).expect("another account");
                assert!(told.contains(": @owl"), "{told}");
                assert_eq!(told.ends_with(Text::UnknownAccount.say(language)), says);
            }
        };
        check(SkipReason::OtherAccount, false);
        check(SkipReason::UnknownAccount, true);
    }

    #[test]
    fn of_each_kind_it_is_told_how_many_there_are_and_the_first_and_last_day() {
        let day = 86_400_i64;
        let event =
            |(day_of_1970, kind)| Event::at_second(1, day_of_1970 * day, kind).expect("1970");
        let (ad, post) = (Kind::AdSeen, Kind::Tweet);
        let mut events: Vec<_> = [(0, ad), (1, post), (2, ad), (8, ad), (9, Kind::Call)]
            .map(event)
            .into();
        events[1].flags = Flags::DATE_ONLY;
        let imported = Imported {
            events,
            ..Imported::default()
        };
        let blocks = report(English, &imported, &Zone::utc());
        let Some(Block::Table(kinds)) = blocks.first() else {
            panic!("{blocks:?}");
        };
        let expected = [
            ["Posts", "1", "2 Jan 1970", "2 Jan 1970"],
            ["Ads seen", "3", "1 Jan 1970", "9 Jan 1970"],
            ["Calls", "1", "10 Jan 1970", "10 Jan 1970"],
        ];
        assert_eq!(kinds.rows, expected);
        let date_only = [Text::DateOnly.say(English), ": 1"].concat();
        assert!(blocks.contains(&Block::Line(date_only)), "{blocks:?}");
    }

    #[test]
    fn every_row_has_a_cell_for_each_column() {
        let path = || "data/like.js".to_owned();
        let imported = Imported {
            files: vec![file(1, Some(2))],
            skipped: vec![Skipped {
                path: path(),
                reason: SkipReason::BadTime,
                count: 3,
            }],
            missing: vec![(path(), 4)],
            unopened: vec![path()],
            ..Imported::default()
        };
        for language in Language::ALL {
            let mut ids = Vec::new();
            for block in report(language, &imported, &Zone::utc()) {
                let Block::Table(table) = block else { continue };
                ids.push(table.id);
                for row in table.rows {
                    assert_eq!(row.len(), table.columns.len(), "{row:?}");
                }
            }
            assert_eq!(ids, ["files", "skipped", "missing", "unopened"]);
        }
    }
}
