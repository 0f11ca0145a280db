// What may happen while an archive is read: workers die, memory runs out, files change under the reader,
// the tab is hidden, people change their minds. Nothing stale is shown, nothing is left behind.

import assert from "node:assert/strict";
import { appendFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ROOT, builtName, openPage, testdata } from "./harness.mjs";
import { longFile } from "./long.mjs";
import { truths } from "./truth.mjs";
import { becomes, chooseArchive, drawn, readers } from "./visit.mjs";

const LONG = longFile(200);
const LONG_POSTS = `${LONG.posts.toLocaleString("en-GB")} posts`;

/** Opens the page and the long file on it, and waits until the reading has begun. */
async function reading(options) {
  const page = await openPage(options);
  // The whole page is there already: what is chosen is read at once.
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  await page.getByRole("link", { name: "Open something else" }).click();
  await page.getByTestId("file-input").setInputFiles(LONG.path);
  await hasBegun(page);
  return page;
}

async function hasBegun(page) {
  await page.waitForFunction(() => {
    const words = document.querySelector("[data-testid=progress-words]")?.textContent ?? "";
    return /^[1-9]/.test(words);
  });
}

/** That reading failed so, that no worker is left, and that the next file is read as if nothing had been. */
async function failsAndGoesOn(page, headline) {
  const failed = page.getByTestId("failed");
  await failed.waitFor();
  assert.equal(await failed.locator("h2").innerText(), headline);
  assert.equal(await page.getByTestId("progress").count(), 0);
  await becomes(() => readers(page), 0, "its worker still runs");
  await failed.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
  await drawn(page);
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  assert.equal(await readers(page), 1);
}

/** A worker's own error reaches the page's console as well: it was wanted. */
function expectError(page, pattern) {
  const { push } = page.problems;
  page.problems.push = (problem) => pattern.test(problem) || push.call(page.problems, problem);
}

test("a worker that dies in the middle is told, and the next file is read", async () => {
  const page = await openPage();
  expectError(page, /killed/);
  // It asks the clock at each step: after a hundred it dies there, deep in its work.
  const dying = `let steps = 0;
    const now = performance.now.bind(performance);
    performance.now = () => {
      if ((steps += 1) > 100) throw new Error("killed");
      return now();
    };`;
  const loader = "**/archive-worker-*_loader.js";
  await page.route(loader, async (route) => {
    const body = `${dying}\n${await (await route.fetch()).text()}`;
    await route.fulfill({ contentType: "text/javascript", body });
  });
  await page.getByTestId("file-input").setInputFiles(LONG.path);
  await page.getByTestId("failed").waitFor();
  await page.unroute(loader);
  await failsAndGoesOn(page, "Reading stopped on the way");
});

/** A wasm module whose memory may hardly grow: as on a device that has no more to give. */
function withLittleMemory(wasm, pages) {
  const leb = (value) => {
    const bytes = [];
    do bytes.push((value & 127) | (value > 127 ? 128 : 0));
    while ((value >>= 7) > 0);
    return bytes;
  };
  const read = (at) => {
    let [value, shift] = [0, 0];
    for (;;) {
      const byte = wasm[at++];
      value |= (byte & 127) << shift;
      if (byte < 128) return [value, at];
      shift += 7;
    }
  };
  for (let at = 8; at < wasm.length; ) {
    const id = wasm[at];
    const [length, start] = read(at + 1);
    if (id === 5) {
      const [least] = read(start + 2); // after the count of memories and the flags
      const memory = [1, 1, ...leb(least), ...leb(least + pages)];
      const section = [5, ...leb(memory.length), ...memory];
      return Buffer.concat([wasm.subarray(0, at), Buffer.from(section), wasm.subarray(start + length)]);
    }
    at = start + length;
  }
  throw new Error("the module has no memory");
}

test("a worker that runs out of memory is told with what may help, and the next file is read", async () => {
  const files = "**/archive-worker-*_bg.wasm";
  const wasm = withLittleMemory(readFileSync(join(ROOT, "dist", builtName("archive-worker_bg.wasm"))), 8);
  const page = await openPage();
  expectError(page, /unreachable|memory/i);
  await page.route(files, (route) => route.fulfill({ contentType: "application/wasm", body: wasm }));
  await page.getByTestId("file-input").setInputFiles(LONG.path);
  await page.getByTestId("failed").waitFor();
  assert.match(await page.getByTestId("failed").innerText(), /short of memory/);
  await page.unroute(files);
  await failsAndGoesOn(page, "Reading stopped on the way");
});

test("a file that changes while it is read is told, and the next file is read", async () => {
  const { path } = longFile(200, "changes.js");
  const page = await openPage();
  await page.getByTestId("file-input").setInputFiles(path);
  await page.getByTestId("progress-words").waitFor();
  appendFileSync(path, "\n");
  await failsAndGoesOn(page, "The file can’t be read any more");
});

test("a file that goes away after it was read costs only its posts' texts", async () => {
  const { path } = longFile(1, "gone.js");
  const page = await openPage();
  await page.getByTestId("file-input").setInputFiles(path);
  await drawn(page);
  rmSync(path);
  await page.getByTestId("calendar-scroller").press("ArrowRight");
  await page.getByTestId("calendar-scroller").press("Enter");
  await becomes(() => page.getByTestId("dialog").getByText("No text here. Open the archive to read it.").count(), 2);
});

/** Waits for as long as it takes to read the long file. */
async function asLongAsReading() {
  const other = await reading();
  await drawn(other);
  await other.context().close();
}

test("an import goes on while the tab is frozen for minutes, or after it, and ends with the same", async () => {
  // The page's clock and timers are the test's: minutes pass for them at once. The worker's go as ever:
  // for it, the time that its work would take stands for them.
  const page = await reading({ prepare: (page) => page.clock.install() });
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  const before = await page.evaluate(() => Date.now());
  await asLongAsReading();
  await page.clock.fastForward("10:00");
  await session.send("Page.setWebLifecycleState", { state: "active" });
  assert((await page.evaluate(() => Date.now())) - before >= 600_000);
  await drawn(page);
  await becomes(() => page.getByTestId("count").innerText(), LONG_POSTS);
  await page.locator(".figures").waitFor();
  assert.equal(await readers(page), 1);
});

test("a tab that is hidden while it reads shows the calendar when it is seen again", async () => {
  const page = await reading({ prepare: hideable });
  await page.evaluate(() => globalThis.setHidden(true));
  await becomes(async () => (await page.getByTestId("progress").count()) === 0, true);
  assert.equal(await page.getByTestId("failed").count(), 0);
  await page.evaluate(() => globalThis.setHidden(false));
  await drawn(page);
  await page.getByTestId("report").waitFor();
  await becomes(() => page.getByTestId("count").innerText(), LONG_POSTS);
});

/** Lets a page be hidden as a browser hides it: it is told so, and no frame is drawn. */
async function hideable(page) {
  await page.addInitScript(() => {
    const draw = globalThis.requestAnimationFrame.bind(globalThis);
    let waiting = [];
    let isHidden = false;
    globalThis.requestAnimationFrame = (act) => (isHidden ? waiting.push(act) : draw(act));
    Object.defineProperty(document, "visibilityState", { get: () => (isHidden ? "hidden" : "visible") });
    Object.defineProperty(document, "hidden", { get: () => isHidden });
    globalThis.setHidden = (hidden) => {
      isHidden = hidden;
      document.dispatchEvent(new Event("visibilitychange"));
      if (!hidden) waiting.splice(0).forEach((act) => draw(act));
    };
  });
}

/** A drop of files of the disk, as the browser itself brings it about. */
async function dropFromDisk(page, paths) {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ["dragEnter", "dragOver", "drop"]) {
    await session.send("Input.dispatchDragEvent", { type, x: 300, y: 300, data });
  }
}

test("a second file that is dropped while one is read takes its place, and nothing of the first is shown", async () => {
  const page = await reading();
  const counts = await seenCounts(page);
  await dropFromDisk(page, [testdata("calendar.zip")]);
  await drawn(page);
  await becomes(() => page.getByTestId("count").innerText(), "78 posts");
  await becomes(() => readers(page), 1, "the first file's worker still runs");
  // The first would have been read by then.
  await asLongAsReading();
  assert.equal(await page.getByTestId("count").innerText(), "78 posts");
  assert.deepEqual([...new Set(await counts())], ["78 posts"]);
});

/**
 * Drops a folder whose only entry, a file of one post, is told when `window.walkOn` is called. Counts in
 * `window.started` how many imports are asked of workers from now on.
 */
async function dropSlowFolder(page) {
  await page.evaluate(() => {
    window.started = 0;
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (...args) {
      window.started += 1;
      return postMessage.apply(this, args);
    };
    const post = { id_str: "1764000000000000000", created_at: "Tue Mar 05 14:02:11 +0000 2024", full_text: "late" };
    const file = new File([`window.YTD.tweets.part0 = ${JSON.stringify([{ tweet: post }])}`], "tweets.js");
    const entry = { isDirectory: false, fullPath: "/late/tweets.js", file: (tell) => tell(file) };
    const told = [[entry], []];
    const walking = new Promise((on) => (window.walkOn = on));
    const readEntries = (tell) => walking.then(() => tell(told.shift()));
    const folder = { isDirectory: true, fullPath: "/late", createReader: () => ({ readEntries }) };
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    Object.defineProperty(dataTransfer, "items", { value: [{ webkitGetAsEntry: () => folder }] });
    window.dispatchEvent(new DragEvent("drop", { dataTransfer, cancelable: true }));
  });
}

/** Lets the walk end; how many imports began since the drop. */
async function walkOn(page) {
  return page.evaluate(async () => {
    window.walkOn();
    // Whatever follows from promises is done before a timer's turn.
    await new Promise((later) => setTimeout(later));
    return window.started;
  });
}

/** What is done while a folder is walked through, how many imports begin, and what is shown then. */
const MEANWHILE = [
  ["nothing is done", async () => {}, 1, "1 post"],
  ["another file is dropped", (page) => dropFromDisk(page, [testdata("calendar.zip")]), 1, "78 posts"],
  ["a sample is chosen", (page) => page.getByTestId("sample-owl").click(), 0, ""],
  ["Cancel is pressed", (page) => page.getByTestId("cancel").click(), 0, null],
];

for (const [what, act, started, count] of MEANWHILE) {
  test(`a dropped folder that takes long gives way to what is newer: ${what}`, async () => {
    const page = await reading();
    await dropSlowFolder(page);
    await act(page);
    if (started === 1 && count !== "1 post") await page.waitForFunction(() => window.started === 1);
    assert.equal(await walkOn(page), started);
    if (count === null) {
      await page.getByTestId("progress").waitFor({ state: "detached" });
      return assert.equal(await page.getByTestId("calendar-canvas").count(), 0);
    }
    await drawn(page);
    if (count) await becomes(() => page.getByTestId("count").innerText(), count);
    await becomes(() => readers(page), started);
  });
}

test("a folder that was dropped on the first screen gives way to what is chosen there after it", async () => {
  const page = await openPage();
  // Until then the whole page has not arrived.
  let letThrough;
  const walked = new Promise((on) => (letThrough = on));
  await page.route("**/whole*", (route) => walked.then(() => route.continue()));
  await dropSlowFolder(page);
  await page.getByTestId("sample-owl").click();
  assert.equal(await walkOn(page), 0);
  letThrough();
  await drawn(page);
  assert.equal(await readers(page), 0);
});

/** Notes every count that a calendar shows from now on. */
async function seenCounts(page) {
  await page.evaluate(() => {
    window.counts = [];
    const look = () => {
      const count = document.querySelector("[data-testid=count]")?.textContent;
      if (count) window.counts.push(count);
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => window.counts);
}

test("a second file that can't be read ends the first import, and says so", async () => {
  const page = await reading();
  await dropFromDisk(page, [testdata("not-a-zip.bin")]);
  await failsAndGoesOn(page, "This does not look like an X archive");
});

/** Megabytes that the page holds: of scripts, and of buffers, wasm's memory among them. */
async function heldMegabytes(session) {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize, backingStorageSize = 0 } = await session.send("Runtime.getHeapUsage");
  return (usedSize + backingStorageSize) / 1e6;
}

const TIMES = 50;
/** So much may come and go between two looks; a worker or an archive's bytes are far more. */
const MOST_GROWN_MB = 2;

test(`an import that is cancelled and started again ${TIMES} times leaves nothing behind`, async () => {
  const page = await reading();
  const session = await page.context().newCDPSession(page);
  const cancel = async () => {
    await page.getByTestId("cancel").click();
    await page.getByTestId("progress").waitFor({ state: "detached" });
    assert.equal(await page.getByTestId("calendar-canvas").count(), 0);
  };
  const start = async () => {
    await page.getByTestId("file-input").setInputFiles(LONG.path);
    await page.getByTestId("progress").waitFor();
  };
  // Memory is looked at where nothing is being read: what a reading holds is not left behind.
  const afterTimes = async (times) => {
    for (let nth = 0; nth < times; nth += 1) {
      await start();
      await cancel();
    }
    await becomes(() => readers(page), 0, "workers of cancelled imports still run");
    return heldMegabytes(session);
  };
  await cancel();
  const before = await afterTimes(10);
  const grown = (await afterTimes(TIMES)) - before;
  assert(grown < MOST_GROWN_MB, `${grown.toFixed(1)} MB more after ${TIMES} times`);
  await start();
  await drawn(page);
  await becomes(() => page.getByTestId("count").innerText(), LONG_POSTS);
  assert.equal(await readers(page), 1);
});

test("archives that are opened one after the other leave one worker, and their own counts alone", async () => {
  const page = await openPage();
  const session = await page.context().newCDPSession(page);
  const { "a.zip": a, "b.zip": b } = truths();
  const held = [];
  await chooseArchive(page, "a.zip");
  for (let nth = 0; nth < 12; nth += 1) {
    const [name, truth] = nth % 2 ? ["a.zip", a] : ["b.zip", b];
    await page.getByRole("link", { name: "Open something else" }).click();
    await chooseArchive(page, name);
    await becomes(() => page.getByTestId("count").innerText(), `${truth.posts.toLocaleString("en-GB")} posts`);
    await becomes(() => readers(page), 1);
    held.push(await heldMegabytes(session));
  }
  assert(held.at(-1) - held[3] < MOST_GROWN_MB, `${held.map((mb) => mb.toFixed(1))} MB`);
});

test("a reading that is called off in its last moment leaves the shown archive its texts", async () => {
  const page = await openPage({
    prepare: (page) =>
      page.addInitScript(() => {
        window.Worker = new Proxy(window.Worker, {
          construct(target, args) {
            const worker = Reflect.construct(target, args);
            // Before the page hears of the end: this task comes before any that the page begins for it.
            worker.addEventListener("message", ({ data }) => {
              if (data[0] !== 3 || !window.callsOff) return;
              setTimeout(() => document.querySelector("[data-testid=cancel]").click());
            });
            return worker;
          },
        });
      }),
  });
  const lastText = async () => {
    await page.getByTestId("calendar-scroller").press("End");
    await page.getByTestId("calendar-scroller").press("Enter");
    const text = await page.getByTestId("post-text").last().innerText();
    await page.keyboard.press("Escape");
    return text;
  };
  await chooseArchive(page, "calendar.zip");
  await drawn(page);
  const text = await lastText();
  assert(text.length > 0);
  await page.getByRole("link", { name: "Open something else" }).click();
  await page.evaluate(() => (window.callsOff = true));
  await page.getByTestId("file-input").first().setInputFiles(LONG.path);
  await becomes(() => page.getByTestId("progress").count(), 0, "it is still read");
  await page.getByRole("link", { name: "Calendar" }).click();
  await drawn(page);
  assert.equal(await page.getByTestId("count").innerText(), "78 posts");
  assert.equal(await lastText(), text);
  await becomes(() => readers(page), 1);
});
