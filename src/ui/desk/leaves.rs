//! What leaves the page, and how to see that for oneself.

use crate::engine::policy::{LINKED, Program, Way};
use crate::engine::text::leaves::{Around, around, program, proof, told};
use crate::engine::text::prose::Section;
use crate::engine::text::{Language, Text};
use crate::ui::dom::{Node, beside, el, nothing, part};
use crate::ui::state::settings::settings;

pub fn leaves_page() -> Node {
    let settings = settings();
    let content = part(move || content(settings.language()));
    el("article")
        .class("prose desk__page")
        .testid("desk-leaves")
        .child(el("h1").say(Text::Leaves))
        .child(content)
}

fn content(language: Language) -> Node {
    let around = around(language);
    let (of_page, of_person) = Way::ALL
        .into_iter()
        .partition::<Vec<_>, _>(|way| !way.programs().is_empty());
    let ways = |heading: &str, ways: Vec<Way>| {
        let cards = ways.into_iter().map(|way| card(language, &around, way));
        let list = el("ul").class("leaves__ways").children(cards);
        section(heading).child(list)
    };
    let proofs = proof(language).iter().map(
        |Section {
             heading,
             paragraphs,
         }| {
            let paragraphs = paragraphs.iter().map(|words| el("p").text(words));
            section(heading).children(paragraphs)
        },
    );
    beside([
        el("p").class("leaves__lead").text(around.lead),
        ways(around.of_page, of_page),
        ways(around.of_person, of_person),
        section(around.programs)
            .child(el("p").text(around.held))
            .child(programs(language, &around)),
        beside(proofs),
    ])
}

fn section(heading: &str) -> Node {
    el("section")
        .class("prose__section")
        .child(el("h2").text(heading))
}

/// To whom, what and when.
fn card(language: Language, around: &Around, way: Way) -> Node {
    let told = told(language, way);
    let to = el("dd").text(told.to);
    let to = match way.host() {
        Some(host) => to.child(el("br")).child(el("code").text(host)),
        None => to,
    };
    let links = match way {
        Way::Link => beside([el("dt").text(around.links), el("dd").child(hosts(LINKED))]),
        _ => nothing(),
    };
    let facts = el("dl")
        .class("leaves__facts")
        .child(el("dt").text(around.to))
        .child(to)
        .child(el("dt").text(around.what))
        .child(el("dd").text(told.what))
        .child(el("dt").text(around.when))
        .child(el("dd").text(told.when))
        .child(links);
    el("li")
        .class("card leaves__way")
        .child(el("h3").text(told.title))
        .child(facts)
}

fn programs(language: Language, around: &Around) -> Node {
    let head = [around.program, around.asks];
    let head = head.map(|words| el("th").attr("scope", "col").text(words));
    let rows = Program::ALL.map(|one| {
        let mut asked: Vec<&str> = one
            .asks()
            .map(|way| way.host().unwrap_or(around.own))
            .collect();
        if asked.is_empty() {
            asked.push(around.nobody);
        }
        el("tr")
            .child(el("th").attr("scope", "row").text(program(language, one)))
            .child(el("td").child(hosts(asked)))
    });
    el("table")
        .class("table leaves__programs")
        .child(el("thead").child(el("tr").children(head)))
        .child(el("tbody").children(rows))
}

/// Below each other.
fn hosts<'a>(hosts: impl IntoIterator<Item = &'a str>) -> Node {
    let lines = hosts.into_iter().map(|host| el("li").text(host));
    el("ul").class("leaves__hosts").children(lines)
}
