//! GitHub: how to make a token, what to read, and how far that is.

use leptos::prelude::*;

use crate::engine::text::{Text, github as said};
use crate::ui::dom::{Node, beside, el, part};
use crate::ui::live::{effect, live};
use crate::ui::parts::github_form::form;
use crate::ui::parts::github_run::run;
use crate::ui::parts::plain::{heading, line, way};
use crate::ui::state::github::{Status, github};
use crate::ui::state::settings::settings;
use crate::web::page;

pub fn github_page() -> Node {
    let github = github();
    let is_idle = Memo::new(move |_| github.status() == Status::Idle);
    // The keyboard goes on where something new stands.
    let was_idle = StoredValue::new(true);
    effect(move || {
        let now = is_idle.get();
        if was_idle.get_value() != now {
            page::focus(if now { "steps-title" } else { "run-title" });
        }
        was_idle.set_value(now);
    });
    el("article")
        .class("github")
        .child(el("h1").say(Text::GitHubTitle))
        .child(line("github__lead", "github-lead").say(Text::GitHubLead))
        .child(part(move || match is_idle.get() {
            true => beside([steps(), form()]),
            false => run(),
        }))
}

fn steps() -> Node {
    let settings = settings();
    let step = |nth: usize| {
        let step = move || said::token_steps(settings.language()).get(nth).copied();
        el("li").words(live(move || step().unwrap_or_default()))
    };
    let list = el("ol").children((0..3).map(step));
    el("div")
        .class("card sheet")
        .testid("token-steps")
        .child(heading("steps-title").say(Text::TokenSteps))
        .child(el("div").class("steps__list").child(list))
        .child(way("button", "token-form", said::TOKEN_FORM).say(Text::TokenMake))
}
