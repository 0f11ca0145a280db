//! What there is to say of a night.

use super::Shown;
use crate::engine::infer::sleep::{Moment, Night, State};
use crate::engine::text::pictures::{self, Words};
use crate::engine::text::{dates, numbers};

/// From this probability on an all-nighter or a second sleep is worth a word.
const WORTH_TELLING: f32 = 0.2;

impl Shown<'_> {
    /// A night's cells: its day, when sleep began and ended, how long it was, and what else there is.
    pub(super) fn night_cells(&self, night: &Night) -> Vec<String> {
        let main = night.main.as_ref();
        let clock = |moment: Moment| self.clock_within(moment);
        let cell = |text: Option<String>| text.unwrap_or_default();
        vec![
            dates::plain_day(self.language, night.day),
            cell(main.map(|main| clock(main.onset))),
            cell(main.map(|main| clock(main.wake))),
            cell(main.map(|main| numbers::duration(self.language, main.seconds))),
            pictures::listed(self.language, &self.notes(night)),
        ]
    }

    /// The names of [`Self::night_cells`].
    pub(super) fn night_columns(&self) -> Vec<String> {
        let columns = [
            pictures::NIGHT,
            pictures::ONSET,
            pictures::WAKE,
            pictures::SLEPT,
            pictures::NOTE,
        ];
        columns.map(|words| words.say(self.language).into()).into()
    }

    /// A night in one sentence, with the same figures as in its cells.
    pub(super) fn night_words(&self, night: &Night) -> String {
        let mut facts = Vec::new();
        if let Some(main) = &night.main {
            let (onset, wake) = (self.clock_within(main.onset), self.clock_within(main.wake));
            facts.push(pictures::slept(self.language, &onset, &wake));
            facts.push(numbers::duration(self.language, main.seconds));
        }
        facts.extend(self.notes(night));
        let name = pictures::night(self.language, night.day);
        pictures::told(&name, &pictures::listed(self.language, &facts))
    }

    fn clock_within(&self, moment: Moment) -> String {
        let local = |at| self.local(at);
        let most = moment.most.map(local);
        pictures::clock_within(self.language, local(moment.median), most)
    }

    /// What a night is besides its main sleep.
    fn notes(&self, night: &Night) -> Vec<String> {
        let mut notes = Vec::new();
        let mut say = |words: Words| notes.push(words.say(self.language).to_owned());
        match night.state {
            State::NoData => say(pictures::NO_DATA),
            State::Unsure => say(pictures::UNSURE),
            State::Told => {}
        }
        if night.state != State::NoData && WORTH_TELLING <= night.all_nighter {
            let percents = (night.all_nighter.clamp(0.0, 1.0) * 100.0).round() as u32;
            let likely = pictures::likely(self.language, pictures::ALL_NIGHTER, percents);
            notes.push(likely);
        }
        notes
    }
}
