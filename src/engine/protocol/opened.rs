//! What the whole page leaves for the desk. The events follow it as rows.

use super::bytes::{Reader, Writer};
use super::rhythm::{COUNTRIES, read_day, read_zone, write_day, write_zone};
use super::{Message, add_events, events_to_bytes, split_bytes};
use crate::engine::event::{Flags, Imported, Kind};
use crate::engine::infer::filter::{Apps, Filter, Treatment};
use crate::engine::opened::{Opened, Origin};
use crate::engine::sample::Sample;

/// Changes whenever it is written otherwise: the two may be of different deploys.
const VERSION: u8 = 1;

const ORIGINS: [Origin; 4] = [
    Origin::Archive,
    Origin::GitHub,
    Origin::Sample(Sample::NightOwl),
    Origin::Sample(Sample::EarlyBird),
];

const TREATMENTS: [Treatment; 2] = [Treatment::Counted, Treatment::LeftOut];

/// All of it, its events as rows.
pub fn opened_to_bytes(opened: &Opened) -> Vec<u8> {
    events_to_bytes(opened, &opened.imported.events)
}

/// `None` if the bytes are of another version of this page.
pub fn opened_from_bytes(bytes: &[u8]) -> Option<Opened> {
    let (mut opened, rows): (Opened, &[u8]) = split_bytes(bytes)?;
    add_events(rows, &mut opened.imported.events);
    Some(opened)
}

/// Without its events.
impl Message for Opened {
    fn write(&self, to: &mut Writer) {
        to.byte(VERSION);
        to.one_of(&ORIGINS, self.origin);
        self.imported.write(to);
        self.filter.write(to);
        write_zone(to, &self.zone);
        to.one_of(&COUNTRIES, self.country);
        to.list(&self.marked, |to, day| write_day(to, *day));
        write_day(to, self.days.start);
        write_day(to, self.days.end);
        to.byte(self.start_hour);
        to.number(self.threshold_secs as u64);
    }

    fn read(from: &mut Reader) -> Option<Opened> {
        if from.byte()? != VERSION {
            return None;
        }
        Some(Opened {
            origin: from.one_of(&ORIGINS)?,
            imported: Imported::read(from)?,
            filter: Filter::read(from)?,
            zone: read_zone(from)?,
            country: from.one_of(&COUNTRIES)?,
            marked: from.list(read_day)?,
            days: read_day(from)?..read_day(from)?,
            start_hour: from.byte()?,
            threshold_secs: from.number()? as i64,
        })
    }
}

/// What the whole page knows of the rhythm of the days in sight: id, title and value of each card, as it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub cards: Vec<[String; 3]>,
}

impl Message for Known {
    fn write(&self, to: &mut Writer) {
        to.byte(VERSION);
        to.list(&self.cards, |to, card| {
            card.iter().for_each(|text| to.text(text))
        });
    }

    fn read(from: &mut Reader) -> Option<Known> {
        if from.byte()? != VERSION {
            return None;
        }
        let cards = from.list(|from| Some([from.text()?, from.text()?, from.text()?]))?;
        Some(Known { cards })
    }
}

impl Message for Filter {
    fn write(&self, to: &mut Writer) {
        for treatment in self.kinds {
            to.one_of(&TREATMENTS, treatment);
        }
        for apps in [&self.hidden_apps, &self.scheduled_apps] {
            to.list(apps.ascending(), |to, app| to.number((*app).into()));
        }
        to.one_of(&TREATMENTS, self.retweets);
        to.one_of(&TREATMENTS, self.bot_words);
        to.byte(self.not_done.bits());
    }

    fn read(from: &mut Reader) -> Option<Filter> {
        let mut kinds = [Treatment::Counted; Kind::ALL.len()];
        for treatment in &mut kinds {
            *treatment = from.one_of(&TREATMENTS)?;
        }
        let apps = |from: &mut Reader| Some(Apps::from_iter(from.list(Reader::small)?));
        Some(Filter {
            kinds,
            hidden_apps: apps(from)?,
            scheduled_apps: apps(from)?,
            retweets: from.one_of(&TREATMENTS)?,
            bot_words: from.one_of(&TREATMENTS)?,
            not_done: Flags::from_bits(from.byte()?),
        })
    }
}
