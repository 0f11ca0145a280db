//! The Twitter/X archive: zips, folders and single files of every generation since 2012.
//!
//! In reading order: [`survey`] finds the files that matter, [`names`] knows them, [`import`] goes
//! through them, [`person`] and [`post`] read them, [`clock`] reads their times; this file is the whole
//! from outside.

mod clock;
pub mod import;
pub mod names;
mod person;
mod post;
mod survey;

use chrono::{DateTime, Utc};

use super::scan::{Found, Record, Scanner};
use super::stream::{Packing, Place, Restart, Stream};
use super::{Files, ImportError, PostText, Progress, Unreadable};
use crate::engine::event::Imported;
use import::Import;

/// At first, a restart point is kept every so many bytes of an inflated file …
const FIRST_SPACING: u64 = 4 << 20;
/// … and at most so many in all, of 45 KB each: then every other one goes and the spacing doubles.
const MAX_RESTARTS: usize = 128;

/// An archive that was read, and of which single posts can be read again.
pub struct Archive {
    /// Where the files of [`Imported::files`] lie, in the same order.
    places: Vec<Place>,
    restarts: Restarts,
}

impl Archive {
    /// Reads everything that `files` hold. `told` hears how far it is, every few hundred kilobytes.
    ///
    /// * `now`: nothing was posted later, whatever is written.
    ///
    /// # Errors
    /// Why there is nothing to show. Whatever was only left out is in [`Imported::skipped`].
    pub fn import<F: Files>(
        files: &F,
        now: DateTime<Utc>,
        told: &mut dyn FnMut(Progress),
    ) -> Result<(Archive, Imported), ImportError> {
        let mut import = Import::open(files, now)?;
        while let Some(need) = import.run(files, told)? {
            match files.read(need.input, need.at, import.room(need.length)) {
                Ok(count) => import.fill(count),
                Err(Unreadable) => import.miss(files, need)?,
            }
        }
        import.finish()
    }

    /// Reads again what posts say: a file's number and the place of the record in it, each as the
    /// event has them. What can't be read is `None`.
    pub fn posts<F: Files>(&self, files: &F, places: &[(u16, u64)]) -> Vec<Option<PostText>> {
        places
            .iter()
            .map(|(file, offset)| self.post(files, *file, *offset))
            .collect()
    }

    fn post<F: Files>(&self, files: &F, file: u16, offset: u64) -> Option<PostText> {
        let place = *self.places.get(usize::from(file))?;
        let mut stream = match (place.packing, self.restarts.before(file, offset)) {
            (Packing::Deflated { .. }, Some(restart)) => Stream::resume(place, restart)?,
            _ => Stream::new(place),
        };
        if !matches!(place.packing, Packing::Deflated { .. }) {
            stream.skip_to(offset);
        }
        let mut scrap = vec![0; 64 << 10];
        while stream.given() < offset {
            let wanted = (offset - stream.given()).min(scrap.len() as u64) as usize;
            if stream.next(files, &mut scrap[..wanted]).ok()? == 0 {
                return None;
            }
        }
        first_record(files, stream, post::text)
    }
}

/// What `read` makes of the record that starts at the stream's place.
fn first_record<F: Files, T>(
    files: &F,
    mut stream: Stream,
    read: impl Fn(&Record) -> Option<T>,
) -> Option<T> {
    let start = stream.given();
    let mut scanner = Scanner::at_record(start);
    let mut result = None;
    let mut found = |found: Found| {
        if let Found::Record(record) = found
            && record.offset == start
        {
            result = read(&record);
        }
    };
    loop {
        let room = scanner.room();
        // A little at a time: it is but one record.
        let room = &mut room[..(16 << 10)];
        let count = stream.next(files, room).unwrap_or(0);
        if count == 0 {
            scanner.finish(&mut found);
            return result;
        }
        scanner.advance(count, &mut found);
        if scanner.has_passed_record() {
            return result;
        }
    }
}

fn unreadable<F: Files>(files: &F, input: usize) -> ImportError {
    let path = files.path(input).to_owned();
    ImportError::Unreadable { path }
}

/// Points from which files can be read again.
struct Restarts {
    points: Vec<(u16, Restart)>,
    spacing: u64,
}

impl Restarts {
    fn new() -> Restarts {
        Restarts {
            points: Vec::new(),
            spacing: FIRST_SPACING,
        }
    }

    /// Keeps the stream's place if the last kept one is far enough behind it.
    fn offer(&mut self, file: u16, stream: &Stream) {
        let last = match self.points.last() {
            Some((of, restart)) if *of == file => restart.at,
            _ => 0,
        };
        if stream.given() < last + self.spacing {
            return;
        }
        let Some(restart) = stream.restart() else {
            return;
        };
        self.points.push((file, restart));
        if self.points.len() > MAX_RESTARTS {
            let mut is_kept = false;
            self.points.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
            self.spacing *= 2;
        }
    }

    /// The last one at or before a place.
    fn before(&self, file: u16, offset: u64) -> Option<&Restart> {
        let is_fit = |(of, restart): &&(u16, Restart)| *of == file && restart.at <= offset;
        self.points
            .iter()
            .rev()
            .find(is_fit)
            .map(|(_, restart)| restart)
    }
}
