//! Plain counts beside the picture.

use chrono::TimeDelta;

use super::event::{Event, Flags, Imported, Kind};
use super::infer::clean::entry;
use super::infer::filter::{Filter, Treatment};
use super::infer::threshold::Awake;
use super::scene::calendar::{Calendar, Entry, Pick};
use super::time::Zone;

/// The hours in which being awake is late: from midnight to five.
const LATE_SECS: u32 = 5 * 3_600;

/// What the days of a calendar show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many days there are.
    pub days: usize,
    /// Days on which there is at least a part of a period, or a lone event.
    pub days_with_events: usize,
    /// Days on which someone was awake between midnight and five, by the clock.
    pub late_days: usize,
    /// Seconds of these days that lie in periods.
    pub awake_secs: i64,
    /// The longest of the periods that reach into them, all of it, seconds.
    pub longest_secs: i64,
    /// How many events of these days count.
    pub events: usize,
}

impl Figures {
    /// * `events`: how many events of its days count, see [`counted_in`].
    pub fn of(calendar: &Calendar, events: usize) -> Figures {
        let lengths = calendar.entries.iter().map(|entry| entry.seconds);
        let mut figures = Figures {
            days: calendar.rows.len(),
            longest_secs: lengths.max().unwrap_or_default(),
            events,
            ..Figures::default()
        };
        let start = u32::from(calendar.start_hour) * 3_600;
        // Rows that start at another hour than midnight meet the late hours at their end.
        let is_late = |from: u32, to: u32| {
            let (from, to) = (from + start, to + start);
            from < LATE_SECS || 86_400 < to && from < 86_400 + LATE_SECS
        };
        for row in &calendar.rows {
            let pieces = row.segments.iter();
            figures.awake_secs += pieces.map(|bar| i64::from(bar.to - bar.from)).sum::<i64>();
            let bars = row.segments.iter().map(|bar| (bar.from, bar.to));
            let marks = row.marks.iter().map(|mark| (mark.at, mark.at + 1));
            let mut pieces = bars.chain(marks).peekable();
            figures.days_with_events += usize::from(pieces.peek().is_some());
            figures.late_days += usize::from(pieces.any(|(from, to)| is_late(from, to)));
        }
        figures
    }
}

/// How many events there are of each sort that a filter may leave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// In the order of [`Kind::ALL`].
    pub kinds: [u64; Kind::ALL.len()],
    /// Index into [`Imported::apps`] and count, the most used app first.
    pub apps: Vec<(u16, u64)>,
    pub retweets: u64,
    pub bot_words: u64,
    /// Of which only the day is known.
    pub date_only: u64,
}

impl Default for Tally {
    fn default() -> Tally {
        Tally {
            kinds: [0; Kind::ALL.len()], // too many for a derived default
            apps: Vec::new(),
            retweets: 0,
            bot_words: 0,
            date_only: 0,
        }
    }
}

impl Tally {
    /// How many there are of acts besides posts, of those kinds that count at first.
    pub fn acts(&self) -> u64 {
        let kinds = Kind::ALL.into_iter().zip(self.kinds);
        kinds
            .filter(|(kind, _)| kind.is_act() && !kind.is_off_at_first())
            .map(|(_, count)| count)
            .sum()
    }

    /// Whether there is anything besides posts that can be counted or left out. That the account was
    /// made is nothing of the kind: every archive says so.
    pub fn has_acts(&self) -> bool {
        let kinds = Kind::ALL.into_iter().zip(self.kinds);
        let mut acts = kinds.filter(|(kind, count)| kind.is_act() && *count > 0);
        acts.any(|(kind, _)| kind != Kind::AccountMade)
    }

    /// Whether anything besides posts counts under a filter.
    pub fn counts_acts(&self, filter: &Filter) -> bool {
        let kinds = Kind::ALL.into_iter().zip(self.kinds).zip(filter.kinds);
        kinds
            .filter(|((kind, count), _)| !kind.is_post() && *count > 0)
            .any(|(_, treatment)| treatment == Treatment::Counted)
    }

    /// How many are of GitHub.
    pub fn github(&self) -> u64 {
        let kinds = Kind::ALL.into_iter().zip(self.kinds);
        kinds
            .filter(|(kind, _)| kind.is_github())
            .map(|(_, count)| count)
            .sum()
    }

    /// How many of them are posts.
    pub fn posts(&self) -> u64 {
        let kinds = Kind::ALL.into_iter().zip(self.kinds);
        kinds
            .filter(|(kind, _)| kind.is_post())
            .map(|(_, count)| count)
            .sum()
    }

    pub fn of(imported: &Imported) -> Tally {
        let mut tallying = Tallying::default();
        tallying.add(&imported.events);
        tallying.done()
    }
}

/// A tally while events come in.
#[derive(Default)]
pub struct Tallying {
    tally: Tally,
    /// How many posts each app has.
    apps: Vec<u64>,
}

impl Tallying {
    pub fn add(&mut self, events: &[Event]) {
        for event in events {
            let tally = &mut self.tally;
            tally.kinds[event.kind as usize] += 1;
            tally.retweets += u64::from(event.flags.has(Flags::RETWEET));
            tally.bot_words += u64::from(event.flags.has(Flags::BOT_WORD));
            tally.date_only += u64::from(event.flags.has(Flags::DATE_ONLY));
            if event.kind.is_post() {
                *entry(&mut self.apps, event.app) += 1;
            }
        }
    }

    pub fn done(self) -> Tally {
        let mut tally = self.tally;
        let apps = (0_u16..).zip(self.apps);
        tally.apps = apps.filter(|(_, count)| *count > 0).collect();
        tally
            .apps
            .sort_unstable_by_key(|(app, count)| (u64::MAX - count, *app));
        tally
    }
}

/// How many events count under a filter.
pub fn counted(events: &[Event], filter: &Filter) -> u64 {
    events.iter().filter(|event| filter.counts(event)).count() as u64
}

/// How many events that count under a filter lie on a calendar's days.
///
/// * `awake`: what the calendar shows.
/// * `events`: those that it was found in.
pub fn counted_in(
    calendar: &Calendar,
    zone: &Zone,
    awake: &Awake,
    events: &[Event],
    filter: &Filter,
) -> usize {
    let (Some(first), Some(last)) = (calendar.rows.first(), calendar.rows.last()) else {
        return 0;
    };
    let start = TimeDelta::hours(calendar.start_hour.into());
    let is_on_days = |event: &&Event| {
        let day = (zone.local(event.at()) - start).date();
        (first.day..=last.day).contains(&day)
    };
    let events_of = |entry: &Entry| {
        let (first, last) = match entry.pick {
            Pick::Period(index) => awake.periods.get(index).map(|it| (it.first, it.last)),
            Pick::Lone(index) => awake.lone.get(index).map(|it| (it.event, it.event)),
        }?;
        events.get(first..=last)
    };
    // Clocks may be put back over midnight: only two rows from the ends all that is of an entry lies on these days.
    // Most do, and of the many events in them nobody needs to ask for the day.
    let is_inner =
        |entry: &&Entry| 2 <= entry.first_row && entry.last_row + 2 < calendar.rows.len();
    let (inner, at_ends): (Vec<&Entry>, Vec<&Entry>) = calendar.entries.iter().partition(is_inner);
    let at_ends = at_ends.into_iter().filter_map(events_of).flatten();
    // What ends in the very moment in which the first day begins has no piece there, and its last event is of that day.
    let (begin, margin) = (zone.day_start(first.day), TimeDelta::days(2));
    let ended = awake
        .periods
        .partition_point(|period| period.end < begin - margin);
    let periods = awake.periods.iter().enumerate().skip(ended);
    let touching = periods
        .take_while(|(_, period)| period.end < begin + margin)
        .filter(|(index, _)| calendar.entry(Pick::Period(*index)).is_none())
        .filter_map(|(_, period)| events.get(period.first..=period.last))
        .flatten();
    let sieve = filter.sieve();
    let at_ends = at_ends
        .chain(touching)
        .filter(|event| sieve.counts(event))
        .filter(is_on_days);
    inner.iter().map(|entry| entry.events).sum::<usize>() + at_ends.count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_told_of_where_one_of_them_can_be_switched() {
        let cases: [(&[Kind], bool); 6] = [
            (&[], false),
            (&[Kind::Tweet, Kind::DeletedTweet], false),
            (&[Kind::AccountMade], false),
            (&[Kind::Tweet, Kind::AccountMade], false),
            (&[Kind::Call], true),
            (&[Kind::Tweet, Kind::AccountMade, Kind::Deletion], true),
        ];
        for (kinds, expected) in cases {
            let mut tally = Tally::default();
            for kind in kinds {
                tally.kinds[*kind as usize] = 1;
            }
            assert_eq!(tally.has_acts(), expected, "{kinds:?}");
        }
    }
}
