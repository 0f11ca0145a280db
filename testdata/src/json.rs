//! JSON as the archives write it: indented by the object, ` : ` after a key, and arrays either on
//! one line (until 2020) or one line an element (since).

use std::borrow::Cow;
use std::io::{self, Write};

/// A value to be written.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Bool(bool),
    Number(u64),
    Text(Cow<'static, str>),
    List(Vec<Json>),
    Map(Vec<(&'static str, Json)>),
    /// Written as it is, right or wrong.
    Raw(String),
}

impl Json {
    pub fn text(text: impl Into<Cow<'static, str>>) -> Json {
        Json::Text(text.into())
    }

    /// A number in quotes, as the archives since 2018 write nearly all of theirs.
    pub fn quoted(number: u64) -> Json {
        Json::text(number.to_string())
    }
}

/// How arrays are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lists {
    /// `[ 1, 2 ]`, and `[ {` at the start of a file.
    Inline,
    /// An element a line.
    Lines,
}

/// What is written as an escape beyond what JSON demands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Escapes {
    Needed,
    /// Grailbird: `\/`, and `\u003C` and `\u003E` for angle brackets.
    Markup,
    /// Everything outside ASCII, as UTF-16 units.
    Ascii,
}

/// How JSON is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    pub lists: Lists,
    pub escapes: Escapes,
}

impl Style {
    pub const GRAILBIRD: Style = Style {
        lists: Lists::Inline,
        escapes: Escapes::Markup,
    };
    pub const UNTIL_2020: Style = Style {
        lists: Lists::Inline,
        escapes: Escapes::Needed,
    };
    pub const SINCE_2021: Style = Style {
        lists: Lists::Lines,
        escapes: Escapes::Needed,
    };
}

/// Writes `start`, which ends with `= `, and then the records as one array. Never holds them all.
///
/// # Errors
/// Those of `out`.
pub fn write_list(
    out: &mut impl Write,
    start: &str,
    style: Style,
    records: impl Iterator<Item = Json>,
) -> io::Result<()> {
    out.write_all(start.as_bytes())?;
    out.write_all(b"[")?;
    let mut line = String::new();
    let mut written = 0_u64;
    for record in records {
        line.clear();
        line.push_str(if written == 0 { "" } else { "," });
        match style.lists {
            Lists::Inline => line.push(' '),
            Lists::Lines => line.push_str("\n  "),
        }
        write_value(
            &mut line,
            &record,
            style,
            usize::from(style.lists == Lists::Lines),
        );
        out.write_all(line.as_bytes())?;
        written += 1;
    }
    let end = if written > 0 && style.lists == Lists::Lines {
        "\n]"
    } else {
        " ]"
    };
    out.write_all(end.as_bytes())
}

/// `start`, and then the value.
pub fn file(start: &str, style: Style, value: &Json) -> Vec<u8> {
    let mut out = start.to_owned();
    write_value(&mut out, value, style, 0);
    out.into_bytes()
}

/// `start`, and then the records as one array.
pub fn list_file(start: &str, style: Style, records: impl IntoIterator<Item = Json>) -> Vec<u8> {
    let mut out = Vec::new();
    write_list(&mut out, start, style, records.into_iter()).expect("memory takes every write");
    out
}

fn write_value(out: &mut String, value: &Json, style: Style, depth: usize) {
    match value {
        Json::Bool(yes) => out.push_str(if *yes { "true" } else { "false" }),
        Json::Number(number) => out.push_str(&number.to_string()),
        Json::Text(text) => write_text(out, text, style.escapes),
        Json::Raw(text) => out.push_str(text),
        Json::List(values) if values.is_empty() => out.push_str("[ ]"),
        Json::List(values) => {
            out.push('[');
            for (nth, value) in values.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                match style.lists {
                    Lists::Inline => out.push(' '),
                    Lists::Lines => new_line(out, depth + 1),
                }
                write_value(
                    out,
                    value,
                    style,
                    depth + usize::from(style.lists == Lists::Lines),
                );
            }
            match style.lists {
                Lists::Inline => out.push(' '),
                Lists::Lines => new_line(out, depth),
            }
            out.push(']');
        }
        Json::Map(fields) if fields.is_empty() => out.push_str("{ }"),
        Json::Map(fields) => {
            out.push('{');
            for (nth, (name, value)) in fields.iter().enumerate() {
                out.push_str(if nth == 0 { "" } else { "," });
                new_line(out, depth + 1);
                write_text(out, name, Escapes::Needed);
                out.push_str(" : ");
                write_value(out, value, style, depth + 1);
            }
            new_line(out, depth);
            out.push('}');
        }
    }
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn write_text(out: &mut String, text: &str, escapes: Escapes) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '/' if escapes == Escapes::Markup => out.push_str("\\/"),
            '<' | '>' if escapes == Escapes::Markup => write_units(out, letter),
            letter if letter < ' ' || (escapes == Escapes::Ascii && !letter.is_ascii()) => {
                write_units(out, letter)
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

fn write_units(out: &mut String, letter: char) {
    for unit in letter.encode_utf16(&mut [0; 2]) {
        out.push_str(&format!("\\u{unit:04X}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(style: Style, value: &Json, expected: &str) {
        assert_eq!(
            String::from_utf8(file("x = ", style, value)).expect("utf-8"),
            expected
        );
    }

    #[test]
    fn arrays_are_inline_until_2020_and_one_line_an_element_since() {
        let value = Json::List(vec![Json::Map(vec![(
            "a",
            Json::List(vec![Json::quoted(1), Json::List(vec![])]),
        )])]);
        check(
            Style::UNTIL_2020,
            &value,
            "x = [ {\n  \"a\" : [ \"1\", [ ] ]\n} ]",
        );
        check(
            Style::SINCE_2021,
            &value,
            "x = [\n  {\n    \"a\" : [\n      \"1\",\n      [ ]\n    ]\n  }\n]",
        );
    }

    #[test]
    fn a_file_of_records_reads_like_the_same_list_written_at_once() {
        let records = vec![Json::Map(vec![("a", Json::Bool(true))]), Json::Map(vec![])];
        for style in [Style::UNTIL_2020, Style::SINCE_2021] {
            assert_eq!(
                list_file("x = ", style, records.clone()),
                file("x = ", style, &Json::List(records.clone()))
            );
        }
        assert_eq!(list_file("x = ", Style::SINCE_2021, []), b"x = [ ]");
    }

    #[test]
    fn escapes_are_those_of_the_style() {
        let value = Json::text("</a>\"\\\n\u{1}𠮷");
        check(Style::UNTIL_2020, &value, r#"x = "</a>\"\\\n\u0001𠮷""#);
        check(
            Style::GRAILBIRD,
            &value,
            r#"x = "\u003C\/a\u003E\"\\\n\u0001𠮷""#,
        );
        let ascii = Style {
            escapes: Escapes::Ascii,
            ..Style::UNTIL_2020
        };
        check(ascii, &value, r#"x = "</a>\"\\\n\u0001\uD842\uDFB7""#);
    }
}
