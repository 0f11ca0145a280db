//! GitHub: how to make a token, what to read, and how far that is.

use leptos::prelude::*;

use crate::engine::text::{Text, github as said};
use crate::ui::live::{effect, live, part};
use crate::ui::parts::github_form::form;
use crate::ui::parts::github_run::run;
use crate::ui::parts::plain::{heading, line, list, pieces, way, words};
use crate::ui::state::github::{Status, github};
use crate::ui::state::settings::settings;
use crate::web::page;

#[component]
pub fn GitHubPage() -> impl IntoView {
    let (settings, github) = (settings(), github());
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
    view! {
        <article class="github">
            <h1>{settings.words(Text::GitHubTitle)}</h1>
            {line("github__lead", "github-lead", words(Text::GitHubLead))}
            {part(move || match is_idle.get() {
                true => pieces("github__part", "github-idle", vec![steps(), form()]),
                false => run(),
            })}
        </article>
    }
}

fn steps() -> AnyView {
    let settings = settings();
    let step = |nth: usize| {
        let step = move || said::token_steps(settings.language()).get(nth).copied();
        let step = live(move || step().unwrap_or_default().to_owned());
        step.into_any()
    };
    let form = said::TOKEN_FORM.to_owned();
    let all = vec![
        heading("steps-title", words(Text::TokenSteps)),
        list(true, (0..3).map(step).collect()),
        way("button", "token-form", form, words(Text::TokenMake)),
    ];
    pieces("card sheet", "token-steps", all)
}
