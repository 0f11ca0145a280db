//! Under which conditions: zone, threshold, where a day starts, what counts.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Event, FocusEvent, HtmlInputElement};

use crate::engine::event::{Flags, Kind};
use crate::engine::infer::clean::Finding;
use crate::engine::infer::filter::{Filter, Treatment};
use crate::engine::text::{Text, cleaning, kinds, numbers};
use crate::ui::live::{Live, live, on, part, perhaps};
use crate::ui::state::life::{Life, OfGitHub};
use crate::ui::state::settings::settings;
use crate::ui::state::view::{UnknownZone, View, view};
use crate::web::intl;

/// Minutes: steps and ends of the threshold's slider.
const THRESHOLD_MINS: (i64, i64, i64) = (15, 30, 720);

#[component]
pub fn Conditions() -> impl IntoView {
    let settings = settings();
    view! {
        <section class="card conditions" aria-labelledby="conditions-title">
            <h2 id="conditions-title">{settings.words(Text::Conditions)}</h2>
            <ZoneChooser/>
            <ThresholdSlider/>
            <StartHour/>
            <WhatCounts/>
        </section>
    }
}

#[component]
fn ZoneChooser() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let unknown = RwSignal::new(false);
    // Hundreds of names: they are put into the page when someone is about to choose one.
    let is_asked = RwSignal::new(false);
    let zones = || {
        let names = intl::zone_names().into_iter();
        names
            .map(|name| view! { <option value=name></option> })
            .collect_view()
    };
    let choose = move |name: &str| unknown.set(view.set_zone(name) == Err(UnknownZone));
    let name = move || view.zone().read().name().to_owned();
    let suggestion = move |text: Text, zone: String| {
        let shown = zone.clone();
        view! {
            <button class="chip" type="button" on:click=on(move |_| choose(&zone))>
                {settings.words(text)} " " <span class="chip__more">{shown}</span>
            </button>
        }
    };
    let suggestions = part(move || {
        let (shown, own) = (name(), intl::own_zone());
        let archive = view.life().and_then(|life| life.zone().map(str::to_owned));
        let archive = archive.filter(|zone| *zone != shown && *zone != own);
        let commits = view
            .zones_of_commits()
            .map(|zones| suggestion(Text::ZonesOfCommits, zones));
        let own = (own != shown).then(|| suggestion(Text::ZoneOfBrowser, own));
        let archive = archive.map(|zone| suggestion(Text::ZoneOfArchive, zone));
        let all: Vec<_> = [commits, archive, own].into_iter().flatten().collect();
        all.into_any()
    });
    view! {
        <div class="field">
            <label for="zone">{settings.words(Text::Zone)}</label>
            <input
                id="zone"
                data-testid="zone"
                list="zones"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=live(move || if unknown.get() { "true" } else { "false" })
                aria-describedby="zone-problem"
                prop:value=live(name)
                on:focus=on(move |event| {
                    is_asked.set(true);
                    select_all(&event);
                })
                on:change=on(move |event| choose(&event_target_value(&event)))
            />
            <datalist id="zones">
                {part(move || if is_asked.get() { zones().into_any() } else { ().into_any() })}
            </datalist>
            <p class="field__problem" id="zone-problem" role="status">
                {live(move || if unknown.get() { settings.say(Text::ZoneUnknown) } else { "" })}
            </p>
            <div class="chips">{suggestions}</div>
        </div>
    }
}

/// What is chosen stands in the way of a list of all others, until it is typed over.
fn select_all(event: &FocusEvent) {
    event_target::<HtmlInputElement>(event).select();
}

#[component]
fn ThresholdSlider() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let (step, least, most) = THRESHOLD_MINS;
    let words = live(move || numbers::duration(settings.language(), view.threshold_secs()));
    view! {
        <div class="field">
            <label for="threshold">
                {settings.words(Text::Threshold)} <output for="threshold">{words.clone()}</output>
            </label>
            <input
                id="threshold"
                type="range"
                data-testid="threshold"
                min=least
                max=most
                step=step
                aria-valuetext=words
                aria-describedby="threshold-hint"
                prop:value=live(move || (view.threshold_secs() / 60).to_string())
                on:input=on(move |event| {
                    if let Ok(mins) = event_target_value(&event).parse::<i64>() {
                        view.set_threshold(mins * 60);
                    }
                })
            />
            <p class="field__hint" id="threshold-hint">{view.words(settings, Text::ThresholdHint)}</p>
        </div>
    }
}

#[component]
fn StartHour() -> impl IntoView {
    let (settings, view) = (settings(), view());
    view! {
        <div class="field field--row">
            <label for="start-hour">{settings.words(Text::StartHour)}</label>
            <select
                id="start-hour"
                data-testid="start-hour"
                prop:value=live(move || view.start_hour().to_string())
                on:change=on(move |event| {
                    if let Ok(hour) = event_target_value(&event).parse() {
                        view.set_start_hour(hour);
                    }
                })
            >
                {(0..24_u8).map(|hour| view! {
                    <option value=hour.to_string()>{[&hour.to_string(), ":00"].concat()}</option>
                }).collect_view()}
            </select>
        </div>
    }
}

#[component]
fn WhatCounts() -> impl IntoView {
    let (settings, view) = (settings(), view());
    view! {
        <fieldset class="field">
            <legend>{settings.words(Text::WhatCounts)}</legend>
            {part(move || perhaps(view.life().map(|life| view! { <Switches life=life/> })))}
        </fieldset>
    }
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
#[component]
fn Switches(life: Arc<Life>) -> impl IntoView {
    let settings = settings();
    let tally = &life.tally;
    let kinds = Kind::ALL.into_iter().zip(tally.kinds);
    let posts = kinds.filter(|(kind, count)| kind.is_post() && *count > 0);
    let posts: Vec<_> = posts.map(|(kind, count)| of_kind(kind, count)).collect();
    let named = move |text: Text| live(move || settings.say(text).to_owned());
    let of_archive: u64 = tally.kinds.iter().sum::<u64>() - tally.github();
    let of_archive = match life.github {
        Some(_) => of_archive,
        None => 0,
    };
    view! {
        {switch(named(Text::FromArchive), of_archive, Part::Archive)}
        // One kind alone needs no switch: nothing would be left without it.
        {if posts.len() > 1 || tally.has_acts() { posts } else { Vec::new() }}
        {switch(named(Text::Retweets), tally.retweets, Part::Retweets)}
        {switch(named(Text::BotWords), tally.bot_words, Part::BotWords)}
        {cleaned(&life)}
        {acts(&life)}
        {github(&life)}
        {apps(&life)}
    }
}

fn of_kind(kind: Kind, count: u64) -> AnyView {
    let settings = settings();
    let name = move || kinds::kind(settings.language(), kind).to_owned();
    switch(live(name), count, Part::Kind(kind))
}

/// What was done besides posting: a switch for all of it, and one for each kind; those that are off at
/// first say why.
fn acts(life: &Life) -> AnyView {
    if !life.tally.has_acts() {
        return ().into_any();
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
            .then(|| view! { <p class="field__hint check__why">{why}</p> }.into_any());
        [Some(of_kind(kind, count)), why]
    });
    let switches: Vec<_> = switches.flatten().flatten().collect();
    let all = live(move || settings.say(Text::AllActs).to_owned());
    let all = switch(all, life.tally.acts(), Part::Acts);
    let each = folded("act-kinds", Text::Kinds, of_kinds, switches);
    group("acts", Text::Acts, Text::ActsHint, vec![all, each])
}

/// What was done on GitHub: a switch for all of it, for each kind, and for what was not the person's doing.
fn github(life: &Life) -> AnyView {
    let Some(OfGitHub { found, .. }) = &life.github else {
        return ().into_any();
    };
    let settings = settings();
    let kinds = Kind::ALL.into_iter().zip(life.tally.kinds);
    let kinds = kinds.filter(|(kind, count)| kind.is_github() && *count > 0);
    let kinds: Vec<_> = kinds.map(|(kind, count)| of_kind(kind, count)).collect();
    let of_kinds = kinds.len();
    let named = move |text: Text| live(move || settings.say(text).to_owned());
    let all = switch(named(Text::AllActs), life.tally.github(), Part::GitHub);
    let each = folded("github-kinds", Text::Kinds, of_kinds, kinds);
    let mut switches = vec![all, each];
    let cleaned = &found.cleaned;
    for (flag, text, count) in [
        (Flags::MACHINE, Text::ByMachines, cleaned.machine),
        (Flags::MERGED, Text::Merged, cleaned.merged),
        (Flags::IMPORTED, Text::ImportedHistory, cleaned.imported),
        (Flags::NOT_OWN, Text::NotOwn, cleaned.not_own),
    ] {
        switches.push(switch(named(text), count, Part::NotDone(flag)));
    }
    group("github", Text::FromGitHub, Text::GitHubHint, switches)
}

/// What machines posted, each finding with a switch; nothing found, nothing shown.
fn cleaned(life: &Life) -> AnyView {
    let settings = settings();
    let switches = life.findings.iter().map(|finding| {
        let app = life.imported.apps.get(usize::from(finding.app));
        let (app, reason) = (app.cloned().unwrap_or_default(), finding.reason);
        let name = live(move || cleaning::finding(settings.language(), &app, reason));
        switch(name, finding.count, Part::Finding(*finding))
    });
    let switches: Vec<_> = switches.collect();
    if switches.is_empty() {
        return ().into_any();
    }
    group("cleaned", Text::Cleaned, Text::CleanedHint, switches)
}

/// Switches of one sort, with what there is to say of them.
fn group(id: &'static str, title: Text, hint: Text, switches: Vec<AnyView>) -> AnyView {
    let settings = settings();
    view! {
        <div class="cleaned" role="group" aria-labelledby=id data-testid=id>
            <h3 id=id>{settings.words(title)}</h3>
            <p class="field__hint">{settings.words(hint)}</p>
            {switches}
        </div>
    }
    .into_any()
}

/// The posting apps, most used first.
fn apps(life: &Life) -> AnyView {
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
        return ().into_any();
    }
    folded("apps", Text::Apps, apps.len(), apps)
}

/// Switches that are shown when someone wants to see them.
fn folded(testid: &'static str, title: Text, count: usize, switches: Vec<AnyView>) -> AnyView {
    view! {
        <details class="apps" data-testid=testid>
            <summary>{settings().words(title)} " " <small>{numbers::count(count as u64)}</small></summary>
            {switches}
        </details>
    }
    .into_any()
}

/// A switch for one treatment of the filter; nothing to switch, no switch.
fn switch(name: Live<String>, count: u64, part: Part) -> AnyView {
    if count == 0 {
        return ().into_any();
    }
    let view = view();
    let checked = live(move || part.treatment(view) == Treatment::Counted);
    let toggle = on(move |_: Event| {
        let other = match untrack(|| part.treatment(view)) {
            Treatment::Counted => Treatment::LeftOut,
            Treatment::LeftOut => Treatment::Counted,
        };
        view.change_filter(|filter| part.treat(filter, other));
    });
    view! {
        <label class="check">
            <input type="checkbox" prop:checked=checked on:change=toggle/>
            <span class="check__name">{name}</span>
            <small>{numbers::count(count)}</small>
        </label>
    }
    .into_any()
}
