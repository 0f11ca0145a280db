//! Cleaning: what machines posted is no sign of being awake. For each posting app it is found what of
//! its posts are a machine's, with the figures that decided it; what becomes of them is a [`Filter`]'s
//! business, so that all of it can be counted in again.
//!
//! # What decides
//! Every threshold must keep a person's own posts safe, on a day when 300,000 people bring archives
//! with ten apps each: those are 18 million tests (one for schedules and five for beats per app), of
//! which [`LEVEL`] lets 0.02 go wrong by chance. Chance is not all, habits are real: so each test also
//! asks for a large effect and for enough evidence, and counts as one piece of evidence what people do
//! in one go (a thread of posts within a minute, an evening's talk within an hour).
//!
//! * [`Reason::Automatic`]: the app's name is known, see [`automatic`]. All of its posts.
//! * [`Reason::Cron`]: the app posts on a beat of 60, 30, 20, 15 or 10 minutes. Rayleigh's test on the
//!   time within the beat, one direction for each hour with posts: the mean of theirs. At least
//!   [`LEAST_HOURS`] hours, and a concentration of at least [`LEAST_CONCENTRATION`]: spread by no more
//!   than 4.4 minutes around one minute of the hour (σ, from R̄ = exp(−σ²/2) as an angle), or nine in
//!   ten to the second. A person a third of whose posts are at full hours has 0.3; but whoever uses an
//!   app at one minute of the hour alone, to a few minutes, can't be told from a machine. All of its
//!   posts.
//! * [`Reason::Scheduled`]: far more than a sixtieth of the app's posts are at second 0; in archives
//!   with schedules it was three in five, by hand a sixtieth. A binomial test of the posts that are a
//!   minute or more apart. At least [`LEAST_POSTS`] of them, and at least twice as many at second 0 as
//!   people would have: of what is left out at least half is a machine's. Only its posts at second 0; a
//!   sixtieth of those typed by hand go with them. Where the app's posts are on a beat as well, this is
//!   the reason if those at other seconds are not.
//!
//! Only posts have apps. What no app is known of is never touched, nor what has no time of day.

use super::beats::{BEATS_MINS, Beats, Dial};
use super::filter::{Filter, Treatment, is_at_second_0};
use super::rayleigh::Directions;
use super::{automatic, binomial};
use crate::engine::event::{Event, Flags, Imported};

/// The chance at which a test may see a machine where there is none.
pub const LEVEL: f64 = 1e-9;
/// ln [`LEVEL`].
const LN_LEVEL: f64 = -20.723_265_836_946_41;
/// ln 0.001: the chance at which the few posts beside scheduled ones may seem to be on their beat.
const LN_LEVEL_OF_OTHERS: f64 = -6.907_755_278_982_137;
/// So many posts a minute or more apart, before second 0 says anything about an app.
pub const LEAST_POSTS: u64 = 20;
/// So many different hours with posts, before a beat says anything about an app: a day of an hourly bot.
pub const LEAST_HOURS: usize = 24;
/// R̄ of posts on a beat.
pub const LEAST_CONCENTRATION: f64 = 0.9;
/// That posts of an app are a machine's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Finding {
    /// Index into [`Imported::apps`].
    pub app: u16,
    pub reason: Reason,
    /// How many events with a time of day it is about.
    pub count: u64,
}

/// By which an app's posts are known as a machine's, and the figures that decided it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// Its name is known.
    Automatic,
    /// All of its posts are on a beat of so many minutes.
    Cron {
        every_mins: u8,
        /// Different hours with posts: the directions of Rayleigh's test.
        hours: usize,
        /// R̄ of those, up to 1.
        concentration: f64,
        /// The natural logarithm of the test's p.
        ln_p: f64,
    },
    /// Its posts at second 0 are too many.
    Scheduled {
        /// Posts a minute or more apart.
        apart: u64,
        /// How many of those are at second 0.
        at_second_0: u64,
        /// The natural logarithm of the binomial test's p.
        ln_p: f64,
    },
}

impl Finding {
    /// Whether it is about this event.
    pub fn covers(&self, event: &Event) -> bool {
        let is_all = !matches!(self.reason, Reason::Scheduled { .. });
        event.app == self.app && (is_all || is_at_second_0(event))
    }

    /// How a filter treats what it is about.
    pub fn treatment(&self, filter: &Filter) -> Treatment {
        let left_out = match self.reason {
            Reason::Scheduled { .. } => &filter.scheduled_apps,
            Reason::Automatic | Reason::Cron { .. } => &filter.hidden_apps,
        };
        left_out.treatment(self.app)
    }

    /// Makes a filter treat what it is about so.
    pub fn treat(&self, filter: &mut Filter, treatment: Treatment) {
        let left_out = match self.reason {
            Reason::Scheduled { .. } => &mut filter.scheduled_apps,
            Reason::Automatic | Reason::Cron { .. } => &mut filter.hidden_apps,
        };
        left_out.treat(self.app, treatment);
    }
}

/// The filter that cleaning proposes: the default, without everything that was found.
pub fn filter(findings: &[Finding]) -> Filter {
    let mut filter = Filter::default();
    for finding in findings {
        finding.treat(&mut filter, Treatment::LeftOut);
    }
    filter
}

/// What is a machine's, at most one finding for each app, those about the most events first.
pub fn findings(imported: &Imported) -> Vec<Finding> {
    let mut clocks = Clocks::default();
    clocks.add(&imported.events);
    clocks.findings(&imported.apps)
}

/// How events lie on the clock, while they come in.
#[derive(Default)]
pub struct Clocks {
    apps: Vec<Clock>,
    dial: Dial,
}

impl Clocks {
    /// Takes in the next events: they come in the order of time.
    pub fn add(&mut self, events: &[Event]) {
        for event in events {
            // What no app is known of is not one app's.
            if event.app != 0 && !event.flags.has(Flags::DATE_ONLY) {
                entry(&mut self.apps, event.app).add(event, &self.dial);
            }
        }
    }

    /// What is a machine's of all that came in, see [`findings`].
    ///
    /// * `names`: of the apps.
    pub fn findings(self, names: &[String]) -> Vec<Finding> {
        let named = (0_u16..).zip(names).zip(self.apps);
        let mut findings: Vec<Finding> = named
            .filter(|(_, clock)| 0 < clock.count)
            .filter_map(|((app, name), mut clock)| {
                let reason = clock.judge(name)?;
                let count = match reason {
                    Reason::Scheduled { .. } => clock.at_second_0,
                    Reason::Automatic | Reason::Cron { .. } => clock.count,
                };
                Some(Finding { app, reason, count })
            })
            .collect();
        findings.sort_unstable_by_key(|finding| (u64::MAX - finding.count, finding.app));
        findings
    }
}

/// What a list has of an app; it grows as apps are met.
pub fn entry<T: Clone + Default>(apps: &mut Vec<T>, app: u16) -> &mut T {
    let app = usize::from(app);
    if apps.len() <= app {
        apps.resize(app + 1, T::default());
    }
    &mut apps[app]
}

/// How one app's events lie on the clock.
#[derive(Clone, Default)]
struct Clock {
    count: u64,
    at_second_0: u64,
    /// Second of the last event that counted as one of its own.
    apart_at: i64,
    /// Events a minute or more after the last such event, and how many of them are at second 0.
    apart: u64,
    apart_at_second_0: u64,
    beats: Beats,
}

impl Clock {
    /// Events come in the order of time.
    fn add(&mut self, event: &Event, dial: &Dial) {
        let secs = event.epoch_secs();
        let second = self.beats.enter_hour_of(secs);
        let is_at_0 = second.is_multiple_of(60);
        self.count += 1;
        self.at_second_0 += u64::from(is_at_0);
        if self.apart == 0 || 60 <= secs - self.apart_at {
            self.apart_at = secs;
            self.apart += 1;
            self.apart_at_second_0 += u64::from(is_at_0);
        }
        self.beats.add(second, dial);
    }

    fn judge(&mut self, name: &str) -> Option<Reason> {
        if automatic::is_automatic(name) {
            return Some(Reason::Automatic);
        }
        let scheduled = self.scheduled();
        let Some((nth, cron)) = self.cron() else {
            return scheduled;
        };
        // Someone who schedules for round times and types besides is no cron: what is not at second 0
        // must be on the beat as well, and enough of it to say so.
        let others = self.beats.done().off_second_0[nth];
        let is_cron = others.count() == 0 || is_on_beat(&others, LN_LEVEL_OF_OTHERS);
        scheduled.filter(|_| !is_cron).or(Some(cron))
    }

    fn scheduled(&self) -> Option<Reason> {
        let (apart, at_second_0) = (self.apart, self.apart_at_second_0);
        let ln_p = binomial::ln_at_least(at_second_0, apart, 1.0 / 60.0);
        let is_found = LEAST_POSTS <= apart && 2 * apart <= 60 * at_second_0 && ln_p < LN_LEVEL;
        is_found.then_some(Reason::Scheduled {
            apart,
            at_second_0,
            ln_p,
        })
    }

    /// The longest beat that all events are on, and its place in [`BEATS_MINS`].
    fn cron(&mut self) -> Option<(usize, Reason)> {
        let beats = BEATS_MINS
            .into_iter()
            .zip(self.beats.done().all)
            .enumerate();
        beats
            .filter(|(_, (_, found))| LEAST_HOURS <= found.count() && is_on_beat(found, LN_LEVEL))
            .map(|(nth, (every_mins, found))| {
                let cron = Reason::Cron {
                    every_mins,
                    hours: found.count(),
                    concentration: found.concentration(),
                    ln_p: found.ln_p(),
                };
                (nth, cron)
            })
            .next()
    }
}

/// Whether directions agree so much, and less by chance than a level, of which this is the logarithm.
fn is_on_beat(hours: &Directions, ln_level: f64) -> bool {
    LEAST_CONCENTRATION <= hours.concentration() && hours.ln_p() < ln_level
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_their_logarithms_are_one() {
        assert!((LN_LEVEL - LEVEL.ln()).abs() < 1e-9);
        assert!((LN_LEVEL_OF_OTHERS - 0.001_f64.ln()).abs() < 1e-9);
    }
}
