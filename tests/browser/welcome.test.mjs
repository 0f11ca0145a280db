// The ways in: samples, files, folders, drops; and the reminder for those who have no archive yet.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { ROOT, openPage, testdata } from "./harness.mjs";
import { becomes, chooseArchive, drawn, openArchive } from "./visit.mjs";

/** So much later comes the rest of a page that comes in two pieces. */
const LATE_MS = 1_000;

for (const [sample, way] of [
  ["sample-orderly", "click"],
  ["sample-owl", "click"],
  ["sample-orderly", "Enter"],
  ["sample-owl", "Space"],
]) {
  test(`${sample} opens by ${way}`, async () => {
    const page = await openPage();
    if (way === "click") await page.getByTestId(sample).click();
    else await page.getByTestId(sample).press(way);
    await drawn(page);
    assert.equal(new URL(page.url()).hash, "#/calendar");
    assert.match(await page.getByTestId("days").innerText(), /^\d+ \w{3}( \d{4})? – \d+ \w{3} \d{4}$/);
    await becomes(() => page.getByTestId("zone-name").innerText(), "Asia/Tokyo");
  });
}

test("after a calendar another archive can be opened, and the first one is gone", async () => {
  const page = await openArchive("calendar.zip");
  await page.getByRole("link", { name: "Open something else" }).click();
  await chooseArchive(page, "bot-words.zip");
  await becomes(() => page.getByTestId("count").innerText(), "18 posts");
});

/** A drop as pages see it, with these files. */
async function drop(page, files) {
  const contents = files.map((name) => ({ name, base64: readFileSync(testdata(name)).toString("base64") }));
  const dataTransfer = await page.evaluateHandle((contents) => {
    const transfer = new DataTransfer();
    for (const { name, base64 } of contents) {
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], name));
    }
    return transfer;
  }, contents);
  await page.dispatchEvent("body", "dragover", { dataTransfer });
  await becomes(() => page.getByText("Let go to open").isVisible(), true);
  await page.dispatchEvent("body", "drop", { dataTransfer });
}

/** A drop as the browser itself brings it about, with files and folders of the disk. */
async function dropFromDisk(page, paths) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
}

test("files that are dropped on the first screen are opened", async () => {
  const page = await openPage();
  await drop(page, ["calendar.zip"]);
  await drawn(page);
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  assert.equal(await page.getByText("Let go to open").isVisible(), false);
});

test("files that are dropped on a calendar take its place", async () => {
  const page = await openArchive("bot-words.zip");
  await drop(page, ["a.zip", "b.zip"]);
  await becomes(() => page.getByTestId("count").innerText(), "1,837 posts");
});

for (const [what, names, count] of [
  ["a folder that is dropped is opened with all that is in it", ["folder"], "509 posts"],
  ["files that are dropped from the disk are opened together", ["a.zip", "b.zip"], "1,837 posts"],
]) {
  test(what, async () => {
    const page = await openPage();
    await dropFromDisk(page, names.map(testdata));
    await drawn(page);
    await becomes(() => page.getByTestId("count").innerText(), count);
  });
}

test("a folder that is chosen is opened with all that is in it", async () => {
  const page = await openArchive("folder");
  await becomes(() => page.getByTestId("count").innerText(), "509 posts");
});

test("a dropped folder without a file is told", async () => {
  const page = await openPage();
  const folder = mkdtempSync(join(tmpdir(), "yodori-empty-"));
  try {
    await dropFromDisk(page, [folder]);
    await page.getByTestId("failed").getByText("There was no file").waitFor();
  } finally {
    rmdirSync(folder);
  }
});

test("a dropped text changes nothing", async () => {
  const page = await openPage();
  const dataTransfer = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.setData("text/plain", "hello");
    return transfer;
  });
  await page.dispatchEvent("body", "dragover", { dataTransfer });
  assert.equal(await page.getByText("Let go to open").isVisible(), false);
  await page.dispatchEvent("body", "drop", { dataTransfer });
  await page.waitForTimeout(300);
  assert.equal(await page.getByTestId("failed").count(), 0);
  assert.equal(await page.getByTestId("sample-owl").isVisible(), true);
});

for (const locale of ["en-GB", "ja-JP"]) {
  test(`the reminder is an entry for calendar apps, a day ahead: ${locale}`, async () => {
    const page = await openPage({ locale });
    const started = page.waitForEvent("download");
    await page.getByTestId("reminder").click();
    const download = await started;
    assert.equal(download.suggestedFilename(), "yodori.ics");
    const text = await readFile(await download.path(), "utf8");
    assert(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75 && !line.includes("\n")));
    const lines = text.replaceAll("\r\n ", "").trimEnd().split("\r\n");
    const begun = [];
    for (const line of lines) {
      const [, step, part] = /^(BEGIN|END):(\w+)$/.exec(line) ?? [];
      if (step === "BEGIN") begun.push(part);
      if (step === "END") assert.equal(begun.pop(), part);
    }
    assert.deepEqual(begun, []);
    const value = (key) => lines.find((line) => line.startsWith(`${key}:`))?.slice(key.length + 1);
    for (const key of ["VERSION", "PRODID", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"]) assert(value(key), key);
    const at = (stamp) => Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"));
    const hours = (at(value("DTSTART")) - Date.now()) / 3_600_000;
    assert(hours > 24 && hours < 26, `it is ${hours} hours ahead`);
    assert(at(value("DTEND")) > at(value("DTSTART")));
    assert.equal(value("URL"), new URL("/", page.url()).href);
    assert.equal(/[\u3040-\u30ff]/.test(value("SUMMARY")), locale === "ja-JP");
  });
}

test("what stands on the page before the app is what the app says", async () => {
  for (const locale of ["en-GB", "ja-JP"]) {
    const before = await openPage({
      locale,
      waitForStart: false,
      prepare: (page) => page.route("**/boot-*.js", (route) => route.fulfill({ contentType: "text/javascript" })),
    });
    const after = await openPage({ locale });
    for (const selector of [".hero__title", ".hero__lead", ".door__words", ".door__folder", ".header__brand"]) {
      const words = async (page) => {
        const text = await page.locator(`${selector}:visible`).first().innerText();
        return text.replace(/\s+/g, " ").trim();
      };
      assert.equal(await words(before), await words(after), selector);
    }
  }
});

test("what is read first is painted at once, when all of it is there", async () => {
  const html = readFileSync(join(ROOT, "dist", "index.html"), "utf8");
  // Within the door, when its icon has come and its words have not.
  const cut = html.indexOf("<strong>", html.indexOf("door__icon", html.indexOf("<body")));
  assert(cut > 0);
  const server = createServer(async (request, response) => {
    if (request.url !== "/") return response.writeHead(404).end();
    response.writeHead(200, { "content-type": "text/html" }).write(html.slice(0, cut));
    await sleep(LATE_MS);
    response.end(html.slice(cut));
  });
  await new Promise((listening) => server.listen(0, "localhost", listening));
  try {
    const page = await openPage({ site: `http://localhost:${server.address().port}`, waitForStart: false });
    const painted = () => page.evaluate(() => performance.getEntriesByName("first-paint")[0]?.startTime ?? 0);
    await becomes(async () => (await painted()) > 0, true);
    assert((await painted()) >= LATE_MS, `painted after ${await painted()} ms`);
    page.problems.length = 0; // it has no more than its page
  } finally {
    server.close();
  }
});

for (const [width, height] of [
  [360, 640],
  [412, 823],
  [768, 1024],
  [1440, 900],
]) {
  test(`nothing that is seen of the first screen moves while it comes: ${width} pixels`, async () => {
    const page = await openPage({
      viewport: { width, height },
      prepare: async (page) => {
        // What comes within one frame on this machine comes in several on a slow one.
        const session = await page.context().newCDPSession(page);
        await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
        await page.addInitScript(noteMoves);
      },
    });
    await becomes(() => page.evaluate(() => [...document.querySelectorAll(".sample canvas + canvas[style]")].length), 2);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))));
    assert.deepEqual(await page.evaluate(() => window.moved), []);
  });
}

/** Notes what moves on a page without anybody having done something. */
function noteMoves() {
  window.moved = [];
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      window.moved.push([value.toFixed(4), ...sources.map(({ node }) => node?.className || node?.nodeName)].join(" "));
    }
  }).observe({ type: "layout-shift", buffered: true });
}
