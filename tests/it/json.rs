//! JSON is read as serde_json reads it, written so that it is read again, and never too deep or too much.

use yodori::engine::json::{Value, read};

/// The same by serde_json, whose numbers are written anew.
fn told(value: &serde_json::Value) -> Value<'static> {
    use serde_json::Value as Json;
    match value {
        Json::Null => Value::Null,
        Json::Bool(is) => Value::Is(*is),
        Json::Number(number) => Value::Number(number.to_string().into()),
        Json::String(text) => Value::Text(text.clone().into()),
        Json::Array(list) => Value::List(list.iter().map(told).collect()),
        Json::Object(fields) => {
            let field = |(name, value): (&String, _)| (name.clone().into(), told(value));
            Value::Fields(fields.iter().map(field).collect())
        }
    }
}

#[test]
fn json_is_read_as_serde_json_reads_it() {
    for text in [
        "null",
        " true\n",
        "false",
        "0",
        "-17",
        "[]",
        "[ ]",
        "{}",
        "{ }",
        "\"\"",
        "[1,2 , 3]",
        r#"{"a":{"b":[null,{"c":"d"}]},"e":"f"}"#,
        r#""plain \"\\\/\b\f\n\r\t é 夜 \u00e9\u591c\ud83d\ude00 end""#,
        r#"{"n\u0061me":"\u0000"}"#,
        "[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]",
    ] {
        let expected = serde_json::from_str(text).map(|value| told(&value)).ok();
        assert!(expected.is_some(), "{text}");
        assert_eq!(read(text.as_bytes()), expected, "{text}");
        let written = expected.map(|value| value.written()).unwrap_or_default();
        assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok());
        assert_eq!(read(written.as_bytes()), read(text.as_bytes()), "{written}");
    }
}

#[test]
fn what_is_no_json_is_none() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[1 2]",
        "]",
        "{",
        r#"{"a""#,
        r#"{"a":"#,
        r#"{"a":1"#,
        r#"{"a":1,}"#,
        "{a:1}",
        r#"{"a" 1}"#,
        r#""a"#,
        r#""\"#,
        r#""\x""#,
        r#""\u00g0""#,
        r#""\u00"#,
        r#""\ud83d\u"#,
        "1 1",
        "[] []",
        "<html>",
        "'a'",
        "+1",
        ".5",
        r#""\u+041""#,
    ] {
        assert!(
            serde_json::from_str::<serde_json::Value>(text).is_err(),
            "{text}"
        );
        assert_eq!(read(text.as_bytes()), None, "{text}");
    }
    assert_eq!(read(b"\"\xff\""), None);
}

#[test]
fn half_a_pair_is_replaced_and_nothing_after_it_is_lost() {
    let check = |text: &str, expected: &str| {
        assert_eq!(
            read(text.as_bytes()),
            Some(Value::Text(expected.into())),
            "{text}"
        );
    };
    check(r#""\ud83d""#, "\u{fffd}");
    check(r#""\ud83d\u0041""#, "\u{fffd}A");
    check(r#""\ude00x""#, "\u{fffd}x");
}

#[test]
fn what_is_too_deep_or_too_much_is_none() {
    let deep = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    assert!(read(deep(64).as_bytes()).is_some());
    assert_eq!(read(deep(65).as_bytes()), None);
    let many = |count: usize| ["[", &"0,".repeat(count), "0]"].concat();
    assert!(read(many((1 << 20) - 2).as_bytes()).is_some());
    assert_eq!(read(many((1 << 20) - 1).as_bytes()), None);
}

#[test]
fn what_is_not_there_is_nothing() {
    let value = read(br#"{"a":{"b":"c","n":7,"f":1.5,"t":true,"l":[1],"z":null},"a":1}"#);
    let value = value.expect("JSON");
    let of = value.get("a");
    assert_eq!((of.text("b"), of.text("n"), of.told("z")), ("c", "", None));
    assert_eq!(
        (of.number("n"), of.number("f"), of.number("b")),
        (Some(7), None, None)
    );
    assert_eq!((of.is("t"), of.is("b"), of.is("x")), (true, false, false));
    assert_eq!((of.list("l").len(), of.list("b").len()), (1, 0));
    assert!(!of.get("x").get("y").is_there() && !of.get("z").is_there() && of.get("n").is_there());
}
