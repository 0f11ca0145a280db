//! VOICEVOX: who speaks, when the beak is open, and why there is no voice.

use yodori::engine::talk::VoiceTrouble;
use yodori::engine::talk::voicevox::diagnosis::{Ended, Findings, Permission, diagnose, refused};
use yodori::engine::talk::voicevox::{
    Beak, Speaker, Style, beak, credit, open_at, query_path, speakers, synthesis_path,
};
use yodori::engine::text::Language;
use yodori::engine::text::talk::says::voice_trouble;

#[test]
fn those_who_can_talk_are_listed_with_their_styles() {
    let body = r#"[
        {"name":"夜","speaker_uuid":"u","styles":[{"id":3,"name":"ノーマル","type":"talk"},{"id":3001,"name":"歌","type":"frame_decode"},{"id":5,"name":"ささやき"}],"version":"1"},
        {"name":"歌うだけ","styles":[{"id":6000,"name":"歌","type":"sing"}]},
        {"styles":[{"id":1,"name":"x"}]},
        {"name":"x","styles":[{"id":-1,"name":"x"},{"id":"7"},{"name":"y"}]},
        7
    ]"#;
    let style = |id, name: &str| Style {
        id,
        name: name.into(),
    };
    let expected = Speaker {
        name: "夜".into(),
        styles: vec![style(3, "ノーマル"), style(5, "ささやき")],
    };
    assert_eq!(speakers(body.as_bytes()), Some(vec![expected]));
    assert_eq!(speakers(b"[]"), Some(vec![]));
    for body in ["", "{}", "<html>", "{\"detail\":\"Origin not allowed\"}"] {
        assert_eq!(speakers(body.as_bytes()), None);
    }
    assert_eq!(credit("夜"), "VOICEVOX:夜");
}

#[test]
fn what_is_said_stands_in_the_address_as_it_is() {
    assert_eq!(
        query_path("や&x=1 ?#", 3),
        "/audio_query?text=%e3%82%84%26x%3d1%20%3f%23&speaker=3"
    );
    assert_eq!(synthesis_path(u32::MAX), "/synthesis?speaker=4294967295");
}

/// When the beak is open and how far, in percent: `213-306:70`.
fn moves(query: &str) -> String {
    let beaks = beak(query.as_bytes()).expect("a query");
    let told: Vec<String> = beaks
        .iter()
        .map(|beak| {
            format!(
                "{}-{}:{}",
                beak.start_ms,
                beak.end_ms,
                (beak.open * 100.0).round()
            )
        })
        .collect();
    told.join(" ")
}

fn query(scales: &str, phrases: &str) -> String {
    format!(
        r#"{{"accent_phrases":[{phrases}],"prePhonemeLength":0.1,"postPhonemeLength":0.1,{scales}"kana":"x"}}"#
    )
}

fn phrase(moras: &str, rest: &str) -> String {
    format!(r#"{{"moras":[{moras}],"accent":1{rest}}}"#)
}

fn mora(vowel: &str, length: &str) -> String {
    format!(
        r#"{{"text":"x","consonant":null,"consonant_length":null,"vowel":"{vowel}","vowel_length":{length},"pitch":5.1}}"#
    )
}

fn check_moves(scales: &str, phrases: &str, expected: &str) {
    assert_eq!(
        moves(&query(scales, phrases)),
        expected,
        "{scales} {phrases}"
    );
}

/// A mora that begins with a consonant, without a voice.
fn whispered(consonant: &str) -> String {
    format!(
        r#"{{"consonant":"{consonant}","consonant_length":0.064,"vowel":"u","vowel_length":0.064,"pitch":0}}"#
    )
}

#[test]
fn the_beak_follows_the_sounds_as_the_engine_lays_them_out() {
    // 0.1 s is 9.375 of 93.75 frames a second: 9 of them, 96 ms.
    check_moves("", &phrase(&mora("a", "0.096"), ""), "96-192:100");
    // A half goes to the even one: 0.88 * 93.75 is 82.5, and 0.24 * 93.75 is 22.5; 0.272 * 93.75 is 25.5.
    check_moves("", &phrase(&mora("e", "0.88"), ""), "96-970:70");
    check_moves("", &phrase(&mora("e", "0.24"), ""), "96-330:70");
    check_moves("", &phrase(&mora("e", "0.272"), ""), "96-373:70");
    check_moves("", &phrase(&mora("i", "9.6e-2"), ""), "96-192:40");
    check_moves("", &phrase(&mora("i", "96E-3"), ""), "96-192:40");
    // Closed: a stop, a negative length, none at all.
    check_moves("", &phrase(&mora("cl", "0.1"), ""), "");
    check_moves("", &phrase(&mora("a", "-1"), ""), "");
    check_moves("", &phrase(&mora("a", "null"), ""), "");
    check_moves("", "", "");
    check_moves("", &phrase(&whispered("s"), ""), "96-160:20 160-224:30");
    check_moves("", &phrase(&whispered("m"), ""), "160-224:30");
}

#[test]
fn speed_pauses_and_questions_move_it_as_they_move_the_sound() {
    // Twice as fast: each is half as long and rounded anew.
    check_moves(
        "\"speedScale\":2.0,",
        &phrase(&mora("a", "0.096"), ""),
        "53-96:100",
    );
    check_moves(
        "\"speedScale\":0,",
        &phrase(&mora("a", "0.096"), ""),
        "96-192:100",
    );
    // A pause between two phrases, as it is, set, and scaled.
    let pause = r#","pause_mora":{"text":"、","vowel":"pau","vowel_length":0.32,"pitch":0}"#;
    let two = [
        phrase(&mora("a", "0.096"), pause),
        phrase(&mora("o", "0.096"), ",\"pause_mora\":null"),
    ]
    .join(",");
    check_moves("", &two, "96-192:100 512-608:60");
    check_moves(
        "\"pauseLength\":null,\"pauseLengthScale\":0.5,",
        &two,
        "96-192:100 352-448:60",
    );
    check_moves("\"pauseLength\":0.64,", &two, "96-192:100 832-928:60");
    check_moves(
        "\"pauseLength\":0.64,\"pauseLengthScale\":0,",
        &two,
        "96-192:100 192-288:60",
    );
    // A question goes on with its last vowel, if that has a voice.
    let question = ",\"is_interrogative\":true";
    check_moves(
        "",
        &phrase(&mora("a", "0.096"), question),
        "96-192:100 192-341:100",
    );
    check_moves(
        "",
        &phrase(&whispered("k"), question),
        "96-160:20 160-224:30",
    );
}

#[test]
fn the_whole_of_a_query_of_the_engines_own_tests_is_laid_out() {
    // The lengths of its mock: te su to de su, whose two whispered vowels hardly open the beak.
    let moras = [
        ("t", "2.31", "e", "0.88"),
        ("s", "2.19", "U", "0.38"),
        ("t", "2.31", "o", "1.88"),
        ("d", "0.75", "e", "0.88"),
        ("s", "2.19", "U", "0.38"),
    ]
    .map(|(consonant, length, vowel, vowel_length)| {
        format!(r#"{{"consonant":"{consonant}","consonant_length":{length},"vowel":"{vowel}","vowel_length":{vowel_length},"pitch":1.0}}"#)
    })
    .join(",");
    let found =
        beak(query("\"speedScale\":1.0,", &phrase(&moras, "")).as_bytes()).expect("a query");
    assert_eq!(found.len(), 10);
    // In frames: 9, then 217 82 205 36 217 176 70 82 205 36.
    let frames = [9, 226, 308, 513, 549, 766, 942, 1012, 1094, 1299, 1335];
    let ends: Vec<u32> = frames.iter().map(|frames| frames * 32 / 3).collect();
    let starts: Vec<u32> = found.iter().map(|beak| beak.start_ms).collect();
    assert_eq!(starts, ends[..10]);
    assert_eq!(found[9].end_ms, ends[10]);
}

#[test]
fn no_query_moves_no_beak_and_the_largest_does_no_harm() {
    for body in ["", "{}", "[]", "<html>", "{\"accent_phrases\":7}"] {
        assert_eq!(beak(body.as_bytes()), None, "{body}");
    }
    for length in [
        "1e300",
        "1e-300",
        "1e2147483647",
        "-1e2147483647",
        "99999999999999999999",
        "1e",
        "0x1",
    ] {
        let query = query(
            "",
            &phrase(&[mora("a", length), mora("a", "0.1")].join(","), ""),
        );
        let found = beak(query.as_bytes()).expect("a query");
        assert!(
            found
                .iter()
                .all(|beak| beak.start_ms < beak.end_ms && beak.end_ms < 70_000),
            "{length}"
        );
    }
}

#[test]
fn three_questions_tell_three_troubles_apart() {
    use Ended::{Answered, Rejected, Silent};
    use Permission::{Denied, Granted, Prompt, Unknown};
    let check = |permission, blind, open, expected: Option<VoiceTrouble>| {
        let found = Findings {
            permission,
            blind,
            open,
        };
        assert_eq!(diagnose(found), expected, "{found:?}");
    };
    for permission in Permission::ALL {
        for blind in [Answered, Rejected, Silent] {
            check(permission, blind, Answered, None);
        }
    }
    let denied = Some(VoiceTrouble::PermissionDenied);
    let absent = Some(VoiceTrouble::NotRunning);
    let origin = Some(VoiceTrouble::OriginNotAllowed);
    for open in [Rejected, Silent] {
        for blind in [Answered, Rejected, Silent] {
            check(Denied, blind, open, denied);
        }
        for permission in [Granted, Unknown] {
            check(permission, Answered, open, origin);
            check(permission, Rejected, open, absent);
            check(permission, Silent, open, Some(VoiceTrouble::Slow));
        }
        check(Prompt, Answered, open, origin);
        check(Prompt, Rejected, open, absent);
        check(Prompt, Silent, open, denied);
    }
    for (state, expected) in [
        (Some("granted"), Granted),
        (Some("denied"), Denied),
        (Some("prompt"), Prompt),
        (Some("other"), Unknown),
        (None, Unknown),
    ] {
        assert_eq!(Permission::of_state(state), expected);
    }
}

#[test]
fn what_the_engine_refuses_is_told_by_its_answer() {
    for (status, body, expected) in [
        (
            422,
            "{\"message\":\"指定されたスタイルはこの機能をサポートしていません。\"}",
            VoiceTrouble::StyleCannotTalk,
        ),
        (
            422,
            "{\"detail\":[{\"loc\":[\"query\",\"speaker\"]}]}",
            VoiceTrouble::Broken,
        ),
        (
            403,
            "{\"detail\":\"Origin not allowed\"}",
            VoiceTrouble::OriginNotAllowed,
        ),
        (404, "{\"detail\":\"Not Found\"}", VoiceTrouble::Broken),
        (500, "", VoiceTrouble::Broken),
    ] {
        assert_eq!(
            refused(status, body.as_bytes()),
            expected,
            "{status} {body}"
        );
    }
}

#[test]
fn each_trouble_has_words_of_its_own_and_the_origin_stands_as_it_must_be_pasted() {
    let origin = "https://yodori.example";
    for language in Language::ALL {
        let mut seen = Vec::new();
        for trouble in [
            VoiceTrouble::PermissionDenied,
            VoiceTrouble::NotRunning,
            VoiceTrouble::OriginNotAllowed,
            VoiceTrouble::StyleCannotTalk,
            VoiceTrouble::Broken,
            VoiceTrouble::Slow,
        ] {
            let message = voice_trouble(language, trouble, origin);
            let names = message.found.ends_with(origin);
            assert_eq!(
                names,
                trouble == VoiceTrouble::OriginNotAllowed,
                "{message:?}"
            );
            assert!(!seen.contains(&message.what) && !message.advice.is_empty());
            seen.push(message.what);
        }
    }
}

#[test]
fn the_beak_is_as_wide_as_what_is_heard_and_shut_between() {
    let beak = |start_ms, end_ms, open| Beak {
        start_ms,
        end_ms,
        open,
    };
    let beaks = [
        beak(100, 200, 1.0),
        beak(200, 250, 0.5),
        beak(400, 500, 0.25),
    ];
    for (at_ms, open) in [
        (-1.0, 0.0),
        (0.0, 0.0),
        (99.9, 0.0),
        (100.0, 1.0),
        (199.9, 1.0),
        (200.0, 0.5),
        (250.0, 0.0),
        (400.0, 0.25),
        (500.0, 0.0),
        (f64::NAN, 0.0),
        (f64::INFINITY, 0.0),
    ] {
        assert_eq!(open_at(&beaks, at_ms), open, "{at_ms}");
    }
    assert_eq!(open_at(&[], 100.0), 0.0);
}
