//! From one record to one event, and to what it says.

use memchr::memmem::{self, Finder};

use super::clock::{self, Possible, Written};
use crate::engine::event::{Event, FileKind, Flags, Kind, SkipReason};
use crate::engine::source::PostText;
use crate::engine::source::scan::Record;
use crate::engine::source::scan::fields::{self, Value};

/// The words by which midare knew its own announcements and two other reports.
const BOT_WORDS: [&str; 4] = [
    "ぼくへ 生活習慣乱れてませんか？",
    "みんなへ 生活習慣乱れてませんか？",
    "#contributter_report",
    "のポスト数",
];
/// A posting app's name is cut at so many characters.
const MAX_APP_NAME: usize = 80;
/// So many apps are told apart; hostile files may name a new one in every record.
const MAX_APPS: usize = 1024;
/// So many ways of writing them are remembered.
const MAX_SOURCES: usize = 256;
/// Longer ones are not remembered: hostile files may name an app at the length of a record.
const MAX_SOURCE: usize = 1024;

/// Turns records into events, and gathers the posting apps' names on the way.
pub struct Reader {
    pub possible: Possible,
    /// The first is the empty name: no app is known.
    apps: Vec<String>,
    /// What stood in records, and the app that it named. The latest is the last.
    sources: Vec<(Vec<u8>, u16)>,
    bot_words: [Finder<'static>; 4],
}

impl Reader {
    pub fn new() -> Reader {
        Reader {
            possible: Possible { made: None },
            apps: vec![String::new()],
            sources: Vec::new(),
            bot_words: BOT_WORDS.map(Finder::new),
        }
    }

    pub fn into_apps(self) -> Vec<String> {
        self.apps
    }

    /// Reads a record of file number `file`.
    ///
    /// # Errors
    /// Why there is no event in it.
    pub fn event(&mut self, record: &Record, file: u16, of: FileKind) -> Result<Event, SkipReason> {
        let raw = RawPost::of(record);
        let id = raw.id().ok_or(SkipReason::NoIdOrTime)?;
        let written = raw
            .created_at
            .and_then(time)
            .ok_or(SkipReason::NoIdOrTime)?;
        let at = [Some(written.at), clock::snowflake(id)]
            .into_iter()
            .flatten()
            .find(|at| self.possible.holds(*at))
            .ok_or(SkipReason::BadTime)?;
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
            (Flags::BOT_WORD, self.has_bot_word(text)),
        ] {
            if applies {
                event.flags = event.flags.with(flag);
            }
        }
        Ok(event)
    }

    fn has_bot_word(&self, text: &[u8]) -> bool {
        let found = |text: &[u8]| self.bot_words.iter().any(|word| word.find(text).is_some());
        found(text)
            || memmem::find(text, b"\\u").is_some()
                && fields::text(text).is_some_and(|text| found(text.as_bytes()))
    }

    /// The number of the app that a `source` names.
    fn app(&mut self, source: &[u8]) -> u16 {
        // Most posts come from the same app as the one before.
        let known = self.sources.iter().rposition(|(known, _)| known == source);
        if let Some(place) = known {
            let last = self.sources.len() - 1;
            self.sources.swap(place, last);
            return self.sources[last].1;
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

    fn app_named(&mut self, name: String) -> u16 {
        match self.apps.iter().position(|app| *app == name) {
            Some(number) => number as u16, // as short as the list itself
            None if self.apps.len() < MAX_APPS => {
                self.apps.push(name);
                (self.apps.len() - 1) as u16
            }
            None => 0,
        }
    }
}

/// What a record says, for a dialog. `None` if it is no post.
pub fn text(record: &Record) -> Option<PostText> {
    let raw = RawPost::of(record);
    let text = fields::text(raw.text.unwrap_or_default())?;
    Some(PostText {
        id: raw.id()?,
        text: without_entities(&text),
    })
}

fn kind(of: FileKind) -> Kind {
    match of {
        FileKind::CommunityTweets => Kind::CommunityTweet,
        FileKind::CircleTweets => Kind::CircleTweet,
        FileKind::DeletedTweets => Kind::DeletedTweet,
        _ => Kind::Tweet,
    }
}

/// The fields that matter, as they stand in the file.
#[derive(Clone, Copy, Default)]
struct RawPost<'a> {
    id_str: Option<&'a [u8]>,
    id: Option<&'a [u8]>,
    created_at: Option<&'a [u8]>,
    text: Option<&'a [u8]>,
    source: Option<&'a [u8]>,
    is_retweet: bool,
}

impl<'a> RawPost<'a> {
    /// The record's own fields, or those of the object that it wraps.
    fn of(record: &Record<'a>) -> RawPost<'a> {
        let mut outer = RawPost::default();
        let mut inner = RawPost::default();
        let fields = fields::each(record, &mut |parent, key, value| match parent {
            b"" => outer.set(key, value),
            _ => inner.set(key, value),
        });
        if fields == 1 { inner } else { outer }
    }

    fn set(&mut self, key: &[u8], value: Value<'a>) {
        match (key, value) {
            (b"id_str", Value::Text(id)) => self.id_str = Some(id),
            (b"id", Value::Text(id) | Value::Bare(id)) => self.id = Some(id),
            (b"created_at", Value::Text(time)) => self.created_at = Some(time),
            (b"full_text" | b"text", Value::Text(text)) => self.text = Some(text),
            (b"source", Value::Text(source)) => self.source = Some(source),
            (b"retweeted_status", Value::Nested) => self.is_retweet = true,
            _ => {}
        }
    }

    /// `id_str` first: in 2018 some numbers had lost their last digits.
    fn id(&self) -> Option<u64> {
        // Whoever parses takes `+1` and `01` as well, which JSON does not.
        let is_plain = |raw: &&[u8]| matches!(raw, [b'1'..=b'9', ..]);
        let number = |raw: &'a [u8]| {
            let digits = Some(raw).filter(is_plain)?;
            std::str::from_utf8(digits).ok()?.parse().ok()
        };
        self.id_str
            .and_then(number)
            .or_else(|| self.id.and_then(number))
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
    let name = without_entities(shown.map_or(&*said, |(_, name)| name));
    name.chars()
        .filter(|c| !c.is_control())
        .take(MAX_APP_NAME)
        .collect()
}

/// Archives write `&`, `<` and `>` as HTML entities, and hardly anything else.
fn without_entities(mut text: &str) -> String {
    let entities = [
        ("&amp;", '&'),
        ("&lt;", '<'),
        ("&gt;", '>'),
        ("&quot;", '"'),
        ("&#39;", '\''),
    ];
    let mut plain = String::with_capacity(text.len());
    while let Some(at) = memchr::memchr(b'&', text.as_bytes()) {
        plain.push_str(&text[..at]);
        text = &text[at..];
        let found = entities.iter().find(|(entity, _)| text.starts_with(entity));
        let (length, sign) = found.map_or((1, '&'), |(entity, sign)| (entity.len(), *sign));
        plain.push(sign);
        text = &text[length..];
    }
    plain.push_str(text);
    plain
}
