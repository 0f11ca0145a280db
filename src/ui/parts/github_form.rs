//! What to read of GitHub, and with which token.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::engine::source::github::{Options, Token, Years, link};
use crate::engine::text::Text;
use crate::ui::live::{Live, live, on, part};
use crate::ui::state::github::{github, keep, kept};
use crate::ui::state::settings::settings;
use crate::web::page;

/// GitHub's first year.
const FIRST_YEAR: i32 = 2008;

#[component]
pub fn GitHubForm() -> impl IntoView {
    let settings = settings();
    let trouble = RwSignal::new(None::<Text>);
    let has_kept = RwSignal::new(kept().is_some());
    let read = on(move |event: SubmitEvent| {
        event.prevent_default();
        trouble.set(read(has_kept.get_untracked()).err());
    });
    view! {
        <form class="card github__form" autocomplete="off" data-testid="github-form" on:submit=read>
            {part(move || if has_kept.get() {
                view! { <KeptToken has_kept=has_kept/> }.into_any()
            } else {
                view! { <TokenField/> }.into_any()
            })}
            <YearsField/>
            <details class="apps">
                <summary>{settings.words(Text::MoreChoices)}</summary>
                {field("emails", Text::Emails, Text::EmailsHint)}
                {field("login", Text::LoginOther, Text::LoginOtherHint)}
            </details>
            {trouble_line("github-trouble", trouble)}
            <button class="button button--main" type="submit" data-testid="github-read">
                {settings.words(Text::GitHubRead)}
            </button>
        </form>
        <PublicForm/>
    }
}

/// Begins to read what the form says.
///
/// # Errors
/// What is wrong with it; the keyboard stands where it is.
fn read(is_kept: bool) -> Result<(), Text> {
    let token = if is_kept {
        kept()
    } else {
        Token::new(&page::value("token"))
    };
    let token = token.ok_or_else(|| wrong("token", Text::TokenBad))?;
    let login = login_in("login")?;
    if !is_kept && page::is_checked("keep-token") {
        keep(Some(&token));
    }
    // It is never shown again, not even to whoever comes back to this form.
    page::set_value("token", "");
    let emails = page::value("emails");
    let options = Options {
        login,
        years: years(&page::value("years")),
        emails: emails.split_whitespace().map(str::to_owned).collect(),
    };
    github().read(token, options);
    Ok(())
}

/// The login in a field, `None` if it is empty.
fn login_in(id: &'static str) -> Result<Option<String>, Text> {
    let typed = page::value(id);
    let login = typed.trim().trim_start_matches('@');
    match login {
        "" => Ok(None),
        login if link::is_login(login) => Ok(Some(login.to_owned())),
        _ => Err(wrong(id, Text::LoginBad)),
    }
}

fn wrong(id: &'static str, text: Text) -> Text {
    page::focus(id);
    text
}

fn years(chosen: &str) -> Years {
    match chosen {
        "all" => Years::All,
        year => year
            .parse()
            .map_or(Years::Last, |year| Years::Some(vec![year])),
    }
}

#[component]
fn TokenField() -> impl IntoView {
    let settings = settings();
    view! {
        <div class="field">
            <label for="token">{settings.words(Text::Token)}</label>
            <input
                id="token"
                type="password"
                autocomplete="off"
                spellcheck="false"
                aria-describedby="token-hint"
                data-testid="token"
            />
            <p class="field__hint" id="token-hint">{settings.words(Text::TokenHint)}</p>
        </div>
        <label class="check">
            <input id="keep-token" type="checkbox" data-testid="keep-token"/>
            <span class="check__name">{settings.words(Text::TokenKeep)}</span>
        </label>
    }
}

/// The token that this tab keeps is not shown.
#[component]
fn KeptToken(has_kept: RwSignal<bool>) -> impl IntoView {
    let settings = settings();
    let forget = on(move |_| {
        keep(None);
        has_kept.set(false);
    });
    view! {
        <div class="github__kept">
            <p>{settings.words(Text::TokenKept)}</p>
            <button class="button" type="button" data-testid="forget" on:click=forget>
                {settings.words(Text::TokenForget)}
            </button>
        </div>
    }
}

#[component]
fn YearsField() -> impl IntoView {
    let settings = settings();
    let this_year = page::now()
        .format("%Y")
        .to_string()
        .parse()
        .unwrap_or(FIRST_YEAR);
    view! {
        <div class="field field--row">
            <label for="years">{settings.words(Text::Years)}</label>
            <select id="years" data-testid="years">
                <option value="last">{settings.words(Text::YearLast)}</option>
                <option value="all">{settings.words(Text::YearsAll)}</option>
                {(FIRST_YEAR..=this_year).rev().map(|year| view! {
                    <option value=year.to_string()>{year.to_string()}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

/// A public record, without a token.
#[component]
fn PublicForm() -> impl IntoView {
    let settings = settings();
    let trouble = RwSignal::new(None::<Text>);
    let read = on(move |event: SubmitEvent| {
        event.prevent_default();
        match login_in("public-login") {
            Ok(Some(login)) => github().read_public(login),
            Ok(None) => trouble.set(Some(wrong("public-login", Text::LoginBad))),
            Err(text) => trouble.set(Some(text)),
        }
    });
    view! {
        <form class="card github__form" autocomplete="off" data-testid="public-form" on:submit=read>
            <h2>{settings.words(Text::GitHubPublic)}</h2>
            {field("public-login", Text::Login, Text::GitHubPublicHint)}
            {trouble_line("public-trouble", trouble)}
            <button class="button" type="submit" data-testid="public-read">
                {settings.words(Text::GitHubRead)}
            </button>
        </form>
    }
}

/// A line to type in, with what there is to say of it.
fn field(id: &'static str, label: Text, hint: Text) -> AnyView {
    let settings = settings();
    let hint_id = [id, "-hint"].concat();
    view! {
        <div class="field">
            <label for=id>{settings.words(label)}</label>
            <input
                id=id
                type="text"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-describedby=hint_id.clone()
                data-testid=id
            />
            <p class="field__hint" id=hint_id>{settings.words(hint)}</p>
        </div>
    }
    .into_any()
}

/// What is wrong with a form.
fn trouble_line(testid: &'static str, trouble: RwSignal<Option<Text>>) -> AnyView {
    let settings = settings();
    let words: Live<&'static str> =
        live(move || trouble.get().map_or("", |text| settings.say(text)));
    view! { <p class="field__problem" role="alert" data-testid=testid>{words}</p> }.into_any()
}
