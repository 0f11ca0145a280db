//! From a token to a life, by way of the GitHub worker.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::view::View;
use crate::engine::event::Person;
use crate::engine::protocol::github::{Ask, Line, Waits};
use crate::engine::source::github::{Detail, Failure, Found, Options, Progress, Token, Viewer};
use crate::web::github::{GitHubClient, Heard};
use crate::web::{page, storage};

/// Where a token is kept until the tab is closed, if the person wants that.
const KEPT: &str = "yodori-token";

/// What a run is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    #[default]
    Idle,
    Reading,
    Done,
    Failed(Trouble),
}

/// Why a run stands still.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It can be resumed.
    GitHub(Failure),
    /// The browser ended the worker, or would not start it.
    Died,
    /// The page is older than the worker.
    NewVersion,
}

/// Who it is, and which rights the token has, as far as GitHub tells.
#[derive(Clone, Debug, PartialEq)]
pub struct Who {
    pub viewer: Viewer,
    pub scopes: Option<String>,
}

/// The run, what it has told so far, and the way back to what its events are about.
#[derive(Clone, Copy)]
pub struct GitHub {
    view: View,
    status: RwSignal<Status>,
    who: RwSignal<Option<Who>>,
    progress: RwSignal<(Progress, Option<Waits>)>,
    log: RwSignal<Vec<Line>>,
    found: RwSignal<Option<Arc<Found>>>,
    /// The answer to the question with this number.
    details: RwSignal<Option<(u32, Vec<Option<Detail>>)>>,
    client: StoredValue<Option<GitHubClient>, LocalStorage>,
    /// Which run it is: nobody hears of another's worker.
    run: StoredValue<u32>,
}

impl GitHub {
    pub fn new(view: View) -> GitHub {
        GitHub {
            view,
            status: RwSignal::default(),
            who: RwSignal::default(),
            progress: RwSignal::default(),
            log: RwSignal::default(),
            found: RwSignal::default(),
            details: RwSignal::default(),
            client: StoredValue::new_local(None),
            run: StoredValue::new(0),
        }
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

    /// What was found so far.
    pub fn found(self) -> Option<Arc<Found>> {
        self.found.get()
    }

    /// Reads someone's GitHub with a token.
    pub fn read(self, token: Token, options: Options) {
        self.start(Ask::Begin { token, options });
    }

    /// Reads what a login did in public lately, without one.
    pub fn read_public(self, login: String) {
        self.start(Ask::BeginPublic { login });
    }

    /// Goes on after a failure.
    pub fn resume(self, token: Option<Token>) {
        self.status.set(Status::Reading);
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.ask(&Ask::Resume { token });
            }
        });
    }

    /// Ends a run. What was read stays.
    pub fn cancel(self) {
        self.end();
        self.status.set(Status::Idle);
    }

    /// Asks what some events are about, by their offsets. Answered by [`GitHub::details`] with this number.
    pub fn ask_details(self, ask: u32, offsets: Vec<u64>) {
        let missing = vec![None; offsets.len()];
        self.client.with_value(|client| match client {
            Some(client) => client.ask(&Ask::Details { ask, offsets }),
            None => self.details.set(Some((ask, missing))),
        });
    }

    /// The answer to a question, once it is there.
    pub fn details(self, ask: u32) -> Option<Vec<Option<Detail>>> {
        self.details.with(|details| {
            let (number, details) = details.as_ref()?;
            (*number == ask).then(|| details.clone())
        })
    }

    fn start(self, ask: Ask) {
        self.end();
        self.who.set(None);
        self.progress.set(Default::default());
        self.log.set(Vec::new());
        self.found.set(None);
        let run = self.run.get_value();
        let heard = move |heard| {
            if self.run.try_get_value() == Some(run) {
                self.hear(heard);
            }
        };
        match GitHubClient::start(&ask, heard) {
            Ok(client) => {
                self.client.set_value(Some(client));
                self.status.set(Status::Reading);
            }
            Err(_) => self.status.set(Status::Failed(Trouble::Died)),
        }
    }

    fn end(self) {
        self.client.set_value(None);
        self.run.update_value(|run| *run = run.wrapping_add(1));
    }

    fn hear(self, heard: Heard) {
        match heard {
            Heard::Viewer(viewer, scopes) => self.who.set(Some(Who { viewer, scopes })),
            Heard::Status(progress, waits) => self.progress.set((progress, waits)),
            Heard::Log(lines) => self.log.update(|log| log.extend(lines)),
            Heard::Found(found, is_all) => self.take(*found, is_all),
            Heard::Failed(failure) => self.status.set(Status::Failed(Trouble::GitHub(failure))),
            Heard::Details { ask, details } => self.details.set(Some((ask, details))),
            Heard::Died => self.fail(Trouble::Died),
            Heard::NewVersion => self.fail(Trouble::NewVersion),
        }
    }

    fn take(self, found: Found, is_all: bool) {
        if !found.events.is_empty() {
            let viewer = self.who.get_untracked().map(|who| who.viewer);
            let person = viewer.map_or_else(Person::default, |viewer| Person {
                id: viewer.id,
                handle: viewer.login,
                name: viewer.name,
            });
            self.view.show_github(found.clone(), person);
        }
        let events = Vec::new();
        self.found.set(Some(Arc::new(Found { events, ..found })));
        if is_all {
            self.status.set(Status::Done);
        }
    }

    /// The worker is of no use any more.
    fn fail(self, trouble: Trouble) {
        self.end();
        self.status.set(Status::Failed(trouble));
    }
}

/// The token that this tab keeps, if someone wanted that.
pub fn kept() -> Option<Token> {
    Token::new(&storage::of_tab(KEPT)?)
}

/// Keeps a token until the tab is closed, or forgets it.
pub fn keep(token: Option<&Token>) {
    storage::set_of_tab(KEPT, token.map(Token::secret));
}

/// The run, from anywhere below the app.
pub fn github() -> GitHub {
    expect_context()
}

/// Whole seconds from now until a moment.
pub fn secs_until(until: DateTime<Utc>) -> u32 {
    let left = until.signed_duration_since(page::now()).num_seconds();
    u32::try_from(left.max(0)).unwrap_or(u32::MAX)
}
