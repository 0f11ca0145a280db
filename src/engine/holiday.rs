//! Public holidays, computed from the law, so that no year is missing.

use chrono::{Datelike, NaiveDate, Weekday};

/// Whose public holidays are free days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    Japan,
    /// No country's: only weekends are free.
    None,
}

impl Country {
    /// The country whose holidays are known for an IANA zone.
    pub fn of_zone(name: &str) -> Country {
        if matches!(name, "Asia/Tokyo" | "Japan") {
            Country::Japan
        } else {
            Country::None
        }
    }

    pub fn is_holiday(self, day: NaiveDate) -> bool {
        match self {
            Country::Japan => japan(day).is_some(),
            Country::None => false,
        }
    }
}

/// A public holiday of Japan, from 2003's law on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holiday {
    NewYear,
    ComingOfAge,
    Foundation,
    EmperorsBirthday,
    VernalEquinox,
    Showa,
    Constitution,
    Greenery,
    Children,
    Marine,
    Mountain,
    RespectForTheAged,
    AutumnalEquinox,
    Sports,
    Culture,
    LabourThanksgiving,
    /// The accession and the enthronement ceremony of 2019.
    Enthronement,
    /// 振替休日: the day off for a holiday on a Sunday.
    Substitute,
    /// 国民の休日: a day between two holidays.
    Citizens,
}

/// Japan's public holiday on that day, from 2003 to 2099.
///
/// Source: 国民の祝日に関する法律 with its amendments of 2005 (from 2007), 2014, 2017–2020.
pub fn japan(day: NaiveDate) -> Option<Holiday> {
    named(day).or_else(|| {
        // Both others follow a holiday, and most days don't.
        named(day.pred_opt()?)?;
        substitute(day).or_else(|| citizens(day))
    })
}

/// The holidays that the law names.
fn named(day: NaiveDate) -> Option<Holiday> {
    let (year, month, date) = (day.year(), day.month(), day.day());
    if let Some(moved) = moved(year, month, date) {
        return moved;
    }
    let monday = |nth: u32| day.weekday() == Weekday::Mon && (date - 1) / 7 + 1 == nth;
    Some(match (month, date) {
        (1, 1) => Holiday::NewYear,
        (1, _) if monday(2) => Holiday::ComingOfAge,
        (2, 11) => Holiday::Foundation,
        (2, 23) if year >= 2020 => Holiday::EmperorsBirthday,
        (3, _) if date == equinox(year, 20.8431) => Holiday::VernalEquinox,
        (4, 29) if year >= 2007 => Holiday::Showa,
        (4, 29) => Holiday::Greenery,
        (5, 3) => Holiday::Constitution,
        (5, 4) if year >= 2007 => Holiday::Greenery,
        (5, 5) => Holiday::Children,
        (7, _) if monday(3) => Holiday::Marine,
        (8, 11) if year >= 2016 => Holiday::Mountain,
        (9, _) if monday(3) => Holiday::RespectForTheAged,
        (9, _) if date == equinox(year, 23.2488) => Holiday::AutumnalEquinox,
        (10, _) if monday(2) => Holiday::Sports,
        (11, 3) => Holiday::Culture,
        (11, 23) => Holiday::LabourThanksgiving,
        (12, 23) if year <= 2018 => Holiday::EmperorsBirthday,
        _ => return None,
    })
}

/// The years whose holidays were set by a law of their own. `Some(None)`: a holiday that was moved
/// away from that day.
fn moved(year: i32, month: u32, date: u32) -> Option<Option<Holiday>> {
    let moved_to = match (year, month, date) {
        (2019, 5, 1) | (2019, 10, 22) => Holiday::Enthronement,
        (2020, 7, 23) | (2021, 7, 22) => Holiday::Marine,
        (2020, 7, 24) | (2021, 7, 23) => Holiday::Sports,
        (2020, 8, 10) | (2021, 8, 8) => Holiday::Mountain,
        (2020 | 2021, 7 | 8 | 10, _) => return Some(None),
        _ => return None,
    };
    Some(Some(moved_to))
}

/// The day of the month of an equinox, 1980–2099.
///
/// Source: the usual approximation, 新こよみ便利帳 (海上保安庁水路部).
fn equinox(year: i32, epoch_day: f64) -> u32 {
    let years = year - 1980;
    // Signed: days of any year may be asked for.
    ((epoch_day + 0.242_194 * f64::from(years)) as i32 - years.div_euclid(4)) as u32
}

/// The day off for a holiday on a Sunday: the next day that is no holiday. Until 2006 it was the
/// Monday; from 2003 on that comes to the same.
fn substitute(day: NaiveDate) -> Option<Holiday> {
    let mut before = day.pred_opt()?;
    while named(before).is_some() {
        if before.weekday() == Weekday::Sun {
            return Some(Holiday::Substitute);
        }
        before = before.pred_opt()?;
    }
    None
}

/// A day between two holidays; before 2007 not on a Sunday.
fn citizens(day: NaiveDate) -> Option<Holiday> {
    let between = named(day.pred_opt()?).is_some() && named(day.succ_opt()?).is_some();
    (between && (day.year() >= 2007 || day.weekday() != Weekday::Sun)).then_some(Holiday::Citizens)
}
