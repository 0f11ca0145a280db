//! Which days are shown.

use core::ops::Range;

use chrono::{Datelike, Days, Months, NaiveDate};

/// How much of a life is shown at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Span {
    /// midare's: the 21 days up to an anchor.
    #[default]
    ThreeWeeks,
    /// The anchor's calendar month.
    Month,
    /// The anchor's calendar year.
    Year,
    /// From the first to the last day with data.
    All,
    /// Chosen days; both are shown. In either order. Days further than a year from all data are cut
    /// off: whoever types a year digit by digit passes the year 2.
    Dates { from: NaiveDate, to: NaiveDate },
}

/// Which way to page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    Previous,
    Next,
}

impl Span {
    /// The days shown, half-open and never empty.
    ///
    /// * `anchor`: the day that the picture is about; the last day with data at first.
    /// * `first`, `last`: the days of the first and last event.
    pub fn days(self, anchor: NaiveDate, first: NaiveDate, last: NaiveDate) -> Range<NaiveDate> {
        match self {
            Span::ThreeWeeks => days_before(anchor, 20)..day_after(anchor),
            Span::Month => {
                let start = first_of_month(anchor);
                start..start + Months::new(1)
            }
            Span::Year => {
                let start = first_of_month(anchor) - Months::new(anchor.month0());
                start..start + Months::new(12)
            }
            Span::All => first.min(last)..day_after(first.max(last)),
            Span::Dates { from, to } => {
                let earliest = days_before(first.min(last), 366);
                let latest = first.max(last).checked_add_days(Days::new(366));
                let latest = latest.unwrap_or(last);
                let near = |day: NaiveDate| day.clamp(earliest, latest);
                near(from.min(to))..day_after(near(from.max(to)))
            }
        }
    }

    /// The anchor one page further, `None` if there is nothing to page to: no data on that side, or
    /// a span that has no pages ([`Span::All`], [`Span::Dates`]).
    pub fn step(
        self,
        page: Page,
        anchor: NaiveDate,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Option<NaiveDate> {
        let shown = self.days(anchor, first, last);
        let further = match (self, page) {
            (Span::All | Span::Dates { .. }, _) => return None,
            (_, Page::Previous) if shown.start <= first => return None,
            (_, Page::Next) if last < shown.end => return None,
            (Span::ThreeWeeks, Page::Previous) => anchor.checked_sub_days(Days::new(21)),
            (Span::ThreeWeeks, Page::Next) => anchor.checked_add_days(Days::new(21)),
            (Span::Month, Page::Previous) => anchor.checked_sub_months(Months::new(1)),
            (Span::Month, Page::Next) => anchor.checked_add_months(Months::new(1)),
            (Span::Year, Page::Previous) => anchor.checked_sub_months(Months::new(12)),
            (Span::Year, Page::Next) => anchor.checked_add_months(Months::new(12)),
        };
        further.map(|anchor| anchor.min(last).max(first))
    }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn days_before(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(day)
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}
