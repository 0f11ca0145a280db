//! The calendar as a file: PNG, JPEG or SVG, with name, range and zone in the picture.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::icon::{self, icon};
use super::plain::way;
use crate::engine::infer::threshold::MIDARE_SECS;
use crate::engine::paint::{Theme, svg};
use crate::engine::scene::Scene;
use crate::engine::scene::poster::{Caption, Limit, poster};
use crate::engine::text::{Text, dates, numbers};
use crate::ui::dom::{Node, button, el};
use crate::ui::live::{Live, live};
use crate::ui::pages::{Desk, Page};
use crate::ui::state::rhythm::rhythm;
use crate::ui::state::settings::{Settings, settings};
use crate::ui::state::view::{View, view};
use crate::web::{canvas, download, page};

/// Device pixels per CSS pixel of a saved picture.
const RATIO: f64 = 2.0;

#[derive(Clone, Copy, PartialEq)]
enum Format {
    Png,
    Jpeg,
    Svg,
}

impl Format {
    const ALL: [(Format, &str, &str); 3] = [
        (Format::Png, "PNG", "-png"),
        (Format::Jpeg, "JPEG", "-jpeg"),
        (Format::Svg, "SVG", "-svg"),
    ];

    fn mime(self) -> &'static str {
        match self {
            Format::Png => "image/png",
            Format::Jpeg => "image/jpeg",
            Format::Svg => "image/svg+xml",
        }
    }

    fn extension(self) -> &'static str {
        match self {
            Format::Png => ".png",
            Format::Jpeg => ".jpg",
            Format::Svg => ".svg",
        }
    }
}

/// What saving is doing.
#[derive(Clone, Copy, PartialEq)]
enum Status {
    Idle,
    Saving,
    Failed,
}

pub fn save_bar() -> Node {
    let (settings, view) = (settings(), view());
    let picture = live(move || Some(picture(settings, view)));
    let bar = saving("save", "yodori", picture);
    let address = ["#", Page::Desk(Desk::Share).hash()].concat();
    bar.child(way("button save__share", "share-way", &address).say(Text::Share))
        .child(el("small").class("save__hint").say(Text::SaveHint))
}

/// Buttons that save a picture.
///
/// * `testid`, `name`: how the names of the buttons and of the files begin.
/// * `picture`: what is saved; it may not be there yet.
pub fn saving(testid: &'static str, name: &'static str, picture: Live<Option<Scene>>) -> Node {
    let (settings, view) = (settings(), view());
    let status = RwSignal::new(Status::Idle);
    let save = move |format: Format| {
        let Some(scene) = untrack(&*picture) else {
            return;
        };
        status.set(Status::Saving);
        let theme = untrack(|| settings.colors());
        let name = [&untrack(|| file_name(name, view)), format.extension()].concat();
        spawn_local(async move {
            status.set(match write(&scene, &theme, &name, format).await {
                Ok(()) => Status::Idle,
                Err(error) => {
                    page::log("cannot save the picture", &error);
                    Status::Failed
                }
            });
        });
    };
    let buttons = Format::ALL.map(|(format, name, ending)| {
        let save = save.clone();
        button("button", move || save(format))
            .testid(&[testid, ending].concat())
            .flag("disabled", live(move || status.get() == Status::Saving))
            .text(name)
    });
    let failed = live(move || match status.get() {
        Status::Failed => settings.say(Text::SaveFailed),
        Status::Idle | Status::Saving => "",
    });
    let title = el("span").class("save__title").child(icon(icon::SAVE));
    let failure = el("p").class("save__failed").attr("role", "alert");
    el("div")
        .class("save")
        .child(title.say(Text::Save))
        .children(buttons)
        .child(failure.words(failed))
}

fn picture(settings: Settings, view: View) -> Scene {
    let language = settings.language();
    let life = view.life();
    let caption = Caption {
        language,
        name: life
            .as_ref()
            .map(|life| life.name(language))
            .unwrap_or_default(),
        handle: life
            .map(|life| life.imported.person.handle.clone())
            .unwrap_or_default(),
        days: view.days(),
        zone: view.zone().read().name().into(),
        app: Text::AppName.say(language).into(),
        awake: Text::Awake.say(language).into(),
        github: match view.awake().read().sources.is_empty() {
            true => String::new(),
            false => Text::AwakeOnGitHub.say(language).into(),
        },
        late: Text::LateAwake.say(language).into(),
        threshold: match view.threshold_secs() {
            MIDARE_SECS => String::new(),
            secs => {
                let length = numbers::duration(language, secs);
                [Text::Threshold.say(language), " ", &length].concat()
            }
        },
        lone: Text::LoneEvent.counting(view.counted(), language).into(),
        day_off: Text::DayOff.say(language).into(),
        asleep: String::new(),
    };
    let mut calendar = (**view.calendar().read()).clone();
    if let Some(known) = rhythm().shade() {
        calendar.shade(&known.timeline, &known.asleep, &view.zone().read());
    }
    poster(&calendar, &caption, &Limit::phone(RATIO))
}

/// `name-handle-2026-05-06-2026-05-26`, of characters that every file system takes.
fn file_name(name: &str, view: View) -> String {
    let handle = view.life().map(|life| life.imported.person.handle.clone());
    let handle = handle.unwrap_or_default();
    let safe = handle
        .chars()
        .filter(|char| char.is_ascii_alphanumeric() || *char == '_');
    let safe: String = safe.collect();
    let days = view.days();
    let last = days.end.pred_opt().unwrap_or(days.start);
    let parts = [
        name.to_owned(),
        safe,
        dates::iso(days.start),
        dates::iso(last),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

async fn write(scene: &Scene, theme: &Theme, name: &str, format: Format) -> Result<(), JsValue> {
    if format == Format::Svg {
        return download::save_bytes(name, format.mime(), svg(scene, theme).as_bytes());
    }
    let blob = canvas::image(
        |canvas| canvas::draw(canvas, scene, theme, RATIO),
        format.mime(),
    )
    .await?;
    download::save(name, &blob)
}
