//! Events that come in a few at a time, and what is counted of them meanwhile: counting a million at
//! once would keep a page from answering.

use super::event::{Event, Imported};
use super::figures::{Tally, Tallying};
use super::infer::clean::{Clocks, Finding};

/// All that is known of someone's events.
#[derive(Debug, PartialEq)]
pub struct Gathered {
    pub imported: Imported,
    pub tally: Tally,
    /// What machines posted.
    pub findings: Vec<Finding>,
}

/// Events that have come in so far.
#[derive(Default)]
pub struct Gathering {
    events: Vec<Event>,
    tallying: Tallying,
    clocks: Clocks,
}

impl Gathering {
    /// Takes in the next events, in the order of time.
    ///
    /// * `push`: puts them at the end of a list.
    pub fn add(&mut self, push: impl FnOnce(&mut Vec<Event>)) {
        let known = self.events.len();
        push(&mut self.events);
        let new = self.events.get(known..).unwrap_or_default();
        self.tallying.add(new);
        self.clocks.add(new);
    }

    /// All have come in.
    ///
    /// * `imported`: whatever else there is; its own events are not looked at.
    pub fn done(self, mut imported: Imported) -> Gathered {
        imported.events = self.events;
        Gathered {
            tally: self.tallying.done(),
            findings: self.clocks.findings(&imported.apps),
            imported,
        }
    }
}

/// Events of an archive and of GitHub in one list, by time.
///
/// * `events`: of an archive, perhaps with others of GitHub's among them, whose place these take; by time.
/// * `github`: by time.
pub fn join(events: &[Event], github: &[Event]) -> Vec<Event> {
    let mut joined = Vec::with_capacity(events.len() + github.len());
    let mut github = github.iter().copied().peekable();
    for event in events.iter().filter(|event| !event.kind.is_github()) {
        while let Some(earlier) = github.next_if(|one| one.epoch_secs() < event.epoch_secs()) {
            joined.push(earlier);
        }
        joined.push(*event);
    }
    joined.extend(github);
    joined
}

impl Gathered {
    /// Of events that are all there already.
    pub fn of(mut imported: Imported) -> Gathered {
        let mut gathering = Gathering::default();
        let mut events = core::mem::take(&mut imported.events);
        gathering.add(|all| core::mem::swap(all, &mut events));
        gathering.done(imported)
    }
}

#[cfg(test)]
mod tests {
    use super::super::event::Kind;
    use super::*;

    #[test]
    fn two_sources_make_one_list_and_newer_events_of_github_replace_older_ones() {
        let list = |kind: Kind, secs: &[i64]| -> Vec<Event> {
            let ids = 1_u64..;
            let events = ids.zip(secs);
            events
                .filter_map(|(id, secs)| Event::at_second(id, *secs, kind))
                .collect()
        };
        let check = |posts: &[i64], github: &[i64], expected: &[(bool, i64)]| {
            let once = join(&list(Kind::Tweet, posts), &list(Kind::Commit, &[5, 25]));
            let joined = join(&once, &list(Kind::Commit, github));
            let told = joined
                .iter()
                .map(|event| (event.kind.is_github(), event.epoch_secs()));
            assert_eq!(told.collect::<Vec<_>>(), expected);
        };
        check(
            &[10, 20],
            &[5, 20, 30],
            &[(true, 5), (false, 10), (false, 20), (true, 20), (true, 30)],
        );
        check(&[10], &[], &[(false, 10)]);
        check(&[], &[1, 2], &[(true, 1), (true, 2)]);
    }
}
