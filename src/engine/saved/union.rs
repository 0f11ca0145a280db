//! What was kept and what is open, put together: nothing of either is lost, and nothing counts twice.

use super::super::event::{Event, Kind};
use super::super::opened::{Opened, Origin};

/// Everything of both. Where both have an act of one kind in one second, it is the same: the open one's counts.
/// Conditions, and the person as far as it is told, are the open one's.
///
/// * `kept`, `open`: events by time.
pub fn union(kept: Opened, open: Opened) -> Opened {
    let mut imported = open.imported;
    let apps = join_apps(&mut imported.apps, &kept.imported.apps);
    let events = core::mem::take(&mut imported.events);
    imported.events = join(&kept.imported.events, events, &apps);
    if imported.person == Default::default() {
        imported.person = kept.imported.person;
    }
    Opened {
        origin: match kept.origin {
            Origin::Archive => Origin::Archive,
            _ => open.origin,
        },
        imported,
        ..open
    }
}

/// Which number each of the kept apps has among all.
fn join_apps(apps: &mut Vec<String>, kept: &[String]) -> Vec<u16> {
    let number = |place: usize| u16::try_from(place).unwrap_or_default();
    let mut place = |name: &String| {
        let known = apps.iter().position(|other| other == name);
        let place = known.unwrap_or_else(|| {
            apps.push(name.clone());
            apps.len().saturating_sub(1)
        });
        number(place)
    };
    kept.iter().map(&mut place).collect()
}

fn join(kept: &[Event], open: Vec<Event>, apps: &[u16]) -> Vec<Event> {
    let mut joined = Vec::with_capacity(kept.len().max(open.len()));
    let mut open = open.into_iter().peekable();
    let mut kept = kept.iter().peekable();
    while let Some(second) = kept.peek().map(|event| event.epoch_secs()) {
        while let Some(earlier) = open.next_if(|event| event.epoch_secs() < second) {
            joined.push(earlier);
        }
        let from = joined.len();
        while let Some(same) = open.next_if(|event| event.epoch_secs() == second) {
            joined.push(same);
        }
        let mut left = [0_usize; Kind::ALL.len()];
        for same in joined.get(from..).unwrap_or_default() {
            if let Some(of_kind) = left.get_mut(same.kind as usize) {
                *of_kind = of_kind.saturating_add(1);
            }
        }
        while let Some(event) = kept.next_if(|event| event.epoch_secs() == second) {
            let of_kind = left.get_mut(event.kind as usize).filter(|left| 0 < **left);
            match of_kind {
                Some(left) => *left = left.saturating_sub(1),
                None => {
                    let mut event = *event;
                    event.app = apps
                        .get(usize::from(event.app))
                        .copied()
                        .unwrap_or_default();
                    joined.push(event);
                }
            }
        }
    }
    joined.extend(open);
    joined
}
