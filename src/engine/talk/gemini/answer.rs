//! What Gemini answers: pieces of a text, or why there is none.

use crate::engine::json::{self, NULL, Value};
use crate::engine::talk::Trouble;

/// A line of a stream is not longer than this, in bytes.
const MOST_LINE: usize = 1 << 20;
/// No quota is waited for longer than a day.
const LONGEST_WAIT_SECS: u32 = 86_400;

/// A piece of an answer, and what ends it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    pub text: String,
    /// Why nothing more is coming, if that is not because all was said.
    pub trouble: Option<Trouble>,
}

/// Events of a stream, from its bytes in pieces of any length.
#[derive(Clone, Debug, Default)]
pub struct Stream {
    line: Vec<u8>,
}

impl Stream {
    /// Takes the next bytes; gives what the events that are whole now say.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for byte in bytes {
            if *byte == b'\n' {
                pieces.extend(self.end());
            } else if self.line.len() < MOST_LINE {
                self.line.push(*byte);
            }
        }
        pieces
    }

    /// Nothing more comes: the last line may have no end. What is no stream at all is an error of theirs.
    pub fn end(&mut self) -> Option<Piece> {
        let line = std::mem::take(&mut self.line);
        let data = line.strip_prefix(b"data:")?;
        let said = json::read(data.trim_ascii());
        Some(said.as_ref().map_or_else(unclear, piece))
    }
}

fn unclear() -> Piece {
    Piece {
        text: String::new(),
        trouble: Some(Trouble::Unclear),
    }
}

/// What one answer says.
fn piece(said: &Value) -> Piece {
    if said.get("error").is_there() {
        return Piece {
            text: String::new(),
            trouble: Some(told(said.get("error"), 500, None)),
        };
    }
    let candidate = said.list("candidates").first().unwrap_or(&NULL);
    let parts = candidate.get("content").list("parts");
    // Its thoughts are not for anyone.
    let spoken = parts.iter().filter(|part| !part.is("thought"));
    let text: String = spoken.map(|part| part.text("text")).collect();
    let blocked = said.get("promptFeedback").told("blockReason").is_some();
    let trouble = match candidate.text("finishReason") {
        _ if blocked => Some(Trouble::Blocked),
        "" | "STOP" | "FINISH_REASON_UNSPECIFIED" => None,
        "MAX_TOKENS" => Some(Trouble::CutShort),
        "SAFETY" | "RECITATION" | "LANGUAGE" | "BLOCKLIST" | "PROHIBITED_CONTENT" | "SPII" => {
            Some(Trouble::Blocked)
        }
        _ => Some(Trouble::Unclear),
    };
    Piece { text, trouble }
}

/// Why a request failed.
///
/// * `retry_after`: that header, where a page may read it.
pub fn trouble(status: u16, retry_after: Option<&str>, body: &[u8]) -> Trouble {
    let said = json::read(body).unwrap_or(Value::Null);
    // An error of a stream is a list of one.
    let said = said.entries().first().unwrap_or(&said);
    told(said.get("error"), status, retry_after)
}

fn told(error: &Value, status: u16, retry_after: Option<&str>) -> Trouble {
    let code = error
        .number("code")
        .and_then(|code| u16::try_from(code).ok());
    let is = |reason: &str| {
        let mut details = error.list("details").iter();
        details.any(|detail| detail.text("reason") == reason)
    };
    match code.unwrap_or(status) {
        _ if is("API_KEY_INVALID") => Trouble::BadKey,
        400 if error.text("message").contains("API key") => Trouble::BadKey,
        400 if error.text("status") == "FAILED_PRECONDITION" => Trouble::NotHere,
        401 => Trouble::BadKey,
        403 => Trouble::Forbidden,
        404 => Trouble::NoSuchModel,
        429 => Trouble::Quota {
            secs: secs(error, retry_after),
        },
        500..=599 => Trouble::Busy,
        _ => Trouble::Unclear,
    }
}

/// How long to wait: by the header, or by a detail such as `"retryDelay": "37s"`.
fn secs(error: &Value, retry_after: Option<&str>) -> Option<u32> {
    let mut details = error.list("details").iter();
    let delay = details.find_map(|detail| detail.told("retryDelay"));
    let delay = delay.and_then(|delay| delay.strip_suffix('s'));
    let whole = |secs: &str| secs.trim().split('.').next()?.parse::<u32>().ok();
    let secs = retry_after.and_then(whole).or(delay.and_then(whole))?;
    Some(secs.min(LONGEST_WAIT_SECS))
}
