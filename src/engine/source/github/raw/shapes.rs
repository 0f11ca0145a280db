//! The shape of every answer. The documents are held against GitHub's schema when they are compiled, but types
//! made of each of them would be 9 KB more of the worker (brotli): here one type serves wherever GitHub's are
//! alike, and what a document doesn't ask for is left at its default.

use serde::Deserialize;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub viewer: Option<User>,
    pub user: Option<User>,
    pub node: Option<Repository>,
    pub nodes: Option<Vec<Option<Repository>>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct User {
    pub id: String,
    pub login: String,
    pub name: Option<String>,
    pub avatar_url: String,
    pub created_at: String,
    pub contributions_collection: Option<Collection>,
    pub repositories: Option<Page<Repository>>,
    pub issues: Option<Page<Node>>,
    pub pull_requests: Option<Page<Node>>,
    pub issue_comments: Option<Page<Node>>,
    pub commit_comments: Option<Page<Node>>,
    pub gist_comments: Option<Page<Node>>,
    pub repository_discussions: Option<Page<Node>>,
    pub repository_discussion_comments: Option<Page<Node>>,
    pub starred_repositories: Option<Page<Node>>,
    pub gists: Option<Page<Node>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Collection {
    pub contribution_years: Vec<i32>,
    pub restricted_contributions_count: u64,
    pub total_repositories_with_contributed_commits: usize,
    pub commit_contributions_by_repository: Vec<Contributed>,
    pub pull_request_review_contributions: Option<Page<Node>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Contributed {
    pub repository: Option<Repository>,
}

/// A page of a list: `nodes`, or `edges` where these say more.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page<T> {
    #[serde(default = "Option::default")]
    pub nodes: Option<Vec<Option<T>>>,
    #[serde(default)]
    pub edges: Option<Vec<Option<Star>>>,
    pub page_info: PageInfo,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PageInfo {
    pub has_next_page: bool,
    pub end_cursor: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Star {
    pub starred_at: String,
    pub node: Option<Repository>,
}

/// Whatever a person made that has a time.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Node {
    pub id: String,
    pub created_at: String,
    pub updated_at: Option<String>,
    pub submitted_at: Option<String>,
    pub published_at: Option<String>,
    pub title: String,
    pub description: Option<String>,
    pub name: Option<String>,
    pub tag_name: String,
    pub url: String,
    pub author: Option<Login>,
    pub issue: Option<Box<Node>>,
    pub discussion: Option<Box<Node>>,
    pub pull_request: Option<Box<Node>>,
    pub pull_request_review: Option<Box<Node>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Login {
    pub login: String,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Repository {
    pub id: String,
    pub name_with_owner: String,
    pub created_at: String,
    pub pushed_at: Option<String>,
    pub is_fork: bool,
    pub releases: Option<Page<Node>>,
    pub default_branch_ref: Option<Branch>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Branch {
    pub target: Option<Past>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Past {
    pub history: Option<Page<Commit>>,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Commit {
    pub oid: String,
    pub message_headline: String,
    pub author: Option<Actor>,
    pub committer: Option<Actor>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Actor {
    pub date: Option<String>,
    pub email: Option<String>,
    pub name: Option<String>,
    pub user: Option<Login>,
}
