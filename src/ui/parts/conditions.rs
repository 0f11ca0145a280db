//! Under which conditions: zone, threshold, where a day starts, what counts.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::plain::words;
use super::rhythm::rule_switch;
use crate::engine::event::{Flags, Kind};
use crate::engine::infer::clean::Finding;
use crate::engine::infer::filter::{Filter, Treatment};
use crate::engine::text::{Text, cleaning, kinds, numbers};
use crate::ui::dom::{Node, beside, button, el, nothing, part, perhaps};
use crate::ui::live::{Live, live};
use crate::ui::state::life::{Life, OfGitHub};
use crate::ui::state::settings::settings;
use crate::ui::state::view::{UnknownZone, View, view};
use crate::web::intl;

/// Minutes: steps and ends of the threshold's slider.
const THRESHOLD_MINS: (i64, i64, i64) = (15, 30, 720);

pub fn conditions() -> Node {
    el("section")
        .class("card conditions")
        .attr("aria-labelledby", "conditions-title")
        .child(el("h2").id("conditions-title").say(Text::Conditions))
        .child(zone_chooser())
        .child(threshold_slider())
        .child(rule_switch())
        .child(start_hour())
        .child(what_counts())
}

fn zone_chooser() -> Node {
    let (settings, view) = (settings(), view());
    let unknown = RwSignal::new(false);
    // Hundreds of names: they are put into the page when someone is about to choose one.
    let is_asked = RwSignal::new(false);
    let zones = part(move || match is_asked.get() {
        true => {
            let names = intl::zone_names().into_iter();
            beside(names.map(|name| el("option").attr("value", &name)))
        }
        false => nothing(),
    });
    let choose = move |name: &str| unknown.set(view.set_zone(name) == Err(UnknownZone));
    let is_wrong = move || if unknown.get() { "true" } else { "false" };
    let problem = live(move || match unknown.get() {
        true => settings.say(Text::ZoneUnknown),
        false => "",
    });
    let input = el("input")
        .id("zone")
        .testid("zone")
        .attr("list", "zones")
        .attr("autocomplete", "off")
        .attr("autocapitalize", "none")
        .attr("spellcheck", "false")
        .attr("aria-describedby", "zone-problem")
        .live("aria-invalid", live(is_wrong))
        .value(live(move || view.zone().read().name().to_owned()))
        .on("focus", move |event| {
            is_asked.set(true);
            // What is chosen stands in the way of a list of all others, until it is typed over.
            event_target::<HtmlInputElement>(&event).select();
        })
        .on("change", move |event| choose(&event_target_value(&event)));
    let told = el("p").class("field__problem").id("zone-problem");
    let told = told.attr("role", "status").words(problem);
    let suggestions = part(move || suggestions(view, choose));
    el("div")
        .class("field")
        .child(el("label").attr("for", "zone").say(Text::Zone))
        .child(input)
        .child(el("datalist").id("zones").child(zones))
        .child(told)
        .child(el("div").class("chips").child(suggestions))
}

/// Zones that are not shown and may be the right one.
fn suggestions(view: View, choose: impl Fn(&str) + Copy + 'static) -> Node {
    let (shown, own) = (view.zone().read().name().to_owned(), intl::own_zone());
    let commits = view.zones_of_commits();
    let archive = view.life().and_then(|life| life.zone().map(str::to_owned));
    let archive = archive.filter(|zone| *zone != own);
    let all = [
        (Text::ZonesOfCommits, commits),
        (Text::ZoneOfArchive, archive),
        (Text::ZoneOfBrowser, Some(own)),
    ];
    beside(all.into_iter().filter_map(|(text, zone)| {
        let zone = zone.filter(|zone| *zone != shown)?;
        let name = el("span").class("chip__more").text(&zone);
        let chip = button("chip", move || choose(&zone));
        Some(chip.say(text).text(" ").child(name))
    }))
}

fn threshold_slider() -> Node {
    let (settings, view) = (settings(), view());
    let (step, least, most) = THRESHOLD_MINS;
    let words = live(move || numbers::duration(settings.language(), view.threshold_secs()));
    let label = el("label").attr("for", "threshold");
    let length = el("output").attr("for", "threshold").words(words.clone());
    let input = el("input")
        .id("threshold")
        .testid("threshold")
        .attr("type", "range")
        .attr("min", &least.to_string())
        .attr("max", &most.to_string())
        .attr("step", &step.to_string())
        .attr("aria-describedby", "threshold-hint")
        .live("aria-valuetext", words)
        .value(live(move || (view.threshold_secs() / 60).to_string()))
        .on("input", move |event| {
            if let Ok(mins) = event_target_value(&event).parse::<i64>() {
                view.set_threshold(mins * 60);
            }
        });
    let hint = el("p").class("field__hint").id("threshold-hint");
    el("div")
        .class("field")
        .child(label.say(Text::Threshold).child(length))
        .child(input)
        .child(hint.words(view.words(settings, Text::ThresholdHint)))
}

fn start_hour() -> Node {
    let view = view();
    let hours = (0..24_u8).map(|hour| {
        let hour = hour.to_string();
        el("option")
            .attr("value", &hour)
            .text(&[&hour, ":00"].concat())
    });
    let select = el("select")
        .id("start-hour")
        .testid("start-hour")
        .children(hours)
        .value(live(move || view.start_hour().to_string()))
        .on("change", move |event| {
            if let Ok(hour) = event_target_value(&event).parse() {
                view.set_start_hour(hour);
            }
        });
    el("div")
        .class("field field--row")
        .child(el("label").attr("for", "start-hour").say(Text::StartHour))
        .child(select)
}

fn what_counts() -> Node {
    let view = view();
    let switches = part(move || perhaps(view.life().map(|life| switches(&life))));
    el("fieldset")
        .class("field")
        .child(el("legend").say(Text::WhatCounts))
        .child(switches)
}

/// A part of the filter that is one switch.
#[derive(Clone, Copy)]
enum Part {
    Kind(Kind),
    /// All of an archive.
    Archive,
    /// All that an archive has besides posts.
    Acts,
    /// All of GitHub.
    GitHub,
    /// What of GitHub has this flag.
    NotDone(Flags),
    Retweets,
    BotWords,
    Finding(Finding),
    /// A posting app, by its index.
    App(u16),
}

impl Part {
    /// How someone's posts and acts are treated that are looked at.
    fn treatment(self, view: View) -> Treatment {
        let filter = view.filter().read();
        match self {
            Part::Kind(kind) => filter.kinds[kind as usize],
            // Counted if any kind of them is that there is.
            Part::Archive => any(view, |kind| !kind.is_github()),
            Part::Acts => any(view, Kind::is_act),
            Part::GitHub => any(view, Kind::is_github),
            Part::NotDone(flag) => match filter.not_done.has(flag) {
                true => Treatment::LeftOut,
                false => Treatment::Counted,
            },
            Part::Retweets => filter.retweets,
            Part::BotWords => filter.bot_words,
            Part::Finding(finding) => finding.treatment(&filter),
            Part::App(app) => filter.hidden_apps.treatment(app),
        }
    }

    fn treat(self, filter: &mut Filter, treatment: Treatment) {
        match self {
            Part::Kind(kind) => filter.kinds[kind as usize] = treatment,
            Part::Archive => filter.treat_archive(treatment),
            Part::Acts => filter.treat_acts(treatment),
            Part::GitHub => filter.treat_github(treatment),
            Part::NotDone(flag) => {
                filter.not_done = match treatment {
                    Treatment::Counted => filter.not_done.without(flag),
                    Treatment::LeftOut => filter.not_done.with(flag),
                };
            }
            Part::Retweets => filter.retweets = treatment,
            Part::BotWords => filter.bot_words = treatment,
            Part::Finding(finding) => finding.treat(filter, treatment),
            Part::App(app) => filter.hidden_apps.treat(app, treatment),
        }
    }
}

/// Counted if any kind of some is that there is.
fn any(view: View, is_one: fn(Kind) -> bool) -> Treatment {
    let filter = view.filter().read();
    let kinds = view
        .life()
        .map_or([0; Kind::ALL.len()], |life| life.tally.kinds);
    let counts = |kind: &Kind| {
        let kind = *kind as usize;
        kinds[kind] > 0 && filter.kinds[kind] == Treatment::Counted
    };
    match Kind::ALL
        .into_iter()
        .filter(|kind| is_one(*kind))
        .any(|kind| counts(&kind))
    {
        true => Treatment::Counted,
        false => Treatment::LeftOut,
    }
}

/// A switch for each sort of post that there is, with its count.
fn switches(life: &Life) -> Node {
    let tally = &life.tally;
    let kinds = Kind::ALL.into_iter().zip(tally.kinds);
    let posts = kinds.filter(|(kind, count)| kind.is_post() && *count > 0);
    let mut all: Vec<_> = posts.map(|(kind, count)| of_kind(kind, count)).collect();
    // One kind alone needs no switch: nothing would be left without it.
    if all.len() == 1 && !tally.has_acts() {
        all.clear();
    }
    if life.github.is_some() {
        let count = tally.kinds.iter().sum::<u64>() - tally.github();
        all.insert(0, switch(words(Text::FromArchive), count, Part::Archive));
    }
    all.extend([
        switch(words(Text::Retweets), tally.retweets, Part::Retweets),
        switch(words(Text::BotWords), tally.bot_words, Part::BotWords),
        cleaned(life),
        acts(life),
        github(life),
        apps(life),
    ]);
    beside(all)
}

fn of_kind(kind: Kind, count: u64) -> Node {
    let settings = settings();
    let name = move || kinds::kind(settings.language(), kind).to_owned();
    switch(live(name), count, Part::Kind(kind))
}

/// What was done besides posting: a switch for all of it, and one for each kind; those that are off at
/// first say why.
fn acts(life: &Life) -> Node {
    if !life.tally.has_acts() {
        return nothing();
    }
    let settings = settings();
    let kinds = Kind::ALL.into_iter().zip(life.tally.kinds);
    let kinds = kinds.filter(|(kind, count)| kind.is_act() && *count > 0);
    let kinds: Vec<_> = kinds.collect();
    let of_kinds = kinds.len();
    let switches = kinds.into_iter().map(|(kind, count)| {
        let why = live(move || kinds::why_off(settings.language(), kind).unwrap_or_default());
        let why = kind
            .is_off_at_first()
            .then(|| el("p").class("field__hint check__why").words(why));
        [Some(of_kind(kind, count)), why]
    });
    let switches: Vec<_> = switches.flatten().flatten().collect();
    let all = switch(words(Text::AllActs), life.tally.acts(), Part::Acts);
    let each = folded("act-kinds", Text::Kinds, of_kinds, switches);
    group("acts", Text::Acts, Text::ActsHint, vec![all, each])
}

/// What was done on GitHub: a switch for all of it, for each kind, and for what was not the person's doing.
fn github(life: &Life) -> Node {
    let Some(OfGitHub { found, .. }) = &life.github else {
        return nothing();
    };
    let kinds = Kind::ALL.into_iter().zip(life.tally.kinds);
    let kinds = kinds.filter(|(kind, count)| kind.is_github() && *count > 0);
    let kinds: Vec<_> = kinds.map(|(kind, count)| of_kind(kind, count)).collect();
    let of_kinds = kinds.len();
    let all = switch(words(Text::AllActs), life.tally.github(), Part::GitHub);
    let each = folded("github-kinds", Text::Kinds, of_kinds, kinds);
    let mut switches = vec![all, each];
    let cleaned = &found.cleaned;
    for (flag, text, count) in [
        (Flags::MACHINE, Text::ByMachines, cleaned.machine),
        (Flags::MERGED, Text::Merged, cleaned.merged),
        (Flags::IMPORTED, Text::ImportedHistory, cleaned.imported),
        (Flags::NOT_OWN, Text::NotOwn, cleaned.not_own),
        (Flags::REBASED, Text::Rebased, cleaned.rebased),
    ] {
        switches.push(switch(words(text), count, Part::NotDone(flag)));
    }
    group("github", Text::FromGitHub, Text::GitHubHint, switches)
}

/// What machines posted, each finding with a switch; nothing found, nothing shown.
fn cleaned(life: &Life) -> Node {
    let settings = settings();
    let switches = life.findings.iter().map(|finding| {
        let app = life.imported.apps.get(usize::from(finding.app));
        let (app, reason) = (app.cloned().unwrap_or_default(), finding.reason);
        let name = live(move || cleaning::finding(settings.language(), &app, reason));
        switch(name, finding.count, Part::Finding(*finding))
    });
    let switches: Vec<_> = switches.collect();
    if switches.is_empty() {
        return nothing();
    }
    group("cleaned", Text::Cleaned, Text::CleanedHint, switches)
}

/// Switches of one sort, with what there is to say of them.
fn group(id: &'static str, title: Text, hint: Text, switches: Vec<Node>) -> Node {
    el("div")
        .class("cleaned")
        .testid(id)
        .attr("role", "group")
        .attr("aria-labelledby", id)
        .child(el("h3").id(id).say(title))
        .child(el("p").class("field__hint").say(hint))
        .children(switches)
}

/// The posting apps, most used first.
fn apps(life: &Life) -> Node {
    let settings = settings();
    let apps = life.tally.apps.iter().map(|(app, count)| {
        let name = life.imported.apps.get(usize::from(*app));
        let name = name.cloned().unwrap_or_default();
        let name = live(move || match name.as_str() {
            "" => settings.say(Text::UnknownApp).to_owned(),
            name => name.to_owned(),
        });
        switch(name, *count, Part::App(*app))
    });
    let apps: Vec<_> = apps.collect();
    if apps.is_empty() {
        return nothing();
    }
    folded("apps", Text::Apps, apps.len(), apps)
}

/// Switches that are shown when someone wants to see them.
fn folded(testid: &'static str, title: Text, count: usize, switches: Vec<Node>) -> Node {
    let count = el("small").text(&numbers::count(count as u64));
    el("details")
        .class("apps")
        .testid(testid)
        .child(el("summary").say(title).text(" ").child(count))
        .children(switches)
}

/// A switch for one treatment of the filter; nothing to switch, no switch.
fn switch(name: Live<String>, count: u64, part: Part) -> Node {
    if count == 0 {
        return nothing();
    }
    let view = view();
    let checked = live(move || part.treatment(view) == Treatment::Counted);
    let toggle = move |_| {
        let other = match untrack(|| part.treatment(view)) {
            Treatment::Counted => Treatment::LeftOut,
            Treatment::LeftOut => Treatment::Counted,
        };
        view.change_filter(|filter| part.treat(filter, other));
    };
    let input = el("input").attr("type", "checkbox");
    el("label")
        .class("check")
        .child(input.checked(checked).on("change", toggle))
        .child(el("span").class("check__name").words(name))
        .child(el("small").text(&numbers::count(count)))
}
