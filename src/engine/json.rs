//! JSON, read once into values that borrow their texts from what was read, and written from the same values.
//! serde's types for GitHub's answers were a third of its worker.

use std::borrow::Cow;

/// Answers are a dozen deep.
const MOST_DEPTH: u32 = 64;
/// A page of ten repositories has a twentieth of them.
const MOST_VALUES: u32 = 1 << 20;

/// What JSON can say.
#[derive(Debug, PartialEq)]
pub enum Value<'a> {
    Null,
    Is(bool),
    /// As it is written: whoever reads it says which numbers will do.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    List(Vec<Value<'a>>),
    /// Names and what they have, in their order. Of those with one name the first counts.
    Fields(Vec<(Cow<'a, str>, Value<'a>)>),
}

/// What is not there.
pub static NULL: Value<'static> = Value::Null;

/// `None` if it is no JSON, or too deep, or too much. Numbers may be of any form.
pub fn read(text: &[u8]) -> Option<Value<'_>> {
    let text = core::str::from_utf8(text).ok()?;
    let mut reader = Reader {
        text,
        at: 0,
        left: MOST_VALUES,
    };
    let value = reader.value(MOST_DEPTH)?;
    reader.peek().is_none().then_some(value)
}

impl<'a> Value<'a> {
    /// What a field has; [`NULL`] where there is none.
    pub fn get(&self, name: &str) -> &Value<'a> {
        let Value::Fields(fields) = self else {
            return &NULL;
        };
        let found = fields.iter().find(|(other, _)| other == name);
        found.map_or(&NULL, |(_, value)| value)
    }

    /// Whether it is more than null.
    pub fn is_there(&self) -> bool {
        !matches!(self, Value::Null)
    }

    /// Itself, if it has fields.
    pub fn fields(&self) -> Option<&Value<'a>> {
        matches!(self, Value::Fields(_)).then_some(self)
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// `None` if it is no whole number, or too great a one.
    pub fn as_number(&self) -> Option<i64> {
        match self {
            Value::Number(number) => number.parse().ok(),
            _ => None,
        }
    }

    /// A field's text, where it has one.
    pub fn told(&self, name: &str) -> Option<&str> {
        self.get(name).as_text()
    }

    /// A field's text; empty where it has none.
    pub fn text(&self, name: &str) -> &str {
        self.told(name).unwrap_or_default()
    }

    pub fn number(&self, name: &str) -> Option<i64> {
        self.get(name).as_number()
    }

    pub fn is(&self, name: &str) -> bool {
        *self.get(name) == Value::Is(true)
    }

    /// The entries of a field that is a list; none where it isn't.
    pub fn list(&self, name: &str) -> &[Value<'a>] {
        self.get(name).entries()
    }

    pub fn entries(&self) -> &[Value<'a>] {
        match self {
            Value::List(list) => list,
            _ => &[],
        }
    }

    /// Fields by their names, in this order.
    pub fn of<const COUNT: usize>(fields: [(&'static str, Value<'a>); COUNT]) -> Value<'a> {
        let field = |(name, value): (&'static str, _)| (Cow::Borrowed(name), value);
        Value::Fields(fields.into_iter().map(field).collect())
    }

    /// As text, without blanks.
    pub fn written(&self) -> String {
        let mut to = String::new();
        self.write(&mut to);
        to
    }

    fn write(&self, to: &mut String) {
        match self {
            Value::Null => to.push_str("null"),
            Value::Is(is) => to.push_str(if *is { "true" } else { "false" }),
            Value::Number(number) => to.push_str(number),
            Value::Text(text) => write_text(to, text),
            Value::List(list) => {
                to.push('[');
                for (nth, value) in list.iter().enumerate() {
                    if nth > 0 {
                        to.push(',');
                    }
                    value.write(to);
                }
                to.push(']');
            }
            Value::Fields(fields) => {
                to.push('{');
                for (nth, (name, value)) in fields.iter().enumerate() {
                    if nth > 0 {
                        to.push(',');
                    }
                    write_text(to, name);
                    to.push(':');
                    value.write(to);
                }
                to.push('}');
            }
        }
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Value<'a> {
        Value::Text(text.into())
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(text.into())
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number.to_string().into())
    }
}

impl From<bool> for Value<'_> {
    fn from(is: bool) -> Self {
        Value::Is(is)
    }
}

fn write_text(to: &mut String, text: &str) {
    to.push('"');
    for char in text.chars() {
        match char {
            '"' | '\\' => to.extend(['\\', char]),
            // None of them may stand in a text as it is.
            '\0'..='\u{1f}' => {
                let hex = |digit: u32| char::from_digit(digit, 16).unwrap_or('0');
                to.push_str("\\u00");
                to.extend([hex(u32::from(char) >> 4), hex(u32::from(char) & 15)]);
            }
            _ => to.push(char),
        }
    }
    to.push('"');
}

struct Reader<'a> {
    text: &'a str,
    /// Bytes that were read.
    at: usize,
    /// So many values may come yet.
    left: u32,
}

impl<'a> Reader<'a> {
    /// The byte that comes next, after blanks.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                return Some(byte);
            }
            self.skip(1);
        }
    }

    fn skip(&mut self, bytes: usize) {
        self.at = self.at.saturating_add(bytes);
    }

    fn take(&mut self, wanted: u8) -> bool {
        let is = self.peek() == Some(wanted);
        if is {
            self.skip(1);
        }
        is
    }

    fn value(&mut self, depth: u32) -> Option<Value<'a>> {
        self.left = self.left.checked_sub(1)?;
        match self.peek()? {
            b'"' => self.text().map(Value::Text),
            b'[' => self.list(depth.checked_sub(1)?),
            b'{' => self.fields(depth.checked_sub(1)?),
            _ => self.word(),
        }
    }

    fn list(&mut self, depth: u32) -> Option<Value<'a>> {
        self.skip(1);
        let mut list = Vec::new();
        if self.take(b']') {
            return Some(Value::List(list));
        }
        loop {
            list.push(self.value(depth)?);
            if !self.take(b',') {
                return self.take(b']').then_some(Value::List(list));
            }
        }
    }

    fn fields(&mut self, depth: u32) -> Option<Value<'a>> {
        self.skip(1);
        let mut fields = Vec::new();
        if self.take(b'}') {
            return Some(Value::Fields(fields));
        }
        loop {
            self.peek().filter(|byte| *byte == b'"')?;
            let name = self.text()?;
            if !self.take(b':') {
                return None;
            }
            fields.push((name, self.value(depth)?));
            if !self.take(b',') {
                return self.take(b'}').then_some(Value::Fields(fields));
            }
        }
    }

    /// Whatever has no sign around it.
    fn word(&mut self) -> Option<Value<'a>> {
        let rest = self.text.get(self.at..)?;
        let is_of_word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        let length = rest.bytes().take_while(is_of_word).count();
        let word = rest.get(..length)?;
        self.skip(length);
        match word {
            "null" => Some(Value::Null),
            "true" => Some(Value::Is(true)),
            "false" => Some(Value::Is(false)),
            _ => {
                let first = word.bytes().next()?;
                (first == b'-' || first.is_ascii_digit()).then_some(Value::Number(word.into()))
            }
        }
    }

    /// A text from its first mark on.
    fn text(&mut self) -> Option<Cow<'a, str>> {
        self.skip(1);
        let mut written = String::new();
        loop {
            let rest = self.text.get(self.at..)?;
            let length = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\'))?;
            let plain = rest.get(..length)?;
            self.skip(length.saturating_add(1));
            if rest.as_bytes().get(length) == Some(&b'"') {
                if written.is_empty() {
                    return Some(Cow::Borrowed(plain));
                }
                written.push_str(plain);
                return Some(Cow::Owned(written));
            }
            written.push_str(plain);
            written.push(self.escaped()?);
        }
    }

    /// What a backslash is before.
    fn escaped(&mut self) -> Option<char> {
        let byte = *self.text.as_bytes().get(self.at)?;
        self.skip(1);
        Some(match byte {
            b'"' | b'\\' | b'/' => byte.into(),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => self.unit()?,
            _ => return None,
        })
    }

    /// One or two units of UTF-16; half a pair alone is replaced.
    fn unit(&mut self) -> Option<char> {
        let unit = self.hex()?;
        let after = self.at;
        if (0xd800..0xdc00).contains(&unit) && self.text.get(after..)?.starts_with("\\u") {
            self.skip(2);
            let low = self.hex()?;
            if (0xdc00..0xe000).contains(&low) {
                let pair = (unit & 0x3ff) << 10 | low & 0x3ff;
                return char::from_u32(pair.saturating_add(0x1_0000));
            }
            self.at = after;
        }
        Some(char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at.checked_add(4)?)?;
        self.skip(4);
        let digit = |so_far: Option<u32>, char: char| Some(so_far? << 4 | char.to_digit(16)?);
        digits.chars().fold(Some(0), digit)
    }
}
