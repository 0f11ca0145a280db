//! What stands before a file's array: `window.YTD.tweets.part0 =`, a byte order mark, or nothing.

/// It must be over within this.
pub const MAX_LENGTH: usize = 4096;

/// What a file's first bytes are.
#[derive(Debug, PartialEq, Eq)]
pub enum Prefix {
    /// The array's first byte behind its bracket is at this place.
    Array { at: usize },
    /// Something else than an array.
    Other,
    /// More bytes are needed.
    Unclear,
}

/// Finds the first `[` after the first `=`, or at once where there is no `=`.
pub fn read(start: &[u8]) -> Prefix {
    let after_mark = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let text = after_mark.trim_ascii_start();
    let value = match text.first() {
        Some(b'[' | b'{') => Some(text),
        _ => memchr::memchr(b'=', text).map(|equals| text[equals + 1..].trim_ascii_start()),
    };
    match value.and_then(|value| value.split_first()) {
        Some((b'[', rest)) => Prefix::Array {
            at: start.len() - rest.len(),
        },
        Some(_) => Prefix::Other,
        None => Prefix::Unclear,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_array_is_found_behind_whatever_stands_before_it() {
        let check = |start: &str, expected| assert_eq!(read(start.as_bytes()), expected, "{start}");
        check("window.YTD.tweets.part0 = [ {", Prefix::Array { at: 27 });
        check(
            "Grailbird.data.tweets_2012_01 = \n [",
            Prefix::Array { at: 35 },
        );
        check("\u{feff} [", Prefix::Array { at: 5 });
        check("[", Prefix::Array { at: 1 });
        check("{ \"a\" = [", Prefix::Other);
        check("var user_details = {", Prefix::Other);
        check("window.YTD.tweets.part0 = ", Prefix::Unclear);
        check("window.YTD.twe", Prefix::Unclear);
        check("", Prefix::Unclear);
        check(&"x".repeat(9000), Prefix::Unclear);
    }
}
