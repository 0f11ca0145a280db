//! What somebody wants in the picture, and what there is of it.

use super::{Choice, Host, look};
use crate::engine::event::Source;
use crate::engine::opened::Opened;
use crate::engine::scene::calendar::Calendar;
use crate::engine::scene::share::{Around, Badge};
use crate::engine::text::Language;
use crate::engine::text::share::Label;

/// What can be in the picture or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Name,
    Handle,
    Initial,
    Zone,
    Hashtag,
    Bird,
}

impl Part {
    pub const ALL: [Part; 6] = [
        Part::Name,
        Part::Handle,
        Part::Initial,
        Part::Zone,
        Part::Hashtag,
        Part::Bird,
    ];

    /// A name that never changes.
    pub fn id(self) -> &'static str {
        match self {
            Part::Name => "name",
            Part::Handle => "handle",
            Part::Initial => "initial",
            Part::Zone => "zone",
            Part::Hashtag => "hashtag",
            Part::Bird => "bird",
        }
    }

    pub fn label(self) -> Label {
        match self {
            Part::Name => Label::NameToo,
            Part::Handle => Label::Handle,
            Part::Initial => Label::Initial,
            Part::Zone => Label::Zone,
            Part::Hashtag => Label::Hashtag,
            Part::Bird => Label::BirdToo,
        }
    }
}

/// What somebody wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub parts: Vec<Part>,
    /// The name as it was typed; `None` for the person's own.
    pub name: Option<String>,
    /// Whether the person chose a picture of their own. It takes the initial's place, wanted or not.
    pub has_portrait: bool,
    /// Ids of figures, in the order in which they are shown; `None` for the first ones.
    pub figures: Option<Vec<String>>,
}

impl Default for Wish {
    /// All but the initial.
    fn default() -> Wish {
        let parts = Part::ALL.into_iter().filter(|part| *part != Part::Initial);
        Wish {
            parts: parts.collect(),
            name: None,
            has_portrait: false,
            figures: None,
        }
    }
}

impl Wish {
    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Wants it if it was not wanted, and the other way round.
    pub fn turn(&mut self, part: Part) {
        match self.has(part) {
            true => self.parts.retain(|other| *other != part),
            false => self.parts.push(part),
        }
    }

    /// Of the figures that there are those that are wanted, at most three.
    pub fn chosen<'a>(&self, choices: &'a [Choice]) -> Vec<&'a Choice> {
        let first = || choices.iter().take(super::CHOSEN).collect();
        self.figures.as_ref().map_or_else(first, |ids| {
            let of = |id: &String| choices.iter().find(|choice| choice.id == *id);
            ids.iter().filter_map(of).take(super::CHOSEN).collect()
        })
    }

    /// Wants a figure if it was not wanted, and the other way round. A fourth takes the first one's place.
    pub fn turn_figure(&mut self, choices: &[Choice], id: &str) {
        let chosen = self.chosen(choices).into_iter();
        let mut ids: Vec<String> = chosen.map(|choice| choice.id.clone()).collect();
        match ids.iter().position(|other| other == id) {
            Some(place) => drop(ids.remove(place)),
            None => {
                if super::CHOSEN <= ids.len() {
                    ids.remove(0);
                }
                ids.push(id.into());
            }
        }
        self.figures = Some(ids);
    }
}

/// What stands around a calendar in the picture.
///
/// * `origin`: where the page is from, such as `https://example.org`; named if it is a server's.
pub fn around(
    language: Language,
    opened: &Opened,
    calendar: &Calendar,
    wish: &Wish,
    choices: &[Choice],
    origin: &str,
) -> Around {
    let wanted = |part: Part, words: &str| match wish.has(part) {
        true => words.to_owned(),
        false => String::new(),
    };
    let own_name = || opened.name(language);
    let name = wish.name.clone().unwrap_or_else(own_name);
    let is_of_github = calendar.rows.iter().any(|row| {
        let bars = row.segments.iter().map(|bar| bar.source);
        let marks = row.marks.iter().map(|mark| mark.source);
        bars.chain(marks)
            .any(|source| source == Some(Source::GitHub))
    });
    let figures = wish.chosen(choices).into_iter();
    Around {
        language,
        name: wanted(Part::Name, &name),
        handle: wanted(Part::Handle, &opened.imported.person.handle),
        badge: match (wish.has_portrait, wish.has(Part::Initial)) {
            (true, _) => Badge::Portrait,
            (false, true) => Badge::Initial,
            (false, false) => Badge::None,
        },
        zone: wanted(Part::Zone, opened.zone.name()),
        figures: figures.map(|choice| choice.figure.clone()).collect(),
        hashtag: wanted(Part::Hashtag, Label::HashtagName.say(language)),
        app: Label::App.say(language).into(),
        site: Host::read(origin).map_or_else(String::new, |host| host.name().into()),
        awake: Label::Awake.say(language).into(),
        github: match is_of_github {
            true => Label::AwakeOnGitHub.say(language).into(),
            false => String::new(),
        },
        late: Label::Late.say(language).into(),
        bird: wish.has(Part::Bird).then(|| look(calendar)),
    }
}
