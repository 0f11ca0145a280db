//! What this is: its version, what helps to find faults, methods, licences.

use leptos::prelude::*;

use crate::engine::text::Text;
use crate::engine::text::about::diagnostics;
use crate::engine::text::label::Label;
use crate::engine::text::rhythm::methods;
use crate::ui::dom::{Node, beside, button, el, part};
use crate::ui::live::live;
use crate::ui::parts::plain::label;
use crate::ui::state::settings::settings;
use crate::web::{machine, page};

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn about_page() -> Node {
    let lead = el("p").words(label(Label::AboutLead));
    let version = el("p")
        .class("desk__version")
        .words(label(Label::Version))
        .text(" ")
        .child(el("b").testid("version").text(VERSION));
    el("article")
        .class("prose desk__page")
        .testid("desk-about")
        .child(el("h1").say(Text::About))
        .child(lead)
        .child(version)
        .child(faults())
        .child(sources())
        .child(licences())
}

fn section(heading: Label, lead: Label) -> Node {
    el("section")
        .class("prose__section")
        .child(el("h2").words(label(heading)))
        .child(el("p").words(label(lead)))
}

/// What to send along with a report of a fault.
fn faults() -> Node {
    let settings = settings();
    let lines = move || diagnostics(VERSION, settings.language(), &machine::machine());
    let told = RwSignal::new(None::<Label>);
    let copy = button("button", move || {
        page::copy(&untrack(lines), move |is_copied| {
            told.set(Some(match is_copied {
                true => Label::DiagnosticsCopied,
                false => Label::DiagnosticsNotCopied,
            }));
        });
    });
    let said = live(move || told.get().map_or("", |told| told.say(settings.language())));
    section(Label::Diagnostics, Label::DiagnosticsLead)
        .child(
            el("pre")
                .class("desk__lines")
                .attr("tabindex", "0")
                .live("aria-label", label(Label::Diagnostics))
                .testid("diagnostics")
                .words(live(lines)),
        )
        .child(
            el("div")
                .class("desk__row")
                .child(
                    copy.testid("copy-diagnostics")
                        .words(label(Label::CopyDiagnostics)),
                )
                .child(el("p").attr("role", "status").testid("copied").words(said)),
        )
}

/// How the figures are made.
fn sources() -> Node {
    let settings = settings();
    let list = part(move || {
        let told = methods(settings.language()).into_iter();
        beside(told.flat_map(|(name, method)| [el("dt").text(name), el("dd").text(method)]))
    });
    section(Label::Methods, Label::MethodsLead).child(el("dl").class("desk__methods").child(list))
}

fn licences() -> Node {
    let others = el("a").attr("href", "/licences.txt").testid("licences");
    let others = el("p").child(others.words(label(Label::OthersLicences)));
    section(Label::Licences, Label::LicenceLead).child(others)
}
