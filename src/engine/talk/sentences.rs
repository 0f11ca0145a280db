//! Cuts a text that is still coming into sentences, so that the first can be said before the last is there.

/// What comes without an end is not kept longer than this, in bytes.
const MOST_BYTES: usize = 2_400;

/// What still belongs to a sentence after its end.
const CLOSING: &str = "。！？!?.」）)\"”♪";

/// Whether a sign ends a sentence.
#[derive(Clone, Copy, PartialEq)]
enum End {
    Sure,
    /// Not in a number or an address.
    BeforeBlank,
}

/// What has come and was not cut off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cutter {
    rest: String,
}

impl Cutter {
    /// Takes the next piece of a text, of any length.
    pub fn push(&mut self, piece: &str) {
        let room = MOST_BYTES.saturating_sub(self.rest.len());
        self.rest.extend(
            piece
                .char_indices()
                .take_while(|(at, _)| *at < room)
                .map(|(_, char)| char),
        );
    }

    /// The next whole sentence, with what closes it; `None` as long as more of it may come.
    pub fn next_sentence(&mut self) -> Option<String> {
        let mut ended = None;
        let mut has_words = false;
        for (at, char) in self.rest.char_indices() {
            if let Some(end) = ended.filter(|_| !CLOSING.contains(char)) {
                if has_words && (end == End::Sure || char.is_whitespace()) {
                    let after = self.rest.split_off(at);
                    let sentence = std::mem::replace(&mut self.rest, after);
                    return Some(sentence.trim().to_owned());
                }
                ended = None;
            }
            match char {
                '。' | '！' | '？' | '!' | '?' | '\n' => ended = Some(End::Sure),
                '.' => ended = ended.or(Some(End::BeforeBlank)),
                _ => has_words |= char.is_alphanumeric() || char == '}',
            }
        }
        None
    }

    /// What is left when nothing more comes.
    pub fn finish(&mut self) -> Option<String> {
        let rest = std::mem::take(&mut self.rest);
        let rest = rest.trim();
        (!rest.is_empty()).then(|| rest.to_owned())
    }
}
