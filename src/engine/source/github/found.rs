//! What a run has found, in order and without doubles.

use super::clean::{self, Cleaned};
use super::link;
use super::store::{Act, Key, Missing, Store};
use super::zones::{Change, Sighting, timeline};
use crate::engine::event::{Event, Flags, Kind};

/// Everything that was found so far. The same whatever order the answers came in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// By time, then kind, then id; unique by kind and id. `file` is an index into `repositories`, `offset`
    /// one for [`detail`].
    pub events: Vec<Event>,
    /// `owner/name`, by name; the first is the empty name: of no repository.
    pub repositories: Vec<String>,
    /// What of it is left out at first.
    pub cleaned: Cleaned,
    /// A zone timeline, see [`timeline`].
    pub zones: Vec<Change>,
    /// What could not be had.
    pub missing: Vec<Missing>,
    /// Private contributions that GitHub counts and doesn't show.
    pub restricted: u64,
    /// Only the last days are known, see [`super::public`].
    pub is_partial: bool,
}

/// What an event is about, for a dialog. All of it is data, never markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub title: String,
    /// Empty if it is of none.
    pub repository: String,
    /// On GitHub's own site.
    pub link: Option<String>,
    /// Minutes by which the author's clock was ahead of UTC; of commits only.
    pub offset_mins: Option<i16>,
}

/// Puts a store in order, and tells what is in it.
pub fn found(store: &mut Store) -> Found {
    order(store);
    store.merges.sort_unstable();
    let mut places = vec![0; store.names.sorted().count()];
    let mut repositories = Vec::new();
    for (place, (name, index)) in store.names.sorted().enumerate() {
        let index = usize::try_from(index).unwrap_or(usize::MAX);
        if let Some(of) = places.get_mut(index) {
            *of = u16::try_from(place).unwrap_or(u16::MAX);
        }
        repositories.push(name.to_owned());
    }
    repositories.truncate(usize::from(u16::MAX).saturating_add(1));
    let made_at = clean::made_at(&store.repositories, places.len());
    let of = |index: u32| usize::try_from(index).unwrap_or(usize::MAX);
    let (flags, cleaned) = clean::flags(&store.acts, &store.merges, |name| {
        made_at.get(of(name)).copied().flatten()
    });
    let acts = store.acts.iter().zip(&flags).enumerate();
    let events = acts.filter_map(|(offset, (act, flags))| {
        let kind = *Kind::ALL.get(usize::from(act.kind))?;
        let file = places.get(of(act.repository)).copied().unwrap_or_default();
        let event = Event::at_second(act.id, act.at.into(), kind)?;
        let mut event = event.located(file, offset as u64)?;
        event.flags = *flags;
        Some(event)
    });
    Found {
        events: events.collect(),
        repositories,
        cleaned,
        zones: timeline(&sightings(&store.acts, &flags)),
        missing: store.missing.clone(),
        restricted: store.restricted,
        is_partial: false,
    }
}

/// What the event with this offset is about, of those that were found last.
pub fn detail(store: &Store, offset: u64) -> Option<Detail> {
    let act = store.acts.get(usize::try_from(offset).ok()?)?;
    let repository = store.names.name(act.repository).to_owned();
    let link = match act.kind == Kind::Commit as u8 {
        true => Some(link::whole(&link::of_commit(&repository, &act.path))),
        false => (!act.path.is_empty()).then(|| link::whole(&act.path)),
    };
    Some(Detail {
        title: act.title.as_ref().to_owned(),
        repository,
        link,
        offset_mins: act.offset_mins,
    })
}

/// By time, then kind, then id. A commit may be in many repositories (forks), and a page may come twice: of
/// those the first by name, link and title is kept.
fn order(store: &mut Store) {
    let acts = store.acts.iter().enumerate();
    let key = |(place, act): (usize, &Act)| {
        let at = u64::from(act.at) << 8 | u64::from(act.kind);
        (at, act.id, place)
    };
    let mut keys: Vec<Key> = acts.map(key).collect();
    keys.sort_unstable();
    let text = |place: usize| {
        let act = store.acts.get(place)?;
        Some((store.names.name(act.repository), &act.path, &act.title))
    };
    let same = keys.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1));
    let first = same.filter_map(|same| {
        let places = same.iter().map(|(_, _, place)| *place);
        places.reduce(|one, other| if text(other) < text(one) { other } else { one })
    });
    let kept: Vec<usize> = first.collect();
    let mut acts = core::mem::take(&mut store.acts);
    let kept = kept.into_iter();
    store.acts = kept
        .filter_map(|place| acts.get_mut(place).map(core::mem::take))
        .collect();
}

/// What commits say of the person's clock.
fn sightings(acts: &[Act], flags: &[Flags]) -> Vec<Sighting> {
    let own = acts
        .iter()
        .zip(flags)
        .filter(|(_, flags)| !flags.has(Flags::NOT_DONE));
    let told = own.filter_map(|(act, _)| {
        Some(Sighting {
            epoch_secs: act.at.into(),
            offset_mins: act.offset_mins?,
        })
    });
    told.collect()
}
