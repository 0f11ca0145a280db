//! The bird's rules: levels, what comes with them, what is refused, how it feels. What is shared by the tests of it.

use chrono::{NaiveDate, NaiveDateTime, TimeZone};
use chrono_tz::Tz;
use yodori::engine::bird::clock::Now;
use yodori::engine::bird::dish::Dish;
use yodori::engine::bird::food::{self, Food, FoodKind, Key, Pantry, Portion, Taste};
use yodori::engine::bird::ledger::Present;
use yodori::engine::bird::level::{self, Progress, Stage};
use yodori::engine::bird::mood::{Feast, Mood};
use yodori::engine::bird::pose::Pose;
use yodori::engine::bird::wardrobe::{Gain, Light, Outfit, Room};
use yodori::engine::bird::{Bird, Cue, Input};
use yodori::engine::event::{Event, Flags, Kind};
use yodori::engine::time::Zone;

use crate::calendar::zone;

/// When the clocks of a zone show this: the first of two times.
pub fn at(zone: &Zone, clock: &str) -> i64 {
    let tz: Tz = zone.name().parse().expect("a zone of the table");
    let clock = NaiveDateTime::parse_from_str(clock, "%Y-%m-%d %H:%M:%S").expect("a time");
    let moment = tz.from_local_datetime(&clock).earliest();
    moment.expect("clocks show it").timestamp()
}

/// A portion for each number from `first` on, all done at one moment.
pub fn portions(first: u64, count: u64, at: i64) -> Vec<Portion> {
    let portion = |key| Portion {
        at,
        key: Key(key),
        kind: FoodKind::Commit,
    };
    (first..first + count).map(portion).collect()
}

/// A bird of so many meals.
pub fn fed(meals: u64, now: &Now) -> Bird {
    let mut bird = Bird::new(now);
    bird.step(Input::Feed(&portions(0, meals, now.at)), now);
    bird
}

#[test]
fn every_level_begins_at_its_threshold_and_takes_twice_the_one_before() {
    let told = [20, 60, 140, 300, 620, 1_260, 2_540, 5_100, 10_220];
    for (level, threshold) in (2..).zip(told) {
        assert_eq!(level::needed(level), threshold);
        assert_eq!(level::of(threshold), level, "{threshold}");
        assert_eq!(level::of(threshold - 1), level - 1, "{threshold} - 1");
        assert_eq!(level::of_meals(threshold / 10), level);
        assert_eq!(level::of_meals(threshold / 10 - 1), level - 1);
        let takes = level::needed(level + 1) - threshold;
        assert_eq!(takes, 10 << level);
    }
    assert_eq!((level::needed(1), level::of(0)), (0, 1));
    for level in 1..=60 {
        assert_eq!(level::of(level::needed(level)), level);
        assert_eq!(level::of(level::needed(level + 1) - 1), level);
    }
    assert_eq!(level::of(u64::MAX), 60);
    assert_eq!(level::of_meals(u64::MAX), 60);
    assert_eq!(level::needed(u32::MAX), u64::MAX);
}

#[test]
fn progress_is_within_the_level() {
    let check = |experience, level, done, of, percent, meals_left| {
        let progress = Progress::new(experience);
        assert_eq!(progress, Progress { level, done, of }, "{experience}");
        assert_eq!(progress.percent(), percent, "{experience}");
        assert_eq!(progress.meals_left(), meals_left, "{experience}");
    };
    check(0, 1, 0, 20, 0, 2);
    check(10, 1, 10, 20, 50, 1);
    check(20, 2, 0, 40, 0, 4);
    check(59, 2, 39, 40, 97, 1);
    check(60, 3, 0, 80, 0, 8);
    check(10_220, 10, 0, 10_240, 0, 1_024);
    check(20_459, 10, 10_239, 10_240, 99, 1);
    let most = Progress::new(u64::MAX);
    assert!(most.done <= most.of && most.percent() < 100, "{most:?}");
}

#[test]
fn stages_change_at_three_six_and_ten() {
    for (level, name) in [
        (1, "chick"),
        (2, "chick"),
        (3, "young"),
        (5, "young"),
        (6, "grown"),
        (9, "grown"),
        (10, "elder"),
        (60, "elder"),
    ] {
        assert_eq!(Stage::of(level).name(), name, "{level}");
    }
}

#[test]
fn names_are_their_own_and_are_found_again() {
    fn check<T: PartialEq + std::fmt::Debug>(
        all: &[T],
        name: impl Fn(&T) -> &'static str,
        named: impl Fn(&str) -> Option<T>,
    ) {
        let mut names: Vec<&str> = all.iter().map(&name).collect();
        for one in all {
            assert_eq!(named(name(one)).as_ref(), Some(one));
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all.len());
        assert_eq!(named("penguin"), None);
    }
    check(&Outfit::ALL, |one| one.name(), Outfit::named);
    check(&Room::ALL, |one| one.name(), Room::named);
    check(&Dish::ALL, |one| one.name(), Dish::named);
    check(&Present::ALL, |one| one.name(), Present::named);
    let pose = |name: &str| Pose::ALL.into_iter().find(|pose| pose.name() == name);
    check(&Pose::ALL, |one| one.name(), pose);
}

#[test]
fn what_comes_with_a_level_is_refused_below_it_and_worn_from_it_on() {
    let now = Now {
        at: 1_800_000_000,
        zone: &Zone::utc(),
    };
    for outfit in Outfit::ALL {
        check_level(outfit.level(), Input::Dress(outfit), &now, |bird| {
            bird.outfit() == outfit
        });
    }
    for room in Room::ALL {
        check_level(room.level(), Input::Move(room), &now, |bird| {
            bird.room() == room
        });
    }
    let levels = Outfit::ALL.map(Outfit::level);
    assert_eq!(levels, [1, 1, 1, 1, 1, 3, 4, 6, 8]);
    assert_eq!(Room::ALL.map(Room::level), [1, 1, 1, 1, 3, 5, 8]);
}

fn check_level(level: u32, input: Input, now: &Now, is_done: impl Fn(&Bird) -> bool) {
    let meals = level::needed(level) / 10;
    if 1 < level {
        let mut bird = fed(meals - 1, now);
        assert_eq!(bird.step(input, now), Some(Cue::Locked { level }));
        assert!(!is_done(&bird), "{input:?}");
    }
    let mut bird = fed(meals, now);
    let cue = bird.step(input, now);
    assert!(
        matches!(cue, None | Some(Cue::Changed)),
        "{input:?} {cue:?}"
    );
    assert!(is_done(&bird), "{input:?}");
    assert_eq!(bird.step(input, now), None, "{input:?} again");
}

#[test]
fn a_bird_comes_in_the_room_of_the_season() {
    for (day, room) in [
        ("2026-02-28", Room::Winter),
        ("2026-03-01", Room::Spring),
        ("2026-08-31", Room::Summer),
        ("2026-09-01", Room::Autumn),
        ("2026-12-01", Room::Winter),
    ] {
        let zone = zone("Asia/Tokyo");
        let at = at(&zone, &[day, " 00:00:00"].concat());
        let bird = Bird::new(&Now { at, zone: &zone });
        assert_eq!(bird.room(), room, "{day}");
    }
}

#[test]
fn growing_tells_the_levels_what_came_and_the_stage() {
    let now = Now {
        at: 1_800_000_000,
        zone: &Zone::utc(),
    };
    let check = |before, meals, levels: Option<(u32, u32)>, gains: &[Gain], stage| {
        let mut bird = fed(before, &now);
        let cue = bird.step(Input::Feed(&portions(1_000_000, meals, now.at)), &now);
        let Some(Cue::Ate {
            meals: ate, grew, ..
        }) = cue
        else {
            panic!("{cue:?}");
        };
        assert_eq!(u64::from(ate), meals);
        assert_eq!(grew.map(|grew| (grew.from, grew.to)), levels);
        let came: Vec<Gain> = grew.iter().flat_map(|grew| grew.gains()).collect();
        assert_eq!(came, gains);
        assert_eq!(grew.and_then(|grew| grew.stage()), stage);
    };
    let (pilot, library) = (Gain::Outfit(Outfit::Pilot), Gain::Room(Room::Library));
    check(0, 1, None, &[], None);
    check(1, 1, Some((1, 2)), &[], None);
    check(2, 4, Some((2, 3)), &[pilot, library], Some(Stage::Young));
    check(6, 7, None, &[], None);
    check(6, 8, Some((3, 4)), &[Gain::Outfit(Outfit::Rain)], None);
    let all = [
        pilot,
        Gain::Outfit(Outfit::Rain),
        Gain::Outfit(Outfit::Scholar),
        Gain::Outfit(Outfit::Star),
        library,
        Gain::Room(Room::Harbour),
        Gain::Room(Room::Moon),
    ];
    check(0, 2_000, Some((1, 10)), &all, Some(Stage::Elder));
}

#[test]
fn a_dish_is_a_matter_of_looks() {
    let now = Now {
        at: 1_800_000_000,
        zone: &Zone::utc(),
    };
    for dish in Dish::ALL {
        let mut bird = Bird::new(&now);
        bird.step(Input::Serve(dish), &now);
        let cue = bird.step(Input::Feed(&portions(0, 1, now.at)), &now);
        let ate = Cue::Ate {
            meals: 1,
            dish,
            grew: None,
        };
        assert_eq!(cue, Some(ate));
        assert_eq!(bird.progress().done, 10);
    }
}

#[test]
fn a_commit_in_the_night_feeds_no_more_than_one_at_noon() {
    let zone = zone("Asia/Tokyo");
    for hour in 0..24 {
        let time = format!("2026-05-06 {hour:02}:00:00");
        let now = Now {
            at: at(&zone, &time),
            zone: &zone,
        };
        assert_eq!(fed(1, &now).progress().done, 10, "{time}");
    }
}

#[test]
fn a_name_is_one_line_that_can_be_seen() {
    let long = "鳥".repeat(40);
    for (typed, name) in [
        ("ぼく", "ぼく"),
        ("  Momo \n the\tbird  ", "Momo the bird"),
        ("", ""),
        (" \u{200b}\u{202e} ", ""),
        ("a\u{0}b\u{7}c\u{1b}[31m", "abc[31m"),
        ("\u{202e}evil\u{202c} \u{2066}x\u{2069}", "evil x"),
        ("Zoë 🦉", "Zoë 🦉"),
        ("👩\u{200d}💻", "👩\u{200d}💻"),
        ("x\u{200d}", "x"),
        ("<b>&amp;", "<b>&amp;"),
        ("　全角　", "全角"),
        (&long, &"鳥".repeat(30)),
        (
            "1234567890123456789012345678 0X",
            "1234567890123456789012345678 0",
        ),
        (
            "12345678901234567890123456789 X",
            "12345678901234567890123456789",
        ),
    ] {
        let now = Now {
            at: 0,
            zone: &Zone::utc(),
        };
        let mut bird = Bird::new(&now);
        bird.step(Input::Name(typed), &now);
        assert_eq!(bird.name(), name, "{typed:?}");
    }
}

/// Foods with languages: `a Dart,Rust` each; which of them someone of a taste is offered.
fn liked(foods: &[&str], taste: &[&str]) -> String {
    let now = Now {
        at: 1_800_000_000,
        zone: &Zone::utc(),
    };
    let mut pantry = Pantry::default();
    for (nth, food) in foods.iter().enumerate() {
        let (kind, languages) = food.split_once(' ').unwrap_or((food, ""));
        let mut indexes = Vec::new();
        for language in languages.split(',').filter(|name| !name.is_empty()) {
            let known = pantry.languages.iter().position(|name| name == language);
            indexes.push(known.unwrap_or(pantry.languages.len()) as u16);
            if known.is_none() {
                pantry.languages.push(language.to_owned());
            }
        }
        pantry.foods.push(Food {
            key: Key(nth as u64),
            at: now.at,
            kind: match kind {
                "post" => FoodKind::Post,
                _ => FoodKind::Commit,
            },
            languages: indexes,
        });
    }
    let taste = Taste::only(taste.iter().copied());
    let trays = pantry.trays(Bird::new(&now).ledger(), &taste, &now);
    let shown: Vec<String> = trays[0]
        .waiting
        .iter()
        .map(|one| one.key.0.to_string())
        .collect();
    shown.join(" ")
}

#[test]
fn a_taste_is_for_any_language_of_a_repository_and_several_at_once() {
    let eleven = "commit C,C++,Go,HTML,CSS,Java,Kotlin,Lua,Perl,Ruby,Dart";
    let foods = [
        "commit Dart,Swift",
        "commit Rust",
        eleven,
        "commit ",
        "post",
    ];
    for (taste, expected) in [
        (&[][..], "0 1 2 3 4"),
        (&["Dart"], "0 2 4"),
        (&["dart"], "0 2 4"),
        (&["DART", "rust"], "0 1 2 4"),
        (&["C++"], "2 4"),
        (&["C+"], "4"),
        (&["Elm"], "4"),
        (&["", " "], "0 1 2 3 4"),
    ] {
        assert_eq!(liked(&foods, taste), expected, "{taste:?}");
    }
}

#[test]
fn languages_of_a_taste_are_each_there_once() {
    let taste = Taste::only(["Rust", " Dart ", "rust", "", "C++"]);
    assert_eq!(taste.languages(), ["C++", "Dart", "Rust"]);
    assert!(taste.has("dart") && !taste.has("D") && !taste.is_any());
    assert_eq!(Taste::only([]), Taste::ANY);
}

#[test]
fn keys_are_the_same_every_time_and_differ_by_kind_and_id() {
    assert_eq!(Key::of(FoodKind::Commit, "abc").0, 0x6a92ffd4028ab996);
    assert_eq!(Key::of_post(7, 1_800_000_000).0, 0x24de2dfb2500b6f1);
    let mut keys = vec![
        Key::of(FoodKind::Commit, "abc"),
        Key::of(FoodKind::Issue, "abc"),
        Key::of(FoodKind::Pull, "abc"),
        Key::of(FoodKind::Review, "abc"),
        Key::of(FoodKind::Commit, "abd"),
        Key::of_post(1, 23),
        Key::of_post(12, 3),
        Key::of_post(1, 24),
        Key::of_post(2, 23),
    ];
    let count = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), count);
}

#[test]
fn commits_issues_pull_requests_and_reviews_are_food_from_github() {
    let food = |kind| Food::of_github(kind, "abc", 7, &[3, 70_000, 0]);
    for (kind, expected) in [
        (Kind::Commit, FoodKind::Commit),
        (Kind::Issue, FoodKind::Issue),
        (Kind::PullRequest, FoodKind::Pull),
        (Kind::Review, FoodKind::Review),
    ] {
        let expected = Food {
            key: Key::of(expected, "abc"),
            at: 7,
            kind: expected,
            languages: vec![3, 0],
        };
        assert_eq!(food(kind), Some(expected));
    }
    let others = Kind::ALL.iter().filter(|kind| food(**kind).is_none());
    assert_eq!(others.count(), Kind::ALL.len() - 4);
}

#[test]
fn posts_of_the_last_week_are_food_whenever_that_was() {
    let zone = zone("Asia/Tokyo");
    let event = |id: u64, time: &str, kind| {
        Event::at_second(id, at(&zone, time), kind).expect("within the years of events")
    };
    let mut said_by_machine = event(8, "2016-03-09 11:00:00", Kind::Tweet);
    said_by_machine.flags = said_by_machine.flags.with(Flags::BOT_WORD);
    let events = [
        event(1, "2016-02-01 12:00:00", Kind::Tweet),
        event(2, "2016-03-03 23:59:59", Kind::Tweet),
        event(3, "2016-03-04 00:00:00", Kind::Tweet),
        event(4, "2016-03-09 10:00:00", Kind::Login),
        said_by_machine,
        event(5, "2016-03-10 01:00:00", Kind::CommunityTweet),
        event(6, "2016-03-10 02:00:00", Kind::Tweet),
        event(7, "2016-03-10 02:00:00", Kind::Commit),
    ];
    let pantry = Pantry::of_posts(&events);
    let now = Now {
        at: at(&zone, "2026-05-06 12:00:00"),
        zone: &zone,
    };
    let mut bird = Bird::new(&now);
    let trays = pantry.trays(bird.ledger(), bird.taste(), &now);
    let shown = |trays: &[food::Tray]| -> Vec<(String, usize, u32)> {
        let tray = |tray: &food::Tray| (tray.day.to_string(), tray.waiting.len(), tray.eaten);
        trays
            .iter()
            .map(tray)
            .filter(|tray| 0 < tray.1 as u32 + tray.2)
            .collect()
    };
    let (last, first) = ("2016-03-10".to_owned(), "2016-03-04".to_owned());
    assert_eq!(shown(&trays), [(last.clone(), 2, 0), (first.clone(), 1, 0)]);
    assert_eq!(food::waiting(&trays), 3);
    assert_eq!(
        food::next(&trays).map(|one| one.key),
        Some(Key::of_post(3, events[2].epoch_secs()))
    );
    let all = food::all(&trays);
    assert_eq!(all.len(), 3);
    assert!(matches!(
        bird.step(Input::Feed(&all), &now),
        Some(Cue::Ate { meals: 3, .. })
    ));
    assert_eq!(bird.step(Input::Feed(&all), &now), Some(Cue::AteBefore));
    let trays = pantry.trays(bird.ledger(), bird.taste(), &now);
    assert_eq!(shown(&trays), [(last, 0, 2), (first, 0, 1)]);
    assert_eq!(Pantry::of_posts(&events[3..4]), Pantry::default());
}

#[test]
fn a_mood_is_the_first_reason_that_holds() {
    let check = |time: &str, meals: u64, waiting: u64, of_before: u64, expected: Mood| {
        let zone = zone("Asia/Tokyo");
        let now = Now {
            at: at(&zone, time),
            zone: &zone,
        };
        let came = Now {
            at: at(&zone, "2025-04-12 12:00:00"),
            zone: &zone,
        };
        let mut bird = Bird::new(&came);
        bird.step(
            Input::Feed(&portions(90_000, of_before, now.at - 2 * 86_400)),
            &Now {
                at: now.at - 2 * 86_400,
                zone: &zone,
            },
        );
        let early = Now {
            at: now.at - 2 * 3_600,
            zone: &zone,
        };
        bird.step(Input::Feed(&portions(0, meals, early.at)), &early);
        let food = |portion: &Portion| Food {
            key: portion.key,
            at: portion.at,
            kind: portion.kind,
            languages: Vec::new(),
        };
        let mut pantry = Pantry::default();
        pantry
            .foods
            .extend(portions(0, meals, early.at).iter().map(food));
        pantry
            .foods
            .extend(portions(50_000, waiting, early.at).iter().map(food));
        let before = portions(90_000, of_before, now.at - 2 * 86_400);
        pantry.foods.extend(before.iter().map(food));
        let trays = pantry.trays(bird.ledger(), bird.taste(), &now);
        assert_eq!(bird.mood(&trays, &now), expected, "{time}");
    };
    check("2026-05-06 03:00:00", 0, 3, 0, Mood::Asleep);
    check("2026-05-06 23:30:00", 0, 3, 0, Mood::Sleepy);
    check("2026-05-06 07:30:00", 0, 3, 0, Mood::JustWoken);
    check("2026-05-06 12:00:00", 1, 3, 0, Mood::Hungry { waiting: 3 });
    check("2026-05-06 12:00:00", 5, 0, 0, Mood::Full { meals: 5 });
    check("2026-05-06 12:00:00", 0, 0, 2, Mood::DayOff);
    check("2026-05-06 12:00:00", 0, 0, 0, Mood::Calm);
    check(
        "2026-04-12 12:00:00",
        0,
        0,
        0,
        Mood::Festive(Feast::Birthday),
    );
    check("2025-04-12 18:00:00", 0, 0, 0, Mood::Calm);
    check(
        "2026-01-01 12:00:00",
        2,
        0,
        0,
        Mood::Festive(Feast::NewYear),
    );
    check("2026-01-04 12:00:00", 2, 0, 0, Mood::Full { meals: 2 });
    check("2026-12-31 12:00:00", 0, 1, 0, Mood::Hungry { waiting: 1 });
}

#[test]
fn feasts_have_their_days() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let came = Some(day("2024-10-31"));
    for (of, came, feast) in [
        ("2026-01-01", None, Some(Feast::NewYear)),
        ("2026-01-03", None, Some(Feast::NewYear)),
        ("2026-01-04", None, None),
        ("2026-07-07", None, Some(Feast::Tanabata)),
        ("2026-09-15", None, Some(Feast::MoonViewing)),
        ("2026-10-31", None, Some(Feast::Halloween)),
        ("2026-12-31", None, Some(Feast::YearsEnd)),
        ("2026-10-31", came, Some(Feast::Birthday)),
        ("2024-10-31", came, Some(Feast::Halloween)),
        ("2026-10-30", came, None),
    ] {
        assert_eq!(Feast::on(day(of), came), feast, "{of}");
    }
}

#[test]
fn it_is_proud_and_glad_for_an_hour_and_keeps_someone_company() {
    let zone = zone("Asia/Tokyo");
    let now = |time: &str| at(&zone, time);
    let later = |at: i64| Now { at, zone: &zone };
    let noon = now("2026-05-06 12:00:00");
    let mut bird = fed(6, &later(noon));
    assert_eq!(bird.mood(&[], &later(noon)), Mood::Proud { level: 3 });
    assert_eq!(
        bird.mood(&[], &later(noon + 3_599)),
        Mood::Proud { level: 3 }
    );
    assert_eq!(
        bird.mood(&[], &later(noon + 3_600)),
        Mood::Full { meals: 6 }
    );
    let late = now("2026-05-07 02:00:00");
    assert_eq!(bird.mood(&[], &later(late)), Mood::Asleep);
    bird.step(Input::Up, &later(late));
    assert_eq!(bird.mood(&[], &later(late)), Mood::UpLate);
    assert_eq!(bird.mood(&[], &later(late + 1_801)), Mood::Asleep);
}

#[test]
fn the_light_of_a_room_follows_the_clock() {
    for (minute, name) in [
        (0, "night"),
        (299, "night"),
        (300, "dawn"),
        (420, "day"),
        (1_019, "day"),
        (1_020, "dusk"),
        (1_140, "night"),
        (1_439, "night"),
    ] {
        assert_eq!(Light::at(minute).name(), name, "{minute}");
    }
}

#[test]
fn a_language_is_liked_or_not_by_turns_and_can_be_chosen_wherever_it_is_from() {
    let found: Vec<String> = ["C", "Dart", "Rust"].map(String::from).to_vec();
    let taste = Taste::ANY.toggled("dart").with("Elm").with(" ");
    assert_eq!(taste.languages(), ["Elm", "dart"]);
    assert_eq!(taste.among(&found), ["C", "Dart", "Rust", "Elm"]);
    assert_eq!(taste.toggled("DART").languages(), ["Elm"]);
    assert!(taste.toggled("Dart").toggled("elm").is_any());
    assert_eq!(Taste::ANY.among(&[]), [""; 0]);
}
