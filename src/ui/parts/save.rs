//! The calendar as a file: PNG, JPEG or SVG, with name, range and zone in the picture.

use leptos::{logging, prelude::*};
use wasm_bindgen::JsValue;

use super::icon::{self, Icon};
use crate::engine::paint::{Theme, svg};
use crate::engine::scene::Scene;
use crate::engine::scene::poster::{Caption, Limit, poster};
use crate::engine::text::Text;
use crate::ui::state::settings::{Settings, settings};
use crate::ui::state::view::{View, view};
use crate::web::{canvas, download};

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
        (Format::Png, "PNG", "save-png"),
        (Format::Jpeg, "JPEG", "save-jpeg"),
        (Format::Svg, "SVG", "save-svg"),
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

#[component]
pub fn Save() -> impl IntoView {
    let (settings, view) = (settings(), view());
    let save = Action::new_local(move |format: &Format| {
        let scene = untrack(|| picture(settings, view));
        let theme = untrack(|| settings.colors());
        let (name, format) = (untrack(|| file_name(view)), *format);
        async move { write(&scene, &theme, &[&name, format.extension()].concat(), format).await }
    });
    let failed = move || matches!(&*save.value().read(), Some(Err(_)));
    Effect::new(move || {
        if let Some(Err(error)) = &*save.value().read() {
            logging::error!("cannot save the picture: {error}");
        }
    });
    view! {
        <div class="save">
            <span class="save__title"><Icon path=icon::SAVE/>{move || settings.say(Text::Save)}</span>
            {Format::ALL.map(|(format, name, testid)| view! {
                <button
                    class="button"
                    type="button"
                    data-testid=testid
                    disabled=move || save.pending().get()
                    on:click=move |_| { save.dispatch_local(format); }
                >
                    {name}
                </button>
            }).collect_view()}
            <small class="save__hint">{move || settings.say(Text::SaveHint)}</small>
            <p class="save__failed" role="alert">
                {move || failed().then(|| settings.say(Text::SaveFailed))}
            </p>
        </div>
    }
}

fn picture(settings: Settings, view: View) -> Scene {
    let language = settings.language();
    let life = view.life();
    let caption = Caption {
        language,
        name: life.as_ref().map(|life| life.name(language)).unwrap_or_default(),
        handle: life.map(|life| life.imported.person.handle.clone()).unwrap_or_default(),
        days: view.days(),
        zone: view.zone().read().name().into(),
        app: Text::AppName.say(language).into(),
        awake: Text::Awake.say(language).into(),
        late: Text::LateAwake.say(language).into(),
        lone: Text::LoneEvent.say(language).into(),
    };
    poster(&view.calendar().read(), &caption, &Limit::phone(RATIO))
}

/// `yodori-handle-2026-05-06-2026-05-26`, of characters that every file system takes.
fn file_name(view: View) -> String {
    let handle = view.life().map(|life| life.imported.person.handle.clone());
    let handle = handle.unwrap_or_default();
    let safe = handle.chars().filter(|char| char.is_ascii_alphanumeric() || *char == '_');
    let safe: String = safe.collect();
    let days = view.days();
    let last = days.end.pred_opt().unwrap_or(days.start);
    let parts = ["yodori".to_owned(), safe, days.start.to_string(), last.to_string()];
    let parts: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-")
}

async fn write(scene: &Scene, theme: &Theme, name: &str, format: Format) -> Result<(), String> {
    let told = |error: JsValue| format!("{error:?}");
    if format == Format::Svg {
        let document = svg(scene, theme);
        return download::save_bytes(name, format.mime(), document.as_bytes()).map_err(told);
    }
    let blob = canvas::image(scene, theme, RATIO, format.mime()).await.map_err(told)?;
    download::save(name, &blob).map_err(told)
}
