//! Packs zips: as X does, as other programs do, and as nobody should.
//!
//! Field names and layout follow PKWARE's APPNOTE 6.3.10.

use std::io::{self, Write};

use flate2::{Compress, Compression, FlushCompress, write::DeflateEncoder};

/// A zip to be built in memory.
#[derive(Clone, Debug, Default)]
pub struct Zip {
    pub entries: Vec<Entry>,
    pub start: Start,
    pub end: End,
}

/// One entry, with all that may be told about it, true or not.
#[derive(Clone, Debug)]
pub struct Entry {
    pub path: String,
    /// As packed by `method`.
    pub packed: Vec<u8>,
    pub crc: u32,
    pub length: u64,
    pub method: u16,
    pub sizes: Sizes,
    pub is_encrypted: bool,
    /// The path in the local header, if it is another one.
    pub local_path: Option<String>,
    /// What the directory says of the local header's place, if not the truth.
    pub stated_offset: Option<u64>,
    /// What the directory says of the packed length, if not the truth.
    pub stated_packed: Option<u64>,
    /// The path's bytes in both headers, where they are no UTF-8; then the flag for it is not set.
    pub raw_path: Option<Vec<u8>>,
    /// Extra fields in the directory, after those that the zip's own records need.
    pub extra: Vec<u8>,
    /// A comment in the directory.
    pub comment: Vec<u8>,
}

/// How an entry is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Stored,
    Deflated,
}

/// Where the local header's sizes and checksum are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sizes {
    #[default]
    InHeader,
    /// After the content, behind the signature `PK\7\8`; zero in the header.
    After,
    /// After the content, with no signature; zero in the header.
    AfterBare,
    /// After the content, behind the signature, with lengths of 64 bits; zero in the header.
    After64,
    /// Zero in the header, and not after the content either.
    Nowhere,
}

/// What stands before the first entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Start {
    #[default]
    Plain,
    /// Other bytes, over which all offsets are right.
    Counted(Vec<u8>),
    /// Other bytes that the offsets don't know of.
    Uncounted(Vec<u8>),
}

/// What stands after the directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct End {
    pub zip64: Zip64,
    pub comment: Vec<u8>,
    /// What is said of the directory's place, if not the truth.
    pub stated_directory: Option<u64>,
    /// What is said of the number of entries, if not the truth.
    pub stated_count: Option<u16>,
}

/// Whether 64-bit records are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zip64 {
    #[default]
    No,
    /// Records without need: the ordinary end holds real values. So does X.
    Beside,
    /// The only place of the sizes and offsets: elsewhere is `0xFFFFFFFF`.
    Instead,
    /// `0xFFFFFFFF`, and nothing behind it.
    Missing,
}

const ALL_ONES: u64 = 0xffff_ffff;

impl Entry {
    pub fn new(path: impl Into<String>, bytes: &[u8], method: Method) -> Entry {
        let (packed, number) = match method {
            Method::Stored => (bytes.to_vec(), 0),
            Method::Deflated => (deflated(bytes), 8),
        };
        Entry::packed(
            path,
            packed,
            number,
            crc32fast::hash(bytes),
            bytes.len() as u64,
        )
    }

    /// Of content that was packed elsewhere.
    pub fn packed(
        path: impl Into<String>,
        packed: Vec<u8>,
        method: u16,
        crc: u32,
        length: u64,
    ) -> Entry {
        Entry {
            path: path.into(),
            packed,
            crc,
            length,
            method,
            sizes: Sizes::InHeader,
            is_encrypted: false,
            local_path: None,
            stated_offset: None,
            stated_packed: None,
            raw_path: None,
            extra: Vec::new(),
            comment: Vec::new(),
        }
    }

    fn path_bytes(&self) -> &[u8] {
        self.raw_path.as_deref().unwrap_or(self.path.as_bytes())
    }

    fn flags(&self) -> u16 {
        let descriptor = if self.sizes == Sizes::InHeader {
            0
        } else {
            1 << 3
        };
        let utf8 = if self.raw_path.is_some() { 0 } else { 1 << 11 };
        utf8 | descriptor | u16::from(self.is_encrypted)
    }
}

impl Zip {
    /// Of these files, all packed by one method.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a (String, Vec<u8>)>, method: Method) -> Zip {
        let entries = files
            .into_iter()
            .map(|(path, bytes)| Entry::new(path.clone(), bytes, method));
        Zip {
            entries: entries.collect(),
            ..Zip::default()
        }
    }

    /// Everything under one more folder.
    pub fn under(mut self, folder: &str) -> Zip {
        for entry in &mut self.entries {
            entry.path = format!("{folder}/{}", entry.path);
        }
        self
    }

    /// Every entry with its sizes there.
    pub fn with_sizes(mut self, sizes: Sizes) -> Zip {
        for entry in &mut self.entries {
            entry.sizes = sizes;
        }
        self
    }

    /// The entry whose path ends so.
    ///
    /// # Panics
    /// If there is none: it was put there by the caller.
    pub fn entry(&mut self, ending: &str) -> &mut Entry {
        self.entries
            .iter_mut()
            .find(|entry| entry.path.ends_with(ending))
            .expect("an entry of the caller's")
    }

    pub fn build(&self) -> Vec<u8> {
        let (before, shift) = match &self.start {
            Start::Plain => (&[][..], 0),
            Start::Counted(bytes) => (&bytes[..], bytes.len() as u64),
            Start::Uncounted(bytes) => (&bytes[..], 0),
        };
        let mut writer = ZipWriter {
            out: before.to_vec(),
            at: shift,
            directory: Vec::new(),
            count: 0,
            zip64: self.end.zip64,
        };
        for entry in &self.entries {
            writer.add(entry).expect("memory takes every write");
        }
        writer.finish(&self.end).expect("memory takes every write")
    }
}

/// Writes a zip entry by entry, so that only one is in memory.
pub struct ZipWriter<W> {
    out: W,
    at: u64,
    directory: Vec<u8>,
    count: u64,
    zip64: Zip64,
}

impl<W: Write> ZipWriter<W> {
    /// A zip in which `zip64` is how large numbers are told.
    pub fn new(out: W, zip64: Zip64) -> ZipWriter<W> {
        ZipWriter {
            out,
            at: 0,
            directory: Vec::new(),
            count: 0,
            zip64,
        }
    }

    /// How many bytes have been written: where the next entry starts.
    pub fn at(&self) -> u64 {
        self.at
    }

    /// # Errors
    /// Those of the writer beneath.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        let offset = self.at;
        let in_header = entry.sizes == Sizes::InHeader;
        let path = match &entry.local_path {
            Some(path) => path.as_bytes(),
            None => entry.path_bytes(),
        };
        let mut header = Vec::with_capacity(30 + path.len());
        header.extend(0x0403_4b50_u32.to_le_bytes());
        common(&mut header, entry, in_header);
        header.extend((path.len() as u16).to_le_bytes());
        header.extend(0_u16.to_le_bytes());
        header.extend(path);
        self.write(&header)?;
        self.write(&entry.packed)?;
        self.write(&descriptor(entry))?;
        self.list(entry, offset);
        Ok(())
    }

    /// Writes the directory and the end, and gives back what is beneath.
    ///
    /// # Errors
    /// Those of the writer beneath.
    pub fn finish(mut self, end: &End) -> io::Result<W> {
        let directory = std::mem::take(&mut self.directory);
        let (offset, length) = (self.at, directory.len() as u64);
        self.write(&directory)?;
        let stated = end.stated_directory.unwrap_or(offset);
        let is_64 = matches!(end.zip64, Zip64::Beside | Zip64::Instead);
        if is_64 {
            self.write_end_64(stated, length)?;
        }
        let hidden = matches!(end.zip64, Zip64::Instead | Zip64::Missing);
        let count = if hidden {
            0xffff
        } else {
            end.stated_count.unwrap_or(self.count as u16)
        };
        let mut record = Vec::with_capacity(22);
        record.extend(0x0605_4b50_u32.to_le_bytes());
        record.extend([0; 4]);
        record.extend(count.to_le_bytes());
        record.extend(count.to_le_bytes());
        record.extend((if hidden { ALL_ONES } else { length } as u32).to_le_bytes());
        record.extend((if hidden { ALL_ONES } else { stated } as u32).to_le_bytes());
        record.extend((end.comment.len() as u16).to_le_bytes());
        record.extend(&end.comment);
        self.write(&record)?;
        Ok(self.out)
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        self.out.write_all(bytes)
    }

    /// Notes an entry in the directory.
    fn list(&mut self, entry: &Entry, offset: u64) {
        let hidden = matches!(self.zip64, Zip64::Instead | Zip64::Missing);
        let packed = entry.stated_packed.unwrap_or(entry.packed.len() as u64);
        let offset = entry.stated_offset.unwrap_or(offset);
        let mut extra = Vec::new();
        if self.zip64 == Zip64::Instead {
            extra.extend(1_u16.to_le_bytes());
            extra.extend(24_u16.to_le_bytes());
            for number in [entry.length, packed, offset] {
                extra.extend(number.to_le_bytes());
            }
        }
        extra.extend(&entry.extra);
        let record = &mut self.directory;
        record.extend(0x0201_4b50_u32.to_le_bytes());
        record.extend(20_u16.to_le_bytes());
        let sizes = if hidden {
            (ALL_ONES, ALL_ONES)
        } else {
            (packed, entry.length)
        };
        common(record, entry, true);
        let sizes_at = record.len() - 8;
        record[sizes_at..sizes_at + 4].copy_from_slice(&(sizes.0 as u32).to_le_bytes());
        record[sizes_at + 4..].copy_from_slice(&(sizes.1 as u32).to_le_bytes());
        record.extend((entry.path_bytes().len() as u16).to_le_bytes());
        record.extend((extra.len() as u16).to_le_bytes());
        record.extend((entry.comment.len() as u16).to_le_bytes());
        record.extend([0; 8]); // disk, attributes
        record.extend((if hidden { ALL_ONES } else { offset } as u32).to_le_bytes());
        record.extend(entry.path_bytes());
        record.extend(&extra);
        record.extend(&entry.comment);
        self.count += 1;
    }

    /// The 64-bit end of the directory, and its locator.
    fn write_end_64(&mut self, directory: u64, length: u64) -> io::Result<()> {
        let place = self.at;
        let mut record = Vec::with_capacity(76);
        record.extend(0x0606_4b50_u32.to_le_bytes());
        record.extend(44_u64.to_le_bytes());
        record.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        record.extend(self.count.to_le_bytes());
        record.extend(self.count.to_le_bytes());
        record.extend(length.to_le_bytes());
        record.extend(directory.to_le_bytes());
        record.extend(0x0706_4b50_u32.to_le_bytes());
        record.extend(0_u32.to_le_bytes());
        record.extend(place.to_le_bytes());
        record.extend(1_u32.to_le_bytes());
        self.write(&record)
    }
}

/// The fields that the local header and the directory have in common: version to lengths.
fn common(out: &mut Vec<u8>, entry: &Entry, with_sizes: bool) {
    out.extend(20_u16.to_le_bytes());
    out.extend(entry.flags().to_le_bytes());
    out.extend(entry.method.to_le_bytes());
    out.extend([0, 0, 0x21, 0]); // 1980-01-01 00:00
    let (crc, packed, length) = if with_sizes {
        (entry.crc, entry.packed.len() as u32, entry.length as u32)
    } else {
        (0, 0, 0)
    };
    for number in [crc, packed, length] {
        out.extend(number.to_le_bytes());
    }
}

/// What stands after an entry's content.
fn descriptor(entry: &Entry) -> Vec<u8> {
    let mut after = Vec::with_capacity(24);
    if matches!(entry.sizes, Sizes::After | Sizes::After64) {
        after.extend(0x0807_4b50_u32.to_le_bytes());
    }
    match entry.sizes {
        Sizes::InHeader | Sizes::Nowhere => {}
        Sizes::After | Sizes::AfterBare => {
            after.extend(entry.crc.to_le_bytes());
            after.extend((entry.packed.len() as u32).to_le_bytes());
            after.extend((entry.length as u32).to_le_bytes());
        }
        Sizes::After64 => {
            after.extend(entry.crc.to_le_bytes());
            after.extend((entry.packed.len() as u64).to_le_bytes());
            after.extend(entry.length.to_le_bytes());
        }
    }
    after
}

/// So many MiB of zeros, deflated into a thousandth of that. The stream has no end.
pub fn zeros(mib: usize) -> Vec<u8> {
    let mut one = Vec::with_capacity(8192);
    let done = Compress::new(Compression::best(), false).compress_vec(
        &vec![0; 1 << 20],
        &mut one,
        FlushCompress::Full,
    );
    done.expect("zeros can be deflated");
    one.repeat(mib)
}

fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes every write");
    encoder.finish().expect("memory takes every write")
}
