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

/** All that the databases hold, as text: keys, and bytes as letters. */
async function raw(page) {
  return page.evaluate(async () => {
    const done = (request) => new Promise((good, bad) => {
      request.onsuccess = () => good(request.result);
      request.onerror = () => bad(request.error);
    });
    const found = [];
    for (const { name, version } of await indexedDB.databases()) {
      const database = await done(indexedDB.open(name, version));
      for (const store of database.objectStoreNames) {
        const all = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([done(all.getAllKeys()), done(all.getAll())]);
        const read = (value) => new TextDecoder().decode(value);
        found.push(...keys.map((key, nth) => `${store} ${JSON.stringify(key)} ${read(values[nth])}`));
      }
      database.close();
    }
    return found;
  });
}

const textsOf = (found) => found.filter((entry) => entry.startsWith("texts "));

/** Keeps what is open with its texts. */
async function rememberTexts(page) {
  await page.getByTestId("remember-texts").check();
  await page.getByTestId("remember").click();
  await page.getByTestId("kept-erase-texts").waitFor();
}

/** Opens who is kept, without the archive. */
async function openKept(page) {
  await comeAgain(page);
  await page.getByTestId("open-kept").click();
  await page.getByTestId("kept-open").click();
  await drawn(page);
}

/** What the dialog says of the first stretch: the texts of its first and last post, or what stands in their place. */
async function firstStretch(page) {
  await page.getByTestId("calendar-scroller").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  const dialog = page.getByTestId("dialog");
  await dialog.waitFor();
  await page.waitForFunction(() => {
    const waits = [...document.querySelectorAll(".post__wait")];
    return !waits.some(({ textContent }) => /Reading|読んで|…/.test(textContent));
  });
  const said = await dialog.locator(".post__text, .post__wait").allInnerTexts();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  return said;
}

/** Words that every post of calendar.zip has. */
const WORDS = "まで起きている & <まだ>";

for (const [locale, missing] of [["en-GB", "No text here. Open the archive to read it."], ["ja-JP", "本文はありません。アーカイブを開くと読めます。"]]) {
  test(`texts are kept only by a second choice: ${locale}`, async () => {
    const page = await openArchive("calendar.zip", { locale });
    const before = await firstStretch(page);
    assert(before.length === 2 && before.every((text) => text.includes(WORDS)), `${before}`);
    await goToDevice(page);
    assert.equal(await page.getByTestId("remember-texts").isChecked(), false);
    await remember(page);
    const found = await raw(page);
    assert.deepEqual(found.filter((entry) => entry.includes("起きて")), []);
    assert.deepEqual(textsOf(found), []);
    assert.equal(await page.getByTestId("kept-erase-texts").count(), 0);
    await rememberTexts(page);
    // As they are, and so the search above would have found them.
    assert(textsOf(await raw(page)).some((entry) => entry.includes(WORDS)));
    assert.match(await page.getByTestId("kept").innerText(), locale === "ja-JP" ? /本文も：\d+件 · [\d.]+ KB/ : /With the texts of \d+ posts · [\d.]+ KB/);
    await axe(page);
    await openKept(page);
    assert.deepEqual(await firstStretch(page), before);
    // Whoever is kept again without the archive can't choose, and loses none.
    await goToDevice(page);
    assert.equal(await page.getByTestId("remember-texts").count(), 0);
    await page.getByTestId("remember").click();
    await page.getByTestId("device-told").getByText(/0 were added|0件が加わりました/).waitFor();
    await page.getByTestId("kept-erase-texts").click();
    await page.getByTestId("kept-erase-texts").waitFor({ state: "detached" });
    assert.deepEqual(textsOf(await raw(page)), []);
    await openKept(page);
    assert.deepEqual(await firstStretch(page), [missing, missing]);
  });
}

test("texts of a newer archive are added, and an update without them takes none away", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await rememberTexts(page);
  const first = await page.locator(".kept__fact").allInnerTexts();
  await page.getByTestId("remember-texts").check();
  await page.getByTestId("remember").click();
  await page.getByTestId("device-told").getByText(": 0 were added.").waitFor();
  assert.deepEqual(await page.locator(".kept__fact").allInnerTexts(), first);
  await page.getByTestId("remember-texts").uncheck();
  await page.getByTestId("remember").click();
  await page.getByTestId("device-told").getByText(": 0 were added.").waitFor();
  assert.deepEqual(await page.locator(".kept__fact").allInnerTexts(), first);
});

test("texts go with whom they are of, and with everything", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await rememberTexts(page);
  await chooseOther(page);
  await goToDevice(page);
  await page.getByTestId("remember-texts").check();
  await page.getByTestId("remember").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=kept-erase-texts]").length === 2);
  const row = page.locator("[data-testid=kept] > li").filter({ hasText: "X archive" });
  await row.last().getByTestId("kept-erase").click();
  await row.last().getByTestId("kept-erase-yes").click();
  await page.waitForFunction(() => document.querySelectorAll("[data-testid=kept] > li").length === 1);
  const keys = textsOf(await raw(page)).map((entry) => JSON.parse(/^texts (\[.*?\])/.exec(entry)[1])[0]);
  assert.equal(new Set(keys).size, 1);
  await page.getByTestId("erase-all").click();
  await page.getByTestId("erase-all-yes").click();
  await page.getByTestId("begin-anew").waitFor();
  assert.deepEqual(await held(page), NOTHING);
});

test("where there is no room for texts the times are kept, and that is told", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      const request = put.apply(this, args);
      if (this.name !== "texts") return request;
      request.addEventListener("success", () => this.transaction.abort());
      return request;
    };
    const error = { get: () => new DOMException("full", "QuotaExceededError") };
    Object.defineProperty(IDBTransaction.prototype, "error", error);
  });
  await page.getByTestId("remember-texts").check();
  await page.getByTestId("remember").click();
  const told = page.getByTestId("device-told");
  await told.getByText("Times and kinds are kept. The texts are not, or not all of them.").waitFor();
  await told.getByText(/not enough room/).waitFor();
  assert.equal(await page.getByTestId("kept-erase-texts").count(), 0);
  assert.deepEqual(textsOf(await raw(page)), []);
  await openKept(page);
});

test("what an earlier version kept is opened, and texts are added to it", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await remember(page);
  // As it was before there were texts.
  await page.evaluate(async () => {
    const done = (request, upgrade) => new Promise((good) => {
      request.onsuccess = () => good(request.result);
      request.onupgradeneeded = () => upgrade(request.result);
    });
    const stores = ["listings", "records"];
    const now = await done(indexedDB.open("yodori"));
    const kept = [];
    for (const store of stores) {
      const all = now.transaction(store).objectStore(store);
      for (const key of await done(all.getAllKeys())) kept.push([store, key, await done(now.transaction(store).objectStore(store).get(key))]);
    }
    now.close();
    await done(indexedDB.deleteDatabase("yodori"));
    const before = await done(indexedDB.open("yodori", 1), (made) => stores.forEach((store) => made.createObjectStore(store)));
    const change = before.transaction(stores, "readwrite");
    for (const [store, key, value] of kept) change.objectStore(store).put(value, key);
    await new Promise((good) => (change.oncomplete = good));
    before.close();
  });
  assert.equal((await page.evaluate(() => indexedDB.databases()))[0].version, 1);
  await openKept(page);
  assert((await firstStretch(page)).every((text) => text.includes("Open the archive")));
  await page.evaluate(() => (location.hash = "#/"));
  await chooseArchive(page, "calendar.zip");
  await goToDevice(page);
  await rememberTexts(page);
  await openKept(page);
  assert((await firstStretch(page)).every((text) => text.includes(WORDS)));
});

test("texts that are damaged are as if they weren't kept", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await rememberTexts(page);
  await page.evaluate(async () => {
    const done = (request) => new Promise((good) => (request.onsuccess = () => good(request.result)));
    const database = await done(indexedDB.open("yodori"));
    const change = database.transaction("texts", "readwrite");
    const store = change.objectStore("texts");
    const keys = await done(store.getAllKeys());
    keys.forEach((key) => store.put(key[1] < 0 ? "not bytes" : new Uint8Array([1, 2, 3]), key));
    await new Promise((good) => (change.oncomplete = good));
    database.close();
  });
  await openKept(page);
  assert((await firstStretch(page)).every((text) => text.includes("Open the archive")));
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
