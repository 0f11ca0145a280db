// Takes the README's pictures of dist/ as it is: a short walk through the page that moves, docs/pictures/walk.png, and
// those of its steps that the README shows by themselves. `node xtask/readme-pictures.mjs`; look at the results.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, launchBrowser } from "../tests/browser/chromium.mjs";
import { startServer } from "../tests/browser/server.mjs";
import { moving, small } from "./png.mjs";

const FOLDER = join(ROOT, "docs", "pictures");
const WINDOW = { width: 1080, height: 800 };
/** A Wednesday's noon in Tokyo: samples end today, and pictures of one build are the same whenever they are taken. */
const NOW = new Date("2026-11-25T03:00:00Z");
const SHOWN_MS = 1800;
/** Until the bird has eaten, and is glad of it. */
const FED_MS = 4000;

const browser = await launchBrowser();
const server = await startServer({ dir: join(ROOT, "dist") });

/** A visitor with a sample open, at the calendar. */
async function visitor(colorScheme) {
  const context = { viewport: WINDOW, colorScheme, locale: "en-GB", timezoneId: "Asia/Tokyo", reducedMotion: "reduce" };
  const page = await browser.newPage(context);
  page.setDefaultTimeout(60_000);
  await page.clock.setFixedTime(NOW);
  await page.goto(`${server.url}/en/`);
  await page.waitForSelector("body[data-started]", { state: "attached" });
  return page;
}

async function openSample(page) {
  await page.getByTestId("sample-owl").click();
  await page.getByTestId("calendar-canvas").waitFor();
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  await page.getByTestId("rhythm-cards").waitFor();
  await page.waitForFunction(() => document.querySelector("[data-testid=rhythm-sure]")?.textContent === "");
  await page.evaluate(() => scrollTo(0, 0));
}

const goTo = async (page, hash, selector) => {
  await page.evaluate((hash) => (location.hash = hash), hash);
  await page.waitForSelector(selector);
  await page.evaluate(() => scrollTo(0, 0));
};

/** Scrolls until something is just below the window's top. */
const scrollTo = (page, testid) =>
  page.getByTestId(testid).evaluate((element) => window.scrollTo(0, scrollY + element.getBoundingClientRect().top - 12));

const taken = [];
/** The next step of the walk, and with a name a picture of its own. */
async function take(page, name) {
  await page.waitForTimeout(600); // fonts, pictures, the bird's breath
  const png = await page.screenshot();
  taken.push(png);
  if (!name) return;
  const bytes = small(png);
  writeFileSync(join(FOLDER, `${name}.png`), bytes);
  console.log(`${name}.png: ${bytes.length} bytes`);
}

mkdirSync(FOLDER, { recursive: true });
const light = await visitor("light");
await take(light);
await openSample(light);
await take(light);
await scrollTo(light, "rhythm");
await take(light, "rhythm");
await goTo(light, "#/share", "[data-testid=desk-share] canvas");
await take(light, "share");
const dark = await visitor("dark");
await openSample(dark);
await take(dark);
await goTo(dark, "#/bird", "[data-testid=bird] svg[data-stage]");
await dark.getByTestId("feed-all").click();
await dark.waitForTimeout(FED_MS);
await take(dark, "bird");
const walk = moving(taken, SHOWN_MS);
writeFileSync(join(FOLDER, "walk.png"), walk);
console.log(`walk.png: ${walk.length} bytes`);
await browser.close();
await server.close();
