//! Kinds of events in words, and why some files are not opened.

use super::Language;
use crate::engine::event::Kind;
use crate::engine::source::twitter::names::Unopened;

/// A kind of event, as a filter names it.
pub fn kind(language: Language, kind: Kind) -> &'static str {
    match language {
        Language::Japanese => japanese(kind),
        Language::English => english(kind),
    }
}

fn japanese(kind: Kind) -> &'static str {
    match kind {
        Kind::Tweet => "ポスト",
        Kind::CommunityTweet => "コミュニティのポスト",
        Kind::CircleTweet => "サークルのポスト",
        Kind::DeletedTweet => "消したポスト",
        Kind::Deletion => "ポストを消したとき",
        Kind::Message => "送ったDM",
        Kind::Reaction => "DMへのリアクション",
        Kind::GroupChat => "グループDMへの参加など",
        Kind::EncryptedChat => "暗号化チャットの操作",
        Kind::Grok => "Grokとの会話",
        Kind::LiveComment => "ライブ配信へのコメント",
        Kind::AdSeen => "広告が表示されたとき",
        Kind::AdEngaged => "広告をタップするなどしたとき",
        Kind::AdConversion => "広告のあとの、ほかのサイトやアプリでの操作",
        Kind::LinkClick => "リンクを開いたとき",
        Kind::Login => "端末でのログイン",
        Kind::DeviceSeen => "端末が最後に使われたとき",
        Kind::IpAudit => "IPアドレスの記録",
        Kind::ConnectedApp => "アプリの連携",
        Kind::AccountChange => "名前・メール・鍵の変更",
        Kind::CommunityNote => "コミュニティノート",
        Kind::Moment => "モーメント",
        Kind::Fleet => "フリート",
        Kind::Space => "スペース",
        Kind::Call => "通話",
        Kind::Article => "記事",
        Kind::Other => "そのほかの操作",
        Kind::AccountMade => "アカウントを作ったとき",
        Kind::Commit => "コミット",
        Kind::Push => "プッシュ",
        Kind::Issue => "Issue",
        Kind::PullRequest => "プルリクエスト",
        Kind::Review => "レビュー",
        Kind::GitHubComment => "コメント",
        Kind::Discussion => "ディスカッション",
        Kind::Star => "スター",
        Kind::Gist => "Gist",
        Kind::Release => "リリース",
        Kind::Repository => "リポジトリ作成",
    }
}

fn english(kind: Kind) -> &'static str {
    match kind {
        Kind::Tweet => "Posts",
        Kind::CommunityTweet => "Community posts",
        Kind::CircleTweet => "Circle posts",
        Kind::DeletedTweet => "Deleted posts",
        Kind::Deletion => "Deleting a post",
        Kind::Message => "Messages sent",
        Kind::Reaction => "Reactions to messages",
        Kind::GroupChat => "Group chats joined or changed",
        Kind::EncryptedChat => "Encrypted chats",
        Kind::Grok => "Talks with Grok",
        Kind::LiveComment => "Comments on live streams",
        Kind::AdSeen => "Ads seen",
        Kind::AdEngaged => "Ads engaged with",
        Kind::AdConversion => "Things done elsewhere after an ad",
        Kind::LinkClick => "Links opened",
        Kind::Login => "Logins on a device",
        Kind::DeviceSeen => "When a device was last seen",
        Kind::IpAudit => "IP addresses seen",
        Kind::ConnectedApp => "Apps connected",
        Kind::AccountChange => "Changes of name, email or protection",
        Kind::CommunityNote => "Community notes",
        Kind::Moment => "Moments",
        Kind::Fleet => "Fleets",
        Kind::Space => "Spaces",
        Kind::Call => "Calls",
        Kind::Article => "Articles",
        Kind::Other => "Other acts",
        Kind::AccountMade => "The account’s making",
        Kind::Commit => "Commits",
        Kind::Push => "Pushes",
        Kind::Issue => "Issues",
        Kind::PullRequest => "Pull requests",
        Kind::Review => "Reviews",
        Kind::GitHubComment => "Comments",
        Kind::Discussion => "Discussions",
        Kind::Star => "Stars",
        Kind::Gist => "Gists",
        Kind::Release => "Releases",
        Kind::Repository => "Repositories made",
    }
}

/// Why a kind does not count at first; `None` for those that do.
pub fn why_off(language: Language, kind: Kind) -> Option<&'static str> {
    let (japanese, english) = match kind {
        Kind::AdConversion => (
            "X以外での操作で、本人がしたとは限りません。",
            "It happened outside of X, and perhaps without you.",
        ),
        Kind::DeviceSeen => (
            "アプリが裏で動いただけのこともあります。",
            "The app may have run on its own.",
        ),
        Kind::IpAudit => (
            "ログインの記録ではなく、寝ている間の自動の通信も入ります。",
            "Not a list of logins: what apps do by themselves while you sleep is in it.",
        ),
        Kind::Call => (
            "相手からかかってきただけの通話も入ります。",
            "Calls that others made may be among them.",
        ),
        Kind::AccountMade => (
            "たった1回のことで、カレンダーが大きくのびます。",
            "A single moment that would stretch the calendar.",
        ),
        _ => return None,
    };
    Some(language.pick(japanese, english))
}

/// Why a file was not opened.
pub fn unopened(language: Language, why: Unopened) -> &'static str {
    let (japanese, english) = match why {
        Unopened::Likes => (
            "いいねには時刻がありません",
            "likes have no time of their own",
        ),
        Unopened::NoTimes => ("時刻がありません", "no times in it"),
        Unopened::Again => (
            "ほかのファイルと同じ記録なので、二重には数えません",
            "tells again what another file tells: not counted twice",
        ),
        Unopened::Unknown => ("知らないファイルです", "not known here"),
    };
    language.pick(japanese, english)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_does_not_count_at_first_says_why_in_both_languages() {
        for language in Language::ALL {
            for of in Kind::ALL {
                assert_eq!(why_off(language, of).is_some(), of.is_off_at_first());
                assert!(!kind(language, of).is_empty());
            }
        }
    }
}
