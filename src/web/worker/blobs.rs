//! Chosen files, read slice by slice.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, File, FileReaderSync, MessageChannel, MessagePort};

use crate::engine::source::{Files, Unreadable};

/// Files by their handles: nothing is read but the slices that are asked for.
pub struct BlobFiles {
    paths: Vec<String>,
    blobs: Vec<Blob>,
    reader: FileReaderSync,
    drain: MessagePort,
}

impl BlobFiles {
    /// * `files`: a path each.
    ///
    /// # Errors
    /// The browser has no way to read files in a worker.
    pub fn new(paths: Vec<String>, files: &Array) -> Result<BlobFiles, JsValue> {
        let blob = |file: JsValue| file.unchecked_into::<File>().into();
        Ok(BlobFiles {
            paths,
            blobs: files.iter().map(blob).collect(),
            reader: FileReaderSync::new()?,
            drain: drain()?,
        })
    }
}

impl BlobFiles {
    /// Some bytes of a file, unread.
    ///
    /// # Errors
    /// See [`Files::read`].
    pub fn slice(&self, file: usize, at: u64, length: u64) -> Result<Blob, Unreadable> {
        let blob = self.blobs.get(file).ok_or(Unreadable)?;
        let (start, end) = (at as f64, at as f64 + length as f64);
        blob.slice_with_f64_and_f64(start, end)
            .map_err(|_| Unreadable)
    }
}

impl Files for BlobFiles {
    fn count(&self) -> usize {
        self.blobs.len().min(self.paths.len())
    }

    fn path(&self, file: usize) -> &str {
        self.paths.get(file).map_or("", String::as_str)
    }

    fn len(&self, file: usize) -> u64 {
        self.blobs.get(file).map_or(0.0, Blob::size) as u64
    }

    fn read(&self, file: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        let slice = self.slice(file, at, into.len() as u64)?;
        let bytes = self
            .reader
            .read_as_array_buffer(&slice)
            .map_err(|_| Unreadable)?;
        let copy = Uint8Array::new(&bytes);
        let count = copy.length() as usize;
        copy.copy_to(into.get_mut(..count).ok_or(Unreadable)?);
        // If it can't be given back, it is collected some time.
        let _ = self
            .drain
            .post_message_with_transferable(&JsValue::NULL, &Array::of1(&bytes));
        Ok(count)
    }
}

/// Where what is sent goes nowhere: its receiver is closed. Sending a buffer there gives its memory
/// back at once, while the garbage collector, which doesn't know how large its bytes are, lets a
/// hundred megabytes of slices pile up.
fn drain() -> Result<MessagePort, JsValue> {
    let channel = MessageChannel::new()?;
    channel.port2().close();
    Ok(channel.port1())
}
