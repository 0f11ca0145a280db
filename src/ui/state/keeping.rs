//! What is kept of people on this device, and what was done to that last.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::settings::Settings;
use crate::engine::export::iso;
use crate::engine::opened::Opened;
use crate::engine::protocol::kept as bytes_of_kept;
use crate::engine::protocol::opened::opened_to_bytes;
use crate::engine::saved::{self, Listing, MOST_BYTES, Unread};
use crate::engine::text::kept as words;
use crate::ui::dom::keep;
use crate::web::kept::{self, Trouble};
use crate::web::{files, handover, page, storage};

/// What is kept, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    Looking,
    /// Keys and what is said of each, kept last first.
    Known(Vec<(String, Listing)>),
    Failed(Trouble),
}

/// What was done last, or why it was not.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Nothing,
    Working,
    /// Someone was kept, by this name; so many events are new if something of them was kept before.
    Remembered(String, Option<u64>),
    Erased,
    Trouble(Trouble),
    /// What is kept under that key is no more.
    Gone,
    /// It can't be read.
    Unreadable,
    /// The file of this name gave nothing; `None` where it can't be read at all.
    File(Option<Unread>, String),
}

#[derive(Clone, Copy)]
pub struct Keeping {
    settings: Settings,
    kept: RwSignal<Kept>,
    told: RwSignal<Told>,
    /// Everything was erased: nothing is kept from now on, until the page is loaded anew.
    is_over: RwSignal<bool>,
}

impl Keeping {
    pub fn new(settings: Settings) -> Keeping {
        let keeping = Keeping {
            settings,
            kept: RwSignal::new(Kept::Looking),
            told: RwSignal::new(Told::Nothing),
            is_over: RwSignal::new(kept::is_all_erased()),
        };
        keeping.look();
        keep(storage::on_kept_elsewhere(move || keeping.look()));
        keep(handover::on_file(move || keeping.take_file()));
        keeping.take_file();
        keeping
    }

    pub fn kept(self) -> Kept {
        self.kept.get()
    }

    pub fn told(self) -> Told {
        self.told.get()
    }

    pub fn is_over(self) -> bool {
        self.is_over.get()
    }

    pub fn is_working(self) -> bool {
        self.told.with(|told| *told == Told::Working)
    }

    /// Finds out what is kept.
    pub fn look(self) {
        if self.is_over.get_untracked() {
            return;
        }
        spawn_local(async move {
            let kept = match kept::listings().await {
                Ok(all) => Kept::Known(sorted(all)),
                Err(trouble) => Kept::Failed(trouble),
            };
            self.mark(&kept);
            self.kept.set(kept);
        });
    }

    /// Tells the first screen whether there is something to open. Names of the unnamed differ from language to language,
    /// and tabs of two languages would answer each other for ever: none is told.
    fn mark(self, kept: &Kept) {
        if let Kept::Known(all) = kept {
            let language = untrack(|| self.settings.language());
            let name = all.first().map(|(_, listing)| match listing.is_named() {
                true => words::who(language, listing),
                false => String::new(),
            });
            if storage::get(storage::KEPT) != name {
                storage::set(storage::KEPT, name.as_deref());
            }
        }
    }

    /// Keeps what is open, together with what is kept of the same person.
    pub fn remember(self, opened: &Opened) {
        let opened = opened.clone();
        self.work(async move {
            let key = saved::key(&opened);
            let opened = Opened {
                imported: saved::bare(opened.imported),
                ..opened
            };
            let (all, added) = match kept::record(&key).await? {
                None => (opened, None),
                Some(bytes) => {
                    // What can't be read is not written over.
                    let Ok(before) = bytes_of_kept::from_bytes(&bytes) else {
                        return Ok(Told::Unreadable);
                    };
                    let count = before.imported.events.len();
                    let all = saved::union(before, opened);
                    let added = all.imported.events.len().saturating_sub(count);
                    (all, Some(added as u64))
                }
            };
            let now = page::now();
            let record = bytes_of_kept::to_bytes(&all, &iso(now, &all.zone));
            let source = saved::source(all.origin);
            let length = record.len() as u64;
            let listing = Listing::of(&all.imported, source, now.timestamp(), length);
            kept::keep(&key, listing.written().as_bytes(), &record).await?;
            storage::ask_to_last(|_| {});
            let language = untrack(|| self.settings.language());
            Ok(Told::Remembered(words::who(language, &listing), added))
        });
    }

    /// Goes to the calendar of what is kept under a key.
    pub fn open(self, key: String) {
        self.work(async move {
            Ok(match kept::record(&key).await? {
                None => Told::Gone,
                Some(bytes) => match bytes_of_kept::from_bytes(&bytes) {
                    Ok(opened) => show(&opened),
                    Err(_) => Told::Unreadable,
                },
            })
        });
    }

    pub fn erase(self, key: String) {
        self.work(async move { kept::erase(&key).await.map(|()| Told::Erased) });
    }

    /// Erases all that the page has in this browser.
    pub fn erase_all(self) {
        self.work(async move {
            kept::erase_all().await?;
            self.is_over.set(true);
            storage::tell_erased();
            Ok(Told::Erased)
        });
    }

    /// Goes to the calendar that a file holds.
    pub fn open_file(self, file: &File) {
        let name = file.name();
        if MOST_BYTES as f64 <= file.size() {
            return self.told.set(Told::File(Some(Unread::TooLarge), name));
        }
        self.told.set(Told::Working);
        files::read(file, move |bytes| {
            let read = bytes.ok_or(None);
            let read = read.and_then(|bytes| saved::read(&bytes).map_err(Some));
            self.told.set(match read {
                Ok(opened) => show(&opened),
                Err(why) => Told::File(why, name),
            });
        });
    }

    fn take_file(self) {
        if let Some(file) = handover::take_file() {
            self.open_file(&file);
        }
    }

    /// Does one thing at a time, and tells what came of it.
    fn work(self, work: impl Future<Output = Result<Told, Trouble>> + 'static) {
        if untrack(|| self.is_working()) {
            return;
        }
        self.told.set(Told::Working);
        spawn_local(async move {
            let told = work.await.unwrap_or_else(Told::Trouble);
            self.told.set(told);
            // Whoever asked may have gone on meanwhile.
            if self.is_over.try_get_untracked() == Some(false) {
                self.look();
            }
        });
    }
}

/// Gives it to the whole page.
fn show(opened: &Opened) -> Told {
    handover::leave(handover::Chosen::Saved(opened_to_bytes(opened)));
    handover::load();
    Told::Nothing
}

fn sorted(all: Vec<(String, Vec<u8>)>) -> Vec<(String, Listing)> {
    let listing = |(key, bytes): (String, Vec<u8>)| Some((key, Listing::read(&bytes)?));
    let mut all: Vec<(String, Listing)> = all.into_iter().filter_map(listing).collect();
    all.sort_by_key(|(_, listing)| core::cmp::Reverse(listing.kept_at));
    all
}

/// What is kept, from anywhere below the desk.
pub fn keeping() -> Keeping {
    expect_context()
}
