//! Values of JSON without their meaning, and rows of events.

use super::super::event::{Event, Flags, Kind, SkipReason};
use super::super::json;
use super::bare_event;

/// Twitter's archives have no more either.
const MOST_EVENTS: usize = 16_000_000;
/// Fields of a row.
const MOST_FIELDS: usize = 5;

/// Goes through JSON without reading what it says.
pub struct Scanner<'a> {
    rest: &'a [u8],
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a [u8]) -> Scanner<'a> {
        Scanner { rest: text }
    }

    /// The byte that comes next, after blanks.
    fn peek(&mut self) -> Option<u8> {
        self.rest = self.rest.trim_ascii_start();
        self.rest.first().copied()
    }

    fn skip_byte(&mut self) {
        self.rest = self.rest.get(1..).unwrap_or_default();
    }

    pub fn take(&mut self, wanted: u8) -> bool {
        let is = self.peek() == Some(wanted);
        if is {
            self.skip_byte();
        }
        is
    }

    /// A field's name, and the colon after it.
    pub fn field(&mut self) -> Option<String> {
        self.peek().filter(|byte| *byte == b'"')?;
        let name = json::read(self.skip().ok()?)?.as_text()?.to_owned();
        self.take(b':').then_some(name)
    }

    /// The bytes of the next value.
    ///
    /// # Errors
    /// The text ends before the value does: with these bytes.
    pub fn skip(&mut self) -> Result<&'a [u8], &'a [u8]> {
        self.peek();
        let whole = self.rest;
        let length = length(whole).ok_or(whole)?;
        let (value, rest) = whole.split_at_checked(length).ok_or(whole)?;
        self.rest = rest;
        Ok(value)
    }

    /// A number without a point.
    fn number(&mut self) -> Option<i64> {
        self.peek()?;
        let is_of_it = |byte: &u8| byte.is_ascii_digit() || *byte == b'-';
        let length = self.rest.iter().take_while(|byte| is_of_it(byte)).count();
        let (digits, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        core::str::from_utf8(digits).ok()?.parse().ok()
    }

    /// A number between quotation marks.
    fn quoted(&mut self) -> Option<u64> {
        let text = self.skip().ok()?;
        let digits = text.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        core::str::from_utf8(digits).ok()?.parse().ok()
    }
}

/// How many bytes the value is that a text begins with; `None` if it doesn't end.
fn length(text: &[u8]) -> Option<usize> {
    let (mut depth, mut is_text, mut is_escaped) = (0_usize, false, false);
    for (at, byte) in text.iter().enumerate() {
        let after = at.saturating_add(1);
        if is_text {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' => is_escaped = true,
                b'"' if depth == 0 => return Some(after),
                b'"' => is_text = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => is_text = true,
            b'[' | b'{' => depth = depth.saturating_add(1),
            // What it stands in ends here, and so does a word.
            b']' | b'}' | b',' if depth == 0 => return Some(at),
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(after);
                }
            }
            _ => {}
        }
    }
    None
}

/// Events as they are read.
pub struct Rows<'a> {
    kinds: &'a [Option<Kind>],
    /// How many there are.
    apps: usize,
    events: Vec<Event>,
    skipped: [(SkipReason, u64); 4],
}

impl<'a> Rows<'a> {
    pub fn new(kinds: &'a [Option<Kind>], apps: usize) -> Rows<'a> {
        Rows {
            kinds,
            apps,
            events: Vec::new(),
            skipped: super::read::REASONS.map(|reason| (reason, 0)),
        }
    }

    /// Reads a list of events.
    pub fn read(&mut self, text: &[u8]) {
        let mut scanner = Scanner::new(text);
        if !scanner.take(b'[') {
            return self.skipped(SkipReason::BrokenRecord);
        }
        while !scanner.take(b']') {
            let Ok(row) = scanner.skip() else { return };
            match self.event(row) {
                Ok(_) if MOST_EVENTS <= self.events.len() => self.skipped(SkipReason::TooLarge),
                Ok(event) => self.events.push(event),
                Err(reason) => self.skipped(reason),
            }
            if scanner.take(b',') {
                continue;
            }
            match scanner.peek() {
                Some(b']') => {}
                // What follows can't be told apart.
                Some(_) => return self.cut(),
                // Whoever read the text up to here has seen that it ends.
                None => return,
            }
        }
    }

    /// The end of the text is missing.
    pub fn cut(&mut self) {
        self.skipped(SkipReason::CutShort);
    }

    pub fn done(self) -> (Vec<Event>, [(SkipReason, u64); 4]) {
        (self.events, self.skipped)
    }

    fn skipped(&mut self, reason: SkipReason) {
        if let Some((_, count)) = self.skipped.iter_mut().find(|(other, _)| *other == reason) {
            *count = count.saturating_add(1);
        }
    }

    fn event(&self, row: &[u8]) -> Result<Event, SkipReason> {
        let (secs, kind, app, flags, id) = fields(row).ok_or(SkipReason::BrokenRecord)?;
        let kind = self.kinds.get(kind).copied().flatten();
        let kind = kind.ok_or(SkipReason::BrokenRecord)?;
        // An app that isn't named is none that is known.
        let app = if usize::from(app) < self.apps { app } else { 0 };
        let event = bare_event(secs, kind, app, Flags::from_bits(flags), id);
        event.ok_or(SkipReason::BadTime)
    }
}

/// Second, kind, app, flags and id of a row; what is left out is nothing.
fn fields(row: &[u8]) -> Option<(i64, usize, u16, u8, u64)> {
    let mut scanner = Scanner::new(row);
    scanner.take(b'[').then_some(())?;
    let mut fields = [0; MOST_FIELDS];
    let mut id = 0;
    for (nth, field) in fields.iter_mut().enumerate() {
        if nth.saturating_add(1) == MOST_FIELDS {
            id = scanner.quoted()?;
        } else {
            *field = scanner.number()?;
        }
        if scanner.take(b']') {
            let [secs, kind, app, flags, _] = fields;
            let is_enough = 0 < nth && scanner.peek().is_none();
            return is_enough.then_some((
                secs,
                kind.try_into().ok()?,
                app.try_into().ok()?,
                flags.try_into().ok()?,
                id,
            ));
        }
        scanner.take(b',').then_some(())?;
    }
    None
}
