// How long the rhythm of 15 years with 200,000 posts takes, from the moment at which its worker runs and has
// been told of them: until its figures are told, until they have intervals, and for how long the page can't
// answer meanwhile. Medians of several visits; exits with 1 if a limit is broken. See ../README.md.
//
// node benches/browser/rhythm.mjs [--rounds 5]

import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, launchBrowser } from "../../tests/browser/chromium.mjs";
import { startServer } from "../../tests/browser/server.mjs";
import { fifteenYears } from "./fifteen-years.mjs";

const LIMITS = { figures: 1_000, intervals: 3_000, silence: 50 };

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });

/** Notes when which worker is told or tells what, and how long the page does not answer. */
function watch() {
  window.heard = [];
  const Own = window.Worker;
  window.Worker = class extends Own {
    constructor(address, options) {
      super(address, options);
      if (!/rhythm-worker/.test(address)) return;
      this.addEventListener("message", ({ data }) => {
        const bytes = data instanceof Uint8Array ? data : new Uint8Array(data);
        window.heard.push({ at: performance.now(), what: bytes[0] });
      });
    }
  };
}

/** The longest time between two beats from now on, until the page is closed. */
function beat() {
  window.silence = 0;
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  port2.onmessage = () => {
    const now = performance.now();
    window.silence = Math.max(window.silence, now - last);
    last = now;
    port1.postMessage(0);
  };
  port1.postMessage(0);
}

// What the worker says first: that it runs, figures. See src/engine/protocol/rhythm.rs.
const [READY, CARDS] = [0, 2];

async function visit(browser, url, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: "Asia/Tokyo" });
  const page = await context.newPage();
  await page.addInitScript(watch);
  await page.goto(url);
  await page.getByTestId("file-input").setInputFiles(path);
  await page.getByTestId("calendar-canvas").waitFor();
  await page.getByTestId("span-all").check({ force: true });
  await page.waitForTimeout(500);
  await page.evaluate(beat);
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  const told = (count) => page.waitForFunction(
    ([what, count]) => window.heard.filter((heard) => heard.what === what).length >= count,
    [CARDS, count],
    { timeout: 60_000 },
  );
  await told(2);
  await page.waitForTimeout(500);
  const { heard, silence } = await page.evaluate(() => ({ heard: window.heard, silence: window.silence }));
  await context.close();
  const ready = heard.find(({ what }) => what === READY).at;
  const [figures, intervals] = heard.filter(({ what }) => what === CARDS).map(({ at }) => at - ready);
  return { figures, intervals, silence };
}

const path = fifteenYears();
const server = await startServer({ dir: join(ROOT, "dist") });
const browser = await launchBrowser();
const runs = [];
for (let round = 0; round < Number(options.rounds); round += 1) runs.push(await visit(browser, server.url, path));
await browser.close();
await server.close?.();
let holds = true;
for (const [what, limit] of Object.entries(LIMITS)) {
  const all = runs.map((run) => run[what]).toSorted((a, b) => a - b);
  const median = all[all.length >> 1];
  holds &&= median <= limit;
  console.log(`${what}: ${median.toFixed(0)} of ${limit} ms (${all.map((ms) => ms.toFixed(0)).join(", ")})`);
}
process.exit(holds ? 0 : 1);
