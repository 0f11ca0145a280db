//! Answers become acts: which of GitHub's many times says that the person was there.

mod lists;

use core::ops::Range;

use super::answer::{Refused, Why};
use super::bots;
use super::link;
use super::moment;
use super::options::Goal;
use super::store::{Act, Marks, Store, shortened};
use super::task::Histories;
use crate::engine::event::Kind;
use crate::engine::json::{NULL, Value};

/// Where answers go, and what they are about.
pub struct Taking<'a> {
    pub store: &'a mut Store,
    /// What is asked for: acts beyond it are left out.
    pub ranges: &'a [Range<i64>],
    pub login: &'a str,
    pub emails: &'a [String],
    /// What for: of what feeds more is told.
    pub goal: Goal,
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
    pub fn contributed(&mut self, data: &Value) -> (Vec<u32>, usize, bool) {
        let collection = data.get("user").get("contributionsCollection");
        if !collection.is_there() {
            self.miss("Contributed");
            return Default::default();
        }
        let count = |name| u32::try_from(collection.number(name).unwrap_or_default());
        let restricted = count("restrictedContributionsCount").unwrap_or_default();
        self.store.restricted = self.store.restricted.saturating_add(restricted.into());
        let total = count("totalRepositoriesWithContributedCommits").unwrap_or_default();
        let named = collection.list("commitContributionsByRepository");
        let mut found = Vec::new();
        for one in named {
            if let Some(repository) = self.repository(one.get("repository")) {
                self.store.contributes(repository);
                found.push(repository);
            }
        }
        let total = usize::try_from(total).unwrap_or(usize::MAX);
        (found, total, named.len() >= MOST_REPOSITORIES)
    }

    pub fn reviews(&mut self, data: &Value) -> Next {
        let collection = data.get("user").get("contributionsCollection");
        let Some(list) = page(collection, "pullRequestReviewContributions") else {
            self.miss("Reviews");
            return None;
        };
        for one in list.list("nodes") {
            let review = one.get("pullRequestReview");
            let at = review
                .told("submittedAt")
                .unwrap_or(review.text("createdAt"));
            let title = one.get("pullRequest").text("title");
            self.repository(review.get("repository"));
            self.told(review, Kind::Review, at, title);
        }
        next(list)
    }

    pub fn repositories(&mut self, data: &Value) -> Own {
        let mut own = Own::default();
        let start = self.start();
        let mut is_in_range = true;
        let Some(list) = page(data.get("user"), "repositories") else {
            self.miss("Repositories");
            return own;
        };
        for one in list.list("nodes") {
            let Some(repository) = self.repository(one) else {
                continue;
            };
            if !one.is("isFork") {
                self.store.contributes(repository);
            }
            let pushed_at = moment::parse(one.text("pushedAt")).map(|moment| moment.epoch_secs);
            is_in_range &= pushed_at.is_none_or(|at| start <= at);
            own.found.push(Found {
                repository,
                pushed_at,
            });
            let (name, made_at) = (one.text("nameWithOwner"), one.text("createdAt"));
            let owner = name.split('/').next().unwrap_or_default();
            if self.is_login(owner) {
                self.told_as(one.text("id"), Kind::Repository, made_at, name, name);
            }
            if let Some(releases) = page(one, "releases") {
                let more = self.releases(releases);
                own.releasing.extend(more.map(|after| (repository, after)));
            }
        }
        // They come in the order of their last pushes where only what feeds is wanted.
        own.next = next(list).filter(|_| is_in_range || self.goal != Goal::Food);
        own
    }

    pub fn more_releases(&mut self, repository: u32, data: &Value) -> Next {
        let Some(list) = page(data.get("node"), "releases") else {
            self.miss_repository(repository, "node", None);
            return None;
        };
        self.releases(list)
    }

    /// Says what comes next, if all of them are young enough for more to be worth asking for.
    fn releases(&mut self, list: &Value) -> Next {
        let start = self.start();
        let mut is_in_range = true;
        for release in list.list("nodes") {
            let made_at = release.text("createdAt");
            let made = moment::parse(made_at);
            is_in_range &= made.is_none_or(|made| start <= made.epoch_secs);
            let at = release.told("publishedAt").unwrap_or(made_at);
            let title = match release.text("name") {
                "" => release.text("tagName"),
                name => name,
            };
            let author = release.get("author").told("login");
            let other = author.filter(|author| !self.is_login(author));
            let act = self.told(release, Kind::Release, at, title);
            if let (Some(act), Some(other)) = (act, other) {
                act.marks = Marks::NOT_OWN.with_if(Marks::BOT, bots::is_bot(other));
            }
        }
        next(list).filter(|_| is_in_range)
    }

    /// A page of histories; for each repository of them what comes next.
    pub fn commits(&mut self, histories: &Histories, data: &Value) -> Vec<(u32, Next)> {
        let mut answers = data.list("nodes").iter();
        let mut nexts = Vec::new();
        for (place, repository) in histories.repositories.iter().enumerate() {
            let branch = answers.next().unwrap_or(&NULL);
            let past = branch.get("defaultBranchRef").get("target");
            let history = page(past, "history");
            for commit in history
                .into_iter()
                .flat_map(|history| history.list("nodes"))
            {
                self.commit(*repository, commit);
            }
            // A repository without commits has no branch.
            if history.is_none() && (past.is_there() || !branch.is_there()) {
                self.miss_repository(*repository, "nodes", Some(place));
            }
            nexts.push((*repository, history.and_then(next)));
        }
        nexts
    }

    fn commit(&mut self, repository: u32, commit: &Value) -> Option<()> {
        let author = commit.get("author");
        let written = moment::parse(author.text("date"))?;
        if !self.is_asked(written.epoch_secs) {
            return None;
        }
        let oid = commit.text("oid");
        let is_hex = oid.bytes().all(|byte| byte.is_ascii_hexdigit());
        let id = oid.get(..16).filter(|_| is_hex && oid.len() <= 64)?;
        let committer = commit.get("committer");
        let committed = moment::parse(committer.text("date")).unwrap_or(written);
        let login = author.get("user").told("login");
        let by = committer.get("user").told("login");
        let by_page = by == Some(bots::PAGES) || committer.text("name") == "GitHub";
        let is_by_other = by.is_some_and(|by| !self.is_login(by));
        let is_own =
            login.is_none_or(|login| self.is_login(login)) || self.is_email(author.text("email"));
        let headline = commit.text("messageHeadline");
        let is_bot = bots::is_bot(author.text("name"))
            || login.is_some_and(bots::is_bot)
            || bots::is_of_job(headline);
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
            node: 0,
            title: shortened(headline),
            path: oid.into(),
        })?;
        Some(())
    }

    /// The index of a repository that is named, see [`Store::repository`].
    fn repository(&mut self, named: &Value) -> Option<u32> {
        let (name, made_at) = (named.text("nameWithOwner"), named.text("createdAt"));
        self.store.repository(named.text("id"), name, made_at)
    }

    /// Adds what has a time of the server's, if it is asked for and its time can be read.
    fn told(&mut self, node: &Value, kind: Kind, at: &str, title: &str) -> Option<&mut Act> {
        let path = link::path(node.text("url")).unwrap_or_default();
        self.told_as(node.text("id"), kind, at, title, path)
    }

    /// The same.
    ///
    /// * `path`: of its link, or empty.
    fn told_as(
        &mut self,
        id: &str,
        kind: Kind,
        at: &str,
        title: &str,
        path: &str,
    ) -> Option<&mut Act> {
        let at = moment::parse(at)?;
        if !self.is_asked(at.epoch_secs) {
            return None;
        }
        self.store.add_told(id, kind, at, title, path)
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

    fn miss(&mut self, what: &str) {
        let why = self.why("user", None);
        self.store.miss(what, why);
    }

    pub fn miss_repository(&mut self, repository: u32, field: &str, place: Option<usize>) {
        let name = self.store.name_of(repository).to_owned();
        let why = self.why(field, place);
        self.store.miss(&name, why);
    }

    /// Why a part is missing; not found where the answer doesn't say.
    pub fn why(&self, field: &str, place: Option<usize>) -> Why {
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

/// A list that a field has. `None` if it doesn't say whether there is more: it would be taken for whole.
pub fn page<'a, 'b>(of: &'b Value<'a>, name: &str) -> Option<&'b Value<'a>> {
    let list = of.get(name);
    list.get("pageInfo").fields().map(|_| list)
}

/// The cursor of the next page, if there is one.
pub fn next(list: &Value) -> Next {
    let page = list.get("pageInfo");
    let cursor = page.told("endCursor").filter(|_| page.is("hasNextPage"));
    cursor.map(str::to_owned)
}
