//! What the bird is called, when it sleeps, what is kept of it, and what can be done with that.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::{label, title};
use crate::engine::bird::saved::Unread;
use crate::engine::bird::{Bird, Input};
use crate::engine::text::bird::{self as words, Label, keeping, things};
use crate::engine::text::dates;
use crate::engine::text::{Text, bird::keeping::Kept};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::live;
use crate::ui::state::bird::{Keeping, bird};
use crate::ui::state::settings::settings;
use crate::web::{download, files, storage};

pub fn keeping_panel() -> Node {
    beside([
        title("nest-keeping", Label::Name),
        name(),
        el("h3").words(label(Label::Sleeping)),
        habit(),
        el("h3").words(label(Label::Presents)),
        part(presents),
        el("p").class("nest__quiet").words(label(Label::NeverTaken)),
        el("h3").words(label(Label::Keeping)),
        part(how_it_is_kept),
        saving(),
        restoring(),
        erasing(),
    ])
}

fn name() -> Node {
    let state = bird();
    let input = el("input")
        .id("bird-name-field")
        .testid("name")
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("aria-labelledby", "nest-keeping")
        .attr("aria-describedby", "bird-name-hint")
        // It stops what is far too long; where a name ends is the bird's to say.
        .attr("maxlength", "120")
        .value(live(move || {
            state.bird().with(|bird| bird.name().to_owned())
        }))
        .on("change", move |event| {
            state.step(Input::Name(&event_target_value(&event)));
        });
    let hint = el("p").class("field__hint").id("bird-name-hint");
    el("div")
        .class("field")
        .child(input)
        .child(hint.words(label(Label::NameHint)))
}

fn habit() -> Node {
    let (settings, state) = (settings(), bird());
    let habit = live(move || words::habit(settings.language(), &state.bird().with(Bird::habit)));
    el("p").testid("habit").words(habit)
}

/// What it was given, the latest first.
fn presents() -> Node {
    let (settings, state) = (settings(), bird());
    let language = settings.language();
    let present = |grant: &crate::engine::bird::ledger::Grant| {
        let trinket = things::trinket(language, *grant);
        let why = things::present(language, grant.present);
        el("li")
            .class("trays__one")
            .child(el("span").class("trays__day").text(trinket))
            .child(el("span").text(why))
    };
    let presents: Vec<Node> = state.bird().with(|bird| {
        let presents = bird.ledger().presents();
        presents.iter().rev().map(present).collect()
    });
    let list = match presents.is_empty() {
        true => el("p").words(label(Label::NoPresents)),
        false => el("ul").class("trays").children(presents),
    };
    let hint = el("p")
        .class("nest__quiet")
        .words(label(Label::PresentsHint));
    beside([list.testid("presents"), hint])
}

fn how_it_is_kept() -> Node {
    let (settings, state) = (settings(), bird());
    let language = settings.language();
    let line = el("p").testid("kept").attr("role", "status");
    match state.keeping() {
        Keeping::Kept(is_lasting) => line.text(keeping::kept(
            language,
            match is_lasting {
                true => Kept::ForGood,
                false => Kept::Perhaps,
            },
        )),
        Keeping::Refused => line.text(keeping::kept(language, Kept::NotAtAll)),
        Keeping::Unread(why) => {
            let message = keeping::unread(language, why, KEPT_NAME);
            beside([
                el("p").class("failed__title").text(message.what),
                line.text(&message.found),
                el("p").words(label(Label::UnreadKept)),
            ])
        }
    }
}

/// What is kept in this browser has a key and no file's name.
const KEPT_NAME: &str = storage::BIRD;

fn saving() -> Node {
    let (settings, trouble) = (settings(), RwSignal::new(None));
    let save = button("button", move || trouble.set(Some(!save())));
    let told = live(move || match trouble.get() {
        None => "",
        Some(false) => Label::Saved.say(settings.language()),
        Some(true) => settings.say(Text::SaveFailed),
    });
    el("div")
        .class("nest__row")
        .child(save.testid("bird-save").words(label(Label::Save)))
        .child(
            el("span")
                .attr("role", "status")
                .testid("saved")
                .words(told),
        )
}

/// Saves the bird to a file; what can't be read is saved as it is. Whether that was possible.
fn save() -> bool {
    let state = bird();
    let (text, day) = untrack(|| {
        let text = match state.keeping() {
            Keeping::Unread(_) => state.kept().unwrap_or_default(),
            Keeping::Kept(_) | Keeping::Refused => state.written(),
        };
        (text, state.at_now(|_, now| now.day()))
    });
    let name = keeping::file_name(&dates::iso(day));
    let is_saved = download::save_bytes(&name, "application/json", text.as_bytes()).is_ok();
    if is_saved {
        state.is_saved();
    }
    is_saved
}

/// A word where it can't be kept, and a gentle one where it is time to save it to a file.
pub fn reminder() -> Node {
    let state = bird();
    let is_due = Memo::new(move |_| state.is_due());
    let notice = |text: Label| {
        el("div")
            .class("card nest__panel")
            .testid("not-kept")
            .attr("role", "alert")
            .child(el("p").words(label(text)))
    };
    part(move || match (state.keeping(), is_due.get()) {
        (Keeping::Unread(_), _) => notice(Label::UnreadKept),
        (Keeping::Refused, _) => notice(Label::NotSaved),
        (Keeping::Kept(_), false) => nothing(),
        (Keeping::Kept(_), true) => {
            let save = button("button", || {
                save();
            });
            let later = button("button", move || state.save_later());
            let ways = el("div")
                .class("nest__row")
                .child(save.testid("remind-save").words(label(Label::Save)))
                .child(later.testid("remind-later").words(label(Label::Later)));
            el("div")
                .class("card nest__panel")
                .testid("reminder")
                .child(el("p").words(label(Label::BackUp)))
                .child(ways)
        }
    })
}

/// What came of a file: how the bird is called and its level, or why there is none in the file of this name.
type Restored = Result<(String, u32), (Option<Unread>, String)>;

fn restoring() -> Node {
    let (settings, state) = (settings(), bird());
    let told = RwSignal::new(None::<Restored>);
    let input = el("input")
        .class("hidden-input")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .testid("bird-file")
        .on("change", move |event| {
            let input: HtmlInputElement = event_target(&event);
            let Some(file) = input.files().and_then(|files| files.get(0)) else {
                return;
            };
            // The same file may be chosen again.
            input.set_value("");
            let name = file.name();
            files::read(&file, move |bytes| {
                let read = bytes.ok_or(None);
                let read = read.and_then(|bytes| state.restore(&bytes).map_err(Some));
                let of = |bird: &Bird| (bird.name().to_owned(), bird.progress().level);
                told.set(Some(
                    read.map(|()| state.bird().with_untracked(of))
                        .map_err(|why| (why, name)),
                ));
            });
        });
    let said = part(move || {
        let language = settings.language();
        let line = el("p").testid("restored").attr("role", "status");
        match told.get() {
            None => line,
            Some(Ok((called, level))) => line.text(&keeping::restored(language, &called, level)),
            Some(Err((None, _))) => line.words(label(Label::FileGone)),
            Some(Err((Some(why), file))) => {
                let message = keeping::unread(language, why, &file);
                let words = [message.what, &message.found, message.advice];
                line.children(words.map(|words| el("span").class("nest__line").text(words)))
            }
        }
    });
    let hint = el("p")
        .class("nest__quiet")
        .words(label(Label::RestoreHint));
    beside([
        el("label")
            .class("button")
            .child(input)
            .child(el("span").words(label(Label::Restore))),
        said,
        hint,
    ])
}

/// Asked about once more, for nothing brings it back.
fn erasing() -> Node {
    let (settings, state, is_asking) = (settings(), bird(), RwSignal::new(false));
    let asked = move || {
        let sure = live(move || {
            let of = |bird: &Bird| {
                keeping::erasing(settings.language(), bird.name(), bird.progress().level)
            };
            state.bird().with(of)
        });
        let yes = button("button button--alert", move || {
            state.erase();
            is_asking.set(false);
        });
        let no = button("button", move || is_asking.set(false));
        let ways = el("div")
            .class("nest__row")
            .child(yes.testid("erase-yes").words(label(Label::EraseSure)))
            .child(no.testid("erase-no").words(label(Label::EraseNot)));
        beside([el("p").attr("role", "alert").words(sure), ways])
    };
    let ask = button("button", move || is_asking.set(true));
    beside([
        ask.testid("erase").words(label(Label::Erase)),
        part(move || perhaps(is_asking.get().then(asked))),
        nothing(),
    ])
}
