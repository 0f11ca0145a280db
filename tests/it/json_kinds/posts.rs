//! Whole posts, good and bad in what is read of them.

pub const GOOD: [(&str, &str); 5] = [
    (
        "post, id twice",
        r#"{"id":"5","id":"7","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, id and then null",
        r#"{"id_str":"5","id_str":null,"created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, key escaped",
        r#"{"i\u0064":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, id in front of a string",
        r#"{"id":5,"text":"\"\\","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, sign of the zone escaped",
        r#"{"id":5,"created_at":"Tue Mar 05 14:02:11 \u002B0000 2024"}"#,
    ),
];

pub const BAD: [(&str, &str); 7] = [
    (
        "post, comma missing after the id",
        r#"{"id":"5" "created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, comma missing after the time",
        r#"{"id":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024" "a":1}"#,
    ),
    (
        "post, letter after the id",
        r#"{"id":"5"x,"created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, comma missing elsewhere",
        r#"{"a":1 "b":2,"id":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
    (
        "post, comma too many at the end",
        r#"{"id":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024",}"#,
    ),
    (
        "post, bracket too many",
        r#"{"id":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024"}}"#,
    ),
    (
        "post, bracket missing",
        r#"{"a":{"id":"5","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#,
    ),
];
