//! A small GitHub: answers a run's requests from people made on purpose. What its answers look like is
//! held against the whole schema elsewhere; here it is about what a run does with them.

pub mod fake;
pub mod people;

use std::collections::VecDeque;

use chrono::{DateTime, TimeDelta, Utc};
use yodori::engine::source::github::{
    Failure, Found, GitHub, Limit, MOST_AT_ONCE, Options, Request, Response, Step,
};
use yodori_testdata::chance::Chance;

use fake::Fake;

/// What ends a run of a test.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Done,
    /// A ranking whose cost is known.
    Priced,
    Failed(Failure),
}

/// A run against the small GitHub, with a clock of its own.
pub struct Drive {
    pub run: GitHub,
    pub fake: Fake,
    pub now: DateTime<Utc>,
    /// Which answer comes first where two are under way.
    pub chance: Chance,
    pub most_at_once: usize,
    /// Seconds and limits of the waits.
    pub waits: Vec<(i64, Option<Limit>)>,
    pub flying: VecDeque<Request>,
    pub steps: usize,
}

impl Drive {
    pub fn new(fake: Fake, options: Options, seed: u64) -> Drive {
        Drive::of(GitHub::new(options), fake, seed)
    }

    pub fn of(run: GitHub, fake: Fake, seed: u64) -> Drive {
        Drive {
            run,
            now: fake.now(),
            fake,
            chance: Chance::new(seed),
            most_at_once: 0,
            waits: Vec::new(),
            flying: VecDeque::new(),
            steps: 0,
        }
    }

    /// Runs to the end.
    pub fn end(&mut self) -> End {
        loop {
            if let Some(end) = self.step() {
                return end;
            }
        }
    }

    /// Sends what is to be sent, and gives at most one answer.
    pub fn step(&mut self) -> Option<End> {
        self.steps += 1;
        assert!(self.steps < 100_000, "a run without end");
        match self.run.next(self.now) {
            Step::Send(requests) => {
                assert!(!requests.is_empty());
                self.flying.extend(requests);
                self.most_at_once = self.most_at_once.max(self.flying.len());
                assert!(self.flying.len() <= MOST_AT_ONCE);
                // Perhaps it is asked again before an answer comes.
                if self.chance.once_in(2) {
                    return None;
                }
                self.answer();
            }
            Step::Answers => {
                assert!(!self.flying.is_empty(), "it waits for nothing");
                self.answer();
            }
            Step::Wait { until, limit } => {
                assert!(self.now < until, "a wait that is over");
                if self.flying.is_empty() {
                    self.waits.push(((until - self.now).num_seconds(), limit));
                    self.now = until;
                } else {
                    self.answer();
                }
            }
            Step::Priced => return Some(End::Priced),
            Step::Done => return Some(End::Done),
            Step::Failed(failure) => {
                // What is under way comes in all the same.
                while !self.flying.is_empty() {
                    self.answer();
                }
                return Some(End::Failed(failure));
            }
            Step::Stopped => panic!("nobody stopped it"),
        }
        None
    }

    /// One of those under way is answered.
    pub fn answer(&mut self) {
        let place = self.chance.below(self.flying.len() as u64) as usize;
        let Some(request) = self.flying.remove(place) else {
            return;
        };
        self.now += TimeDelta::milliseconds(200);
        let answer = self.fake.answer(&request, self.now);
        self.run.given(request.id, answer, self.now);
    }

    pub fn found(&mut self) -> Found {
        self.run.found()
    }
}

/// An answer with headers.
pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Response {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Response {
        status,
        headers: yodori::engine::source::github::Headers(headers.collect()),
        body: body.as_bytes().to_vec(),
    }
}
