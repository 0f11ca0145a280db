//! Which files of an archive matter, by their names. Generations differ in folders, so only the
//! last part of a path counts.

mod folders;

use crate::engine::event::FileKind;
use crate::engine::source::bytes;
pub use folders::is_media_folder;
use folders::{is_beside_the_point, is_in_media};

/// What a path promises, or `None` for a file that need not be opened.
pub fn kind_of(path: &str) -> Option<FileKind> {
    if is_beside_the_point(path) {
        return None;
    }
    let name = base_name(path).to_ascii_lowercase();
    let (stem, ending) = name.rsplit_once('.')?;
    let stem = without_copy_mark(stem);
    match ending {
        "js" if is_month(stem) => Some(FileKind::Grailbird),
        "js" => kind_of_stem(without_part(stem).as_bytes()),
        "csv" if is_month(stem) || stem == "tweets" => Some(FileKind::Csv),
        _ => None,
    }
}

/// Stems of names, with a star where anything may follow; the first that fits decides. With
/// underscores for hyphens they are the globals' names as well.
static STEMS: [(&str, FileKind); 50] = {
    use FileKind as F;
    [
        ("tweets", F::Tweets),
        ("tweet", F::Tweets),
        ("community-tweet", F::CommunityTweets),
        ("community-tweets", F::CommunityTweets),
        ("twitter-circle-tweet", F::CircleTweets),
        ("twitter-circle-tweets", F::CircleTweets),
        ("deleted-tweets", F::DeletedTweets),
        ("deleted-tweet", F::DeletedTweets),
        ("account", F::Account),
        ("manifest", F::Manifest),
        ("user-details", F::UserDetails),
        ("account-timezone", F::TimeZone),
        ("tweet-headers", F::TweetHeaders),
        ("deleted-tweet-headers", F::DeletedHeaders),
        ("direct-message-headers", F::MessageHeaders),
        ("direct-messages-headers", F::MessageHeaders),
        ("direct-message-group-headers", F::MessageHeaders),
        ("direct-messages-group-headers", F::MessageHeaders),
        ("direct-message", F::Messages),
        ("direct-messages", F::Messages),
        ("direct-message-group", F::Messages),
        ("direct-messages-group", F::Messages),
        ("message-event", F::MessageEvents),
        ("grok-chat-item", F::Grok),
        ("periscope-comments-made-by-user", F::LiveComments),
        ("ad-impressions", F::AdImpressions),
        ("ad-engagements", F::AdEngagements),
        ("ad-mobile-conversions*", F::AdConversions),
        ("ad-online-conversions*", F::AdConversions),
        ("user-link-clicks", F::LinkClicks),
        ("branch-links", F::LinkClicks),
        ("device-token", F::Devices),
        ("ip-audit", F::IpAudit),
        ("connected-application", F::ConnectedApps),
        ("screen-name-change", F::AccountChanges),
        ("email-address-change", F::AccountChanges),
        ("protected-history", F::AccountChanges),
        ("community-note*", F::CommunityNotes),
        ("birdwatch-note*", F::CommunityNotes),
        ("moment", F::Moments),
        ("fleet", F::Fleets),
        ("spaces-metadata", F::Spaces),
        ("audio-video-calls-in-dm*", F::Calls),
        ("article-metadata", F::Articles),
        ("twitter-circle", F::Others),
        ("professional-data", F::Others),
        ("sso", F::Others),
        ("reply-prompt", F::Others),
        ("key-registry", F::Others),
        ("ads-revenue-sharing", F::Others),
    ]
};

fn kind_of_stem(stem: &[u8]) -> Option<FileKind> {
    let found = STEMS.iter().find(|(name, _)| fits(name, stem));
    found.map(|(_, kind)| *kind)
}

/// Whether a stem is one of the names that `name` stands for: itself, or with a star what starts so.
fn fits(name: &str, stem: &[u8]) -> bool {
    // A global's underscores are a name's hyphens.
    let is_same = |(name, said): (&u8, &u8)| name == said || *name == b'-' && *said == b'_';
    let (name, has_rest) = match name.as_bytes() {
        [start @ .., b'*'] => (start, true),
        name => (name, false),
    };
    let fits = stem.len() == name.len() || has_rest && stem.len() > name.len();
    fits && name.iter().zip(stem).all(is_same)
}

/// What the first bytes of a file promise whose name says nothing: archives name a global.
pub fn kind_of_content(start: &[u8]) -> Option<FileKind> {
    let after =
        |mark: &[u8]| bytes::find(start, mark).and_then(|at| start.get(at..)?.get(mark.len()..));
    if after(b"Grailbird.data.tweets_").is_some() {
        return Some(FileKind::Grailbird);
    }
    let rest = after(b"YTD.")?;
    kind_of_stem(rest.get(..bytes::find(rest, b".part")?)?)
}

/// The month that a name of a Grailbird archive says.
pub fn month(path: &str) -> Option<&str> {
    let (stem, _) = base_name(path).rsplit_once('.')?;
    let stem = without_copy_mark(stem);
    is_month(stem).then_some(stem)
}

/// Why a data file need not be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unopened {
    /// Likes: which, but not when.
    Likes,
    /// It holds no times of what the person did.
    NoTimes,
    /// What it says is counted from another file.
    Again,
    /// No file of this name is known.
    Unknown,
}

impl Unopened {
    /// For a file that was not opened.
    pub fn because(path: &str) -> Unopened {
        let name = base_name(path).to_ascii_lowercase();
        let stem = name.rsplit_once('.').map_or(&*name, |(stem, _)| stem);
        match without_part(without_copy_mark(stem)) {
            "like" | "likes" => Unopened::Likes,
            "note-tweet" => Unopened::Again,
            _ if kind_of(path).is_some() => Unopened::Again,
            stem if TIMELESS.iter().any(|name| fits(name, stem.as_bytes())) => Unopened::NoTimes,
            _ => Unopened::Unknown,
        }
    }

    /// A name for reports and logs.
    pub fn name(self) -> &'static str {
        match self {
            Unopened::Likes => "likes_have_no_times",
            Unopened::NoTimes => "no_times",
            Unopened::Again => "not_counted_twice",
            Unopened::Unknown => "unknown",
        }
    }
}

/// Files that hold no times of what the person did: lists, settings, what X thinks or did, days without a
/// clock, and the indexes of old archives. Whole names: of one that nobody has seen nothing is known.
static TIMELESS: [&str; 41] = [
    "account-creation-ip",
    "account-label",
    "account-suspension",
    "ageinfo",
    "app",
    "block",
    "bookmark",
    "bookmarks",
    "catalog-item",
    "commerce-catalog",
    "contact",
    "follower",
    "following",
    "interests",
    "lists-created",
    "lists-member",
    "lists-subscribed",
    "mute",
    "ni-devices",
    "payload-details",
    "periscope-account-information",
    "periscope-ban-information",
    "periscope-broadcast-metadata",
    "periscope-expired-broadcasts",
    "periscope-followers",
    "periscope-profile-description",
    "personalization",
    "phone-number",
    "product-drop",
    "product-set",
    "profile",
    "saved-search",
    "shop-module",
    "shopify-account",
    "smartblock",
    "tweet-index",
    "tweetdeck",
    "twitter-circle-member",
    "twitter-shop",
    "verified",
    "verified-organization",
];

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
        && bytes.get(4) == Some(&b'_')
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
        check(
            "data/deleted-tweet-headers.js",
            Some(FileKind::DeletedHeaders),
        );
        check("data/tweet-headers.js", Some(FileKind::TweetHeaders));
        check("direct-message.js", Some(FileKind::Messages));
        check(
            "data/direct-messages-group-part3.js",
            Some(FileKind::Messages),
        );
        check(
            "data/direct-message-group-headers.js",
            Some(FileKind::MessageHeaders),
        );
        check(
            "data/ad-online-conversions-unattributed.js",
            Some(FileKind::AdConversions),
        );
        check(
            "data/birdwatch-note-rating.js",
            Some(FileKind::CommunityNotes),
        );
        check("data/twitter-circle-member.js", None);
        check("data/like.js", None);
        check("tweets.csv", Some(FileKind::Csv));
        check("data/csv/2012_01.csv", Some(FileKind::Csv));
        check("notes.csv", None);
        check("data/note-tweet.js", None);
        check("data/tweets-party.js", None);
        check("__MACOSX/data/tweets.js", None);
        check("data/._tweets.js", None);
        check("assets/js/tweets.js", None);
        check("twitter-2024/assets/js/tweets.js", None);
        check("lib/twitter-2024/data/tweets.js", Some(FileKind::Tweets));
        check("data/tweets_media/tweets.js", None);
        check("data/some_new_media/tweets.js", None);
        check("twitter-2019/profile_media/tweets.js", None);
        check("social_media/data/tweets.js", Some(FileKind::Tweets));
        check("social_media/tweets.js", Some(FileKind::Tweets));
        check("tweets_media/data/tweets.js", Some(FileKind::Tweets));
        check("data/social_media/x/tweets.js", None);
        check("data/2012-01.js", None);
        check("data/js/user_details.js", Some(FileKind::UserDetails));
    }

    #[test]
    fn a_file_that_is_not_opened_says_why() {
        let check = |path: &str, why| assert_eq!(Unopened::because(path), why, "{path}");
        check("data/like.js", Unopened::Likes);
        check("data/like copy.js", Unopened::Likes);
        check("data/like-part2.js", Unopened::Likes);
        check("data/follower.js", Unopened::NoTimes);
        check("data/lists-created.js", Unopened::NoTimes);
        check("data/note-tweet.js", Unopened::Again);
        check("data/tweet-headers.js", Unopened::Again);
        check("tweets.csv", Unopened::Again);
        check("data/js/tweet_index.js", Unopened::NoTimes);
        check("data/strange.js", Unopened::Unknown);
        for unknown in [
            "user-calls",
            "apps",
            "data",
            "listening",
            "profiles",
            "product-views",
        ] {
            check(&format!("data/{unknown}.js"), Unopened::Unknown);
        }
    }
}
