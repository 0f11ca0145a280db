//! People who sleep and post, and of whom it is known when they slept. The model under test is not what
//! they are drawn from: bedtimes wander with a memory, posts come in sessions of any length, days are
//! lively or dull, and hours away from the phone are no sleep.

use std::ops::Range;

use crate::chance::Chance;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 3_600.0;
const DAY: f64 = 24.0 * HOUR;

/// How someone sleeps.
#[derive(Clone, Debug)]
pub struct Habit {
    /// When they go to sleep, hours after the midnight before; 25 is one o'clock.
    pub onset_hour: f64,
    /// How long they sleep, hours.
    pub hours: f64,
    /// How much bedtimes differ from night to night, minutes (a standard deviation). Lengths differ by
    /// six tenths of it.
    pub spread_mins: f64,
    /// How much later bedtimes are before Saturdays and Sundays, minutes, and how much longer sleeps.
    pub free_mins: f64,
    /// The length of their own day, hours.
    pub day_hours: f64,
    /// Hours by which bedtimes are moved, so many days each, over and over. Empty for no shifts.
    pub shifts: Vec<(u32, f64)>,
    /// How many of a hundred nights they don't sleep.
    pub all_nighters: u64,
    /// From which day on bedtimes are otherwise by so many hours.
    pub moved: Option<(u32, f64)>,
    /// From which day on they live by other clocks: how far ahead of UTC these are, hours.
    pub zones: Vec<(u32, f64)>,
}

/// How someone posts.
#[derive(Clone, Debug)]
pub struct Posting {
    /// How many events a day, on average.
    pub a_day: f64,
    /// How many of them one session has, on average; at least 1.
    pub session: f64,
    /// How much the days differ: a gamma distribution's shape, small for a lot.
    pub evenness: f64,
    /// How likely a long absence is on a day, of a hundred: work, school, a journey without posts.
    pub absences: u64,
    /// How many of a hundred sleeps are interrupted by a look at the phone.
    pub touches: u64,
}

/// A life that was made up: what it left behind, and the truth about it.
#[derive(Clone, Debug, Default)]
pub struct Lived {
    /// Events, seconds since 1970, ascending.
    pub moments: Vec<i64>,
    /// Sleeps, seconds since 1970, ascending; an all-nighter is the absence of one.
    pub sleeps: Vec<Range<i64>>,
    /// From which second on local clocks are so many seconds ahead of UTC.
    pub offsets: Vec<(i64, i32)>,
}

impl Habit {
    /// To bed at one, up at half past eight, every day.
    pub fn steady(spread_mins: f64) -> Habit {
        Habit {
            onset_hour: 25.0,
            hours: 7.5,
            spread_mins,
            free_mins: 0.0,
            day_hours: 24.0,
            shifts: Vec::new(),
            all_nighters: 0,
            moved: None,
            zones: vec![(0, 9.0)],
        }
    }
}

impl Posting {
    /// In sessions of three events.
    pub fn bursty(a_day: f64) -> Posting {
        Posting {
            a_day,
            session: 3.0,
            evenness: 4.0,
            absences: 40,
            touches: 15,
        }
    }
}

/// The temperaments that inference is held against, each with its name.
pub fn temperaments() -> Vec<(&'static str, Habit)> {
    let steady = Habit::steady;
    vec![
        ("steady", steady(30.0)),
        ("wide", steady(75.0)),
        (
            "early",
            Habit {
                onset_hour: 22.0,
                hours: 7.0,
                free_mins: 40.0,
                ..steady(30.0)
            },
        ),
        (
            "late",
            Habit {
                onset_hour: 28.0,
                hours: 8.0,
                free_mins: 60.0,
                ..steady(45.0)
            },
        ),
        (
            "shift",
            Habit {
                onset_hour: 23.0,
                shifts: vec![(4, 0.0), (4, 8.0), (4, 15.0)],
                ..steady(40.0)
            },
        ),
        (
            "non-24",
            Habit {
                day_hours: 24.7,
                ..steady(45.0)
            },
        ),
        (
            "irregular",
            Habit {
                all_nighters: 6,
                onset_hour: 26.0,
                hours: 7.0,
                ..steady(150.0)
            },
        ),
        (
            "moving",
            Habit {
                zones: vec![(0, 9.0), (30, -8.0), (44, 9.0)],
                ..steady(40.0)
            },
        ),
    ]
}

/// Lives `days` days from `first` (seconds since 1970, a midnight in UTC) on.
pub fn live(habit: &Habit, posting: &Posting, days: u32, first: i64, seed: u64) -> Lived {
    let mut chance = Chance::new(seed);
    let mut lived = Lived {
        offsets: offsets(habit, first),
        ..Lived::default()
    };
    let mut memory = normal(&mut chance);
    let mut awake_from = None;
    for day in 0..days {
        memory = 0.4 * memory + (1.0_f64 - 0.16).sqrt() * normal(&mut chance);
        let sleeps_not = chance.below(100) < habit.all_nighters;
        let Some((onset, wake)) = night(habit, day, memory, &mut chance).filter(|_| !sleeps_not)
        else {
            continue;
        };
        let midnight = first as f64 - ahead_secs(habit, day);
        let (onset, wake) = (midnight + onset, midnight + wake);
        // Whoever flew west or slept long has nothing to say for a night that is over already.
        if awake_from.is_some_and(|from| onset < from + 2.0 * HOUR) {
            continue;
        }
        if let Some(from) = awake_from {
            be_awake(from, onset, habit, posting, &mut chance, &mut lived.moments);
        }
        if chance.below(100) < posting.touches {
            lived
                .moments
                .push((onset + uniform(&mut chance) * (wake - onset)) as i64);
        }
        lived.sleeps.push(onset as i64..wake as i64);
        awake_from = Some(wake);
    }
    lived.moments.sort_unstable();
    lived
}

fn offsets(habit: &Habit, first: i64) -> Vec<(i64, i32)> {
    let zones = habit.zones.iter();
    zones
        .map(|(day, hours)| {
            (
                first + i64::from(*day) * DAY as i64 - (hours * HOUR) as i64,
                (hours * HOUR) as i32,
            )
        })
        .collect()
}

fn ahead_secs(habit: &Habit, day: u32) -> f64 {
    let zones = habit.zones.iter().rev();
    let here = zones.into_iter().find(|(from, _)| *from <= day);
    here.map_or(0.0, |(_, hours)| hours * HOUR)
}

/// Onset and wake, seconds after the first day's local midnight. `None` where clocks of one's own have
/// gone round.
fn night(habit: &Habit, day: u32, memory: f64, chance: &mut Chance) -> Option<(f64, f64)> {
    // 1970-01-01 was a Thursday, and first days are Mondays.
    let is_free = matches!(day % 7, 4 | 5);
    let free = if is_free {
        habit.free_mins * MINUTE
    } else {
        0.0
    };
    let cycle: u32 = habit.shifts.iter().map(|(days, _)| days).sum();
    let mut left = day.checked_rem(cycle).unwrap_or_default();
    let mut shift = 0.0;
    for (days, hours) in &habit.shifts {
        if left < *days {
            shift = *hours;
            break;
        }
        left -= days;
    }
    let moved = habit
        .moved
        .filter(|(from, _)| *from <= day)
        .map_or(0.0, |(_, hours)| hours);
    let at = f64::from(day) * habit.day_hours + habit.onset_hour + shift + moved;
    let onset = at * HOUR + free + memory * habit.spread_mins * MINUTE;
    let length = habit.hours * HOUR + free + normal(chance) * 0.6 * habit.spread_mins * MINUTE;
    Some((onset, onset + length.clamp(3.2 * HOUR, 13.0 * HOUR)))
}

/// Posts between a wake and the next onset.
fn be_awake(
    from: f64,
    to: f64,
    habit: &Habit,
    posting: &Posting,
    chance: &mut Chance,
    moments: &mut Vec<i64>,
) {
    let level = gamma(posting.evenness, chance) / posting.evenness;
    let awake_hours = 24.0 - habit.hours;
    // What absences, the ends of days and slow hours take away.
    let lost = 0.87 - 0.002 * posting.absences as f64;
    let an_hour = posting.a_day / posting.session / awake_hours / lost * level;
    let away = (chance.below(100) < posting.absences).then(|| {
        let start = from + (0.1 + 0.5 * uniform(chance)) * (to - from);
        start..start + (2.5 + 3.5 * uniform(chance)) * HOUR
    });
    let mut at = from;
    loop {
        // Thinning: the liveliest hour has 1.9 times the mean.
        at += exponential(chance) * HOUR / (an_hour * 1.9);
        if at >= to {
            return;
        }
        if away.as_ref().is_some_and(|away| away.contains(&at)) {
            continue;
        }
        if uniform(chance) * 1.9 < liveliness((at - from) / (to - from)) {
            at = session(at, to, posting, chance, moments);
        }
    }
}

/// How lively someone is at that part of their day, 1 on average: slow in the morning, a peak at noon
/// and a higher one in the evening.
fn liveliness(part: f64) -> f64 {
    let bump = |center: f64, width: f64| (-((part - center) / width).powi(2)).exp();
    0.45 + 0.6 * bump(0.35, 0.12) + 1.2 * bump(0.85, 0.2)
}

/// One session from `at` on; gives its end.
fn session(
    mut at: f64,
    to: f64,
    posting: &Posting,
    chance: &mut Chance,
    moments: &mut Vec<i64>,
) -> f64 {
    moments.push(at as i64);
    let goes_on = 1.0 - 1.0 / posting.session.max(1.0);
    while uniform(chance) < goes_on {
        at += (normal(chance) + 1.2).exp() * MINUTE;
        if at >= to {
            return to;
        }
        moments.push(at as i64);
    }
    at
}

/// Between 0 and 1, neither of them.
fn uniform(chance: &mut Chance) -> f64 {
    (chance.bits() >> 12) as f64 / (1_u64 << 52) as f64 + f64::EPSILON
}

fn exponential(chance: &mut Chance) -> f64 {
    -uniform(chance).ln()
}

/// Mean 0, variance 1. Source: Box and Muller 1958.
pub fn normal(chance: &mut Chance) -> f64 {
    let turn = std::f64::consts::TAU * uniform(chance);
    (2.0 * exponential(chance)).sqrt() * turn.cos()
}

/// Source: Marsaglia and Tsang 2000; for shapes of 1 and more.
fn gamma(shape: f64, chance: &mut Chance) -> f64 {
    let d = shape - 1.0 / 3.0;
    loop {
        let x = normal(chance);
        let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
        if v > 0.0 && uniform(chance).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
            return d * v;
        }
    }
}
