//! How to get an archive, on a phone and on a computer, and a reminder for the day it is ready.

use super::icon::{self, icon};
use crate::engine::text::{Language, Text, prose, reminder};
use crate::ui::dom::{Node, beside, button, el, part};
use crate::ui::state::settings::settings;
use crate::web::{download, page};

pub fn steps() -> Node {
    let head = el("div")
        .class("steps__head")
        .child(el("h2").id("steps-title").say(Text::GetArchive))
        .child(el("p").say(Text::GetArchiveLead));
    el("section")
        .class("steps")
        .attr("aria-labelledby", "steps-title")
        .child(head)
        .child(list(Text::OnPhone, prose::steps_on_phone))
        .child(list(Text::OnComputer, prose::steps_on_computer))
        .child(reminder())
}

fn list(title: Text, steps: fn(Language) -> &'static [&'static str]) -> Node {
    let settings = settings();
    let steps = part(move || {
        let steps = steps(settings.language()).iter();
        beside(steps.map(|step| el("li").text(step)))
    });
    el("div")
        .class("card steps__list")
        .child(el("h3").say(title))
        .child(el("ol").child(steps))
}

fn reminder() -> Node {
    let settings = settings();
    let save = move || {
        let entry = reminder::ics(settings.language(), page::now(), &page::address());
        if let Err(error) = download::save_bytes("yodori.ics", "text/calendar", entry.as_bytes()) {
            page::log("cannot save the reminder", &error);
        }
    };
    let button = button("button", save)
        .testid("reminder")
        .child(icon(icon::CALENDAR))
        .say(Text::Remind);
    el("div")
        .class("steps__reminder")
        .child(button)
        .child(el("small").say(Text::RemindHint))
}
