//! The same between the page and the talk worker.

use super::*;
use crate::engine::protocol::talk::{Ask, Tell};
use crate::engine::talk::gemini::{Key, Model};
use crate::engine::talk::voicevox::{Beak, Speaker, Style};
use crate::engine::talk::{Trouble, VoiceTrouble};

fn model(name: &str) -> Model {
    Model::new(name).expect("a name")
}

/// Everything that the page asks.
fn asks() -> Vec<Ask> {
    let job = u32::MAX;
    vec![
        Ask::Key {
            key: Key::new("AIzaCANARY").expect("a key"),
        },
        Ask::Forget,
        Ask::Models { job },
        Ask::Answer {
            job,
            model: model("gemini-3.8-flash"),
            body: "{\"夜\":1}".into(),
        },
        Ask::Speakers { job },
        Ask::Speak {
            job,
            text: "やあ。".into(),
            style: u32::MAX,
        },
        Ask::Diagnose { job: 0 },
        Ask::Stop { job: 300 },
    ]
}

/// Everything that the worker tells.
fn tells() -> Vec<Tell> {
    let job = 7;
    let troubles = [
        Trouble::BadKey,
        Trouble::Forbidden,
        Trouble::NotHere,
        Trouble::NoSuchModel,
        Trouble::Quota { secs: None },
        Trouble::Quota { secs: Some(86_400) },
        Trouble::Blocked,
        Trouble::CutShort,
        Trouble::Empty,
        Trouble::Unclear,
        Trouble::Busy,
        Trouble::Offline,
        Trouble::Slow,
        Trouble::Refused,
    ];
    let voices = [
        None,
        Some(VoiceTrouble::PermissionDenied),
        Some(VoiceTrouble::NotRunning),
        Some(VoiceTrouble::OriginNotAllowed),
        Some(VoiceTrouble::StyleCannotTalk),
        Some(VoiceTrouble::Broken),
        Some(VoiceTrouble::Slow),
    ];
    let style = Style {
        id: 3,
        name: "ノーマル".into(),
    };
    let speaker = Speaker {
        name: "夜".into(),
        styles: vec![style],
    };
    let beak = Beak {
        start_ms: 96,
        end_ms: u32::MAX,
        open: 0.7,
    };
    let mut all = vec![
        Tell::Ready { version: 1 },
        Tell::Models {
            job,
            models: vec![],
            newest: None,
        },
        Tell::Models {
            job,
            models: vec![model("a"), model("b")],
            newest: Some(model("b")),
        },
        Tell::Piece {
            job,
            text: "やあ".into(),
        },
        Tell::End { job },
        Tell::Speakers {
            job,
            speakers: vec![speaker],
        },
        Tell::Sound {
            job,
            beaks: vec![beak],
        },
    ];
    all.extend(troubles.map(|trouble| Tell::Trouble { job, trouble }));
    all.extend(voices.map(|trouble| Tell::Voice { job, trouble }));
    all
}

#[test]
fn messages_survive_the_way_and_nothing_else_is_taken_for_one() {
    asks().iter().for_each(check_way);
    tells().iter().for_each(check_way);
}

#[test]
fn what_is_told_of_a_message_does_not_tell_its_key() {
    for ask in asks() {
        assert!(!format!("{ask:?}").contains("CANARY"));
    }
}

#[test]
fn a_sound_follows_its_message() {
    let mut bytes = to_bytes(&Tell::Sound {
        job: 1,
        beaks: vec![],
    });
    bytes.extend(b"RIFF");
    let (_, rest): (Tell, _) = split_bytes(&bytes).expect("a message");
    assert_eq!(rest, b"RIFF");
}
