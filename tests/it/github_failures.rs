//! Every way in which GitHub can refuse, and what is to be done then.

use chrono::{DateTime, Utc};
use yodori::engine::source::github::answer::{Attempts, MOST_BYTES, Verdict, next_step};
use yodori::engine::source::github::{Limit, Response};

use crate::github::people::NOW;
use crate::github::response;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).expect("a moment")
}

/// In a few words: `retry 1`, `pause primary 61`, `skip NoRight`, …
fn words(verdict: Verdict) -> String {
    let secs = |at: DateTime<Utc>| (at - now()).num_seconds();
    match verdict {
        Verdict::Use(refused) if refused.is_empty() => "use".into(),
        Verdict::Use(refused) => {
            let one = |one: &yodori::engine::source::github::answer::Refused| {
                let place = one.place.map(|place| place.to_string()).unwrap_or_default();
                format!("{} {place} {:?}", one.fields.join("."), one.why)
            };
            let all: Vec<String> = refused.iter().map(one).collect();
            format!("use but {}", all.join(", "))
        }
        Verdict::Retry { at } => format!("retry {}", secs(at)),
        Verdict::Smaller { at } => format!("smaller {}", secs(at)),
        Verdict::Pause {
            until,
            limit: Limit::Primary,
        } => format!("pause primary {}", secs(until)),
        Verdict::Pause {
            until,
            limit: Limit::Secondary,
        } => format!("pause secondary {}", secs(until)),
        Verdict::Skip(why) => format!("skip {why:?}"),
        Verdict::Fail(failure) => format!("fail {failure:?}"),
    }
}

#[track_caller]
fn check_after(
    failed: u32,
    paused: u32,
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
    expected: &str,
) {
    let answer = response(status, headers, body);
    let verdict = next_step(Some(&answer), Attempts { failed, paused }, now());
    assert_eq!(words(verdict), expected, "{status} {headers:?} {body}");
}

#[track_caller]
fn check(status: u16, headers: &[(&str, &str)], body: &str, expected: &str) {
    check_after(0, 0, status, headers, body, expected);
}

#[test]
fn answers_that_are_well() {
    check(200, &[], r#"{"data":{"viewer":null}}"#, "use");
    check(200, &[], r#"[]"#, "use");
    check(
        200,
        &[("X-RateLimit-Remaining", "0")],
        r#"{"data":{}}"#,
        "use",
    );
}

#[test]
fn tokens_and_rights() {
    let bad = r#"{"message":"Bad credentials","documentation_url":"https://docs.github.com"}"#;
    check(401, &[], bad, "fail BadToken");
    check_after(9, 9, 401, &[], "", "fail BadToken");
    let right = r#"{"message":"Resource not accessible by personal access token"}"#;
    check(403, &[], right, "skip NoRight");
    check(403, &[], "", "fail Forbidden");
    check(403, &[], r#"{"message":"no"}"#, "fail Forbidden");
    let sso = "required; url=https://github.com/orgs/o/sso?authorization_request=A1";
    let path = r#"skip SignOn { path: Some("orgs/o/sso?authorization_request=A1") }"#;
    check(403, &[("X-GitHub-SSO", sso)], "{}", path);
    check(
        403,
        &[("x-github-sso", "required; url=https://evil.example/")],
        "{}",
        "skip SignOn { path: None }",
    );
    check(404, &[], r#"{"message":"Not Found"}"#, "skip NotFound");
    check(410, &[], "", "skip NotFound");
    check(451, &[], "", "skip NotFound");
    check(
        422,
        &[],
        r#"{"message":"Validation Failed"}"#,
        "skip NotValid",
    );
    check(400, &[], "", "skip NotValid");
}

#[test]
fn limits_of_an_hour() {
    let reset = (NOW + 600).to_string();
    let used_up = [
        ("x-ratelimit-remaining", "0"),
        ("x-ratelimit-reset", reset.as_str()),
    ];
    check(
        403,
        &used_up,
        r#"{"message":"API rate limit exceeded"}"#,
        "pause primary 601",
    );
    check(429, &used_up, "", "pause primary 601");
    let typed = r#"{"errors":[{"type":"RATE_LIMITED","message":"no"}]}"#;
    check(200, &used_up[1..], typed, "pause primary 601");
    check(200, &[], typed, "pause primary 60");
    let said = r#"{"errors":[{"message":"API rate limit already exceeded for user ID 1."}]}"#;
    check(200, &used_up[1..], said, "pause primary 601");
    let told = r#"{"data":{"rateLimit":{"cost":1,"remaining":0,"resetAt":"2024-07-03T09:56:40Z"}},
        "errors":[{"type":"RATE_LIMITED","message":"no"}]}"#;
    check(200, &[], told, "pause primary 601");
    // A clock that is wrong, here or there, makes neither a hammer nor a wait without end.
    check(
        403,
        &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "1")],
        "",
        "pause primary 1",
    );
    check(
        403,
        &[
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "99999999999"),
        ],
        "",
        "pause primary 7200",
    );
    check_after(0, 5, 403, &used_up, "", "fail Limited");
}

#[test]
fn too_fast() {
    let said =
        r#"{"message":"You have exceeded a secondary rate limit. Please wait a few minutes."}"#;
    check(403, &[], said, "pause secondary 60");
    check(403, &[("Retry-After", "17")], said, "pause secondary 17");
    check(429, &[("retry-after", "17")], "", "pause secondary 17");
    check(429, &[], "", "pause secondary 60");
    check(
        200,
        &[],
        r#"{"errors":[{"message":"You have exceeded a secondary rate limit."}]}"#,
        "pause secondary 60",
    );
    for (paused, expected) in [(1, "120"), (2, "240"), (3, "480"), (4, "960")] {
        check_after(
            0,
            paused,
            403,
            &[],
            said,
            &format!("pause secondary {expected}"),
        );
    }
    check_after(0, 5, 403, &[], said, "fail Limited");
    check(403, &[("retry-after", "0")], said, "pause secondary 60");
    check(403, &[("retry-after", "soon")], said, "pause secondary 60");
    check(
        403,
        &[("retry-after", "999999")],
        said,
        "pause secondary 7200",
    );
}

#[test]
fn parts_that_are_missing() {
    let with = |sort: &str, message: &str, path: &str| {
        format!(
            r#"{{"data":{{"nodes":[null]}},"errors":[{{"type":"{sort}","message":"{message}","path":{path}}}]}}"#
        )
    };
    check(
        200,
        &[],
        &with("NOT_FOUND", "no", r#"["user"]"#),
        "use but user  NotFound",
    );
    check(
        200,
        &[],
        &with(
            "FORBIDDEN",
            "Resource not accessible by integration",
            r#"["nodes",3]"#,
        ),
        "use but nodes 3 NoRight",
    );
    let saml = "Resource protected by organization SAML enforcement.";
    check(
        200,
        &[],
        &with("FORBIDDEN", saml, r#"["nodes",0]"#),
        "use but nodes 0 SignOn { path: None }",
    );
    check(
        200,
        &[],
        &with("INSUFFICIENT_SCOPES", "no", r#"["user","gists"]"#),
        "use but user.gists  NoRight",
    );
    check(
        200,
        &[],
        &with("INVALID_CURSOR_ARGUMENTS", "no", r#"["user","issues"]"#),
        "use but user.issues  NotValid",
    );
    check(
        200,
        &[],
        r#"{"errors":[{"message":"Parse error"}]}"#,
        "use but   NotValid",
    );
}

#[test]
fn what_may_pass() {
    for (failed, expected) in [(0, "1"), (1, "4"), (2, "9")] {
        check_after(failed, 0, 500, &[], "", &format!("retry {expected}"));
        check_after(failed, 0, 503, &[], "<html>", &format!("retry {expected}"));
        check_after(failed, 0, 502, &[], "", &format!("smaller {expected}"));
        check_after(failed, 0, 504, &[], "", &format!("smaller {expected}"));
        check_after(failed, 0, 200, &[], "<html>", &format!("retry {expected}"));
        check_after(failed, 0, 200, &[], "", &format!("retry {expected}"));
        let wrong = r#"{"errors":[{"message":"Something went wrong while executing your query. Please include `A1`"}]}"#;
        check_after(failed, 0, 200, &[], wrong, &format!("retry {expected}"));
        let none = next_step(None, Attempts { failed, paused: 0 }, now());
        assert_eq!(words(none), format!("retry {expected}"));
    }
    check_after(3, 0, 500, &[], "", "skip Broken");
    check_after(3, 0, 200, &[], "<html>", "skip Broken");
    assert_eq!(
        words(next_step(
            None,
            Attempts {
                failed: 3,
                paused: 0
            },
            now()
        )),
        "fail Offline"
    );
    let much = r#"{"data":null,"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","message":"no"}]}"#;
    check(200, &[], much, "smaller 1");
    let nodes = r#"{"errors":[{"type":"MAX_NODE_LIMIT_EXCEEDED","message":"no"}]}"#;
    check(200, &[], nodes, "smaller 1");
    let huge = Response {
        status: 200,
        body: vec![b' '; MOST_BYTES + 1],
        ..Response::default()
    };
    assert_eq!(
        words(next_step(Some(&huge), Attempts::default(), now())),
        "smaller 1"
    );
}
