//! What is in an archive: known because it was put there.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::acts::Act;
use crate::post::{FIRST_SNOWFLAKE, Kind, Machine, Post, date};
use crate::words::{APPS, BOT_WORDS};

/// The longest gap that still counts as awake, by midare's rule.
const THRESHOLD_SECS: i64 = 3 * 3600 + 30 * 60;

/// Whose archive it is. Empty where the archive does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub handle: String,
    pub name: String,
}

/// How much of a post's time the files tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The second.
    Exact,
    /// Only the day of posts from before there was a time in ids: Grailbird.
    DayOfOldPosts,
}

/// A post as a reader must find it.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub id: u64,
    /// Seconds since 1970, UTC; midnight if only the day is known.
    pub at: i64,
    pub kind: Kind,
    /// As typed: HTML entities decoded.
    pub text: String,
    pub app: &'static str,
    /// The machine that posted it, `None` for a person.
    pub machine: Option<Machine>,
    pub date_only: bool,
    pub retweet: bool,
    pub bot_word: bool,
}

impl Told {
    pub fn of(post: &Post, clock: Clock) -> Told {
        let date_only = clock == Clock::DayOfOldPosts && post.id < FIRST_SNOWFLAKE;
        Told {
            id: post.id,
            at: if date_only {
                post.at - post.at.rem_euclid(86_400)
            } else {
                post.at
            },
            kind: post.kind,
            text: post.text.clone(),
            app: APPS[post.app].0,
            machine: post.machine,
            date_only,
            retweet: post.is_retweet(),
            bot_word: BOT_WORDS.iter().any(|word| post.text.contains(word)),
        }
    }
}

/// What an archive holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Truth {
    pub person: Person,
    /// By its Rails name.
    pub zone: Option<String>,
    /// By time, then id.
    pub posts: Vec<Told>,
    /// Other acts, by kind and time.
    pub acts: Vec<Act>,
}

/// Awake periods by midare's rule over all posts with a time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Awake {
    /// First and last second of each, oldest first.
    pub periods: Vec<(i64, i64)>,
    /// Posts so far from any other that they make no period.
    pub lone: Vec<i64>,
}

impl Truth {
    pub fn new<'a>(
        person: Person,
        posts: impl IntoIterator<Item = &'a Post>,
        clock: Clock,
    ) -> Truth {
        let mut acts = Vec::new();
        let posts = posts.into_iter().map(|post| {
            acts.extend(post.deleted_at.map(|at| ("deletion", at)));
            Told::of(post, clock)
        });
        let posts = posts.collect();
        Truth {
            person,
            zone: None,
            posts,
            acts,
        }
        .in_order()
    }

    /// Both together, each post once; an exact time is better than a day.
    pub fn and(&self, other: &Truth) -> Truth {
        let mut posts: Vec<Told> = self.posts.iter().chain(&other.posts).cloned().collect();
        posts.sort_by_key(|told| (told.id, told.date_only));
        posts.dedup_by_key(|told| told.id);
        let mut acts = self.acts.clone();
        for run in other.acts.chunk_by(|one, next| one == next) {
            let known = acts.iter().filter(|act| **act == run[0]).count();
            acts.extend(run.iter().skip(known));
        }
        Truth {
            posts,
            acts,
            ..self.clone()
        }
        .in_order()
    }

    fn in_order(mut self) -> Truth {
        self.posts.sort_by_key(|told| (told.at, told.id));
        self.acts.sort_unstable();
        self
    }

    /// Posts with a time of day.
    pub fn timed(&self) -> impl Iterator<Item = &Told> {
        self.posts.iter().filter(|told| !told.date_only)
    }

    pub fn ids(&self) -> BTreeSet<u64> {
        self.posts.iter().map(|told| told.id).collect()
    }

    /// Seconds since 1970 of the posts with a time of day, ascending.
    pub fn times(&self) -> Vec<i64> {
        self.timed().map(|told| told.at).collect()
    }

    pub fn date_only(&self) -> usize {
        self.posts.iter().filter(|told| told.date_only).count()
    }

    pub fn by_kind(&self) -> BTreeMap<Kind, usize> {
        let mut counts = BTreeMap::new();
        for told in &self.posts {
            *counts.entry(told.kind).or_default() += 1;
        }
        counts
    }

    /// How many acts of each kind, and the sum of their times.
    pub fn acts_by_kind(&self) -> BTreeMap<&'static str, (usize, i64)> {
        let mut sums = BTreeMap::new();
        for (kind, at) in &self.acts {
            let (count, sum): &mut (usize, i64) = sums.entry(*kind).or_default();
            (*count, *sum) = (*count + 1, *sum + at);
        }
        sums
    }

    /// Seconds since 1970 of the acts of each kind, ascending.
    fn act_times(&self) -> BTreeMap<String, Value> {
        let kinds = self.acts.chunk_by(|(one, _), (next, _)| one == next);
        let times = |acts: &[Act]| acts.iter().map(|(_, at)| json!(at)).collect();
        kinds
            .filter_map(|acts| Some((acts.first()?.0.to_owned(), times(acts))))
            .collect()
    }

    /// How many posts and acts of each kind, and the first and last second of those with a time of day.
    fn kinds(&self) -> Value {
        let posts = self.posts.iter();
        let posts = posts.map(|told| (told.kind.name(), told.at, told.date_only));
        let acts = self.acts.iter().map(|(kind, at)| (*kind, *at, false));
        let mut kinds: BTreeMap<&str, (usize, BTreeSet<i64>)> = BTreeMap::new();
        for (kind, at, date_only) in posts.chain(acts) {
            let (count, times) = kinds.entry(kind).or_default();
            *count += 1;
            times.extend((!date_only).then_some(at));
        }
        let told = |(count, times): &(usize, BTreeSet<i64>)| json!({"count": count, "first": iso(times.first()), "last": iso(times.last())});
        kinds
            .iter()
            .map(|(kind, of)| ((*kind).to_owned(), told(of)))
            .collect()
    }

    pub fn awake(&self) -> Awake {
        let mut awake = Awake::default();
        let times = self.times();
        for run in times.chunk_by(|one, next| next - one <= THRESHOLD_SECS) {
            match run {
                [only] => awake.lone.push(*only),
                [first, .., last] => awake.periods.push((*first, *last)),
                [] => {}
            }
        }
        awake
    }

    /// For `truth.json`: counts and sums; the periods themselves where there are at most 40.
    pub fn json(&self) -> Value {
        let (times, awake) = (self.times(), self.awake());
        let by_kind: Map<_, _> = self
            .by_kind()
            .into_iter()
            .map(|(kind, n)| (kind.name().to_owned(), json!(n)))
            .collect();
        let acts = self.acts_by_kind().into_iter();
        let (acts, sums): (Map<_, _>, Map<_, _>) = acts
            .map(|(kind, (count, sum))| {
                (
                    (kind.to_owned(), json!(count)),
                    (kind.to_owned(), json!(sum)),
                )
            })
            .unzip();
        let seconds: i64 = awake.periods.iter().map(|(first, last)| last - first).sum();
        let mut truth = json!({
            "id": self.person.id, "handle": self.person.handle, "name": self.person.name, "zone": self.zone,
            "posts": self.posts.len(), "by_kind": by_kind, "acts": acts, "sums_of_acts": sums, "kinds": self.kinds(), "date_only": self.date_only(),
            "retweets": self.posts.iter().filter(|told| told.retweet).count(),
            "bot_words": self.posts.iter().filter(|told| told.bot_word).count(),
            "first": iso(times.first()), "last": iso(times.last()), "sum_of_times": times.iter().sum::<i64>(),
            "awake": { "threshold_s": THRESHOLD_SECS, "periods": awake.periods.len(), "seconds": seconds, "lone": awake.lone.len() },
        });
        if awake.periods.len() <= 40 {
            truth["awake"]["list"] = json!(awake.periods);
            truth["awake"]["lone_list"] = json!(awake.lone);
        }
        truth["act_times"] = self.act_times().into_iter().collect();
        truth
    }
}

/// As reports write a second since 1970, UTC.
fn iso(at: Option<&i64>) -> Option<String> {
    at.map(|&at| date(at, "%Y-%m-%dT%H:%M:%SZ"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gap_of_exactly_the_threshold_is_still_awake() {
        let truth = |times: &[i64]| {
            let posts: Vec<Post> = times
                .iter()
                .map(|&at| Post::new(at as u64, at, ""))
                .collect();
            Truth::new(Person::default(), &posts, Clock::Exact).awake()
        };
        assert_eq!(
            truth(&[0, 12_600]),
            Awake {
                periods: vec![(0, 12_600)],
                lone: vec![]
            }
        );
        assert_eq!(
            truth(&[0, 12_601]),
            Awake {
                periods: vec![],
                lone: vec![0, 12_601]
            }
        );
    }

    #[test]
    fn together_a_post_counts_once_and_its_exact_time_wins() {
        let post = Post::new(5, 90_000, "");
        let day = Truth::new(Person::default(), [&post], Clock::DayOfOldPosts);
        let exact = Truth::new(Person::default(), [&post], Clock::Exact);
        assert_eq!((day.posts[0].at, day.date_only()), (86_400, 1));
        assert_eq!(day.and(&exact).posts, exact.posts);
    }
}
