// What a first visitor waits for on a slow phone: a slow 4G, a CPU four times as slow, nothing in the
// cache. Prints each run and the medians, and exits with 1 if a limit is broken.
// `node benches/browser/slow.mjs [--rounds 5] [SITE]`, where SITE is another build than dist/. See ../README.md.

import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { ROOT, launchBrowser } from "../../tests/browser/chromium.mjs";
import { launchBare } from "./pipe.mjs";
import { serve } from "./serve.mjs";

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: "string", default: "5" } } });
const ROUNDS = Number(options.rounds);
const SITE = positionals[0] ?? join(ROOT, "dist");
const ARCHIVE = join(ROOT, "target", "testdata", "calendar.zip");
const CPU = 4;
/** After so many milliseconds all has come. */
const VISIT = 6_000;
/**
 * So many milliseconds a new browser is left alone first: it loads its own surfaces then, on the same cores. A visitor's
 * browser has long done so.
 */
const SETTLED = 5_000;
/** Bytes a second; a request's answer begins after `latency` ms. */
const net = (latency, down, up) => ({ offline: false, latency, downloadThroughput: down / 8, uploadThroughput: up / 8 });
const NETS = {
  "slow 4G (150 ms)": net(150, 1.6e6, 750e3),
  "DevTools' Slow 4G (562.5 ms)": net(562.5, 1.44e6, 675e3),
};
/** At most so many milliseconds after the visitor set out, by what is waited for, on either. */
const LIMITS = { text: 1000, door: 2000 };
const NAMES = {
  first: "first paint",
  text: "welcome text painted",
  door: "a door answers",
  started: "the app has started",
};

/**
 * Notes when the welcome's text is painted and when the app has started. The text is marked as it comes, for the browser
 * to tell of it even if it is gone by then: the app soon takes its place.
 */
function noteText() {
  new PerformanceObserver((list) => {
    window.textPainted ??= list.getEntries()[0].startTime;
  }).observe({ type: "element", buffered: true });
  const coming = new MutationObserver(() => {
    for (const text of document.querySelectorAll(".hero__lead:not([elementtiming])")) text.setAttribute("elementtiming", "welcome");
    if (!document.body || !("started" in document.body.dataset)) return;
    window.appStarted = performance.now();
    coming.disconnect();
  });
  coming.observe(document, { subtree: true, childList: true, attributeFilter: ["data-started"] });
}

/** What a visit told, asked when all is over: a question that comes before takes time of the page's own. */
const TOLD = `JSON.stringify({
  first: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
  text: window.textPainted,
  door: performance.getEntriesByName("yodori-door")[0]?.startTime,
  started: window.appStarted,
})`;

/** One visit in a fresh browser. Milliseconds since the visitor set out, see NAMES. */
async function visit(url, speed) {
  const browser = await launchBare(["--accept-lang=ja-JP"]);
  const { send } = browser;
  try {
    await send("Network.enable");
    await send("Network.setCacheDisabled", { cacheDisabled: true });
    await send("Network.emulateNetworkConditions", speed);
    await send("Emulation.setCPUThrottlingRate", { rate: CPU });
    await send("Emulation.setDeviceMetricsOverride", { width: 412, height: 823, deviceScaleFactor: 1, mobile: true });
    await send("Page.enable");
    await send("Page.addScriptToEvaluateOnNewDocument", { source: `(${noteText})()` });
    await sleep(SETTLED);
    await send("Page.navigate", { url });
    await sleep(VISIT);
    const { result } = await send("Runtime.evaluate", { expression: TOLD });
    const times = JSON.parse(result.value);
    for (const key of Object.keys(NAMES)) assert(times[key] > 0, `${NAMES[key]}: not within ${VISIT} ms`);
    return times;
  } finally {
    await browser.close();
  }
}

/** A door that says that it answers does: the archive that is chosen at that moment is opened. */
async function doorAnswers(url, speed) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ locale: "ja-JP" });
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", speed);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => performance.getEntriesByName("yodori-door").length > 0);
  await page.getByTestId("file-input").setInputFiles(ARCHIVE);
  await page.getByTestId("calendar-canvas").waitFor();
  await browser.close();
}

const median = (numbers) => numbers.toSorted((one, other) => one - other)[numbers.length >> 1];

const server = await serve(SITE);
const url = `${server.url}/`;
for (const [name, speed] of Object.entries(NETS)) {
  console.log(`${name}, CPU ${CPU} times as slow, median of ${ROUNDS}`);
  const runs = [];
  for (let round = 0; round < ROUNDS; round += 1) runs.push(await visit(url, speed));
  for (const [key, what] of Object.entries(NAMES)) {
    const all = runs.map((run) => run[key]);
    const holds = !(median(all) > LIMITS[key]);
    const verdict = LIMITS[key] ? `${holds ? "ok" : "FAIL"}, at most ${LIMITS[key]}` : "";
    console.log(`  ${what.padEnd(22)} ${median(all).toFixed(0).padStart(5)} ms  (${all.map(Math.round).join(" ")})  ${verdict}`);
    if (!holds) process.exitCode = 1;
  }
}
await doorAnswers(url, NETS["slow 4G (150 ms)"]);
console.log("A file that is chosen as soon as the door says that it answers is opened.");
await server.close();
