//! Nothing is eaten twice, and nothing is lost: refreshing, two tabs, midnight, clocks set back, other devices, old
//! files.

use std::collections::BTreeMap;

use chrono::Days;
use proptest::prelude::*;
use yodori::engine::bird::clock::Now;
use yodori::engine::bird::food::{self, Food, FoodKind, Key, Pantry, Portion, Tray};
use yodori::engine::bird::habit::Night;
use yodori::engine::bird::ledger::Ledger;
use yodori::engine::bird::{Bird, Cue, Input, saved};
use yodori::engine::time::Zone;

use crate::bird::{at, portions};
use crate::calendar::zone;

/// A person with a browser, whose story is told line by line:
///
/// * `clock TIME`: what local clocks show from then on; `zone NAME` moves the person.
/// * `did NAME TIME`: something was done, by local clocks.
/// * `offers NAMES`, `today NAMES`: what the last week and what today's tray has, by name, or `-`.
/// * `eats NAMES -> MEALS`: it is given these, in the tab.
/// * `tab NAME`: another tab, opened from what the browser keeps if it is new.
/// * `saves`: the tab puts itself together with what the browser keeps, and keeps that.
/// * `browser NAME`: another browser.
/// * `export FILE`, `import FILE`.
/// * `has EXPERIENCE`: the tab's bird.
struct Story {
    zone: Zone,
    clock: i64,
    did: BTreeMap<String, i64>,
    tabs: BTreeMap<(String, String), Bird>,
    browser: String,
    tab: String,
    kept: BTreeMap<String, String>,
    files: BTreeMap<String, String>,
}

impl Story {
    fn now(&self) -> Now<'_> {
        Now {
            at: self.clock,
            zone: &self.zone,
        }
    }

    fn place(&self) -> (String, String) {
        (self.browser.clone(), self.tab.clone())
    }

    fn kept(&self) -> Option<Bird> {
        let text = self.kept.get(&self.browser)?;
        Some(saved::read(text.as_bytes()).expect("it was written here"))
    }

    fn bird(&mut self) -> &mut Bird {
        let kept = self.kept();
        let new = Bird::new(&self.now());
        let place = self.place();
        self.tabs.entry(place).or_insert(kept.unwrap_or(new))
    }

    fn trays(&mut self) -> Vec<Tray> {
        let food = |(name, at): (&String, &i64)| Food {
            key: Key::of(FoodKind::Commit, name),
            at: *at,
            kind: FoodKind::Commit,
            languages: Vec::new(),
        };
        let pantry = Pantry {
            foods: self.did.iter().map(food).collect(),
            ..Pantry::default()
        };
        let bird = self.bird().clone();
        pantry.trays(bird.ledger(), bird.taste(), &self.now())
    }

    fn names(&self, portions: &[Portion]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for name in self.did.keys() {
            let key = Key::of(FoodKind::Commit, name);
            names.extend(
                portions
                    .iter()
                    .filter(|one| one.key == key)
                    .map(|_| &**name),
            );
        }
        match names.is_empty() {
            true => "-".to_owned(),
            false => names.join(" "),
        }
    }

    fn eats(&mut self, names: &str) -> u32 {
        let portion = |name: &str| Portion {
            at: self.did[name],
            key: Key::of(FoodKind::Commit, name),
            kind: FoodKind::Commit,
        };
        let portions: Vec<Portion> = names.split(' ').map(portion).collect();
        let (clock, zone) = (self.clock, self.zone.clone());
        let now = Now {
            at: clock,
            zone: &zone,
        };
        match self.bird().step(Input::Feed(&portions), &now) {
            Some(Cue::Ate { meals, .. }) => meals,
            _ => 0,
        }
    }

    fn goes_on(&mut self, line: &str) {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "clock" => self.clock = at(&self.zone, rest),
            "zone" => self.zone = zone(rest),
            "did" => {
                let (name, time) = rest.split_once(' ').expect("a name and a time");
                self.did.insert(name.to_owned(), at(&self.zone, time));
            }
            "offers" => {
                let trays = self.trays();
                assert_eq!(self.names(&food::all(&trays)), rest, "{line}");
            }
            "today" => {
                let trays = self.trays();
                assert_eq!(self.names(&trays[0].waiting), rest, "{line}");
            }
            "eats" => {
                let (names, meals) = rest.split_once(" -> ").expect("names and meals");
                assert_eq!(self.eats(names).to_string(), meals, "{line}");
            }
            "tab" => {
                self.tab = rest.to_owned();
                self.bird();
            }
            "saves" => {
                let bird = self.bird().clone();
                let bird = match self.kept() {
                    Some(kept) => bird.merge(kept),
                    None => bird,
                };
                self.kept
                    .insert(self.browser.clone(), saved::written(&bird));
                *self.bird() = bird;
            }
            "browser" => self.browser = rest.to_owned(),
            "export" => {
                let text = saved::written(self.bird());
                self.files.insert(rest.to_owned(), text);
            }
            "import" => {
                let other = saved::read(self.files[rest].as_bytes()).expect("it was written here");
                let bird = self.bird().clone();
                *self.bird() = bird.merge(other);
            }
            "has" => {
                let experience = self.bird().ledger().experience();
                assert_eq!(experience.to_string(), rest, "{line}");
            }
            _ => panic!("{line}"),
        }
    }
}

fn check(zone_name: &str, story: &str) {
    let mut telling = Story {
        zone: zone(zone_name),
        clock: 0,
        did: BTreeMap::new(),
        tabs: BTreeMap::new(),
        browser: "own".into(),
        tab: "1".into(),
        kept: BTreeMap::new(),
        files: BTreeMap::new(),
    };
    for line in story.lines().map(str::trim).filter(|line| !line.is_empty()) {
        telling.goes_on(line);
    }
}

#[test]
fn refreshing_gives_no_food_back() {
    check(
        "Asia/Tokyo",
        "clock 2026-05-06 20:00:00
         did a 2026-05-06 09:00:00
         did b 2026-05-06 10:00:00
         did c 2026-05-05 23:00:00
         offers a b c
         today a b
         eats a -> 1
         eats a -> 0
         offers b c
         saves
         tab again
         offers b c
         eats a b -> 1
         did d 2026-05-06 20:30:00
         offers c d
         eats c d -> 2
         saves
         offers -
         has 40",
    );
}

#[test]
fn two_tabs_eat_each_thing_once() {
    check(
        "Asia/Tokyo",
        "clock 2026-05-06 20:00:00
         did a 2026-05-06 09:00:00
         did b 2026-05-06 10:00:00
         did c 2026-05-06 11:00:00
         saves
         tab 2
         offers a b c
         eats a b -> 2
         tab 1
         offers a b c
         eats b c -> 2
         has 20
         saves
         has 20
         tab 2
         saves
         has 30
         tab 1
         saves
         has 30
         offers -",
    );
}

#[test]
fn food_is_of_its_local_day_to_the_last_second_and_keeps_for_a_week() {
    // An hour is left out or comes twice within these weeks, in Havana at midnight itself.
    for (zone, day, sixth, seventh) in [
        ("Asia/Tokyo", "2026-05-06", "2026-05-12", "2026-05-13"),
        ("America/New_York", "2026-03-05", "2026-03-11", "2026-03-12"),
        ("Pacific/Chatham", "2026-04-01", "2026-04-07", "2026-04-08"),
        ("Asia/Kathmandu", "2026-12-28", "2027-01-03", "2027-01-04"),
        ("America/Havana", "2026-10-28", "2026-11-03", "2026-11-04"),
        ("America/St_Johns", "2026-10-31", "2026-11-06", "2026-11-07"),
        (
            "Pacific/Kiritimati",
            "2028-02-26",
            "2028-03-03",
            "2028-03-04",
        ),
    ] {
        let before = day
            .parse::<chrono::NaiveDate>()
            .expect("a day")
            .pred_opt()
            .expect("one before");
        check(
            zone,
            &format!(
                "did before {before} 23:59:59
                 did first {day} 00:00:00
                 did last {day} 23:59:59
                 clock {day} 00:00:00
                 today first last
                 clock {day} 23:59:59
                 today first last
                 offers before first last
                 clock {sixth} 00:00:00
                 today -
                 offers first last
                 clock {sixth} 23:59:59
                 offers first last
                 eats first -> 1
                 clock {seventh} 00:00:00
                 offers -
                 eats last -> 1
                 has 20"
            ),
        );
    }
}

#[test]
fn a_journey_gives_nothing_twice() {
    check(
        "Asia/Tokyo",
        "clock 2026-05-06 08:00:00
         did a 2026-05-06 01:00:00
         did b 2026-05-06 07:00:00
         eats a -> 1
         zone America/Los_Angeles
         clock 2026-05-05 17:00:00
         offers b
         today b
         eats a b -> 1
         zone Pacific/Kiritimati
         clock 2026-05-06 14:00:00
         offers -
         has 20",
    );
}

#[test]
fn a_clock_set_back_gives_nothing_back_and_one_set_forward_takes_nothing() {
    check(
        "Asia/Tokyo",
        "did old 2026-03-01 12:00:00
         clock 2026-03-01 13:00:00
         eats old -> 1
         did a 2026-05-06 12:00:00
         did b 2026-05-06 13:00:00
         clock 2026-05-06 14:00:00
         eats a -> 1
         clock 2026-03-01 13:00:00
         offers -
         eats old a -> 0
         eats b -> 0
         has 20
         clock 2026-05-05 13:00:01
         today b
         clock 2026-05-05 12:59:59
         today -
         clock 2030-01-01 00:00:00
         offers -
         saves
         clock 2026-05-06 15:00:00
         tab after
         offers b
         eats b -> 1
         has 30",
    );
}

#[test]
fn after_a_meal_by_a_wrong_clock_each_thing_is_still_eaten_once() {
    check(
        "Asia/Tokyo",
        "did a 2026-05-06 12:00:00
         did b 2026-05-06 13:00:00
         clock 2026-05-06 14:00:00
         eats a -> 1
         clock 2029-05-06 14:00:00
         did odd 2029-05-06 13:00:00
         eats odd -> 1
         clock 2026-05-06 15:00:00
         eats a odd -> 0
         has 20
         did c 2026-05-07 12:00:00
         did d 2026-05-07 13:00:00
         clock 2026-05-07 14:00:00
         eats c -> 1
         offers d
         eats d -> 1
         saves
         tab after
         eats a c d odd -> 0
         has 40",
    );
}

#[test]
fn an_older_file_changes_nothing_and_another_device_adds_what_it_ate() {
    check(
        "Asia/Tokyo",
        "clock 2026-05-06 20:00:00
         did a 2026-05-06 09:00:00
         did b 2026-05-06 10:00:00
         did c 2026-05-06 11:00:00
         did d 2026-05-06 12:00:00
         eats a -> 1
         export early
         eats b -> 1
         import early
         has 20
         offers c d
         import early
         has 20
         browser phone
         import early
         has 10
         eats b c -> 2
         export phone
         browser own
         eats d -> 1
         import phone
         has 40
         import phone
         import early
         has 40
         offers -
         browser phone
         saves
         browser fresh
         import phone
         has 30
         offers d",
    );
}

#[test]
fn after_five_weeks_keys_are_a_number_that_counts_on() {
    let mut story = String::from("browser own\n");
    let first = "2026-03-02".parse::<chrono::NaiveDate>().expect("a day");
    for (nth, day) in first.iter_days().take(60).enumerate() {
        story += &format!(
            "did a{nth} {day} 09:00:00\ndid b{nth} {day} 10:00:00\nclock {day} 12:00:00\n\
             eats a{nth} b{nth} -> 2\n",
        );
        if nth == 3 {
            story += "export early\n";
        }
    }
    story += "has 1200\nimport early\nhas 1200\nsaves\nhas 1200
        clock 2026-03-05 12:00:00\noffers -\neats a0 b1 a3 -> 0\nhas 1200\nbrowser fresh\nimport early\nhas 80\n";
    check("Asia/Tokyo", &story);
}

#[test]
fn keys_are_kept_for_five_weeks_after_the_last_meal_of_their_day() {
    let kept = |days_later: i64| {
        let zone = Zone::utc();
        let at = 1_800_000_000;
        let portion = |key: u64, at: i64| Portion {
            at,
            key: Key(key),
            kind: FoodKind::Post,
        };
        let mut bird = Bird::new(&Now { at, zone: &zone });
        bird.step(
            Input::Feed(&[portion(0x1234_5678, at)]),
            &Now { at, zone: &zone },
        );
        let later = at + 86_400 * days_later;
        let now = Now {
            at: later,
            zone: &zone,
        };
        // It may be food of long ago: that of an old archive.
        bird.step(Input::Feed(&[portion(2, at - 86_400 * 1_000)]), &now);
        assert_eq!(bird.ledger().meals(), 2);
        let text = saved::written(&bird);
        assert!(text.contains("0000000000000002"), "{text}");
        text.contains("0000000012345678")
    };
    assert!(kept(0) && kept(35));
    assert!(!kept(36) && !kept(1_000));
}

#[test]
fn what_has_no_livable_day_is_no_food() {
    let zone = Zone::utc();
    for at in [i64::MIN, -1, 8_640_000_000, i64::MAX] {
        for clock in [i64::MIN, -1, 0, 8_640_000_000, i64::MAX] {
            let now = Now {
                at: clock,
                zone: &zone,
            };
            let mut bird = Bird::new(&now);
            let portion = Portion {
                at,
                key: Key(1),
                kind: FoodKind::Issue,
            };
            let cue = bird.step(Input::Feed(&[portion]), &now);
            assert_eq!(cue, Some(Cue::AteBefore), "{at} {clock}");
            bird.step(Input::Name("x"), &now);
            assert!(
                saved::read(saved::written(&bird).as_bytes()).is_ok(),
                "{clock}"
            );
        }
    }
}

#[test]
fn more_than_people_do_can_still_be_read_again() {
    let zone = Zone::utc();
    let mut bird = Bird::new(&Now { at: 0, zone: &zone });
    for day in 0..7 {
        let at = 1_800_000_000 + 86_400 * day;
        let portion = |key: u64| Portion {
            at,
            key: Key(key | (day as u64) << 32),
            kind: FoodKind::Post,
        };
        let portions: Vec<Portion> = (0..20_000).map(portion).collect();
        bird.step(Input::Feed(&portions), &Now { at, zone: &zone });
    }
    assert_eq!(bird.ledger().meals(), 140_000);
    let text = saved::written(&bird);
    assert!(text.len() < saved::MOST_BYTES / 2);
    let read = saved::read(text.as_bytes()).expect("it can be read");
    assert_eq!(read.ledger().meals(), 140_000);
}

/// What can happen to a bird in a small world: 24 foods on 8 days far apart, so that keys are dropped as well.
fn lives() -> impl Strategy<Value = Bird> {
    let happening = (0_u8..7, 0_u64..24, 0_i64..120);
    proptest::collection::vec(happening, 0..25).prop_map(|happenings| {
        let zone = Zone::utc();
        let begin = 1_700_000_000;
        let mut bird = Bird::new(&Now {
            at: begin,
            zone: &zone,
        });
        for (what, number, day) in happenings {
            let now = Now {
                at: begin + 86_400 * day,
                zone: &zone,
            };
            let portion = Portion {
                at: begin + 86_400 * 14 * (number as i64 / 3),
                key: Key(number),
                kind: FoodKind::Commit,
            };
            match what {
                0 => bird.step(Input::Name(["Momo", "夜", ""][number as usize % 3]), &now),
                1 => {
                    let outfits = yodori::engine::bird::wardrobe::Outfit::ALL;
                    bird.step(Input::Dress(outfits[number as usize % 9]), &now)
                }
                2 => {
                    let last = now.day();
                    let night = |back: u64| Night::new(last - Days::new(back), number as u16, 480);
                    let nights: Vec<Night> = (0..7).filter_map(night).collect();
                    bird.step(Input::Nights(&nights), &now)
                }
                _ => bird.step(Input::Feed(&[portion]), &now),
            };
        }
        bird
    })
}

fn together(a: &Bird, b: &Bird) -> Bird {
    a.clone().merge(b.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn birds_are_put_together_in_any_order_and_as_often_as_one_likes(a in lives(), b in lives(), c in lives()) {
        let same = |a: &Bird, b: &Bird| saved::written(a) == saved::written(b);
        prop_assert!(same(&together(&a, &b), &together(&b, &a)));
        prop_assert!(same(&together(&together(&a, &b), &c), &together(&a, &together(&b, &c))));
        prop_assert!(same(&together(&a, &a), &a));
        prop_assert!(same(&together(&together(&a, &b), &b), &together(&a, &b)));
        let experience = |bird: &Bird| bird.ledger().experience();
        let both = experience(&together(&a, &b));
        prop_assert!(experience(&a).max(experience(&b)) <= both);
        prop_assert!(both <= experience(&a) + experience(&b));
    }

    #[test]
    fn nothing_that_happens_takes_experience(bird in lives(), other in lives(), number in 0_u64..24, day in -50_i64..200) {
        let zone = Zone::utc();
        let now = Now { at: 1_700_000_000 + 86_400 * day, zone: &zone };
        let portion = Portion { at: now.at, key: Key(number), kind: FoodKind::Commit };
        let before = bird.ledger().experience();
        let mut after = together(&bird, &other);
        for input in [Input::Feed(&[portion]), Input::Name("x"), Input::Tick, Input::Up] {
            let before = after.ledger().experience();
            after.step(input, &now);
            prop_assert!(before <= after.ledger().experience());
        }
        prop_assert!(before <= after.ledger().experience());
    }

    #[test]
    fn what_was_eaten_is_never_taken_again(bird in lives(), other in lives(), number in 0_u64..24) {
        let portion = Portion {
            at: 1_700_000_000 + 86_400 * 14 * (number as i64 / 3),
            key: Key(number),
            kind: FoodKind::Commit,
        };
        let was_eaten = |ledger: &Ledger| !ledger.takes(&portion);
        let both = together(&bird, &other);
        let either = was_eaten(bird.ledger()) || was_eaten(other.ledger());
        prop_assert_eq!(was_eaten(both.ledger()), either);
    }
}

#[test]
fn what_was_fed_under_a_clock_that_was_ahead_is_forgotten_with_the_next_meal() {
    let zone = Zone::utc();
    let (wrong, right) = (1_800_000_000 + 90 * 86_400, 1_800_000_000);
    let at = |at| Now { at, zone: &zone };
    let mut bird = Bird::new(&at(right));
    bird.step(Input::Feed(&portions(0, 3, right)), &at(wrong));
    let kept = bird.clone();
    assert_eq!(bird.fed_on(&at(wrong)), 3);
    bird.step(Input::Feed(&portions(3, 2, right)), &at(right));
    for both in [bird.clone().merge(kept.clone()), kept.merge(bird)] {
        assert_eq!(both.fed_on(&at(right)), 2);
    }
}
