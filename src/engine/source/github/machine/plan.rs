//! What to ask next, and for how much at once.

use core::ops::Range;

use chrono::{DateTime, Utc};

use super::{GitHub, Job};
use crate::engine::source::github::Goal;
use crate::engine::source::github::answer::{MOST_RETRIES, Why};
use crate::engine::source::github::task::{About, By, Histories, List, Task};

/// Repositories whose histories are asked for in one request.
pub const MOST_TOGETHER: usize = 10;
/// Commits a page, and the fewest that are tried where GitHub can't give as many.
const PAGE: u32 = 100;
const LEAST_PAGE: u32 = 25;
/// GitHub tells contributions by the day.
const SHORTEST_WINDOW_SECS: i64 = 86_400;

impl GitHub {
    /// The next request that may be sent.
    pub(super) fn take_job(&mut self, now: DateTime<Utc>) -> Option<Job> {
        let is_due = |job: &Job| job.not_before.is_none_or(|at| at <= now);
        let due = self.waiting.iter().position(is_due);
        match due {
            Some(place) => self.waiting.remove(place),
            None => {
                let history = self.plan_histories();
                let flying = self.flying.len();
                let task = history.or_else(|| self.followed.plan(flying));
                task.map(Job::from)
            }
        }
    }

    /// Where GitHub could not name all repositories of a time, and those that are known by now are not as
    /// many as it counts: asks for both halves of it. Others are known already, by the person's own list or
    /// by other years.
    pub(super) fn halve(&mut self) {
        for full in core::mem::take(&mut self.full) {
            if full.total <= self.store.contributed(&full.window) {
                continue;
            }
            match half(full.range, &full.window, true) {
                Some(halves) => self.waiting.extend(halves.map(Job::from)),
                None => self.store.miss("Contributed", Why::CutShort),
            }
        }
    }

    /// First pages of some histories. As long as repositories are still being found they wait for each
    /// other.
    fn plan_histories(&mut self) -> Option<Task> {
        let (range, by, _) = *self.unread.first()?;
        let first = self.unread.iter().take(MOST_TOGETHER);
        let together = first
            .take_while(|one| (one.0, one.1) == (range, by))
            .count();
        if together < MOST_TOGETHER && self.is_finding() {
            return None;
        }
        let repositories = self.unread.drain(..together).map(|one| one.2);
        Some(Task::Commits(Histories {
            repositories: repositories.collect(),
            range,
            by,
            first: PAGE,
            after: None,
        }))
    }

    fn is_finding(&self) -> bool {
        let flying = self.flying.iter().map(|(_, job)| job);
        let finds = |job: &Job| {
            matches!(
                job.task,
                Task::Person | Task::Contributed { .. } | Task::Repositories { .. }
            )
        };
        self.waiting.iter().chain(flying).any(finds)
    }

    /// A history to be read, once for each of the ways in which the person's commits are known.
    pub(super) fn read(&mut self, range: usize, repository: u32) {
        let index = usize::try_from(repository).unwrap_or(usize::MAX);
        let Some(known) = self.store.repositories.get_mut(index) else {
            return;
        };
        if known.ranges.contains(&range) {
            return;
        }
        known.ranges.push(range);
        let by_emails = (!self.options.emails.is_empty()).then_some(By::Emails);
        for by in [Some(By::Account), by_emails].into_iter().flatten() {
            known.unread = known.unread.saturating_add(1);
            let history = (range, by, repository);
            let place = self.unread.partition_point(|other| *other < history);
            self.unread.insert(place, history);
        }
    }

    /// A history was read to its end, or can't be had.
    pub(super) fn is_read(&mut self, repository: u32) {
        let index = usize::try_from(repository).unwrap_or(usize::MAX);
        if let Some(repository) = self.store.repositories.get_mut(index) {
            repository.unread = repository.unread.saturating_sub(1);
        }
    }

    /// As soon as it is known who the person is.
    pub(super) fn begin(&mut self) {
        for (range, window) in self.spans.windows.clone() {
            let (after, again) = (None, false);
            let reviews = Task::Reviews {
                window: window.clone(),
                after,
            };
            let contributed = Task::Contributed {
                range,
                window,
                again,
            };
            self.waiting.push_back(contributed.into());
            self.waiting.push_back(reviews.into());
        }
        if !self.spans.ranges.is_empty() {
            let all = List::ALL.into_iter();
            let wanted = all.filter(|list| self.goal == Goal::Life || list.feeds());
            let lists = wanted.map(|list| (list, None)).collect();
            self.waiting
                .push_back(Task::Repositories { after: None }.into());
            self.waiting.push_back(Task::Lists(lists).into());
        }
    }

    pub(super) fn body(&self, task: &Task) -> String {
        let asked_for = self.options.login.as_deref();
        let viewer = self.viewer.as_ref().map(|viewer| &*viewer.login);
        let login = match task {
            Task::Contributions(person) => self.followed.login(*person),
            _ => viewer.or(asked_for).unwrap_or_default(),
        };
        let about = About {
            feeds: self.goal == Goal::Food,
            node: self.viewer.as_ref().map_or("", |viewer| &viewer.id),
            login,
            is_own: asked_for.is_none(),
            emails: &self.options.emails,
        };
        let node = |repository: u32| {
            let index = usize::try_from(repository).unwrap_or(usize::MAX);
            let found = self.store.repositories.get(index);
            found
                .map(|repository| repository.node.clone())
                .unwrap_or_default()
        };
        let range = match task {
            Task::Commits(histories) => self.spans.ranges.get(histories.range),
            _ => None,
        };
        let ends = |end: i64| (end < self.end).then_some(end);
        let range = range.map_or((0, None), |range| (range.start, ends(range.end)));
        task.body(&about, node, range)
    }

    /// Asks for the same in smaller parts: fewer repositories or lists, a shorter time, shorter pages. Where
    /// nothing is smaller, again, until that was tried often enough.
    pub(super) fn less(&mut self, job: Job, at: DateTime<Utc>) {
        let smaller: Vec<Task> = match &job.task {
            Task::Commits(histories) => halves(&histories.repositories)
                .map(|repositories| {
                    Task::Commits(Histories {
                        repositories,
                        ..histories.clone()
                    })
                })
                .collect(),
            Task::Lists(lists) => halves(lists).map(Task::Lists).collect(),
            Task::Languages {
                repositories,
                after,
            } => {
                let after = || after.clone();
                let part = |repositories| Task::Languages {
                    repositories,
                    after: after(),
                };
                halves(repositories).map(part).collect()
            }
            Task::Contributed {
                range,
                window,
                again,
            } => {
                let half = half(*range, window, *again);
                half.into_iter().flatten().collect()
            }
            _ => Vec::new(),
        };
        if !smaller.is_empty() {
            for task in smaller.into_iter().rev() {
                let not_before = Some(at);
                self.waiting.push_front(Job {
                    not_before,
                    ..Job::from(task)
                });
            }
            return;
        }
        match job.task {
            Task::Commits(histories) if LEAST_PAGE < histories.first => {
                let first = (histories.first / 2).max(LEAST_PAGE);
                let not_before = Some(at);
                let task = Task::Commits(Histories { first, ..histories });
                self.waiting.push_front(Job {
                    not_before,
                    ..Job::from(task)
                });
            }
            _ if job.attempts.failed < MOST_RETRIES => self.again(job, at),
            _ => self.skip(job, Why::TooSlow),
        }
    }
}

/// Both halves of a window, where it can be halved.
fn half(range: usize, window: &Range<i64>, again: bool) -> Option<[Task; 2]> {
    let length = window.end.saturating_sub(window.start);
    if length <= SHORTEST_WINDOW_SECS {
        return None;
    }
    let middle = window.start.saturating_add(length / 2);
    let part = |window| Task::Contributed {
        range,
        window,
        again,
    };
    Some([part(window.start..middle), part(middle..window.end)])
}

/// Two parts of a list; none if it has one entry.
fn halves<T: Clone>(list: &[T]) -> impl Iterator<Item = Vec<T>> {
    let (one, other) = list.split_at(list.len() / 2);
    let parts = [one, other].map(<[T]>::to_vec);
    parts.into_iter().filter(|_| list.len() > 1)
}
