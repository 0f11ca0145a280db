// One way, one archive, one fresh browser.

import assert from "node:assert/strict";
import { launchBrowser } from "../../tests/browser/chromium.mjs";
import { longestSilence, startHeartbeat } from "../../tests/browser/heartbeat.mjs";
import { watchMemory } from "./memory.mjs";

const PATIENCE_MS = 120_000;
/** What tells that no memory was left, or that a file was too large. */
const TOO_LARGE = /allocation|memory|NotReadable|RangeError/i;
/** V8's longest string. What a longer file leads to is put in many words, or in an empty text. */
const LONGEST_STRING = 536_870_888;

/**
 * Has a way read an archive.
 * @returns {Promise<{ms: number, readyMs?: number, openedMs?: number, workers: number, peak: number,
 *   silence: number}
 *   | {unable: string}>} `peak` in bytes over the page's own, `workers` how many there were at once,
 *   `silence` the longest time in milliseconds for which the page could not answer
 */
export async function run(way, url, archive) {
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const crash = new Promise((crashed) => page.once("crash", crashed));
    await way.open(page, url);
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
    await startHeartbeat(page);
    const answered = Promise.race([way.answer(page), failure(crash)]).catch(notAfterTheEnd);
    await chooser.setFiles(archive.zip);
    const answer = await answered;
    const [peak, workers, samples] = [memory.peak() - own, memory.workers(), memory.samples()];
    memory.stop();
    if (answer.unable) return { unable: reason(answer.unable, archive) };
    if (samples < (answer.ms + 1000) / 50) console.warn("fewer than 20 samples a second: the peak may be higher");
    check(way, archive, answer);
    await way.settle?.(page);
    return { ...answer, peak, workers, silence: await longestSilence(page) };
  } finally {
    await browser.close();
  }
}

/** Resolves when the renderer has crashed or time is over. */
function failure(crash) {
  const late = new Promise((over) => setTimeout(over, PATIENCE_MS).unref());
  return Promise.race([
    crash.then(() => ({ unable: "the browser ended the page: out of memory" })),
    late.then(() => ({ unable: `more than ${PATIENCE_MS / 1000} s` })),
  ]);
}

/** A page that crashes takes the question along that was asked of it. */
function notAfterTheEnd(error) {
  if (/crash|closed/i.test(error.message)) return { unable: "the browser ended the page: out of memory" };
  throw error;
}

/** Only an archive's size may be a reason; anything else is a mistake of the benchmark's. */
function reason(text, { longest }) {
  if (text.startsWith("more than") || TOO_LARGE.test(text)) return text.slice(0, 100);
  if (longest > LONGEST_STRING) return `a string can't be as long (${text})`;
  throw new Error(`not for its size: ${text}`);
}

function check(way, archive, { count, sum, bytes }) {
  const told = bytes === undefined ? { count, sum } : { bytes };
  const { count: posts, sum: times, bytes: length } = archive;
  const truth = bytes === undefined ? { count: posts, sum: times } : { bytes: length };
  assert.deepEqual(told, truth, `${way.name} on ${archive.name} is wrong`);
}
