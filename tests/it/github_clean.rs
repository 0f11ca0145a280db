//! What of GitHub does not say that the person was there: marked, counted, and counted in again at will.

use yodori::engine::event::{Flags, Kind};
use yodori::engine::infer::filter::Filter;
use yodori::engine::source::github::clean::Cleaned;
use yodori::engine::source::github::{Found, Options, Years};

use crate::github::fake::{Commit, Entry, Fake, Repository};
use crate::github::people::{DAY, NOW, commit, nobody, repository};
use crate::github::{Drive, End};

fn found(repositories: Vec<Repository>) -> Found {
    let fake = Fake {
        repositories,
        ..nobody()
    };
    let options = Options {
        years: Years::All,
        emails: vec!["a@example.com".into()],
        ..Options::default()
    };
    let mut drive = Drive::new(fake, options, 1);
    assert_eq!(drive.end(), End::Done);
    drive.found()
}

/// Flags of the one commit that is changed so.
#[track_caller]
fn check(change: fn(&mut Commit), expected: Flags) {
    let mut one = commit(1, NOW - 10 * DAY, 60);
    change(&mut one);
    let found = found(vec![repository(
        "yoru-person/a",
        vec![one, commit(2, NOW - 5 * DAY, 60)],
    )]);
    let commits: Vec<_> = found
        .events
        .iter()
        .filter(|event| event.kind == Kind::Commit)
        .collect();
    assert_eq!(commits.len(), 2);
    assert_eq!(commits[0].flags, expected);
    assert_eq!(commits[1].flags, Flags::default());
    let filter = Filter::default();
    assert_eq!(filter.counts(commits[0]), expected == Flags::default());
    let everything = Filter {
        not_done: Flags::default(),
        ..Filter::default()
    };
    assert!(everything.counts(commits[0]));
}

#[test]
fn each_commit_is_the_person_s_or_says_why_not() {
    let none = Flags::default();
    check(|_| {}, none);
    check(
        |one| one.author.0 = "github-actions[bot]".into(),
        Flags::MACHINE,
    );
    check(|one| one.author.0 = "Travis CI".into(), Flags::MACHINE);
    check(|one| one.title = "Data [skip ci]".into(), Flags::MACHINE);
    // Edited or merged on the page by the person.
    let page = |one: &mut Commit| one.committer = ("GitHub".into(), Some("web-flow".into()));
    check(page, none);
    // The address is the person's, and so it is theirs, whatever account it is linked to.
    check(|one| one.author.2 = Some("someone-else".into()), none);
    // Somebody else wrote it down, later: the author's time is kept.
    check(
        |one| {
            one.committer = ("Else".into(), Some("someone-else".into()));
            one.committed_at += 500;
        },
        none,
    );
    // At the very second nobody else can have.
    check(
        |one| one.committer = ("Else".into(), Some("someone-else".into())),
        Flags::MERGED,
    );
    // Amended or rebased by the person.
    check(|one| one.committed_at += DAY, none);
    // Years before the repository was made.
    check(|one| one.at -= 3 * 365 * DAY, Flags::IMPORTED);
    check(|one| one.at -= 365 * DAY, none);
}

#[test]
fn a_squash_is_of_whoever_pressed_the_button() {
    const AT: i64 = NOW - 10 * DAY;
    let check = |place: &str, by: &'static str, merged_at: i64, committer: &str, expected: u64| {
        let mut squash = commit(1, AT, 60);
        squash.committer = (committer.into(), Some("web-flow".into()));
        let pull = Entry {
            node: "pull".into(),
            at: AT - DAY,
            url: ["https://github.com/", place].concat(),
            title: "A change".into(),
            merged: Some((merged_at, by)),
        };
        let fake = Fake {
            repositories: vec![repository("yoru-person/a", vec![squash])],
            lists: [("pullRequests", vec![pull])].into(),
            ..nobody()
        };
        let options = Options {
            years: Years::All,
            ..Options::default()
        };
        let mut drive = Drive::new(fake, options, 1);
        assert_eq!(drive.end(), End::Done);
        let found = drive.found();
        assert_eq!(found.cleaned.merged, expected, "{place} {by} {merged_at}");
        // The request itself is the person's.
        assert_eq!(found.events[0].flags, Flags::default());
    };
    let own = "yoru-person/a/pull/1";
    check(own, "someone-else", AT, "GitHub", 1);
    check(own, "someone-else", AT + 3, "GitHub", 1);
    check(own, "someone-else", AT - 3, "GitHub", 1);
    check(own, "someone-else", AT + 4, "GitHub", 0);
    check(own, "someone-else", AT - 4, "GitHub", 0);
    check(own, "yoru-person", AT, "GitHub", 0);
    check("yoru-person/b/pull/1", "someone-else", AT, "GitHub", 0);
}

#[test]
fn many_commits_of_one_second_are_a_program_s_and_few_are_not() {
    for (count, expected) in [(4, 0), (5, 5), (50, 50)] {
        let commits = (0..count)
            .map(|nth| commit(nth, NOW - 9 * DAY, 60))
            .collect();
        let found = found(vec![repository("yoru-person/a", commits)]);
        assert_eq!(found.cleaned.imported, expected, "{count}");
        assert_eq!(found.cleaned.rebased, 0);
    }
}

#[test]
fn a_rebase_is_counted_and_its_times_are_kept() {
    let commits = (0..6).map(|nth| Commit {
        committed_at: NOW - DAY,
        ..commit(nth, NOW - 9 * DAY + nth as i64 * 3_000, 60)
    });
    let commits: Vec<Commit> = commits.collect();
    let found = found(vec![repository("yoru-person/a", commits.clone())]);
    assert_eq!(
        found.cleaned,
        Cleaned {
            rebased: 6,
            ..Cleaned::default()
        }
    );
    let times: Vec<i64> = found
        .events
        .iter()
        .filter(|event| event.kind == Kind::Commit)
        .map(|event| event.epoch_secs())
        .collect();
    assert_eq!(
        times,
        commits.iter().map(|commit| commit.at).collect::<Vec<_>>()
    );
    // They count, unless someone doesn't want them.
    let left = |not_done| {
        let filter = Filter {
            not_done,
            ..Filter::default()
        };
        let commits = found.events.iter();
        let commits = commits.filter(|event| event.kind == Kind::Commit);
        commits.filter(|event| !filter.counts(event)).count()
    };
    assert_eq!(left(Flags::NOT_DONE), 0);
    assert_eq!(left(Flags::NOT_DONE.with(Flags::REBASED)), 6);
    assert_eq!(left(Flags::REBASED.without(Flags::REBASED)), 0);
}

#[test]
fn a_release_by_a_program_is_not_the_person_s() {
    let release = |node: &str, title: &str| Entry {
        node: node.into(),
        at: NOW - DAY,
        title: title.into(),
        url: "https://github.com/yoru-person/a/releases/tag/v1".into(),
        merged: None,
    };
    let repository = Repository {
        releases: vec![release("1", "by bot"), release("2", "by hand")],
        ..repository("yoru-person/a", Vec::new())
    };
    let found = found(vec![repository]);
    let releases = found
        .events
        .iter()
        .filter(|event| event.kind == Kind::Release);
    let flags: Vec<bool> = releases
        .map(|event| event.flags.has(Flags::NOT_DONE))
        .collect();
    assert_eq!(flags.iter().filter(|is| **is).count(), 1);
    assert_eq!((found.cleaned.machine, found.cleaned.not_own), (1, 1));
}

#[test]
fn machines_have_no_say_in_where_the_person_was() {
    let mut commits: Vec<Commit> = (0..20)
        .map(|nth| commit(nth, NOW - 9 * DAY + nth as i64 * 3_000, 540))
        .collect();
    for nth in 0..20 {
        let mut one = commit(100 + nth, NOW - 5 * DAY + nth as i64 * 3_000, -420);
        one.author.0 = "dependabot[bot]".into();
        commits.push(one);
    }
    let found = found(vec![repository("yoru-person/a", commits)]);
    assert_eq!(found.zones.len(), 1);
    assert_eq!(found.cleaned.machine, 20);
}
