// What stays on the device: only by choice, the same when it comes back, gone when it is erased; and what is said where
// nothing can be kept.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, openPage, siteUrl } from "./harness.mjs";
import { goToDevice, held, remember, saved } from "./desk-page.mjs";
import { chooseArchive, chooseThreshold, chooseZone, drawn, openArchive, openTable, pictureOf, tableOf } from "./visit.mjs";

const NOTHING = { databases: [], local: [], tab: [], caches: [], workers: 0 };

/** Opens the first page anew: all that was in memory is gone. */
async function comeAgain(page) {
  await page.goto("about:blank");
  await page.goto(`${await siteUrl()}/`);
  await page.waitForSelector("body[data-started]", { state: "attached" });
}

async function shown(page) {
  return {
    rows: await tableOf(page),
    zone: await page.getByTestId("zone-name").innerText(),
    name: await page.locator(".person__name").innerText(),
    days: await page.getByTestId("days").innerText(),
    picture: await pictureOf(page),
  };
}

async function waitForTable(page) {
  await drawn(page);
  await openTable(page);
}

test("nothing is kept unless someone wants that", async () => {
  const page = await openArchive("calendar.zip");
  const { databases, local, tab } = await held(page);
  assert.deepEqual({ databases, local, tab }, { databases: [], local: [], tab: [] });
});

test("what was kept opens again without the archive, as it was looked at", async () => {
  const page = await openArchive("calendar.zip");
  await chooseZone(page, "America/New_York");
  await page.getByTestId("zone-name").getByText("America/New_York").waitFor();
  await chooseThreshold(page, 60);
  await openTable(page);
  const before = await shown(page);
  assert(before.rows.length > 3);
  await goToDevice(page);
  await axe(page);
  await remember(page);
  await comeAgain(page);
  await page.getByTestId("open-kept").click();
  await page.getByTestId("kept-open").click();
  await waitForTable(page);
  assert.deepEqual(await shown(page), before);
});

test("a file of its own brings back the same picture after everything was erased", async () => {
  const page = await openArchive("calendar.zip");
  await openTable(page);
  const before = await shown(page);
  await goToDevice(page);
  await remember(page);
  const { path, name } = await saved(page, "export-json");
  assert.match(name, /^yodori-yoru_log71-20\d\d-\d\d-\d\d-2024-\d\d-\d\d\.json$/);
  await page.getByTestId("erase-all").click();
  await page.getByTestId("erase-all-yes").click();
  await page.getByTestId("begin-anew").waitFor();
  assert.deepEqual(await held(page), NOTHING);
  await page.getByTestId("begin-anew").click();
  await page.waitForSelector("body[data-started]", { state: "attached" });
  assert.equal(await page.getByTestId("open-kept").count(), 0);
  // As an archive is chosen.
  await page.getByTestId("file-input").setInputFiles({ name, mimeType: "application/json", buffer: await readFile(path) });
  await waitForTable(page);
  assert.deepEqual(await shown(page), before);
});

test("a file of its own is opened while another life is looked at", async () => {
  const page = await openArchive("calendar.zip");
  await openTable(page);
  const before = await shown(page);
  await goToDevice(page);
  const { text } = await saved(page, "export-json");
  const buffer = Buffer.from(text);
  await chooseOther(page);
  await goToDevice(page);
  await page.getByTestId("saved-file").setInputFiles({ name: "y.json", mimeType: "application/json", buffer });
  await waitForTable(page);
  assert.deepEqual(await shown(page), before);
});

async function chooseOther(page) {
  await page.evaluate(() => (location.hash = "#/"));
  await chooseArchive(page, "current.zip");
}

test("one of two is erased, and the other stays", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await remember(page);
  await chooseOther(page);
  await goToDevice(page);
  await page.getByTestId("remember").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=kept] > li").length === 2);
  const rows = page.locator("[data-testid=kept] > li");
  const [first, second] = await rows.locator("strong").allInnerTexts();
  await rows.first().getByTestId("kept-erase").click();
  await rows.first().getByTestId("kept-erase-yes").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=kept] > li").length === 1);
  assert.deepEqual(await rows.locator("strong").allInnerTexts(), [second]);
  assert.notEqual(first, second);
  await comeAgain(page);
  assert((await page.getByTestId("open-kept").innerText()).includes(second));
});

test("whoever is kept again becomes one with what was kept before", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await remember(page);
  const about = await page.locator(".kept__fact").first().innerText();
  await page.getByTestId("remember").click();
  await page.getByTestId("device-told").getByText(": 0 were added.").waitFor();
  assert.equal(await page.locator(".kept__fact").first().innerText(), about);
  assert.equal(await page.locator("[data-testid=kept] > li").count(), 1);
});

test("a sample is not kept, and neither is nothing", async () => {
  const page = await openPage();
  await goToDevice(page);
  assert.equal(await page.getByTestId("remember").count(), 0);
  await page.evaluate(() => (location.hash = "#/"));
  await page.locator("[data-testid^=sample-]").first().click();
  await drawn(page);
  await goToDevice(page);
  assert.equal(await page.getByTestId("remember").count(), 0);
});

for (const [what, stand, expected] of [
  [
    "a browser that keeps nothing says so",
    () => (IDBFactory.prototype.open = () => { throw new DOMException("no", "SecurityError"); }),
    /private window/,
  ],
  [
    "a private window whose database fails later says so",
    () => {
      const open = IDBFactory.prototype.open;
      IDBFactory.prototype.open = function (name) { return open.call(this, name, 1); };
      Object.defineProperty(IDBOpenDBRequest.prototype, "onsuccess", {
        set(then) { setTimeout(() => this.onerror(new Event("error"))); },
      });
      Object.defineProperty(IDBRequest.prototype, "error", { get: () => new DOMException("no", "InvalidStateError") });
    },
    /private window/,
  ],
]) {
  test(what, async () => {
    const page = await openArchive("calendar.zip", { prepare: (page) => page.addInitScript(stand) });
    await goToDevice(page);
    await page.getByTestId("remember").click();
    await page.getByTestId("device-told").getByText(expected).waitFor();
    // A file can be taken along all the same.
    await saved(page, "export-json");
  });
}

test("a full disk is told, and what was kept stays", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await remember(page);
  await page.evaluate(() => {
    // As browsers do: the transaction is aborted once it is to be written, and says why.
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      request.addEventListener("success", () => this.transaction.abort());
      return request;
    };
    const error = { get: () => new DOMException("full", "QuotaExceededError") };
    Object.defineProperty(IDBTransaction.prototype, "error", error);
  });
  await page.getByTestId("remember").click();
  await page.getByTestId("device-told").getByText(/not enough room/).waitFor();
  await comeAgain(page);
  await page.getByTestId("open-kept").click();
  await page.getByTestId("kept-open").click();
  await drawn(page);
});

for (const [what, text, expected] of [
  ["another's JSON", '{"tweets":[]}', /not a Yodori file/],
  ["a bird", '{"yodori":"bird","version":2}', /bird’s file/],
  ["a newer file", '{"yodori":9}', /newer Yodori/],
  ["markup", "<script>alert(1)</script>", /can’t be read as a Yodori file/],
  ["a file without records", '{"yodori":1,"events":[]}', /no records/],
]) {
  test(`${what} is told apart on the first screen as well`, async () => {
    const page = await openPage();
    const name = "<img src=x onerror=alert(1)>.json";
    await page.getByTestId("file-input").setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
    const told = page.getByTestId("device-told");
    await told.getByText(expected).first().waitFor();
    assert((await told.innerText()).includes(name));
    await axe(page);
  });
}

test("names that would be markup are text, wherever they come from", async () => {
  const page = await openPage();
  const name = "<img src=x onerror=alert(1)>\u202e\0夜";
  const file = { yodori: 1, person: { handle: "a", name }, kinds: ["tweet"], events: [[1708731000, 0], [1708731600, 0]] };
  await page.getByTestId("file-input").setInputFiles({
    name: "a.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(file)),
  });
  await drawn(page);
  assert.equal(await page.locator("main img").count(), 0);
  await goToDevice(page);
  await remember(page);
  assert.equal(await page.locator("main img").count(), 0);
  await comeAgain(page);
  assert((await page.getByTestId("open-kept").innerText()).includes("<img src=x"));
});
