//! What the address leads to.

pub mod bird;
pub mod calendar;
pub mod github;
pub mod how;
pub mod welcome;

use crate::engine::text::Text;

/// A page, by the address' hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Welcome,
    Calendar,
    GitHub,
    Bird,
    How,
}

impl Page {
    /// The page of a hash without its `#`; the first one for every hash that is none.
    pub fn at(hash: &str) -> Page {
        match hash {
            "/calendar" => Page::Calendar,
            "/github" => Page::GitHub,
            "/bird" => Page::Bird,
            // A bird's card that someone was given.
            hash if hash.starts_with("bird=") => Page::Bird,
            "/how" => Page::How,
            _ => Page::Welcome,
        }
    }

    pub fn hash(self) -> &'static str {
        match self {
            Page::Welcome => "/",
            Page::Calendar => "/calendar",
            Page::GitHub => "/github",
            Page::Bird => "/bird",
            Page::How => "/how",
        }
    }

    /// What its tab is called; the first page has the product's name alone.
    pub fn title(self) -> Option<Text> {
        match self {
            Page::Welcome => None,
            Page::Calendar => Some(Text::Calendar),
            Page::GitHub => Some(Text::GitHubTitle),
            Page::Bird => Some(Text::Bird),
            Page::How => Some(Text::How),
        }
    }
}
