//! Every generation of archive, and every way of handing it over, gives exactly what was put there.

use yodori::engine::event::{FileKind, Imported};
use yodori_testdata::archive::{Archive, Around, Generation, Plan};
use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::grailbird::{self, Dates};
use yodori_testdata::json::{Escapes, Lists, Style};
use yodori_testdata::post::{Kind, Post, utc};
use yodori_testdata::truth::{Clock, Person, Truth};
use yodori_testdata::words::{BOT_WORDS, TRAPS};
use yodori_testdata::zip::Method;

use crate::support::{Chosen, check, import, left_out, one};

/// The archive as one deflated zip.
fn zipped(archive: &Archive) -> Chosen {
    one("twitter.zip", archive.zip(Method::Deflated).build())
}

fn small(generation: Generation, seed: u64) -> Archive {
    Plan::small(generation, seed).make()
}

/// One file of posts, and what it says.
fn file(style: Style, wrapper: Wrapper, posts: &[Post]) -> (Chosen, Truth) {
    let bytes = gdpr::posts("tweets.part0", wrapper, style, posts);
    (
        one("tweets.js", bytes),
        Truth::new(Person::default(), posts, Clock::Exact),
    )
}

/// Posts with these texts, an hour apart.
fn saying(texts: &[&str]) -> Vec<Post> {
    let start = utc("2024-03-05 14:02:11");
    let post = |(nth, text): (usize, &&str)| {
        Post::new(
            1_764_000_000_000_000_000 + nth as u64 * 15_099_494_400,
            start + nth as i64 * 3600,
            *text,
        )
    };
    texts.iter().enumerate().map(post).collect()
}

#[test]
fn every_generation_gives_its_posts_to_the_second() {
    for (seed, generation) in Generation::ALL.into_iter().enumerate() {
        let archive = small(generation, seed as u64);
        assert_eq!(
            left_out(&check(&zipped(&archive), &archive.truth).skipped),
            [""; 0],
            "{generation:?}"
        );
        check(&archive.files, &archive.truth);
    }
}

#[test]
fn the_files_around_the_posts_change_nothing() {
    for generation in [
        Generation::RootBare,
        Generation::Viewer,
        Generation::Current,
    ] {
        let plan = Plan {
            around: Around::Much { assets: 30 },
            ..Plan::small(generation, 10)
        };
        let archive = plan.make();
        let imported = check(&zipped(&archive), &archive.truth);
        assert!(
            imported
                .files
                .iter()
                .all(|file| !file.path.contains("assets") && !file.path.contains("like"))
        );
    }
}

#[test]
fn old_posts_of_grailbird_know_only_their_day_and_of_other_generations_the_second() {
    let known = |generation| {
        let archive = small(generation, 4);
        let imported = check(&zipped(&archive), &archive.truth);
        assert!(
            imported
                .events
                .iter()
                .any(|event| event.id < 30_000_000_000),
            "old posts in {generation:?}"
        );
        archive.truth.date_only()
    };
    assert!(known(Generation::Grailbird) > 20);
    for generation in [
        Generation::GrailbirdEarly,
        Generation::RootBare,
        Generation::Viewer,
    ] {
        assert_eq!(known(generation), 0);
    }
}

#[test]
fn midnight_is_a_time_for_ids_that_carry_one_and_in_every_other_generation() {
    let old = Post::new(29_000_000_000, utc("2010-10-30 00:00:00"), "むかしの真夜中");
    let new = Post::new(
        64_882_483_200_000_000,
        utc("2011-05-02 00:00:00"),
        "本当の真夜中",
    );
    let posts = [old, new];
    let person = Person {
        id: "5".into(),
        handle: "owl".into(),
        name: "Owl".into(),
    };
    let months = grailbird::files(&person, &posts, Dates::Figures);
    let truth = Truth::new(person, &posts, Clock::DayOfOldPosts);
    assert_eq!(truth.date_only(), 1);
    check(&months, &truth);
    let (files, truth) = file(Style::SINCE_2021, Wrapper::Tweet, &posts);
    assert_eq!(truth.date_only(), 0);
    check(&files, &truth);
}

#[test]
fn a_file_alone_is_enough() {
    for style in [Style::UNTIL_2020, Style::SINCE_2021] {
        for wrapper in [Wrapper::Tweet, Wrapper::Bare] {
            let (files, truth) = file(style, wrapper, &saying(&["ひとつ", "two", "三つ"]));
            check(&files, &truth);
        }
    }
}

#[test]
fn a_file_is_known_by_its_name_anywhere_or_by_the_global_inside() {
    let (files, truth) = file(
        Style::SINCE_2021,
        Wrapper::Tweet,
        &saying(&["ひとつ", "two"]),
    );
    for path in [
        "tweet.js",
        "old/tweets/tweets.js",
        "tweets copy.js",
        "tweets (2).js",
        "TWEETS.JS",
        "notes.txt",
        "x",
    ] {
        check(&one(path, files[0].1.clone()), &truth);
    }
}

#[test]
fn texts_come_out_as_they_were_typed_whatever_the_escapes() {
    for escapes in [Escapes::Needed, Escapes::Markup, Escapes::Ascii] {
        for lists in [Lists::Inline, Lists::Lines] {
            let (files, truth) = file(Style { lists, escapes }, Wrapper::Tweet, &saying(&TRAPS));
            let (archive, imported) = import(&files).expect("posts");
            crate::support::assert_texts(&files, &archive, &imported, &truth, TRAPS.len());
            check(&files, &truth);
        }
    }
}

#[test]
fn posts_with_bot_words_are_marked_even_if_escaped() {
    let mut texts: Vec<String> = BOT_WORDS
        .iter()
        .map(|word| format!("これは {word} です"))
        .collect();
    texts.extend([
        "生活習慣乱れてませんか？".into(),
        "#contributter".into(),
        "RT @me: のポスト数".into(),
    ]);
    let posts = saying(&texts.iter().map(String::as_str).collect::<Vec<_>>());
    for escapes in [Escapes::Needed, Escapes::Ascii] {
        let (files, truth) = file(
            Style {
                escapes,
                ..Style::SINCE_2021
            },
            Wrapper::Tweet,
            &posts,
        );
        assert_eq!(truth.posts.iter().filter(|told| told.bot_word).count(), 5);
        check(&files, &truth);
    }
}

#[test]
fn a_byte_order_mark_windows_lines_a_semicolon_or_no_name_at_all_do_no_harm() {
    let (files, truth) = file(
        Style::SINCE_2021,
        Wrapper::Tweet,
        &saying(&["ひとつ", "two"]),
    );
    let text = String::from_utf8(files[0].1.clone()).expect("utf-8");
    let array = text.split_once("= ").expect("a start").1;
    for text in [
        format!("\u{feff}{text}"),
        format!("{text};\n"),
        text.replace('\n', "\r\n"),
        array.to_owned(),
        format!("\u{feff}\n  {array}\n"),
        text.replace("= [", "=["),
        text.replace(" = ", "\n=\n\n"),
        text.replace("\n]", ",\n]"), // edited by hand
        array.split_whitespace().collect::<Vec<_>>().join(" "),
    ] {
        check(&one("tweets.js", text), &truth);
    }
}

#[test]
fn records_may_have_ids_as_numbers_and_fields_in_any_order() {
    let post = Post {
        app: 1,
        ..Post::new(
            1_764_000_000_000_000_001,
            utc("2024-03-05 14:02:11"),
            "数 & 字",
        )
    };
    let truth = Truth::new(Person::default(), [&post], Clock::Exact);
    let source =
        r#""source":"<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>""#;
    let time = r#""created_at":"Tue Mar 05 14:02:11 +0000 2024""#;
    let text = r#""full_text":"数 &amp; 字""#;
    let (id, id_str, wrong) = (
        r#""id":1764000000000000001"#,
        r#""id_str":"1764000000000000001""#,
        r#""id":1.764e18"#,
    );
    let nested =
        r#""user":{"id_str":"7","created_at":"Tue Mar 06 14:02:11 +0000 2007","full_text":"no"}"#;
    for fields in [
        [id, time, text, source].join(","),
        [wrong, id_str, time, text, source].join(","),
        [source, text, time, id_str, wrong].join(","),
        [nested, source, text, time, id].join(","),
        [id_str, time, source, text, nested].join(" , "),
    ] {
        check(
            &one("tweets.js", format!("[{{\"tweet\":{{{fields}}}}}]")),
            &truth,
        );
        check(&one("tweets.js", format!("[{{{fields}}}]")), &truth);
    }
}

#[test]
fn the_person_comes_from_the_account_or_the_manifest_or_from_nowhere() {
    let archive = small(Generation::Current, 11);
    check(
        &zipped(&archive.clone().without("manifest.js")),
        &archive.truth,
    );
    check(
        &zipped(&archive.clone().without("account.js")),
        &archive.truth,
    );
    let mut nobody = archive.clone().without("manifest.js").without("account");
    nobody.truth.person = Person::default();
    nobody.truth.zone = None;
    check(&zipped(&nobody), &nobody.truth);
}

#[test]
fn a_broken_file_about_the_person_costs_only_itself() {
    let mut archive = small(Generation::Current, 12);
    *archive.file("data/account.js") = b"window.YTD.account.part0 = [ { \"account\" : { ".to_vec();
    *archive.file("data/account-timezone.js") = b"{}".to_vec();
    archive.truth.zone = None;
    let imported = check(&zipped(&archive), &archive.truth); // the manifest names the person
    assert_eq!(
        left_out(&imported.skipped),
        [
            "data/account-timezone.js not_records 1",
            "data/account.js not_records 1"
        ]
    );
}

#[test]
fn two_exports_of_one_account_are_one_history() {
    let plan = Plan::small(Generation::Current, 13);
    let posts = plan.posts();
    let (a, b) = (plan.make_of(&posts[..100]), plan.make_of(&posts[60..]));
    let truth = a.truth.and(&b.truth);
    assert_eq!(truth.posts.len(), posts.len());
    let zip = |archive: &Archive, name: &str| one(name, archive.zip(Method::Deflated).build());
    let under = |archive: &Archive| {
        archive
            .files
            .iter()
            .map(|(path, bytes)| (format!("b/{path}"), bytes.clone()))
            .collect()
    };
    let b_tweets: Chosen = b
        .files
        .iter()
        .filter(|(path, _)| path.contains("tweet"))
        .cloned()
        .collect();
    check(&[zip(&a, "a.zip"), zip(&b, "b.zip")].concat(), &truth);
    check(&[zip(&b, "b.zip"), zip(&a, "a.zip")].concat(), &truth);
    check(&[zip(&a, "a.zip"), under(&b)].concat(), &truth);
    check(&[zip(&a, "a.zip"), b_tweets].concat(), &truth);
    check(&[zip(&a, "a.zip"), zip(&a, "a (1).zip")].concat(), &a.truth);
}

#[test]
fn grailbird_beside_a_later_archive_gives_the_exact_times() {
    let plan = Plan::small(Generation::Grailbird, 14);
    let posts = plan.posts();
    let days = plan.make_of(&posts[..120]);
    let exact = Plan {
        person: plan.person.clone(),
        ..Plan::small(Generation::Viewer, 14)
    }
    .make_of(&posts[40..]);
    let truth = exact.truth.and(&days.truth);
    assert!(0 < truth.date_only() && truth.date_only() < days.truth.date_only());
    let zip = |archive: &Archive, name: &str| one(name, archive.zip(Method::Deflated).build());
    check(
        &[zip(&days, "a.zip"), zip(&exact, "b.zip")].concat(),
        &truth,
    );
    check(
        &[zip(&exact, "b.zip"), zip(&days, "a.zip")].concat(),
        &truth,
    );
    // All in one tree, as someone keeps it.
    check(&[exact.files.clone(), days.files.clone()].concat(), &truth);
}

#[test]
fn old_and_new_names_and_all_parts_are_read() {
    let posts = Plan::small(Generation::Viewer, 15).posts();
    let mut files = Chosen::new();
    let paths = [
        "tweet.js",
        "tweets.js",
        "tweets-part1.js",
        "tweets-part2.js",
        "tweets-part10.js",
        "tweet-part1.js",
    ];
    for (path, posts) in paths.iter().zip(posts.chunks(30)) {
        files.push((
            format!("data/{path}"),
            gdpr::posts("tweets.part0", Wrapper::Tweet, Style::SINCE_2021, posts),
        ));
    }
    files.push((
        "data/tweets-part11.js".into(),
        b"window.YTD.tweets.part11 = [ ]".to_vec(),
    ));
    let imported = check(&files, &Truth::new(Person::default(), &posts, Clock::Exact));
    assert_eq!(imported.files.len(), 7);
    assert_eq!(left_out(&imported.skipped), [""; 0]);
}

#[test]
fn every_kind_of_file_gives_its_kind_of_post() {
    let of = |path: &str, global: &str, kind: Kind, nth: i64| {
        let at = utc("2024-03-05 14:02:11") + nth;
        let mut post = Post {
            kind,
            ..Post::new(1_764_000_000_000_000_000 + nth as u64, at, path)
        };
        post.deleted_at = (kind == Kind::Deleted).then_some(at + 77);
        let bytes = gdpr::posts(global, Wrapper::Tweet, Style::SINCE_2021, [&post]);
        ((path.to_owned(), bytes), post)
    };
    let (files, posts): (Chosen, Vec<Post>) = [
        of("data/tweets.js", "tweets.part0", Kind::Tweet, 0),
        of(
            "data/community-tweet.js",
            "community_tweet.part0",
            Kind::Community,
            1,
        ),
        of(
            "data/twitter-circle-tweet.js",
            "twitter_circle_tweet.part0",
            Kind::Circle,
            2,
        ),
        of(
            "data/deleted-tweets.js",
            "deleted_tweets.part0",
            Kind::Deleted,
            3,
        ),
        of(
            "b/deleted-tweet.js",
            "deleted_tweet.part0",
            Kind::Deleted,
            4,
        ),
        of(
            "data/community-tweet-part1.js",
            "community_tweet.part1",
            Kind::Community,
            5,
        ),
    ]
    .into_iter()
    .unzip();
    check(&files, &Truth::new(Person::default(), &posts, Clock::Exact));
}

#[test]
fn each_file_says_how_many_it_gave_and_from_when_to_when() {
    let archive = small(Generation::Grailbird, 16);
    let Imported { files, .. } = check(&zipped(&archive), &archive.truth);
    let months: Vec<_> = files
        .iter()
        .filter(|file| file.kind == FileKind::Grailbird)
        .collect();
    assert!(months.len() > 10);
    assert_eq!(
        months.iter().map(|file| file.records).sum::<u64>(),
        archive.truth.posts.len() as u64
    );
    let timed = archive.truth.times();
    assert_eq!(
        months
            .iter()
            .filter_map(|file| file.first)
            .min()
            .map(|at| at.timestamp()),
        timed.first().copied()
    );
    assert_eq!(
        months
            .iter()
            .filter_map(|file| file.last)
            .max()
            .map(|at| at.timestamp()),
        timed.last().copied()
    );
    // A month of which only the days are known has no first moment.
    assert!(
        months
            .iter()
            .any(|file| file.first.is_none() && file.records > 0)
    );
}
