//! The pictures of a rhythm that are asked for, of what is known when they are.

use core::ops::Range;

use super::infer::sleep::Sleep;
use super::protocol::rhythm::sketch::Sketch;
use super::protocol::rhythm::{Days, Wanted, Which};
use super::scene::picture::{Picture, Sight};
use super::scene::rhythm::Shown;
use super::scene::rhythm::actogram::{Actogram, Drift, Start};
use super::scene::rhythm::comparison::{Compared, comparison};
use super::scene::rhythm::dial::dial;
use super::scene::rhythm::scatter::scatter;
use super::scene::rhythm::trend::{Change, trend};
use super::scene::rhythm::week::{self, week_grid};
use super::scene::rhythm::year::{self, year_map};
use super::time::Zone;

/// A map of a year shows at least so many nights, where there are so many.
const YEAR_NIGHTS: usize = 365;

/// All that pictures are drawn of.
pub struct Gallery {
    zone: Zone,
    sleep: Sleep,
    activity: Vec<u8>,
    drifts: Vec<Drift>,
    changes: Vec<Change>,
    compared: Option<([Days; 2], Vec<Compared>)>,
}

impl Default for Gallery {
    fn default() -> Gallery {
        Gallery {
            zone: Zone::utc(),
            sleep: Sleep::default(),
            activity: Vec::new(),
            drifts: Vec::new(),
            changes: Vec::new(),
            compared: None,
        }
    }
}

impl Gallery {
    /// Something more is known.
    pub fn take(&mut self, sketch: Sketch) {
        match sketch {
            Sketch::Life {
                zone,
                sleep,
                activity,
            } => {
                *self = Gallery {
                    zone,
                    sleep,
                    activity,
                    ..Gallery::default()
                }
            }
            Sketch::Signs { drifts, changes } => {
                self.drifts = drifts;
                self.changes = changes;
            }
            Sketch::Compared { days, figures } => self.compared = Some((days, figures)),
        }
    }

    /// What is in sight of a picture; `None` if what it is of is not known yet.
    pub fn picture(&self, wanted: &Wanted) -> Option<Sight> {
        let rows = self.sleep.timeline.rows_of(&wanted.days);
        Some(match wanted.which {
            Which::Actogram => self.actogram(wanted, rows),
            Which::YearMap => {
                let start = rows.start.min(rows.end.saturating_sub(YEAR_NIGHTS));
                let shown = self.shown_rows(wanted, start..rows.end);
                Sight::from(year_map(&shown, year::Measure::Slept))
            }
            Which::WeekGrid => {
                let shown = self.shown_rows(wanted, rows);
                Sight::from(week_grid(&shown, week::Measure::Asleep))
            }
            Which::Clock => Sight::from(dial(&self.shown_rows(wanted, rows))),
            Which::Trend => {
                let all = 0..self.sleep.timeline.rows.len();
                Sight::from(trend(&self.shown_rows(wanted, all), &self.changes))
            }
            Which::Scatter => Sight::from(scatter(&self.shown_rows(wanted, rows), None)),
            Which::Compare => Sight::from(self.comparison(wanted)?),
        })
    }

    fn comparison(&self, wanted: &Wanted) -> Option<Picture> {
        let (days, figures) = self.compared.as_ref()?;
        let is_it = *days == [wanted.days.clone(), wanted.against.clone()];
        let draw = || {
            comparison(
                figures,
                days.clone(),
                &self.zone,
                wanted.width.into(),
                wanted.language,
            )
        };
        is_it.then(draw)
    }

    fn shown_rows(&self, wanted: &Wanted, rows: Range<usize>) -> Shown<'_> {
        Shown {
            sleep: &self.sleep,
            zone: &self.zone,
            rows,
            width: wanted.width.into(),
            language: wanted.language,
        }
    }

    fn actogram(&self, wanted: &Wanted, rows: Range<usize>) -> Sight {
        let row_height = Actogram::comfortable(wanted.width.into(), rows.len());
        let actogram = Actogram {
            shown: self.shown_rows(wanted, rows.clone()),
            start: match wanted.from_midnight {
                true => Start::Midnight,
                false => Start::Noon,
            },
            row_height,
            activity: Some(&self.activity),
            drift: self.drift(&rows),
        };
        actogram.sight(wanted.top.into(), wanted.height.into())
    }

    /// The longest stretch of these nights in which the day was not 24 hours long.
    fn drift(&self, rows: &Range<usize>) -> Option<Drift> {
        let shown = |drift: &&Drift| drift.rows.start < rows.end && rows.start < drift.rows.end;
        let drifts = self.drifts.iter().filter(shown);
        drifts.max_by_key(|drift| drift.rows.len()).cloned()
    }
}
