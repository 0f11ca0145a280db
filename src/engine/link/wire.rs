//! What stands in a link, as it stands there.

use chrono::NaiveDate;

use super::coder::{Coder, Decoder, Encoder, LIKELY, any_number, number};
use super::letters::Letters;
use super::{About, LinkError, MOST_CHARS, MOST_DAYS, PREFIX, Shared, hours, sixty_four};
use crate::engine::bird::card::{Card, Parts};
use crate::engine::infer::threshold::MIDARE_SECS;

/// Whose zone is told by a bit.
const USUAL_ZONE: &str = "Asia/Tokyo";
const USUAL_THRESHOLD: u16 = (MIDARE_SECS / 60) as u16;
/// How many bits tell how long a name is.
const NAME_BITS: u32 = 5;
const ZONE_BITS: u32 = 6;
const LENGTH_BYTES: usize = 2;
const CHECKSUM_BYTES: usize = 3;

/// A link's fields in the order in which they are written. Whatever stands in a link fits in here.
#[derive(Default)]
pub struct Wire {
    /// Days since 1970.
    first: u16,
    start_hour: u8,
    threshold_mins: u16,
    zone: String,
    name: String,
    card: Option<Parts>,
    rows: Vec<u64>,
}

/// How its rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rows {
    Foreseen,
    Plain,
}

impl Wire {
    pub fn of(shared: &Shared) -> Wire {
        Wire {
            first: day_number(shared.first).unwrap_or_default(),
            start_hour: shared.start_hour,
            threshold_mins: shared.threshold_mins,
            zone: shared.zone.clone(),
            name: shared.name.clone(),
            card: shared.card.as_ref().map(Card::parts),
            rows: shared.rows.clone(),
        }
    }

    /// `None` if there is no such day, hour or row. A card that is none is left out, and a name is cleaned, for what
    /// is allowed there may change.
    pub fn shared(self) -> Option<Shared> {
        let about = About {
            zone: &self.zone,
            name: &self.name,
            card: self.card.and_then(Card::of_parts),
            threshold_secs: i64::from(self.threshold_mins) * 60,
        };
        let first = NaiveDate::from_epoch_days(self.first.into())?;
        Shared::new(first, self.start_hour, self.rows, about)
    }

    /// The shorter one of both ways.
    pub fn written(&self) -> Vec<u8> {
        let [foreseen, plain] = [Rows::Foreseen, Rows::Plain].map(|rows| {
            let mut encoder = Encoder::new();
            self.coded(&mut encoder, rows);
            encoder.finish()
        });
        if plain.len() < foreseen.len() {
            plain
        } else {
            foreseen
        }
    }

    pub fn read(bytes: &[u8]) -> Option<Wire> {
        Wire::default().coded(&mut Decoder::new(bytes), Rows::Foreseen)
    }

    /// Writes it, or reads another one. `None` if what stands there is no text, or too many days.
    fn coded(&self, coder: &mut dyn Coder, rows: Rows) -> Option<Wire> {
        let mut letters = Letters::new();
        let is_foreseen = coder.bit(rows == Rows::Foreseen, LIKELY);
        let days = number(coder, self.rows.len() as u64, 9) as usize;
        let first = number(coder, self.first.into(), 16) as u16;
        let start_hour = match coder.bit(self.start_hour == 0, LIKELY) {
            true => 0,
            false => number(coder, self.start_hour.into(), 5) as u8,
        };
        let threshold_mins = match coder.bit(self.threshold_mins == USUAL_THRESHOLD, LIKELY) {
            true => USUAL_THRESHOLD,
            false => number(coder, self.threshold_mins.into(), 11) as u16,
        };
        let zone = match coder.bit(self.zone == USUAL_ZONE, LIKELY) {
            true => USUAL_ZONE.to_owned(),
            false => letters.name(coder, &self.zone, ZONE_BITS)?,
        };
        let name = letters.name(coder, &self.name, NAME_BITS)?;
        let card = match coder.bit(self.card.is_some(), 1 << 15) {
            true => Some(card(coder, &mut letters, self.card.as_ref())?),
            false => None,
        };
        if MOST_DAYS < days {
            return None;
        }
        let mut given = self.rows.clone();
        given.resize(days, 0);
        let rows = match is_foreseen {
            true => hours::foreseen(coder, &given),
            false => hours::plain(coder, &given),
        };
        Some(Wire {
            first,
            start_hour,
            threshold_mins,
            zone,
            name,
            card,
            rows,
        })
    }
}

fn card(coder: &mut dyn Coder, letters: &mut Letters, given: Option<&Parts>) -> Option<Parts> {
    let none = Parts::default();
    let given = given.unwrap_or(&none);
    Some(Parts {
        made_on: number(coder, given.made_on as u32 as u64, 17) as i32,
        experience: any_number(coder, given.experience),
        outfit: number(coder, given.outfit.into(), 4) as u8,
        room: number(coder, given.room.into(), 3) as u8,
        login: letters.name(coder, &given.login, ZONE_BITS)?,
        name: letters.name(coder, &given.name, NAME_BITS)?,
    })
}

/// Days since 1970, of the first 65,536.
pub fn day_number(day: NaiveDate) -> Option<u16> {
    u16::try_from(day.to_epoch_days()).ok()
}

/// Bytes with how many there are before them and a checksum after them, as characters.
pub fn sealed(told: &[u8]) -> String {
    let length = (told.len() as u16).to_be_bytes();
    let mut bytes = [&length, told].concat();
    bytes.extend(checksum(&bytes));
    sixty_four::written(&bytes)
}

/// What was [`sealed`].
pub fn unsealed(text: &str) -> Result<Vec<u8>, LinkError> {
    let (mut bytes, count) = sixty_four::read(text);
    let is_all = count == text.len();
    let length = match bytes.first_chunk::<LENGTH_BYTES>() {
        Some(length) => usize::from(u16::from_be_bytes(*length)),
        None if is_all => return Err(LinkError::CutShort),
        None => return Err(LinkError::Damaged),
    };
    let end = LENGTH_BYTES + length + CHECKSUM_BYTES;
    let characters = sixty_four::length(end);
    if MOST_CHARS - PREFIX.len() < characters {
        return Err(LinkError::Damaged);
    }
    if count < characters {
        return Err(if is_all {
            LinkError::CutShort
        } else {
            LinkError::Damaged
        });
    }
    bytes.truncate(end);
    let told = bytes.split_off(LENGTH_BYTES);
    let (told, sum) = told.split_last_chunk().ok_or(LinkError::Damaged)?;
    if checksum(&[&bytes, told].concat()) != *sum {
        return Err(LinkError::Damaged);
    }
    match text.get(..characters) {
        _ if characters < text.len() => Err(LinkError::Followed),
        Some(text) if text == sealed(told) => Ok(told.to_vec()),
        _ => Err(LinkError::Impossible),
    }
}

/// 24 bits of it, as OpenPGP has them (RFC 4880, 6.1).
fn checksum(bytes: &[u8]) -> [u8; CHECKSUM_BYTES] {
    let mut sum = 0x00b7_04ce_u32;
    for byte in bytes {
        sum ^= u32::from(*byte) << 16;
        for _ in 0..8 {
            sum <<= 1;
            if sum & 1 << 24 != 0 {
                sum ^= 0x0186_4cfb;
            }
        }
    }
    let [_, sum @ ..] = sum.to_be_bytes();
    sum
}
