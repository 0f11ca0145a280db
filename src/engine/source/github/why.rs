//! Why something is waited for, is missing, or ended. The words for people are in `text`.

/// Which of GitHub's limits was met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Points of an hour.
    Primary,
    /// Too much in a short time.
    Secondary,
}

/// Why something is missing. The words for people are in `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// The token has no right to it.
    NoRight,
    /// An organisation wants its single sign-on first, at this path of GitHub's site, if it says which.
    SignOn { path: Option<String> },
    /// Not there, or not to be seen with this token.
    NotFound,
    /// GitHub did not accept the request.
    NotValid,
    /// It takes GitHub more than ten seconds, however little is asked for.
    TooSlow,
    /// GitHub could not do it, several times.
    Broken,
    /// A list that GitHub cuts short, and that was not complete however short the time asked for.
    CutShort,
}

/// Why a run ended before it was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// Wrong, expired or revoked.
    BadToken,
    /// Nobody has this login, or it is an organisation's.
    NoSuchLogin,
    /// The token may not do this at all.
    Forbidden,
    /// No answer came, several times.
    Offline,
    /// GitHub's limits did not end although it was waited for them.
    Limited,
    /// GitHub could not tell who the person is, several times.
    Unavailable,
}
