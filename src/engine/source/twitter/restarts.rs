//! From where single posts can be read again without unpacking their whole file.

use core::cell::Cell;

use crate::engine::source::Files;
use crate::engine::source::scan::{Found, Record, Scanner, Shape};
use crate::engine::source::stream::{Restart, Stream};

/// At first, a restart point is kept every so many bytes of an inflated file …
const FIRST_SPACING: u64 = 4 << 20;
/// … and at most so many in all, of 32 KB each: then every other one goes and the spacing doubles.
const MAX_RESTARTS: usize = 128;

/// Points from which files can be read again.
pub struct Restarts {
    points: Vec<(u16, Restart)>,
    spacing: u64,
}

impl Default for Restarts {
    fn default() -> Restarts {
        Restarts {
            points: Vec::new(),
            spacing: FIRST_SPACING,
        }
    }
}

impl Restarts {
    /// All of them.
    pub fn into_points(self) -> Vec<Restart> {
        self.points
            .into_iter()
            .map(|(_, restart)| restart)
            .collect()
    }

    /// Gives every file the number at its old number's place.
    pub fn renumber(&mut self, numbers: &[u16]) {
        for (file, _) in &mut self.points {
            *file = numbers.get(usize::from(*file)).copied().unwrap_or(*file);
        }
    }

    /// Keeps the stream's place if the last kept one of its file is far enough behind it.
    pub fn offer(&mut self, file: u16, stream: &Stream) {
        let of_file = self.points.iter().rev().find(|(of, _)| *of == file);
        let last = of_file.map_or(0, |(_, restart)| restart.at);
        if stream.given() >= last.saturating_add(self.spacing) {
            self.add(file, stream.restart());
        }
    }

    /// Keeps a file's points, each further on than the one before.
    pub fn add(&mut self, file: u16, restarts: impl IntoIterator<Item = Restart>) {
        let points = restarts.into_iter().map(|restart| (file, restart));
        self.points.extend(points);
        while self.points.len() > MAX_RESTARTS {
            let mut is_kept = false;
            self.points.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
            self.spacing = self.spacing.saturating_mul(2);
        }
    }

    /// The last one at or before a place.
    pub fn before(&self, file: u16, offset: u64) -> Option<&Restart> {
        let is_fit = |(of, restart): &&(u16, Restart)| *of == file && restart.at <= offset;
        self.points
            .iter()
            .rev()
            .find(is_fit)
            .map(|(_, restart)| restart)
    }
}

/// Hands over the records from the stream's place on, at which one starts, up to the one at `last`; and those after it
/// that are read with it.
pub fn records_up_to<F: Files>(
    files: &F,
    mut stream: Stream,
    shape: Shape,
    last: u64,
    read: &mut dyn FnMut(&Record),
) {
    let mut scanner = Scanner::at_record(shape, stream.given());
    let is_past = Cell::new(false);
    let mut found = |found: Found| {
        if let Found::Record(record) = found {
            is_past.set(last <= record.offset);
            read(&record);
        }
    };
    while !is_past.get() && !scanner.is_over() {
        let room = scanner.room();
        // A little at a time: it may be but one record.
        let least = room.len().min(16 << 10);
        let room = room.get_mut(..least).unwrap_or_default();
        let count = stream.next(files, room).unwrap_or(0);
        if count == 0 {
            scanner.finish(&mut found);
            return;
        }
        scanner.advance(count, &mut found);
    }
}
