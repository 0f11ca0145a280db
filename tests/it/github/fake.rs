//! Answers to each document, from a person's data.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use yodori::engine::source::github::moment::{iso, parse};
use yodori::engine::source::github::{Request, Response};

use super::response;

/// A person, and what they did. Lists are newest first.
#[derive(Clone, Debug, Default)]
pub struct Fake {
    pub login: String,
    pub now_secs: i64,
    pub repositories: Vec<Repository>,
    /// By GitHub's names of lists.
    pub lists: BTreeMap<&'static str, Vec<Entry>>,
    pub reviews: Vec<Entry>,
    /// Answers to come instead of the true ones: to the nth request of an operation, from 0.
    pub failures: Vec<(&'static str, usize, Option<Response>)>,
    /// Operations and variables of requests so far.
    pub asked: Vec<(String, Value)>,
    /// How many entries each list, history and so on had that was read.
    pub connections: BTreeMap<String, usize>,
    pub points: u32,
    /// Of repositories by name, the one with the most code first.
    pub languages: BTreeMap<String, Vec<String>>,
    /// Whom the person follows, in GitHub's order.
    pub follows: Vec<Someone>,
    /// What the person contributed within a year: commits, issues, pull requests, reviews.
    pub year: [u32; 4],
    /// What a request costs; 0 is one as well.
    pub cost: u32,
}

/// Whom somebody follows.
#[derive(Clone, Debug, Default)]
pub struct Someone {
    pub login: String,
    pub name: Option<String>,
    pub avatar: String,
    /// As in [`Fake::year`]; `None` if the account is gone meanwhile.
    pub year: Option<[u32; 4]>,
}

#[derive(Clone, Debug, Default)]
pub struct Repository {
    pub name: String,
    pub made_at: i64,
    pub pushed_at: Option<i64>,
    pub is_fork: bool,
    pub commits: Vec<Commit>,
    pub releases: Vec<Entry>,
}

#[derive(Clone, Debug, Default)]
pub struct Commit {
    pub oid: String,
    pub at: i64,
    pub offset_mins: i16,
    pub committed_at: i64,
    pub title: String,
    pub author: (String, String, Option<String>),
    pub committer: (String, Option<String>),
}

/// An entry of a list: its time and name.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub node: String,
    pub at: i64,
    pub url: String,
    pub title: String,
    /// Of a pull request: when it was merged, and by whom.
    pub merged: Option<(i64, &'static str)>,
}

impl Fake {
    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(self.now_secs, 0).expect("a moment")
    }

    /// The answer to a request, true or made to fail.
    pub fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Option<Response> {
        let body = request.body.as_deref().expect("a document");
        let body: Value = serde_json::from_str(body).expect("JSON");
        let operation = body["operationName"].as_str().expect("a name").to_owned();
        assert_eq!(operation, request.operation);
        assert_eq!(request.path, "/graphql");
        let nth = self
            .asked
            .iter()
            .filter(|(other, _)| *other == operation)
            .count();
        let variables = body["variables"].clone();
        self.asked.push((operation.clone(), variables.clone()));
        let failing = self
            .failures
            .iter()
            .position(|(of, place, _)| *of == operation && *place == nth);
        if let Some(place) = failing {
            return self.failures.remove(place).2;
        }
        let mut data = match operation.as_str() {
            "Person" => self.person(&variables),
            "Contributed" => self.contributed(&variables),
            "Reviews" => self.reviews(&variables),
            "Lists" => self.lists(&variables),
            "Repositories" => self.own(&variables),
            "Releases" => self.more_releases(&variables),
            "Commits" => self.commits(&variables),
            "Languages" => self.languages(&variables),
            "Follower" => self.follower(),
            "Following" => self.following(&variables),
            "Contributions" => match self.contributions(&variables) {
                Some(data) => data,
                None => return Some(response(200, &[], GONE)),
            },
            other => panic!("no such document: {other}"),
        };
        let cost = self.cost.max(1);
        self.points = self.points.saturating_sub(cost);
        let reset_at = iso((now + TimeDelta::minutes(30)).timestamp());
        data["rateLimit"] = json!({ "cost": cost, "remaining": self.points, "resetAt": reset_at });
        Some(response(200, &[], &json!({ "data": data }).to_string()))
    }

    fn person(&self, variables: &Value) -> Value {
        let all = self
            .repositories
            .iter()
            .flat_map(|repository| &repository.commits);
        let year = |at: i64| iso(at)[..4].parse::<i32>().expect("a year");
        let mut years: Vec<i32> = all.map(|commit| year(commit.at)).collect();
        years.extend(
            self.lists
                .values()
                .flatten()
                .chain(&self.reviews)
                .map(|entry| year(entry.at)),
        );
        years.sort_unstable();
        years.dedup();
        years.reverse();
        let facts = json!({
            "id": "U_1", "login": self.login, "name": "A Person", "createdAt": "2010-01-01T00:00:00Z",
            "avatarUrl": "https://avatars.githubusercontent.com/u/1?s=96",
            "contributionsCollection": { "contributionYears": years },
        });
        let other = json!({
            "id": "U_2", "login": "owner", "name": null, "createdAt": "2010-01-01T00:00:00Z",
            "avatarUrl": "https://evil.example/u/1", "contributionsCollection": { "contributionYears": [] },
        });
        match variables["own"].as_bool() {
            Some(true) => json!({ "viewer": facts }),
            _ if variables["login"] == self.login => json!({ "viewer": other, "user": facts }),
            _ => json!({ "viewer": other, "user": null }),
        }
    }

    fn contributed(&mut self, variables: &Value) -> Value {
        let (from, to) = (secs(&variables["from"]), secs(&variables["to"]));
        assert!(to - from <= 366 * 86_400, "more than a year");
        let login = Some(self.login.clone());
        let counts =
            |commit: &&Commit| commit.author.2 == login && (from..=to).contains(&commit.at);
        let mut found: Vec<(usize, &Repository)> = self
            .repositories
            .iter()
            .filter(|repository| !repository.is_fork)
            .map(|repository| (repository.commits.iter().filter(counts).count(), repository))
            .filter(|(count, _)| *count > 0)
            .collect();
        found.sort_by_key(|(count, repository)| (usize::MAX - count, repository.name.clone()));
        let total = found.len();
        let named = found
            .iter()
            .take(100)
            .map(|(_, repository)| json!({ "repository": facts(repository) }));
        let named: Vec<Value> = named.collect();
        let hidden = self.now_secs - 10 * 86_400;
        let restricted = if (from..=to).contains(&hidden) { 3 } else { 0 };
        json!({ "user": { "contributionsCollection": {
            "restrictedContributionsCount": restricted,
            "totalRepositoriesWithContributedCommits": total,
            "commitContributionsByRepository": named,
        } } })
    }

    fn reviews(&mut self, variables: &Value) -> Value {
        let (from, to) = (secs(&variables["from"]), secs(&variables["to"]));
        let within: Vec<&Entry> = self
            .reviews
            .iter()
            .filter(|review| (from..=to).contains(&review.at))
            .collect();
        let row = |review: &&Entry| {
            json!({
                "pullRequest": { "title": review.title },
                "pullRequestReview": {
                    "id": review.node, "createdAt": iso(review.at - 600), "submittedAt": iso(review.at), "url": review.url,
                    "repository": of_url(review, variables),
                },
            })
        };
        let list = page(&within, &variables["after"], 100, "nodes", row);
        self.connections
            .insert(format!("reviews {from}"), within.len());
        json!({ "user": { "contributionsCollection": { "pullRequestReviewContributions": list } } })
    }

    fn lists(&mut self, variables: &Value) -> Value {
        const NAMES: [(&str, &str); 9] = [
            ("issues", "issues"),
            ("pulls", "pullRequests"),
            ("issueComments", "issueComments"),
            ("commitComments", "commitComments"),
            ("gistComments", "gistComments"),
            ("discussions", "repositoryDiscussions"),
            ("discussionComments", "repositoryDiscussionComments"),
            ("stars", "starredRepositories"),
            ("gists", "gists"),
        ];
        let mut user = json!({});
        for (variable, name) in NAMES {
            if variables[variable] != true {
                continue;
            }
            let mut entries: Vec<&Entry> = self.lists.get(name).into_iter().flatten().collect();
            if name == "pullRequests" && variables["pullsBy"] == "UPDATED_AT" {
                entries.sort_by_key(|entry| -updated(entry));
            }
            let row = |entry: &&Entry| match name {
                "starredRepositories" => json!({
                    "starredAt": iso(entry.at), "node": { "id": entry.node, "nameWithOwner": entry.title },
                }),
                _ => json!({
                    "id": entry.node, "createdAt": iso(entry.at), "updatedAt": iso(updated(entry)), "url": entry.url,
                    "repository": of_url(entry, variables),
                    "title": entry.title, "description": entry.title,
                    "mergedAt": entry.merged.map(|(at, _)| iso(at)),
                    "mergedBy": entry.merged.map(|(_, login)| json!({ "login": login })),
                    "issue": { "title": entry.title }, "discussion": { "title": entry.title },
                }),
            };
            let rows = if name == "starredRepositories" {
                "edges"
            } else {
                "nodes"
            };
            user[name] = page(
                &entries,
                &variables[&format!("{variable}After")],
                100,
                rows,
                row,
            );
            self.connections.insert(name.to_owned(), entries.len());
        }
        json!({ "user": user })
    }

    fn own(&mut self, variables: &Value) -> Value {
        let own = [&self.login, "/"].concat();
        let all = variables["affiliations"].as_array().expect("a list").len() > 1;
        let is_own = |repository: &&Repository| all || repository.name.starts_with(&own);
        let mut own: Vec<&Repository> = self.repositories.iter().filter(is_own).collect();
        let feeds = variables["feeds"] == true;
        assert_eq!(variables["by"] == "PUSHED_AT", feeds);
        if feeds {
            own.sort_by_key(|repository| -repository.pushed_at.unwrap_or_default());
        }
        let mut released = Vec::new();
        let row = |repository: &&Repository| {
            let mut row = facts(repository);
            row["pushedAt"] = repository.pushed_at.map(iso).into();
            let releases: Vec<&Entry> = repository.releases.iter().collect();
            if !feeds {
                row["releases"] = page(&releases, &Value::Null, 20, "nodes", |release| {
                    self.release(release)
                });
            }
            row
        };
        let list = page(&own, &variables["after"], 100, "nodes", row);
        released.extend(
            own.iter()
                .map(|repository| (repository.name.clone(), repository.releases.len())),
        );
        self.connections.insert("repositories".into(), own.len());
        for (name, count) in released {
            self.connections.insert(format!("releases {name}"), count);
        }
        json!({ "user": { "repositories": list } })
    }

    fn release(&self, release: &Entry) -> Value {
        let author = if release.title.contains("bot") {
            "release[bot]"
        } else {
            &self.login
        };
        json!({
            "id": release.node, "createdAt": iso(release.at), "publishedAt": iso(release.at), "name": release.title,
            "tagName": "v1", "url": release.url, "author": { "login": author },
        })
    }

    fn more_releases(&mut self, variables: &Value) -> Value {
        let id = variables["id"].as_str().expect("an id");
        let repository = self
            .repositories
            .iter()
            .find(|one| node(one) == id)
            .expect("it is there");
        let releases: Vec<&Entry> = repository.releases.iter().collect();
        let list = page(&releases, &variables["after"], 100, "nodes", |release| {
            self.release(release)
        });
        json!({ "node": { "releases": list } })
    }

    fn commits(&mut self, variables: &Value) -> Value {
        let since = variables["since"]
            .as_str()
            .map_or(i64::MIN, |_| secs(&variables["since"]));
        let until = variables["until"]
            .as_str()
            .map_or(i64::MAX, |_| secs(&variables["until"]));
        let author = &variables["author"];
        let emails = author["emails"].as_array();
        let by = |commit: &&Commit| match emails {
            None => author["id"] == "U_1" && commit.author.2.as_ref() == Some(&self.login),
            Some(emails) => emails.iter().any(|email| *email == commit.author.1),
        };
        let ids = variables["ids"].as_array().expect("ids");
        assert!(ids.len() == 1 || variables["after"].is_null());
        let first = variables["first"].as_u64().expect("a number") as usize;
        let mut nodes = Vec::new();
        for id in ids {
            let Some(repository) = self.repositories.iter().find(|one| node(one) == *id) else {
                nodes.push(Value::Null);
                continue;
            };
            let all = repository.commits.iter().filter(by);
            let all: Vec<&Commit> = all
                .filter(|commit| (since..=until).contains(&commit.committed_at))
                .collect();
            let list = page(&all, &variables["after"], first, "nodes", |commit| {
                told(commit)
            });
            let of = format!("history {} {author} {since}", repository.name);
            self.connections.insert(of, all.len());
            nodes.push(match repository.commits.is_empty() {
                true => json!({ "id": id, "defaultBranchRef": null }),
                false => json!({ "id": id, "defaultBranchRef": { "target": { "history": list } } }),
            });
        }
        json!({ "nodes": nodes })
    }

    fn languages(&mut self, variables: &Value) -> Value {
        let ids = variables["ids"].as_array().expect("ids");
        assert!(ids.len() == 1 || ids.len() <= 100 && variables["after"].is_null());
        let node = |id: &Value| {
            let name = id.as_str().and_then(|id| id.strip_prefix("R_"));
            let languages = self.languages.get(name.expect("an id"));
            let languages = languages.cloned().unwrap_or_default();
            let row = |name: &String| json!({ "name": name });
            json!({ "languages": page(&languages, &variables["after"], 100, "nodes", row) })
        };
        json!({ "nodes": ids.iter().map(node).collect::<Vec<_>>() })
    }

    fn follower(&self) -> Value {
        json!({ "viewer": {
            "id": "U_1", "login": self.login, "name": "A Person", "createdAt": "2010-01-01T00:00:00Z",
            "avatarUrl": "https://avatars.githubusercontent.com/u/1?s=96",
            "following": { "totalCount": self.follows.len() }, "contributionsCollection": sums(self.year),
        } })
    }

    fn following(&self, variables: &Value) -> Value {
        let row = |one: &Someone| json!({ "login": one.login, "name": one.name, "avatarUrl": one.avatar });
        let list = page(&self.follows, &variables["after"], 100, "nodes", row);
        json!({ "viewer": { "following": list } })
    }

    /// `None` if the account is gone.
    fn contributions(&self, variables: &Value) -> Option<Value> {
        let mut all = self.follows.iter();
        let one = all.find(|one| variables["login"] == *one.login);
        let year = one.expect("someone who is followed").year?;
        Some(json!({ "user": { "contributionsCollection": sums(year) } }))
    }
}

const GONE: &str = r#"{"data":{"user":null},"errors":[{"type":"NOT_FOUND","path":["user"],
    "message":"Could not resolve to a User with the login of 'x'."}]}"#;

fn sums([commits, issues, pulls, reviews]: [u32; 4]) -> Value {
    json!({
        "totalCommitContributions": commits, "totalIssueContributions": issues,
        "totalPullRequestContributions": pulls, "totalPullRequestReviewContributions": reviews,
    })
}

/// When something last happened to it.
fn updated(entry: &Entry) -> i64 {
    entry.merged.map_or(entry.at, |(at, _)| at).max(entry.at) + 60
}

/// The repository that a link leads to, where it is asked for.
fn of_url(entry: &Entry, variables: &Value) -> Value {
    if variables["feeds"] != true {
        return Value::Null;
    }
    let mut parts = entry.url.split('/').skip(3);
    let name = [parts.next(), parts.next()].map(Option::unwrap_or_default);
    facts(&Repository {
        name: name.join("/"),
        ..Repository::default()
    })
}

fn told(commit: &Commit) -> Value {
    let user = |login: &Option<String>| login.as_ref().map(|login| json!({ "login": login }));
    let (name, email, login) = &commit.author;
    json!({
        "oid": commit.oid, "messageHeadline": commit.title,
        "author": { "date": local(commit.at, commit.offset_mins), "email": email, "name": name, "user": user(login) },
        "committer": {
            "date": local(commit.committed_at, 0), "name": commit.committer.0, "user": user(&commit.committer.1),
        },
    })
}

/// As git tells a time: by a clock that is so far ahead.
fn local(at: i64, offset_mins: i16) -> String {
    let text = iso(at + i64::from(offset_mins) * 60);
    let sign = if offset_mins < 0 { '-' } else { '+' };
    let mins = offset_mins.unsigned_abs();
    format!(
        "{}{sign}{:02}:{:02}",
        text.trim_end_matches('Z'),
        mins / 60,
        mins % 60
    )
}

fn secs(value: &Value) -> i64 {
    parse(value.as_str().expect("a time"))
        .expect("a time")
        .epoch_secs
}

/// GitHub's own name of a repository.
pub fn node(repository: &Repository) -> String {
    format!("R_{}", repository.name)
}

fn facts(repository: &Repository) -> Value {
    json!({ "id": node(repository), "nameWithOwner": repository.name, "createdAt": iso(repository.made_at), "isFork": repository.is_fork })
}

/// A page of a list after a cursor.
fn page<T>(all: &[T], after: &Value, first: usize, rows: &str, row: impl Fn(&T) -> Value) -> Value {
    let start: usize = after
        .as_str()
        .map_or(0, |cursor| cursor[1..].parse().expect("a cursor"));
    let end = all.len().min(start + first);
    let told: Vec<Value> = all[start..end].iter().map(row).collect();
    let mut list =
        json!({ "pageInfo": { "hasNextPage": end < all.len(), "endCursor": format!("c{end}") } });
    list[rows] = told.into();
    list
}
