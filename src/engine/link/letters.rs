//! Names in little room: scripts keep to themselves, and letters come back.

use super::coder::{Coder, Odds, number};

/// How fast what was met counts: a sixteenth of the way each time.
const PACE: u32 = 4;

/// Where a character stands in Unicode.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    /// ASCII.
    Latin,
    /// Hiragana and katakana.
    Kana,
    /// The common kanji.
    Kanji,
    /// Up to U+FFFF.
    Other,
    /// Beyond it: emoji and what is rare.
    Far,
}

impl Script {
    const ALL: [Script; 5] = [
        Script::Latin,
        Script::Kana,
        Script::Kanji,
        Script::Other,
        Script::Far,
    ];

    fn of(code: u32) -> Script {
        match code {
            0..0x80 => Script::Latin,
            0x3040..0x3100 => Script::Kana,
            0x4e00..0xa000 => Script::Kanji,
            0x1_0000.. => Script::Far,
            _ => Script::Other,
        }
    }

    /// Its first code, and how many bits tell one of its codes.
    fn place(self) -> (u32, u32) {
        match self {
            Script::Latin => (0, 7),
            Script::Kana => (0x3040, 8),
            Script::Kanji => (0x4e00, 15),
            Script::Other => (0, 16),
            Script::Far => (0x1_0000, 18),
        }
    }
}

/// No character that is further off can be written: only those without a shape are.
pub const LAST: char = '\u{4ffff}';

/// What was met in the names so far.
pub struct Letters {
    /// Which script follows which, as the ways through a tree.
    scripts: [[Odds; 8]; Script::ALL.len()],
    latin: [Odds; 1 << 7],
    kana: [Odds; 1 << 8],
}

impl Letters {
    pub fn new() -> Letters {
        Letters {
            scripts: [[1 << 15; 8]; Script::ALL.len()],
            latin: [1 << 15; 1 << 7],
            kana: [1 << 15; 1 << 8],
        }
    }

    /// * `bits`: how many tell the name's length, in characters.
    /// * Returns `None` if what stands there is no text.
    pub fn name(&mut self, coder: &mut dyn Coder, name: &str, bits: u32) -> Option<String> {
        let length = number(coder, name.chars().count() as u64, bits);
        let mut given = name.chars();
        let mut read = String::new();
        let mut before = Script::Latin;
        for _ in 0..length {
            let code = given.next().unwrap_or_default().into();
            let (code, script) = self.letter(coder, code, before)?;
            read.push(char::from_u32(code)?);
            before = script;
        }
        Some(read)
    }

    fn letter(
        &mut self,
        coder: &mut dyn Coder,
        code: u32,
        before: Script,
    ) -> Option<(u32, Script)> {
        let script = Script::of(code);
        let odds = self.scripts.get_mut(before as usize)?;
        let script = *Script::ALL.get(learned(coder, odds, script as u32, 3) as usize)?;
        let (first, bits) = script.place();
        let within = code.wrapping_sub(first);
        let within = match script {
            Script::Latin => learned(coder, &mut self.latin, within, bits),
            Script::Kana => learned(coder, &mut self.kana, within, bits),
            Script::Kanji | Script::Other | Script::Far => {
                number(coder, within.into(), bits) as u32
            }
        };
        Some((first + within, script))
    }
}

/// A number below 2 to the power of `bits`, in the less room the more often it was met.
///
/// * `odds`: for each of the tree's forks, of which the first is number 1.
fn learned(coder: &mut dyn Coder, odds: &mut [Odds], value: u32, bits: u32) -> u32 {
    let mut fork = 1;
    for place in (0..bits).rev() {
        let Some(odds) = odds.get_mut(fork) else {
            return 0;
        };
        let bit = coder.bit(value >> place & 1 == 1, *odds);
        *odds = match bit {
            true => *odds + ((Odds::MAX - *odds) >> PACE),
            false => *odds - (*odds >> PACE),
        };
        fork = fork << 1 | usize::from(bit);
    }
    fork as u32 - (1 << bits)
}
