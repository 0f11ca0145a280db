// What every browser test stands on: the release build under its shipped headers, a Chromium,
// and a page that notes whatever a visitor's page must not do.

import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, afterEach } from "node:test";
import { ROOT, launchBrowser } from "./chromium.mjs";
import { startServer } from "./server.mjs";

export { ROOT, launchBrowser };

const browsers = new Map(); // by their arguments
let server;
const open = new Set(); // pages of the running test
const lasting = new Set(); // pages of the whole file

/** Where dist/ is served, without a slash at the end. One server for a whole test file. */
export async function siteUrl() {
  server ??= startServer({ dir: join(ROOT, "dist") });
  return (await server).url;
}

/**
 * Opens a page of the site in a fresh context: nothing is remembered from an earlier one.
 *
 * `page.problems` holds what a visitor's page must not do: errors on the console, uncaught errors,
 * violations of the content policy, requests to an origin that is not expected (workers' as well),
 * failed requests. A test at whose end it is not empty fails. `page.requests` holds every address
 * asked.
 *
 * @param {object} options of Playwright's newContext (viewport, colorScheme, locale, timezoneId,
 *   reducedMotion, deviceScaleFactor, hasTouch, ...), and
 * @param {string} [options.path] where to go; default "/"
 * @param {string} [options.site] another site than dist/'s, without a slash at the end
 * @param {import("playwright-core").Browser} [options.on] the browser to use
 * @param {string[]} [options.args] what that browser is started with, if `on` names none; pages with
 *   equal ones share a browser
 * @param {string[]} [options.hosts] origins besides the site's own that may be asked; none by default
 * @param {boolean} [options.lasts] true: it stays open until the file's tests are done, for whoever opens
 *   it once for many of them; it is judged at the end
 * @param {boolean} [options.waitForStart] false: return when the page has loaded, app or no app
 * @param {"allow" | "block"} [options.serviceWorkers] what is kept for offline is a matter of a few tests:
 *   "block" by default, for whatever a service worker answers no test could put something else in the place of
 * @param {(page: import("playwright-core").Page) => Promise<void>} [options.prepare] done with the
 *   page before it goes anywhere
 */
export async function openPage(options = {}) {
  const { path = "/", site, on, args = [], hosts = [], lasts = false, prepare, ...rest } = options;
  const { waitForStart = true, ...context } = rest;
  const origin = site ?? (await siteUrl());
  const opened = await (on ?? (await browserWith(args))).newContext({
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
    timezoneId: "Asia/Tokyo",
    reducedMotion: "reduce",
    serviceWorkers: "block",
    ...context,
  });
  opened.setDefaultTimeout(20_000);
  const page = await opened.newPage();
  (lasts ? lasting : open).add(page);
  await watch(page, [origin, ...hosts]);
  await prepare?.(page);
  await page.goto(origin + path);
  if (waitForStart) await page.waitForSelector("body[data-started]", { state: "attached" });
  return page;
}

/** What a file of dist/ was called before it was named by what is in it, by its address. */
export function plainName(url) {
  return new URL(url).pathname.slice(1).replace(/-[0-9a-f]{16}/, "");
}

/** What a file of dist/ is called that was called so before. */
export function builtName(plain) {
  const files = readdirSync(join(ROOT, "dist"), { recursive: true });
  const name = files.find((name) => plainName(`http://localhost/${name}`) === plain);
  assert(name, `dist/ has no ${plain}`);
  return name;
}

/** A browser that was started with these arguments: one for a whole test file. */
function browserWith(args) {
  const key = args.join("\n");
  if (!browsers.has(key)) browsers.set(key, launchBrowser(args));
  return browsers.get(key);
}

/** Takes from `page.problems` what this test brought about on purpose: one for each pattern. */
export function expectProblems(page, ...patterns) {
  for (const pattern of patterns) {
    const index = page.problems.findIndex((problem) => pattern.test(problem));
    assert.notEqual(index, -1, `no problem is like ${pattern}: ${page.problems.join("; ")}`);
    page.problems.splice(index, 1);
  }
}

/** Fails with what axe-core finds on the page as it stands (WCAG 2.2 A and AA, best practices). */
export async function axe(page) {
  const source = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  await page.evaluate(source); // by the debugger: the page's policy would refuse a script element
  const violations = await page.evaluate(async () => {
    const result = await globalThis.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
  });
  assert.deepEqual(violations, []);
}

/**
 * A canvas' pixels, read in the page.
 * @returns {Promise<{width: number, height: number, ratio: number,
 *   at: (cssX: number, cssY: number) => number[], deviceAt: (x: number, y: number) => number[]}>}
 *   sizes in device pixels; `at` takes CSS pixels from the canvas' own corner, `deviceAt` device
 *   pixels, and both give red, green, blue, alpha, 0 to 255
 */
export async function pixels(page, selector) {
  const { base64, ...size } = await page.evaluate((selector) => {
    const canvas = document.querySelector(selector);
    const { width, height } = canvas;
    const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
    let text = "";
    for (let at = 0; at < data.length; at += 32_768) {
      text += String.fromCharCode(...data.subarray(at, at + 32_768));
    }
    const ratio = width / canvas.getBoundingClientRect().width;
    return { width, height, ratio, base64: btoa(text) };
  }, selector);
  const bytes = Buffer.from(base64, "base64");
  const deviceAt = (x, y) => {
    assert(x >= 0 && x < size.width && y >= 0 && y < size.height, `pixel (${x}, ${y}) is outside`);
    const start = (y * size.width + x) * 4;
    return [...bytes.subarray(start, start + 4)];
  };
  const at = (cssX, cssY) => deviceAt(Math.floor(cssX * size.ratio), Math.floor(cssY * size.ratio));
  return { ...size, at, deviceAt };
}

/** The path of an archive that `cargo run -p yodori-testdata -- all target/testdata` has made. */
export function testdata(name) {
  const path = join(ROOT, "target", "testdata", name);
  assert(existsSync(path), `${path} is missing: \`cargo xtask test testdata\` makes it`);
  return path;
}

/** Notes into `page.problems` and `page.requests`. */
async function watch(page, origins) {
  page.problems = [];
  page.requests = [];
  const problem = (text) => page.problems.push(text);
  page.on("console", (message) => {
    if (message.type() === "error") problem(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problem(`uncaught: ${error.message}`));
  page.on("crash", () => problem("the page crashed"));
  // The context's events hold what workers ask for as well.
  page.context().on("request", (request) => {
    const url = request.url();
    page.requests.push(url);
    if (!/^(data|blob):/.test(url) && !origins.includes(new URL(url).origin)) problem(`foreign: ${url}`);
  });
  page.context().on("requestfailed", (request) => {
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") problem(`failed: ${request.url()} ${why}`);
  });
  page.context().on("response", (response) => {
    if (response.status() >= 400) problem(`${response.status()}: ${response.url()}`);
  });
  // In a worker nobody but the worker hears of a violation.
  page.on("worker", (worker) => {
    const listen = () =>
      addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
      });
    worker.evaluate(listen).catch(() => {}); // it has ended already
  });
  await page.addInitScript(keepWorkers);
  await page.exposeFunction("noteViolation", (text) => problem(`policy: ${text}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => {
      globalThis.noteViolation(`${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

/**
 * Keeps in `window.living` the workers that the page has started and not ended. Playwright's `page.workers()`
 * hears of both some time later: on a busy machine, seconds.
 */
function keepWorkers() {
  const living = new Set();
  window.living = living;
  window.Worker = class Worker extends window.Worker {
    constructor(url, options) {
      super(url, options);
      this.url = String(url);
      living.add(this);
    }
    terminate() {
      living.delete(this);
      super.terminate();
    }
  };
}

/** Closes pages, and fails if there was anything on one that must not be. */
async function close(some) {
  const pages = [...some];
  some.clear();
  await Promise.all(pages.map((page) => page.context().close()));
  assert.deepEqual(pages.flatMap((page) => page.problems), []);
}

afterEach(() => close(open));

after(async () => {
  try {
    await close(lasting);
  } finally {
    for (const browser of browsers.values()) await (await browser).close();
    await (await server)?.close();
  }
});
