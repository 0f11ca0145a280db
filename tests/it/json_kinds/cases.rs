//! JSON and near-JSON, by the kinds of Nicolas Seriot's "Parsing JSON is a minefield" (2016), written
//! anew: what every reader must take, what none may, and what each decides for itself.

use super::posts;

/// A name, and the bytes that stand where a value should.
pub type Case = (&'static str, Vec<u8>);

fn cases(texts: &[(&'static str, &str)]) -> Vec<Case> {
    let case = |(name, text): &(&'static str, &str)| (*name, text.as_bytes().to_vec());
    texts.iter().map(case).collect()
}

fn raw(bytes: &[(&'static str, &[u8])]) -> Vec<Case> {
    let case = |(name, bytes): &(&'static str, &[u8])| (*name, bytes.to_vec());
    bytes.iter().map(case).collect()
}

fn nested(name: &'static str, depth: usize) -> Case {
    (name, ["[".repeat(depth), "]".repeat(depth)].concat().into())
}

/// Good JSON.
pub fn good() -> Vec<Case> {
    let mut all = cases(&GOOD);
    all.extend(cases(&posts::GOOD));
    all.push(nested("array, 100 deep", 100));
    all.push((
        "string of 100,000 letters",
        format!("\"{}\"", "長".repeat(100_000)).into(),
    ));
    all.push((
        "object of 10,000 fields",
        format!("{{{}\"a\":1}}", "\"a\":[],".repeat(10_000)).into(),
    ));
    all
}

/// No JSON.
pub fn bad() -> Vec<Case> {
    let mut all = cases(&BAD_NUMBERS);
    all.extend(cases(&BAD_STRINGS));
    all.extend(cases(&BAD_ARRAYS));
    all.extend(cases(&BAD_OBJECTS));
    all.extend(cases(&BAD_STRUCTURES));
    all.extend(cases(&posts::BAD));
    all.extend(raw(&BAD_BYTES));
    all.push((
        "array, 100,000 times opened",
        "[".repeat(100_000).into_bytes(),
    ));
    all.push((
        "object in array, 50,000 times opened",
        "[{\"\":".repeat(50_000).into_bytes(),
    ));
    all
}

/// What readers decide for themselves.
pub fn either() -> Vec<Case> {
    let mut all = cases(&EITHER);
    all.extend(raw(&EITHER_BYTES));
    all.push(nested("array, 500 deep", 500));
    all.push(nested("array, 100,000 deep", 100_000));
    all
}

const GOOD: [(&str, &str); 66] = [
    ("null", "null"),
    ("true", "true"),
    ("false", "false"),
    ("array, empty", "[]"),
    ("array, empty, with blanks", "[ \t\r\n ]"),
    ("array in array", "[[],[[]]]"),
    ("array of an empty string", r#"[""]"#),
    ("array of everything", r#"[null, 1, "1", {}, [], true]"#),
    ("array that ends in a newline", "[1\n]"),
    ("array with blanks around", " [1] "),
    ("array of nulls", "[1,null,null,null,2]"),
    ("number", "123"),
    ("number, zero", "0"),
    ("number, minus zero", "-0"),
    ("number, minus one", "-1"),
    ("number, blank after", "4 "),
    ("number, fraction", "123.456789"),
    ("number, exponent", "1e22"),
    ("number, exponent E+", "1E+2"),
    ("number, exponent e-", "1e-2"),
    ("number, zero with exponent", "0e+1"),
    ("number, fraction and exponent", "123.456e78"),
    (
        "number, close to zero",
        "-0.00000000000000000000000000000001",
    ),
    ("number of 20 digits", "18446744073709551615"),
    ("string", r#""asd""#),
    ("string, empty", r#""""#),
    ("string, blank", r#"" ""#),
    ("string, every short escape", r#""\"\\\/\b\f\n\r\t""#),
    ("string, escaped backslash then quote", r#""\\\"""#),
    ("string, many backslashes", r#""\\\\\\\\\\""#),
    ("string that ends in a backslash", r#""a\\""#),
    ("string, escaped letter", r#""\u0061\u30af""#),
    ("string, digits escaped", r#""\u0031\u0032""#),
    ("string, NUL escaped", r#""\u0000""#),
    ("string, control escaped", r#""\u0012""#),
    ("string, DEL", "\"\u{7f}\""),
    ("string, surrogate pair", r#""\uD801\udc37""#),
    (
        "string, two surrogate pairs",
        r#""\ud83d\ude39\ud83d\udc8d""#,
    ),
    ("string, last of all pairs", r#""\uDBFF\uDFFF""#),
    ("string, escaped backslash then u", r#""\\u0000""#),
    ("string, non-character U+FFFF", "\"\u{ffff}\""),
    (
        "string, non-character escaped",
        r#""\uFDD0\uFFFE\uD83F\uDFFE""#,
    ),
    ("string, private use", "\"\u{e000}\u{f8ff}\""),
    ("string, U+2028 and U+2029", "\"\u{2028}\u{2029}\""),
    ("string, U+2028 escaped", r#""\u2028\u2029""#),
    ("string, no-break space", "\"\u{a0}\u{3000}\""),
    ("string, byte order mark inside", "\"\u{feff}\""),
    (
        "string, two to four bytes a letter",
        "\"\u{e9}\u{6f22}\u{20bb7}\"",
    ),
    ("string, brackets", r#""[]{}[{""#),
    ("string, comment", r#""a/*b*/c//d#e""#),
    ("string, like a field", r#""\"id_str\" : \"5\", ""#),
    ("string, single quotes inside", r#""'a'""#),
    ("object, empty", "{}"),
    ("object", r#"{"asd":"sdf", "dfg":"fgh"}"#),
    ("object, blanks everywhere", "{ \t\"a\"\r\n : \n [ ] }"),
    ("object, empty key", r#"{"":0}"#),
    ("object, key twice", r#"{"a":"b","a":"c"}"#),
    ("object, key and value twice", r#"{"a":"b","a":"b"}"#),
    ("object, NUL in key", r#"{"foo\u0000bar":42}"#),
    ("object, escapes in key", r#"{"\"\\\/\n":1}"#),
    ("object, non-ASCII key", "{\"\u{43f}\u{43e}\":\"\u{43f}\"}"),
    ("object, brackets in key", r#"{"}]":"[{"}"#),
    (
        "object, extreme numbers",
        r#"{"min":-1.0e+28,"max":1.0e+28}"#,
    ),
    (
        "object, long id",
        r#"{"id_str":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"}"#,
    ),
    ("object in object", r#"{"a":{"b":{"c":{"d":{}}}}}"#),
    (
        "object, fields as a post's",
        r#"{"id":1,"created_at":"x","tweet":{"id":2}}"#,
    ),
];

const BAD_NUMBERS: [(&str, &str); 39] = [
    ("number, plus", "+1"),
    ("number, two signs", "++1234"),
    ("number, leading zero", "012"),
    ("number, minus leading zero", "-012"),
    ("number, zeros", "00"),
    ("number, minus alone", "-"),
    ("number, minus blank", "- 1"),
    ("number, minus letter", "-foo"),
    ("number, minus and letter after", "-1x"),
    ("number, starts with a dot", ".5"),
    ("number, minus dot", "-.123"),
    ("number, dot alone", "."),
    ("number, ends with a dot", "2."),
    ("number, minus, ends with a dot", "-2."),
    ("number, dot exponent", "2.e3"),
    ("number, two dots", "1.2.3"),
    ("number, exponent alone", "e1"),
    ("number, exponent without digits", "1e"),
    ("number, exponent sign without digits", "1e+"),
    ("number, capital exponent without digits", "1E"),
    ("number, zero exponent without digits", "0e"),
    ("number, fraction exponent without digits", "1.0e-"),
    ("number, two exponents", "1ee2"),
    ("number, fraction in exponent", "1e2.3"),
    ("number, expression", "1+2"),
    ("number, minus after exponent minus", "0.3e--1"),
    ("number, hexadecimal", "0x42"),
    ("number, hexadecimal digit", "1a"),
    ("number, letter after", "1.2a"),
    ("number, letter in front", "a1"),
    ("number, blank inside", "1 000"),
    ("number, underscore", "1_000"),
    ("number, full width digit", "\u{ff11}"),
    ("number, NaN", "NaN"),
    ("number, minus NaN", "-NaN"),
    ("number, Infinity", "Infinity"),
    ("number, minus Infinity", "-Infinity"),
    ("number, Inf", "Inf"),
    ("number, suffix", "123n"),
];

const BAD_STRINGS: [(&str, &str); 26] = [
    ("string, single quotes", "'single'"),
    ("string, no quotes", "abc"),
    ("string, backquotes", "`abc`"),
    ("string, typographic quotes", "\u{201c}abc\u{201d}"),
    ("string, tab", "\"a\tb\""),
    ("string, newline", "\"a\nb\""),
    ("string, carriage return", "\"a\rb\""),
    ("string, escape character", "\"\u{1b}\""),
    ("string, NUL", "\"a\u{0}b\""),
    ("string, unknown escape", r#""\x41""#),
    ("string, escaped blank", r#""\ ""#),
    ("string, escaped single quote", r#""\'""#),
    ("string, capital U", r#""\U0041""#),
    ("string, escaped emoji", "\"\\\u{1f300}\""),
    ("string, escaped newline", "\"a\\\nb\""),
    ("string, escaped NUL byte", "\"\\\u{0}\""),
    ("string, u without digits", r#""\u""#),
    ("string, u with one digit", r#""\u1""#),
    ("string, u with three digits", r#""\u123""#),
    ("string, u with letters", r#""\uqqqq""#),
    ("string, u with sign", r#""\u+123""#),
    ("string, surrogate and half an escape", r#""\uD834\uDd""#),
    ("string, surrogate and backslash", r#""\uD800\""#),
    ("string, not closed", r#""abc"#),
    ("string, closing quote escaped", r#""abc\""#),
    ("string, quote alone", "\""),
];

const BAD_ARRAYS: [(&str, &str); 22] = [
    ("array, comma too many at the end", r#"["",]"#),
    ("array, two commas too many at the end", "[1,,]"),
    ("array, comma only", "[,]"),
    ("array, commas only", "[,,,]"),
    ("array, starts with a comma", "[,1]"),
    ("array, two commas", "[1,,2]"),
    ("array, comma missing", "[1 2]"),
    ("array, comma missing between strings", r#"["a" "b"]"#),
    ("array, colon for comma", r#"["a": 1]"#),
    ("array, semicolon for comma", "[1;2]"),
    ("array, not closed", r#"[1"#),
    ("array, not closed after comma", r#"["a","#),
    ("array, not closed with newlines", "[\"a\",\n4\n,1,"),
    ("array, not closed in array", "[[1]"),
    ("array, closed twice", "[1]]"),
    ("array, closed as an object", "[1}"),
    ("array, star inside", "[*]"),
    ("array, minus inside", "[-]"),
    ("array, ellipsis", "[1,...]"),
    ("array, comma after", "[1],"),
    ("array, letter after", "[1]x"),
    ("array, another after", "[][]"),
];

const BAD_OBJECTS: [(&str, &str); 32] = [
    ("object, comma too many at the end", r#"{"a":0,}"#),
    ("object, commas too many at the end", r#"{"a":0,,,}"#),
    ("object, comma only", "{,}"),
    ("object, two commas", r#"{"a":0,,"b":1}"#),
    ("object, comma missing", r#"{"a":0 "b":1}"#),
    ("object, colon missing", r#"{"a" 0}"#),
    ("object, colon missing before a string", r#"{"a" "b"}"#),
    ("object, two colons", r#"{"a"::0}"#),
    ("object, comma for colon", r#"{"a",0}"#),
    ("object, equals for colon", r#"{"a"=0}"#),
    ("object, value missing", r#"{"a":}"#),
    ("object, value and colon missing", r#"{"a"}"#),
    ("object, key missing", "{:0}"),
    ("object, key without quotes", "{a:0}"),
    ("object, key in single quotes", "{'a':0}"),
    ("object, key is a number", "{1:1}"),
    ("object, key is null", "{null:null}"),
    ("object, key is an array", "{[]:0}"),
    ("object, key is an object", "{{}:0}"),
    ("object, value in a bracket too many", r#"{"a":{{}}}"#),
    ("object, not closed", r#"{"a":0"#),
    ("object, not closed after key", r#"{"a""#),
    ("object, not closed after colon", r#"{"a":"#),
    ("object, not closed after comma", r#"{"a":0,"#),
    ("object, not closed in its key", r#"{"a"#),
    ("object, not closed in a string", r#"{"a":"b"#),
    ("object, closed twice", "{}}"),
    ("object, closed as an array", "{]"),
    ("object, comment after", r#"{"a":0}/**/"#),
    ("object, open comment after", r#"{"a":0}/*"#),
    ("object, comment of a line after", "{\"a\":0}//\n"),
    ("object, hash after", r#"{"a":0}#"#),
];

const BAD_STRUCTURES: [(&str, &str); 30] = [
    ("nothing", ""),
    ("blank", " "),
    ("literal, not whole", "tru"),
    ("literal, capitals", "True"),
    ("literal, one letter more", "nulls"),
    ("literal, unknown", "undefined"),
    ("literal, letters apart", "t rue"),
    ("word", "*"),
    ("bracket, square open", "["),
    ("bracket, square closed", "]"),
    ("bracket, curly open", "{"),
    ("bracket, curly closed", "}"),
    ("brackets, crossed", "[{]}"),
    ("brackets, turned around", "]["),
    ("brackets, angle", "<null>"),
    ("brackets, angle and square", "<[1]>"),
    ("comma", ","),
    ("colon", ":"),
    ("value twice", "1 2"),
    ("string twice", r#""a" "b""#),
    ("comment before", "/**/ 1"),
    ("comment of a line before", "// x\n1"),
    ("comment with a quote", "/* \" */ 1"),
    ("comment with a bracket", "/* } */ 1"),
    ("byte order mark before", "\u{feff}1"),
    ("word joiner before", "\u{2060}1"),
    ("form feed before", "\u{c}1"),
    ("no-break space before", "\u{a0}1"),
    ("NUL before", "\u{0}1"),
    ("backslash before", r"\1"),
];

const BAD_BYTES: [(&str, &[u8]); 9] = [
    ("number with a byte that is no UTF-8", b"123\xe5"),
    ("array of a byte that is no UTF-8", b"[\xff]"),
    ("word of a byte that is no UTF-8", b"a\xe5"),
    ("half a byte order mark before", b"\xef\xbb{}"),
    ("UTF-16 byte order mark before", b"\xff\xfe1"),
    ("escape and a byte that is no UTF-8", b"\"\\\xe5\""),
    ("u and a byte that is no UTF-8", b"\"\\u\xe5\""),
    ("key of bytes that are no UTF-8", b"{\xb9:\"0\"}"),
    ("NUL bytes", b"\0\0\0\0"),
];

const EITHER: [(&str, &str); 16] = [
    ("number, huge exponent", "1.5e+9999"),
    ("number, minus huge exponent", "-1e+9999"),
    ("number, tiny exponent", "123.456e-789"),
    (
        "number, exponent too long",
        "0.4e00669999999999999999999999999999999999999999969999999006",
    ),
    ("number, too long", "100000000000000000000000000000"),
    ("number, minus too long", "-123123123123123123123123123123"),
    ("string, first surrogate alone", r#""\uDADA""#),
    ("string, second surrogate alone", r#""\uDFAA""#),
    ("string, first surrogate and a letter", r#""\uD888\u1234""#),
    ("string, two first surrogates", r#""\uD800\uD800\n""#),
    ("string, pair turned around", r#""\uDd1e\uD834""#),
    ("string, surrogate then text", r#""\uD800abc""#),
    ("string, half a pair then an escape", r#""\uD800\n""#),
    ("object, lone surrogate in key", r#"{"\uDFAA":0}"#),
    ("array, number beyond all bounds", "[1e400]"),
    ("object, number beyond all bounds", r#"{"a":-1e400}"#),
];

const EITHER_BYTES: [(&str, &[u8]); 9] = [
    ("string, byte that is no UTF-8", b"\"\xff\""),
    ("string, ISO 8859-1", b"\"\xe9\""),
    ("string, cut letter", b"\"\xe0\xff\""),
    ("string, continuation alone", b"\"\x81\""),
    ("string, overlong slash", b"\"\xc0\xaf\""),
    ("string, overlong NUL", b"\"\xf0\x80\x80\x80\""),
    ("string, surrogate as bytes", b"\"\xed\xa0\x80\""),
    ("string, beyond U+10FFFF", b"\"\xf4\xbf\xbf\xbf\""),
    ("string, UTF-16", b"\"\0\xe9\0\""),
];
