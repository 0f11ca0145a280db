//! Files with holes: their zeros take no place on a disk that knows holes.

use std::io::{self, Seek, SeekFrom, Write};

/// Fewer zeros than this are written: a disk's blocks are no smaller.
const SMALLEST_HOLE: usize = 4096;

/// Passes over long runs of zeros instead of writing them. The last bytes must not be among them.
pub struct Sparse<W>(W);

impl<W: Write + Seek> Sparse<W> {
    pub fn new(out: W) -> Sparse<W> {
        Sparse(out)
    }
}

impl<W: Write + Seek> Write for Sparse<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if SMALLEST_HOLE <= bytes.len() && bytes.iter().all(|byte| *byte == 0) {
            self.0.seek(SeekFrom::Current(bytes.len() as i64))?;
            return Ok(bytes.len());
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    #[test]
    fn what_is_passed_over_reads_as_zeros() {
        let mut file = Cursor::new(Vec::new());
        let mut out = Sparse::new(&mut file);
        for bytes in [&[0, 1][..], &[0; SMALLEST_HOLE], &[2]] {
            out.write_all(bytes).expect("memory takes every write");
        }
        let written = file.into_inner();
        assert_eq!(written.len(), SMALLEST_HOLE + 3);
        assert!(written.starts_with(&[0, 1, 0]) && written.ends_with(&[0, 2]));
    }
}
