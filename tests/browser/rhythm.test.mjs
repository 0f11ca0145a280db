// The rhythm below a calendar: told in words, with intervals, and following what is looked at.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { axe, expectProblems, openPage, plainName, siteUrl } from "./harness.mjs";
import { longestSilence, startHeartbeat } from "./heartbeat.mjs";
import { figuresOf, openRhythm, openRhythmOf, told } from "./rhythm-page.mjs";
import { calendarTimes } from "./truth.mjs";
import { becomes, changes, chooseRange, chooseZone, drawn, openArchive, pictureOf } from "./visit.mjs";

const score = (page) => page.getByTestId("rhythm-score").locator("strong").innerText();

for (const locale of ["en-GB", "ja-JP"]) {
  test(`a sample's rhythm is told with its score and intervals: ${locale}`, async () => {
    const page = await openRhythm({ locale });
    assert.match(await score(page), /\d/);
    assert.match(await page.getByTestId("rhythm-score").locator("small").innerText(), /\d/);
    assert.notEqual(await page.getByTestId("verdict").innerText(), "");
    assert.equal(await page.getByTestId("rhythm-parts").locator("dt").count(), 5);
    const figures = await figuresOf(page);
    assert(Object.keys(figures).length >= 20, Object.keys(figures).join(", "));
    for (const name of ["sleep", "sri", "sd-mid"]) {
      const [value, interval, says] = figures[name];
      assert.match(value, /\d/, name);
      assert.match(interval, /\d/, name);
      assert.notEqual(says, "", name);
    }
    await axe(page);
  });
}

test("the disordered life has more points than the orderly one", async () => {
  const points = async (sample) => Number.parseInt(await score(await openRhythm({}, sample)));
  assert((await points("sample-owl")) > (await points("sample-orderly")) + 10);
});

test("every figure says how it is computed", async () => {
  const page = await openRhythm();
  await page.getByTestId("rhythm-more").locator("summary").first().click();
  for (const method of await page.locator(".rhythm__method").all()) {
    await method.locator("summary").click();
    assert((await method.locator("p").innerText()).length > 30);
  }
});

test("an archive's rhythm is told, and what is missing is said", async () => {
  const page = await openRhythmOf("calendar.zip");
  const figures = await figuresOf(page);
  const missing = Object.values(figures).filter(([value]) => value === "");
  for (const [, interval, says] of missing) {
    assert.equal(interval, "");
    assert.notEqual(says, "");
  }
});

test("the rhythm follows range, language, zone and what counts, and a worker is started once", async () => {
  const page = await openRhythmOf("current.zip");
  const before = await figuresOf(page);
  await chooseRange(page, "year");
  const ofYear = await changes(() => figuresOf(page), before, "the range");
  await page.getByTestId("language").click();
  await becomes(async () => (await page.getByTestId("rhythm").locator("h2").innerText()) === "生活リズム", true);
  const japanese = await changes(() => figuresOf(page), ofYear, "the language");
  await told(page);
  const settled = await figuresOf(page);
  assert.notDeepEqual(japanese, ofYear);
  await chooseZone(page, "America/New_York");
  await changes(() => figuresOf(page), settled, "the zone");
  await told(page);
  const ofZone = await figuresOf(page);
  await page.getByTestId("acts").getByRole("checkbox").first().uncheck();
  await changes(() => figuresOf(page), ofZone, "what counts");
  const started = page.requests.filter((url) => plainName(url) === "rhythm-worker_bg.wasm");
  assert.equal(started.length, 1);
});

/** What takes a worker's time can't be hurried: it is looked at until it is as it is to be. */
async function isSoon(page, is, why) {
  const end = Date.now() + 60_000;
  while (!(await is()) && Date.now() < end) await page.waitForTimeout(200);
  assert(await is(), why);
}

/** The figures, once they have stayed as they are for a while. */
async function settledFigures(page) {
  let [figures, before] = [await figuresOf(page), undefined];
  while (!isDeepStrictEqual(figures, before)) {
    await page.waitForTimeout(1_000);
    [figures, before] = [await figuresOf(page), figures];
  }
  return figures;
}

test("days that are marked as free count as such, and can be taken back", async () => {
  const page = await openRhythmOf("calendar.zip");
  const ofThreeWeeks = await figuresOf(page);
  await chooseRange(page, "all");
  await changes(() => figuresOf(page), ofThreeWeeks, "the range");
  // Of another range at first without intervals, then with them.
  const before = await settledFigures(page);
  const isAsBefore = async () => isDeepStrictEqual(await figuresOf(page), before);
  await page.getByTestId("free-days").locator("summary").click();
  await page.getByTestId("holidays").selectOption("none");
  await page.getByTestId("holidays").selectOption("japan");
  // The Wednesdays and Thursdays of its weeks.
  const [first] = calendarTimes().toSorted((a, b) => a - b);
  for (let nth = 0; nth < 28; nth += 1) {
    const day = new Date((first + nth * 86_400) * 1000);
    if (day.getUTCDay() === 3 || day.getUTCDay() === 4) {
      await page.getByTestId("mark-free").fill(day.toISOString().slice(0, 10));
    }
  }
  const chips = page.getByTestId("marked-days").locator("button");
  assert.equal(await chips.count(), 8);
  await isSoon(page, async () => !(await isAsBefore()), "marking changes nothing");
  while (await chips.count()) await chips.first().click();
  await isSoon(page, isAsBefore, "not as before");
});

test("figures are those of the zone that is chosen, whatever the machine's is", async () => {
  const zones = ["UTC", "Asia/Tokyo", "America/St_Johns", "Asia/Kathmandu", "Australia/Lord_Howe"];
  const told = new Set();
  for (const timezoneId of zones) {
    const page = await openRhythmOf("calendar.zip", { timezoneId });
    await chooseZone(page, "Asia/Tokyo");
    await chooseRange(page, "all");
    told.add(JSON.stringify(await settledFigures(page)));
  }
  assert.equal(told.size, 1, [...told].join("\n"));
});

test("the calendar is shaded by inferred sleep when that is chosen, and not before", async () => {
  const page = await openPage();
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  const before = await pictureOf(page);
  await page.getByTestId("rule-inferred").check({ force: true });
  const shaded = await changes(() => pictureOf(page), before);
  assert.notEqual(shaded, before);
  await page.getByTestId("rule-midare").check({ force: true });
  await becomes(() => pictureOf(page), before);
});

test("a worker that dies is told, and another one can be tried", async () => {
  const answer = { contentType: "text/javascript", body: "export default async () => { throw new Error('no memory'); }" };
  const page = await openPage({ prepare: (page) => page.route(/\/rhythm-worker-[0-9a-f]{16}\.js$/, (route) => route.fulfill(answer)) });
  page.problems.push = (problem) => /no memory/.test(problem) || assert.fail(problem);
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  await page.getByTestId("rhythm-died").waitFor();
  await page.unroute(/\/rhythm-worker-[0-9a-f]{16}\.js$/);
  await page.getByTestId("rhythm-died").getByRole("button").click();
  await told(page);
});

test("the worker is not asked for until someone comes near, and can reach nothing, not even its own host", async () => {
  const page = await openPage();
  await page.waitForTimeout(300);
  assert.deepEqual(page.requests.filter((url) => url.includes("rhythm-worker")), []);
  const started = page.waitForEvent("worker", (worker) => worker.url().includes("rhythm-worker"));
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  await page.getByTestId("rhythm").scrollIntoViewIfNeeded();
  const worker = await started;
  await told(page);
  const tryToFetch = (url) => fetch(url).then(() => "sent", () => "refused");
  assert.equal(await worker.evaluate(tryToFetch, `${await siteUrl()}/icon.svg`), "refused");
  await page.waitForTimeout(200); // violations are told a little later
  expectProblems(page, /policy: connect-src/);
  page.problems.length = 0; // and the console's word of it
});

test("cancelled or not, an archive that is opened after another has its own rhythm", async () => {
  const page = await openArchive("calendar.zip");
  await told(page);
  const before = await figuresOf(page);
  await page.getByRole("link", { name: "Open something else" }).click();
  await page.getByTestId("sample-orderly").click();
  await drawn(page);
  await told(page);
  assert.notDeepEqual(await figuresOf(page), before);
});

/** benches/browser asks for 50 on a quiet machine. */
const MOST_SILENT_MS = 100;
/** Other programs can keep the page waiting as well, but hardly every time. */
const TRIES = 3;

/** For how many milliseconds a page can't answer while 15 years are found out, told and drawn. */
async function silenceOfRhythm() {
  const page = await openArchive("fifteen-years.zip");
  await startHeartbeat(page);
  await told(page);
  const finding = await longestSilence(page);
  await chooseRange(page, "all");
  await page.waitForTimeout(1000); // the calendar of 15 years is another test's
  await startHeartbeat(page);
  for (const picture of ["year", "week", "clock", "trend", "scatter", "compare", "actogram"]) {
    await page.getByTestId(`picture-${picture}`).check({ force: true });
    await page.waitForTimeout(200);
  }
  return Math.max(finding, await longestSilence(page));
}

test(`the rhythm of 15 years never keeps the page from answering for ${MOST_SILENT_MS} ms`, async (t) => {
  const silences = [];
  do {
    silences.push(await silenceOfRhythm());
  } while (silences.at(-1) >= MOST_SILENT_MS && silences.length < TRIES);
  t.diagnostic(`longest silences: ${silences.map(Math.round).join(", ")} ms`);
  assert(silences.at(-1) < MOST_SILENT_MS, `${silences.map(Math.round).join(", ")} ms`);
});

test("figures are marked as of before until those after a change are there", async () => {
  const page = await openRhythm();
  const section = page.getByTestId("rhythm");
  assert.equal(await section.getAttribute("aria-busy"), "false");
  // Whether it is marked, whether there is a score, and whether something is said, at each change.
  await section.evaluate((section) => {
    const marks = [];
    window.marks = marks;
    const look = () => {
      const text = (id) => section.querySelector(`[data-testid=${id}]`)?.textContent ?? "";
      marks.push([section.getAttribute("aria-busy"), /\d/.test(text("rhythm-score")), text("rhythm-sure") !== ""]);
    };
    new MutationObserver(look).observe(section, { attributes: true, characterData: true, childList: true, subtree: true });
  });
  await chooseZone(page, "America/New_York");
  await page.waitForFunction(() => window.marks.some(([mark]) => mark === "true"));
  await told(page);
  const marks = await page.evaluate(() => window.marks);
  assert(marks.some((mark) => isDeepStrictEqual(mark, ["true", true, true])), JSON.stringify(marks));
  assert(marks.every(([, hasScore]) => hasScore), "the score was gone");
  assert.equal(await section.getAttribute("aria-busy"), "false");
});

test("what was told stays when the worker dies", async () => {
  const page = await openRhythm();
  const before = await figuresOf(page);
  await page.evaluate(() => {
    const worker = [...window.living].find((worker) => worker.url.includes("rhythm-worker"));
    worker.dispatchEvent(new ErrorEvent("error"));
  });
  await page.getByTestId("rhythm-died").waitFor();
  assert.deepEqual(await figuresOf(page), before);
  await page.getByTestId("rhythm-died").getByRole("button").click();
  await becomes(() => page.getByTestId("rhythm-died").count(), 0);
  await told(page);
  assert.deepEqual(await figuresOf(page), before);
});
