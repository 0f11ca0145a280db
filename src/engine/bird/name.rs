//! The bird's name, as a person typed it.

pub const MOST_CHARS: usize = 30;

/// The same without what can't be seen or turns other text around, in one line, and no longer than 30 characters.
/// Empty if nothing is left.
pub fn cleaned(name: &str) -> String {
    let mut cleaned = String::new();
    let mut count = 0;
    for char in name.chars().filter(|char| !is_unseen(*char)) {
        let is_blank = char.is_whitespace();
        // One blank between words, none before the first.
        let is_needless = is_blank && (cleaned.is_empty() || cleaned.ends_with(' '));
        if is_needless || count == MOST_CHARS {
            continue;
        }
        cleaned.push(if is_blank { ' ' } else { char });
        count += 1;
    }
    // Whatever was to be joined to what is cut off.
    let seen = cleaned.trim_end_matches([' ', JOINER]).len();
    cleaned.truncate(seen);
    cleaned
}

/// Families and professions are joined by it.
const JOINER: char = '\u{200d}';

fn is_unseen(char: char) -> bool {
    // A line's end parts words.
    let is_control = char.is_control() && !matches!(char, '\t' | '\n' | '\r');
    is_control
        || matches!(char,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}'
            | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}
