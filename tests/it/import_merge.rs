//! Several archives, old ones and halves of one: one person's history, each thing once.

use yodori::engine::event::FileKind;
use yodori_testdata::archive::{Archive, Around, Generation, Plan};
use yodori_testdata::truth::Person;
use yodori_testdata::zip::Method;

use crate::support::{
    Chosen, assert_acts, assert_events, assert_texts, check, import, left_out, one,
};

fn under(folder: &str, archive: &Archive) -> Chosen {
    let files = archive.files.iter();
    files
        .map(|(path, bytes)| (format!("{folder}/{path}"), bytes.clone()))
        .collect()
}

fn zip(name: &str, archive: &Archive) -> Chosen {
    one(name, archive.zip(Method::Deflated).build())
}

fn of_posts(generation: Generation, seed: u64, posts: usize) -> Archive {
    let mut plan = Plan {
        around: Around::Much { assets: 0 },
        ..Plan::small(generation, seed)
    };
    plan.life.posts = posts;
    plan.make()
}

#[test]
fn another_account_is_left_out_named_and_never_mixed_in() {
    let mine = of_posts(Generation::Current, 200, 120);
    let theirs = of_posts(Generation::Viewer, 201, 30);
    assert_ne!(mine.truth.person.id, theirs.truth.person.id);
    for files in [
        [zip("a.zip", &mine), zip("b.zip", &theirs)].concat(),
        [zip("b.zip", &theirs), zip("a.zip", &mine)].concat(),
        [under("mine", &mine), under("theirs", &theirs)].concat(),
        [mine.files.clone(), under("old/theirs", &theirs)].concat(),
        [under("mine", &mine), zip("b.zip", &theirs)].concat(),
    ] {
        let imported = check(&files, &mine.truth);
        let [other] = &imported.others[..] else {
            panic!("{:?}", imported.others)
        };
        assert_eq!(other.handle, theirs.truth.person.handle);
        let left_out = left_out(&imported.skipped);
        let has = |file: &str| left_out.iter().any(|line| line.contains(file));
        assert!(has("tweet.js other_account 1") && has("ad-impressions.js other_account 1"));
        assert!(!has("tweets.js"), "{left_out:?}");
    }
}

#[test]
fn of_two_accounts_with_as_many_posts_the_first_is_read() {
    let one = of_posts(Generation::Current, 202, 40);
    let mut other = one.clone();
    for (path, bytes) in &mut other.files {
        if path.ends_with("account.js") || path.ends_with("manifest.js") {
            let text = String::from_utf8_lossy(bytes);
            *bytes = text.replace(&one.truth.person.id, "77").into_bytes();
        }
    }
    let both = [zip("a.zip", &one), zip("b.zip", &other)].concat();
    assert_eq!(check(&both, &one.truth).others.len(), 1);
    let (_, imported) =
        import(&[zip("b.zip", &other), zip("a.zip", &one)].concat()).expect("posts");
    assert_eq!(imported.person.id, "77");
}

#[test]
fn a_file_without_a_home_belongs_to_whoever_else_is_there() {
    let archive = of_posts(Generation::Current, 203, 60);
    let (loose, rest): (Chosen, Chosen) = archive
        .files
        .iter()
        .cloned()
        .partition(|(path, _)| path.contains("tweets") || path.contains("direct"));
    let rest = Archive {
        files: rest,
        ..archive.clone()
    };
    let loose = loose
        .into_iter()
        .map(|(path, bytes)| (path.replace("data/", ""), bytes));
    let imported = check(
        &[zip("a.zip", &rest), loose.collect()].concat(),
        &archive.truth,
    );
    assert_eq!(imported.others, []);
}

#[test]
fn parts_out_of_order_and_in_several_zips_are_one_archive() {
    let mut plan = Plan {
        around: Around::Much { assets: 0 },
        parts: 5,
        ..Plan::small(Generation::Current, 204)
    };
    plan.life.posts = 200;
    let archive = plan.make();
    let mut files = archive.files.clone();
    files.reverse();
    check(&files, &archive.truth);
    let (one, two): (Chosen, Chosen) = files
        .into_iter()
        .partition(|(path, _)| path.contains("-part2") || path.contains("direct"));
    let part = |files| Archive {
        files,
        truth: archive.truth.clone(),
    };
    let both = [zip("b.zip", &part(one)), zip("a.zip", &part(two))].concat();
    let imported = check(&both, &archive.truth);
    assert_eq!(imported.missing, []);
}

#[test]
fn a_missing_part_is_told_and_its_posts_come_from_the_headers() {
    let archive = of_posts(Generation::Current, 205, 80);
    let files: Chosen = archive
        .files
        .iter()
        .filter(|(path, _)| !path.contains("tweets-part1"))
        .cloned()
        .collect();
    let (_, imported) = import(&files).expect("posts");
    let count = archive
        .truth
        .posts
        .iter()
        .filter(|told| told.kind.name() == "tweet")
        .count() as u64;
    let [(path, promised)] = &imported.missing[..] else {
        panic!("{:?}", imported.missing)
    };
    assert_eq!(path, "data/tweets-part1.js");
    assert!(0 < *promised && *promised < count);
    let seen: Vec<(u64, i64)> = imported
        .events
        .iter()
        .filter(|event| event.kind.is_post())
        .map(|event| (event.id, event.epoch_secs()))
        .collect();
    let told = archive.truth.posts.iter();
    assert_eq!(
        seen,
        told.map(|told| (told.id, told.at)).collect::<Vec<_>>()
    );
}

#[test]
fn grailbird_without_its_scripts_gives_the_same_from_its_values() {
    for generation in [Generation::GrailbirdEarly, Generation::Grailbird] {
        let archive = Plan::small(generation, 206).make();
        let values = |of: &Archive| -> Chosen {
            let files = of
                .files
                .iter()
                .filter(|(path, _)| !path.contains("js/tweets/"));
            files.cloned().collect()
        };
        let only_values = Archive {
            files: values(&archive),
            ..archive.clone()
        };
        for files in [zip("tweets.zip", &only_values), only_values.files.clone()] {
            let imported = check(&files, &archive.truth);
            // Of so few files each is looked into, the readme and the page as well.
            let of_data = |line: &String| line.contains(".csv") || line.contains(".js");
            assert!(!left_out(&imported.skipped).iter().any(of_data));
            assert!(imported.files.iter().any(|file| file.kind == FileKind::Csv));
        }
        // With them, no value is read.
        let imported = check(&zip("tweets.zip", &archive), &archive.truth);
        assert!(imported.unopened.iter().any(|path| path.ends_with(".csv")));
    }
}

#[test]
fn a_month_without_its_script_is_read_from_its_values() {
    let mut archive = Plan::small(Generation::GrailbirdEarly, 207).make();
    let scripts: Vec<String> = archive
        .files
        .iter()
        .map(|(path, _)| path.clone())
        .filter(|path| path.contains("js/tweets/"))
        .collect();
    let (gone, broken) = (&scripts[0], &scripts[2]);
    archive.files.retain(|(path, _)| path != gone);
    let bytes = archive.file(broken);
    bytes.truncate(bytes.len() / 2);
    let (_, imported) = import(&zip("tweets.zip", &archive)).expect("posts");
    assert_events(&imported, &archive.truth);
    let values = imported
        .files
        .iter()
        .filter(|file| file.kind == FileKind::Csv);
    assert_eq!(values.count(), 2);
}

#[test]
fn values_alone_are_enough_whatever_their_columns_quotes_and_lines() {
    let posts = Plan::small(Generation::Grailbird, 208).posts();
    let archive = Plan::small(Generation::Grailbird, 208).make_of(&posts[..60]);
    let (_, values) = archive
        .files
        .iter()
        .find(|(path, _)| path == "tweets.csv")
        .expect("values");
    let text = String::from_utf8(values.clone()).expect("utf-8");
    assert!(text.contains("\n") && text.contains("\"\""));
    let mut truth = archive.truth.clone();
    truth.person = Person::default();
    for text in [
        text.clone(),
        format!("\u{feff}{text}"),
        format!("\n{text}"),
        format!("\r\n \r\n{text}"),
        text.replace("\"\n\"", "\"\r\n\""),
        text.trim_end().to_owned(),
        text.replacen("tweet_id", "a\"\",\n b\",\"tweet_id", 1)
            .replace("\n\"", "\n\"x\",\""),
    ] {
        let (archive, imported) = import(&one("tweets.csv", text.clone())).expect("posts");
        assert_events(&imported, &truth);
        assert_texts(&one("tweets.csv", text), &archive, &imported, &truth, 60);
    }
    let cut = text[..text.len() * 2 / 3]
        .rsplit_once(",\"")
        .expect("a quote")
        .0
        .to_owned()
        + ",\"never closed";
    let (_, imported) = import(&one("tweets.csv", cut)).expect("posts");
    assert_eq!(left_out(&imported.skipped), ["tweets.csv cut_short 1"]);
    let (_, imported) =
        import(&[one("tweets.csv", text), one("x/tweets.csv", "a,b\n1,2\n")].concat())
            .expect("posts");
    assert_eq!(
        left_out(&imported.skipped),
        ["x/tweets.csv no_id_or_time 1"]
    );
}

#[test]
fn each_file_of_values_has_columns_of_its_own() {
    let (head, row) = ("tweet_id,timestamp,source,text", "\"1\"");
    let rows = |head: &str, values: &str| format!("{head}\n{values}\n");
    let good = rows(head, "690000000000000000,2016-01-21 02:03:04 +0000,web,a");
    // Its own columns say nothing, those of the other file would.
    for (other, expected) in [
        (
            rows(
                "a,b,c,d",
                "690000000000000001,2016-01-22 02:03:04 +0000,web,b",
            ),
            &["x/tweets.csv no_id_or_time 1"][..],
        ),
        (
            rows(
                "timestamp,tweet_id",
                "2016-01-22 02:03:04 +0000,690000000000000001",
            ),
            &[],
        ),
        (row.to_owned(), &[]),
    ] {
        for other in [other.clone(), format!("\n{other}")] {
            let files = [one("tweets.csv", good.clone()), one("x/tweets.csv", other)].concat();
            let (_, imported) = import(&files).expect("a post");
            assert_eq!(left_out(&imported.skipped), expected);
        }
    }
}

#[test]
fn every_generation_of_one_account_together_is_one_history() {
    let person = yodori_testdata::archive::person(209);
    let plan = |generation| Plan {
        person: person.clone(),
        around: Around::Much { assets: 0 },
        zone: None,
        ..Plan::small(generation, 209)
    };
    let posts = Plan::small(Generation::Viewer, 209).posts();
    let mut files = Chosen::new();
    let mut truth: Option<yodori_testdata::truth::Truth> = None;
    let generations = [
        Generation::Viewer,
        Generation::RootWrapped,
        Generation::RootBare,
        Generation::Grailbird,
    ];
    for (nth, generation) in generations.into_iter().enumerate() {
        let archive = plan(generation).make_of(&posts[nth * 30..nth * 30 + 60]);
        files.extend(zip(&format!("{nth}.zip"), &archive));
        truth = Some(match truth {
            None => archive.truth,
            Some(truth) => truth.and(&archive.truth),
        });
    }
    let truth = truth.expect("archives");
    let (_, imported) = import(&files).expect("posts");
    assert_events(&imported, &truth);
    assert_acts(&imported, &truth);
    assert_eq!(imported.others, []);
}
