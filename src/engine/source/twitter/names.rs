//! Which files of an archive matter, by their names. Generations differ in folders, so only the
//! last part of a path counts.

use crate::engine::event::FileKind;
use crate::engine::source::bytes;

/// What a path promises, or `None` for a file that need not be opened.
pub fn kind_of(path: &str) -> Option<FileKind> {
    if is_beside_the_point(path) {
        return None;
    }
    let name = base_name(path).to_ascii_lowercase();
    let stem = without_copy_mark(name.strip_suffix(".js")?);
    if is_month(stem) {
        return Some(FileKind::Grailbird);
    }
    match without_part(stem) {
        "tweets" | "tweet" => Some(FileKind::Tweets),
        "community-tweet" | "community-tweets" => Some(FileKind::CommunityTweets),
        "twitter-circle-tweet" | "twitter-circle-tweets" => Some(FileKind::CircleTweets),
        "deleted-tweets" | "deleted-tweet" => Some(FileKind::DeletedTweets),
        "account" => Some(FileKind::Account),
        "manifest" => Some(FileKind::Manifest),
        "user_details" => Some(FileKind::UserDetails),
        "account-timezone" => Some(FileKind::TimeZone),
        _ => None,
    }
}

/// What the first bytes of a file promise whose name says nothing: archives name a global.
pub fn kind_of_content(start: &[u8]) -> Option<FileKind> {
    let is_named = |global: &str| bytes::find(start, global.as_bytes()).is_some();
    [
        ("YTD.tweets.part", FileKind::Tweets),
        ("YTD.tweet.part", FileKind::Tweets),
        ("YTD.community_tweet", FileKind::CommunityTweets),
        ("YTD.twitter_circle_tweet", FileKind::CircleTweets),
        ("YTD.deleted_tweets.part", FileKind::DeletedTweets),
        ("YTD.deleted_tweet.part", FileKind::DeletedTweets),
        ("Grailbird.data.tweets_", FileKind::Grailbird),
    ]
    .into_iter()
    .find_map(|(global, kind)| is_named(global).then_some(kind))
}

/// Whether a path is one of the archive's data files, to be named when no posts are found.
pub fn is_data(path: &str) -> bool {
    !is_beside_the_point(path) && path.ends_with(".js")
}

/// Whether a path lies in a folder of pictures and videos, or is one.
pub fn is_media(path: &str) -> bool {
    let ending = path
        .rsplit('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    is_in_media(path)
        || matches!(
            ending.as_str(),
            "jpg" | "jpeg" | "png" | "gif" | "mp4" | "webp" | "mov" | "m4a"
        )
}

fn is_in_media(path: &str) -> bool {
    bytes::find(path.as_bytes(), b"_media/").is_some()
}

/// The viewer's own scripts, the Mac's shadow files, and media.
fn is_beside_the_point(path: &str) -> bool {
    // The innermost that says something counts: someone may keep archives in a folder `lib`.
    let mut folders = path.rsplit('/').skip(1);
    let told = folders.find(|folder| matches!(*folder, "__MACOSX" | "assets" | "lib" | "data"));
    is_in_media(path)
        || told.is_some_and(|folder| folder != "data")
        || path.starts_with("__MACOSX/")
        || base_name(path).starts_with("._")
}

pub fn base_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// `tweets (1)` and `tweets copy` are what computers make of a second `tweets`.
fn without_copy_mark(stem: &str) -> &str {
    stem.split(' ').next().unwrap_or(stem)
}

/// `tweets-part12` is a part of `tweets`.
fn without_part(stem: &str) -> &str {
    let rest = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.strip_suffix("-part")
        .filter(|_| rest.len() < stem.len())
        .unwrap_or(stem)
}

/// `2012_01`: a month of a Grailbird archive.
fn is_month(stem: &str) -> bool {
    let bytes = stem.as_bytes();
    bytes.len() == 7
        && bytes[4] == b'_'
        && bytes
            .iter()
            .enumerate()
            .all(|(at, byte)| at == 4 || byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_by_their_last_name_in_any_folder() {
        let check = |path: &str, kind: Option<FileKind>| assert_eq!(kind_of(path), kind, "{path}");
        check("data/tweets.js", Some(FileKind::Tweets));
        check("tweet.js", Some(FileKind::Tweets));
        check("twitter-2024/data/tweets-part12.js", Some(FileKind::Tweets));
        check("data/tweets copy.js", Some(FileKind::Tweets));
        check("Downloads/tweets (1).js", Some(FileKind::Tweets));
        check("data/TWEETS.JS", Some(FileKind::Tweets));
        check("data/js/tweets/2012_01.js", Some(FileKind::Grailbird));
        check("data/community-tweet.js", Some(FileKind::CommunityTweets));
        check("data/deleted-tweets.js", Some(FileKind::DeletedTweets));
        check("data/deleted-tweet-headers.js", None);
        check("data/tweet-headers.js", None);
        check("data/note-tweet.js", None);
        check("data/tweets-party.js", None);
        check("__MACOSX/data/tweets.js", None);
        check("data/._tweets.js", None);
        check("assets/js/tweets.js", None);
        check("twitter-2024/assets/js/tweets.js", None);
        check("lib/twitter-2024/data/tweets.js", Some(FileKind::Tweets));
        check("data/tweets_media/tweets.js", None);
        check("data/2012-01.js", None);
        check("data/js/user_details.js", Some(FileKind::UserDetails));
    }
}
