//! People made on purpose, and what is true of them.

use yodori::engine::event::Kind;
use yodori_testdata::chance::Chance;

use super::fake::{Commit, Entry, Fake, Repository};

pub const DAY: i64 = 86_400;
pub const NOW: i64 = 1_720_000_000; // 2024-07-03T09:46:40Z
pub const LOGIN: &str = "yoru-person";

/// Someone who did nothing.
pub fn nobody() -> Fake {
    Fake {
        login: LOGIN.into(),
        now_secs: NOW,
        points: 5_000,
        ..Fake::default()
    }
}

/// A commit of the person's.
pub fn commit(seed: u64, at: i64, offset_mins: i16) -> Commit {
    let bits = Chance::new(seed).bits();
    Commit {
        oid: format!("{bits:016x}{seed:024x}"),
        at,
        offset_mins,
        committed_at: at,
        title: format!("Change {seed}"),
        author: (
            "A Person".into(),
            "a@example.com".into(),
            Some(LOGIN.into()),
        ),
        committer: ("A Person".into(), Some(LOGIN.into())),
    }
}

/// A repository with these commits.
pub fn repository(name: &str, mut commits: Vec<Commit>) -> Repository {
    commits.sort_by_key(|commit| -commit.committed_at);
    Repository {
        name: name.into(),
        made_at: NOW - 300 * DAY,
        pushed_at: commits.first().map(|commit| commit.committed_at),
        commits,
        ..Repository::default()
    }
}

/// Someone with so many repositories, a third of them others', and so many commits over `days`.
pub fn coder(repositories: usize, commits: usize, days: i64, seed: u64) -> Fake {
    let mut chance = Chance::new(seed);
    let mut of: Vec<Vec<Commit>> = vec![Vec::new(); repositories];
    for nth in 0..commits {
        let at = NOW - chance.within(1..days * DAY);
        // Each has one; of the others small numbers have more.
        let place = match nth < repositories {
            true => nth,
            false => chance.below(chance.clone().below(repositories as u64) + 1) as usize,
        };
        of[place].push(commit(seed * 1_000_000 + nth as u64, at, 540));
    }
    let named = of.into_iter().enumerate().map(|(nth, commits)| {
        let owner = if nth % 3 == 2 { "other" } else { LOGIN };
        repository(&format!("{owner}/r{nth:03}"), commits)
    });
    Fake {
        repositories: named.collect(),
        ..nobody()
    }
}

/// Adds `count` entries to every list, spread over `days`.
pub fn with_lists(mut fake: Fake, count: usize, days: i64) -> Fake {
    const LISTS: [&str; 9] = [
        "issues",
        "pullRequests",
        "issueComments",
        "commitComments",
        "gistComments",
        "repositoryDiscussions",
        "repositoryDiscussionComments",
        "starredRepositories",
        "gists",
    ];
    let entries = |name: &str| -> Vec<Entry> {
        let at = |nth: usize| NOW - 60 - nth as i64 * days * DAY / count.max(1) as i64;
        let entry = |nth: usize| Entry {
            node: format!("{name}{nth}"),
            at: at(nth),
            url: format!("https://github.com/other/thing/{name}/{nth}"),
            title: format!("other/thing{nth}"),
            merged: None,
        };
        (0..count).map(entry).collect()
    };
    for name in LISTS {
        fake.lists.insert(name, entries(name));
    }
    fake.reviews = entries("reviews");
    if let Some(repository) = fake.repositories.first_mut() {
        repository.releases = entries("releases");
    }
    fake
}

/// What of each kind there is from `start` on: how many, and the sum of their seconds.
pub fn truth(fake: &Fake, start: i64) -> Vec<(Kind, u64, i64)> {
    let list = |name: &str| {
        fake.lists
            .get(name)
            .into_iter()
            .flatten()
            .map(|entry| entry.at)
            .collect::<Vec<_>>()
    };
    let lists = |names: &[&str]| names.iter().flat_map(|name| list(name)).collect::<Vec<_>>();
    let own = fake
        .repositories
        .iter()
        .filter(|one| one.name.starts_with(LOGIN));
    let commits = fake.repositories.iter().flat_map(|one| &one.commits);
    let all = [
        (Kind::Commit, commits.map(|commit| commit.at).collect()),
        (Kind::Issue, lists(&["issues"])),
        (Kind::PullRequest, lists(&["pullRequests"])),
        (
            Kind::Review,
            fake.reviews.iter().map(|entry| entry.at).collect(),
        ),
        (
            Kind::GitHubComment,
            lists(&[
                "issueComments",
                "commitComments",
                "gistComments",
                "repositoryDiscussionComments",
            ]),
        ),
        (Kind::Discussion, lists(&["repositoryDiscussions"])),
        (Kind::Star, lists(&["starredRepositories"])),
        (Kind::Gist, lists(&["gists"])),
        (
            Kind::Release,
            own.clone()
                .flat_map(|one| &one.releases)
                .map(|entry| entry.at)
                .collect(),
        ),
        (Kind::Repository, own.map(|one| one.made_at).collect()),
    ];
    let told = all.into_iter().map(|(kind, times): (Kind, Vec<i64>)| {
        let within: Vec<i64> = times.into_iter().filter(|at| start <= *at).collect();
        (kind, within.len() as u64, within.iter().sum())
    });
    told.filter(|(_, count, _)| *count > 0).collect()
}
