//! What is wanted in the picture, and the picture that follows from that.

use std::sync::Arc;

use leptos::prelude::*;

use super::picture::Picture;
use crate::engine::opened::Opened;
use crate::engine::paint;
use crate::engine::protocol;
use crate::engine::protocol::opened::Known;
use crate::engine::scene::calendar::Calendar;
use crate::engine::scene::share::{Around, Format, portrait, share};
use crate::engine::share::{self, Choice, Place, Reach, Wish};
use crate::engine::share::{Host, Part};
use crate::engine::text::share as words;
use crate::ui::dom::keep;
use crate::ui::state::desk::desk;
use crate::ui::state::settings::{Settings, settings};
use crate::web::apart::KNOWN;
use crate::web::page;
use crate::web::portrait::Portrait;

/// Which colours the picture has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colours {
    /// As the page has them.
    #[default]
    AsPage,
    Light,
    Dark,
}

#[derive(Clone, Copy)]
pub struct Sharing {
    settings: Settings,
    opened: Signal<Option<Arc<Opened>>>,
    pub format: RwSignal<Format>,
    pub reach: RwSignal<Reach>,
    pub colours: RwSignal<Colours>,
    wish: RwSignal<Wish>,
    /// The person's own picture, in this page's memory alone.
    portrait: StoredValue<Option<Portrait>, LocalStorage>,
    /// What is posted, as it was typed; `None` for what the page writes.
    typed: RwSignal<Option<String>>,
    calendar: Memo<Option<Arc<Calendar>>>,
    choices: Memo<Arc<Vec<Choice>>>,
    around: Memo<Option<Around>>,
}

impl Sharing {
    pub fn new() -> Sharing {
        let (settings, desk) = (settings(), desk());
        let opened = Signal::derive(move || desk.opened());
        let known = RwSignal::new(left());
        keep(KNOWN.on_left(move || known.set(left())));
        let reach = RwSignal::new(Reach::default());
        let wish = RwSignal::new(Wish::default());
        let calendar = Memo::new(move |_| {
            let opened: Option<Arc<Opened>> = opened.get();
            opened.map(|opened| Arc::new(share::calendar(&opened, reach.get())))
        });
        let choices = Memo::new(move |_| {
            let (opened, calendar) = (opened.get(), calendar.get());
            let Some((opened, calendar)) = opened.zip(calendar) else {
                return Arc::default();
            };
            // The rhythm is known of the days in sight.
            let known = known.read();
            let is_of_these = reach.get().days(&opened.days) == opened.days;
            let cards = if is_of_these { &known.cards[..] } else { &[] };
            Arc::new(share::choices(settings.language(), &calendar, cards))
        });
        let around = Memo::new(move |_| {
            let (opened, calendar) = opened.get().zip(calendar.get())?;
            let language = settings.language();
            let (wish, origin) = (wish.read(), page::origin());
            let choices = choices.read();
            Some(share::around(
                language, &opened, &calendar, &wish, &choices, &origin,
            ))
        });
        Sharing {
            settings,
            opened,
            format: RwSignal::new(Format::default()),
            reach,
            colours: RwSignal::new(Colours::default()),
            wish,
            portrait: StoredValue::new_local(None),
            typed: RwSignal::new(None),
            calendar,
            choices,
            around,
        }
    }

    pub fn opened(self) -> Option<Arc<Opened>> {
        self.opened.get()
    }

    /// `None` where nothing is open.
    pub fn picture(self) -> Option<Picture> {
        let (calendar, around) = self.calendar.get().zip(self.around.get())?;
        let format = self.format.get();
        // Another one may have taken its place, which only the wish's own signal tells.
        let own = self.wish.with(|_| self.portrait.get_value());
        Some(Picture {
            scene: share(&calendar, &around, format),
            colors: self.colors(),
            portrait: own.map(|own| (own, portrait(format))),
        })
    }

    fn colors(self) -> paint::Theme {
        match self.colours.get() {
            Colours::AsPage => self.settings.colors(),
            Colours::Light => paint::Theme::light(),
            Colours::Dark => paint::Theme::dark(),
        }
    }

    /// For styles.
    pub fn format_name(self) -> &'static str {
        match self.format.get() {
            Format::Wide => "wide",
            Format::Square => "square",
            Format::Tall => "tall",
        }
    }

    /// The picture in words.
    pub fn described(self) -> String {
        let language = self.settings.language();
        self.told(|around, days| {
            words::picture(language, &around.name, days, &around.zone, figures(around))
        })
    }

    /// What is posted with it.
    pub fn text(self) -> String {
        self.typed.get().unwrap_or_else(|| self.written())
    }

    /// What the page would post.
    fn written(self) -> String {
        let language = self.settings.language();
        self.told(|around, days| words::post(language, days, figures(around), &around.hashtag))
    }

    fn told(
        self,
        tell: impl Fn(&Around, &core::ops::Range<chrono::NaiveDate>) -> String,
    ) -> String {
        let told = self.opened.get().zip(self.around.get());
        let told = told.map(|(opened, around)| {
            let days = self.reach.get().days(&opened.days);
            tell(&around, &days)
        });
        told.unwrap_or_default()
    }

    /// Whether what is posted is not what the page would write.
    pub fn is_typed(self) -> bool {
        let written = self.written();
        let typed = self.typed.read();
        typed.as_ref().is_some_and(|typed| *typed != written)
    }

    /// Keeps the text as it is: it is not to change under the hands of who writes.
    pub fn hold_text(self) {
        let text = untrack(|| self.text());
        self.typed.set(Some(text));
    }

    /// Lets the text follow what is chosen again, unless it was changed.
    pub fn release_text(self) {
        if untrack(|| !self.is_typed()) {
            self.typed.set(None);
        }
    }

    /// What is posted from now on; `None` for what the page writes.
    pub fn set_text(self, text: Option<String>) {
        self.typed.set(text);
    }

    /// The address at which a place takes text and link.
    pub fn address(self, place: Place, host: Option<&Host>) -> Option<String> {
        place.address(host, &self.text(), &page::address())
    }

    pub fn choices(self) -> Arc<Vec<Choice>> {
        self.choices.get()
    }

    pub fn is_chosen(self, id: &str) -> bool {
        let choices = self.choices.read();
        let chosen = self.wish.read().chosen(&choices).into_iter();
        chosen.into_iter().any(|choice| choice.id == id)
    }

    pub fn turn_figure(self, id: &str) {
        let choices = self.choices.read_untracked();
        self.wish.update(|wish| wish.turn_figure(&choices, id));
    }

    pub fn has(self, part: Part) -> bool {
        self.wish.read().has(part)
    }

    pub fn turn(self, part: Part) {
        self.wish.update(|wish| wish.turn(part));
    }

    /// The name that stands in the picture, if one does.
    pub fn name(self) -> String {
        let own = || {
            let opened = self.opened.get();
            opened.map_or_else(String::new, |opened| opened.name(self.settings.language()))
        };
        self.wish.read().name.clone().unwrap_or_else(own)
    }

    pub fn set_name(self, name: String) {
        self.wish.update(|wish| wish.name = Some(name));
    }

    pub fn has_portrait(self) -> bool {
        self.wish.read().has_portrait
    }

    /// The person's own picture from now on; `None` for none any more.
    pub fn set_portrait(self, portrait: Option<Portrait>) {
        let is_there = portrait.is_some();
        self.portrait.set_value(portrait);
        self.wish.update(|wish| wish.has_portrait = is_there);
    }

    pub fn file_name(self) -> String {
        let handle = match self.has(Part::Handle) {
            true => self
                .opened
                .get()
                .map(|opened| opened.imported.person.handle.clone()),
            false => None,
        };
        self.told(|_, days| words::file_name(handle.as_deref().unwrap_or_default(), days))
    }
}

/// What is wanted, from anywhere below the page.
pub fn sharing() -> Sharing {
    expect_context()
}

fn figures(around: &Around) -> impl Iterator<Item = (&str, &str)> {
    let figures = around.figures.iter();
    figures.map(|figure| (figure.title.as_str(), figure.value.as_str()))
}

fn left() -> Known {
    let left = KNOWN.left().and_then(|bytes| protocol::from_bytes(&bytes));
    left.unwrap_or_default()
}
