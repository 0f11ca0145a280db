//! Lists of a person: each entry is one thing done.

use super::{Next, Refused, Taking, Why, next, page};
use crate::engine::event::Kind;
use crate::engine::json::Value;
use crate::engine::source::github::link;
use crate::engine::source::github::moment;
use crate::engine::source::github::task::List;

impl Taking<'_> {
    /// A page of each of these lists; returns what is still to be asked of them.
    pub fn lists(&mut self, asked: &[(List, Next)], data: &Value) -> Vec<(List, Next)> {
        let mut rest = Vec::new();
        let user = data.get("user");
        // A list that must be there makes all of the person missing: without it the others can be had.
        let blamed = asked.iter().any(|(list, _)| self.refusal(*list).is_some());
        for (list, after) in asked {
            if let Some(page) = page(user, list.field()) {
                let is_in_range = self.rows(*list, page);
                let next = next(page).filter(|next| is_in_range && Some(next) != after.as_ref());
                rest.extend(next.map(|next| (*list, Some(next))));
                continue;
            }
            match self.refusal(*list) {
                None if blamed => rest.push((*list, after.clone())),
                told => {
                    let why = told.unwrap_or_else(|| self.why("user", None));
                    self.store.miss(list.field(), why);
                }
            }
        }
        rest
    }

    /// Notes when somebody else merged a pull request.
    fn merged(&mut self, pull: &Value, path: &str) {
        let by = pull.get("mergedBy").told("login");
        let at = moment::parse(pull.text("mergedAt"));
        if let (Some(by), Some(at), Some(repository)) = (by, at, link::repository(path))
            && !self.is_login(by)
            && let Ok(at) = u64::try_from(at.epoch_secs)
        {
            let repository = self.store.names.index(repository);
            self.store.merges.push((repository.into(), at, 0));
        }
    }

    /// Why a list was refused, if the answer names it.
    fn refusal(&self, list: List) -> Option<Why> {
        let names = |one: &&Refused| one.fields.get(1).is_some_and(|field| field == list.field());
        let told = self.refused.iter().find(names);
        told.map(|one| one.why.clone())
    }

    /// Says whether all of them are young enough for more to be worth asking for.
    fn rows(&mut self, list: List, page: &Value) -> bool {
        let start = self.start();
        let mut is_in_range = true;
        for row in page.list("nodes") {
            let at = row.text("createdAt");
            let sorted_by = match list {
                List::IssueComments | List::Pulls => row.told("updatedAt").unwrap_or(at),
                _ => at,
            };
            is_in_range &= is_after(start, sorted_by);
            let title = match list {
                List::IssueComments => row.get("issue").text("title"),
                List::DiscussionComments => row.get("discussion").text("title"),
                List::Gists => row.text("description"),
                _ => row.text("title"),
            };
            // Gists live elsewhere, and no links to them are kept.
            let path = match list {
                List::Gists | List::GistComments => "",
                _ => link::path(row.text("url")).unwrap_or_default(),
            };
            if list == List::Pulls {
                self.merged(row, path);
            }
            self.repository(row.get("repository"));
            self.told_as(row.text("id"), kind(list), at, title, path);
        }
        for star in page.list("edges") {
            let of = star.get("node");
            if !of.is_there() {
                continue;
            }
            // The time is the star's, not the repository's.
            let at = star.text("starredAt");
            is_in_range &= is_after(start, at);
            let name = of.text("nameWithOwner");
            let path = if link::is_name(name) { name } else { "" };
            // A repository may be starred and made by one person.
            let id = ["star of ", of.text("id")].concat();
            self.told_as(&id, kind(list), at, name, path);
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

/// Whether a time is in what is asked for; so is one that can't be read.
fn is_after(start: i64, at: &str) -> bool {
    moment::parse(at).is_none_or(|at| start <= at.epoch_secs)
}
