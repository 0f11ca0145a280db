//! The calendar's periods as a table, for those who can't see the canvas, or want the figures.

use leptos::prelude::*;

use super::disclosure::disclosure;
use super::report::scroller;
use crate::engine::scene::calendar::{Entry, Pick};
use crate::engine::text::{Language, Text, dates, numbers};
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::live;
use crate::ui::state::settings::settings;
use crate::ui::state::view::{View, view};

/// So many rows at once: thousands would make the page slow.
const ROWS: usize = 200;

pub fn period_table() -> Node {
    disclosure("table-toggle", Text::TableTitle, rows)
}

/// Which of the rows are shown.
#[derive(Clone, Copy)]
struct Pages {
    view: View,
    page: RwSignal<usize>,
}

impl Pages {
    fn count(self) -> usize {
        self.view.calendar().read().entries.len()
    }

    /// Another range may have fewer pages.
    fn first(self) -> usize {
        let last_page = self.count().saturating_sub(1) / ROWS;
        self.page.get().min(last_page) * ROWS
    }

    /// The page so many further, if there is one.
    fn further(self, by: isize) -> Option<usize> {
        let page = (self.first() / ROWS).checked_add_signed(by);
        page.filter(|page| page * ROWS < self.count())
    }

    /// `1–200 / 1,234`.
    fn words(self) -> String {
        let last = (self.first() + ROWS).min(self.count());
        let figures = [self.first() + 1, last, self.count()];
        let [first, last, count] = figures.map(|figure| numbers::count(figure as u64));
        [&first, "–", &last, " / ", &count].concat()
    }
}

fn rows() -> Node {
    let (settings, view) = (settings(), view());
    let pages = Pages {
        view,
        page: RwSignal::new(0),
    };
    let rows = part(move || {
        let language = settings.language();
        let calendar = view.calendar().read();
        let entries = calendar.entries.iter().skip(pages.first()).take(ROWS);
        beside(entries.map(|entry| row(entry, language)))
    });
    let days = live(move || dates::range(settings.language(), &view.days()));
    let zone = live(move || view.zone().read().name().to_owned());
    let caption = el("caption").id("table-caption").say(Text::TableCaption);
    let caption = caption.text(" · ").words(days).text(" · ").words(zone);
    let head = |text| el("th").attr("scope", "col").say(text);
    let posts = el("th").attr("scope", "col").class("table__figure");
    let heads = el("tr")
        .child(head(Text::Start))
        .child(head(Text::End))
        .child(head(Text::Length).class("table__figure"))
        .child(posts.words(view.words(settings, Text::Posts)));
    let table = el("table")
        .class("table")
        .testid("table")
        .child(caption)
        .child(el("thead").child(heads))
        .child(el("tbody").child(rows));
    let turning = part(move || match pages.count() <= ROWS {
        true => nothing(),
        false => turning(pages),
    });
    beside([scroller("table-caption").child(table), turning])
}

/// To the pages before and after.
fn turning(pages: Pages) -> Node {
    let turn = |text: Text, by: isize| {
        let press = move || {
            if let Some(to) = untrack(|| pages.further(by)) {
                pages.page.set(to);
            }
        };
        button("button", press)
            .flag("disabled", live(move || pages.further(by).is_none()))
            .say(text)
    };
    el("div")
        .class("table-pages")
        .child(turn(Text::Previous, -1))
        .child(el("output").words(live(move || pages.words())))
        .child(turn(Text::Next, 1))
}

fn row(entry: &Entry, language: Language) -> Node {
    let (view, pick) = (view(), entry.pick);
    let start = dates::full_moment(language, entry.start());
    let (end, length) = match pick {
        Pick::Period(_) => (
            dates::full_moment(language, entry.end()),
            numbers::duration(language, entry.seconds),
        ),
        Pick::Lone(_) => ("—".to_owned(), "—".to_owned()),
    };
    let open = button("table__open", move || view.open(Some(pick)));
    let figure = |words: &str| el("td").class("table__figure").text(words);
    el("tr")
        .child(el("td").child(open.text(&start)))
        .child(el("td").text(&end))
        .child(figure(&length))
        .child(figure(&numbers::count(entry.events as u64)))
}
