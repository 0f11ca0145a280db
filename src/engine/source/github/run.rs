//! A run, with a token or without one.

use chrono::{DateTime, Utc};

use super::answer::Response;
use super::found::{Detail, Found};
use super::machine::GitHub;
use super::options::Options;
use super::public::PublicEvents;
use super::{Entry, Food, Goal, Progress, Ranking, Step, Viewer};

fn last<'a>(log: impl ExactSizeIterator<Item = &'a Entry>, count: usize) -> Vec<Entry> {
    let earlier = log.len().saturating_sub(count);
    log.skip(earlier).cloned().collect()
}

/// Someone's GitHub, while it is read. See [`GitHub`], whose methods these are.
pub enum Run {
    Own(Box<GitHub>),
    Public(Box<PublicEvents>),
}

impl Run {
    pub fn own(options: Options) -> Run {
        Run::Own(Box::new(GitHub::new(options)))
    }

    pub fn public(login: &str) -> Run {
        Run::Public(Box::new(PublicEvents::new(login)))
    }

    /// Of what the token's owner contributed lately.
    pub fn food() -> Run {
        Run::Own(Box::new(GitHub::food()))
    }

    /// Of the people whom the token's owner follows.
    pub fn ranking() -> Run {
        Run::Own(Box::new(GitHub::ranking()))
    }

    pub fn goal(&self) -> Goal {
        match self {
            Run::Own(run) => run.goal(),
            Run::Public(_) => Goal::Life,
        }
    }

    pub fn next(&mut self, now: DateTime<Utc>) -> Step {
        match self {
            Run::Own(run) => run.next(now),
            Run::Public(run) => run.next(now),
        }
    }

    pub fn given(&mut self, id: u32, answer: Option<Response>, now: DateTime<Utc>) {
        match self {
            Run::Own(run) => run.given(id, answer, now),
            Run::Public(run) => run.given(id, answer, now),
        }
    }

    pub fn stop(&mut self) {
        match self {
            Run::Own(run) => run.stop(),
            Run::Public(run) => run.stop(),
        }
    }

    pub fn resume(&mut self) {
        match self {
            Run::Own(run) => run.resume(),
            Run::Public(run) => run.resume(),
        }
    }

    /// Nobody is asked who it is where there is no token.
    pub fn viewer(&self) -> Option<&Viewer> {
        match self {
            Run::Own(run) => run.viewer(),
            Run::Public(_) => None,
        }
    }

    pub fn progress(&self) -> Progress {
        match self {
            Run::Own(run) => run.progress(),
            Run::Public(run) => run.progress(),
        }
    }

    /// The lines of the log that came after so many requests, as far as it has kept them.
    pub fn log_from(&self, requests: u32) -> Vec<Entry> {
        let new = self.progress().requests.saturating_sub(requests);
        let new = usize::try_from(new).unwrap_or(usize::MAX);
        match self {
            Run::Own(run) => last(run.log(), new),
            Run::Public(run) => last(run.log.iter(), new),
        }
    }

    pub fn found(&mut self) -> Found {
        match self {
            Run::Own(run) => run.found(),
            Run::Public(run) => run.found(),
        }
    }

    /// What feeds of it.
    pub fn fed(&mut self) -> Food {
        match self {
            Run::Own(run) => run.fed(),
            Run::Public(_) => Food::default(),
        }
    }

    pub fn standing(&self) -> Ranking {
        match self {
            Run::Own(run) => run.standing(),
            Run::Public(_) => Ranking::default(),
        }
    }

    /// Says for how many points the people of a ranking may be asked about.
    pub fn allow(&mut self, points: u32) {
        if let Run::Own(run) = self {
            run.allow(points);
        }
    }

    pub fn detail(&self, offset: u64) -> Option<Detail> {
        match self {
            Run::Own(run) => run.detail(offset),
            Run::Public(run) => run.detail(offset),
        }
    }
}
