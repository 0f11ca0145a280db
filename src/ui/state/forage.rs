//! From a token to food and to a ranking, by way of the GitHub worker, which keeps the token as long as this page
//! is open.

use leptos::prelude::*;

use super::bird::{BirdState, IsWhole};
use super::github::{Status, Trouble, Who, keep, kept};
use crate::engine::bird::food::Pantry;
use crate::engine::protocol::github::{Ask, Line, Waits};
use crate::engine::source::github::{Failure, Missing, Progress, Ranking, Token};
use crate::web::github::{GitHubClient, Heard};

/// What the worker was sent for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Errand {
    #[default]
    Food,
    Ranking,
}

#[derive(Clone, Copy)]
pub struct Forage {
    bird: BirdState,
    client: StoredValue<Option<GitHubClient>, LocalStorage>,
    /// Which client it is: nobody hears of another.
    number: StoredValue<u32>,
    errand: RwSignal<Errand>,
    status: RwSignal<Status>,
    who: RwSignal<Option<Who>>,
    progress: RwSignal<(Progress, Option<Waits>)>,
    log: RwSignal<Vec<Line>>,
    missing: RwSignal<Vec<Missing>>,
    /// How the person stands, and whether that is all.
    ranking: RwSignal<Option<(Ranking, bool)>>,
    has_token: RwSignal<bool>,
}

impl Forage {
    pub fn new(bird: BirdState) -> Forage {
        Forage {
            bird,
            client: StoredValue::new_local(None),
            number: StoredValue::new(0),
            errand: RwSignal::default(),
            status: RwSignal::default(),
            who: RwSignal::default(),
            progress: RwSignal::default(),
            log: RwSignal::default(),
            missing: RwSignal::default(),
            ranking: RwSignal::default(),
            has_token: RwSignal::new(kept().is_some()),
        }
    }

    /// Fetches food, or finds out whom a ranking would be about.
    ///
    /// * `token`: another one than the worker has, if it has one.
    pub fn send(self, errand: Errand, token: Option<Token>) {
        // Of a tab that keeps one, or of this page's worker.
        let is_there = self.client.with_value(Option::is_some);
        let token = token.or_else(|| kept().filter(|_| !is_there));
        let ask = match errand {
            Errand::Food => Ask::BeginFood { token },
            Errand::Ranking => Ask::BeginRanking { token },
        };
        self.errand.set(errand);
        self.has_token.set(true);
        self.status.set(Status::Reading);
        self.progress.set(Default::default());
        if is_there {
            return self.ask(&ask);
        }
        let number = self.number.get_value();
        let heard = move |heard| {
            if self.number.try_get_value() == Some(number) {
                self.hear(heard);
            }
        };
        match GitHubClient::start(&ask, heard) {
            Ok(client) => self.client.set_value(Some(client)),
            Err(_) => self.status.set(Status::Failed(Trouble::Died)),
        }
    }

    /// Lets the ranking cost so many points.
    pub fn allow(self, points: u32) {
        self.status.set(Status::Reading);
        self.ask(&Ask::Rank { points });
    }

    /// Goes on after a failure, perhaps with another token.
    pub fn resume(self, token: Option<Token>) {
        self.ask(&Ask::Resume { token });
        self.status.set(Status::Reading);
    }

    pub fn stop(self) {
        self.ask(&Ask::Stop);
        self.status.set(Status::Stopped);
    }

    /// Forgets the token, here and in the worker, which ends.
    pub fn forget(self) {
        self.end();
        keep(None);
        self.has_token.set(false);
        self.status.set(Status::Idle);
        self.who.set(None);
        self.ranking.set(None);
    }

    fn ask(self, ask: &Ask) {
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.ask(ask);
            }
        });
    }

    fn end(self) {
        self.client.set_value(None);
        self.number
            .update_value(|number| *number = number.wrapping_add(1));
    }

    fn hear(self, heard: Heard) {
        match heard {
            Heard::Viewer(viewer, scopes) => self.who.set(Some(Who { viewer, scopes })),
            Heard::Status(progress, waits) => self.progress.set((progress, waits)),
            Heard::Log(lines) => self.log.update(|log| log.extend(lines)),
            Heard::Food(food) => {
                self.status.set(Status::Done);
                let is_whole = match food.missing.is_empty() {
                    true => IsWhole::Yes,
                    false => IsWhole::No,
                };
                self.bird.take_fetched(Pantry::of_github(&food), is_whole);
                self.missing.set(food.missing);
            }
            Heard::Ranking(ranking, is_all) => {
                // What it would cost is all, until the person allows more.
                let is_price = ranking.read == 0 && ranking.people.is_empty();
                if is_all || is_price {
                    self.status.set(Status::Done);
                }
                self.ranking.set(Some((ranking, is_all)));
            }
            Heard::Failed(failure) => self.fail(failure),
            Heard::Died => self.die(Trouble::Died),
            Heard::NewVersion => self.die(Trouble::NewVersion),
            // Nobody asks for these here.
            Heard::Found(..) | Heard::Details { .. } => {}
        }
    }

    fn fail(self, failure: Failure) {
        self.status.set(Status::Failed(Trouble::GitHub(failure)));
    }

    /// The worker is of no use any more.
    fn die(self, trouble: Trouble) {
        self.end();
        self.has_token.set(kept().is_some());
        self.status.set(Status::Failed(trouble));
    }

    pub fn errand(self) -> Errand {
        self.errand.get()
    }

    pub fn status(self) -> Status {
        self.status.get()
    }

    pub fn who(self) -> Option<Who> {
        self.who.get()
    }

    pub fn progress(self) -> Progress {
        self.progress.get().0
    }

    pub fn waits(self) -> Option<Waits> {
        self.progress.get().1
    }

    pub fn log(self) -> RwSignal<Vec<Line>> {
        self.log
    }

    pub fn missing(self) -> RwSignal<Vec<Missing>> {
        self.missing
    }

    pub fn ranking(self) -> RwSignal<Option<(Ranking, bool)>> {
        self.ranking
    }

    /// How much someone contributed within a year, if the ranking tells.
    pub fn contributions_of(self, login: &str) -> Option<u64> {
        let ranking = self.ranking.read();
        let (ranking, _) = ranking.as_ref()?;
        ranking.contributions_of(login).map(u64::from)
    }

    /// Whether there is a token to ask with.
    pub fn has_token(self) -> bool {
        self.has_token.get()
    }
}

/// Who fetches, from anywhere below the bird's page.
pub fn forage() -> Forage {
    expect_context()
}
