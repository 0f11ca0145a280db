//! Files and folders on a disk, as the import reads them.

use std::cell::OnceCell;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use yodori::engine::source::{Files, Unreadable};

/// Files on a disk.
pub struct DiskFiles {
    files: Vec<DiskFile>,
}

struct DiskFile {
    /// As shown: from the folder that was named on.
    name: String,
    path: PathBuf,
    length: u64,
    /// Opened when first read: an archive's folder holds thousands of pictures.
    open: OnceCell<Option<File>>,
}

impl DiskFiles {
    /// Everything under these paths.
    ///
    /// # Errors
    /// A path that is not there or can't be looked into, in words.
    pub fn find(paths: &[PathBuf]) -> Result<DiskFiles, String> {
        let mut found = DiskFiles { files: Vec::new() };
        for path in paths {
            let name = path
                .file_name()
                .unwrap_or(path.as_os_str())
                .to_string_lossy();
            found
                .add(path, &name)
                .map_err(|error| format!("{}: {error}", path.display()))?;
        }
        found.files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(found)
    }

    fn add(&mut self, path: &Path, name: &str) -> io::Result<()> {
        let about = path.metadata()?;
        if !about.is_dir() {
            let (name, path) = (name.to_owned(), path.to_owned());
            self.files.push(DiskFile {
                name,
                path,
                length: about.len(),
                open: OnceCell::new(),
            });
            return Ok(());
        }
        for entry in path.read_dir()? {
            let path = entry?.path();
            let last = path.file_name().unwrap_or_default().to_string_lossy();
            self.add(&path, &format!("{name}/{last}"))?;
        }
        Ok(())
    }
}

impl Files for DiskFiles {
    fn count(&self) -> usize {
        self.files.len()
    }

    fn path(&self, file: usize) -> &str {
        self.files.get(file).map_or("", |file| &file.name)
    }

    fn len(&self, file: usize) -> u64 {
        self.files.get(file).map_or(0, |file| file.length)
    }

    fn read(&self, file: usize, at: u64, into: &mut [u8]) -> Result<usize, Unreadable> {
        let file = self.files.get(file).ok_or(Unreadable)?;
        let open = file.open.get_or_init(|| File::open(&file.path).ok());
        read_at(open.as_ref().ok_or(Unreadable)?, at, into).map_err(|_| Unreadable)
    }
}

#[cfg(unix)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, into, at)
}

#[cfg(windows)]
fn read_at(file: &File, at: u64, into: &mut [u8]) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, into, at)
}
