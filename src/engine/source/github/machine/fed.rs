//! What only food and rankings ask for: languages, and people.

use core::cmp::Reverse;

use super::{GitHub, Over, answers};
use crate::engine::json::Value;
use crate::engine::plain;
use crate::engine::source::github::answer::{Failure, Refused, Why};
use crate::engine::source::github::food;
use crate::engine::source::github::options::Goal;
use crate::engine::source::github::ranking::{MOST_RANKED, MOST_READ, Ranked, Ranking, affordable};
use crate::engine::source::github::store::Store;
use crate::engine::source::github::take::{next, page};
use crate::engine::source::github::task::Task;
use crate::engine::source::github::{Progress, link};

/// Repositories whose languages are asked for in one request.
const MOST_TOGETHER: usize = 50;

/// Whom the token's owner follows, as far as it is known.
#[derive(Default)]
pub struct Followed {
    total: u32,
    own: Ranked,
    /// For how many points they may be asked about, and how many were spent; `None` until somebody says.
    points: Option<(u32, u32)>,
    /// In GitHub's order.
    people: Vec<Ranked>,
    /// Of them the first so many were asked about.
    asked: usize,
    /// Of them so many are done with: read, or missing.
    done: u32,
    read: u32,
    /// Indexes into `people` of those who were read, the one with the most contributions first.
    order: Vec<usize>,
    /// The next page that may be asked for.
    next: Option<Task>,
}

impl Followed {
    pub fn allow(&mut self, points: u32) {
        self.points = Some((points, 0));
    }

    /// Whether nobody has said yet that anything may be asked.
    pub fn is_closed(&self) -> bool {
        self.points.is_none()
    }

    pub fn spend(&mut self, cost: u32) {
        if let Some((_, spent)) = &mut self.points {
            *spent = spent.saturating_add(cost);
        }
    }

    pub fn login(&self, person: usize) -> &str {
        self.people.get(person).map_or("", |one| &one.login)
    }

    pub fn has_more(&self, flying: usize) -> bool {
        let least = match self.asked < self.people.len() {
            true => 1,
            // A page is for nothing without one of its people.
            false if self.next.is_some() => 2,
            false => return false,
        };
        least <= self.left(flying)
    }

    /// What to ask next for the points that are left.
    pub fn plan(&mut self, flying: usize) -> Option<Task> {
        if !self.has_more(flying) {
            return None;
        }
        if self.asked == self.people.len() {
            return self.next.take();
        }
        let person = self.asked;
        self.asked = person.saturating_add(1);
        Some(Task::Contributions(person))
    }

    /// Points that may still be spent: what is under way will take one each.
    fn left(&self, flying: usize) -> u32 {
        let (points, spent) = self.points.unwrap_or_default();
        let flying = u32::try_from(flying).unwrap_or(u32::MAX);
        points.saturating_sub(spent).saturating_sub(flying)
    }

    pub fn progress(&self, so_far: Progress) -> Progress {
        let left = self.left(0);
        let all = u32::try_from(self.people.len()).unwrap_or(u32::MAX);
        let known = all.saturating_sub(self.done);
        let more = affordable(left.saturating_sub(known)).saturating_add(known.min(left));
        let wanted = self.done.saturating_add(more);
        Progress {
            repositories: wanted.min(self.total).min(MOST_READ),
            repositories_done: self.done,
            ..so_far
        }
    }

    pub fn ranking(&self, store: &Store) -> Ranking {
        let of = |index: &usize| self.people.get(*index);
        let more = |one: &&Ranked| self.own.contributions < one.contributions;
        let before = self.order.iter().filter_map(of).filter(more).count();
        let best = self.order.iter().take(MOST_RANKED).filter_map(of);
        Ranking {
            following: self.total,
            own: self.own.clone(),
            place: u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1),
            people: best.cloned().collect(),
            read: self.read,
            missing: store.missing.clone(),
        }
    }

    /// Puts someone among those who were read.
    fn take(&mut self, person: usize, contributions: u32) {
        let Some(one) = self.people.get_mut(person) else {
            return;
        };
        one.contributions = contributions;
        let key = |index: usize| {
            let one = self.people.get(index);
            one.map(|one| (Reverse(one.contributions), &*one.login))
        };
        let place = self
            .order
            .partition_point(|other| key(*other) < key(person));
        self.order.insert(place, person);
        self.read = self.read.saturating_add(1);
        self.done = self.done.saturating_add(1);
    }
}

impl GitHub {
    /// When everything that feeds is known: the languages of its repositories, where they weren't asked for.
    pub(super) fn ask_languages(&mut self) {
        if self.goal != Goal::Food {
            return;
        }
        let mut wanted = Vec::new();
        for (index, one) in self.store.repositories.iter_mut().enumerate() {
            let acts = &self.store.acts;
            let feeds = |kind: u8| food::KINDS.iter().any(|one| *one as u8 == kind);
            let mut of = acts.iter().filter(|act| act.repository == one.name);
            if one.languages.is_none() && of.any(|act| feeds(act.kind)) {
                one.languages = Some(Vec::new());
                wanted.extend(u32::try_from(index));
            }
        }
        for some in wanted.chunks(MOST_TOGETHER) {
            let (repositories, after) = (some.to_vec(), None);
            let task = Task::Languages {
                repositories,
                after,
            };
            self.waiting.push_back(task.into());
        }
    }

    pub(super) fn take_languages(
        &mut self,
        repositories: &[u32],
        after: Option<&String>,
        data: &Value,
        refused: &[Refused],
    ) -> Vec<Task> {
        let mut tasks = Vec::new();
        let nodes = data.list("nodes");
        for (place, repository) in repositories.iter().enumerate() {
            let Some(list) = nodes.get(place).and_then(|node| page(node, "languages")) else {
                self.taking(refused)
                    .miss_repository(*repository, "nodes", Some(place));
                continue;
            };
            for language in list.list("nodes") {
                if let Some(name) = language.told("name") {
                    self.store.is_written_in(*repository, name);
                }
            }
            let next = next(list).filter(|next| Some(next) != after);
            tasks.extend(next.map(|next| Task::Languages {
                repositories: vec![*repository],
                after: Some(next),
            }));
        }
        tasks
    }

    /// Who wants to know how they stand, and whom that is about.
    pub(super) fn take_follower(&mut self, data: &Value, refused: &[Refused]) -> Vec<Task> {
        let told = data.get("viewer");
        let total = told.get("following").number("totalCount");
        let (Some(total), true) = (total, link::is_login(told.text("login"))) else {
            let is_forbidden = refused.iter().any(|one| one.why == Why::NoRight);
            self.over = Some(Over::Failed(match is_forbidden {
                true => Failure::Forbidden,
                false => Failure::Unavailable,
            }));
            return vec![Task::Follower];
        };
        self.viewer = Some(answers::viewer(told, told.text("login")));
        self.followed.total = u32::try_from(total).unwrap_or_default();
        self.followed.own = ranked(told);
        self.followed.own.contributions = sum(told).unwrap_or_default();
        self.followed.next = (total > 0).then_some(Task::Following { after: None });
        Vec::new()
    }

    pub(super) fn take_following(
        &mut self,
        after: Option<&String>,
        data: &Value,
        refused: &[Refused],
    ) {
        let Some(list) = page(data.get("viewer"), "following") else {
            let why = self.taking(refused).why("viewer", None);
            return self.store.miss("Following", why);
        };
        let followed = &mut self.followed;
        for one in list.list("nodes") {
            let one = ranked(one);
            let is_known = |other: &Ranked| other.login == one.login;
            if link::is_login(&one.login) && !followed.people.iter().any(is_known) {
                followed.people.push(one);
            }
        }
        let next = next(list).filter(|next| Some(next) != after);
        let most = usize::try_from(MOST_READ).unwrap_or(usize::MAX);
        followed.people.truncate(most);
        let is_full = followed.people.len() == most;
        let next = next.filter(|_| !is_full);
        followed.next = next.map(|after| Task::Following { after: Some(after) });
    }

    pub(super) fn take_contributions(&mut self, person: usize, data: &Value, refused: &[Refused]) {
        match sum(data.get("user")) {
            Some(contributions) => self.followed.take(person, contributions),
            None => {
                let why = self.taking(refused).why("user", None);
                self.miss_person(person, why);
            }
        }
    }

    pub(super) fn miss_person(&mut self, person: usize, why: Why) {
        self.store.miss(self.followed.login(person), why);
        self.followed.done = self.followed.done.saturating_add(1);
    }
}

fn ranked(told: &Value) -> Ranked {
    Ranked {
        login: told.text("login").to_owned(),
        name: plain::name(told.text("name")),
        avatar: link::avatar(told.text("avatarUrl")),
        contributions: 0,
    }
}

/// What someone contributed within a year; `None` if it isn't told.
fn sum(of: &Value) -> Option<u32> {
    let all = of.get("contributionsCollection");
    let names = [
        "totalCommitContributions",
        "totalIssueContributions",
        "totalPullRequestContributions",
        "totalPullRequestReviewContributions",
    ];
    names.iter().try_fold(0_u32, |sum, name| {
        let count = u32::try_from(all.number(name)?).ok()?;
        Some(sum.saturating_add(count))
    })
}
