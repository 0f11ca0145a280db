//! Links that are pictures: how long they are, that they say what was told, and that nothing else is taken for one.

use chrono::{NaiveDate, TimeDelta};
use yodori::engine::bird::card::Card;
use yodori::engine::event::{Event, Kind};
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::{MIDARE_SECS, awake};
use yodori::engine::link::{About, LinkError, MOST_CHARS, MOST_DAYS, Shared, told_name};
use yodori::engine::sample::Sample;
use yodori::engine::scene::calendar::Calendar;
use yodori::engine::text::Language;
use yodori::engine::time::{Offset, Zone};
use yodori_testdata::chance::Chance;
use yodori_testdata::seeds;
use yodori_testdata::sleeper::{Habit, Posting, live, temperaments};

use crate::claims::fuzz;

/// Thirty characters each: ASCII, kana, kanji, and what takes the most room.
const NAMES: [&str; 5] = [
    "",
    "abcdefghij KLMNOPQRST 123456.",
    "よふかしさんのなつやすみはいつまでたってもおわらないのでした",
    "鬱蒼麗鷹鑑籠驚鷲鶯讃響騰鯨鱗鷺鴉鵜鶴鸚鵡鷦鷯鴛鴦鵺鶺鴒鸛鷸鵯",
    "𠮷🦉𝔊あ🦉𠮷𝔊ж🦉𠮷𝔊漢🦉𠮷𝔊A🦉𠮷𝔊あ🦉𠮷𝔊ж🦉𠮷𝔊漢🦉𠮷",
];
/// Forty characters, no two of them alike.
const ZONE: &str = "~!@#$%^&*()_+QAZ wsx 0987654321 -=[];',.";

/// No card; someone's; the one that takes the most room.
fn cards() -> [Option<Card>; 3] {
    let name: String = NAMES[4]
        .bytes()
        .map(|byte| format!("%{byte:02x}"))
        .collect();
    let long = "1.99999.18446744073709551615.star.moon.aB3-eF6-hI9-kL2-nO5-qR8-tU1-wX4-zA7-cD0.";
    [
        None,
        Card::read("1.20000.60.pilot.library.octo-cat.Momo"),
        Card::read(&[long, &name].concat()),
    ]
}

#[test]
fn the_cards_of_these_tests_are_cards() {
    assert!(cards()[1..].iter().all(Option::is_some));
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn shared(first: NaiveDate, rows: Vec<u64>) -> Shared {
    let about = About {
        zone: "Asia/Tokyo",
        threshold_secs: MIDARE_SECS,
        ..About::default()
    };
    Shared::new(first, 0, rows, about).expect("days that there are")
}

/// The last `days` days of 366 that somebody lived.
fn lived((habit, a_day, seed): (&Habit, f64, u64), days: i64) -> Calendar {
    let first = day("2024-01-01");
    let start = first.and_hms_opt(0, 0, 0).expect("midnight").and_utc();
    let lived = live(habit, &Posting::bursty(a_day), 370, start.timestamp(), seed);
    let moments = lived.moments.iter().zip(0..);
    let events: Vec<Event> = moments
        .filter_map(|(at, id)| Event::at_second(id, *at, Kind::Tweet))
        .collect();
    let offsets = lived.offsets.iter();
    let offsets = offsets.map(|(from, secs)| Offset {
        from: *from,
        secs: *secs,
    });
    let zone = Zone::new("Asia/Tokyo", offsets.collect()).expect("ascending");
    let awake = awake(&events, &Filter::default(), MIDARE_SECS);
    let end = first + TimeDelta::days(366);
    let days = end - TimeDelta::days(days)..end;
    Calendar::new(&awake, &zone, Country::Japan, days, 0)
}

/// How long its link is, which says the same again.
#[track_caller]
fn length(shared: &Shared) -> usize {
    let link = shared.written();
    assert_eq!(Shared::read(&link).as_ref(), Ok(shared), "{link}");
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    assert!(link.bytes().all(is_plain), "{link}");
    link.len()
}

#[test]
fn three_weeks_take_300_characters_and_a_year_2500_whoever_lived_them() {
    let (mut weeks, mut year) = (0, 0);
    for (name, habit) in temperaments() {
        for (a_day, seed) in [(6.0, 1), (12.0, 2), (25.0, 3), (50.0, 4), (120.0, 5)] {
            for seed in [seed, seed + 100, seed + 200] {
                let link = |days, name, card: usize| {
                    let calendar = lived((&habit, a_day, seed), days);
                    let about = About {
                        zone: "America/Argentina/Buenos_Aires",
                        name,
                        card: cards()[card].clone(),
                        threshold_secs: 3_600,
                    };
                    length(&Shared::of(&calendar, about).expect("days that there are"))
                };
                let short = link(21, NAMES[3], 1);
                let longest_name = link(21, NAMES[4], 1);
                assert!(longest_name <= 300, "{name} {a_day} {seed}: {longest_name}");
                assert!(short <= longest_name, "{name} {a_day} {seed}: {short}");
                let long = link(366, NAMES[4], 2);
                assert!(long <= 2_500, "{name} {a_day} {seed}: {long}");
                (weeks, year) = (weeks.max(short), year.max(long));
                // Beyond what was promised: a bird's name of as many such letters takes as much again.
                let with_longest_card = link(21, NAMES[4], 2);
                assert!(with_longest_card <= 380, "{name}: {with_longest_card}");
            }
        }
    }
    // What was promised is far off; what was reached stays.
    assert!(weeks <= 225 && year <= 1_300, "{weeks} {year}");
}

#[test]
fn the_samples_have_short_links() {
    for (sample, days, most) in [
        (Sample::EarlyBird, 21, 60),
        (Sample::NightOwl, 21, 80),
        (Sample::EarlyBird, 366, 360),
        (Sample::NightOwl, 366, 720),
    ] {
        let last = day("2026-11-28");
        let events = sample.imported(Language::Japanese, last).events;
        let awake = awake(&events, &Filter::default(), MIDARE_SECS);
        let days = last - TimeDelta::days(days - 1)..last + TimeDelta::days(1);
        let calendar = Calendar::new(&awake, &Sample::zone(), Country::Japan, days, 0);
        let about = About {
            zone: "Asia/Tokyo",
            name: sample.name(Language::Japanese),
            threshold_secs: MIDARE_SECS,
            ..About::default()
        };
        let length = length(&Shared::of(&calendar, about).expect("days that there are"));
        assert!(
            length <= most,
            "{sample:?} {days:?}: {length}",
            days = calendar.rows.len()
        );
    }
}

#[test]
fn no_year_takes_more_than_3150_characters_whatever_is_in_it() {
    let mut chance = Chance::new(1);
    let noise =
        |chance: &mut Chance| -> Vec<u64> { (0..366).map(|_| chance.bits() >> 16).collect() };
    let mut kinds = vec![
        vec![0; 366],
        vec![(1 << 48) - 1; 366],
        vec![0x5555_5555_5555; 366],
    ];
    kinds.extend((0..20).map(|_| noise(&mut chance)));
    let mut longest = 0;
    for rows in kinds {
        for name in NAMES {
            for card in cards() {
                let about = About {
                    zone: ZONE,
                    name,
                    card,
                    threshold_secs: 86_400,
                };
                let shared = Shared::new(
                    day("2149-06-05") - TimeDelta::days(366),
                    23,
                    rows.clone(),
                    about,
                );
                longest = longest.max(length(&shared.expect("the last days that there are")));
            }
        }
    }
    assert!((3_000..=MOST_CHARS).contains(&longest), "{longest}");
}

#[test]
fn a_card_is_left_out_only_where_there_is_no_room_for_it() {
    let check = |rows: Vec<u64>, has_card: bool| {
        let about = About {
            zone: ZONE,
            name: NAMES[4],
            card: cards()[2].clone(),
            ..About::default()
        };
        let shared = Shared::new(day("2026-01-01"), 0, rows, about).expect("days");
        assert_eq!(shared.card().is_some(), has_card);
    };
    check(noise_of(366), false);
    check(noise_of(200), true);
    check(vec![0xff_ffff; 366], true);
}

fn noise_of(days: usize) -> Vec<u64> {
    let mut chance = Chance::new(2);
    (0..days).map(|_| chance.bits() >> 16).collect()
}

/// Anything that can be shared.
fn any_shared(chance: &mut Chance) -> Shared {
    let days = 1 + match chance.below(4) {
        0 => chance.below(366),
        _ => chance.below(30),
    };
    // Stretches of some length, or noise.
    let wake = 1 + chance.below(20);
    let mut is_awake = false;
    let row = |chance: &mut Chance, is_awake: &mut bool| {
        (0..48).fold(0, |row, slot| {
            if chance.once_in(wake) {
                *is_awake = !*is_awake;
            }
            row | u64::from(*is_awake) << slot
        })
    };
    let rows = (0..days).map(|_| row(chance, &mut is_awake)).collect();
    let char = |chance: &mut Chance| {
        let (first, count) = chance.pick(&[
            (0x20, 0x60),
            (0x3040, 0xc0),
            (0x4e00, 0x5200),
            (0, 0xd800),
            (0xe000, 0x10_0000),
        ]);
        char::from_u32(first + chance.below(count) as u32).unwrap_or('?')
    };
    let zone = chance.pick(&["Asia/Tokyo", "UTC", "Europe/Berlin", "", "UTC+9 / UTC-7"]);
    let name: String = (0..chance.below(35)).map(|_| char(chance)).collect();
    let experience = chance.bits() >> chance.below(64);
    let card = [
        "1.",
        &chance.below(100_000).to_string(),
        ".",
        &experience.to_string(),
        ".none.winter.a-b.%61%e3%81%82",
    ]
    .concat();
    let card = chance
        .pick(&[true, false])
        .then(|| Card::read(&card))
        .flatten();
    let first = NaiveDate::from_epoch_days(chance.below(65_000) as i32).expect("a day");
    let about = About {
        zone,
        name: &name,
        card,
        threshold_secs: chance.below(100_000) as i64,
    };
    Shared::new(first, chance.below(24) as u8, rows, about).expect("days that there are")
}

#[test]
fn ten_thousand_calendars_come_back_as_they_were_told() {
    let mut chance = Chance::new(7);
    for _ in 0..10_000 {
        let shared = any_shared(&mut chance);
        assert!(length(&shared) <= MOST_CHARS);
        // What is told is told already.
        let again = About {
            zone: shared.zone(),
            name: shared.name(),
            card: shared.card().cloned(),
            threshold_secs: shared.threshold_secs(),
        };
        let again = Shared::new(
            shared.first(),
            shared.start_hour(),
            shared.rows().into(),
            again,
        );
        assert_eq!(again, Some(shared));
    }
}

#[test]
fn a_million_changed_fragments_are_links_or_none() {
    let mut chance = Chance::new(8);
    for _ in 0..1_000 {
        let link = any_shared(&mut chance).written().into_bytes();
        for _ in 0..1_000 {
            fuzz::link::check_fragment(&fuzz::link::changed(&link, &mut || chance.bits()));
        }
    }
}

#[test]
fn what_is_sealed_anew_is_a_link_or_impossible() {
    let mut chance = Chance::new(9);
    for _ in 0..300 {
        let link = any_shared(&mut chance).written();
        let told = fuzz::link::told(&link);
        assert_eq!(fuzz::link::sealed(&told), link);
        for _ in 0..10 {
            fuzz::link::check_told(&fuzz::link::changed(&told, &mut || chance.bits()));
        }
    }
}

#[test]
fn what_is_wrong_with_a_fragment_is_told_apart() {
    let link = shared(day("2026-05-01"), vec![0xffff_0000; 21]).written();
    let check = |fragment: &str, expected: LinkError| {
        assert_eq!(Shared::read(fragment), Err(expected), "{fragment}");
    };
    let mut damaged = link.clone().into_bytes();
    damaged[12] = if damaged[12] == b'A' { b'B' } else { b'A' };
    let damaged = String::from_utf8(damaged).expect("ASCII");
    check(&damaged, LinkError::Damaged);
    for cut in [3, 4, 5, 12, link.len() - 1] {
        check(&link[..cut], LinkError::CutShort);
    }
    for after in [
        "A",
        "AAAA",
        ")",
        "。",
        " と書いてあった",
        "%20",
        "#v1.",
        "&utm=1",
    ] {
        check(&[&link, after].concat(), LinkError::Followed);
    }
    let text = link.trim_start_matches("v1.");
    for version in ["v2.", "v10.", "v999999999999999999999999."] {
        check(&[version, text].concat(), LinkError::Newer);
    }
    for version in ["", "v.", "v0.", "V1.", "v1", "v-1.", "v１.", "w1.", "bird="] {
        check(&[version, text].concat(), LinkError::Damaged);
    }
    check(&["v1.", &"A".repeat(3_148)].concat(), LinkError::TooLong);
    check(
        &["v1.", &"A".repeat(10_000_000)].concat(),
        LinkError::TooLong,
    );
    for other in [
        "v1.%00",
        "v1.夜",
        "v1.____",
        "v1.//8A",
        "v1.\0",
        "v1.<b>x</b>",
    ] {
        check(other, LinkError::Damaged);
    }
    // The last character has bits that no byte needs.
    let mut spare = link.clone().into_bytes();
    let last = spare.last_mut().expect("characters");
    *last += 1;
    let spare = String::from_utf8(spare).expect("ASCII");
    assert!(Shared::read(&spare).is_err(), "{spare}");
}

#[test]
fn links_of_today_are_read_for_ever() {
    let check = |link: &str, name: &str, zone: &str, start_hour: u8, rows: &[u64]| {
        let shared = Shared::read(link).expect("a link");
        assert_eq!(shared.first(), day("2026-05-01"));
        assert_eq!((shared.name(), shared.zone()), (name, zone));
        assert_eq!(shared.start_hour(), start_hour);
        assert_eq!(shared.rows(), rows);
        assert_eq!(shared.written(), link);
        shared
    };
    let (late, long) = (0xfff0_0000, 0xffff_0000_0003);
    let [owl, utc, berlin, noise] = seeds::LINKS;
    let rows = [vec![late], vec![long; 20]].concat();
    let shared = check(owl, "夜ふかしさん", "Asia/Tokyo", 0, &rows);
    let card = shared.card().map(Card::written);
    assert_eq!(
        card.as_deref(),
        Some("1.20000.60.pilot.library.octo-cat.Momo")
    );
    assert_eq!(shared.threshold_secs(), MIDARE_SECS);
    check(utc, "", "UTC", 5, &[late, long]);
    check(berlin, "Owl 🦉", "Europe/Berlin", 0, &[late, long, long]);
    let shared = check(noise, "", "", 0, &noise_of(5));
    assert_eq!((shared.card(), shared.threshold_secs()), (None, 60));
}

#[test]
fn days_and_hours_that_there_are_not_are_not_shared() {
    let check = |first: &str, start_hour, rows: Vec<u64>, is: bool| {
        let shared = Shared::new(day(first), start_hour, rows, About::default());
        assert_eq!(shared.is_some(), is, "{first} {start_hour}");
    };
    check("2026-05-01", 0, vec![1], true);
    check("2026-05-01", 0, vec![], false);
    check("2026-05-01", 0, vec![1; MOST_DAYS], true);
    check("2026-05-01", 0, vec![1; MOST_DAYS + 1], false);
    check("2026-05-01", 24, vec![1], false);
    check("2026-05-01", 23, vec![1 << 47], true);
    check("2026-05-01", 23, vec![1 << 48], false);
    check("1969-12-31", 0, vec![1], false);
    check("1970-01-01", 0, vec![1], true);
    check("2149-06-05", 0, vec![1], true);
    check("2149-06-05", 0, vec![1, 1], false);
    check("+262142-12-31", 0, vec![1], false);
}

#[test]
fn a_name_is_told_without_what_cannot_be_seen() {
    for (typed, told) in [
        ("夜ふかしさん", "夜ふかしさん"),
        ("  a \n b  ", "a b"),
        ("\u{202e}evil\u{2066}\0", "evil"),
        ("<b onclick=x>", "<b onclick=x>"),
        ("👨\u{200d}👩\u{200d}👧", "👨\u{200d}👩\u{200d}👧"),
        ("\u{100000}x\u{fffff}", "x"),
        (
            "1234567890123456789012345678901",
            "123456789012345678901234567890",
        ),
        ("\u{202e}\u{200b}", ""),
    ] {
        assert_eq!(told_name(typed), told);
        let about = About {
            name: typed,
            ..About::default()
        };
        let shared = Shared::new(day("2026-05-01"), 0, vec![1], about).expect("a day");
        assert_eq!(shared.name(), told);
        length(&shared);
    }
}
