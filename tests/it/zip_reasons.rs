//! Why other zip readers take a zip differently than ours does: each reason says in words what it is,
//! and checks in the zip's bytes that it is so.

use yodori::engine::source::inflate::Inflate;

use crate::zip_facts::{Facts, Stated, number};
use crate::zip_readers::{Item, Seen};

/// How a peer takes a zip differently. Entries are counted without folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    WeRefuse,
    TheyRefuse,
    /// They see more files, or fewer.
    Number,
    /// They see another file, or know something else about it.
    Entry(usize),
    /// Only they give its content.
    OnlyTheirs(usize),
    /// Only we do.
    OnlyOurs(usize),
    /// The contents are not the same. There is no reason for this one.
    Content(usize),
}

pub fn difference(ours: &Seen, theirs: &Seen) -> Option<Difference> {
    let (ours, theirs) = match (ours, theirs) {
        (None, None) => return None,
        (None, Some(_)) => return Some(Difference::WeRefuse),
        (Some(_), None) => return Some(Difference::TheyRefuse),
        (Some(ours), Some(theirs)) => (ours, theirs),
    };
    if ours.len() != theirs.len() {
        return Some(Difference::Number);
    }
    let bare = |item: &Item| Item {
        content: None,
        ..item.clone()
    };
    ours.iter()
        .zip(theirs)
        .enumerate()
        .find_map(|(nth, (our, their))| match (&our.content, &their.content) {
            _ if bare(our) != bare(their) => Some(Difference::Entry(nth)),
            (our, their) if our == their => None,
            (None, _) => Some(Difference::OnlyTheirs(nth)),
            (_, None) => Some(Difference::OnlyOurs(nth)),
            _ => Some(Difference::Content(nth)),
        })
}

/// A zip of which the readers think differently.
pub struct Case<'a> {
    pub zip: &'a [u8],
    pub facts: Facts,
    pub ours: &'a Seen,
    pub difference: Difference,
}

impl Case<'_> {
    /// Our view of the entry that makes the difference.
    fn our(&self) -> Option<&Item> {
        let nth = match self.difference {
            Difference::OnlyOurs(nth) | Difference::OnlyTheirs(nth) | Difference::Entry(nth) => nth,
            _ => return None,
        };
        self.ours.as_ref()?.get(nth)
    }

    /// A number in its local header.
    fn local(&self, at: u64, width: u64) -> u64 {
        let header = self.our().map_or(u64::MAX, |our| our.header_at);
        number(self.zip, header.saturating_add(at), width)
    }

    /// Where its content starts.
    fn start(&self) -> u64 {
        let header = self.our().map_or(0, |our| our.header_at);
        header.saturating_add(30 + self.local(26, 2) + self.local(28, 2))
    }

    /// A number of the record that counts for who looks at ZIP64 only where there is a sign for it.
    fn signed(&self) -> Stated {
        match self.facts.has_sign {
            true => self.facts.stated(),
            false => self.facts.narrow,
        }
    }

    /// Its flags in the directory.
    fn flags(&self) -> u64 {
        let nth = match self.difference {
            Difference::OnlyTheirs(nth) => nth,
            _ => return 0,
        };
        let names = self.facts.centrals.iter().filter(|at| {
            let length = number(self.zip, **at as u64 + 28, 2) as usize;
            !self.zip[*at + 46..][..length].ends_with(b"/")
        });
        names
            .clone()
            .nth(nth)
            .map_or(0, |at| number(self.zip, *at as u64 + 8, 2))
    }

    /// There is an entry with more signs for ZIP64 than its field has numbers.
    fn has_short_zip64_field(&self) -> bool {
        let is_short = |at: &usize, extra: &[u8]| {
            let signs = [20, 24, 42].map(|field| number(self.zip, *at as u64 + field, 4));
            let signs = signs.iter().filter(|sign| **sign == 0xffff_ffff).count();
            extra.starts_with(&[1, 0]) && number(extra, 2, 2) < 8 * signs as u64
        };
        let mut extras = self.facts.centrals.iter().zip(self.extras());
        extras.any(|(at, extra)| is_short(at, extra))
    }

    /// The extra fields of every directory entry.
    fn extras(&self) -> impl Iterator<Item = &[u8]> {
        self.facts.centrals.iter().map(|at| {
            let part = |offset| number(self.zip, *at as u64 + offset, 2) as usize;
            &self.zip[at + 46 + part(28)..][..part(30)]
        })
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    Zip,
    RcZip,
}

/// Why peers take a zip differently: in words, and whether it is so.
pub struct Reason {
    pub peers: &'static [Peer],
    pub why: &'static str,
    pub holds: fn(&Case) -> bool,
}

const BOTH: &[Peer] = &[Peer::Zip, Peer::RcZip];
const ZIP: &[Peer] = &[Peer::Zip];
const RC_ZIP: &[Peer] = &[Peer::RcZip];

pub const REASONS: &[Reason] = &[
    Reason {
        peers: ZIP,
        why: "the directory begins with something that is no entry: it looks for one further on",
        holds: |case| case.difference == Difference::WeRefuse && case.facts.centrals.is_empty(),
    },
    Reason {
        peers: BOTH,
        why: "a ZIP64 field is too short: for us that costs its entry",
        holds: |case| case.difference == Difference::TheyRefuse && case.has_short_zip64_field(),
    },
    Reason {
        peers: RC_ZIP,
        why: "fewer entries than the end says, by a multiple of 65,536: it does not see that",
        holds: |case| {
            let (stated, there) = (
                case.facts.stated().entries,
                case.facts.centrals.len() as u64,
            );
            case.difference == Difference::WeRefuse
                && stated > there
                && (stated - there).is_multiple_of(1 << 16)
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "the zip's comment is no UTF-8: we do not read it",
        holds: |case| {
            let start = case.facts.end as usize + 22;
            let comment = case.zip.get(start..start + case.facts.comment as usize);
            case.difference == Difference::TheyRefuse
                && comment.is_some_and(|comment| str::from_utf8(comment).is_err())
        },
    },
    Reason {
        peers: BOTH,
        why: "an end record within the comment of another: we take the one whose comment ends the file, they the last",
        holds: |case| {
            case.facts.end != case.facts.last_end
                && !matches!(case.difference, Difference::Content(_))
        },
    },
    Reason {
        peers: ZIP,
        why: "several files of one name: it knows the last one only",
        holds: |case| {
            let mut paths: Vec<&str> = case
                .ours
                .iter()
                .flatten()
                .map(|item| item.path.as_str())
                .collect();
            let count = paths.len();
            paths.sort_unstable();
            paths.dedup();
            case.difference == Difference::Number && paths.len() < count
        },
    },
    Reason {
        peers: ZIP,
        why: "a name in a field for Unicode: it believes that one",
        holds: |case| {
            matches!(case.difference, Difference::Entry(_))
                && case.extras().any(|extra| extra.starts_with(&[0x75, 0x70]))
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "names with bytes that are no UTF-8, or no flag for it: it guesses the letters of all",
        holds: |case| {
            let is_strange = |item: &Item| !item.path.is_ascii();
            matches!(case.difference, Difference::Entry(_))
                && case.ours.iter().flatten().any(is_strange)
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "bytes after the deflate stream's end: they are nothing to us",
        holds: |case| {
            let our = case.our().filter(|our| our.method == 8);
            let packed = our.and_then(|our| {
                let start = case.start() as usize;
                case.zip.get(start..start.checked_add(our.packed as usize)?)
            });
            let stream = packed.and_then(stream_length);
            matches!(case.difference, Difference::OnlyOurs(_)) && stream < packed.map(<[u8]>::len)
        },
    },
    Reason {
        peers: BOTH,
        why: "the end's comment is longer than the rest of the file: for us that is a comment cut short",
        holds: |case| {
            let end = case.facts.end + 22 + case.facts.comment;
            case.difference == Difference::TheyRefuse && end > case.facts.length
        },
    },
    Reason {
        peers: BOTH,
        why: "an entry is longer than the directory: they read on in what follows it",
        holds: |case| case.difference == Difference::WeRefuse && case.facts.has_overrun,
    },
    Reason {
        peers: BOTH,
        why: "the directory's place and size contradict each other: we believe the place, they the size",
        holds: |case| {
            let facts = &case.facts;
            let is_elsewhere =
                |stated: Stated| stated.at.wrapping_add(stated.size) != facts.record();
            let is_possible = match case.difference {
                Difference::Content(_) => false,
                // Not if all is there where we look.
                Difference::WeRefuse => (facts.centrals.len() as u64) < facts.stated().entries,
                _ => true,
            };
            is_possible && (is_elsewhere(facts.stated()) || is_elsewhere(case.signed()))
        },
    },
    Reason {
        peers: BOTH,
        why: "an entry unpacks to another size than it says: all we need is its checksum",
        holds: |case| {
            let content = case
                .our()
                .and_then(|our| our.content.as_ref().map(|content| (content, our.size)));
            matches!(case.difference, Difference::OnlyOurs(_))
                && content.is_some_and(|(content, size)| content.len() as u64 != size)
        },
    },
    Reason {
        peers: ZIP,
        why: "ZIP64 records with no sign for them: we believe them, as X writes them; it does not look",
        holds: |case| {
            let facts = &case.facts;
            !facts.has_sign
                && facts.end64.is_some()
                && facts.wide != facts.narrow
                && !matches!(case.difference, Difference::Content(_))
        },
    },
    Reason {
        peers: ZIP,
        why: "a disk number or count of several disks: we do not look at those",
        holds: |case| {
            let (stated, [disk, _, disks]) = (case.signed(), case.facts.locator);
            case.difference == Difference::TheyRefuse
                && (stated.disk != 0
                    || stated.directory_disk != 0
                    || stated.entries_here != stated.entries
                    || disk != 0
                    || disks > 1)
        },
    },
    Reason {
        peers: ZIP,
        why: "there are more entries than the end says: we read them all, it reads so many",
        holds: |case| {
            case.signed().entries < case.facts.centrals.len() as u64
                && case.difference == Difference::Number
        },
    },
    Reason {
        peers: ZIP,
        why: "the ZIP64 record is not as long as it says, or not where the locator says",
        holds: |case| {
            let facts = &case.facts;
            let long = facts
                .end64
                .map(|at| (facts.end - 20).wrapping_sub(at).wrapping_sub(12));
            case.difference == Difference::TheyRefuse
                && facts.has_sign
                && facts.has_locator
                && (long != Some(facts.record_size)
                    || facts.end64.is_some_and(|at| at < facts.locator[1]))
        },
    },
    Reason {
        peers: ZIP,
        why: "an entry reaches past the end of the file: we do not begin with it",
        holds: |case| {
            let packed = case.our().map_or(0, |our| our.packed);
            matches!(case.difference, Difference::OnlyTheirs(_))
                && case.start() + packed > case.facts.length
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "there are more entries than the end says: it takes that for a defect",
        holds: |case| {
            let stated = case.facts.stated().entries;
            case.difference == Difference::TheyRefuse
                && stated as u16 != case.facts.centrals.len() as u16
        },
    },
    Reason {
        peers: BOTH,
        why: "the locator leads nowhere: we look before it, and else believe the end record",
        holds: |case| {
            let facts = &case.facts;
            case.difference == Difference::TheyRefuse
                && facts.has_locator
                && facts.end64 != Some(facts.locator[1])
        },
    },
    Reason {
        peers: BOTH,
        why: "extra fields are not whole: we stop looking where they break",
        holds: |case| {
            case.difference == Difference::TheyRefuse && case.extras().any(|extra| !is_whole(extra))
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "an encrypted entry: it gives what is packed",
        holds: |case| matches!(case.difference, Difference::OnlyTheirs(_)) && case.flags() & 1 != 0,
    },
    Reason {
        peers: RC_ZIP,
        why: "the local header names another method: it believes that one",
        holds: |case| {
            let method = case.our().map(|our| u64::from(our.method));
            matches!(
                case.difference,
                Difference::OnlyTheirs(_) | Difference::OnlyOurs(_)
            ) && method != Some(case.local(8, 2))
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "the directory's checksum is zero: it takes that for none",
        holds: |case| {
            matches!(case.difference, Difference::OnlyTheirs(_))
                && case.our().is_some_and(|our| our.crc32 == 0)
        },
    },
    Reason {
        peers: RC_ZIP,
        why: "the directory's checksum is zero, and it believes what stands in the descriptor's place",
        holds: |case| {
            let our = case.our();
            let after = case.start() + our.map_or(0, |our| our.packed);
            let sign = if number(case.zip, after, 4) == 0x0807_4b50 {
                4
            } else {
                0
            };
            matches!(case.difference, Difference::OnlyOurs(_))
                && our.is_some_and(|our| our.crc32 == 0)
                && case.local(6, 2) & 8 != 0
                && (number(case.zip, after + sign, 4) != 0 || after + sign + 12 > case.facts.length)
        },
    },
];

/// How many of the bytes a deflate stream takes.
fn stream_length(packed: &[u8]) -> Option<usize> {
    let mut content = vec![0; 1 << 20];
    let step = Inflate::new().step(packed, &mut content).ok()?;
    step.ended.then_some(step.read)
}

/// Extra fields that end where they say.
fn is_whole(mut extra: &[u8]) -> bool {
    while let [_, _, low, high, rest @ ..] = extra {
        match rest.get(usize::from(u16::from_le_bytes([*low, *high]))..) {
            Some(rest) => extra = rest,
            None => return false,
        }
    }
    extra.is_empty()
}
