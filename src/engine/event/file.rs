//! The files that an archive holds, as far as they matter.

use chrono::{DateTime, Utc};

/// A file that was read, for the report "what was read".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Path inside the zip or folder.
    pub path: String,
    pub kind: FileKind,
    /// Good records in it: posts, or other acts of the person's.
    pub records: u64,
    /// How many entries its list has, whoever's they are and good or bad.
    pub entries: u64,
    /// How many the archive's manifest promises.
    pub expected: Option<u64>,
    /// Earliest and latest usable moment.
    pub first: Option<DateTime<Utc>>,
    pub last: Option<DateTime<Utc>>,
}

/// What a file that was read is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// `tweet.js`, `tweets.js` and their parts.
    Tweets,
    CommunityTweets,
    CircleTweets,
    DeletedTweets,
    /// A month of an archive from 2012 to 2019.
    Grailbird,
    /// The person: name, handle, id.
    Account,
    /// The archive's own list of contents.
    Manifest,
    /// The person, in an archive from 2012 to 2019.
    UserDetails,
    /// The zone that the person once chose.
    TimeZone,
    /// Every post's id and time once more, and no more than that.
    TweetHeaders,
    DeletedHeaders,
    /// Posts as comma-separated values, beside the months of an archive from 2012 to 2019.
    Csv,
    /// Conversations, of two or of groups.
    Messages,
    /// The same without texts.
    MessageHeaders,
    /// Encrypted chats.
    MessageEvents,
    Grok,
    LiveComments,
    AdImpressions,
    AdEngagements,
    AdConversions,
    LinkClicks,
    Devices,
    IpAudit,
    ConnectedApps,
    /// Changes of the name, of the e-mail address or of protection.
    AccountChanges,
    CommunityNotes,
    Moments,
    Fleets,
    Spaces,
    Calls,
    Articles,
    /// Rare things with the time at which they were made.
    Others,
}

impl FileKind {
    pub const ALL: [FileKind; 32] = [
        FileKind::Tweets,
        FileKind::CommunityTweets,
        FileKind::CircleTweets,
        FileKind::DeletedTweets,
        FileKind::Grailbird,
        FileKind::Account,
        FileKind::Manifest,
        FileKind::UserDetails,
        FileKind::TimeZone,
        FileKind::TweetHeaders,
        FileKind::DeletedHeaders,
        FileKind::Csv,
        FileKind::Messages,
        FileKind::MessageHeaders,
        FileKind::MessageEvents,
        FileKind::Grok,
        FileKind::LiveComments,
        FileKind::AdImpressions,
        FileKind::AdEngagements,
        FileKind::AdConversions,
        FileKind::LinkClicks,
        FileKind::Devices,
        FileKind::IpAudit,
        FileKind::ConnectedApps,
        FileKind::AccountChanges,
        FileKind::CommunityNotes,
        FileKind::Moments,
        FileKind::Fleets,
        FileKind::Spaces,
        FileKind::Calls,
        FileKind::Articles,
        FileKind::Others,
    ];

    /// A name for reports and logs.
    pub fn name(self) -> &'static str {
        match self {
            FileKind::Tweets => "tweets",
            FileKind::CommunityTweets => "community-tweets",
            FileKind::CircleTweets => "circle-tweets",
            FileKind::DeletedTweets => "deleted-tweets",
            FileKind::Grailbird => "grailbird",
            FileKind::Account => "account",
            FileKind::Manifest => "manifest",
            FileKind::UserDetails => "user-details",
            FileKind::TimeZone => "account-timezone",
            FileKind::TweetHeaders => "tweet-headers",
            FileKind::DeletedHeaders => "deleted-tweet-headers",
            FileKind::Csv => "csv",
            FileKind::Messages => "direct-messages",
            FileKind::MessageHeaders => "direct-message-headers",
            FileKind::MessageEvents => "message-events",
            FileKind::Grok => "grok-chat-items",
            FileKind::LiveComments => "live-comments",
            FileKind::AdImpressions => "ad-impressions",
            FileKind::AdEngagements => "ad-engagements",
            FileKind::AdConversions => "ad-conversions",
            FileKind::LinkClicks => "link-clicks",
            FileKind::Devices => "device-tokens",
            FileKind::IpAudit => "ip-audit",
            FileKind::ConnectedApps => "connected-applications",
            FileKind::AccountChanges => "account-changes",
            FileKind::CommunityNotes => "community-notes",
            FileKind::Moments => "moments",
            FileKind::Fleets => "fleets",
            FileKind::Spaces => "spaces",
            FileKind::Calls => "calls",
            FileKind::Articles => "articles",
            FileKind::Others => "others",
        }
    }

    /// Whether its records are posts.
    pub fn holds_posts(self) -> bool {
        matches!(
            self,
            FileKind::Tweets
                | FileKind::CommunityTweets
                | FileKind::CircleTweets
                | FileKind::DeletedTweets
                | FileKind::Grailbird
                | FileKind::TweetHeaders
                | FileKind::DeletedHeaders
                | FileKind::Csv
        )
    }

    /// Whether it says only whose archive it is, or when it was made.
    pub fn is_about_person(self) -> bool {
        matches!(
            self,
            FileKind::Account | FileKind::Manifest | FileKind::UserDetails | FileKind::TimeZone
        )
    }

    /// The files whose records this one repeats with less in them: it is read only where one of
    /// those is missing or broken.
    pub fn stands_in_for(self) -> Option<FileKind> {
        match self {
            FileKind::TweetHeaders => Some(FileKind::Tweets),
            FileKind::DeletedHeaders => Some(FileKind::DeletedTweets),
            FileKind::Csv => Some(FileKind::Grailbird),
            FileKind::MessageHeaders => Some(FileKind::Messages),
            _ => None,
        }
    }
}
