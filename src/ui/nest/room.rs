//! The room, the bird in it, and how it is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

use super::drawing::{BIRD, MEALS, drawing};
use crate::engine::bird::clock::Now;
use crate::engine::bird::pose::Pose;
use crate::engine::bird::wardrobe::Light;
use crate::engine::bird::{Bird, Input};
use crate::engine::text::bird::{self as words, Label};
use crate::ui::dom::{Node, button, el, nothing, part};
use crate::ui::live::{Live, effect, live};
use crate::ui::nest::label;
use crate::ui::state::bird::{BirdState, bird};
use crate::ui::state::settings::settings;
use crate::ui::state::talk::talk;
use crate::ui::state::voice::voice;

pub fn room() -> Node {
    el("section")
        .class("home")
        .testid("room")
        .live("aria-label", label(Label::Bird))
        .child(head())
        .child(scene())
        .child(mood())
}

/// Name, level, and how far it is within that.
fn head() -> Node {
    let (settings, state) = (settings(), bird());
    let progress = move || state.bird().with(Bird::progress);
    let name = live(move || {
        let name = state.bird().with(|bird| bird.name().to_owned());
        match name.is_empty() {
            true => Label::Unnamed.say(settings.language()).to_owned(),
            false => name,
        }
    });
    let level = live(move || words::level(settings.language(), progress().level));
    let left = live(move || words::progress(&progress()));
    let meals_left = live(move || words::meals_left(settings.language(), &progress()));
    let percent = live(move || progress().percent().to_string());
    let bar = el("div")
        .class("home__bar")
        .attr("role", "progressbar")
        .attr("aria-valuemin", "0")
        .attr("aria-valuemax", "100")
        .live("aria-valuenow", percent.clone())
        .live("aria-valuetext", meals_left.clone())
        .live("title", meals_left)
        .live("aria-label", label(Label::ExperienceBar))
        .child(el("span").style(
            "--done",
            live(move || ["0.", &two_digits(progress().percent())].concat()),
        ));
    el("div")
        .class("home__head")
        .child(el("h1").class("home__name").testid("bird-name").words(name))
        .child(el("span").class("home__level").testid("level").words(level))
        .child(bar)
        .child(
            el("span")
                .class("home__left")
                .testid("progress")
                .words(left),
        )
}

/// Of a number below 100.
fn two_digits(number: u8) -> String {
    let digit = |number: u8| char::from(b'0' + number % 10);
    [digit(number / 10), digit(number)].iter().collect()
}

fn scene() -> Node {
    let state = bird();
    let place = live(move || {
        let room = state.bird().with(Bird::room);
        ["bird/room-", room.name(), ".svg"].concat()
    });
    let light = live(move || state.at_now(|_, now: &Now| Light::at(now.minute()).name()));
    let scene = el("div")
        .class("home__scene")
        .live("data-hour", light)
        .child(drawing("home__wall", place, Vec::new()))
        .child(bubble())
        .child(figure(state))
        .child(meal(state));
    let around: HtmlElement = scene.element();
    scene.on("pointermove", move |event| look(&around, &event))
}

/// It looks where the pointer is.
fn look(scene: &HtmlElement, event: &web_sys::Event) {
    let event = event.unchecked_ref::<PointerEvent>();
    let around = scene.get_bounding_client_rect();
    let along = |at: i32, from: f64, size: f64| (f64::from(at) - from) / size.max(1.0) * 2.0 - 1.0;
    let x = along(event.client_x(), around.left(), around.width());
    let y = along(event.client_y(), around.top(), around.height());
    set_on_figure(
        scene,
        &[("--look-x", hundredths(x)), ("--look-y", hundredths(y))],
    );
}

/// A number between -1 and 1 as styles read it.
fn hundredths(at: f64) -> String {
    let percent = (at * 100.0) as i32;
    let sign = if percent < 0 { "-" } else { "" };
    match percent.unsigned_abs() {
        100.. => [sign, "1"].concat(),
        percent => [sign, "0.", &two_digits(percent as u8)].concat(),
    }
}

/// The bird, to be touched.
fn figure(state: BirdState) -> Node {
    let talk = talk();
    let attributes: Vec<(&'static str, Live<String>)> = vec![
        ("data-pose", live(move || state.pose().name().into())),
        (
            "data-stage",
            live(move || state.bird().with(|bird| bird.stage().name().into())),
        ),
        (
            "data-outfit",
            live(move || state.bird().with(|bird| bird.outfit().name().into())),
        ),
    ];
    let figure = button("home__bird", move || {
        // First what it says to that: one that is asleep will then be up.
        talk.touch();
        state.step(Input::Up);
    })
    .testid("bird")
    .live("aria-label", label(Label::Touch))
    .child(drawing("home__figure", live(|| BIRD.into()), attributes));
    let around: HtmlElement = figure.element();
    let voice = voice();
    effect(move || {
        let open = hundredths(voice.beak().into());
        set_on_figure(&around, &[("--beak", open)]);
    });
    figure
}

/// Sets properties that the styles move the drawing by, if it is there.
fn set_on_figure(around: &HtmlElement, properties: &[(&str, String)]) {
    if let Ok(Some(figure)) = around.query_selector(".home__figure > svg") {
        let figure = figure.unchecked_ref::<HtmlElement>();
        for (name, value) in properties {
            let _ = figure.style().set_property(name, value);
        }
    }
}

/// What it eats, as long as it does.
fn meal(state: BirdState) -> Node {
    let dish: Live<String> = live(move || state.bird().with(|bird| bird.dish().name().into()));
    part(move || match state.pose() {
        Pose::Eat => drawing(
            "home__meal",
            live(|| MEALS.into()),
            vec![
                ("data-meal", dish.clone()),
                ("data-step", live(|| "arrive".into())),
            ],
        ),
        _ => nothing(),
    })
}

/// What it says.
fn bubble() -> Node {
    let talk = talk();
    el("p")
        .class("home__bubble")
        .testid("bubble")
        .attr("role", "status")
        .words(live(move || talk.said()))
}

/// What it does and why, for eyes and ears.
fn mood() -> Node {
    let (settings, state) = (settings(), bird());
    let said = live(move || {
        let language = settings.language();
        let called = state.bird().with(|bird| bird.name().to_owned());
        match (state.told(), state.held()) {
            (Some(cue), _) => words::happening::cue(language, &cue, &called),
            (None, Some(pose)) => words::happening::pose(language, pose, &called),
            (None, None) => words::happening::mood(language, state.mood()),
        }
    });
    el("p")
        .class("home__mood")
        .testid("mood")
        .attr("role", "status")
        .words(said)
}
