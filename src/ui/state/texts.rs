//! What posts say, on its way from the worker that holds their archive open to where it is kept, and from there to the
//! whole page, which has opened what is kept.

use std::cell::{Cell, RefCell};

use leptos::task::spawn_local;

use crate::engine::event::Event;
use crate::engine::protocol::texts::{
    Recall, day_from_bytes, desks_ask, posts_from_bytes, posts_to_bytes, with_texts,
};
use crate::engine::protocol::{self, Request};
use crate::engine::saved::texts::{Said, Which, add_text, day, portions, text_of};
use crate::engine::source::PostText;
use crate::ui::dom::keep;
use crate::web::apart::{ANSWERED, ASKED, RECALL, RECALLED};
use crate::web::kept::{self, SUM, Trouble};

/// Why texts are not kept, or not all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTexts {
    /// The archive is not open any more, or can't be read.
    Unread,
    /// They were erased meanwhile.
    Erased,
    Trouble(Trouble),
}

thread_local! {
    /// Under which key the one is kept that the whole page was given last; `None` if that was not kept.
    static SHOWN: RefCell<Option<String>> = const { RefCell::new(None) };
    /// How many transfers there were: each has a number.
    static TRANSFERS: Cell<u32> = const { Cell::new(0) };
}

/// Whoever is shown from now on is kept under this key, if anywhere.
pub fn set_shown(key: Option<String>) {
    SHOWN.set(key);
}

/// Answers the whole page from now on.
pub fn answer_recalls() {
    keep(RECALL.on_left(move || {
        let asked = RECALL.take();
        if let Some(recall) = asked.and_then(|asked| protocol::from_bytes(&asked)) {
            let key = SHOWN.with_borrow(Clone::clone);
            spawn_local(answer(key, recall));
        }
    }));
}

async fn answer(key: Option<String>, Recall { ask, posts }: Recall) {
    let said = match key {
        Some(key) => recalled(&key, &posts).await,
        None => vec![None; posts.len()],
    };
    RECALLED.leave(&posts_to_bytes(ask, &said));
}

/// What is kept of posts; what can't be read is as if it weren't.
async fn recalled(key: &str, posts: &[Which]) -> Vec<Option<PostText>> {
    let days = posts.iter().map(|post| (key, day(post.secs)));
    let days = kept::texts(&days.collect::<Vec<_>>()).await;
    let text = |(which, day): (&Which, Vec<u8>)| {
        let said = day_from_bytes(&day)?;
        let text = text_of(&said, *which)?.to_owned();
        Some(PostText { id: 0, text })
    };
    posts.iter().zip(days).map(text).collect()
}

/// Keeps what posts say beside what is kept under a key. Returns `false` where that is gone.
///
/// * `posts`: as they lie in the archive.
/// * `tell`: hears how many of them are done.
///
/// # Errors
/// Why it is not kept, or only some of it: nothing is taken back.
pub async fn keep_texts(key: &str, posts: &[Event], tell: &dyn Fn(usize)) -> Result<bool, NoTexts> {
    let transfer = TRANSFERS.get().wrapping_add(1);
    TRANSFERS.set(transfer);
    let mut is_any_read = posts.is_empty();
    let mut done = 0_usize;
    for (nth, portion) in (0..).zip(portions(posts)) {
        tell(done);
        let said = read(desks_ask(transfer, nth), portion).await;
        let said = said.ok_or(NoTexts::Unread)?;
        is_any_read |= !said.is_empty();
        let mut days = vec![SUM];
        days.extend(said.iter().map(|said| day(said.secs)));
        days.dedup();
        let mut is_erased = false;
        let mut changed = |old: Vec<Vec<u8>>| {
            // The first portion has left a sum.
            is_erased = 0 < nth && old.first().is_some_and(Vec::is_empty);
            match is_erased {
                true => Vec::new(),
                false => with_texts(&old, &said),
            }
        };
        let is_kept = kept::change_texts(key, &days, &mut changed).await;
        if !is_kept.map_err(NoTexts::Trouble)? {
            return Ok(false);
        }
        if is_erased {
            return Err(NoTexts::Erased);
        }
        done = done.saturating_add(portion.len());
    }
    is_any_read.then_some(true).ok_or(NoTexts::Unread)
}

/// What posts say, by time; `None` if nobody knows.
///
/// * `ask`: the question's number.
async fn read(ask: u32, posts: &[Event]) -> Option<Vec<Said>> {
    let places = posts.iter().map(|post| (post.file, post.offset()));
    let places = places.collect();
    let question = protocol::to_bytes(&Request::Posts { ask, places });
    let answer = move |bytes: Vec<u8>| match posts_from_bytes(&bytes) {
        Some((number, texts)) => (number == ask).then_some(Some(texts)),
        None => Some(None),
    };
    let texts = ASKED.ask(&question, ANSWERED, answer).await??;
    let mut said = Vec::new();
    for (post, text) in posts.iter().zip(texts) {
        // Another archive may have been opened before the first question.
        if let Some(PostText { id, text }) = text.filter(|text| text.id == post.id) {
            let secs = post.epoch_secs();
            add_text(&mut said, Said { secs, id, text });
        }
    }
    Some(said)
}
