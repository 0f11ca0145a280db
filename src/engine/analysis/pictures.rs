//! The pictures that are asked for, of what is known when they are.

use core::ops::Range;

use super::Analysis;
use crate::engine::protocol::rhythm::{Drawn, Wanted, Which};
use crate::engine::rhythm::changes;
use crate::engine::rhythm::drift;
use crate::engine::rhythm::report::Gathering;
use crate::engine::scene::picture::Picture;
use crate::engine::scene::rhythm::Shown;
use crate::engine::scene::rhythm::actogram::{Actogram, Drift, Start};
use crate::engine::scene::rhythm::comparison::{Compared, Measured, comparison};
use crate::engine::scene::rhythm::dial::dial;
use crate::engine::scene::rhythm::scatter::scatter;
use crate::engine::scene::rhythm::trend::{Change, trend};
use crate::engine::scene::rhythm::week::{self, week_grid};
use crate::engine::scene::rhythm::year::{self, year_map};
use crate::engine::text::rhythm::{cards, measure};

const HOUR_SECS: f64 = 3_600.0;
/// A map of a year shows at least so many nights, where there are so many.
const YEAR_NIGHTS: usize = 365;
/// Two stretches are held against each other by so many likely lives: more would keep others waiting.
const COMPARED_DRAWS: usize = 40;
/// The cards of which a comparison is made.
const COMPARED: [&str; 8] = [
    "score",
    "sri",
    "sleep",
    "sjl",
    "sd-mid",
    "all-nighters",
    "cpd",
    "ra",
];

impl Analysis {
    /// What is in sight of a picture.
    pub fn picture(&mut self, wanted: &Wanted) -> Drawn {
        let rows = self.rows_of(&wanted.days);
        match wanted.which {
            Which::Actogram => self.actogram(wanted, rows),
            Which::YearMap => {
                let start = rows.start.min(rows.end.saturating_sub(YEAR_NIGHTS));
                let shown = self.shown_rows(wanted, start..rows.end);
                whole(year_map(&shown, year::Measure::Slept))
            }
            Which::WeekGrid => {
                let shown = self.shown_rows(wanted, rows);
                whole(week_grid(&shown, week::Measure::Asleep))
            }
            Which::Clock => whole(dial(&self.shown_rows(wanted, rows))),
            Which::Trend => {
                let changes = self.changes();
                let all = 0..self.timeline().rows.len();
                whole(trend(&self.shown_rows(wanted, all), &changes))
            }
            Which::Scatter => whole(scatter(&self.shown_rows(wanted, rows), None)),
            Which::Compare => whole(self.comparison(wanted, rows)),
        }
    }

    fn shown_rows(&self, wanted: &Wanted, rows: Range<usize>) -> Shown<'_> {
        Shown {
            sleep: self.sleep(),
            zone: &self.zone,
            rows,
            width: wanted.width.into(),
            language: wanted.language,
        }
    }

    /// The rows that are wanted, and the head where the first of them is.
    fn actogram(&self, wanted: &Wanted, rows: Range<usize>) -> Drawn {
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
        let head = actogram.head().height;
        let height = head + actogram.height();
        let row_at = |y: f64| ((y - head) / row_height).max(0.0);
        let (top, end) = (
            f64::from(wanted.top),
            f64::from(wanted.top) + f64::from(wanted.height),
        );
        let (first, end) = (row_at(top) as usize, row_at(end).ceil() as usize);
        if first == 0 {
            let picture = actogram.begun(end);
            let height = height.max(picture.scene.height);
            return Drawn {
                picture,
                top: 0.0,
                height,
            };
        }
        Drawn {
            picture: actogram.body(first..end),
            top: head + first as f64 * row_height,
            height,
        }
    }

    /// The longest stretch of these nights in which the day was not 24 hours long.
    fn drift(&self, rows: &Range<usize>) -> Option<Drift> {
        let drifts = &self.shown.as_ref()?.figures.as_ref()?.drifts;
        let shown =
            |drift: &&drift::Drift| drift.rows.start < rows.end && rows.start < drift.rows.end;
        let drift = drifts.iter().filter(shown);
        let drift = drift.max_by_key(|drift| drift.rows.len())?;
        // From the clock to the time since noon.
        let since_noon = (drift.mid - 12.0).rem_euclid(24.0);
        Some(Drift {
            from: (since_noon * HOUR_SECS) as i64,
            tenths: (drift.period * 10.0).round() as u16,
            rows: drift.rows.clone(),
        })
    }

    /// When the rhythm changed, in all that is known.
    fn changes(&mut self) -> Vec<Change> {
        let all = 0..self.timeline().rows.len();
        let sleep = &self.posterior.sleep;
        let rhythm = self
            .whole
            .get_or_insert_with(|| Gathering::new(sleep, all).rhythm());
        let secs = |hours: f64| (hours * HOUR_SECS) as i64;
        let change = |change: &changes::Change| Change {
            row: change.row,
            before: secs(change.before),
            after: secs(change.after),
        };
        rhythm.changes.iter().map(|(one, _)| change(one)).collect()
    }

    fn comparison(&self, wanted: &Wanted, rows: Range<usize>) -> Picture {
        let stretches = [rows, self.rows_of(&wanted.against)];
        let [first, second] = stretches.map(|rows| self.measured(wanted, &rows));
        let figures = first.into_iter().zip(second);
        let figures: Vec<Compared> = figures
            .map(|((title, first), (_, second))| Compared {
                title,
                first,
                second,
            })
            .collect();
        comparison(
            &figures,
            [wanted.days.clone(), wanted.against.clone()],
            &self.zone,
            wanted.width.into(),
            wanted.language,
        )
    }

    /// Figures of some nights, each with its title.
    fn measured(&self, wanted: &Wanted, rows: &Range<usize>) -> Vec<(String, Option<Measured>)> {
        let mut figures = Gathering::new(self.sleep(), rows.clone());
        for life in self.draws.iter().take(COMPARED_DRAWS) {
            figures.add(self.timeline(), life);
        }
        let rhythm = figures.rhythm();
        let cards = cards(wanted.language, &rhythm, self.timeline(), None);
        let cards = cards
            .into_iter()
            .filter(|card| COMPARED.contains(&card.id.as_str()));
        cards
            .map(|card| {
                let figure = measure(&card.id).map(|measure| rhythm.figure(measure));
                let value = figure.and_then(|figure| Some((figure, figure.value?)));
                let measured = value.map(|(figure, value)| Measured {
                    value,
                    low: figure.low.unwrap_or(value),
                    high: figure.high.unwrap_or(value),
                    words: [card.value.as_str(), &card.interval]
                        .join(" ")
                        .trim()
                        .to_owned(),
                });
                (card.title, measured)
            })
            .collect()
    }
}

/// A picture that is wanted as a whole.
fn whole(picture: Picture) -> Drawn {
    Drawn {
        top: 0.0,
        height: picture.scene.height,
        picture,
    }
}
