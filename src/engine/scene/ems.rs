//! About how wide words are, in ems. Nothing here measures fonts, which only a browser could.

/// Wide enough for every font: what is given this much room is not covered.
pub(super) fn ems(text: &str) -> f64 {
    text.chars().map(em).sum()
}

/// As [`ems`], closer and not on the safe side: the gaps of a legend are to look alike.
pub(super) fn legend_ems(words: &str) -> f64 {
    let em = |char| match char {
        ' ' | 'i' | 'j' | 'l' | ',' => 0.25,
        'f' | 'r' | 't' => 0.38,
        _ => em(char),
    };
    words.chars().map(em).sum()
}

/// A letter's width.
pub(super) fn em(char: char) -> f64 {
    if char.is_ascii() || char == '–' {
        0.58
    } else {
        1.0
    }
}
