//! Holds what is inferred of lives against the truth.

use std::fmt;
use std::ops::Range;

use chrono::{Datelike, NaiveDate, Weekday};
use yodori::engine::event::{Event, Kind};
use yodori::engine::infer::filter::Filter;
use yodori::engine::infer::posterior::Posterior;
use yodori::engine::infer::sleep::{BIN_SECS, State, Timeline};
use yodori::engine::infer::threshold::{MIDARE_SECS, awake};
use yodori::engine::time::{Offset, Zone};
use yodori_testdata::sleeper::Lived;

/// Seeds of the posterior's draws.
const DRAWS: u64 = 40;

/// Sums over lives.
#[derive(Default)]
pub struct Judged {
    events: usize,
    nights: usize,
    told: usize,
    rule: Errors,
    posterior: Errors,
    held: [usize; 2],
    held_half: [usize; 2],
    rule_sri: Vec<f64>,
    sri: Vec<f64>,
}

#[derive(Default)]
struct Errors {
    onset: Vec<f64>,
    wake: Vec<f64>,
}

impl Errors {
    fn add(&mut self, guess: (i64, i64), truth: &Range<i64>) {
        self.onset.push((guess.0 - truth.start) as f64 / 60.0);
        self.wake.push((guess.1 - truth.end) as f64 / 60.0);
    }
}

pub fn judge(lives: impl Iterator<Item = Lived>) -> Judged {
    let mut judged = Judged::default();
    for lived in lives {
        judged.add(&lived);
    }
    judged
}

impl Judged {
    fn add(&mut self, lived: &Lived) {
        let zone = zone(lived);
        let posterior = Posterior::infer(&lived.moments, &zone, is_free);
        let timeline = &posterior.sleep.timeline;
        let gaps = gaps(lived);
        self.events += lived.moments.len();
        for (row, night) in timeline.rows.iter().zip(&posterior.sleep.nights) {
            let begins = timeline.second(row.first);
            let within = begins..begins + i64::from(row.bins) * BIN_SECS;
            let Some(truth) = longest(&lived.sleeps, &within) else {
                continue;
            };
            if !row.known {
                continue;
            }
            self.nights += 1;
            if let Some(gap) = longest(&gaps, &within) {
                self.rule.add((gap.start, gap.end), &truth);
            }
            if let Some(main) = night.main {
                self.told += usize::from(night.state == State::Told);
                self.posterior
                    .add((main.onset.median, main.wake.median), &truth);
                let holds = |most: [i64; 2], at: i64| usize::from(most[0] <= at && at <= most[1]);
                for (at, moment, truth) in [(0, main.onset, truth.start), (1, main.wake, truth.end)]
                {
                    self.held[at] += holds(moment.most, truth);
                    self.held_half[at] += holds(moment.half, truth);
                }
            }
        }
        let truth = sri(timeline, &lived.sleeps);
        self.rule_sri.push(sri(timeline, &gaps) - truth);
        let mut draws: Vec<f64> = (0..DRAWS)
            .map(|seed| {
                let sleeps = posterior.draw(seed).into_iter();
                let sleeps =
                    sleeps.map(|sleep| timeline.second(sleep.onset)..timeline.second(sleep.wake));
                sri(timeline, &sleeps.collect::<Vec<_>>())
            })
            .collect();
        draws.sort_by(f64::total_cmp);
        self.sri.push(draws[draws.len() / 2] - truth);
    }
}

/// Sleeps as midare's rule has them: what lies between two periods.
fn gaps(lived: &Lived) -> Vec<Range<i64>> {
    let events: Vec<Event> = lived
        .moments
        .iter()
        .enumerate()
        .filter_map(|(id, at)| Event::at_second(id as u64, *at, Kind::Tweet))
        .collect();
    let awake = awake(&events, &Filter::default(), MIDARE_SECS);
    let pairs = awake.periods.windows(2);
    pairs
        .map(|pair| pair[0].end.timestamp()..pair[1].start.timestamp())
        .collect()
}

/// The longest sleep whose middle lies in a night.
fn longest(sleeps: &[Range<i64>], night: &Range<i64>) -> Option<Range<i64>> {
    let inside = sleeps
        .iter()
        .filter(|sleep| night.contains(&((sleep.start + sleep.end) / 2)));
    inside.max_by_key(|sleep| sleep.end - sleep.start).cloned()
}

pub fn is_free(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

pub fn zone(lived: &Lived) -> Zone {
    let offsets = lived.offsets.iter().map(|(from, secs)| Offset {
        from: *from,
        secs: *secs,
    });
    Zone::new("made up", offsets.collect()).unwrap_or_else(Zone::utc)
}

/// The Sleep Regularity Index of the rows that are known, by bins.
fn sri(timeline: &Timeline, sleeps: &[Range<i64>]) -> f64 {
    let bins = timeline.bins();
    let mut asleep = vec![false; bins];
    for sleep in sleeps {
        let bin = |at: i64| {
            ((at - timeline.start + BIN_SECS / 2)
                .div_euclid(BIN_SECS)
                .max(0) as usize)
                .min(bins)
        };
        asleep[bin(sleep.start)..bin(sleep.end)].fill(true);
    }
    let (mut same, mut all) = (0, 0);
    for pair in timeline
        .rows
        .windows(2)
        .filter(|pair| pair[0].known && pair[1].known)
    {
        for step in 0..usize::from(pair[0].bins.min(pair[1].bins).min(96)) {
            let [a, b] = [pair[0].first as usize + step, pair[1].first as usize + step];
            same += usize::from(asleep[a] == asleep[b]);
            all += 1;
        }
    }
    -100.0 + 200.0 * f64::from(same as u32) / f64::from(all.max(1))
}

fn median(values: &[f64], of: impl Fn(f64) -> f64) -> f64 {
    let mut values: Vec<f64> = values.iter().map(|value| of(*value)).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

/// How far inference is off: medians of minutes and of the index, and shares.
#[derive(Clone, Copy, Debug)]
pub struct Told {
    pub events_a_day: f64,
    pub rule_onset_mins: f64,
    pub rule_wake_mins: f64,
    pub rule_sri_error: f64,
    pub onset_mins: f64,
    pub wake_mins: f64,
    /// By how much they are too late on the whole.
    pub onset_bias_mins: f64,
    pub wake_bias_mins: f64,
    /// The shares of nights of which the 90 % intervals of onset and wake hold the truth.
    pub held: [f64; 2],
    /// The same of their 50 % intervals.
    pub held_half: [f64; 2],
    pub sri_bias: f64,
    pub sri_error: f64,
    /// The share of nights of which enough is known.
    pub told: f64,
}

impl Judged {
    pub fn told(&self) -> Told {
        let share = |count: usize| count as f64 / self.posterior.onset.len().max(1) as f64;
        let nights = self.nights.max(1) as f64;
        Told {
            events_a_day: self.events as f64 / nights,
            rule_onset_mins: median(&self.rule.onset, f64::abs),
            rule_wake_mins: median(&self.rule.wake, f64::abs),
            rule_sri_error: median(&self.rule_sri, f64::abs),
            onset_mins: median(&self.posterior.onset, f64::abs),
            wake_mins: median(&self.posterior.wake, f64::abs),
            onset_bias_mins: median(&self.posterior.onset, |error| error),
            wake_bias_mins: median(&self.posterior.wake, |error| error),
            held: self.held.map(share),
            held_half: self.held_half.map(share),
            sri_bias: median(&self.sri, |error| error),
            sri_error: median(&self.sri, f64::abs),
            told: self.told as f64 / nights,
        }
    }
}

impl fmt::Display for Told {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(
            to,
            "{:7.1} | {:9.0} {:9.0} {:6.1} | {:9.0} {:9.0}  {:+4.0} {:+4.0} | {:6.1} % {:7.1} % | {:4.0} {:4.0} | {:+5.1} {:4.1} | {:4.0} %",
            self.events_a_day,
            self.rule_onset_mins,
            self.rule_wake_mins,
            self.rule_sri_error,
            self.onset_mins,
            self.wake_mins,
            self.onset_bias_mins,
            self.wake_bias_mins,
            100.0 * self.held[0],
            100.0 * self.held[1],
            100.0 * self.held_half[0],
            100.0 * self.held_half[1],
            self.sri_bias,
            self.sri_error,
            100.0 * self.told,
        )
    }
}
