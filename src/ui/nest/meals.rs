//! What there is to eat, and as what it is served.

use leptos::prelude::*;

use super::choices::{Choice, choices};
use super::drawing::MEALS;
use super::pantry::pantry;
use super::{label, title};
use crate::engine::bird::Input;
use crate::engine::bird::dish::Dish;
use crate::engine::bird::food::{self, Tray};
use crate::engine::bird::pose::Pose;
use crate::engine::text::bird::{Label, feeding, things};
use crate::ui::dom::{Node, beside, button, el, part, perhaps};
use crate::ui::live::live;
use crate::ui::state::bird::bird;
use crate::ui::state::settings::settings;

pub fn meals_panel() -> Node {
    let state = bird();
    let has_source = Memo::new(move |_| state.has_source());
    let content = part(move || match has_source.get() {
        true => served(),
        false => nothing_yet(),
    });
    beside([title("nest-meals", Label::Food), content, pantry()])
}

/// Where food could come from; someone who doesn't exist has some at once.
fn nothing_yet() -> Node {
    let (settings, state) = (settings(), bird());
    let sample = button("button button--main", move || {
        state.take_sample(untrack(|| settings.language()));
    });
    beside([
        el("p").testid("no-source").words(label(Label::NoSource)),
        sample.testid("feed-sample").words(label(Label::SampleFood)),
    ])
}

/// What waits, and the menu.
fn served() -> Node {
    let (settings, state) = (settings(), bird());
    let waiting = move || food::waiting(&state.trays().read());
    let words = live(move || {
        let language = settings.language();
        match (waiting(), state.has_food()) {
            (0, true) => Label::NothingLeft.say(language).to_owned(),
            (0, false) if !state.bird().with(|bird| bird.taste().is_any()) => {
                Label::NoneLiked.say(language).to_owned()
            }
            (waiting, _) => feeding::waiting(language, waiting),
        }
    });
    let is_over = move || waiting() == 0 || state.pose() == Pose::Eat;
    let one = button("button button--main", move || {
        if !untrack(is_over) {
            state.feed_next();
        }
    })
    .testid("feed")
    .flag_as("aria-disabled", "true", live(is_over))
    .words(label(Label::FeedOne));
    let all = button("button", move || {
        if !untrack(is_over) {
            state.feed_all();
        }
    })
    .testid("feed-all")
    .flag_as("aria-disabled", "true", live(is_over))
    .words(label(Label::FeedAll));
    beside([
        el("p").class("nest__strong").testid("waiting").words(words),
        menu(),
        el("div").class("nest__row").child(one).child(all),
        part(trays),
        part(move || perhaps(state.eats_posts().map(from_posts))),
        el("p").class("nest__quiet").words(label(Label::FoodLead)),
        el("p")
            .class("nest__quiet")
            .words(label(Label::NightIsNoBetter)),
    ])
}

/// Whose posts it eats, or that nobody wrote them.
fn from_posts(is_sample: bool) -> Node {
    let text = match is_sample {
        true => Label::FromSample,
        false => Label::FromArchive,
    };
    el("p").class("nest__quiet").words(label(text))
}

/// Of which days what waits is.
fn trays() -> Node {
    let (settings, state) = (settings(), bird());
    let language = settings.language();
    let today = state.at_now(|_, now| now.day());
    let trays = state.trays().read();
    let has_some = |tray: &&Tray| 0 < tray.eaten || !tray.waiting.is_empty();
    let row = |tray: &Tray| {
        let day = feeding::day(language, tray.day, today);
        el("li")
            .class("trays__one")
            .child(el("span").class("trays__day").text(&day))
            .child(el("span").text(&feeding::tray(language, tray)))
    };
    el("ul")
        .class("trays")
        .testid("trays")
        .children(trays.iter().filter(has_some).map(row))
}

fn menu() -> Node {
    let (settings, state) = (settings(), bird());
    let dish = move |dish: Dish| {
        let choice = Choice {
            name: dish.name(),
            called: live(move || things::dish(settings.language(), dish)),
            path: MEALS.into(),
            attributes: vec![("data-meal", live(move || dish.name().into()))],
            is_chosen: live(move || state.bird().with(|bird| bird.dish() == dish)),
            lock: live(|| None),
        };
        (dish, choice)
    };
    let serve = |dish| bird().step(Input::Serve(dish));
    choices("dish", "choices", Label::Menu, Dish::ALL.map(dish), serve)
}
