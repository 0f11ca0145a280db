//! Single functions in a real browser, where `usize` has 32 bits. Run by `cargo xtask test wasm`.
#![cfg(target_arch = "wasm32")]

use chrono::DateTime;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{File, HtmlCanvasElement};
use yodori::engine::paint::Theme;
use yodori::engine::protocol::{self, Request};
use yodori::engine::scene::{Ink, Rect, Scene, Shape};
use yodori::web::handover::{self, Chosen};
use yodori::web::{canvas, intl};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn messages_to_the_worker_survive_the_way() {
    let check = |request: Request| {
        let bytes = protocol::to_bytes(&request);
        assert_eq!(protocol::from_bytes(&bytes), Some(request));
    };
    check(Request::Open {
        paths: vec!["twitter-2024/data/tweets.js".into(), "夜鳥.zip".into()],
    });
    check(Request::Posts {
        ask: u32::MAX,
        places: vec![(u16::MAX, u64::MAX), (0, 0)],
    });
}

/// What a zone's clocks show at a moment, both to the second.
fn check_zone(name: &str, at: &str, local: &str) {
    let secs = |year: i64| (year - 1970) * 31_556_952;
    let zone = intl::zone(name, secs(2006), secs(2027)).expect("a zone that every browser knows");
    let at = DateTime::parse_from_rfc3339(at).expect("a time").to_utc();
    assert_eq!(zone.local(at).to_string(), local, "{name}");
}

#[wasm_bindgen_test]
fn zones_are_those_of_the_browser_to_the_second_of_each_change() {
    for (name, at, local) in [
        ("UTC", "2024-03-10T06:59:59Z", "2024-03-10 06:59:59"),
        ("Asia/Tokyo", "2024-03-10T06:59:59Z", "2024-03-10 15:59:59"),
        (
            "America/New_York",
            "2024-03-10T06:59:59Z",
            "2024-03-10 01:59:59",
        ),
        (
            "America/New_York",
            "2024-03-10T07:00:00Z",
            "2024-03-10 03:00:00",
        ),
        (
            "America/New_York",
            "2024-11-03T05:59:59Z",
            "2024-11-03 01:59:59",
        ),
        (
            "America/New_York",
            "2024-11-03T06:00:00Z",
            "2024-11-03 01:00:00",
        ),
        (
            "Asia/Kathmandu",
            "2024-01-01T00:00:00Z",
            "2024-01-01 05:45:00",
        ),
        (
            "America/St_Johns",
            "2020-01-01T03:30:00Z",
            "2020-01-01 00:00:00",
        ),
        (
            "Australia/Lord_Howe",
            "2020-01-01T00:00:00Z",
            "2020-01-01 11:00:00",
        ),
        (
            "Australia/Lord_Howe",
            "2020-07-01T00:00:00Z",
            "2020-07-01 10:30:00",
        ),
        (
            "Pacific/Apia",
            "2011-12-30T09:59:59Z",
            "2011-12-29 23:59:59",
        ),
        (
            "Pacific/Apia",
            "2011-12-30T10:00:00Z",
            "2011-12-31 00:00:00",
        ),
    ] {
        check_zone(name, at, local);
    }
}

#[wasm_bindgen_test]
fn a_zone_that_does_not_exist_is_none_and_no_exception() {
    for name in ["Mars/Olympus", "", "東京", "Asia/Tokyo; drop"] {
        assert!(intl::zone(name, 0, 0).is_none(), "{name}");
    }
    assert!(intl::zone(&intl::own_zone(), 0, 0).is_some());
    assert!(intl::zone_names().iter().any(|name| name == "Asia/Tokyo"));
}

#[wasm_bindgen_test]
fn a_canvas_is_as_sharp_as_the_screen() {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document.expect("a page").create_element("canvas");
    let target: HtmlCanvasElement = element.expect("a canvas").unchecked_into();
    let rect = Rect {
        x: 0.0,
        y: 0.0,
        width: 10.0,
        height: 5.0,
    };
    let shape = Shape::Rect {
        rect,
        round_left: 0.0,
        round_right: 0.0,
        ink: Ink::Late,
    };
    let scene = Scene {
        width: 101.0,
        height: 51.0,
        shapes: vec![shape],
    };
    for (ratio, width, height) in [
        (1.0, 101, 51),
        (1.5, 152, 77),
        (2.0, 202, 102),
        (3.0, 303, 153),
    ] {
        canvas::draw(&target, &scene, &Theme::light(), ratio).expect("a canvas of that size");
        assert_eq!(
            (target.width(), target.height()),
            (width, height),
            "at {ratio}"
        );
    }
}

#[wasm_bindgen_test]
fn what_was_chosen_survives_the_way_to_the_whole_page() {
    let content = Array::of1(&Uint8Array::from(&b"posts"[..]));
    let file = File::new_with_u8_array_sequence(&content, "tweets.js").expect("a file");
    handover::leave(Chosen::Files(vec![("data/tweets.js".into(), file)]));
    let Chosen::Files(files) = handover::take() else {
        panic!("files were given");
    };
    let found: Vec<_> = files
        .iter()
        .map(|(path, file)| (path.as_str(), file.size()))
        .collect();
    assert_eq!(found, [("data/tweets.js", 5.0)]);
    handover::leave(Chosen::Sample("yofukashi_sample".into()));
    assert!(matches!(handover::take(), Chosen::Sample(handle) if handle == "yofukashi_sample"));
    handover::leave(Chosen::TooMuch);
    assert!(matches!(handover::take(), Chosen::TooMuch));
    assert!(matches!(handover::take(), Chosen::Nothing));
}
