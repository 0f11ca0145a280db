//! The Twitter/X archive: zips, folders and single files of every generation since 2012.
//!
//! In reading order: [`survey`] finds the files that matter, [`names`] knows them, [`import`] goes
//! through them, [`whose`] tells accounts apart; [`person`], [`post`], [`rows`] and [`acts`] read them,
//! [`clock`] reads their times, [`order`] has each thing once; [`restarts`] are for reading again. This
//! file is the whole from outside.

mod acts;
mod clock;
pub mod import;
pub mod names;
mod order;
mod person;
mod post;
mod restarts;
mod rows;
mod survey;
mod whose;

use chrono::{DateTime, Utc};

use super::scan::Shape;
use super::stream::{Packing, Place, Stream};
use super::{Files, ImportError, PostText, Progress, Unreadable};
use crate::engine::event::{FileKind, Imported};
use import::Import;
use restarts::{Restarts, records_up_to};
use rows::Columns;

/// Posts that lie no further apart in their file are read in one go: as many bytes as are unpacked for one alone.
const NEAR: u64 = 1 << 20;

/// An archive that was read, and of which single posts can be read again.
#[derive(Default)]
pub struct Archive {
    /// Where the files of [`Imported::files`] lie, in the same order.
    places: Vec<Place>,
    /// What each of them is.
    kinds: Vec<FileKind>,
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

    /// Puts the files into another order. `order`: which comes next, by its old number; `numbers`: the new
    /// number of each.
    fn renumber(&mut self, order: &[usize], numbers: &[u16]) {
        let place = |file: &usize| self.places.get(*file).copied();
        self.places = order.iter().filter_map(place).collect();
        let kind = |file: &usize| self.kinds.get(*file).copied();
        self.kinds = order.iter().filter_map(kind).collect();
        self.restarts.renumber(numbers);
    }

    /// Reads again what posts say: a file's number and the place of the record in it, each as the
    /// event has them. What can't be read is `None`. Posts that follow each other in their file are read in one go.
    pub fn posts<F: Files>(&self, files: &F, places: &[(u16, u64)]) -> Vec<Option<PostText>> {
        let mut said = vec![None; places.len()];
        let mut rest = said.as_mut_slice();
        let runs = places.chunk_by(|(file, one), (other, next)| {
            file == other && (1..NEAR).contains(&next.wrapping_sub(*one))
        });
        for run in runs {
            self.read_again(files, run, rest);
            rest = rest.get_mut(run.len()..).unwrap_or_default();
        }
        said
    }

    /// * `run`: places in one file, ascending.
    /// * `said`: gets what the post at each says.
    fn read_again<F: Files>(
        &self,
        files: &F,
        run: &[(u16, u64)],
        said: &mut [Option<PostText>],
    ) -> Option<()> {
        let ((file, offset), (_, last)) = (*run.first()?, *run.last()?);
        let place = *self.places.get(usize::from(file))?;
        // Whoever asks: nothing but posts is ever read again.
        let kind = self.kinds.get(usize::from(file)).copied();
        let kind = kind.filter(|kind| kind.holds_posts())?;
        let mut stream = match (place.packing, self.restarts.before(file, offset)) {
            (Packing::Deflated { .. }, Some(restart)) => Stream::resume(place, restart),
            _ => Stream::new(place),
        };
        if !matches!(place.packing, Packing::Deflated { .. }) {
            stream.skip_to(offset);
        }
        let mut scrap = vec![0; 64 << 10];
        while stream.given() < offset {
            let left = offset.saturating_sub(stream.given());
            let wanted = left.min(scrap.len() as u64) as usize;
            if stream.next(files, scrap.get_mut(..wanted)?).ok()? == 0 {
                return None;
            }
        }
        let mut columns = None;
        let shape = match kind {
            FileKind::Csv => Shape::Rows,
            _ => Shape::Posts,
        };
        if kind == FileKind::Csv {
            // The head may stand below empty lines.
            records_up_to(files, Stream::new(place), shape, 0, &mut |row| {
                columns.get_or_insert_with(|| Columns::of(row));
            });
        }
        records_up_to(files, stream, shape, last, &mut |record| {
            let mut places = run.iter().zip(said.iter_mut());
            if let Some((_, said)) = places.find(|((_, offset), _)| *offset == record.offset) {
                *said = match columns {
                    Some(columns) => post::text_of_row(columns, record),
                    None => post::text(record),
                };
            }
        });
        Some(())
    }
}
