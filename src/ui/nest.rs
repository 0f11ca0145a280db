//! The bird's page: [`room`] shows it, [`meals`] feeds it with what [`pantry`] has and its
//! [`taste`] allows, [`wardrobe`] dresses and moves it,
//! [`talk`] is a chat with it ([`models`] who answers, [`sounds`] what is heard), [`ranking`] and [`cards`] hold it against others' birds, [`keeping`] names and keeps it. [`choices`]
//! and [`drawing`] are what they share.

mod cards;
mod choices;
pub mod drawing;
mod keeping;
mod meals;
mod models;
mod pantry;
mod ranking;
mod room;
mod sounds;
mod talk;
mod taste;
mod wardrobe;

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::dom::{Node, el, keep, mount, part};
use super::live::{effect, live};
use super::pages::Page;
use super::parts::plain::{heading, label};
use super::state::bird::BirdState;
use super::state::cards::CardBox;
use super::state::ears::Ears;
use super::state::forage::Forage;
use super::state::gemini::Gemini;
use super::state::settings::Settings;
use super::state::talk::Talk;
use super::state::talker::Talker;
use super::state::voice::Voice;
use crate::engine::text::bird::Label;
use crate::web::page;

thread_local! {
    /// What the page was built in, once.
    static NEST: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
}

/// Puts the bird's page into that place, as it was left.
pub fn bring_bird(place: &HtmlElement) {
    let nest = NEST.with_borrow_mut(|nest| {
        if nest.is_none() {
            *nest = page::stage();
            if let Some(stage) = nest.clone() {
                mount(stage, nest_page).forget();
            }
        }
        nest.clone()
    });
    if let Some(nest) = nest {
        let _ = place.append_child(&nest);
    }
}

/// What can be done with the bird, one thing at a time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Panel {
    #[default]
    Meals,
    Wardrobe,
    Talk,
    Ranking,
    Keeping,
}

impl Panel {
    const ALL: [(Panel, Label, &str); 5] = [
        (Panel::Meals, Label::Food, "panel-meals"),
        (Panel::Wardrobe, Label::Wardrobe, "panel-wardrobe"),
        (Panel::Talk, Label::Talk, "panel-talk"),
        (Panel::Ranking, Label::Ranking, "panel-ranking"),
        (Panel::Keeping, Label::Settings, "panel-keeping"),
    ];
}

fn nest_page() -> Node {
    provide_context(Settings::following());
    let bird = BirdState::new();
    provide_context(bird);
    provide_context(Forage::new(bird));
    let talker = Talker::new();
    let (voice, gemini) = (Voice::new(bird, talker), Gemini::new(talker));
    provide_context(voice);
    keep(page::on_hash(move |hash| {
        if Page::at(&hash) != Page::Bird {
            voice.leave();
        }
    }));
    provide_context(gemini);
    provide_context(Ears::new());
    provide_context(Talk::new(bird, talker, voice, gemini));
    let cards = CardBox::new();
    provide_context(cards);
    let shown = RwSignal::new(Panel::default());
    effect(move || {
        if 0 < cards.came() {
            shown.set(Panel::Ranking);
        }
    });
    let panel = part(move || match shown.get() {
        Panel::Meals => meals::meals_panel(),
        Panel::Wardrobe => wardrobe::wardrobe_panel(),
        Panel::Talk => talk::talk_panel(),
        Panel::Ranking => ranking::ranking_panel(),
        Panel::Keeping => keeping::keeping_panel(),
    });
    let panel = el("section").class("card nest__panel").child(panel);
    el("div").class("nest__page").child(room::room()).child(
        el("div")
            .class("nest__side")
            .child(ways(shown))
            .child(panel)
            .child(keeping::reminder()),
    )
}

fn ways(shown: RwSignal<Panel>) -> Node {
    let way = |(panel, text, testid): (Panel, Label, &str)| {
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", "panel")
            .testid(testid)
            .checked(live(move || shown.get() == panel))
            .on("change", move |_| shown.set(panel));
        el("label")
            .class("segments__one")
            .child(input)
            .child(el("span").words(label(text)))
    };
    el("div")
        .class("segments nest__ways")
        .attr("role", "radiogroup")
        .live("aria-label", label(Label::Bird))
        .children(Panel::ALL.map(way))
}

/// A panel's heading.
fn title(id: &str, text: Label) -> Node {
    heading(id).words(label(text))
}
