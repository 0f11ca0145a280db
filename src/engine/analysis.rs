//! A rhythm as it is found out, step by step, so that whoever asks for a picture meanwhile is answered: first
//! when someone slept, and what the likeliest life says; then lives that are nearly as likely, drawn one after
//! the other, and how sure that makes the figures.

use core::ops::Range;

use chrono::{DateTime, Datelike, NaiveDate, Weekday};

use super::infer::posterior::Posterior;
use super::infer::sleep::{Sleep, Stretch, Timeline};
use super::protocol::rhythm::sketch::Sketch;
use super::protocol::rhythm::{Days, Life, Told};
use super::rhythm::changes::Change;
use super::rhythm::drift::Drift;
use super::rhythm::figure::Figure;
use super::rhythm::report::{Gathering, Rhythm, before};
use super::rhythm::streaks::{self, Streaks};
use super::scene::rhythm::comparison::{Compared, Measured};
use super::scene::rhythm::{activity, actogram, trend};
use super::text::Language;
use super::text::rhythm::{Earlier, cards, measure};
use super::time::Zone;

/// So many likely lives are drawn: the 5 % and 95 % quantiles of 200 are the tenth from either end.
pub const DRAWS: usize = 200;

const HOUR_SECS: f64 = 3_600.0;
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

/// Someone's rhythm, as far as it is known.
pub struct Analysis {
    zone: Zone,
    posterior: Posterior,
    /// How many events each bin of the timeline holds.
    activity: Vec<u8>,
    streaks: Streaks,
    /// Likely lives, by their seed. Other days are told of without drawing them anew.
    draws: Vec<Vec<Stretch>>,
    shown: Option<Shown>,
}

/// What is told of.
struct Shown {
    language: Language,
    rows: Range<usize>,
    /// `None` until the first step.
    figures: Option<Figures>,
    /// Whether the person has been told what there is to tell.
    is_told: bool,
}

/// The figures of some nights, and of as many before them.
struct Figures {
    now: Gathering,
    before: Option<(u32, Gathering)>,
}

impl Analysis {
    /// Infers when someone slept, which takes about a second for fifteen years.
    ///
    /// * `moments`: seconds since 1970, ascending.
    pub fn new(life: Life, moments: &[i64]) -> Analysis {
        let Life {
            zone,
            country,
            marked,
            today,
        } = life;
        let is_free = |day: NaiveDate| {
            let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            is_weekend || country.is_holiday(day) || marked.contains(&day)
        };
        let posterior = Posterior::infer(moments, &zone, is_free);
        let activity = activity(&posterior.sleep.timeline, moments.iter().copied());
        let streaks = streaks::of(&days_of(moments, &zone), today);
        Analysis {
            zone,
            posterior,
            activity,
            streaks,
            draws: Vec::new(),
            shown: None,
        }
    }

    pub fn sleep(&self) -> &Sleep {
        &self.posterior.sleep
    }

    fn timeline(&self) -> &Timeline {
        &self.posterior.sleep.timeline
    }

    /// Which days are told of from now on. Those that were told of before are only told anew.
    pub fn show(&mut self, days: &Days, language: Language) {
        let rows = self.timeline().rows_of(days);
        let figures = self.shown.take().filter(|shown| shown.rows == rows);
        self.shown = Some(Shown {
            language,
            rows,
            figures: figures.and_then(|shown| shown.figures),
            is_told: false,
        });
    }

    /// Whether there is something to find out or to tell.
    pub fn has_more(&self) -> bool {
        let is_done = |shown: &Shown| shown.is_told && shown.lives() == DRAWS;
        self.shown.as_ref().is_some_and(|shown| !is_done(shown))
    }

    /// Finds out a little more: a few milliseconds' worth, but for the first likely life, whose sums take some tenths of
    /// a second for fifteen years. What is to be told then, if anything.
    pub fn step(&mut self) -> Option<Told> {
        let sleep = &self.posterior.sleep;
        let shown = self.shown.as_mut()?;
        if shown.figures.is_none() {
            shown.figures = Some(Figures::of(sleep, &shown.rows));
        }
        let figures = shown.figures.as_mut()?;
        let drawn = figures.now.lives();
        if shown.is_told && drawn < DRAWS {
            if self.draws.len() == drawn {
                self.draws.push(self.posterior.draw(drawn as u64));
            }
            figures.add(&sleep.timeline, &self.draws[drawn]);
            shown.is_told = figures.now.lives() < DRAWS;
        } else {
            shown.is_told = true;
            return Some(figures.told(shown.language, &sleep.timeline, self.streaks));
        }
        None
    }

    /// What the picture worker draws of.
    pub fn sketch(&self) -> Sketch {
        Sketch::Life {
            zone: self.zone.clone(),
            sleep: self.posterior.sleep.clone(),
            activity: self.activity.clone(),
        }
    }

    /// When days were not 24 hours long, and when the rhythm changed, in all that is known.
    pub fn signs(&self) -> Sketch {
        let all = 0..self.timeline().rows.len();
        let rhythm = Gathering::new(self.sleep(), all).rhythm();
        let secs = |hours: f64| (hours * HOUR_SECS) as i64;
        let drift = |drift: Drift| actogram::Drift {
            // From the clock to the time since noon.
            from: secs((drift.mid - 12.0).rem_euclid(24.0)),
            tenths: (drift.period * 10.0).round() as u16,
            rows: drift.rows,
        };
        let change = |(change, _): (Change, Figure)| trend::Change {
            row: change.row,
            before: secs(change.before),
            after: secs(change.after),
        };
        Sketch::Signs {
            drifts: rhythm.drifts.into_iter().map(drift).collect(),
            changes: rhythm.changes.into_iter().map(change).collect(),
        }
    }

    /// The figures of two stretches.
    pub fn compare(&self, days: [Days; 2], language: Language) -> Sketch {
        let [first, second] = [&days[0], &days[1]]
            .map(|days| self.measured(&self.timeline().rows_of(days), language));
        let figures = first.into_iter().zip(second);
        let figures = figures.map(|((title, first), (_, second))| Compared {
            title,
            first,
            second,
        });
        Sketch::Compared {
            figures: figures.collect(),
            days,
        }
    }

    /// Figures of some nights, each with its title.
    fn measured(&self, rows: &Range<usize>, language: Language) -> Vec<(String, Option<Measured>)> {
        let mut figures = Gathering::new(self.sleep(), rows.clone());
        for life in self.draws.iter().take(COMPARED_DRAWS) {
            figures.add(self.timeline(), life);
        }
        let rhythm = figures.rhythm();
        let mut measured = Vec::new();
        for card in cards(language, &rhythm, self.timeline(), None) {
            if !COMPARED.contains(&card.id.as_str()) {
                continue;
            }
            let figure = measure(&card.id).map(|measure| rhythm.figure(measure));
            let value = figure.and_then(|figure| Some((figure, figure.value?)));
            let value = value.map(|(figure, value)| Measured {
                value,
                low: figure.low.unwrap_or(value),
                high: figure.high.unwrap_or(value),
                words: match card.interval.as_str() {
                    "" => card.value.clone(),
                    interval => [&card.value, " (", interval, ")"].concat(),
                },
            });
            measured.push((card.title, value));
        }
        measured
    }
}

impl Shown {
    /// How many lives its figures are of.
    fn lives(&self) -> usize {
        let figures = self.figures.as_ref();
        figures.map_or(0, |figures| figures.now.lives())
    }
}

impl Figures {
    fn of(sleep: &Sleep, rows: &Range<usize>) -> Figures {
        let gathering = |rows: Range<usize>| (rows.len() as u32, Gathering::new(sleep, rows));
        let now = Gathering::new(sleep, rows.clone());
        Figures {
            now,
            before: before(rows).map(gathering),
        }
    }

    fn add(&mut self, timeline: &Timeline, life: &[Stretch]) {
        self.now.add(timeline, life);
        if let Some((_, before)) = &mut self.before {
            before.add(timeline, life);
        }
    }

    fn told(&self, language: Language, timeline: &Timeline, streaks: Streaks) -> Told {
        let rhythm = Rhythm {
            streaks: Some(streaks),
            ..self.now.rhythm()
        };
        let earlier = self.before.as_ref().map(|(nights, before)| Earlier {
            nights: *nights,
            since: self.now.since(before),
        });
        Told {
            cards: cards(language, &rhythm, timeline, earlier.as_ref()),
            is_first: self.now.lives() < DRAWS,
        }
    }
}

/// The local days of moments, each once, ascending.
fn days_of(moments: &[i64], zone: &Zone) -> Vec<NaiveDate> {
    let mut days: Vec<NaiveDate> = Vec::new();
    for at in moments {
        let local = zone.local(DateTime::from_timestamp(*at, 0).unwrap_or_default());
        // A flight east over the date line goes back by a day.
        let before = days.iter().rposition(|day| *day <= local.date());
        if before.is_none_or(|before| days[before] != local.date()) {
            days.insert(before.map_or(0, |before| before + 1), local.date());
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::time::Offset;

    #[test]
    fn days_that_a_flight_over_the_date_line_repeats_are_each_there_once() {
        // Tokyo until 2024-06-01 15:00 there, then San Francisco, where it is 23:00 of the day before.
        let offsets = [(0, 32_400), (1_717_221_600, -25_200)];
        let offsets = offsets.map(|(from, secs)| Offset { from, secs }).to_vec();
        let zone = Zone::new("a flight", offsets).expect("ascending");
        let moments: Vec<i64> = (-20..20).map(|step| 1_717_221_600 + step * 3_600).collect();
        let days: Vec<String> = days_of(&moments, &zone)
            .iter()
            .map(NaiveDate::to_string)
            .collect();
        assert_eq!(days, ["2024-05-31", "2024-06-01"]);
    }
}
