//! The bird in words, in both languages.

use chrono::NaiveDate;
use yodori::engine::bird::card::Standing;
use yodori::engine::bird::dish::Dish;
use yodori::engine::bird::food::{FoodKind, Key, Portion, Taste, Tray};
use yodori::engine::bird::habit::{Habit, Night};
use yodori::engine::bird::ledger::{Grant, Present};
use yodori::engine::bird::level::{Progress, Stage};
use yodori::engine::bird::mood::{Feast, Mood};
use yodori::engine::bird::pose::Pose;
use yodori::engine::bird::saved::Unread;
use yodori::engine::bird::wardrobe::{Outfit, Room};
use yodori::engine::bird::{Cue, Grew};
use yodori::engine::text::Language;
use yodori::engine::text::bird::keeping::{self, Kept};
use yodori::engine::text::bird::{self, feeding, happening, ranking, things};

use Language::{English, Japanese};

/// What is told in either language.
#[track_caller]
fn check(tell: impl Fn(Language) -> String, japanese: &str, english: &str) {
    assert_eq!(tell(Japanese), japanese);
    assert_eq!(tell(English), english);
}

#[test]
fn levels_and_what_is_left_are_told() {
    check(|of| bird::level(of, 1), "レベル1・ひな", "Level 1, chick");
    check(
        |of| bird::level(of, 12),
        "レベル12・長老",
        "Level 12, elder",
    );
    let at = Progress::new;
    check(
        |of| bird::meals_left(of, &at(50)),
        "次のレベルまで、あと1食",
        "1 meal to the next level",
    );
    check(
        |of| bird::meals_left(of, &at(10_220)),
        "次のレベルまで、あと1,024食",
        "1,024 meals to the next level",
    );
    assert_eq!(bird::progress(&at(10_230)), "10 / 10,240");
}

#[test]
fn a_bird_without_a_name_is_a_bird() {
    check(|of| bird::name(of, "").into(), "鳥", "The bird");
    check(|of| bird::name(of, "Momo").into(), "Momo", "Momo");
    check(
        |of| happening::pose(of, Pose::Eat, "Momo"),
        "Momoは、ごはんを食べています。",
        "Momo is eating.",
    );
    check(
        |of| happening::pose(of, Pose::Sleep, ""),
        "鳥は、すやすや眠っています。",
        "The bird is fast asleep.",
    );
}

#[test]
fn a_habit_says_how_it_is_known() {
    check(
        |of| bird::habit(of, &Habit::GUESS),
        "0:00から7:00まで眠ります。あなたの夜を5つ知るまでは、あてずっぽうです。",
        "Sleeps from 0:00 to 7:00. A mere guess, until it knows five of your nights.",
    );
    let day = |day| NaiveDate::from_ymd_opt(2026, 5, day).expect("a day");
    let nights: Vec<Night> = (1..=6)
        .filter_map(|nth| Night::new(day(nth), 1_385, 425))
        .collect();
    let habit = Habit::of(&nights).expect("a habit");
    check(
        |of| bird::habit(of, &habit),
        "23:05ごろ眠って、7:05ごろ起きます。あなたの最近の6夜に合わせています。",
        "Sleeps around 23:05 and wakes around 7:05, as you did in 6 recent nights.",
    );
}

#[test]
fn what_came_of_it_is_told() {
    let ate = |meals, grew| Cue::Ate {
        meals,
        dish: Dish::Ramen,
        grew,
    };
    let told = |cue: Cue| move |of| happening::cue(of, &cue, "Momo");
    check(
        told(ate(1, None)),
        "Momoは、ラーメンをぺろりと食べました。",
        "Momo gobbled up a meal of ramen.",
    );
    check(
        told(ate(12, Some(Grew { from: 1, to: 2 }))),
        "Momoは、ラーメンを12食、ぺろりと食べました。レベル2になりました！",
        "Momo gobbled up 12 meals of ramen. That makes level 2!",
    );
    check(
        told(ate(6, Some(Grew { from: 2, to: 3 }))),
        "Momoは、ラーメンを6食、ぺろりと食べました。レベル3になりました！もう若鳥です。新しく増えたもの：飛行士の服、図書室。",
        "Momo gobbled up 6 meals of ramen. That makes level 3! Now: fledgling. New: pilot’s gear, library.",
    );
    let grant = Grant {
        week: 7,
        present: Present::RegularWeek,
    };
    check(
        told(Cue::Given { grant, grew: None }),
        "Momoは、規則正しかった1週間のごほうびに、どんぐりをもらいました。",
        "Momo was given an acorn for a regular week.",
    );
    check(
        told(Cue::Locked { level: 8 }),
        "レベル8になってからのお楽しみです。",
        "Something to look forward to: it comes with level 8.",
    );
    check(
        told(Cue::Woke),
        "Momoは、目を覚ましました。",
        "Momo woke up.",
    );
}

#[test]
fn a_mood_says_why() {
    let told = |mood: Mood| move |of| happening::mood(of, mood);
    check(
        told(Mood::Hungry { waiting: 1 }),
        "えさがひとつ待っているので、そわそわしています。",
        "Fidgety: there is a bite waiting.",
    );
    check(
        told(Mood::Hungry { waiting: 1_200 }),
        "えさが1,200個待っているので、そわそわしています。",
        "Fidgety: there are 1,200 bites waiting.",
    );
    check(
        told(Mood::Full { meals: 5 }),
        "今日は5食もらって、おなかがまんまるです。",
        "Round as a ball: 5 meals today.",
    );
    check(
        told(Mood::Proud { level: 4 }),
        "レベル4になったばかりで、胸を張っています。",
        "Chest out: it has just reached level 4.",
    );
}

/// Everything the bird's words can say without being asked for more than one thing.
fn all(of: Language) -> Vec<String> {
    let mut told: Vec<String> = Vec::new();
    let texts = |texts: &[&'static str]| {
        texts
            .iter()
            .map(|text| (*text).to_owned())
            .collect::<Vec<_>>()
    };
    told.extend(texts(&Dish::ALL.map(|one| things::dish(of, one))));
    told.extend(texts(&Outfit::ALL.map(|one| things::outfit(of, one))));
    told.extend(texts(&Room::ALL.map(|one| things::room(of, one))));
    told.extend(texts(&Stage::ALL.map(|one| things::stage(of, one))));
    told.extend(texts(&Present::ALL.map(|one| things::present(of, one))));
    told.extend(
        Pose::ALL
            .iter()
            .filter(|pose| **pose != Pose::Blink)
            .map(|pose| happening::pose(of, *pose, "")),
    );
    let moods = [
        Mood::Asleep,
        Mood::UpLate,
        Mood::Sleepy,
        Mood::Proud { level: 2 },
        Mood::Glad(Present::RegularWeek),
        Mood::Glad(Present::Rest),
        Mood::JustWoken,
        Mood::Hungry { waiting: 1 },
        Mood::Hungry { waiting: 2 },
        Mood::Festive(Feast::Birthday),
        Mood::Festive(Feast::NewYear),
        Mood::Festive(Feast::Tanabata),
        Mood::Festive(Feast::MoonViewing),
        Mood::Festive(Feast::Halloween),
        Mood::Festive(Feast::YearsEnd),
        Mood::Full { meals: 1 },
        Mood::Full { meals: 2 },
        Mood::DayOff,
        Mood::Calm,
    ];
    told.extend(moods.map(|mood| happening::mood(of, mood)));
    for cue in [
        Cue::AteBefore,
        Cue::Changed,
        Cue::FellAsleep,
        Cue::Yawned,
        Cue::Woke,
    ] {
        told.push(happening::cue(of, &cue, ""));
    }
    for why in [
        Unread::TooLarge,
        Unread::NotJson,
        Unread::Foreign,
        Unread::Newer,
        Unread::Damaged,
    ] {
        let message = keeping::unread(of, why, "a.json");
        told.extend([message.what.to_owned(), message.found]);
        assert!(!message.advice.is_empty());
    }
    let standings = [Standing::BorneOut, Standing::Unproven];
    told.extend(texts(&standings.map(|one| ranking::standing(of, one))));
    told.extend(texts(
        &[Kept::ForGood, Kept::Perhaps, Kept::NotAtAll].map(|kept| keeping::kept(of, kept)),
    ));
    told
}

#[test]
fn all_is_said_in_its_language_and_each_in_its_own_words() {
    let is_japanese =
        |char: char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    for of in Language::ALL {
        let mut told = all(of);
        for text in &told {
            assert!(!text.is_empty() && !text.contains("  "), "{text}");
            assert_eq!(text.contains(is_japanese), of == Japanese, "{text}");
        }
        let count = told.len();
        told.sort_unstable();
        told.dedup();
        assert_eq!(told.len(), count);
    }
}

#[test]
fn presents_of_a_week_differ_whatever_the_week() {
    for week in -20..20 {
        let of = |present| things::trinket(English, Grant { week, present });
        assert_ne!(of(Present::RegularWeek), of(Present::Rest), "{week}");
    }
}

fn tray(counts: &[(FoodKind, u64)], eaten: u32) -> Tray {
    let mut waiting = Vec::new();
    for (kind, count) in counts {
        waiting.extend((0..*count).map(|key| Portion {
            at: 0,
            key: Key(key),
            kind: *kind,
        }));
    }
    Tray {
        day: NaiveDate::default(),
        waiting,
        eaten,
    }
}

#[test]
fn a_tray_says_what_is_on_it_and_what_was() {
    let check_tray = |counts: &[(FoodKind, u64)], eaten, japanese, english| {
        check(
            |of| feeding::tray(of, &tray(counts, eaten)),
            japanese,
            english,
        );
    };
    check_tray(&[], 0, "なし", "nothing");
    check_tray(&[], 5, "なし（食べた 5）", "nothing (5 eaten)");
    check_tray(
        &[
            (FoodKind::Review, 1),
            (FoodKind::Commit, 1_200),
            (FoodKind::Pull, 2),
        ],
        1,
        "コミット1,200・プルリクエスト2・レビュー1（食べた 1）",
        "1,200 commits, 2 pull requests, 1 review (1 eaten)",
    );
    check_tray(
        &[(FoodKind::Issue, 1), (FoodKind::Post, 2)],
        0,
        "Issue1・ポスト2",
        "1 issue, 2 posts",
    );
    check(
        |of| feeding::waiting(of, 0),
        "待っているえさは、いまはありません。",
        "Nothing is waiting to be eaten.",
    );
    check(
        |of| feeding::waiting(of, 1),
        "えさが1個、待っています。",
        "One bite is waiting.",
    );
    check(
        |of| feeding::waiting(of, 2),
        "えさが2個、待っています。",
        "2 bites are waiting.",
    );
}

#[test]
fn the_day_of_a_tray_is_told_from_today_on() {
    let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
    let today = day("2026-05-06");
    for (of, japanese, english) in [
        ("2026-05-06", "今日", "Today"),
        ("2026-05-05", "昨日", "Yesterday"),
        ("2026-05-04", "5/4 月", "Mon 4 May"),
        ("2026-04-30", "4/30 木", "Thu 30 Apr"),
        ("2026-04-29", "2026/4/29", "29 Apr 2026"),
        ("2016-03-10", "2016/3/10", "10 Mar 2016"),
        ("2026-05-07", "2026/5/7", "7 May 2026"),
    ] {
        check(
            |language| feeding::day(language, day(of), today),
            japanese,
            english,
        );
    }
}

#[test]
fn a_taste_names_three_languages_and_counts_more() {
    for (names, japanese, english) in [
        (&[][..], "なんでも", "anything"),
        (&["Dart"], "Dart", "Dart"),
        (&["Dart", "Rust"], "DartとRust", "Dart and Rust"),
        (&["Dart", "Rust", "C"], "C、Dart、Rust", "C, Dart, Rust"),
        (
            &["Dart", "Rust", "C", "Zig"],
            "C、Dart、Rustなど4の言語",
            "C, Dart, Rust and others, 4 in all",
        ),
    ] {
        let taste = Taste::only(names.iter().copied());
        check(|of| feeding::taste(of, &taste), japanese, english);
    }
}

#[test]
fn keeping_and_losing_a_bird_is_told_plainly() {
    check(
        |of| keeping::erasing(of, "Momo", 5),
        "Momo（レベル5）が、このブラウザからいなくなります。ファイルに保存していなければ、もう会えません。",
        "Momo (level 5) will be gone from this browser. Without a file of it, you won’t meet again.",
    );
    check(
        |of| keeping::restored(of, "", 5),
        "鳥（レベル5）が帰ってきました。",
        "The bird (level 5) is back.",
    );
    check(
        |of| keeping::unread(of, Unread::Foreign, "cat.json").found,
        "「cat.json」に、鳥はいませんでした。",
        "“cat.json” has no bird in it.",
    );
    assert_eq!(
        keeping::file_name("2026-05-06"),
        "yodori-bird-2026-05-06.json"
    );
}

#[test]
fn the_ranking_says_its_price_first() {
    check(
        |of| ranking::cost(of, 42, 42, 43, Some(4_957)),
        "フォローしている42人について調べます。GitHubのポイントを43ほど使います（のこり4,957）。",
        "Asks about the 42 people you follow. This takes about 43 of GitHub’s points (4,957 left).",
    );
    check(
        |of| ranking::cost(of, 1_250, 100, 103, None),
        "フォローしている1,250人のうち、100人について調べます。GitHubのポイントを103ほど使います。",
        "Asks about 100 of the 1,250 people you follow. This takes about 103 of GitHub’s points.",
    );
    check(
        |of| ranking::cost(of, 1, 1, 1, None),
        "フォローしている1人について調べます。GitHubのポイントを1ほど使います。",
        "Asks about the one person you follow. This takes about 1 of GitHub’s points.",
    );
    check(
        |of| ranking::place(of, 3, 43),
        "あなたは、43人のうち3位です。",
        "You are number 3 of 43.",
    );
    check(
        |of| ranking::row(of, 7, 1_240),
        "レベル7（1年で1,240件）",
        "Level 7 (1,240 contributions in a year)",
    );
    check(
        |of| ranking::row(of, 1, 1),
        "レベル1（1年で1件）",
        "Level 1 (1 contribution in a year)",
    );
    check(
        |of| ranking::progress(of, 12, 40),
        "12 / 40人",
        "12 / 40 people",
    );
}
