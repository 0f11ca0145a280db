//! What was read and what was left out.

use std::sync::Arc;

use leptos::prelude::*;

use super::disclosure::disclosure;
use crate::engine::opened::Origin;
use crate::engine::text::Text;
use crate::engine::text::report::{self, Block, Look, Table};
use crate::ui::dom::{Node, beside, el, part, perhaps};
use crate::ui::state::life::Life;
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

pub fn report() -> Node {
    let (settings, view) = (settings(), view());
    let life = move || view.life().filter(|life| life.origin == Origin::Archive);
    let others = part(move || {
        let others = life().and_then(|life| report::others(settings.language(), &life.imported));
        perhaps(others.map(|others| {
            let notice = el("p").class("card notice").attr("role", "status");
            notice.testid("others").text(&others)
        }))
    });
    let blocks = part(move || {
        let of_life = |life: Arc<Life>| {
            disclosure("report", Text::Report, move || {
                let zone = view.zone().read();
                let blocks = report::report(settings.language(), &life.imported, &zone);
                beside(blocks.into_iter().map(block))
            })
        };
        perhaps(life().map(of_life))
    });
    beside([others, blocks])
}

fn block(block: Block) -> Node {
    match block {
        Block::Line(line) => el("p").class("field__hint").text(&line),
        Block::Table(table) => grid(table),
    }
}

fn grid(table: Table) -> Node {
    let Table {
        id,
        title,
        columns,
        rows,
    } = table;
    let looks: Vec<_> = columns.iter().map(|(_, look)| class(*look)).collect();
    let columns = columns.into_iter();
    let heads = columns.map(|(text, look)| {
        let head = el("th").class(class(look)).attr("scope", "col");
        head.text(text)
    });
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(&looks);
        el("tr").children(cells.map(|(cell, look)| el("td").class(look).text(&cell)))
    });
    let table = el("table")
        .class("table")
        .testid(id)
        .child(el("caption").id(id).text(title))
        .child(el("thead").child(el("tr").children(heads)))
        .child(el("tbody").children(rows));
    scroller(id).child(table)
}

/// What a table is in that may be wider than the page; the keyboard scrolls it.
///
/// * `title`: the id of what names it.
pub fn scroller(title: &str) -> Node {
    el("div")
        .class("table-scroller")
        .attr("tabindex", "0")
        .attr("role", "region")
        .attr("aria-labelledby", title)
}

fn class(look: Look) -> &'static str {
    match look {
        Look::Words => "",
        Look::Path => "table__path",
        Look::Reason => "table__reason",
        Look::Figure => "table__figure",
    }
}
