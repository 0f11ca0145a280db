//! Makes a link of what is looked at: whose name is in it, whether the bird's card is, and the link to copy.

use std::sync::Arc;

use chrono::TimeDelta;
use leptos::prelude::*;

use crate::engine::bird::card::Card;
use crate::engine::bird::clock::Now;
use crate::engine::bird::saved;
use crate::engine::link::{About, Shared};
use crate::engine::opened::Opened;
use crate::engine::scene::calendar::Calendar;
use crate::engine::text::label::Label;
use crate::engine::text::link as words;
use crate::engine::time::Zone;
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::live;
use crate::ui::parts::plain::{label, way};
use crate::ui::state::desk::desk;
use crate::ui::state::settings::settings;
use crate::web::{page, storage};

/// Nothing where nothing is opened.
pub fn link_box() -> Node {
    part(move || match desk().opened() {
        Some(opened) => of(&opened),
        None => nothing(),
    })
}

/// What is wanted in the link.
#[derive(Clone, Copy)]
struct Wanted {
    name: RwSignal<String>,
    has_card: RwSignal<bool>,
    /// Whether the link was copied, once that was tried.
    told: RwSignal<Option<Label>>,
}

fn of(opened: &Arc<Opened>) -> Node {
    let settings = settings();
    let name = untrack(|| opened.name(settings.language()));
    let wanted = Wanted {
        name: RwSignal::new(name),
        has_card: RwSignal::new(false),
        told: RwSignal::new(None),
    };
    let calendar = calendar(opened);
    let shown = calendar.rows.len();
    let card = card();
    let has_bird = card.is_some();
    let shared = Memo::new({
        let opened = Arc::clone(opened);
        move |_| {
            let about = About {
                zone: opened.zone.name(),
                name: &wanted.name.read(),
                card: card.clone().filter(|_| wanted.has_card.get()),
                threshold_secs: opened.threshold_secs,
            };
            Shared::of(&calendar, about)
        }
    });
    let address = Memo::new(move |_| {
        let shared = shared.read();
        let fragment = shared.as_ref().map(Shared::written).unwrap_or_default();
        [&page::address(), "#", &fragment].concat()
    });
    let days = live(move || {
        let shared = shared.read();
        let days = shared.as_ref().map(|shared| {
            let days = TimeDelta::days(shared.rows().len() as i64);
            shared.first()..shared.first() + days
        });
        let days = days.map(|days| words::days(settings.language(), &days, shown));
        days.unwrap_or_default()
    });
    let ticks = match has_bird {
        true => card_tick(wanted),
        false => nothing(),
    };
    el("section")
        .class("card link-box")
        .testid("link-box")
        .attr("aria-labelledby", "link-box-title")
        .child(el("h2").id("link-box-title").words(label(Label::LinkMake)))
        .child(el("p").words(label(Label::LinkMakeLead)))
        .child(
            el("p")
                .class("link-box__days")
                .testid("link-range")
                .words(days),
        )
        .child(name_field(wanted))
        .child(ticks)
        .child(copying(wanted, address))
        .child(notes())
}

/// What is in sight, as it is in sight.
fn calendar(opened: &Opened) -> Calendar {
    let Opened {
        zone,
        country,
        days,
        start_hour,
        ..
    } = opened;
    Calendar::new(&opened.awake(), zone, *country, days.clone(), *start_hour)
}

/// The card of the bird that lives in this browser, if one does.
fn card() -> Option<Card> {
    let kept = storage::get(storage::BIRD)?;
    let bird = saved::read(kept.as_bytes()).ok()?;
    let zone = Zone::utc();
    let now = Now {
        at: page::now().timestamp(),
        zone: &zone,
    };
    Some(Card::of(&bird, "", &now))
}

fn name_field(wanted: Wanted) -> Node {
    let input = el("input")
        .id("link-name")
        .testid("link-name")
        .attr("type", "text")
        .attr("maxlength", "60")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "link-name-hint")
        .value(live(move || wanted.name.get()))
        .on("input", move |event| {
            wanted.told.set(None);
            wanted.name.set(event_target_value(&event));
        });
    let name = el("label").attr("for", "link-name");
    let hint = el("p").class("field__hint").id("link-name-hint");
    el("div")
        .class("field")
        .child(name.words(label(Label::LinkName)))
        .child(input)
        .child(hint.words(label(Label::LinkNameHint)))
}

fn card_tick(wanted: Wanted) -> Node {
    let input = el("input")
        .attr("type", "checkbox")
        .testid("link-card")
        .attr("aria-describedby", "link-card-hint")
        .checked(live(move || wanted.has_card.get()))
        .on("change", move |event| {
            wanted.told.set(None);
            wanted.has_card.set(event_target_checked(&event));
        });
    let name = el("span").class("check__name");
    let hint = el("p").class("field__hint").id("link-card-hint");
    let tick = el("label")
        .class("check")
        .child(input)
        .child(name.words(label(Label::LinkCard)));
    beside([tick, hint.words(label(Label::LinkCardHint))])
}

fn copying(wanted: Wanted, address: Memo<String>) -> Node {
    let settings = settings();
    let copy = button("button button--main", move || {
        page::copy(&address.get_untracked(), move |is_copied| {
            wanted.told.set(Some(match is_copied {
                true => Label::LinkCopied,
                false => Label::LinkNotCopied,
            }));
        });
    });
    let said = live(move || {
        let told = wanted.told.get();
        told.map_or("", |told| told.say(settings.language()))
    });
    let words = live(move || {
        let characters = address.read().chars().count();
        words::length(settings.language(), characters)
    });
    // Opened beside, so that nothing here is lost.
    let open = way("button", "link-open", "")
        .attr("target", "_blank")
        .live("href", live(move || address.get()));
    let ways = el("div")
        .class("desk__row")
        .child(copy.testid("link-copy").words(label(Label::LinkCopy)))
        .child(open.words(label(Label::LinkOpen)))
        .child(
            el("p")
                .attr("role", "status")
                .testid("link-told")
                .words(said),
        );
    let text = el("textarea")
        .class("link-box__text")
        .testid("link-text")
        .attr("readonly", "")
        .attr("rows", "3")
        .attr("spellcheck", "false")
        .live("aria-label", label(Label::LinkItself))
        .value(live(move || address.get()));
    let length = el("p").class("field__hint").testid("link-length");
    beside([ways, text, length.words(words)])
}

fn notes() -> Node {
    let notes = [
        Label::LinkOpenToAll,
        Label::LinkWithout,
        Label::LinkNoServer,
    ];
    el("ul")
        .class("link-box__notes")
        .children(notes.map(|note| el("li").words(label(note))))
}
