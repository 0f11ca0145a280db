// What a visit costs, and what an installed page can do: the manifest, files that come from outside.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startSite } from "./deploys.mjs";
import { ROOT, launchBrowser, openPage, testdata } from "./harness.mjs";
import { keeps, keptOf, visitAgain } from "./kept.mjs";
import { becomes, drawn } from "./visit.mjs";

const open = (site, options) => openPage({ site: site.url, serviceWorkers: "allow", ...options });
const IS_CODE = /\.(js|wasm|css)$/;

/** What the first visit may cost, with its headers; see the project's own budget for what it is made of. */
const FIRST_VISIT_BYTES = 150_000;
const FIRST_VISIT_REQUESTS = 8;

test("a first visit costs no more than 150 KB in 8 requests, icons and manifest included", async (context) => {
  const site = await startSite();
  const browser = await launchBrowser(); // which has never been here
  try {
    const page = await browser.newPage();
    await page.goto(`${site.url}/`);
    await page.waitForSelector("body[data-started]", { state: "attached" });
    // A browser asks for the manifest when it likes; this has it asked for now.
    await (await page.context().newCDPSession(page)).send("Page.getAppManifest");
    await page.waitForTimeout(2_000);
    const bytes = site.asked.reduce((sum, answer) => sum + answer.bytes, 0);
    const list = site.asked.map(({ path, status, bytes }) => `${status} ${bytes} ${path}`);
    context.diagnostic(`${bytes} bytes in ${list.length} requests: ${list.join(", ")}`);
    assert(bytes <= FIRST_VISIT_BYTES, `${bytes} bytes`);
    assert(list.length <= FIRST_VISIT_REQUESTS, list.join("\n"));
    assert(site.asked.some(({ path }) => path === "/manifest.webmanifest"), "the manifest was not asked for");
    assert(site.asked.some(({ path }) => path === "/icon.svg"), "the icon was not asked for");
    assert(site.asked.some(({ path }) => /app-.*wasm/.test(path)), "nothing was measured");
  } finally {
    await browser.close();
  }
});

for (const [who, prepare] of [
  ["looked at the first screen", () => {}],
  [
    "opened a sample, and has it kept",
    async (page) => {
      await page.getByTestId("sample-owl").click();
      await keeps(page, "whole_bg.wasm");
    },
  ],
]) {
  test(`whoever has ${who} comes back for 0 bytes of code`, async (context) => {
    const site = await startSite();
    const page = await open(site);
    await prepare(page);
    site.asked.length = 0;
    const again = await visitAgain(page);
    await again.getByTestId("sample-owl").hover();
    await again.waitForTimeout(1_500);
    const code = site.asked.filter(({ path, status }) => IS_CODE.test(path) && status === 200);
    context.diagnostic(site.asked.map(({ path, status, bytes }) => `${status} ${bytes} ${path}`).join(", "));
    const first = who.startsWith("looked") ? code.filter(({ path }) => !/whole/.test(path)) : code; // fetched ahead now
    assert.deepEqual(first, []);
    assert(site.asked.length > 0, "not even the page was asked for");
  });
}

test("the manifest is understood, its icons are what it says, and the page can be installed", async () => {
  const site = await startSite();
  const page = await open(site);
  const session = await page.context().newCDPSession(page);
  const { errors, url, data } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  assert.equal(url, `${site.url}/manifest.webmanifest`);
  const manifest = JSON.parse(data);
  for (const { src, sizes, type } of [...manifest.icons, ...manifest.shortcuts.flatMap(({ icons }) => icons)]) {
    const response = await fetch(site.url + src);
    assert.equal(response.status, 200, src);
    if (type) assert.equal(response.headers.get("content-type"), type);
    if (sizes === "any") continue;
    const png = Buffer.from(await response.arrayBuffer());
    const size = [png.readUInt32BE(16), png.readUInt32BE(20)]; // of its header
    assert.equal(`${size[0]}x${size[1]}`, sizes, src);
  }
  assert.equal(manifest.icons.filter(({ purpose }) => purpose === "maskable").length, 1);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A private window is all that the test's browser has.
  assert.deepEqual(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"), []);
  const apple = readFileSync(join(ROOT, "dist", "apple-touch-icon.png"));
  assert.deepEqual([apple.readUInt32BE(16), apple.readUInt32BE(20)], [180, 180]);
});

/** Has a page be told that it is an installed one. */
const asInstalled = (page) =>
  page.addInitScript(() => {
    const ask = window.matchMedia.bind(window);
    window.matchMedia = (query) => (query.includes("standalone") ? { matches: true } : ask(query));
  });

test("a page that is being installed keeps everything, and so does one that was", async () => {
  const site = await startSite();
  const page = await open(site);
  await page.evaluate(() => dispatchEvent(new Event("appinstalled")));
  await keeps(page, "licences.txt"); // the last of all
  const other = await startSite();
  const installed = await open(other, { prepare: asInstalled });
  await keeps(installed, "licences.txt");
  const kept = await keptOf(page);
  await becomes(() => keptOf(installed), kept);
  for (const name of ["talk-worker_bg.wasm", "bird/room-moon.svg", "desk.css", ""]) assert(kept.includes(name), name);
});

test("an installed page in which everything was erased has its service worker, and keeps nothing until something is opened", async () => {
  const site = await startSite();
  const page = await open(site, { prepare: asInstalled });
  await keeps(page, "licences.txt");
  await page.evaluate(() => (location.hash = "#/device"));
  await page.getByTestId("erase-all").click();
  await page.getByTestId("erase-all-yes").click();
  await page.getByTestId("begin-anew").click();
  await page.waitForSelector("body[data-started]", { state: "attached" });
  const held = () =>
    page.evaluate(async () => ({
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
    }));
  await page.waitForTimeout(2_500);
  assert.deepEqual(await held(), { caches: [], workers: 1 });
  // To ask how much is kept makes nothing either.
  await page.evaluate(() => dispatchEvent(new Event("yodori-ask-offline")));
  await page.waitForTimeout(500);
  assert.deepEqual(await held(), { caches: [], workers: 1 });
  await page.getByTestId("sample-owl").click();
  await keeps(page, "whole_bg.wasm");
  await keeps(page, "manifest.webmanifest"); // the last of the first screen
  const kept = await keptOf(page);
  for (const name of ["", "app_bg.wasm", "boot.js"]) assert(kept.includes(name), name);
  assert(!kept.includes("talk-worker_bg.wasm"), "everything is kept again");
});

test("a shortcut opens a sample", async () => {
  const site = await startSite();
  const { shortcuts } = JSON.parse(readFileSync(join(ROOT, "dist", "manifest.webmanifest"), "utf8"));
  const { url } = shortcuts.find(({ url }) => url.includes("sample"));
  const page = await open(site, { path: url });
  await drawn(page);
  assert.doesNotMatch(page.url(), /sample/, "it would come again with each load");
});

test("files that another app shares are opened, and not again when the page is loaded again", async () => {
  const site = await startSite();
  const page = await open(site);
  await page.getByTestId("sample-owl").click();
  await keeps(page, "whole_bg.wasm");
  // As the system sends them: a form, to the address that the manifest names. The page's own policy forbids forms.
  const { share_target: target } = JSON.parse(readFileSync(join(ROOT, "dist", "manifest.webmanifest"), "utf8"));
  const form = await page.context().newPage();
  await form.route("**/form", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<form method="${target.method}" enctype="${target.enctype}" action="${target.action}">
        <input type="file" name="${target.params.files[0].name}"></form>`,
    }),
  );
  await form.goto(`${site.url}/form`);
  await form.setInputFiles("input", testdata("calendar.zip"));
  await form.evaluate(() => document.querySelector("form").submit());
  await drawn(form);
  await becomes(() => form.getByTestId("count").innerText(), "78 posts");
  assert.equal(new URL(form.url()).search, "");
  const urls = await form.evaluate(async () => (await caches.keys()).length);
  assert.equal(urls, 1, "what was shared is stored somewhere");
  assert(!(await keptOf(form)).some((name) => /^shared$|zip/.test(name)));
  await form.goto(`${site.url}/`);
  await form.waitForSelector("body[data-started]", { state: "attached" });
  await form.getByTestId("sample-owl").waitFor();
});

for (const [what, prepare] of [
  ["the service worker has lost", (page) => keeps(page, "whole_bg.wasm")],
  ["no service worker has caught", () => {}],
]) {
  test(`whoever shared a file that ${what} is told to choose it again`, async () => {
    const site = await startSite();
    const page = await open(site);
    await page.getByTestId("sample-owl").click();
    await drawn(page);
    await prepare(page);
    const shared = await visitAgain(page, "/?shared");
    const message = shared.locator("#shared-failed");
    await message.waitFor({ state: "visible" });
    assert.match(await message.innerText(), /choose it again/);
    assert.equal(new URL(shared.url()).search, "");
    await shared.getByTestId("sample-owl").click();
    await drawn(shared);
    assert.equal(await message.isVisible(), false, "the message stays");
  });
}

test("files that are opened with the installed page are read", async () => {
  const site = await startSite();
  const page = await open(site, {
    prepare: (page) =>
      page.addInitScript(() => {
        const launchQueue = { setConsumer: (consumer) => (window.launch = consumer) };
        Object.defineProperty(window, "launchQueue", { value: launchQueue });
      }),
  });
  const bytes = readFileSync(testdata("calendar.zip")).toString("base64");
  await becomes(() => page.evaluate(() => typeof window.launch), "function");
  await page.evaluate((bytes) => {
    const file = new File([Uint8Array.from(atob(bytes), (char) => char.charCodeAt(0))], "calendar.zip");
    window.launch({ files: [{ getFile: async () => file }] });
  }, bytes);
  await drawn(page);
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  // And where something is open already, as if they were dropped there.
  await page.evaluate(() => window.launch({ files: [] }));
  assert.equal(await page.getByTestId("count").innerText(), "78 posts");
});
