// What stays on the device: only by choice, the same when it comes back, gone when it is erased; and what is said where
// nothing can be kept.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { axe, openPage, siteUrl } from "./harness.mjs";
import { goToDevice, held, remember, saved } from "./desk-page.mjs";
import { becomes, chooseArchive, chooseThreshold, chooseZone, drawn, openArchive, openTable, pictureOf, tableOf } from "./visit.mjs";

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
  const [source, days, kept] = await page.locator(".kept__fact").allInnerTexts();
  assert.equal(source, "X archive · 79 records");
  assert.equal(days, "1 Apr 2009 – 15 Mar 2024");
  assert.match(kept, /^kept on \d+ \w+ 20\d\d · [\d.]+ KB$/);
  const room = () => page.getByTestId("kept-room").innerText();
  await becomes(async () => /^[\d.]+ [KM]B of [\d.,]+ [GT]B$/.test(await room()), true, "what was kept takes no room");
  assert.match(await page.getByTestId("kept-settings").innerText(), /^[\d.]+ (B|bytes|KB)$/);
  await comeAgain(page);
  await page.getByTestId("open-kept").click();
  await page.getByTestId("kept-open").click();
  await waitForTable(page);
  assert.deepEqual(await shown(page), before);
});

for (const [what, promised, words] of [
  ["promises", true, "The browser has promised not to clear it by itself."],
  ["doesn't promise", false, "The browser made no promise."],
]) {
  test(`a browser that ${what} to keep what is here is taken at its word`, async () => {
    const page = await openPage({
      prepare: (page) =>
        page.addInitScript((promised) => {
          navigator.storage.persisted = async () => false;
          navigator.storage.persist = async () => promised;
        }, promised),
    });
    await goToDevice(page);
    const lasting = () => page.getByTestId("lasting").innerText();
    await becomes(lasting, "The browser may clear it if you stay away for long.");
    await page.getByTestId("ask-lasting").click();
    await becomes(async () => (await lasting()).startsWith(words), true);
    assert.equal(await page.getByTestId("ask-lasting").count(), promised ? 0 : 1);
  });
}

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

const FIRST_MS = Date.UTC(2024, 2, 1, 3, 4, 5);

/** A file of an archive: posts, each a second after the first one's moment and a text. */
function postsFile(posts, name = "tweets") {
  const records = posts.map(([secs, full_text]) => {
    const at = new Date(FIRST_MS + secs * 1000);
    const [weekday, day, month, year, time] = at.toUTCString().split(/,? /);
    const created_at = `${weekday} ${month} ${day} ${time} +0000 ${year}`;
    const id_str = String(((BigInt(at.getTime()) - 1_288_834_974_657n) << 22n) + 1n);
    return { tweet: { id_str, created_at, full_text, ...(name === "tweets" ? {} : { deleted_at: created_at }) } };
  });
  const text = `window.YTD.${name.replace("-", "_")}.part0 = ${JSON.stringify(records, null, 1)}`;
  return { name: `${name}.js`, mimeType: "text/javascript", buffer: Buffer.from(text) };
}

/** Opens files of posts, and goes to the device's page once it knows of them. */
async function openPosts(page, files, records) {
  await page.evaluate(() => (location.hash = "#/"));
  await page.getByTestId("file-input").setInputFiles(files);
  await drawn(page);
  await goToDevice(page);
  await page.locator(".desk__who").filter({ hasText: records }).waitFor();
}

/** More posts than are read at a time: three portions of 512 at most, over some days. */
const MANY = Array.from({ length: 1300 }, (_, nth) => [nth * 600, `post ${nth}. ${"夜".repeat(20)}`]);

/** Which of many posts' texts are there, by their places. */
function manyOf(found) {
  const there = textsOf(found).flatMap((entry) => [...entry.matchAll(/post (\d+)\. 夜/g)].map(([, nth]) => Number(nth)));
  return there.sort((one, other) => one - other);
}

const upTo = (count) => Array.from({ length: count }, (_, nth) => nth);

/** What the window still holds of texts on their way. */
async function leftOver(page) {
  const names = ["yodoriAsked", "yodoriAnswered", "yodoriRecall", "yodoriRecalled"];
  return page.evaluate((names) => names.filter((name) => window[name]?.length), names);
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
    assert.deepEqual(await leftOver(page), []);
    await openKept(page);
    assert.deepEqual(await firstStretch(page), before);
    assert.deepEqual(await leftOver(page), []);
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
  const posts = [[0, "first"], [60, "second <b>"], [90_000, "next day"]];
  const more = [...posts, [90_060, "newer"], [300_000, "newest"]];
  const page = await openPage();
  await openPosts(page, postsFile(posts), "3 records");
  await rememberTexts(page);
  const before = textsOf(await raw(page));
  assert(before.some((entry) => entry.includes("next day")) && !before.some((entry) => entry.includes("newer")));
  await openPosts(page, postsFile(more), "5 records");
  await page.getByTestId("remember-texts").check();
  await page.getByTestId("remember").click();
  await page.getByTestId("device-told").getByText(": 2 were added.").waitFor();
  const after = textsOf(await raw(page));
  // The same as if there had been but the newer one.
  const anew = await openPage();
  await openPosts(anew, postsFile(more), "5 records");
  await rememberTexts(anew);
  assert.deepEqual(after, textsOf(await raw(anew)));
  for (const [, text] of more) assert.equal(after.filter((entry) => entry.includes(text)).length, 1, text);
  await openPosts(page, postsFile([...more, [400_000, "without"]]), "6 records");
  assert.equal(await page.getByTestId("remember-texts").isChecked(), false);
  await page.getByTestId("remember").click();
  await page.getByTestId("device-told").getByText(": 1 were added.").waitFor();
  assert.deepEqual(textsOf(await raw(page)), after);
});

test("what deleted posts say is not kept", async () => {
  const page = await openPage();
  const deleted = postsFile([[30, "that is gone"]], "deleted-tweets");
  await openPosts(page, [postsFile([[0, "that is here"], [60, "and that"]]), deleted], /records/);
  await rememberTexts(page);
  const found = await raw(page);
  assert(textsOf(found).some((entry) => entry.includes("that is here")));
  assert.deepEqual(found.filter((entry) => entry.includes("that is gone")), []);
});

test("texts of many posts are all kept, and how far that is is told", async () => {
  const page = await openPage();
  await openPosts(page, postsFile(MANY), "1,300 records");
  await page.evaluate(() => {
    const told = document.querySelector("[data-testid=device-told]");
    window.said = [];
    new MutationObserver(() => window.said.push(told.textContent)).observe(told, { childList: true, characterData: true, subtree: true });
  });
  await rememberTexts(page);
  assert.deepEqual(manyOf(await raw(page)), upTo(1300));
  await page.locator(".kept__fact").filter({ hasText: "With the texts of 1,300 posts" }).waitFor();
  const said = await page.evaluate(() => window.said);
  for (const done of ["0", "512", "1,024"]) {
    assert(said.includes(`Keeping the texts: ${done} of 1,300 posts`), `${done}: ${said.join("; ")}`);
  }
  assert.deepEqual(await leftOver(page), []);
});

test("where the room ends on the way, the list tells what is there", async () => {
  const page = await openPage();
  await openPosts(page, postsFile(MANY), "1,300 records");
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    let portions = 0;
    IDBObjectStore.prototype.put = function (value, key) {
      const request = put.call(this, value, key);
      // Each portion changes the sum of all days.
      if (this.name !== "texts" || key[1] >= 0 || ++portions < 3) return request;
      request.addEventListener("success", () => this.transaction.abort());
      return request;
    };
    const error = { get: () => new DOMException("full", "QuotaExceededError") };
    Object.defineProperty(IDBTransaction.prototype, "error", error);
  });
  await rememberTexts(page);
  const told = page.getByTestId("device-told");
  await told.getByText("Times and kinds are kept. The texts are not, or not all of them.").waitFor();
  await told.getByText(/not enough room/).waitFor();
  assert.equal(await told.getByText("as it was").count(), 0);
  await page.locator(".kept__fact").filter({ hasText: "With the texts of 1,024 posts" }).waitFor();
  assert.deepEqual(manyOf(await raw(page)), upTo(1024));
});

for (const [what, stores, expected] of [
  ["texts", ["texts"], "They were erased meanwhile."],
  ["records", ["listings", "records", "texts"], "It was erased while it was being kept, and is not kept."],
]) {
  test(`${what} that another tab erases meanwhile do not come back in part`, async () => {
    const page = await openPage();
    await openPosts(page, postsFile(MANY), "1,300 records");
    await remember(page);
    await page.evaluate(async (stores) => {
      const own = await new Promise((good) => {
        const request = indexedDB.open("yodori");
        request.onsuccess = () => good(request.result);
      });
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...args) {
        if (this.name === "texts") {
          IDBObjectStore.prototype.put = put;
          // Before the next portion: what changes the same comes one after the other.
          this.transaction.addEventListener("complete", () => {
            const change = own.transaction(stores, "readwrite");
            stores.forEach((store) => change.objectStore(store).clear());
            own.close();
          });
        }
        return put.apply(this, args);
      };
    }, stores);
    await page.getByTestId("remember-texts").check();
    await page.getByTestId("remember").click();
    await page.getByTestId("device-told").getByText(expected).waitFor();
    assert.deepEqual(textsOf(await raw(page)), []);
    assert.equal(await page.getByTestId("kept-erase-texts").count(), 0);
  });
}

test("when another archive is opened on the way, texts that are not kept are not told as kept", async () => {
  const page = await openPage();
  await openPosts(page, postsFile(MANY), "1,300 records");
  await remember(page);
  await page.evaluate(async () => {
    const own = await new Promise((good) => {
      const request = indexedDB.open("yodori");
      request.onsuccess = () => good(request.result);
    });
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...args) {
      if (this.name === "texts") {
        IDBObjectStore.prototype.put = put;
        // From then on the store is in use, until the other archive is open.
        this.transaction.addEventListener("complete", () => {
          const store = own.transaction("texts", "readwrite").objectStore("texts");
          const hold = () => {
            if (window.mayGoOn) own.close();
            else store.count().onsuccess = hold;
          };
          hold();
        });
      }
      return put.apply(this, args);
    };
  });
  await page.getByTestId("remember-texts").check();
  await page.getByTestId("remember").click();
  const told = page.getByTestId("device-told");
  await told.getByText("Keeping the texts: 512 of 1,300 posts").waitFor();
  await chooseOther(page);
  await page.evaluate(() => (location.hash = "#/device"));
  await told.getByText("Keeping the texts: ").waitFor();
  await page.evaluate(() => (window.mayGoOn = true));
  await told.getByText("Times and kinds are kept. The texts are not, or not all of them.").waitFor();
  await told.getByText("The archive could not be read.").waitFor();
  // The second portion was read before or was not; all that is told of is there.
  const there = manyOf(await raw(page));
  assert([512, 1024].includes(there.length), `${there.length}`);
  assert.deepEqual(there, upTo(there.length));
  const count = there.length.toLocaleString("en");
  await page.locator(".kept__fact").filter({ hasText: `With the texts of ${count} posts` }).waitFor();
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
  await withoutStore(page, 1);
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

test("what lacks its place for texts is still listed and opened", async () => {
  const page = await openArchive("calendar.zip");
  await goToDevice(page);
  await remember(page);
  await withoutStore(page, 2);
  await openKept(page);
  assert((await firstStretch(page)).every((text) => text.includes("Open the archive")));
  await goToDevice(page);
  assert.equal(await page.getByTestId("kept-open").count(), 1);
});

/** Takes away the store of texts, which there was none of before, and makes the database one of this version. */
async function withoutStore(page, version) {
  await page.evaluate(async (version) => {
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
    const before = await done(indexedDB.open("yodori", version), (made) => stores.forEach((store) => made.createObjectStore(store)));
    const change = before.transaction(stores, "readwrite");
    for (const [store, key, value] of kept) change.objectStore(store).put(value, key);
    await new Promise((good) => (change.oncomplete = good));
    before.close();
  }, version);
}

for (const [locale, holds] of [["en-GB", "Another tab of Yodori is using it."], ["ja-JP", "別のタブの夜鳥が使っています。"]]) {
  test(`a tab of an earlier version is in the way only as long as it is there: ${locale}`, async () => {
    const page = await openArchive("calendar.zip", { locale });
    const other = await page.context().newPage();
    await other.goto(`${await siteUrl()}/`);
    await other.evaluate(async () => {
      window.held = await new Promise((good) => {
        const request = indexedDB.open("yodori", 1);
        request.onupgradeneeded = () => ["listings", "records"].forEach((store) => request.result.createObjectStore(store));
        request.onsuccess = () => good(request.result);
      });
    });
    await goToDevice(page);
    await page.getByTestId("kept-trouble").filter({ hasText: holds }).waitFor();
    const told = page.getByTestId("device-told");
    for (const _ of [1, 2]) {
      await page.getByTestId("remember").click();
      await told.getByText(holds).waitFor();
    }
    await other.evaluate(() => window.held.close());
    // Behind whatever waited.
    const stores = await page.evaluate(async () => {
      const database = await new Promise((good) => {
        const request = indexedDB.open("yodori");
        request.onsuccess = () => good(request.result);
      });
      database.close();
      return [database.version, ...database.objectStoreNames];
    });
    assert.deepEqual(stores, [2, "listings", "records", "texts"]);
    await rememberTexts(page);
    assert(textsOf(await raw(page)).some((entry) => entry.includes(WORDS)));
    await openKept(page);
    assert((await firstStretch(page)).every((text) => text.includes(WORDS)));
  });
}

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
