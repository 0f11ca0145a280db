//! Texts of posts as the browser keeps them: the same when they come back, and of the post that is asked for.

use yodori::engine::event::{Event, Kind};
use yodori::engine::protocol::texts::{
    DESKS, Recall, day_from_bytes, day_to_bytes, desks_ask, posts_from_bytes, posts_to_bytes,
    transfer_of, with_texts,
};
use yodori::engine::protocol::{Reply, Request, from_bytes, to_bytes};
use yodori::engine::saved::bare;
use yodori::engine::saved::texts::{
    Said, Which, add_text, day, portions, readable, readable_count, text_of, which,
};
use yodori::engine::source::PostText;
use yodori::engine::source::saved::Texts;
use yodori::engine::text::Language;
use yodori::engine::text::kept::{keeping_texts, of_texts, texts_hint};

use crate::saved::opened;

const NOON: i64 = 1_708_732_800;

/// What is said, as `second id text` each.
fn said(all: &[(i64, u64, &str)]) -> Vec<Said> {
    let said = all.iter().map(|(secs, id, text)| Said {
        secs: NOON + secs,
        id: *id,
        text: (*text).to_owned(),
    });
    said.collect()
}

fn post(secs: i64, kind: Kind, file: u16, offset: u64) -> Event {
    let event = Event::at_second(7, NOON + secs, kind).expect("a moment");
    event.located(file, offset).expect("a place")
}

#[test]
fn a_day_comes_back_as_it_was() {
    let long = "夜".repeat(25_000);
    for texts in [
        &[][..],
        &[(0, 1, "")],
        &[
            (0, 1, "a"),
            (0, 2, ""),
            (86_399, u64::MAX, "\0\u{202e}夜\"\\<b>\r\n"),
        ],
        &[(5, 9, &long)],
    ] {
        let texts = said(texts);
        assert_eq!(day_from_bytes(&day_to_bytes(&texts)), Some(texts));
    }
}

#[test]
fn bytes_that_are_damaged_give_nothing_or_something_else_and_no_harm() {
    let whole = day_to_bytes(&said(&[(0, 1, "夜"), (60, 2, "まだ")]));
    for cut in 0..whole.len() {
        assert_eq!(day_from_bytes(&whole[..cut]), None, "{cut}");
    }
    for at in 0..whole.len() {
        for byte in [0, 0x7f, 0x80, 0xff] {
            let mut changed = whole.clone();
            changed[at] = byte;
            let _ = day_from_bytes(&changed);
        }
    }
    // A count and a length that nothing stands behind, a moment beyond all moments, a later version.
    for bytes in [
        &[1, 0, 0xff, 0xff, 0xff, 0xff, 0x0f][..],
        &[1, 0, 1, 0, 0, 0xff, 0xff, 0xff, 0x0f],
        &[
            1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1, 1, 0, 0,
        ],
        &[1, 0, 1, 0, 0, 1, 0xff],
        &[2, 0, 0],
    ] {
        assert_eq!(day_from_bytes(bytes), None, "{bytes:?}");
    }
}

#[test]
fn of_a_post_in_both_the_new_text_counts_and_nothing_is_lost() {
    for (kept, new, both) in [
        (&[][..], &[][..], &[][..]),
        (&[(0, 1, "a")], &[], &[(0, 1, "a")]),
        (&[], &[(0, 1, "a")], &[(0, 1, "a")]),
        (&[(0, 1, "old")], &[(0, 1, "new")], &[(0, 1, "new")]),
        (
            &[(0, 1, "a"), (0, 3, "c"), (9, 4, "d")],
            &[(0, 2, "b"), (5, 5, "e")],
            &[
                (0, 1, "a"),
                (0, 2, "b"),
                (0, 3, "c"),
                (5, 5, "e"),
                (9, 4, "d"),
            ],
        ),
    ] {
        let mut all = said(kept);
        for new in said(new) {
            add_text(&mut all, new);
        }
        assert_eq!(all, said(both));
    }
}

/// Times, numbers and texts of some posts that are kept together.
type Piece<'a> = &'a [(i64, u64, &'a str)];

/// Keeps texts, a piece at a time, as the desk does; gives the sum of all days and the days.
fn kept(pieces: &[Piece]) -> (Texts, Vec<(i64, Vec<u8>)>) {
    let mut sum = Vec::new();
    let mut days = std::collections::BTreeMap::<i64, Vec<u8>>::new();
    for piece in pieces {
        let piece = said(piece);
        let mut asked: Vec<i64> = piece.iter().map(|said| day(said.secs)).collect();
        asked.dedup();
        let mut old = vec![sum.clone()];
        old.extend(
            asked
                .iter()
                .map(|day| days.get(day).cloned().unwrap_or_default()),
        );
        let mut new = with_texts(&old, &piece).into_iter();
        sum = new.next().expect("the sum");
        days.extend(asked.into_iter().zip(new));
    }
    (from_bytes(&sum).expect("a sum"), days.into_iter().collect())
}

#[test]
fn what_all_days_come_to_is_what_they_hold() {
    const DAY: i64 = 86_400;
    let pieces: [&[Piece]; 4] = [
        &[&[(0, 1, "a")]],
        // Of several days, out of order, and one day in two pieces.
        &[
            &[(0, 1, "a"), (9, 2, "b"), (DAY, 3, "c")],
            &[(-DAY, 4, "d"), (5, 5, "e")],
        ],
        // The same once more.
        &[
            &[(0, 1, "a"), (DAY, 3, "c")],
            &[(0, 1, "a"), (DAY, 3, "cc")],
        ],
        &[&[]],
    ];
    for (pieces, count) in pieces.into_iter().zip([1, 5, 2, 0]) {
        let (sum, days) = kept(pieces);
        let all: Vec<Said> = days
            .iter()
            .flat_map(|(_, bytes)| day_from_bytes(bytes).expect("a day"))
            .collect();
        let bytes: usize = days.iter().map(|(_, bytes)| bytes.len()).sum();
        assert_eq!((sum.posts, sum.bytes), (all.len() as u64, bytes as u64));
        assert_eq!(sum.posts, count);
        assert!(all.is_sorted_by_key(|said| (said.secs, said.id)));
        for (of, bytes) in &days {
            let said = day_from_bytes(bytes).expect("a day");
            assert!(said.iter().all(|said| day(said.secs) == *of));
        }
    }
}

#[test]
fn a_day_that_is_damaged_makes_room_for_what_is_said_anew() {
    let old = [to_bytes(&Texts { posts: 9, bytes: 3 }), vec![9, 9, 9]];
    let new = with_texts(&old, &said(&[(0, 1, "a")]));
    assert_eq!(day_from_bytes(&new[1]), Some(said(&[(0, 1, "a")])));
    let sum: Texts = from_bytes(&new[0]).expect("a sum");
    assert_eq!(sum.bytes, new[1].len() as u64);
    // How many posts it held nobody knows: nine are claimed beside the one that is there.
    assert_eq!(sum.posts, 10);
}

#[test]
fn a_text_is_that_of_the_post_or_none() {
    let day = said(&[(0, 1, "a"), (5, 2, "b"), (5, 3, "c"), (9, 4, "")]);
    for (secs, nth, of, text) in [
        (0, 0, 1, Some("a")),
        (5, 0, 2, Some("b")),
        (5, 1, 2, Some("c")),
        (9, 0, 1, Some("")),
        // Of three posts of that second two are kept: which, nobody knows.
        (5, 1, 3, None),
        (5, 0, 1, None),
        (5, 2, 2, None),
        (7, 0, 1, None),
    ] {
        let secs = NOON + secs;
        assert_eq!(text_of(&day, Which { secs, nth, of }), text, "{secs} {nth}");
    }
}

#[test]
fn posts_of_one_second_are_told_apart_and_other_acts_are_none_of_them() {
    let events = [
        post(0, Kind::Tweet, 0, 0),
        post(5, Kind::Tweet, 0, 0),
        post(5, Kind::Message, 0, 0),
        post(5, Kind::DeletedTweet, 0, 0),
        post(6, Kind::Tweet, 0, 0),
    ];
    // The text of a deleted one is not kept: it is none of its second's, and not in the other's way.
    let day = said(&[(0, 1, "a"), (5, 2, "b"), (6, 3, "c")]);
    for (index, secs, nth, of, text) in [
        (0, 0, 0, 1, Some("a")),
        (1, 5, 0, 1, Some("b")),
        (2, 5, 1, 2, None),
        (3, 5, 1, 2, None),
        (4, 6, 0, 1, Some("c")),
    ] {
        let secs = NOON + secs;
        let found = which(&events, index).expect("an event");
        assert_eq!(found, Which { secs, nth, of });
        assert_eq!(text_of(&day, found), text, "{index}");
    }
    assert_eq!(which(&events, 5), None);
}

#[test]
fn only_posts_of_an_open_archive_that_nobody_deleted_are_kept_as_they_lie_in_it() {
    let events = vec![
        post(0, Kind::Tweet, 1, 900),
        post(1, Kind::Message, 0, 50),
        post(2, Kind::Tweet, 1, 100),
        post(3, Kind::DeletedTweet, 0, 700),
        post(4, Kind::Tweet, 0, 800),
        post(5, Kind::Commit, 0, 0),
    ];
    let imported = opened(events).imported;
    let places: Vec<(u16, u64)> = readable(&imported.events)
        .iter()
        .map(|event| (event.file, event.offset()))
        .collect();
    assert_eq!(places, [(0, 800), (1, 100), (1, 900)]);
    assert_eq!(readable_count(&imported.events), 3);
    let bare = bare(imported);
    assert_eq!(readable(&bare.events), []);
    assert_eq!(readable_count(&bare.events), 0);
}

#[test]
fn a_portion_has_so_many_posts_of_so_much_of_one_file() {
    const SPAN: u64 = 256 * 1024;
    let lengths = |places: &[(u16, u64)]| {
        let posts = places.iter();
        let posts = posts.map(|(file, offset)| post(0, Kind::Tweet, *file, *offset));
        let posts: Vec<Event> = posts.collect();
        let portions = portions(&posts);
        assert_eq!(portions.concat(), posts);
        portions.iter().map(|portion| portion.len()).collect()
    };
    let near: Vec<(u16, u64)> = (0..1_030).map(|nth| (0, nth)).collect();
    for (places, expected) in [
        (&[][..], &[][..]),
        (&near, &[512, 512, 6]),
        (&near[..512], &[512]),
        (
            &[(0, 0), (0, SPAN), (0, SPAN + 1), (0, 9 * SPAN)],
            &[2, 1, 1],
        ),
        (&[(0, 0), (1, 0), (1, 1), (2, 1 << 39)], &[1, 2, 1]),
    ] {
        let found: Vec<usize> = lengths(places);
        assert_eq!(found, expected);
    }
}

#[test]
fn questions_of_one_transfer_are_told_from_anothers_and_from_the_pages_own() {
    let question = |ask| {
        let places = vec![(1, 2)];
        to_bytes(&Request::Posts { ask, places })
    };
    for (transfer, nth) in [(0, 0), (0, 1), (1, 0), (2_047, (1 << 20) - 1)] {
        let ask = desks_ask(transfer, nth);
        assert!(DESKS <= ask, "{transfer} {nth}");
        assert_eq!(transfer_of(&question(ask)), Some(transfer));
    }
    assert_ne!(desks_ask(1, 0), desks_ask(1, 1));
    // They begin anew.
    assert_eq!(desks_ask(2_048, 1 << 20), desks_ask(0, 0));
    assert_eq!(desks_ask(u32::MAX, u32::MAX), u32::MAX);
    let open = to_bytes(&Request::Open { paths: Vec::new() });
    for other in [&[][..], &[1], &open, &question(DESKS - 1)] {
        assert_eq!(transfer_of(other), None, "{other:?}");
    }
}

#[test]
fn questions_and_answers_cross_as_they_were() {
    let recall = Recall {
        ask: u32::MAX,
        posts: vec![Which {
            secs: NOON,
            nth: 3,
            of: 4,
        }],
    };
    assert_eq!(from_bytes(&to_bytes(&recall)), Some(recall));
    let text = "夜".to_owned();
    let posts = vec![None, Some(PostText { id: 9, text })];
    let bytes = posts_to_bytes(7, &posts);
    assert_eq!(posts_from_bytes(&bytes), Some((7, posts.clone())));
    // It is what the archive worker says.
    assert_eq!(to_bytes(&Reply::Posts { ask: 7, posts }), bytes);
    for other in [&[][..], &[0, 7], &[5], &bytes[..bytes.len() - 1]] {
        assert_eq!(posts_from_bytes(other), None, "{other:?}");
    }
}

#[test]
fn what_is_kept_of_texts_is_told_in_both_languages() {
    let [japanese, english] = Language::ALL.map(|language| texts_hint(language, 200_000));
    assert!(japanese.ends_with("だいたい30.0 MBです。"), "{japanese}");
    assert!(english.ends_with("roughly 30.0 MB."), "{english}");
    let texts = Texts {
        posts: 1_200,
        bytes: 150_000,
    };
    let told = Language::ALL.map(|language| of_texts(language, texts).unwrap_or_default());
    assert_eq!(
        told,
        [
            "本文も：1,200件 · 150.0 KB",
            "With the texts of 1,200 posts · 150.0 KB",
        ]
    );
    assert_eq!(of_texts(Language::English, Texts::default()), None);
    let told = Language::ALL.map(|language| keeping_texts(language, 1_024, 200_000));
    assert_eq!(
        told,
        [
            "本文を残しています：1,024 / 200,000件",
            "Keeping the texts: 1,024 of 200,000 posts",
        ]
    );
}
