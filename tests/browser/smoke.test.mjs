// The page as it is shipped: starts, and says so when it cannot. Whom it can reach: see trust.test.mjs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { axe, expectProblems, openPage, siteUrl } from "./harness.mjs";

const WORKER = "archive-worker";

test("the page starts without an error and without loading the worker", async () => {
  const page = await openPage();
  assert.deepEqual(page.requests.filter((url) => url.includes(WORKER)), []);
  assert.equal(await page.locator("#boot-failed").isVisible(), false);
});

test("the page asks for each of its files once", async () => {
  const page = await openPage();
  // The icon is asked for by the tab, by the page and by the app that takes its place; unchanged, it
  // is sent once.
  const files = page.requests.filter((url) => !url.endsWith("/icon.svg"));
  assert.deepEqual(files.toSorted(), [...new Set(files)].sort());
});

for (const [path, locale, words] of [
  ["/", "ja-JP", /ぜんぶ見える。/],
  ["/en/", "en-GB", /in plain sight\./],
]) {
  test(`the first paint of ${path} is as it should be and waits for no file but the page`, async () => {
    const page = await openPage({ path: "/robots.txt", locale, colorScheme: "dark", waitForStart: false });
    await page.route((url) => url.pathname !== path, () => {}); // nothing else is ever answered
    await page.goto((await siteUrl()) + path, { waitUntil: "commit" });
    await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
    assert.match(await page.locator("h1:visible").innerText(), words);
    const looks = await page.evaluate(() => {
      const style = (selector) => getComputedStyle(document.querySelector(selector));
      return { paper: style(":root").backgroundColor, hasDoor: style(".door__button").borderRadius !== "0px" };
    });
    assert.deepEqual(looks, { paper: "rgb(18, 20, 36)", hasDoor: true });
  });
}

for (const [locale, saved, lang, theme] of [
  ["ja-JP", {}, "ja", undefined],
  ["en-US", {}, "en", undefined],
  ["fr-FR", {}, "en", undefined],
  ["ja-JP", { language: "en", theme: "dark" }, "en", "dark"],
  ["en-US", { language: "ja", theme: "light" }, "ja", "light"],
  ["en-US", { language: "<b>", theme: "pink" }, "en", undefined],
]) {
  test(`before the app: ${locale} with ${JSON.stringify(saved)} is ${lang}, ${theme}`, async () => {
    const page = await openPage({
      locale,
      waitForStart: false,
      prepare: async (page) => {
        await page.route("**/boot-*.js", (route) => route.fulfill({ body: "", contentType: "text/javascript" }));
        await page.addInitScript((saved) => {
          for (const [key, value] of Object.entries(saved)) localStorage.setItem(`yodori.${key}`, value);
        }, saved);
      },
    });
    const found = await page.evaluate(() => {
      const { lang, dataset } = document.documentElement;
      return { lang, theme: dataset.theme };
    });
    assert.deepEqual(found, { lang, theme });
  });
}

for (const [why, prepare, ...problems] of [
  [
    "the wasm cannot be fetched",
    (page) => page.route("**/*.wasm", (route) => route.fulfill({ status: 404 })),
    /^404/,
    /404/,
    /console: cannot start/,
  ],
]) {
  test(`a message stands on the page when ${why}`, async () => {
    const page = await openPage({ prepare, waitForStart: false });
    await page.locator("#boot-failed").waitFor({ state: "visible" });
    expectProblems(page, ...problems);
  });
}

test("axe finds nothing on the first screen", async () => {
  await axe(await openPage());
});
