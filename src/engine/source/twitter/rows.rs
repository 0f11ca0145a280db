//! Posts as comma-separated values: `tweets.csv` and a file a month, of archives from 2012 to 2019.

use super::post::RawPost;
use crate::engine::source::scan::{Record, rows};

/// In which column, from 0 on, a value stands; `None` where no column has its name.
#[derive(Clone, Copy, Default)]
pub struct Columns {
    id: Option<usize>,
    time: Option<usize>,
    source: Option<usize>,
    text: Option<usize>,
    retweeted: Option<usize>,
}

impl Columns {
    /// What a file's first row says.
    pub fn of(head: &Record) -> Columns {
        let place = |name: &[u8]| rows::values(head).position(|value| value == name);
        Columns {
            id: place(b"tweet_id"),
            time: place(b"timestamp"),
            source: place(b"source"),
            text: place(b"text"),
            retweeted: place(b"retweeted_status_id"),
        }
    }

    /// What a row says of a post.
    pub fn post<'a>(&self, row: &Record<'a>) -> RawPost<'a> {
        let value = |column: Option<usize>| rows::values(row).nth(column?);
        RawPost {
            id_str: value(self.id),
            created_at: value(self.time),
            text: value(self.text),
            source: value(self.source),
            is_retweet: value(self.retweeted).is_some_and(|id| !id.is_empty()),
            ..RawPost::default()
        }
    }
}
