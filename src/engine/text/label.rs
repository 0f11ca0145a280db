//! Words of pages that are loaded when they are opened: buttons, headings, hints without figures. Each page has its
//! own list of them.

use super::Language;

/// Words in both languages. Each is a constant: a program holds those that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label(&'static str, &'static str);

impl Label {
    pub const fn new(japanese: &'static str, english: &'static str) -> Label {
        Label(japanese, english)
    }

    pub fn say(self, language: Language) -> &'static str {
        language.pick(self.0, self.1)
    }
}

/// Builds a constant of [`Label`] for each line, `Name: "日本語", "English";`, and the test that they are what they
/// should be. No two lists share a name.
macro_rules! labels {
    ($($name:ident: $japanese:literal, $english:literal;)*) => {
        #[allow(non_upper_case_globals, reason = "they are named as an enum's variants are")]
        impl Label {
            $(pub const $name: Label = Label::new($japanese, $english);)*
        }

        #[cfg(test)]
        #[test]
        fn labels_are_in_both_languages() {
            $crate::engine::text::label::check(&[$(Label::$name),*]);
        }
    };
}

pub(in crate::engine::text) use labels;

/// Whether both languages say something, in their own letters, and end in the same way.
#[cfg(test)]
pub(in crate::engine::text) fn check(labels: &[Label]) {
    let is_japanese =
        |char: char| matches!(char, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    for label in labels {
        let [japanese, english] = Language::ALL.map(|language| label.say(language));
        assert!(japanese.chars().any(is_japanese), "{japanese}");
        assert!(
            !english.is_empty() && !english.contains(is_japanese),
            "{english}"
        );
        let is_sentence = japanese.ends_with('。');
        // A label may end with the hour.
        let is_english_sentence = english.ends_with(['.', '?']) && !english.ends_with("a.m.");
        assert_eq!(is_sentence, is_english_sentence, "{japanese} {english}");
    }
}
