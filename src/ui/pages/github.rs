//! GitHub: how to make a token, what to read, and how far that is.

use leptos::prelude::*;

use crate::engine::text::{Text, github as words};
use crate::ui::live::part;
use crate::ui::parts::github_form::GitHubForm;
use crate::ui::parts::github_run::GitHubRun;
use crate::ui::state::github::{Status, github};
use crate::ui::state::settings::settings;
use crate::web::page;

#[component]
pub fn GitHubPage() -> impl IntoView {
    let (settings, github) = (settings(), github());
    let is_idle = Memo::new(move |_| github.status() == Status::Idle);
    // The keyboard goes on where something new stands.
    Effect::new(move |before: Option<bool>| {
        let now = is_idle.get();
        if before.is_some_and(|before| before != now) {
            page::focus(if now { "token" } else { "run-title" });
        }
        now
    });
    view! {
        <article class="github">
            <header class="github__head">
                <h1>{settings.words(Text::GitHubTitle)}</h1>
                <p>{settings.words(Text::GitHubLead)}</p>
            </header>
            {part(move || if is_idle.get() {
                view! { <TokenSteps/> <GitHubForm/> }.into_any()
            } else {
                view! { <GitHubRun/> }.into_any()
            })}
        </article>
    }
}

#[component]
fn TokenSteps() -> impl IntoView {
    let settings = settings();
    let steps = part(move || {
        let steps = words::token_steps(settings.language()).iter();
        steps
            .map(|step| view! { <li>{*step}</li> })
            .collect_view()
            .into_any()
    });
    view! {
        <section class="card steps__list" aria-labelledby="token-steps">
            <h2 id="token-steps">{settings.words(Text::TokenSteps)}</h2>
            <ol>{steps}</ol>
            <a class="button" href=words::TOKEN_FORM target="_blank" rel="noreferrer noopener">
                {settings.words(Text::TokenMake)}
            </a>
        </section>
    }
}
