//! Sounds and music as notes. They are made of plain waves while they play: there is no file of them.

/// The form of a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wave {
    Sine,
    Triangle,
}

/// A note.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Note {
    /// Seconds after the beginning.
    pub start: f32,
    /// Seconds.
    pub length: f32,
    /// Where its pitch begins and ends.
    pub hertz: [f32; 2],
    /// From 0 to 1.
    pub loud: f32,
    pub wave: Wave,
}

/// What is heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It was touched.
    Chirp,
    /// A meal comes.
    Delivery,
    /// It eats.
    Munch,
    LevelUp,
    Yawn,
}

impl Effect {
    pub const ALL: [Effect; 5] = [
        Effect::Chirp,
        Effect::Delivery,
        Effect::Munch,
        Effect::LevelUp,
        Effect::Yawn,
    ];

    pub fn notes(self) -> &'static [Note] {
        match self {
            Effect::Chirp => &CHIRP,
            Effect::Delivery => &DELIVERY,
            Effect::Munch => &MUNCH,
            Effect::LevelUp => &LEVEL_UP,
            Effect::Yawn => &YAWN,
        }
    }
}

const fn slide(start: f32, length: f32, hertz: [f32; 2], loud: f32) -> Note {
    Note {
        start,
        length,
        hertz,
        loud,
        wave: Wave::Sine,
    }
}

const fn tone(start: f32, length: f32, hertz: f32, loud: f32) -> Note {
    Note {
        start,
        length,
        hertz: [hertz, hertz],
        loud,
        wave: Wave::Triangle,
    }
}

const CHIRP: [Note; 2] = [
    slide(0.0, 0.09, [1_900.0, 2_700.0], 0.16),
    slide(0.12, 0.12, [2_100.0, 3_100.0], 0.14),
];
const DELIVERY: [Note; 2] = [tone(0.0, 0.16, 659.3, 0.16), tone(0.18, 0.34, 523.3, 0.16)];
const MUNCH: [Note; 3] = [
    slide(0.0, 0.07, [320.0, 180.0], 0.2),
    slide(0.2, 0.07, [300.0, 170.0], 0.2),
    slide(0.4, 0.07, [320.0, 180.0], 0.2),
];
const LEVEL_UP: [Note; 5] = [
    tone(0.0, 0.14, 523.3, 0.18),
    tone(0.13, 0.14, 659.3, 0.18),
    tone(0.26, 0.14, 784.0, 0.18),
    tone(0.39, 0.5, 1_046.5, 0.2),
    tone(0.39, 0.5, 784.0, 0.1),
];
const YAWN: [Note; 1] = [slide(0.0, 0.9, [620.0, 300.0], 0.12)];

/// How long a bar of the music is, in seconds.
pub const BAR: f32 = 4.8;
/// How loud it is.
const QUIET: f32 = 0.05;
/// Bars that differ; then it begins anew.
const BARS: u32 = 8;
/// Five tones of which any two sound well together: C, D, E, G, A.
const SCALE: [f32; 5] = [261.6, 293.7, 329.6, 392.0, 440.0];
/// Which of them follow one another in each bar, two of four at a time; 9 is a rest.
const MELODY: [[u8; 4]; 8] = [
    [2, 9, 4, 3],
    [1, 9, 0, 9],
    [2, 3, 9, 4],
    [3, 9, 9, 1],
    [4, 9, 3, 2],
    [0, 9, 1, 9],
    [2, 9, 3, 1],
    [0, 9, 9, 9],
];
/// The tone below, an octave lower.
const BELOW: [u8; 8] = [0, 4, 3, 1, 0, 4, 3, 0];

/// The notes of a bar of the music, which goes on for ever.
pub fn bar(nth: u32) -> Vec<Note> {
    let place = usize::try_from(nth.checked_rem(BARS).unwrap_or_default()).unwrap_or_default();
    let of = |step: &u8| SCALE.get(usize::from(*step)).copied();
    let mut notes = Vec::new();
    if let Some(hertz) = BELOW.get(place).and_then(of) {
        let below = tone(0.0, BAR * 0.95, hertz / 2.0, QUIET);
        notes.push(Note {
            wave: Wave::Sine,
            ..below
        });
    }
    let melody = MELODY.get(place).copied().unwrap_or_default();
    let mut start = 0.0;
    for step in &melody {
        if let Some(hertz) = of(step) {
            notes.push(tone(start, BAR / 3.0, hertz, QUIET));
        }
        start += BAR / 4.0;
    }
    notes
}
