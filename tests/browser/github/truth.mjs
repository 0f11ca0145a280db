// What is true of a seeded person: how many events of each kind, and the sum of their moments.

import { contributionDays } from "./contributions.mjs";
import { DAY, offsetText, yearStart } from "./time.mjs";

/**
 * The exact events of a person, each once, however many ways there are to read it.
 *
 * @param {{ledger: object[]}} story whose
 * @param {object} [which]
 * @param {number[]} [which.years] calendar years in UTC; all of them by default
 * @param {number} [which.since] and `which.until`: seconds, `since <= t < until`, besides the years
 * @param {boolean} [which.withPrivate] also what only a token with rights sees; false by default
 * @param {string[]} [which.emails] also commits under these unlinked addresses; none by default
 * @param {(event: object) => boolean} [which.keep] to judge single events: of all `kind`, `at`
 *   (seconds), `isPrivate`, `repository`; of commits also `oid`, `offset` (minutes east of UTC),
 *   `committedAt`, `email`, `category`
 * @returns {Record<string, {count: number, sum: number, offsets?: Record<string, number>,
 *   categories?: Record<string, number>}>} by kind: commits, issues, pullRequests, reviews,
 *   issueComments, commitComments, gistComments, discussions, discussionComments, stars, gists,
 *   releases, repositories; `sum` is of seconds, exactly; of commits also how many with each offset
 *   ("+09:00") and of each category:
 *   "human", "self-ci" (a machine under the person's name), "merged-by-other" (the time is of whoever
 *   pressed the button), "web" (on GitHub's own page), "rebased" (many with one committer time),
 *   "imported" (older than the repository), "container" (true, but a machine in UTC), "unlinked"
 */
export function truthOf(story, which = {}) {
  const { years, since = -Infinity, until = Infinity, withPrivate = false, emails = [], keep } = which;
  const inYears = (at) => !years || years.some((y) => yearStart(y) <= at && at < yearStart(y + 1));
  const told = Object.fromEntries(KINDS.map((kind) => [kind, { count: 0, sum: 0 }]));
  Object.assign(told.commits, { offsets: {}, categories: {} });
  for (const event of story.ledger) {
    const { kind, at } = event;
    if (at < since || at >= until || !inYears(at)) continue;
    if (event.isPrivate && !withPrivate) continue;
    if (event.category === "unlinked" && !emails.includes(event.email)) continue;
    if (keep && !keep(event)) continue;
    const of = told[kind];
    of.count += 1;
    of.sum += at;
    if (kind !== "commits") continue;
    const offset = offsetText(event.offset);
    of.offsets[offset] = (of.offsets[offset] ?? 0) + 1;
    of.categories[event.category] = (of.categories[event.category] ?? 0) + 1;
  }
  return told;
}

/** The ledger's names of what feeds a bird, as the product numbers them. */
const FEEDS = ["commits", "issues", "pullRequests", "reviews"];
/** What a bird is not fed with: see truthOf(). */
const OF_OTHERS = ["self-ci", "merged-by-other", "imported", "unlinked"];

/**
 * What feeds the bird of a person: each thing once, in the order of its time, then of its kind.
 * @param {{ledger: object[], world: object}} story whose
 * @param {{since: number, until: number, withPrivate?: boolean}} which seconds, `since <= t < until`
 * @returns {{kind: number, id: string, at: number, repository: string, languages: string[]}[]} `kind` is a
 *   place among commits, issues, pull requests and reviews; languages by size, the largest first
 */
export function foodOf({ ledger, world }, { since, until, withPrivate = false }) {
  const fed = ledger.filter(
    ({ kind, at, category, isPrivate }) =>
      FEEDS.includes(kind) && since <= at && at < until && !OF_OTHERS.includes(category) && (withPrivate || !isPrivate),
  );
  // A commit is in forks as well: of all its repositories it is told as one of the first by name.
  const holding = new Map();
  for (const { nameWithOwner, commits } of world.repositories) {
    for (const { oid } of commits) {
      if (!(holding.get(oid) < nameWithOwner)) holding.set(oid, nameWithOwner);
    }
  }
  const bites = fed.map(({ kind, at, oid, id, repository: of }) => {
    const repository = holding.get(oid) ?? of;
    const languages = world.repositoryNamed(repository).writtenIn.map(({ name }) => name);
    return { kind: FEEDS.indexOf(kind), id: oid ?? id, at, repository, languages };
  });
  return bites.sort((a, b) => a.at - b.at || a.kind - b.kind);
}

/**
 * The public contributions of whom a person follows, of the 365 days before a moment: the most first.
 * @param {{user: object}} story whose
 * @param {number} now seconds
 * @returns {{login: string, name: string, contributions: number}[]}
 */
export function rankingOf({ user }, now) {
  const years = user.follows.map((one) => yearOf(one, now));
  return years.sort((a, b) => b.contributions - a.contributions || (a.login < b.login ? -1 : 1));
}

/** The same of one person alone. Commits count by the day, as GitHub counts them. */
export function yearOf(user, now) {
  const isWithin = ({ at, repository }) => now - 365 * DAY <= at && at <= now && !repository.isPrivate;
  const posts = ["issues", "pullRequests", "reviews"].flatMap((kind) => user.did[kind]).filter(isWithin);
  const days = contributionDays(user).filter(isWithin);
  const contributions = days.reduce((sum, { commitCount }) => sum + commitCount, posts.length);
  return { login: user.login, name: user.name, contributions };
}

const KINDS = [
  ...["commits", "issues", "pullRequests", "reviews", "issueComments", "commitComments"],
  ...["gistComments", "discussions", "discussionComments", "stars", "gists", "releases"],
  "repositories",
];
