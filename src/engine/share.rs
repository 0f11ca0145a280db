//! What is given to others besides the picture: which figures there are to choose from, and the addresses at
//! which other sites take a text and a link. An address carries no picture: none of these sites takes one.
//! [`portrait`] is what the person adds to the picture out of a file.

mod host;
pub mod portrait;
mod wish;

use core::ops::Range;

use chrono::{NaiveDate, TimeDelta};

use super::figures::Figures;
use super::opened::Opened;
use super::scene::calendar::{Calendar, ROW_SECS};
use super::scene::share::{Figure, Look};
use super::text::{Language, share as words};

pub use host::Host;
pub use wish::{Part, Wish, around};

/// Where a text and a link can be taken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    X,
    Bluesky,
    Misskey,
    Mastodon,
    Line,
    Facebook,
    Hatena,
}

impl Place {
    /// Those that are at one address.
    pub const SINGLE: [Place; 5] = [
        Place::X,
        Place::Bluesky,
        Place::Line,
        Place::Facebook,
        Place::Hatena,
    ];
    /// Those of which anyone can have one.
    pub const MANY: [Place; 2] = [Place::Misskey, Place::Mastodon];

    /// A name that never changes, for tests and what is kept.
    pub fn id(self) -> &'static str {
        match self {
            Place::X => "x",
            Place::Bluesky => "bluesky",
            Place::Misskey => "misskey",
            Place::Mastodon => "mastodon",
            Place::Line => "line",
            Place::Facebook => "facebook",
            Place::Hatena => "hatena",
        }
    }

    /// The address at which it takes a text and a link.
    ///
    /// * `host`: of a place that there are many of; `None` if it is missing there.
    ///
    /// Sources: docs.x.com (web intent), docs.bsky.app (action intent links), misskey-hub.net (share form),
    /// developers.line.biz (share buttons with custom icons). Mastodon's `/share`, Facebook's sharer and Hatena's
    /// panel are what their own buttons open.
    pub fn address(self, host: Option<&Host>, text: &str, url: &str) -> Option<String> {
        // Where there is one field, the link is the last line of it.
        let whole = [text, "\n", url].concat();
        let at_host = |path: &str| Some(["https://", host?.name(), path].concat());
        let (begin, fields): (String, &[(&str, &str)]) = match self {
            Place::X => (
                "https://x.com/intent/tweet".into(),
                &[("text", text), ("url", url)],
            ),
            Place::Bluesky => (
                "https://bsky.app/intent/compose".into(),
                &[("text", &whole)],
            ),
            Place::Misskey => (at_host("/share")?, &[("text", text), ("url", url)]),
            Place::Mastodon => (at_host("/share")?, &[("text", &whole)]),
            Place::Line => (
                "https://social-plugins.line.me/lineit/share".into(),
                &[("url", url), ("text", text)],
            ),
            Place::Facebook => (
                "https://www.facebook.com/sharer/sharer.php".into(),
                &[("u", url)],
            ),
            Place::Hatena => (
                "https://b.hatena.ne.jp/entry/panel/".into(),
                &[("url", url)],
            ),
        };
        let mut address = begin;
        for (nth, (name, value)) in fields.iter().enumerate() {
            address.push(if nth == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            encode(value, &mut address);
        }
        Some(address)
    }
}

/// Writes a text as a part of an address: whatever is no plain letter or digit as the numbers of its bytes.
fn encode(text: &str, address: &mut String) {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            address.push(byte.into());
            continue;
        }
        address.push('%');
        for half in [byte >> 4, byte & 15] {
            address.extend(DIGITS.get(usize::from(half)));
        }
    }
}

/// How much is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// What the calendar shows.
    #[default]
    InSight,
    /// The 21 days up to its last one.
    ThreeWeeks,
    /// The 365 days up to its last one.
    Year,
}

impl Reach {
    pub const ALL: [Reach; 3] = [Reach::InSight, Reach::ThreeWeeks, Reach::Year];

    /// The days, half-open.
    pub fn days(self, in_sight: &Range<NaiveDate>) -> Range<NaiveDate> {
        let before = |days| {
            let first = in_sight.end.checked_sub_signed(TimeDelta::days(days));
            first.unwrap_or(in_sight.start)..in_sight.end
        };
        match self {
            Reach::InSight => in_sight.clone(),
            Reach::ThreeWeeks => before(21),
            Reach::Year => before(365),
        }
    }
}

/// The calendar of so much of what is opened.
pub fn calendar(opened: &Opened, reach: Reach) -> Calendar {
    let days = reach.days(&opened.days);
    let awake = opened.awake();
    Calendar::new(
        &awake,
        &opened.zone,
        opened.country,
        days,
        opened.start_hour,
    )
}

/// A figure that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// A short name that never changes.
    pub id: String,
    pub figure: Figure,
}

/// Of the cards of a rhythm those that say something to others.
const TOLD: [&str; 5] = ["score", "sleep", "sjl", "sri", "all-nighters"];
/// So many are chosen at first.
pub const CHOSEN: usize = 3;

/// The figures of a calendar that are known.
///
/// * `cards`: id, title and value of what is known of the rhythm of the same days.
pub fn choices(language: Language, calendar: &Calendar, cards: &[[String; 3]]) -> Vec<Choice> {
    let figures = Figures::of(calendar, 0);
    let nights = Nights::of(calendar);
    let mut choices = Vec::new();
    let mut choose = |id: &str, title: &str, value: String| {
        choices.push(Choice {
            id: id.into(),
            figure: Figure {
                title: title.into(),
                value,
            },
        });
    };
    if 0 < nights.known {
        let value = words::of_nights(language, nights.awake, nights.known);
        choose("three", words::Label::AwakeAtThree.say(language), value);
    }
    for id in TOLD {
        if let Some([_, title, value]) = cards.iter().find(|[of, ..]| of == id)
            && !value.is_empty()
        {
            choose(id, title, value.clone());
        }
    }
    if 0 < figures.longest_secs {
        let value = words::span(language, figures.longest_secs);
        choose("longest", words::Label::LongestAwake.say(language), value);
    }
    choices
}

/// How the bird looks beside a calendar: sleepy if its person was up at three in a third of the nights.
pub fn look(calendar: &Calendar) -> Look {
    let nights = Nights::of(calendar);
    match nights.known <= nights.awake * 3 && 0 < nights.known {
        true => Look::Sleepy,
        false => Look::Awake,
    }
}

/// Days of which something is known, and those of them on which someone was awake at three in the night.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Nights {
    known: usize,
    awake: usize,
}

impl Nights {
    fn of(calendar: &Calendar) -> Nights {
        let start = u32::from(calendar.start_hour) * 3_600;
        let three = (3 * 3_600 + ROW_SECS - start) % ROW_SECS;
        let mut nights = Nights::default();
        for row in &calendar.rows {
            let is_known = !row.segments.is_empty() || !row.marks.is_empty();
            let is_awake =
                |bar: &super::scene::calendar::Segment| bar.from <= three && three < bar.to;
            nights.known += usize::from(is_known);
            nights.awake += usize::from(row.segments.iter().any(is_awake));
        }
        nights
    }
}
