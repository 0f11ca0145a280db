//! Zips as all kinds of programs write them.

use yodori_testdata::archive::{Around, Generation, Plan};
use yodori_testdata::chance::Chance;
use yodori_testdata::extras;
use yodori_testdata::named::finder_junk;
use yodori_testdata::post::{Life, utc};
use yodori_testdata::truth::Truth;
use yodori_testdata::wrong;
use yodori_testdata::zip::{Entry, Method, Sizes, Start, Zip, Zip64};

use crate::support::{
    Memory, assert_events, assert_texts, check, import, import_by, left_out, one, twice,
};

/// A zip of a small archive, changed by `change`, still gives all of it.
#[track_caller]
fn check_zip(method: Method, change: impl FnOnce(&mut Zip)) {
    let (mut zip, truth) = small(method);
    change(&mut zip);
    check(&one("twitter.zip", zip.build()), &truth);
}

fn small(method: Method) -> (Zip, Truth) {
    let mut plan = Plan::small(Generation::Current, 20);
    plan.life.posts = 60;
    let archive = plan.make();
    (archive.zip(method), archive.truth)
}

#[test]
fn stored_and_deflated_with_sizes_before_or_after() {
    for method in [Method::Stored, Method::Deflated] {
        for sizes in [Sizes::InHeader, Sizes::After, Sizes::AfterBare] {
            check_zip(method, |zip| *zip = std::mem::take(zip).with_sizes(sizes));
        }
    }
}

#[test]
fn folders_on_top_and_what_a_mac_leaves_there() {
    check_zip(Method::Deflated, |zip| {
        *zip = std::mem::take(zip)
            .under("twitter-2025-03-01-0123")
            .under("Downloads");
        zip.entries.splice(0..0, finder_junk());
        zip.entries
            .push(Entry::new("Downloads/data/", b"", Method::Stored));
    });
}

#[test]
fn windows_separators() {
    check_zip(Method::Deflated, |zip| {
        zip.entries
            .iter_mut()
            .for_each(|entry| entry.path = entry.path.replace('/', "\\"));
    });
}

#[test]
fn zip64_records_needed_or_not() {
    check_zip(Method::Deflated, |zip| zip.end.zip64 = Zip64::Beside);
    check_zip(Method::Deflated, |zip| zip.end.zip64 = Zip64::Instead);
    check_zip(Method::Stored, |zip| {
        zip.end.zip64 = Zip64::Beside;
        zip.end.comment = b"with a comment".to_vec();
    });
}

#[test]
fn the_directory_counts_and_not_the_local_headers() {
    check_zip(Method::Deflated, |zip| {
        zip.entries
            .iter_mut()
            .for_each(|entry| entry.local_path = Some("something/else/entirely".into()));
    });
}

#[test]
fn bytes_before_the_first_entry() {
    check_zip(Method::Deflated, |zip| {
        zip.start = Start::Counted(vec![b'#'; 777])
    });
    check_zip(Method::Deflated, |zip| {
        zip.start = Start::Uncounted(vec![b'#'; 777])
    });
    check_zip(Method::Deflated, |zip| {
        zip.start = Start::Uncounted(vec![b'#'; 777]);
        zip.end.zip64 = Zip64::Beside;
    });
}

#[test]
fn a_comment_even_one_that_looks_like_an_end() {
    for comment in [
        b"plain".to_vec(),
        b"PK\x05\x06".to_vec(),
        b"PK\x05\x06 and PK\x05\x06".to_vec(),
        vec![b'x'; 0xffff],
    ] {
        check_zip(Method::Deflated, |zip| zip.end.comment = comment);
    }
    let (mut zip, truth) = small(Method::Deflated);
    let other = Zip {
        entries: vec![Entry::new("data/other.js", b"", Method::Stored)],
        ..Zip::default()
    }
    .build();
    zip.end.comment = other[other.len() - 22..].to_vec();
    zip.end.comment.extend(b"and more");
    check(&one("two-ends.zip", zip.build()), &truth);
}

#[test]
fn another_zip_inside_is_named_and_left_alone() {
    let (mut zip, truth) = small(Method::Deflated);
    zip.entries.push(Entry::new(
        "tweet_media/tweet-media.zip",
        &wrong::media_only().build(),
        Method::Stored,
    ));
    let imported = check(&one("twitter.zip", zip.build()), &truth);
    assert_eq!(
        left_out(&imported.skipped),
        ["tweet_media/tweet-media.zip zip_in_zip 1"]
    );
}

#[test]
fn an_entry_listed_twice_counts_once() {
    check_zip(Method::Deflated, |zip| {
        let twice = zip.entry("tweets.js").clone();
        zip.entries.push(twice);
    });
}

#[test]
fn a_wrong_checksum_is_told_and_the_posts_are_kept() {
    for method in [Method::Stored, Method::Deflated] {
        let (mut zip, truth) = small(method);
        zip.entry("tweets.js").crc ^= 1;
        let (_, imported) = import(&one("twitter.zip", zip.build())).expect("posts");
        assert_events(&imported, &truth);
        assert_eq!(left_out(&imported.skipped), ["data/tweets.js damaged 1"]);
    }
}

#[test]
fn a_wrong_unpacked_size_does_no_harm() {
    check_zip(Method::Deflated, |zip| zip.entry("tweets.js").length = 3);
    check_zip(Method::Deflated, |zip| {
        zip.entry("tweets.js").length = 3_000_000_000
    });
}

#[test]
fn an_entry_that_points_elsewhere_costs_only_itself() {
    for offset in [5, 1000] {
        let (mut zip, truth) = small(Method::Deflated);
        zip.entry("community-tweet.js").stated_offset = Some(offset);
        let (_, imported) = import(&one("twitter.zip", zip.build())).expect("posts");
        assert_eq!(
            left_out(&imported.skipped),
            ["data/community-tweet.js damaged 1"]
        );
        let others = truth
            .posts
            .iter()
            .filter(|told| told.kind != yodori_testdata::post::Kind::Community);
        let posts = imported.events.iter();
        let posts = posts.filter(|event| event.kind.is_post());
        assert_eq!(posts.count(), others.count());
    }
}

#[test]
fn thousands_of_small_entries_are_passed_over() {
    let mut plan = Plan {
        around: Around::Much { assets: 6200 },
        ..Plan::small(Generation::Current, 21)
    };
    plan.life.posts = 40;
    let archive = plan.make();
    let mut zip = archive.zip(Method::Stored);
    zip.end.zip64 = Zip64::Beside;
    check(&one("twitter.zip", zip.build()), &archive.truth);
}

#[test]
fn posts_far_into_long_files_are_read_again() {
    let mut plan = Plan::small(Generation::Current, 22);
    plan.life = Life {
        posts: 9000,
        from: utc("2020-01-01 00:00:00"),
        ..plan.life
    };
    let archive = plan.make();
    assert!(
        archive.files.iter().any(|(_, bytes)| bytes.len() > 5 << 20),
        "longer than between two restart points"
    );
    for method in [Method::Deflated, Method::Stored] {
        let files = one("twitter.zip", archive.zip(method).build());
        let (opened, imported) = import(&files).expect("posts");
        assert_events(&imported, &archive.truth);
        assert_texts(&files, &opened, &imported, &archive.truth, 150);
    }
}

#[test]
fn a_place_where_no_post_is_gives_nothing() {
    let (zip, _) = small(Method::Deflated);
    let files = one("twitter.zip", zip.build());
    let (archive, imported) = import(&files).expect("posts");
    let first = imported.events[0];
    let places = [
        (999, 0),
        (first.file, u64::MAX),
        (first.file, 1 << 39),
        (first.file, first.offset() + 1),
    ];
    let memory = Memory::new(&files, usize::MAX);
    assert_eq!(archive.posts(&memory, &places), [None, None, None, None]);
    let gone = Memory::new(&files, usize::MAX).going_away_after(10);
    assert_eq!(
        archive.posts(&gone, &[(first.file, first.offset())]),
        [None]
    );
}

#[test]
fn a_zip_of_more_than_4_gib_with_places_of_32_bits_as_macs_write_it() {
    let (mut zip, truth) = small(Method::Deflated);
    let mut after = 0;
    for nth in 0..2 {
        let video = Entry::new(
            format!("data/tweets_media/{nth}.mp4"),
            b"long",
            Method::Stored,
        );
        after += (30 + video.path.len() + video.packed.len()) as u64;
        zip.entries.insert(nth, video);
    }
    zip.entries[1].stated_offset = Some(0xffff_0000); // the last place before they start again
    let files = one("twitter.zip", zip.build());
    let whole = |max_read| Memory::new(&files, max_read).with_hole_at(after);
    let (_, imported) = twice(usize::MAX, whole).expect("posts");
    assert_events(&imported, &truth);
    assert_eq!(left_out(&imported.skipped), [""; 0]);
}

#[test]
fn media_between_the_posts_is_never_read() {
    let (mut zip, truth) = small(Method::Deflated);
    let mut chance = Chance::new(23);
    let photo = extras::photo(3_000_000, &mut chance);
    zip.entries.insert(
        3,
        Entry::new("data/tweets_media/1-a.jpg", &photo, Method::Stored),
    );
    let files = one("twitter.zip", zip.build());
    let (_, imported) = import_by(&files, usize::MAX, 600_000).expect("little enough is read");
    assert_events(&imported, &truth);
}
