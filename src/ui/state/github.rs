//! From a token to a life, by way of the GitHub worker.

use core::mem;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::life::OfGitHub;
use super::view::View;
use crate::engine::event::{Event, Person};
use crate::engine::protocol::github::{Ask, Line, Waits};
use crate::engine::source::github::{Detail, Failure, Found, Options, Progress, Token, Viewer};
use crate::ui::live::effect;
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
    /// Someone wanted it to pause.
    Stopped,
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
    /// What was found so far and is not shown yet.
    latest: StoredValue<Option<(OfGitHub, Vec<Event>, Person)>>,
    /// Of which run something was shown.
    shown: StoredValue<Option<u32>>,
    /// Which run it is: nobody hears of another's worker.
    run: StoredValue<u32>,
    /// Whom a run without a token reads.
    login: RwSignal<Option<String>>,
    /// Whether the worker still has a token.
    has_token: RwSignal<bool>,
}

impl GitHub {
    pub fn new(view: View) -> GitHub {
        let github = GitHub {
            view,
            status: RwSignal::default(),
            who: RwSignal::default(),
            progress: RwSignal::default(),
            log: RwSignal::default(),
            found: RwSignal::default(),
            details: RwSignal::default(),
            client: StoredValue::new_local(None),
            latest: StoredValue::new(None),
            shown: StoredValue::new(None),
            run: StoredValue::new(0),
            login: RwSignal::default(),
            has_token: RwSignal::new(false),
        };
        // What came while somebody read a dialog.
        effect(move || {
            if view.opened().is_none() {
                untrack(|| github.show_if_welcome(github.status() == Status::Done));
            }
        });
        github
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

    /// Whether what is looked at holds what this run found.
    pub fn is_shown(self) -> bool {
        let life = self.view.life();
        let github = life.as_ref().and_then(|life| life.github.as_ref());
        github.is_some_and(|github| github.run == self.run.get_value())
    }

    /// Reads someone's GitHub with a token.
    pub fn read(self, token: Token, options: Options) {
        self.start(Ask::Begin { token, options });
        self.has_token.set(self.client.with_value(Option::is_some));
    }

    /// Reads what a login did in public lately, without one.
    pub fn read_public(self, login: String) {
        self.start(Ask::BeginPublic {
            login: login.clone(),
        });
        self.login.set(Some(login));
    }

    /// Sends nothing more until [`GitHub::resume`].
    pub fn stop(self) {
        self.ask(&Ask::Stop);
        self.status.set(Status::Stopped);
    }

    /// Goes on after a stop or a failure, perhaps with another token.
    pub fn resume(self, token: Option<Token>) {
        if token.is_some() {
            self.has_token.set(true);
        }
        self.ask(&Ask::Resume { token });
        self.status.set(Status::Reading);
    }

    /// Whom a run without a token reads.
    pub fn login(self) -> Option<String> {
        self.login.get()
    }

    /// Whether it is a run without a token.
    pub fn is_public(self) -> bool {
        self.login.with(Option::is_some)
    }

    /// Whether the worker still has a token: it forgets it when it is done.
    pub fn has_token(self) -> bool {
        self.has_token.get() && self.status.get() != Status::Done
    }

    /// Forgets the token, here and in the worker. A run that is under way stops.
    pub fn forget(self) {
        if self.status.get_untracked() == Status::Reading {
            self.stop();
        }
        self.ask(&Ask::Forget);
        self.has_token.set(false);
        keep(None);
    }

    /// Back to the form. What was read stays, and what it is about can still be asked.
    pub fn leave(self) {
        self.ask(&Ask::Stop);
        self.ask(&Ask::Forget);
        self.has_token.set(false);
        self.status.set(Status::Idle);
    }

    /// Asks what some events of a run are about, by their offsets. Answered by [`GitHub::details`] with the
    /// number of the question; of an earlier run nothing is known any more.
    pub fn ask_details(self, ask: u32, run: u32, offsets: Vec<u64>) {
        let has_client = self.client.with_value(Option::is_some);
        match has_client && run == self.run.get_value() {
            true => self.ask(&Ask::Details { ask, offsets }),
            false => self.details.set(Some((ask, vec![None; offsets.len()]))),
        }
    }

    fn ask(self, ask: &Ask) {
        self.client.with_value(|client| {
            if let Some(client) = client {
                client.ask(ask);
            }
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
        self.latest.set_value(None);
        self.login.set(None);
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
        self.has_token.set(false);
        self.run.update_value(|run| *run = run.wrapping_add(1));
    }

    fn hear(self, heard: Heard) {
        let has_left = self.has_left();
        match heard {
            // Whoever left for the form hears of nothing but what they ask.
            Heard::Found(..) | Heard::Failed(_) if has_left => {}
            Heard::Died | Heard::NewVersion if has_left => self.end(),
            Heard::Viewer(viewer, scopes) => self.who.set(Some(Who { viewer, scopes })),
            Heard::Status(progress, waits) => self.progress.set((progress, waits)),
            // This run asks for neither.
            Heard::Food(_) | Heard::Ranking(..) => {}
            Heard::Log(lines) => self.log.update(|log| log.extend(lines)),
            Heard::Found(found, is_all) => self.take(*found, is_all),
            Heard::Failed(failure) => self.status.set(Status::Failed(Trouble::GitHub(failure))),
            Heard::Details { ask, details } => self.details.set(Some((ask, details))),
            Heard::Died => self.fail(Trouble::Died),
            Heard::NewVersion => self.fail(Trouble::NewVersion),
        }
    }

    fn take(self, mut found: Found, is_all: bool) {
        let events = mem::take(&mut found.events);
        let found = Arc::new(found);
        if !events.is_empty() {
            let viewer = self.who.get_untracked().map(|who| who.viewer);
            let github = OfGitHub {
                found: Arc::clone(&found),
                run: self.run.get_value(),
                is_own: viewer.as_ref().is_some_and(|viewer| viewer.is_own),
            };
            let person = self.person(viewer);
            self.latest.set_value(Some((github, events, person)));
        }
        // In tasks of their own: to take the message, to show what it brought and to build its picture
        // would together keep the page from answering for too long.
        self.soon(move || {
            self.show_if_welcome(is_all);
            self.soon(move || {
                self.found.set(Some(found));
                if is_all {
                    self.status.set(Status::Done);
                }
            });
        });
    }

    /// In a task of its own, unless somebody leaves or begins another run before it.
    fn soon(self, then: impl FnOnce() + 'static) {
        let run = self.run.get_value();
        let then = move || {
            if self.run.try_get_value() == Some(run) && !self.has_left() {
                then();
            }
        };
        set_timeout(then, Duration::ZERO);
    }

    /// Whether somebody went back to the form.
    fn has_left(self) -> bool {
        self.status.get_untracked() == Status::Idle
    }

    fn show_if_welcome(self, is_all: bool) {
        let is_first = self.shown.get_value() != Some(self.run.get_value());
        let run = self.run.get_value();
        if self.view.takes_pictures(run, is_first, is_all) {
            self.show();
        }
    }

    /// Shows what was found so far, if it isn't shown already.
    pub fn show(self) {
        let mut latest = None;
        self.latest.update_value(|held| latest = held.take());
        if let Some((github, events, person)) = latest {
            self.shown.set_value(Some(github.run));
            self.view.show_github(github, &events, person);
        }
    }

    fn person(self, viewer: Option<Viewer>) -> Person {
        match viewer {
            Some(viewer) => Person {
                id: viewer.id,
                handle: viewer.login,
                name: viewer.name,
            },
            None => Person {
                handle: self.login.get_untracked().unwrap_or_default(),
                ..Person::default()
            },
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

/// Seconds from now until a moment, those that have begun among them.
pub fn secs_until(until: DateTime<Utc>) -> u32 {
    let left = until.signed_duration_since(page::now()).num_milliseconds();
    u32::try_from(left.max(0)).map_or(u32::MAX, |left| left.div_ceil(1000))
}
