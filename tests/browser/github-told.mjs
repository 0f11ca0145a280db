// What the GitHub worker gives the page, heard beside it, and what it should give by the double's ledger.

import { truthOf } from "./github/truth.mjs";

/** Kinds of events as the product numbers them, from this number on. */
const FIRST_KIND = 28;
const KINDS = [
  ...["commit", "push", "issue", "pullRequest", "review", "comment", "discussion", "star", "gist"],
  ...["release", "repository"],
];

/** Which kinds of the ledger are which of the product's. */
const OF_LEDGER = {
  commits: "commit",
  issues: "issue",
  pullRequests: "pullRequest",
  reviews: "review",
  issueComments: "comment",
  commitComments: "comment",
  gistComments: "comment",
  discussions: "discussion",
  discussionComments: "comment",
  stars: "star",
  gists: "gist",
  releases: "release",
  repositories: "repository",
};

/**
 * An init script: from then on `window.told` holds what the last GitHub worker has told. Its messages are
 * bytes whose first says which (see src/engine/protocol/github.rs): 4 are events, after a number, in rows of
 * 24 bytes; 5 is everything else that was found, and ends with whether it is all.
 */
export function listen() {
  const [EVENTS, FOUND, ROW] = [4, 5, 24];
  const hear = (told, bytes) => {
    if (bytes[0] === EVENTS) told.coming.push(bytes.slice(bytes.length % ROW === 0 ? ROW : bytes.length % ROW));
    if (bytes[0] !== FOUND) return;
    told.rows = told.coming;
    told.coming = [];
    told.pictures += 1;
    told.isAll = bytes.at(-1) === 1;
  };
  window.Worker = new Proxy(window.Worker, {
    construct(target, args) {
      const worker = Reflect.construct(target, args);
      if (!String(args[0]).includes("github-worker")) return worker;
      const told = { coming: [], rows: [], pictures: 0, isAll: false };
      window.told = told;
      worker.addEventListener("message", ({ data }) => hear(told, data));
      return worker;
    },
  });
}

/**
 * The events that the worker has given so far, by the product's kinds; kinds of which there are none are
 * not there. `flagged` of them are left out at first.
 * @returns {Promise<{isAll: boolean, pictures: number, flagged: number,
 *   kinds: Record<string, {count: number, sum: number}>}>} `sum` of seconds
 */
export async function told(page) {
  const { counts, ...rest } = await page.evaluate(() => {
    const [ROW, SECS, KIND, FLAGS, NOT_DONE] = [24, 8, 21, 22, 8 | 16 | 32 | 64];
    const { rows, isAll, pictures } = window.told;
    const counts = {};
    let flagged = 0;
    for (const some of rows) {
      const view = new DataView(some.buffer, some.byteOffset, some.byteLength);
      for (let at = 0; at < some.length; at += ROW) {
        const of = (counts[some[at + KIND]] ??= { count: 0, sum: 0 });
        of.count += 1;
        of.sum += view.getUint32(at + SECS, true);
        if (some[at + FLAGS] & NOT_DONE) flagged += 1;
      }
    }
    return { counts, isAll, pictures, flagged };
  });
  const named = Object.entries(counts).map(([kind, of]) => [KINDS[kind - FIRST_KIND] ?? kind, of]);
  return { ...rest, kinds: Object.fromEntries(named) };
}

/**
 * What they should be.
 * @param {object} github of startGithub()
 * @param {string} name of a person
 * @param {object} [which] of truthOf()
 */
export function expected(github, name, which = {}) {
  const story = github.stories[name];
  const kinds = {};
  const add = (kind, count, sum) => {
    if (count === 0) return;
    const of = (kinds[kind] ??= { count: 0, sum: 0 });
    of.count += count;
    of.sum += sum;
  };
  for (const [kind, { count, sum }] of Object.entries(truthOf(story, which))) add(OF_LEDGER[kind], count, sum);
  // Forking is something done as well; the ledger counts what was begun by the person.
  for (const { isFork, at, isPrivate } of story.user.did.repositories) {
    const fork = { ledger: [{ kind: "repositories", at, isPrivate }] };
    if (isFork) add("repository", truthOf(fork, which).repositories.count, at);
  }
  return kinds;
}

/** How many events these are together. */
export function countOf(kinds) {
  return Object.values(kinds).reduce((sum, { count }) => sum + count, 0);
}
