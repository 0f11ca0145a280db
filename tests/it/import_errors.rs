//! What can't be read says why, and what can is kept.

use yodori::engine::event::{Imported, SkipReason, Skipped};
use yodori::engine::source::ImportError;
use yodori::engine::source::twitter::Archive;
use yodori_testdata::archive::{Around, Generation, Plan};
use yodori_testdata::wrong;
use yodori_testdata::zip::{Entry, Method, Zip, Zip64};

use crate::support::{Chosen, Memory, check, import, import_by, left_out, now, one, twice};

/// The name of the error that `files` give.
#[track_caller]
fn error_of(files: &Chosen) -> ImportError {
    match import(files) {
        Ok((_, imported)) => panic!("it gives {} events", imported.events.len()),
        Err(error) => error,
    }
}

fn current() -> yodori_testdata::archive::Archive {
    let mut plan = Plan {
        around: Around::Much { assets: 2 },
        ..Plan::small(Generation::Current, 30)
    };
    plan.life.posts = 40;
    plan.make()
}

fn posts(imported: &Imported) -> usize {
    let posts = imported.events.iter().filter(|event| event.kind.is_post());
    posts.count()
}

fn path() -> String {
    "it.zip".to_owned()
}

#[test]
fn nothing_chosen_or_nothing_in_it() {
    assert_eq!(
        error_of(&Chosen::new()),
        ImportError::Empty {
            path: String::new()
        }
    );
    assert_eq!(
        error_of(&one("it.zip", [])),
        ImportError::Empty { path: path() }
    );
    assert_eq!(
        error_of(&one("tweets.js", [])),
        ImportError::Empty {
            path: "tweets.js".into()
        }
    );
}

#[test]
fn neither_a_zip_nor_posts() {
    for bytes in [
        wrong::not_a_zip(),
        b"hello".to_vec(),
        vec![0; 100_000],
        b"P".to_vec(),
        b"PK\x03".to_vec(),
    ] {
        assert_eq!(
            error_of(&one("it.zip", bytes)),
            ImportError::NotAnArchive { path: path() }
        );
    }
}

#[test]
fn a_web_page() {
    for page in [
        wrong::PAGE,
        "<html></html>",
        "\u{feff}<!doctype html><p>window.YTD.tweets.part0 = [ ]",
    ] {
        for path in ["it.zip", "Your archive.html", "tweets.js"] {
            assert_eq!(
                error_of(&one(path, page)),
                ImportError::HtmlPage { path: path.into() }
            );
        }
    }
}

#[test]
fn a_zip_that_is_cut_short() {
    let whole = current().zip(Method::Deflated).build();
    for length in [
        4,
        100,
        whole.len() / 2,
        whole.len() - 2000,
        whole.len() - 23,
        whole.len() - 1,
    ] {
        assert_eq!(
            error_of(&one("it.zip", &whole[..length])),
            ImportError::Truncated { path: path() },
            "{length}"
        );
    }
}

#[test]
fn a_directory_that_is_nowhere() {
    let whole = current().zip(Method::Deflated).build();
    let directory = directory_at(&whole);
    let mut overwritten = whole.clone();
    overwritten[directory..directory + 100].fill(0x55);
    assert_eq!(
        error_of(&one("it.zip", overwritten)),
        ImportError::Damaged { path: path() }
    );
    let mut neither_place_nor_size = whole.clone();
    let end = whole.len() - 22;
    neither_place_nor_size[end + 12..end + 20].copy_from_slice(&[9, 0, 0, 0, 10, 0, 0, 0]);
    assert_eq!(
        error_of(&one("it.zip", neither_place_nor_size)),
        ImportError::Damaged { path: path() }
    );
}

/// Where a zip's directory starts, as its end says.
fn directory_at(zip: &[u8]) -> usize {
    let place = &zip[zip.len() - 6..zip.len() - 2];
    u32::from_le_bytes(place.try_into().expect("four bytes")) as usize
}

/// What a zip of [`current`], changed, still gives, and that the damage is told.
#[track_caller]
fn check_damaged_in_part(change: impl Fn(&mut Zip), overwrite: impl Fn(&mut Vec<u8>), kept: usize) {
    let mut zip = current().zip(Method::Deflated);
    change(&mut zip);
    let mut bytes = zip.build();
    overwrite(&mut bytes);
    let (_, imported) = import(&one("it.zip", bytes)).expect("some of it");
    assert_eq!(posts(&imported), kept);
    assert_eq!(left_out(&imported.skipped), ["it.zip damaged 1"]);
}

#[test]
fn a_directory_damaged_further_on_gives_what_stands_before() {
    let all = current().truth.posts.len();
    check_damaged_in_part(
        |_| {},
        |bytes| {
            let end = bytes.len() - 22;
            bytes[end - 300..end].fill(0x55);
        },
        all,
    );
    // More entries are promised than there are.
    check_damaged_in_part(|zip| zip.end.stated_count = Some(900), |_| {}, all);
}

#[test]
fn a_wrong_place_of_the_directory_does_no_harm() {
    for zip64 in [Zip64::No, Zip64::Beside, Zip64::Instead] {
        for stated in [10, 0xffff_fff0, u64::MAX - 3] {
            let archive = current();
            let mut zip = archive.zip(Method::Deflated);
            zip.end.zip64 = zip64;
            zip.end.stated_directory = Some(stated);
            let imported = check(&one("it.zip", zip.build()), &archive.truth);
            assert_eq!(left_out(&imported.skipped), [""; 0]);
        }
    }
}

#[test]
fn more_entries_than_are_promised_are_all_read() {
    let archive = current();
    let mut zip = archive.zip(Method::Deflated);
    zip.end.stated_count = Some(3);
    let (_, imported) = import(&one("it.zip", zip.build())).expect("all of it");
    assert_eq!(posts(&imported), archive.truth.posts.len());
    assert_eq!(left_out(&imported.skipped), [""; 0]);
}

#[test]
fn places_that_are_told_nowhere_are_a_cut() {
    let mut zip = current().zip(Method::Deflated);
    zip.end.zip64 = Zip64::Missing;
    assert_eq!(
        error_of(&one("it.zip", zip.build())),
        ImportError::Truncated { path: path() }
    );
}

#[test]
fn a_file_of_posts_past_the_end_costs_only_its_texts() {
    let check = |change: &dyn Fn(&mut Zip)| {
        let archive = current();
        let mut zip = archive.zip(Method::Deflated);
        change(&mut zip);
        let (_, imported) = import(&one("it.zip", zip.build())).expect("the other part");
        // The file with every post's id and time stands in for it.
        assert_eq!(posts(&imported), archive.truth.posts.len());
        assert_eq!(left_out(&imported.skipped), ["data/tweets.js damaged 1"]);
    };
    check(&|zip| zip.entry("data/tweets.js").stated_packed = Some(0xffff_fff0));
    check(&|zip| zip.entry("data/tweets.js").stated_offset = Some(0xffff_fff0));
    for (packed, offset) in [
        (None, u64::MAX),
        (Some(u64::MAX), 0),
        (Some(u64::MAX), u64::MAX),
    ] {
        check(&|zip| {
            zip.end.zip64 = Zip64::Instead;
            zip.entry("data/tweets.js").stated_packed = packed;
            zip.entry("data/tweets.js").stated_offset = Some(offset);
        });
    }
}

#[test]
fn encrypted_posts() {
    let error = error_of(&one("it.zip", wrong::encrypted(&current()).build()));
    assert!(matches!(error, ImportError::Encrypted { .. }), "{error:?}");
}

#[test]
fn posts_packed_by_an_unknown_method() {
    for number in [1, 9, 14, 93, 99] {
        let error = error_of(&one("it.zip", wrong::of_method(&current(), number).build()));
        assert!(
            matches!(error, ImportError::UnsupportedMethod { method, .. } if method == number),
            "{error:?}"
        );
    }
}

#[test]
fn only_media() {
    assert_eq!(
        error_of(&one("it.zip", wrong::media_only().build())),
        ImportError::MediaOnly { path: path() }
    );
}

#[test]
fn no_file_of_posts_and_what_there_was_instead() {
    let archive = current().without("tweet");
    for files in [
        one("it.zip", archive.zip(Method::Deflated).build()),
        archive.files.clone(),
    ] {
        let ImportError::NoPosts { held } = error_of(&files) else {
            panic!("another error")
        };
        for name in [
            "like.js",
            "follower.js",
            "ad-impressions.js",
            "direct-messages.js",
        ] {
            assert!(held.iter().any(|held| held == name), "{name} in {held:?}");
        }
        assert!(
            held.len() <= 12
                && held
                    .iter()
                    .all(|name| !name.contains("._") && !name.contains("svg"))
        );
    }
    let empty = Zip::default().build();
    assert_eq!(
        error_of(&one("it.zip", empty)),
        ImportError::NoPosts { held: vec![] }
    );
}

#[test]
fn files_of_posts_without_one_that_can_be_read() {
    for text in [
        "window.YTD.tweets.part0 = [ ]",
        "window.YTD.tweets.part0 = [ { \"tweet\" : { } } ]",
        "window.YTD",
    ] {
        let zip = Zip {
            entries: vec![Entry::new(
                "data/tweets.js",
                text.as_bytes(),
                Method::Deflated,
            )],
            ..Zip::default()
        };
        for files in [one("it.zip", zip.build()), one("tweets.js", text)] {
            let ImportError::NoReadablePost { imported } = error_of(&files) else {
                panic!("another error: {text}")
            };
            assert_eq!(imported.files.len(), 1);
        }
    }
}

#[test]
fn a_damaged_file_about_the_person_is_not_why_there_are_no_posts() {
    let mut zip = Zip::of(
        &[
            (
                "data/account.js".to_owned(),
                b"window.YTD.account.part0 = [ { } ]".to_vec(),
            ),
            (
                "data/tweets.js".to_owned(),
                b"window.YTD.tweets.part0 = [ ]".to_vec(),
            ),
        ],
        Method::Stored,
    );
    zip.entry("account.js").crc ^= 1;
    let error = error_of(&one("it.zip", zip.build()));
    assert!(
        matches!(error, ImportError::NoReadablePost { .. }),
        "{error:?}"
    );
}

#[test]
fn a_device_that_goes_away_at_any_time() {
    let files = one("it.zip", current().zip(Method::Deflated).build());
    let whole = files[0].1.len() as u64;
    let mut failures = 0;
    for readable in (0..whole).step_by(997) {
        match import_by(&files, 512, readable) {
            Err(error) => {
                assert_eq!(
                    error,
                    ImportError::Unreadable { path: path() },
                    "after {readable} bytes"
                );
                failures += 1;
            }
            Ok((_, imported)) => assert!(!imported.events.is_empty()),
        }
    }
    assert!(failures > 5);
}

#[test]
fn a_file_that_may_not_be_read_costs_no_other() {
    let zip = current().zip(Method::Deflated).build();
    let (_, alone) = import(&one("a.zip", zip.clone())).expect("posts");
    for other in [
        "b.zip",
        "data/community-tweet.js",
        "data/account.js",
        "data/direct-messages.js",
        "data/ip-audit.js",
    ] {
        for (names, forbidden) in [(["a.zip", other], 1), ([other, "a.zip"], 0)] {
            let files: Chosen = names.map(|name| (name.to_owned(), zip.clone())).into();
            let by = |max_read| Memory::new(&files, max_read).forbidding(forbidden);
            let (_, imported) = twice(512, by).expect("the other file's posts");
            assert_eq!(imported.events.len(), alone.events.len(), "{other}");
            let left_out: Vec<_> = imported
                .skipped
                .iter()
                .map(|left| (&*left.path, left.reason))
                .collect();
            assert!(
                left_out.contains(&(other, SkipReason::Unreadable)),
                "{left_out:?}"
            );
        }
    }
}

#[test]
fn of_several_files_one_may_go_away_while_it_is_read() {
    let zip = current().zip(Method::Deflated).build();
    let files: Chosen = ["a.zip", "b.zip"]
        .map(|name| (name.to_owned(), zip.clone()))
        .into();
    let mut partly = 0;
    for readable in (0..3 * zip.len() as u64).step_by(1997) {
        // How much is read before depends on how much is read at a time.
        let memory = Memory::new(&files, 512).going_away_after(readable);
        let Ok((_, imported)) = Archive::import(&memory, now(), &mut |_| {}) else {
            continue;
        };
        assert!(!imported.events.is_empty());
        let is_unreadable = |left: &Skipped| left.reason == SkipReason::Unreadable;
        partly += usize::from(imported.skipped.iter().any(is_unreadable));
    }
    assert!(partly > 1);
}

#[test]
fn each_defect_of_a_file_has_its_reason_and_the_rest_is_kept() {
    let named = wrong::bad_records();
    let (_, bytes) = &named.files[0];
    let (_, imported) = import(&one("bad-records.zip", bytes.clone())).expect("posts");
    let expected = named.truth["skipped"].as_array().expect("a list").iter();
    let mut expected: Vec<String> = expected
        .map(|one| {
            format!(
                "{} {} {}",
                one["path"].as_str().unwrap(),
                one["reason"].as_str().unwrap(),
                one["count"]
            )
        })
        .collect();
    expected.sort();
    assert_eq!(left_out(&imported.skipped), expected);
    assert_eq!(
        posts(&imported) as u64,
        named.truth["posts"].as_u64().unwrap()
    );
}

#[test]
fn a_file_that_is_none_beside_one_that_is() {
    let archive = current();
    let zip = archive.zip(Method::Deflated).build();
    let others: Chosen = vec![
        ("page.html".into(), wrong::PAGE.into()),
        ("noise.zip".into(), wrong::not_a_zip()),
        ("cut.zip".into(), zip[..zip.len() / 2].to_vec()),
        ("empty.js".into(), vec![]),
    ];
    let (_, imported) = import(&[one("it.zip", zip), others].concat()).expect("posts");
    assert_eq!(posts(&imported), archive.truth.posts.len());
    assert_eq!(
        left_out(&imported.skipped),
        [
            "cut.zip cut_short 1",
            "empty.js not_records 1",
            "noise.zip not_records 1",
            "page.html not_records 1"
        ]
    );
}
