//! Whose files these are, and which of them are to be read: one person's, each thing once.

use std::cmp::Reverse;

use chrono::{DateTime, Utc};

use super::clock::Possible;
use super::names;
use super::person::PersonReader;
use super::survey::{Member, Packed, Survey};
use crate::engine::event::{FileKind, Imported, Person, SkipReason};
use crate::engine::source::bytes;
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
        let mut folder = path
            .get(..path.len().saturating_sub(name))
            .unwrap_or_default();
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
    pub kind: FileKind,
    pub count: u64,
}

/// A file of records that is to be read, or to be left closed for a reason.
pub struct Task {
    /// Its place in the survey.
    pub member: usize,
    /// How many records a manifest promises.
    pub expected: Option<u64>,
    /// When its records can have been made.
    pub possible: Possible,
    /// Why it stays closed: it is not the person's, or nobody can tell.
    pub closed: Option<SkipReason>,
    /// Whether a file for which this one stands in is promised and not there.
    is_lacked: bool,
}

/// What a person's small files said.
pub struct Whose<'a> {
    /// In the order of the files: where it was said, how good a source that is (0 is the best).
    told: Vec<(Home<'a>, usize, Person)>,
    promises: Vec<Promise<'a>>,
    made: Vec<(Home<'a>, DateTime<Utc>)>,
    /// Nothing was made later, whatever a manifest says.
    now: DateTime<Utc>,
    /// The account that is read; `None` if none is named.
    id: Option<String>,
    /// Where there are promises.
    with_manifest: Vec<Home<'a>>,
    /// Of the promises, those of files that are not there.
    missing: Vec<usize>,
}

impl<'a> Whose<'a> {
    /// Chooses the account with the most bytes of posts, or the first of several.
    pub fn of(person: &mut PersonReader<'a>, survey: &Survey, now: DateTime<Utc>) -> Whose<'a> {
        let mut whose = Whose {
            told: std::mem::take(&mut person.told),
            promises: std::mem::take(&mut person.promises),
            made: std::mem::take(&mut person.made),
            now,
            id: None,
            with_manifest: Vec::new(),
            missing: Vec::new(),
        };
        for promise in &whose.promises {
            if !whose.with_manifest.contains(&promise.home) {
                whose.with_manifest.push(promise.home);
            }
        }
        let of_posts = survey.members.iter();
        let of_posts = of_posts.filter(|member| member.kind.holds_posts());
        let owned: Vec<(&String, u64)> = of_posts
            .filter_map(|member| Some((whose.owner(Home::of(member))?, member.size())))
            .collect();
        let (mut most, mut best) = (None, None);
        for (_, _, person) in &whose.told {
            let own = owned.iter().filter(|(id, _)| **id == person.id);
            let size = Some(own.fold(0, |sum: u64, (_, size)| sum.saturating_add(*size)));
            if !person.id.is_empty() && most < size {
                (most, best) = (size, Some(person.id.clone()));
            }
        }
        whose.id = best;
        whose.missing = whose.find_missing(survey);
        whose
    }

    /// The account whose files are at home here, if that is said: by the innermost folder that says it.
    fn owner(&self, home: Home) -> Option<&String> {
        let told = self.told.iter();
        let told = told.filter(|(from, _, person)| !person.id.is_empty() && from.holds(home));
        // Of equals the last is taken: the first source of the best sort in the innermost folder.
        let best = told
            .rev()
            .max_by_key(|(from, rank, _)| (from.folder.len(), Reverse(*rank)));
        best.map(|(_, _, person)| &person.id)
    }

    /// Whether the files that are at home here are the person's.
    pub fn is_own(&self, home: Home) -> bool {
        self.why_closed(home).is_none()
    }

    /// What nobody claims is the person's as long as nobody else's files were chosen. If some were, it stays
    /// closed and is named: who finds posts missing can choose again without the other's, but who finds
    /// someone else's nights in the picture, or doesn't, can't take them out.
    fn why_closed(&self, home: Home) -> Option<SkipReason> {
        match self.owner(home) {
            Some(id) if self.is_another(id) => Some(SkipReason::OtherAccount),
            Some(_) => None,
            None => {
                let mut told = self.told.iter();
                let has_others = told.any(|(_, _, person)| self.is_another(&person.id));
                has_others.then_some(SkipReason::UnknownAccount)
            }
        }
    }

    fn is_another(&self, id: &str) -> bool {
        !id.is_empty() && Some(id) != self.id.as_deref()
    }

    /// Takes out what was read of others before it was known that they are others.
    pub fn keep_own(&self, imported: &mut Imported, places: &[Place]) {
        let files = &imported.files;
        imported.events.retain(|event| {
            let number = usize::from(event.file);
            let read = files.get(number).zip(places.get(number));
            let home = read.map(|(read, place)| Home::at(&read.path, place.input, place.packing));
            home.is_some_and(|home| self.is_own(home))
        });
    }

    /// The person, from the best source to the least: `account.js`, the manifest, Grailbird.
    pub fn person(&self) -> Person {
        self.best(|home, person| match person.id.as_str() {
            "" => self.is_own(home),
            id => Some(id) == self.id.as_deref(),
        })
    }

    /// Everyone else whose files were chosen.
    pub fn others(&self) -> Vec<Person> {
        let mut others: Vec<Person> = Vec::new();
        for (_, _, told) in &self.told {
            let id = &told.id;
            let is_known = others.iter().any(|other| other.id == *id);
            if self.is_another(id) && !is_known {
                others.push(self.best(|_, person| person.id == *id));
            }
        }
        others
    }

    /// What the best source leaves empty, the next may say: someone may have taken out the id.
    fn best(&self, is_it: impl Fn(Home, &Person) -> bool) -> Person {
        let first = |field: fn(&Person) -> &String| {
            let told = self.told.iter();
            let told = told.filter(|(home, _, person)| is_it(*home, person));
            let told = told.filter(|(_, _, person)| !field(person).is_empty());
            let best = told.min_by_key(|(_, rank, _)| *rank);
            best.map(|(_, _, person)| field(person).clone())
                .unwrap_or_default()
        };
        Person {
            id: first(|person| &person.id),
            handle: first(|person| &person.handle),
            name: first(|person| &person.name),
        }
    }

    /// What is to be read besides the small files.
    pub fn tasks(&self, survey: &Survey) -> Vec<Task> {
        let members = survey.members.iter().enumerate();
        let members = members.filter(|(_, member)| !member.kind.is_about_person());
        members
            .map(|(number, member)| {
                let home = Home::of(member);
                Task {
                    member: number,
                    expected: self.expected(home, names::base_name(&member.path)),
                    possible: self.possible(home),
                    closed: self.why_closed(home),
                    is_lacked: member
                        .kind
                        .stands_in_for()
                        .is_some_and(|of| self.lacks(home, of)),
                }
            })
            .collect()
    }

    /// Nothing in an archive is newer than the archive. That says nothing of those beside it: someone may add a
    /// newer one that has lost its manifest.
    fn possible(&self, home: Home) -> Possible {
        let made = self.made.iter().filter(|(of, _)| *of == home);
        let made = made.map(|(_, made)| *made).max();
        Possible {
            made: made.map_or(self.now, |made| made.min(self.now)),
        }
    }

    /// How many records the manifest promises for a file.
    fn expected(&self, home: Home, name: &str) -> Option<u64> {
        let is_it =
            |promise: &&Promise| promise.home == home && names::base_name(&promise.path) == name;
        if !self.with_manifest.contains(&home) {
            return None;
        }
        let promise = self.promises.iter().find(is_it);
        promise.map(|promise| promise.count)
    }

    /// Files that would matter, are promised, and are neither at home nor in a zip without a
    /// manifest: an archive may come in several. What stays closed is as good as not there.
    fn find_missing(&self, survey: &Survey) -> Vec<usize> {
        let members = survey.members.iter().filter_map(|member| {
            let home = Home::of(member);
            self.is_own(home).then_some((
                names::base_name(&member.path),
                home,
                self.with_manifest.contains(&home),
            ))
        });
        let members: Vec<(&str, Home, bool)> = members.collect();
        let is_missing = |promise: &Promise| {
            let is_it = names::base_name(&promise.path);
            let is_there = members.iter().any(|(name, home, has_manifest)| {
                *name == is_it && (*home == promise.home || !has_manifest)
            });
            promise.count > 0 && self.is_own(promise.home) && !is_there
        };
        let promises = self.promises.iter().enumerate();
        let missing = promises.filter(|(_, promise)| is_missing(promise));
        missing.map(|(number, _)| number).collect()
    }

    fn missing(&self) -> impl Iterator<Item = &Promise<'a>> {
        let numbers = self.missing.iter();
        numbers.filter_map(|number| self.promises.get(*number))
    }

    /// Paths of what is missing, and how many records each had.
    pub fn missing_files(&self) -> Vec<(String, u64)> {
        let missing = self.missing();
        missing
            .map(|promise| (promise.path.clone(), promise.count))
            .collect()
    }

    fn lacks(&self, home: Home, of: FileKind) -> bool {
        let is_it = |promise: &Promise| promise.home == home && promise.kind == of;
        self.missing().any(is_it)
    }
}

/// Which of the files that stand in for others are to be read: where one of those is not there, or
/// something of it was left out.
///
/// * `broken`: of which files something was left out, by their numbers.
pub fn needed(tasks: &[Task], survey: &Survey, broken: &[bool]) -> Vec<bool> {
    let mut stood_for: Vec<FileKind> = Vec::new(); // a few
    for task in tasks {
        match survey.member(task.member).kind.stands_in_for() {
            Some(of) if !stood_for.contains(&of) => stood_for.push(of),
            _ => {}
        }
    }
    // Looked at once each: there may be tens of thousands of either.
    let originals = survey.members.iter();
    let originals = originals.filter(|member| stood_for.contains(&member.kind));
    let originals: Vec<Original> = originals
        .map(|member| Original {
            kind: member.kind,
            home: Home::of(member),
            month: names::month(&member.path),
            is_of_groups: is_of_groups(member),
            is_broken: broken.get(member.number) == Some(&true),
        })
        .collect();
    let is_needed = |task: &Task| {
        let member = survey.member(task.member);
        let (home, month) = (Home::of(member), names::month(&member.path));
        let of_groups = is_of_groups(member);
        let mut is_there = false;
        for original in &originals {
            // A month's values stand in for that month, and headers of groups for what was said in groups.
            if member.kind.stands_in_for() == Some(original.kind)
                && (month.is_none() || original.month == month)
                && original.is_of_groups == of_groups
                && original.home == home
            {
                if original.is_broken {
                    return true;
                }
                is_there = true;
            }
        }
        !is_there || task.is_lacked
    };
    tasks.iter().map(is_needed).collect()
}

/// A file that another stands in for.
struct Original<'a> {
    kind: FileKind,
    home: Home<'a>,
    month: Option<&'a str>,
    is_of_groups: bool,
    is_broken: bool,
}

/// `direct-messages-group.js` and `direct-message-group-headers.js`.
fn is_of_groups(member: &Member) -> bool {
    bytes::find(names::base_name(&member.path).as_bytes(), b"-group").is_some()
}
