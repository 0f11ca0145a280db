//! What is asked of GitHub, one request each, and the documents for it.

use core::ops::Range;

use super::moment::iso;
use super::raw;

/// Rebasing gives a commit a later time than its author's, and GitHub picks by the later one: so long
/// after the end of a range it is still looked for.
const REBASED_WITHIN_SECS: i64 = 90 * 86_400;
/// Clocks that are fast: so long before the start it is looked for.
const FAST_CLOCK_SECS: i64 = 86_400;

/// Lists that GitHub has of a person, newest first where it can sort them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    Issues,
    Pulls,
    IssueComments,
    CommitComments,
    GistComments,
    Discussions,
    DiscussionComments,
    Stars,
    Gists,
}

impl List {
    pub const ALL: [List; 9] = [
        List::Issues,
        List::Pulls,
        List::IssueComments,
        List::CommitComments,
        List::GistComments,
        List::Discussions,
        List::DiscussionComments,
        List::Stars,
        List::Gists,
    ];

    /// Whether its entries feed.
    pub fn feeds(self) -> bool {
        matches!(self, List::Issues | List::Pulls)
    }

    /// GitHub's name of it.
    pub fn field(self) -> &'static str {
        match self {
            List::Issues => "issues",
            List::Pulls => "pullRequests",
            List::IssueComments => "issueComments",
            List::CommitComments => "commitComments",
            List::GistComments => "gistComments",
            List::Discussions => "repositoryDiscussions",
            List::DiscussionComments => "repositoryDiscussionComments",
            List::Stars => "starredRepositories",
            List::Gists => "gists",
        }
    }
}

/// By which the person's commits are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    Account,
    Emails,
}

/// One request. `after`: the cursor of the last page, `None` for the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Task {
    /// Who the person is. First of all.
    Person,
    /// Repositories with commits within `window`, part of that range. `again`: after an answer about a longer
    /// time that could not name them all.
    Contributed {
        range: usize,
        window: Range<i64>,
        again: bool,
    },
    /// Reviews within a year.
    Reviews {
        window: Range<i64>,
        after: Option<String>,
    },
    /// A page of each of these lists.
    Lists(Vec<(List, Option<String>)>),
    /// The person's own repositories with their last releases.
    Repositories { after: Option<String> },
    /// More releases of a repository.
    Releases {
        repository: u32,
        after: Option<String>,
    },
    /// A page of the histories of these repositories; of one alone after the first page.
    Commits(Histories),
    /// A page of the languages of these repositories; of one alone after the first page.
    Languages {
        repositories: Vec<u32>,
        after: Option<String>,
    },
    /// How many people the token's owner follows, and who that is. First of a ranking.
    Follower,
    /// A page of those people.
    Following { after: Option<String> },
    /// How much the one at this place among them contributed.
    Contributions(usize),
}

/// Which commits are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Histories {
    pub repositories: Vec<u32>,
    /// Index into the ranges that are asked for.
    pub range: usize,
    pub by: By,
    /// Commits a page.
    pub first: u32,
    pub after: Option<String>,
}

/// What requests are about.
pub struct About<'a> {
    /// Whether it is about what feeds: then repositories are told with everything.
    pub feeds: bool,
    /// GitHub's own name of the person.
    pub node: &'a str,
    pub login: &'a str,
    pub is_own: bool,
    pub emails: &'a [String],
}

impl Task {
    /// The name that the document has.
    pub fn operation(&self) -> &'static str {
        match self {
            Task::Person => "Person",
            Task::Contributed { .. } => "Contributed",
            Task::Reviews { .. } => "Reviews",
            Task::Lists(_) => "Lists",
            Task::Repositories { .. } => "Repositories",
            Task::Releases { .. } => "Releases",
            Task::Commits(_) => "Commits",
            Task::Languages { .. } => "Languages",
            Task::Follower => "Follower",
            Task::Following { .. } => "Following",
            Task::Contributions(_) => "Contributions",
        }
    }

    /// The document with its variables, as JSON.
    ///
    /// * `node`: GitHub's own name of a repository.
    /// * `range`: the one that [`Histories::range`] means, with no end if it ends now.
    pub fn body(
        &self,
        about: &About,
        node: impl Fn(u32) -> String,
        range: (i64, Option<i64>),
    ) -> String {
        let login = about.login.to_owned();
        match self {
            Task::Person => raw::body::<raw::Person>(raw::person::Variables {
                login,
                own: about.is_own,
            }),
            Task::Contributed { window, .. } => {
                let (from, to) = span(window);
                raw::body::<raw::Contributed>(raw::contributed::Variables { login, from, to })
            }
            Task::Reviews { window, after } => {
                let (from, to) = span(window);
                let after = after.clone();
                raw::body::<raw::Reviews>(raw::reviews::Variables {
                    login,
                    from,
                    to,
                    after,
                    feeds: about.feeds,
                })
            }
            Task::Lists(lists) => raw::body::<raw::Lists>(variables_of(lists, about)),
            Task::Repositories { after } => {
                raw::body::<raw::Repositories>(repositories_of(about, after.clone()))
            }
            Task::Releases { repository, after } => {
                raw::body::<raw::Releases>(raw::releases::Variables {
                    id: node(*repository),
                    after: after.clone(),
                })
            }
            Task::Commits(histories) => {
                let ids = histories.repositories.iter().map(|one| node(*one));
                raw::body::<raw::Commits>(histories.variables(ids.collect(), about, range))
            }
            Task::Languages {
                repositories,
                after,
            } => {
                let ids = repositories.iter().map(|one| node(*one));
                raw::body::<raw::Languages>(raw::languages::Variables {
                    ids: ids.collect(),
                    after: after.clone(),
                })
            }
            Task::Follower => raw::body::<raw::Follower>(raw::follower::Variables),
            Task::Following { after } => {
                let after = after.clone();
                raw::body::<raw::Following>(raw::following::Variables { after })
            }
            Task::Contributions(_) => {
                raw::body::<raw::Contributions>(raw::contributions::Variables { login })
            }
        }
    }
}

impl Histories {
    fn variables(
        &self,
        ids: Vec<String>,
        about: &About,
        (start, end): (i64, Option<i64>),
    ) -> raw::commits::Variables {
        let by_account = self.by == By::Account;
        let since = start.saturating_sub(FAST_CLOCK_SECS);
        raw::commits::Variables {
            ids,
            author: raw::commits::CommitAuthor {
                id: by_account.then(|| about.node.to_owned()),
                emails: (!by_account).then(|| about.emails.to_vec()),
            },
            since: (0 < since).then(|| iso(since)),
            until: end.map(|end| iso(end.saturating_add(REBASED_WITHIN_SECS))),
            first: self.first.into(),
            after: self.after.clone(),
        }
    }
}

/// GitHub includes the last moment.
fn span(window: &Range<i64>) -> (String, String) {
    (iso(window.start), iso(window.end.saturating_sub(1)))
}

fn repositories_of(about: &About, after: Option<String>) -> raw::repositories::Variables {
    use raw::repositories::RepositoryAffiliation::{COLLABORATOR, ORGANIZATION_MEMBER, OWNER};
    use raw::repositories::RepositoryOrderField::{CREATED_AT, PUSHED_AT};
    // Commits under unknown addresses are no contributions: they may be anywhere.
    let affiliations = match about.emails {
        [] => vec![OWNER],
        _ => vec![OWNER, COLLABORATOR, ORGANIZATION_MEMBER],
    };
    raw::repositories::Variables {
        login: about.login.to_owned(),
        affiliations: Some(affiliations),
        // So that those that were not pushed to lately need not be read.
        by: if about.feeds { PUSHED_AT } else { CREATED_AT },
        feeds: about.feeds,
        after,
    }
}

fn variables_of(lists: &[(List, Option<String>)], about: &About) -> raw::lists::Variables {
    use raw::lists::IssueOrderField::{CREATED_AT, UPDATED_AT};
    let asked = |list: List| lists.iter().find(|(one, _)| *one == list);
    let is = |list| asked(list).is_some();
    let after = |list| asked(list).and_then(|(_, after)| after.clone());
    raw::lists::Variables {
        login: about.login.to_owned(),
        feeds: about.feeds,
        // So that those are found as well that were merged lately.
        pulls_by: if about.feeds { UPDATED_AT } else { CREATED_AT },
        issues: is(List::Issues),
        issues_after: after(List::Issues),
        pulls: is(List::Pulls),
        pulls_after: after(List::Pulls),
        issue_comments: is(List::IssueComments),
        issue_comments_after: after(List::IssueComments),
        commit_comments: is(List::CommitComments),
        commit_comments_after: after(List::CommitComments),
        gist_comments: is(List::GistComments),
        gist_comments_after: after(List::GistComments),
        discussions: is(List::Discussions),
        discussions_after: after(List::Discussions),
        discussion_comments: is(List::DiscussionComments),
        discussion_comments_after: after(List::DiscussionComments),
        stars: is(List::Stars),
        stars_after: after(List::Stars),
        gists: is(List::Gists),
        gists_after: after(List::Gists),
    }
}
