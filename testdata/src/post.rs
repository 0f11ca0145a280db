//! A post, and a life in posts.

use chrono::{DateTime, NaiveDateTime};

use crate::chance::Chance;
use crate::words::{self, ORDINARY_APPS, TRAPS};

/// Ids below this carry no time, and Grailbird knows only the day of such a post.
pub const FIRST_SNOWFLAKE: u64 = 30_000_000_000;

/// Milliseconds since 1970 at which ids with a time in them begin (2010-11-04).
const SNOWFLAKE_EPOCH_MS: i64 = 1_288_834_974_657;
/// The first second whose ids carry a time here: a day later, when they are surely large enough.
const SNOWFLAKES_FROM: i64 = SNOWFLAKE_EPOCH_MS / 1000 + 86_400;
/// 2006-03-21, the first post of all.
const FIRST_POST: i64 = 1_142_899_200;

/// Which kind of file a post lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Tweet,
    Community,
    Circle,
    Deleted,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Tweet, Kind::Community, Kind::Circle, Kind::Deleted];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Tweet => "tweet",
            Kind::Community => "community_tweet",
            Kind::Circle => "circle_tweet",
            Kind::Deleted => "deleted_tweet",
        }
    }
}

/// Something that a made-up person posted.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub id: u64,
    /// Seconds since 1970, UTC.
    pub at: i64,
    pub kind: Kind,
    /// As typed: nothing is escaped yet.
    pub text: String,
    pub lang: &'static str,
    /// Index into [`words::APPS`].
    pub app: usize,
    /// The machine that posted it, `None` for a person.
    pub machine: Option<Machine>,
    pub reply: Option<Reply>,
    /// The post of which this is a later version.
    pub edit_of: Option<u64>,
    /// Seconds since 1970, UTC.
    pub deleted_at: Option<i64>,
    pub hashtag: Option<&'static str>,
    pub mention: Option<String>,
    pub link: Option<String>,
    pub photo: Option<String>,
}

/// What posts without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Machine {
    /// A client keeps what a person wrote until the minute that it is for.
    Scheduled,
    /// A service or bot that says so by its name.
    Automatic,
    /// A program on a beat.
    Cron,
}

impl Machine {
    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Machine::Scheduled => "scheduled",
            Machine::Automatic => "automatic",
            Machine::Cron => "cron",
        }
    }
}

/// What a post answers to.
#[derive(Clone, Debug, PartialEq)]
pub struct Reply {
    pub status: u64,
    pub user: u64,
    pub handle: String,
}

impl Post {
    /// A plain post of the kind [`Kind::Tweet`].
    pub fn new(id: u64, at: i64, text: impl Into<String>) -> Post {
        Post {
            id,
            at,
            kind: Kind::Tweet,
            text: text.into(),
            lang: "ja",
            app: 0,
            machine: None,
            reply: None,
            edit_of: None,
            deleted_at: None,
            hashtag: None,
            mention: None,
            link: None,
            photo: None,
        }
    }

    pub fn is_retweet(&self) -> bool {
        self.text.starts_with("RT @")
    }
}

/// The moment `2024-03-01 09:00:00`, UTC, in seconds since 1970.
///
/// # Panics
/// If it is no such moment: it stands in the code.
pub fn utc(moment: &str) -> i64 {
    NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M:%S")
        .expect("a moment in the code")
        .and_utc()
        .timestamp()
}

/// A moment as `format` has it, UTC.
pub fn date(at: i64, format: &str) -> String {
    DateTime::from_timestamp(at, 0)
        .expect("a moment that chrono knows")
        .format(format)
        .to_string()
}

/// An id for a post at this second: with a time in it from 2010-11-05 on, counted up before.
pub fn id_at(at: i64, chance: &mut Chance) -> u64 {
    if at >= SNOWFLAKES_FROM {
        let ms = at * 1000 + chance.within(0..1000) - SNOWFLAKE_EPOCH_MS;
        return (ms as u64) << 22 | chance.below(1 << 22);
    }
    // Ever more posts a day: the count grows with the square of the age.
    let age = (at - FIRST_POST).max(1) as f64 / (SNOWFLAKES_FROM - FIRST_POST) as f64;
    20 + (age * age * 29_600_000_000.0) as u64 + chance.below(1000)
}

/// How someone lives, east of Greenwich by `ahead_secs`: awake from about nine until after midnight.
#[derive(Clone, Copy, Debug)]
pub struct Life {
    pub seed: u64,
    /// First and last day, in seconds since 1970.
    pub from: i64,
    pub until: i64,
    pub posts: usize,
    pub ahead_secs: i64,
}

impl Life {
    /// Its posts, by time. All of the kind [`Kind::Tweet`]; no two have the same id.
    pub fn posts(&self) -> impl Iterator<Item = Post> {
        let mut chance = Chance::new(self.seed);
        let mut moments: Vec<i64> = (0..self.posts as i64)
            .map(|nth| self.moment(nth, &mut chance))
            .collect();
        moments.sort_unstable();
        let mut last_id = 0;
        moments.into_iter().map(move |at| {
            let mut post = post_at(at, &mut chance);
            // Two posts in one second are common; two with one id are not.
            post.id = post.id.max(last_id + 1);
            last_id = post.id;
            post
        })
    }

    /// When the `nth` post is made: any time of a waking day.
    fn moment(&self, nth: i64, chance: &mut Chance) -> i64 {
        const HOUR: i64 = 3600;
        let days = ((self.until - self.from) / 86_400).max(1);
        let day = (nth * days / self.posts as i64 + chance.within(-2..3)).clamp(0, days - 1);
        let mut habits = Chance::new(self.seed ^ day as u64 ^ 0xda15);
        let wakes = habits.within(7 * HOUR..11 * HOUR);
        let sleeps = habits.within(22 * HOUR..27 * HOUR);
        self.from + day * 86_400 - self.ahead_secs + chance.within(wakes..sleeps)
    }
}

fn post_at(at: i64, chance: &mut Chance) -> Post {
    let saying = words::saying(chance);
    let mut post = Post {
        lang: saying.lang,
        ..Post::new(id_at(at, chance), at, saying.text)
    };
    // Most posts come from one app.
    post.app = if chance.once_in(4) {
        chance.below(ORDINARY_APPS as u64) as usize
    } else {
        0
    };
    match chance.below(40) {
        0 => post.text = chance.pick(&TRAPS).to_string(),
        1..=8 => retweet(&mut post, chance),
        9..=18 => reply(&mut post, chance),
        19..=20 => {
            let tag = words::hashtag(chance);
            post.text.push_str(&format!(" #{tag}"));
            post.hashtag = Some(tag);
        }
        21..=22 => {
            let link = words::short_link(chance);
            post.text.push_str(&format!(" {link}"));
            post.link = Some(link);
        }
        23..=27 => {
            let link = words::short_link(chance);
            post.text.push_str(&format!(" {link}"));
            post.photo = Some(link);
        }
        _ => {}
    }
    post
}

fn retweet(post: &mut Post, chance: &mut Chance) {
    let handle = words::handle(chance);
    let whole = format!("RT @{handle}: {}", post.text);
    post.text = if whole.chars().count() > 140 {
        whole.chars().take(139).chain(['…']).collect()
    } else {
        whole
    };
    post.mention = Some(handle);
}

fn reply(post: &mut Post, chance: &mut Chance) {
    let handle = words::handle(chance);
    post.text = format!("@{handle} {}", post.text);
    post.mention = Some(handle.clone());
    let status = id_at(post.at - chance.within(20..4000), chance);
    post.reply = Some(Reply {
        status,
        user: 1000 + chance.below(3_000_000_000),
        handle,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_carry_the_second_of_the_post() {
        let mut chance = Chance::new(1);
        for at in [
            SNOWFLAKES_FROM,
            utc("2011-01-01 00:00:00"),
            utc("2026-06-01 12:34:56"),
        ] {
            let id = id_at(at, &mut chance);
            assert!(id > FIRST_SNOWFLAKE);
            assert_eq!(((id >> 22) as i64 + SNOWFLAKE_EPOCH_MS) / 1000, at);
        }
        assert!(id_at(SNOWFLAKES_FROM - 1, &mut chance) < 29_698_640_064);
    }

    #[test]
    fn a_life_is_the_same_every_time_and_no_id_comes_twice() {
        let (from, until) = (utc("2009-01-01 00:00:00"), utc("2013-01-01 00:00:00"));
        let life = Life {
            seed: 7,
            from,
            until,
            posts: 3000,
            ahead_secs: 9 * 3600,
        };
        let posts: Vec<Post> = life.posts().collect();
        assert_eq!(posts.len(), 3000);
        assert!(posts.is_sorted_by(|a, b| a.at <= b.at && a.id < b.id));
        assert!(posts.iter().eq(&life.posts().collect::<Vec<_>>()));
    }
}
