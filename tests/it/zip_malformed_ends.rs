//! Zips whose directory or end is not as it should be, each built here.

use yodori_testdata::zip::{Method, Start, Zip, Zip64};

use crate::zip_fields::{with, write};
use crate::zip_malformed::{ALL, built, check, patched, patched_by, place};

/// The zip with its directory in reverse order.
fn directory_reversed(mut zip: Vec<u8>) -> Vec<u8> {
    let start = |name: &str| place(&zip, name).at.start;
    let starts = [
        start("central0.signature"),
        start("central1.signature"),
        start("central2.signature"),
        start("end.signature"),
    ];
    let entries: Vec<Vec<u8>> = starts
        .windows(2)
        .map(|ends| zip[ends[0]..ends[1]].to_vec())
        .collect();
    let reversed = entries.into_iter().rev().flatten();
    zip.splice(starts[0]..starts[3], reversed.collect::<Vec<u8>>());
    zip
}

/// The zip with bytes put in where a field is.
fn inserted(mut zip: Vec<u8>, before: &str, bytes: &[u8]) -> Vec<u8> {
    let at = place(&zip, before).at.start;
    zip.splice(at..at, bytes.iter().copied());
    zip
}

#[test]
fn the_last_of_two_ends_counts() {
    let zip = built(|_| {});
    let end = zip[zip.len() - 22..].to_vec();
    check([&zip[..], &end].concat(), ALL);
    // One that knows of no entries, whether the comment before it reaches over it or not.
    let empty = Zip::default().build();
    check([&zip[..], &empty].concat(), "NoPosts");
    check(built(|zip| zip.end.comment = empty.clone()), "NoPosts");
    // One that is not the last bytes of the file, where another is.
    check(
        built(|zip| zip.end.comment = [&empty[..], b"."].concat()),
        ALL,
    );
}

#[test]
fn one_zip_after_another_is_the_last_one() {
    let other = Zip::of(
        &[("data/like.js".to_owned(), vec![b'x'; 500])],
        Method::Stored,
    )
    .build();
    check([other.clone(), built(|_| {})].concat(), ALL);
    check([built(|_| {}), other].concat(), "NoPosts");
    check([built(|_| {}), built(|_| {})].concat(), ALL);
}

#[test]
fn a_program_before_the_zip_that_is_full_of_signatures() {
    let signs = b"MZ PK\x03\x04 PK\x01\x02 PK\x05\x06 PK\x06\x06 PK\x06\x07 PK\x07\x08".repeat(40);
    for zip64 in [Zip64::No, Zip64::Beside, Zip64::Instead] {
        for start in [
            Start::Counted(signs.clone()),
            Start::Uncounted(signs.clone()),
        ] {
            check(
                built(|zip| {
                    zip.start = start;
                    zip.end.zip64 = zip64;
                }),
                ALL,
            );
        }
    }
}

#[test]
fn a_start_that_is_missing_costs_what_was_in_it() {
    let zip = built(|_| {});
    check(zip[10..].to_vec(), "Damaged");
    // Filled with something else, as after a broken disk.
    let mut filled = zip.clone();
    let second = place(&zip, "local2.signature").at.start;
    filled[..second].fill(0);
    check(
        filled,
        "1 posts, data/account.js damaged 1, data/tweets.js damaged 1",
    );
}

#[test]
fn signs_for_zip64_with_no_zip64_behind_them() {
    check(
        patched(&[("end.entries", 0xffff)]),
        "3 posts, it.zip damaged 1",
    );
    check(patched(&[("end.entries_here", 0xffff)]), ALL);
    check(patched(&[("end.size", 0xffff_ffff)]), ALL);
    check(patched(&[("end.at", 0xffff_ffff)]), ALL);
    check(
        patched(&[("end.at", 0xffff_ffff), ("end.size", 0xffff_ffff)]),
        "Truncated",
    );
    check(patched(&[("central1.size", 0xffff_ffff)]), ALL);
    for field in ["central1.packed", "central1.header_at"] {
        check(
            patched(&[(field, 0xffff_ffff)]),
            "1 posts, data/tweets.js damaged 1",
        );
    }
}

#[test]
fn a_locator_that_leads_nowhere_leaves_the_end_record() {
    for at in [0, 10, 1 << 20, 1 << 40, u64::MAX] {
        check(patched_by(Zip64::Beside, &[("locator.end64_at", at)]), ALL);
        check(patched_by(Zip64::Instead, &[("locator.end64_at", at)]), ALL);
        let values = [("locator.end64_at", at), ("end64.signature", 0)];
        check(patched_by(Zip64::Beside, &values), ALL);
        check(patched_by(Zip64::Instead, &values), "Truncated");
    }
    // The end of a comment in the directory looks like one.
    let locator = [&b"PK\x06\x07"[..], &[9; 16]].concat();
    check(built(|zip| zip.entries[2].comment = locator), ALL);
}

#[test]
fn numbers_of_the_zip64_end_that_cannot_be() {
    for value in [1 << 20, 1 << 32, 1 << 63, u64::MAX] {
        check(
            patched_by(Zip64::Instead, &[("end64.entries", value)]),
            "3 posts, it.zip damaged 1",
        );
        for field in [
            "end64.size",
            "end64.at",
            "end64.record_size",
            "end64.entries_here",
        ] {
            check(patched_by(Zip64::Instead, &[(field, value)]), ALL);
        }
        check(
            patched_by(
                Zip64::Instead,
                &[("end64.at", value), ("end64.size", value)],
            ),
            "Truncated",
        );
    }
    check(
        patched_by(Zip64::Instead, &[("end64.at", 5), ("end64.size", 5)]),
        "Damaged",
    );
}

#[test]
fn an_encrypted_directory_is_damaged_to_us() {
    let zip = patched_by(
        Zip64::Instead,
        &[
            ("end64.version", 62),
            ("end64.made_by", 62),
            ("end64.record_size", 72),
        ],
    );
    let (start, end) = (
        place(&zip, "central0.signature").at.start,
        place(&zip, "end64.signature").at.start,
    );
    let mut encrypted = inserted(zip, "locator.signature", &[7; 28]);
    encrypted[start..end]
        .iter_mut()
        .for_each(|byte| *byte ^= 0x5a);
    check(encrypted, "Damaged");
}

#[test]
fn disk_numbers_do_not_count() {
    for value in [1, 0xfffe, 0xffff] {
        for field in [
            "end.disk",
            "end.directory_disk",
            "end.entries_here",
            "central1.disk",
        ] {
            check(patched(&[(field, value)]), ALL);
        }
        for field in [
            "end64.disk",
            "end64.directory_disk",
            "locator.disk",
            "locator.disks",
        ] {
            check(patched_by(Zip64::Beside, &[(field, value)]), ALL);
        }
    }
}

#[test]
fn one_part_of_a_split_zip_gives_what_is_in_it() {
    let zip = [b"PK\x07\x08", &built(|_| {})[..]].concat();
    let cut = place(&built(|_| {}), "local2.signature").at.start;
    check(zip[..cut].to_vec(), "NotAnArchive");
    // Places are counted from the start of the part that they are in.
    let directory = place(&built(|_| {}), "central0.signature").at.start;
    let whole = patched(&[
        ("end.disk", 1),
        ("end.directory_disk", 1),
        ("central2.disk", 1),
        ("central2.header_at", 0),
        ("end.at", (directory - cut) as u64),
    ]);
    let last = "1 posts, data/account.js damaged 1, data/tweets.js damaged 1";
    check(whole[cut..].to_vec(), last);
}

#[test]
fn a_directory_in_another_order_wherever_it_is_said_to_be() {
    let zip = directory_reversed(built(|_| {}));
    check(zip.clone(), ALL);
    for at in [0, 10, 0x0100_0000, 0xffff_fff0, 0xffff_ffff] {
        check(with(zip.clone(), &[("end.at", at)]), ALL);
    }
    // The first one listed is broken; that says nothing about where the others are.
    let values = [("end.at", 0xffff_fff0), ("central0.header_at", 5)];
    check(
        with(zip, &values),
        "2 posts, data/tweets-part1.js damaged 1",
    );
    let with_prefix = directory_reversed(built(|_| {}));
    check([&[b'#'; 333], &with_prefix[..]].concat(), ALL);
}

#[test]
fn gaps_do_not_count() {
    let gap = built(|zip| {
        for entry in &mut zip.entries {
            entry.stated_packed = Some(entry.packed.len() as u64);
            entry.packed.extend(b"PK\x03\x04 and whatever PK\x01\x02");
        }
    });
    check(gap, ALL);
    // Between directory and end: the directory's place is as stated, and then comes no entry.
    check(inserted(built(|_| {}), "end.signature", &[0; 50]), ALL);
    check(
        inserted(built(|_| {}), "end.signature", b"PK\x05\x05\x04\0sign"),
        ALL,
    );
    // Before the directory: it begins as much later as is said nowhere.
    check(
        inserted(
            built(|_| {}),
            "central0.signature",
            b"PK\x06\x08\x04\0\0\0more",
        ),
        ALL,
    );
}

#[test]
fn junk_behind_the_end_as_long_as_the_end_is_found() {
    for junk in [
        vec![0; 1],
        vec![0; 60_000],
        b"PK\x05\x06".to_vec(),
        b"PK\x03\x04\r\n".repeat(50),
    ] {
        check([built(|_| {}), junk].concat(), ALL);
    }
    check([built(|_| {}), vec![0; 70_000]].concat(), "Truncated");
    check(patched(&[("end.comment_length", 0xffff)]), ALL);
}

#[test]
fn lengths_that_run_past_the_directory_cost_what_follows() {
    for field in ["name_length", "extra_length", "comment_length"] {
        check(
            patched(&[(&format!("central2.{field}"), 0xffff)]),
            "2 posts, it.zip damaged 1",
        );
        check(
            patched(&[(&format!("central1.{field}"), 0xffff)]),
            "Damaged",
        );
    }
    check(patched(&[("central1.signature", 0)]), "Damaged");
    check(
        patched(&[("central2.signature", 0)]),
        "2 posts, it.zip damaged 1",
    );
    check(patched(&[("central0.signature", 0)]), "Damaged");
}

#[test]
fn a_stated_size_of_nothing_does_no_harm() {
    check(patched(&[("end.size", 0)]), ALL);
    check(patched(&[("end.size", 0), ("end.entries", 0)]), ALL);
    check(patched(&[("end.size", 0), ("end.at", 3)]), "Damaged");
    check(patched_by(Zip64::Instead, &[("end64.size", 0)]), ALL);
}

#[test]
fn nothing_in_it_at_all() {
    let empty = |comment: &[u8], start, zip64| {
        let mut zip = Zip::default();
        (zip.end.comment, zip.start, zip.end.zip64) = (comment.to_vec(), start, zip64);
        zip.build()
    };
    for zip64 in [Zip64::No, Zip64::Beside, Zip64::Instead] {
        check(empty(b"", Start::Plain, zip64), "NoPosts");
        check(empty(b"only a comment", Start::Plain, zip64), "NoPosts");
        check(
            empty(b"", Start::Uncounted(vec![b'#'; 99]), zip64),
            "NoPosts",
        );
    }
    let folders = Zip::of(
        &[("data/".to_owned(), vec![]), ("data/a/".to_owned(), vec![])],
        Method::Stored,
    );
    check(folders.build(), "NoPosts");
    let mut more = empty(b"", Start::Plain, Zip64::No);
    write(&mut more, 10..12, 7);
    check(more, "Damaged");
}
