//! GitHub: from a token's answers to events. Nothing here sends: [`GitHub`] says what it needs, and is
//! given what came; the token is never here.
//!
//! # Which requests
//! Who the person is; then for each year in which repositories they committed and what they reviewed, all
//! of GitHub's lists of a person in one request, and their own repositories with releases; then
//! the histories of all these repositories, ten in a request for the first page and alone for the others.
//! With pages of 100 these are at most: repositories + the sum of ⌈n/100⌉ over what is read + 2 a year + 10.
//! GitHub names at most 100 repositories at once: where it does, the time is halved, down to a day.
//!
//! What feeds ([`food`]) is found in the same way, of some days and with the languages of its repositories; a
//! [`ranking`] asks about the people whom someone follows, as far as the points go that it is allowed.
//!
//! In reading order: [`options`] is what is asked for, [`raw`] GitHub's own words, [`task`] one request,
//! [`answer`] what to do after one, [`take`] what it says, [`machine`] the whole; [`store`], [`clean`],
//! [`zones`] and [`found`] are what comes of it. [`public`] is the way without a token; a [`run`] is either.
//! What reads answers stands behind the feature `github`; the page knows only what comes of them.

#[cfg(feature = "github")]
pub mod answer;
#[cfg(feature = "github")]
mod bots;
pub mod clean;
pub mod food;
pub mod found;
pub mod link;
#[cfg(feature = "github")]
pub mod machine;
pub mod moment;
pub mod options;
#[cfg(feature = "github")]
pub mod public;
pub mod ranking;
#[cfg(feature = "github")]
mod raw;
#[cfg(feature = "github")]
pub mod run;
mod store;
#[cfg(feature = "github")]
mod take;
#[cfg(feature = "github")]
mod task;
mod token;
mod why;
pub mod zones;

#[cfg(feature = "github")]
pub use answer::{Headers, MOST_BYTES, Response};
pub use clean::Cleaned;
pub use food::{Bite, Food};
pub use found::{Detail, Found};
#[cfg(feature = "github")]
pub use machine::GitHub;
pub use options::{Goal, Options, Years};
pub use ranking::{Ranked, Ranking};
pub use store::Missing;
pub use token::Token;
pub use why::{Failure, Limit, Why};
pub use zones::Change;

use chrono::{DateTime, Utc};

/// What a run needs next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Send these now; each is answered by `given`. At most [`MOST_AT_ONCE`] are under way.
    Send(Vec<Request>),
    /// An answer to what is under way.
    Answers,
    /// Nothing before that moment. Answers to what is under way may come meanwhile.
    Wait {
        until: DateTime<Utc>,
        limit: Option<Limit>,
    },
    /// It is known what a ranking would cost: nothing is sent before `allow` says that it may.
    Priced,
    /// Everything is there that could be had.
    Done,
    /// The run has ended; `resume` continues it.
    Failed(Failure),
    /// It was stopped: nothing will be sent before `resume`.
    Stopped,
}

/// GitHub asks for requests one after the other; two are what it bears well.
pub const MOST_AT_ONCE: usize = 2;

/// A request to <https://api.github.com>. Who sends it adds the token, and nothing else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// By which the answer is given.
    pub id: u32,
    pub operation: &'static str,
    /// Path and query on the host.
    pub path: String,
    /// JSON to post; `None` to get.
    pub body: Option<String>,
}

/// A line of the log of requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When the answer came.
    pub at: DateTime<Utc>,
    pub operation: &'static str,
    /// `None` if no answer came.
    pub status: Option<u16>,
    /// What it cost, where GitHub says.
    pub points: Option<u32>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Of the repositories that are known so far, and how many of them are read; of a ranking, people.
    pub repositories: u32,
    pub repositories_done: u32,
    /// Things done that were found so far, before doubles are dropped.
    pub events: u64,
    /// Requests answered.
    pub requests: u32,
    /// Points left of this hour's, and when there are as many as before, where GitHub said.
    pub points_left: Option<u32>,
    pub reset_at: Option<DateTime<Utc>>,
}

/// Who the events are of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    /// GitHub's own name for the person.
    pub id: String,
    pub login: String,
    pub name: String,
    /// One of GitHub's avatars.
    pub avatar: Option<String>,
    /// When the account was made.
    pub made_at: Option<DateTime<Utc>>,
    /// The years with contributions, the latest first.
    pub years: Vec<i32>,
    /// Whether it is the token's owner.
    pub is_own: bool,
}
