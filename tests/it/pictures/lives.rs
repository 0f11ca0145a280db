//! People whose sleep is made up, as an inference would tell it.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Weekday};
use yodori::engine::infer::sleep::{
    BIN_SECS, MainSleep, Moment, Night, Row, Sleep, State, Timeline, UNKNOWN,
};
use yodori::engine::time::Zone;

/// What a night is like: minutes after its noon.
#[derive(Clone, Copy)]
pub enum Plan {
    /// Onset, length, and how unsure both ends are.
    Slept(i64, i64, i64),
    AllNighter,
    Unsure,
    Nothing,
}

/// A person of whom every night is planned by its number and its day.
pub fn life(
    zone: &Zone,
    first: NaiveDate,
    days: usize,
    plan: impl Fn(i64, NaiveDate) -> Plan,
) -> Sleep {
    let noon = |day: NaiveDate| {
        let local = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
        let guess = local.and_utc();
        let ahead = zone.offset_secs(guess - TimeDelta::seconds(zone.offset_secs(guess).into()));
        guess.timestamp() - i64::from(ahead)
    };
    let start = noon(first);
    let mut sleep = Sleep {
        timeline: Timeline {
            start,
            rows: Vec::new(),
        },
        asleep: Vec::new(),
        nights: Vec::new(),
    };
    for number in 0..days as i64 {
        let day = first + TimeDelta::days(number);
        let (from, to) = (noon(day), noon(day + TimeDelta::days(1)));
        let moment = DateTime::from_timestamp(from, 0).expect("a moment");
        let plan = plan(number, day);
        let free = matches!(day.weekday(), Weekday::Fri | Weekday::Sat);
        sleep.timeline.rows.push(Row {
            day,
            first: ((from - start) / BIN_SECS) as u32,
            bins: ((to - from) / BIN_SECS) as u16,
            offset_secs: zone.offset_secs(moment),
            known: !matches!(plan, Plan::Nothing),
            free,
        });
        sleep.nights.push(night(day, plan, from, free));
        sleep.asleep.resize(((to - start) / BIN_SECS) as usize, 0);
        if matches!(plan, Plan::Nothing) {
            let from = ((from - start) / BIN_SECS) as usize;
            sleep.asleep[from..].fill(UNKNOWN);
        }
    }
    for number in 0..days as i64 {
        shade(
            &mut sleep,
            number as usize,
            plan(number, first + TimeDelta::days(number)),
        );
    }
    sleep
}

fn night(day: NaiveDate, plan: Plan, noon: i64, free: bool) -> Night {
    let moment = |mins: i64, unsure: i64| {
        let at = |mins: i64| noon + mins * 60;
        Moment {
            median: at(mins),
            half: [at(mins - unsure / 2), at(mins + unsure / 2)],
            most: [at(mins - unsure), at(mins + unsure)],
        }
    };
    let told = Night {
        day,
        state: State::Told,
        main: None,
        all_nighter: 0.02,
        second: 0.05,
        free,
    };
    match plan {
        Plan::Slept(onset, length, unsure) => Night {
            main: Some(MainSleep {
                onset: moment(onset, unsure),
                wake: moment(onset + length, unsure),
                mid: moment(onset + length / 2, unsure / 2),
                seconds: length * 60,
            }),
            ..told
        },
        Plan::AllNighter => Night {
            all_nighter: 0.91,
            ..told
        },
        Plan::Unsure => Night {
            state: State::Unsure,
            main: Some(MainSleep {
                onset: moment(780, 180),
                wake: moment(1_240, 180),
                mid: moment(1_010, 120),
                seconds: 460 * 60,
            }),
            ..told
        },
        Plan::Nothing => Night {
            state: State::NoData,
            all_nighter: 0.0,
            second: 0.0,
            ..told
        },
    }
}

/// Probabilities that rise and fall around the ends of a sleep.
fn shade(sleep: &mut Sleep, row: usize, plan: Plan) {
    let (onset, length, unsure, most) = match plan {
        Plan::Slept(onset, length, unsure) => (onset, length, unsure, 252),
        Plan::Unsure => (780, 460, 180, 150),
        Plan::AllNighter => (900, 300, 60, 22),
        Plan::Nothing => return,
    };
    let first = i64::from(sleep.timeline.rows[row].first);
    for bin in -24..200_i64 {
        let mins = bin * 15 + 7;
        let into = (mins - onset + unsure).clamp(0, 2 * unsure) * most / (2 * unsure);
        let out = (onset + length + unsure - mins).clamp(0, 2 * unsure) * most / (2 * unsure);
        let at = usize::try_from(first + bin).unwrap_or(usize::MAX);
        if let Some(asleep) = sleep
            .asleep
            .get_mut(at)
            .filter(|asleep| **asleep != UNKNOWN)
        {
            *asleep = (*asleep).max(into.min(out) as u8);
        }
    }
}

/// Something like chance, -`most` to `most`, the same for the same number.
pub fn jitter(number: i64, most: i64) -> i64 {
    let mixed = (number as u64)
        .wrapping_add(1)
        .wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed >> 33) as i64).rem_euclid(2 * most + 1) - most
}

/// Late, later at weekends, drifting; an all-nighter and a few nights without anything.
pub fn owl(number: i64, day: NaiveDate) -> Plan {
    let weekend = if matches!(day.weekday(), Weekday::Fri | Weekday::Sat) {
        100
    } else {
        0
    };
    match number % 41 {
        13 => Plan::AllNighter,
        22 | 23 => Plan::Nothing,
        30 => Plan::Unsure,
        _ => Plan::Slept(
            870 + weekend + jitter(number, 80) + (number % 365) / 4,
            430 + jitter(number + 7_000, 90),
            20 + jitter(number + 900, 15),
        ),
    }
}

/// From eleven to seven, give or take a quarter of an hour.
pub fn orderly(number: i64, _: NaiveDate) -> Plan {
    Plan::Slept(
        660 + jitter(number, 15),
        480 + jitter(number + 7_000, 12),
        14,
    )
}

/// A day of 24.7 hours.
pub fn free_running(number: i64, _: NaiveDate) -> Plan {
    Plan::Slept(
        (600 + number * 42).rem_euclid(1_440) + jitter(number, 20),
        450,
        25,
    )
}

/// Weeks of which nothing is known, and nights of which little is.
pub fn gaps(number: i64, day: NaiveDate) -> Plan {
    match (number / 9 % 3, number % 4) {
        (1, _) => Plan::Nothing,
        (_, 0) => Plan::Unsure,
        _ => owl(number + 1, day),
    }
}

/// A few moments of each waking hour: seconds since 1970.
pub fn moments(sleep: &Sleep) -> Vec<i64> {
    let bins = sleep.asleep.iter().enumerate();
    let awake = bins.filter(|(bin, asleep)| **asleep < 40 && jitter(*bin as i64, 9) > 5);
    let each = awake.flat_map(|(bin, _)| {
        let at = sleep.timeline.second(bin as u32);
        (0..=jitter(bin as i64 + 5, 2).max(0)).map(move |second| at + second * 60)
    });
    each.collect()
}
