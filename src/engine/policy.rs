//! Whom this page may reach, and why: the one list. [`headers`] makes of it what the page is shipped under
//! (assets/_headers), [`super::text::leaves`] what people are told of it.

pub mod headers;

/// GitHub's API.
pub const GITHUB: &str = "https://api.github.com";
/// Where GitHub has pictures of people.
pub const AVATARS: &str = "https://avatars.githubusercontent.com";
/// VOICEVOX on the person's own machine.
pub const VOICEVOX: &str = "http://127.0.0.1:50021";
/// Google's models.
pub const GEMINI: &str = "https://generativelanguage.googleapis.com";

/// Where links and what is shared lead, beside the servers of Misskey and Mastodon that people name themselves.
/// Nothing is asked of these hosts until someone follows such a link.
pub const LINKED: [&str; 8] = [
    "aistudio.google.com",
    "b.hatena.ne.jp",
    "bsky.app",
    "github.com",
    "line.me",
    "social-plugins.line.me",
    "www.facebook.com",
    "x.com",
];

/// What runs on its own, under a policy of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    /// All that is shown: first screen, whole page, bird and desk.
    Page,
    /// The service worker, which keeps the page's files for when there is no network.
    Keeper,
    Archive,
    Github,
    Talk,
    Rhythm,
    Picture,
}

impl Program {
    pub const ALL: [Program; 7] = [
        Program::Page,
        Program::Keeper,
        Program::Archive,
        Program::Github,
        Program::Talk,
        Program::Rhythm,
        Program::Picture,
    ];

    /// How the names of its files begin; of the page, whose files are many, nothing.
    pub fn file(self) -> &'static str {
        match self {
            Program::Page => "",
            Program::Keeper => "sw",
            Program::Archive => "archive-worker",
            Program::Github => "github-worker",
            Program::Talk => "talk-worker",
            Program::Rhythm => "rhythm-worker",
            Program::Picture => "picture-worker",
        }
    }

    /// Whom it may ask. What isn't here, the browser refuses.
    pub fn asks(self) -> impl Iterator<Item = Way> {
        Way::ALL
            .into_iter()
            .filter(move |way| way.programs().contains(&self))
    }
}

/// A way by which something leaves: by a program of the page's, or by what a person or their browser does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The page's own files come from its own host.
    Files,
    /// Pictures of people on GitHub.
    Avatars,
    /// Someone's own GitHub, and what feeds the bird.
    Github,
    /// The bird's voice, on this machine.
    Voicevox,
    /// The bird's words.
    Gemini,
    /// Some browsers send what a microphone hears to their maker.
    Hearing,
    /// Some of the system's voices are made at the browser's maker.
    SystemVoice,
    /// A link that the person follows.
    Link,
    /// What the person shares: words, a picture, a link that is a picture.
    Share,
}

impl Way {
    pub const ALL: [Way; 9] = [
        Way::Files,
        Way::Avatars,
        Way::Github,
        Way::Voicevox,
        Way::Gemini,
        Way::Hearing,
        Way::SystemVoice,
        Way::Link,
        Way::Share,
    ];

    /// Which programs may go it. None may go the last ones: they are the browser's or the person's own.
    pub fn programs(self) -> &'static [Program] {
        match self {
            Way::Files => &[Program::Page, Program::Keeper, Program::Archive],
            Way::Avatars => &[Program::Page],
            Way::Github => &[Program::Github],
            Way::Voicevox | Way::Gemini => &[Program::Talk],
            Way::Hearing | Way::SystemVoice | Way::Link | Way::Share => &[],
        }
    }

    /// Where it leads, as a policy names it.
    pub fn origin(self) -> Option<&'static str> {
        match self {
            Way::Files => Some("'self'"),
            Way::Avatars => Some(AVATARS),
            Way::Github => Some(GITHUB),
            Way::Voicevox => Some(VOICEVOX),
            Way::Gemini => Some(GEMINI),
            Way::Hearing | Way::SystemVoice | Way::Link | Way::Share => None,
        }
    }

    /// Where it leads, as people write it: without the protocol. `None` for the page's own host and for what
    /// has no host that is known beforehand.
    pub fn host(self) -> Option<&'static str> {
        let (_, host) = self.origin()?.split_once("://")?;
        Some(host)
    }
}
