//! How the person stands among those whom they follow.

use leptos::prelude::*;

use super::cards::cards;
use super::pantry::asking;
use super::{label, title};
use crate::engine::bird::level;
use crate::engine::source::github::Ranking;
use crate::engine::source::github::ranking::{MOST_RANKED, MOST_READ, Standing, price};
use crate::engine::text::Language;
use crate::engine::text::bird::{Label, ranking as words};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::state::forage::{Errand, forage};
use crate::ui::state::settings::settings;

pub fn ranking_panel() -> Node {
    beside([
        title("nest-ranking", Label::Ranking),
        el("p").words(label(Label::RankingLead)),
        asking(Errand::Ranking, Label::RankingCost, Label::FetchAgain),
        part(standing),
        el("p")
            .class("nest__quiet")
            .words(label(Label::RankingNote)),
        cards(),
    ])
}

/// What it would cost, or what came of it.
fn standing() -> Node {
    let (settings, forage) = (settings(), forage());
    let language = settings.language();
    let ranking = forage.ranking().read();
    let Some((ranking, _)) = ranking.as_ref() else {
        return nothing();
    };
    if ranking.following == 0 {
        return el("p")
            .testid("ranking-none")
            .words(label(Label::RankingNone));
    }
    if ranking.read == 0 {
        return offer(language, ranking);
    }
    let standings = ranking.standings();
    let of = u64::from(ranking.read).saturating_add(1);
    let rows = standings.iter().map(|standing| row(language, standing));
    let is_cut = MOST_RANKED <= ranking.people.len();
    let most = || {
        el("p")
            .class("nest__quiet")
            .words(label(Label::RankingMost))
    };
    beside([
        el("p")
            .class("nest__strong")
            .testid("place")
            .attr("role", "status")
            .text(&words::place(language, ranking.place.into(), of)),
        el("ol").class("ranks").testid("ranks").children(rows),
        perhaps(is_cut.then(most)),
    ])
}

/// The price is told before it is paid.
fn offer(language: Language, ranking: &Ranking) -> Node {
    let forage = forage();
    let people = ranking.following.min(MOST_READ);
    let points = price(people);
    let left = forage.progress().points_left.map(u64::from);
    let cost = words::cost(
        language,
        ranking.following.into(),
        people.into(),
        points.into(),
        left,
    );
    let go = button("button button--main", move || forage.allow(points));
    beside([
        el("p").testid("ranking-cost").text(&cost),
        go.testid("ranking-go").words(label(Label::RankingStart)),
    ])
}

fn row(language: Language, standing: &Standing) -> Node {
    let one = standing.who;
    let name = match (standing.is_own, one.name.is_empty()) {
        (true, _) => Label::You.say(language),
        (false, true) => &one.login,
        (false, false) => &one.name,
    };
    let of = level::of_meals(one.contributions.into());
    let picture = el("img")
        .attr("alt", "")
        .attr("width", "28")
        .attr("height", "28")
        .attr("loading", "lazy")
        .attr("src", one.avatar.as_deref().unwrap_or("/icon.svg"));
    let contributed = words::row(language, of, one.contributions.into());
    let row = el("li")
        .class("ranks__one")
        .child(el("span").text(&standing.place.to_string()))
        .child(picture)
        .child(el("span").class("ranks__name").text(name))
        .child(el("span").class("ranks__level").text(&contributed));
    match standing.is_own {
        true => row.attr("data-own", ""),
        false => row,
    }
}
