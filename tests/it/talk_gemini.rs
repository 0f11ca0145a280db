//! Gemini: which model, what its answers mean, and that the key stays hidden.

use yodori::engine::talk::Trouble;
use yodori::engine::talk::gemini::answer::{Piece, Stream, trouble};
use yodori::engine::talk::gemini::{Key, Model, models, newest};

#[test]
fn a_key_is_what_a_header_can_carry_and_does_not_show_itself() {
    let check = |pasted: &str, expected: Option<&str>| {
        let key = Key::new(pasted);
        assert_eq!(key.as_ref().map(Key::secret), expected, "{pasted:?}");
        assert!(!format!("{key:?}").contains("AIza"));
    };
    check("AIzaSy-canary_1", Some("AIzaSy-canary_1"));
    check("  AIzaSy \n", Some("AIzaSy"));
    check("", None);
    check("two words", None);
    check("AIza\r\nX-Evil: 1", None);
    check("ＡＩｚａ", None);
    check(&"a".repeat(256), None);
}

#[test]
fn a_models_name_can_stand_in_an_address() {
    let check = |name: &str, expected: Option<&str>| {
        let model = Model::new(name);
        assert_eq!(model.as_ref().map(Model::name), expected, "{name:?}");
    };
    check("models/gemini-3.8-flash", Some("gemini-3.8-flash"));
    check(" gemini-3.8-flash ", Some("gemini-3.8-flash"));
    check("", None);
    check("models/", None);
    check("..", None);
    check("a/../b", None);
    check("a?key=1", None);
    check("a:generate", None);
    check("夜", None);
    check(&"a".repeat(101), None);
    let model = Model::new("gemini-3.8-flash").expect("a name");
    assert_eq!(
        model.path(),
        "/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse"
    );
}

/// A list of models that all can talk.
fn listed(names: &[&str]) -> Vec<Model> {
    names.iter().filter_map(|name| Model::new(name)).collect()
}

#[test]
fn the_newest_plain_flash_is_taken_by_its_number() {
    let check = |names: &[&str], expected: Option<&str>| {
        assert_eq!(
            newest(&listed(names)).map(Model::name),
            expected,
            "{names:?}"
        );
        let mut turned = listed(names);
        turned.reverse();
        assert_eq!(
            newest(&turned).map(Model::name),
            expected,
            "{names:?} turned"
        );
    };
    check(
        &["gemini-2.5-flash", "gemini-3.8-flash", "gemini-3.7-flash"],
        Some("gemini-3.8-flash"),
    );
    check(
        &["gemini-3.9-flash", "gemini-3.10-flash"],
        Some("gemini-3.10-flash"),
    );
    check(
        &["gemini-3.9-flash", "gemini-4-flash"],
        Some("gemini-4-flash"),
    );
    check(
        &[
            "gemini-3.5-flash",
            "gemini-9.0-flash-lite",
            "gemini-9.0-pro",
            "gemini-9-flash-image",
        ],
        Some("gemini-3.5-flash"),
    );
    check(
        &[
            "gemini-3.1-flash-lite",
            "gemini-3.5-flash-lite",
            "gemini-4-flash-preview-09-2026",
        ],
        Some("gemini-3.5-flash-lite"),
    );
    check(
        &[
            "gemini-flash-latest",
            "gemini-4-flash-preview",
            "gemini-9-flash-live",
        ],
        Some("gemini-4-flash-preview"),
    );
    check(
        &["gemini-flash-latest", "gemma-3"],
        Some("gemini-flash-latest"),
    );
    check(
        &[
            "gemini-9-pro",
            "gemini-9-flash-tts",
            "flash",
            "gemini-x-flash",
        ],
        None,
    );
    check(&["gemini-99999999999-flash"], None);
    check(&[], None);
}

#[test]
fn only_models_that_can_talk_are_listed() {
    let body = br#"{"models":[
        {"name":"models/gemini-3.8-flash","supportedGenerationMethods":["generateContent","countTokens"]},
        {"name":"models/embedding-1","supportedGenerationMethods":["embedContent"]},
        {"name":"models/evil?x=1","supportedGenerationMethods":["generateContent"]},
        {"name":7},{}
    ],"nextPageToken":"x"}"#;
    assert_eq!(models(body), Some(listed(&["gemini-3.8-flash"])));
    assert_eq!(models(b"{\"models\":[]}"), Some(vec![]));
    for body in [&b""[..], b"{}", b"[]", b"<html>", b"{\"models\":{}}"] {
        assert_eq!(models(body), None);
    }
}

/// All pieces of a stream, however it is cut.
fn read(stream: &str) -> Vec<Piece> {
    let all = |size: usize| -> Vec<Piece> {
        let mut reader = Stream::default();
        let mut pieces: Vec<Piece> = Vec::new();
        for some in stream.as_bytes().chunks(size) {
            pieces.extend(reader.push(some));
        }
        pieces.extend(reader.end());
        pieces
    };
    let whole = all(stream.len().max(1));
    for size in [1, 2, 3, 7] {
        assert_eq!(all(size), whole, "in pieces of {size} bytes");
    }
    whole
}

#[test]
fn a_stream_is_read_in_pieces_of_any_length() {
    let check = |stream: &str, expected: &[(&str, Option<Trouble>)]| {
        let expected: Vec<_> = expected
            .iter()
            .map(|(text, trouble)| Piece {
                text: (*text).into(),
                trouble: *trouble,
            })
            .collect();
        assert_eq!(read(stream), expected, "{stream}");
    };
    let said = |text: &str| {
        format!(
            r#"{{"candidates":[{{"content":{{"parts":[{{"text":"{text}"}}],"role":"model"}}}}]}}"#
        )
    };
    let ended = |reason: &str| format!(r#"{{"candidates":[{{"finishReason":"{reason}"}}]}}"#);
    check(
        &format!(
            "data: {}\r\n\r\ndata: {}\r\n\r\ndata: {}",
            said("やあ。"),
            said("ねえ"),
            ended("STOP")
        ),
        &[("やあ。", None), ("ねえ", None), ("", None)],
    );
    check(
        "data:{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"x\",\"thought\":true},{\"text\":\"a\"},{\"text\":\"b\"}]},\"finishReason\":\"MAX_TOKENS\"}]}\n\n",
        &[("ab", Some(Trouble::CutShort))],
    );
    for (reason, trouble) in [
        ("SAFETY", Trouble::Blocked),
        ("RECITATION", Trouble::Blocked),
        ("PROHIBITED_CONTENT", Trouble::Blocked),
        ("SPII", Trouble::Blocked),
        ("MALFORMED_FUNCTION_CALL", Trouble::Unclear),
        ("OTHER", Trouble::Unclear),
    ] {
        check(
            &format!("data: {}\n", ended(reason)),
            &[("", Some(trouble))],
        );
    }
    check(
        "data: {\"promptFeedback\":{\"blockReason\":\"PROHIBITED_CONTENT\"}}\n",
        &[("", Some(Trouble::Blocked))],
    );
    check(
        "data: {\"error\":{\"code\":503,\"message\":\"overloaded\",\"status\":\"UNAVAILABLE\"}}\n",
        &[("", Some(Trouble::Busy))],
    );
    check("data: {\"candi", &[("", Some(Trouble::Unclear))]);
    check("data: {}\n", &[("", None)]);
    check(": a comment\nevent: x\nretry: 5\n\n", &[]);
    check("<html>\n", &[]);
    check("", &[]);
}

#[test]
fn an_endless_line_is_not_kept() {
    let mut reader = Stream::default();
    let begin = br#"data: {"candidates":[{"content":{"parts":[{"text":""#;
    assert_eq!(reader.push(begin), []);
    for _ in 0..40 {
        assert_eq!(reader.push(&[b'x'; 1 << 16]), []);
    }
    // Its end is cut off.
    let unclear = Piece {
        text: String::new(),
        trouble: Some(Trouble::Unclear),
    };
    assert_eq!(reader.push(b"\"}]}}]}\n"), [unclear]);
    assert_eq!(reader.end(), None);
}

fn check_failure(status: u16, header: Option<&str>, body: &str, expected: Trouble) {
    let told = |body: &str| trouble(status, header, body.as_bytes());
    assert_eq!(told(body), expected, "{status} {body}");
    // An error of a stream is in a list.
    assert_eq!(told(&format!("[{body}]")), expected, "{status} [{body}]");
}

fn error(code: u16, status: &str, details: &str) -> String {
    format!(
        r#"{{"error":{{"code":{code},"message":"…","status":"{status}","details":[{details}]}}}}"#
    )
}

#[test]
fn why_a_request_failed_is_told_by_status_and_body() {
    let invalid =
        r#"{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}"#;
    check_failure(
        400,
        None,
        &error(400, "INVALID_ARGUMENT", invalid),
        Trouble::BadKey,
    );
    check_failure(
        400,
        None,
        r#"{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}"#,
        Trouble::BadKey,
    );
    check_failure(
        400,
        None,
        &error(400, "FAILED_PRECONDITION", ""),
        Trouble::NotHere,
    );
    check_failure(
        400,
        None,
        &error(400, "INVALID_ARGUMENT", ""),
        Trouble::Unclear,
    );
    check_failure(
        401,
        None,
        &error(401, "UNAUTHENTICATED", ""),
        Trouble::BadKey,
    );
    check_failure(
        403,
        None,
        &error(403, "PERMISSION_DENIED", ""),
        Trouble::Forbidden,
    );
    check_failure(
        404,
        None,
        &error(404, "NOT_FOUND", ""),
        Trouble::NoSuchModel,
    );
    check_failure(500, None, "{}", Trouble::Busy);
    check_failure(503, None, "{}", Trouble::Busy);
    check_failure(418, None, "{}", Trouble::Unclear);
    for (status, body) in [(502, "<html>"), (503, ""), (500, "\u{0}")] {
        assert_eq!(
            trouble(status, None, body.as_bytes()),
            Trouble::Busy,
            "{status}"
        );
    }
    assert_eq!(trouble(404, None, b"not found"), Trouble::NoSuchModel);
}

#[test]
fn a_quota_says_how_long_it_lasts_where_that_is_known() {
    let quota = |secs| Trouble::Quota { secs };
    let delay = r#"{"@type":"x"},{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"37.5s"}"#;
    check_failure(
        429,
        None,
        &error(429, "RESOURCE_EXHAUSTED", delay),
        quota(Some(37)),
    );
    check_failure(
        429,
        Some("12"),
        &error(429, "RESOURCE_EXHAUSTED", delay),
        quota(Some(12)),
    );
    check_failure(
        429,
        Some("soon"),
        &error(429, "RESOURCE_EXHAUSTED", ""),
        quota(None),
    );
    check_failure(429, Some("99999999"), "{}", quota(Some(86_400)));
}
