//! A calendar that somebody packed into a link: [`picture`] shows it, [`table`] tells the same, [`bird`] is their
//! bird's card. Nothing of one's own is touched by it.

mod bird;
mod picture;
mod table;

use std::sync::Arc;

use chrono::TimeDelta;
use leptos::prelude::*;

use crate::engine::figures::Figures;
use crate::engine::infer::threshold::MIDARE_SECS;
use crate::engine::link::{LinkError, Shared};
use crate::engine::scene::calendar::Calendar;
use crate::engine::text::label::Label;
use crate::engine::text::{Language, Text, dates, link as words, numbers};
use crate::ui::dom::{Node, beside, el, keep, part, perhaps};
use crate::ui::live::{Live, live};
use crate::ui::pages::{Desk, Page};
use crate::ui::parts::plain::{label, way};
use crate::ui::state::settings::settings;
use crate::web::page;

/// What the keyboard goes to when another link is opened.
const TITLE: &str = "link-title";

pub fn link_page() -> Node {
    let address = RwSignal::new(page::hash());
    keep(page::on_hash(move |hash| {
        if Page::at(&hash) == Page::Desk(Desk::Link) {
            address.set(hash);
            page::focus(TITLE);
        }
    }));
    let read = Memo::new(move |_| Shared::read(&address.read()).map(Arc::new));
    let content = part(move || match &*read.read() {
        Ok(shared) => calendar(shared),
        Err(why) => trouble(*why),
    });
    el("article")
        .class("desk__page link")
        .testid("desk-link")
        .child(content)
}

fn calendar(shared: &Arc<Shared>) -> Node {
    let calendar = Arc::new(shared.calendar());
    let card = el("div")
        .class("card")
        .child(picture::picture(&calendar))
        .child(picture::legend());
    let main = el("div")
        .class("link__main")
        .child(card)
        .child(table::table(&calendar));
    let side = el("div")
        .class("link__side")
        .child(figures(&calendar))
        .child(perhaps(shared.card().map(bird::bird)))
        .child(own());
    let lead = el("p").class("link__lead").words(label(Label::LinkLead));
    beside([
        head(shared),
        lead,
        el("div").class("link__page").child(main).child(side),
    ])
}

/// Whose calendar it is, of which days, by which clock.
fn head(shared: &Arc<Shared>) -> Node {
    let settings = settings();
    let of_link = |tell: fn(&Shared, Language) -> String| {
        let shared = Arc::clone(shared);
        live(move || tell(&shared, settings.language()))
    };
    let name = of_link(|shared, language| match shared.name() {
        "" => Label::LinkSomeone.say(language).into(),
        name => name.into(),
    });
    let days = of_link(|shared, language| {
        let days = TimeDelta::days(shared.rows().len() as i64);
        dates::range(language, &(shared.first()..shared.first() + days))
    });
    let zone = of_link(|shared, _| shared.zone().into());
    let threshold = of_link(|shared, language| match shared.threshold_secs() {
        MIDARE_SECS => String::new(),
        secs => words::threshold(language, secs),
    });
    let facts = [
        ("link-days", days),
        ("link-zone", zone),
        ("link-threshold", threshold),
    ];
    let facts = facts.map(|(testid, fact)| el("span").testid(testid).words(fact));
    el("header")
        .class("person")
        .child(title().child(el("bdi").words(name)))
        .child(el("p").class("person__facts").children(facts))
}

fn title() -> Node {
    el("h1")
        .id(TITLE)
        .testid(TITLE)
        .class("person__name")
        .attr("tabindex", "-1")
}

fn figures(calendar: &Calendar) -> Node {
    let settings = settings();
    let figures = Figures::of(calendar, 0);
    let figure = |text: Text, testid: &str, value: Live<String>, beside: Live<String>| {
        el("div")
            .class("figures__one")
            .testid(testid)
            .child(el("dt").say(text))
            .child(el("dd").words(value).child(el("small").words(beside)))
    };
    let nothing = || live(String::new);
    let span = |secs| live(move || numbers::duration(settings.language(), secs));
    let of_days = live(move || {
        let days = numbers::days(settings.language(), figures.days as u64);
        ["/ ", &days].concat()
    });
    let late = live(move || numbers::count(figures.late_days as u64));
    let rows = [
        figure(Text::LateDays, "link-late", late, of_days),
        figure(
            Text::LongestAwake,
            "link-longest",
            span(figures.longest_secs),
            nothing(),
        ),
        figure(
            Text::AwakeFound,
            "link-awake",
            span(figures.awake_secs),
            nothing(),
        ),
    ];
    el("section")
        .class("card figures")
        .attr("aria-labelledby", "link-figures")
        .child(el("h2").id("link-figures").say(Text::Figures))
        .child(el("dl").children(rows))
        .child(
            el("p")
                .class("figures__note")
                .words(label(Label::LinkGround)),
        )
}

/// The way to a calendar of one's own.
fn own() -> Node {
    let to_start = way("button button--main", "link-own", "#/");
    el("section")
        .class("card link__own")
        .child(to_start.words(label(Label::LinkMakeOwn)))
        .child(
            el("p")
                .class("figures__note")
                .words(label(Label::LinkMakeOwnNote)),
        )
}

/// Why there is no calendar, and what can be done.
fn trouble(why: LinkError) -> Node {
    let (what, advice) = match why {
        LinkError::Newer => (Label::LinkNewer, Label::LinkNewerAdvice),
        LinkError::CutShort => (Label::LinkCutShort, Label::LinkCutShortAdvice),
        LinkError::Followed => (Label::LinkFollowed, Label::LinkFollowedAdvice),
        LinkError::TooLong => (Label::LinkTooLong, Label::LinkTooLongAdvice),
        LinkError::Damaged => (Label::LinkDamaged, Label::LinkDamagedAdvice),
        LinkError::Impossible => (Label::LinkImpossible, Label::LinkImpossibleAdvice),
    };
    let told = el("div")
        .class("card card--empty link__trouble")
        .testid("link-trouble")
        .attr("role", "status")
        .child(title().words(label(what)))
        .child(el("p").words(label(advice)));
    told.child(way("button button--main", "link-own", "#/").words(label(Label::LinkMakeOwn)))
}
