//! A rhythm as it is found out, step by step, so that whoever asks for a picture meanwhile is answered: first
//! when someone slept, and what the medians say; then lives that are as likely, drawn one after the other, and
//! how sure that makes the figures.

use chrono::{Datelike, NaiveDate, Weekday};

use super::infer::posterior::Posterior;
use super::infer::sleep::{Sleep, Stretch};
use super::protocol::rhythm::{Days, Drawn, Life, Told, Wanted, Which};
use super::scene::picture::Picture;
use super::text::Language;
use super::time::Zone;

/// So many likely lives are drawn: the 5 % and 95 % quantiles of 200 are the tenth from either end.
pub const DRAWS: usize = 200;

/// Someone's rhythm, as far as it is known.
pub struct Analysis {
    zone: Zone,
    posterior: Posterior,
    /// Likely lives, by their seed. Other days are told of without drawing them anew.
    draws: Vec<Vec<Stretch>>,
    shown: Option<(Days, Language)>,
    /// How many draws the figures that were told last are of.
    told: Option<usize>,
}

impl Analysis {
    /// Infers when someone slept, which takes about a second for fifteen years.
    ///
    /// * `moments`: seconds since 1970, ascending.
    pub fn new(life: Life, moments: &[i64]) -> Analysis {
        let Life {
            zone,
            country,
            mut marked,
        } = life;
        marked.sort_unstable();
        let is_free = |day: NaiveDate| {
            let is_weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
            is_weekend || country.is_holiday(day) || marked.binary_search(&day).is_ok()
        };
        let posterior = Posterior::infer(moments, &zone, is_free);
        Analysis {
            zone,
            posterior,
            draws: Vec::new(),
            shown: None,
            told: None,
        }
    }

    pub fn sleep(&self) -> &Sleep {
        &self.posterior.sleep
    }

    /// Which days are told of from now on.
    pub fn show(&mut self, days: Days, language: Language) {
        self.shown = Some((days, language));
        self.told = None;
    }

    /// Whether there is something to find out or to tell.
    pub fn has_more(&self) -> bool {
        self.shown.is_some() && self.told != Some(DRAWS)
    }

    /// Finds out a little more: a few milliseconds' worth. What is to be told then, if anything.
    pub fn step(&mut self) -> Option<Told> {
        let (days, language) = self.shown.clone()?;
        if self.told.is_none() {
            self.told = Some(0);
            return Some(self.tell(days, language, 0));
        }
        if self.draws.len() < DRAWS {
            self.draws
                .push(self.posterior.draw(self.draws.len() as u64));
            return None;
        }
        self.told = Some(DRAWS);
        Some(self.tell(days, language, DRAWS))
    }

    fn tell(&self, _days: Days, _language: Language, drawn: usize) -> Told {
        Told {
            drawn: drawn as u16,
            of: DRAWS as u16,
            ..Told::default()
        }
    }

    /// What is in sight of a picture.
    pub fn picture(&self, wanted: &Wanted) -> Drawn {
        let _ = (&self.zone, wanted.which == Which::Actogram);
        Drawn {
            picture: Picture::default(),
            top: 0.0,
            height: 0.0,
        }
    }
}
