//! What to read of GitHub, and with which token.

use chrono::Datelike;
use leptos::prelude::*;

use super::plain::{field, heading, line, trouble, words};
use crate::engine::source::github::{Options, Token, Years, link};
use crate::engine::text::Text;
use crate::ui::dom::{Node, beside, button, el, nothing, part};
use crate::ui::live::live;
use crate::ui::state::github::{github, keep, kept};
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
pub fn form() -> Node {
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
    let own = beside([
        token,
        years_field(chosen),
        more(),
        trouble("github-trouble", trouble_of_own),
    ]);
    let own = submitted("github", own, move || {
        trouble_of_own.set(read(has_kept.get_untracked(), chosen).err());
    });
    let public = beside([
        heading("public-title").say(Text::GitHubPublic),
        field("public-login", "text", Text::Login, Text::GitHubPublicHint),
        trouble("public-trouble", trouble_of_public),
    ]);
    let public = submitted("public", public, move || {
        trouble_of_public.set(read_public().err());
    });
    beside([own, public])
}

/// A form with a button that reads.
fn submitted(name: &str, fields: Node, read: impl Fn() + 'static) -> Node {
    let submit = el("button")
        .class("button button--main")
        .attr("type", "submit")
        .testid(&[name, "-read"].concat());
    el("form")
        .class("card sheet")
        .attr("autocomplete", "off")
        .testid(&[name, "-form"].concat())
        .on("submit", move |event| {
            event.prevent_default();
            read();
        })
        .child(fields)
        .child(submit.say(Text::GitHubRead))
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

fn token_field() -> Node {
    let tick = el("input").id("keep-token").testid("keep-token");
    let keep = el("label")
        .class("check")
        .child(tick.attr("type", "checkbox"))
        .child(el("span").class("check__name").say(Text::TokenKeep));
    el("div")
        .class("github__part")
        .child(field("token", "password", Text::Token, Text::TokenHint))
        .child(keep)
}

/// The token that this tab keeps is not shown.
fn kept_token(has_kept: RwSignal<bool>) -> Node {
    let forget = button("button", move || {
        github().forget();
        has_kept.set(false);
    });
    el("div")
        .class("github__kept")
        .child(line("", "kept").say(Text::TokenKept))
        .child(forget.testid("forget").say(Text::TokenForget))
}

fn years_field(chosen: Chosen) -> Node {
    let option = |(value, text)| el("option").attr("value", value).say(text);
    let spans = [
        ("last", Text::YearLast),
        ("all", Text::YearsAll),
        ("some", Text::YearsSome),
    ];
    let choose = el("select")
        .id("years")
        .testid("years")
        .children(spans.map(option))
        .on("change", move |event| {
            chosen.span.set(event_target_value(&event));
        });
    let row = el("div")
        .class("field--row")
        .child(el("label").attr("for", "years").say(Text::Years))
        .child(choose);
    let chips = part(move || match chosen.span.get() == "some" {
        true => year_chips(chosen.years),
        false => nothing(),
    });
    el("div").class("field").child(row).child(chips)
}

/// A chip to tick for each year, the latest first.
fn year_chips(years: RwSignal<Vec<i32>>) -> Node {
    let this_year = page::now().year();
    let chip = |year: i32| {
        let tick = el("input")
            .attr("type", "checkbox")
            .checked(live(move || years.read().contains(&year)))
            .on("change", move |_| {
                years.update(|years| match years.iter().position(|one| *one == year) {
                    Some(place) => drop(years.swap_remove(place)),
                    None => years.push(year),
                });
            });
        let chip = el("label").class("chip chip--year").child(tick);
        chip.text(&year.to_string())
    };
    el("div")
        .class("chips")
        .testid("year-chips")
        .attr("role", "group")
        .live("aria-label", words(Text::YearsSome))
        .children((FIRST_YEAR..=this_year).rev().map(chip))
}

/// What few people need.
fn more() -> Node {
    let field = |id, label, hint| field(id, "text", label, hint);
    el("details")
        .class("github__more")
        .testid("more-choices")
        .child(el("summary").say(Text::MoreChoices))
        .child(field("emails", Text::Emails, Text::EmailsHint))
        .child(field("login", Text::LoginOther, Text::LoginOtherHint))
}
