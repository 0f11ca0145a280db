//! What can be chosen of one of the pictures alone.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::Choice;
use crate::engine::protocol::rhythm::Days;
use crate::engine::text::{Text, dates};
use crate::ui::dom::{Node, el};
use crate::ui::live::live;

pub fn midnight(choice: Choice) -> Node {
    let input = el("input")
        .attr("type", "checkbox")
        .testid("from-midnight")
        .checked(live(move || choice.from_midnight.get()))
        .on("change", move |_| {
            choice.spot.set(None);
            let is = choice.from_midnight.get_untracked();
            choice.from_midnight.set(!is);
        });
    el("label")
        .class("check")
        .child(input)
        .child(el("span").say(Text::FromMidnight))
}

/// Days of which the last was chosen before the first, the other way round.
fn in_order(days: Days) -> Days {
    match (days.end.pred_opt(), days.start.succ_opt()) {
        (Some(first), Some(end)) if days.end <= days.start => first..end,
        _ => days,
    }
}

/// The stretch that the days in sight are held against.
pub fn against(choice: Choice) -> Node {
    // Once: written back while it is typed, a year would never get its fourth digit.
    let Days { start, end } = untrack(|| choice.against());
    let last = end.pred_opt().unwrap_or(end);
    let input = |day: NaiveDate, testid: &str, text: Text, change: fn(&mut Days, NaiveDate)| {
        let input = el("input")
            .attr("type", "date")
            .testid(testid)
            .attr("value", &dates::iso(day))
            .on("change", move |event| {
                let Some(day) = dates::from_iso(&event_target_value(&event)) else {
                    return;
                };
                let mut days = untrack(|| choice.against());
                change(&mut days, day);
                choice.against.set(Some(in_order(days)));
            });
        el("label")
            .class("range__date")
            .child(el("span").say(text))
            .child(input)
    };
    el("div")
        .class("range__dates")
        .child(el("span").say(Text::ComparedWith))
        .child(input(start, "against-from", Text::FromDay, |days, day| {
            days.start = day;
        }))
        .child(input(last, "against-to", Text::ToDay, |days, day| {
            days.end = day.succ_opt().unwrap_or(day);
        }))
}
