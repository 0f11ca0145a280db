//! Reads a record's fields off its tape, and their values off the bytes.

use std::borrow::Cow;

use super::Record;

/// A field's value as it stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// What stands between the quotes, escapes and all.
    Text(&'a [u8]),
    /// A number, `true`, `false`, `null`, or what someone put there instead.
    Bare(&'a [u8]),
    /// An object or an array.
    Nested,
}

/// A field whose value nobody has looked at yet: most are passed over by their keys alone.
#[derive(Clone, Copy)]
pub struct Field<'a> {
    /// As it stands in the file, escapes and all.
    pub key: &'a [u8],
    /// From the value's first byte to the record's end.
    rest: &'a [u8],
    /// How long the value is, quotes included, if it starts with a quote.
    quoted: usize,
}

impl<'a> Field<'a> {
    /// `None` if it is no JSON.
    pub fn value(self) -> Option<Value<'a>> {
        let value = match self.rest.first()? {
            b'"' => {
                let (text, rest) = self.rest.split_at_checked(self.quoted)?;
                (Value::Text(text.get(1..text.len().checked_sub(1)?)?), rest)
            }
            b'{' | b'[' => return Some(Value::Nested),
            _ => {
                // Not at a blank, or `1 2` would be a 1; but at the next quote, or each of a million
                // keys without commas would be followed to the record's end.
                let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']' | b'"');
                let (bare, rest) = self.rest.split_at(self.rest.iter().position(ends)?);
                (Value::Bare(bare.trim_ascii_end()), rest)
            }
        };
        let (value, rest) = value;
        let may_follow = matches!(
            rest.trim_ascii_start().first(),
            Some(b',' | b'}' | b']') | None
        );
        may_follow.then_some(value)
    }
}

/// Calls `visit` with every field of a record, and of the objects in it: first the key of the field
/// that the object is the value of (empty for the record itself).
/// Returns how many fields the record itself has: one, if it is but a wrapper.
pub fn each<'a>(record: &Record<'a>, visit: &mut impl FnMut(&'a [u8], Field<'a>)) -> usize {
    let (bytes, tape) = (record.bytes, record.tape);
    let mut depth = 0;
    let mut outer = 0;
    let mut parent: &[u8] = b"";
    let mut next = 0;
    while let Some(&at) = tape.get(next) {
        next += 1;
        match bytes[at as usize] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {
                next += 1;
                // A string with no colon behind it is a value, and was seen with its key.
                let Some(field) = field_at(record, next - 2) else {
                    continue;
                };
                if field.rest.starts_with(b"\"") {
                    next += 2; // its value's quotes
                }
                match depth {
                    1 => {
                        outer += 1;
                        parent = field.key;
                        visit(b"", field);
                    }
                    2 => visit(parent, field),
                    _ => {}
                }
            }
        }
    }
    outer
}

/// The field whose key's opening quote is so far on the tape. `None` if that is no key.
#[inline(always)] // it runs for every key of every record
pub fn field_at<'a>(record: &Record<'a>, place: usize) -> Option<Field<'a>> {
    // Quotes come in pairs: none is on the tape without its partner.
    let (start, end) = match record.tape.get(place..place + 2) {
        Some([start, end]) => (*start as usize, *end as usize),
        _ => return None,
    };
    Some(Field {
        key: record.bytes.get(start + 1..end)?,
        rest: value_after(record.bytes.get(end + 1..)?)?,
        quoted: match record.tape.get(place + 2..place + 4) {
            Some([open, close]) => (close - open) as usize + 1,
            _ => 0,
        },
    })
}

/// From the value on, what follows a string; `None` if that was no key.
fn value_after(string: &[u8]) -> Option<&[u8]> {
    string
        .trim_ascii_start()
        .strip_prefix(b":")
        .map(<[u8]>::trim_ascii_start)
}

/// What a JSON string says. `None` if it is no valid string; a lone surrogate is replaced.
pub fn text(raw: &[u8]) -> Option<Cow<'_, str>> {
    let text = std::str::from_utf8(raw).ok()?;
    let Some((mut plain, mut escape)) = text.split_once('\\') else {
        return Some(Cow::Borrowed(text));
    };
    let mut decoded = String::with_capacity(text.len());
    loop {
        decoded.push_str(plain);
        let (said, after) = unescape(escape)?;
        decoded.push(said);
        let Some(next) = after.split_once('\\') else {
            decoded.push_str(after);
            return Some(Cow::Owned(decoded));
        };
        (plain, escape) = next;
    }
}

/// Reads one escape, its backslash gone: what it says and what follows it.
fn unescape(escape: &str) -> Option<(char, &str)> {
    let mut chars = escape.chars();
    let (kind, after) = (chars.next()?, chars.as_str());
    let said = match kind {
        '"' | '\\' | '/' => kind,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(after),
        _ => return None,
    };
    Some((said, after))
}

/// Reads the four digits after `\u`, and the other half of a surrogate pair if it follows.
fn unicode(digits: &str) -> Option<(char, &str)> {
    let (high, after) = code_unit(digits)?;
    if let (0xd800..0xdc00, Some(escape)) = (high, after.strip_prefix("\\u"))
        && let Some((low @ 0xdc00..0xe000, after)) = code_unit(escape)
    {
        let pair = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        return Some((char::from_u32(pair)?, after));
    }
    Some((
        char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER),
        after,
    ))
}

/// Four hexadecimal digits, and what follows them.
fn code_unit(digits: &str) -> Option<(u32, &str)> {
    let (four, after) = digits.split_at_checked(4)?;
    let unit = four
        .chars()
        .try_fold(0, |unit, digit| Some(unit << 4 | digit.to_digit(16)?))?;
    Some((unit, after))
}
