// What is kept for when there is no net: nothing before something was opened, then that, and everything on request.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startSite } from "./deploys.mjs";
import { goToDevice } from "./desk-page.mjs";
import * as gh from "./github-page.mjs";
import { startGithub } from "./github/server.mjs";
import { expectProblems, openPage, testdata } from "./harness.mjs";
import { keepEverything, keeps, keptOf, visitAgain } from "./kept.mjs";
import { told } from "./rhythm-page.mjs";
import { becomes, chooseArchive, drawn } from "./visit.mjs";

const github = await startGithub({ people: ["small"] });
after(() => github.close());

const FIRST = ["", "app.js", "app_bg.wasm", "boot.js", "icon.svg", "manifest.webmanifest"];
const ARCHIVE = ["archive-worker.js", "archive-worker_bg.wasm", "archive-worker_loader.js"];

const open = (site, options) => openPage({ site: site.url, serviceWorkers: "allow", ...options });

/** What the browser itself keeps of the site is gone: what is there now, the service worker has. */
async function withoutNet(page, site) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.clearBrowserCache");
  await site.stop();
}

/** The site is down on purpose: the browser says so on the console. */
const forgive = (page) => (page.problems.length = 0);

test("whoever opens nothing keeps nothing, and asks for nothing that would", async () => {
  const site = await startSite();
  const page = await open(site);
  await page.getByTestId("sample-owl").hover(); // fetched ahead, not opened
  await page.waitForTimeout(2_500);
  assert.deepEqual(await keptOf(page), []);
  assert.equal(await page.evaluate(() => navigator.serviceWorker.getRegistration()), undefined);
  assert.deepEqual(site.asked.filter(({ path }) => /sw|offline/.test(path)), []);
});

test("what was opened is kept, and opens again without a net", async () => {
  const site = await startSite();
  const page = await open(site);
  await page.getByTestId("sample-owl").click();
  await told(page);
  await keeps(page, "picture-worker_bg.wasm");
  const kept = await keptOf(page);
  for (const name of [...FIRST, "whole_bg.wasm", "shared-bird-desk-whole_bg.wasm", "shared-bird-desk-whole.css", "rhythm-worker_loader.js"]) assert(kept.includes(name), name);
  assert.deepEqual(kept.filter((name) => /^(bird|desk|github|archive|talk)|^shared-bird-desk_/.test(name)), [], "what was not opened is kept");
  await withoutNet(page, site);
  const again = await visitAgain(page);
  await again.getByTestId("sample-owl").click();
  await told(again);
  // What was never opened can't be there; that is told as ever.
  await again.evaluate(() => (location.hash = "#/bird"));
  await again.locator("#load-failed").waitFor({ state: "visible" });
  forgive(page);
});

test("an archive is read without a net by whoever has opened one before", async () => {
  const site = await startSite();
  const page = await open(site);
  await chooseArchive(page, "calendar.zip");
  await keeps(page, "archive-worker_bg.wasm");
  await withoutNet(page, site);
  const again = await visitAgain(page);
  await chooseArchive(again, "calendar.zip");
  await becomes(() => again.getByTestId("count").innerText(), "78 posts");
  forgive(page);
});

test("what is opened later is kept as well", async () => {
  const site = await startSite();
  const page = await open(site);
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  await keeps(page, "whole_bg.wasm");
  await page.evaluate(() => (location.hash = "#/bird"));
  await page.locator("[data-testid=bird] svg[data-stage]").waitFor();
  await keeps(page, "bird_bg.wasm");
  await keeps(page, "bird/room-winter.svg"); // all of its rooms, seen or not
  assert.deepEqual((await keptOf(page)).filter((name) => /archive/.test(name)), []);
});

test("everything is kept on request, told step by step, and works without a net", async () => {
  const site = await startSite();
  const page = await open(site);
  await goToDevice(page);
  await page.evaluate(() => {
    window.told = [];
    addEventListener("yodori-offline", ({ detail }) => window.told.push(detail));
  });
  await page.getByTestId("keep-offline").click();
  const last = () => page.evaluate(() => window.told.at(-1));
  // What was kept when the page was opened may be told as late as this; the end is that of all.
  const isAll = async () => {
    const { isOver, failed, done, total } = (await last()) ?? {};
    return isOver && !failed && done === total;
  };
  await becomes(isAll, true, "it has no end", 60_000);
  await becomes(() => page.getByTestId("offline-told").innerText(), "All of it is here. The page works offline.");
  const steps = (await page.evaluate(() => window.told)).map(({ done }) => done);
  assert.deepEqual(steps, steps.toSorted((a, b) => a - b));
  assert(steps.length > 10, `${steps.length} steps`);
  const kept = await keptOf(page);
  const all = [...site.names().keys()];
  const isKept = (name) => /\.(js|wasm|css|svg|webmanifest)$|icon.*png$/.test(name) && name !== "sw.js";
  assert.deepEqual(all.filter((name) => isKept(name) && !kept.includes(name)), []);
  await withoutNet(page, site);
  const again = await visitAgain(page, "/#/bird");
  await again.locator(".home__wall svg").waitFor();
  const other = await visitAgain(page);
  await chooseArchive(other, "calendar.zip");
  await told(other);
  forgive(page);
});

test("that it can't be kept is told, and asking brings nothing here", async () => {
  const site = await startSite();
  const page = await open(site);
  await page.evaluate(() => {
    window.told = [];
    addEventListener("yodori-offline", ({ detail }) => window.told.push(detail));
    dispatchEvent(new Event("yodori-ask-offline"));
  });
  await becomes(() => page.evaluate(() => window.told), [{ done: 0, total: 0, isOver: true }]);
  assert.deepEqual(await keptOf(page), []);
  await page.getByTestId("sample-owl").click();
  await keeps(page, "whole_bg.wasm");
  await withoutNet(page, site);
  assert.equal((await keepEverything(page)).failed, true);
  forgive(page);
});

test("where there are no service workers that is told, and the page works", async () => {
  const site = await startSite();
  const page = await open(site, {
    prepare: (page) => page.addInitScript(() => delete Navigator.prototype.serviceWorker),
  });
  assert.equal((await keepEverything(page)).failed, true);
  await page.getByTestId("sample-owl").click();
  await drawn(page);
});

for (const [what, script, trouble] of [
  ["fails within", "CacheStorage.prototype.open = async () => { throw new Error(); }", () => undefined],
  [
    "is gone before it answers",
    'addEventListener("message", (event) => event.stopImmediatePropagation())',
    async (path) => (path === "/manifest.webmanifest" ? 503 : undefined),
  ],
]) {
  test(`where the service worker ${what}, that is the end of it`, async () => {
    const site = await startSite();
    site.begin("sw.js", script);
    const page = await open(site);
    site.trouble = trouble;
    const last = await keepEverything(page);
    assert.deepEqual({ isOver: last.isOver, failed: last.failed }, { isOver: true, failed: true });
    forgive(page);
  });
}

for (const [why, trouble] of [
  ["does not answer", () => new Promise(() => {})],
  ["is down", async () => 503],
]) {
  test(`a site that ${why} is opened as it was kept`, async () => {
    const site = await startSite();
    const page = await open(site);
    await page.getByTestId("sample-owl").click();
    await keeps(page, "whole_bg.wasm");
    site.trouble = (path) => (path === "/" ? trouble() : undefined);
    const again = await visitAgain(page);
    await again.getByTestId("sample-owl").click();
    await drawn(again);
    forgive(page);
  });
}

test("nothing that GitHub answers is kept, and the service worker asks nobody else", async () => {
  const site = await startSite();
  const page = await gh.openGithub(github, { site: site.url, serviceWorkers: "allow" });
  await keeps(page, "whole_bg.wasm");
  const controlled = await visitAgain(page, "/#/github");
  assert(await controlled.evaluate(() => Boolean(navigator.serviceWorker.controller)));
  await gh.read(controlled, { token: github.tokens.small.fine.value, years: "last" });
  await gh.done(controlled);
  await keeps(controlled, "github-worker_bg.wasm");
  const urls = await controlled.evaluate(async () => {
    const all = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
    return all.flat().map(({ url }) => url);
  });
  const known = new Set([...site.names().values()].map((name) => `${site.url}/${name}`));
  const pages = [`${site.url}/`, `${site.url}/en/`];
  assert.deepEqual(urls.filter((url) => !known.has(url) && !pages.includes(url)), []);
  // Nor can it be made to: it answers nothing but its own files.
  await controlled.evaluate(() => Promise.all(["/?one", "/icon.svg?one", "/nothing"].map((path) => fetch(path))));
  assert.equal((await keptOf(controlled)).length, urls.length);
  forgive(page);
});
