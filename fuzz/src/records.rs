//! Records: where serde_json reads a list of objects, ours finds the same objects with the same fields;
//! where it does not, ours still ends, and whatever it finds lies where it says.

use yodori::engine::source::scan::fields::{self, Value};
use yodori::engine::source::scan::{End, Found, Record, Scanner, Shape};

use super::nodes::Node;
use super::pieces::Choices;

/// The first byte says whether the others are what is in the array (even) or parts of which it is made
/// (odd): each of their bytes stands for one.
pub fn check(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let text = match choices.byte() % 2 {
        0 => choices.0.to_vec(),
        _ => text_of(choices.0),
    };
    let file = [b"[", &text[..], b"]"].concat();
    let expected: Option<Vec<Node>> = serde_json::from_slice(&file).ok();
    let objects = expected.filter(|all| all.iter().all(|one| matches!(one, Node::Map(_))));
    let mut found = Vec::new();
    let mut broken = 0;
    let end = scan(&file, &mut |one| match one {
        Found::Record(record) => found.push(record_seen(&file, &record)),
        Found::Broken | Found::TooLong => broken += 1,
    });
    if let Some(objects) = objects {
        assert_eq!((end, broken), (End::Whole, 0));
        assert_eq!(found.len(), objects.len());
        for (seen, object) in found.iter().zip(&objects) {
            assert_eq!(*seen, expected_of(object));
        }
    }
}

/// A text of parts, one for each byte.
pub fn text_of(parts: &[u8]) -> Vec<u8> {
    parts.iter().flat_map(part).copied().collect()
}

fn part(byte: &u8) -> &'static [u8] {
    const PARTS: [&str; 40] = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "\\",
        " ",
        "\n",
        "\"id\":",
        "\"id_str\":",
        "\"5\"",
        "5",
        "\"created_at\":",
        "\"Tue Mar 05 14:02:11 +0000 2024\"",
        "\"tweet\":{",
        "},{",
        ",\n  {\n",
        "null",
        "true",
        "-1.5e3",
        "\\u0041",
        "\\ud83d\\ude39",
        "\\\"",
        "{}",
        "[]",
        "\"\"",
        "\t",
        "\r",
        "あ",
        "\u{feff}",
        "x",
        "0",
        "\"a\":1,",
        "\"a\":\"b\",",
        "[{\"a\":[",
        "]}]",
        "                                                               ",
        "\"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
    ];
    PARTS[usize::from(*byte) % PARTS.len()].as_bytes()
}

fn scan(file: &[u8], found: &mut dyn FnMut(Found)) -> End {
    let mut scanner = Scanner::new(Shape::Posts);
    for piece in file.chunks(100_000) {
        scanner.room()[..piece.len()].copy_from_slice(piece);
        scanner.advance(piece.len(), found);
    }
    scanner.finish(found)
}

/// A field as each reader has it: its parent's key, its own, and its value as text.
type Field = (String, String, String);

fn record_seen(file: &[u8], record: &Record) -> (usize, Vec<Field>) {
    let at = record.offset as usize;
    assert_eq!(&file[at..at + record.bytes.len()], record.bytes);
    // What is no valid string in a record that is no JSON is empty here.
    let text = |raw| fields::text(raw).unwrap_or_default().into_owned();
    let mut all = Vec::new();
    let outer = fields::each(record, &mut |parent, field| {
        let value = match field.value() {
            Some(Value::Text(raw)) => format!("text {}", text(raw)),
            Some(Value::Bare(raw)) => match serde_json::from_slice::<serde_json::Value>(raw) {
                Ok(value) => format!("bare {value}"),
                Err(_) => "bare".to_owned(),
            },
            Some(Value::Nested) => "nested".to_owned(),
            None => return,
        };
        all.push((text(parent), text(field.key), value));
    });
    (outer, all)
}

fn expected_of(object: &Node) -> (usize, Vec<Field>) {
    let Node::Map(outer) = object else {
        unreachable!("only lists of objects are compared")
    };
    let mut all = Vec::new();
    for (key, value) in outer {
        all.push((String::new(), key.clone(), value_of(value)));
        if let Node::Map(inner) = value {
            let field =
                |(name, value): &(String, Node)| (key.clone(), name.clone(), value_of(value));
            all.extend(inner.iter().map(field));
        }
    }
    (outer.len(), all)
}

fn value_of(node: &Node) -> String {
    match node {
        Node::Text(text) => format!("text {text}"),
        Node::Bare(value) => format!("bare {value}"),
        Node::Map(_) | Node::List => "nested".to_owned(),
    }
}
