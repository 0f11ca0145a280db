//! What was read and what was left out.

use std::sync::Arc;

use leptos::prelude::*;

use super::disclosure::disclosure;
use crate::engine::text::Text;
use crate::engine::text::report::{self, Block, Look, Table};
use crate::ui::live::{part, perhaps};
use crate::ui::state::life::{Life, Origin};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn Report() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let life = move || view.life().filter(|life| life.origin == Origin::Archive);
    let others = part(move || {
        let others = life().and_then(|life| report::others(settings.language(), &life.imported));
        perhaps(others.map(|others| {
            view! { <p class="card notice" role="status" data-testid="others">{others}</p> }
        }))
    });
    let blocks = part(move || {
        let of_life = |life: Arc<Life>| {
            disclosure("report", Text::Report, move || {
                let zone = view.zone().read();
                let blocks = report::report(settings.language(), &life.imported, &zone);
                let blocks: Vec<_> = blocks.into_iter().map(block).collect();
                blocks.into_any()
            })
        };
        perhaps(life().map(of_life))
    });
    view! { {others} {blocks} }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Line(line) => view! { <p class="field__hint">{line}</p> }.into_any(),
        Block::Table(table) => grid(table),
    }
}

fn grid(table: Table) -> AnyView {
    let Table {
        id,
        title,
        columns,
        rows,
    } = table;
    let looks: Vec<_> = columns.iter().map(|(_, look)| class(*look)).collect();
    let columns = columns.into_iter();
    let heads = columns.map(|(text, look)| view! { <th class=class(look) scope="col">{text}</th> });
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().zip(&looks);
        let cells = cells.map(|(cell, look)| view! { <td class=*look>{cell}</td> });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="table-scroller" tabindex="0" role="region" aria-labelledby=id>
            <table class="table" data-testid=id>
                <caption id=id>{title}</caption>
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn class(look: Look) -> &'static str {
    match look {
        Look::Words => "",
        Look::Path => "table__path",
        Look::Reason => "table__reason",
        Look::Figure => "table__figure",
    }
}
