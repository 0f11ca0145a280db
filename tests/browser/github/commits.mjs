// Repositories' commits and their history, as git keeps them: two people and two times each, every
// time with the offset of the clock it was read from.

import { refusal } from "./errors.mjs";
import { connection } from "./paging.mjs";
import { local, seconds, utc } from "./time.mjs";

/** One side of a commit. `user` is whom GitHub links the address to, or `null`. */
export class GitActor {
  constructor({ name, email, user }, at, offsetMins) {
    Object.assign(this, { name, email, user, at, offsetMins });
  }
  __typename = "GitActor";
  get date() {
    return local(this.at, this.offsetMins);
  }
  avatarUrl() {
    return this.user?.avatarUrl({}) ?? "https://avatars.githubusercontent.com/u/0?v=4";
  }
}

/**
 * A commit. `author` and `committer` are GitActors; `pullRequest` is the one that brought it in, or
 * `null`. Moments are seconds.
 */
export class Commit {
  constructor({ oid, repository, author, committer, messageHeadline, pullRequest = null }) {
    Object.assign(this, { oid, repository, author, committer, messageHeadline, pullRequest });
  }
  __typename = "Commit";
  get id() {
    return `C_${this.repository.databaseId}_${this.oid}`;
  }
  get abbreviatedOid() {
    return this.oid.slice(0, 7);
  }
  get authoredDate() {
    return utc(this.author.at);
  }
  get committedDate() {
    return utc(this.committer.at);
  }
  get authoredByCommitter() {
    return this.author.email === this.committer.email;
  }
  get committedViaWeb() {
    return this.committer.user?.login === "web-flow";
  }
  get message() {
    return this.messageHeadline;
  }
  get messageBody() {
    return "";
  }
  get url() {
    return `${this.repository.url}/commit/${this.oid}`;
  }
  get commitUrl() {
    return this.url;
  }
  get additions() {
    return parseInt(this.oid.slice(0, 2), 16);
  }
  get deletions() {
    return parseInt(this.oid.slice(2, 4), 16) >> 2;
  }
  get changedFilesIfAvailable() {
    return 1 + (parseInt(this.oid.slice(4, 5), 16) >> 1);
  }
  authors(args) {
    return connection([this.author], args, { idOf: (actor) => actor.email });
  }
  parents(args) {
    const index = this.repository.commits.indexOf(this);
    return connection(this.repository.commits.slice(index + 1, index + 2), args);
  }
  associatedPullRequests(args) {
    return connection(this.pullRequest ? [this.pullRequest] : [], args);
  }
  history(args) {
    const { commits } = this.repository;
    const from = commits[0] === this ? commits : commits.slice(commits.indexOf(this));
    const found = within(byAuthor(this.repository, from, args.author), args);
    return connection(found, args, {
      // GitHub's cursors of a history: the commit it starts from and how far on.
      cursorOf: (_, index) => `${this.oid} ${index}`,
      indexOf: (cursor) => {
        const [, oid, index] = /^([0-9a-f]{40}) (\d+)$/.exec(cursor) ?? [];
        return oid === this.oid && Number(index) < found.length ? Number(index) : -1;
      },
    });
  }
}

/** GitHub: `id` finds commits under linked addresses only, and takes precedence over `emails`. */
function byAuthor(repository, commits, author) {
  if (author?.id != null) {
    if (commits !== repository.commits) return commits.filter((c) => c.author.user?.id === author.id);
    repository.byAuthor ??= grouped(commits, authorId);
    return repository.byAuthor.get(author.id) ?? [];
  }
  if (author?.emails == null) return commits;
  const wanted = new Set(author.emails.map((email) => email.toLowerCase()));
  return commits.filter((commit) => wanted.has(commit.author.email.toLowerCase()));
}

function authorId(commit) {
  return commit.author.user?.id;
}

/** Map.groupBy, which Node 20 has not. */
function grouped(commits, keyOf) {
  const groups = new Map();
  for (const commit of commits) {
    const group = groups.get(keyOf(commit));
    if (group) group.push(commit);
    else groups.set(keyOf(commit), [commit]);
  }
  return groups;
}

/** As git's --since and --until: by the committer's time, both ends included. */
function within(commits, { since, until }) {
  if (since == null && until == null) return commits;
  const from = since == null ? -Infinity : moment(since);
  const to = until == null ? Infinity : moment(until);
  return commits.filter(({ committer }) => from <= committer.at && committer.at <= to);
}

function moment(text) {
  try {
    return seconds(text);
  } catch {
    throw refusal("ARGUMENT_ERROR", `\`${text}\` is not a valid GitTimestamp`);
  }
}
