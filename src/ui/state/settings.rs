//! Language and theme, which stay on the device.

use leptos::prelude::*;

use crate::engine::paint;
use crate::engine::text::{Language, Text};
use crate::ui::live::{Live, effect, live};
use crate::web::{page, storage};

const LANGUAGE_KEY: &str = "yodori.language";
const THEME_KEY: &str = "yodori.theme";

/// Which colours the person wants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the device has them.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// As the settings and the styles name it.
    fn name(self) -> Option<&'static str> {
        match self {
            Theme::Auto => None,
            Theme::Light => Some("light"),
            Theme::Dark => Some("dark"),
        }
    }

    fn named(name: Option<&str>) -> Theme {
        match name {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::Auto,
        }
    }

    fn next(self) -> Theme {
        match self {
            Theme::Auto => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::Auto,
        }
    }
}

/// How the page speaks and looks.
#[derive(Clone, Copy)]
pub struct Settings {
    language: RwSignal<Language>,
    theme: RwSignal<Theme>,
    is_device_dark: RwSignal<bool>,
    ratio: RwSignal<f64>,
}

impl Settings {
    /// As the page has them from theme.js: kept, or as the device is. The whole page finds what the
    /// first screen left.
    pub fn load() -> Settings {
        let settings = Settings {
            language: RwSignal::new(Language::of_tag(&page::document_language())),
            theme: RwSignal::new(Theme::named(page::theme().as_deref())),
            is_device_dark: RwSignal::new(page::is_dark()),
            ratio: RwSignal::new(page::ratio()),
        };
        StoredValue::new_local((
            page::on_dark(move |dark| settings.is_device_dark.set(dark)),
            page::on_ratio(move |ratio| settings.ratio.set(ratio)),
        ));
        effect(move || page::set_language(settings.language.get().tag()));
        effect(move || page::set_theme(settings.theme.get().name()));
        settings
    }

    /// Those of the page that this is a part of, whose header changes them.
    pub fn following() -> Settings {
        let settings = Settings::load();
        StoredValue::new_local(page::on_looks(move || {
            let language = Language::of_tag(&page::document_language());
            // Telling what is so already would be heard again.
            if settings.language.get_untracked() != language {
                settings.language.set(language);
            }
        }));
        settings
    }

    pub fn language(self) -> Language {
        self.language.get()
    }

    /// A sentence in the person's language.
    pub fn say(self, text: Text) -> &'static str {
        text.say(self.language.get())
    }

    /// The same, following the language.
    pub fn words(self, text: Text) -> Live<&'static str> {
        live(move || self.say(text))
    }

    pub fn theme(self) -> Theme {
        self.theme.get()
    }

    /// The colours of pictures.
    pub fn colors(self) -> paint::Theme {
        let is_dark = match self.theme.get() {
            Theme::Auto => self.is_device_dark.get(),
            Theme::Light => false,
            Theme::Dark => true,
        };
        if is_dark {
            paint::Theme::dark()
        } else {
            paint::Theme::light()
        }
    }

    /// Device pixels per CSS pixel.
    pub fn ratio(self) -> f64 {
        self.ratio.get()
    }

    pub fn switch_language(self) {
        let language = self.language.get_untracked().other();
        storage::set(LANGUAGE_KEY, Some(language.tag()));
        self.language.set(language);
    }

    pub fn switch_theme(self) {
        let theme = self.theme.get_untracked().next();
        storage::set(THEME_KEY, theme.name());
        self.theme.set(theme);
    }
}

/// The settings, from anywhere below the app.
pub fn settings() -> Settings {
    expect_context()
}
