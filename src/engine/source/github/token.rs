//! The key to someone's own GitHub. It goes from the form to the worker and into its requests, nowhere else.

use core::fmt;

/// GitHub's are 40 to 93 characters.
const MOST_CHARS: usize = 255;

/// A personal access token. It doesn't show itself in logs.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// As it was pasted, blanks around it or not. `None` for what can't be one: a header could not carry it.
    pub fn new(pasted: &str) -> Option<Token> {
        let token = pasted.trim();
        let is_plain = token.bytes().all(|byte| byte.is_ascii_graphic());
        (is_plain && (1..=MOST_CHARS).contains(&token.len())).then(|| Token(token.to_owned()))
    }

    /// For the worker's requests, and for whoever was asked to keep it until the tab is closed.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        to.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_header_can_carry_is_a_token() {
        let check = |pasted: &str, expected: Option<&str>| {
            let token = Token::new(pasted);
            assert_eq!(token.as_ref().map(Token::secret), expected, "{pasted:?}");
        };
        check("ghp_abc123", Some("ghp_abc123"));
        check("  github_pat_11A_x\n", Some("github_pat_11A_x"));
        check("", None);
        check(" \t ", None);
        check("two words", None);
        check("line\r\nX-Evil: 1", None);
        check("ｇｈｐ＿ａｂｃ", None);
        check(&"a".repeat(255), Some(&"a".repeat(255)));
        check(&"a".repeat(256), None);
    }

    #[test]
    fn it_does_not_show_itself() {
        let token = Token::new("ghp_canary").unwrap();
        assert_eq!(
            format!("{token:?} {:?}", Some(&token)),
            "Token(…) Some(Token(…))"
        );
    }
}
