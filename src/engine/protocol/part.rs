//! What a helper tells the worker that it helps.

use super::bytes::{Reader, Writer};
use super::{Message, Reply};
use crate::engine::event::SkipReason;
use crate::engine::source::Progress;
use crate::engine::source::inflate::BlockStart;
use crate::engine::source::stream::Restart;
use crate::engine::source::twitter::import::share::Part;

/// Helper to worker. All but the last are written as the [`Reply`] of the same name, which is not used here:
/// the worker would have to know how everything that it tells the page is read.
#[derive(Clone, Debug, PartialEq)]
pub enum Report {
    Ready {
        version: u32,
    },
    Progress {
        progress: Progress,
        ms: u32,
    },
    Events {
        total: u64,
    },
    /// Everything of a file, by its number in the survey, but its events, which came before.
    Part {
        number: u32,
        part: Part,
    },
}

impl Message for Report {
    fn write(&self, to: &mut Writer) {
        match self {
            Report::Ready { version } => Reply::Ready { version: *version }.write(to),
            Report::Progress { progress, ms } => Reply::Progress {
                progress: *progress,
                ms: *ms,
            }
            .write(to),
            Report::Events { total } => Reply::Events { total: *total }.write(to),
            Report::Part { number, part } => {
                to.byte(6);
                to.number((*number).into());
                write_part(part, to);
            }
        }
    }

    fn read(from: &mut Reader) -> Option<Report> {
        Some(match from.byte()? {
            0 => Report::Ready {
                version: from.small()?,
            },
            1 => Report::Progress {
                progress: Progress {
                    read: from.number()?,
                    total: from.number()?,
                    events: from.number()?,
                },
                ms: from.small()?,
            },
            2 => Report::Events {
                total: from.number()?,
            },
            6 => Report::Part {
                number: from.small()?,
                part: read_part(from)?,
            },
            _ => return None,
        })
    }
}

fn write_part(part: &Part, to: &mut Writer) {
    to.texts(&part.apps);
    to.option(part.entries, Writer::number);
    to.list(&part.skipped, |to, (reason, count)| {
        to.one_of(&SkipReason::ALL, *reason);
        to.number(*count);
    });
    to.list(&part.restarts, |to, restart| {
        for number in [restart.at, restart.read, restart.start.bits] {
            to.number(number);
        }
        to.number(restart.start.count.into());
        to.bytes(&restart.start.window);
    });
}

fn read_part(from: &mut Reader) -> Option<Part> {
    let restart = |from: &mut Reader| {
        Some(Restart {
            at: from.number()?,
            read: from.number()?,
            start: BlockStart {
                bits: from.number()?,
                count: from.small()?,
                window: from.bytes()?.to_vec(),
            },
        })
    };
    Some(Part {
        events: Vec::new(),
        apps: from.texts()?,
        entries: from.option(Reader::number)?,
        skipped: from.list(|from| Some((from.one_of(&SkipReason::ALL)?, from.number()?)))?,
        restarts: from.list(restart)?,
    })
}
