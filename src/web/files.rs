//! Files that a person chose or dropped, each with its path.

use js_sys::{Array, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    DataTransfer, File, FileList, FileSystemDirectoryEntry, FileSystemEntry, FileSystemFileEntry,
};

use crate::engine::source::twitter::names;

/// More files than this are no archive but somebody's whole disk.
const MOST_FILES: usize = 200_000;

/// What an input of type `file` holds. Files of a folder have their path in it.
pub fn chosen(list: &FileList) -> Vec<(String, File)> {
    let files = (0..list.length()).filter_map(|index| list.get(index));
    files.map(|file| (path_of(&file), file)).collect()
}

fn path_of(file: &File) -> String {
    let relative = Reflect::get(file, &"webkitRelativePath".into()).ok();
    let relative = relative.and_then(|path| path.as_string());
    relative
        .filter(|path| !path.is_empty())
        .unwrap_or_else(|| file.name())
}

/// What was dropped: taken from the event at once, since the browser empties it afterwards.
pub struct Dropped {
    entries: Vec<FileSystemEntry>,
    /// Where the browser tells no entries, the plain files.
    files: Vec<(String, File)>,
}

impl Dropped {
    pub fn of(transfer: &DataTransfer) -> Dropped {
        let items = transfer.items();
        let items = (0..items.length()).filter_map(|index| items.get(index));
        Dropped {
            entries: items
                .filter_map(|item| item.webkit_get_as_entry().ok().flatten())
                .collect(),
            files: transfer.files().map_or_else(Vec::new, |list| chosen(&list)),
        }
    }

    /// All files, those of folders included. A file or folder that can't be read is left out.
    /// `None` if there are more than [`MOST_FILES`].
    pub async fn files(self) -> Option<Vec<(String, File)>> {
        if self.entries.is_empty() {
            return Some(self.files);
        }
        let mut files = Vec::new();
        let mut waiting = self.entries;
        while let Some(entry) = waiting.pop() {
            if MOST_FILES <= files.len() {
                return None;
            }
            let path = entry.full_path().trim_start_matches('/').to_owned();
            // Pictures and videos, thousands of them: no post is among them.
            if names::is_media_folder(&path) {
                continue;
            }
            // Chromium has these entries' classes under no name: they can only be asked what they are.
            if entry.is_directory() {
                let folder = entry.unchecked_ref();
                waiting.extend(entries_of(folder).await.unwrap_or_default());
            } else if let Ok(file) = file_of(entry.unchecked_ref()).await {
                files.push((path, file));
            }
        }
        Some(files)
    }
}

async fn file_of(entry: &FileSystemFileEntry) -> Result<File, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        entry.file_with_callback_and_callback(&resolve, &reject);
    });
    Ok(JsFuture::from(promise).await?.unchecked_into())
}

/// A directory tells its entries some at a time, until it tells none.
async fn entries_of(folder: &FileSystemDirectoryEntry) -> Result<Vec<FileSystemEntry>, JsValue> {
    let reader = folder.create_reader();
    let mut entries = Vec::new();
    loop {
        let promise = Promise::new(&mut |resolve, reject| {
            let asked = reader.read_entries_with_callback_and_callback(&resolve, &reject);
            if let Err(error) = asked {
                let _ = reject.call1(&JsValue::NULL, &error);
            }
        });
        let some: Array = JsFuture::from(promise).await?.dyn_into()?;
        if some.length() == 0 {
            return Ok(entries);
        }
        entries.extend(some.iter().map(JsCast::unchecked_into));
    }
}

/// Reads a small file whole.
///
/// * `then`: is given its bytes, or `None` if it can't be read.
pub fn read(file: &File, then: impl FnOnce(Option<Vec<u8>>) + 'static) {
    let buffer = file.array_buffer();
    spawn_local(async move {
        let buffer = JsFuture::from(buffer).await.ok();
        then(buffer.map(|buffer| Uint8Array::new(&buffer).to_vec()));
    });
}
