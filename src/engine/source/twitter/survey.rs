//! Finds the files that matter in what a person chose, and says what else was there.

mod place;

use std::mem;

use super::names;
use crate::engine::event::{FileKind, Imported, SkipReason, Skipped};
use crate::engine::source::zip::{self, Entry, Method, ZipError};
use crate::engine::source::{Files, ImportError, Unreadable};
use place::START;

/// So many names of data files go into a message.
const MAX_HELD: usize = 12;
/// So many paths of files that are not opened go into a report.
const MAX_UNOPENED: usize = 300;
/// Of so few files each is looked into, whatever its name is. More than that is a folder.
const FEW: usize = 16;
/// So many entries of names that say nothing are looked into where no file of posts was found by its name:
/// an archive has some eighty sorts of data files.
const MAX_STRANGERS: usize = 100;
/// An event names its file by a number of 16 bits.
const MAX_MEMBERS: usize = u16::MAX as usize;
/// So many files without posts are told from those with posts when there is not one post.
const MAX_OTHERS: usize = 1000;
/// So many bytes of entries' names are kept: files of posts need a twentieth of it, and a directory may be
/// nothing but long names.
const MAX_NAMES: usize = 16 << 20;

/// A file to be read.
pub struct Member {
    /// Its place in [`Survey::members`].
    pub number: usize,
    pub kind: FileKind,
    /// In the zip, or as chosen.
    pub path: String,
    /// Which of the chosen files holds it.
    pub input: usize,
    /// Bytes to be read for it.
    pub packed: u64,
    pub packed_as: Packed,
}

impl Member {
    /// Its own bytes, as far as is told before it is read.
    pub fn size(&self) -> u64 {
        match &self.packed_as {
            Packed::Plain => self.packed,
            Packed::Entry(entry) => entry.size,
        }
    }
}

pub enum Packed {
    /// The chosen file itself.
    Plain,
    Entry(Box<Entry>),
}

/// What the chosen files hold.
#[derive(Default)]
pub struct Survey {
    pub members: Vec<Member>,
    pub skipped: Vec<Skipped>,
    /// Data files that are of no use: the first few hundred.
    pub unopened: Vec<String>,
    /// Pictures and videos, and files of the viewer's.
    pub media: u64,
    pub assets: u64,
    /// How long the kept names of entries are together.
    names: usize,
    /// Why chosen files could not be looked into.
    problems: Vec<ImportError>,
    /// Data files in zips of which the names say nothing: the first few, and the zip of each.
    strangers: Vec<(usize, Entry)>,
    /// How many files that matter were too many, and which of the chosen files holds the first of them.
    too_many: Option<(usize, u64)>,
}

impl Survey {
    /// One of its members, by its number.
    #[expect(
        clippy::indexing_slicing,
        reason = "numbers of members are made here alone"
    )]
    pub fn member(&self, number: usize) -> &Member {
        &self.members[number]
    }

    /// Looks into every chosen file.
    ///
    /// # Errors
    /// There is no file of posts, and why.
    pub fn of<F: Files>(files: &F) -> Result<Survey, ImportError> {
        let mut survey = Survey::default();
        for input in 0..files.count() {
            survey.look_into(files, input);
        }
        if !survey.has_posts() {
            survey.look_into_strangers(files);
        }
        if let Some((input, count)) = survey.too_many {
            survey.skipped.push(Skipped {
                path: files.path(input).to_owned(),
                reason: SkipReason::TooLarge,
                count,
            });
        }
        if survey.has_posts() {
            survey
                .skipped
                .extend(survey.problems.drain(..).filter_map(as_skipped));
            return Ok(survey);
        }
        Err(survey.why_no_file_of_posts(files))
    }

    fn has_posts(&self) -> bool {
        let mut members = self.members.iter();
        members.any(|member| member.kind.holds_posts())
    }

    /// A zip that can't be read may be the archive. After it, what was there says more than what
    /// any other file was not.
    fn why_no_file_of_posts<F: Files>(mut self, files: &F) -> ImportError {
        if let Some(place) = self.problems.iter().position(is_of_a_zip) {
            return self.problems.swap_remove(place);
        }
        let members = self.members.iter();
        let known = members.filter(|member| !member.kind.is_about_person());
        let known = known.map(|member| &member.path);
        let about_person = self.members.iter();
        let about_person = about_person.filter(|member| member.kind.is_about_person());
        let held: Vec<String> = self
            .unopened
            .iter()
            .chain(known)
            .chain(about_person.map(|member| &member.path))
            .map(|path| names::base_name(path).to_owned())
            .take(MAX_HELD)
            .collect();
        if !held.is_empty() {
            ImportError::NoPosts { held }
        } else if !self.problems.is_empty() {
            self.problems.swap_remove(0)
        } else if self.media > 0 {
            ImportError::MediaOnly {
                path: chosen(files),
            }
        } else if (0..files.count()).all(|input| files.len(input) == 0) {
            ImportError::Empty {
                path: chosen(files),
            }
        } else {
            ImportError::NoPosts { held }
        }
    }

    /// Why files of posts gave not one post.
    pub fn why_nothing(&self, imported: Imported) -> ImportError {
        let is_of_posts = |skipped: &Skipped| {
            let others = self
                .members
                .iter()
                .filter(|member| !member.kind.holds_posts());
            // Thousands of them are no archive, and each is compared with each.
            let mut others = others.take(MAX_OTHERS);
            !others.any(|member| member.path == skipped.path)
        };
        let skipped = |reason| {
            imported
                .skipped
                .iter()
                .find(|skipped| skipped.reason == reason && is_of_posts(skipped))
        };
        if let Some(skipped) = skipped(SkipReason::Unreadable) {
            return ImportError::Unreadable {
                path: skipped.path.clone(),
            };
        }
        if let Some(skipped) = skipped(SkipReason::Encrypted) {
            return ImportError::Encrypted {
                path: skipped.path.clone(),
            };
        }
        if let Some(skipped) = skipped(SkipReason::UnknownMethod) {
            let (path, method) = (skipped.path.clone(), self.method_of(&skipped.path));
            return ImportError::UnsupportedMethod { path, method };
        }
        if let Some(skipped) = skipped(SkipReason::Damaged) {
            return ImportError::Damaged {
                path: skipped.path.clone(),
            };
        }
        ImportError::NoReadablePost {
            imported: Box::new(imported),
        }
    }

    fn method_of(&self, path: &str) -> u16 {
        let mut methods = self.members.iter().filter(|member| member.path == path);
        let number = |member: &Member| match &member.packed_as {
            Packed::Entry(entry) => match entry.method {
                Method::Other(number) => Some(number),
                Method::Stored | Method::Deflated => None,
            },
            Packed::Plain => None,
        };
        methods.find_map(number).unwrap_or_default()
    }

    fn look_into<F: Files>(&mut self, files: &F, input: usize) {
        let path = || files.path(input).to_owned();
        let is_few = files.count() <= FEW;
        if files.len(input) == 0 {
            // In a folder, an empty file matters if it is one of an archive's.
            if is_few || names::kind_of(files.path(input)).is_some() {
                self.problems.push(ImportError::Empty { path: path() });
            }
            return;
        }
        let name = files.path(input);
        let is_named_zip = name.to_ascii_lowercase().ends_with(".zip") && !names::is_media(name);
        let as_zip = match is_named_zip || is_few {
            true => self.add_zip(files, input),
            false => Err(ZipError::NotZip),
        };
        let problem = match as_zip {
            Ok(()) => return,
            Err(ZipError::NotZip) => {
                let mut start = vec![0; if is_few { START } else { 0 }];
                match zip::fill(files, input, 0, &mut start) {
                    Ok(length) => {
                        let start = start.get(..length).unwrap_or_default();
                        return self.add_plain(name, input, files.len(input), start);
                    }
                    Err(Unreadable) => ImportError::Unreadable { path: path() },
                }
            }
            Err(ZipError::Unreadable) => ImportError::Unreadable { path: path() },
            Err(ZipError::Truncated) => ImportError::Truncated { path: path() },
            Err(ZipError::Damaged) => ImportError::Damaged { path: path() },
        };
        self.problems.push(problem);
    }

    /// Notes a file that is no zip. `start`: its first bytes, or none if it is one of many.
    fn add_plain(&mut self, path: &str, input: usize, size: u64, start: &[u8]) {
        let is_page = is_html(start);
        let kind = names::kind_of(path).or_else(|| names::kind_of_content(start));
        match kind.filter(|_| !is_page) {
            Some(kind) => {
                let packed_as = Packed::Plain;
                self.add(Member {
                    number: self.members.len(),
                    kind,
                    path: path.to_owned(),
                    input,
                    packed: size,
                    packed_as,
                });
            }
            None if is_page => {
                self.problems.push(ImportError::HtmlPage {
                    path: path.to_owned(),
                });
            }
            None if names::is_media(path) => self.media = self.media.saturating_add(1),
            None if names::is_data(path) => self.hold(path),
            None if !start.is_empty() => {
                self.problems.push(ImportError::NotAnArchive {
                    path: path.to_owned(),
                });
            }
            None => self.assets = self.assets.saturating_add(1),
        }
    }

    fn add_zip<F: Files>(&mut self, files: &F, input: usize) -> Result<(), ZipError> {
        let size = files.len(input);
        zip::entries(files, input, &mut |entry| {
            let path = &entry.path;
            match names::kind_of(path) {
                Some(kind) => self.add(self.entry(kind, input, size, entry)),
                None if path.to_ascii_lowercase().ends_with(".zip") => {
                    self.media = self.media.saturating_add(1);
                    if self.has_room(path, self.skipped.len()) {
                        let (path, reason) = (path.clone(), SkipReason::ZipInZip);
                        self.skipped.push(Skipped {
                            path,
                            reason,
                            count: 1,
                        });
                    }
                }
                None if names::is_media(path) => self.media = self.media.saturating_add(1),
                None if names::is_data(path) => {
                    self.hold(path);
                    if self.strangers.len() < MAX_STRANGERS {
                        self.strangers.push((input, entry));
                    }
                }
                None => self.assets = self.assets.saturating_add(1),
            }
        })
    }

    /// Someone may have given files other names before they packed them.
    fn look_into_strangers<F: Files>(&mut self, files: &F) {
        for (input, entry) in mem::take(&mut self.strangers) {
            let mut member = self.entry(FileKind::Others, input, files.len(input), entry);
            let start = member.start(files);
            let kind = names::kind_of_content(&start);
            if let Some(kind) = kind.filter(|_| !is_html(&start)) {
                member.kind = kind;
                self.unopened.retain(|path| *path != member.path);
                self.add(member);
            }
        }
    }

    /// * `size`: of the zip that holds it.
    fn entry(&self, kind: FileKind, input: usize, size: u64, entry: Entry) -> Member {
        Member {
            number: self.members.len(),
            kind,
            path: entry.path.clone(),
            input,
            // What the directory says may be anything; an entry that can't be is left out later.
            packed: entry.packed.min(size),
            packed_as: Packed::Entry(Box::new(entry)),
        }
    }

    fn add(&mut self, member: Member) {
        if self.has_room(&member.path, self.members.len()) {
            self.members.push(member);
        } else {
            let (_, count) = self.too_many.get_or_insert((member.input, 0));
            *count = count.saturating_add(1);
        }
    }

    /// Whether one more of `count` things with a name may be kept.
    fn has_room(&mut self, path: &str, count: usize) -> bool {
        self.names = self.names.saturating_add(path.len());
        self.names <= MAX_NAMES && count < MAX_MEMBERS
    }

    fn hold(&mut self, path: &str) {
        if self.unopened.len() < MAX_UNOPENED && self.has_room(path, self.unopened.len()) {
            self.unopened.push(path.to_owned());
        }
    }
}

fn is_of_a_zip(problem: &ImportError) -> bool {
    matches!(
        problem,
        ImportError::Truncated { .. }
            | ImportError::Damaged { .. }
            | ImportError::Unreadable { .. }
    )
}

/// A file that can't be looked into, where others can.
fn as_skipped(problem: ImportError) -> Option<Skipped> {
    let (path, reason) = match problem {
        ImportError::Truncated { path } => (path, SkipReason::CutShort),
        ImportError::Damaged { path } => (path, SkipReason::Damaged),
        ImportError::Unreadable { path } => (path, SkipReason::Unreadable),
        ImportError::Empty { path }
        | ImportError::NotAnArchive { path }
        | ImportError::HtmlPage { path } => (path, SkipReason::NotRecords),
        _ => return None,
    };
    Some(Skipped {
        path,
        reason,
        count: 1,
    })
}

/// What was chosen, by its first name.
fn chosen<F: Files>(files: &F) -> String {
    if files.count() == 0 {
        String::new()
    } else {
        files.path(0).to_owned()
    }
}

fn is_html(start: &[u8]) -> bool {
    let text = start
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(start)
        .trim_ascii_start();
    text.first() == Some(&b'<')
}
