// What is fetched and when: little at first, the rest once and only for what was chosen.

import assert from "node:assert/strict";
import { test } from "node:test";
import { builtName, expectProblems, openPage, plainName, testdata } from "./harness.mjs";
import { told } from "./rhythm-page.mjs";
import { becomes, chooseArchive, drawn, readers } from "./visit.mjs";

const LATER = /\/(whole|shared|archive-worker)/;
const STYLES = "shared-bird-desk-whole.css";
const WHOLE = [STYLES, "shared-bird-desk-whole_bg.wasm", "shared-bird-whole_bg.wasm", "shared-desk-whole_bg.wasm", "whole_bg.wasm"];
const WORKER = ["archive-worker.js", "archive-worker_bg.wasm", "archive-worker_loader.js"];

test("the first screen asks for nothing that only a choice needs, and after one for each once", async () => {
  const page = await openPage();
  await page.waitForTimeout(500); // long enough for anything that is fetched without being asked for
  assert.deepEqual(page.requests.filter((url) => LATER.test(url)), []);
  await chooseArchive(page, "calendar.zip");
  const later = page.requests.filter((url) => LATER.test(url));
  assert.deepEqual(later.map(plainName).sort(), [...WORKER, ...WHOLE]);
});

/** Rules of the styles that come with what is opened which would say something of what the page shows now. */
const rulesOf = (page, address) =>
  page.evaluate(async (address) => {
    const sheet = await new CSSStyleSheet().replace(await (await fetch(address)).text());
    // Whatever state it is in, and whatever it has or is not.
    const inAnyState = (selector) => {
      const wider = selector.replace(/:(not|has)\([^()]*\)|::[\w-]+/g, "");
      return wider === selector ? wider.replace(/:(hover|active|focus|focus-visible|checked|disabled|empty)(?![\w-(])/g, ":is(*)") : inAnyState(wider);
    };
    const all = (rules) => [...rules].flatMap((rule) => (rule.selectorText ? [rule.selectorText] : all(rule.cssRules ?? [])));
    return all(sheet.cssRules).filter((selector) => document.querySelector(inAnyState(selector)));
  }, address);

test("the first screen needs no style that comes with what is opened", async () => {
  let arrive;
  const page = await openPage({
    prepare: (page) =>
      page.route("**/whole-*_bg.wasm", async (route) => {
        await new Promise((resolve) => (arrive = resolve));
        await route.continue();
      }),
  });
  const styles = `/${builtName(STYLES)}`;
  assert.deepEqual(await rulesOf(page, styles), [], "as it comes");
  await page.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
  await becomes(() => arrive !== undefined, true);
  assert.deepEqual(await rulesOf(page, styles), [], "while an archive is read");
  arrive();
  await drawn(page);
  const used = await rulesOf(page, styles);
  assert(50 < used.length, `${used.length} rules are found on a calendar`);
});

test("a sample needs no archive worker, and nothing is asked of anyone else while all is used", async () => {
  const page = await openPage();
  await page.getByTestId("sample-orderly").click();
  await drawn(page);
  assert.deepEqual(page.requests.filter((url) => LATER.test(url)).map(plainName).sort(), WHOLE);
  await told(page); // what is known of sleep is found out by two workers more
  const before = page.requests.length;
  await page.getByTestId("language").click();
  await page.getByTestId("theme").click();
  await page.getByTestId("span-all").check({ force: true });
  await page.getByTestId("calendar-scroller").press("End");
  await page.getByTestId("calendar-scroller").press("Enter");
  await page.getByTestId("dialog").waitFor();
  const more = page.requests.slice(before).filter((url) => !/^(blob|data):/.test(url));
  assert.deepEqual(more, []);
});

test("whoever points at something has the whole page fetched meanwhile, once", async () => {
  const page = await openPage();
  await page.getByTestId("sample-owl").hover();
  await becomes(() => page.requests.filter((url) => LATER.test(url)).map(plainName).sort(), WHOLE);
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  assert.deepEqual(page.requests.filter((url) => LATER.test(url)).map(plainName).sort(), WHOLE);
});

/** Whether the page shows that something is on its way, and tells screen readers. */
const shownAsLoading = (page) =>
  page.evaluate(() => ({
    bar: getComputedStyle(document.body, "::before").blockSize,
    busy: document.querySelector("main").getAttribute("aria-busy"),
  }));

test("a choice shows at once, however slow the line is", async () => {
  let arrive;
  const page = await openPage({
    prepare: (page) =>
      page.route("**/whole-*_bg.wasm", async (route) => {
        await new Promise((resolve) => (arrive = resolve));
        await route.continue();
      }),
  });
  const idle = await shownAsLoading(page);
  assert.deepEqual(idle, { bar: "auto", busy: null });
  await page.getByTestId("sample-owl").click();
  await becomes(() => shownAsLoading(page), { bar: "4px", busy: "true" });
  arrive();
  await drawn(page);
  await becomes(() => shownAsLoading(page), { bar: "auto", busy: "false" });
});

test("chosen files show at once, even while their worker is on its way", async () => {
  let arrive;
  const page = await openPage({
    prepare: (page) =>
      page.route("**/archive-worker-*_bg.wasm", async (route) => {
        await new Promise((resolve) => (arrive = resolve));
        await route.continue();
      }),
  });
  await page.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
  await becomes(() => shownAsLoading(page), { bar: "4px", busy: "true" });
  await becomes(() => arrive !== undefined, true);
  arrive();
  await drawn(page);
  await becomes(() => shownAsLoading(page), { bar: "auto", busy: "false" });
});

for (const file of WHOLE.map(builtName)) {
  test(`if ${plainName(`http://localhost/${file}`)} cannot be fetched that is told, and another try works`, async () => {
    const page = await openPage({
      prepare: (page) => page.route(`**/${file}`, (route) => route.fulfill({ status: 503 })),
    });
    await page.getByTestId("sample-owl").click();
    await page.locator("#load-failed").waitFor({ state: "visible" });
    const [message, window] = [await page.locator("#load-failed").boundingBox(), page.viewportSize()];
    assert(0 <= message.y && message.y + message.height <= window.height, "the message is out of sight");
    assert.equal(await page.locator("#boot-failed").isVisible(), false, "the page is said not to have begun");
    assert.deepEqual(await shownAsLoading(page), { bar: "auto", busy: "false" });
    await page.unroute(`**/${file}`);
    page.problems.length = 0; // the failures brought about above
    await page.getByTestId("sample-owl").click();
    await drawn(page);
    assert.equal(await page.locator("#load-failed").isVisible(), false, "the message stays");
  });
}

for (const [file, then] of [
  [
    "calendar.zip",
    async (page) => {
      await drawn(page);
      await page.getByTestId("calendar-scroller").press("End");
      await page.getByTestId("calendar-scroller").press("Enter");
      await page.getByTestId("post-text").first().waitFor();
    },
  ],
  ["page.html", (page) => page.getByTestId("failed").waitFor()],
]) {
  test(`${file} may be read before the whole page has arrived, and nothing is lost`, async () => {
    const page = await openPage({
      prepare: (page) =>
        page.route("**/whole-*_bg.wasm", async (route) => {
          await new Promise((late) => setTimeout(late, 1_500));
          await route.continue();
        }),
    });
    await page.getByTestId("file-input").setInputFiles(testdata(file));
    await then(page);
  });
}

test("the worker that waits while the button is pointed at is the one that reads", async () => {
  const page = await openPage();
  const read = async (file, posts) => {
    await page.locator(".door__button").hover();
    await becomes(() => page.evaluate(() => Boolean(window.yodoriSpare)), true, "none waits");
    await page.evaluate(() => ([window.waited] = window.yodoriSpare));
    await chooseArchive(page, file);
    await becomes(() => page.getByTestId("count").innerText(), posts);
    assert.equal(await readers(page), 1);
    assert(await page.evaluate(() => window.living.has(window.waited)), "another one has read");
  };
  await read("calendar.zip", "78 posts");
  await page.getByRole("link", { name: "Open something else" }).click();
  await read("calendar.zip", "78 posts");
});

test("where the worker that waits could not start, another one reads", async () => {
  let asked = 0;
  const page = await openPage({
    prepare: (page) =>
      page.route("**/archive-worker-*_loader.js", (route) => {
        asked += 1;
        return asked === 1 ? route.abort() : route.continue();
      }),
  });
  await page.locator(".door__button").hover();
  await becomes(() => page.evaluate(() => window.yodoriSpare === undefined), true);
  await becomes(() => asked, 1);
  await chooseArchive(page, "calendar.zip");
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  assert.equal(asked, 2);
});

test("another choice while the whole page is on its way ends the first one's worker", async () => {
  const page = await openPage({
    prepare: (page) =>
      page.route("**/whole-*_bg.wasm", async (route) => {
        await new Promise((late) => setTimeout(late, 1_000));
        await route.continue();
      }),
  });
  await page.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
  await page.getByTestId("sample-orderly").click();
  await drawn(page);
  await becomes(() => readers(page), 0);
  assert.match(await page.title(), /Calendar/);
  assert.equal(await page.getByTestId("report").count(), 0, "the archive is shown");
});

test("problems are noticed by these tests", async () => {
  const page = await openPage();
  await page.evaluate(() => fetch("https://example.org/").catch(() => {}));
  await becomes(() => page.problems.some((problem) => /policy: connect-src/.test(problem)), true);
  expectProblems(page, /policy: connect-src/);
  page.problems.length = 0; // and the console's word of it
});
