//! GitHub in words: how to make a token, what went wrong, what is missing, how long to wait.

use super::messages::Message;
use super::{Language, kinds, numbers};
use crate::engine::event::Kind;
use crate::engine::source::github::{Failure, Limit, Missing, Progress, Why, link};

/// GitHub's own form for a token that may read public things and no more, filled in as far as an address
/// can.
pub const TOKEN_FORM: &str = "https://github.com/settings/personal-access-tokens/new?name=Yodori&description=Reads+public+activity+only&expires_in=30";

/// How to make a token, step by step.
pub fn token_steps(language: Language) -> &'static [&'static str] {
    language.pick(
        &[
            "下のボタンで GitHub の作成画面を開く。名前と30日の期限は、もう入っている",
            "「Repository access」は「Public repositories」のまま、権限は足さずに「Generate token」を押す。非公開リポジトリも数えたいときだけ、それをえらんで Contents・Issues・Pull requests を Read-only で足す",
            "できたトークンをコピーして、ここに貼る。GitHub の画面には二度と出ない",
        ],
        &[
            "Open GitHub’s form with the button below. Name and an expiry of 30 days are filled in already",
            "Leave “Repository access” at “Public repositories”, add no permissions, and press “Generate token”. Only to count private repositories, choose those and add Contents, Issues and Pull requests as read-only",
            "Copy the token and paste it here. GitHub won’t show it again",
        ],
    )
}

/// Why a run ended before it was done.
pub fn failure(language: Language, failure: Failure) -> Message {
    let (what, found, advice) = match failure {
        Failure::BadToken => language.pick(
            ("トークンが使えません", "GitHubは、このトークンを知らないと答えました。まちがいか、期限切れか、取り消されたものです。", "新しいトークンを貼ると、続きから読みます。読んだ記録はそのままです。"),
            ("The token does not work", "GitHub says that it does not know this token: it is mistyped, expired or revoked.", "Paste a new one to go on from here. What was read is kept."),
        ),
        Failure::NoSuchLogin => language.pick(
            ("その人は見つかりません", "そのユーザー名の人は、GitHubにいません。組織の名前かもしれません。", "ユーザー名を確かめてください。"),
            ("There is no such person", "Nobody on GitHub has this user name, or it is an organisation’s.", "Check the user name."),
        ),
        Failure::Forbidden => language.pick(
            ("このトークンでは読めません", "GitHubが、この読みかたを認めませんでした。トークンの権限が足りないようです。", "公開リポジトリを読めるトークンを作ってください。手順は「はじめに戻る」にあります。"),
            ("This token may not read it", "GitHub grants this token no right to read.", "Make a token that may read public repositories: “Back to the form” shows how."),
        ),
        Failure::Offline => language.pick(
            ("GitHubにつながりません", "何度たずねても、返事がありませんでした。電波が切れているか、広告ブロッカーなどが api.github.com を止めています。", "つながったら、続きから読めます。読んだ記録はそのままです。"),
            ("GitHub can’t be reached", "No answer came, however often it was asked. You may be offline, or a blocker stops api.github.com.", "Go on from here once you are connected. What was read is kept."),
        ),
        Failure::Limited => language.pick(
            ("GitHubの利用制限が解除されません", "待っても、GitHubが「多すぎる」と答えつづけました。", "1時間ほどおいて、続きから読んでください。読んだ記録はそのままです。"),
            ("GitHub’s limit does not end", "However long it waited, GitHub went on answering that it was too much.", "Go on in an hour or so. What was read is kept."),
        ),
        Failure::Unavailable => language.pick(
            ("GitHubの調子が悪いようです", "何度たずねても、GitHubから答えをもらえませんでした。", "しばらくして、もう一度ためしてください。"),
            ("GitHub seems to be in trouble", "GitHub gave no answer, however often it was asked.", "Try again in a while."),
        ),
    };
    Message {
        what,
        found: found.to_owned(),
        advice,
    }
}

/// What is missing, and why.
pub fn missing(language: Language, missing: &Missing) -> String {
    let kind = match missing.what.as_str() {
        "issues" => Kind::Issue,
        "pullRequests" => Kind::PullRequest,
        "Reviews" => Kind::Review,
        "issueComments" | "commitComments" | "gistComments" => Kind::GitHubComment,
        "repositoryDiscussions" | "repositoryDiscussionComments" => Kind::Discussion,
        "starredRepositories" => Kind::Star,
        "gists" => Kind::Gist,
        _ => Kind::Repository,
    };
    let what = match missing.what.as_str() {
        "Contributed" | "Repositories" => {
            language.pick("リポジトリの一覧", "The list of repositories")
        }
        "Following" => language.pick("フォローしている人の一覧", "The list of those you follow"),
        // A repository's own name, or a person's.
        what if kind == Kind::Repository => what,
        _ => kinds::kind(language, kind),
    };
    let between = language.pick("：", ": ");
    [what, between, why(language, &missing.why)].concat()
}

fn why(language: Language, why: &Why) -> &'static str {
    match why {
        Why::NoRight => language.pick("トークンの権限が足りません", "the token has no right to it"),
        Why::SignOn { .. } => language.pick(
            "組織がシングルサインオン（SSO）を求めています",
            "the organisation wants its single sign-on first",
        ),
        Why::NotFound => language.pick(
            "見つからないか、このトークンでは見えません",
            "not there, or not to be seen with this token",
        ),
        Why::NotValid => language.pick(
            "GitHubが受けつけませんでした",
            "GitHub did not accept the question",
        ),
        Why::TooSlow => language.pick(
            "どれだけ小さく分けても、GitHubの時間が足りませんでした",
            "too much for GitHub, however little was asked for at once",
        ),
        Why::Broken => language.pick(
            "何度たずねても、GitHubが答えられませんでした",
            "GitHub could not answer, several times",
        ),
        Why::CutShort => language.pick(
            "GitHubの一覧が途中で切れています",
            "GitHub cuts this list short",
        ),
    }
}

/// What is waited for.
pub fn waiting(language: Language, limit: Option<Limit>) -> &'static str {
    match limit {
        Some(Limit::Primary) => language.pick(
            "1時間に使えるポイントがなくなったので、待っています",
            "This hour’s points are used up. Waiting",
        ),
        Some(Limit::Secondary) => language.pick(
            "GitHubに「少しゆっくり」と言われたので、待っています",
            "GitHub asked to go slower. Waiting",
        ),
        None => language.pick("少し待って、もう一度たずねます", "Asking again soon"),
    }
}

/// How long that still takes, after what it is.
pub fn still(language: Language, secs: u32) -> String {
    let left = numbers::time_left(language, secs);
    match language {
        Language::Japanese => ["（", &left, "）"].concat(),
        Language::English => [": ", &left].concat(),
    }
}

/// How far a run is.
pub fn progress(language: Language, progress: &Progress) -> String {
    let repositories = [
        numbers::count(progress.repositories_done.into()),
        " / ".into(),
        numbers::count(progress.repositories.into()),
        language.pick(" リポジトリ", " repositories").into(),
    ];
    let mut parts = vec![numbers::records(
        language,
        super::Counted::Records,
        progress.events,
    )];
    if progress.repositories > 0 {
        parts.push(repositories.concat());
    }
    parts.join(" · ")
}

/// What is left of this hour's points.
///
/// * `clock`: the time at which there are as many as before, as the person's clock shows it.
pub fn points(language: Language, left: u32, clock: &str) -> String {
    let left = numbers::count(left.into());
    match language {
        Language::Japanese => {
            ["のこり ", &left, " ポイント（", clock, " に元に戻ります）"].concat()
        }
        Language::English => [&left, " points left, full again at ", clock].concat(),
    }
}

/// Private contributions that can't be seen.
pub fn restricted(language: Language, count: u64) -> String {
    let count = numbers::count(count);
    match language {
        Language::Japanese => [
            "ほかに、このトークンでは見えない非公開の活動が ",
            &count,
            " 件あります。",
        ]
        .concat(),
        Language::English => [
            &count,
            " more contributions are private and can’t be seen with this token.",
        ]
        .concat(),
    }
}

/// A page of GitHub's own site.
pub fn site(path: &str) -> String {
    link::whole(path)
}
