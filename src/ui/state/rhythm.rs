//! The rhythm of the life that is looked at, as the rhythm worker finds it out.

use std::sync::Arc;
use std::time::Duration;

use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;

use super::settings::Settings;
use super::view::View;
use crate::engine::event::{Event, Person};
use crate::engine::holiday::Country;
use crate::engine::infer::filter::Filter;
use crate::engine::infer::sleep::Timeline;
use crate::engine::opened::Origin;
use crate::engine::protocol::rhythm::{Ask, Days, Life, Tell, Told, Wanted};
use crate::engine::scene::picture::Sight;
use crate::engine::text::Language;
use crate::ui::live::effect;
use crate::web::page;
use crate::web::rhythm::{Heard, PICTURES, RHYTHM, RhythmClient};

/// Who finds out is told of a change so much later: first the calendar is drawn, and whoever tries several switches is
/// waited for.
const AFTER_PICTURE: Duration = Duration::from_millis(50);

/// How likely someone slept, bin by bin.
#[derive(PartialEq)]
pub struct Asleep {
    pub timeline: Timeline,
    pub asleep: Vec<u8>,
}

/// What the page shows of the worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nobody has come near yet.
    Idle,
    Running,
    /// It is gone, and with it what has not been told.
    Died,
}

/// What is known, and what the person wants to be told.
#[derive(Clone, Copy)]
pub struct Rhythm {
    /// Who finds out, and who draws.
    clients: StoredValue<Option<[RhythmClient; 2]>, LocalStorage>,
    status: RwSignal<Status>,
    /// The number of the life that was asked about last, and of the picture.
    job: StoredValue<u32>,
    ask: StoredValue<u32>,
    /// Which days were asked for last.
    shows: StoredValue<u32>,
    /// Whether what is said now is of that life, not of one before it.
    is_of_job: StoredValue<bool>,
    /// Whose life that was.
    whose: StoredValue<Option<(Origin, Person)>>,
    asleep: RwSignal<Option<Arc<Asleep>>>,
    told: RwSignal<Option<Arc<Told>>>,
    /// Whether what was told is of the life as it was before.
    is_before: RwSignal<bool>,
    drawn: RwSignal<Option<Arc<Sight>>>,
    /// The number of the ask since which only other parts of the same picture were asked for: of the picture that is
    /// wanted, and of that which is drawn.
    first_asks: StoredValue<(u32, u32)>,
    /// How often the one who draws has been told more.
    sketches: RwSignal<u32>,
    /// Whose holidays are free; `None` for those of the zone's country.
    country: RwSignal<Option<Country>>,
    marked: RwSignal<Vec<NaiveDate>>,
    /// Whether the calendar shows inferred sleep.
    is_inferred: RwSignal<bool>,
}

impl Rhythm {
    /// Follows what is looked at, as soon as somebody wants to know.
    pub fn new(view: View, settings: Settings) -> Rhythm {
        let rhythm = Rhythm {
            clients: StoredValue::new_local(None),
            status: RwSignal::new(Status::Idle),
            job: StoredValue::new(0),
            ask: StoredValue::new(0),
            shows: StoredValue::new(0),
            is_of_job: StoredValue::new(false),
            whose: StoredValue::new(None),
            asleep: RwSignal::new(None),
            told: RwSignal::new(None),
            is_before: RwSignal::new(false),
            drawn: RwSignal::new(None),
            first_asks: StoredValue::new((0, 0)),
            sketches: RwSignal::new(0),
            country: RwSignal::new(None),
            marked: RwSignal::new(Vec::new()),
            is_inferred: RwSignal::new(false),
        };
        // Before the days: those of a life come after it.
        effect(move || {
            if rhythm.status.get() == Status::Running {
                rhythm.begin(view);
            }
        });
        effect(move || {
            let show = Ask::Show {
                days: view.days(),
                language: settings.language(),
            };
            // What is told of a life is told of these days at once.
            if rhythm.asleep.read().is_some() {
                rhythm.ask_soon(show);
            }
        });
        rhythm
    }

    /// Starts the workers, if they aren't there.
    pub fn start(self) {
        if self.status.get_untracked() == Status::Running {
            return;
        }
        let start = |program| RhythmClient::start(program, Box::new(move |heard| self.hear(heard)));
        let clients = start(RHYTHM).and_then(|finds| Ok([finds, start(PICTURES)?]));
        self.status.set(match clients {
            Ok(clients) => {
                self.clients.set_value(Some(clients));
                Status::Running
            }
            Err(_) => Status::Died,
        });
    }

    /// Asks about the life that is looked at, as it is looked at.
    fn begin(self, view: View) {
        let Some(life) = view.life() else { return };
        let filter = view.filter().get();
        let zone = (**view.zone().read()).clone();
        self.job.set_value(self.job.get_value().wrapping_add(1));
        self.is_of_job.set_value(false);
        // Nor is a picture that is being drawn of this life.
        self.ask.set_value(self.ask.get_value().wrapping_add(1));
        let job = self.job.get_value();
        let ask = Ask::Life {
            job,
            life: Life {
                country: self.country_of(zone.name()),
                marked: self.marked.get(),
                today: zone.local(page::now()).date(),
                zone,
            },
        };
        // What is known of the same person stays until more is.
        let whose = Some((life.origin, life.imported.person.clone()));
        if self.whose.get_value() != whose {
            self.whose.set_value(whose);
            self.asleep.set(None);
            self.told.set(None);
            self.drawn.set(None);
        }
        self.is_before.set(self.told.read_untracked().is_some());
        let send = move || {
            if self.job.try_get_value() == Some(job) {
                self.send(&ask, &life.imported.events, &filter);
            }
        };
        set_timeout(send, AFTER_PICTURE);
    }

    /// Asks to be shown days, unless others are asked for soon after.
    fn ask_soon(self, show: Ask) {
        let nth = self.shows.get_value().wrapping_add(1);
        self.shows.set_value(nth);
        let ask = move || {
            if self.shows.try_get_value() == Some(nth) {
                self.ask(&show);
            }
        };
        set_timeout(ask, AFTER_PICTURE);
    }

    fn send(self, ask: &Ask, events: &[Event], filter: &Filter) {
        let moments = filter.moments(events);
        self.clients.with_value(|clients| {
            if let Some([finds, _]) = clients {
                finds.begin(ask, &moments);
            }
        });
    }

    fn ask(self, ask: &Ask) {
        self.clients.with_value(|clients| {
            if let Some([finds, draws]) = clients {
                match ask {
                    Ask::Picture { .. } => draws.ask(ask),
                    _ => finds.ask(ask),
                }
            }
        });
    }

    fn hear(self, heard: Heard) {
        let job = self.job.get_value();
        match heard {
            Heard::Said(Tell::Sleep {
                job: of,
                timeline,
                asleep,
            }) if of == job => {
                self.is_of_job.set_value(true);
                self.asleep.set(Some(Arc::new(Asleep { timeline, asleep })));
            }
            Heard::Said(Tell::Cards { job: of, told }) if of == job => {
                self.is_before.set(false);
                self.told.set(Some(Arc::new(told)));
            }
            Heard::Said(Tell::Picture { ask, drawn }) if ask == self.ask.get_value() => {
                self.first_asks
                    .update_value(|(wanted, drawn)| *drawn = *wanted);
                self.drawn.set(Some(Arc::new(drawn)));
            }
            Heard::Sketch(bytes) if self.is_of_job.get_value() => {
                self.clients.with_value(|clients| {
                    if let Some([_, draws]) = clients {
                        draws.pass_on(&bytes);
                    }
                });
                let sketches = self.sketches.get_untracked();
                self.sketches.set(sketches.wrapping_add(1).max(1));
            }
            // Of a life or a picture that was asked about before.
            Heard::Said(_) | Heard::Sketch(_) => {}
            Heard::Died => {
                self.status.set(Status::Died);
                // It is what calls this.
                set_timeout(move || self.clients.set_value(None), Duration::ZERO);
            }
        }
    }

    /// How often more became known of which pictures are made; 0 before the first time.
    pub fn sketches(self) -> u32 {
        self.sketches.get()
    }

    /// Asks for a picture, in the place of any other.
    ///
    /// * `is_part`: it is another part of the one that was asked for last.
    pub fn want(self, wanted: Wanted, is_part: bool) {
        let ask = self.ask.get_value().wrapping_add(1);
        self.ask.set_value(ask);
        if !is_part {
            self.first_asks.update_value(|(wanted, _)| *wanted = ask);
        }
        self.ask(&Ask::Picture { ask, wanted });
    }

    /// Which picture is drawn: the same number for other parts of the same.
    pub fn drawn_picture(self) -> u32 {
        self.first_asks.get_value().1
    }

    /// Asks for what two stretches are like.
    pub fn compare(self, days: [Days; 2], language: Language) {
        self.ask(&Ask::Compare { days, language });
    }

    pub fn status(self) -> Status {
        self.status.get()
    }

    /// What the calendar is shaded by, where sleep is to be seen as well.
    pub fn shade(self) -> Option<Arc<Asleep>> {
        self.is_inferred().then(|| self.asleep()).flatten()
    }

    pub fn asleep(self) -> Option<Arc<Asleep>> {
        self.asleep.get()
    }

    pub fn told(self) -> Option<Arc<Told>> {
        self.told.get()
    }

    /// Whether what is told is of the life as it was before, and is being found out anew.
    pub fn is_before(self) -> bool {
        self.is_before.get() && self.status() == Status::Running
    }

    pub fn drawn(self) -> Option<Arc<Sight>> {
        self.drawn.get()
    }

    pub fn is_inferred(self) -> bool {
        self.is_inferred.get()
    }

    /// Changes to what the calendar shows.
    pub fn infer(self, is_inferred: bool) {
        self.is_inferred.set(is_inferred);
        if is_inferred {
            self.start();
        }
    }

    /// Whose holidays are free in a zone.
    pub fn country_of(self, zone: &str) -> Country {
        self.country.get().unwrap_or_else(|| Country::of_zone(zone))
    }

    pub fn set_country(self, country: Country) {
        self.country.set(Some(country));
    }

    /// The days that the person marked as free, ascending.
    pub fn marked(self) -> Vec<NaiveDate> {
        self.marked.get()
    }

    /// Takes over which days are free.
    pub fn set_free(self, country: Country, marked: Vec<NaiveDate>) {
        self.country.set(Some(country));
        self.marked.set(marked);
    }

    /// Marks a day as free, or takes that back.
    pub fn mark(self, day: NaiveDate) {
        let mut marked = self.marked.get_untracked();
        match marked.binary_search(&day) {
            Ok(place) => drop(marked.remove(place)),
            Err(place) => marked.insert(place, day),
        }
        self.marked.set(marked);
    }
}

/// The rhythm, from anywhere below the app.
pub fn rhythm() -> Rhythm {
    expect_context()
}

/// What some days are held against unless the person says: as many right before them, or their own first half
/// where nothing is known before them.
///
/// * `first`: the first day of which anything is known.
pub fn days_beside(days: &Days, first: Option<NaiveDate>) -> Days {
    let length = days.end - days.start;
    if first.is_some_and(|first| days.start <= first) {
        days.start..days.start + (length / 2).max(TimeDelta::days(1))
    } else {
        days.start - length..days.start
    }
}
