// Another version is put in this one's place while pages of it are open.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openPanel, there } from "./bird-page.mjs";
import { startSite } from "./deploys.mjs";
import { openPage, testdata } from "./harness.mjs";
import { keepEverything, keeps, keptOf, visitAgain } from "./kept.mjs";
import { longFile } from "./long.mjs";
import { becomes, chooseArchive, drawn } from "./visit.mjs";

const open = (site, options) => openPage({ site: site.url, ...options });
const versionOf = (page) => page.evaluate(() => document.querySelector("script[data-version]").dataset.version);
const cachesOf = (page) => page.evaluate(() => caches.keys());

/** Another version of the first screen, the whole page, the bird and each worker. */
const EVERYTHING = [
  "app.js",
  "app_bg.wasm",
  "style.css",
  "theme.js",
  "whole_bg.wasm",
  "bird_bg.wasm",
  "bird/room-winter.svg",
  "archive-worker_bg.wasm",
  "rhythm-worker.js",
  "picture-worker_loader.js",
];

for (const [what, prepare, act] of [
  ["the whole page", () => {}, (page) => page.getByTestId("sample-owl").click()],
  [
    "the archive worker",
    async (page) => {
      await page.getByTestId("sample-owl").click();
      await drawn(page);
    },
    async (page) => {
      await page.evaluate(() => (location.hash = "#/"));
      await page.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
    },
  ],
  ["the bird's page", () => {}, (page) => page.evaluate(() => (location.hash = "#/bird"))],
  [
    "a drawing",
    async (page) => {
      await page.evaluate(() => (location.hash = "#/bird"));
      await there(page);
    },
    (page) => openPanel(page, "wardrobe"),
  ],
]) {
  test(`a page of an older version that can't have ${what} says so, and is the new one when it is loaded again`, async () => {
    const site = await startSite();
    const page = await open(site, { locale: "ja-JP" });
    await prepare(page);
    site.deploy(...EVERYTHING);
    await act(page);
    const message = page.locator("#new-version");
    await message.waitFor({ state: "visible" });
    assert.match(await message.innerText(), /ページが新しくなりました/);
    assert.equal(await page.locator("#load-failed").isVisible(), false, "two messages stand over each other");
    await page.evaluate(() => (location.hash = "#/"));
    await message.getByRole("button").click();
    await page.waitForFunction((version) => document.querySelector("script[data-version]").dataset.version === version, site.version);
    await page.waitForSelector("body[data-started]", { state: "attached" });
    await page.getByTestId("sample-owl").click();
    await drawn(page);
    assert.equal(await message.isVisible(), false);
    page.problems.length = 0; // what was gone
  });
}

for (const [what, fails] of [["one file", /whole/], ["the site", /./]]) {
  test(`where ${what} fails for another reason, that is not called an older version`, async () => {
    const site = await startSite();
    const page = await open(site);
    site.trouble = async (path) => (fails.test(path) ? 503 : undefined);
    await page.getByTestId("sample-owl").click();
    await page.locator("#load-failed").waitFor({ state: "visible" });
    assert.equal(await page.locator("#new-version").isVisible(), false);
    page.problems.length = 0; // what failed
  });
}

test("a page that keeps its version goes on with it, and the new one waits until no page needs the old one", async () => {
  const site = await startSite();
  const page = await open(site, { serviceWorkers: "allow" });
  await keepEverything(page);
  const [old, total] = [site.version, (await keptOf(page)).length];
  assert.deepEqual(await cachesOf(page), [`yodori-${old}`]);
  site.deploy(...EVERYTHING);

  // Who comes now has the new version; the page that is open has all of the old one, workers and all.
  const visitor = await visitAgain(page);
  assert.equal(await versionOf(visitor), site.version);
  // It fetches all that the old one kept, one file after another, and the machine may be busy.
  const isWaiting = async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting);
  await becomes(() => visitor.evaluate(isWaiting), true, "the new one is not kept", 60_000);
  await chooseArchive(page, "calendar.zip");
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  assert.equal(await versionOf(page), old);
  assert.equal(await page.locator("#new-version").isVisible(), false);
  assert.deepEqual((await cachesOf(page)).sort(), [`yodori-${old}`, `yodori-${site.version}`].sort());

  // Offline, whoever comes has the old one whole: never files of both.
  await chooseArchive(visitor, "calendar.zip");
  await site.stop();
  const offline = await visitAgain(page);
  assert.equal(await versionOf(offline), old);
  await chooseArchive(offline, "calendar.zip");
  await site.start();

  // When all have gone, the new one takes over with all that the old one had kept, and the old cache goes. They come
  // back after a second: in the very moment in which the old one is ended Chromium 156 may never answer, if DevTools watch.
  await Promise.all([visitor.close(), offline.close()]);
  await becomes(
    async () => {
      await page.goto("about:blank");
      await page.waitForTimeout(1_000);
      await page.goto(`${site.url}/`);
      return cachesOf(page);
    },
    [`yodori-${site.version}`],
    "the old one is still there",
    60_000,
  );
  assert.equal((await keptOf(page)).length, total);
  await site.stop();
  await page.reload();
  await page.waitForSelector("body[data-started]", { state: "attached" });
  assert.equal(await versionOf(page), site.version);
  await chooseArchive(page, "calendar.zip");
  page.problems.length = 0; // the site was down
});

/** Has every reading of a part of a file take a while. */
const SLOW = `const read = FileReaderSync.prototype.readAsArrayBuffer;
  FileReaderSync.prototype.readAsArrayBuffer = function (part) {
    for (const end = Date.now() + 250; Date.now() < end; );
    return read.call(this, part);
  }`;

test("an import that runs is not disturbed by a new version", async () => {
  const site = await startSite();
  site.begin("archive-worker_loader.js", SLOW);
  const page = await open(site, { serviceWorkers: "allow" });
  await page.getByTestId("sample-owl").click();
  await keeps(page, "whole_bg.wasm");
  const { path, posts } = longFile(60, "tweets.js");
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("file-input").setInputFiles(path);
  await page.waitForFunction(() => /^[1-9]/.test(document.querySelector("[data-testid=progress-words]")?.textContent ?? ""));
  site.deploy(...EVERYTHING);
  const visitor = await visitAgain(page);
  assert.equal(await page.getByTestId("count").count(), 0, "it was read before the new version came");
  assert.equal(await versionOf(visitor), site.version);
  await page.getByTestId("count").waitFor();
  await becomes(() => page.getByTestId("count").innerText(), `${posts.toLocaleString("en-GB")} posts`, "the import has ended");
  page.problems.length = 0;
});

test("where page and service worker are of two versions, as while a site is replaced, nothing is kept", async () => {
  const site = await startSite();
  const path = join(site.dir, "index.html");
  const other = readFileSync(path, "utf8").replace(site.version, "0123456789abcdef");
  writeFileSync(path, other);
  const page = await open(site, { serviceWorkers: "allow" });
  await page.evaluate(() => {
    const register = navigator.serviceWorker.register.bind(navigator.serviceWorker);
    navigator.serviceWorker.register = async (address) => (window.registered = await register(address));
  });
  await page.getByTestId("sample-owl").click();
  // Until it is decided: what is being installed is there to the end of that.
  await page.waitForFunction(() => window.registered && !window.registered.installing);
  const come = await page.evaluate(async () => {
    const found = await navigator.serviceWorker.getRegistration();
    return [window.registered, found].map((one) => Boolean(one?.waiting ?? one?.active));
  });
  assert.deepEqual(come, [false, false]);
  assert.deepEqual((await keptOf(page)).filter((name) => name === ""), []);
});
