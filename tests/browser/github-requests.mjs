// What was asked of the double: how many requests are enough for someone, and how many there were at once.

import { truthOf } from "./github/truth.mjs";
import { API_HOST } from "./github/server.mjs";

/** The requests to GitHub's API without preflights, which are the browser's own. */
export function ofApi(record) {
  return record.of({ host: API_HOST });
}

/** Those that a token was sent with. */
export function withToken(record, token) {
  return ofApi(record).filter(({ headers }) => headers.authorization === `Bearer ${token}`);
}

/**
 * The most requests that reading someone may take: one for each repository whose history is read, the pages
 * of 100 of every list, two for each year, and ten.
 * @param {object} story whose
 * @param {object[]} requests of the record: they tell which histories were read, and of how many years
 * @param {object} which of truthOf()
 */
export function bound(story, requests, which) {
  const of = (operation) => requests.filter((request) => request.operation === operation);
  const read = new Set(of("Commits").flatMap(({ variables }) => variables.ids));
  const years = new Set(of("Reviews").map(({ variables }) => variables.from)).size;
  const told = Object.entries(truthOf(story, which));
  const lists = told.filter(([kind]) => kind !== "commits" && kind !== "releases");
  const pages = lists.map(([, { count }]) => Math.ceil(count / 100));
  for (const kind of ["commits", "releases"]) pages.push(...pagesByRepository(story, kind, which));
  return read.size + pages.reduce((sum, some) => sum + some, 0) + 2 * years + 10;
}

function pagesByRepository(story, kind, which) {
  const counts = new Map();
  for (const event of story.ledger) {
    if (event.kind !== kind) continue;
    const { count } = truthOf({ ledger: [event] }, which)[kind];
    counts.set(event.repository, (counts.get(event.repository) ?? 0) + count);
  }
  return [...counts.values()].map((count) => Math.ceil(count / 100));
}

/** The most requests that were under way at one moment. */
export function mostAtOnce(requests) {
  const ends = requests.flatMap(({ at, endedAt }) => [[at, 1], [endedAt ?? Infinity, -1]]);
  // What ends in the millisecond in which another begins was before it.
  ends.sort(([one, begins], [other, otherBegins]) => one - other || begins - otherBegins);
  let now = 0;
  return ends.reduce((most, [, change]) => Math.max(most, (now += change)), 0);
}
