//! Raw deflate, step by step, with states that can be copied: a copy is a point in the middle of a
//! file from which it can be inflated again.
//!
//! Unsafe, because zlib-rs shows `inflateCopy` through its C-shaped face alone.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use libz_rs_sys::{
    Z_BUF_ERROR, Z_NO_FLUSH, Z_OK, Z_STREAM_END, inflate, inflateCopy, inflateEnd, inflateInit2_,
    z_stream, zlibVersion,
};

/// A raw deflate stream being inflated.
pub struct Inflate {
    stream: Box<z_stream>,
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Bytes taken from the input.
    pub read: usize,
    /// Bytes written to the output.
    pub written: usize,
    /// The stream's own end was reached.
    pub ended: bool,
}

/// The bytes are no deflate stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotDeflate;

impl Inflate {
    /// Starts at the beginning of a raw stream (no zlib or gzip header).
    pub fn new() -> Inflate {
        let mut stream = Box::new(z_stream::default());
        // SAFETY: the stream is a fresh default (null state, no allocator, so the crate sets its
        // own), the version is the library's own, the size that of its own struct.
        unsafe {
            // It fails only if memory is short; then there is no state, and a step says so.
            inflateInit2_(
                &raw mut *stream,
                -15,
                zlibVersion(),
                size_of::<z_stream>() as i32,
            );
        }
        Inflate { stream }
    }

    /// Inflates as much of `input` as fits into `output`.
    ///
    /// # Errors
    /// The bytes are no deflate stream; nothing more can be had from this state. What came before
    /// the defect is given first.
    pub fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Step, NotDeflate> {
        let given = u32::try_from(input.len()).unwrap_or(u32::MAX);
        let room = u32::try_from(output.len()).unwrap_or(u32::MAX);
        self.stream.next_in = input.as_ptr();
        self.stream.avail_in = given;
        self.stream.next_out = output.as_mut_ptr();
        self.stream.avail_out = room;
        // SAFETY: the state is that of `new` or a copy, or missing, which the call notices; the
        // pointers are those of the slices, with lengths no larger than theirs.
        let code = unsafe { inflate(&raw mut *self.stream, Z_NO_FLUSH) };
        let step = Step {
            read: given.saturating_sub(self.stream.avail_in) as usize,
            written: room.saturating_sub(self.stream.avail_out) as usize,
            ended: code == Z_STREAM_END,
        };
        match code {
            Z_OK | Z_BUF_ERROR | Z_STREAM_END => Ok(step),
            // The state is a broken one from now on: the next step gives nothing but the error.
            _ if step.written > 0 => Ok(step),
            _ => Err(NotDeflate),
        }
    }

    /// Copies the state: some 45 KB. `None` before the first step or if memory is short.
    pub fn snapshot(&self) -> Option<Inflate> {
        let mut copy = Box::new(z_stream::default());
        // SAFETY: the source was initialised and the target is valid memory for a stream.
        let code = unsafe { inflateCopy(&raw mut *copy, &raw const *self.stream) };
        if code != Z_OK {
            // A copy that failed half-way still points to the source's state, which is not its own.
            copy.state = std::ptr::null_mut();
            return None;
        }
        Some(Inflate { stream: copy })
    }
}

impl Default for Inflate {
    fn default() -> Inflate {
        Inflate::new()
    }
}

impl Drop for Inflate {
    fn drop(&mut self) {
        // SAFETY: the state is a stream's own or missing, and is not used again. The result says only whether
        // there was a state to free.
        unsafe { inflateEnd(&raw mut *self.stream) };
    }
}
