// What Lighthouse says of the shipped page on a phone: slow 4G, a CPU four times as slow. Prints each page's
// medians and what costs points, and exits with 1 if a score is too low. `cargo xtask lighthouse` brings
// Lighthouse and calls this; by hand: `LIGHTHOUSE=FOLDER node benches/browser/lighthouse.mjs [SITE]`, where
// FOLDER is where npm has installed it and SITE is another build than dist/.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, launchBrowser } from "../../tests/browser/chromium.mjs";
import { serve } from "./serve.mjs";

const ROUNDS = 3;
const SITE = process.argv[2] ?? join(ROOT, "dist");
const PAGES = ["/", "/en/"].filter((path) => existsSync(join(SITE, path, "index.html")));
/** At least so many points of 100. */
const LEAST = { performance: 95, accessibility: 100, "best-practices": 100, seo: 100 };
const TIMES = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift", "speed-index"];

const folder = process.env.LIGHTHOUSE;
assert(folder, "call `cargo xtask lighthouse`, or set LIGHTHOUSE");
const { default: lighthouse } = await import(pathToFileURL(join(folder, "node_modules/lighthouse/core/index.js")));

/** One look at a page by a fresh browser. */
async function look(url) {
  const port = await freePort();
  const browser = await launchBrowser([`--remote-debugging-port=${port}`]);
  try {
    const { lhr } = await lighthouse(url, { port, onlyCategories: Object.keys(LEAST), logLevel: "error" });
    assert(!lhr.runtimeError, lhr.runtimeError?.message);
    return lhr;
  } finally {
    await browser.close();
  }
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

/** What costs points in a category, in one line each. */
function losses({ categories, audits }, category) {
  const counted = categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]);
  const lost = counted.filter(({ score }) => score !== null && score < 1);
  return lost.map(({ id, title, displayValue }) => `  ${id}: ${title} ${displayValue ?? ""}`);
}

const server = await serve(SITE);
for (const path of PAGES) {
  const looks = [];
  for (let round = 0; round < ROUNDS; round += 1) looks.push(await look(server.url + path));
  console.log(`${path}  (Lighthouse ${looks[0].lighthouseVersion}, phone, median of ${ROUNDS})`);
  for (const [category, least] of Object.entries(LEAST)) {
    const scores = looks.map(({ categories }) => Math.round(categories[category].score * 100));
    const holds = median(scores) >= least;
    console.log(`${holds ? "ok  " : "FAIL"} ${category.padEnd(15)} ${median(scores)} of ${least}  (${scores.join(" ")})`);
    if (median(scores) < 100) console.log([...new Set(looks.flatMap((each) => losses(each, category)))].join("\n"));
    if (!holds) process.exitCode = 1;
  }
  for (const id of TIMES) {
    const values = looks.map(({ audits }) => audits[id].numericValue);
    console.log(`     ${id.padEnd(25)} ${median(values).toFixed(id.startsWith("cum") ? 3 : 0)}`);
  }
}
await server.close();
