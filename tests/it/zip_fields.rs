//! A zip's records field by field, found in a whole zip by walking it, so that tests can break them.

use std::ops::Range;

use yodori_testdata::gdpr::{self, Wrapper};
use yodori_testdata::json::Style;
use yodori_testdata::post::{Post, utc};
use yodori_testdata::truth::Person;
use yodori_testdata::zip::{Entry, Method, Zip};

/// Name, place in the record and width of each field, as APPNOTE 6.3.10 has them.
type Layout = &'static [(&'static str, usize, usize)];

const LOCAL: Layout = &[
    ("signature", 0, 4),
    ("version", 4, 2),
    ("flags", 6, 2),
    ("method", 8, 2),
    ("time", 10, 2),
    ("date", 12, 2),
    ("crc32", 14, 4),
    ("packed", 18, 4),
    ("size", 22, 4),
    ("name_length", 26, 2),
    ("extra_length", 28, 2),
];
const CENTRAL: Layout = &[
    ("signature", 0, 4),
    ("made_by", 4, 2),
    ("version", 6, 2),
    ("flags", 8, 2),
    ("method", 10, 2),
    ("time", 12, 2),
    ("date", 14, 2),
    ("crc32", 16, 4),
    ("packed", 20, 4),
    ("size", 24, 4),
    ("name_length", 28, 2),
    ("extra_length", 30, 2),
    ("comment_length", 32, 2),
    ("disk", 34, 2),
    ("internal", 36, 2),
    ("external", 38, 4),
    ("header_at", 42, 4),
];
const END: Layout = &[
    ("signature", 0, 4),
    ("disk", 4, 2),
    ("directory_disk", 6, 2),
    ("entries_here", 8, 2),
    ("entries", 10, 2),
    ("size", 12, 4),
    ("at", 16, 4),
    ("comment_length", 20, 2),
];
const END64: Layout = &[
    ("signature", 0, 4),
    ("record_size", 4, 8),
    ("made_by", 12, 2),
    ("version", 14, 2),
    ("disk", 16, 4),
    ("directory_disk", 20, 4),
    ("entries_here", 24, 8),
    ("entries", 32, 8),
    ("size", 40, 8),
    ("at", 48, 8),
];
const LOCATOR: Layout = &[
    ("signature", 0, 4),
    ("disk", 4, 4),
    ("end64_at", 8, 8),
    ("disks", 16, 4),
];

/// A field and where it is: `end.at`, `central0.flags`, `local2.method`, `end64.entries`,
/// `locator.disks`.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: String,
    pub at: Range<usize>,
}

/// All fields of a zip that is whole, has no comment, and whose directory is where it says.
pub fn fields(zip: &[u8]) -> Vec<Field> {
    let mut found = Vec::new();
    let mut add = |record: &str, at: usize, layout: Layout| {
        found.extend(layout.iter().map(|(name, from, width)| Field {
            name: format!("{record}.{name}"),
            at: at + from..at + from + width,
        }));
    };
    let end = zip.len() - 22;
    add("end", end, END);
    let mut directory = read(zip, end + 16..end + 20) as usize;
    if end >= 76 && zip[end - 20..].starts_with(b"PK\x06\x07") {
        add("locator", end - 20, LOCATOR);
        add("end64", end - 76, END64);
        directory = read(zip, end - 28..end - 20) as usize;
    }
    let mut nth = 0;
    while zip[directory..].starts_with(b"PK\x01\x02") {
        add(&format!("central{nth}"), directory, CENTRAL);
        let lengths = [28, 30, 32].map(|at| read(zip, directory + at..directory + at + 2) as usize);
        let narrow = read(zip, directory + 42..directory + 46) as usize;
        let local = match narrow {
            // In the last of the three numbers of the ZIP64 field.
            0xffff_ffff => read(
                zip,
                directory + 46 + lengths[0] + 20..directory + 46 + lengths[0] + 28,
            ) as usize,
            narrow => narrow,
        };
        if zip
            .get(local..)
            .is_some_and(|zip| zip.starts_with(b"PK\x03\x04"))
        {
            add(&format!("local{nth}"), local, LOCAL);
        }
        directory += 46 + lengths.iter().sum::<usize>();
        nth += 1;
    }
    found
}

/// The zip with fields changed. It must be as [`fields`] wants it before that.
pub fn with(mut zip: Vec<u8>, values: &[(&str, u64)]) -> Vec<u8> {
    let fields = fields(&zip);
    for (name, value) in values {
        let field = fields.iter().find(|field| field.name == *name);
        let at = field.expect("a field of that name").at.clone();
        write(&mut zip, at, *value);
    }
    zip
}

/// The number in a field.
pub fn read(bytes: &[u8], at: Range<usize>) -> u64 {
    let mut number = [0; 8];
    number[..at.len()].copy_from_slice(&bytes[at]);
    u64::from_le_bytes(number)
}

/// Puts the low bytes of a number into a field.
pub fn write(bytes: &mut [u8], at: Range<usize>, value: u64) {
    let width = at.len();
    bytes[at].copy_from_slice(&value.to_le_bytes()[..width]);
}

/// A person and three posts in as few bytes as can be: `data/account.js`, two posts in
/// `data/tweets.js`, and one in `data/tweets-part1.js`.
pub fn tiny(method: Method) -> Zip {
    let post = |nth: u64| {
        let id = 1_764_000_000_000_000_000 + nth;
        Post::new(id, utc("2024-03-05 14:02:11"), "小さい")
    };
    let style = Style::UNTIL_2020;
    let person = Person {
        id: "1".into(),
        handle: "h".into(),
        name: "n".into(),
    };
    let posts = |part, posts: &[Post]| gdpr::posts(part, Wrapper::Tweet, style, posts);
    let entry = |path: &str, bytes: Vec<u8>| Entry::new(path, &bytes, method);
    Zip {
        entries: vec![
            // It says no time at which it was made, so that there are three moments in all.
            entry(
                "data/account.js",
                gdpr::account(&person, String::new(), style),
            ),
            entry("data/tweets.js", posts("tweets.part0", &[post(7), post(8)])),
            entry("data/tweets-part1.js", posts("tweets.part1", &[post(9)])),
        ],
        ..Zip::default()
    }
}
