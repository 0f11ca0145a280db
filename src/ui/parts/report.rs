//! What was read and what was left out.

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::engine::text::Text;
use crate::engine::text::report::{self, Block, Look, Table};
use crate::ui::live::{on, part};
use crate::ui::state::life::{Life, Origin};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

#[component]
pub fn Report() -> impl IntoView {
    let view = view();
    let life = move || view.life().filter(|life| life.origin == Origin::Archive);
    part(move || {
        let life = life();
        life.map(|life| view! { <Others life=Arc::clone(&life)/> <Blocks life=life/> })
            .into_any()
    })
}

/// Whose files were left out, where there are several people's.
#[component]
fn Others(life: Arc<Life>) -> impl IntoView {
    let settings = settings();
    part(move || {
        let others = report::others(settings.language(), &life.imported);
        others
            .map(|others| view! { <p class="card notice" role="status" data-testid="others">{others}</p> })
            .into_any()
    })
}

#[component]
fn Blocks(life: Arc<Life>) -> impl IntoView {
    let (settings, view) = (settings(), view());
    let details = NodeRef::<html::Details>::new();
    // Hundreds of rows: they are put into the page when someone wants to see them.
    let is_open = RwSignal::new(false);
    let blocks = part(move || {
        if !is_open.get() {
            return ().into_any();
        }
        let blocks = report::report(settings.language(), &life.imported, &view.zone().read());
        blocks.into_iter().map(block).collect_view().into_any()
    });
    view! {
        <details
            class="card more report"
            node_ref=details
            data-testid="report"
            on:toggle=on(move |_| is_open.set(details.get_untracked().is_some_and(|details| details.open())))
        >
            <summary>{settings.words(Text::Report)}</summary>
            {blocks}
        </details>
    }
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
