//! What was found, what is missing, and what an event is about.

use crate::engine::protocol::bytes::{Reader, Writer};
use crate::engine::source::github::{Change, Cleaned, Detail, Found, Missing, Why};

pub fn write_found(to: &mut Writer, found: &Found) {
    to.texts(&found.repositories);
    let cleaned = &found.cleaned;
    for count in [
        cleaned.machine,
        cleaned.merged,
        cleaned.imported,
        cleaned.not_own,
        cleaned.rebased,
    ] {
        to.number(count);
    }
    to.list(&found.zones, |to, change| {
        to.number(change.from as u64);
        to.number(change.offset_mins as u64);
    });
    write_missing(to, &found.missing);
    to.number(found.restricted);
    to.byte(found.is_partial.into());
}

pub fn read_found(from: &mut Reader) -> Option<Found> {
    Some(Found {
        events: Vec::new(),
        repositories: from.texts()?,
        cleaned: Cleaned {
            machine: from.number()?,
            merged: from.number()?,
            imported: from.number()?,
            not_own: from.number()?,
            rebased: from.number()?,
        },
        zones: from.list(|from| {
            Some(Change {
                from: from.number()? as i64,
                offset_mins: from.number()? as i16,
            })
        })?,
        missing: read_missing(from)?,
        restricted: from.number()?,
        is_partial: from.byte()? == 1,
    })
}

pub fn write_missing(to: &mut Writer, missing: &[Missing]) {
    to.list(missing, |to, missing| {
        to.text(&missing.what);
        write_why(to, &missing.why);
    });
}

pub fn read_missing(from: &mut Reader) -> Option<Vec<Missing>> {
    from.list(|from| {
        Some(Missing {
            what: from.text()?,
            why: read_why(from)?,
        })
    })
}

fn write_why(to: &mut Writer, why: &Why) {
    to.byte(match why {
        Why::NoRight => 0,
        Why::SignOn { .. } => 1,
        Why::NotFound => 2,
        Why::NotValid => 3,
        Why::TooSlow => 4,
        Why::Broken => 5,
        Why::CutShort => 6,
    });
    if let Why::SignOn { path } = why {
        to.option(path.as_deref(), Writer::text);
    }
}

fn read_why(from: &mut Reader) -> Option<Why> {
    Some(match from.byte()? {
        0 => Why::NoRight,
        1 => Why::SignOn {
            path: from.option(Reader::text)?,
        },
        2 => Why::NotFound,
        3 => Why::NotValid,
        4 => Why::TooSlow,
        5 => Why::Broken,
        6 => Why::CutShort,
        _ => return None,
    })
}

pub fn write_detail(to: &mut Writer, detail: &Detail) {
    to.text(&detail.title);
    to.text(&detail.repository);
    to.option(detail.link.as_deref(), Writer::text);
    to.option(detail.offset_mins, |to, mins| to.number(mins as u64));
}

pub fn read_detail(from: &mut Reader) -> Option<Detail> {
    Some(Detail {
        title: from.text()?,
        repository: from.text()?,
        link: from.option(Reader::text)?,
        offset_mins: from.option(|from| Some(from.number()? as i16))?,
    })
}
