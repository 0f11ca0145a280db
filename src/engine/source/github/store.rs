//! What was found so far, as it came; [`super::found`] puts it in order.

use std::collections::BTreeMap;

use super::moment::{self, Moment};
use super::why::Why;
use crate::engine::event::Kind;
use crate::engine::plain;

/// Of a title so many characters are kept.
pub const MOST_TITLE_CHARS: usize = 120;
/// More than anyone did; beyond it nothing is taken in.
const MOST_ACTS: usize = 1 << 21;

/// One thing that was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    /// See [`crate::engine::event::Event::id`].
    pub id: u64,
    /// Seconds since 1970, UTC.
    pub at: u32,
    pub kind: u8,
    pub marks: Marks,
    /// Minutes by which the author's clock was ahead of UTC; of commits only.
    pub offset_mins: Option<i16>,
    /// Of a commit: when it was last written, in seconds since 1970.
    pub committed_at: u32,
    /// Index into [`Store::names`].
    pub repository: u32,
    /// Index into [`Store::ids`], of what has one.
    pub node: u32,
    pub title: Box<str>,
    /// Its link without the host, or a commit's own name; empty if it has none.
    pub path: Box<str>,
}

/// Facts about whose commit it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks(u8);

impl Marks {
    /// The author is a bot, or a program that tests and publishes.
    pub const BOT: Marks = Marks(1);
    /// GitHub's own pages made it.
    pub const BY_PAGE: Marks = Marks(2);
    /// The author is somebody else.
    pub const NOT_OWN: Marks = Marks(4);
    /// The committer is somebody else, and not GitHub's pages.
    pub const BY_OTHER: Marks = Marks(8);

    pub fn has(self, mark: Marks) -> bool {
        self.0 & mark.0 != 0
    }

    pub fn with_if(self, mark: Marks, is: bool) -> Marks {
        if is { Marks(self.0 | mark.0) } else { self }
    }
}

/// A repository whose history is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// GitHub's own name for it.
    pub node: String,
    /// Index into [`Store::names`].
    pub name: u32,
    /// When it was made there, in epoch seconds.
    pub made_at: i64,
    /// Whether commits in it are contributions: those in the person's own forks are none.
    pub contributes: bool,
    /// Indexes of the ranges that it is read for.
    pub ranges: Vec<usize>,
    /// How many histories of it are still to be read: by account and by e-mails, of each range.
    pub unread: u32,
    /// Indexes into [`Store::languages`], the one with the most code first. `None` if they weren't asked for.
    pub languages: Option<Vec<u32>>,
}

/// Something that could not be had.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Missing {
    /// A repository's name, or what was asked for, as the request names it.
    pub what: String,
    pub why: Why,
}

/// By which acts are put in order: two numbers, and a place among the acts. Whatever is sorted is sorted by
/// these: the code for each other type would be 2 KB of the worker.
pub type Key = (u64, u64, usize);

#[derive(Clone, Debug, Default)]
pub struct Store {
    pub acts: Vec<Act>,
    /// `owner/name` of every repository that something happened in. The first is the empty name: of none.
    pub names: Names,
    pub repositories: Vec<Repository>,
    /// When others merged the person's pull requests: index into `names`, epoch seconds, 0.
    pub merges: Vec<Key>,
    /// GitHub's own names of what has a time of the server's, where they are wanted.
    pub ids: Option<Names>,
    /// Of all repositories that were asked for theirs.
    pub languages: Names,
    nodes: BTreeMap<String, u32>,
    /// In order, each once.
    pub missing: Vec<Missing>,
    /// Contributions that GitHub counts and doesn't show.
    pub restricted: u64,
}

impl Store {
    /// `None` if there are too many already.
    pub fn add(&mut self, act: Act) -> Option<&mut Act> {
        if self.acts.len() >= MOST_ACTS {
            return None;
        }
        self.acts.push(act);
        self.acts.last_mut()
    }

    /// Adds what has a time of the server's.
    ///
    /// * `node`: GitHub's own name for it.
    /// * `path`: of its link, or empty.
    pub fn add_told(
        &mut self,
        node: &str,
        kind: Kind,
        at: Moment,
        title: &str,
        path: &str,
    ) -> Option<&mut Act> {
        let at = u32::try_from(at.epoch_secs).ok()?;
        let repository = super::link::repository(path).unwrap_or_default();
        let repository = self.names.index(repository);
        let node_index = self.ids.as_mut().map_or(0, |ids| ids.index(node));
        self.add(Act {
            id: hash(node),
            at,
            kind: kind as u8,
            repository,
            node: node_index,
            title: shortened(title),
            path: path.into(),
            ..Act::default()
        })
    }

    /// The index of a repository whose history may be read, new or known. `None` if its name or time is
    /// none.
    pub fn repository(&mut self, node: &str, name: &str, made_at: &str) -> Option<u32> {
        if let Some(index) = self.nodes.get(node) {
            return Some(*index);
        }
        if !super::link::is_name(name) {
            return None;
        }
        let index = u32::try_from(self.repositories.len()).ok()?;
        let made_at = moment::parse(made_at)?.epoch_secs;
        self.nodes.insert(node.to_owned(), index);
        self.repositories.push(Repository {
            node: node.to_owned(),
            name: self.names.index(name),
            made_at,
            contributes: false,
            ranges: Vec::new(),
            unread: 0,
            languages: None,
        });
        Some(index)
    }

    /// Says that commits in a repository are contributions.
    pub fn contributes(&mut self, repository: u32) {
        let index = usize::try_from(repository).unwrap_or(usize::MAX);
        if let Some(repository) = self.repositories.get_mut(index) {
            repository.contributes = true;
        }
    }

    /// In how many repositories there are contributed commits within a window.
    pub fn contributed(&self, window: &core::ops::Range<i64>) -> usize {
        let index = |name: u32| usize::try_from(name).unwrap_or(usize::MAX);
        // By the index of a name, whether there are any.
        let mut is_there = vec![false; self.names.names.len()];
        for act in &self.acts {
            let is_within = act.kind == Kind::Commit as u8 && window.contains(&act.at.into());
            if let Some(is) = is_there.get_mut(index(act.repository)) {
                *is |= is_within;
            }
        }
        let counts = self.repositories.iter().filter(|one| one.contributes);
        // Two of one name are one.
        let found = counts.filter(|one| {
            is_there
                .get_mut(index(one.name))
                .is_some_and(core::mem::take)
        });
        found.count()
    }

    /// Says that there is code of a language in a repository, less than of those that were said before.
    pub fn is_written_in(&mut self, repository: u32, language: &str) {
        let language = self.languages.index(language);
        let index = usize::try_from(repository).unwrap_or(usize::MAX);
        let Some(repository) = self.repositories.get_mut(index) else {
            return;
        };
        let known = repository.languages.get_or_insert_default();
        if !known.contains(&language) {
            known.push(language);
        }
    }

    pub fn miss(&mut self, what: &str, why: Why) {
        let what = what.to_owned();
        let missing = Missing { what, why };
        if let Err(place) = self.missing.binary_search(&missing) {
            self.missing.insert(place, missing);
        }
    }

    /// The name of a repository whose history is read.
    pub fn name_of(&self, repository: u32) -> &str {
        let index = usize::try_from(repository).unwrap_or(usize::MAX);
        let found = self.repositories.get(index);
        found.map_or("", |repository| self.names.name(repository.name))
    }
}

/// Names, each once.
#[derive(Clone, Debug)]
pub struct Names {
    names: Vec<String>,
    indexes: BTreeMap<String, u32>,
}

impl Default for Names {
    fn default() -> Names {
        let mut names = Names {
            names: Vec::new(),
            indexes: BTreeMap::new(),
        };
        names.index("");
        names
    }
}

impl Names {
    pub fn index(&mut self, name: &str) -> u32 {
        if let Some(index) = self.indexes.get(name) {
            return *index;
        }
        let Ok(index) = u32::try_from(self.names.len()) else {
            return 0;
        };
        self.names.push(name.to_owned());
        self.indexes.insert(name.to_owned(), index);
        index
    }

    pub fn name(&self, index: u32) -> &str {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        self.names.get(index).map_or("", String::as_str)
    }

    /// All of them with their indexes, by name.
    pub fn sorted(&self) -> impl Iterator<Item = (&str, u32)> {
        self.indexes
            .iter()
            .map(|(name, index)| (name.as_str(), *index))
    }
}

/// The first line, and not much of it.
pub fn shortened(title: &str) -> Box<str> {
    let first = title.lines().next().unwrap_or_default();
    plain::line(first, MOST_TITLE_CHARS).into()
}

/// A number for a text, the same every time.
///
/// Source: FNV-1a, Fowler, Noll, Vo.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
