//! What to read of GitHub, and with which token.

use leptos::ev::{Event, SubmitEvent};
use leptos::prelude::*;

use super::plain::{button, field, heading, line, pieces, trouble, words};
use crate::engine::source::github::{Options, Token, Years, link};
use crate::engine::text::Text;
use crate::ui::live::{live, on, part};
use crate::ui::state::github::{github, keep, kept};
use crate::ui::state::settings::settings;
use crate::web::page;

/// GitHub's first year.
const FIRST_YEAR: i32 = 2008;

/// Which years: the last one, all, or those that are chosen one by one.
#[derive(Clone, Copy)]
struct Chosen {
    span: RwSignal<String>,
    years: RwSignal<Vec<i32>>,
}

impl Chosen {
    /// # Errors
    /// None is chosen.
    fn get(self) -> Result<Years, Text> {
        match self.span.get_untracked().as_str() {
            "all" => Ok(Years::All),
            "some" => match self.years.get_untracked() {
                years if years.is_empty() => Err(wrong("years", Text::YearsNone)),
                years => Ok(Years::Some(years)),
            },
            _ => Ok(Years::Last),
        }
    }
}

/// With a token, and below it without one.
pub fn form() -> AnyView {
    let (trouble_of_own, trouble_of_public) = (RwSignal::new(None), RwSignal::new(None));
    let has_kept = RwSignal::new(kept().is_some());
    let chosen = Chosen {
        span: RwSignal::default(),
        years: RwSignal::default(),
    };
    let token = part(move || match has_kept.get() {
        true => kept_token(has_kept),
        false => token_field(),
    });
    let own = vec![
        token.into_any(),
        years_field(chosen),
        more(),
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
            trouble_of_own.set(read(has_kept.get_untracked(), chosen).err());
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
        <form class="card sheet" autocomplete="off" data-testid=form on:submit=read>
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
fn read(is_kept: bool, chosen: Chosen) -> Result<(), Text> {
    let token = if is_kept {
        kept()
    } else {
        Token::new(&page::value("token"))
    };
    let token = token.ok_or_else(|| wrong("token", Text::TokenBad))?;
    let (years, login) = (chosen.get()?, login_in("login")?);
    if !is_kept && page::is_checked("keep-token") {
        keep(Some(&token));
    }
    // It is never shown again, not even to whoever comes back to this form.
    page::set_value("token", "");
    let emails = page::value("emails");
    let options = Options {
        login,
        years,
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
        github().forget();
        has_kept.set(false);
    });
    let all = vec![
        line("", "kept", words(Text::TokenKept)),
        button("button", "forget", words(Text::TokenForget), forget),
    ];
    pieces("github__kept", "kept-token", all)
}

fn years_field(chosen: Chosen) -> AnyView {
    let settings = settings();
    let choose = on(move |event: Event| chosen.span.set(event_target_value(&event)));
    let chips = part(move || match chosen.span.get() == "some" {
        true => year_chips(chosen.years),
        false => ().into_any(),
    });
    view! {
        <div class="field">
            <div class="field--row">
                <label for="years">{settings.words(Text::Years)}</label>
                <select id="years" data-testid="years" on:change=choose>
                    <option value="last">{settings.words(Text::YearLast)}</option>
                    <option value="all">{settings.words(Text::YearsAll)}</option>
                    <option value="some">{settings.words(Text::YearsSome)}</option>
                </select>
            </div>
            {chips}
        </div>
    }
    .into_any()
}

/// A chip to tick for each year, the latest first.
fn year_chips(years: RwSignal<Vec<i32>>) -> AnyView {
    let this_year = page::now().format("%Y").to_string();
    let this_year = this_year.parse().unwrap_or(FIRST_YEAR);
    let chip = |year: i32| {
        let toggle = on(move |_: Event| {
            years.update(|years| match years.iter().position(|one| *one == year) {
                Some(place) => drop(years.swap_remove(place)),
                None => years.push(year),
            });
        });
        let is_chosen = live(move || years.read().contains(&year));
        view! {
            <label class="chip chip--year">
                <input type="checkbox" prop:checked=is_chosen on:change=toggle/>
                {year.to_string()}
            </label>
        }
        .into_any()
    };
    let chips: Vec<_> = (FIRST_YEAR..=this_year).rev().map(chip).collect();
    let label = words(Text::YearsSome);
    view! { <div class="chips" role="group" aria-label=label data-testid="year-chips">{chips}</div> }
        .into_any()
}

/// What few people need.
fn more() -> AnyView {
    let fields = vec![
        field("emails", "text", Text::Emails, Some(Text::EmailsHint)),
        field(
            "login",
            "text",
            Text::LoginOther,
            Some(Text::LoginOtherHint),
        ),
    ];
    view! {
        <details class="github__more" data-testid="more-choices">
            <summary>{words(Text::MoreChoices)}</summary>
            {fields}
        </details>
    }
    .into_any()
}
