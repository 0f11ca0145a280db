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
use restarts::{Restarts, first_record};
use rows::Columns;

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
    /// event has them. What can't be read is `None`.
    pub fn posts<F: Files>(&self, files: &F, places: &[(u16, u64)]) -> Vec<Option<PostText>> {
        places
            .iter()
            .map(|(file, offset)| self.post(files, *file, *offset))
            .collect()
    }

    fn post<F: Files>(&self, files: &F, file: u16, offset: u64) -> Option<PostText> {
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
        if kind != FileKind::Csv {
            let mut said = None;
            first_record(files, stream, Shape::Posts, &mut |record| {
                said = post::text(record);
            });
            return said;
        }
        let (mut columns, mut said) = (Columns::default(), None);
        first_record(files, Stream::new(place), Shape::Rows, &mut |head| {
            columns = Columns::of(head);
        });
        first_record(files, stream, Shape::Rows, &mut |row| {
            said = post::text_of_row(columns, row);
        });
        said
    }
}
