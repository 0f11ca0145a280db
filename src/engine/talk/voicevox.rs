//! VOICEVOX on the person's own machine: who speaks, when the beak is open, and why there is no voice
//! ([`diagnosis`]). Nothing here sends.

pub mod diagnosis;

use crate::engine::json::{self, Value};
use crate::engine::plain;
use crate::engine::policy::VOICEVOX;

/// Where the engine listens.
pub const HOST: &str = VOICEVOX;
pub const VERSION_PATH: &str = "/version";
pub const SPEAKERS_PATH: &str = "/speakers";

/// The engine makes 24,000 samples a second, 256 at a time: each sound lasts a whole number of these.
/// Source: VOICEVOX/voicevox_engine, tts_pipeline/tts_engine.py, `_to_frame`.
const FRAMES: i64 = 375;
const OF_MICROS: i64 = 4_000_000;
/// What a question ends with, in microseconds: the last vowel once more (`UPSPEAK_LENGTH`).
const UPSPEAK_MICROS: i64 = 150_000;
/// No sound is longer, in microseconds.
const LONGEST_MICROS: i64 = 60_000_000;
const ONE: i64 = 1_000_000;

/// Someone who can speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    pub name: String,
    pub styles: Vec<Style>,
}

/// A way in which someone speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    pub id: u32,
    pub name: String,
}

/// What has to stand where the voice is used.
pub fn credit(name: &str) -> String {
    ["VOICEVOX:", name].concat()
}

/// Those who can talk, with the styles in which they can (others sing); `None` if that is no list of speakers.
pub fn speakers(body: &[u8]) -> Option<Vec<Speaker>> {
    let said = json::read(body)?;
    let Value::List(listed) = &said else {
        return None;
    };
    let style = |style: &Value| {
        let talks = matches!(style.told("type"), None | Some("talk"));
        let id = u32::try_from(style.number("id")?).ok()?;
        let name = plain::name(style.text("name"));
        talks.then_some(Style { id, name })
    };
    let speaker = |speaker: &Value| {
        let styles: Vec<_> = speaker.list("styles").iter().filter_map(style).collect();
        let name = plain::name(speaker.told("name")?);
        (!styles.is_empty()).then_some(Speaker { name, styles })
    };
    Some(listed.iter().filter_map(speaker).collect())
}

/// Where to ask how a text is spoken. The answer is what [`synthesis_path`] wants as it came.
pub fn query_path(text: &str, style: u32) -> String {
    let mut path = String::from("/audio_query?text=");
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() {
            path.push(byte.into());
        } else {
            let hex = |digit: u8| char::from_digit(digit.into(), 16).unwrap_or('0');
            path.extend(['%', hex(byte >> 4), hex(byte & 15)]);
        }
    }
    path.push_str("&speaker=");
    path.push_str(&style.to_string());
    path
}

/// Where to ask for the sound.
pub fn synthesis_path(style: u32) -> String {
    ["/synthesis?speaker=", &style.to_string()].concat()
}

/// How wide the beak is for a while.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beak {
    /// Milliseconds after the sound begins.
    pub start_ms: u32,
    pub end_ms: u32,
    /// From 0, closed, to 1.
    pub open: f32,
}

/// How the beak moves while a text is spoken, from what the engine said of it. It is closed between these.
///
/// Each length is scaled and rounded as the engine does it, so that nothing drifts: the last one ends as long
/// before the sound does as the pause after it lasts.
pub fn beak(query: &[u8]) -> Option<Vec<Beak>> {
    let said = json::read(query)?;
    let Value::List(phrases) = said.get("accent_phrases") else {
        return None;
    };
    let speed = decimal(said.get("speedScale"))
        .filter(|speed| *speed > 0)
        .unwrap_or(ONE);
    let pause = Pause {
        length: decimal(said.get("pauseLength")),
        scale: decimal(said.get("pauseLengthScale")).unwrap_or(ONE),
    };
    let mut mouth = Mouth {
        speed,
        frames: 0,
        beaks: Vec::new(),
    };
    mouth.sound(
        decimal(said.get("prePhonemeLength")).unwrap_or_default(),
        0.0,
    );
    for phrase in phrases {
        for mora in phrase.list("moras") {
            if let Some(consonant) = mora.told("consonant") {
                mouth.sound(length(mora, "consonant_length"), consonant_open(consonant));
            }
            mouth.sound(length(mora, "vowel_length"), vowel_open(mora.text("vowel")));
        }
        if let Some(last) = phrase
            .list("moras")
            .last()
            .filter(|_| phrase.is("is_interrogative"))
        {
            let is_voiced = decimal(last.get("pitch")).is_some_and(|pitch| pitch > 0);
            let length = if is_voiced { UPSPEAK_MICROS } else { 0 };
            mouth.sound(length, vowel_open(last.text("vowel")));
        }
        if let Some(mora) = phrase.get("pause_mora").fields() {
            mouth.sound(pause.of(length(mora, "vowel_length")), 0.0);
        }
    }
    Some(mouth.beaks)
}

/// How wide the beak is at a moment, from 0 to 1.
///
/// * `beaks`: by time. `at_ms`: milliseconds after the sound began.
pub fn open_at(beaks: &[Beak], at_ms: f64) -> f32 {
    let after = beaks.partition_point(|beak| f64::from(beak.end_ms) <= at_ms);
    let is_begun = |beak: &&Beak| f64::from(beak.start_ms) <= at_ms;
    beaks
        .get(after)
        .filter(is_begun)
        .map_or(0.0, |beak| beak.open)
}

/// How pauses between words are changed.
struct Pause {
    length: Option<i64>,
    scale: i64,
}

impl Pause {
    fn of(&self, length: i64) -> i64 {
        let length = self.length.unwrap_or(length);
        length
            .saturating_mul(self.scale)
            .checked_div(ONE)
            .unwrap_or_default()
    }
}

/// What moves, and when it has moved so far.
struct Mouth {
    /// In millionths.
    speed: i64,
    frames: i64,
    beaks: Vec<Beak>,
}

impl Mouth {
    /// The next sound, of this length in microseconds.
    fn sound(&mut self, length: i64, open: f32) {
        let start_ms = self.now_ms();
        // Halves to the even one, as numpy rounds.
        let of = OF_MICROS.saturating_mul(self.speed);
        let frames = length
            .clamp(0, LONGEST_MICROS)
            .saturating_mul(FRAMES)
            .saturating_mul(ONE);
        let whole = frames.checked_div(of).unwrap_or_default();
        let twice = frames
            .saturating_sub(whole.saturating_mul(of))
            .saturating_mul(2);
        let is_up = twice > of || twice == of && whole & 1 == 1;
        self.frames = self
            .frames
            .saturating_add(whole)
            .saturating_add(is_up.into());
        let end_ms = self.now_ms();
        if open > 0.0 && start_ms < end_ms {
            self.beaks.push(Beak {
                start_ms,
                end_ms,
                open,
            });
        }
    }

    fn now_ms(&self) -> u32 {
        let ms = self.frames.saturating_mul(32).checked_div(3);
        u32::try_from(ms.unwrap_or_default()).unwrap_or(u32::MAX)
    }
}

/// How far a vowel opens the beak. A whispered one is written in a capital.
fn vowel_open(vowel: &str) -> f32 {
    match vowel {
        "a" => 1.0,
        "e" => 0.7,
        "o" => 0.6,
        "i" => 0.4,
        "u" | "A" | "E" | "O" => 0.3,
        "I" | "U" => 0.15,
        "N" => 0.1,
        // `cl`, `pau`, and whatever is new.
        _ => 0.0,
    }
}

/// And a consonant: those of the lips close it.
fn consonant_open(consonant: &str) -> f32 {
    match consonant {
        "m" | "my" | "b" | "by" | "p" | "py" | "f" | "w" | "v" => 0.0,
        _ => 0.2,
    }
}

fn length(mora: &Value, name: &str) -> i64 {
    decimal(mora.get(name)).unwrap_or_default()
}

/// A number in millionths. To read it as floating point would cost more than all the rest of this file.
fn decimal(value: &Value) -> Option<i64> {
    let Value::Number(number) = value else {
        return None;
    };
    let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let exponent: i32 = exponent.parse().ok()?;
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (is_negative, whole) = match whole.strip_prefix('-') {
        Some(whole) => (true, whole),
        None => (false, whole),
    };
    // So many digits are before the point once it is where millionths want it.
    let point = i32::try_from(whole.len())
        .ok()?
        .checked_add(exponent)?
        .checked_add(6)?;
    let mut micros: i64 = 0;
    let mut digits = whole.chars().chain(fraction.chars());
    for _ in 0..point.min(30) {
        let digit = digits.next().map_or(Some(0), |char| char.to_digit(10))?;
        micros = micros.saturating_mul(10).saturating_add(digit.into());
    }
    Some(if is_negative {
        micros.saturating_neg()
    } else {
        micros
    })
}
