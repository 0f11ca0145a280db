//! Answers become acts: which of GitHub's many times says that the person was there.

mod lists;

use core::ops::Range;

use super::answer::{Refused, Why};
use super::bots;
use super::link;
use super::moment::{self, Moment};
use super::raw::shapes::{Answer, Commit, Node};
use super::store::{Act, Marks, Store, shortened};
use super::task::Histories;
use crate::engine::event::Kind;

/// Where answers go, and what they are about.
pub struct Taking<'a> {
    pub store: &'a mut Store,
    /// What is asked for: acts beyond it are left out.
    pub ranges: &'a [Range<i64>],
    pub login: &'a str,
    pub emails: &'a [String],
    /// What the answer says it could not give.
    pub refused: &'a [Refused],
}

/// What an answer leaves to be asked: the cursor of the next page.
pub type Next = Option<String>;

/// A repository, and until when something was pushed to it where that is known.
pub struct Found {
    pub repository: u32,
    pub pushed_at: Option<i64>,
}

/// A page of own repositories: which there are, which have more releases, and what comes next.
#[derive(Default)]
pub struct Own {
    pub found: Vec<Found>,
    pub releasing: Vec<(u32, String)>,
    pub next: Next,
}

impl Taking<'_> {
    /// Repositories with commits within a window, how many GitHub counts, and whether it named as many as
    /// it can.
    pub fn contributed(&mut self, data: Answer) -> (Vec<u32>, usize, bool) {
        let Some(collection) = data.user.and_then(|user| user.contributions_collection) else {
            let why = self.why("user", None);
            self.store.miss("Contributed", why);
            return Default::default();
        };
        let restricted = collection.restricted_contributions_count;
        self.store.restricted = self.store.restricted.saturating_add(restricted);
        let total = collection.total_repositories_with_contributed_commits;
        let named = collection.commit_contributions_by_repository;
        let is_full = named.len() >= MOST_REPOSITORIES;
        let named = named.into_iter().filter_map(|one| one.repository);
        let found = named.filter_map(|one| {
            self.store
                .repository(&one.id, &one.name_with_owner, &one.created_at)
        });
        let found: Vec<u32> = found.collect();
        found.iter().for_each(|one| self.store.contributes(*one));
        (found, total, is_full)
    }

    pub fn reviews(&mut self, data: Answer) -> Next {
        let collection = data.user.and_then(|user| user.contributions_collection);
        let Some(list) = collection.and_then(|all| all.pull_request_review_contributions) else {
            let why = self.why("user", None);
            self.store.miss("Reviews", why);
            return None;
        };
        for one in list.nodes.into_iter().flatten().flatten() {
            let Some(review) = one.pull_request_review else {
                continue;
            };
            let at = review.submitted_at.as_ref().unwrap_or(&review.created_at);
            let title = one.pull_request.map(|of| of.title).unwrap_or_default();
            self.told(&review.id, Kind::Review, at, &title, &review.url);
        }
        next(list.page_info.has_next_page, list.page_info.end_cursor)
    }

    pub fn repositories(&mut self, data: Answer) -> Own {
        let mut own = Own::default();
        let Some(list) = data.user.and_then(|user| user.repositories) else {
            let why = self.why("user", None);
            self.store.miss("Repositories", why);
            return own;
        };
        for one in list.nodes.into_iter().flatten().flatten() {
            let Some(repository) =
                self.store
                    .repository(&one.id, &one.name_with_owner, &one.created_at)
            else {
                continue;
            };
            if !one.is_fork {
                self.store.contributes(repository);
            }
            let pushed_at = one.pushed_at.as_deref().and_then(moment::parse);
            let pushed_at = pushed_at.map(|moment| moment.epoch_secs);
            own.found.push(Found {
                repository,
                pushed_at,
            });
            let owner = one.name_with_owner.split('/').next().unwrap_or_default();
            if owner.eq_ignore_ascii_case(self.login) {
                let link = link::whole(&one.name_with_owner);
                self.told(
                    &one.id,
                    Kind::Repository,
                    &one.created_at,
                    &one.name_with_owner,
                    &link,
                );
            }
            let Some(releases) = one.releases else {
                continue;
            };
            let of = releases.nodes.into_iter().flatten().flatten();
            let is_in_range = self.releases(of);
            let more = next(
                releases.page_info.has_next_page,
                releases.page_info.end_cursor,
            );
            own.releasing.extend(
                more.filter(|_| is_in_range)
                    .map(|after| (repository, after)),
            );
        }
        own.next = next(list.page_info.has_next_page, list.page_info.end_cursor);
        own
    }

    pub fn more_releases(&mut self, repository: u32, data: Answer) -> Next {
        let Some(list) = data.node.and_then(|node| node.releases) else {
            self.miss_repository(repository, "node", None);
            return None;
        };
        let of = list.nodes.into_iter().flatten().flatten();
        let is_in_range = self.releases(of);
        next(list.page_info.has_next_page, list.page_info.end_cursor).filter(|_| is_in_range)
    }

    /// Says whether all of them are young enough for more to be worth asking for.
    fn releases(&mut self, releases: impl Iterator<Item = Node>) -> bool {
        let start = self.start();
        let mut is_in_range = true;
        for release in releases {
            let made = moment::parse(&release.created_at);
            is_in_range &= made.is_none_or(|made| start <= made.epoch_secs);
            let at = release.published_at.as_ref().unwrap_or(&release.created_at);
            let title = release
                .name
                .filter(|name| !name.is_empty())
                .unwrap_or(release.tag_name);
            let login = self.login;
            let act = self.told(&release.id, Kind::Release, at, &title, &release.url);
            let other = release
                .author
                .map(|author| author.login)
                .filter(|author| !author.eq_ignore_ascii_case(login));
            if let (Some(act), Some(other)) = (act, other) {
                act.marks = Marks::default()
                    .with_if(Marks::NOT_OWN, true)
                    .with_if(Marks::BOT, bots::is_bot(&other));
            }
        }
        is_in_range
    }

    /// A page of histories; for each repository of them what comes next.
    pub fn commits(&mut self, histories: &Histories, data: Answer) -> Vec<(u32, Next)> {
        let mut answers = data.nodes.into_iter().flatten();
        let mut nexts = Vec::new();
        for (place, repository) in histories.repositories.iter().enumerate() {
            let Some(branch) = answers.next().flatten() else {
                self.miss_repository(*repository, "nodes", Some(place));
                nexts.push((*repository, None));
                continue;
            };
            // A repository without commits has no branch.
            let Some(past) = branch.default_branch_ref.and_then(|branch| branch.target) else {
                nexts.push((*repository, None));
                continue;
            };
            let Some(history) = past.history else {
                self.miss_repository(*repository, "nodes", Some(place));
                nexts.push((*repository, None));
                continue;
            };
            for commit in history.nodes.into_iter().flatten().flatten() {
                self.commit(*repository, commit);
            }
            let page = history.page_info;
            nexts.push((*repository, next(page.has_next_page, page.end_cursor)));
        }
        nexts
    }

    fn commit(&mut self, repository: u32, commit: Commit) -> Option<()> {
        let author = commit.author?;
        let written = moment::parse(author.date.as_deref()?)?;
        if !self.is_asked(written.epoch_secs) {
            return None;
        }
        let is_hex = commit.oid.bytes().all(|byte| byte.is_ascii_hexdigit());
        let id = commit
            .oid
            .get(..16)
            .filter(|_| is_hex && commit.oid.len() <= 64)?;
        let committer = commit.committer;
        let committed = committer
            .as_ref()
            .and_then(|committer| committer.date.as_deref());
        let committed = committed.and_then(moment::parse).unwrap_or(written);
        let author_login = author.user.as_ref().map(|user| user.login.as_str());
        let author_name = author.name.as_deref().unwrap_or_default();
        let by = committer
            .as_ref()
            .and_then(|committer| committer.user.as_ref());
        let by_page = by.map(|user| user.login.as_str()) == Some(bots::PAGES)
            || committer
                .as_ref()
                .and_then(|committer| committer.name.as_deref())
                == Some("GitHub");
        let is_by_other = by.is_some_and(|user| !self.is_login(&user.login));
        let email = author.email.as_deref().unwrap_or_default();
        let is_own = author_login.is_none_or(|login| self.is_login(login)) || self.is_email(email);
        let is_bot = bots::is_bot(author_name) || author_login.is_some_and(bots::is_bot);
        let name = self.store.name_of(repository).to_owned();
        let repository = self.store.names.index(&name);
        self.store.add(Act {
            id: u64::from_str_radix(id, 16).ok()?,
            at: u32::try_from(written.epoch_secs).ok()?,
            kind: Kind::Commit as u8,
            marks: Marks::default()
                .with_if(Marks::BOT, is_bot)
                .with_if(Marks::BY_PAGE, by_page)
                .with_if(Marks::NOT_OWN, !is_own)
                .with_if(Marks::BY_OTHER, is_by_other && !by_page),
            offset_mins: Some(written.offset_mins),
            committed_at: u32::try_from(committed.epoch_secs).unwrap_or_default(),
            repository,
            title: shortened(&commit.message_headline),
            path: link::of_commit(&name, &commit.oid).into(),
        })?;
        Some(())
    }

    /// Adds what has a time of the server's, if it is asked for and its time can be read.
    fn told(
        &mut self,
        node: &str,
        kind: Kind,
        at: &str,
        title: &str,
        url: &str,
    ) -> Option<&mut Act> {
        let at: Moment = moment::parse(at)?;
        if !self.is_asked(at.epoch_secs) {
            return None;
        }
        let path = link::path(url).unwrap_or_default();
        self.store.add_told(node, kind, at, title, path)
    }

    fn is_asked(&self, epoch_secs: i64) -> bool {
        self.ranges.iter().any(|range| range.contains(&epoch_secs))
    }

    /// What is older is not asked for.
    fn start(&self) -> i64 {
        self.ranges.first().map_or(0, |range| range.start)
    }

    fn is_login(&self, login: &str) -> bool {
        login.eq_ignore_ascii_case(self.login)
    }

    fn is_email(&self, email: &str) -> bool {
        self.emails
            .iter()
            .any(|own| own.eq_ignore_ascii_case(email))
    }

    fn miss_repository(&mut self, repository: u32, field: &str, place: Option<usize>) {
        let name = self.store.name_of(repository).to_owned();
        let why = self.why(field, place);
        self.store.miss(&name, why);
    }

    /// Why a part is missing; not found where the answer doesn't say.
    fn why(&self, field: &str, place: Option<usize>) -> Why {
        let mut all = self.refused.iter();
        let told = all.find(|one| {
            one.fields.first().is_some_and(|first| first == field) && one.place == place
        });
        told.or(self.refused.first())
            .map_or(Why::NotFound, |one| one.why.clone())
    }
}

/// GitHub names no more than these at once.
pub const MOST_REPOSITORIES: usize = 100;

/// The cursor of the next page, if there is one.
fn next(has_next: bool, cursor: Option<String>) -> Next {
    cursor.filter(|_| has_next)
}
