//! What becomes of an answer: what it says is taken in, and what is to be asked because of it.

use core::ops::Range;

use chrono::{DateTime, Utc};

use super::{Full, GitHub, Job, Over};
use crate::engine::source::github::Viewer;
use crate::engine::source::github::answer::{Failure, MOST_RETRIES, Refused, Response, Why};
use crate::engine::source::github::link;
use crate::engine::source::github::moment;
use crate::engine::source::github::raw;
use crate::engine::source::github::take::Taking;
use crate::engine::source::github::task::{Histories, Task};

/// Points, as an answer tells them.
pub struct Points {
    pub cost: u32,
    pub left: u32,
    pub reset_at: DateTime<Utc>,
}

/// `None` where the answer doesn't tell.
pub fn points(answer: &Response) -> Option<Points> {
    let envelope: raw::Envelope = serde_json::from_slice(&answer.body).ok()?;
    let points = envelope.data?.rate_limit?;
    let reset_at = moment::parse(&points.reset_at)?.epoch_secs;
    Some(Points {
        cost: points.cost,
        left: points.remaining,
        reset_at: DateTime::from_timestamp(reset_at, 0)?,
    })
}

impl GitHub {
    /// Takes in an answer that has data, perhaps not all of it.
    pub(super) fn take(&mut self, job: Job, body: &[u8], refused: &[Refused], now: DateTime<Utc>) {
        let Job { task, attempts, .. } = &job;
        let taken = match task {
            Task::Person => self.take_person(body, refused, now),
            Task::Contributed {
                range,
                window,
                again,
            } => self.take_contributed((*range, window, *again), body, refused),
            Task::Reviews { window, after } => self.take_reviews(window, after, body, refused),
            Task::Lists(lists) => raw::data(body).map(|data| {
                let rest = self.taking(refused).lists(lists, data);
                if rest.is_empty() {
                    Vec::new()
                } else {
                    vec![Task::Lists(rest)]
                }
            }),
            Task::Repositories { .. } => self.take_repositories(body, refused),
            Task::Releases { repository, after } => raw::data(body).map(|data| {
                let next = self.taking(refused).more_releases(*repository, data);
                let next = next.filter(|next| Some(next) != after.as_ref());
                let repository = *repository;
                next.map(|after| Task::Releases {
                    repository,
                    after: Some(after),
                })
                .into_iter()
                .collect()
            }),
            Task::Commits(histories) => self.take_commits(histories, body, refused),
        };
        match taken {
            // What is half done is finished first: its cursors grow old.
            Some(tasks) => tasks
                .into_iter()
                .rev()
                .for_each(|task| self.waiting.push_front(task.into())),
            None if refused.is_empty() && attempts.failed < MOST_RETRIES => self.again(job, now),
            None => {
                let why = refused.first().map_or(Why::Broken, |one| one.why.clone());
                self.skip(job, why);
            }
        }
    }

    /// Gives up on a request: the rest goes on, and what is missing is listed.
    pub(super) fn skip(&mut self, job: Job, why: Why) {
        match &job.task {
            Task::Person => {
                let failure = match why {
                    Why::NotFound => Failure::NoSuchLogin,
                    Why::NoRight | Why::SignOn { .. } => Failure::Forbidden,
                    _ => Failure::Unavailable,
                };
                self.fail(job, failure);
            }
            Task::Lists(lists) => {
                for (list, _) in lists {
                    self.store.miss(list.field(), why.clone());
                }
            }
            Task::Commits(histories) => {
                for repository in &histories.repositories {
                    let name = self.store.name_of(*repository).to_owned();
                    self.store.miss(&name, why.clone());
                    self.is_read(*repository);
                }
            }
            Task::Releases { repository, .. } => {
                let name = self.store.name_of(*repository).to_owned();
                self.store.miss(&name, why);
            }
            Task::Contributed { .. } | Task::Reviews { .. } | Task::Repositories { .. } => {
                self.store.miss(job.task.operation(), why);
            }
        }
    }

    fn taking<'a>(&'a mut self, refused: &'a [Refused]) -> Taking<'a> {
        Taking {
            store: &mut self.store,
            ranges: &self.spans.ranges,
            login: self.viewer.as_ref().map_or("", |viewer| &viewer.login),
            emails: &self.options.emails,
            refused,
        }
    }

    fn take_person(
        &mut self,
        body: &[u8],
        refused: &[Refused],
        now: DateTime<Utc>,
    ) -> Option<Vec<Task>> {
        let data = raw::data(body)?;
        let owner = data.viewer.as_ref().map(|owner| owner.login.clone());
        let told = match self.options.login {
            None => data.viewer,
            Some(_) => data.user,
        };
        let Some(told) = told.filter(|told| link::is_login(&told.login)) else {
            let is_nobody = self.options.login.is_some();
            let is_forbidden = refused.iter().any(|one| one.why == Why::NoRight);
            self.over = Some(Over::Failed(match () {
                () if is_forbidden => Failure::Forbidden,
                () if is_nobody => Failure::NoSuchLogin,
                () => Failure::Unavailable,
            }));
            return Some(vec![Task::Person]);
        };
        let made_at = moment::parse(&told.created_at);
        let made_at = made_at.and_then(|made| DateTime::from_timestamp(made.epoch_secs, 0));
        let years = told
            .contributions_collection
            .map(|all| all.contribution_years);
        let years = years.unwrap_or_default().into_iter();
        let viewer = Viewer {
            is_own: owner.is_some_and(|owner| owner == told.login),
            id: told.id,
            name: told.name.unwrap_or_default(),
            avatar: link::avatar(&told.avatar_url),
            made_at,
            years: years.take(MOST_YEARS).collect(),
            login: told.login,
        };
        self.end = now.timestamp().saturating_add(1);
        self.spans = self.options.years.spans(now.timestamp(), &viewer.years);
        self.viewer = Some(viewer);
        self.begin();
        Some(Vec::new())
    }

    fn take_contributed(
        &mut self,
        (range, window, again): (usize, &Range<i64>, bool),
        body: &[u8],
        refused: &[Refused],
    ) -> Option<Vec<Task>> {
        let data = raw::data(body)?;
        let restricted = self.store.restricted;
        let (found, total, is_full) = self.taking(refused).contributed(data);
        if again {
            // The longer time's answer counted them.
            self.store.restricted = restricted;
        }
        for repository in &found {
            self.read(range, *repository);
        }
        if is_full {
            // A total that is no more than could be named may be cut short as well.
            let total = if found.len() < total {
                total
            } else {
                usize::MAX
            };
            let window = window.clone();
            self.full.push(Full {
                range,
                window,
                total,
            });
        }
        Some(Vec::new())
    }

    fn take_reviews(
        &mut self,
        window: &Range<i64>,
        asked: &Option<String>,
        body: &[u8],
        refused: &[Refused],
    ) -> Option<Vec<Task>> {
        let data = raw::data(body)?;
        let next = self.taking(refused).reviews(data);
        let after = next.filter(|next| Some(next) != asked.as_ref());
        let window = window.clone();
        let more = after.map(|after| Task::Reviews {
            window,
            after: Some(after),
        });
        Some(more.into_iter().collect())
    }

    fn take_repositories(&mut self, body: &[u8], refused: &[Refused]) -> Option<Vec<Task>> {
        let data = raw::data(body)?;
        let own = self.taking(refused).repositories(data);
        for one in own.found {
            // Nothing can be older than the last push, and what was never pushed to has no commits.
            let starts: Vec<i64> = self.spans.ranges.iter().map(|range| range.start).collect();
            for (range, start) in starts.into_iter().enumerate() {
                if one.pushed_at.is_some_and(|pushed_at| start <= pushed_at) {
                    self.read(range, one.repository);
                }
            }
        }
        let next = own
            .next
            .map(|after| Task::Repositories { after: Some(after) });
        let releases = own
            .releasing
            .into_iter()
            .map(|(repository, after)| Task::Releases {
                repository,
                after: Some(after),
            });
        Some(next.into_iter().chain(releases).collect())
    }

    fn take_commits(
        &mut self,
        histories: &Histories,
        body: &[u8],
        refused: &[Refused],
    ) -> Option<Vec<Task>> {
        let data = raw::data(body)?;
        let nexts = self.taking(refused).commits(histories, data);
        let mut tasks = Vec::new();
        for (repository, next) in nexts {
            let Some(after) = next.filter(|next| Some(next) != histories.after.as_ref()) else {
                self.is_read(repository);
                continue;
            };
            tasks.push(Task::Commits(Histories {
                repositories: vec![repository],
                after: Some(after),
                ..histories.clone()
            }));
        }
        Some(tasks)
    }
}

/// More than there can be.
const MOST_YEARS: usize = 100;
