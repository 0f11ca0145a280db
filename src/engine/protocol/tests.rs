//! Messages survive the way, and nothing else is taken for one.

mod github;
mod opened;
mod rhythm;
mod talk;

use super::*;
use crate::engine::event::{Flags, Kind};
use crate::engine::source::inflate::BlockStart;
use crate::engine::source::stream::Restart;
use crate::engine::source::twitter::import::share::{Loan, Part};

#[test]
fn events_come_out_of_their_rows_as_they_went_in() {
    let mut events = Vec::new();
    for (id, secs, file, offset) in [
        (0, 0, 0, 0),
        (u64::MAX, i64::from(u32::MAX), u16::MAX, (1 << 40) - 1),
        (1_764_000_000_000_000_001, 1_709_647_331, 3, 4_294_967_296),
    ] {
        for kind in Kind::ALL {
            let at = DateTime::from_timestamp(secs, 0).expect("a time");
            let event = Event::new(id, at, kind).and_then(|event| event.located(file, offset));
            let mut event = event.expect("an event");
            event.app = file ^ 0x1234;
            event.flags = Flags::DATE_ONLY.with(Flags::RETWEET);
            events.push(event);
        }
    }
    let total = events.len();
    let mut received = Vec::new();
    for half in events.chunks(5) {
        let bytes = events_to_bytes(
            &Reply::Events {
                total: total as u64,
            },
            half,
        );
        let (message, rows): (Reply, _) = split_bytes(&bytes).expect("a message");
        assert_eq!(
            message,
            Reply::Events {
                total: total as u64
            }
        );
        add_events(rows, &mut received);
    }
    assert_eq!(received, events);
    add_events(b"not a whole row", &mut received);
    add_events(&[0xff; ROW], &mut received); // a kind that does not exist
    assert_eq!(received.len(), events.len());
}

/// Every request, with texts and numbers of every length.
fn requests() -> Vec<Request> {
    vec![
        Request::Open { paths: Vec::new() },
        Request::Open {
            paths: vec!["twitter-2024/data/tweets.js".into(), "夜鳥.zip".into()],
        },
        Request::Posts {
            ask: u32::MAX,
            places: vec![(u16::MAX, u64::MAX), (0, 0)],
        },
        Request::Help {
            paths: vec!["夜鳥.zip".into()],
            now: DateTime::from_timestamp(1_795_539_600, 0).expect("a time"),
        },
        Request::Read {
            loan: Loan {
                number: 65_534,
                path: "data/tweets-part1.js".to_owned(),
                packed: 1 << 40,
            },
        },
    ]
}

/// Every reply and every failure.
fn replies() -> Vec<Reply> {
    let path = || "x".repeat(300);
    let errors = [
        ImportError::Empty { path: path() },
        ImportError::NotAnArchive { path: path() },
        ImportError::HtmlPage { path: path() },
        ImportError::Truncated { path: path() },
        ImportError::Damaged { path: path() },
        ImportError::Encrypted { path: path() },
        ImportError::MediaOnly { path: path() },
        ImportError::Unreadable { path: path() },
        ImportError::UnsupportedMethod {
            path: path(),
            method: u16::MAX,
        },
        ImportError::NoPosts {
            held: vec!["like.js".into(), String::new()],
        },
        ImportError::NoReadablePost {
            imported: Box::new(imported()),
        },
    ];
    let progress = Progress {
        read: 1 << 40,
        total: u64::MAX,
        events: 127,
    };
    let post = PostText {
        id: u64::MAX,
        text: "今日 <b>".into(),
    };
    let mut replies = vec![
        Reply::Ready { version: VERSION },
        Reply::Progress { progress, ms: 128 },
        Reply::Events { total: 1_000_000 },
        Reply::Done {
            imported: Box::default(),
        },
        Reply::Done {
            imported: Box::new(imported()),
        },
        Reply::Posts {
            ask: 7,
            posts: vec![None, Some(post), Some(PostText::default())],
        },
    ];
    replies.extend(errors.map(|error| Reply::Failed { error }));
    replies
}

fn imported() -> Imported {
    let at = |secs| DateTime::from_timestamp(secs, 0);
    let file = |kind| FileRead {
        path: format!("data/{kind:?}.js"),
        kind,
        records: kind as u64 * 1000,
        entries: kind as u64 * 1001,
        expected: (kind == FileKind::Tweets).then_some(1 << 33),
        first: at(1_142_899_200),
        last: at(-1).filter(|_| kind == FileKind::Grailbird),
    };
    let skipped = |reason| Skipped {
        path: "夜".repeat(reason as usize),
        reason,
        count: 1 << reason as u64,
    };
    Imported {
        events: Vec::new(),
        person: Person {
            id: "12".into(),
            handle: "yodori".into(),
            name: "夜鳥".into(),
        },
        apps: vec![String::new(), "Twitter Web App".into()],
        files: FileKind::ALL.map(file).into(),
        skipped: SkipReason::ALL.map(skipped).into(),
        unopened: vec!["data/like.js".into()],
        media: 12,
        assets: 6_200,
        missing: vec![("data/tweets-part2.js".into(), 60_000)],
        others: vec![Person::default()],
        zone: Some("Tokyo".into()),
    }
}

fn check_way<T: Message + PartialEq + std::fmt::Debug>(message: &T) {
    let bytes = to_bytes(message);
    let followed = [&bytes, b"rows".as_slice()].concat();
    let (read, rest) = split_bytes::<T>(&followed).expect("a message");
    assert_eq!((&read, rest), (message, b"rows".as_slice()));
    for length in 0..bytes.len() {
        assert_eq!(from_bytes::<T>(&bytes[..length]), None, "{message:?}");
    }
    // Whatever stands there instead, it is read as something or nothing: it never panics.
    for at in 0..bytes.len() {
        for byte in [0, 1, 2, 0x7f, 0x80, 0xff, bytes[at] ^ 1, bytes[at] ^ 0x80] {
            let mut other = bytes.clone();
            other[at] = byte;
            let _ = from_bytes::<T>(&other);
        }
    }
}

fn reports() -> Vec<Report> {
    let start = BlockStart {
        bits: 5,
        count: 3,
        window: vec![b'x'; 300],
    };
    let restart = |at| Restart {
        at,
        read: 1 << 33,
        start: start.clone(),
    };
    let part = Part {
        events: Vec::new(),
        apps: vec![String::new(), "夜鳥".into()],
        entries: Some(1 << 40),
        skipped: SkipReason::ALL.map(|reason| (reason, 1)).into(),
        restarts: vec![restart(0), restart(u64::MAX)],
    };
    let progress = Progress::default();
    vec![
        Report::Ready { version: VERSION },
        Report::Progress { progress, ms: 128 },
        Report::Events { total: 1_000_000 },
        Report::Part { number: 7, part },
        Report::Part {
            number: u32::MAX,
            part: Part::default(),
        },
    ]
}

#[test]
fn messages_survive_the_way_and_nothing_else_is_taken_for_one() {
    requests().iter().for_each(check_way);
    replies().iter().for_each(check_way);
    reports().iter().for_each(check_way);
}

#[test]
fn the_first_byte_says_which_reply_it_is() {
    let first = |reply: &Reply| to_bytes(reply)[0];
    let firsts: Vec<u8> = replies().iter().map(first).collect();
    assert_eq!(firsts[..6], [0, 1, 2, 3, 3, 5]);
    assert_eq!(firsts[6..], [4; 11]);
    // A page of any version understands from which one the worker is.
    assert_eq!(to_bytes(&Reply::Ready { version: 300 }), [0, 0xac, 0x02]);
}

#[test]
fn a_helper_s_replies_are_reports_and_its_part_is_no_reply() {
    for reply in &replies()[..3] {
        let report = from_bytes::<Report>(&to_bytes(reply)).expect("a report");
        assert_eq!(to_bytes(&report), to_bytes(reply));
    }
    for reply in &replies()[3..] {
        assert_eq!(from_bytes::<Report>(&to_bytes(reply)), None, "{reply:?}");
    }
    for part in &reports()[3..] {
        assert_eq!(from_bytes::<Reply>(&to_bytes(part)), None);
    }
}

#[test]
fn the_events_stay_behind() {
    let at = DateTime::from_timestamp(1_709_647_331, 0).expect("a time");
    let mut with_events = imported();
    with_events.events.extend(Event::new(1, at, Kind::Tweet));
    assert_eq!(to_bytes(&with_events), to_bytes(&imported()));
}
