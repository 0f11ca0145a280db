// Archives of every kind, read by the shipped worker: what was put in comes out, and whatever is wrong
// says so in the person's language.

import assert from "node:assert/strict";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ROOT, openPage, testdata } from "./harness.mjs";
import { truths } from "./truth.mjs";
import { becomes, chooseRange, drawn, readers } from "./visit.mjs";

const TRUTHS = truths();

/** Chooses files by their paths, or the unpacked folder. */
async function choose(page, paths) {
  const isFolder = paths.length === 1 && paths[0].endsWith("/folder");
  await page.getByTestId(isFolder ? "folder-input" : "file-input").setInputFiles(isFolder ? paths[0] : paths);
}

/** Kinds of acts that do not count unless someone wants them to. */
const OFF_AT_FIRST = ["account_made", "ad_conversion", "call", "device_seen", "ip_audit"];

for (const [name, truth] of Object.entries(TRUTHS)) {
  if (truth.error) continue;
  test(`${name} gives ${truth.posts} posts of ${truth.handle ?? "nobody"}`, async () => {
    const page = await openPage({ timezoneId: "UTC" });
    await choose(page, name.split("+").map(testdata));
    await drawn(page);
    await becomes(() => page.getByTestId("count").innerText(), `${truth.posts.toLocaleString("en-GB")} posts`);
    if (truth.handle) await page.getByText(`@${truth.handle}`).first().waitFor();
    await chooseRange(page, "all");
    const rest = truth.without_bot_words ?? truth.without_machines ?? truth;
    const acts = Object.entries(truth.acts).filter(([kind]) => !OFF_AT_FIRST.includes(kind));
    const counted = acts.reduce((sum, [, count]) => sum + count, rest.posts - truth.date_only);
    await becomes(() => page.getByTestId("posts").locator("dd").innerText(), counted.toLocaleString("en-GB"));
  });
}

test("what was left out is listed with its reason", async () => {
  const page = await openPage();
  await choose(page, [testdata("bad-records.zip")]);
  await drawn(page);
  await page.getByTestId("report").locator("summary").click();
  await page.getByTestId("skipped").waitFor();
  const rows = await page.getByTestId("skipped").locator("tbody tr").allInnerTexts();
  const seen = rows.map((row) => row.split("\t").map((cell) => cell.trim()));
  const expected = TRUTHS["bad-records.zip"].skipped.map(({ path, count }) => `${path} ${count}`);
  assert.deepEqual(seen.map(([path, , count]) => `${path} ${count}`).sort(), expected.sort());
  assert.equal(seen.find(([path]) => path === "data/tweets-part10.js")[1], "encrypted file");
});

/** By its error: what happened, in English and Japanese. */
const MESSAGES = {
  empty: ["The file is empty", "ファイルが空っぽです"],
  not_an_archive: ["This does not look like an X archive", "Xのアーカイブではないようです"],
  html_page: ["This is a web page", "これはウェブページのファイルです"],
  truncated: ["The zip is cut short", "zip が途中で切れています"],
  damaged: ["The zip is damaged", "zip がこわれています"],
  encrypted: ["The zip is locked", "zip に鍵がかかっています"],
  unsupported_method: ["This zip is packed in a way that can’t be read here", "この zip の圧縮方式は読めません"],
  media_only: ["This zip holds only pictures and videos", "写真と動画だけの zip です"],
  no_posts: ["No posts found", "ポストが見つかりません"],
  no_readable_post: ["Not one post could be read", "ポストを1件も読めませんでした"],
};

/** What the message also names: the file, or what was found in it. */
const NAMED = { encrypted: "tweets.js", unsupported_method: "93", no_posts: "like.js", no_readable_post: "× 1" };

for (const [name, { error }] of Object.entries(TRUTHS)) {
  if (!error) continue;
  for (const [nth, locale] of ["en-GB", "ja-JP"].entries()) {
    test(`${name} is told in ${locale}, and the next file is read`, async () => {
      const page = await openPage({ locale });
      await choose(page, [testdata(name)]);
      const failed = page.getByTestId("failed");
      await failed.waitFor();
      assert.equal(await failed.locator("h2").innerText(), MESSAGES[error][nth]);
      const found = await failed.innerText();
      assert(found.includes(NAMED[error] ?? name), found);
      await failed.getByTestId("file-input").setInputFiles(testdata("calendar.zip"));
      await drawn(page);
    });
  }
}

const FOLDER = mkdtempSync(join(tmpdir(), "yodori-import-"));
after(() => rmSync(FOLDER, { recursive: true }));

/** A file of posts of so many megabytes: one post over and over. */
function longFile(megabytes) {
  const path = join(FOLDER, "tweets.js");
  const text = "夜".repeat(200);
  const post = { id_str: "1764000000000000001", created_at: "Tue Mar 05 14:02:11 +0000 2024", full_text: text };
  const record = `${JSON.stringify({ tweet: post })},\n`;
  const megabyte = Buffer.from(record.repeat(Math.ceil(1e6 / Buffer.byteLength(record))));
  const file = openSync(path, "w");
  writeSync(file, "window.YTD.tweets.part0 = [\n");
  for (let written = 0; written < megabytes; written += 1) writeSync(file, megabyte);
  writeSync(file, `${record.trim().slice(0, -1)}\n]`);
  closeSync(file);
  return path;
}

test("a long file tells how far it is at least five times a second", async () => {
  const page = await openPage();
  await page.evaluate(() => {
    window.told = [];
    const look = () => {
      const words = document.querySelector("[data-testid=progress-words]")?.textContent;
      if (words && words !== window.told.at(-1)?.words) window.told.push({ words, at: performance.now() });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
  });
  await choose(page, [longFile(400)]);
  await drawn(page);
  const told = await page.evaluate(() => window.told);
  assert(told.length > 5, JSON.stringify(told));
  const secs = (told.at(-1).at - told[0].at) / 1000;
  assert((told.length - 1) / secs >= 5, `${told.length} times in ${secs} s`);
  assert.match(told.at(-1).words, /^[\d,]+ posts · [\d.]+ [KMG]B \/ [\d.]+ MB/);
});

test("an import that is cancelled leaves nothing, and another file is read", async () => {
  const page = await openPage();
  // From the whole page: on a busy machine the first screen's worker may be done before that has come.
  await page.getByTestId("sample-owl").click();
  await drawn(page);
  await page.getByRole("link", { name: "Open something else" }).click();
  await page.getByTestId("sample-owl").waitFor();
  // By the page itself, when the first posts are told: 400 MB are not read in between.
  const cancelled = page.evaluate(
    () =>
      new Promise((done) => {
        const observer = new MutationObserver(() => {
          const words = document.querySelector("[data-testid=progress-words]")?.textContent ?? "";
          if (!/^[1-9]/.test(words)) return;
          observer.disconnect();
          document.querySelector("[data-testid=cancel]").click();
          done();
        });
        observer.observe(document, { subtree: true, childList: true, characterData: true });
      }),
  );
  const started = page.waitForEvent("worker");
  await choose(page, [longFile(400)]);
  const worker = await started;
  const ended = worker.waitForEvent("close");
  await cancelled;
  await page.getByTestId("progress").waitFor({ state: "detached" });
  assert.equal(await page.getByTestId("calendar-canvas").count(), 0);
  assert.equal(await readers(page), 0, "the worker still runs");
  await ended;
  await choose(page, [testdata("calendar.zip")]);
  await drawn(page);
  assert.equal(await readers(page), 1, "another worker still runs");
});

test("a file that goes away while it is read is told", async () => {
  const page = await openPage();
  const path = longFile(400);
  await choose(page, [path]);
  await page.getByTestId("progress-words").waitFor();
  rmSync(path);
  await page.getByTestId("failed").waitFor();
  assert.equal(await page.getByTestId("failed").locator("h2").innerText(), "The file can’t be read any more");
});

/** The page with another worker in the place of its own. */
function openWithWorker(script) {
  const answer = { contentType: "text/javascript", body: `export default async function () { ${script} }` };
  const prepare = (page) => page.route(/\/archive-worker-[0-9a-f]{16}\.js$/, (route) => route.fulfill(answer));
  return openPage({ prepare });
}

const PROTOCOL = readFileSync(join(ROOT, "src/engine/protocol.rs"), "utf8");
const [, VERSION] = /VERSION: u32 = (\d+);/.exec(PROTOCOL);
const READY = `postMessage(new Uint8Array([0, ${VERSION}]));`;
for (const [says, script, words] of [
  ["cannot start", "throw new Error('no memory');", "Reading stopped on the way"],
  ["dies at work", `${READY} onmessage = () => { throw new Error('no memory'); };`, "Reading stopped on the way"],
  ["is of another version", "postMessage(new Uint8Array([0, 99]));", "Yodori has been updated"],
  ["talks nonsense", "postMessage(new Uint8Array([77]));", "Yodori has been updated"],
]) {
  test(`a worker that ${says} is reported`, async () => {
    const page = await openWithWorker(script);
    // The worker's own error is told of sooner or later, once for each worker that was tried.
    page.problems.push = (problem) => /no memory/.test(problem) || assert.fail(problem);
    await choose(page, [testdata("calendar.zip")]);
    await page.getByTestId("failed").waitFor();
    assert.equal(await page.getByTestId("failed").locator("h2").innerText(), words);
  });
}
