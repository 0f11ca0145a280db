// Six years of somebody who commits twenty times a day: the page answers while 40,000 commits are read, shows
// what there is so far, and takes little memory for it.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { watchMemory } from "../../benches/browser/memory.mjs";
import * as gh from "./github-page.mjs";
import { ofApi } from "./github-requests.mjs";
import { countOf, expected, told } from "./github-told.mjs";
import { startGithub } from "./github/server.mjs";
import { launchBrowser } from "./harness.mjs";
import { longestSilence, startHeartbeat } from "./heartbeat.mjs";
import { becomes, chooseRange, drawn } from "./visit.mjs";

/** It takes 20 on a quiet machine. */
const MOST_MS = 50;
/** Over what the page has taken before. */
const MOST_BYTES = 64e6;
/** Other programs can keep the page waiting as well, but hardly every time. */
const TRIES = 3;
/** So many milliseconds later each answer comes: from far away none is there at once. */
const FAR_MS = 25;

const github = await startGithub({ people: ["large"] });
const ALL = countOf(expected(github, "large"));
after(() => github.close());

/** Opens the form and begins to read all years, from far away. @param {object} options of openGithub() */
async function begin(options) {
  github.reset();
  github.fail({ when: {}, as: "slow", ms: FAR_MS, times: Infinity });
  const page = await gh.openGithub(github, options);
  const read = () => gh.read(page, { token: github.tokens.large.fine.value, years: "all" });
  return { page, read };
}

/** The longest silences in milliseconds: while it is read, and on the way to the calendar of all years. */
async function silences() {
  const { page, read } = await begin({ hears: false });
  await page.waitForTimeout(500); // until the page itself is at rest
  await startHeartbeat(page);
  await read();
  await gh.done(page);
  const reading = await longestSilence(page);
  await startHeartbeat(page);
  await gh.seeCalendar(page);
  await drawn(page);
  const showing = await longestSilence(page);
  await becomes(async () => (await page.getByTestId("posts").count()) > 0, true);
  await chooseRange(page, "all");
  await becomes(() => gh.countedOnCalendar(page), ALL);
  await page.context().close();
  return { reading, showing };
}

test(`the page and its worker take at most ${MOST_BYTES / 1e6} MB more`, async (t) => {
  // In a browser of its own, which no other page has used.
  const on = await launchBrowser(gh.argsOf(github));
  try {
    const { page, read } = await begin({ hears: false, on });
    await page.waitForTimeout(1_500); // until the page itself is at rest
    const memory = watchMemory();
    const own = memory.now();
    await read();
    await gh.done(page);
    const peak = memory.peak() - own;
    memory.stop();
    t.diagnostic(`${(peak / 1e6).toFixed(1)} MB over the page's own ${(own / 1e6).toFixed(1)}`);
    assert(peak <= MOST_BYTES, `${(peak / 1e6).toFixed(1)} MB`);
  } finally {
    await on.close();
  }
});

test(`the page is never kept from answering for ${MOST_MS} ms`, async (t) => {
  const seen = [];
  const longest = ({ reading, showing }) => Math.max(reading, showing);
  do {
    seen.push(await silences());
  } while (longest(seen.at(-1)) >= MOST_MS && seen.length < TRIES);
  const words = seen.map((one) => `${Math.round(one.reading)} reading, ${Math.round(one.showing)} showing`);
  t.diagnostic(`longest silences in ms: ${words.join("; ")}`);
  assert(longest(seen.at(-1)) < MOST_MS, words.join("; "));
});

test("what was found so far is shown while the rest is read", async (t) => {
  const { page, read } = await begin();
  await read();
  const seen = [];
  const isDone = gh.done(page).then(() => true);
  while (!(await Promise.race([isDone, new Promise((later) => setTimeout(later, 50, false))]))) {
    const { kinds, isAll, pictures } = await told(page);
    if (isAll || pictures === (seen.at(-1)?.pictures ?? 0)) continue;
    await drawn(page);
    seen.push({ pictures, events: countOf(kinds), ...(await gh.progress(page)) });
  }
  t.diagnostic(JSON.stringify(seen));
  assert(seen.length >= 2, `${seen.length} pictures before the last`);
  for (const [nth, { events, repositories, done }] of seen.entries()) {
    assert(events > (seen[nth - 1]?.events ?? 0) && events < ALL, `${events} events`);
    assert(done <= repositories && repositories <= 250, `${done} of ${repositories} repositories`);
  }
  const { kinds } = await told(page);
  assert.deepEqual(kinds, expected(github, "large"));
  t.diagnostic(`${ofApi(github.record).length} requests`);
});
