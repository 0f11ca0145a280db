//! The same between the page and the GitHub worker.

use super::*;
use crate::engine::event::Kind;
use crate::engine::protocol::github::{Ask, Line, Tell, Waits};
use crate::engine::source::github::{
    Bite, Change, Cleaned, Detail, Failure, Food, Found, Limit, Missing, Options, Progress, Ranked,
    Ranking, Token, Viewer, Why, Years,
};

fn time() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_539_600, 0).expect("a time")
}

fn token() -> Token {
    Token::new("github_pat_11CANARY").expect("a token")
}

/// Everything that the page asks.
fn asks() -> Vec<Ask> {
    let begin = |login: Option<&str>, years, emails: &[&str]| Ask::Begin {
        token: token(),
        options: Options {
            login: login.map(str::to_owned),
            years,
            emails: emails.iter().map(|one| (*one).to_owned()).collect(),
        },
    };
    vec![
        begin(None, Years::Last, &[]),
        begin(Some("yoru"), Years::All, &["a@example.com"]),
        begin(
            None,
            Years::Some(vec![2008, 2026]),
            &["a@b.example", "夜@c.example"],
        ),
        Ask::BeginPublic {
            login: "yoru".into(),
        },
        Ask::Resume { token: None },
        Ask::Resume {
            token: Some(token()),
        },
        Ask::Stop,
        Ask::Forget,
        Ask::BeginFood { token: None },
        Ask::BeginFood {
            token: Some(token()),
        },
        Ask::BeginRanking { token: None },
        Ask::BeginRanking {
            token: Some(token()),
        },
        Ask::Rank { points: u32::MAX },
        Ask::Details {
            ask: u32::MAX,
            offsets: vec![0, 300, u64::MAX],
        },
    ]
}

fn found() -> Found {
    let whys = [
        Why::NoRight,
        Why::SignOn { path: None },
        Why::SignOn {
            path: Some("orgs/x/sso".into()),
        },
        Why::NotFound,
        Why::NotValid,
        Why::TooSlow,
        Why::Broken,
        Why::CutShort,
    ];
    let missing = whys.into_iter().map(|why| Missing {
        what: "owner/name".into(),
        why,
    });
    Found {
        events: Vec::new(),
        repositories: vec![String::new(), "owner/name".into()],
        cleaned: Cleaned {
            machine: 1,
            merged: 200,
            imported: 1 << 40,
            not_own: 0,
            rebased: 7,
        },
        zones: vec![
            Change {
                from: -5,
                offset_mins: 540,
            },
            Change {
                from: 1 << 40,
                offset_mins: -420,
            },
        ],
        missing: missing.collect(),
        restricted: 3,
        is_partial: true,
    }
}

/// How far it is, and what is waited for.
fn statuses() -> Vec<Tell> {
    let progress = Progress {
        repositories: 250,
        repositories_done: 3,
        events: 40_000,
        requests: 7,
        points_left: Some(4_990),
        reset_at: Some(time()),
    };
    let waits = |limit| {
        let until = time();
        Some(Waits { until, limit })
    };
    let all = [
        None,
        waits(None),
        waits(Some(Limit::Primary)),
        waits(Some(Limit::Secondary)),
    ];
    all.map(|waits| Tell::Status { progress, waits }).into()
}

/// What was found, and why there is no more.
fn ends() -> Vec<Tell> {
    let mut all = Vec::new();
    for is_all in [false, true] {
        let found = Box::new(found());
        all.push(Tell::Found { found, is_all });
    }
    let failures = [
        Failure::BadToken,
        Failure::NoSuchLogin,
        Failure::Forbidden,
        Failure::Offline,
        Failure::Limited,
        Failure::Unavailable,
    ];
    all.extend(failures.map(|failure| Tell::Failed { failure }));
    all
}

/// What feeds, and how someone stands.
fn fed() -> Vec<Tell> {
    let kinds = [Kind::Commit, Kind::Issue, Kind::PullRequest, Kind::Review];
    let bites = kinds.map(|kind| Bite {
        kind,
        id: "PR_kw夜".into(),
        at: 1_795_539_600,
        languages: vec![1, 0],
        repository: "owner/name".into(),
    });
    let food = Food {
        bites: bites.into(),
        languages: vec!["Dart".into(), "F*".into()],
        since: -1,
        until: 1_795_539_601,
        missing: found().missing,
        restricted: 3,
    };
    let ranked = |avatar: Option<&str>| Ranked {
        login: "yoru".into(),
        name: "夜鳥".into(),
        avatar: avatar.map(str::to_owned),
        contributions: u32::MAX,
    };
    let ranking = Ranking {
        following: 340,
        own: ranked(None),
        place: 7,
        people: vec![
            ranked(Some("https://avatars.githubusercontent.com/u/1")),
            ranked(None),
        ],
        read: 101,
        missing: found().missing,
    };
    vec![
        Tell::Food {
            food: Food::default(),
        },
        Tell::Food { food },
        Tell::Ranking {
            ranking: Ranking::default(),
            is_all: false,
        },
        Tell::Ranking {
            ranking,
            is_all: true,
        },
    ]
}

/// Everything that the worker tells.
fn tells() -> Vec<Tell> {
    let viewer = |avatar: Option<&str>| Viewer {
        id: "MDQ6".into(),
        login: "yoru".into(),
        name: "夜鳥".into(),
        avatar: avatar.map(str::to_owned),
        made_at: avatar.map(|_| time()),
        years: vec![2026, 2008],
        is_own: avatar.is_some(),
    };
    let line = |status, points| Line {
        at: time(),
        operation: "Commits".into(),
        status,
        points,
    };
    let detail = Detail {
        title: "A change".into(),
        repository: "owner/name".into(),
        link: Some("https://github.com/owner/name/commit/1".into()),
        offset_mins: Some(-420),
    };
    let mut all = vec![
        Tell::Ready { version: 1 },
        Tell::Viewer {
            viewer: viewer(None),
            scopes: None,
        },
        Tell::Viewer {
            viewer: viewer(Some("https://avatars.githubusercontent.com/u/1")),
            scopes: Some("repo".into()),
        },
        Tell::Log {
            lines: vec![line(Some(200), Some(1)), line(None, None)],
        },
        Tell::Events { total: 1 << 40 },
        Tell::Details {
            ask: 3,
            details: vec![None, Some(detail)],
        },
    ];
    all.extend(ends());
    all.extend(statuses());
    all.extend(fed());
    all
}

#[test]
fn messages_survive_the_way_and_nothing_else_is_taken_for_one() {
    asks().iter().for_each(check_way);
    tells().iter().for_each(check_way);
}

#[test]
fn what_is_told_of_a_message_does_not_tell_its_token() {
    for ask in asks() {
        assert!(!format!("{ask:?}").contains("CANARY"));
    }
}
