//! Every word that a person reads, in every language. [`words`] is the table of plain sentences, [`label`] has those
//! of pages apart, [`prose`] the longer explanations, [`messages`] what went wrong, [`cleaning`] what machines posted,
//! [`kinds`] what can be done, [`github`] that source, [`report`] what was read, [`numbers`] figures, [`dates`] days
//! and times, [`pictures`] what pictures of a rhythm say, [`bird`] all about the bird, [`talk`] what it says,
//! [`reminder`] the calendar entry for the day the archive is ready, [`export`] files that someone takes along,
//! [`kept`] what stays on the device, [`leaves`] what leaves the page, [`about`] what this is, [`link`] a calendar in a
//! link, [`share`] a picture for others.

pub mod about;
pub mod bird;
pub mod cleaning;
pub mod dates;
pub mod export;
pub mod github;
mod ical;
pub mod kept;
pub mod kinds;
pub mod label;
pub mod leaves;
pub mod link;
pub mod messages;
pub mod numbers;
pub mod pictures;
pub mod prose;
pub mod reminder;
pub mod report;
pub mod rhythm;
pub mod share;
pub mod talk;
mod words;

pub use words::{Counted, Text};

/// A language that the page speaks completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    Japanese,
    #[default]
    English,
}

impl Language {
    pub const ALL: [Language; 2] = [Language::Japanese, Language::English];

    /// Its BCP 47 tag, as `lang` attributes and settings have it.
    pub fn tag(self) -> &'static str {
        match self {
            Language::Japanese => "ja",
            Language::English => "en",
        }
    }

    /// The language of a BCP 47 tag such as `ja-JP`; English for every tag that is not Japanese.
    pub fn of_tag(tag: &str) -> Language {
        let primary = tag.split('-').next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("ja") {
            Language::Japanese
        } else {
            Language::English
        }
    }

    /// The language that a switch leads to.
    pub fn other(self) -> Language {
        match self {
            Language::Japanese => Language::English,
            Language::English => Language::Japanese,
        }
    }

    /// The one of two that is in this language.
    pub fn pick<T>(self, japanese: T, english: T) -> T {
        match self {
            Language::Japanese => japanese,
            Language::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_finds_its_language_whatever_its_region_or_case() {
        for (tag, language) in [
            ("ja", Language::Japanese),
            ("ja-JP", Language::Japanese),
            ("JA", Language::Japanese),
            ("en-GB", Language::English),
            ("jam", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn every_language_is_found_again_by_its_own_tag() {
        for language in Language::ALL {
            assert_eq!(Language::of_tag(language.tag()), language);
            assert_eq!(language.other().other(), language);
        }
    }
}
