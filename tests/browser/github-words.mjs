// What the page says where GitHub refuses something, in English and Japanese.

/** Why a run stands still: what happened, and what to do. */
export const FAILURES = {
  badToken: {
    en: ["The token does not work", /^Paste a new one to go on from here\. What was read is kept\.$/],
    ja: ["トークンが使えません", /^新しいトークンを貼ると、続きから読みます。読んだ記録はそのままです。$/],
  },
  noSuchLogin: {
    en: ["There is no such person", /^Check the user name\.$/],
    ja: ["その人は見つかりません", /^ユーザー名を確かめてください。$/],
  },
  forbidden: {
    en: ["This token may not read it", /^Make a token that may read public repositories/],
    ja: ["このトークンでは読めません", /公開リポジトリを読めるトークンを作ってください。/],
  },
  offline: {
    en: ["GitHub can’t be reached", /^Go on from here once you are connected\. What was read is kept\.$/],
    ja: ["GitHubにつながりません", /^つながったら、続きから読めます。読んだ記録はそのままです。$/],
  },
  limited: {
    en: ["GitHub’s limit does not end", /^Go on in an hour or so\. What was read is kept\.$/],
    ja: ["GitHubの利用制限が解除されません", /^1時間ほどおいて、続きから読んでください。読んだ記録はそのままです。$/],
  },
  unavailable: {
    en: ["GitHub seems to be in trouble", /^Try again in a while\.$/],
    ja: ["GitHubの調子が悪いようです", /^しばらくして、もう一度ためしてください。$/],
  },
};

/** Why there is no worker any more: what happened. */
export const WORKER = {
  died: { en: "Reading stopped on the way", ja: "読みこみが途中で止まりました" },
  newVersion: { en: "Yodori has been updated", ja: "夜鳥が新しくなりました" },
};

/** What is missing of GitHub's lists, by the names that GitHub has for them. */
export const LISTS = {
  issues: { en: "Issues", ja: "Issue" },
  pullRequests: { en: "Pull requests", ja: "プルリクエスト" },
  issueComments: { en: "Comments", ja: "コメント" },
  commitComments: { en: "Comments", ja: "コメント" },
  gistComments: { en: "Comments", ja: "コメント" },
  repositoryDiscussions: { en: "Discussions", ja: "ディスカッション" },
  repositoryDiscussionComments: { en: "Discussions", ja: "ディスカッション" },
  starredRepositories: { en: "Stars", ja: "スター" },
  gists: { en: "Gists", ja: "Gist" },
};

/** A line that says what is missing: a list, or a repository by its name, and why. */
export function missingLine(language, what, why) {
  return [LISTS[what]?.[language] ?? what, WHY[why][language]].join(language === "ja" ? "：" : ": ");
}

/** Why something is missing. */
export const WHY = {
  noRight: { en: "the token has no right to it", ja: "トークンの権限が足りません" },
  signOn: {
    en: "the organisation wants its single sign-on first",
    ja: "組織がシングルサインオン（SSO）を求めています",
  },
  notFound: {
    en: "not there, or not to be seen with this token",
    ja: "見つからないか、このトークンでは見えません",
  },
  notValid: { en: "GitHub did not accept the question", ja: "GitHubが受けつけませんでした" },
  tooSlow: {
    en: "too much for GitHub, however little was asked for at once",
    ja: "どれだけ小さく分けても、GitHubの時間が足りませんでした",
  },
  broken: {
    en: "GitHub could not answer, several times",
    ja: "何度たずねても、GitHubが答えられませんでした",
  },
};

/** What is waited for, and how many seconds still. */
export const WAITS = {
  primary: {
    en: /^This hour’s points are used up\. Waiting: (\d+) s left$/,
    ja: /^1時間に使えるポイントがなくなったので、待っています（あと(\d+)秒）$/,
  },
  secondary: {
    en: /^GitHub asked to go slower\. Waiting: (\d+) s left$/,
    ja: /^GitHubに「少しゆっくり」と言われたので、待っています（あと(\d+)秒）$/,
  },
  again: {
    en: /^Asking again soon: (\d+) s left$/,
    ja: /^少し待って、もう一度たずねます（あと(\d+)秒）$/,
  },
};

/** The line that says how many private contributions can't be seen. */
export const COUNT_OF_PRIVATE = /^([\d,]+ more contributions are private|ほかに、このトークンでは見えない非公開の活動が)/;
