//! What pictures are drawn of: the rhythm worker tells it, and the page passes it on to the picture worker
//! without looking at it.

use super::super::bytes::{Reader, Writer};
use super::{Days, Message, read_day, read_days, read_timeline, read_zone};
use super::{write_day, write_days, write_timeline, write_zone};
use crate::engine::infer::sleep::{MainSleep, Moment, Night, Sleep, State};
use crate::engine::scene::rhythm::actogram::Drift;
use crate::engine::scene::rhythm::comparison::{Compared, Measured};
use crate::engine::scene::rhythm::trend::Change;
use crate::engine::time::Zone;

/// The first byte of each of them is this or more, and of nothing else that is told.
pub const LEAST: u8 = 16;

const STATES: [State; 3] = [State::Told, State::Unsure, State::NoData];

/// Something to draw with.
#[derive(Clone, Debug, PartialEq)]
pub enum Sketch {
    /// Another life. What was told of the one before is forgotten.
    Life {
        zone: Zone,
        sleep: Sleep,
        /// How many events each bin holds.
        activity: Vec<u8>,
    },
    /// When days were not 24 hours long, and when the rhythm changed.
    Signs {
        drifts: Vec<Drift>,
        changes: Vec<Change>,
    },
    /// The figures of two stretches.
    Compared {
        days: [Days; 2],
        figures: Vec<Compared>,
    },
}

impl Message for Sketch {
    fn write(&self, to: &mut Writer) {
        match self {
            Sketch::Life {
                zone,
                sleep,
                activity,
            } => {
                to.byte(LEAST);
                write_zone(to, zone);
                write_timeline(to, &sleep.timeline);
                to.bytes(&sleep.asleep);
                to.list(&sleep.nights, write_night);
                to.bytes(activity);
            }
            Sketch::Signs { drifts, changes } => {
                to.byte(LEAST + 1);
                to.list(drifts, |to, drift| {
                    to.number(drift.rows.start as u64);
                    to.number(drift.rows.end as u64);
                    to.number(drift.from as u64);
                    to.number(drift.tenths.into());
                });
                to.list(changes, |to, change| {
                    to.number(change.row as u64);
                    to.number(change.before as u64);
                    to.number(change.after as u64);
                });
            }
            Sketch::Compared { days, figures } => {
                to.byte(LEAST + 2);
                days.iter().for_each(|days| write_days(to, days));
                to.list(figures, |to, figure| {
                    to.text(&figure.title);
                    to.option(figure.first.as_ref(), write_measured);
                    to.option(figure.second.as_ref(), write_measured);
                });
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Sketch> {
        Some(match from.byte()?.checked_sub(LEAST)? {
            0 => Sketch::Life {
                zone: read_zone(from)?,
                sleep: Sleep {
                    timeline: read_timeline(from)?,
                    asleep: from.bytes()?.to_vec(),
                    nights: from.list(read_night)?,
                },
                activity: from.bytes()?.to_vec(),
            },
            1 => Sketch::Signs {
                drifts: from.list(|from| {
                    Some(Drift {
                        rows: from.small()?..from.small()?,
                        from: from.number()? as i64,
                        tenths: from.small()?,
                    })
                })?,
                changes: from.list(|from| {
                    Some(Change {
                        row: from.small()?,
                        before: from.number()? as i64,
                        after: from.number()? as i64,
                    })
                })?,
            },
            2 => Sketch::Compared {
                days: [read_days(from)?, read_days(from)?],
                figures: from.list(|from| {
                    Some(Compared {
                        title: from.text()?,
                        first: from.option(read_measured)?,
                        second: from.option(read_measured)?,
                    })
                })?,
            },
            _ => return None,
        })
    }
}

fn write_measured(to: &mut Writer, measured: &Measured) {
    for float in [measured.value, measured.low, measured.high] {
        to.float(float);
    }
    to.text(&measured.words);
}

fn read_measured(from: &mut Reader) -> Option<Measured> {
    Some(Measured {
        value: from.float()?,
        low: from.float()?,
        high: from.float()?,
        words: from.text()?,
    })
}

fn write_night(to: &mut Writer, night: &Night) {
    write_day(to, night.day);
    to.one_of(&STATES, night.state);
    to.option(night.main.as_ref(), |to, main| {
        for moment in [main.onset, main.wake, main.mid] {
            let Moment { median, half, most } = moment;
            for secs in [median, half[0], half[1], most[0], most[1]] {
                to.number(secs as u64);
            }
        }
        to.number(main.seconds as u64);
    });
    to.float(night.all_nighter.into());
    to.float(night.second.into());
    to.byte(night.free.into());
}

fn read_night(from: &mut Reader) -> Option<Night> {
    let secs = |from: &mut Reader| Some(from.number()? as i64);
    let moment = |from: &mut Reader| {
        Some(Moment {
            median: secs(from)?,
            half: [secs(from)?, secs(from)?],
            most: [secs(from)?, secs(from)?],
        })
    };
    Some(Night {
        day: read_day(from)?,
        state: from.one_of(&STATES)?,
        main: from.option(|from| {
            Some(MainSleep {
                onset: moment(from)?,
                wake: moment(from)?,
                mid: moment(from)?,
                seconds: secs(from)?,
            })
        })?,
        all_nighter: from.float()? as f32,
        second: from.float()? as f32,
        free: from.byte()? == 1,
    })
}
