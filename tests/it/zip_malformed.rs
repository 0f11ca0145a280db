//! Zips whose entries are not as they should be, each built here: what each gives, or the name of the
//! refusal. Those whose directory or end is not are in `zip_malformed_ends`. The kinds are those that
//! the tests of Go's archive/zip, zip2, rc-zip, CPython's zipfile and zip.js know.

use yodori_testdata::zip::{Entry, Method, Sizes, Zip, Zip64};

use crate::support::{import, left_out, one};
use crate::zip_fields::{Field, fields, tiny, with};

/// What the tiny archive gives if nothing is lost.
pub const ALL: &str = "3 posts";

/// A file of this name and these bytes gives so many posts, with what is left out, or that error.
#[track_caller]
pub fn check(bytes: Vec<u8>, expected: &str) {
    let seen = match import(&one("it.zip", bytes)) {
        Ok((_, imported)) => {
            let posts = format!("{} posts", imported.events.len());
            [vec![posts], left_out(&imported.skipped)]
                .concat()
                .join(", ")
        }
        Err(error) => {
            let debug = format!("{error:?}");
            let end = debug.find(|char: char| !char.is_alphanumeric());
            debug[..end.unwrap_or(debug.len())].to_owned()
        }
    };
    assert_eq!(seen, expected);
}

/// The tiny archive, deflated, with something changed before it was packed.
pub fn built(change: impl FnOnce(&mut Zip)) -> Vec<u8> {
    built_by(Method::Deflated, change)
}

pub fn built_by(method: Method, change: impl FnOnce(&mut Zip)) -> Vec<u8> {
    let mut zip = tiny(method);
    change(&mut zip);
    zip.build()
}

/// The tiny archive, deflated, with fields changed afterwards.
pub fn patched(values: &[(&str, u64)]) -> Vec<u8> {
    patched_by(Zip64::No, values)
}

pub fn patched_by(zip64: Zip64, values: &[(&str, u64)]) -> Vec<u8> {
    with(built(|zip| zip.end.zip64 = zip64), values)
}

/// Where a field is.
pub fn place(zip: &[u8], name: &str) -> Field {
    let mut fields = fields(zip).into_iter();
    fields
        .find(|field| field.name == name)
        .expect("a field of that name")
}

fn number(name: &str) -> u64 {
    let zip = built(|_| {});
    crate::zip_fields::read(&zip, place(&zip, name).at)
}

fn extra(id: u16, field: &[u8]) -> Vec<u8> {
    [
        &id.to_le_bytes(),
        &(field.len() as u16).to_le_bytes(),
        field,
    ]
    .concat()
}

#[test]
fn as_it_should_be() {
    check(built(|_| {}), ALL);
    check(built_by(Method::Stored, |_| {}), ALL);
}

#[test]
fn entries_over_each_other_cost_the_one_that_is_not_there() {
    let first = number("central1.header_at");
    check(
        patched(&[("central2.header_at", first)]),
        "2 posts, data/tweets-part1.js damaged 1",
    );
    // Half over the entry before: no local header there.
    check(
        patched(&[("central2.header_at", first + 40)]),
        "2 posts, data/tweets-part1.js damaged 1",
    );
    // An entry within an entry.
    let inner = tiny(Method::Stored).build();
    let zip = built_by(Method::Stored, |zip| {
        zip.entries
            .insert(0, Entry::new("data/more/zip.bin", &inner, Method::Stored));
        zip.entries[2].stated_offset =
            Some(30 + 17 + crate::zip_fields::read(&inner, place(&inner, "central1.header_at").at));
    });
    check(zip, ALL);
}

#[test]
fn an_entry_that_runs_into_the_directory_is_read_to_its_own_end() {
    let packed = number("central2.packed") + 100;
    check(patched(&[("central2.packed", packed)]), ALL);
    let zip = built_by(Method::Stored, |zip| {
        zip.entries[2].stated_packed = Some(zip.entries[2].packed.len() as u64 + 100)
    });
    check(
        zip,
        "3 posts, data/tweets-part1.js broken_record 1, data/tweets-part1.js damaged 1",
    );
}

#[test]
fn entries_of_one_name_are_all_read() {
    check(
        built(|zip| zip.entries[2].path = "data/tweets.js".into()),
        ALL,
    );
}

#[test]
fn every_kind_of_encryption_is_named() {
    let flags = |flags| [("central1.flags", flags), ("central2.flags", flags)];
    for encrypted in [1, 1 | 1 << 6, 1 | 1 << 3 | 1 << 11, 1 | 1 << 6 | 1 << 13] {
        check(patched(&flags(encrypted)), "Encrypted");
    }
    let aes = built(|zip| {
        for entry in &mut zip.entries[1..] {
            entry.is_encrypted = true;
            entry.method = 99;
            entry.extra = extra(0x9901, b"\x02\0AE\x03\x08\0");
        }
    });
    check(aes, "Encrypted");
    check(
        patched(&[("central1.flags", 1)]),
        "1 posts, data/tweets.js encrypted 1",
    );
}

#[test]
fn every_method_but_two_is_named() {
    for method in [
        2, 6, 9, 10, 12, 14, 18, 19, 20, 93, 94, 95, 96, 97, 98, 0x0108, 0xffff,
    ] {
        check(
            patched(&[("central1.method", method), ("central2.method", method)]),
            "UnsupportedMethod",
        );
        check(
            patched(&[("central1.method", method)]),
            "1 posts, data/tweets.js unknown_method 1",
        );
    }
    check(
        patched(&[("central1.method", 0)]),
        "1 posts, data/tweets.js damaged 1",
    );
    let stored = built_by(Method::Stored, |zip| zip.entries[1].method = 8);
    check(stored, "1 posts, data/tweets.js damaged 1");
}

#[test]
fn a_packed_size_that_is_too_small_costs_the_rest_of_the_entry() {
    let packed = number("central1.packed");
    for less in [packed, packed - 1] {
        check(
            patched(&[("central1.packed", packed - less)]),
            "1 posts, data/tweets.js damaged 1",
        );
    }
    // All of the content was there: only the stream's own end is missing.
    check(
        patched(&[("central1.packed", packed - 1)]),
        "3 posts, data/tweets.js damaged 1",
    );
    let stored = built_by(Method::Stored, |zip| {
        zip.entries[1].stated_packed = Some(zip.entries[1].packed.len() as u64 - 1)
    });
    check(stored, "3 posts, data/tweets.js damaged 1");
}

#[test]
fn sizes_and_checksums_of_local_headers_do_not_count() {
    let fields = [
        "version", "flags", "method", "time", "date", "crc32", "packed", "size",
    ];
    for field in fields {
        for value in [0, 1, u64::MAX] {
            check(patched(&[(&format!("local1.{field}"), value)]), ALL);
        }
    }
    for sizes in [Sizes::After64, Sizes::Nowhere] {
        for method in [Method::Stored, Method::Deflated] {
            check(
                built_by(method, |zip| *zip = std::mem::take(zip).with_sizes(sizes)),
                ALL,
            );
        }
    }
    // The sign for a descriptor, and none there.
    check(patched(&[("central1.flags", 8), ("local1.flags", 8)]), ALL);
}

#[test]
fn a_local_header_that_is_none_costs_its_entry() {
    let lost = "1 posts, data/tweets.js damaged 1";
    check(patched(&[("local1.signature", 0x0403_4b51)]), lost);
    check(patched(&[("local1.signature", 0x0201_4b50)]), lost);
    for length in ["local1.name_length", "local1.extra_length"] {
        for value in [0xffff, 60, 17] {
            check(patched(&[(length, value)]), lost);
        }
    }
}

#[test]
fn a_zip64_field_is_believed_as_far_as_it_goes() {
    let wide = |numbers: &[u64]| {
        numbers
            .iter()
            .flat_map(|number| number.to_le_bytes())
            .collect::<Vec<u8>>()
    };
    let field = |numbers: &[u64]| extra(1, &wide(numbers));
    let check_extra = |extra: Vec<u8>, signs: &[&str], expected: &str| {
        let zip = built(|zip| zip.entries[1].extra = extra);
        let names: Vec<String> = signs
            .iter()
            .map(|sign| format!("central1.{sign}"))
            .collect();
        let values: Vec<(&str, u64)> = names
            .iter()
            .map(|name| (name.as_str(), 0xffff_ffff))
            .collect();
        check(with(zip, &values), expected);
    };
    let (size, packed, at) = (
        number("central1.size"),
        number("central1.packed"),
        number("central1.header_at"),
    );
    let lost = "1 posts, data/tweets.js damaged 1";
    let all = ["size", "packed", "header_at"];
    check_extra(field(&[size, packed, at]), &all, ALL);
    check_extra(field(&[at]), &["header_at"], ALL);
    check_extra(field(&[packed, at]), &["packed", "header_at"], ALL);
    // Not needed, so not looked at.
    check_extra(field(&[9, 9, 9]), &[], ALL);
    // Too short, in a field or between two.
    check_extra(field(&[size, packed]), &all, lost);
    check_extra(extra(1, &wide(&[size, packed, at])[..23]), &all, lost);
    check_extra(extra(1, b""), &all, lost);
    // Twice: the first counts.
    check_extra([field(&[at]), field(&[9])].concat(), &["header_at"], ALL);
    check_extra([field(&[9]), field(&[at])].concat(), &["header_at"], lost);
    // Behind others, and behind one that is longer than there is.
    check_extra(
        [
            extra(0x5455, b"\x01\0\0\0\0"),
            extra(0xcafe, b""),
            field(&[at]),
        ]
        .concat(),
        &["header_at"],
        ALL,
    );
    check_extra(
        [vec![0xfe, 0xca, 0xff, 0xff], field(&[at])].concat(),
        &["header_at"],
        lost,
    );
    check_extra(vec![1], &["header_at"], lost);
    // The farthest there is.
    for number in [u64::MAX, 1 << 63, 1 << 32] {
        check_extra(field(&[number]), &["header_at"], lost);
        check_extra(field(&[number]), &["packed"], lost);
        check_extra(field(&[number]), &["size"], ALL);
    }
}

#[test]
fn times_and_attributes_do_not_count() {
    for value in [0, 0xffff_ffff] {
        for field in ["made_by", "version", "time", "date", "internal", "external"] {
            check(patched(&[(&format!("central1.{field}"), value)]), ALL);
        }
    }
}

#[test]
fn nothing_packed_as_something() {
    let with_empty = |packed: &[u8], method| {
        built(|zip| {
            let empty = Entry::packed("data/tweets-part2.js", packed.to_vec(), method, 0, 0);
            zip.entries.push(empty);
        })
    };
    check(
        with_empty(b"", 0),
        "3 posts, data/tweets-part2.js not_records 1",
    );
    check(
        with_empty(b"\x03\0", 8),
        "3 posts, data/tweets-part2.js not_records 1",
    );
    // No deflate stream is empty.
    check(
        with_empty(b"", 8),
        "3 posts, data/tweets-part2.js damaged 1",
    );
}

#[test]
fn what_follows_the_stream_in_its_entry_does_not_count() {
    for junk in [&b"\0"[..], &[0xff; 5000]] {
        check(built(|zip| zip.entries[1].packed.extend(junk)), ALL);
    }
}

#[test]
fn names_of_all_kinds_end_as_the_file_does() {
    let names: [&[u8]; 14] = [
        b"/data/tweets.js",
        b"//tweets.js",
        b"../../tweets.js",
        b"..\\..\\tweets.js",
        b"C:\\data\\tweets.js",
        b"./././tweets.js",
        b"data/\0/tweets.js",
        b"data\0tweets.js/tweets.js",
        b"\xff\xfe/tweets.js",
        b"\x82\xa0\x83\x5c/tweets.js", // Shift JIS, with a byte like a backslash
        b"\x8e\x99\xe1/tweets.js",     // code page 437
        b"\xc0\xaf/tweets.js",         // a slash in too many bytes
        "夜鳥/tweets.js".as_bytes(),
        b"TWEETS.JS",
    ];
    for name in names {
        let zip = built(|zip| zip.entries[1].raw_path = Some(name.to_vec()));
        check(zip, ALL);
    }
    for name in [
        &b""[..],
        b"tweets.js\0",
        b"\0tweets.js",
        b"tweets.js/",
        b"/",
        b"\xff\xff",
    ] {
        let zip = built(|zip| zip.entries[1].raw_path = Some(name.to_vec()));
        check(zip, "1 posts");
    }
}

#[test]
fn the_name_in_a_unicode_field_does_not_count() {
    let field = |name: &[u8]| extra(0x7075, &[&[1, 0, 0, 0, 0], name].concat());
    check(
        built(|zip| zip.entries[1].extra = field(b"data/other.js")),
        ALL,
    );
    let other = built(|zip| {
        zip.entries[1].path = "data/other.js".into();
        zip.entries[1].extra = field(b"data/tweets.js");
    });
    check(other, "1 posts");
}

#[test]
fn the_longest_names_fields_and_comments() {
    let long = built(|zip| {
        let entry = &mut zip.entries[1];
        entry.path = format!("{}/tweets.js", "x".repeat(0xffff - 10));
        entry.extra = extra(0xcafe, &[1; 0xffff - 4]);
        entry.comment = vec![b'c'; 0xffff];
        zip.end.comment = vec![b'c'; 0xffff];
    });
    check(long, ALL);
}
