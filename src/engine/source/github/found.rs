//! What a run has found, in order and without doubles.

use super::clean::{self, Cleaned};
use super::link;
use super::store::{Act, Missing, Store};
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
    let (flags, cleaned) =
        clean::flags(&store.acts, |name| made_at.get(of(name)).copied().flatten());
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
    Some(Detail {
        title: act.title.as_ref().to_owned(),
        repository: store.names.name(act.repository).to_owned(),
        link: (!act.path.is_empty()).then(|| link::whole(&act.path)),
        offset_mins: act.offset_mins,
    })
}

/// A commit may be in many repositories (forks), and a page may come twice.
fn order(store: &mut Store) {
    let names = &store.names;
    let name = |act: &Act| names.name(act.repository).to_owned();
    store.acts.sort_by(|one, other| {
        let key = |act: &Act| (act.at, act.kind, act.id);
        let by_text =
            || (name(one), &one.path, &one.title).cmp(&(name(other), &other.path, &other.title));
        key(one).cmp(&key(other)).then_with(by_text)
    });
    store.acts.dedup_by_key(|act| (act.at, act.kind, act.id));
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
