// How long a large archive takes to its first calendar, and how much memory it needs, against the
// floor: the browser's own inflate doing nothing but inflating the same file of posts. Prints a
// table and exits with 1 if a limit is broken. `node benches/browser/first-calendar.mjs [SITE]`,
// where SITE is another build than dist/. See ../README.md.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT, launchBrowser } from "../../tests/browser/chromium.mjs";
import { watchMemory } from "./memory.mjs";
import { serve } from "./serve.mjs";
import { firstCalendar } from "./ways/ours.mjs";

const ROUNDS = 5;
/** Time to the first calendar, as a multiple of the floor's. */
const MOST_TIMES = 1.9;
/** Memory over the page's own at its peak, in bytes. */
const MOST_BYTES = 72e6;

const HERE = dirname(fileURLToPath(import.meta.url));
const SITE = process.argv[2] ?? join(ROOT, "dist");
const DATA = join(ROOT, "target", "bench");
const ZIP = join(DATA, "big.zip");

if (!existsSync(join(DATA, "big.json"))) {
  console.log("Making an archive of 340 MB, once …");
  const args = ["run", "--quiet", "--release", "--package", "yodori-testdata", "--", "big", DATA];
  execFileSync("cargo", args, { cwd: ROOT, stdio: "inherit" });
}
const { tweets_js: [TWEETS] } = JSON.parse(readFileSync(join(DATA, "big.json"), "utf8"));

/** The page itself, from the choice of the file until the calendar is painted. */
const yodori = {
  name: "first calendar",
  dir: SITE,
  path: "/",
  measure: firstCalendar,
};

/** The floor, in a worker as well. */
const inflate = {
  name: "inflate alone",
  dir: join(HERE, "inflate"),
  path: `/?at=${TWEETS.at}&packed=${TWEETS.packed}`,
  measure: async () => {
    while (!window.result) await new Promise(requestAnimationFrame);
    return window.result;
  },
};

/** One run in a fresh browser. */
async function run({ server, path, measure }) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(server.url + path);
  const button = page.locator("label:has([data-testid=file-input])").first();
  await button.waitFor();
  await page.waitForTimeout(1500); // until the page itself is at rest
  const memory = watchMemory();
  const own = memory.now();
  // As a person does it, for whom the page fetches ahead meanwhile: points, clicks, looks for the file.
  const dialog = page.waitForEvent("filechooser");
  await button.click();
  const chooser = await dialog;
  await page.waitForTimeout(1000);
  const measured = page.evaluate(measure);
  await chooser.setFiles(ZIP);
  const { ms, bytes } = await measured;
  const peak = memory.peak() - own;
  assert(memory.samples() >= (ms + 1000) / 50, "fewer than 20 samples a second");
  assert(bytes === undefined || bytes === TWEETS.bytes, "not the whole file was inflated");
  memory.stop();
  await browser.close();
  return { ms, peak };
}

function median(numbers) {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1];
}

const ways = [];
for (const way of [yodori, inflate]) {
  ways.push({ ...way, server: await serve(way.dir), runs: [] });
}
for (let round = 0; round < ROUNDS; round += 1) {
  for (const way of ways) way.runs.push(await run(way));
}
for (const { name, runs, server } of ways) {
  await server.close();
  const all = runs.map(({ ms }) => ms.toFixed(0)).join(" ");
  const megabytes = runs.map(({ peak }) => (peak / 1e6).toFixed(0)).join(" ");
  console.log(`${name.padEnd(15)} ms: ${all.padEnd(25)} peak MB: ${megabytes}`);
}
const [ours, floor] = ways.map(({ runs }) => median(runs.map(({ ms }) => ms)));
const peak = median(ways[0].runs.map(({ peak }) => peak));
const checks = [
  [ours <= MOST_TIMES * floor, `${(ours / floor).toFixed(2)} of ${MOST_TIMES} times the floor`],
  [peak <= MOST_BYTES, `${(peak / 1e6).toFixed(1)} of ${MOST_BYTES / 1e6} MB`],
];
for (const [holds, says] of checks) console.log(`${holds ? "ok  " : "FAIL"} ${says}`);
process.exitCode = checks.every(([holds]) => holds) ? 0 : 1;
