//! Cards and the verdict: what figures of a rhythm say, in both languages.

use yodori::engine::infer::sleep::{Stretch, Timeline};
use yodori::engine::rhythm::report::{Gathering, Rhythm, before};
use yodori::engine::rhythm::streaks::Streaks;
use yodori::engine::text::Language;
use yodori::engine::text::rhythm::{Card, Earlier, cards, methods};

use crate::rhythm_lives::{Habit, STEADY, sleeps, timeline, told};

/// The cards of a life's last nights, compared with those before.
fn told_of(
    timeline: &Timeline,
    life: &[Stretch],
    rows: std::ops::Range<usize>,
    language: Language,
) -> Vec<Card> {
    let sleep = told(timeline, life);
    let gather = |rows| {
        let mut gathering = Gathering::new(&sleep, rows);
        for _ in 0..20 {
            gathering.add(timeline, life);
        }
        gathering
    };
    let now = gather(rows.clone());
    let earlier = before(&rows).map(|rows| Earlier {
        nights: rows.len() as u32,
        since: now.since(&gather(rows)),
    });
    let rhythm = Rhythm {
        streaks: Some(Streaks {
            current: 12,
            longest: 40,
        }),
        ..now.rhythm()
    };
    cards(language, &rhythm, timeline, earlier.as_ref())
}

fn card<'a>(cards: &'a [Card], id: &str) -> &'a Card {
    cards.iter().find(|card| card.id == id).expect("a card")
}

/// A steady life for 42 nights, then one that is later and later on free days.
fn two_lives() -> (Timeline, Vec<Stretch>) {
    let timeline = timeline(84);
    let late = Habit {
        onset: 2.5,
        free_later: 1.25,
        hours: 7.0,
        awake: 0.05,
        ..STEADY
    };
    let (early, late) = (sleeps(&timeline, STEADY, 1), sleeps(&timeline, late, 2));
    let first = early.iter().filter(|sleep| sleep.wake < 42 * 96);
    let second = late.iter().filter(|sleep| 42 * 96 <= sleep.onset);
    let life = first.chain(second).copied().collect();
    (timeline, life)
}

#[track_caller]
fn check(card: &Card, value: &str, says: &str, compared: &str) {
    assert_eq!(
        (&*card.value, &*card.says, &*card.compared),
        (value, says, compared)
    );
}

#[test]
fn figures_are_told_in_english() {
    let (timeline, life) = two_lives();
    let cards = told_of(&timeline, &life, 42..84, Language::English);
    let card = |id| card(&cards, id);
    check(
        card("sjl"),
        "1 h 15 min",
        "On free days you sleep about 1 h 15 min later",
        "1 h 15 min more than in the 42 nights before",
    );
    check(
        card("sleep"),
        "7 h",
        "You usually fall asleep around 2:52 and wake around 9:52: about 7 h",
        "30 min less than in the 42 nights before",
    );
    check(
        card("msf-sc"),
        "7:15",
        "Left to yourself, the middle of your sleep is around 7:15",
        "2 h 30 min later than in the 42 nights before",
    );
    check(
        card("all-nighters"),
        "5 nights",
        "5 nights without sleep, of 42 with records",
        "5 nights more than in the 42 nights before",
    );
    check(
        card("period"),
        "24.0 h",
        "Your sleep comes back about every 24.0 hours",
        "about the same as in the 42 nights before",
    );
    check(
        card("l5"),
        "3:45",
        "From 3:45 to 8:45: awake 12 % of it",
        "2 h 45 min later than in the 42 nights before",
    );
    check(card("streaks"), "12 days", "The longest was 40 days", "");
    check(
        card("changes"),
        "0 changes",
        "Your sleep has stayed where it was",
        "",
    );
    let verdict = card("verdict");
    assert_eq!(verdict.title, "Mostly regular");
    assert_eq!(
        verdict.says,
        "You usually fall asleep around 2:52 and wake around 9:52: about 7 h. On free days you sleep \
         about 1 h 15 min later. 5 nights without sleep, of 42 with records."
    );
}

#[test]
fn figures_are_told_in_japanese() {
    let (timeline, life) = two_lives();
    let cards = told_of(&timeline, &life, 42..84, Language::Japanese);
    let card = |id| card(&cards, id);
    check(
        card("sjl"),
        "1時間15分",
        "休日は、平日より約1時間15分おそく眠っています",
        "その前の42日より1時間15分長い",
    );
    check(
        card("sleep"),
        "7時間",
        "ふだんは2:52ごろ寝て、9:52ごろ起きています（約7時間）",
        "その前の42日より30分短い",
    );
    check(
        card("period"),
        "24.0時間",
        "眠りは、だいたい24.0時間ごとにくり返しています",
        "その前の42日とほとんど同じ",
    );
    let verdict = card("verdict");
    assert_eq!(verdict.title, "だいたい規則的");
    assert_eq!(
        verdict.says,
        "ふだんは2:52ごろ寝て、9:52ごろ起きています（約7時間）。休日は、平日より約1時間15分おそく眠っています。記録のある42夜のうち、徹夜が5回ありました。"
    );
    // All of it: the change between the two lives.
    let whole = told_of(&timeline, &life, 0..84, Language::Japanese);
    let changes = whole
        .iter()
        .find(|card| card.id == "changes")
        .expect("a card");
    check(
        changes,
        "1回",
        "2020/2/17ごろから、眠りが約1時間35分おそくなりました",
        "",
    );
}

#[test]
fn what_is_missing_is_said() {
    let timeline = timeline(4);
    let life = sleeps(&timeline, STEADY, 1);
    let say = |language| told_of(&timeline, &life, 0..4, language);
    let (japanese, english) = (say(Language::Japanese), say(Language::English));
    check(
        card(&english, "sri"),
        "",
        "Needs 5 pairs of nights in a row, has 3",
        "",
    );
    check(
        card(&japanese, "sri"),
        "",
        "2夜つづきの記録が5組必要です（いまは3組）",
        "",
    );
    check(
        card(&english, "is"),
        "",
        "Needs 8 nights with records, has 4",
        "",
    );
    assert_eq!(card(&english, "verdict").title, "Too early to tell");
    assert!(
        card(&english, "verdict")
            .says
            .starts_with("Needs 5 pairs of nights in a row, has 3. You usually")
    );
}

#[test]
fn a_day_of_another_length_is_told_by_its_month() {
    let timeline = timeline(60);
    let life = sleeps(
        &timeline,
        Habit {
            drift: 0.7,
            noise: 0.3,
            ..STEADY
        },
        1,
    );
    let say = |language| told_of(&timeline, &life, 0..60, language);
    let (japanese, english) = (say(Language::Japanese), say(Language::English));
    assert_eq!(
        card(&english, "period").says,
        "Your day was 24.7 h around Feb 2020"
    );
    assert_eq!(
        card(&japanese, "period").says,
        "2020年2月ごろは、1日が24.7時間でした"
    );
    assert!(card(&english, "verdict").says.contains("24.7 h"));
}

#[test]
fn every_card_is_complete_in_both_languages() {
    let (timeline, life) = two_lives();
    for language in Language::ALL {
        let cards = told_of(&timeline, &life, 0..84, language);
        assert!(25 < cards.len());
        for card in &cards {
            let has_japanese = |text: &str| {
                text.chars()
                    .any(|char| ('\u{3040}'..'\u{a000}').contains(&char))
            };
            let all = [
                &card.title,
                &card.value,
                &card.says,
                &card.method,
                &card.compared,
                &card.interval,
            ];
            if language == Language::English {
                assert!(!all.iter().any(|text| has_japanese(text)), "{card:?}");
            } else {
                assert!(
                    has_japanese(&card.title) && has_japanese(&card.says),
                    "{card:?}"
                );
            }
            let is_verdict = card.id == "verdict";
            assert!(is_verdict || !card.method.is_empty(), "{card:?}");
            assert!(!card.title.is_empty() && !card.says.is_empty(), "{card:?}");
        }
        let mut ids: Vec<&str> = cards.iter().map(|card| &*card.id).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), cards.len());
    }
}

#[test]
fn nothing_at_all_is_told_without_a_panic() {
    let timeline = Timeline::default();
    for language in Language::ALL {
        let cards = told_of(&timeline, &[], 0..0, language);
        assert!(
            cards
                .iter()
                .filter(|card| card.id != "streaks")
                .all(|card| card.value.is_empty()),
            "{cards:?}"
        );
        told_of(&timeline, &[], 5..9, language);
    }
}

#[test]
fn every_method_is_told_once_in_both_languages() {
    for language in Language::ALL {
        let methods = methods(language);
        assert!(20 < methods.len(), "{}", methods.len());
        let mut told: Vec<_> = methods.iter().map(|(_, method)| method).collect();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), methods.len());
        assert!(
            methods
                .iter()
                .all(|(title, method)| title.len() < method.len())
        );
        assert!(
            methods
                .iter()
                .any(|(_, method)| method.contains("Phillips et al. 2017"))
        );
    }
}
