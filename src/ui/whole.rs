//! The whole page: whatever the address leads to. Loaded when something is chosen on the first screen.

use std::time::Duration;

use leptos::prelude::*;

use super::dom::{Node, keep, mount, part};
use super::first::end_first;
use super::live::{effect, live};
use super::pages::welcome::{welcome, whole_door};
use super::pages::{
    Desk, Page, address,
    apart::{bird_place, desk_place},
    calendar::calendar_page,
    github::github_page,
};
use super::parts::frame::frame;
use super::state::github::GitHub;
use super::state::import::{Failure, Import};
use super::state::opening::{Chosen, Opening};
use super::state::rhythm::Rhythm;
use super::state::settings::Settings;
use super::state::view::View;
use crate::engine::bird::food::Pantry;
use crate::engine::bird::provision::{self, Provision};
use crate::engine::opened::{Opened, Origin};
use crate::engine::protocol;
use crate::engine::protocol::opened::{Known, opened_from_bytes};
use crate::engine::sample::Sample;
use crate::web::apart::{DESK, KNOWN, NEST};
use crate::web::{handover, intl, page};

/// Finds out what takes long and what the page will need, in tasks of their own: the page is not kept
/// from answering by all of it at once when something has been chosen.
pub fn prepare_whole() {
    let later = |find: fn()| set_timeout(find, Duration::ZERO);
    // The first question about zones takes a browser as long as a hundred others.
    later(|| drop(intl::zone(&intl::own_zone(), 0, 0)));
    later(rehearse);
}

/// Builds the page where nobody sees it, and takes it down again: browsers compile what they run when it
/// is run first, which is half of the work.
fn rehearse() {
    if let Some(stage) = page::stage() {
        drop(mount(stage, || whole(|_| {})));
    }
}

/// Puts the whole page in the place of the first screen, and opens what was chosen there.
pub fn start_whole() {
    if let Some(body) = page::body() {
        mount(body, || whole(open_what_was_chosen)).forget();
        // At once: what asks for a page apart is to find one place for it.
        end_first();
    }
}

/// * `begin`: what is done at first.
fn whole(begin: fn(Opening)) -> Node {
    let settings = Settings::load();
    let view = View::new();
    let import = Import::new(view);
    let rhythm = Rhythm::new(view, settings);
    let opening = Opening::new(move |chosen| match chosen {
        Chosen::Files(files) => {
            page::go(Page::Welcome.hash());
            import.open(files);
        }
        Chosen::TooMuch => {
            page::go(Page::Welcome.hash());
            import.refuse(Failure::TooMuch);
        }
        Chosen::Saved(opened) => {
            rhythm.set_free(opened.country, opened.marked.clone());
            import.open_saved(*opened);
        }
        Chosen::Sample(sample) => {
            import.open_sample(sample, untrack(|| settings.language()));
        }
    });
    provide_context(settings);
    provide_context(view);
    provide_context(import);
    provide_context(GitHub::new(view));
    provide_context(rhythm);
    provide_context(opening);

    let address = address();
    let shown = Memo::new(move |_| match Page::at(&address.read()) {
        Page::Calendar if view.life().is_none() => Page::Welcome,
        page => page,
    });
    effect(move || {
        if shown.get() == Page::Bird {
            provide_bird(view, rhythm, settings);
        }
    });
    effect(move || {
        if matches!(shown.get(), Page::Desk(_)) {
            provide_desk(view, rhythm);
        }
    });
    effect(move || provide_known(shown.get(), view, rhythm));
    begin(opening);
    keep(handover::on_load(move || begin(opening)));
    let content = part(move || match shown.get() {
        Page::Welcome => welcome(whole_door()),
        Page::Calendar => calendar_page(),
        Page::GitHub => github_page(),
        Page::Bird => bird_place(),
        Page::Desk(_) => desk_place(),
    });
    let has_calendar = live(move || view.life().is_some());
    frame(shown.into(), has_calendar, content)
}

/// Leaves for the bird what it can eat and when the person sleeps, as soon as that is known.
fn provide_bird(view: View, rhythm: Rhythm, settings: Settings) {
    let Some(life) = view.life() else { return };
    let provision = match life.origin {
        Origin::Sample(sample) => {
            let language = untrack(|| settings.language());
            let imported = sample.imported(language, provision::sample_day());
            Provision {
                zone: None,
                posts: Pantry::of_posts(&imported.events),
                nights: Vec::new(),
            }
        }
        Origin::Archive | Origin::GitHub => {
            untrack(|| rhythm.start());
            let nights = rhythm.asleep();
            let nights = nights.map(|known| provision::last_nights(&known.timeline, &known.asleep));
            Provision {
                zone: Some((**view.zone().read()).clone()),
                posts: Pantry::of_posts(&life.imported.events),
                nights: nights.unwrap_or_default(),
            }
        }
    };
    NEST.leave(&protocol::to_bytes(&provision));
}

/// Leaves for the desk what is looked at, as it is looked at.
fn provide_desk(view: View, rhythm: Rhythm) {
    let Some(life) = view.life() else { return };
    let zone = (**view.zone().read()).clone();
    let opened = Opened {
        origin: life.origin,
        imported: life.imported.without_events(),
        filter: view.filter().get(),
        country: rhythm.country_of(zone.name()),
        marked: rhythm.marked(),
        zone,
        days: view.days(),
        start_hour: view.start_hour(),
        threshold_secs: view.threshold_secs(),
    };
    DESK.leave(&protocol::events_to_bytes(&opened, &life.imported.events));
}

/// Leaves for the page of sharing what is known of the rhythm of the days that are looked at, as it gets known.
fn provide_known(shown: Page, view: View, rhythm: Rhythm) {
    if shown != Page::Desk(Desk::Share) || view.life().is_none() {
        return;
    }
    untrack(|| rhythm.start());
    let told = rhythm.told().filter(|_| !rhythm.is_before());
    let cards = told.iter().flat_map(|told| &told.cards);
    let cards = cards.map(|card| [&card.id, &card.title, &card.value].map(Clone::clone));
    let known = Known {
        cards: cards.collect(),
    };
    KNOWN.leave(&protocol::to_bytes(&known));
}

fn open_what_was_chosen(opening: Opening) {
    match handover::take() {
        handover::Chosen::Nothing => {}
        handover::Chosen::Files(files) => opening.open(Chosen::Files(files)),
        handover::Chosen::TooMuch => opening.open(Chosen::TooMuch),
        handover::Chosen::Saved(bytes) => {
            if let Some(opened) = opened_from_bytes(&bytes) {
                opening.open(Chosen::Saved(Box::new(opened)));
            }
        }
        handover::Chosen::Sample(handle) => {
            let sample = Sample::ALL
                .into_iter()
                .find(|sample| sample.handle() == handle);
            if let Some(sample) = sample {
                opening.open(Chosen::Sample(sample));
            }
        }
    }
}
