//! Cards: a line of text that says what its bearer says, and nothing else.

use proptest::prelude::*;
use yodori::engine::bird::card::{Card, Cards, Standing};
use yodori::engine::bird::clock::Now;
use yodori::engine::bird::wardrobe::{Outfit, Room};
use yodori::engine::bird::{Bird, Input};
use yodori::engine::time::Zone;

use crate::bird::fed;

/// The card of a bird of so many meals.
fn card(name: &str, login: &str, meals: u64, day: i64) -> Card {
    let zone = Zone::utc();
    let now = Now {
        at: 86_400 * day,
        zone: &zone,
    };
    let mut bird: Bird = fed(meals, &now);
    bird.step(Input::Name(name), &now);
    bird.step(Input::Dress(Outfit::Pilot), &now);
    bird.step(Input::Move(Room::Library), &now);
    Card::of(&bird, login, &now)
}

#[test]
fn a_card_is_a_line_that_can_stand_in_a_link() {
    let check = |name: &str, login: &str, meals, expected: &str| {
        let card = card(name, login, meals, 20_000);
        let line = card.written();
        assert_eq!(line, expected);
        for text in [
            line.clone(),
            [" ", &line, "\n"].concat(),
            ["https://yodori.example/#bird=", &line].concat(),
        ] {
            assert_eq!(Card::read(&text).as_ref(), Some(&card), "{text}");
        }
    };
    check(
        "Momo",
        "octo-cat",
        6,
        "1.20000.60.pilot.library.octo-cat.Momo",
    );
    check(
        "夜 1.5",
        "",
        6,
        "1.20000.60.pilot.library..%e5%a4%9c%201%2e5",
    );
    // What is no login is none; what is locked isn't worn.
    check("", "a/b", 0, "1.20000.0.none.autumn..");
}

#[test]
fn what_is_no_card_is_none() {
    let long = ["1.20000.60.pilot.library..", &"a".repeat(600)].concat();
    for line in [
        "",
        "1",
        "2.20000.60.pilot.library..Momo",
        "1.20000.60.pilot.library.Momo",
        "1.20000.60.pilot.library..Momo.",
        "1.-1.60.pilot.library..Momo",
        "1.100000.60.pilot.library..Momo",
        "1.20000.-60.pilot.library..Momo",
        "1.20000.99999999999999999999.pilot.library..Momo",
        "1.20000.60.armour.library..Momo",
        "1.20000.60.pilot.cave..Momo",
        "1.20000.59.pilot.library..Momo",
        "1.20000.60.star.library..Momo",
        "1.20000.60.pilot.library.<b>.Momo",
        "1.20000.60.pilot.library..%",
        "1.20000.60.pilot.library..%g0",
        "1.20000.60.pilot.library..%ff",
        &long,
    ] {
        assert_eq!(Card::read(line), None, "{line}");
    }
    let turned = Card::read("1.20000.60.pilot.library..%e2%80%aeevil%0a").expect("a card");
    assert_eq!(turned.name(), "evil");
}

#[test]
fn public_activity_bears_out_what_it_suffices_for() {
    let check = |meals, contributions, expected| {
        let standing = card("Momo", "momo", meals, 20_000).standing(contributions);
        assert_eq!(standing, expected, "{meals} {contributions:?}");
    };
    check(100, Some(100), Standing::BorneOut);
    check(0, Some(0), Standing::BorneOut);
    // Presents, two a week.
    check(106, Some(0), Standing::BorneOut);
    check(107, Some(0), Standing::Unproven);
    check(107, Some(1), Standing::BorneOut);
    check(1, None, Standing::Unproven);
    check(107, Some(u64::MAX), Standing::BorneOut);
}

#[test]
fn of_each_bird_the_latest_card_is_kept() {
    let mut cards = Cards::default();
    for (name, login, meals, day) in [
        ("Momo", "momo", 6, 20_000),
        ("Kuro", "", 7, 20_000),
        ("Momo", "MOMO", 9, 20_005),
        ("Momo", "momo", 8, 20_001),
        ("Shiro", "", 6, 20_000),
        ("Kuro", "", 8, 20_001),
        ("Kuro", "kuro", 6, 20_001),
    ] {
        cards.take(card(name, login, meals, day));
    }
    let shown = |cards: &Cards| -> Vec<String> {
        let told = |card: &Card| format!("{}@{} {}", card.name(), card.login(), card.level());
        cards.all().iter().map(told).collect()
    };
    assert_eq!(
        shown(&cards),
        ["Momo@MOMO 3", "Kuro@ 3", "Shiro@ 3", "Kuro@kuro 3"]
    );
    let again = Cards::read(&cards.written());
    assert_eq!(again, cards);
    let first = cards.all()[0].clone();
    assert!(first.written().contains(".90."));
    cards.drop(&first);
    assert_eq!(shown(&cards), ["Kuro@ 3", "Shiro@ 3", "Kuro@kuro 3"]);
    for nth in 0..120 {
        cards.take(card(&nth.to_string(), "", 6, 20_000));
    }
    assert_eq!(cards.all().len(), 100);
    assert_eq!(cards.all()[99].name(), "119");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_line_of_any_kind_is_read_or_refused(
        line in "\\PC{0,40}",
        name in "\\PC{0,40}",
        place in any::<prop::sample::Index>(),
        byte in any::<u8>(),
    ) {
        let _ = Card::read(&line);
        let card = card(&name, "momo", 6, 20_000);
        let line = card.written();
        prop_assert_eq!(Card::read(&line), Some(card));
        prop_assert!(line.len() <= 600);
        let mut bytes = line.into_bytes();
        let place = place.index(bytes.len());
        bytes[place] = byte;
        if let Some(read) = Card::read(&String::from_utf8_lossy(&bytes)) {
            prop_assert!(read.name().chars().count() <= 30);
            prop_assert_eq!(Card::read(&read.written()), Some(read));
        }
    }
}
