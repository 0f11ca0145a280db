// What is true of a seeded person: how many events of each kind, and the sum of their moments.

import { offsetText, yearStart } from "./time.mjs";

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

const KINDS = [
  ...["commits", "issues", "pullRequests", "reviews", "issueComments", "commitComments"],
  ...["gistComments", "discussions", "discussionComments", "stars", "gists", "releases"],
  "repositories",
];
