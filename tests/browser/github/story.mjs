// Writes a person's life into the world, and into a ledger of what is true: every event once, with
// its moment. The ledger knows nothing of GraphQL, so that it can judge what comes through it.

import { Commit, GitActor } from "./commits.mjs";
import { Post, Star } from "./posts.mjs";
import { seeded } from "./random.mjs";
import { DAY, HOUR, MINUTE } from "./time.mjs";

const LANGUAGES = ["Fennel", "Gleam", "Idris", "Janet", "Pony"];
const made = new Map(); // languages by name

/** GitHub knows each language once. */
function languageNamed(name) {
  if (!made.has(name)) {
    const id = `LANG_${made.size}`;
    const color = `#${(0x336699 + made.size * 0x1f2e3d).toString(16).slice(-6)}`;
    made.set(name, { __typename: "Language", id, name, color });
  }
  return made.get(name);
}

/** The lists of a User that the ledger counts, each by its own name. */
const POST_TYPES = {
  issues: "Issue",
  pullRequests: "PullRequest",
  reviews: "PullRequestReview",
  issueComments: "IssueComment",
  commitComments: "CommitComment",
  gistComments: "GistComment",
  discussions: "Discussion",
  discussionComments: "DiscussionComment",
  gists: "Gist",
  releases: "Release",
};

/** One person's life. */
export class Story {
  /** What truly happened: see `truth.mjs` for the fields. */
  ledger = [];
  subjects = new Map(); // repository -> what is commented on there

  /**
   * @param {import("./world.mjs").World} world
   * @param {object} person
   * @param {string} person.login
   * @param {(at: number) => number} person.zone minutes east of UTC where the person was then
   * @param {number} [person.joined] seconds; six years before the world's now by default
   * @param {boolean} [person.sharesPrivate]
   */
  constructor(world, { login, zone, joined = world.now - 6 * 365 * DAY, sharesPrivate }) {
    Object.assign(this, { world, zone, joined, random: seeded(login) });
    const emails = [`${login}@mail.example`, `${login}@users.noreply.github.com`];
    this.user = world.user({ login, name: `Person ${login}`, at: joined, emails, sharesPrivate });
    this.until = world.now; // nothing happens today: tests may ask at any hour
  }

  /**
   * Moments awake, `from <= t < until`, in order: between 9:00 and 1:00 of the person's own clock,
   * more in the evening than in the morning.
   * @param {number} [from] seconds
   * @param {number} [until] seconds
   */
  awake(count, from = this.joined, until = this.until) {
    const moments = [];
    while (moments.length < count) {
      const some = this.random.whole(from, until);
      const offset = this.zone(some) * MINUTE;
      const midnight = some + offset - ((some + offset) % DAY) - offset;
      const share = Math.max(this.random.number(), this.random.number());
      const at = midnight + 9 * HOUR + Math.floor(share * 16 * HOUR);
      if (from <= at && at < until) moments.push(at);
    }
    return moments.sort((a, b) => a - b);
  }

  /**
   * A repository of the person's, unless another owner is named. Creating one is an event.
   * `languages`: names, the one with the most code first; one by chance where none are named.
   */
  repository(name, fields = {}) {
    const { owner = this.user, at = this.awake(1)[0], members = [], ...rest } = fields;
    const byChance = LANGUAGES[this.random.whole(0, LANGUAGES.length)];
    const languages = (rest.languages ?? [byChance]).map(languageNamed);
    const all = [this.user.login, ...members];
    const made = this.world.repository({ owner, name, at, ...rest, languages, members: all });
    if (owner !== this.user) return made;
    this.user.did.repositories.push(made);
    if (!made.isFork) this.#note("repositories", at, made);
    return made;
  }

  /**
   * A commit whose author is this person.
   * @param {number} at seconds, the author's time
   * @param {object} [how]
   * @param {number} [how.offset] minutes east of UTC; the person's zone by default
   * @param {string} [how.email] the author's address; the linked one by default
   * @param {{name, email, user}} [how.committer] and `how.committedAt`; the author's by default
   * @param {string} [how.category] what the ledger calls it: "human" by default, see truth.mjs
   */
  commit(repository, at, how = {}) {
    const { offset = this.zone(at), category = "human", committedAt = at } = how;
    const email = how.email ?? this.user.emails[0];
    const person = { name: this.user.name, email, user: this.world.linked(email) };
    const made = this.#commit(repository, {
      author: new GitActor(person, at, offset),
      committer: new GitActor(how.committer ?? person, committedAt, how.committerOffset ?? offset),
      messageHeadline: how.message ?? `Change ${repository.commits.length + 1}`,
      pullRequest: how.pullRequest,
    });
    if (person.user === this.user) this.user.did.commits.push(made);
    const { oid } = made;
    this.#note("commits", at, repository, { oid, offset, committedAt, email, category });
    return made;
  }

  /** A commit of anybody else. @param {{name, email, user}} who */
  foreignCommit(repository, at, who, { offset = 0, message = "Change of another" } = {}) {
    const actor = new GitActor(who, at, offset);
    return this.#commit(repository, { author: actor, committer: actor, messageHeadline: message });
  }

  #commit(repository, fields) {
    const made = new Commit({ oid: this.random.hex(40), repository, ...fields });
    repository.commits.push(made);
    return made;
  }

  /** A fork holds the same commits as what it was forked from: the ledger counts each once. */
  fork(parent, name, at) {
    const made = this.repository(name, { parent, at, languages: parent.writtenIn.map(({ name }) => name) });
    for (const { oid, author, committer, messageHeadline } of parent.commits) {
      if (committer.at > at) continue;
      made.commits.push(new Commit({ oid, repository: made, author, committer, messageHeadline }));
    }
    return made;
  }

  /**
   * Anything else of the person's. @param {keyof POST_TYPES} kind
   * @param {object | null} repository `null` for gists and their comments
   * @param {object} [fields] more fields of Post
   */
  post(kind, repository, at, fields = {}) {
    const number = this.world.nextId++;
    const name = `${POST_TYPES[kind]} ${number}`;
    const common = { number, author: this.user, repository, at, title: name, name };
    const made = this.world.add(new Post(POST_TYPES[kind], { ...common, ...fields }));
    this.user.did[kind].push(made);
    if (kind === "releases") repository.releaseList.push(made);
    this.#note(kind, at, repository, { id: made.id });
    return made;
  }

  star(repository, at) {
    this.user.did.stars.push(new Star(repository, at));
    repository.stargazerCount += 1;
    this.#note("stars", at, repository);
  }

  /**
   * Some of every kind, spread over these repositories (`[null]` for gists and their comments).
   * @param {Record<string, number>} counts
   * @param {number} [from] seconds
   */
  spread(counts, repositories, from = this.joined) {
    for (const [kind, count] of Object.entries(counts)) {
      for (const at of this.awake(count, from)) {
        const repository = this.random.pick(repositories);
        this.post(kind, repository, at, this.#belonging(kind, this.#subjects(repository)));
      }
    }
  }

  /** What a kind has besides a moment: what it belongs to, and what became of it. */
  #belonging(kind, { issue, pullRequest, discussion, gist }) {
    const { random, until } = this;
    const ended = { closed: until - 1 };
    if (kind === "issues") return { later: random.chance(0.5) ? ended : {} };
    if (kind === "pullRequests") return { later: random.chance(0.5) ? { ...ended, merged: until - 1 } : {} };
    if (kind === "reviews") return { pullRequest };
    if (kind === "gistComments") return { gist };
    if (kind === "discussionComments") return { discussion };
    if (kind === "releases") return { tagName: `v1.${random.whole(0, 1_000_000)}` };
    if (kind !== "issueComments") return {};
    const later = random.chance(0.2) ? { edited: until - random.whole(1, DAY) } : {};
    return { issue, pullRequest: random.chance(0.3) ? pullRequest : null, later };
  }

  /** What comments and reviews of a repository belong to: another's, so no event of this person. */
  #subjects(repository) {
    if (this.subjects.has(repository)) return this.subjects.get(repository);
    const author = this.world.userNamed("other-person");
    const at = repository?.at ?? this.joined;
    const make = (type) => {
      const number = this.world.nextId++;
      return this.world.add(new Post(type, { number, author, repository, at, title: type, name: type }));
    };
    const subjects = repository
      ? { issue: make("Issue"), pullRequest: make("PullRequest"), discussion: make("Discussion") }
      : { gist: make("Gist") };
    this.subjects.set(repository, subjects);
    return subjects;
  }

  #note(kind, at, repository, more = {}) {
    const isPrivate = repository?.isPrivate ?? false;
    this.ledger.push({ kind, at, isPrivate, repository: repository?.nameWithOwner ?? null, ...more });
  }
}
