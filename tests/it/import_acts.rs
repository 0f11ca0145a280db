//! Acts that are no posts: of every generation exactly those that are the person's.

use yodori::engine::event::{Event, FileKind, Imported, Kind};
use yodori::engine::figures::{Tally, counted};
use yodori::engine::infer::filter::{Filter, Treatment};
use yodori_testdata::archive::{Archive, Around, Generation, Plan};
use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::json::Style;
use yodori_testdata::post::{Post, utc};
use yodori_testdata::truth::Person;
use yodori_testdata::zip::Method;

use crate::support::{Chosen, assert_acts, check, import, left_out, one};

const ME: &str = "1234";

fn much(generation: Generation, seed: u64) -> Archive {
    let mut plan = Plan {
        around: Around::Much { assets: 5 },
        ..Plan::small(generation, seed)
    };
    plan.life.posts = 40;
    plan.make()
}

fn zipped(archive: &Archive) -> Chosen {
    one("twitter.zip", archive.zip(Method::Deflated).build())
}

/// A file of posts, an account, and a file of acts.
pub fn with_account(path: &str, text: &str) -> Chosen {
    let post = Post::new(1_764_000_000_000_000_001, utc("2024-03-05 14:02:11"), "");
    let person = Person {
        id: ME.into(),
        ..Person::default()
    };
    let made = "2009-04-01T12:34:56.123456789Z".to_owned();
    vec![
        (
            "data/tweets.js".to_owned(),
            gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, [&post]),
        ),
        (
            "data/account.js".to_owned(),
            gdpr::account(&person, made, Style::SINCE_2021),
        ),
        (path.to_owned(), text.into()),
    ]
}

/// The acts of a file as `kind second`, but for the account's making.
fn acts(imported: &Imported) -> Vec<String> {
    let acts = imported.events.iter();
    let acts = acts.filter(|event| !event.kind.is_post() && event.kind != Kind::AccountMade);
    acts.map(|event| format!("{} {}", event.kind.name(), event.at().format("%F %T")))
        .collect()
}

/// What a file of acts gives, and what of it is left out.
#[track_caller]
pub fn check_acts(path: &str, text: &str, expected: &[&str], skipped: &[&str]) {
    let (_, imported) = import(&with_account(path, text)).expect("a post");
    assert_eq!(acts(&imported), expected, "{text}");
    assert_eq!(left_out(&imported.skipped), skipped, "{text}");
}

#[test]
fn every_generation_gives_exactly_the_acts_it_was_made_from() {
    for (seed, generation) in Generation::ALL.into_iter().enumerate() {
        let archive = much(generation, 100 + seed as u64);
        if !generation.is_grailbird() {
            assert!(archive.truth.acts.len() > 100, "{generation:?}");
        }
        let imported = check(&zipped(&archive), &archive.truth);
        assert_eq!(left_out(&imported.skipped), [""; 0], "{generation:?}");
        check(&archive.files, &archive.truth);
    }
}

#[test]
fn every_kind_of_act_occurs_in_an_archive_of_today() {
    let archive = much(Generation::Current, 110);
    let (_, imported) = import(&zipped(&archive)).expect("posts");
    for kind in Kind::ALL
        .into_iter()
        .filter(|kind| !kind.is_post() && !kind.is_github())
    {
        let is_known = imported.events.iter().any(|event| event.kind == kind);
        assert!(is_known || kind == Kind::Deletion, "{kind:?}");
    }
}

#[test]
fn when_the_account_was_made_is_known_and_does_not_count_at_first() {
    for generation in [Generation::RootBare, Generation::Current] {
        let (_, imported) = import(&zipped(&much(generation, 111))).expect("posts");
        let made = imported.events.first().expect("an event");
        assert_eq!(made.kind, Kind::AccountMade);
        assert_eq!(made.epoch_secs(), utc("2009-04-01 12:34:56"));
        assert!(!Filter::default().counts(made));
    }
}

#[test]
fn two_exports_count_each_act_once() {
    let archive = much(Generation::Current, 112);
    let twice = [
        zipped(&archive),
        one("b.zip", archive.zip(Method::Stored).build()),
    ]
    .concat();
    check(&twice, &archive.truth);
    // The same acts, laid out as in another year.
    let inline = |archive: &Archive| -> Chosen {
        let files = archive
            .files
            .iter()
            .filter(|(path, _)| path.contains("ad-"));
        files
            .map(|(path, bytes)| {
                let text = String::from_utf8_lossy(bytes);
                let words: Vec<&str> = text.split_whitespace().collect();
                (path.replace("data/", "old/"), words.join(" ").into_bytes())
            })
            .collect()
    };
    check(
        &[archive.files.clone(), inline(&archive)].concat(),
        &archive.truth,
    );
}

#[test]
fn two_acts_in_one_second_are_two_and_the_same_twice_is_one() {
    let ads = |second: &str| {
        format!(
            "window.YTD.ad_impressions.part0 = [ {{ \"ad\" : {{ \"adsUserData\" : {{ \"adImpressions\" : {{ \"impressions\" : [ \
             {{ \"tweetId\" : \"1\", \"impressionTime\" : \"2021-05-06 07:08:09\" }}, \
             {{ \"tweetId\" : \"{second}\",\n\"impressionTime\" : \"2021-05-06 07:08:09\" }} ] }} }} }} }} ]"
        )
    };
    let seen = "ad_seen 2021-05-06 07:08:09";
    check_acts("data/ad-impressions.js", &ads("2"), &[seen, seen], &[]);
    check_acts("data/ad-impressions.js", &ads("1"), &[seen], &[]);
}

#[test]
fn every_way_to_write_a_time_is_read() {
    for time in [
        "\"1533081600\"",
        "\"1533081600123\"",
        "1533081600123",
        "\"2018-08-01T00:00:00Z\"",
        "\"2018-08-01T00:00:00.1Z\"",
        "\"2018-08-01T00:00:00.123456789Z\"",
        "\"2018-08-01 00:00:00\"",
        "\"2018-08-01 00:00:00 +0000\"",
        "\"Wed Aug 01 00:00:00 +0000 2018\"",
    ] {
        for record in [
            format!("{{ \"ipAudit\" : {{ \"createdAt\" : {time} }} }}"),
            format!("{{ \"createdAt\" : {time}, \"loginIp\" : \"192.0.2.1\" }}"),
        ] {
            let text = format!("window.YTD.ip_audit.part0 = [ {record} ]");
            check_acts("ip-audit.js", &text, &["ip_audit 2018-08-01 00:00:00"], &[]);
        }
    }
}

#[test]
fn what_was_edited_by_hand_is_read_and_what_can_not_be_is_counted() {
    let good = "{ \"deviceToken\" : { \"createdAt\" : \"2024-01-02T03:04:05.678Z\" } }";
    let expected = ["login 2024-01-02 03:04:05"];
    for (text, skipped) in [
        (format!("[ {good}, ]"), &[][..]),
        (format!("[ {good} ];"), &[]),
        (
            format!("[ {good}, {{ \"deviceToken\" : {{ }} }} ]"),
            &["device-token.js no_id_or_time 1"],
        ),
        (
            format!("[ {good}, {{ \"deviceToken\" : {{ \"createdAt\" : \"soon\" }} }} ]"),
            &["device-token.js no_id_or_time 1"],
        ),
        (
            format!(
                "[ {good}, {{ \"deviceToken\" : {{ \"createdAt\" : \"1997-01-01T00:00:00Z\" }} }} ]"
            ),
            &["device-token.js bad_time 1"],
        ),
        (
            format!("[ {good}, {{ \"deviceToken\" : [ }} ]"),
            &["device-token.js broken_record 1"],
        ),
        (format!("[ {good}, "), &["device-token.js cut_short 1"]),
    ] {
        check_acts("device-token.js", &text, &expected, skipped);
    }
    check_acts(
        "device-token.js",
        "",
        &[],
        &["device-token.js not_records 1"],
    );
    check_acts("device-token.js", "[ ]", &[], &[]);
}

/// A message of the person's, or of someone else's.
fn message(sender: &str, nth: u32) -> String {
    format!(
        "{{\n        \"messageCreate\" : {{ \"senderId\" : \"{sender}\", \"id\" : \"{nth}\", \"text\" : \"}}] {{\", \
         \"createdAt\" : \"2024-01-02T03:04:{nth:02}.000Z\" }} }}"
    )
}

fn conversations(conversations: &[&[String]]) -> String {
    let one = |messages: &&[String]| {
        let messages = messages.join(",\n      ");
        format!(
            "{{\n  \"dmConversation\" : {{\n    \"messages\" : [\n      {messages}\n    ] }} }}"
        )
    };
    let all: Vec<String> = conversations.iter().map(one).collect();
    format!("window.YTD.direct_messages.part0 = [ {} ]", all.join(", "))
}

#[test]
fn a_broken_message_costs_itself_and_not_its_conversation() {
    let mine = |nth| message(ME, nth);
    let expected = ["message 2024-01-02 03:04:01", "message 2024-01-02 03:04:03"];
    for broken in [
        "{\n        \"messageCreate\" : { \"senderId\" : [ } }",
        "{\n        \"messageCreate\" : { \"senderId\" : \"no end\n } }",
        "{\n        \"messageCreate\" : { \"senderId\" : ",
    ] {
        let broken = broken.to_owned();
        for all in [
            &[&[mine(1), broken.clone(), mine(3)][..]][..],
            &[&[broken.clone(), mine(1)], &[mine(3)]],
            &[&[mine(1), broken.clone()], &[mine(3)]],
            &[&[mine(1)], &[broken.clone(), mine(3)]],
        ] {
            let skipped = ["direct-messages.js broken_record 1"];
            check_acts(
                "direct-messages.js",
                &conversations(all),
                &expected,
                &skipped,
            );
        }
    }
}

#[test]
fn without_a_known_account_nobody_s_messages_are_guessed() {
    let text = conversations(&[&[message(ME, 1), message("2", 2)]]);
    let mut files = with_account("direct-messages.js", &text);
    files.remove(1);
    let (_, imported) = import(&files).expect("a post");
    assert_eq!(acts(&imported), [""; 0]);
    assert_eq!(
        left_out(&imported.skipped),
        ["direct-messages.js no_owner 2"]
    );
    check_acts(
        "direct-messages.js",
        &text,
        &["message 2024-01-02 03:04:01"],
        &[],
    );
}

#[test]
fn headers_stand_in_for_what_is_missing_and_never_count_twice() {
    for gone in ["direct-messages", "tweets"] {
        let archive = much(Generation::Current, 120);
        let with_all = check(&zipped(&archive), &archive.truth);
        let read = |imported: &Imported| {
            let files = imported.files.iter();
            files
                .filter(|file| file.kind.stands_in_for().is_some())
                .map(|file| file.path.clone())
                .collect::<Vec<String>>()
        };
        assert_eq!(read(&with_all), [""; 0]);
        let unopened = |path: &str| with_all.unopened.iter().any(|one| one == path);
        assert!(unopened("data/tweet-headers.js") && unopened("data/direct-message-headers.js"));
        let gone = format!("data/{gone}.js");
        let parts: Chosen = archive
            .files
            .iter()
            .filter(|(path, _)| *path != gone)
            .cloned()
            .collect();
        let (_, imported) = import(&parts).expect("posts");
        assert_eq!(read(&imported).len(), 1, "{gone}");
        let times = |imported: &Imported| -> Vec<(u64, i64)> {
            let events = imported.events.iter();
            let events = events.filter(|event| event.kind.is_post() || event.kind == Kind::Message);
            events.map(|event| (event.id, event.epoch_secs())).collect()
        };
        assert_eq!(times(&imported), times(&with_all), "{gone}");
        let missing: Vec<&str> = imported
            .missing
            .iter()
            .map(|(path, _)| path.as_str())
            .collect();
        assert_eq!(missing, [gone.as_str()]);
    }
}

#[test]
fn no_text_of_a_message_can_be_read_again() {
    let text = conversations(&[&[message(ME, 1)]]);
    let files = with_account("direct-messages.js", &text);
    let (archive, imported) = import(&files).expect("a post");
    let is_message = |event: &&Event| event.kind == Kind::Message;
    let message = imported.events.iter().find(is_message).expect("a message");
    let memory = crate::support::Memory::new(&files, usize::MAX);
    let read = archive.posts(&memory, &[(message.file, message.offset())]);
    assert_eq!(read, [None]);
}

#[test]
fn the_report_says_what_was_promised_what_is_missing_and_what_was_not_opened() {
    let mut archive = much(Generation::Current, 121);
    archive.files.push((
        "data/strange.js".into(),
        b"window.YTD.strange.part0 = [ ]".to_vec(),
    ));
    let (_, imported) = import(&zipped(&archive)).expect("posts");
    for file in imported
        .files
        .iter()
        .filter(|file| !file.kind.is_about_person())
    {
        assert_eq!(file.expected, Some(file.entries), "{}", file.path);
    }
    let of = |kind| imported.files.iter().filter(move |file| file.kind == kind);
    assert_eq!(
        of(FileKind::Messages).map(|file| file.entries).sum::<u64>(),
        5
    );
    assert_eq!(imported.missing, []);
    for path in [
        "data/like.js",
        "data/follower.js",
        "data/note-tweet.js",
        "data/strange.js",
    ] {
        assert!(imported.unopened.iter().any(|one| one == path), "{path}");
    }
    assert_eq!((imported.media, imported.assets), (3, 5 + 2));
    assert_acts(&imported, &archive.truth);
}

#[test]
fn acts_have_no_app_and_each_kind_has_its_own_switch() {
    let archive = much(Generation::Current, 130);
    let (_, imported) = import(&zipped(&archive)).expect("posts");
    let tally = Tally::of(&imported);
    let by_app: u64 = tally.apps.iter().map(|(_, count)| count).sum();
    assert_eq!(by_app, tally.posts());
    assert_eq!(tally.posts(), archive.truth.posts.len() as u64);
    let mut filter = Filter::default();
    assert!(tally.counts_acts(&filter));
    let off = archive.truth.acts.iter().filter(|(kind, _)| {
        [
            "account_made",
            "ad_conversion",
            "call",
            "device_seen",
            "ip_audit",
        ]
        .contains(kind)
    });
    assert_eq!(
        tally.acts() as usize,
        archive.truth.acts.len() - off.count()
    );
    let all = tally.posts() + tally.acts();
    // Hiding the unknown app hides no act.
    filter.hidden_apps.insert(0);
    filter.scheduled_apps.insert(0);
    assert_eq!(counted(&imported.events, &filter), all);
    for kind in Kind::ALL {
        let mut without = Filter::default();
        without.kinds[kind as usize] = Treatment::LeftOut;
        let of_kind = if kind.is_off_at_first() {
            0
        } else {
            tally.kinds[kind as usize]
        };
        assert_eq!(
            counted(&imported.events, &without),
            all - of_kind,
            "{kind:?}"
        );
    }
}
