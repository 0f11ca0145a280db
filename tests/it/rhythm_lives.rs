//! Lives for the tests of rhythms: timelines and sleeps by chance, from a seed.

use chrono::{Days, NaiveDate};
use yodori::engine::infer::sleep::{
    BIN_SECS, MainSleep, Moment, Night, Row, Sleep, State, Stretch, Timeline,
};
use yodori::engine::rhythm::nights::mains;
use yodori_testdata::chance::Chance;

/// Monday, 6 January 2020, 03:00 UTC: noon in Tokyo.
pub const NOON: i64 = 1_578_279_600;
pub const TOKYO_SECS: i32 = 9 * 3600;

/// Nights by Tokyo's clocks, all of them known, free before Saturdays and Sundays.
pub fn timeline(nights: usize) -> Timeline {
    timeline_of(&vec![96; nights])
}

/// Nights of so many bins each.
pub fn timeline_of(bins: &[u16]) -> Timeline {
    let monday = NaiveDate::from_ymd_opt(2020, 1, 6).expect("a day");
    let mut first = 0;
    let row = |(index, bins): (usize, &u16)| {
        let row = Row {
            day: monday + Days::new(index as u64),
            first,
            bins: *bins,
            offset_secs: TOKYO_SECS,
            known: true,
            free: matches!(index % 7, 4 | 5),
        };
        first += u32::from(*bins);
        row
    };
    Timeline {
        start: NOON,
        rows: bins.iter().enumerate().map(row).collect(),
    }
}

/// How someone sleeps. Hours.
#[derive(Clone, Copy, Debug)]
pub struct Habit {
    /// Onset on work days, by the clock, and how much later it is on free days.
    pub onset: f64,
    pub free_later: f64,
    pub hours: f64,
    /// How much later it gets from night to night.
    pub drift: f64,
    /// The standard deviation of onset.
    pub noise: f64,
    /// The share of nights without sleep.
    pub awake: f64,
}

pub const STEADY: Habit = Habit {
    onset: 1.0,
    free_later: 0.0,
    hours: 7.5,
    drift: 0.0,
    noise: 0.0,
    awake: 0.0,
};

/// Sleeps of all nights.
pub fn sleeps(timeline: &Timeline, habit: Habit, seed: u64) -> Vec<Stretch> {
    let mut chance = Chance::new(seed);
    let mut sleeps: Vec<Stretch> = Vec::new();
    for (index, row) in timeline.rows.iter().enumerate() {
        // Always as many throws, so that habits of the same seed can be compared.
        let (noise, awake) = (normal(&mut chance), unit(&mut chance));
        let later = if row.free { habit.free_later } else { 0.0 };
        let from_noon = (habit.onset - 12.0).rem_euclid(24.0);
        let later = later + habit.drift * index as f64 + habit.noise * noise;
        let onset = i64::from(row.first) + ((from_noon + later) * 4.0).round() as i64;
        let free = sleeps.last().map_or(0, |last| i64::from(last.wake) + 1);
        let wake = onset + (habit.hours * 4.0).round() as i64;
        let bin = |at: i64| at.clamp(0, timeline.bins() as i64) as u32;
        let sleep = Stretch {
            onset: bin(onset.max(free)),
            wake: bin(wake),
        };
        if habit.awake <= awake && sleep.onset < sleep.wake {
            sleeps.push(sleep);
        }
    }
    sleeps
}

/// 0 to 1.
pub fn unit(chance: &mut Chance) -> f64 {
    chance.within(0..1_000_000) as f64 / 1e6
}

/// Of mean 0 and standard deviation 1, nearly: the sum of twelve.
fn normal(chance: &mut Chance) -> f64 {
    (0..12).map(|_| unit(chance)).sum::<f64>() - 6.0
}

/// A sleep that is known exactly.
pub fn told(timeline: &Timeline, sleeps: &[Stretch]) -> Sleep {
    let exact = |median: i64| Moment {
        median,
        half: [median; 2],
        most: [median; 2],
    };
    let all = mains(timeline, &(0..timeline.rows.len()), sleeps);
    let night = |(index, row): (usize, &Row)| {
        let middle =
            |sleep: &&Stretch| timeline.row_of((sleep.onset + sleep.wake) / 2) == Some(index);
        let longest = sleeps
            .iter()
            .filter(middle)
            .max_by_key(|sleep| sleep.bins());
        let has = all.iter().any(|main| main.row == index);
        let main = longest.filter(|_| has).map(|sleep| MainSleep {
            onset: exact(timeline.second(sleep.onset)),
            wake: exact(timeline.second(sleep.wake)),
            mid: exact((timeline.second(sleep.onset) + timeline.second(sleep.wake)) / 2),
            seconds: i64::from(sleep.bins()) * BIN_SECS,
        });
        Night {
            day: row.day,
            state: if row.known {
                State::Told
            } else {
                State::NoData
            },
            main,
            all_nighter: f32::from(u8::from(main.is_none())),
            second: 0.0,
            free: row.free,
        }
    };
    Sleep {
        timeline: timeline.clone(),
        asleep: vec![0; timeline.bins()],
        nights: timeline.rows.iter().enumerate().map(night).collect(),
    }
}
