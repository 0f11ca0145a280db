//! The way without a token: a login's last public events.

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use yodori::engine::event::Kind;
use yodori::engine::source::github::moment::iso;
use yodori::engine::source::github::public::PublicEvents;
use yodori::engine::source::github::{Failure, Limit, Response, Step};

use crate::github::people::NOW;
use crate::github::response;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(NOW, 0).expect("a moment")
}

fn event(nth: usize, sort: &str, payload: Value) -> Value {
    json!({
        "id": format!("{}", 40_000_000_000_u64 + nth as u64), "type": sort, "created_at": iso(NOW - 60 * nth as i64),
        "repo": { "id": 1, "name": "someone/thing", "url": "https://api.github.com/repos/someone/thing" },
        "actor": { "login": "a" }, "payload": payload, "public": true,
    })
}

/// Gives pages until it ends; what was sent.
fn run(run: &mut PublicEvents, pages: Vec<Response>) -> (Vec<String>, Step) {
    let mut sent = Vec::new();
    let mut pages = pages.into_iter();
    loop {
        match run.next(now()) {
            Step::Send(requests) => {
                for request in requests {
                    assert_eq!((request.body, request.operation), (None, "PublicEvents"));
                    sent.push(request.path);
                    run.given(request.id, pages.next(), now());
                }
            }
            other => return (sent, other),
        }
    }
}

fn page(events: &[Value]) -> Response {
    response(
        200,
        &[("x-ratelimit-remaining", "57")],
        &Value::from(events).to_string(),
    )
}

#[test]
fn three_hundred_events_are_read_and_no_more() {
    let all: Vec<Value> = (0..300)
        .map(|nth| event(nth, "PushEvent", json!({ "push_id": nth })))
        .collect();
    for (count, expected) in [(0, 1), (99, 1), (100, 2), (250, 3), (300, 3)] {
        let mut pages: Vec<Response> = all[..count].chunks(100).map(page).collect();
        pages.push(page(&[]));
        let mut of = PublicEvents::new("some-one");
        let (sent, end) = run(&mut of, pages);
        assert_eq!((sent.len(), end), (expected, Step::Done), "{count}");
        assert_eq!(sent[0], "/users/some-one/events/public?per_page=100&page=1");
        let found = of.found();
        assert_eq!(found.events.len(), count);
        assert!(found.is_partial);
        assert_eq!(of.calls_left, Some(57));
        assert_eq!(of.log.len(), expected);
    }
}

/// A sort of event, what it is about, which kind it is, and the end of its link.
type Sort = (&'static str, Value, Option<Kind>, &'static str);

fn plain() -> Vec<Sort> {
    let of = |kind: &str| json!({ "ref_type": kind, "ref": null });
    let evil = json!({ "release": { "name": "v1", "html_url": "https://evil.example" } });
    let no_link = json!({ "comment": { "html_url": null } });
    vec![
        ("PushEvent", json!({}), Some(Kind::Push), ""),
        ("CreateEvent", of("repository"), Some(Kind::Repository), ""),
        ("CreateEvent", of("branch"), Some(Kind::Push), ""),
        ("DeleteEvent", json!({}), Some(Kind::Push), ""),
        ("ForkEvent", json!({}), Some(Kind::Repository), ""),
        ("CommitCommentEvent", no_link, Some(Kind::GitHubComment), ""),
        ("WatchEvent", json!({}), Some(Kind::Star), ""),
        ("ReleaseEvent", evil, Some(Kind::Release), ""),
        ("SponsorshipEvent", json!({}), None, ""),
        ("", json!({}), None, ""),
    ]
}

fn linked() -> Vec<Sort> {
    let told = [
        ("IssuesEvent", "issue", Kind::Issue, "issues/1"),
        (
            "PullRequestEvent",
            "pull_request",
            Kind::PullRequest,
            "pull/2",
        ),
        (
            "PullRequestReviewEvent",
            "review",
            Kind::Review,
            "pull/2#r1",
        ),
        (
            "IssueCommentEvent",
            "comment",
            Kind::GitHubComment,
            "issues/1#c1",
        ),
        (
            "DiscussionEvent",
            "discussion",
            Kind::Discussion,
            "discussions/3",
        ),
    ];
    let sort = |(sort, field, kind, rest): (&'static str, &str, Kind, &'static str)| {
        let link = format!("https://github.com/someone/thing/{rest}");
        (
            sort,
            json!({ field: { "title": "A thing", "html_url": link } }),
            Some(kind),
            rest,
        )
    };
    told.into_iter().map(sort).collect()
}

#[test]
fn each_sort_of_event_is_a_kind() {
    for (sort, payload, kind, rest) in plain().into_iter().chain(linked()) {
        let mut of = PublicEvents::new("a");
        run(&mut of, vec![page(&[event(0, sort, payload)])]);
        let found = of.found();
        assert_eq!(found.events.first().map(|event| event.kind), kind, "{sort}");
        if let Some(event) = found.events.first() {
            let detail = of.detail(event.offset()).expect("a detail");
            let whole = format!("https://github.com/someone/thing/{rest}");
            assert_eq!(
                detail.link.as_deref(),
                Some(whole.trim_end_matches('/')),
                "{sort}"
            );
            assert_eq!(
                (detail.repository.as_str(), event.id),
                ("someone/thing", 40_000_000_000)
            );
        }
    }
}

#[test]
fn limits_are_waited_for_and_failures_are_told() {
    let end = |login: &str, answers: Vec<Response>| {
        let mut of = PublicEvents::new(login);
        run(&mut of, answers)
    };
    let reset = (NOW + 300).to_string();
    let used_up = response(
        403,
        &[
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", &reset),
        ],
        "{}",
    );
    let until = now() + TimeDelta::seconds(301);
    let wait = Step::Wait {
        until,
        limit: Some(Limit::Primary),
    };
    assert_eq!(end("a", vec![used_up]).1, wait);
    let none = response(404, &[], r#"{"message":"Not Found"}"#);
    assert_eq!(end("a", vec![none]).1, Step::Failed(Failure::NoSuchLogin));
    assert_eq!(
        end("a/../b", Vec::new()),
        (Vec::new(), Step::Failed(Failure::NoSuchLogin))
    );
    // Only so far does GitHub page.
    let full: Vec<Value> = (0..100)
        .map(|nth| event(nth, "PushEvent", json!({})))
        .collect();
    let far = response(
        422,
        &[],
        r#"{"message":"In order to keep the API fast for everyone, pagination is limited"}"#,
    );
    assert_eq!(end("a", vec![page(&full), far]).1, Step::Done);
    assert_eq!(
        end("a", vec![response(200, &[], "{}")]).1,
        Step::Failed(Failure::Unavailable)
    );
    // No answer at all is tried again, a second later.
    let again = Step::Wait {
        until: now() + TimeDelta::seconds(1),
        limit: None,
    };
    assert_eq!(end("a", Vec::new()).1, again);
}

#[test]
fn nothing_is_sent_while_it_is_stopped_and_it_goes_on_where_it_was() {
    let mut of = PublicEvents::new("a");
    assert!(matches!(of.next(now()), Step::Send(_)));
    of.stop();
    let events: Vec<_> = (0..100)
        .map(|nth| event(nth, "PushEvent", json!({})))
        .collect();
    of.given(1, Some(page(&events)), now());
    assert_eq!(of.next(now()), Step::Stopped);
    assert_eq!(of.found().events.len(), 100);
    of.resume();
    let Step::Send(requests) = of.next(now()) else {
        panic!("nothing was asked");
    };
    assert!(requests[0].path.ends_with("&page=2"), "{requests:?}");
}
