//! What may be said. A text from a model is taken letter by letter from what is allowed: plain letters of the
//! language, a few signs, and slots. Everything else is refused, and so is every number that it wrote itself.

use super::figures::{Figures, Slot};
use super::{english, kana};
use crate::engine::text::Language;

/// The longest text that is said, in characters, after its slots are filled.
pub const MOST_CHARS: usize = 140;
/// A longer one is not even looked at.
const MOST_READ_CHARS: usize = 600;

/// What passed, with its figures filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said(String);

impl Said {
    pub fn text(&self) -> &str {
        &self.0
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

/// Why a text is not said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Nothing that could be said.
    Empty,
    TooLong,
    /// A number of its own, in digits or in words.
    Number,
    /// Braces that hold no name of a figure.
    UnknownSlot,
    /// A figure that is not known of this person.
    UnknownFigure,
    /// A letter or sign that the bird does not use: other scripts, markup, addresses, invisible ones.
    Sign,
}

/// A piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Lower case.
    Letter(char),
    Sign(char),
    Blank,
    Slot(Slot),
}

/// Takes a text that a model wrote, or refuses it.
pub fn check(text: &str, language: Language, figures: &Figures) -> Result<Said, Refused> {
    if text.chars().nth(MOST_READ_CHARS).is_some() {
        return Err(Refused::TooLong);
    }
    let (shown, pieces) = take(text.trim(), language)?;
    let is_number = match language {
        Language::Japanese => kana::has_number(&pieces),
        Language::English => english::has_number(&pieces),
    };
    if is_number {
        return Err(Refused::Number);
    }
    let has_words = |piece: &Piece| matches!(piece, Piece::Letter(_) | Piece::Slot(_));
    if !pieces.iter().any(has_words) {
        return Err(Refused::Empty);
    }
    let mut filled = String::new();
    for (char, piece) in shown.chars().zip(&pieces) {
        match piece {
            Piece::Slot(slot) => {
                let figure = figures.say(*slot, language).ok_or(Refused::UnknownFigure)?;
                filled.push_str(&figure);
            }
            _ => filled.push(char),
        }
    }
    if filled.chars().nth(MOST_CHARS).is_some() {
        return Err(Refused::TooLong);
    }
    Ok(Said(begun_large(filled)))
}

/// One of the lines that are there without a model.
///
/// * `chance`: any number; the same one picks the same line.
/// * Returns `None` if each line wants a figure that is not known.
pub fn script(lines: &[&str], chance: u32, language: Language, figures: &Figures) -> Option<Said> {
    let first = usize::try_from(chance).ok()?.checked_rem(lines.len())?;
    let (before, after) = lines.split_at_checked(first)?;
    let mut from_there = after.iter().chain(before);
    from_there.find_map(|line| check(line, language, figures).ok())
}

/// An English text begins with a capital, even if a figure is its first word.
fn begun_large(text: String) -> String {
    let first = text.chars().next().filter(char::is_ascii_lowercase);
    match first.zip(text.get(1..)) {
        Some((first, rest)) => [first.to_ascii_uppercase().to_string().as_str(), rest].concat(),
        None => text,
    }
}

/// The characters that are shown and what each of them is. A slot is shown as one character here.
fn take(text: &str, language: Language) -> Result<(String, Vec<Piece>), Refused> {
    let (mut shown, mut pieces) = (String::new(), Vec::new());
    let mut rest = text;
    while let Some(char) = rest.chars().next() {
        rest = rest.get(char.len_utf8()..).unwrap_or_default();
        let (char, piece) = if char == '{' {
            let (name, after) = rest.split_once('}').ok_or(Refused::UnknownSlot)?;
            rest = after;
            let slot = Slot::of_name(name).ok_or(Refused::UnknownSlot)?;
            (' ', Piece::Slot(slot))
        } else if char.is_ascii_digit() || ('０'..='９').contains(&char) {
            return Err(Refused::Number);
        } else {
            let char = folded(char, language);
            (char, piece(char, language).ok_or(Refused::Sign)?)
        };
        // Blanks are one blank.
        if piece != Piece::Blank || pieces.last() != Some(&Piece::Blank) {
            shown.push(char);
            pieces.push(piece);
        }
    }
    Ok((shown, pieces))
}

/// The bird writes Japanese in hiragana alone, so katakana become that, and signs become those of the language.
fn folded(char: char, language: Language) -> char {
    match (language, char) {
        (_, '\n' | '\r' | '\t' | '\u{3000}') => ' ',
        (Language::Japanese, 'ァ'..='ヶ') => {
            let code = u32::from(char).saturating_sub(0x60);
            char::from_u32(code).unwrap_or(char)
        }
        (Language::Japanese, '!') => '！',
        (Language::Japanese, '?') => '？',
        (Language::Japanese, ',' | '，' | '､') => '、',
        (Language::Japanese, '.' | '．' | '｡') => '。',
        (Language::Japanese, '~' | '～') => '〜',
        (Language::English, '‘' | '’') => '\'',
        (Language::English, '“' | '”') => '"',
        (Language::English, '–' | '—') => '-',
        _ => char,
    }
}

/// What a character is; `None` for those that are not used.
fn piece(char: char, language: Language) -> Option<Piece> {
    let is_letter = match language {
        // Without signs of repetition.
        Language::Japanese => ('ぁ'..='ゖ').contains(&char) || char == 'ー',
        Language::English => char.is_ascii_alphabetic(),
    };
    let is_sign = match language {
        Language::Japanese => "、。！？「」（）〜…・♪".contains(char),
        Language::English => ".,!?'\"-:;()…".contains(char),
    };
    if char == ' ' {
        Some(Piece::Blank)
    } else if is_letter {
        Some(Piece::Letter(char.to_ascii_lowercase()))
    } else {
        is_sign.then_some(Piece::Sign(char))
    }
}
