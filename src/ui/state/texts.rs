//! What posts say, on its way from the worker that holds their archive open to where it is kept, and from there to the
//! whole page, which has opened what is kept.

use std::cell::RefCell;

use leptos::task::spawn_local;

use crate::engine::event::Event;
use crate::engine::protocol::texts::{
    DESKS, Recall, day_from_bytes, posts_from_bytes, posts_to_bytes, with_texts,
};
use crate::engine::protocol::{self, Request};
use crate::engine::saved::texts::{Said, Which, add_text, day, text_of};
use crate::engine::source::PostText;
use crate::ui::dom::keep;
use crate::web::apart::{ANSWERED, ASKED, RECALL, RECALLED};
use crate::web::kept::{self, SUM, Trouble};

/// For how many posts the worker is asked at a time: what comes back is no more than a page takes in between two of
/// its pictures.
const AT_ONCE: usize = 512;

/// Why texts are not kept, or not all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoTexts {
    /// The archive is not open any more, or can't be read.
    Unread,
    Trouble(Trouble),
}

thread_local! {
    /// Under which key the one is kept that the whole page was given last; `None` if that was not kept.
    static SHOWN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Whoever is shown from now on is kept under this key, if anywhere.
pub fn set_shown(key: Option<String>) {
    SHOWN.set(key);
}

/// Answers the whole page from now on.
pub fn answer_recalls() {
    keep(RECALL.on_left(move || {
        let asked = RECALL.left();
        if let Some(recall) = asked.and_then(|asked| protocol::from_bytes(&asked)) {
            let key = SHOWN.with_borrow(Clone::clone);
            spawn_local(answer(key, recall));
        }
    }));
}

async fn answer(key: Option<String>, Recall { ask, posts }: Recall) {
    let mut said = Vec::new();
    for which in posts {
        said.push(match &key {
            Some(key) => recalled(key, which).await,
            None => None,
        });
    }
    RECALLED.leave(&posts_to_bytes(ask, &said));
}

/// What is kept of one post; what can't be read is as if it weren't.
async fn recalled(key: &str, which: Which) -> Option<PostText> {
    let days = kept::texts(key, &[day(which.secs)]).await.ok()?;
    let said = day_from_bytes(days.first()?)?;
    let text = text_of(&said, which)?.to_owned();
    Some(PostText { id: 0, text })
}

/// Keeps what posts say beside what is kept under a key. Returns `false` where that is gone.
///
/// * `posts`: as they lie in the archive.
///
/// # Errors
/// Why it is not kept, or only some of it: nothing is taken back.
pub async fn keep_texts(key: &str, posts: &[Event]) -> Result<bool, NoTexts> {
    let mut is_any_read = posts.is_empty();
    for posts in posts.chunks(AT_ONCE) {
        let said = read(posts).await.ok_or(NoTexts::Unread)?;
        is_any_read |= !said.is_empty();
        let mut days = vec![SUM];
        days.extend(said.iter().map(|said| day(said.secs)));
        days.dedup();
        let mut changed = |old: Vec<Vec<u8>>| with_texts(&old, &said);
        let is_kept = kept::change_texts(key, &days, &mut changed).await;
        if !is_kept.map_err(NoTexts::Trouble)? {
            return Ok(false);
        }
    }
    is_any_read.then_some(true).ok_or(NoTexts::Unread)
}

/// What posts say, by time; `None` if nobody knows.
async fn read(posts: &[Event]) -> Option<Vec<Said>> {
    let places = posts.iter().map(|post| (post.file, post.offset()));
    let places = places.collect();
    let question = protocol::to_bytes(&Request::Posts { ask: DESKS, places });
    let (_, texts) = posts_from_bytes(&ASKED.ask(&question, ANSWERED).await?)?;
    let mut said = Vec::new();
    for (post, text) in posts.iter().zip(texts) {
        // Another archive may have been opened meanwhile.
        if let Some(PostText { id, text }) = text.filter(|text| text.id == post.id) {
            let secs = post.epoch_secs();
            add_text(&mut said, Said { secs, id, text });
        }
    }
    Some(said)
}
