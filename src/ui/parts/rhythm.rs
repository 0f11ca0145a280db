//! How regular the life is: the verdict, the score and what it is made of, the figures, and the pictures.

use leptos::prelude::*;

use super::disclosure::disclosure;
use super::rhythm_picture::pictures;
use super::sight::{AtFirst, nears};
use crate::engine::holiday::Country;
use crate::engine::text::rhythm::Card;
use crate::engine::text::{Text, dates};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::{Live, effect, live};
use crate::ui::state::rhythm::{Status, rhythm};
use crate::ui::state::settings::settings;
use crate::ui::state::view::view;

/// What is shown of the figures before someone asks for more.
const FIRST: [&str; 7] = [
    "sleep",
    "sri",
    "sjl",
    "msf-sc",
    "sd-mid",
    "all-nighters",
    "changes",
];

pub fn rhythm_section() -> Node {
    let rhythm = rhythm();
    let is_told = Memo::new(move |_| rhythm.told().is_some());
    let is_dead = Memo::new(move |_| rhythm.status() == Status::Died);
    let problem = part(move || perhaps(is_dead.get().then(died)));
    // What was told stays, whatever happens to who tells it.
    let content = part(move || match is_told.get() {
        true => told(),
        false => {
            let wait = move || el("p").class("rhythm__wait").say(Text::RhythmWait);
            part(move || perhaps((!is_dead.get()).then(wait)))
        }
    });
    let section = el("section")
        .class("card rhythm")
        .testid("rhythm")
        .attr("aria-labelledby", "rhythm-title")
        .live(
            "aria-busy",
            live(move || match rhythm.is_before() {
                true => "true",
                false => "false",
            }),
        )
        .child(el("h2").id("rhythm-title").say(Text::Rhythm))
        .child(problem)
        .child(content);
    let is_near = nears(&section, AtFirst::Far);
    effect(move || {
        if is_near.get() {
            rhythm.start();
        }
    });
    section
}

fn died() -> Node {
    let again = button("button", || rhythm().start());
    el("div")
        .class("rhythm__died")
        .attr("role", "alert")
        .testid("rhythm-died")
        .child(el("p").say(Text::RhythmDied))
        .child(again.say(Text::Again))
}

fn told() -> Node {
    let rhythm = rhythm();
    // Values change in place: what is open stays so.
    let ids = Memo::new(move |_| {
        let told = rhythm.told();
        let cards = told.iter().flat_map(|told| &told.cards);
        cards
            .map(|card| card.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    });
    let figures = part(move || {
        let ids = ids.get();
        let those = |wanted: fn(&str) -> bool, show: fn(usize) -> Node| {
            let some = ids.split(' ').enumerate();
            let some = some.filter(move |(_, id)| wanted(id));
            beside(some.map(|(nth, _)| show(nth)))
        };
        let parts = el("dl").class("rhythm__parts").testid("rhythm-parts");
        let more = el("div").class("rhythm__cards");
        let more = more.child(those(|id| sort_of(id) == Sort::Other, card));
        beside([
            those(|id| id == "verdict", verdict),
            el("h3").class("rhythm__title").say(Text::ScoreParts),
            parts.child(those(|id| sort_of(id) == Sort::OfScore, score_part)),
            el("div")
                .class("rhythm__cards")
                .testid("rhythm-cards")
                .child(those(|id| sort_of(id) == Sort::First, card)),
            el("details")
                .class("rhythm__more")
                .testid("rhythm-more")
                .child(el("summary").say(Text::MoreFigures))
                .child(more),
        ])
    });
    let sure = live(
        move || match rhythm.told().is_some_and(|told| told.is_first) {
            _ if rhythm.is_before() => settings().say(Text::RhythmAnew),
            true if rhythm.status() == Status::Running => settings().say(Text::RhythmSure),
            _ => "",
        },
    );
    beside([
        figures,
        el("p")
            .class("rhythm__wait")
            .attr("role", "status")
            .testid("rhythm-sure")
            .words(sure),
        pictures(),
        disclosure("free-days", Text::FreeDays, free_days),
        el("p").class("rhythm__note").say(Text::RhythmNote),
    ])
}

#[derive(PartialEq)]
enum Sort {
    OfScore,
    First,
    Other,
    Verdict,
}

fn sort_of(id: &str) -> Sort {
    match id {
        "verdict" | "score" => Sort::Verdict,
        _ if id.starts_with("score-") => Sort::OfScore,
        _ if FIRST.contains(&id) => Sort::First,
        _ => Sort::Other,
    }
}

/// What a card says, following what is told.
fn says(nth: usize, of: fn(&Card) -> &String) -> Live<String> {
    let rhythm = rhythm();
    live(move || {
        let told = rhythm.told();
        let card = told.as_ref().and_then(|told| told.cards.get(nth));
        card.map(of).cloned().unwrap_or_default()
    })
}

fn verdict(nth: usize) -> Node {
    let line = |class: &str, of| el("p").class(class).words(says(nth, of));
    let score = el("p")
        .class("rhythm__score")
        .testid("rhythm-score")
        .child(el("strong").words(says(nth, |card| &card.value)))
        .text(" ")
        .child(el("small").words(says(nth, |card| &card.interval)))
        .child(el("span").class("rhythm__scale").say(Text::ScoreScale));
    let title = el("h3")
        .testid("verdict")
        .words(says(nth, |card| &card.title));
    el("div")
        .class("rhythm__verdict")
        .child(title)
        .child(score)
        .child(line("rhythm__says", |card| &card.says))
        .child(line("rhythm__compared", |card| &card.compared))
}

fn score_part(nth: usize) -> Node {
    let says = |of| says(nth, of);
    el("div")
        .child(el("dt").words(says(|card| &card.title)))
        .child(el("dd").words(says(|card| &card.value)))
}

fn card(nth: usize) -> Node {
    let line = |class: &str, of| el("p").class(class).words(says(nth, of));
    let method = el("details")
        .class("rhythm__method")
        .child(el("summary").say(Text::Method))
        .child(line("", |card| &card.method));
    el("article")
        .class("rhythm__card")
        .live("data-figure", says(nth, |card| &card.id))
        .child(el("h3").words(says(nth, |card| &card.title)))
        .child(line("rhythm__value", |card| &card.value))
        .child(line("rhythm__interval", |card| &card.interval))
        .child(line("rhythm__says", |card| &card.says))
        .child(line("rhythm__compared", |card| &card.compared))
        .child(method)
}

/// Holidays, and days that the person marks.
fn free_days() -> Node {
    let (settings, rhythm, view) = (settings(), rhythm(), view());
    let country = move || rhythm.country_of(view.zone().read().name());
    let option = |value: &str, text: Text| el("option").attr("value", value).say(text);
    let holidays = el("select")
        .id("holidays")
        .testid("holidays")
        .child(option("japan", Text::HolidaysJapan))
        .child(option("none", Text::HolidaysNone))
        .value(live(move || match country() {
            Country::Japan => "japan".to_owned(),
            Country::None => "none".to_owned(),
        }))
        .on("change", move |event| {
            rhythm.set_country(match event_target_value(&event).as_str() {
                "japan" => Country::Japan,
                _ => Country::None,
            });
        });
    let mark = el("input")
        .attr("type", "date")
        .id("mark-free")
        .testid("mark-free")
        .on("change", move |event| {
            if let Some(day) = dates::from_iso(&event_target_value(&event)) {
                rhythm.mark(day);
            }
        });
    let marked = part(move || {
        let days = rhythm.marked().into_iter();
        beside(days.map(|day| {
            let unmark = button("chip", move || rhythm.mark(day));
            unmark.text(&[&dates::full_day(settings.language(), day), " ×"].concat())
        }))
    });
    let label = |id: &str, text: Text| el("label").attr("for", id).say(text);
    beside([
        el("p").class("field__hint").say(Text::FreeDaysHint),
        el("div")
            .class("field field--row")
            .child(label("holidays", Text::Holidays))
            .child(holidays),
        el("div")
            .class("field field--row")
            .child(label("mark-free", Text::MarkFree))
            .child(mark),
        el("div").class("chips").testid("marked-days").child(marked),
    ])
}

/// By which rule the calendar is drawn: beside the threshold.
pub fn rule_switch() -> Node {
    let rhythm = rhythm();
    let choices = [
        (false, Text::RuleMidare, "rule-midare"),
        (true, Text::RuleInferred, "rule-inferred"),
    ];
    let choices = choices.map(|(is_inferred, text, testid)| {
        let input = el("input")
            .class("hidden-input")
            .attr("type", "radio")
            .attr("name", "rule")
            .testid(testid)
            .checked(live(move || rhythm.is_inferred() == is_inferred))
            .on("change", move |_| rhythm.infer(is_inferred));
        el("label")
            .class("segments__one")
            .child(input)
            .child(el("span").say(text))
    });
    let segments = el("div")
        .class("segments")
        .attr("role", "radiogroup")
        .live("aria-label", settings().words(Text::Rule))
        .attr("aria-describedby", "rule-hint")
        .children(choices);
    let problem = part(move || {
        let is_dead = rhythm.is_inferred() && rhythm.status() == Status::Died;
        perhaps(is_dead.then(died))
    });
    let hint = el("p").class("field__hint").id("rule-hint");
    el("div")
        .class("field")
        .child(el("span").class("field__name").say(Text::Rule))
        .child(segments)
        .child(hint.say(Text::RuleHint))
        .child(problem)
        .child(nothing())
}
