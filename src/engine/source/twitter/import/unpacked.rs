//! A large file that one worker unpacks while another one reads what it says: the two halves of the work
//! take about as long, and a file can't be begun at two places.

use std::mem;

use super::{Import, Reading, Source};
use crate::engine::source::Files;
use crate::engine::source::stream::{Packing, Place, Restart, Stream, StreamError};
use crate::engine::source::twitter::restarts::FIRST_SPACING;

/// A file of fewer packed bytes is read before another worker has started.
pub const LEAST: u64 = 4 << 20;
/// So many unpacked bytes are handed over at once: a message costs little beside them, and few are held.
const PIECE: usize = 1 << 20;

/// What is told with the next unpacked bytes of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Piece {
    /// Packed bytes that were used for all so far.
    pub read: u64,
    /// Points in it from which the file can be unpacked again.
    pub restarts: Vec<Restart>,
    /// How the file ended, if it did.
    pub end: Option<Result<(), StreamError>>,
}

/// Unpacks a file for an import elsewhere.
pub struct Unpacker {
    stream: Stream,
    bytes: Vec<u8>,
    /// Where the last restart point was; `None`: there are to be none.
    restart: Option<u64>,
}

impl Unpacker {
    /// * `restarts`: whether there are to be points from which it can be unpacked again.
    pub fn new(place: Place, restarts: bool) -> Unpacker {
        Unpacker {
            stream: Stream::new(place),
            bytes: vec![0; PIECE],
            restart: restarts.then_some(0),
        }
    }

    /// Unpacks the next bytes.
    pub fn next<F: Files>(&mut self, files: &F) -> (Piece, &[u8]) {
        let mut piece = Piece::default();
        let mut filled = 0;
        while let Some(room) = self.bytes.get_mut(filled..).filter(|room| !room.is_empty()) {
            match self.stream.next(files, room) {
                Ok(0) => piece.end = Some(Ok(())),
                Ok(count) => filled = filled.saturating_add(count),
                Err(error) => piece.end = Some(Err(error)),
            }
            if piece.end.is_some() {
                break;
            }
            let due = |last: &u64| self.stream.given() >= last.saturating_add(FIRST_SPACING);
            if self.restart.as_ref().is_some_and(due)
                && let Some(restart) = self.stream.restart()
            {
                self.restart = Some(restart.at);
                piece.restarts.push(restart);
            }
        }
        piece.read = self.stream.packed_read();
        (piece, self.bytes.get(..filled).unwrap_or_default())
    }
}

/// What has come of a file that is unpacked elsewhere.
pub(super) struct Unpacked {
    pub place: Place,
    bytes: Vec<u8>,
    used: usize,
    /// Bytes that were handed on, all in all.
    given: u64,
    pub read: u64,
    end: Option<Result<(), StreamError>>,
}

impl Unpacked {
    /// Puts the next bytes into `into`: none at the end. `None` if they have not come yet.
    pub fn next_held(&mut self, into: &mut [u8]) -> Result<Option<usize>, StreamError> {
        let ready = self.bytes.get(self.used..).unwrap_or_default();
        let count = ready.len().min(into.len());
        if let (Some(into), Some(ready)) = (into.get_mut(..count), ready.get(..count)) {
            into.copy_from_slice(ready);
        }
        self.used = self.used.saturating_add(count);
        self.given = self.given.saturating_add(count as u64);
        match (count, self.end) {
            (0, Some(end)) => end.map(|()| Some(0)),
            (0, None) => Ok(None),
            _ => Ok(Some(count)),
        }
    }
}

impl Import {
    /// Lends the largest file that nobody has begun to be unpacked by an [`Unpacker`], if one has at least
    /// so many packed bytes: where it lies, and whether there are to be restart points. It is read next.
    pub fn lend_unpacking<F: Files>(&mut self, files: &F, least: u64) -> Option<(Place, bool)> {
        let size = |task: &super::Task| self.survey.members.get(task.member).map(|it| it.packed);
        let nth =
            (0..self.waiting.len()).max_by_key(|nth| self.waiting.get(*nth).and_then(size))?;
        let task = self.waiting.get(nth)?;
        if self.reading.is_some() || task.closed.is_some() || size(task) < Some(least) {
            return None;
        }
        let member = self.survey.members.get(task.member)?;
        // Otherwise there is nothing to unpack, or what is wrong is noted when its turn comes.
        let place = self.place_of(files, member).ok()?;
        let restarts = member.kind.holds_posts();
        if !matches!(place.packing, Packing::Deflated { .. }) {
            return None;
        }
        let task = self.waiting.remove(nth)?;
        self.begin(files, &task).ok()?;
        if let Some(reading) = &mut self.reading {
            reading.source = Source::Elsewhere(Unpacked {
                place,
                bytes: Vec::new(),
                used: 0,
                given: 0,
                read: 0,
                end: None,
            });
        }
        Some((place, restarts))
    }

    /// Takes the next bytes of the file that was lent, `bytes[from..]`, once all before were read.
    pub fn take_unpacked(&mut self, piece: Piece, mut bytes: Vec<u8>, from: usize) {
        let Some(Reading {
            file,
            source: Source::Elsewhere(unpacked),
            ..
        }) = &mut self.reading
        else {
            return;
        };
        self.archive.restarts.add(*file, piece.restarts);
        // What was not read yet comes first.
        let rest = mem::take(&mut unpacked.bytes);
        let rest = rest.get(unpacked.used..).unwrap_or_default();
        unpacked.used = from;
        if !rest.is_empty() {
            bytes.splice(..from.min(bytes.len()), rest.iter().copied());
            unpacked.used = 0;
        }
        unpacked.bytes = bytes;
        (unpacked.read, unpacked.end) = (piece.read, piece.end);
    }

    /// Whoever unpacked is gone: what is missing is unpacked here.
    pub fn unpack_here(&mut self) {
        if let Some(reading) = &mut self.reading
            && let Source::Elsewhere(unpacked) = &reading.source
        {
            reading.skip = unpacked.given;
            reading.source = Source::Own(Stream::new(unpacked.place));
        }
    }

    /// Whether the file being read is unpacked elsewhere.
    pub fn is_unpacked_elsewhere(&self) -> bool {
        let source = self.reading.as_ref().map(|reading| &reading.source);
        matches!(source, Some(Source::Elsewhere(_)))
    }
}
