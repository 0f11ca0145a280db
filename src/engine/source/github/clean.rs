//! Cleaning: which commits do not say that the person was there. They are marked and counted, never
//! thrown away: what becomes of them is a filter's business.
//!
//! * [`Flags::MACHINE`]: the author is a bot or a program, by name; or the commit asks not to be tested, as
//!   jobs that commit under a person's name do. (Some people write that by hand: a filter brings theirs back.)
//! * [`Flags::NOT_OWN`]: GitHub says that the author is somebody else.
//! * [`Flags::MERGED`]: somebody else, or GitHub's pages for them, wrote the commit at the author's very
//!   second: nobody else can, unless the author's time was lost. So it is where the pages wrote it within
//!   [`MERGE_SECS`] of the moment at which somebody else merged a pull request of the person's: a squash
//!   gives the author the time of the merge. A merge that the person made on the page is theirs, and so is an
//!   edit there.
//! * [`Flags::IMPORTED`]: the author's time is [`IMPORTED_SECS`] or more before the repository was made, or
//!   [`LEAST_EQUAL`] commits of a repository have it to the second.
//!
//! * [`Flags::REBASED`]: at least [`LEAST_REBASED`] commits of a repository have one committer's time and times
//!   of their author of their own. A rebase keeps those, so they count, unless someone doesn't want them.

#[cfg(doc)]
use super::store::Store;
use super::store::{Act, Key, Marks, Repository};
use crate::engine::event::{Flags, Kind};

/// Histories so much older than their repository were brought in from elsewhere: two years. Younger ones
/// are projects that were begun at home.
pub const IMPORTED_SECS: i64 = 2 * 365 * 86_400;
/// So many commits with one author's time are a program's.
pub const LEAST_EQUAL: usize = 5;
/// So many commits with one committer's time are a rebase.
pub const LEAST_REBASED: usize = 3;

/// GitHub's pages write a merge so many seconds around the time that they tell of it.
pub const MERGE_SECS: u64 = 3;

/// How many events have each flag. One may have several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    pub machine: u64,
    pub merged: u64,
    pub imported: u64,
    pub not_own: u64,
    pub rebased: u64,
}

/// Flags of each act, and their counts.
///
/// * `acts`: by time.
/// * `merges`: when others merged the person's pull requests, see [`Store::merges`]; in order.
/// * `made_at`: by the index of a name, when the repository was made; `None` where it isn't known.
pub fn flags(
    acts: &[Act],
    merges: &[Key],
    made_at: impl Fn(u32) -> Option<i64>,
) -> (Vec<Flags>, Cleaned) {
    let of_one = |act| of_one(act, merges, &made_at);
    let mut flags: Vec<Flags> = acts.iter().map(of_one).collect();
    let equal = in_groups(acts, |act| act.at, LEAST_EQUAL);
    for (flags, _) in flags
        .iter_mut()
        .zip(&equal)
        .filter(|(_, is_equal)| **is_equal)
    {
        *flags = flags.with(Flags::IMPORTED);
    }
    let together = in_groups(acts, |act| act.committed_at, LEAST_REBASED);
    let rebased = acts
        .iter()
        .zip(together)
        .map(|(act, is)| is && act.committed_at != act.at);
    for (flags, _) in flags.iter_mut().zip(rebased).filter(|(_, is)| *is) {
        *flags = flags.with(Flags::REBASED);
    }
    let count = |flag| flags.iter().filter(|flags| flags.has(flag)).count() as u64;
    let cleaned = Cleaned {
        machine: count(Flags::MACHINE),
        merged: count(Flags::MERGED),
        imported: count(Flags::IMPORTED),
        not_own: count(Flags::NOT_OWN),
        rebased: count(Flags::REBASED),
    };
    (flags, cleaned)
}

fn of_one(act: &Act, merges: &[Key], made_at: impl Fn(u32) -> Option<i64>) -> Flags {
    let is_commit = act.kind == Kind::Commit as u8;
    let by_other = act.marks.has(Marks::BY_OTHER)
        || act.marks.has(Marks::BY_PAGE)
            && (act.marks.has(Marks::NOT_OWN) || is_others_merge(act, merges));
    let is_merged = is_commit && by_other && act.committed_at == act.at;
    let made_at = made_at(act.repository).filter(|_| is_commit);
    let is_imported =
        made_at.is_some_and(|made| i64::from(act.at) <= made.saturating_sub(IMPORTED_SECS));
    let all = [
        (Flags::MACHINE, act.marks.has(Marks::BOT)),
        (Flags::NOT_OWN, act.marks.has(Marks::NOT_OWN)),
        (Flags::MERGED, is_merged),
        (Flags::IMPORTED, is_imported),
    ];
    let set = all.into_iter().filter(|(_, is)| *is);
    set.fold(Flags::default(), |flags, (flag, _)| flags.with(flag))
}

/// Whether somebody else merged a pull request there and then.
fn is_others_merge(act: &Act, merges: &[Key]) -> bool {
    let at = |secs: u64| (u64::from(act.repository), secs, 0);
    let earliest = at(u64::from(act.at).saturating_sub(MERGE_SECS));
    let first = merges.partition_point(|merge| *merge < earliest);
    let latest = at(u64::from(act.at).saturating_add(MERGE_SECS));
    merges.get(first).is_some_and(|merge| *merge <= latest)
}

/// For each act whether it is one of at least so many commits of a repository that have the same time.
fn in_groups(acts: &[Act], time: fn(&Act) -> u32, least: usize) -> Vec<bool> {
    let commits = acts
        .iter()
        .enumerate()
        .filter(|(_, act)| act.kind == Kind::Commit as u8);
    let mut keys: Vec<Key> = commits
        .map(|(place, act)| (act.repository.into(), time(act).into(), place))
        .collect();
    keys.sort_unstable();
    let mut found = vec![false; acts.len()];
    let groups = keys.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    for (_, _, place) in groups.filter(|group| least <= group.len()).flatten() {
        if let Some(is) = found.get_mut(*place) {
            *is = true;
        }
    }
    found
}

/// When the repository of that name was made.
pub fn made_at(repositories: &[Repository], names: usize) -> Vec<Option<i64>> {
    let mut all = vec![None; names];
    for repository in repositories {
        let index = usize::try_from(repository.name).unwrap_or(usize::MAX);
        if let Some(made_at) = all.get_mut(index) {
            *made_at = Some(repository.made_at);
        }
    }
    all
}
