//! Numbers in English words.

use super::check::Piece;

/// Words that are numbers, or times of the clock. Some are more than that: in doubt it is a number.
const WORDS: &[&str] = &[
    "one", "ones", "once", "first", "second", "seconds", "secondly", "third", "thirds", "ten",
    "tens", "tenth", "tenths", "half", "halves", "halfway", "pair", "pairs", "couple", "thrice",
    "noon", "midday", "midnight", "oclock", "nil", "nought", "naught", "percent", "uno", "dos",
    "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "eins", "zwei", "drei",
    "vier", "deux", "trois", "quatre", "cinq", "ichi", "san", "yon", "roku", "shichi", "hachi",
    "kyuu", "juu", "hyaku", "sen",
];
/// How other such words begin.
const BEGINNINGS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "nint", "eleven", "twel",
    "thirt", "fift", "fort", "twent", "zero", "dozen", "quarter", "tripl", "doubl", "quadru",
    "twice", "umpteen", "onet", "oneh", "onem", "tenf", "hundred", "thousand", "million",
    "billion", "trillion",
];
/// What begins like one and is none.
const OTHERS: &[&str] = &["fortune", "fortunes", "fortunate", "fortunately", "fort"];
/// Letters that are words.
const ALONE: &[&str] = &["a", "i"];

pub(super) fn has_number(pieces: &[Piece]) -> bool {
    // Blanks at both ends, so that there is always a neighbour.
    let at = |nth: usize| pieces.get(nth).copied().unwrap_or(Piece::Blank);
    for (nth, piece) in pieces.iter().enumerate() {
        let (before, after) = (
            nth.checked_sub(1).map_or(Piece::Blank, at),
            at(nth.saturating_add(1)),
        );
        let is_apart = match piece {
            Piece::Slot(_) => {
                let begins = matches!(before, Piece::Blank | Piece::Sign('(' | '"' | '\''));
                begins && !matches!(after, Piece::Slot(_) | Piece::Letter(_) | Piece::Sign('-'))
            }
            // `3.5` of two slots, and addresses.
            Piece::Sign('.' | ':') => !matches!(after, Piece::Slot(_) | Piece::Letter(_)),
            _ => true,
        };
        if !is_apart {
            return true;
        }
    }
    words(pieces).iter().any(|word| is_number(word))
}

/// Words as they are joined by apostrophes and hyphens, with these.
fn words(pieces: &[Piece]) -> Vec<String> {
    let mut words = vec![String::new()];
    for piece in pieces {
        match piece {
            Piece::Letter(char) | Piece::Sign(char @ ('-' | '\'')) => {
                if let Some(word) = words.last_mut() {
                    word.push(*char);
                }
            }
            _ => words.push(String::new()),
        }
    }
    words
}

fn is_number(word: &str) -> bool {
    let parts = word.split('-').map(|part| {
        // What follows an apostrophe is an ending.
        part.trim_start_matches('\'')
            .split('\'')
            .next()
            .unwrap_or_default()
    });
    let joined: String = word.chars().filter(char::is_ascii_alphabetic).collect();
    let is_spelt = |part: &str| part.len() == 1 && !ALONE.contains(&part);
    let mut parts = parts.filter(|part| !part.is_empty());
    parts.any(|part| is_spelt(part) || names_number(part)) || names_number(&joined)
}

fn names_number(word: &str) -> bool {
    if OTHERS.contains(&word) {
        return false;
    }
    let is_roman = word.len() > 1 && word.bytes().all(|byte| b"ivx".contains(&byte));
    is_roman || WORDS.contains(&word) || BEGINNINGS.iter().any(|begin| word.starts_with(begin))
}
