//! What feeds the bird: what the token's owner contributed within the last days, each with its own name, and
//! with all languages of its repository. Another run finds the same under the same names, so that nothing is
//! eaten twice.

use super::found;
use super::store::{Missing, Names, Store};
use crate::engine::event::{Flags, Kind};

/// So long before now: seven local days of any zone are in it, however long they are.
pub const FOOD_SECS: i64 = 8 * 86_400;

/// Everything that feeds, without what a cleaning leaves out: machines, others' work and others' merges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Food {
    /// By time, then kind; each once.
    pub bites: Vec<Bite>,
    /// The languages of their repositories, by name.
    pub languages: Vec<String>,
    /// From when until when, in epoch seconds, half-open.
    pub since: i64,
    pub until: i64,
    /// What could not be had.
    pub missing: Vec<Missing>,
    /// Private contributions that GitHub counts and doesn't show.
    pub restricted: u64,
}

/// One thing that feeds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bite {
    /// A commit, an issue, a pull request or a review.
    pub kind: Kind,
    /// A commit's whole name (oid); of the others GitHub's own name. With the kind it is unique.
    pub id: String,
    /// Epoch seconds: a commit's by its author's clock, the others' by GitHub's.
    pub at: i64,
    /// Indexes into [`Food::languages`], the one with the most code first. Empty if there are none, or if they
    /// are missing.
    pub languages: Vec<u32>,
    /// `owner/name`; empty if it is of none.
    pub repository: String,
}

/// What feeds.
pub const KINDS: [Kind; 4] = [Kind::Commit, Kind::Issue, Kind::PullRequest, Kind::Review];

/// Puts a store in order, and tells what of it feeds.
pub fn food(store: &mut Store, since: i64, until: i64) -> Food {
    let found = found::found(store);
    let (languages, places) = by_name(&store.languages);
    let bites = found.events.iter().filter_map(|event| {
        let feeds = KINDS.contains(&event.kind) && !event.flags.has(Flags::NOT_DONE);
        let act = store.acts.get(usize::try_from(event.offset()).ok()?)?;
        let node = store.ids.as_ref().map(|ids| ids.name(act.node));
        let id = match event.kind {
            Kind::Commit => &act.path,
            _ => node.unwrap_or_default(),
        };
        let mut all = store.repositories.iter();
        let of = all.find(|one| one.name == act.repository && one.languages.is_some());
        let known = of.and_then(|of| of.languages.as_deref());
        let place = |index: &u32| places.get(usize::try_from(*index).ok()?).copied();
        feeds.then(|| Bite {
            kind: event.kind,
            id: id.to_owned(),
            at: event.epoch_secs(),
            languages: known.unwrap_or_default().iter().filter_map(place).collect(),
            repository: store.names.name(act.repository).to_owned(),
        })
    });
    Food {
        bites: bites.collect(),
        languages,
        since,
        until,
        missing: found.missing,
        restricted: found.restricted,
    }
}

/// Names in order without the empty one, and the place there of each index.
fn by_name(names: &Names) -> (Vec<String>, Vec<u32>) {
    let mut places = vec![0; names.sorted().count()];
    let mut ordered = Vec::new();
    for (name, index) in names.sorted().filter(|(name, _)| !name.is_empty()) {
        let place = u32::try_from(ordered.len()).unwrap_or(u32::MAX);
        if let Some(of) = usize::try_from(index)
            .ok()
            .and_then(|at| places.get_mut(at))
        {
            *of = place;
        }
        ordered.push(name.to_owned());
    }
    (ordered, places)
}
