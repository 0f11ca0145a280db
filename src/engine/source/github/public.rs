//! The way without a token: what a login did in public in the last 30 days, of which GitHub tells the last
//! 300 things. Commits are told by their push alone, so this is a part of the picture, and says so.

use chrono::{DateTime, Utc};

use super::answer::{Attempts, Failure, Limit, Response, Verdict, judge};
use super::found::{self, Detail, Found};
use super::link;
use super::moment;
use super::store::{Store, hash};
use super::{Entry, Progress, Request, Step};
use crate::engine::event::Kind;
use crate::engine::json::Value;

/// GitHub tells 300 things, 100 a page.
const MOST_PAGES: u32 = 3;
const PAGE: usize = 100;
const OPERATION: &str = "PublicEvents";

/// Someone's public events, while they are read. Used as [`super::GitHub`] is.
pub struct PublicEvents {
    login: String,
    store: Store,
    /// Pages read so far.
    pages: u32,
    is_flying: bool,
    is_done: bool,
    attempts: Attempts,
    not_before: Option<(DateTime<Utc>, Option<Limit>)>,
    failure: Option<Failure>,
    is_stopped: bool,
    /// Calls left of this hour's, and when there are as many as before.
    pub calls_left: Option<u32>,
    pub reset_at: Option<DateTime<Utc>>,
    pub log: Vec<Entry>,
}

impl PublicEvents {
    pub fn new(login: &str) -> PublicEvents {
        PublicEvents {
            login: login.to_owned(),
            store: Store::default(),
            pages: 0,
            is_flying: false,
            is_done: false,
            attempts: Attempts::default(),
            not_before: None,
            failure: (!link::is_login(login)).then_some(Failure::NoSuchLogin),
            is_stopped: false,
            calls_left: None,
            reset_at: None,
            log: Vec::new(),
        }
    }

    /// What it needs next.
    pub fn next(&mut self, now: DateTime<Utc>) -> Step {
        if self.is_stopped {
            return Step::Stopped;
        }
        if let Some(failure) = self.failure {
            return Step::Failed(failure);
        }
        if self.is_done {
            return Step::Done;
        }
        if self.is_flying {
            return Step::Answers;
        }
        if let Some((until, limit)) = self.not_before.filter(|(until, _)| now < *until) {
            return Step::Wait { until, limit };
        }
        self.is_flying = true;
        let number = self.pages.saturating_add(1);
        let path = format!(
            "/users/{}/events/public?per_page={PAGE}&page={number}",
            self.login
        );
        Step::Send(vec![Request {
            id: number,
            operation: OPERATION,
            path,
            body: None,
        }])
    }

    /// Takes the answer to a request; `None` if none came.
    pub fn given(&mut self, id: u32, answer: Option<Response>, now: DateTime<Utc>) {
        if !self.is_flying || id != self.pages.saturating_add(1) {
            return;
        }
        self.is_flying = false;
        self.note(answer.as_ref(), now);
        let said = answer.as_ref().and_then(Response::said);
        match judge(answer.as_ref(), said.as_ref(), self.attempts, now) {
            Verdict::Use(_) => self.take(said.as_ref(), now),
            Verdict::Retry { at } | Verdict::Smaller { at }
                if self.attempts.failed < super::answer::MOST_RETRIES =>
            {
                self.attempts.failed = self.attempts.failed.saturating_add(1);
                self.not_before = Some((at, None));
            }
            Verdict::Pause { until, limit } => {
                self.attempts.paused = self.attempts.paused.saturating_add(1);
                self.not_before = Some((until, Some(limit)));
            }
            Verdict::Skip(super::Why::NotFound) => self.failure = Some(Failure::NoSuchLogin),
            // GitHub refuses further pages where there is nothing more.
            Verdict::Skip(super::Why::NotValid) if self.pages > 0 => self.is_done = true,
            Verdict::Retry { .. } | Verdict::Smaller { .. } | Verdict::Skip(_) => {
                self.failure = Some(Failure::Unavailable);
            }
            Verdict::Fail(failure) => self.failure = Some(failure),
        }
    }

    /// Nothing is sent any more until [`PublicEvents::resume`].
    pub fn stop(&mut self) {
        self.is_stopped = true;
    }

    /// Goes on: where it was stopped, or after a failure.
    pub fn resume(&mut self) {
        if self.is_stopped && self.failure.is_none() {
            self.is_stopped = false;
            return;
        }
        self.is_stopped = false;
        if link::is_login(&self.login) {
            self.failure = None;
            self.attempts = Attempts::default();
            self.not_before = None;
        }
    }

    /// Calls of this hour are its points.
    pub fn progress(&self) -> Progress {
        Progress {
            events: self.store.acts.len() as u64,
            requests: u32::try_from(self.log.len()).unwrap_or(u32::MAX),
            points_left: self.calls_left,
            reset_at: self.reset_at,
            ..Progress::default()
        }
    }

    /// Everything that was found so far: a part of the picture.
    pub fn found(&mut self) -> Found {
        Found {
            is_partial: true,
            ..found::found(&mut self.store)
        }
    }

    /// What the event with this offset is about, of those that were told last.
    pub fn detail(&self, offset: u64) -> Option<Detail> {
        found::detail(&self.store, offset)
    }

    fn take(&mut self, said: Option<&Value>, now: DateTime<Utc>) {
        let Some(Value::List(events)) = said else {
            // Not the list that was asked for.
            self.failure = Some(Failure::Unavailable);
            return;
        };
        let is_last = events.len() < PAGE;
        for event in events {
            self.add(event);
        }
        self.pages = self.pages.saturating_add(1);
        self.is_done = is_last || MOST_PAGES <= self.pages;
        self.attempts = Attempts::default();
        self.not_before = Some((now, None));
    }

    fn add(&mut self, event: &Value) -> Option<()> {
        let (kind, about) = told(event)?;
        let at = moment::parse(event.text("created_at"))?;
        let id = event.told("id")?;
        let name = event.get("repo").told("name");
        let name = name.filter(|name| link::is_name(name)).unwrap_or_default();
        // A name has no letters that a link can't have.
        let path = link::path(about.text("html_url")).unwrap_or(name);
        let title = about.told("title").or(about.told("name")).unwrap_or(name);
        let act = self.store.add_told(id, kind, at, title, path)?;
        act.id = id.parse().unwrap_or_else(|_| hash(id));
        Some(())
    }

    fn note(&mut self, answer: Option<&Response>, now: DateTime<Utc>) {
        if let Some(answer) = answer {
            let left = answer.headers.number("x-ratelimit-remaining");
            let reset = answer.headers.number("x-ratelimit-reset");
            self.calls_left = left.and_then(|left| u32::try_from(left).ok());
            self.reset_at = reset.and_then(|at| DateTime::from_timestamp(at, 0));
        }
        self.log.push(Entry {
            at: now,
            operation: OPERATION,
            status: answer.map(|answer| answer.status),
            points: answer.map(|_| 1),
        });
    }
}

/// What a public event was, and what it was about. `None` for those that say nothing.
fn told<'a, 'b>(event: &'b Value<'a>) -> Option<(Kind, &'b Value<'a>)> {
    let of = event.get("payload");
    let (kind, about) = match event.text("type") {
        "CreateEvent" if of.text("ref_type") == "repository" => (Kind::Repository, ""),
        "PushEvent" | "DeleteEvent" | "GollumEvent" | "CreateEvent" => (Kind::Push, ""),
        "ForkEvent" | "PublicEvent" | "MemberEvent" => (Kind::Repository, ""),
        "IssuesEvent" => (Kind::Issue, "issue"),
        "PullRequestEvent" => (Kind::PullRequest, "pull_request"),
        "PullRequestReviewEvent" if of.get("review").is_there() => (Kind::Review, "review"),
        "PullRequestReviewEvent" => (Kind::Review, "pull_request"),
        "IssueCommentEvent"
        | "CommitCommentEvent"
        | "PullRequestReviewCommentEvent"
        | "DiscussionCommentEvent" => (Kind::GitHubComment, "comment"),
        "DiscussionEvent" => (Kind::Discussion, "discussion"),
        "WatchEvent" => (Kind::Star, ""),
        "ReleaseEvent" => (Kind::Release, "release"),
        _ => return None,
    };
    Some((kind, of.get(about)))
}
