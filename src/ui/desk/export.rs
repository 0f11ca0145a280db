//! What is open, as files for other programs, and as one that comes back.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use core::ops::Range;
use leptos::prelude::*;

use crate::engine::event::{Event, Imported};
use crate::engine::export::{awake_rows, csv, ics, iso, sleep_rows};
use crate::engine::opened::{Opened, Origin};
use crate::engine::saved::{Names, bare, written};
use crate::engine::text::label::Label;
use crate::engine::text::{dates, export as words};
use crate::ui::dom::{Node, beside, button, el, part};
use crate::ui::live::{effect, live};
use crate::ui::parts::plain::{heading, label};
use crate::ui::state::desk::desk;
use crate::ui::state::settings::settings;
use crate::ui::state::slept::{Sleep, Slept};
use crate::web::{download, page};

/// What files are made of.
#[derive(Clone, Copy)]
struct Taking {
    slept: Slept,
    is_all: RwSignal<bool>,
    has_names: RwSignal<bool>,
    /// What came of what was done last.
    told: RwSignal<Option<Label>>,
}

/// A program's form for it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Sheet,
    Calendar,
}

/// What of someone's days.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Awake,
    Asleep,
}

/// * `class`: how it looks among its neighbours.
pub fn export_section(class: &str) -> Node {
    let desk = desk();
    let taking = Taking {
        slept: Slept::new(),
        is_all: RwSignal::new(true),
        has_names: RwSignal::new(true),
        told: RwSignal::new(None),
    };
    effect(move || {
        if matches!(taking.slept.status(), Sleep::Failed) {
            taking.told.set(Some(Label::ExportNoSleep));
        }
    });
    let content = part(move || match desk.opened() {
        None => el("p").words(label(Label::ExportNothingOpen)),
        Some(opened) => taking.ways(opened),
    });
    el("section")
        .class(class)
        .attr("aria-labelledby", "export-title")
        .testid("export")
        .child(heading("export-title").words(label(Label::ExportTitle)))
        .child(el("p").words(label(Label::ExportLead)))
        .child(content)
}

impl Taking {
    fn ways(self, opened: Arc<Opened>) -> Node {
        let settings = settings();
        let is_invented = matches!(opened.origin, Origin::Sample(_));
        let own = match is_invented {
            true => el("p").words(label(Label::ExportInvented)),
            false => self.own(opened.clone()),
        };
        let said = live(move || {
            let told = self.told.get();
            told.map_or("", |told| told.say(settings.language()))
        });
        let rows = [
            (Form::Sheet, Label::ExportSheet, Label::ExportSheetHint),
            (
                Form::Calendar,
                Label::ExportCalendarFile,
                Label::ExportCalendarHint,
            ),
        ];
        beside([
            self.span(),
            el("div").children(rows.map(|(form, title, hint)| {
                let ways = [
                    (What::Awake, Label::ExportAwake),
                    (What::Asleep, Label::ExportAsleep),
                ];
                let ways = ways.map(|(what, name)| {
                    let opened = opened.clone();
                    let testid = ["export-", ending(form), "-", file_part(what)].concat();
                    button("button", move || self.take(&opened, form, what))
                        .testid(&testid)
                        .flag("disabled", live(move || self.is_waiting(what)))
                        .words(label(name))
                });
                group(title, hint).child(el("div").class("desk__row").children(ways))
            })),
            own,
            el("p")
                .attr("role", "status")
                .testid("export-told")
                .words(said),
        ])
    }

    /// Whether all days are taken, or those in sight.
    fn span(self) -> Node {
        let choice = |is_all: bool, name: Label, testid: &str| {
            let input = el("input")
                .class("hidden-input")
                .attr("type", "radio")
                .attr("name", "export-span")
                .testid(testid)
                .checked(live(move || self.is_all.get() == is_all))
                .on("change", move |_| self.is_all.set(is_all));
            el("label")
                .class("segments__one")
                .child(input)
                .child(el("span").words(label(name)))
        };
        el("div")
            .class("segments")
            .attr("role", "radiogroup")
            .live("aria-label", label(Label::ExportSpan))
            .child(choice(true, Label::ExportSpanAll, "export-all"))
            .child(choice(false, Label::ExportSpanShown, "export-shown"))
    }

    /// The file that comes back.
    fn own(self, opened: Arc<Opened>) -> Node {
        let tick = el("input")
            .attr("type", "checkbox")
            .testid("export-names")
            .checked(live(move || self.has_names.get()))
            .on("change", move |event| {
                self.has_names.set(event_target_checked(&event));
            });
        let tick = el("label").class("check").child(tick).child(
            el("span")
                .class("check__name")
                .words(label(Label::ExportWithNames)),
        );
        let save = button("button", move || self.take_all(&opened))
            .testid("export-json")
            .words(label(Label::ExportSave));
        group(Label::ExportBackup, Label::ExportBackupHint)
            .child(tick)
            .child(el("div").class("desk__row").child(save))
    }

    /// One sleep is found out at a time: another one asked for would take its place.
    fn is_waiting(self, what: What) -> bool {
        what == What::Asleep && matches!(self.slept.status(), Sleep::Asked)
    }

    fn take(self, opened: &Arc<Opened>, form: Form, what: What) {
        let days = match self.is_all.get_untracked() {
            true => all_days(opened),
            false => opened.days.clone(),
        };
        if what == What::Awake {
            let events = &opened.imported.events;
            let kind = |event: usize| Some(events.get(event)?.kind);
            let start_hour = opened.start_hour;
            let rows = awake_rows(&opened.awake(), &opened.zone, &days, start_hour, kind);
            let text = match form {
                Form::Sheet => csv::awake(&rows, &opened.zone),
                Form::Calendar => ics::awake(
                    untrack(|| settings().language()),
                    &rows,
                    &opened.zone,
                    page::now(),
                    &opened.imported.person.handle,
                ),
            };
            return self.save(opened, &days, form, what, &text);
        }
        let (opened, settings) = (opened.clone(), settings());
        self.told.set(Some(Label::ExportWorking));
        self.slept.ask(opened.clone(), move |timeline, asleep| {
            let rows = sleep_rows(timeline, asleep, &days);
            let text = match form {
                Form::Sheet => csv::sleep(&rows, &opened.zone),
                Form::Calendar => ics::sleep(
                    untrack(|| settings.language()),
                    &rows,
                    &opened.zone,
                    page::now(),
                    &opened.imported.person.handle,
                ),
            };
            self.save(&opened, &days, form, what, &text);
        });
    }

    fn save(self, opened: &Opened, days: &Range<NaiveDate>, form: Form, what: What, text: &str) {
        let mime = match form {
            Form::Sheet => "text/csv",
            Form::Calendar => "text/calendar",
        };
        let handle = &opened.imported.person.handle;
        let name = name(file_part(what), handle, days, ending(form));
        self.hand_over(&name, mime, text);
    }

    fn take_all(self, opened: &Opened) {
        let names = match self.has_names.get_untracked() {
            true => Names::With,
            false => Names::Without,
        };
        let handle = match names {
            Names::With => opened.imported.person.handle.as_str(),
            Names::Without => "",
        };
        let name = name("", handle, &all_days(opened), "json");
        let opened = Opened {
            imported: bare(Imported::clone(&opened.imported)),
            ..opened.clone()
        };
        let text = written(&opened, names, &iso(page::now(), &opened.zone));
        self.hand_over(&name, "application/json", &text);
    }

    fn hand_over(self, name: &str, mime: &str, text: &str) {
        let saved = download::save_bytes(name, mime, text.as_bytes());
        self.told.set(Some(match saved {
            Ok(()) => Label::ExportSaved,
            Err(_) => Label::ExportFailed,
        }));
    }
}

fn group(title: Label, hint: Label) -> Node {
    el("div")
        .class("export__group")
        .child(el("h3").words(label(title)))
        .child(el("p").class("field__hint").words(label(hint)))
}

fn ending(form: Form) -> &'static str {
    match form {
        Form::Sheet => "csv",
        Form::Calendar => "ics",
    }
}

fn file_part(what: What) -> &'static str {
    match what {
        What::Awake => "awake",
        What::Asleep => "asleep",
    }
}

/// From the first to the last event's day, half-open.
fn all_days(opened: &Opened) -> Range<NaiveDate> {
    let events = &opened.imported.events;
    let day = |event: Option<&Event>| {
        let at = event.map(Event::at).unwrap_or_default();
        opened.zone.local(at).date()
    };
    // The night before the first event counts as well.
    let first = day(events.first());
    let first = first.checked_sub_days(Days::new(1)).unwrap_or(first);
    let last = day(events.last());
    first..last.checked_add_days(Days::new(1)).unwrap_or(last)
}

fn name(what: &str, handle: &str, days: &Range<NaiveDate>, ending: &str) -> String {
    let last = days.end.pred_opt().unwrap_or(days.end);
    let days = [days.start, last].map(dates::iso);
    words::file_name(what, handle, [&days[0], &days[1]], ending)
}
