//! What to read of GitHub, and with which token.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::plain::{button, field, heading, line, pieces, trouble, words};
use crate::engine::source::github::{Options, Token, Years, link};
use crate::engine::text::Text;
use crate::ui::live::{on, part};
use crate::ui::state::github::{github, keep, kept};
use crate::ui::state::settings::settings;
use crate::web::page;

/// GitHub's first year.
const FIRST_YEAR: i32 = 2008;

/// With a token, and below it without one.
pub fn form() -> AnyView {
    let (trouble_of_own, trouble_of_public) = (RwSignal::new(None), RwSignal::new(None));
    let has_kept = RwSignal::new(kept().is_some());
    let own = vec![
        part(move || {
            if has_kept.get() {
                kept_token(has_kept)
            } else {
                token_field()
            }
        })
        .into_any(),
        years_field(),
        field("emails", "text", Text::Emails, Some(Text::EmailsHint)),
        field(
            "login",
            "text",
            Text::LoginOther,
            Some(Text::LoginOtherHint),
        ),
        trouble("github-trouble", trouble_of_own),
    ];
    let public = vec![
        heading("public-title", words(Text::GitHubPublic)),
        field(
            "public-login",
            "text",
            Text::Login,
            Some(Text::GitHubPublicHint),
        ),
        trouble("public-trouble", trouble_of_public),
    ];
    let forms = vec![
        submitted("github", own, move || {
            trouble_of_own.set(read(has_kept.get_untracked()).err());
        }),
        submitted("public", public, move || {
            trouble_of_public.set(read_public().err());
        }),
    ];
    pieces("github__part", "github-forms", forms)
}

/// A form with a button that reads.
fn submitted(name: &'static str, fields: Vec<AnyView>, read: impl Fn() + 'static) -> AnyView {
    let read = on(move |event: SubmitEvent| {
        event.prevent_default();
        read();
    });
    let (form, button) = ([name, "-form"].concat(), [name, "-read"].concat());
    view! {
        <form class="card" autocomplete="off" data-testid=form on:submit=read>
            {fields}
            <button class="button button--main" type="submit" data-testid=button>
                {words(Text::GitHubRead)}
            </button>
        </form>
    }
    .into_any()
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

/// The same without a token.
fn read_public() -> Result<(), Text> {
    let login = login_in("public-login")?;
    let login = login.ok_or_else(|| wrong("public-login", Text::LoginBad))?;
    github().read_public(login);
    Ok(())
}

/// The login in a field, `None` if it is empty.
fn login_in(id: &'static str) -> Result<Option<String>, Text> {
    let typed = page::value(id);
    match typed.trim().trim_start_matches('@') {
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

fn token_field() -> AnyView {
    let keep = view! {
        <label class="check">
            <input id="keep-token" type="checkbox" data-testid="keep-token"/>
            <span class="check__name">{words(Text::TokenKeep)}</span>
        </label>
    };
    let all = vec![
        field("token", "password", Text::Token, Some(Text::TokenHint)),
        keep.into_any(),
    ];
    pieces("github__part", "token-field", all)
}

/// The token that this tab keeps is not shown.
fn kept_token(has_kept: RwSignal<bool>) -> AnyView {
    let forget = on(move |_| {
        keep(None);
        has_kept.set(false);
    });
    let all = vec![
        line("", "kept", words(Text::TokenKept)),
        button("button", "forget", words(Text::TokenForget), forget),
    ];
    pieces("github__kept", "kept-token", all)
}

fn years_field() -> AnyView {
    let settings = settings();
    let this_year = page::now()
        .format("%Y")
        .to_string()
        .parse()
        .unwrap_or(FIRST_YEAR);
    let years = (FIRST_YEAR..=this_year).rev().map(|year| year.to_string());
    let options = years.map(|year| view! { <option>{year}</option> });
    view! {
        <div class="field field--row">
            <label for="years">{settings.words(Text::Years)}</label>
            <select id="years" data-testid="years">
                <option value="last">{settings.words(Text::YearLast)}</option>
                <option value="all">{settings.words(Text::YearsAll)}</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
}
