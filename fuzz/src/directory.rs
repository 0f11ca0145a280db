//! The directory of a zip that may be anything: no panic, no entry outside of the file, no more reads
//! than a few times what is there, and the same entries however the reads come out.

use yodori::engine::source::zip::{self, Entry, ZipError};
use yodori_testdata::zip::{self as make, End, Method, Sizes, Start, Zip, Zip64};

use super::pieces::{Choices, Named, Pieces};

/// An even first byte: the others are the file. An odd one: they say what zip to make, how it lies, and
/// which of its bytes to change.
pub fn check(bytes: &[u8]) {
    let mut choices = Choices(bytes);
    let file = match choices.byte() % 2 {
        0 => choices.0.to_vec(),
        _ => zip_of(&mut choices),
    };
    check_file(("it.zip".to_owned(), file));
}

fn check_file(file: Named) {
    let size = file.1.len() as u64;
    let files = [file];
    let whole = entries(&Pieces::new(&files, &[], 6));
    let by_byte = entries(&Pieces::new(&files, &[0], 6));
    assert_eq!(whole, by_byte, "one byte per read gives something else");
    let (entries, _) = whole;
    assert!(
        entries.len() as u64 <= size / 46,
        "more than there is room for"
    );
    for (entry, start) in &entries {
        // Each byte that is no UTF-8 becomes a sign of three.
        assert!(entry.path.len() <= 3 * usize::from(u16::MAX));
        assert!(entry.path.len() as u64 <= 3 * size);
        if let Ok(start) = start {
            assert!(
                30 <= *start && start + entry.packed <= size,
                "{entry:?} at {start}"
            );
        }
    }
}

type Found = (Vec<(Entry, Result<u64, ZipError>)>, Result<(), ZipError>);

fn entries(files: &Pieces) -> Found {
    let mut entries = Vec::new();
    let outcome = zip::entries(files, 0, &mut |entry| entries.push(entry));
    // A local header is 30 bytes: only the first few hundred, or they would be most of the reads.
    entries.truncate(500);
    let start = |entry| {
        let start = zip::data_start(files, 0, &entry);
        (entry, start)
    };
    (entries.into_iter().map(start).collect(), outcome)
}

/// A zip as the choices want it.
pub fn zip_of(choices: &mut Choices) -> Vec<u8> {
    let zip64 = [Zip64::No, Zip64::Beside, Zip64::Instead, Zip64::Missing];
    let lies = choices.byte();
    let is = |bit: u8| lies >> bit & 1 == 1;
    let mut zip = Zip {
        end: End {
            zip64: zip64[usize::from(lies % 4)],
            comment: if is(2) {
                choices.short().to_vec()
            } else {
                Vec::new()
            },
            stated_directory: is(3).then(|| number(choices)),
            stated_count: is(4).then(|| choices.word()),
        },
        start: match lies >> 5 & 3 {
            1 => Start::Counted(choices.short().to_vec()),
            2 => Start::Uncounted(choices.short().to_vec()),
            _ => Start::Plain,
        },
        entries: Vec::new(),
    };
    for _ in 0..choices.byte() % 8 {
        zip.entries.push(entry(choices));
    }
    let mut built = zip.build();
    while !choices.is_empty() && !built.is_empty() {
        // From the end: there the directory is.
        let at = usize::from(choices.word()) % built.len();
        let at = built.len() - 1 - at;
        built[at] = choices.byte();
    }
    built
}

fn entry(choices: &mut Choices) -> make::Entry {
    let lies = choices.byte();
    let is = |bit: u8| lies >> bit & 1 == 1;
    let path = String::from_utf8_lossy(choices.short()).into_owned();
    let method = if is(0) {
        Method::Stored
    } else {
        Method::Deflated
    };
    let mut entry = make::Entry::new(path, choices.short(), method);
    entry.sizes = match lies >> 1 & 3 {
        1 => Sizes::After,
        2 => Sizes::AfterBare,
        _ => Sizes::InHeader,
    };
    entry.is_encrypted = is(3);
    if is(4) {
        entry.stated_offset = Some(number(choices));
    }
    if is(5) {
        entry.stated_packed = Some(number(choices));
    }
    if is(6) {
        entry.method = choices.word();
    }
    if is(7) {
        entry.local_path = Some(String::from_utf8_lossy(choices.short()).into_owned());
    }
    entry
}

/// A number near one of those at which something changes.
fn number(choices: &mut Choices) -> u64 {
    let near = [0, 1 << 15, 1 << 16, 1 << 31, 1 << 32, 1 << 63, u64::MAX];
    let base = near[usize::from(choices.byte()) % near.len()];
    base.wrapping_add(u64::from(choices.word()))
        .wrapping_sub(32)
}
