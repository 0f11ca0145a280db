// Measures what visits transfer: opens dist/ in Chromium as people on a phone do, each visit with an empty cache,
// and counts every byte on the way from server to browser, with headers, whoever asked: page, worker or browser.
// Prints a line for each visit: its name, requests, bytes. `--paths` tells as well what was asked for. For
// `cargo xtask cost`.

import { connect, createServer } from "node:net";
import { join } from "node:path";
import { ROOT, launchBrowser } from "../tests/browser/chromium.mjs";
import { startServer } from "../tests/browser/server.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: "ja-JP", timezoneId: "Asia/Tokyo" };
/** Long enough for whatever a page asks for without being asked. */
const QUIET_MS = 2000;
const LONGEST_MS = 60_000;

/** Stands between browser and server, and counts. */
async function startCounter(target) {
  const counts = { requests: [], bytes: 0 };
  const counter = createServer((browser) => {
    const server = connect(new URL(target).port, "localhost");
    browser.on("data", (data) => counts.requests.push(...data.toString("latin1").matchAll(/^(?:GET|HEAD|POST) (\S+)/gm)));
    server.on("data", (data) => (counts.bytes += data.length));
    browser.pipe(server).pipe(browser);
    browser.on("error", () => server.destroy());
    server.on("error", () => browser.destroy());
  });
  await new Promise((listening) => counter.listen(0, "localhost", listening));
  return { counts, url: `http://localhost:${counter.address().port}`, close: () => counter.close() };
}

/** A tweets.js of two months with a post every three hours. */
function archive() {
  const posts = Array.from({ length: 480 }, (_, nth) => {
    const [weekday, day, month, year, time] = new Date(Date.UTC(2026, 8, 1, nth * 3)).toUTCString().split(/,? /);
    return { tweet: { id_str: `${1000 + nth}`, full_text: "x", created_at: `${weekday} ${month} ${day} ${time} +0000 ${year}` } };
  });
  const buffer = Buffer.from(`window.YTD.tweets.part0 = ${JSON.stringify(posts)}`);
  return { name: "tweets.js", mimeType: "text/javascript", buffer };
}

const calendar = async (page) => {
  await page.getByTestId("calendar-canvas").waitFor();
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  await page.getByTestId("rhythm-cards").waitFor();
};
const sample = async (page) => {
  await page.getByTestId("sample-owl").tap();
  await calendar(page);
};
const goTo = (hash, selector) => async (page) => {
  await sample(page);
  await page.evaluate((hash) => (location.hash = hash), hash);
  await page.waitForSelector(selector);
};

/** What people do after the first screen has come. */
const VISITS = {
  look: async () => {},
  sample,
  archive: async (page) => {
    await page.getByTestId("file-input").setInputFiles(archive());
    await calendar(page);
  },
  share: goTo("#/share", "#desk > *"),
  bird: goTo("#/bird", "#bird > *"),
};

async function visit(context, url, then) {
  const page = await context.newPage();
  page.setDefaultTimeout(LONGEST_MS);
  await page.goto(url);
  await page.waitForSelector("body[data-started]", { state: "attached" });
  await then(page);
  await page.waitForLoadState("networkidle");
  await page.waitForTimeout(QUIET_MS);
  await page.close();
}

const server = await startServer({ dir: join(ROOT, "dist") });
const browser = await launchBrowser();
const counter = await startCounter(server.url);

async function tell(name, context, then) {
  Object.assign(counter.counts, { requests: [], bytes: 0 });
  await visit(context, counter.url, then);
  const { requests, bytes } = counter.counts;
  console.log(`${name} ${requests.length} ${bytes}`);
  if (process.argv.includes("--paths")) console.error(requests.map(([, path]) => `  ${path}`).join("\n"));
}

for (const [name, then] of Object.entries(VISITS)) {
  const context = await browser.newContext(PHONE);
  await tell(name, context, then);
  if (name === "sample") await tell("again", context, then); // the same person, some hours later
  await context.close();
}
await browser.close();
counter.close();
await server.close();
