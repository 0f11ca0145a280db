//! Files made to be slow, to need memory, or to be read differently in other pieces: they come to an end,
//! and always to the same one. A test that hangs here has failed.

use yodori::engine::source::scan::{Found, MAX_RECORD, Scanner, Shape};

use crate::support::{Chosen, import, left_out, one};

const POST: &str = r#"{"id":"1764000000000000001","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#;
const OTHER: &str = r#"{"id":"1764000000000000002","created_at":"Tue Mar 05 14:02:11 +0000 2024"}"#;

const TURNED: &str =
    r#"{"created_at":"Tue Mar 05 14:02:11 +0000 2024","id":"1764000000000000003"}"#;

/// How many posts there are in a file of these bytes.
#[track_caller]
fn posts_in(file: String) -> usize {
    import(&one("tweets.js", file)).map_or(0, |(_, imported)| imported.events.len())
}

#[test]
fn half_a_million_broken_records_take_no_longer_than_as_many_whole_ones() {
    // The first record is whole and stands on a line of its own, which none of the others does; and the
    // other way round: the others' first key is nowhere.
    let broken = r#"{"id":]},"#.repeat(500_000);
    assert_eq!(posts_in(format!("[\n  {POST},{broken}{OTHER}]")), 2);
    // All of them in memory at once, swallowed by a string that lacks its quote.
    let swallowed = format!("{{\"id\":\"x,{broken}");
    assert_eq!(posts_in(format!("[\n  {POST},{swallowed}{OTHER}]")), 2);
    let broken = "\n  {]},".repeat(500_000);
    assert_eq!(posts_in(format!("[\n  {POST},{broken}\n  {OTHER}]")), 2);
}

#[test]
fn a_record_of_a_million_keys_without_commas_is_read_once() {
    let keys = r#""a":x"#.repeat(MAX_RECORD / 10);
    let quoted = r#""a":"x""#.repeat(MAX_RECORD / 10);
    for strange in [keys, quoted] {
        let record = format!("{{{strange}}}");
        assert_eq!(posts_in(format!("[{POST},{record},{OTHER}]")), 2);
    }
}

#[test]
fn quotes_between_records_cost_none_of_them() {
    let quotes = "\"".repeat(100_001);
    assert_eq!(posts_in(format!("[{POST},{quotes},{OTHER}]")), 2);
    assert_eq!(posts_in(format!("[{quotes},{POST},{OTHER}]")), 2);
    assert_eq!(posts_in(format!("[\"{POST},{OTHER}]")), 1);
    assert_eq!(posts_in(format!("[ {POST}, \", {OTHER} ]")), 2);
}

#[test]
fn a_list_where_a_record_should_be_costs_itself() {
    assert_eq!(posts_in(format!("[[1],{POST},{OTHER}]")), 2);
    assert_eq!(posts_in(format!("[\n   [1],\n  {POST},\n  {OTHER}\n]")), 2);
}

#[test]
fn what_stands_in_front_may_be_long_and_changes_nothing() {
    for blanks in [1, 60, 63, 64, 65, 127, 128, 255, 256, 257, 1000, 4000] {
        // The first one is broken: the next is found by the layout.
        let layout = format!("\n{}", " ".repeat(blanks));
        let file = format!("[{layout}{{\"a\":]}},{layout}{POST},{layout}{OTHER}]");
        // More than 256 bytes between records are no layout, however they come.
        let expected = if blanks < 255 { 2 } else { 0 };
        assert_eq!(posts_in(file), expected, "{blanks} blanks");
        // The first one is whole, and the last one begins with another key.
        let file = format!("[{layout}{POST},{layout}{{\"id\":]}},{layout}{TURNED}\n]");
        let expected = if blanks < 255 { 2 } else { 1 };
        assert_eq!(posts_in(file), expected, "{blanks} blanks");
    }
    let behind = |blanks: usize| format!("{}[{POST}]", " ".repeat(blanks));
    assert_eq!(posts_in(behind(4095)), 1);
    assert_eq!(posts_in(behind(4096)), 0);
    assert_eq!(posts_in(behind(5000)), 0);
}

#[test]
fn apps_of_any_name_and_number_are_read() {
    let post = |nth: usize| {
        let name = format!("{nth}{}", "x".repeat(100_000));
        let id = 1_764_000_000_000_000_000 + nth;
        POST.replace("1764000000000000001", &id.to_string())
            .replace('}', &format!(",\"source\":\"{name}\"}}"))
    };
    let posts: Vec<String> = (1..=60).map(post).collect();
    let files: Chosen = one("tweets.js", format!("[{}]", posts.join(",")));
    let (_, imported) = import(&files).expect("posts");
    assert_eq!(imported.events.len(), 60);
    assert_eq!(imported.apps.len(), 61);
    assert!(imported.apps.iter().all(|name| name.len() <= 80));
    assert!(left_out(&imported.skipped).is_empty());
}

#[test]
fn every_short_file_comes_to_an_end_in_every_shape() {
    const SIGNS: &[u8] = b"[]{},\"\n:";
    // `[,{"\n]` once was scanned for ever as messages: what was found led back to where it was lost.
    for shape in [Shape::Posts, Shape::List, Shape::Inner, Shape::Rows] {
        for length in 0..=5 {
            for number in 0..SIGNS.len().pow(length) {
                let sign = |place| SIGNS[number / SIGNS.len().pow(place) % SIGNS.len()];
                let text: Vec<u8> = (0..length).map(sign).collect();
                scan_to_the_end(shape, &[b"[", &*text].concat());
            }
        }
    }
}

fn scan_to_the_end(shape: Shape, text: &[u8]) {
    let (mut scanner, mut count) = (Scanner::new(shape), 0);
    let mut found = |_: Found| {
        count += 1;
        assert!(
            count < 100,
            "{shape:?}: {:?}",
            String::from_utf8_lossy(text)
        );
    };
    scanner.room()[..text.len()].copy_from_slice(text);
    scanner.advance(text.len(), &mut found);
    scanner.finish(&mut found);
}

#[test]
fn a_million_empty_records_are_told_as_that() {
    let empty = "{},".repeat(1_000_000);
    let imported = import(&one("tweets.js", format!("[{POST},{empty}{OTHER}]")));
    let (_, imported) = imported.expect("two posts");
    assert_eq!(imported.events.len(), 2);
    assert_eq!(
        left_out(&imported.skipped),
        ["tweets.js no_id_or_time 1000000"]
    );
}

#[test]
fn a_row_of_a_gigabyte_is_passed_over_in_little_memory() {
    let piece = vec![b'x'; 64 << 10];
    for (shape, head, tail) in [
        (
            Shape::Posts,
            "[\n  {\"id\":\"1\"},\n  {\"text\":\"",
            "\"},\n  {\"id\":\"2\"}\n]",
        ),
        (Shape::Rows, "id\n1\n\"", "\"\n2\n"),
    ] {
        let (mut whole, mut too_long, mut most) = (0, 0, 0);
        let mut scanner = Scanner::new(shape);
        let mut found = |found: Found| match found {
            Found::Record(record) => {
                whole += 1;
                most = record.bytes.len().max(most);
            }
            Found::TooLong => too_long += 1,
            Found::Broken => panic!("{shape:?}: nothing is broken"),
        };
        let long = std::iter::repeat_n(piece.as_slice(), (1 << 30) / piece.len());
        for part in std::iter::once(head.as_bytes())
            .chain(long)
            .chain([tail.as_bytes()])
        {
            let room = scanner.room();
            assert!(
                room.len() < 4 << 20,
                "{shape:?}: no more is asked for than is used"
            );
            room[..part.len()].copy_from_slice(part);
            scanner.advance(part.len(), &mut found);
        }
        scanner.finish(&mut found);
        // Of rows the head and the first: where a quote never closes, what follows can't be told apart.
        assert_eq!((whole, too_long), (2, 1), "{shape:?}");
        assert!(most < 100, "{shape:?}");
    }
}
