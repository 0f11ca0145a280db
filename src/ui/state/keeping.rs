//! What is kept of people on this device, and what was done to that last.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::desk::desk;
use super::settings::Settings;
use super::texts::{self, NoTexts, keep_texts};
use crate::engine::export::iso;
use crate::engine::opened::Opened;
use crate::engine::protocol::from_bytes;
use crate::engine::protocol::kept as bytes_of_kept;
use crate::engine::protocol::opened::opened_to_bytes;
use crate::engine::saved::texts::readable;
use crate::engine::saved::{self, Listing, MOST_BYTES, Unread};
use crate::engine::source::saved::Texts;
use crate::engine::text::kept as words;
use crate::ui::dom::keep;
use crate::web::kept::{self, Part, SUM, Trouble};
use crate::web::{files, handover, page, storage};

/// What is kept, as far as that is known.
#[derive(Clone, Debug, PartialEq)]
pub enum Kept {
    Looking,
    /// Kept last first.
    Known(Vec<One>),
    Failed(Trouble),
}

/// Someone who is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct One {
    pub key: String,
    pub listing: Listing,
    pub texts: Texts,
}

/// What is kept beside times and kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Also {
    Nothing,
    /// What posts say.
    Texts,
}

/// What was done last, or why it was not.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Nothing,
    Working,
    /// Texts are being kept: of so many posts, of so many.
    Keeping {
        done: u64,
        of: u64,
    },
    /// Someone was kept, by this name; so many events are new if something of them was kept before.
    Remembered(String, Option<u64>),
    /// Someone was kept, but not what the posts say, or not all of it.
    WithoutTexts(NoTexts),
    Erased,
    Trouble(Trouble),
    /// What is kept under that key is no more.
    Gone,
    /// It was erased while it was being kept.
    GoneMeanwhile,
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
        let told = desk().told;
        let keeping = Keeping {
            settings,
            kept: RwSignal::new(Kept::Looking),
            told,
            is_over: RwSignal::new(kept::is_all_erased()),
        };
        if untrack(|| !keeping.is_working()) {
            told.set(Told::Nothing);
        }
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
        let is = |told: &Told| matches!(told, Told::Working | Told::Keeping { .. });
        self.told.with(is)
    }

    /// Finds out what is kept.
    pub fn look(self) {
        if self.is_over.get_untracked() {
            return;
        }
        spawn_local(async move {
            let kept = known().await.map_or_else(Kept::Failed, Kept::Known);
            self.mark(&kept);
            self.kept.set(kept);
        });
    }

    /// Tells the first screen whether there is something to open. Names of the unnamed differ from language to language,
    /// and tabs of two languages would answer each other for ever: none is told.
    fn mark(self, kept: &Kept) {
        if let Kept::Known(all) = kept {
            let language = untrack(|| self.settings.language());
            let listing = all.first().map(|one| &one.listing);
            let name = listing.map(|listing| match listing.is_named() {
                true => words::who(language, listing),
                false => String::new(),
            });
            if storage::get(storage::KEPT) != name {
                storage::set(storage::KEPT, name.as_deref());
            }
        }
    }

    /// Keeps what is open, together with what is kept of the same person.
    pub fn remember(self, opened: &Opened, also: Also) {
        let opened = opened.clone();
        self.work(async move {
            let key = saved::key(&opened);
            let posts = match also {
                Also::Nothing => Vec::new(),
                Also::Texts => readable(&opened.imported.events),
            };
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
            let of = posts.len() as u64;
            let tell = move |done: usize| {
                let done = done as u64;
                self.told.set(Told::Keeping { done, of });
            };
            match keep_texts(&key, &posts, &tell).await {
                Ok(true) => {}
                Ok(false) => return Ok(Told::GoneMeanwhile),
                Err(why) => return Ok(Told::WithoutTexts(why)),
            }
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
                    Ok(opened) => show(Some(key), &opened),
                    Err(_) => Told::Unreadable,
                },
            })
        });
    }

    pub fn erase(self, key: String, part: Part) {
        self.work(async move { kept::erase(&key, part).await.map(|()| Told::Erased) });
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
                Ok(opened) => show(None, &opened),
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
///
/// * `key`: under which it is kept, if it is.
fn show(key: Option<String>, opened: &Opened) -> Told {
    texts::set_shown(key);
    handover::leave(handover::Chosen::Saved(opened_to_bytes(opened)));
    handover::load();
    Told::Nothing
}

async fn known() -> Result<Vec<One>, Trouble> {
    let listings = kept::listings().await?;
    let sums = listings.iter().map(|(key, _)| (key.as_str(), SUM));
    let sums = kept::texts(&sums.collect::<Vec<_>>()).await;
    let mut all = Vec::new();
    for ((key, bytes), sum) in listings.into_iter().zip(sums) {
        let Some(listing) = Listing::read(&bytes) else {
            continue;
        };
        let is_later = |other: &One| listing.kept_at <= other.listing.kept_at;
        let at = all.partition_point(is_later);
        // A sum that can't be read is as if no texts were kept.
        let texts = from_bytes(&sum).unwrap_or_default();
        all.insert(
            at,
            One {
                key,
                listing,
                texts,
            },
        );
    }
    Ok(all)
}

/// What is kept, from anywhere below the desk.
pub fn keeping() -> Keeping {
    expect_context()
}
