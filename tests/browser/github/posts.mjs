// What a person makes on GitHub besides commits: issues, pull requests, reviews, comments,
// discussions, gists, releases and stars. All but stars are one class: a moment and some words.

import { connection } from "./paging.mjs";
import { utc } from "./time.mjs";

const PATHS = {
  Issue: (post) => `${post.repository.url}/issues/${post.number}`,
  PullRequest: (post) => `${post.repository.url}/pull/${post.number}`,
  PullRequestReview: (post) => `${post.pullRequest.url}#pullrequestreview-${post.number}`,
  IssueComment: (post) => `${(post.pullRequest ?? post.issue).url}#issuecomment-${post.number}`,
  CommitComment: (post) => `${post.commit?.url ?? post.repository.url}#commitcomment-${post.number}`,
  Discussion: (post) => `${post.repository.url}/discussions/${post.number}`,
  DiscussionComment: (post) => `${post.discussion.url}#discussioncomment-${post.number}`,
  Gist: (post) => `https://gist.github.com/${post.author.login}/${post.name}`,
  GistComment: (post) => `${post.gist.url}?permalink_comment_id=${post.number}`,
  Release: (post) => `${post.repository.url}/releases/tag/${post.tagName}`,
};

/**
 * One thing a person made. Which fields a kind really has is the schema's matter: a query for
 * another kind's never gets here.
 */
export class Post {
  /**
   * @param {string} kind its type in the schema
   * @param {object} fields `number`, `author`, `at` (seconds), `title`; `repository` unless a gist's;
   *   what it belongs to (`issue`, `pullRequest`, `discussion`, `gist`, `commit`); `mergedBy`;
   *   `later`: seconds of what came after, `edited`, `closed`, `merged`, each absent if it never did
   */
  constructor(kind, fields) {
    const none = { repository: null, issue: null, pullRequest: null, discussion: null, gist: null };
    Object.assign(this, none, { commit: null, mergedBy: null, later: {} }, fields);
    this.__typename = kind;
  }
  get id() {
    return `${this.__typename}_kw${String(this.number).padStart(8, "0")}`;
  }
  get databaseId() {
    return this.number;
  }
  get url() {
    return PATHS[this.__typename](this);
  }
  get resourcePath() {
    return new URL(this.url).pathname;
  }
  get createdAt() {
    return utc(this.at);
  }
  get publishedAt() {
    return utc(this.at);
  }
  get submittedAt() {
    return utc(this.at);
  }
  /** Seconds; a comment that was edited moves up in an order by this. */
  get lastChange() {
    return this.later.edited ?? this.at;
  }
  get updatedAt() {
    return utc(this.lastChange);
  }
  get lastEditedAt() {
    return utc(this.later.edited ?? null);
  }
  get body() {
    return this.title;
  }
  get bodyText() {
    return this.title;
  }
  get description() {
    return this.title;
  }
  get closedAt() {
    return utc(this.later.closed ?? null);
  }
  get mergedAt() {
    return utc(this.later.merged ?? null);
  }
  get state() {
    if (this.__typename === "PullRequestReview") return "APPROVED";
    if (this.later.merged != null) return "MERGED";
    return this.later.closed != null ? "CLOSED" : "OPEN";
  }
  get closed() {
    return this.later.closed != null;
  }
  get merged() {
    return this.later.merged != null;
  }
  get isPublic() {
    return true;
  }
  get isDraft() {
    return false;
  }
  get isPrerelease() {
    return false;
  }
  get replyTo() {
    return null;
  }
}

/** A star is an edge between a person and a repository, with the moment it was set. */
export class Star {
  constructor(repository, at) {
    Object.assign(this, { repository, at });
  }
  get id() {
    return this.repository.id;
  }
}

/** Stars as a connection, whose edges know when. */
export function starConnection(stars, args) {
  const page = connection(stars, args, {
    nodeOf: (star) => star.repository,
    edgeOf: (star) => ({ starredAt: utc(star.at) }),
  });
  return { ...page, isOverLimit: false };
}
