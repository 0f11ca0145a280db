//! Whose files these are, and which of them are to be read: one person's, each thing once.

use super::names;
use super::person::PersonReader;
use super::survey::{Member, Packed, Survey};
use crate::engine::event::{Imported, Person, Skipped};
use crate::engine::source::stream::{Packing, Place};

/// An archive among what was chosen: the zip, or the folder, that its files lie in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Home<'a> {
    /// The zip's number; `None` for files that are in none.
    zip: Option<usize>,
    /// Ends with a slash, or is empty.
    folder: &'a str,
}

impl<'a> Home<'a> {
    pub fn of(member: &'a Member) -> Home<'a> {
        let is_in_zip = matches!(member.packed_as, Packed::Entry(_));
        Home::new(&member.path, is_in_zip.then_some(member.input))
    }

    /// Of a file that lies in or is chosen file number `input`.
    fn at(path: &'a str, input: usize, packing: Packing) -> Home<'a> {
        Home::new(path, (packing != Packing::Plain).then_some(input))
    }

    fn new(path: &'a str, zip: Option<usize>) -> Home<'a> {
        let name = names::base_name(path).len();
        let mut folder = path.get(..path.len() - name).unwrap_or_default();
        // An archive's own folders, the innermost first.
        for own in ["tweets/", "js/", "csv/", "data/"] {
            match folder.strip_suffix(own) {
                Some(above) if above.is_empty() || above.ends_with('/') => folder = above,
                _ => {}
            }
        }
        Home { zip, folder }
    }

    /// Whether another is this one or a folder in it.
    fn holds(self, other: Home) -> bool {
        self.zip == other.zip && other.folder.as_bytes().starts_with(self.folder.as_bytes())
    }
}

/// A file that a manifest lists.
pub struct Promise<'a> {
    pub home: Home<'a>,
    pub path: String,
    pub count: u64,
}

/// What a person's small files said.
pub struct Whose<'a> {
    /// In the order of the files: where it was said, how good a source that is (0 is the best).
    told: Vec<(Home<'a>, usize, Person)>,
    promises: Vec<Promise<'a>>,
    /// The account that is read; `None` if none is named.
    id: Option<String>,
}

impl<'a> Whose<'a> {
    /// Chooses the account with the most bytes of posts, or the first of several.
    pub fn of(person: &mut PersonReader<'a>, survey: &Survey) -> Whose<'a> {
        let mut whose = Whose {
            told: std::mem::take(&mut person.told),
            promises: std::mem::take(&mut person.promises),
            id: None,
        };
        let mut most = None;
        for (_, _, person) in &whose.told {
            let posts = survey.members.iter().filter(|member| {
                member.kind.holds_posts() && whose.owner(Home::of(member)) == Some(&person.id)
            });
            let size = Some(posts.map(Member::size).sum::<u64>());
            if !person.id.is_empty() && most < size {
                (most, whose.id) = (size, Some(person.id.clone()));
            }
        }
        whose
    }

    /// The account whose files are at home here, if that is said: by the innermost folder that says it.
    fn owner(&self, home: Home) -> Option<&String> {
        let told = self.told.iter();
        let told = told.filter(|(from, _, person)| !person.id.is_empty() && from.holds(home));
        // Of equals the last is taken: the first source of the best sort in the innermost folder.
        let best = told
            .rev()
            .max_by_key(|(from, rank, _)| (from.folder.len(), usize::MAX - rank));
        best.map(|(_, _, person)| &person.id)
    }

    /// Whether a file is another account's than the one that is read.
    pub fn is_others(&self, home: Home) -> bool {
        self.owner(home)
            .is_some_and(|id| Some(id) != self.id.as_ref())
    }

    /// Takes out what was read of others before it was known that they are others.
    pub fn keep_own(&self, imported: &mut Imported, places: &[Place]) {
        let files = &imported.files;
        imported.events.retain(|event| {
            let number = usize::from(event.file);
            let read = files.get(number).zip(places.get(number));
            let home = read.map(|(read, place)| Home::at(&read.path, place.input, place.packing));
            home.is_some_and(|home| !self.is_others(home))
        });
    }

    /// The person, from the best source to the least: `account.js`, the manifest, Grailbird.
    pub fn person(&self) -> Person {
        self.best(|person| person.id.is_empty() || Some(&person.id) == self.id.as_ref())
    }

    /// Everyone else whose files were chosen.
    pub fn others(&self) -> Vec<Person> {
        let mut others: Vec<Person> = Vec::new();
        for (_, _, told) in &self.told {
            let id = &told.id;
            let is_known = others.iter().any(|other| other.id == *id);
            if !id.is_empty() && Some(id) != self.id.as_ref() && !is_known {
                others.push(self.best(|person| person.id == *id));
            }
        }
        others
    }

    fn best(&self, is_it: impl Fn(&Person) -> bool) -> Person {
        let told = self.told.iter().filter(|(_, _, person)| is_it(person));
        let best = told.min_by_key(|(_, rank, _)| *rank);
        best.map(|(_, _, person)| person.clone())
            .unwrap_or_default()
    }

    /// How many records the manifest promises for a file.
    pub fn expected(&self, member: &Member) -> Option<u64> {
        let home = Home::of(member);
        let is_it = |promise: &&Promise| {
            promise.home == home
                && names::base_name(&promise.path) == names::base_name(&member.path)
        };
        self.promises
            .iter()
            .find(is_it)
            .map(|promise| promise.count)
    }

    /// Files that would matter, are promised, and are neither at home nor in a zip without a
    /// manifest: an archive may come in several.
    fn missing(&self, survey: &Survey) -> impl Iterator<Item = &Promise<'a>> {
        let has_manifest = |home: Home| self.promises.iter().any(|other| other.home == home);
        self.promises.iter().filter(move |promise| {
            let name = names::base_name(&promise.path);
            let mut there = survey.members.iter().filter(|member| {
                let home = Home::of(member);
                names::base_name(&member.path) == name
                    && (home == promise.home || !has_manifest(home))
            });
            promise.count > 0
                && names::kind_of(&promise.path).is_some()
                && !self.is_others(promise.home)
                && there.next().is_none()
        })
    }

    /// Paths of what is missing, and how many records each had.
    pub fn missing_files(&self, survey: &Survey) -> Vec<(String, u64)> {
        let missing = self.missing(survey);
        missing
            .map(|promise| (promise.path.clone(), promise.count))
            .collect()
    }

    /// Whether a file must be read: always, but if it stands in for others only where one of those is
    /// not there, or something of it was left out.
    pub fn is_needed(&self, member: &Member, survey: &Survey, skipped: &[Skipped]) -> bool {
        let Some(of) = member.kind.stands_in_for() else {
            return true;
        };
        let home = Home::of(member);
        let mut originals = survey.members.iter().filter(|other| {
            // A month's values stand in for that month.
            let is_same = names::month(&member.path)
                .is_none_or(|month| names::month(&other.path) == Some(month));
            other.kind == of && is_same && Home::of(other) == home
        });
        let is_broken = |other: &Member| skipped.iter().any(|skipped| skipped.path == other.path);
        let lacks =
            |promise: &Promise| promise.home == home && names::kind_of(&promise.path) == Some(of);
        match originals.next() {
            None => true,
            Some(first) => {
                is_broken(first) || originals.any(is_broken) || self.missing(survey).any(lacks)
            }
        }
    }
}
