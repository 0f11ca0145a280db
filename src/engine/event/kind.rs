//! What can be done: each kind of act can be counted or left out.

/// Where events come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// An archive of X.
    Archive,
    GitHub,
}

/// What was done. The first four are posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Kind {
    Tweet = 0,
    CommunityTweet = 1,
    CircleTweet = 2,
    DeletedTweet = 3,
    /// A post was deleted: its id, at another moment than the post's.
    Deletion,
    /// A direct message sent.
    Message,
    /// A reaction to a message.
    Reaction,
    /// A group chat joined, filled or renamed.
    GroupChat,
    /// A message in an encrypted chat, or the opening of one.
    EncryptedChat,
    /// Something said to Grok.
    Grok,
    /// A comment on a live stream.
    LiveComment,
    AdSeen,
    AdEngaged,
    /// Something done elsewhere after an advertisement. Off at first.
    AdConversion,
    LinkClick,
    /// A device logged in.
    Login,
    /// When a device was last seen. Off at first.
    DeviceSeen,
    /// When an address was last seen on a day. Off at first.
    IpAudit,
    ConnectedApp,
    /// Name, e-mail address or protection were changed.
    AccountChange,
    /// A community note written or rated.
    CommunityNote,
    Moment,
    Fleet,
    Space,
    /// A call, perhaps someone else's. Off at first.
    Call,
    Article,
    Other,
    /// The account was made. Off at first.
    AccountMade,
    /// The first of what is done on GitHub, by the author's own clock.
    Commit,
    /// Known by the push alone: of commits, tags or a wiki.
    Push,
    Issue,
    PullRequest,
    Review,
    /// On an issue, a pull request, a commit, a discussion or a gist.
    GitHubComment,
    Discussion,
    Star,
    Gist,
    Release,
    /// A repository was made, forked or opened to all.
    Repository,
}

impl Kind {
    pub const ALL: [Kind; 39] = [
        Kind::Tweet,
        Kind::CommunityTweet,
        Kind::CircleTweet,
        Kind::DeletedTweet,
        Kind::Deletion,
        Kind::Message,
        Kind::Reaction,
        Kind::GroupChat,
        Kind::EncryptedChat,
        Kind::Grok,
        Kind::LiveComment,
        Kind::AdSeen,
        Kind::AdEngaged,
        Kind::AdConversion,
        Kind::LinkClick,
        Kind::Login,
        Kind::DeviceSeen,
        Kind::IpAudit,
        Kind::ConnectedApp,
        Kind::AccountChange,
        Kind::CommunityNote,
        Kind::Moment,
        Kind::Fleet,
        Kind::Space,
        Kind::Call,
        Kind::Article,
        Kind::Other,
        Kind::AccountMade,
        Kind::Commit,
        Kind::Push,
        Kind::Issue,
        Kind::PullRequest,
        Kind::Review,
        Kind::GitHubComment,
        Kind::Discussion,
        Kind::Star,
        Kind::Gist,
        Kind::Release,
        Kind::Repository,
    ];

    /// A post has a text, a posting app and a place on X; other acts only have a time.
    pub fn is_post(self) -> bool {
        self <= Kind::DeletedTweet
    }

    /// What an archive of X has besides posts.
    pub fn is_act(self) -> bool {
        !self.is_post() && !self.is_github()
    }

    /// Done on GitHub; an archive of X has none of these.
    pub fn is_github(self) -> bool {
        Kind::Commit <= self
    }

    pub fn source(self) -> Source {
        match self.is_github() {
            true => Source::GitHub,
            false => Source::Archive,
        }
    }

    /// Whether it may happen without the person, or says little about being awake: then it does not
    /// count unless someone wants it to. `text` says why, kind by kind.
    pub fn is_off_at_first(self) -> bool {
        matches!(
            self,
            Kind::AdConversion | Kind::DeviceSeen | Kind::IpAudit | Kind::Call | Kind::AccountMade
        )
    }

    /// A name for reports and logs.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Tweet => "tweet",
            Kind::CommunityTweet => "community_tweet",
            Kind::CircleTweet => "circle_tweet",
            Kind::DeletedTweet => "deleted_tweet",
            Kind::Deletion => "deletion",
            Kind::Message => "message",
            Kind::Reaction => "reaction",
            Kind::GroupChat => "group_chat",
            Kind::EncryptedChat => "encrypted_chat",
            Kind::Grok => "grok",
            Kind::LiveComment => "live_comment",
            Kind::AdSeen => "ad_seen",
            Kind::AdEngaged => "ad_engaged",
            Kind::AdConversion => "ad_conversion",
            Kind::LinkClick => "link_click",
            Kind::Login => "login",
            Kind::DeviceSeen => "device_seen",
            Kind::IpAudit => "ip_audit",
            Kind::ConnectedApp => "connected_app",
            Kind::AccountChange => "account_change",
            Kind::CommunityNote => "community_note",
            Kind::Moment => "moment",
            Kind::Fleet => "fleet",
            Kind::Space => "space",
            Kind::Call => "call",
            Kind::Article => "article",
            Kind::Other => "other",
            Kind::AccountMade => "account_made",
            Kind::Commit => "commit",
            Kind::Push => "push",
            Kind::Issue => "issue",
            Kind::PullRequest => "pull_request",
            Kind::Review => "review",
            Kind::GitHubComment => "github_comment",
            Kind::Discussion => "discussion",
            Kind::Star => "star",
            Kind::Gist => "gist",
            Kind::Release => "release",
            Kind::Repository => "repository",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_s_number_is_its_place_among_all_of_them() {
        for (place, kind) in Kind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, place, "{kind:?}");
            assert_eq!(kind.is_post(), place < 4, "{kind:?}");
            assert_eq!(kind.is_github(), 28 <= place, "{kind:?}");
        }
    }
}
