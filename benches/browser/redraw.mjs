// How long the page works for a change of what is shown, and for each frame while a picture is scrolled, with 15 years
// and 200,000 posts: the script, styles and layout that Chromium counts on the page's own thread, until two frames
// later. Medians of several changes; exits with 1 if a limit is broken. See ../README.md.
//
// node benches/browser/redraw.mjs [--rounds 5]

import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, launchBrowser } from "../../tests/browser/chromium.mjs";
import { startServer } from "../../tests/browser/server.mjs";
import { fifteenYears } from "./fifteen-years.mjs";

const LIMITS = { change: 16, frame: 4 };
const FRAMES = 90;
const PICTURES = ["actogram", "year", "week", "clock", "trend", "scatter", "compare"];

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(options.rounds);

const twoFrames = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done)))));

/** What the page's own thread has worked so far, in milliseconds. */
async function worked(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  const parts = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
  return parts.reduce((sum, part) => sum + metrics.find(({ name }) => name === part).value * 1_000, 0);
}

/** Waits until what the last change began has ended: the workers' part of it as well, intervals and all. */
async function atRest(page, session) {
  let [before, now] = [-1, await worked(session)];
  while (now - before > 0.5 || !(await isSure(page))) {
    await page.waitForTimeout(1_000);
    [before, now] = [now, await worked(session)];
  }
}

const isSure = (page) => page.evaluate(() => document.querySelector("[data-testid=rhythm-sure]").textContent === "");

async function cost(page, session, act) {
  await atRest(page, session);
  const before = await worked(session);
  await act();
  await twoFrames(page);
  return (await worked(session)) - before;
}

/** Presses what has this test id, as a person does but without a pointer on its way there. */
const press = (page, id) => page.evaluate((id) => document.querySelector(`[data-testid="${id}"]`).click(), id);

const choose = (page, id, value) =>
  page.evaluate(
    ([id, value]) => {
      const field = document.querySelector(`[data-testid="${id}"]`);
      field.value = value;
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    },
    [id, value],
  );

/** What is scrolled in `FRAMES` frames from one end towards the other, and what a frame costs of that. */
async function scrolled(page, session, selector) {
  const before = await worked(session);
  const found = await page.evaluate(
    async ([selector, frames]) => {
      const box = document.querySelector(selector);
      const [down, across] = [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth];
      for (let frame = 0; frame < frames; frame += 1) {
        box.scrollTo((across * frame) / frames, (Math.min(down, 20_000) * frame) / frames);
        await new Promise(requestAnimationFrame);
      }
      return Math.max(down, across);
    },
    [selector, FRAMES],
  );
  return found > 0 ? ((await worked(session)) - before) / FRAMES : undefined;
}

const median = (all) => all.toSorted((a, b) => a - b)[all.length >> 1];

const server = await startServer({ dir: join(ROOT, "dist") });
const browser = await launchBrowser();
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, timezoneId: "Asia/Tokyo" });
const page = await context.newPage();
const session = await context.newCDPSession(page);
await session.send("Performance.enable");
await page.goto(server.url);
await page.getByTestId("file-input").setInputFiles(fifteenYears());
await page.getByTestId("calendar-canvas").waitFor();
await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
await page.getByTestId("rhythm-canvas").first().waitFor({ timeout: 60_000 });
await page.waitForTimeout(6_000); // the intervals are told
await page.evaluate(() => scrollTo(0, 0));

const changes = {
  "a range: a year": () => press(page, "span-year"),
  "a range: three weeks": () => press(page, "span-3w"),
  "a range: all": () => press(page, "span-all"),
  "a threshold, by which all is found anew": (round) => choose(page, "threshold", [60, 240][round % 2]),
  "a switch of what counts": () =>
    page.evaluate(() => {
      const labels = [...document.querySelectorAll("label")];
      labels.find((label) => /Reposts/.test(label.textContent)).querySelector("input").click();
    }),
  "shading by inferred sleep": (round) => press(page, ["rule-inferred", "rule-midare"][round % 2]),
  "the theme, all being shown": () => press(page, "theme"),
};
const rows = {};
/** What asking for it costs, without anything changing. */
const asked = [];
for (let round = 0; round < rounds; round += 1) {
  asked.push(await cost(page, session, () => press(page, "calendar-canvas")));
  for (const [what, act] of Object.entries(changes)) {
    (rows[what] ??= []).push(await cost(page, session, () => act(round)));
  }
  const frame = await scrolled(page, session, "[data-testid=calendar-scroller]");
  (rows["a frame of scrolling: the calendar"] ??= []).push(frame);
  await page.getByTestId("rhythm-picture").scrollIntoViewIfNeeded();
  for (const picture of PICTURES) {
    await press(page, `picture-${picture}`);
    await atRest(page, session);
    const frame = await scrolled(page, session, "[data-testid=rhythm-picture]");
    if (frame !== undefined) (rows[`a frame of scrolling: ${picture}`] ??= []).push(frame);
  }
  await page.evaluate(() => scrollTo(0, 0));
}
await browser.close();
await server.close?.();
let holds = true;
console.log(`asking, which is taken off: ${median(asked).toFixed(1)} ms`);
for (const [what, all] of Object.entries(rows)) {
  const isFrame = what.includes("frame");
  const limit = isFrame ? LIMITS.frame : LIMITS.change;
  if (!isFrame) all.forEach((ms, nth) => (all[nth] = ms - median(asked)));
  holds &&= median(all) <= limit;
  console.log(`${what}: ${median(all).toFixed(1)} of ${limit} ms (${all.map((ms) => ms.toFixed(1)).join(", ")})`);
}
process.exit(holds ? 0 : 1);
