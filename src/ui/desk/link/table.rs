//! The same in words: each stretch of half hours.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::scene::calendar::{Calendar, Entry};
use crate::engine::text::{Language, Text, dates, numbers};
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::live;
use crate::ui::parts::disclosure::disclosure;
use crate::ui::parts::report::scroller;
use crate::ui::state::settings::settings;

/// So many rows at once: whoever makes a link by hand can put thousands into it.
const ROWS: usize = 200;

pub fn table(calendar: &Arc<Calendar>) -> Node {
    let calendar = Arc::clone(calendar);
    disclosure("link-table-toggle", Text::TableTitle, move || {
        rows(&calendar)
    })
}

fn rows(calendar: &Arc<Calendar>) -> Node {
    let settings = settings();
    let count = calendar.entries.len();
    let page = RwSignal::new(0_usize);
    let calendar = Arc::clone(calendar);
    let rows = part(move || {
        let language = settings.language();
        let entries = calendar.entries.iter().skip(page.get() * ROWS).take(ROWS);
        beside(entries.map(|entry| row(entry, language)))
    });
    let head = |text| el("th").attr("scope", "col").say(text);
    let heads = el("tr")
        .child(head(Text::Start))
        .child(head(Text::End))
        .child(head(Text::Length).class("table__figure"));
    let caption = el("caption").id("link-caption").say(Text::TableCaption);
    let table = el("table")
        .class("table")
        .testid("link-table")
        .child(caption)
        .child(el("thead").child(heads))
        .child(el("tbody").child(rows));
    let turning = match count <= ROWS {
        true => nothing(),
        false => turning(page, count),
    };
    beside([scroller("link-caption").child(table), turning])
}

/// To the pages before and after.
fn turning(page: RwSignal<usize>, count: usize) -> Node {
    let further = move |by: isize| {
        let to = page.get().checked_add_signed(by);
        to.filter(|to| to * ROWS < count)
    };
    let turn = move |text: Text, by: isize| {
        let press = move || {
            if let Some(to) = untrack(|| further(by)) {
                page.set(to);
            }
        };
        button("button", press)
            .flag("disabled", live(move || further(by).is_none()))
            .say(text)
    };
    let words = live(move || {
        let first = page.get() * ROWS;
        let figures = [first + 1, (first + ROWS).min(count), count];
        let [first, last, count] = figures.map(|figure| numbers::count(figure as u64));
        [&first, "–", &last, " / ", &count].concat()
    });
    el("div")
        .class("table-pages")
        .child(turn(Text::Previous, -1))
        .child(el("output").words(words))
        .child(turn(Text::Next, 1))
}

fn row(entry: &Entry, language: Language) -> Node {
    let length = numbers::duration(language, entry.seconds);
    el("tr")
        .child(el("td").text(&dates::full_moment(language, entry.start())))
        .child(el("td").text(&dates::full_moment(language, entry.end())))
        .child(el("td").class("table__figure").text(&length))
}
