//! Several archives chosen together: what one says of itself holds for its own files only.

use yodori::engine::event::{Imported, Kind, Person};
use yodori::engine::source::twitter::Archive;
use yodori_testdata::post::utc;
use yodori_testdata::zip::{Method, Zip};

use crate::support::{Chosen, Memory, import, left_out, one};

fn file(path: &str, text: &str) -> (String, Vec<u8>) {
    (path.to_owned(), text.into())
}

/// A file with a post at noon of the first of June of each of these years. Its id, which is the year, tells no time.
fn posts(path: &str, years: &str) -> (String, Vec<u8>) {
    let post = |year: &str| {
        format!(r#"{{"tweet":{{"id_str":"{year}","created_at":"{year}-06-01T12:00:00Z"}}}}"#)
    };
    let posts: Vec<String> = years.split_whitespace().map(post).collect();
    file(path, &format!("[{}]", posts.join(",")))
}

fn zip(name: &str, files: &[(String, Vec<u8>)]) -> Chosen {
    one(name, Zip::of(files, Method::Deflated).build())
}

/// The years of the events of one kind.
fn years(imported: &Imported, kind: Kind) -> String {
    let events = imported.events.iter().filter(|event| event.kind == kind);
    let years = events.map(|event| event.at().format("%Y").to_string());
    years.collect::<Vec<_>>().join(" ")
}

/// An archive of which each year has a post and a change of the name. `made`: the year in whose July it was
/// made; empty if it has no manifest.
fn archive(account: &str, made: &str, of_years: &str) -> Chosen {
    let change =
        |year: &str| format!(r#"{{"screenNameChange":{{"changedAt":"{year}-06-01T12:00:00Z"}}}}"#);
    let changes: Vec<String> = of_years.split_whitespace().map(change).collect();
    let mut files = vec![
        posts("data/tweets.js", of_years),
        file(
            "data/screen-name-change.js",
            &format!("[{}]", changes.join(",")),
        ),
    ];
    if !made.is_empty() {
        let manifest = format!(
            r#"{{"userInfo":{{"accountId":"{account}"}},"archiveInfo":{{"generationDate":"{made}-07-01T00:00:00Z"}}}}"#
        );
        files.push(file("data/manifest.js", &manifest));
    }
    files
}

#[test]
fn when_an_archive_was_made_bounds_its_own_files_only() {
    let check = |archives: &[(&str, &str, &str)], kept: &str, bad: usize| {
        let (mut zips, mut folders) = (Chosen::new(), Chosen::new());
        for (nth, (account, made, of_years)) in archives.iter().enumerate() {
            let files = archive(account, made, of_years);
            zips.extend(zip(&format!("{nth}.zip"), &files));
            let files = files.into_iter();
            folders.extend(files.map(|(path, bytes)| (format!("{nth}/{path}"), bytes)));
        }
        for files in [zips, folders] {
            let (_, imported) = import(&files).expect("posts");
            assert_eq!(years(&imported, Kind::Tweet), kept, "{archives:?}");
            assert_eq!(years(&imported, Kind::AccountChange), kept, "{archives:?}");
            let left_out = left_out(&imported.skipped);
            let of_time = left_out.iter().filter(|line| line.contains("bad_time"));
            assert_eq!(of_time.count(), bad, "{left_out:?}");
        }
    };
    // A manifest was stripped from the newer one, or it was chosen as loose files.
    check(
        &[("1", "2022", "2021 2022"), ("1", "", "2026")],
        "2021 2022 2026",
        0,
    );
    check(
        &[("1", "", "2026"), ("1", "2022", "2021 2022")],
        "2021 2022 2026",
        0,
    );
    // Each has its own day, also where another was made later.
    check(
        &[("1", "2022", "2021 2023"), ("1", "2026", "2024 2025")],
        "2021 2024 2025",
        2,
    );
    check(
        &[("1", "2022", "2021 2023"), ("1", "", "2024")],
        "2021 2024",
        2,
    );
    // Another account's says nothing of the own one.
    check(
        &[("1", "2022", "2020 2021 2023"), ("2", "2026", "2024")],
        "2020 2021",
        2,
    );
}

#[test]
fn an_archive_that_says_it_is_of_the_future_admits_nothing_later_than_now() {
    for made in ["2099", "2026", ""] {
        let files = zip("a.zip", &archive("1", made, "2024 2025 2030"));
        let now = utc("2026-07-02 00:00:00");
        let now = chrono::DateTime::from_timestamp(now, 0).expect("a day");
        let memory = Memory::new(&files, usize::MAX);
        let (_, imported) = Archive::import(&memory, now, &mut |_| {}).expect("posts");
        assert_eq!(years(&imported, Kind::Tweet), "2024 2025", "{made}");
        assert_eq!(years(&imported, Kind::AccountChange), "2024 2025", "{made}");
    }
}

#[test]
fn an_account_that_says_nothing_hides_no_owner() {
    let check = |account: &str, handle: &str| {
        let message = |id: u8, sender: u8| {
            format!(
                r#"{{"messageCreate":{{"id":"{id}","senderId":"{sender}","createdAt":"2022-06-01T12:00:00Z"}}}}"#
            )
        };
        let messages = [message(7, 1), message(8, 2)].join(",");
        let files = [
            file("data/account.js", account),
            file(
                "data/manifest.js",
                r#"{"userInfo":{"accountId":"1","userName":"owl","displayName":"Owl"}}"#,
            ),
            posts("data/tweets.js", "2022"),
            file(
                "data/direct-messages.js",
                &format!(r#"[{{"dmConversation":{{"messages":[{messages}]}}}}]"#),
            ),
        ];
        let (_, imported) = import(&zip("a.zip", &files)).expect("posts");
        let person = Person {
            id: "1".into(),
            handle: handle.into(),
            name: "Owl".into(),
        };
        assert_eq!(imported.person, person, "{account}");
        assert_eq!(years(&imported, Kind::Message), "2022", "{account}");
        let left_out = left_out(&imported.skipped);
        assert!(
            !left_out.iter().any(|line| line.contains("no_owner")),
            "{left_out:?}"
        );
    };
    check("[ {} ]", "owl");
    check(r#"[ { "account" : {} } ]"#, "owl");
    check(
        r#"[ { "account" : { "accountId" : "", "username" : "" } } ]"#,
        "owl",
    );
    check(
        r#"[ { "account" : { "username" : "nightowl" } } ]"#,
        "nightowl",
    );
    check(
        r#"[ { "account" : { "accountId" : "1", "username" : "nightowl" } } ]"#,
        "nightowl",
    );
}

#[test]
fn whose_is_not_known_is_left_out_and_told_where_there_are_several_accounts() {
    let account = |id: &str| {
        file(
            "data/account.js",
            &format!(r#"[{{"account":{{"accountId":"{id}"}}}}]"#),
        )
    };
    let mine = zip(
        "mine.zip",
        &[account("1"), posts("data/tweets.js", "2020 2021")],
    );
    let theirs = zip(
        "theirs.zip",
        &[account("2"), posts("data/tweets.js", "2022")],
    );
    let made = r#"[{"account":{"createdAt":"2019-06-01T12:00:00Z"}}]"#;
    let rest = [
        posts("data/tweets-part1.js", "2023"),
        file(
            "data/screen-name-change.js",
            r#"[{"screenNameChange":{"changedAt":"2023-06-01T12:00:00Z"}}]"#,
        ),
        file("data/account.js", made),
        file(
            "data/account-timezone.js",
            r#"[{"accountTimezone":{"timeZone":"Tokyo"}}]"#,
        ),
    ];
    let of_rest: Chosen = rest
        .iter()
        .map(|(path, bytes)| (format!("x/{path}"), bytes.clone()))
        .collect();
    for rest in [zip("rest.zip", &rest), of_rest] {
        let check = |files: &[Chosen], kept: &str, of_rest: &[&str]| {
            let (_, imported) = import(&files.concat()).expect("posts");
            assert_eq!(years(&imported, Kind::Tweet), kept);
            let is_read = of_rest.is_empty();
            assert_eq!(
                years(&imported, Kind::AccountMade),
                if is_read { "2019" } else { "" }
            );
            assert_eq!(
                years(&imported, Kind::AccountChange),
                if is_read { "2023" } else { "" }
            );
            assert_eq!(imported.zone.is_some(), is_read);
            let left_out = left_out(&imported.skipped);
            let unknown = left_out
                .iter()
                .filter_map(|line| line.strip_suffix(" unknown_account 1"));
            let unknown: Vec<&str> = unknown.map(|path| path.trim_start_matches("x/")).collect();
            assert_eq!(unknown, of_rest);
        };
        let closed = ["data/screen-name-change.js", "data/tweets-part1.js"];
        check(
            &[mine.clone(), theirs.clone(), rest.clone()],
            "2020 2021",
            &closed,
        );
        check(
            &[rest.clone(), theirs.clone(), mine.clone()],
            "2020 2021",
            &closed,
        );
        // Of one account alone, whatever lies about is that one's.
        check(&[mine.clone(), rest.clone()], "2020 2021 2023", &[]);
    }
}

#[test]
fn a_part_of_which_nobody_knows_whose_it_is_is_none_that_is_there() {
    let manifest = r#"{"userInfo":{"accountId":"1"},"dataTypes":{"tweets":{"files":[{"fileName":"data/tweets-part1.js","count":"1"}]}}}"#;
    let headers = r#"[{"tweet":{"tweet_id":"2023","created_at":"2023-06-01T12:00:00Z"}}]"#;
    let mine = [
        file("data/manifest.js", manifest),
        posts("data/tweets.js", "2020 2021"),
        file("data/tweet-headers.js", headers),
    ];
    let theirs = [
        file("data/account.js", r#"[{"account":{"accountId":"2"}}]"#),
        posts("data/tweets.js", "2022"),
    ];
    let rest = [posts("data/tweets-part1.js", "2024")];
    let files = [
        zip("1.zip", &mine),
        zip("2.zip", &theirs),
        zip("3.zip", &rest),
    ]
    .concat();
    let (_, imported) = import(&files).expect("posts");
    assert_eq!(years(&imported, Kind::Tweet), "2020 2021 2023");
    assert_eq!(imported.missing, [("data/tweets-part1.js".to_owned(), 1)]);
}

#[test]
fn headers_stand_in_for_the_one_file_of_messages_that_is_not_there() {
    let message = |year: u16| {
        format!(
            r#"[{{"dmConversation":{{"messages":[{{"messageCreate":{{"id":"{year}","senderId":"1","createdAt":"{year}-06-01T12:00:00Z"}}}}]}}}}]"#
        )
    };
    let (of_two, of_group) = (message(2020), message(2021));
    let all = [
        file("data/account.js", r#"[{"account":{"accountId":"1"}}]"#),
        posts("data/tweets.js", "2022"),
        file("data/direct-messages.js", &of_two),
        file("data/direct-messages-group.js", &of_group),
        file("data/direct-message-headers.js", &of_two),
        file("data/direct-message-group-headers.js", &of_group),
    ];
    let check = |gone: &[&str], closed: &[&str], kept: &str| {
        let files: Chosen = all
            .iter()
            .filter(|(path, _)| !gone.contains(&&path[5..]))
            .cloned()
            .collect();
        let (_, imported) = import(&zip("a.zip", &files)).expect("posts");
        assert_eq!(years(&imported, Kind::Message), kept, "without {gone:?}");
        let unopened: Vec<&str> = imported.unopened.iter().map(|path| &path[5..]).collect();
        assert_eq!(unopened, closed, "without {gone:?}");
    };
    let (two, group) = ("direct-messages.js", "direct-messages-group.js");
    let headers = [
        "direct-message-headers.js",
        "direct-message-group-headers.js",
    ];
    check(&[], &headers, "2020 2021");
    check(&[group], &headers[..1], "2020 2021");
    check(&[two], &headers[1..], "2020 2021");
    check(&[two, group], &[], "2020 2021");
    check(&[group, headers[1]], &headers[..1], "2020");
}
