//! What becomes of an answer: what it says is taken in, and what is to be asked because of it.

use core::ops::Range;

use chrono::{DateTime, Utc};

use super::{Full, GitHub, Job, Over};
use crate::engine::json::Value;
use crate::engine::plain;
use crate::engine::source::github::answer::{Failure, MOST_RETRIES, Refused, Why};
use crate::engine::source::github::food::FOOD_SECS;
use crate::engine::source::github::options::Spans;
use crate::engine::source::github::take::Taking;
use crate::engine::source::github::task::{Histories, Task};
use crate::engine::source::github::{Goal, Viewer, link, moment};

/// Points, as an answer tells them.
pub struct Points {
    pub cost: u32,
    pub left: u32,
    pub reset_at: DateTime<Utc>,
}

/// `None` where the answer doesn't tell.
pub fn points(said: &Value) -> Option<Points> {
    let points = said.get("data").get("rateLimit");
    let number = |name| u32::try_from(points.number(name)?).ok();
    let reset_at = moment::parse(points.text("resetAt"))?.epoch_secs;
    Some(Points {
        cost: number("cost")?,
        left: number("remaining")?,
        reset_at: DateTime::from_timestamp(reset_at, 0)?,
    })
}

impl GitHub {
    /// Takes in an answer's data, perhaps not all of it.
    pub(super) fn take(&mut self, job: Job, data: &Value, refused: &[Refused], now: DateTime<Utc>) {
        if data.fields().is_none() {
            return match refused.first() {
                None if job.attempts.failed < MOST_RETRIES => self.again(job, now),
                one => self.skip(job, one.map_or(Why::Broken, |one| one.why.clone())),
            };
        }
        let tasks = self.tasks_after(&job.task, data, refused, now);
        // What is half done is finished first: its cursors grow old.
        for task in tasks.into_iter().rev() {
            self.waiting.push_front(task.into());
        }
    }

    /// What is to be asked because of it.
    fn tasks_after(
        &mut self,
        task: &Task,
        data: &Value,
        refused: &[Refused],
        now: DateTime<Utc>,
    ) -> Vec<Task> {
        match task {
            Task::Person => return self.take_person(data, refused, now),
            Task::Contributed {
                range,
                window,
                again,
            } => self.take_contributed((*range, window, *again), data, refused),
            Task::Reviews { window, after } => {
                let window = window.clone();
                let next = self.taking(refused).reviews(data);
                let after = next.filter(|next| Some(next) != after.as_ref());
                return one(after.map(|after| Task::Reviews {
                    window,
                    after: Some(after),
                }));
            }
            Task::Lists(lists) => {
                let rest = self.taking(refused).lists(lists, data);
                return one((!rest.is_empty()).then_some(Task::Lists(rest)));
            }
            Task::Repositories { .. } => return self.take_repositories(data, refused),
            Task::Releases { repository, after } => {
                let repository = *repository;
                let next = self.taking(refused).more_releases(repository, data);
                let after = next.filter(|next| Some(next) != after.as_ref());
                return one(after.map(|after| Task::Releases {
                    repository,
                    after: Some(after),
                }));
            }
            Task::Commits(histories) => return self.take_commits(histories, data, refused),
            Task::Languages {
                repositories,
                after,
            } => return self.take_languages(repositories, after.as_ref(), data, refused),
            Task::Follower => return self.take_follower(data, refused),
            Task::Following { after } => self.take_following(after.as_ref(), data, refused),
            Task::Contributions(person) => self.take_contributions(*person, data, refused),
        }
        Vec::new()
    }

    /// Gives up on a request: the rest goes on, and what is missing is listed.
    pub(super) fn skip(&mut self, job: Job, why: Why) {
        match &job.task {
            Task::Person | Task::Follower => {
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
            Task::Languages { repositories, .. } => {
                for repository in repositories {
                    let name = self.store.name_of(*repository).to_owned();
                    self.store.miss(&name, why.clone());
                }
            }
            Task::Contributions(person) => self.miss_person(*person, why),
            Task::Contributed { .. }
            | Task::Reviews { .. }
            | Task::Repositories { .. }
            | Task::Following { .. } => self.store.miss(job.task.operation(), why),
        }
    }

    pub(super) fn taking<'a>(&'a mut self, refused: &'a [Refused]) -> Taking<'a> {
        Taking {
            store: &mut self.store,
            ranges: &self.spans.ranges,
            login: self.viewer.as_ref().map_or("", |viewer| &viewer.login),
            emails: &self.options.emails,
            goal: self.goal,
            refused,
        }
    }

    fn take_person(&mut self, data: &Value, refused: &[Refused], now: DateTime<Utc>) -> Vec<Task> {
        let owner = data.get("viewer");
        let is_other = self.options.login.is_some();
        let told = if is_other { data.get("user") } else { owner };
        let login = told.text("login");
        if !link::is_login(login) {
            let is_forbidden = refused.iter().any(|one| one.why == Why::NoRight);
            self.over = Some(Over::Failed(match () {
                () if is_forbidden => Failure::Forbidden,
                () if is_other => Failure::NoSuchLogin,
                () => Failure::Unavailable,
            }));
            return vec![Task::Person];
        }
        let viewer = viewer(told, owner.text("login"));
        self.end = now.timestamp().saturating_add(1);
        self.spans = match self.goal {
            Goal::Food => Spans::last(now.timestamp(), FOOD_SECS),
            _ => self.options.years.spans(now.timestamp(), &viewer.years),
        };
        self.viewer = Some(viewer);
        self.begin();
        Vec::new()
    }

    fn take_contributed(
        &mut self,
        (range, window, again): (usize, &Range<i64>, bool),
        data: &Value,
        refused: &[Refused],
    ) {
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
    }

    fn take_repositories(&mut self, data: &Value, refused: &[Refused]) -> Vec<Task> {
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
        let mut tasks = one(next);
        for (repository, after) in own.releasing {
            let after = Some(after);
            tasks.push(Task::Releases { repository, after });
        }
        tasks
    }

    fn take_commits(
        &mut self,
        histories: &Histories,
        data: &Value,
        refused: &[Refused],
    ) -> Vec<Task> {
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
        tasks
    }
}

/// Someone, as GitHub tells of them.
///
/// * `owner`: the login of the token's owner.
pub fn viewer(told: &Value, owner: &str) -> Viewer {
    let made_at = moment::parse(told.text("createdAt"));
    let years = told
        .get("contributionsCollection")
        .list("contributionYears");
    let years = years.iter().filter_map(Value::as_number);
    let years = years.filter_map(|year| i32::try_from(year).ok());
    let login = told.text("login");
    Viewer {
        is_own: owner == login,
        id: told.text("id").to_owned(),
        login: login.to_owned(),
        name: plain::name(told.text("name")),
        avatar: link::avatar(told.text("avatarUrl")),
        made_at: made_at.and_then(|made| DateTime::from_timestamp(made.epoch_secs, 0)),
        years: years.take(MOST_YEARS).collect(),
    }
}

fn one(task: Option<Task>) -> Vec<Task> {
    task.into_iter().collect()
}

/// More than there can be.
const MOST_YEARS: usize = 100;
