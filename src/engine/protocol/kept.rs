//! Someone's events as the browser keeps them: three bytes each for most people. The head is the JSON that is taken along
//! in files as well, so that one description and one care for older versions serve both.

use std::collections::BinaryHeap;

use super::bytes::{Reader, Writer};
use crate::engine::event::{Event, Flags, Kind};
use crate::engine::opened::Opened;
use crate::engine::saved::{Kinds, Names, Unread, VERSION, bare_event, read_head, written_head};

/// What an event is but for its moment: kind (by its place among those of the head), app, flags.
type Sort = (u8, u16, u8);

/// * `made_at`: when it is kept, as ISO 8601 has it.
/// * `opened`: its events by time.
pub fn to_bytes(opened: &Opened, made_at: &str) -> Vec<u8> {
    let events = &opened.imported.events;
    let kinds = Kinds::of(events);
    let mut to = Writer::default();
    to.byte(VERSION);
    to.text(&written_head(opened, &kinds, Names::With, made_at));
    let sort = |event: &Event| (kinds.place(event.kind) as u8, event.app, event.flags.bits());
    let sorts = sorts(events, sort);
    to.list(&sorts.common, |to, (kind, app, flags)| {
        to.byte(*kind);
        to.number((*app).into());
        to.byte(*flags);
    });
    to.number(events.len() as u64);
    let mut before = 0;
    for event in events {
        let at = event.epoch_secs();
        to.number(at.saturating_sub(before) as u64);
        to.number(sorts.code(sort(event)));
        before = at;
    }
    let mut before = 0;
    for (place, event) in (1_u64..).zip(events).filter(|(_, event)| event.id != 0) {
        to.number(place.saturating_sub(before));
        to.number(event.id);
        before = place;
    }
    to.number(0);
    to.into_bytes()
}

/// # Errors
/// Why the bytes give nothing.
pub fn from_bytes(bytes: &[u8]) -> Result<Opened, Unread> {
    let mut from = Reader::new(bytes);
    match from.byte() {
        Some(VERSION) => {}
        Some(version) if VERSION < version => return Err(Unread::Newer),
        _ => return Err(Unread::Foreign),
    }
    let head = from.bytes().ok_or(Unread::NotJson)?;
    read_head(head, |kinds| events(&mut from, kinds))
}

fn events(from: &mut Reader, kinds: &[Option<Kind>]) -> Option<Vec<Event>> {
    let sorts: Vec<Sort> = from.list(|from| Some((from.byte()?, from.small()?, from.byte()?)))?;
    let mut at: i64 = 0;
    let mut event = |from: &mut Reader| {
        at = at.checked_add(from.small()?)?;
        let (kind, app, flags) = *sorts.get(from.small::<usize>()?)?;
        // One of a kind that only a newer page knows is left out.
        let kind = kinds.get(usize::from(kind)).copied().flatten();
        let bare = |kind| bare_event(at, kind, app, Flags::from_bits(flags), 0);
        Some(kind.and_then(bare))
    };
    let count = from.number()?;
    // No room is made beforehand: each has to be there first.
    let mut events = Vec::new();
    for _ in 0..count {
        events.push(event(from)?);
    }
    let mut place = 0_usize;
    loop {
        match from.small::<usize>()? {
            0 => break,
            further => place = place.checked_add(further)?,
        }
        let id = from.number()?;
        if let Some(event) = events.get_mut(place.checked_sub(1)?)?.as_mut() {
            event.id = id;
        }
    }
    Some(events.into_iter().flatten().collect())
}

/// The sorts that there are.
struct Sorts {
    /// Those with most events first: their codes are the shortest.
    common: Vec<Sort>,
    /// Each with its code, ascending.
    codes: Vec<(Sort, u64)>,
}

impl Sorts {
    fn code(&self, sort: Sort) -> u64 {
        let place = self.codes.binary_search_by_key(&sort, |(other, _)| *other);
        let code = place.ok().and_then(|place| self.codes.get(place));
        code.map_or(0, |(_, code)| *code)
    }
}

fn sorts(events: &[Event], sort: impl Fn(&Event) -> Sort) -> Sorts {
    let mut all: Vec<Sort> = events.iter().map(sort).collect();
    all.sort_unstable();
    let runs = all.chunk_by(|one, other| one == other);
    // There are few of them. Heaps are slower than sorts, and a tenth of their code.
    let counts: BinaryHeap<(usize, Sort)> = runs
        .filter_map(|run| Some((run.len(), *run.first()?)))
        .collect();
    let counts = counts.into_sorted_vec().into_iter().rev();
    let common: Vec<Sort> = counts.map(|(_, sort)| sort).collect();
    let codes: BinaryHeap<(Sort, u64)> = common.iter().copied().zip(0..).collect();
    let codes = codes.into_sorted_vec();
    Sorts { common, codes }
}
