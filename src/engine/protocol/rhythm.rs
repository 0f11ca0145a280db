//! The same between the page and the rhythm worker, and the picture worker: what is known goes from the one to
//! the other as [`sketch`]es.

mod picture;
pub mod sketch;

use core::ops::Range;

use chrono::{Datelike, NaiveDate};

use super::Message;
use super::bytes::{Reader, Writer};
use crate::engine::holiday::Country;
use crate::engine::infer::sleep::{Row, Timeline};
use crate::engine::scene::picture::Sight;
use crate::engine::text::Language;
use crate::engine::text::rhythm::Card;
use crate::engine::time::{Offset, Zone};
use picture::{read_picture, write_picture};

/// Changes whenever a message changes. How [`Tell::Ready`] is written never does.
pub const VERSION: u32 = 1;

/// The bytes of a moment in the rows that follow [`Ask::Life`].
const ROW: usize = 4;

/// Page to worker.
#[derive(Clone, Debug, PartialEq)]
pub enum Ask {
    /// Find out when this person slept. Their moments follow the message as rows of bytes. It takes the place
    /// of whatever was asked of a life before.
    Life { job: u32, life: Life },
    /// Tell of these days, in this language.
    Show { days: Days, language: Language },
    /// Hold two stretches against each other, in this language; answered by [`sketch::Sketch::Compared`].
    Compare { days: [Days; 2], language: Language },
    /// To the picture worker: draw. Answered by [`Tell::Picture`] with the same `ask`, or not at all where what
    /// it is of isn't known yet.
    Picture { ask: u32, wanted: Wanted },
}

/// What an inference needs besides the moments.
#[derive(Clone, Debug, PartialEq)]
pub struct Life {
    pub zone: Zone,
    /// Whose holidays are free.
    pub country: Country,
    /// Days that the person marked as free.
    pub marked: Vec<NaiveDate>,
    /// By the zone's clocks.
    pub today: NaiveDate,
}

/// Half-open.
pub type Days = Range<NaiveDate>;

/// Which picture, and how large.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    pub which: Which,
    /// CSS pixels.
    pub width: u16,
    pub days: Days,
    pub language: Language,
    /// Whether rows begin at midnight instead of noon.
    pub from_midnight: bool,
    /// Of an actogram, which scrolls: how many CSS pixels of it are above what is wanted, and how many are wanted.
    pub top: u32,
    pub height: u32,
    /// What [`Which::Compare`] holds `days` against.
    pub against: Days,
}

/// The pictures of a rhythm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Which {
    #[default]
    Actogram,
    YearMap,
    WeekGrid,
    Clock,
    Trend,
    Scatter,
    Compare,
}

impl Which {
    pub const ALL: [Which; 7] = [
        Which::Actogram,
        Which::YearMap,
        Which::WeekGrid,
        Which::Clock,
        Which::Trend,
        Which::Scatter,
        Which::Compare,
    ];
}

/// Worker to page.
#[derive(Clone, Debug, PartialEq)]
pub enum Tell {
    /// The worker runs. What was sent before waits in its loader.
    Ready { version: u32 },
    /// How likely the person of the life with this number slept, bin by bin.
    Sleep {
        job: u32,
        timeline: Timeline,
        asleep: Vec<u8>,
    },
    /// What the figures say of the days that were asked for last.
    Cards { job: u32, told: Told },
    /// What was asked for with this number.
    Picture { ask: u32, drawn: Sight },
}

/// What the figures say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The verdict first.
    pub cards: Vec<Card>,
    /// Whether the intervals are still being found out.
    pub is_first: bool,
}

pub(super) const COUNTRIES: [Country; 2] = [Country::Japan, Country::None];

/// A life as bytes, its moments after it.
///
/// * `moments`: seconds since 1970, ascending.
pub fn life_to_bytes(ask: &Ask, moments: &[u32]) -> Vec<u8> {
    let mut bytes = super::to_bytes(ask);
    bytes.reserve_exact(moments.len().saturating_mul(ROW));
    for moment in moments {
        bytes.extend_from_slice(&moment.to_le_bytes());
    }
    bytes
}

/// The moments that follow a life. What is no whole row is left out.
pub fn moments(rows: &[u8]) -> Vec<i64> {
    let (rows, _) = rows.as_chunks::<ROW>();
    rows.iter()
        .map(|row| u32::from_le_bytes(*row).into())
        .collect()
}

impl Message for Ask {
    fn write(&self, to: &mut Writer) {
        match self {
            Ask::Life { job, life } => {
                to.byte(0);
                to.number((*job).into());
                write_life(to, life);
            }
            Ask::Show { days, language } => {
                to.byte(1);
                write_days(to, days);
                to.one_of(&Language::ALL, *language);
            }
            Ask::Picture { ask, wanted } => {
                to.byte(2);
                to.number((*ask).into());
                write_wanted(to, wanted);
            }
            Ask::Compare { days, language } => {
                to.byte(3);
                days.iter().for_each(|days| write_days(to, days));
                to.one_of(&Language::ALL, *language);
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Ask> {
        Some(match from.byte()? {
            0 => Ask::Life {
                job: from.small()?,
                life: read_life(from)?,
            },
            1 => Ask::Show {
                days: read_days(from)?,
                language: from.one_of(&Language::ALL)?,
            },
            2 => Ask::Picture {
                ask: from.small()?,
                wanted: read_wanted(from)?,
            },
            3 => Ask::Compare {
                days: [read_days(from)?, read_days(from)?],
                language: from.one_of(&Language::ALL)?,
            },
            _ => return None,
        })
    }
}

impl Message for Tell {
    fn write(&self, to: &mut Writer) {
        match self {
            Tell::Ready { version } => {
                to.byte(0);
                to.number((*version).into());
            }
            Tell::Sleep {
                job,
                timeline,
                asleep,
            } => {
                to.byte(1);
                to.number((*job).into());
                write_timeline(to, timeline);
                to.bytes(asleep);
            }
            Tell::Cards { job, told } => {
                to.byte(2);
                to.number((*job).into());
                write_told(to, told);
            }
            Tell::Picture { ask, drawn } => {
                to.byte(3);
                to.number((*ask).into());
                write_picture(to, &drawn.picture);
                to.float(drawn.top);
                to.float(drawn.height);
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Tell> {
        Some(match from.byte()? {
            0 => Tell::Ready {
                version: from.small()?,
            },
            1 => Tell::Sleep {
                job: from.small()?,
                timeline: read_timeline(from)?,
                asleep: from.bytes()?.to_vec(),
            },
            2 => Tell::Cards {
                job: from.small()?,
                told: read_told(from)?,
            },
            3 => Tell::Picture {
                ask: from.small()?,
                drawn: Sight {
                    picture: read_picture(from)?,
                    top: from.float()?,
                    height: from.float()?,
                },
            },
            _ => return None,
        })
    }
}

fn write_life(to: &mut Writer, life: &Life) {
    write_zone(to, &life.zone);
    to.one_of(&COUNTRIES, life.country);
    to.list(&life.marked, |to, day| write_day(to, *day));
    write_day(to, life.today);
}

fn read_life(from: &mut Reader) -> Option<Life> {
    Some(Life {
        zone: read_zone(from)?,
        country: from.one_of(&COUNTRIES)?,
        marked: from.list(read_day)?,
        today: read_day(from)?,
    })
}

pub(super) fn write_zone(to: &mut Writer, zone: &Zone) {
    to.text(zone.name());
    to.list(zone.offsets(), |to, offset| {
        to.number(offset.from as u64);
        to.number(i64::from(offset.secs) as u64);
    });
}

pub(super) fn read_zone(from: &mut Reader) -> Option<Zone> {
    let name = from.text()?;
    let offsets = from.list(|from| {
        Some(Offset {
            from: from.number()? as i64,
            secs: i32::try_from(from.number()? as i64).ok()?,
        })
    })?;
    Zone::new(name, offsets)
}

/// Days of our era.
pub(super) fn write_day(to: &mut Writer, day: NaiveDate) {
    to.number(day.num_days_from_ce().max(0) as u64);
}

pub(super) fn read_day(from: &mut Reader) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(from.small()?)
}

fn write_days(to: &mut Writer, days: &Days) {
    write_day(to, days.start);
    write_day(to, days.end);
}

fn read_days(from: &mut Reader) -> Option<Days> {
    Some(read_day(from)?..read_day(from)?)
}

fn write_wanted(to: &mut Writer, wanted: &Wanted) {
    to.one_of(&Which::ALL, wanted.which);
    to.number(wanted.width.into());
    write_days(to, &wanted.days);
    to.one_of(&Language::ALL, wanted.language);
    to.byte(wanted.from_midnight.into());
    to.number(wanted.top.into());
    to.number(wanted.height.into());
    write_days(to, &wanted.against);
}

fn read_wanted(from: &mut Reader) -> Option<Wanted> {
    Some(Wanted {
        which: from.one_of(&Which::ALL)?,
        width: from.small()?,
        days: read_days(from)?,
        language: from.one_of(&Language::ALL)?,
        from_midnight: from.byte()? == 1,
        top: from.small()?,
        height: from.small()?,
        against: read_days(from)?,
    })
}

/// Rows are days without a gap: the first day says all.
fn write_timeline(to: &mut Writer, timeline: &Timeline) {
    to.number(timeline.start as u64);
    to.list(&timeline.rows, |to, row| {
        write_day(to, row.day);
        to.number(row.first.into());
        to.number(row.bins.into());
        to.number(i64::from(row.offset_secs) as u64);
        to.byte(u8::from(row.known) | (u8::from(row.free) << 1));
    });
}

fn read_timeline(from: &mut Reader) -> Option<Timeline> {
    let start = from.number()? as i64;
    let rows = from.list(|from| {
        let day = read_day(from)?;
        let (first, bins) = (from.small()?, from.small()?);
        let offset_secs = i32::try_from(from.number()? as i64).ok()?;
        let flags = from.byte()?;
        Some(Row {
            day,
            first,
            bins,
            offset_secs,
            known: flags & 1 != 0,
            free: flags & 2 != 0,
        })
    })?;
    Some(Timeline { start, rows })
}

fn write_told(to: &mut Writer, told: &Told) {
    to.list(&told.cards, write_card);
    to.byte(told.is_first.into());
}

fn read_told(from: &mut Reader) -> Option<Told> {
    Some(Told {
        cards: from.list(read_card)?,
        is_first: from.byte()? == 1,
    })
}

fn write_card(to: &mut Writer, card: &Card) {
    let Card {
        id,
        title,
        value,
        interval,
        says,
        compared,
        method,
    } = card;
    for text in [id, title, value, interval, says, compared, method] {
        to.text(text);
    }
}

fn read_card(from: &mut Reader) -> Option<Card> {
    Some(Card {
        id: from.text()?,
        title: from.text()?,
        value: from.text()?,
        interval: from.text()?,
        says: from.text()?,
        compared: from.text()?,
        method: from.text()?,
    })
}
