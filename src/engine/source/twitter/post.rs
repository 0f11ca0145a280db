//! From one record to one event, and to what it says.

use chrono::{DateTime, Utc};
use memchr::{memchr, memchr3_iter};

use super::clock::{self, Possible, Written};
use super::rows::Columns;
use crate::engine::event::{Event, FileKind, Flags, Kind, SkipReason};
use crate::engine::plain;
use crate::engine::source::scan::Record;
use crate::engine::source::scan::fields::{self, Field, Value};
use crate::engine::source::scan::rows;
use crate::engine::source::{PostText, bytes};

/// The words by which midare knew its own announcements and two other reports; and the place in each
/// of a byte that is rare in texts.
const BOT_WORDS: [(&str, usize); 4] = [
    ("ぼくへ 生活習慣乱れてませんか？", 23),
    ("みんなへ 生活習慣乱れてませんか？", 26),
    ("#contributter_report", 0),
    ("のポスト数", 14),
];
/// The bytes at those places.
const RARE: [u8; 3] = [0xb9, b'#', 0xb0];
/// No more of a post is shown.
const MAX_TEXT_CHARS: usize = 30_000;
/// So many apps are told apart; hostile files may name a new one in every record.
const MAX_APPS: usize = 1024;
/// So many ways of writing them are remembered, if they are no longer than that.
const MAX_SOURCES: usize = 256;
const MAX_SOURCE: usize = 1024;

/// Turns records into events, and gathers the posting apps' names on the way.
pub struct Reader {
    pub possible: Possible,
    /// What is in which column of the rows being read; `None` before the first of them, which says it.
    pub columns: Option<Columns>,
    /// The first is the empty name: no app is known.
    apps: Vec<String>,
    /// What stood in records, and the app that it named. The latest is the last.
    sources: Vec<(Vec<u8>, u16)>,
}

impl Reader {
    pub fn new() -> Reader {
        Reader {
            possible: Possible {
                made: DateTime::<Utc>::MAX_UTC,
            },
            columns: None,
            apps: vec![String::new()],
            sources: Vec::new(),
        }
    }

    /// The apps that were named so far, as the events' numbers say.
    pub fn take_apps(&mut self) -> Vec<String> {
        std::mem::take(&mut self.apps)
    }

    /// Reads a record of file number `file`.
    ///
    /// # Errors
    /// Why there is no event in it.
    pub fn event(&mut self, record: &Record, file: u16, of: FileKind) -> Result<Event, SkipReason> {
        let raw = match of {
            FileKind::Csv => self.columns.unwrap_or_default().post(record),
            _ => RawPost::of(record),
        };
        let id = raw.id().ok_or(SkipReason::NoIdOrTime)?;
        let written = raw
            .created_at
            .and_then(time)
            .ok_or(SkipReason::NoIdOrTime)?;
        let at = self.possible.best(written.at, id);
        let at = at.ok_or(SkipReason::BadTime)?;
        let is_date_only = clock::is_date_only(id, written);
        let mut event = Event::new(id, at, kind(of)).ok_or(SkipReason::BadTime)?;
        event = event
            .located(file, record.offset)
            .ok_or(SkipReason::TooLong)?;
        event.app = self.app(raw.source.unwrap_or_default());
        let text = raw.text.unwrap_or_default();
        for (flag, applies) in [
            (Flags::DATE_ONLY, is_date_only),
            (Flags::RETWEET, raw.is_retweet || text.starts_with(b"RT @")),
            (Flags::BOT_WORD, has_bot_word(text)),
        ] {
            if applies {
                event.flags = event.flags.with(flag);
            }
        }
        Ok(event)
    }

    /// The number of the app that a `source` names.
    fn app(&mut self, source: &[u8]) -> u16 {
        // Most posts come from the same app as the one before.
        let known = self.sources.iter().rposition(|(known, _)| known == source);
        if let Some(place) = known {
            let last = self.sources.len().saturating_sub(1);
            self.sources.swap(place, last);
            return self.sources.last().map_or(0, |(_, number)| *number);
        }
        let number = self.app_named(app_name(source));
        if source.len() > MAX_SOURCE {
            return number;
        }
        if self.sources.len() == MAX_SOURCES {
            self.sources.swap_remove(0);
        }
        self.sources.push((source.to_vec(), number));
        number
    }

    pub fn app_named(&mut self, name: String) -> u16 {
        match self.apps.iter().position(|app| *app == name) {
            Some(number) => number as u16, // as short as the list itself
            None if self.apps.len() < MAX_APPS => {
                let number = self.apps.len();
                self.apps.push(name);
                number as u16
            }
            None => 0,
        }
    }
}

/// What a record says, for a dialog. `None` if it is no post.
pub fn text(record: &Record) -> Option<PostText> {
    let raw = RawPost::of(record);
    let text = fields::text(raw.text?)?;
    Some(PostText {
        id: raw.id()?,
        text: shortened(without_entities(&text)),
    })
}

/// What a row says, for a dialog. Its text has neither escapes nor entities.
pub fn text_of_row(columns: Columns, row: &Record) -> Option<PostText> {
    let raw = columns.post(row);
    let text = rows::undoubled(raw.text.unwrap_or_default());
    Some(PostText {
        id: raw.id()?,
        text: shortened(String::from_utf8_lossy(&text).into_owned()),
    })
}

/// As much as a page can show at once: X's longest posts have 25,000 characters.
fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(MAX_TEXT_CHARS) {
        text.truncate(end);
    }
    text
}

/// Of a text as it stands in the file.
fn has_bot_word(raw: &[u8]) -> bool {
    let is_escaped = || {
        memchr(b'\\', raw)
            .is_some_and(|at| bytes::find(raw.get(at..).unwrap_or_default(), b"\\u").is_some())
    };
    holds_bot_word(raw)
        || is_escaped() && fields::text(raw).is_some_and(|text| holds_bot_word(text.as_bytes()))
}

fn holds_bot_word(text: &[u8]) -> bool {
    let [one, two, three] = RARE;
    memchr3_iter(one, two, three, text).any(|rare| {
        BOT_WORDS.iter().any(|(word, place)| {
            let start = rare.checked_sub(*place).and_then(|start| text.get(start..));
            start.is_some_and(|start| start.starts_with(word.as_bytes()))
        })
    })
}

fn kind(of: FileKind) -> Kind {
    match of {
        FileKind::CommunityTweets => Kind::CommunityTweet,
        FileKind::CircleTweets => Kind::CircleTweet,
        FileKind::DeletedTweets | FileKind::DeletedHeaders => Kind::DeletedTweet,
        _ => Kind::Tweet,
    }
}

/// The fields that matter, as they stand in the file.
#[derive(Clone, Copy, Default)]
pub struct RawPost<'a> {
    pub id_str: Option<&'a [u8]>,
    pub id: Option<&'a [u8]>,
    pub created_at: Option<&'a [u8]>,
    pub text: Option<&'a [u8]>,
    pub source: Option<&'a [u8]>,
    pub is_retweet: bool,
}

impl<'a> RawPost<'a> {
    /// The record's own fields, or those of the object that it wraps.
    fn of(record: &Record<'a>) -> RawPost<'a> {
        let mut outer = RawPost::default();
        let mut inner = RawPost::default();
        let fields = fields::each(record, &mut |parent, field| match parent {
            b"" => outer.set(field),
            _ => inner.set(field),
        });
        if fields == 1 { inner } else { outer }
    }

    fn set(&mut self, field: Field<'a>) {
        let text = || match field.value() {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        };
        match field.key {
            // The latter in files of headers.
            b"id_str" | b"tweet_id" => self.id_str = text().or(self.id_str),
            b"id" => {
                if let Some(Value::Text(id) | Value::Bare(id)) = field.value() {
                    self.id = Some(id);
                }
            }
            b"created_at" => self.created_at = text().or(self.created_at),
            b"full_text" | b"text" => self.text = text().or(self.text),
            b"source" => self.source = text().or(self.source),
            b"retweeted_status" => self.is_retweet |= field.value() == Some(Value::Nested),
            _ => {}
        }
    }

    /// `id_str` first: in 2018 some numbers had lost their last digits.
    #[inline(always)] // it runs for every post
    fn id(&self) -> Option<u64> {
        // JSON has no `01`.
        let is_plain = |raw: &&[u8]| !raw.starts_with(b"0");
        let number = |raw: Option<&'a [u8]>| raw.filter(is_plain).and_then(clock::number);
        number(self.id_str).or_else(|| number(self.id))
    }
}

/// A time, of which some writers escape the sign: `\u002B0000`.
fn time(raw: &[u8]) -> Option<Written> {
    clock::read(raw).or_else(|| {
        let plain = fields::text(raw).filter(|_| raw.contains(&b'\\'))?;
        clock::read(plain.as_bytes())
    })
}

/// `<a href="…" rel="nofollow">Name</a>` or a bare name, escapes and all.
fn app_name(source: &[u8]) -> String {
    let said = fields::text(source).unwrap_or_default();
    let shown = said
        .strip_suffix("</a>")
        .and_then(|said| said.split_once('>'));
    plain::name(&without_entities(shown.map_or(&*said, |(_, name)| name)))
}

/// Archives write `&`, `<` and `>` as HTML entities, and hardly anything else.
fn without_entities(text: &str) -> String {
    let entities = [
        ("amp;", '&'),
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("#39;", '\''),
    ];
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split('&');
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let said = |(entity, sign): &(&str, char)| Some((*sign, part.strip_prefix(entity)?));
        let (sign, rest) = entities.iter().find_map(said).unwrap_or(('&', part));
        plain.push(sign);
        plain.push_str(rest);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bot_words_are_found_wherever_they_stand() {
        for (word, place) in BOT_WORDS {
            let rare = word.as_bytes().get(place);
            assert!(rare.is_some_and(|byte| RARE.contains(byte)), "{word}");
            for text in [word, &["今日", word].concat(), &["#", word, "!"].concat()] {
                assert!(has_bot_word(text.as_bytes()), "{text}");
            }
            let escaped = |c: char| match c.is_ascii() {
                true => c.to_string(),
                false => format!("\\u{:04x}", c as u32),
            };
            let escaped: String = word.chars().map(escaped).collect();
            assert!(has_bot_word(escaped.as_bytes()), "{escaped}");
            let mut half = word.chars();
            half.next_back();
            assert!(!has_bot_word(half.as_str().as_bytes()), "{word}");
        }
        assert!(!has_bot_word("生活習慣乱れてませんか？".as_bytes()));
        assert!(!has_bot_word(b"#contributter"));
        assert!(!has_bot_word(b""));
    }

    #[test]
    fn a_source_of_a_kilobyte_is_remembered_and_no_longer_one() {
        let mut reader = Reader::new();
        for (length, remembered) in [(MAX_SOURCE, 1), (MAX_SOURCE + 1, 1), (8 << 20, 1)] {
            assert_eq!(reader.app(&vec![b'x'; length]), 1);
            assert_eq!(reader.sources.len(), remembered);
        }
    }
}
