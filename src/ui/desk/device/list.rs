//! What is kept of people: to be opened, and to be erased. And the way in for files.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::{label, section, trouble_label};
use crate::engine::text::kept as words;
use crate::engine::text::label::Label;
use crate::ui::dom::{Node, beside, button, el, part, perhaps};
use crate::ui::live::live;
use crate::ui::state::keeping::{Kept, One, keeping};
use crate::ui::state::settings::settings;
use crate::web::intl;
use crate::web::kept::Part;

pub fn list() -> Node {
    let keeping = keeping();
    let content = part(move || match keeping.kept() {
        Kept::Looking => el("p").words(label(Label::KeptWorking)),
        Kept::Failed(trouble) => el("p")
            .testid("kept-trouble")
            .words(label(trouble_label(trouble))),
        Kept::Known(all) if all.is_empty() => el("p")
            .testid("kept-none")
            .words(label(Label::KeptListNone)),
        Kept::Known(all) => {
            let rows = el("ul").class("kept").testid("kept");
            let hint = el("p").class("field__hint");
            beside([
                rows.children(all.into_iter().map(row)),
                hint.words(label(Label::KeptListHint)),
            ])
        }
    });
    section(Label::KeptListTitle, "kept-title")
        .child(content)
        .child(file())
}

fn row(
    One {
        key,
        listing,
        texts,
    }: One,
) -> Node {
    let (language, keeping) = (settings().language(), keeping());
    let is_asking = RwSignal::new(false);
    let name = words::who(language, &listing);
    let (first, last) = (listing.first, listing.kept_at.max(listing.last));
    // By the clocks here: whose zone it was looked at in is not read before it is opened.
    let zone = intl::zone(&intl::own_zone(), first, last);
    let zone = zone.unwrap_or_else(crate::engine::time::Zone::utc);
    let facts = words::about(language, &listing, &zone);
    let opened = key.clone();
    let open = button("button", move || keeping.open(opened.clone()))
        .testid("kept-open")
        .flag("disabled", live(move || keeping.is_working()))
        .words(label(Label::KeptOpen));
    let erase = button("button", move || is_asking.set(true))
        .testid("kept-erase")
        .words(label(Label::KeptErase));
    let texts = words::of_texts(language, texts).map(|told| of_texts(&told, key.clone()));
    let question = words::erasing(language, &name);
    let asked = move || asking(&question, key.clone(), is_asking);
    el("li")
        .class("kept__one")
        .child(el("strong").child(el("bdi").text(&name)))
        .children(
            facts
                .iter()
                .map(|fact| el("span").class("kept__fact").text(fact)),
        )
        .children(texts)
        .child(el("div").class("desk__row").child(open).child(erase))
        .child(part(move || perhaps(is_asking.get().then(&asked))))
}

/// That texts are kept as well, and how they are erased alone.
fn of_texts(told: &str, key: String) -> Node {
    let keeping = keeping();
    let erase = button("button", move || keeping.erase(key.clone(), Part::Texts))
        .testid("kept-erase-texts")
        .words(label(Label::KeptEraseTexts));
    beside([
        el("span").class("kept__fact").text(told),
        el("div").class("desk__row").child(erase),
    ])
}

/// Whether someone is really to be erased.
fn asking(question: &str, key: String, is_asking: RwSignal<bool>) -> Node {
    let keeping = keeping();
    let erase = move || keeping.erase(key.clone(), Part::All);
    let yes = button("button button--alert", erase)
        .testid("kept-erase-yes")
        .words(label(Label::KeptEraseYes));
    let no = button("button", move || is_asking.set(false))
        .testid("kept-erase-no")
        .words(label(Label::KeptEraseNo));
    el("div")
        .class("kept__asked")
        .child(el("p").attr("role", "alert").text(question))
        .child(el("div").class("desk__row").child(yes).child(no))
}

/// A file that this page has written.
fn file() -> Node {
    let keeping = keeping();
    let input = el("input")
        .class("hidden-input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .testid("saved-file")
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // The same file may be chosen again.
            input.set_value("");
            keeping.open_file(&file);
        });
    let choose = el("label")
        .class("button")
        .child(input)
        .child(el("span").words(label(Label::KeptFileTitle)));
    let hint = el("p")
        .class("field__hint")
        .words(label(Label::KeptFileHint));
    beside([el("div").class("desk__row").child(choose), hint])
}
