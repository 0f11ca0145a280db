//! How a life is looked at: under which conditions, and which part of it.

use core::ops::Range;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta};
use leptos::prelude::*;

use super::life::{Life, OfGitHub, yesterday};
use super::settings::Settings;
use crate::engine::event::{Event, Imported, Person};
use crate::engine::figures;
use crate::engine::gathering::Gathered;
use crate::engine::holiday::Country;
use crate::engine::infer::clean;
use crate::engine::infer::filter::Filter;
use crate::engine::infer::threshold::{Awake, MIDARE_SECS, awake};
use crate::engine::opened::{Opened, Origin};
use crate::engine::scene::calendar::{Calendar, Move, Pick};
use crate::engine::scene::span::{self, Span};
use crate::engine::source::github::zones;
use crate::engine::text::{Counted, Text};
use crate::engine::time::Zone;
use crate::ui::live::{Live, live};
use crate::ui::pages::Page;
use crate::web::{intl, page};

/// The zone of whatever zones commits tell of, as long as it is chosen: they may become more.
const OF_COMMITS: &str = "commits";
/// Beside more posts than these GitHub is shown when it is read.
const MANY_POSTS: u64 = 100_000;

/// Conditions, range and cursor, and what follows from them.
#[derive(Clone, Copy)]
pub struct View {
    life: RwSignal<Option<Arc<Life>>>,
    span: RwSignal<Span>,
    /// The day that the range is about; `None` for the last one with data.
    anchor: RwSignal<Option<NaiveDate>>,
    zone_name: RwSignal<String>,
    /// A zone that came with the life: the browser may not know it.
    given: RwSignal<Option<Zone>>,
    threshold_secs: RwSignal<i64>,
    start_hour: RwSignal<u8>,
    filter: RwSignal<Filter>,
    cursor: RwSignal<Option<Pick>>,
    opened: RwSignal<Option<Pick>>,
    zone: Memo<Arc<Zone>>,
    awake: Memo<Arc<Awake>>,
    bounds: Memo<Option<(NaiveDate, NaiveDate)>>,
    calendar: Memo<Arc<Calendar>>,
}

impl View {
    /// Looks at nobody yet.
    pub fn new() -> View {
        let life = RwSignal::new(None);
        let span = RwSignal::new(Span::default());
        let anchor = RwSignal::new(None);
        let zone_name = RwSignal::new(String::new());
        let given = RwSignal::new(None);
        let threshold_secs = RwSignal::new(MIDARE_SECS);
        let start_hour = RwSignal::new(0);
        let filter = RwSignal::new(Filter::default());
        let zone =
            Memo::new(move |_| Arc::new(zone_of(life.get(), &zone_name.read(), given.get())));
        let awake = Memo::new(move |_| {
            let life: Option<Arc<Life>> = life.get();
            let events = life.as_ref().map_or(&[][..], |life| &life.imported.events);
            Arc::new(awake(events, &filter.read(), threshold_secs.get()))
        });
        let bounds = Memo::new(move |_| days_of(&awake.read(), &zone.read(), start_hour.get()));
        let calendar = Memo::new(move |_| {
            let days = match bounds.get() {
                Some((first, last)) => span.get().days(anchor.get().unwrap_or(last), first, last),
                None => NaiveDate::default()..NaiveDate::default(),
            };
            let zone = zone.read();
            let country = Country::of_zone(zone.name());
            Arc::new(Calendar::new(
                &awake.read(),
                &zone,
                country,
                days,
                start_hour.get(),
            ))
        });
        View {
            life,
            span,
            anchor,
            zone_name,
            given,
            threshold_secs,
            start_hour,
            filter,
            cursor: RwSignal::new(None),
            opened: RwSignal::new(None),
            zone,
            awake,
            bounds,
            calendar,
        }
    }

    /// Goes to the calendar of another life: its last three weeks, by midare's rule, without what
    /// machines posted.
    ///
    /// What the person did on GitHub stays beside their archive.
    pub fn show(self, life: Life) {
        let life = match (life.origin, self.life.get_untracked()) {
            (Origin::Archive, Some(shown)) => life.with_github_of(&shown),
            _ => life,
        };
        self.begin(life);
        page::go(Page::Calendar.hash());
    }

    fn begin(self, life: Life) {
        self.leave_cursor();
        self.span.set(Span::default());
        self.anchor.set(match life.origin {
            // As on its card: its last night reaches into the day after.
            Origin::Sample(_) => Some(yesterday()),
            Origin::Archive | Origin::GitHub => None,
        });
        self.threshold_secs.set(MIDARE_SECS);
        self.start_hour.set(0);
        self.filter.set(clean::filter(&life.findings));
        self.zone_name.set(match life.origin {
            // The samples live where they live; an archive's zone is only a suggestion.
            Origin::Sample(_) => life.zone().map_or_else(intl::own_zone, Into::into),
            Origin::Archive | Origin::GitHub => intl::own_zone(),
        });
        self.life.set(Some(Arc::new(life)));
    }

    /// Goes to the calendar of a life that comes back, as it was looked at.
    pub fn show_saved(self, opened: Opened) {
        let gathered = Gathered::of(opened.imported);
        self.begin(Life::new(gathered, opened.origin));
        self.threshold_secs.set(opened.threshold_secs);
        self.start_hour.set(opened.start_hour);
        self.filter.set(opened.filter);
        self.zone_name.set(opened.zone.name().into());
        self.given.set(Some(opened.zone));
        let days = opened.days;
        let last = days.end.pred_opt().filter(|last| days.start <= *last);
        if let Some(to) = last.filter(|_| untrack(|| self.days()) != days) {
            let from = days.start;
            self.set_span(Span::Dates { from, to });
        }
        page::go(Page::Calendar.hash());
    }

    /// Whether what a run has found since is to be shown at once: not while somebody reads a dialog or has gone
    /// on to look at somebody else, nor beside a large archive, for which it takes too long to be done often.
    pub fn takes_pictures(self, run: u32, is_first: bool, is_all: bool) -> bool {
        let shown = self.life.get_untracked();
        let shows_run = |life: &Arc<Life>| life.github.as_ref().is_some_and(|of| of.run == run);
        let is_large = shown
            .as_ref()
            .is_some_and(|life| life.tally.posts() > MANY_POSTS);
        let is_at_rest = self.opened.get_untracked().is_none();
        (is_first || shown.is_some_and(|life| shows_run(&life)))
            && is_at_rest
            && (is_all || !is_large)
    }

    /// Shows what was found on GitHub so far. The person's own is shown with the archive that is looked at;
    /// other people's, and what has no archive beside it, by itself. Conditions stay where it was looked at
    /// before.
    pub fn show_github(self, github: OfGitHub, events: &[Event], person: Person) {
        let shown = self.life.get_untracked().filter(|life| match life.origin {
            Origin::Archive => github.is_own,
            Origin::GitHub => life.imported.person == person,
            Origin::Sample(_) => false,
        });
        if let Some(shown) = shown {
            self.leave_cursor();
            let mut life = shown.with_github(github, events);
            // Some archives don't say whose they are.
            if life.imported.person == Person::default() {
                life.imported.person.name = person.name;
            }
            self.life.set(Some(Arc::new(life)));
            return;
        }
        let imported = Imported {
            person,
            ..Imported::default()
        };
        let nothing = Life::new(Gathered::of(imported), Origin::GitHub);
        self.begin(nothing.with_github(github, events));
    }

    /// Zones of commits that are worth proposing: what the clocks of someone who travelled showed, and not
    /// what the zone that is shown says as well.
    pub fn zones_of_commits(self) -> Option<String> {
        let life = self.life()?;
        let zones = life.zones_of_commits();
        let is_news = !zones::agree(zones, &self.zone.read(), life.bounds_secs().1);
        is_news.then(|| zones::name(zones))
    }

    /// Whose hours are looked at.
    pub fn life(self) -> Option<Arc<Life>> {
        self.life.get()
    }

    pub fn span(self) -> Span {
        self.span.get()
    }

    pub fn zone(self) -> Memo<Arc<Zone>> {
        self.zone
    }

    pub fn threshold_secs(self) -> i64 {
        self.threshold_secs.get()
    }

    pub fn start_hour(self) -> u8 {
        self.start_hour.get()
    }

    pub fn filter(self) -> RwSignal<Filter> {
        self.filter
    }

    /// What is counted, as far as words depend on it.
    pub fn counted(self) -> Counted {
        let life = self.life.get();
        match life.is_some_and(|life| life.tally.counts_acts(&self.filter.read())) {
            true => Counted::Records,
            false => Counted::Posts,
        }
    }

    /// A sentence about what is counted, following that and the language.
    pub fn words(self, settings: Settings, text: Text) -> Live<&'static str> {
        live(move || text.counting(self.counted(), settings.language()))
    }

    pub fn awake(self) -> Memo<Arc<Awake>> {
        self.awake
    }

    /// The days of the first and last event that count; `None` if there is none.
    pub fn bounds(self) -> Option<(NaiveDate, NaiveDate)> {
        self.bounds.get()
    }

    pub fn calendar(self) -> Memo<Arc<Calendar>> {
        self.calendar
    }

    /// How many events on a calendar's days count.
    pub fn counted_in(self, calendar: &Calendar) -> usize {
        let life = self.life();
        let events = life.as_ref().map_or(&[][..], |life| &life.imported.events);
        let (zone, awake) = (self.zone.read(), self.awake.read());
        figures::counted_in(calendar, &zone, &awake, events, &self.filter.read())
    }

    /// The days shown, half-open.
    pub fn days(self) -> Range<NaiveDate> {
        let rows = &self.calendar.read().rows;
        match (rows.first(), rows.last()) {
            (Some(first), Some(last)) => first.day..last.day + TimeDelta::days(1),
            _ => NaiveDate::default()..NaiveDate::default(),
        }
    }

    /// Of the days shown; where nothing counts, those of the life's events.
    pub fn first_and_last_day(self) -> (NaiveDate, NaiveDate) {
        let rows = &self.calendar.read().rows;
        if let (Some(first), Some(last), true) =
            (rows.first(), rows.last(), self.bounds().is_some())
        {
            return (first.day, last.day);
        }
        let (first, last) = self.life().map_or((0, 0), |life| life.bounds_secs());
        let day = |secs| {
            let at = DateTime::from_timestamp(secs, 0).unwrap_or_default();
            self.zone.read().local(at).date()
        };
        (day(first), day(last))
    }

    pub fn cursor(self) -> Option<Pick> {
        self.cursor.get()
    }

    /// The cursor, for events.
    pub fn cursor_untracked(self) -> Option<Pick> {
        self.cursor.get_untracked()
    }

    pub fn opened(self) -> Option<Pick> {
        self.opened.get()
    }

    pub fn set_span(self, span: Span) {
        self.leave_cursor();
        self.span.set(span);
    }

    /// Where a page further would lead to, `None` if nowhere.
    pub fn further(self, page: span::Page) -> Option<NaiveDate> {
        let (first, last) = self.bounds.get()?;
        let anchor = self.anchor.get().unwrap_or(last);
        self.span.get().step(page, anchor, first, last)
    }

    pub fn turn(self, page: span::Page) {
        if let Some(anchor) = untrack(|| self.further(page)) {
            self.leave_cursor();
            self.anchor.set(Some(anchor));
        }
    }

    /// Changes to the zone of this name.
    ///
    /// # Errors
    /// The browser knows no such zone; nothing changes.
    pub fn set_zone(self, name: &str) -> Result<(), UnknownZone> {
        let life = untrack(|| self.life());
        if life.is_some_and(|life| is_of_commits(&life, name)) {
            self.zone_name.set(OF_COMMITS.into());
            return Ok(());
        }
        let name = name.trim();
        // Browsers take names in any case; pictures and holidays want the zone's own. A city will do.
        let typed = name.replace(' ', "_");
        let is_it = |own: &&String| {
            let city = own.rsplit('/').next().unwrap_or_default();
            own.eq_ignore_ascii_case(&typed) || city.eq_ignore_ascii_case(&typed)
        };
        let names = intl::zone_names();
        let name = names.iter().find(is_it).map_or(name, String::as_str);
        intl::zone(name, 0, 0).ok_or(UnknownZone)?;
        self.zone_name.set(name.into());
        Ok(())
    }

    pub fn set_threshold(self, secs: i64) {
        self.leave_cursor();
        self.threshold_secs.set(secs);
    }

    pub fn set_start_hour(self, hour: u8) {
        self.start_hour.set(hour);
    }

    pub fn change_filter(self, change: impl FnOnce(&mut Filter)) {
        self.leave_cursor();
        self.filter.update(change);
    }

    pub fn point_at(self, pick: Option<Pick>) {
        if self.cursor.get_untracked() != pick {
            self.cursor.set(pick);
        }
    }

    /// Moves the cursor, and returns where to.
    pub fn step(self, to: Move) -> Option<Pick> {
        let cursor = self
            .calendar
            .read_untracked()
            .step(self.cursor.get_untracked(), to);
        self.cursor.set(cursor);
        cursor
    }

    /// Opens what the cursor is on.
    pub fn open(self, pick: Option<Pick>) {
        self.opened.set(pick);
    }

    /// Picks are places in the awake periods: none of them outlives those.
    fn leave_cursor(self) {
        self.cursor.set(None);
        self.opened.set(None);
    }
}

/// The browser knows no zone of that name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownZone;

/// The view, from anywhere below the app.
pub fn view() -> View {
    expect_context()
}

/// Whether it is what the zones of a life's commits are called.
fn is_of_commits(life: &Life, name: &str) -> bool {
    let zones = life.zones_of_commits();
    !zones.is_empty() && zones::name(zones) == name
}

/// * `given`: what the zone is of which the browser knows nothing.
fn zone_of(life: Option<Arc<Life>>, name: &str, given: Option<Zone>) -> Zone {
    if name == OF_COMMITS {
        let zones = life
            .as_ref()
            .map_or(&[][..], |life| life.zones_of_commits());
        return zones::zone(&zones::name(zones), zones).unwrap_or_else(Zone::utc);
    }
    let (first, last) = life.map_or((0, 0), |life| life.bounds_secs());
    // A range may show days around the events; the changes on them count as well.
    let year = 366 * 86_400;
    let given = given.filter(|zone| zone.name() == name);
    let zone = intl::zone(name, first - year, last + year).or(given);
    zone.unwrap_or_else(Zone::utc)
}

fn days_of(awake: &Awake, zone: &Zone, start_hour: u8) -> Option<(NaiveDate, NaiveDate)> {
    let (first, last) = awake.bounds()?;
    let day = |at| (zone.local(at) - TimeDelta::hours(start_hour.into())).date();
    Some((day(first), day(last)))
}
