//! What stands in a zip, broken or not, as the reasons of `zip_peers` need it: read as plainly as can
//! be, and judged by nobody.

use crate::zip_fields::read;

/// The records that count, and what they say.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub length: u64,
    /// The last end record that there is.
    pub last_end: u64,
    /// The end record that counts, and how long its comment says it is.
    pub end: u64,
    pub comment: u64,
    /// A ZIP64 locator stands before it, and leads to a record, or one stands just before the locator.
    pub has_locator: bool,
    pub locator: [u64; 3],
    pub end64: Option<u64>,
    /// The end record has a sign for ZIP64.
    pub has_sign: bool,
    /// What the end record says, and what the ZIP64 record does.
    pub narrow: Stated,
    pub wide: Stated,
    /// The size that the ZIP64 record says it has.
    pub record_size: u64,
    /// Where the directory's entries are, one after the other from where the first is.
    pub centrals: Vec<usize>,
    /// The last of them says that it is longer than the directory.
    pub has_overrun: bool,
}

/// What an end record says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stated {
    pub disk: u64,
    pub directory_disk: u64,
    pub entries_here: u64,
    pub entries: u64,
    pub size: u64,
    pub at: u64,
}

impl Facts {
    /// `None` if there is no end record.
    pub fn of(zip: &[u8]) -> Option<Facts> {
        let is_at = |at: u64, sign: &[u8]| {
            zip.get(at as usize..)
                .is_some_and(|rest| rest.starts_with(sign))
        };
        let number = |at: u64, width| number(zip, at, width);
        let ends = (0..zip.len().saturating_sub(21)).rev();
        let ends: Vec<u64> = ends
            .map(|at| at as u64)
            .filter(|at| is_at(*at, b"PK\x05\x06"))
            .collect();
        let length = zip.len() as u64;
        let fits = |at: &&u64| **at + 22 + number(**at + 20, 2) == length;
        let end = *ends.iter().find(fits).or(ends.first())?;
        let mut facts = Facts {
            length,
            last_end: *ends.first()?,
            end,
            comment: number(end + 20, 2),
            narrow: Stated {
                disk: number(end + 4, 2),
                directory_disk: number(end + 6, 2),
                entries_here: number(end + 8, 2),
                entries: number(end + 10, 2),
                size: number(end + 12, 4),
                at: number(end + 16, 4),
            },
            ..Facts::default()
        };
        let narrow = facts.narrow;
        facts.has_sign =
            narrow.entries == 0xffff || [narrow.size, narrow.at].contains(&0xffff_ffff);
        facts.has_locator = end >= 20 && is_at(end - 20, b"PK\x06\x07");
        if facts.has_locator {
            facts.locator = [number(end - 16, 4), number(end - 12, 8), number(end - 4, 4)];
            let places = [facts.locator[1], end.saturating_sub(76)];
            let is_record = |at: &u64| is_at(*at, b"PK\x06\x06") && at.saturating_add(56) <= length;
            facts.end64 = places.into_iter().find(is_record);
        }
        if let Some(at) = facts.end64 {
            facts.record_size = number(at + 4, 8);
            facts.wide = Stated {
                disk: number(at + 16, 4),
                directory_disk: number(at + 20, 4),
                entries_here: number(at + 24, 8),
                entries: number(at + 32, 8),
                size: number(at + 40, 8),
                at: number(at + 48, 8),
            };
        }
        let by_size = facts.record().saturating_sub(facts.stated().size);
        let places = [facts.stated().at, by_size];
        let first = places.into_iter().find(|at| is_at(*at, b"PK\x01\x02"));
        facts.walk(zip, first.unwrap_or(length));
        Some(facts)
    }

    fn walk(&mut self, zip: &[u8], mut at: u64) {
        while at + 46 <= self.record() && zip[at as usize..].starts_with(b"PK\x01\x02") {
            let next = at
                + 46
                + [28, 30, 32]
                    .map(|part| number(zip, at + part, 2))
                    .iter()
                    .sum::<u64>();
            self.has_overrun = next > self.record();
            if self.has_overrun {
                return;
            }
            self.centrals.push(at as usize);
            at = next;
        }
    }

    /// What counts of the two.
    pub fn stated(&self) -> Stated {
        if self.end64.is_some() {
            self.wide
        } else {
            self.narrow
        }
    }

    /// Where the record is that counts.
    pub fn record(&self) -> u64 {
        self.end64.unwrap_or(self.end)
    }
}

/// A number of so many bytes; 0 behind the end.
pub fn number(zip: &[u8], at: u64, width: u64) -> u64 {
    match zip.get(at as usize..at.saturating_add(width) as usize) {
        Some(_) => read(zip, at as usize..(at + width) as usize),
        None => 0,
    }
}
