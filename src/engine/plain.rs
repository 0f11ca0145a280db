//! Words from outside, made fit to be shown: what people call themselves, their apps, their voices.

/// Of a name so many characters are shown: X's and GitHub's own are shorter.
pub const MOST_NAME_CHARS: usize = 80;

/// The same in one line, without what can't be seen or turns other text around, and no longer than so many
/// characters. Empty if nothing is left.
pub fn line(text: &str, most_chars: usize) -> String {
    let mut line = String::new();
    let mut count = 0;
    for char in text.chars().filter(|char| !is_unseen(*char)) {
        if count == most_chars {
            break;
        }
        let is_blank = char.is_whitespace();
        // One blank between words, none before the first.
        if is_blank && (line.is_empty() || line.ends_with(' ')) {
            continue;
        }
        line.push(if is_blank { ' ' } else { char });
        count = count.saturating_add(1);
    }
    // Whatever was to be joined to what is cut off.
    let seen = line.trim_end_matches([' ', JOINER]).len();
    line.truncate(seen);
    line
}

/// A name, as [`line`] has it.
pub fn name(text: &str) -> String {
    line(text, MOST_NAME_CHARS)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(line(text, 8), expected, "{text:?}");
    }

    #[test]
    fn what_turns_text_around_is_gone() {
        for sign in "\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}".chars() {
            check(&["a", &sign.to_string(), "b"].concat(), "ab");
        }
    }

    #[test]
    fn what_can_t_be_seen_is_gone() {
        check("a\0b\u{1b}c", "abc");
        check("\u{200b}\u{feff}\u{3164}", "");
        check("a\u{e0041}b", "ab");
    }

    #[test]
    fn markup_is_text_and_stays() {
        check("<b>&\"'", "<b>&\"'");
    }

    #[test]
    fn lines_and_blanks_become_one_blank() {
        check(" a\n\t  b \r\n", "a b");
    }

    #[test]
    fn families_stay_together_and_nothing_is_joined_to_what_is_cut_off() {
        let family = "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}";
        check(family, family);
        check("1234567\u{200d}\u{1f469}", "1234567");
    }

    #[test]
    fn no_more_is_kept_than_is_shown() {
        check(&"x".repeat(10 << 20), "xxxxxxxx");
    }
}
