//! Lists of a person: each entry is one thing done.

use super::{Next, Taking, next};
use crate::engine::event::Kind;
use crate::engine::source::github::link;
use crate::engine::source::github::moment;
use crate::engine::source::github::raw::shapes::{Answer, Node, PageInfo, User};
use crate::engine::source::github::task::List;

/// An entry of any list.
struct Row {
    node: String,
    at: String,
    /// By which the list is sorted, where that is another time.
    touched_at: Option<String>,
    title: String,
    url: String,
}

/// Entries of a list and its page.
type Rows = (Vec<Row>, PageInfo);

impl Taking<'_> {
    /// A page of each of these lists; returns what is still to be asked of them.
    pub fn lists(&mut self, asked: &[(List, Next)], data: Answer) -> Vec<(List, Next)> {
        let mut rest = Vec::new();
        let mut user = data.user;
        let is_refused = |list: List, this: &Self| {
            let mut fields = this.refused.iter().filter_map(|one| one.fields.get(1));
            fields.any(|field| field == list.field())
        };
        // A list that must be there makes all of the person missing: without it the others can be had.
        let blamed = asked.iter().any(|(list, _)| is_refused(*list, self));
        for (list, after) in asked {
            let rows = user.as_mut().and_then(|user| rows(*list, user));
            match rows {
                Some((rows, page)) => {
                    let is_in_range = self.rows(*list, rows);
                    let next = next(page.has_next_page, page.end_cursor);
                    let next = next.filter(|next| is_in_range && Some(next) != after.as_ref());
                    rest.extend(next.map(|next| (*list, Some(next))));
                }
                None if blamed && !is_refused(*list, self) => rest.push((*list, after.clone())),
                None => {
                    let why = self.why_list(*list);
                    self.store.miss(list.field(), why);
                }
            }
        }
        rest
    }

    fn why_list(&self, list: List) -> super::Why {
        let named =
            |one: &&super::Refused| one.fields.get(1).is_some_and(|field| field == list.field());
        let told = self.refused.iter().find(named);
        told.map_or_else(|| self.why("user", None), |one| one.why.clone())
    }

    /// Says whether all of them are young enough for more to be worth asking for.
    fn rows(&mut self, list: List, rows: Vec<Row>) -> bool {
        let start = self.start();
        let mut is_in_range = true;
        for row in rows {
            let sorted_by = row.touched_at.as_ref().unwrap_or(&row.at);
            let sorted_by = moment::parse(sorted_by).map(|moment| moment.epoch_secs);
            is_in_range &= sorted_by.is_none_or(|at| start <= at);
            self.told(&row.node, kind(list), &row.at, &row.title, &row.url);
        }
        is_in_range || !is_sorted(list)
    }
}

fn kind(list: List) -> Kind {
    match list {
        List::Issues => Kind::Issue,
        List::Pulls => Kind::PullRequest,
        List::IssueComments
        | List::CommitComments
        | List::GistComments
        | List::DiscussionComments => Kind::GitHubComment,
        List::Discussions => Kind::Discussion,
        List::Stars => Kind::Star,
        List::Gists => Kind::Gist,
    }
}

/// Whether GitHub can sort it: the others are read to their end.
fn is_sorted(list: List) -> bool {
    !matches!(
        list,
        List::CommitComments | List::GistComments | List::DiscussionComments
    )
}

/// Takes a list out of the answer.
fn rows(list: List, user: &mut User) -> Option<Rows> {
    const NONE: String = String::new();
    macro_rules! rows {
        ($field:ident, $node:ident, $title:expr, $url:expr) => {{
            let list = user.$field.take()?;
            let nodes = list.nodes.into_iter().flatten().flatten();
            let row = nodes.map(|$node| Row {
                at: $node.created_at,
                touched_at: None,
                title: $title,
                url: $url,
                node: $node.id,
            });
            (row.collect(), list.page_info)
        }};
    }
    Some(match list {
        List::Issues => rows!(issues, node, node.title, node.url),
        List::Pulls => rows!(pull_requests, node, node.title, node.url),
        List::IssueComments => issue_comments(user)?,
        List::CommitComments => rows!(commit_comments, node, NONE, node.url),
        List::GistComments => rows!(gist_comments, node, NONE, NONE),
        List::Discussions => rows!(repository_discussions, node, node.title, node.url),
        List::DiscussionComments => {
            let title = |of: Box<Node>| of.title;
            rows!(
                repository_discussion_comments,
                node,
                node.discussion.map(title).unwrap_or_default(),
                node.url
            )
        }
        List::Stars => stars(user)?,
        List::Gists => rows!(gists, node, node.description.unwrap_or_default(), NONE),
    })
}

/// Sorted by when they were changed.
fn issue_comments(user: &mut User) -> Option<Rows> {
    let list = user.issue_comments.take()?;
    let nodes = list.nodes.into_iter().flatten().flatten();
    let row = nodes.map(|node| Row {
        at: node.created_at,
        touched_at: node.updated_at,
        title: node.issue.map(|of| of.title).unwrap_or_default(),
        url: node.url,
        node: node.id,
    });
    Some((row.collect(), list.page_info))
}

/// The time is the star's, not the repository's.
fn stars(user: &mut User) -> Option<Rows> {
    let list = user.starred_repositories.take()?;
    let edges = list.edges.into_iter().flatten().flatten();
    let row = edges.filter_map(|edge| {
        let node = edge.node?;
        Some(Row {
            at: edge.starred_at,
            touched_at: None,
            url: link::whole(&node.name_with_owner),
            title: node.name_with_owner,
            // A repository may be starred and made by one person.
            node: ["star of ", &node.id].concat(),
        })
    });
    Some((row.collect(), list.page_info))
}
