//! The card of their bird: its looks, its name, its level.

use super::label;
use crate::engine::bird::card::Card;
use crate::engine::bird::level::Stage;
use crate::engine::text::bird as words;
use crate::engine::text::label::Label;
use crate::ui::dom::{Node, el};
use crate::ui::live::live;
use crate::ui::nest::drawing::{BIRD, STYLES, drawing};
use crate::ui::state::settings::settings;
use crate::web::drawing::wear;

pub fn bird(card: &Card) -> Node {
    wear(STYLES);
    let settings = settings();
    let (outfit, level) = (card.outfit(), card.level());
    let attributes = vec![
        ("data-outfit", live(move || outfit.name().into())),
        ("data-pose", live(|| "idle".into())),
        ("data-stage", live(move || Stage::of(level).name().into())),
    ];
    let name = {
        let name = card.name().to_owned();
        live(move || words::name(settings.language(), &name).to_owned())
    };
    let login = match card.login() {
        "" => String::new(),
        login => ["@", login].concat(),
    };
    let level = live(move || words::level(settings.language(), level));
    let told = el("div")
        .child(el("h2").id("link-bird").words(label(Label::LinkBird)))
        .child(el("p").child(el("strong").child(el("bdi").words(name))))
        .child(el("p").words(level))
        .child(el("p").class("figures__note").text(&login));
    el("section")
        .class("card link__bird")
        .testid("link-bird")
        .attr("aria-labelledby", "link-bird")
        .attr("data-still", "")
        .child(drawing("link__drawing", live(|| BIRD.into()), attributes))
        .child(told)
}
