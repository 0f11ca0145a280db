//! Sources: from files to events. An import reads through [`Files`] and never holds a whole file.

#![deny(clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod bytes;
pub mod crc32;
pub mod github;
pub mod inflate;
pub mod saved;
pub mod scan;
pub mod stream;
pub mod twitter;
pub mod zip;

use super::event::Imported;
use super::plain;

/// So much of a file's name is told where all else that is told is a sentence.
const MOST_PATH_CHARS: usize = 200;

/// The files that a person chose, in their order. The only way in which an import reaches bytes.
pub trait Files {
    /// How many there are.
    fn count(&self) -> usize;
    /// Path or name of a file, with `/` between folders.
    fn path(&self, file: usize) -> &str;
    /// Its length in bytes.
    fn len(&self, file: usize) -> u64;
    /// Reads some bytes from `at` on into `into`: at least one unless `into` is empty or `at` is at
    /// the end, and perhaps fewer than asked for.
    ///
    /// # Errors
    /// The file can't be read any more: it was changed, moved or is on a device that went away.
    fn read(&self, file: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable>;
}

/// A file that could be chosen but not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file can't be read any more")]
pub struct Unreadable;

/// How far an import is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes of the chosen files that were read, of those that must be (packed).
    pub read: u64,
    pub total: u64,
    /// Good posts so far, before duplicates are dropped.
    pub events: u64,
}

/// Why a source gave nothing at all.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ImportError {
    /// Nothing was chosen, or all of it is zero bytes long.
    #[error("the file is empty: {path}")]
    Empty { path: String },
    /// Neither a zip nor a file of posts.
    #[error("not a zip archive and not a file of posts: {path}")]
    NotAnArchive { path: String },
    /// A web page, most often `Your archive.html` or a login page saved by mistake.
    #[error("an html page: {path}")]
    HtmlPage { path: String },
    /// A zip whose end is missing: the download broke off.
    #[error("the zip is cut short: {path}")]
    Truncated { path: String },
    /// A zip whose directory contradicts itself.
    #[error("the zip is damaged: {path}")]
    Damaged { path: String },
    /// The posts are there but encrypted.
    #[error("the posts in the zip are encrypted: {path}")]
    Encrypted { path: String },
    /// The posts are there but packed by a method that this reader does not know.
    #[error("the posts are packed by method {method}: {path}")]
    UnsupportedMethod { path: String, method: u16 },
    /// A zip that holds only pictures and videos.
    #[error("only media in the zip: {path}")]
    MediaOnly { path: String },
    /// No file of posts was found. `held`: the data files that were there (at most 12 names).
    #[error("no posts found among {} data files", held.len())]
    NoPosts { held: Vec<String> },
    /// Files of posts were found, but not one post could be read from them.
    #[error("no post could be read")]
    NoReadablePost { imported: Box<Imported> },
    /// A file was changed, moved or its device went away while it was read.
    #[error("the file can't be read any more: {path}")]
    Unreadable { path: String },
}

impl ImportError {
    /// The same with its file's name fit to be shown: it will stand in a sentence, which it must not turn around.
    pub fn to_tell(mut self) -> ImportError {
        match &mut self {
            ImportError::Empty { path }
            | ImportError::NotAnArchive { path }
            | ImportError::HtmlPage { path }
            | ImportError::Truncated { path }
            | ImportError::Damaged { path }
            | ImportError::Encrypted { path }
            | ImportError::UnsupportedMethod { path, .. }
            | ImportError::MediaOnly { path }
            | ImportError::Unreadable { path } => *path = plain::line(path, MOST_PATH_CHARS),
            ImportError::NoPosts { held } => {
                for path in held {
                    *path = plain::line(path, MOST_PATH_CHARS);
                }
            }
            ImportError::NoReadablePost { .. } => {}
        }
        self
    }
}

/// What one post says, read again for a dialog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PostText {
    pub id: u64,
    /// As the person wrote it: HTML entities decoded. Data, never markup.
    pub text: String,
}
