//! Why there is no voice. A page sees a program that is not there, a browser that was told not to ask it, and a
//! program that does not answer this page as one and the same failure; three questions tell them apart.

use crate::engine::json;
use crate::engine::talk::VoiceTrouble;

/// Whether the browser lets the page ask programs on this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    Granted,
    Denied,
    /// It will ask the person.
    Prompt,
    /// This browser has no such permission.
    Unknown,
}

impl Permission {
    pub const ALL: [Permission; 4] = [
        Permission::Granted,
        Permission::Denied,
        Permission::Prompt,
        Permission::Unknown,
    ];

    /// By the state that the browser tells.
    pub fn of_state(state: Option<&str>) -> Permission {
        match state {
            Some("granted") => Permission::Granted,
            Some("denied") => Permission::Denied,
            Some("prompt") => Permission::Prompt,
            _ => Permission::Unknown,
        }
    }
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Answered,
    /// The browser says no more than that.
    Rejected,
    /// Nothing came in time.
    Silent,
}

/// What three questions found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Findings {
    /// After the requests: the person may have been asked by them.
    pub permission: Permission,
    /// A request whose answer no page may read; any program that runs answers it.
    pub blind: Ended,
    /// The same request as one whose answer is read.
    pub open: Ended,
}

/// What they mean; `None` if nothing is wrong.
pub fn diagnose(found: Findings) -> Option<VoiceTrouble> {
    match found {
        Findings {
            open: Ended::Answered,
            ..
        } => None,
        Findings {
            permission: Permission::Denied,
            ..
        } => Some(VoiceTrouble::PermissionDenied),
        Findings {
            blind: Ended::Answered,
            ..
        } => Some(VoiceTrouble::OriginNotAllowed),
        // Nobody has answered the browser's own question. (It asks once it is connected: with nothing there to
        // connect to, it rejects without asking.)
        Findings {
            permission: Permission::Prompt,
            blind: Ended::Silent,
            ..
        } => Some(VoiceTrouble::PermissionDenied),
        Findings {
            blind: Ended::Silent,
            ..
        } => Some(VoiceTrouble::Slow),
        Findings {
            blind: Ended::Rejected,
            ..
        } => Some(VoiceTrouble::NotRunning),
    }
}

/// Why the engine did not do what it was asked.
pub fn refused(status: u16, body: &[u8]) -> VoiceTrouble {
    let said = json::read(body);
    let is_style = said.is_some_and(|said| said.told("message").is_some());
    match status {
        422 if is_style => VoiceTrouble::StyleCannotTalk,
        // It says so without the header that would let a page read it, except to pages of its own.
        403 => VoiceTrouble::OriginNotAllowed,
        _ => VoiceTrouble::Broken,
    }
}
