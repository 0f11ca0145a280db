//! Someone's calendar: the picture first, then what it shows and under which conditions.

use std::time::Duration;

use leptos::prelude::*;

use crate::engine::opened::Origin;
use crate::engine::text::{Counted, Language, Text, dates, github as told, numbers};
use crate::ui::dom::{Node, beside, el, nothing, part, perhaps};
use crate::ui::live::live;
use crate::ui::pages::Page;
use crate::ui::parts::chart::chart;
use crate::ui::parts::conditions::conditions;
use crate::ui::parts::dialog::period_dialog;
use crate::ui::parts::figures::figures_panel;
use crate::ui::parts::github_run::title;
use crate::ui::parts::legend::legend;
use crate::ui::parts::plain::way;
use crate::ui::parts::range::range_bar;
use crate::ui::parts::report::report;
use crate::ui::parts::rhythm::rhythm_section;
use crate::ui::parts::save::save_bar;
use crate::ui::parts::sight::AtFirst;
use crate::ui::parts::table::period_table;
use crate::ui::state::github::{Status, github};
use crate::ui::state::life::Life;
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

pub fn calendar_page() -> Node {
    let view = view();
    // Other conditions move the bounds: picture and table stay, with all that is open in them.
    let has_events = Memo::new(move |_| view.bounds().is_some());
    // The picture first: what stands below and beside it follows when it has been painted.
    let is_painted = RwSignal::new(false);
    // In a task of its own: together with two frames it would keep the page from answering.
    request_animation_frame(move || set_timeout(move || is_painted.set(true), Duration::ZERO));
    let later = move |rest: fn() -> Node| {
        part(move || match is_painted.get() {
            true => rest(),
            false => nothing(),
        })
    };
    let picture = part(move || {
        if !has_events.get() {
            return untrack(no_events);
        }
        let card = el("div")
            .class("card")
            .child(chart(AtFirst::Near))
            .child(legend());
        beside([card, later(|| beside([save_bar(), period_table()]))])
    });
    let picture = el("div").class("calendar__picture").child(picture);
    let side = el("div").class("calendar__side").child(later(|| {
        beside([figures_panel(), conditions(), period_dialog()])
    }));
    let calendar = el("div")
        .class("calendar")
        .child(picture.child(later(report)))
        .child(side);
    let rhythm = part(move || match has_events.get() {
        true => later(rhythm_section),
        false => nothing(),
    });
    let is_on_the_way =
        Memo::new(move |_| !matches!(github().status(), Status::Idle | Status::Done));
    let on_the_way = part(move || perhaps(is_on_the_way.get().then(reading_on)));
    beside([person_line(), range_bar(), on_the_way, calendar, rhythm])
}

/// Says that GitHub is still being read, and leads there.
fn reading_on() -> Node {
    let (settings, github) = (settings(), github());
    let progress = live(move || told::progress(settings.language(), &github.progress()));
    let address = ["#", Page::GitHub.hash()].concat();
    let strip = el("div").class("panel reading-on").testid("github-strip");
    strip
        .child(way("", "reading-on", &address).words(title()))
        .child(el("p").class("reading__words").words(progress))
}

/// Whose calendar it is, of which days, by which clock.
fn person_line() -> Node {
    let (settings, view) = (settings(), view());
    let of_life = move |tell: fn(&Life, Language) -> String| {
        live(move || {
            view.life()
                .map(|life| tell(&life, settings.language()))
                .unwrap_or_default()
        })
    };
    let name = of_life(Life::name);
    let handle = of_life(|life, _| match life.imported.person.handle.as_str() {
        "" => String::new(),
        handle => ["@", handle].concat(),
    });
    let origin = of_life(|life, language| {
        let origin = match life.origin {
            Origin::Archive if life.github.is_some() => Text::FromBoth,
            Origin::Archive => Text::FromArchive,
            Origin::GitHub => Text::FromGitHub,
            Origin::Sample(_) => Text::FromSample,
        };
        origin.say(language).into()
    });
    let count = of_life(|life, language| match life.origin {
        Origin::GitHub => numbers::records(language, Counted::Records, life.tally.github()),
        _ => numbers::posts(language, life.tally.posts()),
    });
    let acts = of_life(|life, language| match life.others() {
        0 => String::new(),
        acts => numbers::others(language, acts),
    });
    let days = live(move || dates::range(settings.language(), &view.days()));
    let zone = live(move || view.zone().read().name().to_owned());
    let facts = [
        ("handle", handle),
        ("origin", origin),
        ("count", count),
        ("acts-count", acts),
        ("days", days),
        ("zone-name", zone),
    ];
    let facts = facts.map(|(testid, fact)| el("span").testid(testid).words(fact));
    let another = el("a").class("button person__another").attr("href", "#/");
    el("header")
        .class("person")
        .child(el("h1").class("person__name").words(name))
        .child(el("p").class("person__facts").children(facts))
        .child(another.say(Text::OpenAnother))
}

fn no_events() -> Node {
    let has_times = view()
        .life()
        .is_some_and(|life| life.tally.date_only < life.imported.events.len() as u64);
    let (what, advice) = match has_times {
        true => (Text::NoEvents, Text::NoEventsAdvice),
        false => (Text::OnlyDays, Text::OnlyDaysAdvice),
    };
    el("div")
        .class("card card--empty")
        .attr("role", "status")
        .child(el("p").child(el("strong").say(what)))
        .child(el("p").say(advice))
}
