//! All else that is kept: sizes, whether it lasts, the page itself for offline use. And the end of it all.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{label, section};
use crate::engine::text::label::Label;
use crate::engine::text::{kept as words, numbers};
use crate::ui::dom::{Node, beside, button, el, keep, part, perhaps};
use crate::ui::live::{effect, live};
use crate::ui::state::keeping::{Keeping, Kept, keeping};
use crate::ui::state::settings::settings;
use crate::web::offline::{self, Offline};
use crate::web::{kept, storage};

/// What browsers tell only when they are asked.
#[derive(Clone, Copy, Default)]
struct Answers {
    /// How many caches there are.
    caches: usize,
    /// Bytes that are used, and may be.
    room: Option<(u64, u64)>,
    lasts: bool,
}

pub fn others() -> Node {
    let (settings, keeping) = (settings(), keeping());
    let answers = RwSignal::new(Answers::default());
    storage::lasts(move |lasts| answers.update(|known| known.lasts = lasts));
    // Now, and after whatever was done.
    effect(move || {
        if matches!(keeping.kept(), Kept::Looking) {
            return;
        }
        spawn_local(async move {
            let (caches, room) = (kept::caches().await.len(), kept::room().await);
            answers.update(|known| (known.caches, known.room) = (caches, room));
        });
    });
    let facts = part(move || {
        keeping.kept();
        let language = settings.language();
        let Answers { caches, room, .. } = answers.get();
        let ([bird, _], [cards, _]) = (storage::sizes(storage::BIRD), storage::sizes(CARDS));
        let [all, tab] = storage::sizes("");
        let rest = all.saturating_sub(bird).saturating_sub(cards);
        let has_caches = match caches {
            0 => Label::KeptNone,
            _ => Label::KeptSome,
        };
        let facts = [
            (Label::KeptOtherBird, "kept-bird", numbers::bytes(bird)),
            (Label::KeptOtherCards, "kept-cards", numbers::bytes(cards)),
            (
                Label::KeptOtherSettings,
                "kept-settings",
                numbers::bytes(rest),
            ),
            (Label::KeptOtherTab, "kept-tab", numbers::bytes(tab)),
            (
                Label::KeptOtherCaches,
                "kept-caches",
                has_caches.say(language).into(),
            ),
        ];
        let used = room.map(|(used, of)| {
            (
                Label::KeptUsed,
                "kept-room",
                words::room(language, used, of),
            )
        });
        let pairs = facts.into_iter().chain(used).map(|(what, testid, told)| {
            el("div")
                .child(el("dt").text(what.say(language)))
                .child(el("dd").testid(testid).text(&told))
        });
        el("dl").class("kept__facts").children(pairs)
    });
    section(Label::KeptOtherTitle, "other-title")
        .child(facts)
        .child(offline())
        .child(lasting(answers))
}

/// Where cards are, see [`crate::ui::state::cards`].
const CARDS: &str = "yodori.cards";

/// The page's parts for when there is no net.
fn offline() -> Node {
    let settings = settings();
    let told = RwSignal::new(None);
    keep(offline::on_news(move |news| told.set(Some(news))));
    offline::ask();
    let keep = button("button", offline::keep)
        .testid("keep-offline")
        .words(label(Label::KeptOffline));
    let said = live(move || {
        let language = settings.language();
        match told.get() {
            None => String::new(),
            Some(Offline::Failed) => Label::KeptOfflineFailed.say(language).into(),
            Some(Offline::Done) => Label::KeptOfflineDone.say(language).into(),
            Some(Offline::Some(done, total)) => words::parts(language, done, total),
        }
    });
    let status = el("p").attr("role", "status").testid("offline-told");
    el("div")
        .class("desk__row")
        .child(keep)
        .child(status.words(said))
}

fn lasting(answers: RwSignal<Answers>) -> Node {
    let is_refused = RwSignal::new(false);
    let ask = move || {
        storage::ask_to_last(move |lasts| {
            answers.update(|known| known.lasts = lasts);
            is_refused.set(!lasts);
        });
    };
    let said = move || match (answers.get().lasts, is_refused.get()) {
        (true, _) => Label::KeptLasting,
        (false, false) => Label::KeptNotLasting,
        (false, true) => Label::KeptRefusedLasting,
    };
    let settings = settings();
    let said = live(move || said().say(settings.language()));
    let way = move || {
        button("button", ask)
            .testid("ask-lasting")
            .words(label(Label::KeptAskLasting))
    };
    beside([
        el("p").attr("role", "status").testid("lasting").words(said),
        part(move || perhaps((!answers.get().lasts).then(way))),
    ])
}

/// Asked about once more, for nothing brings it back.
pub fn erasing() -> Node {
    let keeping: Keeping = keeping();
    let is_asking = RwSignal::new(false);
    let asked = move || {
        let yes = button("button button--alert", move || keeping.erase_all());
        let no = button("button", move || is_asking.set(false));
        let sure = el("p").attr("role", "alert");
        beside([
            sure.words(label(Label::KeptEraseAllSure)),
            el("div")
                .class("desk__row")
                .child(
                    yes.testid("erase-all-yes")
                        .words(label(Label::KeptEraseAll)),
                )
                .child(no.testid("erase-all-no").words(label(Label::KeptEraseNo))),
        ])
    };
    let ask = move || {
        button("button", move || is_asking.set(true))
            .testid("erase-all")
            .words(label(Label::KeptEraseAll))
    };
    section(Label::KeptEraseAll, "erase-all-title")
        .child(el("p").words(label(Label::KeptEraseAllHint)))
        .child(part(move || match is_asking.get() {
            true => asked(),
            false => el("div").class("desk__row").child(ask()),
        }))
}
