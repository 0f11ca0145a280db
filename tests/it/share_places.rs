//! Where a text and a link are taken to, which figures can be chosen, and what is written beside the picture.

use proptest::prelude::*;
use yodori::engine::event::{Imported, Person};
use yodori::engine::holiday::Country;
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::threshold::MIDARE_SECS;
use yodori::engine::opened::{Opened, Origin};
use yodori::engine::policy::LINKED;
use yodori::engine::sample::Sample;
use yodori::engine::scene::share::{Badge, Look};
use yodori::engine::share::{Host, Part, Place, Reach, Wish, around, calendar, choices, look};
use yodori::engine::text::Language::{English, Japanese};
use yodori::engine::text::share as words;

use crate::calendar::day;

#[test]
fn an_address_takes_text_and_link_as_the_place_reads_them() {
    let host = Host::read("misskey.io").expect("a server's name");
    let check = |place: Place, expected: &str| {
        let address = place.address(Some(&host), "夜 & #鳥\n2", "https://a.example/?b=c#d");
        assert_eq!(address.as_deref(), Some(expected), "{place:?}");
    };
    let (text, url) = (
        "%E5%A4%9C%20%26%20%23%E9%B3%A5%0A2",
        "https%3A%2F%2Fa.example%2F%3Fb%3Dc%23d",
    );
    let whole = [text, "%0A", url].concat();
    check(
        Place::X,
        &format!("https://x.com/intent/tweet?text={text}&url={url}"),
    );
    check(
        Place::Bluesky,
        &format!("https://bsky.app/intent/compose?text={whole}"),
    );
    check(
        Place::Misskey,
        &format!("https://misskey.io/share?text={text}&url={url}"),
    );
    check(
        Place::Mastodon,
        &format!("https://misskey.io/share?text={whole}"),
    );
    check(
        Place::Line,
        &format!("https://social-plugins.line.me/lineit/share?url={url}&text={text}"),
    );
    check(
        Place::Facebook,
        &format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
    );
    check(
        Place::Hatena,
        &format!("https://b.hatena.ne.jp/entry/panel/?url={url}"),
    );
    for place in Place::MANY {
        assert_eq!(
            place.address(None, "a", "b"),
            None,
            "{place:?} has no one address"
        );
    }
}

#[test]
fn every_place_that_is_at_one_address_is_among_those_that_links_lead_to() {
    for place in Place::SINGLE {
        let address = place.address(None, "a", "b").expect("one address");
        let host = address.split('/').nth(2).expect("a host");
        assert!(LINKED.contains(&host), "{host} is not in engine/policy.rs");
    }
}

#[test]
fn only_a_servers_name_is_taken_for_one() {
    let check = |typed: &str, expected: Option<&str>| {
        let host = Host::read(typed);
        assert_eq!(host.as_ref().map(Host::name), expected, "{typed:?}");
    };
    check("misskey.io", Some("misskey.io"));
    check("  Mstdn.JP ", Some("mstdn.jp"));
    check("https://mastodon.social/", Some("mastodon.social"));
    check("xn--931a.moe", Some("xn--931a.moe"));
    check("藍.moe", Some("藍.moe"));
    check("a.b-c.d2.example", Some("a.b-c.d2.example"));
    for wrong in [
        "",
        ".",
        "localhost",
        "misskey.io.",
        ".misskey.io",
        "a..b",
        "-a.example",
        "a-.example",
        "misskey.io:8080",
        "me@misskey.io",
        "@me@misskey.io",
        "me:pass@misskey.io",
        "misskey.io/share",
        "misskey.io?x",
        "misskey.io#x",
        "misskey.io\\@evil.example",
        "javascript:alert(1)",
        "javascript://a.example",
        "data:text/html,a.example",
        "http://misskey.io",
        "https://https://misskey.io",
        "//misskey.io",
        "127.0.0.1",
        "0x7f.1",
        "[::1]",
        "a b.example",
        "a\u{0}b.example",
        "a\u{202e}b.example",
        "a%2eb.example",
        "a。example",
        "a\u{2488}example.jp",
        "a_b.example",
        "\u{200b}a.example",
        "😀.example",
    ] {
        check(wrong, None);
    }
    check(
        &["a".repeat(63), ".example".into()].concat(),
        Some(&["a".repeat(63), ".example".into()].concat()),
    );
    check(&["a".repeat(64), ".example".into()].concat(), None);
    check(&["a.".repeat(130), "example".into()].concat(), None);
}

proptest! {
    #[test]
    fn whatever_is_typed_leads_to_no_other_host(typed in ".{0,60}", text in ".{0,60}", url in ".{0,60}") {
        let host = Host::read(&typed);
        for place in Place::SINGLE.into_iter().chain(Place::MANY) {
            let Some(address) = place.address(host.as_ref(), &text, &url) else { continue };
            let rest = address.strip_prefix("https://").expect("an address of https");
            let (at, path) = rest.split_once('/').expect("a path");
            prop_assert!(!at.contains(['@', ':', '?', '#', '\\', '%', ' ']), "{address}");
            prop_assert!(path.is_ascii() && !path.contains(['#', '"', '<', '\\', ' ']), "{address}");
        }
    }
}

fn opened(sample: Sample, days: &str) -> Opened {
    let last = day("2026-05-26");
    let (from, to) = days.split_once("..").expect("two days");
    Opened {
        origin: Origin::Sample(sample),
        imported: sample.imported(Japanese, last),
        filter: Filter::default(),
        zone: Sample::zone(),
        country: Country::Japan,
        marked: Vec::new(),
        days: day(from)..day(to),
        start_hour: 0,
        threshold_secs: MIDARE_SECS,
    }
}

#[test]
fn the_days_end_where_those_in_sight_do() {
    let check = |reach: Reach, expected: &str| {
        let days = reach.days(&(day("2026-03-01")..day("2026-05-27")));
        assert_eq!(format!("{}..{}", days.start, days.end), expected);
    };
    check(Reach::InSight, "2026-03-01..2026-05-27");
    check(Reach::ThreeWeeks, "2026-05-06..2026-05-27");
    check(Reach::Year, "2025-05-27..2026-05-27");
}

#[test]
fn figures_are_told_only_where_they_are_known() {
    let card = |id: &str, title: &str, value: &str| [id.into(), title.into(), value.into()];
    let cards = [
        card("verdict", "Like clockwork", ""),
        card("score", "Midare score", "61 / 100"),
        card("sleep", "Usual sleep", "7 h"),
        card("sjl", "Social jetlag", ""),
        card("iv", "Fragmentation", "0.8"),
    ];
    let check = |sample: Sample, days: &str, cards: &[[String; 3]], expected: &[&str]| {
        let opened = opened(sample, days);
        let calendar = calendar(&opened, Reach::InSight);
        let told = choices(English, &calendar, cards);
        let told: Vec<String> = told
            .iter()
            .map(|choice| format!("{}: {}", choice.id, choice.figure.value))
            .collect();
        assert_eq!(told, expected, "{days}");
    };
    check(
        Sample::NightOwl,
        "2026-05-06..2026-05-27",
        &cards,
        &[
            "three: 13 of 21",
            "score: 61 / 100",
            "sleep: 7 h",
            "longest: 34 h 23 min",
        ],
    );
    check(Sample::NightOwl, "2006-05-06..2006-05-27", &[], &[]);
    check(Sample::NightOwl, "2026-05-06..2026-05-06", &[], &[]);
}

#[test]
fn the_bird_is_sleepy_beside_someone_who_is_up_at_three() {
    let check = |sample: Sample, expected: Look| {
        let opened = opened(sample, "2026-05-06..2026-05-27");
        assert_eq!(look(&calendar(&opened, Reach::InSight)), expected);
    };
    check(Sample::NightOwl, Look::Sleepy);
    check(Sample::EarlyBird, Look::Awake);
}

#[test]
fn three_in_the_night_is_three_wherever_a_row_starts() {
    let mut opened = opened(Sample::NightOwl, "2026-05-06..2026-05-27");
    let mut value = |start_hour: u8| {
        opened.start_hour = start_hour;
        let choices = choices(English, &calendar(&opened, Reach::InSight), &[]);
        choices.first().map(|choice| choice.figure.value.clone())
    };
    // The night that a row holds is another one: before its day, or after it.
    assert_eq!(value(0).as_deref(), Some("13 of 21"));
    assert_eq!(value(3).as_deref(), Some("13 of 21"));
    assert_eq!(value(4).as_deref(), Some("14 of 21"));
}

#[test]
fn a_wish_says_what_is_in_the_picture() {
    let opened = opened(Sample::NightOwl, "2026-05-06..2026-05-27");
    let calendar = calendar(&opened, Reach::InSight);
    let cards = [
        ["score".into(), "Score".into(), "61 / 100".into()],
        ["sri".into(), "SRI".into(), "40".into()],
    ];
    let choices = choices(English, &calendar, &cards);
    let mut wish = Wish::default();
    let told =
        |wish: &Wish, origin: &str| around(English, &opened, &calendar, wish, &choices, origin);
    let ids = |wish: &Wish| {
        let chosen = wish.chosen(&choices).into_iter();
        chosen
            .map(|choice| choice.id.clone())
            .collect::<Vec<_>>()
            .join(" ")
    };
    let first = told(&wish, "https://yodori.example");
    assert_eq!(
        (first.name.as_str(), first.handle.as_str()),
        ("Night Owl", "yofukashi_sample")
    );
    assert_eq!(
        (first.hashtag.as_str(), first.zone.as_str()),
        ("#yodori", "Asia/Tokyo")
    );
    assert_eq!(
        (first.site.as_str(), first.badge),
        ("yodori.example", Badge::None)
    );
    assert_eq!(told(&wish, "http://127.0.0.1:8080").site, "");
    assert_eq!(ids(&wish), "three score sri");
    // A fourth takes the first one's place.
    wish.turn_figure(&choices, "longest");
    assert_eq!(ids(&wish), "score sri longest");
    wish.turn_figure(&choices, "sri");
    assert_eq!(ids(&wish), "score longest");
    wish.turn_figure(&choices, "three");
    assert_eq!(ids(&wish), "score longest three");
    for part in Part::ALL {
        wish.turn(part);
    }
    wish.name = Some("Someone".into());
    let last = told(&wish, "https://yodori.example");
    assert_eq!(
        (last.name.as_str(), last.handle.as_str(), last.zone.as_str()),
        ("", "", "")
    );
    assert_eq!(
        (last.hashtag.as_str(), last.badge, last.bird),
        ("", Badge::Initial, None)
    );
    // The person's own picture takes the letter's place, be there one or not, and gives it back.
    let badge = |wish: &Wish| told(wish, "").badge;
    wish.has_portrait = true;
    assert_eq!(badge(&wish), Badge::Portrait);
    wish.turn(Part::Initial);
    assert_eq!(badge(&wish), Badge::Portrait);
    wish.has_portrait = false;
    assert_eq!(badge(&wish), Badge::None);
    wish.turn(Part::Initial);
    assert_eq!(badge(&wish), Badge::Initial);
    wish.turn(Part::Name);
    assert_eq!(told(&wish, "").name, "Someone");
    wish.figures = Some(Vec::new());
    assert_eq!(told(&wish, "").figures, []);
}

#[test]
fn a_post_names_nobody_and_says_days_figures_and_hashtag() {
    let days = day("2026-05-06")..day("2026-05-27");
    let figures = [("3時に起きていた夜", "7 / 21夜")];
    let post = words::post(Japanese, &days, figures.into_iter(), "#夜鳥");
    assert_eq!(
        post,
        "起きていた時間のカレンダー（2026/5/6 – 5/26）\n3時に起きていた夜：7 / 21夜\n#夜鳥"
    );
    let post = words::post(English, &days, [].into_iter(), "");
    assert_eq!(post, "Hours awake, 6 May – 26 May 2026");
}

#[test]
fn a_files_name_holds_only_what_every_file_system_takes() {
    let days = day("2026-05-06")..day("2026-05-27");
    for (handle, name) in [
        (
            "yoru_log71",
            "yodori-share-yoru_log71-2026-05-06-2026-05-26",
        ),
        ("../夜\u{0}/x", "yodori-share-x-2026-05-06-2026-05-26"),
        ("", "yodori-share-2026-05-06-2026-05-26"),
    ] {
        assert_eq!(words::file_name(handle, &days), name);
    }
}

#[test]
fn nobody_needs_a_name() {
    let mut opened = opened(Sample::NightOwl, "2026-05-06..2026-05-27");
    opened.origin = Origin::Archive;
    opened.imported = Imported {
        person: Person::default(),
        ..opened.imported
    };
    let calendar = calendar(&opened, Reach::Year);
    let told = around(English, &opened, &calendar, &Wish::default(), &[], "");
    assert!(!told.name.is_empty());
    assert_eq!(told.handle, "");
}
