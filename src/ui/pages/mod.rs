//! What the address leads to.

pub mod apart;
pub mod calendar;
pub mod github;
pub mod welcome;

use leptos::prelude::*;

use crate::engine::text::Text;
use crate::ui::dom::keep;
use crate::web::page;

/// A page, by the address' hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Welcome,
    Calendar,
    GitHub,
    Bird,
    Desk(Desk),
}

/// A page of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Desk {
    Share,
    /// A calendar that somebody packed into a link.
    Link,
    Device,
    How,
    Leaves,
    About,
}

/// The address' hash without its `#`, as long as its owner lives. What it leads to is seen from its top.
pub fn address() -> RwSignal<String> {
    let address = RwSignal::new(page::hash());
    keep(page::on_hash(move |hash| {
        address.set(hash);
        page::scroll_to_top();
    }));
    address
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
            "/share" => Page::Desk(Desk::Share),
            "/device" => Page::Desk(Desk::Device),
            "/how" => Page::Desk(Desk::How),
            "/leaves" => Page::Desk(Desk::Leaves),
            "/about" => Page::Desk(Desk::About),
            // Of whatever version: what can't be read is told.
            hash if is_link(hash) => Page::Desk(Desk::Link),
            _ => Page::Welcome,
        }
    }

    pub fn hash(self) -> &'static str {
        match self {
            Page::Welcome => "/",
            Page::Calendar => "/calendar",
            Page::GitHub => "/github",
            Page::Bird => "/bird",
            Page::Desk(Desk::Share) => "/share",
            Page::Desk(Desk::Link) => "v1.",
            Page::Desk(Desk::Device) => "/device",
            Page::Desk(Desk::How) => "/how",
            Page::Desk(Desk::Leaves) => "/leaves",
            Page::Desk(Desk::About) => "/about",
        }
    }

    /// What its tab is called; the first page has the product's name alone.
    pub fn title(self) -> Option<Text> {
        match self {
            Page::Welcome => None,
            Page::Calendar => Some(Text::Calendar),
            Page::GitHub => Some(Text::GitHubTitle),
            Page::Bird => Some(Text::Bird),
            Page::Desk(Desk::Share) => Some(Text::Share),
            Page::Desk(Desk::Link) => Some(Text::SharedCalendar),
            Page::Desk(Desk::Device) => Some(Text::OnDevice),
            Page::Desk(Desk::How) => Some(Text::How),
            Page::Desk(Desk::Leaves) => Some(Text::Leaves),
            Page::Desk(Desk::About) => Some(Text::About),
        }
    }
}

/// Whether a hash begins as links do: `v`, digits, a dot.
fn is_link(hash: &str) -> bool {
    let version = hash.strip_prefix('v').and_then(|rest| rest.split_once('.'));
    version.is_some_and(|(digits, _)| {
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}
