//! The files around the posts: they must be left alone, or say only whose archive it is.

use crate::chance::Chance;
use crate::gdpr::{ISO_DATE, Listed, POST_DATE};
use crate::json::{Json, Style, list_file};
use crate::post::{Post, date, id_at};
use crate::words;

/// A data file, as listed in the manifest, and its bytes.
pub type DataFile = (Listed, Vec<u8>);

/// Likes: no time, and texts full of other people's words.
pub fn likes(count: usize, until: i64, style: Style, chance: &mut Chance) -> DataFile {
    let records = (0..count).map(|_| {
        let id = id_at(until - chance.within(0..90 * 86_400), chance);
        let like = vec![
            ("tweetId", Json::quoted(id)),
            ("fullText", Json::text(words::saying(chance).text)),
            (
                "expandedUrl",
                Json::text(format!("https://twitter.com/i/web/status/{id}")),
            ),
        ];
        Json::Map(vec![("like", Json::Map(like))])
    });
    let records = records.collect();
    data_file("like", "data/like.js", records, style)
}

/// Followers: ids and links.
pub fn followers(count: usize, style: Style, chance: &mut Chance) -> DataFile {
    let records = (0..count).map(|_| {
        let id = 1000 + chance.below(4_000_000_000);
        let link = Json::text(format!("https://twitter.com/intent/user?user_id={id}"));
        Json::Map(vec![(
            "follower",
            Json::Map(vec![("accountId", Json::quoted(id)), ("userLink", link)]),
        )])
    });
    let records = records.collect();
    data_file("follower", "data/follower.js", records, style)
}

/// Every post's id and time once more, without its text.
pub fn tweet_headers<'a>(
    account: &str,
    posts: impl Iterator<Item = &'a Post>,
    style: Style,
) -> DataFile {
    let records = posts.map(|post| {
        let header = vec![
            ("tweet_id", Json::quoted(post.id)),
            ("user_id", Json::text(account.to_owned())),
            ("created_at", Json::text(date(post.at, POST_DATE))),
        ];
        Json::Map(vec![("tweet", Json::Map(header))])
    });
    data_file(
        "tweetHeaders",
        "data/tweet-headers.js",
        records.collect(),
        style,
    )
}

/// Long posts: their ids are none of posts, their times those of posts that are in `tweets.js`.
pub fn note_tweets<'a>(posts: impl Iterator<Item = &'a Post>, style: Style) -> DataFile {
    let records = posts.map(|post| {
        let note = vec![
            ("noteTweetId", Json::quoted(post.id + 1)),
            ("createdAt", Json::text(date(post.at, ISO_DATE))),
            ("updatedAt", Json::text(date(post.at, ISO_DATE))),
            (
                "core",
                Json::Map(vec![("text", Json::text(post.text.clone()))]),
            ),
        ];
        Json::Map(vec![("noteTweet", Json::Map(note))])
    });
    data_file("noteTweet", "data/note-tweet.js", records.collect(), style)
}

/// A file with nothing in it.
pub fn empty(data_type: &'static str, path: &str, style: Style) -> DataFile {
    data_file(data_type, path, Vec::new(), style)
}

/// Bytes like those of a photograph.
pub fn photo(length: usize, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = vec![0; length];
    chance.fill(&mut bytes);
    bytes[..4.min(length)].copy_from_slice(&[0xff, 0xd8, 0xff, 0xe0][..4.min(length)]);
    bytes
}

/// The `nth` of the thousands of small pictures of the viewer.
pub fn asset(nth: usize) -> (String, Vec<u8>) {
    let path = format!("assets/images/twemoji/v/latest/svg/1f{nth:03x}.svg");
    let picture = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 36 36\"><circle cx=\"18\" cy=\"18\" r=\"{}\"/></svg>",
        nth % 18
    );
    (path, picture.into_bytes())
}

/// The page of the viewer.
pub const VIEWER: &str = "<!doctype html>\n<html><head><title>Your archive</title></head>\
                          <body><script src=\"data/manifest.js\"></script></body></html>\n";

/// A file that the manifest lists, of these records.
pub fn data_file(
    data_type: &'static str,
    path: &str,
    records: Vec<Json>,
    style: Style,
) -> DataFile {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.trim_end_matches(".js");
    let (stem, part) = stem.rsplit_once("-part").unwrap_or((stem, "0"));
    let global = format!("{}.part{part}", stem.replace('-', "_"));
    let count = records.len();
    let bytes = list_file(&format!("window.YTD.{global} = "), style, records);
    (
        Listed {
            data_type,
            path: path.to_owned(),
            global,
            count,
        },
        bytes,
    )
}
