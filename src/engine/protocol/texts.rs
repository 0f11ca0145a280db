//! Texts of posts as bytes: those of a day as the browser keeps them, what all days come to, and what the whole page
//! and the desk ask each other for.

use super::bytes::{Reader, Writer};
use super::{Message, from_bytes, read_posts, to_bytes, write_posts};
use crate::engine::saved::texts::{Said, Which, add_text, day};
use crate::engine::source::PostText;
use crate::engine::source::saved::Texts;

/// How days are written.
const VERSION: u8 = 1;

/// Questions of the desk's to the archive worker, which the whole page passes on, have numbers from here on.
pub const DESKS: u32 = 1 << 31;
/// Of these numbers, the lower bits count the questions of one transfer; those above them tell transfers apart.
const NTH_BITS: u32 = 20;

/// The number of a question of the desk's. Both counts may begin anew: no answer is so late.
///
/// * `transfer`: of which transfer of texts.
/// * `nth`: which of its questions.
pub fn desks_ask(transfer: u32, nth: u32) -> u32 {
    let nth = nth & !(u32::MAX << NTH_BITS);
    DESKS | transfer << NTH_BITS | nth
}

/// Of which transfer a question of the desk's is.
///
/// * `question`: a [`super::Request::Posts`]; `None` if it is something else.
pub fn transfer_of(question: &[u8]) -> Option<u32> {
    let mut from = Reader::new(question);
    let ask: u32 = match from.byte()? {
        1 => from.small()?,
        _ => return None,
    };
    (DESKS <= ask).then_some((ask & !DESKS) >> NTH_BITS)
}

/// Texts of one day.
///
/// * `said`: by time.
pub fn day_to_bytes(said: &[Said]) -> Vec<u8> {
    let first = said.first().map_or(0, |said| said.secs);
    let mut to = Writer::default();
    to.byte(VERSION);
    to.number(first as u64);
    to.list(said, |to, said| {
        to.number(said.secs.saturating_sub(first) as u64);
        to.number(said.id);
        to.text(&said.text);
    });
    to.into_bytes()
}

/// `None` if the bytes are damaged, or none at all.
pub fn day_from_bytes(bytes: &[u8]) -> Option<Vec<Said>> {
    let mut from = Reader::new(bytes);
    if from.byte()? != VERSION {
        return None;
    }
    let first: i64 = from.small()?;
    from.list(|from| {
        Some(Said {
            secs: first.checked_add(from.small()?)?,
            id: from.number()?,
            text: from.text()?,
        })
    })
}

/// What is kept, with more texts.
///
/// * `old`: what all come to, as bytes, then the days of `said`, each once; empty where there is nothing.
/// * `said`: by time.
/// * Returns the same as `old`, as they are now.
pub fn with_texts(old: &[Vec<u8>], said: &[Said]) -> Vec<Vec<u8>> {
    let Some((texts, days)) = old.split_first() else {
        return Vec::new();
    };
    let mut texts: Texts = from_bytes(texts).unwrap_or_default();
    let new = said.chunk_by(|one, next| day(one.secs) == day(next.secs));
    let mut all = vec![Vec::new()];
    for (new, old) in new.zip(days) {
        // What can't be read any more is lost, and makes room. How many posts it held nobody knows: the sum goes on
        // claiming them until the texts are erased.
        let mut said = day_from_bytes(old).unwrap_or_default();
        texts.posts = texts.posts.saturating_sub(said.len() as u64);
        texts.bytes = texts.bytes.saturating_sub(old.len() as u64);
        for new in new {
            add_text(&mut said, new.clone());
        }
        let bytes = day_to_bytes(&said);
        texts.posts = texts.posts.saturating_add(said.len() as u64);
        texts.bytes = texts.bytes.saturating_add(bytes.len() as u64);
        all.push(bytes);
    }
    if let Some(first) = all.first_mut() {
        *first = to_bytes(&texts);
    }
    all
}

impl Message for Texts {
    fn write(&self, to: &mut Writer) {
        to.number(self.posts);
        to.number(self.bytes);
    }

    fn read(from: &mut Reader) -> Option<Texts> {
        Some(Texts {
            posts: from.number()?,
            bytes: from.number()?,
        })
    }
}

/// The whole page's question for texts that are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recall {
    pub ask: u32,
    pub posts: Vec<Which>,
}

impl Message for Recall {
    fn write(&self, to: &mut Writer) {
        to.number(self.ask.into());
        to.list(&self.posts, |to, post| {
            to.number(post.secs as u64);
            to.number(post.nth.into());
            to.number(post.of.into());
        });
    }

    fn read(from: &mut Reader) -> Option<Recall> {
        let ask = from.small()?;
        let posts = from.list(|from| {
            Some(Which {
                secs: from.small()?,
                nth: from.small()?,
                of: from.small()?,
            })
        })?;
        Some(Recall { ask, posts })
    }
}

/// The desk's answer to [`Recall`], as the archive worker's [`super::Reply::Posts`].
pub fn posts_to_bytes(ask: u32, posts: &[Option<PostText>]) -> Vec<u8> {
    let mut to = Writer::default();
    write_posts(&mut to, ask, posts);
    to.into_bytes()
}

/// What the archive worker says of posts, without knowing what else it says; `None` if that is something else.
pub fn posts_from_bytes(bytes: &[u8]) -> Option<(u32, Vec<Option<PostText>>)> {
    let mut from = Reader::new(bytes);
    match from.byte()? {
        super::POSTS => read_posts(&mut from),
        _ => None,
    }
}
