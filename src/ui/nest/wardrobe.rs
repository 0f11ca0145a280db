//! What the bird wears and where it lives. What is chosen is put on at once, to be looked at.

use leptos::prelude::*;

use super::choices::{Choice, choices};
use super::drawing::BIRD;
use super::{label, title};
use crate::engine::bird::clock::Now;
use crate::engine::bird::wardrobe::{Light, Outfit, Room};
use crate::engine::bird::{Bird, Input};
use crate::engine::text::bird::{Label, things};
use crate::ui::dom::{Node, beside, el};
use crate::ui::live::{Live, live};
use crate::ui::state::bird::bird;
use crate::ui::state::settings::settings;

pub fn wardrobe_panel() -> Node {
    beside([
        title("nest-wardrobe", Label::Outfits),
        outfits(),
        el("h3").words(label(Label::Rooms)),
        rooms(),
    ])
}

/// From which level on something can be had, as long as the bird's is lower.
fn lock(level: u32) -> Live<Option<String>> {
    let (settings, state) = (settings(), bird());
    live(move || {
        let is_lower = state.bird().with(|bird| bird.progress().level < level);
        is_lower.then(|| things::from_level(settings.language(), level))
    })
}

fn outfits() -> Node {
    let (settings, state) = (settings(), bird());
    let outfit = move |outfit: Outfit| {
        let stage = live(move || state.bird().with(|bird| bird.stage().name().into()));
        let choice = Choice {
            name: outfit.name(),
            called: live(move || things::outfit(settings.language(), outfit)),
            path: BIRD.into(),
            attributes: vec![
                ("data-outfit", live(move || outfit.name().into())),
                ("data-pose", live(|| "still".into())),
                ("data-stage", stage),
            ],
            is_chosen: live(move || state.bird().with(Bird::outfit) == outfit),
            lock: lock(outfit.level()),
        };
        (outfit, choice)
    };
    let dress = |outfit| bird().step(Input::Dress(outfit));
    choices(
        "outfit",
        "choices",
        Label::Outfits,
        Outfit::ALL.map(outfit),
        dress,
    )
}

fn rooms() -> Node {
    let (settings, state) = (settings(), bird());
    let room = move |room: Room| {
        let choice = Choice {
            name: room.name(),
            called: live(move || things::room(settings.language(), room)),
            path: ["bird/room-", room.name(), ".svg"].concat(),
            attributes: Vec::new(),
            is_chosen: live(move || state.bird().with(Bird::room) == room),
            lock: lock(room.level()),
        };
        (room, choice)
    };
    let move_in = |room| bird().step(Input::Move(room));
    let light = live(move || state.at_now(|_, now: &Now| Light::at(now.minute()).name()));
    let all = choices(
        "room",
        "choices choices--wide",
        Label::Rooms,
        Room::ALL.map(room),
        move_in,
    );
    all.live("data-hour", light)
}
