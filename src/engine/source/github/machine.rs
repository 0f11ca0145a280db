//! A run: what to ask next, and what becomes of each answer. All of its state is here, so that it can be
//! resumed after a failure without asking again for what is there.

mod answers;
mod fed;
mod plan;

use core::ops::Range;
use std::collections::VecDeque;

use chrono::{DateTime, Utc};

use super::answer::{Attempts, Failure, Limit, Response, Verdict, judge, refilled};
use super::food::{self, Food};
use super::found::{self, Detail, Found};
use super::link;
use super::options::{Goal, Options, Spans};
use super::ranking::Ranking;
use super::store::{Names, Store};
use super::task::{By, Task};
use super::{Entry, MOST_AT_ONCE, Progress, Request, Step, Viewer};
use crate::engine::json::{NULL, Value};
use fed::Followed;

/// The log keeps so many lines, the last ones.
const MOST_ENTRIES: usize = 4096;

/// Someone's GitHub, while it is read.
pub struct GitHub {
    goal: Goal,
    options: Options,
    viewer: Option<Viewer>,
    /// When the ranges were made: what ends then ends now.
    end: i64,
    spans: Spans,
    /// Looked at again when all else is done.
    full: Vec<Full>,
    store: Store,
    waiting: VecDeque<Job>,
    flying: Vec<(u32, Job)>,
    /// Still under way since before a failure, and asked for again: their answers are ignored.
    stale: Vec<u32>,
    /// Histories whose first page is to be asked for, in order: index of range, by whom, repository.
    unread: Vec<(usize, By, u32)>,
    /// Whom the person follows, where that is what is asked.
    followed: Followed,
    pause: Option<(DateTime<Utc>, Limit)>,
    over: Option<Over>,
    last_id: u32,
    progress: Progress,
    log: VecDeque<Entry>,
}

/// A time with more repositories than GitHub names at once.
struct Full {
    range: usize,
    window: Range<i64>,
    /// How many there are, as GitHub counts them.
    total: usize,
}

/// A request to be sent, and how it fared before.
#[derive(Clone, Debug)]
struct Job {
    task: Task,
    attempts: Attempts,
    not_before: Option<DateTime<Utc>>,
}

impl From<Task> for Job {
    fn from(task: Task) -> Job {
        Job {
            task,
            attempts: Attempts::default(),
            not_before: None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Over {
    Failed(Failure),
    Stopped,
}

impl GitHub {
    /// For when someone was awake.
    pub fn new(options: Options) -> GitHub {
        GitHub::of(Goal::Life, options)
    }

    /// For what feeds, of the token's owner.
    pub fn food() -> GitHub {
        let mut run = GitHub::of(Goal::Food, Options::default());
        run.store.ids = Some(Names::default());
        run
    }

    /// For how the token's owner stands among those whom they follow.
    pub fn ranking() -> GitHub {
        GitHub::of(Goal::Ranking, Options::default())
    }

    fn of(goal: Goal, options: Options) -> GitHub {
        let is_login = options.login.as_deref().is_none_or(link::is_login);
        let first = match goal {
            Goal::Life | Goal::Food => Task::Person,
            Goal::Ranking => Task::Follower,
        };
        GitHub {
            goal,
            options,
            viewer: None,
            end: 0,
            spans: Spans::default(),
            full: Vec::new(),
            store: Store::default(),
            waiting: VecDeque::from([Job::from(first)]),
            flying: Vec::new(),
            stale: Vec::new(),
            unread: Vec::new(),
            followed: Followed::default(),
            pause: None,
            over: (!is_login).then_some(Over::Failed(Failure::NoSuchLogin)),
            last_id: 0,
            progress: Progress::default(),
            log: VecDeque::new(),
        }
    }

    /// What it needs next.
    pub fn next(&mut self, now: DateTime<Utc>) -> Step {
        match self.over {
            Some(Over::Stopped) => return Step::Stopped,
            Some(Over::Failed(failure)) => return Step::Failed(failure),
            None => {}
        }
        if self.is_idle() {
            self.halve();
        }
        if self.is_idle() {
            self.ask_languages();
        }
        if !self.has_more() {
            return match self.flying.is_empty() {
                true if self.is_priced() => Step::Priced,
                true => Step::Done,
                false => Step::Answers,
            };
        }
        match self.pause {
            Some((until, limit)) if now < until => {
                let limit = Some(limit);
                return Step::Wait { until, limit };
            }
            _ => self.pause = None,
        }
        let mut requests = Vec::new();
        while self.at_once() < MOST_AT_ONCE
            && let Some(job) = self.take_job(now)
        {
            requests.push(self.request(job));
        }
        if !requests.is_empty() {
            return Step::Send(requests);
        }
        if self.at_once() >= MOST_AT_ONCE {
            return Step::Answers;
        }
        let earliest = self.waiting.iter().filter_map(|job| job.not_before).min();
        match earliest {
            Some(until) => Step::Wait { until, limit: None },
            // Histories wait for repositories that are still being found.
            None => Step::Answers,
        }
    }

    /// Takes the answer to a request; `None` if none came. What was not asked for is ignored.
    pub fn given(&mut self, id: u32, answer: Option<Response>, now: DateTime<Utc>) {
        self.stale.retain(|stale| *stale != id);
        let Some(place) = self.flying.iter().position(|(flying, _)| *flying == id) else {
            return;
        };
        let (_, job) = self.flying.swap_remove(place);
        let said = answer.as_ref().and_then(Response::said);
        self.note(&job, answer.as_ref(), said.as_ref(), now);
        match judge(answer.as_ref(), said.as_ref(), job.attempts, now) {
            Verdict::Use(refused) => {
                let data = said.as_ref().unwrap_or(&NULL).get("data");
                self.take(job, data, &refused, now);
            }
            Verdict::Retry { at } => self.again(job, at),
            Verdict::Smaller { at } => self.less(job, at),
            Verdict::Pause { until, limit } => {
                let later = self.pause.is_none_or(|(other, _)| other < until);
                if later {
                    self.pause = Some((until, limit));
                }
                let paused = job.attempts.paused.saturating_add(1);
                let attempts = Attempts {
                    paused,
                    ..job.attempts
                };
                self.waiting.push_front(Job { attempts, ..job });
            }
            Verdict::Skip(why) => self.skip(job, why),
            Verdict::Fail(failure) => self.fail(job, failure),
        }
    }

    /// Nothing is sent any more until [`GitHub::resume`]. Answers to what is under way are taken.
    pub fn stop(&mut self) {
        self.over.get_or_insert(Over::Stopped);
    }

    /// Goes on: where it was stopped, or after a failure, perhaps with another token. What was under way when
    /// it failed is asked for again.
    pub fn resume(&mut self) {
        if self.over == Some(Over::Stopped) {
            self.over = None;
        }
        if !matches!(self.over, Some(Over::Failed(_))) || self.is_of_nobody() {
            return;
        }
        self.over = None;
        self.pause = None;
        for (id, job) in self.flying.drain(..) {
            self.stale.push(id);
            self.waiting.push_front(job);
        }
        for job in &mut self.waiting {
            job.attempts = Attempts::default();
            job.not_before = None;
        }
    }

    /// Who it is, as soon as that is known.
    pub fn viewer(&self) -> Option<&Viewer> {
        self.viewer.as_ref()
    }

    pub fn goal(&self) -> Goal {
        self.goal
    }

    pub fn progress(&self) -> Progress {
        if self.goal == Goal::Ranking {
            return self.followed.progress(self.progress);
        }
        let all = self.store.repositories.iter();
        let read = all.filter(|repository| !repository.ranges.is_empty());
        let done = read.clone().filter(|repository| repository.unread == 0);
        Progress {
            repositories: u32::try_from(read.count()).unwrap_or(u32::MAX),
            repositories_done: u32::try_from(done.count()).unwrap_or(u32::MAX),
            events: self.store.acts.len() as u64,
            ..self.progress
        }
    }

    /// The requests so far that were answered or not, the last ones of them, in order.
    pub fn log(&self) -> impl ExactSizeIterator<Item = &Entry> {
        self.log.iter()
    }

    /// Everything that was found so far.
    pub fn found(&mut self) -> Found {
        found::found(&mut self.store)
    }

    /// What feeds of that.
    pub fn fed(&mut self) -> Food {
        let range = self.spans.ranges.first().cloned().unwrap_or_default();
        food::food(&mut self.store, range.start, range.end)
    }

    /// How the person stands, as far as it is known.
    pub fn standing(&self) -> Ranking {
        self.followed.ranking(&self.store)
    }

    /// Says for how many points the people of a ranking may be asked about.
    pub fn allow(&mut self, points: u32) {
        self.followed.allow(points);
    }

    /// What the event with this offset is about, of those that were told last.
    pub fn detail(&self, offset: u64) -> Option<Detail> {
        found::detail(&self.store, offset)
    }

    /// How many requests are under way.
    fn at_once(&self) -> usize {
        self.flying.len().saturating_add(self.stale.len())
    }

    fn is_idle(&self) -> bool {
        !self.has_more() && self.flying.is_empty()
    }

    /// Whether there is more to be sent.
    fn has_more(&self) -> bool {
        let flying = self.flying.len();
        !self.waiting.is_empty() || !self.unread.is_empty() || self.followed.has_more(flying)
    }

    /// Whether it is known what a ranking would cost, and nobody has said yet that it may.
    fn is_priced(&self) -> bool {
        self.goal == Goal::Ranking && self.followed.is_closed()
    }

    /// The login that was asked for is none: no token helps.
    fn is_of_nobody(&self) -> bool {
        !self.options.login.as_deref().is_none_or(link::is_login)
    }

    fn request(&mut self, job: Job) -> Request {
        self.last_id = self.last_id.wrapping_add(1);
        let request = Request {
            id: self.last_id,
            operation: job.task.operation(),
            path: "/graphql".into(),
            body: Some(self.body(&job.task)),
        };
        self.flying.push((self.last_id, job));
        request
    }

    fn again(&mut self, job: Job, at: DateTime<Utc>) {
        let failed = job.attempts.failed.saturating_add(1);
        let attempts = Attempts {
            failed,
            ..job.attempts
        };
        let not_before = Some(at);
        self.waiting.push_front(Job {
            attempts,
            not_before,
            ..job
        });
    }

    fn fail(&mut self, job: Job, failure: Failure) {
        // One that was stopped may still fail, by an answer that was under way.
        if !matches!(self.over, Some(Over::Failed(_))) {
            self.over = Some(Over::Failed(failure));
        }
        self.waiting.push_front(job);
    }

    /// Writes a line of the log, and what is left of the points.
    fn note(
        &mut self,
        job: &Job,
        answer: Option<&Response>,
        said: Option<&Value>,
        now: DateTime<Utc>,
    ) {
        let points = said.and_then(answers::points);
        if let Some(points) = &points {
            self.progress.points_left = Some(points.left);
            self.progress.reset_at = Some(points.reset_at);
            // Asking with nothing left would only be refused.
            if points.left == 0 && now < points.reset_at {
                self.pause = Some((refilled(points.reset_at, now), Limit::Primary));
            }
        }
        // What was refused may cost as well.
        self.followed
            .spend(points.as_ref().map_or(1, |points| points.cost));
        self.progress.requests = self.progress.requests.saturating_add(1);
        if self.log.len() >= MOST_ENTRIES {
            self.log.pop_front();
        }
        self.log.push_back(Entry {
            at: now,
            operation: job.task.operation(),
            status: answer.map(|answer| answer.status),
            points: points.map(|points| points.cost),
        });
    }
}
