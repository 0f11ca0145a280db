//! The person whose hours are shown.

use std::sync::Arc;

use chrono::{NaiveDate, TimeDelta};

use crate::engine::event::{Event, Imported};
use crate::engine::figures::Tally;
use crate::engine::gathering::{Gathered, join};
use crate::engine::infer::clean::Finding;
use crate::engine::opened::{self, Origin};
use crate::engine::sample::Sample;
use crate::engine::source::github::{Change, Found};
use crate::engine::text::Language;
use crate::engine::time::rails_zone;
use crate::web::page;

/// Someone's events, and where they are from.
#[derive(Debug, PartialEq)]
pub struct Life {
    /// With the events of `github` among its own.
    pub imported: Imported,
    pub origin: Origin,
    pub tally: Tally,
    /// What machines posted.
    pub findings: Vec<Finding>,
    /// What was found on GitHub; its events are among the others.
    pub github: Option<OfGitHub>,
}

/// What a run found, without the events.
#[derive(Clone, Debug, PartialEq)]
pub struct OfGitHub {
    pub found: Arc<Found>,
    /// Which of the runs told it.
    pub run: u32,
    /// Whether it is the token's owner's: someone else's is never put together with an archive.
    pub is_own: bool,
}

impl Life {
    pub fn new(gathered: Gathered, origin: Origin) -> Life {
        let Gathered {
            imported,
            tally,
            findings,
        } = gathered;
        Life {
            imported,
            origin,
            tally,
            findings,
            github: None,
        }
    }

    /// The same with what was found on GitHub so far.
    ///
    /// * `events`: the latter's.
    pub fn with_github(&self, github: OfGitHub, events: &[Event]) -> Life {
        let imported = Imported {
            events: join(&self.imported.events, events),
            ..self.imported.without_events()
        };
        let gathered = Gathered::of(imported);
        Life {
            github: Some(github),
            ..Life::new(gathered, self.origin)
        }
    }

    /// What to call the person.
    pub fn name(&self, language: Language) -> String {
        opened::name(self.origin, &self.imported.person, language)
    }

    /// How many events there are besides those of which the person is known first: posts, or GitHub's.
    pub fn others(&self) -> u64 {
        match self.origin {
            Origin::GitHub => 0,
            _ => self.tally.acts() + self.tally.github(),
        }
    }

    /// The IANA name of the zone that the source suggests.
    pub fn zone(&self) -> Option<&str> {
        let zone = self.imported.zone.as_deref()?;
        Some(rails_zone(zone).unwrap_or(zone))
    }

    /// The same with the events and findings of GitHub that stand in another one, if they are the person's own.
    pub fn with_github_of(self, other: &Life) -> Life {
        let Some(github) = other.github.clone().filter(|github| github.is_own) else {
            return self;
        };
        let events = other.imported.events.iter();
        let events = events.filter(|event| event.kind.is_github());
        let events: Vec<Event> = events.copied().collect();
        self.with_github(github, &events)
    }

    /// The zones that GitHub's commits tell of; empty if they tell of none.
    pub fn zones_of_commits(&self) -> &[Change] {
        let github = self.github.as_ref();
        github.map_or(&[], |github| &github.found.zones)
    }

    /// Epoch seconds of the first and the last event.
    pub fn bounds_secs(&self) -> (i64, i64) {
        let events = &self.imported.events;
        let secs = |event: Option<&Event>| event.map_or(0, Event::epoch_secs);
        (secs(events.first()), secs(events.last()))
    }

    /// The name of the app that posted an event; `None` if it isn't known.
    pub fn app(&self, event: &Event) -> Option<&str> {
        let name = self.imported.apps.get(usize::from(event.app))?;
        Some(name.as_str()).filter(|name| !name.is_empty())
    }
}

/// A sample's life up to yesterday.
pub fn sample_life(sample: Sample, language: Language) -> Life {
    let imported = sample.imported(language, yesterday());
    Life::new(Gathered::of(imported), Origin::Sample(sample))
}

/// The last day of which every zone has seen the end.
pub fn yesterday() -> NaiveDate {
    page::now().date_naive() - TimeDelta::days(1)
}
