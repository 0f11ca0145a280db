//! When someone sleeps on free days and on work days: the chronotype and social jetlag.
//!
//! Hours of the day in, hours out. `work_days` is how many days of a week are work days, 0 to 7.
//!
//! Source: Roenneberg et al. 2003, Journal of Biological Rhythms 18, 80, and 2012, Current Biology 22,
//! 939 (the Munich ChronoType Questionnaire); rules at the edges as in the R package mctq; the
//! corrected jetlag is of Jankowski 2017, Chronobiology International 34, 531.

use super::circular::{Face, arc, mean, on_clock};
use super::nights::Main;

/// The fewest free nights and the fewest work nights of which a chronotype is told.
pub const LEAST_FREE: u32 = 3;
pub const LEAST_WORK: u32 = 5;

const WEEK_DAYS: f64 = 7.0;

/// SD: how long a sleep is from its onset to its end.
pub fn sleep_hours(onset: f64, wake: f64) -> f64 {
    on_clock(wake - onset)
}

/// MS: the middle of a sleep.
pub fn mid_sleep(onset: f64, sleep_hours: f64) -> f64 {
    on_clock(onset + sleep_hours / 2.0)
}

/// SD_week: how long someone sleeps on average over a week.
pub fn week_hours(work_hours: f64, free_hours: f64, work_days: f64) -> f64 {
    (work_hours * work_days + free_hours * (WEEK_DAYS - work_days)) / WEEK_DAYS
}

/// SJL_rel: how much later mid-sleep is on free days; negative if it is earlier. Social jetlag is its
/// size. Whoever only works has none that is known, who never works has none.
pub fn jetlag(work_mid: f64, free_mid: f64, work_days: f64) -> Option<f64> {
    match work_days {
        days if WEEK_DAYS <= days => None,
        days if days <= 0.0 => Some(0.0),
        _ => Some(arc(work_mid, free_mid)),
    }
}

/// MSF_sc: mid-sleep on free days without the sleep that makes up for work days, the chronotype.
/// `None` if every day is a work day.
pub fn mid_free_corrected(
    free_mid: f64,
    work_hours: f64,
    free_hours: f64,
    work_days: f64,
) -> Option<f64> {
    let made_up = match work_days {
        days if WEEK_DAYS <= days => return None,
        days if days <= 0.0 || free_hours <= work_hours => 0.0,
        days => free_hours - week_hours(work_hours, free_hours, days),
    };
    Some(on_clock(free_mid - made_up / 2.0))
}

/// SLoss_week: how much sleep is lost in a week on those days on which less is slept. `None` if every
/// day is a work day.
pub fn week_loss(work_hours: f64, free_hours: f64, work_days: f64) -> Option<f64> {
    let week = week_hours(work_hours, free_hours, work_days);
    match work_days {
        days if WEEK_DAYS <= days => None,
        days if days <= 0.0 => Some(0.0),
        days if work_hours < week => Some((week - work_hours) * days),
        days => Some((week - free_hours) * (WEEK_DAYS - days)),
    }
}

/// SJL_sc: jetlag without the sleep that makes up for work days, negative if free days are earlier.
///
/// * `work`, `free`: onset and end of sleep. `None` if every day is a work day, 0 if none is.
pub fn jetlag_corrected(work: [f64; 2], free: [f64; 2], work_days: f64) -> Option<f64> {
    let hours = |[onset, wake]: [f64; 2]| sleep_hours(onset, wake);
    match work_days {
        days if WEEK_DAYS <= days => None,
        days if days <= 0.0 => Some(0.0),
        _ if hours(free) < hours(work) && 0.0 <= arc(work[1], free[1]) => {
            Some(arc(work[1], free[1]))
        }
        _ => Some(arc(work[0], free[0])),
    }
}

/// Mid-sleep (the circular mean) and hours of sleep (the mean) over nights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Usual {
    pub mid: f64,
    pub hours: f64,
}

impl Usual {
    /// `None` without nights, or if they lie all around the clock.
    pub fn of<'a>(face: &Face, nights: impl Iterator<Item = &'a Main> + Clone) -> Option<Usual> {
        let directions = face.directions(nights.clone().map(|night| night.mid));
        let mid = mean(&directions)?;
        let hours: f64 = nights.map(|night| night.hours).sum();
        Some(Usual {
            mid,
            hours: hours / directions.count() as f64,
        })
    }

    /// Onset and end of such a sleep, hours of the day.
    pub fn ends(self) -> [f64; 2] {
        let half = self.hours / 2.0;
        [on_clock(self.mid - half), on_clock(self.mid + half)]
    }
}

/// A week of someone: what is usual on work days and on free days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Week {
    pub work: Option<Usual>,
    pub free: Option<Usual>,
    /// Of seven days.
    pub work_days: f64,
}

impl Week {
    /// * `work_days`: how many of seven days are work days, see above.
    pub fn of(face: &Face, nights: &[Main], work_days: f64) -> Week {
        Week {
            work: Usual::of(face, nights.iter().filter(|night| !night.free)),
            free: Usual::of(face, nights.iter().filter(|night| night.free)),
            work_days,
        }
    }

    /// MSF_sc.
    pub fn chronotype(&self) -> Option<f64> {
        let (free, work) = (self.free?, self.work.or(self.free)?);
        mid_free_corrected(free.mid, work.hours, free.hours, self.work_days)
    }

    /// SJL_rel.
    pub fn jetlag(&self) -> Option<f64> {
        let (free, work) = (self.free?, self.work.or(self.free)?);
        jetlag(work.mid, free.mid, self.work_days)
    }

    /// SJL_sc, with its sign.
    pub fn jetlag_corrected(&self) -> Option<f64> {
        let (free, work) = (self.free?, self.work.or(self.free)?);
        jetlag_corrected(work.ends(), free.ends(), self.work_days)
    }

    /// SLoss_week.
    pub fn loss(&self) -> Option<f64> {
        let (free, work) = (self.free?, self.work.or(self.free)?);
        week_loss(work.hours, free.hours, self.work_days)
    }
}
