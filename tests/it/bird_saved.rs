//! What is kept of a bird is read again, whatever version wrote it, and nothing else is.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use yodori::engine::bird::clock::Now;
use yodori::engine::bird::dish::Dish;
use yodori::engine::bird::food::Taste;
use yodori::engine::bird::habit::Night;
use yodori::engine::bird::saved::{self, Unread, is_due, read, written};
use yodori::engine::bird::wardrobe::{Outfit, Room};
use yodori::engine::bird::{Bird, Input};
use yodori::engine::time::Zone;

use crate::bird::portions;

/// A bird that has been through everything.
fn grown() -> Bird {
    let zone = Zone::utc();
    let now = Now {
        at: 1_800_000_000,
        zone: &zone,
    };
    let mut bird = Bird::new(&now);
    let last = NaiveDate::from_ymd_opt(2027, 1, 14).expect("a day");
    let night = |back: u64| Night::new(last - Days::new(back), 23 * 60, 7 * 60);
    let nights: Vec<Night> = (0..10).filter_map(night).collect();
    let long_ago = Now {
        at: now.at - 86_400 * 50,
        zone: &zone,
    };
    let taste = Taste::only(["Rust", "C++", "夜\"語"]);
    for (input, now) in [
        (Input::Feed(&portions(900, 7, long_ago.at)), &long_ago),
        (Input::Feed(&portions(0, 60, now.at)), &now),
        (Input::Feed(&portions(u64::MAX - 3, 3, now.at)), &now),
        (Input::Nights(&nights), &now),
        (Input::Name("夜の\"鳥\" \\ 🦉"), &now),
        (Input::Dress(Outfit::Scholar), &now),
        (Input::Move(Room::Harbour), &now),
        (Input::Serve(Dish::MisoSoup), &now),
        (Input::Prefer(&taste), &now),
    ] {
        assert!(bird.step(input, now).is_some(), "{input:?}");
    }
    bird
}

#[test]
fn all_of_a_bird_is_kept() {
    let bird = grown();
    let text = written(&bird);
    let again = read(text.as_bytes()).expect("it can be read");
    assert_eq!(written(&again), text);
    assert_eq!(again.ledger(), bird.ledger());
    assert_eq!(again.name(), "夜の\"鳥\" \\ 🦉");
    assert_eq!(again.taste(), bird.taste());
    assert_eq!(again.habit(), bird.habit());
    assert_eq!(again.habit().nights(), 10);
    let looks = (again.outfit(), again.room(), again.dish());
    assert_eq!(looks, (Outfit::Scholar, Room::Harbour, Dish::MisoSoup));
    let zone = Zone::utc();
    let now = Now {
        at: 1_800_000_000,
        zone: &zone,
    };
    assert_eq!(
        (again.came(&now), again.fed_on(&now)),
        (bird.came(&now), 63)
    );
    // 70 meals and a present.
    assert_eq!(again.ledger().experience(), 710);
    assert!(
        serde_json::from_str::<serde_json::Value>(&text).is_ok(),
        "{text}"
    );
}

#[test]
fn what_is_written_stays_as_it_is() {
    let zone = Zone::utc();
    let now = Now {
        at: 1_800_000_000,
        zone: &zone,
    };
    let mut bird = Bird::new(&now);
    bird.step(Input::Feed(&portions(254, 2, now.at)), &now);
    bird.step(Input::Name("Momo"), &now);
    let expected = concat!(
        r#"{"yodori":"bird","version":2,"came":1800000000,"choices":{"changed":1800000000,"name":"Momo","#,
        r#""languages":[],"outfit":"none","room":"winter","dish":"ramen"},"carried":0,"#,
        r#""meals":[[20833,20833,0,"00000000000000fe00000000000000ff"]],"presents":[],"#,
        r#""fed":{"day":20833,"meals":2,"after":2},"grew":1800000000}"#,
    );
    assert_eq!(written(&bird), expected);
}

/// Version 1 as it was written, with its meals: key and time.
fn first(fields: &str) -> String {
    [r#"{"yodori":"bird","version":1,"#, fields, "}"].concat()
}

#[test]
fn the_first_version_is_carried_over() {
    let check = |fields: &str, experience: u64, meals: u64, name: &str, outfit, room| {
        let bird = read(first(fields).as_bytes()).expect("it can be read");
        assert_eq!(bird.ledger().experience(), experience, "{fields}");
        assert_eq!(bird.ledger().meals(), meals, "{fields}");
        assert_eq!(
            (bird.name(), bird.outfit(), bird.room()),
            (name, outfit, room)
        );
        let now = Now {
            at: 1_800_000_000,
            zone: &Zone::utc(),
        };
        assert_eq!(bird.came(&now), None, "it was not kept");
        let text = written(&bird);
        assert!(text.contains(r#""version":2"#));
        let again = read(text.as_bytes()).expect("it can be read");
        assert_eq!(written(&again), text);
        // The same file once more.
        let twice = again.merge(read(first(fields).as_bytes()).expect("it can be read"));
        assert_eq!(written(&twice), text, "{fields}");
    };
    let two = r#""eaten":[{"key":"00000000000000ff","at":1700000000},{"key":"00000000000000fe","at":1700000001}]"#;
    check(
        &[
            r#""name":"Momo","experience":70,"level":3,"outfit":"pilot","room":"summer","#,
            two,
        ]
        .concat(),
        70,
        2,
        "Momo",
        Outfit::Pilot,
        Room::Summer,
    );
    // Its level is what its experience makes it; what is locked isn't worn.
    check(
        &[
            r#""name":" \u202eMomo","experience":20,"level":9,"outfit":"star","room":"moon","#,
            two,
        ]
        .concat(),
        20,
        2,
        "Momo",
        Outfit::None,
        Room::Spring,
    );
    check(two, 20, 2, "", Outfit::None, Room::Spring);
    check(r#""experience":-5"#, 0, 0, "", Outfit::None, Room::Spring);
    check(
        r#""experience":1e9,"eaten":{}"#,
        0,
        0,
        "",
        Outfit::None,
        Room::Spring,
    );
}

#[test]
fn an_older_file_of_the_first_version_adds_only_what_is_missing() {
    let meal = |key: u8| format!(r#"{{"key":"{key:016x}","at":1700000000}}"#);
    let early = first(&format!(
        r#""experience":50,"eaten":[{},{}]"#,
        meal(1),
        meal(2)
    ));
    let late = first(&format!(
        r#""experience":60,"eaten":[{},{},{}]"#,
        meal(1),
        meal(2),
        meal(3)
    ));
    let bird = |text: &str| read(text.as_bytes()).expect("it can be read");
    let both = bird(&early).merge(bird(&late));
    assert_eq!(both.ledger().experience(), 60);
    assert_eq!(written(&both), written(&bird(&late).merge(bird(&early))));
}

#[test]
fn what_is_no_bird_says_why() {
    let huge = " ".repeat(saved::MOST_BYTES + 1);
    let meals = |meals: &str| [r#"{"yodori":"bird","version":2,"meals":"#, meals, "}"].concat();
    let many = [
        "[",
        &vec![r#"{"key":"00000000000000ff","at":1}"#; 20_001].join(","),
        "]",
    ]
    .concat();
    for (text, why) in [
        ("", Unread::NotJson),
        ("{", Unread::NotJson),
        ("\u{feff}{}", Unread::NotJson),
        (&huge, Unread::TooLarge),
        ("{}", Unread::Foreign),
        ("[]", Unread::Foreign),
        ("null", Unread::Foreign),
        (r#"{"yodori":"cat","version":2}"#, Unread::Foreign),
        (r#"{"yodori":"bird"}"#, Unread::Foreign),
        (r#"{"yodori":"bird","version":"2"}"#, Unread::Foreign),
        (r#"{"yodori":"bird","version":0}"#, Unread::Foreign),
        (r#"{"yodori":"bird","version":-1}"#, Unread::Foreign),
        (r#"{"yodori":"bird","version":3}"#, Unread::Newer),
        (
            r#"{"yodori":"bird","version":99,"all":"new"}"#,
            Unread::Newer,
        ),
        (&meals("[1]"), Unread::Damaged),
        (&meals("[[1,1,0]]"), Unread::Damaged),
        (&meals(r#"[[1,1,0,"f"]]"#), Unread::Damaged),
        (&meals(r#"[[1,1,0,"000000000000000g"]]"#), Unread::Damaged),
        (&meals(r#"[[1,1,0,"+00000000000000f"]]"#), Unread::Damaged),
        (&meals(r#"[[1,1,0,"00000000000000夜"]]"#), Unread::Damaged),
        (
            &meals(r#"[[1,1,0,"00000000000000ff00000000000000fe"]]"#),
            Unread::Damaged,
        ),
        (
            &meals(r#"[[1,1,0,"00000000000000ff00000000000000ff"]]"#),
            Unread::Damaged,
        ),
        (&meals(r#"[[1,1,-1,""]]"#), Unread::Damaged),
        (&meals(r#"[[1,1,4294967296,""]]"#), Unread::Damaged),
        (&meals(r#"[[-1,1,0,""]]"#), Unread::Damaged),
        (&meals(r#"[[1,100000,0,""]]"#), Unread::Damaged),
        (&meals(r#"[[2,1,0,""],[1,1,0,""]]"#), Unread::Damaged),
        (&meals(r#"[[1,1,0,""],[1,1,0,""]]"#), Unread::Damaged),
        (&meals(r#"[],"presents":[1]"#), Unread::Damaged),
        (
            &meals(r#"[],"presents":[[9999999,"rest"]]"#),
            Unread::Damaged,
        ),
        (
            &meals(r#"[],"presents":[[9,"rest"],[9,"rest"]]"#),
            Unread::Damaged,
        ),
        (&first(r#""eaten":[{"key":"ff","at":1}]"#), Unread::Damaged),
        (
            &first(r#""eaten":[{"key":"00000000000000ff"}]"#),
            Unread::Damaged,
        ),
        (&first(&[r#""eaten":"#, &many].concat()), Unread::Damaged),
    ] {
        let start: String = text.chars().take(100).collect();
        assert_eq!(read(text.as_bytes()).err(), Some(why), "{start}");
    }
    assert_eq!(read(b"\xff\xfe").err(), Some(Unread::NotJson));
}

#[test]
fn what_is_unknown_or_missing_is_passed_over() {
    let bare = read(br#"{"yodori":"bird","version":2}"#).expect("a bird");
    assert_eq!(bare.ledger().experience(), 0);
    let told = r#"{"future":{"a":[1]},"version":2,"yodori":"bird","came":"noon","carried":-4,
        "choices":{"hat":"top","name":"Momo","outfit":"armour","room":7,"dish":null,"languages":["Go",5,"go"]},
        "meals":[[1,2,3,"",{"more":true}]],"presents":[[5,"sunrise"],[5,"rest","x"]],
        "habit":{"until":20000,"asleep":1440,"wakes":3,"nights":9},"fed":{"day":1},"grew":"x"}"#;
    let bird = read(told.as_bytes()).expect("a bird");
    assert_eq!(bird.name(), "Momo");
    assert_eq!(
        (bird.outfit(), bird.room(), bird.dish()),
        Default::default()
    );
    assert_eq!(bird.taste(), &Taste::only(["Go"]));
    // Three meals whose keys are gone, and a day of rest.
    assert_eq!(bird.ledger().experience(), 40);
    assert!(bird.habit().is_guess());
}

#[test]
fn the_later_choices_hold_and_a_clock_set_back_makes_none_earlier() {
    let zone = Zone::utc();
    let at = |at: i64| Now { at, zone: &zone };
    let named = |name: &str, time: i64| {
        let mut bird = Bird::new(&at(1_000_000));
        bird.step(Input::Name(name), &at(time));
        bird
    };
    let (early, late) = (named("early", 2_000_000), named("late", 3_000_000));
    assert_eq!(early.clone().merge(late.clone()).name(), "late");
    assert_eq!(late.clone().merge(early).name(), "late");
    let mut again = late.clone();
    again.step(Input::Name("again"), &at(1_500_000));
    assert_eq!(again.clone().merge(late.clone()).name(), "again");
    assert_eq!(late.merge(again).name(), "again");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_text_that_was_changed_is_read_or_refused(
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..3), 1..6),
        is_first in any::<bool>(),
    ) {
        let mut text = match is_first {
            true => first(r#""name":"Momo","experience":70,"outfit":"pilot","eaten":[{"key":"00000000000000ff","at":1700000000}]"#),
            false => written(&grown()),
        }
        .into_bytes();
        for (place, byte, how) in changes {
            let place = place.index(text.len());
            match how {
                0 => text[place] = byte,
                1 => text.insert(place, byte),
                _ => text.truncate(place.max(1)),
            }
        }
        if let Ok(bird) = read(&text) {
            let again = written(&bird);
            let read_again = read(again.as_bytes()).map(|bird| written(&bird));
            prop_assert_eq!(read_again.ok(), Some(again));
            prop_assert!(bird.outfit().level() <= bird.progress().level);
            prop_assert!(bird.room().level() <= bird.progress().level);
            prop_assert!(bird.name().chars().count() <= 30);
            let both = bird.clone().merge(grown());
            prop_assert!(bird.ledger().experience() <= both.ledger().experience());
            let now = Now { at: 1_800_000_000, zone: &Zone::utc() };
            let _ = (bird.doing(&now), bird.mood(&[], &now), bird.came(&now));
        }
    }

    #[test]
    fn numbers_of_any_size_do_no_harm(numbers in proptest::collection::vec(any::<i64>(), 12), clock in any::<i64>()) {
        let number = |index: usize| numbers[index].to_string();
        let text = [
            r#"{"yodori":"bird","version":2,"came":"#, &number(0), r#","carried":"#, &number(1),
            r#","choices":{"changed":"#, &number(2), r#","name":"x"},"habit":{"until":20000,"asleep":"#,
            &(numbers[3].rem_euclid(1_440)).to_string(), r#","wakes":"#, &(numbers[4].rem_euclid(1_440)).to_string(),
            r#","nights":9},"fed":{"day":9,"meals":"#, &(numbers[5] as u32).to_string(), r#"},"grew":"#, &number(6),
            r#","meals":[[1,2,"#, &(numbers[7] as u32).to_string(), r#",""],[2,3,"#, &(numbers[8] as u32).to_string(), r#",""]]}"#,
        ].concat();
        let mut bird = read(text.as_bytes()).expect("it can be read");
        let zone = Zone::utc();
        let now = Now { at: clock, zone: &zone };
        bird.step(Input::Feed(&portions(0, 2, clock)), &now);
        bird.step(Input::Name("y"), &now);
        bird.step(Input::Up, &now);
        let _ = (bird.doing(&now), bird.mood(&[], &now), bird.came(&now), bird.progress().percent());
        prop_assert!(read(written(&bird).as_bytes()).is_ok());
        prop_assert_eq!(bird.name(), "y");
    }
}

#[test]
fn a_bird_that_has_grown_is_worth_a_file_and_another_one_each_month() {
    const DAY: i64 = 86_400;
    let zone = Zone::utc();
    let now = 1_764_000_000;
    let mut bird = Bird::new(&Now {
        at: now,
        zone: &zone,
    });
    let feed = |bird: &mut Bird, first: u64, meals: u64| {
        bird.step(
            Input::Feed(&portions(first, meals, now)),
            &Now {
                at: now,
                zone: &zone,
            },
        );
    };
    assert!(!is_due(&bird, None, now));
    feed(&mut bird, 0, 5);
    assert!(!is_due(&bird, None, now)); // level 2
    feed(&mut bird, 5, 6);
    for (saved_at, due) in [
        (None, true),
        (Some(now), false),
        (Some(now - 30 * DAY), false),
        (Some(now - 31 * DAY), true),
        (Some(now + DAY), false),
    ] {
        assert_eq!(is_due(&bird, saved_at, now), due, "{saved_at:?}");
    }
}
